"""Who chooses a move: policies for a seat, for one game or a batch of them.

This room owns the random player, the doctrine player (a personality written as data in the pack) and the table that
seats players at a game. A player sees what the engine lets its seat observe and nothing more. It must not know where
games are stored, how they are shown, or how many of them make a study.
"""
