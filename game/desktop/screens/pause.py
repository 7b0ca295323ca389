"""The menu of a running game: go on, save, load, settings, leave."""

from __future__ import annotations

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label
from game.desktop.screen import Dialog


class PauseMenu(Dialog):
    """What one can do besides playing."""

    widest = 360.0

    def compose(self) -> Node:
        words = self.words
        return Frame(
            Column([Label(words("desktop.menu"), theme.HEADING), Button(words("desktop.close"), "primary", key="pause.close", action=self.back)], gap=10),
            pad=20, fill=theme.PANEL, edge=theme.EDGE, shadow=True,
        )  # fmt: skip
