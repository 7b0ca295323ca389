"""What the cards of a deck do, side by side, for a batch in which every game takes a card of its own.

Changes that are the same number in every game stand in tables: the first change of each card, the second of each
card, and so on, so that a handful of array operations make them for all games, however many cards there are.
Formulas run for the games whose card has them. A batch of one goes through `Hand.run` instead, to the same bits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.pack.tree import Node

from .actions import Action, Changes, write_unit
from .clock import Env, Sub
from .codegen import Symbols, Unit
from .games import Columns, Games


@dataclass(frozen=True)
class Constant:
    """A change by a number, or to one; what is added to a track is kept within `low` and `high`."""

    row: int
    amount: float
    low: float = -np.inf
    high: float = np.inf


class Table:
    """Constants of many cards. `rows`, `amounts`, `low` and `high` are (most constants of a card, cards)."""

    def __init__(self, cards: Sequence[Sequence[Constant]], kind: type[np.generic] = np.float64) -> None:
        self.count = np.array([len(card) for card in cards], dtype=np.intp)
        shape = (int(self.count.max(initial=0)), len(cards))
        self.rows = np.zeros(shape, dtype=np.intp)
        self.amounts = np.zeros(shape, dtype=kind)
        self.low, self.high = np.full(shape, -np.inf), np.full(shape, np.inf)
        for i, card in enumerate(cards):
            for j, c in enumerate(card):
                self.rows[j, i], self.amounts[j, i], self.low[j, i], self.high[j, i] = c.row, c.amount, c.low, c.high

    def places(self, choice: Columns) -> Iterator[tuple[int, Columns, Columns]]:
        """For each j the games whose card has a constant j: j, their cards, and where in a flat (rows, n) array its row
        lies for them. No place comes twice."""
        if not len(self.rows):
            return
        count = self.count.take(choice)
        for j, rows in enumerate(self.rows):
            x = np.flatnonzero(count > j)
            if not x.size:
                return
            card = choice.take(x)
            place = rows.take(card)
            place *= choice.size
            place += x
            yield j, card, place


@dataclass
class Formulas:
    """What is left of a card's action: a unit that returns the amounts of its adds, sets and delayed effects."""

    card: int
    unit: Unit
    add_rows: tuple[int, ...]
    set_rows: tuple[int, ...]
    later_rows: tuple[int, ...]
    rolls: bool


@dataclass
class Split:
    """The actions of a deck by kind, a list a card."""

    adds: list[list[Constant]] = field(default_factory=list[list[Constant]])
    sets: list[list[Constant]] = field(default_factory=list[list[Constant]])
    laters: list[list[Constant]] = field(default_factory=list[list[Constant]])
    formulas: list[Formulas] = field(default_factory=list[Formulas])


