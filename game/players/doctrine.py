"""Doctrine play: the legal option that a doctrine of the pack wants most, the first of equals.

A doctrine's formulas read only what its seat may see (the pack's checker holds them to it), so the whole
batch can be looked at as it is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program


class DoctrinePolicy:
    """Plays one doctrine in every game."""

    def __init__(self, doctrine: str) -> None:
        self.doctrine = doctrine

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The legal option with the highest value in each game."""
        return np.where(legal, program.preferences(games, self.doctrine), -np.inf).argmax(axis=0)


class CharacterPolicy:
    """Plays in each game the doctrine that the seat's character track names there."""

    def __init__(self, seat: str) -> None:
        self.seat = seat

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The option that each game's own doctrine wants most."""
        names, which = program.character(games, self.seat)
        choice = np.zeros(games.n, dtype=np.intp)
        for i, name in enumerate(names):
            columns = np.flatnonzero(which == i)
            if columns.size:
                wanted = program.preferences(games, name, columns)
                choice[columns] = np.where(legal[:, columns], wanted, -np.inf).argmax(axis=0)
        return choice
