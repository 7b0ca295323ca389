"""Policies: who chooses a move, for a whole batch at once.

A policy sees a batch and its legality and returns one option a game. Policies are named by short texts:
`random`, a doctrine's id, or `auto` (the doctrine that the seat's hidden character names in each game).

>>> policy_named.__name__
'policy_named'
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program

from .doctrine import CharacterPolicy, DoctrinePolicy
from .random_policy import RandomPolicy

Choices = NDArray[np.intp]
Mask = NDArray[np.bool_]


class Policy(Protocol):
    """Chooses for every game of a batch."""

    def choose(self, program: Program, games: Games, legal: Mask) -> Choices:
        """One option number a game, shape (n,); each must be legal (`legal` is bool, (options, n))."""
        ...


def policy_named(program: Program, seat: str, name: str) -> Policy:
    """The policy of a name for a seat: `random`, `auto`, or the id of one of the seat's doctrines.

    :raises KeyError: for an unknown name, with the nearest one.
    """
    if name == "random":
        return RandomPolicy()
    doctrines = [d for d, e in program.pack.doctrines.items() if e.item.seat == seat]
    if name == "auto" and doctrines:
        return CharacterPolicy(seat)
    if name == "auto":
        return RandomPolicy()
    if name not in doctrines:
        known = ["random", "auto", *doctrines]
        near = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise KeyError(f"no policy '{name}' for {seat}{hint} (there are: {', '.join(known)})")
    return DoctrinePolicy(name)


def policies_named(program: Program, names: Mapping[str, str], default: str = "random") -> dict[str, Policy]:
    """A policy for every seat: the named ones, and `default` for the rest.

    :raises KeyError: for an unknown seat or policy.
    """
    for seat in names:
        if seat not in program.seats:
            raise KeyError(f"no seat '{seat}' (there are: {', '.join(program.seats)})")
    return {seat: policy_named(program, seat, names.get(seat, default)) for seat in program.seats}
