"""Is the forecast honest? Games are played by doctrines, and at random decisions a forecast is made for the choice
that is then really taken. Of the values that come true, a band of 80 % should hold 80 %.

Several games that stand at the same decision are forecast in one batch, each from its own observation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.chance import key, mix
from game.players.levels import rules_of

from .confidence import mean_ci, share_ci
from .forecast import TOTAL, Course, guesses

WORLDS = 400  # worlds of each forecast: the band of so many draws holds 0.4 % less than that of endlessly many
TOGETHER = 20  # games forecast in one batch
AHEAD = (1, 2, 4)  # quarters after which a value is looked at, besides the end
END = "end"
DRAWN = key("study:calibration")
HALF, MOST = (0.25, 0.75), (0.10, 0.90)

Hits = dict[tuple[str, str], list[NDArray[np.bool_]]]


@dataclass
class Calibration:
    """What was counted: (value, when) -> for each forecast whether the 50 % and the 80 % band held what came true;
    and the forecast chance of winning beside whether the game was won."""

    forecasts: int = 0
    half: Hits = field(default_factory=dict)
    most: Hits = field(default_factory=dict)
    below: Hits = field(default_factory=dict)
    promised: list[NDArray[np.float64]] = field(default_factory=list)
    won: list[NDArray[np.bool_]] = field(default_factory=list)

    def count(self, name: str, when: str, worlds: NDArray[np.float64], real: NDArray[np.float64]) -> None:
        """Counts the forecasts `worlds` (games, worlds) of a value that came true as `real` (games,)."""
        for hits, band in ((self.half, HALF), (self.most, MOST)):
            low, high = np.quantile(worlds, band, axis=1)
            hits.setdefault((name, when), []).append((low <= real) & (real <= high))
        self.below.setdefault((name, when), []).append(real < np.quantile(worlds, 0.5, axis=1))

    def shares(self, hits: Hits) -> dict[tuple[str, str], dict[str, Any]]:
        """The share of forecasts whose band held, with its 95 % interval."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for place, parts in hits.items():
            held = np.concatenate(parts)
            found[place] = share_ci(int(held.sum()), held.size)
        return found

    def summary(self) -> dict[str, Any]:
        """What `forecast --calibrate --json` prints."""
        half, most, below = (self.shares(h) for h in (self.half, self.most, self.below))
        promised, won = np.concatenate(self.promised), np.concatenate(self.won)
        return {
            "forecasts": self.forecasts,
            "rows": [
                {
                    "value": name, "quarters": when, "held50": half[name, when], "held80": most[name, when],
                    "below_median": below[name, when],
                }
                for name, when in most
            ],
            "wins": {"forecast": mean_ci(promised), "real": share_ci(int(won.sum()), won.size),
                     "brier": round(float(np.mean((promised - won) ** 2)), 4)},
        }  # fmt: skip


def calibrate(
    program: Program,
    seat: str,
    games: int,
    *,
    seed: int = 0,
    worlds: int = WORLDS,
    progress: Callable[[int], None] = lambda done: None,
) -> Calibration:
    """Forecasts one choice of each of so many games, in groups that share the decision, and counts.

    :raises UnknownName: for an unknown seat.
    :raises ValueError: for a seat that never decides.
    """
    program.known_seat(seat)
    steps = [i for i, s in enumerate(program.schedule) if s.decision and s.decision.seat == seat and not s.autopilot]
    if not steps:
        raise ValueError(f"the seat {seat} never decides")
    found = Calibration()
    for first in range(0, games, TOGETHER):
        count = min(TOGETHER, games - first)
        drawn = mix((seed * 1_000_003 + first + DRAWN) & (2**64 - 1))
        group(found, program, seat, program.start(range(seed + first, seed + first + count)), steps, drawn, worlds)
        progress(first + count)
    return found


def group(
    found: Calibration, program: Program, seat: str, games: Games, steps: list[int], drawn: int, worlds: int
) -> None:
    """Plays some games to one random decision, forecasts the choice of each that has one, and plays on to see."""
    policies = {s: rules_of(program, s) for s in program.seats}
    start, aim = games.copy(), steps[drawn % len(steps)]
    open_ = None
    while (decision := program.decision(games)) is not None:
        if games.step >= aim and decision.seat == seat and (program.open_options(games) >= 2).any():
            open_ = np.flatnonzero(program.open_options(games) >= 2)
            break
        program.play(games, policies[decision.seat].choose(program, games, program.legal(games)))
    if decision is None or open_ is None:  # nobody decides so late: another decision of the same games
        group(found, program, seat, start, [s for s in steps if s < aim] or steps[:1], drawn, worlds)
        return
    real = games.take(open_)
    seen = program.observe(real, seat)
    choice = policies[seat].choose(program, real, program.legal(real))
    truth = Course(program, seat, real)
    truth.play(choice)
    expected = Course(program, seat, guesses(program, seen, seat, drawn, 0, worlds))
    expected.play(np.repeat(choice, worlds))
    left = len(program.turns) - decision.turn
    for quarter in range(1, left + 1):
        truth.to_turn(decision.turn + quarter)
        expected.to_turn(decision.turn + quarter)
    for quarter in sorted({q for q in AHEAD if q < left} | {left}):
        when = END if quarter == left else str(quarter)
        for name in truth.values:
            samples = expected.values[name][quarter].reshape(open_.size, worlds)
            found.count(name, when, samples, truth.values[name][quarter])
    found.forecasts += open_.size
    found.promised.append(expected.won.reshape(open_.size, worlds).mean(axis=1))
    found.won.append(truth.won)


def ordered(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a summary, the total first, by how far they look ahead."""
    when = [*map(str, AHEAD), END]
    return sorted(summary["rows"], key=lambda r: (r["value"] != TOTAL, r["value"], when.index(r["quarters"])))
