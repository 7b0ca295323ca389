"""Games: a batch of n games as columns.

`S` is float64 (rows, n): every track, then the history that formulas look back on. `C` is int16
(counters, n): how often options and events were used, delayed effects on their way, goals dealt, the
ending. `Layout` says which row is what. All games of a batch stand at the same step of the schedule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from .chance import Floats, Seeds

Counters = NDArray[np.int16]
Columns = NDArray[np.intp]
Forced = Mapping[tuple[int, str, int], float]


@dataclass(eq=False)
class Games:
    """A batch of n games. `ids` are their numbers in the batch that was started, kept when some are taken out.
    `forced` sets the result of draws: (turn, rule, occurrence) -> number in [0, 1).

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> games = program.start([1, 2, 3])
    >>> games.n, games.take([2, 0]).ids.tolist(), games.repeat(2).ids.tolist()
    (3, [2, 0], [0, 0, 1, 1, 2, 2])
    """

    S: Floats
    C: Counters
    seeds: Seeds
    ids: Columns
    step: int = 0
    forced: Forced = field(default_factory=dict[tuple[int, str, int], float])
    ending_row: int = 0
    mask: NDArray[np.bool_] | None = None  # legality of the decision at hand, once worked out

    @property
    def n(self) -> int:
        """How many games."""
        return self.S.shape[1]

    @property
    def over(self) -> NDArray[np.bool_]:
        """Which games have ended, bool (n,)."""
        return self.C[self.ending_row] >= 0

    def copy(self) -> Games:
        """An independent batch with the same games."""
        return replace(self, S=self.S.copy(), C=self.C.copy(), seeds=self.seeds.copy(), ids=self.ids.copy(), mask=None)

    def take(self, columns: Columns | list[int]) -> Games:
        """The games at `columns`, copied, in that order."""
        x = np.asarray(columns, dtype=np.intp)
        S, C = self.S.take(x, axis=1), self.C.take(x, axis=1)
        return replace(self, S=S, C=C, seeds=self.seeds.take(x), ids=self.ids.take(x), mask=None)

    def repeat(self, k: int) -> Games:
        """Each game k times, copies side by side: a a a b b b."""
        x = np.repeat(np.arange(self.n), k)
        return self.take(x)

    def __repr__(self) -> str:
        return f"Games(n={self.n}, step={self.step}, over={int(self.over.sum())})"


class Going:
    """The games of a batch that are still going; finished ones are put by, so that none rides along for nothing."""

    def __init__(self, games: Games) -> None:
        self.whole = games
        self.live = replace(games, ids=np.arange(games.n))  # the same arrays; ids say which column of `whole`
        self.done: list[Games] = []

    def drop_finished(self) -> None:
        """Puts by the games that have ended."""
        over = self.live.over
        if over.any():
            self.done.append(self.live.take(np.flatnonzero(over)))
            self.live = self.live.take(np.flatnonzero(~over))

    def all_finished(self) -> Games:
        """The whole batch at its end, every game in its own column."""
        if self.done:
            self.done.append(self.live)
            order = np.argsort(np.concatenate([part.ids for part in self.done]))
            S, C = (np.concatenate([getattr(part, name) for part in self.done], axis=1) for name in "SC")
            # places that are known to be there: with another mode NumPy would work in a copy
            S.take(order, axis=1, out=self.whole.S, mode="clip")
            C.take(order, axis=1, out=self.whole.C, mode="clip")
        self.whole.step, self.whole.mask = self.live.step, None
        return self.whole
