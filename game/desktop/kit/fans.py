"""A fan: what a value may be over the coming moments, as bands around a middle line, for one case or for two.

The first case is filled and its middle line whole; others are outlined and dashed, so that they are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter, Point
from .plots import Plot
from .theme import Colour

DASH = 3.5


@dataclass(frozen=True)
class Case:
    """Quantiles at each moment, from the lowest to the highest and an odd number of them, so that the middle one is the
    median. Moments that are not known yet may be missing at the end."""

    moments: Sequence[Sequence[float]]
    colour: Colour
    outlined: bool = False

    @property
    def known(self) -> list[tuple[float, ...]]:
        """The moments up to the first that is not known."""
        found: list[tuple[float, ...]] = []
        for spread in self.moments:
            if any(v != v for v in spread):
                break
            found.append(tuple(spread))
        return found

    def line(self, number: int) -> list[float]:
        """One quantile over time."""
        return [spread[number] for spread in self.known]


@dataclass(eq=False)
class FanChart(Plot):
    """Fans of one or two cases over `moments`; `past` is what the value was before, up to the moment `now`, at which the
    fans begin."""

    cases: Sequence[Case] = ()
    past: Sequence[float] = ()
    now: int = 0

    def draw(self, painter: Painter, look: Look) -> None:
        area = self.area(painter.fonts)
        self.draw_axes(painter, area)
        if self.now:
            x = self.x_of(area, self.now)
            painter.dashed((x, area.y), (x, area.bottom), theme.EDGE, 1.0, 3.0)
        with painter.clipped(area.inflate(4, 4)):
            for case in self.cases:
                if not case.outlined:
                    self.filled(painter, area, case)
            for case in self.cases:
                self.line_of(painter, area, case)
            self.draw_past(painter, area)
        self.draw_ends(painter, area)

    def points(self, area: FRect, values: Sequence[float]) -> list[Point]:
        return [(self.x_of(area, self.now + i), self.y_of(area, v)) for i, v in enumerate(values)]

    def filled(self, painter: Painter, area: FRect, case: Case) -> None:
        """Each pair of quantiles as an area, the inner ones stronger."""
        count = len(case.moments[0]) if case.moments else 0
        for k in range(count // 2):
            low, high = self.points(area, case.line(k)), self.points(area, case.line(count - 1 - k))
            if len(low) > 1:
                painter.polygon([*low, *reversed(high)], case.colour, 62 if k == 0 else 84)

    def line_of(self, painter: Painter, area: FRect, case: Case) -> None:
        """The middle line; of an outlined case the outer quantiles as well."""
        count = len(case.moments[0]) if case.moments else 0
        middle = self.points(area, case.line(count // 2)) if count else []
        if len(middle) < 2:
            return
        if case.outlined:
            for k in {0, count - 1}:
                dashes(painter, self.points(area, case.line(k)), case.colour, 1.0, 2.0)
            dashes(painter, middle, case.colour, 2.0, DASH)
            painter.mark("ring", *middle[-1], 8, case.colour)
        else:
            painter.lines(middle, case.colour, 2.4)
            painter.mark("circle", *middle[-1], 8, case.colour)

    def draw_past(self, painter: Painter, area: FRect) -> None:
        """The line up to now."""
        first = self.now - len(self.past) + 1
        known = [(self.x_of(area, first + i), self.y_of(area, v)) for i, v in enumerate(self.past) if v == v]
        if len(known) > 1:
            painter.lines(known, theme.LIGHT, 2.2)
        if known:
            painter.mark("circle", *known[-1], 8, theme.LIGHT)


def dashes(painter: Painter, points: Sequence[Point], colour: Colour, thick: float, dash: float) -> None:
    """A line through points, dashed evenly along its whole length."""
    rest, drawn = dash, True
    for a, b in pairwise(points):
        far = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        at = 0.0
        while far - at > 1e-6:
            step = min(rest, far - at)
            if drawn:
                start, end = (
                    (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (at / far, (at + step) / far)
                )
                painter.lines((start, end), colour, thick)
            at, rest = at + step, rest - step
            if rest <= 1e-6:
                rest, drawn = dash, not drawn


@dataclass(eq=False)
class Swatch(Node):
    """A small piece of a fan, for a legend."""

    colour: Colour = theme.BRASS
    outlined: bool = False

    def width(self, fonts: Fonts) -> float:
        return 34.0 * fonts.text_scale

    def height(self, fonts: Fonts, width: float) -> float:
        return 16.0 * fonts.text_scale

    def draw(self, painter: Painter, look: Look) -> None:
        r, y = self.rect, self.rect.centery
        points = [(r.x, y), (r.right - 5, y)]
        if self.outlined:
            dashes(painter, points, self.colour, 2.0, DASH)
            painter.mark("ring", r.right - 5, y, 9, self.colour)
        else:
            painter.fill(r, self.colour, 62)
            painter.fill(FRect(r.x, r.y + r.h * 0.25, r.w, r.h * 0.5), self.colour, 84)
            painter.lines(points, self.colour, 2.4)
            painter.mark("circle", r.right - 5, y, 9, self.colour)
