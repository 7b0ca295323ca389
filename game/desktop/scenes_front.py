"""Scenes of the screens around a game."""

from __future__ import annotations

from .app import App
from .gallery import at, new_game, played, scene, settle, show
from .screens.title import Title


def titled(app: App) -> Title:
    """The title, with everything read."""
    title = Title(app)
    app.go(title)
    settle(app)
    return title


@scene("title_first")
def title_first(app: App) -> None:
    titled(app)


@scene("title")
def title(app: App) -> None:
    played(new_game(app), at("decision", turn=2))
    titled(app)
