"""Streams: where an amount comes from at the left, where it goes at the right, each with a line of words beside it.

The height of a block and the width of its stream are its amount. What is hatched has no stream: it is counted, but nothing
flows there (yet).

>>> blocks_of([3.0, 1.0], 2.0, 10.0, 1.0)
[(10.0, 6.0), (17.0, 2.0)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node, height_of, least_of
from .painter import Painter, Point
from .theme import Colour

BAR = 13.0  # width of the blocks
APART = 2.0  # units between two blocks
LEAD = 20.0  # room for the lines from blocks to words
MIDDLE = 130.0  # room for blocks and streams at least
BENDS = 18  # steps of a curve
LEAST = 1.0  # units that a block is high at least


@dataclass(frozen=True)
class Stream:
    """An amount with its words. `hatched`: counted without a stream. `strong`: marked as changed. Without a colour the words
    are a heading, and the amount is not drawn. A negative amount at the left is taken off the streams above it."""

    words: Node
    amount: float = 0.0
    colour: Colour | None = None
    hatched: bool = False
    strong: bool = False


def blocks_of(amounts: Sequence[float], unit: float, top: float, apart: float) -> list[tuple[float, float]]:
    """Top and height of blocks below each other."""
    found: list[tuple[float, float]] = []
    for amount in amounts:
        found.append((top, amount * unit))
        top += amount * unit + apart
    return found


def curve(start: float, end: float, y: float, to: float) -> list[Point]:
    """A smooth way from one point to another that begins and ends level."""
    steps = [i / BENDS for i in range(BENDS + 1)]
    return [(start + (end - start) * t, y + (to - y) * t * t * (3 - 2 * t)) for t in steps]


@dataclass(eq=False)
class Streams(Node):
    """The picture. `left` and `right` are the shares of the width for the words of each side, or more where words need it;
    `tall` is its least height."""

    sources: Sequence[Stream] = ()
    uses: Sequence[Stream] = ()
    left: float = 0.32
    right: float = 0.42
    tall: float = 260.0
    gap: float = 2.0
    middle: Colour = theme.BRASS
    ends: tuple[float, float] = field(default=(0.0, 0.0), init=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(s.words for s in (*self.sources, *self.uses))

    def width(self, fonts: Fonts) -> float:
        return self.least(fonts)

    def least(self, fonts: Fonts) -> float:
        return sum(self.needs(fonts)) + MIDDLE

    def needs(self, fonts: Fonts) -> tuple[float, float]:
        """The least widths of the words at the left and at the right."""
        left, right = (max((least_of(s.words, fonts) for s in side), default=0.0) for side in (self.sources, self.uses))
        return left, right

    def sides(self, fonts: Fonts, width: float) -> tuple[float, float]:
        """The widths of the words at the left and at the right."""
        left, right = self.needs(fonts)
        return max(left, width * self.left), max(
            right, min(width * self.right, width - MIDDLE - max(left, width * self.left))
        )

    def words_height(self, fonts: Fonts, side: Sequence[Stream], width: float) -> float:
        return sum(height_of(s.words, fonts, width) for s in side) + self.gap * max(0, len(side) - 1)

    def height(self, fonts: Fonts, width: float) -> float:
        sides = zip((self.sources, self.uses), self.sides(fonts, width), strict=True)
        return max(self.tall, *(self.words_height(fonts, side, wide) for side, wide in sides))

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        self.ends = self.sides(fonts, rect.w)
        for side, wide, right in ((self.sources, self.ends[0], False), (self.uses, self.ends[1], True)):
            x = rect.right - wide if right else rect.x
            highs = [height_of(s.words, fonts, wide) for s in side]
            spare = rect.h - sum(highs)
            apart = min(spare / max(1, len(side) - 1), 14.0 * fonts.text_scale)
            y = rect.y + (spare - apart * max(0, len(side) - 1)) / 2
            for stream, high in zip(side, highs, strict=True):
                stream.words.place(fonts, FRect(x, y, wide, high))
                y += high + apart

    def drawn(self, side: Sequence[Stream]) -> list[Stream]:
        return [s for s in side if s.colour is not None and s.amount]

    def unit(self) -> float:
        """Units of height for one of the amount: both sides fit."""
        sides = [[abs(s.amount) for s in self.drawn(side) if s.amount > 0] for side in (self.sources, self.uses)]
        room = [self.rect.h - APART * max(0, len(side) - 1) - 8 for side in sides]
        return min((high / sum(side) for side, high in zip(sides, room, strict=True) if sum(side) > 0), default=0.0)

    def draw(self, painter: Painter, look: Look) -> None:
        unit, r = self.unit(), self.rect
        if unit <= 0:
            return
        words = r.x + self.ends[0], r.right - self.ends[1]
        x0, x1 = words[0] + LEAD, words[1] - LEAD
        centre = (x0 + x1) / 2
        uses, sources = self.drawn(self.uses), self.drawn(self.sources)
        through = sum(s.amount for s in uses if not s.hatched) * unit
        top = r.centery - through / 2
        painter.rounded(FRect(centre - BAR / 2, top, BAR, through), self.middle, 3)
        self.draw_side(painter, sources, unit, x0, centre - BAR / 2, top, words[0])
        self.draw_side(painter, uses, unit, x1, centre + BAR / 2, top, words[1])

    def draw_side(
        self, painter: Painter, side: Sequence[Stream], unit: float, x: float, inner: float, top: float, words: float
    ) -> None:
        """The blocks of a side at `x`, their streams to the bar in the middle, and a line from each to its words."""
        gains = [s for s in side if s.amount > 0]
        high = sum(s.amount for s in gains) * unit + APART * max(0, len(gains) - 1)
        blocks = blocks_of([s.amount for s in gains], unit, self.rect.centery - high / 2, APART)
        lost = sum(-s.amount for s in side if s.amount < 0) * unit
        left = x < inner
        outer, edge = (x, x + BAR) if left else (x - BAR, x - BAR)
        at = top
        taken = self.taken(gains, side, lost, unit)
        for stream, (y, tall), off in zip(gains, blocks, taken, strict=True):
            assert stream.colour is not None
            box = FRect(outer, y, BAR, max(LEAST, tall))
            flow = tall - off
            if stream.hatched:
                hatch(painter, box, stream.colour)
            else:
                upper, lower = curve(edge, inner, y, at), curve(edge, inner, y + flow, at + flow)
                painter.polygon([*upper, *reversed(lower)], stream.colour, 130 if stream.strong else 74)
                rim = theme.blend(stream.colour, theme.TABLE, 0.55)
                painter.lines(upper, rim)  # smooths the edges of the shape
                painter.lines(lower, rim)
                painter.rounded(box, stream.colour, 2)
                at += flow
            if stream.strong:
                painter.rounded(box.inflate(6, 6), None, 3, edge=theme.BRASS, thick=2)
            if off > 0:
                for minus in (s for s in side if s.amount < 0):
                    assert minus.colour is not None
                    cut = FRect(outer, y + flow, BAR, max(LEAST * 2, off))
                    hatch(painter, cut, minus.colour)
                    self.lead(painter, minus, words, x, cut.centery, left)
            self.lead(painter, stream, words, x, box.y + flow / 2 if off > 0 else box.centery, left)

    def taken(self, gains: Sequence[Stream], side: Sequence[Stream], lost: float, unit: float) -> list[float]:
        """How much of each block is lost: what is negative comes off the block that stands above it."""
        found = [0.0] * len(gains)
        if lost > 0 and gains:
            first = next(i for i, s in enumerate(side) if s.amount < 0)
            above = max(0, len([s for s in side[:first] if s.amount > 0]) - 1)
            found[above] = min(lost, gains[above].amount * unit)
        return found

    def lead(self, painter: Painter, stream: Stream, words: float, x: float, y: float, left: bool) -> None:
        """The line from a block to its words."""
        assert stream.colour is not None
        colour = theme.BRASS if stream.strong else theme.blend(stream.colour, theme.PANEL, 0.35)
        to = stream.words.rect.centery
        start = words + 4 if left else words - 4
        painter.lines([(start, to), (x, y)], colour, 1.0)


def hatch(painter: Painter, rect: FRect, colour: Colour) -> None:
    """A box of slanting lines, with its edge."""
    painter.rounded(rect, theme.NIGHT, 2, edge=colour)
    with painter.clipped(rect):
        step = 5.0
        x = rect.x - rect.h
        while x < rect.right:
            painter.lines([(x, rect.bottom), (x + rect.h, rect.y)], colour, 1.0)
            x += step
