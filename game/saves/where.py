"""In which folder this copy of the game keeps its files: asked before anything else is loaded, so it imports nothing of the game."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

NAME = "itabasami"


def own_folder() -> Path | None:
    """The folder where this copy of the game keeps all its files: what ITABASAMI_SAVES names, else saves/ in a checkout
    of the project; None for a game that was installed, which uses the user's folders."""
    if named := os.environ.get("ITABASAMI_SAVES"):
        return Path(named)
    root = Path(__file__).resolve().parents[2]
    return root / "saves" if (root / "pyproject.toml").exists() and os.access(root / "saves", os.W_OK) else None


def saves_folder() -> Path:
    """Where saves lie: in the copy's own folder, else in the user's data folder."""
    return own_folder() or Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "saves"
