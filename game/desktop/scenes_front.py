"""Scenes of the screens around a game."""

from __future__ import annotations

from .app import App
from .gallery import at, new_game, played, scene, settle
from .screens.new_game import NewGame
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


def set_up(app: App) -> NewGame:
    """A new game that is about to begin, with a seed that is the same each time."""
    screen = NewGame(app)
    screen.seed = "2026"
    app.go(screen)
    return screen


@scene("new_game")
def new_game_screen(app: App) -> None:
    set_up(app)


@scene("new_game_three")
def new_game_three(app: App) -> None:
    screen = set_up(app)
    screen.select("statistics")
    screen.count("three")
    screen.toggle_edition()


@scene("players")
def players(app: App) -> None:
    screen = set_up(app)
    screen.ask(screen.seats[0])
