"""Bars that begin anywhere: amounts around nothing, or steps that follow each other as a waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .theme import Colour


@dataclass(eq=False)
class Floating(Node):
    """A bar from `start` to `end` on an axis from `low` to `high`. `zero`: where a line stands upright behind it."""

    start: float = 0.0
    end: float = 0.0
    low: float = -1.0
    high: float = 1.0
    colour: Colour = theme.MUTED
    zero: float | None = None
    wide: float = 110.0
    thick: float = 11.0

    def width(self, fonts: Fonts) -> float:
        return self.wide

    def least(self, fonts: Fonts) -> float:
        return min(self.wide, 50.0)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.thick + 4

    def x_of(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.rect.x + self.rect.w * max(0.0, min(1.0, share))

    def draw(self, painter: Painter, look: Look) -> None:
        r = self.rect
        if self.zero is not None:
            x = self.x_of(self.zero)
            painter.line((x, r.y - 2), (x, r.bottom + 2), theme.EDGE)
        a, b = sorted((self.x_of(self.start), self.x_of(self.end)))
        painter.rounded(FRect(a, r.centery - self.thick / 2, max(2.0, b - a), self.thick), self.colour, 3)


def around_nothing(amounts: Sequence[float]) -> tuple[float, float]:
    """An axis that holds 0 and all amounts.

    >>> around_nothing([2.0, -1.0]), around_nothing([])
    ((-1.0, 2.0), (0.0, 1.0))
    """
    low, high = min([0.0, *amounts]), max([0.0, *amounts])
    return (low, high) if high > low else (0.0, 1.0)


def steps_between(start: float, amounts: Sequence[float]) -> list[tuple[float, float]]:
    """Where each step of a waterfall begins and ends.

    >>> steps_between(10.0, [2.0, -5.0])
    [(10.0, 12.0), (12.0, 7.0)]
    """
    found: list[tuple[float, float]] = []
    for amount in amounts:
        found.append((start, start + amount))
        start += amount
    return found
