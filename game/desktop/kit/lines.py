"""Lines over time, each named at its end, with a mark of its own, and strips that say more about a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .plots import MARK, Plot
from .theme import Colour

SHAPES = ("circle", "square", "diamond", "hexagon", "triangle", "ring")


@dataclass(frozen=True)
class Line:
    """Values over time, NaN where none is known; the shape stands at each of them. `strong` is drawn thicker."""

    values: Sequence[float]
    colour: Colour
    shape: str = "circle"
    strong: bool = False


@dataclass(frozen=True)
class Pin:
    """A word at a moment (or between two), above the chart, with a line down."""

    moment: float
    text: str
    colour: Colour = theme.BRASS


@dataclass(eq=False)
class Strip(Node):
    """A stretch of a chart from one moment to the next: pointing at it shows its tip, pressing it does its action."""

    on: bool = False
    colour: Colour = theme.LIFTED

    def draw(self, painter: Painter, look: Look) -> None:
        if self.on or look.hover or look.focus:
            painter.fill(self.rect, self.colour, 150 if self.on else 90)


@dataclass(eq=False)
class LineChart(Plot):
    """Lines, and a strip for each stretch from one moment to the next. What comes after the moment that is `shown` up to is
    drawn faintly."""

    lines: Sequence[Line] = ()
    strips: Sequence[Strip] = ()
    pins: Sequence[Pin] = ()
    shown: int | None = None

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(self.strips)

    def height(self, fonts: Fonts, width: float) -> float:
        return super().height(fonts, width) + self.head(fonts)

    def head(self, fonts: Fonts) -> float:
        """Room for the pins' words."""
        return fonts.line(theme.TINY_STRONG) if self.pins else 0.0

    def area(self, fonts: Fonts) -> FRect:
        area = super().area(fonts)
        head = self.head(fonts)
        return FRect(area.x, area.y + head, area.w, max(10.0, area.h - head))

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        area = self.area(fonts)
        for moment, strip in enumerate(self.strips):
            left, right = self.x_of(area, moment), self.x_of(area, moment + 1)
            strip.place(fonts, FRect(left, area.y, right - left, area.h))

    def draw(self, painter: Painter, look: Look) -> None:
        """Only the axes: the strips lie over them, and the lines over the strips."""
        self.draw_axes(painter, self.area(painter.fonts))

    def after(self, painter: Painter, look: Look) -> None:
        area = self.area(painter.fonts)
        for pin in self.pins:
            self.draw_pin(painter, area, pin)
        for line in sorted(self.lines, key=lambda line: line.strong):
            self.draw_line(painter, area, line)
        self.draw_ends(painter, area)

    def draw_line(self, painter: Painter, area: FRect, line: Line) -> None:
        points = [(i, (self.x_of(area, i), self.y_of(area, v))) for i, v in enumerate(line.values) if v == v]
        last = len(line.values) if self.shown is None else self.shown
        faint = theme.blend(line.colour, theme.PANEL, 0.68)
        thick = 3.0 if line.strong else 2.0
        coming = [p for i, p in points if i >= last]
        if len(coming) > 1:
            painter.lines(coming, faint, thick)
        seen = [p for i, p in points if i <= last]
        if len(seen) > 1:
            painter.lines(seen, line.colour, thick)
        size = MARK * (1.0 if line.strong else 0.8)
        for p in seen:
            painter.mark(line.shape, *p, size, line.colour)

    def draw_pin(self, painter: Painter, area: FRect, pin: Pin) -> None:
        x = self.x_of(area, pin.moment)
        wide = painter.fonts.width(pin.text, theme.TINY_STRONG)
        left = min(max(x - wide / 2, self.rect.x), self.rect.right - wide)
        painter.dashed((x, area.y), (x, area.bottom), pin.colour, 1.4, 3.0)
        painter.text(pin.text, left, area.y - self.head(painter.fonts) - 2, theme.TINY_STRONG, pin.colour)
