"""Measures the roll-outs of Itabasami's look-ahead beside those of OpenSpiel's MCTS bots on its backgammon, on one core.

    .venv/bin/python benchmarks/rollouts.py [--spiel PYTHON] [--rounds 5] [--json]

PYTHON is an interpreter that has OpenSpiel; without it the one that runs this. A roll-out is one play from the position
searched to the end of the game, with the position's value taken there. All of a move's search counts: choosing what to
try, guessing hidden values, trees. Each round measures each side once; figures are roll-outs a CPU second, medians.

- Itabasami: the first decision of the full mandate, the 8 most promising options and then the better 4, 16,384 roll-outs
  in all, every seat at random; and once more with every seat by its doctrine, which is how its own players look ahead.
- OpenSpiel: the first decision of backgammon, one random roll-out a simulation, exploration 2, as its examples have it.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it starts in its own folder

SECONDS = 2.0  # of each measurement
WORLDS = (1024, 2048)  # in each round of the search: 8 x 1,024 and 4 x 2,048 roll-outs
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

SPIEL = """
import json, sys, time
from importlib.metadata import version
import numpy as np, pyspiel
from open_spiel.python.algorithms import mcts
seconds = float(sys.argv[1])
game = pyspiel.load_game("backgammon")
state = game.new_initial_state()
while state.is_chance_node():
    state.apply_action(state.chance_outcomes()[0][0])
roll_out = mcts.RandomRolloutEvaluator(1, np.random.RandomState(1))
bots = {
    "Python": (50, mcts.MCTSBot(game, 2.0, 50, roll_out, solve=False, random_state=np.random.RandomState(2))),
    "C++": (200, pyspiel.MCTSBot(game, pyspiel.RandomRolloutEvaluator(1, 3), 2.0, 200, 500, False, 4, False)),
}
for language, (simulations, bot) in bots.items():
    bot.mcts_search(state)
    searches = 0
    started = time.process_time()
    while time.process_time() - started < seconds:
        bot.mcts_search(state)
        searches += 1
    rate = searches * simulations / (time.process_time() - started)
    print(json.dumps({"name": f"OpenSpiel {version('open_spiel')} MCTS, {language} bot, backgammon", "rate": rate}))
"""


def ours() -> dict[str, float]:
    """Roll-outs a CPU second of one move's search, by how the seats play in them."""
    from game.adapters.seating import program_of
    from game.players.levels import rules_of
    from game.players.random_policy import RandomPolicy
    from game.players.search import Budget, SearchPolicy

    program = program_of("japan-2026")
    games = program.start([1])
    decision = program.decision(games)
    assert decision is not None
    legal = program.legal(games)
    found: dict[str, float] = {}
    for name in ("random", "doctrines"):
        habits = {seat: RandomPolicy() if name == "random" else rules_of(program, seat) for seat in program.seats}
        budget = Budget(wide=8, worlds=WORLDS, quarters=len(program.turns))
        search = SearchPolicy(decision.seat, budget, habits[decision.seat], habits)
        search.choose(program, games, legal)  # every unit compiled, every page touched
        search.playouts = 0
        started = time.process_time()
        while time.process_time() - started < SECONDS:
            search.choose(program, games, legal)
        found[f"itabasami look-ahead, {name}"] = search.playouts / (time.process_time() - started)
    return found


def run(command: list[str]) -> dict[str, float]:
    """Runs a command on one core and returns the rates that it prints, one a line."""
    pin = ["taskset", "-c", str(max(os.sched_getaffinity(0)))] if shutil.which("taskset") else []
    settings = {**os.environ, **ONE_CORE}
    done = subprocess.run([*pin, *command], env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row["name"]: row["rate"] for row in rows}


def main() -> None:
    """Prints medians, and how many times each bot's roll-outs ours are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spiel", type=Path, default=Path(sys.executable), help="the interpreter that has OpenSpiel")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--ours", action="store_true", help="one round of Itabasami alone, as JSON lines")
    asked = parser.parse_args()
    if asked.ours:
        for name, rate in ours().items():
            print(json.dumps({"name": name, "rate": rate}))
        return
    rounds: list[dict[str, float]] = []
    for _ in range(asked.rounds):
        mine = run([sys.executable, __file__, "--ours"])
        rounds.append(mine | run([str(asked.spiel.absolute()), "-c", SPIEL, str(SECONDS)]))
    medians = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    peers = [name for name in medians if name.startswith("OpenSpiel")]
    if asked.json:
        print(json.dumps({"medians": medians, "rounds": rounds}))
        return
    for name, median in medians.items():
        spread = sorted(r[name] for r in rounds)
        times = ", ".join(f"{median / medians[peer]:.1f} times the {peer.split(', ')[1]}" for peer in peers)
        print(f"{name:48s} {median:9,.0f} (from {spread[0]:,.0f} to {spread[-1]:,.0f})  {times}")


if __name__ == "__main__":
    main()
