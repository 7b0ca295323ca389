"""Formulas to straight-line NumPy: each tree becomes a few assignments, a shared part only once.

The text that is compiled here is written by this module from checked trees, never taken from a pack.
A compiled unit reads columns `A` (floats) and `C` (counters) and the environment `E` (clock, chance).

A batch of one would pay for arrays that it does not need, so the same lines are also compiled over plain
Python floats (`Unit.alone`): same operations in the same order, hence the same bits; only the helpers
differ, and the lines that write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from game.pack.near import FormulaError
from game.pack.tree import ARITHMETIC, COMPARE, Node, const, fold

from .chance import key
from .dialects import ALONE, MANY
from .layout import Layout


@dataclass
class Symbols:
    """What names in formulas stand for."""

    layout: Layout
    lets: Mapping[str, Node]
    figures: Mapping[str, float]
    constants: dict[str, Any] = field(default_factory=lambda: dict(MANY))
    keys: dict[int, str] = field(default_factory=dict[int, str])
    trees: dict[Node, Node] = field(default_factory=dict[Node, Node])

    def constant(self, value: Any) -> str:
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def resolved(self, n: Node) -> Node:
        """The tree with every let replaced by what it stands for."""
        if n not in self.trees:
            if n.op == "let":
                self.trees[n] = self.resolved(self.lets[n.name])
            elif n.args:
                args = tuple(self.resolved(a) for a in n.args)
                self.trees[n] = decided(n if args == n.args else replace(n, args=args))
            elif n.op == "figure":
                self.trees[n] = const(self.figures[n.name])
            else:
                self.trees[n] = n
        return self.trees[n]

    def key(self, name: str) -> int:
        number = key(name)
        self.keys[number] = name
        return number


def decided(n: Node) -> Node:
    """The node, or what it comes to where constants decide it: `20 if east == east else 2` is 20."""
    args = n.args
    if n.op in ARITHMETIC:
        try:
            return fold(n.op, *args)
        except FormulaError:
            return n  # too large a number: it shows when it is played, as everywhere
    if n.op == "lookup" and args[0].op == "const":
        return const(n.values[int(min(max(args[0].value, 0.0), len(n.values) - 1.0))])
    if n.op in COMPARE and all(a.op == "const" for a in args):
        x, y = (a.value for a in args)
        holds = {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[n.op]
        return Node("const", value=float(holds), boolean=True)
    if n.op == "where" and args[0].op == "const":
        return args[1] if args[0].value else args[2]
    if n.op in ("and", "or"):
        for known, other in (args, args[::-1]):
            if known.op == "const":
                return other if bool(known.value) == (n.op == "and") else known
    if n.op == "not" and args[0].op == "const":
        return Node("const", value=float(not args[0].value), boolean=True)
    return n


class Writer:
    """Writes the body of one function. `rule` names the unit for the draws in it."""

    def __init__(self, symbols: Symbols, rule: str) -> None:
        self.symbols, self.rule = symbols, rule
        self.lines: list[str] = []
        self.alone: list[str] = []
        self.memo: dict[Node, str] = {}
        self.names = 0
        self.indent = ""

    def emit(self, line: str, alone: str = "") -> None:
        """Adds a line, inside the guard that is open; `alone` is how a batch of one says it."""
        self.lines.append(self.indent + line)
        self.alone.append(self.indent + (alone or line))

    def forget(self, tracks: set[str]) -> None:
        """Drops what was worked out from tracks that have changed since, and what was rolled."""
        stale = [n for n in self.memo if n.is_random or not tracks.isdisjoint(n.tracks)]
        for n in stale:
            del self.memo[n]

    @contextmanager
    def guard(self, condition: Node) -> Generator[None]:
        """Lines in here run only where some game needs them; nothing worked out in here is known after it."""
        text = self.value(condition)
        known = dict(self.memo)
        self.emit(f"if {text}.any():" if self.symbols.resolved(condition).is_column else f"if {text}:", f"if {text}:")
        self.indent += "    "
        yield
        self.indent = self.indent[:-4]
        self.memo = {n: v for n, v in self.memo.items() if known.get(n) == v}

    def value(self, node: Node) -> str:
        """An expression for a node: a literal or the name of a variable assigned before."""
        return self.known(self.symbols.resolved(node))

    def known(self, n: Node) -> str:
        if n.op == "const":
            return repr(bool(n.value)) if n.boolean else repr(n.value)
        if n not in self.memo:
            text = self.expression(n)
            self.names += 1
            name = f"v{self.names}"
            self.emit(f"{name} = {text}")
            self.memo[n] = name
        return self.memo[n]

    def expression(self, n: Node) -> str:
        lay = self.symbols.layout
        match n.op:
            case "track":
                return f"A[{lay.tracks[n.name]}]"
            case "ago":
                return f"A[{lay.past[n.name, int(n.value)]}]"
            case "used" | "counter":
                return f"{self.count(n)} + 0.0"
            case "clock":
                return f"E.{n.name}" if n.name in ("turn", "turns", "quarter", "year") else f"E.extra[{n.name!r}]"
            case "mark":
                return f"{n.name!r} in E.marks"
            case "noise":
                k = self.symbols.key(f"{self.rule}/noise{n.name}.{n.value:g}")
                return f"noise(E, {k}) * {self.known(n.args[0])}"
            case "draw":
                k = self.symbols.key(f"{self.rule}/draw{n.name}.{n.value:g}")
                return f"draw(E, {k}, ({', '.join(self.known(a) for a in n.args)},))"
            case "roll":
                k = self.symbols.key(f"{self.rule}/{n.name}")
                return f"rolled(E, {k}) < {self.known(n.args[0])}"
            case "lookup":
                k = self.symbols.constant(np.array(n.values))
                return f"take({k}, {self.known(n.args[0])})"
            case "argmax" | "argmin":
                return self.best([self.known(a) for a in n.args], ">" if n.op == "argmax" else "<")
            case "pick":
                return self.pick([self.known(a) for a in n.args])
            case _:
                return self.operation(n)

    def count(self, n: Node) -> str:
        """Uses, or a counter that the engine made such as the event drawn, as whole numbers: good enough to compare."""
        lay = self.symbols.layout
        if n.op == "counter":
            return f"C[{lay.named[n.name]}]"
        total = f"C[{lay.uses[n.name]}]"
        return f"({total} - C[{lay.since(n.name, int(n.value))}])" if n.value else total

    def operation(self, n: Node) -> str:
        """What is worked out of its arguments alone."""
        if n.op in COMPARE and n.args[1].op == "const" and n.args[0].op in ("used", "counter"):
            # counts are whole: compared with a whole number they stay so, a quarter of the bytes of floats
            count, limit = self.count(n.args[0]), n.args[1].value
            return f"{count} {n.op} {int(limit) if limit.is_integer() else limit!r}"
        a = [self.known(x) for x in n.args]
        match n.op:
            case op if op in ARITHMETIC or op in COMPARE:
                return f"{a[0]} {op} {a[1]}"
            case "neg":
                return f"-{a[0]}"
            case "floor":
                return f"floor({a[0]})"
            case "min" | "max":
                return f"{'least' if n.op == 'min' else 'most'}({a[0]}, {a[1]})"
            case "and" | "or":
                return f"{a[0]} {'&' if n.op == 'and' else '|'} {a[1]}"
            case "not":
                return f"no({a[0]})"
            case "where":
                return f"where({a[0]}, {a[1]}, {a[2]})"
            case op:
                raise AssertionError(f"no code for {op}")

    def fresh(self, text: str) -> str:
        self.names += 1
        name = f"w{self.names}"
        self.emit(f"{name} = {text}")
        return name

    def amount(self, n: Node) -> str:
        """As `value`, but never a view of a row that is about to change."""
        tree = self.symbols.resolved(n)
        text = self.known(tree)
        if tree.op not in ("track", "ago"):
            return text
        self.names += 1
        self.emit(f"v{self.names} = {text}.copy()", f"v{self.names} = {text}")
        return f"v{self.names}"

    def best(self, values: Sequence[str], sign: str) -> str:
        """The place of the best value, the first of equals: a running comparison."""
        top, place = values[0], "0.0"
        for i, v in enumerate(values[1:], 1):
            better = self.fresh(f"{v} {sign} {top}")
            top = self.fresh(f"where({better}, {v}, {top})")
            place = self.fresh(f"where({better}, {float(i)}, {place})")
        return place

    def pick(self, values: Sequence[str]) -> str:
        index, found = values[0], values[1]
        for i, v in enumerate(values[2:], 1):
            found = self.fresh(f"where({index} >= {float(i)}, {v}, {found})")
        return found


def letting_go(lines: Sequence[str]) -> list[str]:
    """The lines with a `del` after each variable's last use: its memory, still in the processor's cache, serves the next
    one, where a long function would otherwise hold hundreds of columns until its end.

    >>> letting_go(["v1 = A[3]", "v2 = v1 + 1.0", "if E.turn > 2.0:", "    v3 = v2 * v1", "    A[3][:] = v3"])[-3:]
    ['    del v2, v1', '    A[3][:] = v3', '    del v3']
    """
    kept: list[str] = []
    used: set[str] = set()
    for line in reversed(lines):
        last = [name for name in dict.fromkeys(VARIABLE.findall(line)) if name not in used]
        used.update(last)
        text = line.lstrip()
        if last and not text.startswith(("if ", "return ")):
            kept.append(f"{line[: len(line) - len(text)]}del {', '.join(last)}")
        kept.append(line)
    return kept[::-1]


VARIABLE = re.compile(r"\b[vw]\d+\b")
Compiled = Callable[..., Any]


class Unit:
    """A function that is written and compiled when it is first called: a game that never meets a rule never
    pays for it. `body` writes the lines."""

    def __init__(self, symbols: Symbols, name: str, body: Callable[[Writer], None], arguments: str = "A, C, E") -> None:
        self.symbols, self.name, self.body, self.arguments = symbols, name, body, arguments
        self._many: Compiled | None = None
        self._alone: Compiled | None = None

    @classmethod
    def of(cls, symbols: Symbols, name: str, *nodes: Node) -> Unit:
        """A function that returns the value of a formula, or of several as a tuple."""
        return cls(symbols, name, lambda w: w.emit("return " + ", ".join([w.value(n) for n in nodes])))

    @cached_property
    def written(self) -> Writer:
        """The lines, in both dialects."""
        w = Writer(self.symbols, self.name)
        self.body(w)
        return w

    def __call__(self, *args: Any) -> Any:
        """Runs over columns."""
        if self._many is None:
            self._many = self.compile(letting_go(self.written.lines), self.symbols.constants)
        return self._many(*args)

    def alone(self, *args: Any) -> Any:
        """Runs over one game's plain numbers."""
        if self._alone is None:
            self._alone = self.compile(self.written.alone, {**self.symbols.constants, **ALONE})
        return self._alone(*args)

    def source(self, lines: Sequence[str]) -> str:
        """The text of the function, for reading and for tests."""
        return f"def unit({self.arguments}):\n" + "".join(f"    {x}\n" for x in (lines or ["pass"]))

    def compile(self, lines: Sequence[str], constants: dict[str, Any]) -> Compiled:
        space: dict[str, Any] = {}
        source = self.source(lines)
        # The text was written above from checked trees; no pack text reaches this line.
        exec(compile(source, f"<{self.name}>", "exec"), constants, space)
        return space["unit"]
