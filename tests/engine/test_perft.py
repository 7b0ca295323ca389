"""Counts of legal lines to a depth, from each scenario's start, as chess engines do with perft.

python -m tests.engine.test_perft    prints the table to paste below
"""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, Program
from tests.packs import all_scenarios, compiled

DEPTH, SEED, CAP = 3, 11, 60_000


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


# scenario -> legal lines to depth 1, 2, 3 (capped at 60,000 parents a level)
COUNTS: dict[tuple[str, str], tuple[int, ...]] = {}


@pytest.mark.parametrize("where", all_scenarios())
def test_counts(where: tuple[str, str]) -> None:
    program = compiled(*where)
    found = tuple(perft(program, program.start([SEED]), d) for d in range(1, DEPTH + 1))
    assert where in COUNTS, f"add {where!r}: {found}"
    assert found == COUNTS[where]


if __name__ == "__main__":
    for pack, scenario in all_scenarios():
        p = compiled(pack, scenario)
        counts = tuple(perft(p, p.start([SEED]), d) for d in range(1, DEPTH + 1))
        print(f'    ("{pack}", "{scenario}"): {counts},')
