"""Reports: what is written about a pack or a game, as text to read and print.

So far the rules reference. It reads packs and records and knows no screen.
"""
