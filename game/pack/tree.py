"""The tree of a formula: what a formula is once it has been read, and how trees are put together.

>>> describe(chain("+", [const(2), const(3)]))
'5'
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from .near import FormulaError

MAX_TERMS = 120  # a sum is a chain, and a chain is walked by recursion
ARITHMETIC = {"+", "-", "*", "/"}
COMPARE = {"<", "<=", ">", ">=", "==", "!="}


@dataclass(frozen=True)
class Node:
    """One operation. `op` is one of

    const (value), track / let / figure / used / ago / mark / clock (name, for ago also value = turns back),
    noise (args: sd) and draw (args: weights), which are random,
    + - * / neg min max floor, the comparisons, and or not, where (condition, yes, no),
    argmax argmin (args), pick (index, then one arg a member), lookup (index; `values`).

    `boolean` says which of the two types the result has.
    """

    op: str
    args: tuple[Node, ...] = ()
    name: str = ""
    value: float = 0.0
    values: tuple[float, ...] = ()
    boolean: bool = False
    _hash: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        key = (self.op, tuple(a._hash for a in self.args), self.name, self.value, self.values)
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Node], tuple[object, ...]]:
        # made anew when unpickled: another process hashes strings otherwise
        return Node, (self.op, self.args, self.name, self.value, self.values, self.boolean)

    @cached_property
    def tracks(self) -> frozenset[str]:
        """The tracks that the value is worked out from; lets count as their own name."""
        own = {self.name} if self.op in ("track", "let") else set[str]()
        return frozenset(own.union(*(a.tracks for a in self.args)))

    @cached_property
    def is_column(self) -> bool:
        """Whether the value differs from game to game; otherwise it is one number for a whole turn."""
        return self.op in ("track", "let", "ago", "used", "counter", "roll", "noise", "draw") or any(
            a.is_column for a in self.args
        )

    @cached_property
    def is_random(self) -> bool:
        """Whether chance has a part in the value."""
        return self.op in ("noise", "draw", "roll") or any(a.is_random for a in self.args)

    def tagged(self, tag: str) -> Node:
        """The same tree with its draws named apart, so that two formulas of one rule roll their own dice."""
        if not self.is_random:
            return self
        return replace(self, args=tuple(a.tagged(tag) for a in self.args), name=self.name or tag)

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for a in self.args:
            yield from a.walk()

    def __repr__(self) -> str:
        return describe(self)


def const(value: float) -> Node:
    return Node("const", value=float(value))


ONE = const(1.0)


def piecewise(x: Node, points: Sequence[tuple[float, float]]) -> Node:
    """Straight lines between `points`, level outside them."""
    total = const(points[0][1])
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if y0 != y1:
            run = Node("min", (Node("max", (fold("-", x, const(x0)), const(0))), const(x1 - x0)))
            total = fold("+", total, Node("*", (run, const((y1 - y0) / (x1 - x0)))))
    return total


def fold(op: str, a: Node, b: Node) -> Node:
    """Constant parts are computed once, here."""
    if a.op == b.op == "const" and not (op == "/" and b.value == 0):
        x, y = a.value, b.value
        value = x + y if op == "+" else x - y if op == "-" else x * y if op == "*" else x / y
        if not math.isfinite(value):
            raise FormulaError("product_too_large")
        return const(value)
    return Node(op, (a, b))


def chain(op: str, parts: Sequence[Node], boolean: bool = False) -> Node:
    """A left-to-right chain, so that the order of additions is part of the rules."""
    if len(parts) > MAX_TERMS:
        raise FormulaError("too_many", most=MAX_TERMS)
    node = parts[0]
    for p in parts[1:]:
        node = fold(op, node, p) if op in ARITHMETIC else Node(op, (node, p), boolean=boolean)
    return node


def true(c: Node) -> bool:
    """The filter of a `for … if`: a comparison of constants."""
    if c.op == "not":
        return not true(c.args[0])
    if c.op in ("and", "or"):
        a, b = (true(x) for x in c.args)
        return (a and b) if c.op == "and" else (a or b)
    if c.op not in COMPARE or any(a.op != "const" for a in c.args):
        raise FormulaError("for_if")
    x, y = (a.value for a in c.args)
    return {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[c.op]


def describe(n: Node) -> str:
    """The tree as one line of ordinary arithmetic."""
    a = [describe(x) for x in n.args]
    match n.op:
        case "const":
            return f"{n.value:g}"
        case "track" | "let" | "clock":
            return n.name
        case "figure" | "mark":
            return f"{n.op}('{n.name}')"
        case "used" | "ago":
            back = f", {n.value:g}" if n.value else ""
            return f"used('{n.name}'{back})" if n.op == "used" else f"ago({n.name}{back})"
        case "neg" | "not":
            return f"-{a[0]}" if n.op == "neg" else f"not {a[0]}"
        case "where":
            return f"({a[1]} if {a[0]} else {a[2]})"
        case "lookup":
            return f"lookup({a[0]}, {', '.join(f'{v:g}' for v in n.values)})"
        case op if op in ARITHMETIC or op in COMPARE or op in ("and", "or"):
            return f"({a[0]} {op} {a[1]})"
        case op:
            return f"{op}({', '.join(a)})"
