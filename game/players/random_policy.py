"""Uniform play: any legal option, drawn by a hash of (game seed, step), so that a game alone and the same
game in a batch choose alike.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.chance import key, salt, uniform
from game.pack import Text

KEY = key("policy:random")


class RandomPolicy:
    """Every legal option is equally likely."""

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """No option is wanted more than another, (options, n)."""
        return np.zeros(program.legal(games).shape)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """Dice give no reasons."""
        return None

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The (u x count)-th legal option of each game; 0 for a finished game, which has none."""
        small = np.uint8 if len(legal) < 256 else np.uint16
        count = running_count(legal, small)
        total = count[-1]
        rank = (uniform(games.seeds, salt(games.step, KEY, 0)) * total).astype(small)
        place = np.add.reduce((count <= rank).view(np.uint8), axis=0, dtype=small)
        return np.where(total > 0, place, 0).astype(np.intp)


def running_count(legal: NDArray[np.bool_], small: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    """How many of the options up to each are legal, (options, n). Row by row for many games: NumPy's own
    cumulative sum walks down the columns, against the grain of the array."""
    if legal.shape[1] < 64:
        return legal.cumsum(axis=0, dtype=small)
    count = legal.astype(small)
    for above, row in pairwise(count):
        row += above
    return count
