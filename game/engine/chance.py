"""Chance: every draw is a hash of (game seed, turn, rule, occurrence), never a running generator.

So a draw depends on nothing that other games, other rules or an undo have done, and game k of a batch
rolls exactly what the same seed rolls alone. Arrays are uint64 or float64 of shape (games,).

>>> u = uniform(seed_column([7, 8]), salt(0, key("rule:storm"), 0))
>>> u.shape, bool((u >= 0).all() and (u < 1).all())
((2,), True)
>>> float(uniform(seed_column([7]), salt(0, key("rule:storm"), 0))[0]) == float(u[0])
True
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Seeds = NDArray[np.uint64]

_MASK = (1 << 64) - 1
_C1, _C2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_U1, _U2 = np.uint64(_C1), np.uint64(_C2)
_S30, _S27, _S31, _S12 = (np.uint64(x) for x in (30, 27, 31, 12))
# 52 bits, not 53: u * total then always stays below total, so a draw by weights never overruns.
_UNIT = np.float64(2.0**-52)

# Standard normal values at 4,096 equal steps of probability, rounded, so that no platform's log or sqrt
# takes part in a game: noise is a table look-up.
NORMAL_STEPS = 4096
OCCURRENCES = 1024  # how often one rule may roll in a turn
NORMAL: Floats = np.array(
    [round(NormalDist().inv_cdf((i + 0.5) / NORMAL_STEPS), 6) for i in range(NORMAL_STEPS)], dtype=np.float64
)


def key(name: str) -> int:
    """A stable 64-bit number for a rule's name."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def mix(x: int) -> int:
    """The splitmix64 finaliser on one Python integer."""
    x = ((x ^ (x >> 30)) * _C1) & _MASK
    x = ((x ^ (x >> 27)) * _C2) & _MASK
    return x ^ (x >> 31)


@lru_cache(maxsize=65536)
def salt(turn: int, rule: int, occurrence: int) -> np.uint64:
    """What a draw adds to a game's seed: one number for (turn, rule, occurrence).

    :raises ValueError: for an occurrence beyond OCCURRENCES, which would be the dice of another turn.
    """
    if occurrence >= OCCURRENCES:
        raise ValueError(f"occurrence {occurrence} of a draw: a turn has room for {OCCURRENCES}")
    return np.uint64(mix((rule + 0x9E3779B97F4A7C15 * (turn * OCCURRENCES + occurrence + 1)) & _MASK))


def seed_column(seeds: Iterable[int]) -> Seeds:
    """Seeds as a column; any integer is taken modulo 2**64."""
    return np.array([int(s) & _MASK for s in seeds], dtype=np.uint64)


def uniform(seeds: Seeds, salted: np.uint64 | Seeds) -> Floats:
    """Numbers in [0, 1), one a game."""
    if seeds.size == 1:
        return np.array([alone(seeds.item(), salted.item())])
    x = seeds + salted
    x ^= x >> _S30
    x *= _U1
    x ^= x >> _S27
    x *= _U2
    x ^= x >> _S31
    x += salted
    x ^= x >> _S30
    x *= _U1
    x ^= x >> _S31
    return (x >> _S12) * _UNIT


def alone(seed: int, salted: int) -> float:
    """The same for one game, over plain integers: the same bits in a fifth of the time."""
    x = (seed + salted) & _MASK
    x = ((x ^ (x >> 30)) * _C1) & _MASK
    x = ((x ^ (x >> 27)) * _C2) & _MASK
    x = ((x ^ (x >> 31)) + salted) & _MASK
    x = ((x ^ (x >> 30)) * _C1) & _MASK
    x ^= x >> 31
    return (x >> 12) * 2.0**-52


def normal(u: Floats) -> Floats:
    """Standard normal values for uniform numbers, from the table."""
    return NORMAL[(u * NORMAL_STEPS).astype(np.intp)]
