"""Policies: who chooses a move, for a whole batch at once.

A policy sees a batch and its legality and returns one option a game. Policies are named by short texts:
`random`, `auto` (the doctrine that the seat's hidden character names in each game), a level (`easy`,
`normal`, `hard`, `expert`), or a doctrine's id.

>>> from game.engine import compile_pack
>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> games = program.start([1, 2])
>>> seat = program.decision(games).seat
>>> policy_named(program, seat, "normal").choose(program, games, program.legal(games)).shape
(2,)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program, UnknownName
from game.pack import Text

from .doctrine import CharacterPolicy, DoctrinePolicy
from .levels import LEVELS, level_policy
from .random_policy import RandomPolicy

Choices = NDArray[np.intp]
Mask = NDArray[np.bool_]


class Policy(Protocol):
    """Chooses for every game of a batch."""

    def choose(self, program: Program, games: Games, legal: Mask) -> Choices:
        """One option number a game, shape (n,); each must be legal (`legal` is bool, (options, n))."""
        ...

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The sentence that it gives for an option in the first game, if it has one."""
        ...


def policy_named(program: Program, seat: str, name: str, *, timed: bool = False) -> Policy:
    """The policy of a name for a seat; `timed` where somebody waits for its moves.

    :raises UnknownName: for an unknown name.
    """
    doctrines = [d for d, e in program.pack.doctrines.items() if e.item.seat == seat]
    if name in doctrines:
        return DoctrinePolicy(name)
    if name == "random" or (name == "auto" and not doctrines):
        return RandomPolicy()
    if name == "auto":
        return CharacterPolicy(seat)
    if name in LEVELS:
        return level_policy(program, seat, name, timed=timed)
    raise UnknownName("policy", name, ["random", "auto", *LEVELS, *doctrines])


def policies_named(program: Program, names: Mapping[str, str], default: str = "random") -> dict[str, Policy]:
    """A policy for every seat: the named ones, and `default` for the rest.

    :raises UnknownName: for an unknown seat or policy.
    """
    for seat in names:
        program.known_seat(seat)
    return {seat: policy_named(program, seat, names.get(seat, default)) for seat in program.seats}
