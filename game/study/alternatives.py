"""How a game would have gone: the same seed played by doctrines side by side, or on from a move with another choice.

Draws are keyed by seed, turn and rule, so the same seed brings the same world and the same dice whatever is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program, parse_move
from game.engine.notation import decision_text
from game.pack import Text
from game.players.doctrine import Habit
from game.players.policy import Policy


@dataclass(frozen=True)
class Sides:
    """Plays one doctrine in each game of a batch, in the order of its columns."""

    doctrines: tuple[str, ...]

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """What each game's doctrine wants most, (n,)."""
        choice = np.zeros(games.n, dtype=np.intp)
        for name in dict.fromkeys(self.doctrines):
            columns = np.flatnonzero([d == name for d in self.doctrines])
            choice[columns] = program.most_wanted(games, name, legal.take(columns, axis=1), columns)
        return choice

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """Nothing."""
        return None


@dataclass
class Recorded:
    """Makes a seat's recorded moves where they are still there and legal, else follows a habit. A batch of one."""

    moves: Mapping[str, str]  # where a decision stands -> the option taken there
    habit: Habit
    kept: int = 0
    replaced: int = 0

    @classmethod
    def of(cls, moves: Sequence[str], seat: str, habit: Habit) -> Recorded:
        """The moves of a seat among those of a record."""
        mine = ((text.rsplit(" ", 1)[0], move) for text in moves if (move := parse_move(text)).seat == seat)
        return cls({place: move.option for place, move in mine}, habit)

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The recorded option, or the habit's, (1,)."""
        decision = program.decision(games)
        taken = "" if decision is None else self.moves.get(decision_text(decision), "")
        option = decision.index(taken) if decision is not None and taken else -1
        if option >= 0 and legal[option, 0]:
            self.kept += 1
            return np.array([option])
        self.replaced += bool(taken)
        return self.habit.choose(program, games, legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """Nothing."""
        return None


@dataclass
class Line:
    """Games as they stood when each turn began that was decided, then at the end; `whole` where none was cut short."""

    turns: list[int] = field(default_factory=list[int])
    games: list[Games] = field(default_factory=list[Games])
    whole: bool = True


def play_on(
    program: Program, games: Games, policies: Mapping[str, Policy], *, until: int | None = None,
    stopped: Callable[[], bool] = lambda: False, heard: Callable[[float], None] = lambda part: None,
) -> Line:  # fmt: skip
    """Plays a batch on, in place, to the end or to where the turn `until` begins (counted from 0).

    >>> from game.engine import compile_pack
    >>> from game.pack import Pack
    >>> from game.players.policy import policies_named
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> line = play_on(program, program.start([1, 2]), policies_named(program, {}))
    >>> line.turns, bool(line.games[-1].over.all())
    ([0, 1, 2, 3, 4], True)
    """
    line, last = Line(), len(program.turns)
    while (decision := program.decision(games)) is not None:
        if not line.turns or decision.turn > line.turns[-1]:
            line.turns.append(decision.turn)
            line.games.append(games.copy())
            heard(decision.turn / last)
        if until is not None and decision.turn >= until:
            return line
        if stopped():
            line.whole = False
            return line
        program.play(games, policies[decision.seat].choose(program, games, program.legal(games)))
    line.turns.append(last)
    line.games.append(games.copy())
    heard(1.0)
    return line
