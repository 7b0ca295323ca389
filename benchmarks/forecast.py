"""How soon a forecast is there: CPU seconds of this process until the first picture, and until each turn is in it.

    python benchmarks/forecast.py --rounds 5

The game stands at the first cabinet decision, so that everything is still ahead; 8 options, 1,000 worlds each.
The first forecast of a process also compiles what it meets; it is told apart.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from game.engine import Games, Program, compile_pack  # noqa: E402
from game.pack import Pack  # noqa: E402
from game.players.levels import rules_of  # noqa: E402
from game.study.forecast import MOST, WORLDS, Plan, forecast, promising  # noqa: E402


def at_cabinet(program: Program) -> Games:
    """A game at its first cabinet decision."""
    game = program.start(7)
    policies = {s: rules_of(program, s) for s in program.seats}
    while (decision := program.decision(game)) is not None and decision.phase != "cabinet":
        program.play(game, policies[decision.seat].choose(program, game, program.legal(game)))
    return game


def seconds(program: Program, game: Games) -> list[float]:
    """CPU seconds until each picture of a forecast to the end."""
    started = time.process_time()
    options = promising(program, game, "japan", MOST)
    pictures = forecast(program, game, "japan", options, Plan(quarters=None, worlds=WORLDS))
    return [time.process_time() - started for _ in pictures]


def main() -> None:
    """Prints the first forecast of the process, and the medians of the later ones."""
    parser = argparse.ArgumentParser(description="CPU seconds of a forecast")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = max(1, parser.parse_args().rounds)
    program = compile_pack(Pack.load(ROOT / "rules" / "japan-2026"))
    game = at_cabinet(program)
    first = seconds(program, game)
    medians = [statistics.median(times) for times in zip(*(seconds(program, game) for _ in range(rounds)), strict=True)]
    for name, times in (("first in the process", first), ("median of the later ones", medians)):
        told = ", ".join(f"{q} quarters {times[q]:.2f}" for q in (1, 4, 8, 12))
        print(f"{name}: first picture {times[0]:.3f} s; {told} s")


if __name__ == "__main__":
    main()
