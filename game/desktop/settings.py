"""What the player has set: language, text size, motion, sound, window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Settings as they stand. `text_scale` is in per cent, 80 to 150."""

    lang: str = "ja"
    text_scale: int = 100
    reduced_motion: bool = False
    volume: int = 60
    muted: bool = False
    full_screen: bool = False
    width: int = 1280
    height: int = 720
    class_edition: bool = False
    tutorial_done: bool = False
