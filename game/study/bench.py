"""Speed of the engine on this machine: full rules, legality and events included, one core.

Every figure is a median over several rounds of CPU time of this process.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from game.engine import Program
from game.players.policy import policies_named

from .playout import BLOCK, play_seeds

ROUNDS = 5


def rates(play: Callable[[int], Sequence[int]], rounds: int = ROUNDS) -> list[float]:
    """Medians of things a CPU second; `play(round)` does some and says how many of each kind."""
    found: list[list[float]] = []
    for i in range(rounds):
        started = time.process_time()
        counts = play(i)
        seconds = max(time.process_time() - started, 1e-9)
        found.append([count / seconds for count in counts])
    return [statistics.median(kind) for kind in zip(*found, strict=True)]


def bench(program: Program, *, block: int = BLOCK, singles: int = 8, rounds: int = ROUNDS) -> dict[str, Any]:
    """Decisions and slots a second in batches and alone, play-outs a second, memory of 10,000 games.

    A decision is a seat with at least two legal options; a slot is every time that a seat is asked. Seats play at random,
    in `playouts_per_s_doctrine` by their doctrines; the start of the games counts in all of them.
    """
    policies, doctrines = policies_named(program, {}), policies_named(program, {}, default="auto")
    games_per_round = block
    for players in (policies, doctrines):
        play_seeds(program, range(block), players)  # every unit compiled, every page touched
    for seed in range(20):
        play_seeds(program, [seed], policies)

    def together(i: int) -> tuple[int, int, int]:
        played = play_seeds(program, range(i * block, (i + 1) * block), policies)
        return played.decisions, played.slots, played.games.n

    def by_doctrine(i: int) -> tuple[int]:
        return (play_seeds(program, range(i * block, (i + 1) * block), doctrines).games.n,)

    def alone(i: int) -> tuple[int, int]:
        seeds = range(1000 + i * singles, 1000 + (i + 1) * singles)
        played = [play_seeds(program, [s], policies) for s in seeds]
        return sum(p.decisions for p in played), sum(p.slots for p in played)

    decisions, slots, playouts = rates(together, rounds)
    (doctrine_playouts,) = rates(by_doctrine, rounds)
    single, slots_single = rates(alone, rounds)
    batch = program.start(range(10_000))
    megabytes = (batch.S.nbytes + batch.C.nbytes + batch.seeds.nbytes) / 1e6
    return {
        "decisions_per_s": round(decisions),
        "decisions_per_s_single": round(single),
        "slots_per_s": round(slots),
        "slots_per_s_single": round(slots_single),
        "playouts_per_s": round(playouts),
        "playouts_per_s_doctrine": round(doctrine_playouts),
        "ms_per_decision_single": round(1000 / single, 4),
        "mb_10000_games": round(megabytes, 1),
        "block": games_per_round,
        "scenario": program.scenario,
        "pack": f"{program.pack.info.id} {program.pack.info.version}",
    }