class Effects:
    """Compiled from the actions of a deck's cards, in their order."""

    def __init__(self, symbols: Symbols, actions: Sequence[Action]) -> None:
        self.symbols = symbols
        self.low, self.high = symbols.layout.low, symbols.layout.high
        split = Split()
        for i, action in enumerate(actions):
            self.split(split, i, action)
        self.adds, self.sets, self.laters = Table(split.adds), Table(split.sets), Table(split.laters, np.int16)
        self.formulas = split.formulas
        self.rolls = any(f.rolls for f in self.formulas)

    def split(self, split: Split, i: int, action: Action) -> None:
        """Parts an action into constants and formulas. Beside other changes of the same track a constant that sets it,
        or a formula that happens to come to a number, stays with the formulas, where their order is kept."""
        rest, left = action.rest, Changes()
        times = Counter([*(c.row for c in action.constants), *(row for row, _ in [*rest.adds, *rest.sets])])

        def number(row: int, node: Node) -> float | None:
            tree = self.symbols.resolved(node)
            return tree.value if tree.op == "const" and times[row] <= 1 else None

        def within(row: int, value: float) -> Constant:
            return Constant(row, value, self.low[row], self.high[row])

        # where formulas change the track as well, its range is kept after these
        adds = [within(c.row, c.total) if times[c.row] == 1 else Constant(c.row, c.total) for c in action.constants]
        sets: list[Constant] = []
        laters: list[Constant] = []
        for row, node in rest.adds:
            value = number(row, node)
            left.adds.append((row, node)) if value is None else adds.append(within(row, value))
        for row, node in rest.sets:
            value = number(row, node)
            if value is None:
                left.sets.append((row, node))
            else:
                sets.append(Constant(row, min(max(value, self.low[row]), self.high[row])))
        for site, node in rest.laters:
            value, row = number(-1, node), site.row + site.delay - 1
            left.laters.append((site, node)) if value is None else laters.append(Constant(row, value))
        split.adds.append(adds)
        split.sets.append(sets)
        split.laters.append(laters)
        if action.unit is not None and (left.adds or left.sets or left.laters):
            nodes = [node for part in (left.adds, left.sets, left.laters) for _, node in part]
            split.formulas.append(
                Formulas(
                    i, write_unit(self.symbols, action.unit.name, left),
                    tuple(row for row, _ in left.adds), tuple(row for row, _ in left.sets),
                    tuple(site.row + site.delay - 1 for site, _ in left.laters),
                    any(self.symbols.resolved(node).is_random for node in nodes),
                )
            )  # fmt: skip

    def apply(self, choice: Columns, games: Games, env: Env, occurrence: Any) -> None:
        """Every game takes its card: all amounts are worked out before any is applied. `occurrence` (n,) tells apart
        the draws of a card that comes again in a turn; it is read only where `rolls`."""
        worked = self.work_out(choice, games, env, occurrence)
        S, C = games.S.reshape(-1, copy=False), games.C.reshape(-1, copy=False)
        table = self.adds
        for j, card, place in table.places(choice):
            value = S.take(place)
            value += table.amounts[j].take(card)
            np.maximum(value, table.low[j].take(card), out=value)
            S[place] = np.minimum(value, table.high[j].take(card), out=value)
        for j, card, place in self.sets.places(choice):
            S[place] = self.sets.amounts[j].take(card)
        for j, card, place in self.laters.places(choice):
            C[place] += self.laters.amounts[j].take(card)
        for formulas, x, amounts in worked:
            self.change(formulas, x, amounts, games)

    def work_out(self, choice: Columns, games: Games, env: Env, occurrence: Any) -> list[tuple[Formulas, Columns, Any]]:
        """The amounts of all formulas on the world as it is, each for the games `x` that chose its card."""
        worked: list[tuple[Formulas, Columns, Any]] = []
        if not self.formulas:
            return worked
        cards = len(self.adds.count)
        order = np.argsort(choice.astype(np.uint8 if cards < 256 else np.uint16), kind="stable")
        ends = [0, *np.bincount(choice, minlength=cards).cumsum().tolist()]
        for f in self.formulas:
            x = order[ends[f.card] : ends[f.card + 1]]
            if x.size:
                own = env.sub(x, occurrence[x]) if f.rolls else env
                worked.append((f, x, f.unit(Sub(games.S, x), Sub(games.C, x), own)))
        return worked

    def change(self, f: Formulas, x: Columns, amounts: Any, games: Games) -> None:
        """Applies worked-out amounts to the games `x`: adds, then sets, then the range of each track."""
        adds, sets, laters = amounts
        now: dict[int, Any] = {}
        for row, amount in zip(f.add_rows, adds, strict=True):
            now[row] = (now[row] if row in now else games.S[row].take(x)) + amount
        now.update(zip(f.set_rows, sets, strict=True))
        for row, value in now.items():
            games.S[row][x] = np.minimum(np.maximum(value, self.low[row]), self.high[row])
        for row, count in zip(f.later_rows, laters, strict=True):
            games.C[row][x] += np.asarray(count, dtype=np.int16)
