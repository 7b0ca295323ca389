"""Small pictures of numbers: bars, sparklines, tracks with markers. Larger ones are files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .theme import Colour

LEAST = 3  # values that make a line


def known(values: Sequence[float]) -> list[float]:
    """Those that are numbers."""
    return [v for v in values if v == v]


@dataclass(eq=False)
class Meter(Node):
    """A bar from `low` to `high`; the part between `before` and `value` is told apart, so that one sees the change."""

    value: float = 0.0
    before: float | None = None
    low: float = 0.0
    high: float = 100.0
    colour: Colour = theme.USA
    marks: Sequence[float] = ()  # thresholds
    thick: float = 9.0
    wide: float = 90.0

    def width(self, fonts: Fonts) -> float:
        return self.wide

    def least(self, fonts: Fonts) -> float:
        return min(40.0, self.wide)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.thick

    def x_of(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.rect.x + self.rect.w * max(0.0, min(1.0, share))

    def draw(self, painter: Painter, look: Look) -> None:
        r, half = self.rect, self.thick / 2
        painter.rounded(r, theme.NIGHT, half, edge=theme.RAISED)
        if self.value == self.value:
            end = self.x_of(self.value)
            painter.rounded(FRect(r.x, r.y, max(self.thick, end - r.x), r.h), self.colour, half)
            if self.before is not None and self.before == self.before:
                start = self.x_of(self.before)
                left, right = min(start, end), max(start, end)
                if right - left > 1:
                    colour = theme.GOOD if end > start else theme.BAD
                    painter.rounded(FRect(left, r.y, right - left, r.h), colour, half, alpha=200)
        for mark in self.marks:
            painter.fill(FRect(self.x_of(mark) - 0.75, r.y - 3, 1.5, r.h + 6), theme.LIGHT)


@dataclass(eq=False)
class Spark(Node):
    """A line of the last values, its end marked."""

    values: Sequence[float] = ()
    colour: Colour = theme.MUTED
    wide: float = 44.0
    high: float = 18.0

    def width(self, fonts: Fonts) -> float:
        return self.wide

    def height(self, fonts: Fonts, width: float) -> float:
        return self.high

    def draw(self, painter: Painter, look: Look) -> None:
        there = known(self.values)
        if len(there) < LEAST:  # two points are no course
            painter.line((self.rect.x, self.rect.centery), (self.rect.right, self.rect.centery), theme.EDGE)
            return
        low, high = min(there), max(there)
        span = (high - low) or 1.0
        step = (self.rect.w - 4) / (len(self.values) - 1)
        points = [
            (
                self.rect.x + i * step,
                self.rect.bottom - 2 - (v - low) / span * (self.rect.h - 4) if high > low else self.rect.centery,
            )
            for i, v in enumerate(self.values)
            if v == v
        ]
        painter.lines(points, self.colour, 1.6)
        painter.mark("circle", *points[-1], 5, theme.LIGHT)


@dataclass(frozen=True)
class Marker:
    """Something that stands on a track: a shape at a value, with a sign inside."""

    value: float
    shape: str
    colour: Colour
    sign: str = ""
    ghost: bool = False  # where it stood, or might stand


@dataclass(eq=False)
class Track(Node):
    """A line from `low` to `high` with markers: an issue between two sides."""

    low: float = 0.0
    high: float = 10.0
    markers: Sequence[Marker] = ()
    ends: tuple[Colour, Colour] = (theme.JAPAN, theme.USA)
    ticks: Sequence[float] = ()
    marker: float = 15.0
    wide: float = 180.0
    extra: float = field(default=0.0, kw_only=True)

    def width(self, fonts: Fonts) -> float:
        return self.wide

    def least(self, fonts: Fonts) -> float:
        return 80.0

    def height(self, fonts: Fonts, width: float) -> float:
        return self.marker * max(1.0, fonts.text_scale) + 6 + self.extra

    def x_of(self, value: float) -> float:
        half = self.marker / 2 + 1
        share = (value - self.low) / (self.high - self.low)
        return self.rect.x + half + (self.rect.w - half * 2) * max(0.0, min(1.0, share))

    def draw(self, painter: Painter, look: Look) -> None:
        y = self.rect.centery
        left, right = self.x_of(self.low), self.x_of(self.high)
        steps = 24
        for i in range(steps):
            a, b = (left + (right - left) * k / steps for k in (i, i + 1))
            painter.fill(FRect(a, y - 1.5, b - a + 0.5, 3), theme.blend(*self.ends, (i + 0.5) / steps))
        for tick in self.ticks:
            painter.fill(FRect(self.x_of(tick) - 1, y - 6, 2, 12), theme.LIGHT)
        for m in sorted(self.markers, key=lambda m: not m.ghost):
            if m.value != m.value:
                continue
            size = self.marker * max(1.0, painter.fonts.text_scale)
            if m.ghost:
                painter.mark(
                    "ring" if m.shape == "circle" else m.shape,
                    self.x_of(m.value),
                    y,
                    size * 0.85,
                    theme.blend(m.colour, theme.PANEL, 0.45),
                )
            else:
                painter.mark(m.shape, self.x_of(m.value), y, size, m.colour, theme.LIGHT)
            if m.sign and not m.ghost:
                line = painter.fonts.line(theme.TINY_STRONG)
                painter.text(m.sign, self.x_of(m.value), y - line / 2, theme.TINY_STRONG, theme.NIGHT, 0.5)
