"""Scenes of a card that is looked at, of the card of a figure, of the debrief and of the replay."""

from __future__ import annotations

from game.presenter.options import Card

from .app import App
from .figure_card import FigureCard
from .gallery import at, new_game, played, scene, settle, show
from .screens.debrief import DebriefScreen
from .screens.preview import Preview
from .screens.replay import Replay


def looking_at(app: App, wanted: str, turn: int = 1) -> Preview:
    """A game at a cabinet meeting, with a card opened: the first whose id begins so, else the first that is closed."""
    from .screens.board import Board

    show(app, played(new_game(app), at("decision", turn=turn)))
    board = app.screen
    assert isinstance(board, Board)
    board.preview(card_of(board.data.deck.cards, wanted))
    dialog = app.upper
    assert isinstance(dialog, Preview)
    return dialog


def card_of(cards: tuple[Card, ...], wanted: str) -> Card:
    if not wanted:
        return next(c for c in cards if not c.legal)
    return next(c for c in cards if c.legal and c.id.startswith(wanted))


@scene("preview")
def preview(app: App) -> None:
    looking_at(app, "thaad")


@scene("preview_closed")
def preview_closed(app: App) -> None:
    looking_at(app, "")


@scene("figure")
def figure(app: App) -> None:
    show(app, played(new_game(app), at("decision", turn=4)))
    app.open(FigureCard(app, "debt_ratio"))


@scene("figure_score")
def figure_score(app: App) -> None:
    show(app, played(new_game(app), at("decision", turn=4)))
    app.open(FigureCard(app, "autonomy_score"))


def finished(app: App, tab: str = "course") -> None:
    """A game that is over, with a part of its debrief."""
    show(app, played(new_game(app), at("finished")))
    screen = app.screen
    assert isinstance(screen, DebriefScreen)
    screen.tab = tab


@scene("debrief")
def debrief(app: App) -> None:
    finished(app)


@scene("debrief_causes")
def debrief_causes(app: App) -> None:
    finished(app, "causes")


@scene("debrief_promises")
def debrief_promises(app: App) -> None:
    finished(app, "promises")


@scene("debrief_compare")
def debrief_compare(app: App) -> None:
    finished(app, "compare")
    app.refresh()


@scene("debrief_choice")
def debrief_choice(app: App) -> None:
    screen = thinking(app)
    assert screen.compared.points is not None
    screen.compared.think(next(p.move for p in screen.compared.points if p.turn == screen.compared.thought.turn))


@scene("debrief_what_if")
def debrief_what_if(app: App) -> None:
    screen = thinking(app)
    assert screen.compared.points is not None
    screen.compared.ask(screen.compared.points[8].move, "")


def thinking(app: App) -> DebriefScreen:
    """A game that is over, where another choice is thought of."""
    finished(app, "what_if")
    settle(app)
    screen = app.screen
    assert isinstance(screen, DebriefScreen)
    return screen


@scene("replay")
def replay(app: App) -> None:
    session = played(new_game(app), at("decision", turn=6))
    app.go(Replay(app, session.path))
    settle(app)
    screen = app.screen
    assert isinstance(screen, Replay)
    film = screen.film
    assert film is not None
    screen.go(next(n for n in range(len(film), 0, -1) if film.move(n).said and film.effects(n)))


@scene("replay_start")
def replay_start(app: App) -> None:
    session = played(new_game(app), at("decision"))
    app.go(Replay(app, session.path))
