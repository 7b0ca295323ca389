"""Speed of the engine on this machine: full rules, legality and events included, one core.

Every figure is a median over several rounds of CPU time of this process.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from game.engine import Program
from game.players.policy import policies_named

from .playout import BLOCK, play_seeds

ROUNDS = 5


def rate(play: Callable[[int], int], rounds: int = ROUNDS) -> float:
    """The median of things a CPU second; `play(round)` does some and says how many."""
    rates: list[float] = []
    for i in range(rounds):
        started = time.process_time()
        count = play(i)
        rates.append(count / max(time.process_time() - started, 1e-9))
    return statistics.median(rates)


def bench(program: Program, *, block: int = BLOCK, singles: int = 8, rounds: int = ROUNDS) -> dict[str, Any]:
    """Decisions a second in batches and alone, play-outs a second, memory of 10,000 games."""
    policies = policies_named(program, {})
    games_per_round = block
    play_seeds(program, range(block), policies)  # every unit compiled, every page touched
    for seed in range(20):
        play_seeds(program, [seed], policies)
    decisions = rate(lambda i: play_seeds(program, range(i * block, (i + 1) * block), policies).decisions, rounds)
    playouts = rate(lambda i: play_seeds(program, range(i * block, (i + 1) * block), policies).games.n, rounds)

    def alone(i: int) -> int:
        seeds = range(1000 + i * singles, 1000 + (i + 1) * singles)
        return sum(play_seeds(program, [s], policies).decisions for s in seeds)

    single = rate(alone, rounds)
    batch = program.start(range(10_000))
    megabytes = (batch.S.nbytes + batch.C.nbytes + batch.seeds.nbytes) / 1e6
    return {
        "decisions_per_s": round(decisions),
        "decisions_per_s_single": round(single),
        "playouts_per_s": round(playouts),
        "ms_per_decision_single": round(1000 / single, 4),
        "mb_10000_games": round(megabytes, 1),
        "block": games_per_round,
        "scenario": program.scenario,
        "pack": f"{program.pack.info.id} {program.pack.info.version}",
    }
