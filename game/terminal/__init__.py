"""The game as text: for machines without a screen, for scripts and for screen readers.

This room owns the board, figures, options and causes as lines of text, and reading a player's choices from the
keyboard or from a file of moves. It must not decide what is legal, what an option costs or what happened: it asks the
engine and shows the answer.
"""
