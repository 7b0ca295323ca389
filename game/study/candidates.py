"""Candidates: many players of one seat, tried on the same seeds in one batch.

All candidates of a part stand side by side in a batch, `games` columns for each, so that a generation of an
evolution costs little more than as many games.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from game.engine import Program
from game.players.levels import rules_of
from game.players.policy import Policy

from .executors import Payload, Pool, map_shards
from .playout import play_out

Floats = NDArray[np.float64]
Make = Callable[..., Policy]  # (program, seat, genes (k, size), games each, *more): a function of a module
TOTAL = 0.01  # what a point of the total counts beside a win: without it all losers would look alike


def judge(
    pool: Pool, program: Program, seat: str, make: Make, genes: Floats, seeds: Sequence[int], *more: str
) -> Floats:
    """Wins plus a little of the total for each candidate (k, size), (k,). The other seats play by their rules.

    :raises PoolError: where the workers are lost for good.
    """
    k = len(genes)
    parts = [range(k // 2), range(k // 2, k)] if k > 1 else [range(k)]
    return np.concatenate(map_shards(pool, judge_part, Payload.of(program, seat, make, genes, seeds, more), parts))


def judge_part(
    program: Program, part: Sequence[int], seat: str, make: Make, genes: Floats, seeds: Sequence[int],
    more: tuple[str, ...],
) -> Floats:  # fmt: skip
    """Some of the candidates: shards are cut by candidate here, not by seed."""
    mine, n = genes[part[0] : part[-1] + 1], len(seeds)
    players: dict[str, Policy] = {s: rules_of(program, s) for s in program.seats}
    players[seat] = make(program, seat, mine, n, *more)
    score = play_out(program, program.start(list(seeds) * len(mine)), players).score(program)
    wins = score.won[seat].reshape(len(mine), n).mean(axis=1)
    return wins + TOTAL * score.total[seat].reshape(len(mine), n).mean(axis=1)
