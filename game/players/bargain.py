"""What a seat at a negotiation may work out: what signing would bring, what the other side needs, what a card does.

All of it is played by the engine in worlds that the seat may believe in, so that nothing hidden gets into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from game.engine import Games, Ledger, Program
from game.pack.bargaining import Negotiation

WORLDS = 40  # in which needs, worths and answers are counted
SIGNED = 6  # in which a signature is played through to its end
STEADY = 1e-9


@dataclass(frozen=True)
class Spread:
    """Where a number may lie: nine in ten above `low`, nine in ten below `high`."""

    low: float
    high: float

    @classmethod
    def of(cls, values: np.ndarray) -> Spread:
        low, high = np.percentile(values, (10, 90))
        return cls(float(low), float(high))


@dataclass(frozen=True)
class Signed:
    """What a signature now would change by the time it binds: least and most of each watched figure, and the cuts."""

    changes: dict[str, tuple[float, float]]
    cuts: tuple[int, int]


@dataclass(frozen=True)
class Played:
    """What an option does to the table at once.

    `moves`: issue -> (from, to) where all worlds agree; `worth`: what it adds to what lies on the table;
    `taken`: the share of worlds in which a proposed link is taken, None where none is proposed.
    """

    moves: dict[str, tuple[float, float]]
    worth: float
    taken: float | None = None


@dataclass
class Bargain:
    """The arithmetic of one decision of a negotiation. `games` is a batch of one; `shift` is what the seat's own
    moves have added to the need since the talks opened."""

    program: Program
    games: Games
    seat: str
    name: str
    terms: Negotiation
    shift: float = 0.0
    worlds: Games = field(init=False)

    def __post_init__(self) -> None:
        row = self.program.tracks["need_now"].row
        seen = self.program.observe(self.games, self.seat).S[row, 0]
        self.worlds = self.program.guess(self.games.repeat(WORLDS), self.seat, 1)
        if np.isnan(seen):
            self.worlds.S[row] = self.program.evaluate(self.worlds, self.terms.need) + self.shift

    @property
    def agendas(self) -> tuple[str, ...]:
        return tuple(self.program.pack.agendas)

    @cached_property
    def need(self) -> Spread:
        """What the asking side needs."""
        return Spread.of(self.program.values(self.worlds, "need_now"))

    @cached_property
    def satisfaction(self) -> Spread:
        """What lies on the table is worth to the asking side."""
        return Spread.of(self.program.values(self.worlds, "satisfaction"))

    @cached_property
    def odds(self) -> float:
        """The share of worlds in which the need is met."""
        worth, need = (self.program.values(self.worlds, n) for n in ("satisfaction", "need_now"))
        return float((worth >= need).mean())

    def rung_worth(self, agenda: str) -> float:
        """What one rung of an issue is worth to the asking side, without its headline."""
        return self.program.pack.members["agenda", agenda].parameters["weight"] / self.terms.top

    def signing_step(self) -> int:
        """The step of this turn at which the answering side votes, -1 once that is past."""
        steps, phase = self.program.schedule, f"{self.name}_vote_answers"
        turn = steps[self.games.step].clock.index
        for i in range(self.games.step, len(steps)):
            if steps[i].clock.index != turn:
                break
            if steps[i].phase == phase:
                return i
        return -1

    def signed(self, watched: Sequence[str]) -> Signed | None:
        """What would follow if both sides signed what lies on the table now; None once the vote is over."""
        step = self.signing_step()
        if step < 0:
            return None
        changes: dict[str, list[float]] = {n: [] for n in watched}
        cuts: list[int] = []
        rows = {t: info.row for t, info in self.program.tracks.items()}
        for k in range(min(SIGNED, self.worlds.n)):
            before = self.worlds.take([k])
            one = before.copy()
            one.step = step
            one.S[rows["vote_asks"], 0] = 1
            ledger = Ledger()
            decision = self.program.decision(one)
            assert decision is not None
            self.program.play(one, [decision.index(f"{self.name}_sign_answers")], ledger)
            after = before.copy()
            for cause in ledger.causes:
                if cause.phase.startswith(f"{self.name}_"):
                    after.S[rows[cause.track], 0] += cause.amount
            for n in watched:
                changes[n].append(self.program.value(after, n) - self.program.value(before, n))
            cuts.append(round(sum(c.amount for c in ledger.causes if c.track == "cuts" and c.amount > 0)))
        return Signed({n: (min(v), max(v)) for n, v in changes.items()}, (min(cuts), max(cuts)))

    def played(self, option: int) -> Played:
        """What an option of the decision at hand does to the table before anybody else decides."""
        after = self.worlds.copy()
        self.program.play(after, np.full(after.n, option))
        rows = {a: self.program.tracks[f"marker[{a}]"].row for a in self.agendas}
        moves: dict[str, tuple[float, float]] = {}
        for agenda, row in rows.items():
            old, new = self.worlds.S[row], after.S[row]
            if np.ptp(new) < STEADY and abs(new[0] - old[0]) > STEADY:
                moves[agenda] = (float(old[0]), float(new[0]))
        worth = self.program.values(after, "table_worth") - self.program.values(self.worlds, "table_worth")
        return Played(moves, float(worth.mean()) if np.ptp(worth) < STEADY else 0.0, self.taken(after))

    def taken(self, after: Games) -> float | None:
        """In which share of the worlds the issue that a link lowers has come down."""
        track = self.program.tracks.get(f"{self.name}_gain")
        gain = -1 if track is None else round(float(self.worlds.S[track.row, 0]))
        if track is None or gain < 0 or float(after.S[track.row, 0]) >= 0:
            return None
        row = self.program.tracks[f"marker[{self.agendas[gain]}]"].row
        return float((after.S[row] < self.worlds.S[row] - STEADY).mean())
