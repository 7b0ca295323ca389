"""Asks before something that cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label
from game.desktop.screen import Dialog

if TYPE_CHECKING:
    from game.desktop.app import App


class Confirm(Dialog):
    """A question with two answers."""

    widest = 480.0

    def __init__(self, app: App, text: str, yes: str, action: Callable[[], None]) -> None:
        super().__init__(app)
        self.text, self.yes, self.action = text, yes, action

    def compose(self) -> Node:
        answers = [
            Button(self.yes, "primary", key="confirm.yes", action=self.do),
            Button(self.words("desktop.cancel"), key="confirm.no", action=self.back),
        ]
        return Frame(
            Column([Label(self.text, theme.BODY), Flow(answers, align=1.0)], gap=18),
            pad=22, fill=theme.PANEL, edge=theme.EDGE, shadow=True,
        )  # fmt: skip

    def do(self) -> None:
        self.app.close(self)
        self.action()
