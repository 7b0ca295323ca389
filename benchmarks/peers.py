"""Measures Itabasami beside catanatron and OpenSpiel's backgammon, interleaved in one run, on one core.

    .venv/bin/python benchmarks/peers.py --peers DIR [--rounds 5] [--json]

DIR is a folder with the peers' scripts (`peer_catanatron.py`, `peer_openspiel.py`, `benchlib.py`) and their
virtual environments under `venvs/catan` and `venvs/spiel`. Each round measures each peer once; the table
gives medians of decisions per CPU second and the ratios. Nothing else should run on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BENCH_BUDGET": "0.5", "BENCH_REPEATS": "1"}
BACKGAMMON = "import peer_openspiel as p; p.row('backgammon', 'c++ via python')"


def run(command: list[str], folder: Path) -> list[dict[str, object]]:
    """Runs a command on one core and returns the JSON objects that it prints, one a line."""
    pin = ["taskset", "-c", str(max(os.sched_getaffinity(0)))] if shutil.which("taskset") else []
    done = subprocess.run(
        [*pin, *command], cwd=folder, env={**os.environ, **SETTINGS}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    text = done.stdout.strip()
    if text.startswith("{\n"):
        return [json.loads(text)]
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def measure(peers: Path) -> dict[str, float]:
    """One round: decisions a second of each."""
    python = {name: str(peers / "venvs" / name / "bin" / "python") for name in ("catan", "spiel")}
    ours = run([sys.executable, "main.py", "bench", "--json"], ROOT)[0]
    catan = run([python["catan"], "peer_catanatron.py"], peers)
    gammon = run([python["spiel"], "-c", BACKGAMMON], peers)
    return {
        "itabasami, batched": float(str(ours["decisions_per_s"])),
        "catanatron, 2 players": float(str(catan[0]["steps_per_cpu_s"])),
        "OpenSpiel backgammon through Python": float(str(gammon[0]["steps_per_cpu_s"])),
    }


def main() -> None:
    """Prints the medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rounds = [measure(asked.peers.resolve()) for _ in range(asked.rounds)]
    medians = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    ours = medians["itabasami, batched"]
    if asked.json:
        print(json.dumps({"medians": medians, "ratios": {n: ours / m for n, m in medians.items()}, "rounds": rounds}))
        return
    for name, median in medians.items():
        spread = sorted(r[name] for r in rounds)
        bounds = f"(from {spread[0]:,.0f} to {spread[-1]:,.0f})"
        print(f"{name:38s} {median:12,.0f}  {bounds}  ours is {ours / median:,.1f} times")


if __name__ == "__main__":
    main()
