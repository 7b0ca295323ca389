"""What more processes gain: `simulate` with one process and with several, by turns, on this machine.

    python benchmarks/processes.py --games 60000 --rounds 5
    python benchmarks/processes.py --games 60000 --rounds 5 --policy japan=auto --policy usa=auto --policy china=auto

Each run is a command of its own. `games` is the time in which the games are played, as `simulate` counts it (from the
compiled pack to the last result); `whole` is the command from its start to its end; `cpu` is what its processes spent
together. Other work on the machine is in the first two: look at the load that each round shows.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ("games", "whole", "cpu")


def one_run(a: argparse.Namespace, jobs: int) -> dict[str, float]:
    """Seconds of one command."""
    asked = [part for text in a.policy for part in ("--policy", text)]
    command = [sys.executable, "main.py", "simulate", "--pack", a.pack, "--games", str(a.games), "--jobs", str(jobs)]
    before, started = os.times(), time.perf_counter()
    done = subprocess.run([*command, *asked, "--json"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    whole, after = time.perf_counter() - started, os.times()
    if done.returncode:
        raise SystemExit(done.stderr)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"games": json.loads(done.stdout)["seconds"], "whole": whole, "cpu": cpu}


def main() -> None:
    """Measures and prints."""
    p = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    p.add_argument("--games", type=int, default=60_000)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--pack", default="japan-2026")
    p.add_argument("--policy", action="append", default=[], metavar="SEAT=NAME")
    a = p.parse_args()
    ones: list[dict[str, float]] = []
    more: list[dict[str, float]] = []
    for i in range(a.rounds):
        for jobs, found in ((1, ones), (a.jobs, more)):
            found.append(one_run(a, jobs))
            figures = ", ".join(f"{name} {found[-1][name]:.1f} s" for name in FIGURES)
            load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
            print(f"round {i + 1}, jobs {jobs}: {figures}{load}", flush=True)
    for name in FIGURES[:2]:
        gains = [one[name] / two[name] for one, two in zip(ones, more, strict=True)]
        print(f"gain, {name}: median {statistics.median(gains):.2f} (from {min(gains):.2f} to {max(gains):.2f})")
    print(f"one process: {a.games / statistics.median(one['cpu'] for one in ones):,.0f} games a CPU second")


if __name__ == "__main__":
    main()
