"""Counts of legal lines to a depth, as chess engines do with perft, along one game of each scenario.

python -m tests.engine.test_perft    prints the table to paste below
"""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, Program
from tests.engine.play import random_choices
from tests.packs import all_scenarios, compiled

DEPTH, SEED, CAP = 2, 11, 60_000


def perft(program: Program, games: Games, depth: int) -> int:
    """How many lines of legal choices there are; all children of a level are one batch."""
    total = 0
    for _ in range(depth - 1):
        if program.decision(games) is None:
            return games.n
        options, parents = np.nonzero(program.legal(games))
        children = games.take(parents[:CAP])
        program.play(children, options[:CAP])
        games = children
    if program.decision(games) is None:
        return games.n
    total += int(program.legal(games).sum())
    return total


def counts(program: Program) -> tuple[int, int]:
    """Legal lines to depths 1 and 2, summed over the first decision of each phase of a random game."""
    games, rng = program.start([SEED]), np.random.default_rng(SEED)
    totals = [0] * DEPTH
    phase = None
    while (decision := program.decision(games)) is not None:
        if (decision.turn, decision.phase) != phase:
            phase = (decision.turn, decision.phase)
            for depth in range(DEPTH):
                totals[depth] += perft(program, games.copy(), depth + 1)
        program.play(games, random_choices(program, games, rng))
    return totals[0], totals[1]


# scenario -> legal lines to depth 1 and 2
COUNTS: dict[tuple[str, str], tuple[int, int]] = {
    ("tutorial", "year"): (108, 385),
    ("tutorial", "one_talk"): (77, 230),
    ("tutorial", "lean_year"): (114, 331),
    ("japan-2026", "mandate"): (1324, 31565),
    ("japan-2026", "summit15"): (775, 9507),
    ("japan-2026", "class50"): (1176, 23121),
    ("japan-2026", "tutorial_summit"): (209, 3665),
    ("japan-2026", "statistics"): (1323, 31478),
    ("japan-2026", "hawkish_washington"): (1324, 31563),
    ("japan-2026", "dealmaker_g2"): (801, 18393),
    ("japan-2026", "fiscal_storm"): (1429, 32933),
    ("japan-2026", "cold_spring"): (1506, 35148),
    ("japan-2026", "open_beijing"): (1568, 39699),
}


@pytest.mark.parametrize("where", all_scenarios())
def test_counts(where: tuple[str, str]) -> None:
    found = counts(compiled(*where))
    assert where in COUNTS, f"add {where!r}: {found}"
    assert found == COUNTS[where]


if __name__ == "__main__":
    for pack, scenario in all_scenarios():
        print(f'    ("{pack}", "{scenario}"): {counts(compiled(pack, scenario))},')
