"""The course of one number over time, as a small drawing beside a text: line, ground, first and last value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import theme
from .charts import known
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .theme import Colour


@dataclass(eq=False)
class Course(Node):
    """`values` from left to right (NaN where unknown), the first and the last written as `start` and `end`."""

    values: Sequence[float] = ()
    start: str = ""
    end: str = ""
    ink: Colour = theme.INK
    muted: Colour = theme.INK_MUTED
    ground: Colour = theme.PAPER_SHADE
    high: float = 96.0

    def width(self, fonts: Fonts) -> float:
        return 260.0

    def least(self, fonts: Fonts) -> float:
        return max(120.0, fonts.width(self.start, theme.TINY) + fonts.width(self.end, theme.TINY_STRONG) + 20)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.high + fonts.line(theme.TINY) + 4

    def draw(self, painter: Painter, look: Look) -> None:
        r, there = self.rect, known(self.values)
        foot = r.bottom - painter.fonts.line(theme.TINY) - 4
        painter.fill(type(r)(r.x, foot, r.w, 1), self.muted)
        if len(there) >= 2:
            low, high = min(there), max(there)
            span, step = (high - low) or 1.0, (r.w - 16) / (len(self.values) - 1)
            top, bottom = r.y + 8, foot - 12
            points = [
                (r.x + 8 + i * step, bottom - (v - low) / span * (bottom - top) if high > low else (top + bottom) / 2)
                for i, v in enumerate(self.values)
                if v == v
            ]
            painter.polygon([(points[0][0], foot), *points, (points[-1][0], foot)], self.ground)
            for shift in (-0.5, 0.0, 0.5):  # a line of about two units that is smooth at every slope
                painter.lines([(x, y + shift) for x, y in points], self.ink)
            painter.mark("circle", *points[-1], 9, self.ink)
        painter.text(self.start, r.x, foot + 3, theme.TINY, self.muted)
        painter.text(self.end, r.right, foot + 3, theme.TINY_STRONG, self.ink, 1.0)
