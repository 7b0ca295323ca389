"""Scenes of a card that is looked at, of the card of a figure, of the debrief and of the replay."""

from __future__ import annotations

from game.presenter.options import Card

from .app import App
from .figure_card import FigureCard
from .gallery import at, new_game, played, scene, show
from .screens.preview import Preview


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
