"""How hard a scenario is: the share of games that the seat's own doctrine wins there.

Measuring takes seconds, so the packs carry what was measured (`[difficulty.x]`, written by tools/measure_difficulty.py),
and a test measures again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Program
from game.pack import Pack
from game.players.levels import rules_of
from game.players.policy import Policy, policy_named
from game.study.confidence import share_ci
from game.study.playout import play_seeds

STEPS = (0.75, 0.6, 0.45, 0.3)  # shares of wins above which a scenario is of level 1, 2, 3, 4


@dataclass(frozen=True)
class Difficulty:
    """How many of so many games the seat's own doctrine wins, as a share with its 95 % interval."""

    games: int
    share: float
    low: float
    high: float

    @property
    def level(self) -> int:
        """From 1, forgiving, to 5, very hard.

        >>> Difficulty(100, 0.8, 0.71, 0.87).level, Difficulty(100, 0.2, 0.13, 0.29).level
        (1, 5)
        """
        return 1 + sum(self.share < step for step in STEPS)


def of_wins(won: int, games: int) -> Difficulty:
    """The difficulty where so many of some games are won.

    >>> of_wins(50, 100).share
    0.5
    """
    found = share_ci(won, games)
    low, high = found["ci95"]
    return Difficulty(games, float(found["share"]), float(low), float(high))


def measured(pack: Pack, scenario: str) -> Difficulty | None:
    """What was measured for a scenario, at once; None where the pack has nothing of it.

    >>> measured(Pack.load("rules/japan-2026"), "mandate").games
    2000
    """
    entry = pack.difficulties.get(scenario)
    return of_wins(entry.item.won, entry.item.games) if entry else None


def difficulty(program: Program, seat: str, games: int = 200) -> Difficulty:
    """Measures how hard a compiled scenario is by playing it out (about a second for 200 games): work for a worker. The
    seat plays by its own rules, the others are as the scenario has them."""
    return of_wins(wins(program, seat, games), games)


def wins(program: Program, seat: str, games: int) -> int:
    """How many games of the seeds from 0 on the seat wins."""
    opponents = program.pack.scenarios[program.scenario].item.opponents
    policies: dict[str, Policy] = {
        s: rules_of(program, s) if s == seat else policy_named(program, s, opponents.get(s, "auto"))
        for s in program.seats
    }
    won = play_seeds(program, range(games), policies).score(program).won[seat]
    return int(np.count_nonzero(won))
