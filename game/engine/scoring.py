"""Endings and scores: what the pack's formulas say of a batch.

Dimensions are kept within 0 to 100. A seat's total combines them through `mean` (weighted) and `least`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .chance import Floats
from .clock import Env
from .codegen import Unit
from .compile import Compiled
from .games import Counters, Games


@dataclass(frozen=True)
class Score:
    """Scores of a batch: arrays of shape (n,). `ending` is a place in `ending_ids`, `turn` the turn in which the game
    ended, counted from 0; both are -1 while a game goes on.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> score = program.score(program.start([1, 2]))
    >>> score.total["island"].shape, score.grade("island"), score.ending_id(), score.won["island"].tolist()
    ((2,), 'B', '', [False, False])
    """

    total: Mapping[str, Floats]
    dimensions: Mapping[str, Mapping[str, Floats]]
    won: Mapping[str, NDArray[np.bool_]]
    ending: Counters
    turn: Counters
    ending_ids: tuple[str, ...]
    grades: tuple[tuple[str, float], ...]

    def grade(self, seat: str, k: int = 0) -> str:
        """The highest grade that game k's total reaches."""
        total = float(self.total[seat][k])
        return next((g for g, at in self.grades if total >= at), self.grades[-1][0] if self.grades else "")

    def ending_id(self, k: int = 0) -> str:
        """The ending of game k, "" while it goes on."""
        place = int(self.ending[k])
        return self.ending_ids[place] if place >= 0 else ""


class Scoring:
    """Evaluates the formulas that `Compiled.nodes` keeps by (kind, id)."""

    def __init__(self, c: Compiled) -> None:
        self.c = c
        self.units: dict[tuple[str, str], Unit] = {}
        pack = c.pack
        self.ids = tuple(pack.endings)
        self.losses = [i for i, e in enumerate(pack.endings.values()) if e.item.loss]
        self.by_seat = {seat: [d for d, e in pack.dimensions.items() if e.item.seat == seat] for seat in pack.seats}
        marks = [(g, e.item.at) for g, e in pack.grades.items()]
        self.grades = tuple(sorted(marks, key=lambda g: -g[1]))

    def evaluate(self, kind: str, name: str, games: Games, env: Env) -> Any:
        """One formula for every game: an array, or a number where it is constant."""
        unit = self.units.get((kind, name))
        if unit is None:
            unit = self.units[kind, name] = Unit.of(self.c.symbols, f"{kind}:{name}", self.c.nodes[kind, name])
        return unit(games.S, games.C, env)

    def dimensions(self, games: Games, env: Env, seat: str) -> dict[str, Floats]:
        found: dict[str, Floats] = {}
        for d in self.by_seat[seat]:
            value = self.evaluate("dimension", d, games, env)
            found[d] = np.broadcast_to(np.minimum(np.maximum(value, 0.0), 100.0), (games.n,))
        return found

    def combine(self, seat: str, values: Mapping[str, Floats]) -> tuple[Any, Any]:
        """The weighted mean and the least of a seat's dimensions."""
        total: Any = 0.0
        least: Any = 100.0
        weights = 0.0
        for d, v in values.items():
            weight = self.c.pack.dimensions[d].item.weight
            total, weights = total + weight * v, weights + weight
            least = np.minimum(least, v)
        return (total / weights if weights else 0.0), least

    def endings(self, games: Games, env: Env, last: bool) -> Counters:
        """The ending of each game now: a place in the pack's endings, or -1. Losses come first."""
        found = np.full(games.n, -1, dtype=np.int16)
        seat = self.c.pack.info.seat
        mean, least = self.combine(seat, self.dimensions(games, env, seat)) if last else (0.0, 0.0)
        for places, lost in ((self.losses, True), (range(len(self.ids)) if last else (), False)):
            own = env.scoring(mean=mean, least=least, lost=lost)
            for i in places:
                if not lost and i in self.losses:
                    continue
                holds = self.evaluate("ending", self.ids[i], games, own)
                found = np.where((found < 0) & holds, np.int16(i), found)
        return found

    def score(self, games: Games, env: Env) -> Score:
        """Scores of every seat as the games stand; `env` is left as it is."""
        pack, n = self.c.pack, games.n
        ending = games.C[games.ending_row].copy()
        totals: dict[str, Floats] = {}
        dimensions: dict[str, Mapping[str, Floats]] = {}
        won: dict[str, NDArray[np.bool_]] = {}
        ended = games.C[self.c.layout.named["ended"]]
        # a column: games of a batch may have ended apart
        own = env.scoring(np.where(ending >= 0, ended + 1.0, env.clock.turn))
        for seat in pack.seats:
            lost = np.zeros(n, dtype=np.bool_)
            for i in self.losses:
                losers = pack.endings[self.ids[i]].item.losers
                if seat in losers:
                    lost |= ending == i
            values = self.dimensions(games, own, seat)
            dimensions[seat] = values
            mean, least = self.combine(seat, values)
            if seat in pack.totals:
                total = self.evaluate("total", seat, games, own.scoring(mean=mean, least=least, lost=lost))
                totals[seat] = np.broadcast_to(np.asarray(total, dtype=np.float64), (n,))
                won[seat] = (totals[seat] >= pack.totals[seat].item.win) & ~lost & (ending >= 0)
            else:
                totals[seat], won[seat] = np.zeros(n), np.zeros(n, dtype=np.bool_)
        over = np.where(ending >= 0, ended, np.int16(-1))
        return Score(totals, dimensions, won, ending, over, self.ids, self.grades)
