"""A card before it is played: what it costs, does and sets on its way, who minds, and a forecast."""

from __future__ import annotations

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label
from game.desktop.screen import Dialog
from game.presenter.options import Card


class Preview(Dialog):
    """A card, large."""

    def __init__(self, app: App, card: Card) -> None:
        super().__init__(app)
        self.card = card

    def compose(self) -> Node:
        action = (lambda: self.app.play.choose(self.card.index)) if self.card.legal and self.app.play else None
        return Frame(
            Column([Label(self.card.title, theme.TITLE, theme.INK), Label(self.card.text, theme.BODY, theme.INK), Button(self.words("desktop.next"), "primary", key="preview.play", action=action)], gap=10),
            pad=22, fill=theme.PAPER, shadow=True,
        )  # fmt: skip
