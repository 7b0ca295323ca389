"""Actions: effects compiled, and how they change a batch.

Every effect is lowered to one of three: add to a track, set a track, count a delayed effect. All of an
action are worked out on the world before it, then applied: adds, sets, ranges. An option, an event, a
rule, a flow and a delayed effect that lands are all actions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import numpy as np

from game.pack.base import Effect, Text
from game.pack.tree import Node, const

from . import sentences
from .clock import Env, Sub
from .codegen import Symbols, Unit, Writer
from .games import Columns, Games
from .layout import DelaySite, Layout
from .ledger import Cause

Bound = Mapping[str, tuple[str, str]]


class Reader(Protocol):
    """What lowering needs of a pack."""

    def parse(self, text: str | float, bound: Bound, *, boolean: bool | None = None, random: bool = False) -> Node: ...
    def reference(self, track: str, bound: Bound) -> str: ...
    def effects(self, bound: Bound, effects: Sequence[Effect]) -> Sequence[tuple[Effect, Bound]]: ...


@dataclass
class Changes:
    """What an action wants: (row, amount) to add, (row, value) to set, (site, count) to land later."""

    adds: list[tuple[int, Node]] = field(default_factory=list[tuple[int, Node]])
    sets: list[tuple[int, Node]] = field(default_factory=list[tuple[int, Node]])
    laters: list[tuple[DelaySite, Node]] = field(default_factory=list[tuple[DelaySite, Node]])


@dataclass(frozen=True)
class Delayed:
    """A delaying effect met while lowering; its action is built afterwards."""

    site: DelaySite
    rule: str
    effect: Effect
    bound: Bound


class Lowering:
    """Lowers effects of one rule; delaying effects are collected in `delayed`."""

    def __init__(self, pack: Reader, layout: Layout, rule: str, title: Text, delayed: list[Delayed]) -> None:
        self.pack, self.layout, self.rule, self.title, self.delayed = pack, layout, rule, title, delayed
        self.rolls = self.formulas = 0
        self.changes = Changes()

    def run(self, effects: Sequence[Effect], bound: Bound, when: Node | None = None) -> Changes:
        for effect, inner in self.pack.effects(bound, effects):
            self.one(effect, inner, when)
        return self.changes

    def read(self, text: str | float, bound: Bound, boolean: bool) -> Node:
        """A formula's tree; its draws are told apart from those of the rule's other formulas."""
        self.formulas += 1
        return self.pack.parse(text, bound, boolean=boolean, random=True).tagged(str(self.formulas))

    def one(self, e: Effect, bound: Bound, when: Node | None) -> None:
        if e.after:
            name = f"{self.rule}/later{len(self.changes.laters)}"
            site = self.layout.add_site(name, e.after, e.title or self.title)
            self.delayed.append(Delayed(site, name, e.model_copy(update={"after": 0}), bound))
            self.changes.laters.append((site, only(when, const(1), const(0))))
            return
        own: Node | None = None
        if e.when is not None:
            own = self.read(e.when, bound, boolean=True)
        if e.chance is not None:
            self.rolls += 1
            p = self.read(e.chance, bound, boolean=False)
            own = both(own, Node("roll", (p,), name=f"chance{self.rolls}", boolean=True))
        inside = when if own is None else both(when, own)
        if not e.then:
            self.change(e, bound, inside)
            return
        self.run(e.then, bound, inside)
        if e.otherwise and own is not None:
            self.run(e.otherwise, bound, both(when, Node("not", (own,), boolean=True)))

    def change(self, e: Effect, bound: Bound, when: Node | None) -> None:
        name = e.flag or self.pack.reference(e.track, bound)
        row, now = self.layout.tracks[name], Node("track", name=name)

        def read(text: str | float | None) -> Node:
            assert text is not None
            return self.read(text, bound, boolean=False)

        if e.flag or e.set is not None:
            value = const(1) if e.flag and e.set is None else read(e.set)
            self.changes.sets.append((row, only(when, value, now)))
            return
        if e.add is not None:
            amount = read(e.add)
        elif e.scale is not None:
            amount = Node("-", (Node("*", (now, read(e.scale))), now))
        else:
            amount = Node("*", (read(e.by), Node("-", (read(e.toward), now))))
        self.changes.adds.append((row, only(when, amount, const(0))))


def both(a: Node | None, b: Node) -> Node:
    return b if a is None else Node("and", (a, b), boolean=True)


def only(when: Node | None, yes: Node, no: Node) -> Node:
    return yes if when is None else Node("where", (when, yes, no))


def write_unit(symbols: Symbols, rule: str, changes: Changes) -> Unit:
    """One function that works out every amount: returns (adds, sets, laters), each a tuple of values."""

    def body(w: Writer) -> None:
        groups = [[w.amount(n) for _, n in part] for part in (changes.adds, changes.sets, changes.laters)]
        w.emit("return " + ", ".join("(" + "".join(f"{v}, " for v in g) + ")" for g in groups))

    return Unit(symbols, rule, body)


@dataclass(frozen=True)
class Constant:
    """A change that is the same number in every game: `parts` are (amount, is a cost), `total` their sum."""

    row: int
    total: float
    parts: tuple[tuple[float, bool], ...]


@dataclass
class Action:
    """A compiled bundle of effects: what is constant, and a unit that works out the rest."""

    kind: str
    id: str
    title: Text
    phase: str
    unit: Unit | None
    add_rows: tuple[int, ...]
    set_rows: tuple[int, ...]
    later_rows: tuple[int, ...]
    constants: tuple[Constant, ...]
    costs: int
    rest: Changes

    def __post_init__(self) -> None:
        """`rows`: the tracks that this action may touch, without repeats, in order."""
        touched = (*(c.row for c in self.constants), *self.add_rows, *self.set_rows)
        self.rows: tuple[int, ...] = tuple(dict.fromkeys(touched))
        self.unit_rows: tuple[int, ...] = tuple(dict.fromkeys((*self.add_rows, *self.set_rows)))


def make_action(
    symbols: Symbols, rule: str, changes: Changes, *, kind: str, name: str, title: Text, phase: str, costs: int = 0
) -> Action:
    """Compiles changes. The first `costs` adds are the option's price."""
    parts: dict[int, list[tuple[float, bool]]] = {}
    adds: list[tuple[int, Node]] = []
    cost_adds = 0
    for i, (row, node) in enumerate(changes.adds):
        if node.op == "const":
            parts.setdefault(row, []).append((node.value, i < costs))
        else:
            adds.append((row, node))
            cost_adds += i < costs
    rest = Changes(adds, changes.sets, changes.laters)
    unit = write_unit(symbols, rule, rest) if adds or rest.sets or rest.laters else None
    constants = tuple(Constant(row, sum(a for a, _ in p), tuple(p)) for row, p in parts.items())
    return Action(
        kind=kind, id=name, title=title, phase=phase, unit=unit, costs=cost_adds, constants=constants, rest=rest,
        add_rows=tuple(r for r, _ in adds), set_rows=tuple(r for r, _ in rest.sets),
        later_rows=tuple(s.row + s.delay - 1 for s, _ in rest.laters),
    )  # fmt: skip


