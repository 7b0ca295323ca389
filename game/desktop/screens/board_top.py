"""The board's upper edge: date, phases, what comes next, and what there is to spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.fonts import Fonts
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
    date = Column(
        [
            Label(frame.date, theme.HEADING, single=True),
            Label(
                words("board_screen.next", what=soon.title),
                theme.TINY,
                theme.MUTED,
                most=1,
                tip=coming(app, frame),
                key="top.next",
            )
            if soon
            else None,
        ],
        gap=0,
    )
    left = Row([date, Steps(app, frame.phases)], gap=20)
    right = Row([*purses(app, frame.purses), *money(app, frame), menu], gap=18)
    return Frame(Row([left, Space(grow=1), right], gap=12, wrap=True), pad=(16, 6), fill=theme.TABLE, radius=0)


def coming(app: App, frame: BoardFrame) -> str:
    """What the calendar holds and what is on its way, a line each."""
    lines = [app.words("board_screen.coming", when=a.when, what=a.title) for a in (*frame.coming, *frame.next)]
    return "\n".join(lines[:8])


def money(app: App, frame: BoardFrame) -> list[Node]:
    """What is left of funding; pressing it opens the budget."""
    if frame.room is None:
        return []
    from .budget import Budget

    colour = theme.BAD if frame.room.number < 0 else theme.LIGHT
    short = frame.room.number < 0
    text = f"{app.words('board_screen.short' if short else 'board_screen.room')}  {frame.room.text.lstrip('-−')}"
    return [
        Button(
            text, icon="warning" if short else "fiscal", style=theme.SMALL_STRONG, key="top.budget", tip=app.words("board_screen.budget_tip"),
            action=lambda: app.open(Budget(app)), ink=colour, high=34,
        )
    ]  # fmt: skip


class Steps(Node):
    """The phases of the quarter as steps: past ones filled, the one at hand named, those to come empty."""

    def __init__(self, app: App, phases: tuple[PhaseMark, ...]) -> None:
        now = next((p for p in phases if p.state == "now"), None)
        marks = {"done": "●", "now": "▶", "to come": "○"}
        tip = "\n".join(f"{marks[p.state]} {p.title}" for p in phases if p.certain or p.state == "now")
        super().__init__(key="top.phases", tip=tip)
        self.states = [p.state for p in phases if p.certain or p.state == "now"]
        self.title = now.title if now else ""

    def name_width(self, fonts: Fonts) -> float:
        return fonts.width(self.title, theme.SMALL_STRONG) + 24 if self.title else 0.0

    def width(self, fonts: Fonts) -> float:
        return self.name_width(fonts) + 15 * (len(self.states) - (1 if self.title else 0))

    def height(self, fonts: Fonts, width: float) -> float:
        return fonts.line(theme.SMALL_STRONG) + 8

    def draw(self, painter: Painter, look: Look) -> None:
        x, y = self.rect.x, self.rect.centery
        for state in self.states:
            if state == "now":
                wide = self.name_width(painter.fonts) - 4
                box = FRect(x, self.rect.y, wide, self.rect.h)
                painter.rounded(box, theme.BRASS, self.rect.h / 2)
                painter.text(self.title, box.centerx, box.y + 4, theme.SMALL_STRONG, theme.INK, 0.5)
                x += wide + 4
            else:
                done = state == "done"
                painter.mark("circle" if done else "ring", x + 6, y, 9, theme.BRASS if done else theme.MUTED)
                x += 15


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
        nodes.append(
            Column([Label(app.words("board_screen.staff"), theme.TINY, theme.MUTED), Row(tokens, gap=4)], gap=1)
        )
    return nodes


class Pips(Node):
    """Something that is counted, as bars."""

    def __init__(self, have: float, most: float, **named: str) -> None:
        super().__init__(**named)  # type: ignore[arg-type]
        self.have, self.most = have, most

    @property
    def count(self) -> int:
        return int(min(self.most, MANY))

    def width(self, fonts: Fonts) -> float:
        return self.count * 9.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 16.0

    def draw(self, painter: Painter, look: Look) -> None:
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

    def width(self, fonts: Fonts) -> float:
        return fonts.width(self.text, theme.TINY_STRONG) + 12

    def height(self, fonts: Fonts, width: float) -> float:
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
