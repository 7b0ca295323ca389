"""A game on disk: where saves live, atomic writing, autosave, and opening what an older version wrote.

This room owns files that hold game records, and the refusal, in one sentence, of a truncated, edited, foreign or newer
file, which it leaves untouched. It must not know the rules that a record follows (the engine replays it) nor how the
player asked for it.
"""
