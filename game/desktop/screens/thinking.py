"""A rival thinks: who, how far it has come, what has been done meanwhile, and a way not to wait.

Board.waiting:  return thinking(self.app, self.play)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.text import Label, Mark
from game.presenter.moments import heard_of
from game.presenter.quarter import ForeignMove, foreign_moves

from .event_parts import flag_of

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.desktop.play import Play

SHOWN = 3  # moves that are told meanwhile


@dataclass(eq=False)
class Progress(Node):
    """A bar that asks how far something has come, 0 to 1, each time it is drawn."""

    part: Callable[[], float] = lambda: 0.0
    live: bool = True

    def width(self, fonts: Fonts) -> float:
        return 320.0

    def least(self, fonts: Fonts) -> float:
        return 80.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 8.0

    def moving(self, now: float) -> bool:
        return self.live

    def draw(self, painter: Painter, look: Look) -> None:
        r = self.rect
        painter.rounded(r, theme.NIGHT, 4, edge=theme.EDGE)
        painter.rounded(FRect(r.x, r.y, max(r.h, r.w * min(1.0, self.part())), r.h), theme.BRASS, 4)


def thinking(app: App, play: Play) -> Node:
    """What the board shows instead of its cards."""
    words, moment, rivals = app.words, play.moment, play.rivals
    head = Row(
        [
            flag_of(moment.seat, 26),
            Mark(moment.seat, 20),
            Label(words("thinking.title", seat=moment.seat_title), theme.HEADING),
        ],
        gap=12,
    )
    bar = Progress(lambda: rivals.progress if rivals is not None else 0.0, live=rivals is not None)
    hurry = None
    if rivals is not None:
        hurry = Button(
            words("thinking.hurry"),
            "quiet",
            "forward",
            key="thinking.hurry",
            action=rivals.hurry,
            tip=words("thinking.hurry_tip"),
        )
    left = Column([head, bar], gap=12, grow=1)
    told = [told_line(m) for m in told_so_far(play)[-SHOWN:]]
    right = Column([Label(words("thinking.told"), theme.TINY, theme.MUTED), *told], gap=4, grow=1) if told else None
    return Frame(Row([left, right, hurry], gap=28, wrap=True), fill=theme.TABLE, edge=theme.RAISED, pad=(22, 18))


def told_so_far(play: Play) -> tuple[ForeignMove, ...]:
    """The moves since the person has read last, as far as they may know them."""
    session = play.session
    reader = session.readers[session.viewer]
    return foreign_moves(session.figures, heard_of(session.figures, session.table.told[reader.told :]))


def told_line(move: ForeignMove) -> Node:
    return Row(
        [
            Mark(move.seat, 12),
            Label(move.seat_title, theme.TINY_STRONG, theme.MUTED),
            Label(move.title, theme.SMALL, grow=1),
        ],
        gap=8,
    )


__all__ = ["Progress", "thinking"]
