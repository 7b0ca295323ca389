"""Which keys there are."""

from __future__ import annotations

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Grid, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule
from game.desktop.screen import Dialog

KEYS = (
    ("Tab", "tab"), ("← ↑ → ↓", "arrows"), ("Enter", "enter"), ("Esc", "esc"), ("1–9", "digits"), ("Q E", "offices"),
    ("Ctrl Z", "undo"), ("Ctrl S", "save"), ("PgUp PgDn", "page"), ("+ − 0", "zoom"), ("Ctrl +/−", "text"), ("F2", "language"),
    ("F11", "full"), ("M", "mute"), ("?", "help"), ("Ctrl Q", "quit"),
)  # fmt: skip


class Keys(Dialog):
    """The list of keys."""

    widest = 780.0

    def compose(self) -> Node:
        rows = [
            Row(
                [
                    Frame(Label(sign, theme.TINY_STRONG, theme.BRASS, single=True), pad=(8, 3), edge=theme.EDGE),
                    Label(self.words(f"keys.{name}"), theme.SMALL, grow=1),
                ],
                gap=10,
            )
            for sign, name in KEYS
        ]
        head = Row(
            [
                Label(self.words("keys.title"), theme.HEADING, grow=1),
                Button("", "quiet", "close", spoken=self.words("desktop.close"), key="keys.close", action=self.back),
            ]
        )
        body = Scroll(Grid(rows, narrow=300, gap=12), key="keys.body", grow=1)
        return Frame(Column([head, Rule(), body], gap=12), pad=20, fill=theme.PANEL, edge=theme.EDGE, shadow=True)
