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
    course, turn = begun(program, game, seat, names, worlds, 1, seed, stopped)
    return followed(course, turn, quarters)


def drift_after(
    program: Program, game: Games, seat: str, options: Sequence[int], names: Sequence[str], *, quarters: int = 4,
    worlds: int = 64, seed: int = 0, stopped: Callable[[], bool] = lambda: False,
) -> dict[str, Floats]:  # fmt: skip
    """The same where nothing is decided and after each of some options of the decision at hand, with nothing decided
    after it: (1 + quarters, 1 + options, worlds). All of them meet the same worlds.

    :raises ValueError: for several games, one that is over, or another seat's decision.
    :raises IllegalMove: for an option that is not legal.

    >>> from game.engine import compile_pack
    >>> from game.pack import Pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> game = program.start(1)
    >>> letter = program.decision(game).index("letter.pass_on")
    >>> drift_after(program, game, "island", [letter], ["coins"], quarters=2, worlds=8)["coins"].shape
    (3, 2, 8)
    """
    decision, ways = program.decision(game), 1 + len(options)
    if decision is None or decision.seat != seat:
        raise ValueError("options are followed at a decision of the seat")
    course, turn = begun(program, game, seat, names, worlds, ways, seed, stopped)
    choices = course.policies[seat].choose(program, course.live, program.legal(course.live))
    choices[worlds:] = np.repeat(np.array(options, dtype=np.intp), worlds)
    course.play(choices)
    found = followed(course, turn, quarters)
    return {name: values.reshape(len(values), ways, worlds) for name, values in found.items()}


def begun(
    program: Program, game: Games, seat: str, names: Sequence[str], worlds: int, ways: int, seed: int,
    stopped: Callable[[], bool],
) -> tuple[Course, int]:  # fmt: skip
    """Games where the seat decides nothing, each of some worlds as often as there are ways, and the turn at hand."""
    decision = program.decision(game)
    if game.n != 1 or decision is None:
        raise ValueError("a drift takes one game that goes on")
    guessed = guesses(program, program.observe(game, seat), seat, seed, 0, worlds)
    course = Course(program, seat, guessed.take(np.tile(np.arange(worlds), ways)), tuple(names), stopped)
    course.policies[seat] = Passive(rules_of(program, seat))
    return course, decision.turn


def followed(course: Course, turn: int, quarters: int) -> dict[str, Floats]:
    """Values now and at each turn's end, until it is stopped or the scenario ends."""
    for quarter in range(1, min(quarters, len(course.program.turns) - turn) + 1):
        if not course.to_turn(turn + quarter):
            break
    return {name: np.stack(rows) for name, rows in course.values.items()}
