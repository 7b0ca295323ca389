"""The board: the main screen. Map in the middle, issues and figures at its sides, the options as cards below it."""

from __future__ import annotations

from functools import cached_property

import pygame

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Layers, Pinned, Row
from game.desktop.kit.node import Node
from game.desktop.map_view import MapView
from game.desktop.play import Play
from game.desktop.screen import Screen
from game.presenter import board, chart, options
from game.presenter.board import Agenda
from game.presenter.board import Frame as BoardFrame
from game.presenter.chart import Chart
from game.presenter.options import Card, Deck
from game.presenter.readings import Reading
from game.presenter.scores import Scores

from .board_deck import DeckPart
from .board_sides import issues, standing
from .board_top import menu_buttons, top_bar
from .thinking import thinking

SIDE = 254.0  # width of a side at a text scale of 100 %


class BoardData:
    """What the board shows, worked out once for each state of the game and language."""

    def __init__(self, play: Play) -> None:
        self.version = play.version
        self.figures, self.table = play.session.figures, play.session.table

    @cached_property
    def frame(self) -> BoardFrame:
        return board.frame(self.figures, self.table)

    @cached_property
    def agendas(self) -> tuple[Agenda, ...]:
        return board.agendas(self.figures, self.table)

    @cached_property
    def score(self) -> Scores:
        return board.score(self.figures, self.table)

    @cached_property
    def key_figures(self) -> tuple[Reading, ...]:
        return board.key_figures(self.figures, self.table)

    @cached_property
    def chart(self) -> Chart:
        return chart.chart(self.figures, self.table)

    @cached_property
    def deck(self) -> Deck:
        return options.deck(self.figures, self.table)


class Board(Screen):
    """The board while a person decides, and while rivals think."""

    stays = True

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self._data = BoardData(self.play)
        self.deck_part = DeckPart(self)
        self.map = MapView(app)

    @property
    def data(self) -> BoardData:
        if self._data.version != self.play.version:
            self._data = BoardData(self.play)
        return self._data

    def compose(self) -> Node:
        data, scale = self.data, self.app.settings.text_scale / 100
        side = SIDE * (0.45 + 0.55 * scale)
        self.map.show(data.chart)
        middle = Row(
            [
                Frame(issues(self.app, data.agendas), pad=0, wide=side, widest=side),
                Frame(self.map, pad=0, grow=1, edge=theme.RAISED),
                Frame(standing(self.app, data.score, data.key_figures), pad=0, wide=side + 84, widest=side + 84),
            ],
            gap=10, align=None, grow=1,
        )  # fmt: skip
        thinking = self.play.moment.kind == "rivals"
        below = self.waiting() if thinking else self.deck_part.compose()
        return Column(
            [
                top_bar(self.app, data.frame, menu_buttons(self.app)),
                Frame(Column([middle, below], gap=10), pad=(12, 10), grow=1),
            ],
            gap=0,
        )

    def waiting(self) -> Node:
        """What is shown while a rival thinks."""
        return thinking(self.app, self.play)

    def preview(self, card: Card) -> None:
        """A card that is looked at before it is played."""
        from .preview import Preview

        self.app.open(Preview(self.app, self.deck_part.known.get(card.index, card), lambda: self.data.deck))

    def choose(self, card: Card) -> None:
        self.play.choose(card.index)

    def way(self, option: str) -> tuple[str, ...]:
        card = self.data.deck.card(option)
        if card.is_pass:
            return (f"deck.pass.{card.id}",)
        tab = (f"deck.office.{card.office}",) if len(self.deck_part.offices()) > 1 else ()
        return (*tab, f"card.{card.id}", "preview.play")

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))

    def key(self, key: int, text: str) -> bool:
        cards = self.deck_part.cards() if self.play.moment.deciding else []
        if text.isdigit() and 0 < int(text) <= len(cards):
            self.preview(cards[int(text) - 1])
        elif text.lower() in ("q", "e") and cards:
            self.deck_part.turn(1 if text.lower() == "e" else -1)
        elif key == pygame.K_z and pygame.key.get_mods() & pygame.KMOD_CTRL:
            self.play.undo()
        elif key == pygame.K_s and pygame.key.get_mods() & pygame.KMOD_CTRL:
            self.play.save()
        else:
            return self.map.typed(key, text)
        return True

    def update(self, now: float) -> None:
        self.map.update(now)
        if self.play.moment.deciding and self.app.upper is self and self.deck_part.work():
            self.app.refresh()

    @property
    def busy(self) -> bool:
        return self.map.busy or (self.play.moment.deciding and self.app.upper is self and self.deck_part.busy)


__all__ = ["Board", "BoardData", "Layers", "Pinned"]
