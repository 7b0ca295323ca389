"""The game as an environment of other libraries: PettingZoo, Gymnasium (one game or a batch), OpenSpiel.

One module a library, so that only the one that is used has to be installed (the extra `adapters` brings all). What they share: `encoding` (what a seat sees as numbers, options as action numbers) and `seating` (which pack,
who plays which seat, what a game was worth). A learner sees through `Program.observe` and nothing else. This room must
not know screens, saves, or the words of the interface; its errors are in English, for programmers.
"""
