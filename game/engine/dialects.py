"""What the helpers in compiled lines mean: over columns of many games, or over one game's plain floats.

Both do the same exactly rounded operations in the same order, so a game alone has the bits that it has in
a batch. (`min` and `max` of equal numbers, and the sign of a zero, are the only places where Python and
NumPy may return a different one of two equal values; nothing in a game can tell those apart.)

>>> ALONE["take"]((5.0, 7.0), 9.0), float(MANY["take"](np.array([5.0, 7.0]), np.array([9.0]))[0])
(7.0, 7.0)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .clock import Env


class Many:
    """Columns: NumPy arrays, one number a game."""

    where, least, most, floor, no = np.where, np.minimum, np.maximum, np.floor, np.logical_not

    @staticmethod
    def take(values: Any, x: Any) -> Any:
        """The value at place x, the first or last beyond the ends."""
        place = np.minimum(np.maximum(x, 0.0), len(values) - 1.0)
        return values[np.asarray(place).astype(np.intp)]

    @staticmethod
    def noise(env: Env, rule: int) -> Any:
        return env.noise(rule)

    @staticmethod
    def draw(env: Env, rule: int, weights: tuple[Any, ...]) -> Any:
        return env.draw(rule, weights)

    @staticmethod
    def rolled(env: Env, rule: int) -> Any:
        return env.uniform(rule)


class Alone:
    """One game: Python floats and bools."""

    @staticmethod
    def where(condition: bool, yes: Any, no: Any) -> Any:
        return yes if condition else no

    @staticmethod
    def least(a: float, b: float) -> float:
        return a if a < b else b

    @staticmethod
    def most(a: float, b: float) -> float:
        return a if a > b else b

    @staticmethod
    def floor(x: float) -> float:
        return float(math.floor(x))

    @staticmethod
    def no(condition: bool) -> bool:
        return not condition

    @staticmethod
    def take(values: Sequence[float], x: float) -> float:
        return float(values[int(min(max(x, 0.0), len(values) - 1.0))])

    @staticmethod
    def noise(env: Env, rule: int) -> float:
        return float(env.noise(rule)[0])

    @staticmethod
    def draw(env: Env, rule: int, weights: tuple[float, ...]) -> float:
        return float(env.draw(rule, weights)[0])

    @staticmethod
    def rolled(env: Env, rule: int) -> float:
        return float(env.uniform(rule)[0])


NAMES = ("where", "least", "most", "floor", "no", "take", "noise", "draw", "rolled")
MANY: dict[str, Any] = {"np": np, **{name: getattr(Many, name) for name in NAMES}}
ALONE: dict[str, Any] = {"np": np, **{name: getattr(Alone, name) for name in NAMES}}
