"""Where figures go if nothing more is decided: the seat passes wherever it may, the others follow their habits.

>>> from game.engine import compile_pack
>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> found = drift(program, program.start(1), "island", ["coins"], quarters=2, worlds=8)
>>> found["coins"].shape
(3, 8)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.pack import Text
from game.pack.model import PASS
from game.players.doctrine import Habit
from game.players.levels import rules_of

from .forecast import Course, Floats, guesses


@dataclass
class Passive:
    """Decides nothing: passes where that is allowed, and where a choice has to be made follows a habit."""

    habit: Habit

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """What the habit wants, (options, n)."""
        return self.habit.preferences(program, games)

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Passing, or the habit's option, (n,)."""
        decision = program.decision(games)
        place = -1 if decision is None else decision.index(PASS)
        if place >= 0 and bool(legal[place].all()):
            return np.full(games.n, place)
        choice = self.habit.choose(program, games, legal)
        return choice if place < 0 else np.where(legal[place], place, choice)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """Nothing."""
        return None


def drift(
    program: Program, game: Games, seat: str, names: Sequence[str], *, quarters: int = 4, worlds: int = 64,
    seed: int = 0, stopped: Callable[[], bool] = lambda: False,
) -> dict[str, Floats]:  # fmt: skip
    """Values of tracks and formulas now and at each turn's end, (1 + quarters, worlds), in worlds that the seat may
    believe in; "total" and the seat's dimensions are among them. Fewer quarters where it was stopped or the scenario ends.

    :raises ValueError: for several games, or one that is over.
    """
    decision = program.decision(game)
    if game.n != 1 or decision is None:
        raise ValueError("a drift takes one game that goes on")
    seen = program.observe(game, seat)
    course = Course(program, seat, guesses(program, seen, seat, seed, 0, worlds), tuple(names), stopped)
    course.policies[seat] = Passive(rules_of(program, seat))
    for quarter in range(1, min(quarters, len(program.turns) - decision.turn) + 1):
        if not course.to_turn(decision.turn + quarter):
            break
    return {name: np.stack(rows) for name, rows in course.values.items()}
