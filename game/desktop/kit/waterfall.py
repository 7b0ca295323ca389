"""A change as a waterfall: the value before, each step up or down from there, the value after.

One line for each step, so that long names have room: name and reason at the left, the step as a bar in the middle, its amount
at the right. All bars share one scale, and each begins where the one before has ended.

>>> levels(50.0, [-2.0, 3.5])
[50.0, 48.0, 51.5]
>>> scale_of([50.0, 48.0, 51.5])
(47.475, 52.025)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import FRect

from . import theme
from .boxes import Column, Frame, Row
from .fonts import Fonts
from .node import Look, Node, least_of, width_of
from .painter import Painter
from .text import Label, arrow, change_colour
from .theme import Colour

EDGE_SHARE = 0.15  # room beyond the lowest and the highest level, as a share of what lies between
PAD = 5.0  # above and below each line
FINEST = 1.0  # the scale shows at least so many units of the value


@dataclass(frozen=True)
class Fall:
    """A step: its name, its amount as a number and written, whether that is for the better, its reason in words, and the id
    of the figure that its tip explains ("" for none)."""

    title: str
    amount: float
    text: str
    good: bool | None = None
    why: str = ""
    tip: str = ""


def levels(start: float, amounts: Sequence[float]) -> list[float]:
    """The value before, and after each step."""
    found = [start]
    for amount in amounts:
        found.append(found[-1] + amount)
    return found


def scale_of(values: Sequence[float]) -> tuple[float, float]:
    """The values at the left and the right end of the bars."""
    low, high = min(values), max(values)
    room = max((high - low) * EDGE_SHARE, (FINEST - (high - low)) / 2, 1e-6)
    return low - room, high + room


@dataclass(eq=False)
class StepBar(Node):
    """One bar of the waterfall, from one level to another, with a thin line on to the next. A bar whose two levels are the
    same is a mark: the value before or after."""

    start: float = 0.0
    end: float = 0.0
    low: float = 0.0
    high: float = 1.0
    colour: Colour = theme.MUTED
    first: bool = False
    last: bool = False

    def width(self, fonts: Fonts) -> float:
        return 220.0

    def least(self, fonts: Fonts) -> float:
        return 70.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 24.0

    def x_of(self, value: float) -> float:
        return self.rect.x + self.rect.w * (value - self.low) / (self.high - self.low)

    def draw(self, painter: Painter, look: Look) -> None:
        r = self.rect
        a, b = self.x_of(self.start), self.x_of(self.end)
        if not self.first:  # the lines meet between the rows
            painter.fill(FRect(a - 0.5, r.y - PAD, 1, r.h / 2 + PAD), theme.EDGE)
        if not self.last:
            painter.fill(FRect(b - 0.5, r.centery, 1, r.h / 2 + PAD), theme.EDGE)
        if self.start == self.end:
            painter.rounded(FRect(a - 3, r.centery - 11, 6, 22), self.colour, 3)
        else:
            left, wide = min(a, b), max(3.0, abs(a - b))
            painter.rounded(FRect(left, r.centery - 9, wide, 18), self.colour, 2)


def waterfall(
    key: str, before: tuple[str, float, str], after: tuple[str, float, str], falls: Sequence[Fall], *, whys: bool = True
) -> Node:
    """The whole picture. `before` and `after`: name, value, the value written. With `whys` each step tells its reason in a
    second line."""
    heights = levels(before[1], [f.amount for f in falls])
    low, high = scale_of([*heights, after[1]])
    rows = [end_row(before, low, high, first=True)]
    for i, fall in enumerate(falls):
        bar = StepBar(heights[i], heights[i + 1], low, high, change_colour(fall.good))
        rows.append(step_row(f"{key}.{i}", fall, bar, whys))
    rows.append(end_row(after, low, high, last=True))
    return Column(rows, gap=0)


def step_row(key: str, fall: Fall, bar: StepBar, whys: bool) -> Node:
    """The line of one step."""
    name: list[Node | None] = [Label(fall.title, theme.STRONG)]
    if whys and fall.why:
        name.append(Label(fall.why, theme.SMALL, theme.MUTED))
    amount = f"{arrow(fall.amount)} {fall.text}" if fall.text else ""
    return line(Column(name, gap=1), bar, amount, change_colour(fall.good), key, fall.tip)


def end_row(end: tuple[str, float, str], low: float, high: float, *, first: bool = False, last: bool = False) -> Node:
    """The line of the value before or after."""
    bar = StepBar(end[1], end[1], low, high, theme.BRASS, first, last)
    return line(Label(end[0], theme.STRONG, theme.BRASS), bar, end[2], theme.BRASS)


def line(name: Node, bar: StepBar, amount: str, colour: Colour, key: str = "", tip: str = "") -> Node:
    """Name, bar and amount in columns that lie below each other."""
    cells = [Cell(name, 0.46), Cell(bar, 0.38), Cell(Label(amount, theme.LABEL, colour, 1.0, single=True), 0.16)]
    return Frame(Shares(cells), pad=(6, PAD), key=key, tip=tip)


@dataclass(frozen=True)
class Cell:
    """A node and its share of a line."""

    node: Node
    share: float


class Shares(Row):
    """A row whose cells have fixed shares of its width, so that lines below each other form columns."""

    def __init__(self, cells: Sequence[Cell], gap: float = 10.0) -> None:
        super().__init__([c.node for c in cells], gap)
        self.parts_of = [c.share for c in cells]

    def width(self, fonts: Fonts) -> float:
        return max(width_of(c, fonts) / s for c, s in zip(self.children, self.parts_of, strict=True)) + self.gaps()

    def least(self, fonts: Fonts) -> float:
        return max(least_of(c, fonts) / s for c, s in zip(self.children, self.parts_of, strict=True)) + self.gaps()

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        for child in self.children:
            if isinstance(child, StepBar):  # as high as the line, so that it joins those above and below
                child.place(fonts, FRect(child.rect.x, rect.y, child.rect.w, rect.h))

    def widths(self, fonts: Fonts, width: float) -> list[float]:
        room = width - self.gaps()
        return [room * s for s in self.parts_of]
