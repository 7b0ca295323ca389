"""The budget: the year's money, and the debt path under each choice."""

from __future__ import annotations

from game.desktop.kit.boxes import Frame
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label
from game.desktop.screen import Dialog


class Budget(Dialog):
    """The year's money."""

    def compose(self) -> Node:
        return Frame(Label(self.words("board_screen.budget")))
