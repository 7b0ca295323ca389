"""Doctrine play: the legal option that a doctrine of the pack wants most, the first of equals.

A doctrine's formulas read only what its seat may see (the pack's checker holds them to it), so the whole
batch can be looked at as it is.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.pack import Text

from .reasons import reason_text


class Habit(Protocol):
    """A way of playing that wants each option more or less."""

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """How much each option of the decision at hand is wanted, (options, n)."""
        ...

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The legal option that is wanted most in each game, (n,)."""
        ...

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The sentence for taking an option in the first game."""
        ...


MANY = 2048  # games from which on it is quicker to go through the options one by one


def most_wanted(wanted: NDArray[np.float64], legal: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The legal option with the highest value in each game, the first of equals; both are (options, n). Row by row for
    many games: NumPy's own `argmax` walks down the columns, against the grain of the array."""
    n = wanted.shape[1]
    if n < MANY:
        return np.where(legal, wanted, -np.inf).argmax(axis=0)
    best, place = np.full(n, -np.inf), np.zeros(n, dtype=np.intp)
    for option, row in enumerate(wanted):
        better = (row > best) & legal[option]
        np.copyto(best, row, where=better)
        np.copyto(place, option, where=better)
    return place


class DoctrinePolicy:
    """Plays one doctrine in every game."""

    def __init__(self, doctrine: str) -> None:
        self.doctrine = doctrine

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """What the doctrine wants, (options, n)."""
        return program.preferences(games, self.doctrine)

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The legal option with the highest value in each game."""
        return most_wanted(program.preferences(games, self.doctrine), legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The doctrine's own sentence with the figures behind it."""
        return reason_text(program, games, self.doctrine, option)


class CharacterPolicy:
    """Plays in each game the doctrine that the seat's character track names there."""

    def __init__(self, seat: str) -> None:
        self.seat = seat

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """What each game's own doctrine wants, (options, n)."""
        names, which = program.character(games, self.seat)
        decision = program.decision(games)
        found = np.zeros((0 if decision is None else len(decision.options), games.n))
        for i, name in enumerate(names):
            columns = np.flatnonzero(which == i)
            if columns.size:
                found[:, columns] = program.preferences(games, name, columns)
        return found

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The option that each game's own doctrine wants most."""
        return most_wanted(self.preferences(program, games), legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The sentence of the first game's doctrine."""
        names, which = program.character(games, self.seat)
        return reason_text(program, games, names[int(which[0])], option) if names else None
