"""Between which numbers a formula can lie, from the ranges of its tracks: how a division by 0 is found before play.

Every track is taken to be able to stand anywhere in its range, whatever the others do, so the true bounds may be
narrower, never wider.

>>> from .formula import Scope, parse
>>> scope = Scope(tracks={"x": (0.0, 10.0), "y": (-1.0, 1.0)})
>>> bounds = Intervals({"x": (0.0, 10.0), "y": (-1.0, 1.0)}, {}, {})
>>> bounds.of(parse("2 * x - max(y, 0)", scope))
(-1.0, 20.0)
>>> [str(d) for d in bounds.zero_divisors(parse("x / (y + 1)", scope))]
['(y + 1)']
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from .tree import COMPARE, Node

Interval = tuple[float, float]
EVERYTHING: Interval = (-math.inf, math.inf)
TRUTH: Interval = (0.0, 1.0)
# What the clock can show: far more turns than any pack plays.
CLOCK: dict[str, Interval] = {
    "turn": (1.0, 1000.0),
    "turns": (1.0, 1000.0),
    "quarter": (1.0, 4.0),
    "year": (1.0, 9999.0),
    "mean": (0.0, 100.0),
    "least": (0.0, 100.0),
    "lost": TRUTH,
}
MOST_USES = 32000.0


class Intervals:
    """Bounds of formulas.

    tracks   canonical name -> range
    lets     canonical name -> tree; must be free of cycles
    figures  id -> least and largest value over all profiles
    """

    def __init__(
        self, tracks: Mapping[str, Interval], lets: Mapping[str, Node], figures: Mapping[str, Interval]
    ) -> None:
        self.tracks, self.lets, self.figures = tracks, lets, figures
        self.known: dict[Node, Interval] = {}

    def of(self, n: Node) -> Interval:
        """The least and the largest value of a formula; conditions lie between 0 and 1."""
        if n.op == "const":
            return (n.value, n.value)
        found = self.known.get(n)
        if found is None:
            found = self.known[n] = self.work_out(n)
        return found

    def zero_divisors(self, n: Node) -> Iterator[Node]:
        """The divisors inside a formula that may be 0."""
        if n.op == "/":
            low, high = self.of(n.args[1])
            if low <= 0.0 <= high:
                yield n.args[1]
        for a in n.args:
            if a.args:
                yield from self.zero_divisors(a)

    def work_out(self, n: Node) -> Interval:
        match n.op:
            case "track" | "ago":
                return self.tracks.get(n.name, EVERYTHING)
            case "let":
                return self.of(self.lets[n.name]) if n.name in self.lets else EVERYTHING
            case "figure":
                return self.figures.get(n.name, EVERYTHING)
            case "clock":
                return CLOCK.get(n.name, EVERYTHING)
            case "used":
                return (0.0, MOST_USES)
            case "lookup":
                return (min(n.values), max(n.values))
            case "argmax" | "argmin" | "draw":
                return (0.0, float(len(n.args) - 1))
            case "*" if n.args[0] == n.args[1]:
                low, high = self.of(n.args[0])
                return (0.0 if low <= 0.0 <= high else min(low * low, high * high), max(low * low, high * high))
            case op if op in COMPARE or op in ("and", "or", "not", "mark"):
                return TRUTH
            case _:
                return self.combine(n.op, [self.of(a) for a in n.args])

    def combine(self, op: str, parts: list[Interval]) -> Interval:
        match op:
            case "neg":
                low, high = parts[0]
                return (-high, -low)
            case "noise":
                # a sum of twelve uniform numbers, less six
                most = 6.0 * max(abs(parts[0][0]), abs(parts[0][1]))
                return (-most, most)
            case "floor":
                return (_floor(parts[0][0]), _floor(parts[0][1]))
            case "where" | "pick":
                return (min(p[0] for p in parts[1:]), max(p[1] for p in parts[1:]))
            case "+" | "-" | "*" | "/" | "min" | "max":
                return _PAIRS[op](parts[0], parts[1])
            case _:
                return EVERYTHING


def _floor(x: float) -> float:
    return float(math.floor(x)) if math.isfinite(x) else x


def _times(x: float, y: float) -> float:
    """A product in which 0 times anything is 0, for bounds that may be infinite."""
    return 0.0 if x == 0.0 or y == 0.0 else x * y


def _product(a: Interval, b: Interval) -> Interval:
    corners = [_times(x, y) for x in a for y in b]
    return (min(corners), max(corners))


def _quotient(a: Interval, b: Interval) -> Interval:
    if b[0] <= 0.0 <= b[1]:
        return EVERYTHING
    return _product(a, (1.0 / b[1], 1.0 / b[0]))


_PAIRS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "-": lambda a, b: (a[0] - b[1], a[1] - b[0]),
    "*": _product,
    "/": _quotient,
    "min": lambda a, b: (min(a[0], b[0]), min(a[1], b[1])),
    "max": lambda a, b: (max(a[0], b[0]), max(a[1], b[1])),
}
