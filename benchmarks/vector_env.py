"""Measures the Gymnasium batch beside pgx's backgammon on the CPU, interleaved in one run, on one core.

    .venv/bin/python benchmarks/vector_env.py --pgx PYTHON [--rounds 3] [--json]

PYTHON is the interpreter of a virtual environment of its own with pgx and jax. Both sides play random legal actions, and
picking these counts as well. Everything is per CPU second, medians over the rounds:

- steps: a row of `step()`, of every game, also where a game waits or has one legal action.
- choices: of these, the steps in which the game goes on and its seat has at least two legal actions.
- decisions: choices of all seats, those that are played inside of a step too. In pgx every seat's move is a step.

pgx restarts each game by itself and compiles before its first step, which is not counted. The other seats of Itabasami
are played inside of a step, by the characters' doctrines ("auto") or at random.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.engine import Games, Program
    from game.pack import Text
    from game.players.policy import Choices, Mask, Policy

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it starts in its own folder

SECONDS = 2.0  # of each measurement
ONE_CORE = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JAX_PLATFORMS": "cpu",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
OURS = [
    ("tutorial", 4096, "auto"),
    ("japan-2026", 4096, "random"),
    ("japan-2026", 4096, "auto"),
    ("japan-2026", 8192, "auto"),
]
KINDS = ("steps", "choices", "decisions")
PGX_BATCHES = (256, 1024)

# Runs in the other environment: steps of vmapped, jitted random play with auto reset, as its own documentation has it.
PGX = """
import json, sys, time
import jax, jax.numpy as jnp, pgx
from pgx.experimental import auto_reset
seconds = float(sys.argv[1])
env = pgx.make("backgammon")
for batch in map(int, sys.argv[2:]):
    step = jax.vmap(auto_reset(env.step, env.init))
    @jax.jit
    def run(state, key):
        def body(state, key):
            first, second = jax.random.split(key)
            logits = jnp.where(state.legal_action_mask, 0.0, -jnp.inf)
            action = jax.random.categorical(first, logits, axis=-1)
            choice = (state.legal_action_mask.sum(axis=1) > 1).sum()
            return step(state, action, jax.random.split(second, batch)), choice
        return jax.lax.scan(body, state, jax.random.split(key, 16))
    state = jax.jit(jax.vmap(env.init))(jax.random.split(jax.random.PRNGKey(0), batch))
    state, choices = run(state, jax.random.PRNGKey(1))
    choices.block_until_ready()
    steps = chosen = 0
    started = time.process_time()
    while time.process_time() - started < seconds:
        state, choices = run(state, jax.random.PRNGKey(2 + steps))
        chosen += int(choices.sum())
        steps += 16 * batch
    spent = time.process_time() - started
    name = f"pgx {pgx.__version__} backgammon, {batch} games"
    print(json.dumps({"name": name, "steps": steps / spent, "choices": chosen / spent, "decisions": chosen / spent}))
"""


def ours(pack: str, batch: int, others: str) -> dict[str, Any]:
    """Steps and choices a CPU second of the batch, from the second episode on."""
    import numpy as np

    from game.adapters.gymnasium_vector import SeatVectorEnv
    from game.adapters.seating import program_of

    program, rng = program_of(pack), np.random.default_rng(0)
    envs = SeatVectorEnv(batch, program, others=dict.fromkeys(program.seats, others))
    seating = envs.seating
    counted = {seat: Counted(policy) for seat, policy in seating.policies.items()}
    envs.seating = replace(seating, policies=counted)
    _, infos = envs.reset(seed=0)

    def episode() -> Iterator[int]:
        """One whole episode, start and end included; yields the choices of each step."""
        nonlocal infos
        over = False
        while not over:
            mask = infos["action_mask"]
            count = mask.sum(axis=1, dtype=np.int16)
            ends = count.cumsum(dtype=np.intp)
            rank = ends - count + (rng.random(batch) * count).astype(np.intp)
            actions = np.flatnonzero(mask.view(np.bool_)).take(rank) % mask.shape[1]
            yield int((count > 1).sum())
            _, _, terminations, _, infos = envs.step(actions)
            over = bool(terminations.all())
        infos = envs.step(np.zeros(batch, dtype=np.int64))[-1]  # starts the next games

    for _ in episode():
        pass
    steps = choices = 0
    for policy in counted.values():
        policy.choices = 0
    started = time.process_time()
    while time.process_time() - started < SECONDS:
        for choice in episode():
            choices += choice
            steps += batch
    spent = time.process_time() - started
    name = f"itabasami {pack}, {batch} games, others {others}"
    decisions = choices + sum(policy.choices for policy in counted.values())
    return {"name": name, "steps": steps / spent, "choices": choices / spent, "decisions": decisions / spent}


class Counted:
    """A policy, and how often it had a choice."""

    def __init__(self, policy: Policy) -> None:
        self.policy, self.choices = policy, 0

    def choose(self, program: Program, games: Games, legal: Mask) -> Choices:
        self.choices += int((legal.sum(axis=0, dtype="int16") > 1).sum())
        return self.policy.choose(program, games, legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        return self.policy.say(program, games, option)


def run(command: list[str]) -> list[dict[str, Any]]:
    """Runs a command on one core and returns the JSON objects that it prints, one a line."""
    pin = ["taskset", "-c", str(max(os.sched_getaffinity(0)))] if shutil.which("taskset") else []
    settings = {**os.environ, **ONE_CORE}
    done = subprocess.run([*pin, *command], env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Prints medians of both rates, and how many times pgx's best they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pgx", type=Path, help="the interpreter of the environment that has pgx")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--ours", action="store_true", help="one round of Itabasami alone, as JSON lines")
    asked = parser.parse_args()
    if asked.ours:
        for case in OURS:
            print(json.dumps(ours(*case)), flush=True)
        return
    if asked.pgx is None:
        parser.error("--pgx is needed, to compare with")
    rates: dict[str, dict[str, list[float]]] = {}
    for _ in range(asked.rounds):
        rows = run([sys.executable, __file__, "--ours"])
        rows += run([str(asked.pgx.absolute()), "-c", PGX, str(SECONDS), *map(str, PGX_BATCHES)])
        for row in rows:
            of = rates.setdefault(row["name"], {kind: [] for kind in KINDS})
            for kind, found in of.items():
                found.append(row[kind])
    medians = {name: {k: statistics.median(v) for k, v in of.items()} for name, of in rates.items()}
    best = {k: max(m[k] for name, m in medians.items() if name.startswith("pgx")) for k in KINDS}
    if asked.json:
        print(json.dumps({"medians": medians, "best of pgx": best, "rounds": rates}))
        return
    for name, median in medians.items():
        times = ", ".join(f"{v:11,.0f} {k} ({v / best[k]:5.1f} times pgx)" for k, v in median.items())
        print(f"{name:48s} {times}")


if __name__ == "__main__":
    main()
