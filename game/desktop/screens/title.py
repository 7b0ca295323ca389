"""The title screen."""

from __future__ import annotations

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label
from game.desktop.screen import Screen


class Title(Screen):
    """Where the game begins."""

    def compose(self) -> Node:
        return Frame(
            Column(
                [
                    Space(grow=1),
                    Label("板挟み", theme.HERO, align=0.5),
                    Button("終了", "primary", key="title.quit", action=self.app.quit),
                    Space(grow=1),
                ]
            ),
            pad=40,
        )
