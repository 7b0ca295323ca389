"""Scenes of the map: the whole world, and a late game in which the waters are tense."""

from __future__ import annotations

from game.presenter.session import Session

from .app import App
from .gallery import at, new_game, played, scene, show
from .map_view import MapView
from .screens.board import Board


def map_of(app: App) -> MapView:
    """The map of the board that is shown."""
    assert isinstance(app.screen, Board)
    return app.screen.map


def tense(app: App) -> Session:
    """A late game with a Japan that arms and a Beijing that coerces: the strait is tense."""
    begun = new_game(app, "cold_spring", japan="human", china="coercer")
    return played(begun, at("decision", turn=9), "deterrence")


@scene("map_world")
def map_world(app: App) -> None:
    show(app, played(new_game(app), at("decision", turn=1)))
    for _ in range(6):
        map_of(app).act("farther")


@scene("map_crisis")
def map_crisis(app: App) -> None:
    show(app, tense(app))


@scene("map_strait")
def map_strait(app: App) -> None:
    show(app, tense(app))
    view = map_of(app)
    x, y = view.spot(view.data.zones["ecs"].at)
    for _ in range(6):
        view.wheel(x, y, 1.0)


@scene("map_legend")
def map_legend(app: App) -> None:
    show(app, played(new_game(app), at("decision", turn=1)))
    map_of(app).act("legend")
