"""Random play for the laws: choices come from numpy generators of the tests, never from the engine."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine import Games, Program


def random_choices(program: Program, games: Games, rng: np.random.Generator) -> np.ndarray:
    """A uniformly drawn legal option for each game; 0 for finished ones."""
    mask = program.legal(games)
    return np.where(mask, rng.random(mask.shape), -1.0).argmax(axis=0)


def steps(program: Program, games: Games, seed: int, limit: int = 10_000) -> Iterator[np.ndarray]:
    """Plays at random to the end, yielding after each move the choices that were made."""
    rng = np.random.default_rng(seed)
    for _ in range(limit):
        if program.decision(games) is None:
            return
        choices = random_choices(program, games, rng)
        program.play(games, choices)
        yield choices
    raise AssertionError("the game does not end")


def play_out(program: Program, games: Games, seed: int) -> Games:
    for _ in steps(program, games, seed):
        pass
    return games
