"""Many games with named policies, in one process, several, or on a cluster, with the same results in each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import Program, Record, compile_pack
from game.engine.scoring import Score
from game.pack import Pack
from game.players.policy import policies_named

from .confidence import endings, seat_score
from .executors import Payload, Pool, map_shards, open_executor, shards
from .playout import BLOCK, outcome_ids, play_seeds


@dataclass(frozen=True)
class Study:
    """What to simulate: game k has the seed `seed + k`."""

    games: int
    seed: int = 0
    scenario: str = ""
    profile: str = ""
    policies: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def seeds(self) -> range:
        return range(self.seed, self.seed + self.games)


@dataclass
class Outcome:
    """Scores of all games in the order of their seeds, and how many decisions each took, int16 (n,); `slots` and
    `outcomes` as in `Played`. `scored` are the seats that the pack gives a score."""

    study: Study
    score: Score
    each: NDArray[np.int16]
    slots: int
    seconds: float
    seats: tuple[str, ...]
    scored: frozenset[str] = frozenset()
    outcomes: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def decisions(self) -> int:
        """Decisions of all games."""
        return int(self.each.sum(dtype=np.int64))

    def summary(self) -> dict[str, Any]:
        """What `simulate --json` prints."""
        main = self.seats[0]
        return {
            "games": self.study.games,
            "seed": self.study.seed,
            "scenario": self.study.scenario,
            "policies": {seat: self.study.policies.get(seat, "random") for seat in self.seats},
            "decisions": self.decisions,
            "slots": self.slots,
            "seconds": round(self.seconds, 3),
            "decisions_per_s": round(self.decisions / max(self.seconds, 1e-9)),
            "slots_per_s": round(self.slots / max(self.seconds, 1e-9)),
            "endings": endings(self.score),
            "outcomes": dict(self.outcomes),
            "score": seat_score(self.score, main),
            "seats": {seat: seat_score(self.score, seat) for seat in self.seats if seat in self.scored},
        }


def simulate(
    pack: Pack,
    study: Study,
    *,
    pool: Pool | None = None,
    progress: Callable[[int], None] | None = None,
    lost: Callable[[int], None] | None = None,
) -> tuple[Program, Outcome]:
    """Plays a study in a pool (default: in this process); the results are the same in each.

    `progress` hears how many games have ended, `lost` how many shards are played again after a process was lost.

    >>> program, outcome = simulate(Pack.load("rules/tutorial"), Study(games=20, seed=1, policies={"island": "random"}))
    >>> found = outcome.summary()
    >>> found["games"], sum(found["endings"].values()), sorted(found["score"]["total"])
    (20, 20, ['ci95', 'mean'])

    :raises UnknownName: for an unknown scenario, profile, seat or policy.
    :raises PoolError: where the workers are lost for good.
    """
    program = compile_pack(pack, study.scenario, study.profile)
    policies_named(program, study.policies)  # wrong names are found here, not in a worker
    started = time.perf_counter()
    place = pool if pool is not None else open_executor()
    payload = Payload.of(program, dict(study.policies))
    size = max(1, min(BLOCK, -(-study.games // place.workers)))
    parts = map_shards(place, play_part, payload, shards(study.seeds, size), progress, lost)
    seconds = time.perf_counter() - started
    return program, Outcome(
        study,
        join([p.score for p in parts], program),
        np.concatenate([p.decisions for p in parts]),
        sum(p.slots for p in parts),
        seconds,
        ordered(program),
        frozenset(program.pack.totals),
        {name: sum(p.outcomes[i] for p in parts) for i, name in enumerate(outcome_ids(program))},
    )


def ordered(program: Program) -> tuple[str, ...]:
    """The seats, the pack's own first."""
    main = program.pack.info.seat
    return (main, *(s for s in program.seats if s != main))


@dataclass
class ShardOutcome:
    """What comes back of a shard: the scores, and how many decisions each of its games took, int16 (n,), and how many slots
    all of them."""

    score: Score
    decisions: NDArray[np.int16]
    slots: int
    outcomes: tuple[int, ...] = ()


def play_part(program: Program, seeds: Sequence[int], names: Mapping[str, str]) -> ShardOutcome:
    """Plays a shard by policies of these names."""
    played = play_seeds(program, seeds, policies_named(program, names))
    return ShardOutcome(played.score(program), played.each, played.slots, played.outcomes)


def join(scores: list[Score], program: Program) -> Score:
    """Scores of consecutive games as one."""
    first = scores[0]
    return Score(
        total={s: np.concatenate([x.total[s] for x in scores]) for s in program.seats},
        dimensions={
            s: {d: np.concatenate([x.dimensions[s][d] for x in scores]) for d in first.dimensions[s]}
            for s in program.seats
        },
        won={s: np.concatenate([x.won[s] for x in scores]) for s in program.seats},
        ending=np.concatenate([x.ending for x in scores]),
        turn=np.concatenate([x.turn for x in scores]),
        ending_ids=first.ending_ids,
        grades=first.grades,
    )


def record_of(program: Program, study: Study, k: int) -> Record:
    """Game k of a study as a record: the same seed played alone makes the same choices.

    :raises IndexError: where the study has no game k.
    """
    if not 0 <= k < study.games:
        raise IndexError(f"game {k} of {study.games}: the first is 0, the last {study.games - 1}")
    seats = {seat: study.policies.get(seat, "random") for seat in program.seats}
    policies = policies_named(program, study.policies)
    record = Record.new(program, study.seeds[k], seats)
    games = record.start(program)
    while (decision := program.decision(games)) is not None:
        legal = program.legal(games)
        record.play(program, games, int(policies[decision.seat].choose(program, games, legal)[0]))
    return record
