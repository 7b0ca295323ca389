"""The words of the user interface in Japanese and English, and how numbers, money and dates are written in each.

This room owns every sentence that the program itself says; the words of a game stand in its rules pack. It must not
know any other room, so that each of those from report upward can use it.
"""
