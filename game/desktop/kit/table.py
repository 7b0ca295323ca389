"""Rows whose cells stand below each other: columns as wide as their widest cell, one of them taking what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pygame import FRect

from .fonts import Fonts
from .node import Look, Node, height_of, least_of, width_of
from .painter import Painter
from .theme import LIFTED


@dataclass(eq=False)
class TableRow(Node):
    """A row of cells; it may be pointed at and pressed as a whole."""

    cells: Sequence[Node] = ()
    widths: list[float] = field(default_factory=list[float], init=False)
    gap: float = field(default=8.0, init=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(self.cells)

    def height(self, fonts: Fonts, width: float) -> float:
        return max((height_of(c, fonts, w) for c, w in zip(self.cells, self.widths, strict=True)), default=0.0)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        x = rect.x
        for cell, wide in zip(self.cells, self.widths, strict=True):
            high = min(rect.h, height_of(cell, fonts, wide))
            cell.place(fonts, FRect(x, rect.y + (rect.h - high) / 2, wide, high))
            x += wide + self.gap

    def draw(self, painter: Painter, look: Look) -> None:
        if look.hover:
            painter.rounded(self.rect.inflate(8, 4), LIFTED, 5, alpha=140)


@dataclass(eq=False)
class Table(Node):
    """Rows of equally many cells. `stretch` is the number of the column that takes what is left, and gives what is missing."""

    rows: Sequence[TableRow] = ()
    stretch: int = 0
    gap: float = 8.0
    row_gap: float = 4.0

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(self.rows)

    def columns(self, fonts: Fonts, width: float | None) -> list[float]:
        """The widths of the columns; without a width those that they like."""
        cells = [row.cells for row in self.rows]
        found = [max(width_of(c, fonts) for c in column) for column in zip(*cells, strict=True)]
        if width is not None and found:
            rest = width - sum(found) + found[self.stretch] - self.gap * (len(found) - 1)
            narrow = max(least_of(row[self.stretch], fonts) for row in cells)
            found[self.stretch] = max(rest, narrow)
        return found

    def width(self, fonts: Fonts) -> float:
        columns = self.columns(fonts, None)
        return sum(columns) + self.gap * max(0, len(columns) - 1)

    def least(self, fonts: Fonts) -> float:
        if not self.rows:
            return 0.0
        columns = self.columns(fonts, None)
        columns[self.stretch] = max(least_of(row.cells[self.stretch], fonts) for row in self.rows)
        return sum(columns) + self.gap * (len(columns) - 1)

    def measured(self, fonts: Fonts, width: float) -> list[float]:
        """The height of each row."""
        columns = self.columns(fonts, width)
        for row in self.rows:
            row.widths, row.gap = columns, self.gap
        return [row.height(fonts, width) for row in self.rows]

    def height(self, fonts: Fonts, width: float) -> float:
        return sum(self.measured(fonts, width)) + self.row_gap * max(0, len(self.rows) - 1)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        y = rect.y
        for row, high in zip(self.rows, self.measured(fonts, rect.w), strict=True):
            row.place(fonts, FRect(rect.x, y, rect.w, high))
            y += high + self.row_gap
