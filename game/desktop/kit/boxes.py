"""Nodes that hold others: columns, rows that may wrap, grids, panels, layers, and what scrolls.

>>> from .fonts import Fonts
>>> from .text import Label
>>> from . import theme
>>> fonts = Fonts(1.0)
>>> row = Row([Label("a"), Space(grow=1), Label("b")])
>>> row.place(fonts, FRect(0, 0, 200, 20))
>>> round(row.children[2].rect.right)
200
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node, height_of, least_of, lowest_of, width_of
from .painter import Painter
from .theme import Colour

SLACK = 0.01


@dataclass(eq=False)
class Space(Node):
    """Room: at least `size` in both directions, more where it grows."""

    size: float = 0.0

    def width(self, fonts: Fonts) -> float:
        return self.size

    def height(self, fonts: Fonts, width: float) -> float:
        return self.size


@dataclass(eq=False)
class Box(Node):
    """A node with children."""

    parts: Sequence[Node | None] = ()
    gap: float = theme.GAP

    def __post_init__(self) -> None:
        self.parts = tuple(p for p in self.parts if p is not None)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts  # type: ignore[return-value]

    def gaps(self) -> float:
        return self.gap * max(0, len(self.children) - 1)


@dataclass(eq=False)
class Column(Box):
    """One below the other, all as wide as the column. What is left over goes to those that grow; where there is too
    little, those that can be lower are."""

    def width(self, fonts: Fonts) -> float:
        return max((width_of(c, fonts) for c in self.children), default=0.0)

    def least(self, fonts: Fonts) -> float:
        return max((least_of(c, fonts) for c in self.children), default=0.0)

    def height(self, fonts: Fonts, width: float) -> float:
        return sum(height_of(c, fonts, width) for c in self.children) + self.gaps()

    def lowest(self, fonts: Fonts, width: float) -> float:
        return sum(lowest_of(c, fonts, width) for c in self.children) + self.gaps()

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        wanted = [height_of(c, fonts, rect.w) for c in self.children]
        least = [lowest_of(c, fonts, rect.w) for c in self.children]
        heights = shared(wanted, least, [c.grow for c in self.children], rect.h - self.gaps())
        y = rect.y
        for child, high in zip(self.children, heights, strict=True):
            child.place(fonts, FRect(rect.x, y, rect.w, high))
            y += high + self.gap


def shared(wanted: Sequence[float], least: Sequence[float], grow: Sequence[float], room: float) -> list[float]:
    """How a length is shared out: what is left over by `grow`, what is missing by how far each can shrink.

    >>> shared([10, 10], [10, 5], [0, 1], 30), shared([10, 10], [10, 5], [0, 0], 17)
    ([10.0, 20.0], [10.0, 7.0])
    """
    spare = room - sum(wanted)
    if spare >= 0:
        whole = sum(grow)
        return [w + spare * g / whole for w, g in zip(wanted, grow, strict=True)] if whole else list(wanted)
    give = [w - n for w, n in zip(wanted, least, strict=True)]
    whole = sum(give)
    part = min(1.0, -spare / whole) if whole > 0 else 0.0
    return [w - g * part for w, g in zip(wanted, give, strict=True)]


@dataclass(eq=False)
class Row(Box):
    """Side by side. `align`: 0 at the top, 0.5 in the middle, 1 at the foot, None as high as the row. With `even`, all that
    grow are equally wide. With `wrap`, they go below each other where they do not fit."""

    align: float | None = 0.5
    even: bool = False
    wrap: bool = False

    def width(self, fonts: Fonts) -> float:
        return sum(width_of(c, fonts) for c in self.children) + self.gaps()

    def least(self, fonts: Fonts) -> float:
        if self.wrap:
            return max((least_of(c, fonts) for c in self.children), default=0.0)
        return sum(least_of(c, fonts) for c in self.children) + self.gaps()

    def stacked(self, fonts: Fonts, width: float) -> bool:
        return self.wrap and sum(least_of(c, fonts) for c in self.children) + self.gaps() > width + SLACK

    def widths(self, fonts: Fonts, width: float) -> list[float]:
        least = [least_of(c, fonts) for c in self.children]
        wanted = [
            n if c.grow and self.even else max(n, width_of(c, fonts)) for c, n in zip(self.children, least, strict=True)
        ]
        room = width - self.gaps()
        if self.even and sum(wanted) <= room:
            fixed = sum(w for w, c in zip(wanted, self.children, strict=True) if not c.grow)
            whole = sum(c.grow for c in self.children)
            fair = [
                (room - fixed) * c.grow / whole if c.grow else w for w, c in zip(wanted, self.children, strict=True)
            ]
            if all(f >= n - SLACK for f, n in zip(fair, least, strict=True)):
                return fair
        return shared(wanted, least, [c.grow for c in self.children], room)

    def height(self, fonts: Fonts, width: float) -> float:
        if self.stacked(fonts, width):
            return sum(height_of(c, fonts, width) for c in self.children) + self.gaps()
        pairs = zip(self.children, self.widths(fonts, width), strict=True)
        return max((height_of(c, fonts, w) for c, w in pairs), default=0.0)

    def lowest(self, fonts: Fonts, width: float) -> float:
        if self.stacked(fonts, width):
            return sum(lowest_of(c, fonts, width) for c in self.children) + self.gaps()
        pairs = zip(self.children, self.widths(fonts, width), strict=True)
        return max((lowest_of(c, fonts, w) for c, w in pairs), default=0.0)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        if self.stacked(fonts, rect.w):
            column = Column(self.children, self.gap)
            column.place(fonts, rect)
            return
        x = rect.x
        for child, wide in zip(self.children, self.widths(fonts, rect.w), strict=True):
            high = rect.h if self.align is None else min(rect.h, height_of(child, fonts, wide))
            y = rect.y + (rect.h - high) * (self.align or 0.0)
            child.place(fonts, FRect(x, y, wide, high))
            x += wide + self.gap


@dataclass(eq=False)
class Flow(Box):
    """Side by side, going on in the next line like words. `align`: 0 to the left, 0.5 in the middle, 1 to the right."""

    align: float = 0.0

    def width(self, fonts: Fonts) -> float:
        return sum(width_of(c, fonts) for c in self.children) + self.gaps()

    def least(self, fonts: Fonts) -> float:
        return max((least_of(c, fonts) for c in self.children), default=0.0)

    def lines(self, fonts: Fonts, width: float) -> list[list[tuple[Node, float]]]:
        found: list[list[tuple[Node, float]]] = []
        used = 0.0
        for child in self.children:
            wide = min(width, width_of(child, fonts))
            if not found or used + self.gap + wide > width + SLACK:
                found.append([])
                used = -self.gap
            found[-1].append((child, wide))
            used += self.gap + wide
        return found

    def height(self, fonts: Fonts, width: float) -> float:
        lines = self.lines(fonts, width)
        return sum(max(height_of(c, fonts, w) for c, w in line) for line in lines) + self.gap * max(0, len(lines) - 1)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        y = rect.y
        for line in self.lines(fonts, rect.w):
            high = max(height_of(c, fonts, w) for c, w in line)
            used = sum(w for _, w in line) + self.gap * (len(line) - 1)
            x = rect.x + (rect.w - used) * self.align
            for child, wide in line:
                own = height_of(child, fonts, wide)
                child.place(fonts, FRect(x, y + (high - own) / 2, wide, own))
                x += wide + self.gap
            y += high + self.gap


@dataclass(eq=False)
class Grid(Box):
    """Equally wide columns, as many as fit with at least `narrow` units each and at most `most`; rows as high as their
    highest cell."""

    narrow: float = 240.0
    most: int = 99

    def columns(self, fonts: Fonts, width: float) -> int:
        narrow = max([self.narrow, *(least_of(c, fonts) for c in self.children)])
        fitting = int((width + self.gap + SLACK) / (narrow + self.gap))
        return max(1, min(self.most, fitting, len(self.children) or 1))

    def width(self, fonts: Fonts) -> float:
        count = min(self.most, len(self.children))
        return self.narrow * count + self.gap * max(0, count - 1)

    def least(self, fonts: Fonts) -> float:
        return max([min(self.narrow, 120.0), *(least_of(c, fonts) for c in self.children)])

    def rows(self, fonts: Fonts, width: float) -> list[tuple[tuple[Node, ...], float, float]]:
        """Each row: its cells, their width, its height."""
        count = self.columns(fonts, width)
        wide = (width - self.gap * (count - 1)) / count
        rows = [self.children[i : i + count] for i in range(0, len(self.children), count)]
        return [(row, wide, max(height_of(c, fonts, wide) for c in row)) for row in rows]

    def height(self, fonts: Fonts, width: float) -> float:
        rows = self.rows(fonts, width)
        return sum(high for _, _, high in rows) + self.gap * max(0, len(rows) - 1)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        y = rect.y
        for row, wide, high in self.rows(fonts, rect.w):
            for i, child in enumerate(row):
                child.place(fonts, FRect(rect.x + i * (wide + self.gap), y, wide, high))
            y += high + self.gap


@dataclass(eq=False)
class Frame(Node):
    """A node with room around it, and a ground behind it where `fill` or `edge` is given. `wide` and `high` are its least
    sizes, `widest` the largest width it likes; `center` puts a child that needs less room in the middle."""

    child: Node = field(default_factory=Node)
    pad: float | tuple[float, float] = theme.PAD
    fill: Colour | None = None
    edge: Colour | None = None
    bar: Colour | None = None  # a strip of this colour along the left side
    radius: float = theme.RADIUS
    shadow: bool = False
    alpha: int = 255
    wide: float = 0.0
    high: float = 0.0
    widest: float = 0.0
    center: bool = False

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    @property
    def pads(self) -> tuple[float, float]:
        """Room at the sides, and above and below."""
        return self.pad if isinstance(self.pad, tuple) else (self.pad, self.pad)

    def width(self, fonts: Fonts) -> float:
        wanted = max(self.wide, width_of(self.child, fonts) + self.pads[0] * 2)
        return min(wanted, self.widest) if self.widest else wanted

    def least(self, fonts: Fonts) -> float:
        return max(self.wide, least_of(self.child, fonts) + self.pads[0] * 2)

    def height(self, fonts: Fonts, width: float) -> float:
        return max(self.high, height_of(self.child, fonts, width - self.pads[0] * 2) + self.pads[1] * 2)

    def lowest(self, fonts: Fonts, width: float) -> float:
        return max(self.high, lowest_of(self.child, fonts, width - self.pads[0] * 2) + self.pads[1] * 2)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        inner = FRect(
            rect.x + self.pads[0], rect.y + self.pads[1], rect.w - self.pads[0] * 2, rect.h - self.pads[1] * 2
        )
        if self.center:
            wide = min(inner.w, max(width_of(self.child, fonts), least_of(self.child, fonts)))
            high = min(inner.h, height_of(self.child, fonts, wide))
            inner = FRect(inner.centerx - wide / 2, inner.centery - high / 2, wide, high)
        self.child.place(fonts, inner)

    def draw(self, painter: Painter, look: Look) -> None:
        if self.shadow:
            painter.shadow(self.rect, self.radius)
        if self.fill is not None or self.edge is not None:
            painter.rounded(self.rect, self.fill, self.radius, alpha=self.alpha, edge=self.edge)
        if self.bar is not None:
            painter.rounded(FRect(self.rect.x, self.rect.y, 4, self.rect.h), self.bar, 2)


@dataclass(eq=False)
class Layers(Node):
    """Nodes on top of each other, all in the same place."""

    parts: Sequence[Node] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(self.parts)

    def width(self, fonts: Fonts) -> float:
        return max((width_of(c, fonts) for c in self.parts), default=0.0)

    def least(self, fonts: Fonts) -> float:
        return max((least_of(c, fonts) for c in self.parts), default=0.0)

    def height(self, fonts: Fonts, width: float) -> float:
        return max((height_of(c, fonts, width) for c in self.parts), default=0.0)

    def lowest(self, fonts: Fonts, width: float) -> float:
        return max((lowest_of(c, fonts, width) for c in self.parts), default=0.0)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        for child in self.parts:
            child.place(fonts, rect)


@dataclass(eq=False)
class Pinned(Node):
    """A node that lies over others: at a corner or in the middle of the room it is given (`x`, `y` from 0 to 1), as large as
    it likes but no larger than the room."""

    child: Node = field(default_factory=Node)
    x: float = 0.5
    y: float = 0.5
    margin: float = theme.GAP
    widest: float = 0.0

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        room_w, room_h = rect.w - self.margin * 2, rect.h - self.margin * 2
        wide = min(room_w, max(width_of(self.child, fonts), least_of(self.child, fonts)), self.widest or room_w)
        high = min(room_h, height_of(self.child, fonts, wide))
        left, top = rect.x + self.margin + (room_w - wide) * self.x, rect.y + self.margin + (room_h - high) * self.y
        self.child.place(fonts, FRect(left, top, wide, high))
