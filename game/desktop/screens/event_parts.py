"""What the screens that tell of events share: who somebody is, what has changed, a head and a foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Layers, Row, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Flag, Glow
from game.desktop.kit.text import Icon, Label, Mark
from game.presenter.values import Change

from .board_top import menu_buttons

if TYPE_CHECKING:
    from game.desktop.app import App

FLAGS = {"japan": "jp", "usa": "us", "china": "cn"}
HEADLINE = theme.Style("serif", 42, 1.22)
Changed = tuple[str, str, Change]


def flag_of(seat: str, high: float) -> Node | None:
    """The flag of a seat that is a country with one here."""
    return Flag(FLAGS[seat], high) if seat in FLAGS else None


def who(seat: str, title: str, style: theme.Style = theme.LABEL, high: float = 20.0, colour: theme.Colour = theme.LIGHT) -> Node:  # fmt: skip
    """Flag, shape and name of a seat."""
    return Row([flag_of(seat, high), Mark(seat, high * 0.8), Label(title, style, colour)], gap=9)


def head(app: App, title: str, note: str = "", icon: str = "", *extra: Node) -> Node:
    """The strip along the upper edge: what this is, when it was, and the menu."""
    parts: list[Node | None] = [
        Icon(icon, 26, theme.BRASS) if icon else None,
        Column([Label(title, theme.TITLE), Label(note, theme.SMALL, theme.MUTED) if note else None], gap=0),
        Space(grow=1),
        *extra,
        menu_buttons(app),
    ]
    return Frame(Row(parts, gap=14), pad=(24, 9), fill=theme.TABLE, radius=0)


def foot(primary: Button | None, *before: Node | None) -> Node:
    """The strip along the lower edge, with the one clear next step at its right end."""
    left = Flow([b for b in before if b is not None], gap=10, grow=1)
    return Frame(Row([left, primary], gap=16), pad=(24, 10), fill=theme.TABLE, radius=0)


def page(body: Node, top: Node, below: Node, middle: theme.Colour = theme.PANEL) -> Node:
    """A whole screen: head, body in a soft light, foot."""
    return Layers([Glow(middle=middle), Column([top, Frame(body, pad=(24, 14), grow=1), below], gap=0)])


def change_rows(changes: Sequence[Changed], key: str, on_paper: bool = False, style: theme.Style = theme.SMALL) -> list[Node]:  # fmt: skip
    """A line for each figure that has changed; it answers why."""
    ink = theme.INK if on_paper else theme.LIGHT
    strong = theme.SMALL_STRONG
    return [
        Row(
            [Label(title, style, ink, grow=1), change_label(change, strong, on_paper)],
            gap=14, key=f"{key}.{name}", tip=f"why:{name}",
        )
        for name, title, change in changes
    ]  # fmt: skip
