"""Many games with named policies, in one process or several, with the same results whatever the number."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.engine import Program, Record, compile_pack
from game.engine.scoring import Score
from game.pack import Pack
from game.players.policy import policies_named

from .playout import BLOCK, play_seeds
from .statistics import chunks, endings, seat_score


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
    """Scores of all games in the order of their seeds."""

    study: Study
    score: Score
    decisions: int
    seconds: float
    seats: tuple[str, ...]

    def summary(self) -> dict[str, Any]:
        """What `simulate --json` prints."""
        main = self.seats[0]
        return {
            "games": self.study.games,
            "seed": self.study.seed,
            "scenario": self.study.scenario,
            "policies": dict(self.study.policies),
            "decisions": self.decisions,
            "seconds": round(self.seconds, 3),
            "decisions_per_s": round(self.decisions / max(self.seconds, 1e-9)),
            "endings": endings(self.score),
            "score": seat_score(self.score, main),
            "seats": {seat: seat_score(self.score, seat) for seat in self.seats},
        }


def simulate(
    pack: Pack, study: Study, *, jobs: int = 1, progress: Callable[[int], None] | None = None
) -> tuple[Program, Outcome]:
    """Plays a study.

    :raises UnknownName: for an unknown scenario, profile, seat or policy.
    """
    program = compile_pack(pack, study.scenario, study.profile)
    policies = policies_named(program, study.policies)
    started = time.perf_counter()
    if jobs <= 1:
        played = play_seeds(program, study.seeds, policies, progress=progress)
        score, decisions = played.score(program), played.decisions
    else:
        score, decisions = _spread(pack, program, study, jobs, progress)
    seconds = time.perf_counter() - started
    return program, Outcome(study, score, decisions, seconds, ordered(program))


def ordered(program: Program) -> tuple[str, ...]:
    """The seats, the pack's own first."""
    main = program.pack.info.seat
    return (main, *(s for s in program.seats if s != main))


def _spread(
    pack: Pack, program: Program, study: Study, jobs: int, progress: Callable[[int], None] | None
) -> tuple[Score, int]:
    parts = chunks(study.seeds, jobs, BLOCK)
    found: dict[int, tuple[Score, int]] = {}
    done = 0
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(dict(pack.files), study)) as pool:
        waiting = {pool.submit(_play, list(part)): i for i, part in enumerate(parts)}
        for future in as_completed(waiting):
            i = waiting[future]
            found[i] = future.result()
            done += len(parts[i])
            if progress is not None:
                progress(done)
    scores = [found[i][0] for i in range(len(parts))]
    return join(scores, program), sum(d for _, d in found.values())


_worker: dict[str, Any] = {}  # what a worker process keeps between its parts


def _begin(files: dict[str, str], study: Study) -> None:
    program = compile_pack(Pack.from_files(files), study.scenario, study.profile)
    _worker.update(program=program, policies=policies_named(program, study.policies))


def _play(seeds: list[int]) -> tuple[Score, int]:
    played = play_seeds(_worker["program"], seeds, _worker["policies"])
    return played.score(_worker["program"]), played.decisions


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
