"""The game in a window: screens, the map, and what they are drawn with.

Needs pygame-ce; everything below this room runs without it. It computes no rule: whatever it shows comes from the engine's
public interface, and whatever a player does goes back through it.

Importing `game.desktop` alone loads nothing, so that a missing pygame can be told in words.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # else pygame greets on standard output