class Hand:
    """Applies actions to a batch, and keeps the ledger when there is one."""

    def __init__(self, layout: Layout) -> None:
        self.names = list(layout.tracks)
        self.low = layout.low
        self.high = layout.high

    def work_out(self, action: Action, games: Games, env: Env, x: Columns | None) -> Any:
        """The amounts of an action on the world as it is, for columns `x` (None: all)."""
        if action.unit is None:
            return None
        if x is None:
            return action.unit(games.S, games.C, env)
        return action.unit(Sub(games.S, x), Sub(games.C, x), env)

    def run(self, action: Action, games: Games, env: Env, x: Columns | None = None) -> None:
        """Works out and applies one action for all games, or for columns `x`."""
        amounts = self.work_out(action, games, env, x)
        if env.ledger is not None:
            self.apply_noted(action, amounts, games, env)
            return
        for c in action.constants:
            games.S[c.row][... if x is None else x] += c.total
        self.apply(action, amounts, games, x)
        self.keep(action.rows, games.S, x)

    def apply(self, action: Action, amounts: Any, games: Games, x: Columns | None) -> None:
        """Applies worked-out amounts; ranges are the caller's to keep."""
        if amounts is None:
            return
        adds, sets, laters = amounts
        S, C, where = games.S, games.C, ... if x is None else x
        for row, v in zip(action.add_rows, adds, strict=True):
            S[row][where] += v
        for row, v in zip(action.set_rows, sets, strict=True):
            S[row][where] = v
        for row, v in zip(action.later_rows, laters, strict=True):
            C[row][where] += np.asarray(v, dtype=np.int16)

    def keep(self, rows: Sequence[int], S: Any, x: Columns | None) -> None:
        """Keeps rows within their ranges."""
        for row in rows:
            r = S[row]
            if x is None:
                np.maximum(r, self.low[row], out=r)
                np.minimum(r, self.high[row], out=r)
            else:
                r[x] = np.minimum(np.maximum(r[x], self.low[row]), self.high[row])

    def apply_noted(self, action: Action, amounts: Any, games: Games, env: Env) -> None:
        """The same additions in the same order for a batch of one, each realised difference written down."""
        S, write = games.S, partial(self.write, action, env)
        for c in action.constants:
            left = self.difference(S, c.row, lambda r, t=c.total: np.add(r, t, out=r))
            for amount, is_cost in c.parts[:-1]:
                write(c.row, amount, "cost" if is_cost else action.kind)
                left -= amount
            write(c.row, left, "cost" if c.parts[-1][1] else action.kind)
        if amounts is not None:
            adds, sets, laters = amounts
            for i, (row, v) in enumerate(zip(action.add_rows, adds, strict=True)):
                amount = self.difference(S, row, lambda r, v=v: np.add(r, v, out=r))
                write(row, amount, "cost" if i < action.costs else action.kind)
            for row, v in zip(action.set_rows, sets, strict=True):
                write(row, self.difference(S, row, lambda r, v=v: np.copyto(r, v)), action.kind)
            for row, v in zip(action.later_rows, laters, strict=True):
                games.C[row] += np.asarray(v, dtype=np.int16)
        for row in action.rows:
            write(row, self.difference(S, row, lambda r, row=row: self.keep((row,), S, None)), "limit")

    @staticmethod
    def difference(S: Any, row: int, change: Callable[[Any], Any]) -> float:
        """What `change` does to the first game of a row."""
        before = float(S[row][0])
        change(S[row])
        return float(S[row][0]) - before

    def write(self, action: Action, env: Env, row: int, amount: float, kind: str) -> None:
        if amount and env.ledger is not None:
            title = sentences.LIMIT if kind == "limit" else action.title
            cause = Cause(self.names[row], amount, kind, action.id, title, env.clock.index, action.phase)
            env.ledger.causes.append(cause)
