"""A game on disk: where saves live, autosave, and opening what an older version wrote.

This room owns files that hold game records, and the refusal, in one sentence, of a truncated, edited, damaged, foreign or
newer file, which it leaves untouched. It must not know how bytes reach the disk (game.files does), the rules that a record
follows (the engine replays it) nor how the player asked for it.
"""
