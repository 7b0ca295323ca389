"""What charts over time share: a frame with labelled axes, places for values, names at the ends of lines.

>>> round_steps(38.0, 71.0)
(40.0, 50.0, 60.0, 70.0)
>>> spread([50.0, 52.0, 90.0], 10.0, 0.0, 100.0)
[46.0, 56.0, 90.0]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .theme import Colour

AXIS = theme.TINY
LABEL = theme.TINY_STRONG
MARK = 9.0  # size of the mark at a line's end, at a text scale of 100 %


def round_steps(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round values within a range, at most about so many."""
    span = high - low
    if not span > 0:
        return (low,)
    raw = span / most
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * k for k in (1.0, 2.0, 2.5, 5.0, 10.0) if size * k >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return tuple(round(k * step, 10) for k in range(first, math.floor(high / step + 1e-9) + 1))


def written(values: Sequence[float]) -> list[tuple[float, str]]:
    """Values with their words, all with as many digits as the one that needs most.

    >>> written([0.5, 1.0]), written([1000.0])
    ([(0.5, '0.5'), (1.0, '1.0')], [(1000.0, '1,000')])
    """
    digits = next((d for d in range(4) if all(abs(round(v, d) - v) < 1e-9 for v in values)), 4)
    return [(v, f"{v:,.{digits}f}") for v in values]


def range_of(values: Sequence[float], least: float = 1.0) -> tuple[float, float]:
    """A range that holds all values that are known, with a little room; at least so wide.

    >>> range_of([10.0, 20.0], 4.0)
    (9.2, 20.8)
    """
    there = [v for v in values if v == v]
    if not there:
        return 0.0, 1.0
    low, high = min(there), max(there)
    room = max((high - low) * 0.08, (least - (high - low)) / 2)
    return low - room, high + room


