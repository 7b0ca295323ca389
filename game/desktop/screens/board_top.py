"""The board's upper edge: date, phases, what comes next, and what there is to spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.text import Label
from game.presenter.board import Frame as BoardFrame
from game.presenter.board import PhaseMark, Purse

if TYPE_CHECKING:
    from game.desktop.app import App

MANY = 12  # what is counted out in pips up to here


def top_bar(app: App, frame: BoardFrame, menu: Node) -> Node:
    """The whole bar; `menu` stands at its right end."""
    words = app.words
    soon = frame.next[0] if frame.next else None
    after = words("board.next", what=f"{soon.when} {soon.title}") if soon else ""
    date = Column([Label(frame.date, theme.HEADING), Label(after, theme.TINY, theme.MUTED) if after else None], gap=0)
    room = None
    if frame.room is not None:
        room = Column(
            [
                Label(words("board.room"), theme.TINY, theme.MUTED),
                Label(frame.room.text, theme.LABEL, theme.BAD if frame.room.number < 0 else theme.LIGHT),
            ],
            gap=0,
        )
    phases = Flow([phase(p) for p in frame.phases], gap=4)
    parts: list[Node | None] = [date, phases, Space(grow=1), *purses(app, frame.purses), room, menu]
    return Frame(Row(parts, gap=18), pad=(16, 7), fill=theme.TABLE, radius=0)


def phase(mark: PhaseMark) -> Node:
    """A phase of the quarter: done, now, or to come."""
    now = mark.state == "now"
    colour = theme.INK if now else theme.MUTED
    title = mark.title if mark.certain or now else f"({mark.title})"
    return Frame(
        Label(title, theme.TINY_STRONG if now else theme.TINY, colour),
        pad=(9, 3),
        fill=theme.BRASS if now else theme.PANEL,
        radius=11,
    )


def purses(app: App, found: tuple[Purse, ...]) -> list[Node]:
    """What all options are paid with, then each office's staff as a row of pips."""
    shared = [p for p in found if not p.office]
    staff = [p for p in found if p.office]
    nodes: list[Node] = []
    for purse in shared:
        nodes.append(
            Column(
                [
                    Label(purse.title, theme.TINY, theme.MUTED),
                    Row(
                        [
                            Pips(have=purse.have.number, most=purse.most, tip=f"why:{purse.id}", key=f"top.{purse.id}"),
                            Label(purse.have.text, theme.TINY_STRONG),
                        ],
                        gap=6,
                    ),
                ],
                gap=1,
            )
        )
    if staff:
        tokens = [
            Token(
                sign=app.words.named("office_sign", p.office),
                have=p.have.number,
                full=p.full,
                tip=f"why:{p.id}",
                key=f"top.{p.id}",
            )
            for p in staff
        ]
        nodes.append(Column([Label(app.words("board.staff"), theme.TINY, theme.MUTED), Row(tokens, gap=4)], gap=1))
    return nodes


class Pips(Node):
    """Something that is counted, as bars."""

    def __init__(self, have: float, most: float, **named: str) -> None:
        super().__init__(**named)  # type: ignore[arg-type]
        self.have, self.most = have, most

    @property
    def count(self) -> int:
        return int(min(self.most, MANY))

    def width(self, fonts: object) -> float:
        return self.count * 9.0

    def height(self, fonts: object, width: float) -> float:
        return 16.0

    def draw(self, painter: Painter, look: Look) -> None:
        from pygame import FRect

        for i in range(self.count):
            box = FRect(self.rect.x + i * 9, self.rect.y + 2, 6, 12)
            if self.have >= i + 1:
                painter.rounded(box, theme.BRASS, 2)
            elif self.have > i + 0.05:
                painter.rounded(box, None, 2, edge=theme.EDGE)
                painter.rounded(
                    FRect(box.x, box.bottom - 12 * (self.have - i), 6, 12 * (self.have - i)), theme.BRASS, 2
                )
            else:
                painter.rounded(box, None, 2, edge=theme.EDGE)


class Token(Node):
    """The staff of an office: its sign, bright while anybody is free, and how many."""

    def __init__(self, sign: str, have: float, full: float, **named: str) -> None:
        super().__init__(**named)  # type: ignore[arg-type]
        self.sign, self.have, self.full = sign, have, full

    @property
    def text(self) -> str:
        return f"{self.sign} {self.have:.0f}"

    def width(self, fonts) -> float:  # type: ignore[no-untyped-def]
        return fonts.width(self.text, theme.TINY_STRONG) + 12

    def height(self, fonts, width: float) -> float:  # type: ignore[no-untyped-def]
        return fonts.line(theme.TINY_STRONG) + 2

    def draw(self, painter: Painter, look: Look) -> None:
        free = self.have >= 1
        painter.rounded(self.rect, theme.LIFTED if free else None, 8, edge=theme.EDGE)
        painter.text(
            self.text, self.rect.centerx, self.rect.y + 1, theme.TINY_STRONG, theme.LIGHT if free else theme.MUTED, 0.5
        )


def menu_buttons(app: App, *extra: Node) -> Node:
    """The buttons at the right end: what the screen has of its own, then the menu."""
    from .pause import PauseMenu

    return Row(
        [
            *extra,
            Button(
                "",
                "quiet",
                "help",
                spoken=app.words("desktop.help"),
                tip=app.words("desktop.help"),
                key="top.help",
                action=app.keys_help,
            ),
            Button(
                "",
                "quiet",
                "menu",
                spoken=app.words("desktop.menu"),
                tip=app.words("desktop.menu"),
                key="top.menu",
                action=lambda: app.open(PauseMenu(app)),
            ),
        ],
        gap=4,
    )
