"""Cells of a balance study: many games of one kind, and what is kept of each.

A cell is played in shards wherever its pool plays; the same cell gives the same numbers everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program, compile_pack
from game.players.policy import Policy, policy_named
from game.players.recipe import Plans, RecipePolicy

from .executors import Payload, Pool, map_shards, shards
from .playout import play_out

Floats = NDArray[np.float64]
SHARD = 2048
SEARCH_SHARD = 32  # look-ahead plays thousands of games for each of its own


@dataclass(frozen=True)
class Cell:
    """What to play: `players` (seat to a policy's name, or a recipe's plan as an array), the rest by their characters.

    `starts` sets tracks before the first move; `without` takes events out of the deck; `keep` names values and
    options (by their uses) whose numbers at the end are kept; `watch` names options of which it is kept whether a
    game ever had them open.
    """

    players: Mapping[str, Any]
    starts: Mapping[str, float] = field(default_factory=dict[str, float])
    without: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many games a shard has."""
        searches = any(isinstance(p, str) and p in ("hard", "expert") for p in self.players.values())
        return SEARCH_SHARD if searches else SHARD


@dataclass(frozen=True)
class Result:
    """Games in the order of their seeds: who won, totals by seat, the ending's place, the kept numbers, and whether
    each watched option was ever open."""

    won: Mapping[str, NDArray[np.bool_]]
    total: Mapping[str, Floats]
    ending: NDArray[np.int16]
    kept: Mapping[str, Floats]
    opened: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict[str, NDArray[np.bool_]])

    @property
    def n(self) -> int:
        return len(self.ending)


class Watching:
    """Plays as another policy and notes in which games each watched option was legal at least once, bool (options, n)."""

    def __init__(self, policy: Policy, options: tuple[str, ...], n: int) -> None:
        self.policy = policy
        self.row = {name: i for i, name in enumerate(options)}
        self.opened = np.zeros((len(options), n), dtype=np.bool_)

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The other policy's choice."""
        decision = program.decision(games)
        assert decision is not None
        for place, option in enumerate(decision.options):
            if (row := self.row.get(option.id)) is not None:
                self.opened[row, games.ids] |= legal[place]
        return self.policy.choose(program, games, legal)

    def say(self, program: Program, games: Games, option: int) -> None:
        """Nothing: it is never at a table."""


def play_cell(program: Program, seeds: Sequence[int], cell: Cell) -> Result:
    """One shard of a cell."""
    program = without_events(program, cell.without)
    games = program.start(seeds)
    for name, value in cell.starts.items():
        games.S[program.tracks[name].row] = value
    players = {seat: player(program, seat, cell.players.get(seat, "auto")) for seat in program.seats}
    watching = {seat: Watching(policy, cell.watch, games.n) for seat, policy in players.items()} if cell.watch else {}
    ended = play_out(program, games, watching or players).games
    score = program.score(ended)
    kept = {name: kept_number(program, ended, name) for name in cell.keep}
    opened = {o: np.any([w.opened[i] for w in watching.values()], axis=0) for i, o in enumerate(cell.watch)}
    return Result(dict(score.won), dict(score.total), score.ending, kept, opened)


def kept_number(program: Program, games: Games, name: str) -> Floats:
    """How often an option or event was used, or what a value stands at, (n,)."""
    if name in program.used_ids or name in program.pack.events or name in program.pack.options:
        return program.uses(games, name).astype(np.float64)
    return program.values(games, name)


def player(program: Program, seat: str, what: Any) -> Policy:
    """A policy by name, or the recipe of a plan (eras, options)."""
    if isinstance(what, str):
        return policy_named(program, seat, what)
    plan = np.asarray(what, dtype=np.float64)
    return RecipePolicy(Plans(program, seat, len(plan)), plan[None])


_variants: dict[tuple[int, tuple[str, ...]], Program] = {}


def without_events(program: Program, names: tuple[str, ...]) -> Program:
    """The same scenario with some events taken out of its deck."""
    if not names:
        return program
    key = (id(program), names)
    if key not in _variants:
        entry = program.pack.scenarios[program.scenario]
        item = entry.item.model_copy(update={"events_off": (*entry.item.events_off, *names)})
        scenarios = {**program.pack.scenarios, program.scenario: replace(entry, item=item)}
        _variants.clear()  # one at a time is asked for, again and again
        _variants[key] = compile_pack(replace(program.pack, scenarios=scenarios), program.scenario, program.profile)
    return _variants[key]


def play(pool: Pool, program: Program, cell: Cell, seeds: Sequence[int]) -> Result:
    """A whole cell in a pool.

    :raises PoolError: where the workers are lost for good.
    """
    parts = map_shards(pool, play_cell, Payload.of(program, cell), shards(seeds, cell.size))
    first = parts[0]
    return Result(
        {s: np.concatenate([p.won[s] for p in parts]) for s in first.won},
        {s: np.concatenate([p.total[s] for p in parts]) for s in first.total},
        np.concatenate([p.ending for p in parts]),
        {k: np.concatenate([p.kept[k] for p in parts]) for k in first.kept},
        {o: np.concatenate([p.opened[o] for p in parts]) for o in first.opened},
    )