def spread(places: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Places moved as little as needed to lie so far apart between top and bottom, in the same order."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    groups: list[tuple[float, list[int]]] = []  # middle, members
    for i in order:
        groups.append((places[i], [i]))
        while len(groups) > 1:
            (upper, above), (lower, below) = groups[-2], groups[-1]
            if lower - upper >= apart * (len(above) + len(below)) / 2:
                break
            both = [*above, *below]
            groups[-2:] = [(sum(places[k] for k in both) / len(both), both)]
    found = [0.0] * len(places)
    for middle, members in groups:
        half = apart * (len(members) - 1) / 2
        middle = max(min(middle, bottom - half), top + half)
        for place, i in enumerate(members):
            found[i] = middle - half + apart * place
    return found


@dataclass(frozen=True)
class End:
    """What stands at the end of a line: at which value, in words, with a mark of a shape."""

    value: float
    text: str
    colour: Colour
    shape: str = ""


@dataclass(eq=False)
class Plot(Node):
    """A frame for `moments` values beside each other, from `low` to `high`. `ticks`: values with their words on the left,
    `below`: places with their words under the axis, `levels`: values with a word across the chart. `tall` is its height
    without the words below, at a text scale of 100 %; it grows a little with the text."""

    moments: int = 2
    low: float = 0.0
    high: float = 100.0
    ticks: Sequence[tuple[float, str]] = ()
    below: Sequence[tuple[int, str]] = ()
    levels: Sequence[tuple[float, str]] = ()
    ends: Sequence[End] = ()
    wide: float = 220.0
    tall: float = 110.0
    ground: Colour | None = None

    def width(self, fonts: Fonts) -> float:
        return self.wide

    def least(self, fonts: Fonts) -> float:
        return min(self.wide, self.left(fonts) + self.right(fonts) + 60)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.tall * (0.6 + 0.4 * fonts.text_scale) + (fonts.line(AXIS) + 4 if self.below else 0.0)

    def left(self, fonts: Fonts) -> float:
        """Room for the words of the ticks."""
        return max((fonts.width(text, AXIS) + 8 for _, text in self.ticks), default=2.0)

    def right(self, fonts: Fonts) -> float:
        """Room for the words at the ends of lines."""
        mark = MARK * fonts.text_scale
        return max((fonts.width(e.text, LABEL) + (mark + 4 if e.shape else 0) + 8 for e in self.ends), default=6.0)

    def area(self, fonts: Fonts) -> FRect:
        """Where the values are drawn."""
        left, right = self.left(fonts), self.right(fonts)
        foot = fonts.line(AXIS) + 4 if self.below else 2.0
        top = max(6.0, fonts.line(LABEL) / 2 if self.ends or self.ticks else 0.0)
        r = self.rect
        return FRect(r.x + left, r.y + top, max(10.0, r.w - left - right), max(10.0, r.h - foot - top))

    def x_of(self, area: FRect, moment: float) -> float:
        return area.x + area.w * moment / max(1, self.moments - 1)

    def y_of(self, area: FRect, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return area.bottom - area.h * max(0.0, min(1.0, share))

    def draw_axes(self, painter: Painter, area: FRect) -> None:
        """Lines across at the ticks, the words at both axes, levels."""
        fonts = painter.fonts
        if self.ground is not None:
            painter.rounded(area.inflate(6, 6), self.ground, 4)
        free = area.bottom + fonts.line(AXIS)
        for value, text in sorted(self.ticks):
            y = self.y_of(area, value)
            painter.line((area.x, y), (area.right, y), theme.RAISED)
            if y + fonts.line(AXIS) / 2 <= free:  # the words of two ticks never touch
                painter.text(text, area.x - 6, y - fonts.line(AXIS) / 2, AXIS, theme.MUTED, 1.0)
                free = y - fonts.line(AXIS) / 2
        painter.line((area.x, area.bottom), (area.right, area.bottom), theme.EDGE)
        for moment in range(self.moments):
            x = self.x_of(area, moment)
            painter.line((x, area.bottom), (x, area.bottom + 3), theme.EDGE)
        self.draw_below(painter, area)
        for value, text in self.levels:
            y = self.y_of(area, value)
            painter.dashed((area.x, y), (area.right, y), theme.MUTED, 1.0, 2.0)
            painter.text(text, area.x + 4, y - fonts.line(AXIS) - 1, AXIS, theme.MUTED)

    def draw_below(self, painter: Painter, area: FRect) -> None:
        """The words under the axis: the first and the last one, and those between that have room."""
        fonts, edge = painter.fonts, self.rect
        spots: list[tuple[float, float, str]] = []
        wanted = [*self.below[:1], *self.below[:0:-1]] if len(self.below) > 1 else list(self.below)
        for moment, text in wanted:
            wide = fonts.width(text, AXIS)
            left = min(max(self.x_of(area, moment) - wide / 2, edge.x), edge.right - wide)
            if all(left + wide + 8 <= a or b + 8 <= left for a, b, _ in spots):
                spots.append((left, left + wide, text))
        for left, _, text in spots:
            painter.text(text, left, area.bottom + 4, AXIS, theme.MUTED)

    def draw_ends(self, painter: Painter, area: FRect, x: float | None = None) -> None:
        """The words at the ends of lines, moved apart where they would touch."""
        fonts = painter.fonts
        known = [e for e in self.ends if e.value == e.value]
        high = fonts.line(LABEL)
        places = spread([self.y_of(area, e.value) for e in known], high, area.y, area.bottom)
        mark = MARK * fonts.text_scale
        left = (area.right if x is None else x) + 6
        for end, y in zip(known, places, strict=True):
            start = left
            if end.shape:
                painter.mark(end.shape, left + mark / 2, y, mark, end.colour)
                start += mark + 4
            painter.text(end.text, start, y - high / 2, LABEL, end.colour)


__all__ = ["End", "Look", "Plot", "range_of", "round_steps", "spread", "written"]
