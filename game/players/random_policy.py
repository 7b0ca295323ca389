"""Uniform play: any legal option, drawn by a hash of (game seed, step), so that a game alone and the same
game in a batch choose alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.chance import key, salt, uniform

TRIES = 6
KEY = key("policy:random")


class RandomPolicy:
    """Draws an option number, again where it is not legal; after a few tries, picks among the legal ones."""

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """One legal option a game, each equally likely."""
        options, n = legal.shape
        choice = (self.numbers(games, 0) * options).astype(np.intp)
        left = np.flatnonzero(~legal[choice, np.arange(n)])
        for time in range(1, TRIES):
            if not left.size:
                return choice
            again = (uniform(games.seeds[left], salt(games.step, KEY, time)) * options).astype(np.intp)
            good = legal[again, left]
            choice[left[good]] = again[good]
            left = left[~good]
        if left.size:
            choice[left] = self.among_legal(legal[:, left], uniform(games.seeds[left], salt(games.step, KEY, TRIES)))
        return choice

    @staticmethod
    def numbers(games: Games, time: int) -> NDArray[np.float64]:
        return uniform(games.seeds, salt(games.step, KEY, time))

    @staticmethod
    def among_legal(legal: NDArray[np.bool_], u: NDArray[np.float64]) -> NDArray[np.intp]:
        """The (u x count)-th legal option of each game; 0 for a game without any."""
        count = legal.cumsum(axis=0, dtype=np.uint16)
        rank = (u * count[-1]).astype(np.uint16)
        return (count <= rank).sum(axis=0) * (count[-1] > 0)
