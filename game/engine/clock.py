"""The environment that compiled units see: the clock, and the draws of chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .chance import Floats, Seeds, normal, salt, uniform
from .games import Columns, Forced
from .ledger import Drawn, Ledger


@dataclass(frozen=True)
class Clock:
    """One turn of a scenario: `index` from 0, `turn` from 1 as formulas see it."""

    index: int
    id: str
    turn: float
    turns: float
    quarter: float
    year: float
    marks: frozenset[str]


@dataclass
class Env:
    """Clock and chance for one step. `occurrence` tells apart draws of one rule within a turn."""

    clock: Clock
    seeds: Seeds
    keys: Mapping[int, str]
    forced: Forced
    ledger: Ledger | None = None
    occurrence: int | NDArray[np.int16] = 0
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        c = self.clock
        self.turn: float | Floats = c.turn
        self.turns, self.quarter, self.year, self.marks = c.turns, c.quarter, c.year, c.marks

    def sub(self, columns: Columns | None, occurrence: NDArray[np.int16]) -> Env:
        """The same for some columns of the batch, each with its own occurrence."""
        seeds = self.seeds if columns is None else self.seeds[columns]
        return Env(self.clock, seeds, self.keys, self.forced, self.ledger, occurrence)

    def scoring(self, turn: float | Floats | None = None, **extra: Any) -> Env:
        """The same for formulas of the score: with the names that only they may read (mean, least, lost), and with a turn
        of its own for each game where games of a batch have ended apart."""
        own = replace(self, extra=extra)
        own.turn = self.turn if turn is None else turn
        return own

    def uniform(self, rule: int) -> Floats:
        """One number in [0, 1) for each game."""
        turn, occurrence = self.clock.index, self.occurrence
        if isinstance(occurrence, int):
            u = uniform(self.seeds, salt(turn, rule, occurrence))
        else:
            top = int(occurrence.max()) + 1
            salts = np.array([salt(turn, rule, i) for i in range(top)], dtype=np.uint64)
            u = uniform(self.seeds, salts[occurrence])
        if self.forced:
            u = self.force(u, self.keys[rule])
        if self.ledger is not None:
            first = occurrence if isinstance(occurrence, int) else int(occurrence[0])
            self.ledger.draws.append(Drawn(turn, self.keys[rule], first, float(u[0])))
        return u

    def force(self, u: Floats, rule: str) -> Floats:
        for (turn, name, occurrence), value in self.forced.items():
            if turn == self.clock.index and name == rule:
                u = np.where(np.asarray(self.occurrence) == occurrence, value, u)
        return u

    def noise(self, rule: int) -> Floats:
        """A standard normal value for each game."""
        return normal(self.uniform(rule))

    def draw(self, rule: int, weights: tuple[Any, ...]) -> Floats:
        """A place from 0, each with a chance in proportion to its weight."""
        sums: list[Any] = []
        total: Any = 0.0
        for w in weights:
            total = total + np.maximum(w, 0.0)
            sums.append(total)
        aim = self.uniform(rule) * total
        place = np.zeros_like(aim)
        for s in sums[:-1]:
            place = place + (aim >= s)
        return place


class Sub:
    """Some columns of an array of rows, read row by row: `Sub(S, x)[row]` is `S[row][x]`."""

    __slots__ = ("array", "columns")

    def __init__(self, array: NDArray[Any], columns: Columns) -> None:
        self.array, self.columns = array, columns

    def __getitem__(self, row: int) -> NDArray[Any]:
        return self.array[row][self.columns]
