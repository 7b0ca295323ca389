"""The debrief says what the engine's score says, over the whole game, and keeps goals secret until it is over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.players.table import HUMAN
from game.presenter.debrief import debrief, goals
from game.presenter.session import Session
from game.saves.store import Store
from game.texts.words import Words
from tests.packs import PACKS, load
from tests.presenter.desk import session, until


@pytest.mark.parametrize("pack", PACKS)
def test_the_debrief_is_the_score_of_the_game(tmp_path: Path, pack: str) -> None:
    one = until(session(tmp_path, pack, scenario="class50" if pack == "japan-2026" else ""), "finished")
    found, program, games = debrief(one.figures, one.table), one.program, one.table.games
    score = program.score(games)
    assert found.total.number == float(score.total[one.viewer][0])
    assert found.won == bool(score.won[one.viewer][0])
    assert found.ending == score.ending_id()
    assert found.ending_title == program.pack.endings[found.ending].item.title.en
    assert found.grade_title
    assert len(found.dates) == len(set(found.dates)) == len(one.table.moments)
    for line in found.lines:
        assert line.after.number == float(score.dimensions[one.viewer][line.id][0])
        assert line.values[0] == line.before.number
        assert line.values[-1] == line.after.number
        assert len(line.values) == len(found.dates) == len(found.course) == len(found.totals)
        assert sum(s.change.amount for s in line.steps) == pytest.approx(
            line.after.number - line.before.number, abs=1e-6
        )
    means = [sum(line.values[i] for line in found.lines) / len(found.lines) for i in range(len(found.dates))]
    assert found.course == pytest.approx(means)
    turning = found.turning
    assert turning is not None
    assert abs(turning.amount.amount) == pytest.approx(max(np.abs(np.diff(found.course))))
    assert turning.date in found.dates


def test_goals_say_whether_they_are_met(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision")
    found = goals(one.figures, one.table)
    dealt = [
        g
        for r, e in one.program.pack.roles.items()
        if e.item.seat == "japan"
        for g in one.program.goals(one.table.games, r)
    ]
    assert [g.id for g in found] == dealt
    assert all(g.met == one.program.goal_met(one.table.games, g.id) for g in found)
    assert all(g.role and g.title for g in found)
    assert any(g.figures for g in found)


def test_on_a_shared_screen_nobody_sees_the_others_goals(tmp_path: Path) -> None:
    one = Session.new(
        load("japan-2026"), words=Words("en"), store=Store(tmp_path), seed=3, scenario="tutorial_summit",
        seats={"japan": HUMAN, "usa": HUMAN},
    )  # fmt: skip
    seen: dict[str, set[str]] = {}
    for seat in ("japan", "usa"):
        one.look(seat)
        seen[seat] = {g.id for g in goals(one.figures, one.table)}
        assert {one.program.pack.roles[one.program.pack.goals[g].item.role].item.seat for g in seen[seat]} == {seat}
    until(one, "finished")
    assert {g.id for g in goals(one.figures, one.table)} == seen["japan"] | seen["usa"]
