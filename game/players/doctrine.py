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


class DoctrinePolicy:
    """Plays one doctrine in every game."""

    def __init__(self, doctrine: str) -> None:
        self.doctrine = doctrine

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """What the doctrine wants, (options, n)."""
        return program.preferences(games, self.doctrine)

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The legal option with the highest value in each game."""
        return program.most_wanted(games, self.doctrine, legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The doctrine's own sentence with the figures behind it."""
        return reason_text(program, games, self.doctrine, option)


class CharacterPolicy:
    """Plays in each game the doctrine that the seat's character track names there."""

    def __init__(self, seat: str) -> None:
        self.seat = seat

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """What each game's own doctrine wants, (options, n)."""
        parts = self.parts(program, games)
        if len(parts) == 1:
            return program.preferences(games, parts[0][0])
        decision = program.decision(games)
        found = np.zeros((0 if decision is None else len(decision.options), games.n))
        for name, columns in parts:
            found[:, columns] = program.preferences(games, name, columns)
        return found

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The option that each game's own doctrine wants most."""
        parts = self.parts(program, games)
        if len(parts) == 1:
            return program.most_wanted(games, parts[0][0], legal)
        choice = np.zeros(games.n, dtype=np.intp)
        for name, columns in parts:
            choice[columns] = program.most_wanted(games, name, legal.take(columns, axis=1), columns)
        return choice

    def parts(self, program: Program, games: Games) -> list[tuple[str, NDArray[np.intp]]]:
        """Each doctrine that some game has, and these games."""
        names, which = program.character(games, self.seat)
        parts = [(name, np.flatnonzero(which == i)) for i, name in enumerate(names)]
        return [part for part in parts if part[1].size]

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The sentence of the first game's doctrine."""
        names, which = program.character(games, self.seat)
        return reason_text(program, games, names[int(which[0])], option) if names else None
