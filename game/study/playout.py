"""Whole games, many at once: blocks of columns stepped together, finished games dropped at turn ends.

Large blocks spread the cost of each step; dropping what has ended keeps every step full of games still going.
Results do not depend on the size of the blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.games import Going
from game.engine.scoring import Score
from game.players.policy import Policy

BLOCK = 16384


@dataclass
class Played:
    """Finished games in the order of their seeds, and how many decisions they took: in all, by seat, and in each game,
    int16 (n,). A decision is a seat with at least two legal options; a slot is every time that a seat is asked.
    `outcomes` holds how often each outcome of the negotiation came, in its order; () without one.
    """

    games: Games
    decisions: int
    per_seat: dict[str, int]
    each: NDArray[np.int16]
    slots: int
    outcomes: tuple[int, ...] = ()

    def score(self, program: Program) -> Score:
        """The scores at the end."""
        return program.score(self.games)


def play_out(program: Program, games: Games, policies: Mapping[str, Policy]) -> Played:
    """Plays a batch to the end. A decision counts where its game has at least two legal options.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> from game.players.policy import policies_named
    >>> played = play_out(program, program.start(range(10)), policies_named(program, {"island": "random"}))
    >>> played.games.n, bool(played.games.over.all()), played.decisions == sum(played.per_seat.values())
    (10, True, True)
    """
    going = Going(games)
    counts = dict.fromkeys(program.seats, 0)
    each = np.zeros(games.n, dtype=np.int16)
    talks = Talks(program, games.n)
    while (decision := program.decision(going.live)) is not None:
        going.drop_finished()
        live = going.live
        talks.look(live)
        legal = program.legal(live)
        free = program.open_options(live) >= 2
        counts[decision.seat] += int(np.count_nonzero(free))
        each[live.ids] += free
        program.play(live, policies[decision.seat].choose(program, live, legal))
    finished = going.all_finished()
    talks.look(finished)
    slots = int(program.slots(finished).sum())
    return Played(finished, sum(counts.values()), counts, each, slots, tuple(talks.counts))


def outcome_ids(program: Program) -> tuple[str, ...]:
    """The outcomes of the pack's negotiation in their order, () without one."""
    return tuple(o.id for e in program.pack.negotiations.values() for o in e.item.outcomes)


class Talks:
    """Counts how negotiations end: the track `outcome` is 0 while one goes on, then the outcome's number."""

    def __init__(self, program: Program, n: int) -> None:
        self.counts = [0] * len(outcome_ids(program))
        self.row = program.tracks["outcome"].row if self.counts else -1
        self.open = np.ones(n, dtype=np.bool_)

    def look(self, games: Games) -> None:
        """Looks at games between two decisions; `ids` say which of the batch they are."""
        if self.row < 0:
            return
        now, ids = games.S[self.row], games.ids
        settled = now > 0.5
        new = settled & self.open[ids]
        if new.any():
            for i in range(len(self.counts)):
                self.counts[i] += int(np.count_nonzero(now[new] == i + 1))
        self.open[ids] = ~settled


def play_seeds(
    program: Program,
    seeds: Sequence[int],
    policies: Mapping[str, Policy],
    *,
    block: int = BLOCK,
    progress: Callable[[int], None] | None = None,
) -> Played:
    """Games of many seeds, block by block; `progress` hears how many have ended."""
    parts: list[Played] = []
    for first in range(0, len(seeds), block):
        part = play_out(program, program.start(seeds[first : first + block]), policies)
        parts.append(part)
        if progress is not None:
            progress(first + part.games.n)
    games = parts[0].games
    if len(parts) > 1:
        S = np.concatenate([p.games.S for p in parts], axis=1)
        C = np.concatenate([p.games.C for p in parts], axis=1)
        seen = np.concatenate([p.games.seeds for p in parts])
        games = Games(S, C, seen, np.arange(len(seeds)), games.step, games.forced, games.ending_row)
    per_seat = {seat: sum(p.per_seat[seat] for p in parts) for seat in program.seats}
    each = np.concatenate([p.each for p in parts])
    outcomes = tuple(sum(counts) for counts in zip(*(p.outcomes for p in parts), strict=True))
    return Played(games, sum(p.decisions for p in parts), per_seat, each, sum(p.slots for p in parts), outcomes)
