"""Golden play-throughs: one whole random game of each scenario as text, reviewed as a diff when rules change.

python -m tests.engine.golden        writes tests/golden/ anew
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from game.engine import Ledger, Program, digest, move_text
from tests.engine.play import random_choices
from tests.packs import all_scenarios, compiled

FOLDER = Path(__file__).resolve().parents[1] / "golden"
SEED = 20260319


def transcript(program: Program) -> str:
    """Every decision with its legal options, the move and its causes; every track at each turn's end."""
    games, rng, lines = program.start([SEED]), np.random.default_rng(SEED), []
    turn = -1
    while (decision := program.decision(games)) is not None:
        if decision.turn != turn:
            turn = decision.turn
            lines += [
                "",
                f"== {decision.turn_id} news: {' '.join(program.news(games)) or '-'} state: {digest(games)[:12]}",
            ]
            lines += tracks(program, games)
        option = int(random_choices(program, games, rng)[0])
        legal = [o.id for o in decision.options if program.legal(games)[o.index, 0]]
        ledger = Ledger()
        text = move_text(decision, option)
        program.play(games, [option], ledger)
        lines.append(f"{text}   <- {len(legal)} of {len(decision.options)}: {' '.join(legal)}")
        lines += [
            f"    {c.track} {c.amount:+.4f} {c.source}" for c in ledger.causes if c.kind in ("option", "cost", "event")
        ]
    score = program.score(games)
    lines += ["", f"== end: {score.ending_id()} state: {digest(games)}", *tracks(program, games)]
    for seat in program.seats:
        parts = " ".join(f"{d} {float(v[0]):.2f}" for d, v in score.dimensions[seat].items())
        lines.append(f"score {seat}: {float(score.total[seat][0]):.2f} {score.grade(seat)} ({parts})")
    return "\n".join(lines).strip() + "\n"


def tracks(program: Program, games) -> list[str]:
    words = [f"{name} {program.value(games, name):.3f}" for name, t in program.tracks.items() if t.show]
    return ["    " + "  ".join(words[i : i + 6]) for i in range(0, len(words), 6)]


def path(pack: str, scenario: str) -> Path:
    return FOLDER / f"{pack}.{scenario}.txt"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for pack, scenario in all_scenarios():
        path(pack, scenario).write_text(transcript(compiled(pack, scenario)), encoding="utf-8")
        print(path(pack, scenario).name)
