"""Evolution: finds numbers that play well, by the cross-entropy method.

Each generation draws candidates around a mean, plays them all on the same seeds in one batch, and moves the
mean and the spread toward the best. Seeds change from one generation to the next, so that nothing is learnt
by heart that a second look would not bear out.

>>> best = evolve(lambda x, g: -((x - 3.0) ** 2).sum(axis=1), np.zeros(4), 2.0, generations=60, population=40, seed=1)
>>> bool(abs(best.mean - 3.0).max() < 0.2)
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Evolved:
    """The mean of the last generation, its spread, and the best fitness of every generation."""

    mean: Floats
    spread: Floats
    history: tuple[float, ...]


def evolve(
    fitness: Callable[[Floats, int], Floats], start: Floats, spread: float | Floats, *, generations: int,
    population: int = 64, elite: float = 0.2, learn: float = 0.6, floor: float = 0.05, seed: int = 0,
    progress: Callable[[int, float], None] | None = None,
) -> Evolved:  # fmt: skip
    """Maximises `fitness(candidates (k, m), generation) -> (k,)`. The mean itself is always one of the candidates."""
    draw = np.random.Generator(np.random.PCG64(seed))
    mean, sigma = start.astype(np.float64), np.broadcast_to(np.asarray(spread, dtype=np.float64), start.shape).copy()
    best = max(2, round(population * elite))
    weights = np.log(best + 0.5) - np.log(np.arange(1, best + 1))
    weights /= weights.sum()
    history: list[float] = []
    for generation in range(generations):
        candidates = mean + sigma * draw.standard_normal((population, mean.size))
        candidates[0] = mean
        values = fitness(candidates, generation)
        top = candidates[np.argsort(-values, kind="stable")[:best]]
        new = weights @ top
        sigma = (1 - learn) * sigma + learn * np.sqrt(weights @ (top - new) ** 2)
        sigma = np.maximum(sigma, floor)
        mean = (1 - learn) * mean + learn * new
        history.append(float(values.max()))
        if progress is not None:
            progress(generation, history[-1])
    return Evolved(mean, sigma, tuple(history))
