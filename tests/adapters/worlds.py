"""Games for the tests of adapters: stopped somewhere in random play, and twins that differ only in what is hidden."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine import Games, Program
from game.players.policy import policies_named


def random_play(program: Program, seeds: list[int]) -> Iterator[Games]:
    """The batch at each decision of a random game, and at its end."""
    games, policies = program.start(seeds), policies_named(program, {})
    while (decision := program.decision(games)) is not None:
        yield games
        program.play(games, policies[decision.seat].choose(program, games, program.legal(games)))
    yield games


def poisoned(program: Program, games: Games, seat: str, seed: int) -> Games:
    """A twin in which all that `seat` may not see now has other values: figures, secret counts, seeds."""
    rng = np.random.default_rng(seed)
    twin, seen = games.copy(), program.observe(games, seat)
    layout = program.compiled.layout
    low, high = np.zeros((layout.floats, 1)), np.ones((layout.floats, 1))
    for name, row in [*layout.tracks.items(), *((n, r) for (n, _), r in layout.past.items())]:
        low[row], high[row] = layout.low[layout.tracks[name]], layout.high[layout.tracks[name]]
    twin.S = np.where(np.isnan(seen.S), low + rng.random(twin.S.shape) * (high - low), twin.S)
    # a count that observe() makes -1 in a game where it is not is secret
    secret = (seen.C == -1) & (games.C != -1)
    twin.C = np.where(secret, rng.integers(0, 5, twin.C.shape), twin.C).astype(np.int16)
    twin.seeds = rng.integers(1, 2**62, twin.n).astype(np.uint64)
    return twin
