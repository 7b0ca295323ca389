"""What might have been: the game itself comes out again, other choices come out otherwise, and nothing is told too early."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.players.knowledge import Knowledge
from game.players.policy import policy_named
from game.players.table import HUMAN, Table
from game.presenter import compare
from game.presenter.debrief import debrief
from game.presenter.figures import Figures
from game.presenter.jobs import Job
from game.presenter.session import Session
from game.saves.store import Store
from game.study.playout import play_seeds
from game.texts.words import Words
from tests.packs import PACKS, compiled, load
from tests.presenter.desk import session, texts, until
from tests.presenter.test_board import JAPANESE

SCENARIO = {"japan-2026": "class50", "tutorial": ""}


@pytest.fixture(scope="module", params=PACKS)
def finished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("saves"), request.param, scenario=SCENARIO[request.param]), "finished")


def test_the_doctrines_play_the_same_seed_as_they_do_alone(finished: Session) -> None:
    found = Job(
        lambda stopped, heard: compare.doctrines(finished.figures, finished.table, stopped=stopped, heard=heard)
    )
    comparison, program, seat = found.future.result(), finished.program, finished.viewer
    assert comparison.whole
    assert found.progress == 1.0
    own = debrief(finished.figures, finished.table)
    assert comparison.own.total == own.total
    assert (comparison.own.ending, comparison.own.grade, comparison.own.won) == (own.ending, own.grade, own.won)
    assert comparison.own.dates == own.dates
    assert comparison.own.totals == own.totals
    assert {r.id for r in comparison.doctrines} == {d for d, e in program.pack.doctrines.items() if e.item.seat == seat}
    totals = [r.total.number for r in comparison.doctrines]
    assert totals == sorted(totals, reverse=True)
    for row in comparison.doctrines[:3]:
        held = finished.table.record.seats
        policies = {s: policy_named(program, s, row.id if s == seat else held[s]) for s in program.seats}
        score = play_seeds(program, [finished.table.record.seed], policies).score(program)
        assert row.total.number == pytest.approx(float(score.total[seat][0]), abs=1e-9)
        assert (row.won, row.ending) == (bool(score.won[seat][0]), score.ending_id())
        assert len(row.dates) == len(row.totals) == len(row.lines[0].values)


def test_the_same_choice_leads_to_the_same_game(finished: Session) -> None:
    points = compare.points(finished.figures, finished.table)
    assert len(points) > 3
    for point in (points[0], points[len(points) // 2], points[-1]):
        same = compare.what_if(finished.figures, finished.table, point.move, point.option)
        assert same.instead.total == same.played.total
        assert same.instead.totals == same.played.totals
        assert same.instead.ending == same.played.ending == debrief(finished.figures, finished.table).ending
        assert same.replaced == 0
        assert same.kept == len([p for p in points if p.move > point.move])


def test_another_choice_leads_elsewhere_and_keeps_what_can_be_kept(finished: Session) -> None:
    point = compare.points(finished.figures, finished.table)[0]
    others = compare.alternatives(finished.figures, finished.table, point.move)
    assert others
    assert point.option not in dict(others)
    found = [compare.what_if(finished.figures, finished.table, point.move, name) for name, _ in others]
    assert any(w.instead.total != w.played.total for w in found)
    for one in found:
        assert one.played.total == found[0].played.total
        assert one.title == dict(others)[one.option]
        assert one.kept > 0
        assert one.instead.dates[0] == one.played.dates[0]
        assert one.instead.totals[0] == one.played.totals[0]
    ruled = compare.what_if(finished.figures, finished.table, point.move)
    assert (ruled.kept, ruled.replaced) == (0, 0)


def test_a_move_that_is_not_ones_own_or_not_open_is_refused(finished: Session) -> None:
    point = compare.points(finished.figures, finished.table)[0]
    with pytest.raises(ValueError, match="was not open there"):
        compare.what_if(finished.figures, finished.table, point.move, "nothing")
    own = {p.move for p in compare.points(finished.figures, finished.table)}
    foreign = next(m for m in range(len(finished.table.record.moves)) if m not in own)
    for wrong in (foreign, -1, 10**6):
        with pytest.raises(ValueError, match="take one of `points`"):
            compare.what_if(finished.figures, finished.table, wrong)


def test_both_languages_are_whole(finished: Session) -> None:
    move = compare.points(finished.figures, finished.table)[-1].move
    for lang in ("ja", "en"):
        finished.speak(lang)
        shown = [
            *texts(compare.doctrines(finished.figures, finished.table)),
            *texts(compare.what_if(finished.figures, finished.table, move)),
        ]
        assert bool([t for t in shown if JAPANESE.search(t)]) == (lang == "ja")


def test_while_the_game_goes_on_nothing_of_what_is_to_come_is_told(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", turn=2, phase="cabinet")
    with pytest.raises(ValueError, match="when the game is over"):
        compare.doctrines(one.figures, one.table)
    point = compare.points(one.figures, one.table)[0]
    found = compare.what_if(one.figures, compare.still(one.table), point.move, point.option)
    assert found.instead.dates == found.played.dates
    assert found.instead.dates[-1] == "2026 Q3"
    assert found.instead.totals == found.played.totals
    assert found.instead.ending == ""
    assert any("2026 Q3" in note for note in found.notes)


def test_people_and_slow_players_are_stood_in_for_and_it_is_said(tmp_path: Path) -> None:
    seats = {"japan": HUMAN, "usa": HUMAN, "china": "hard"}
    one = Session.new(
        load("japan-2026"), words=Words("en"), store=Store(tmp_path), seed=3, scenario="tutorial_summit", seats=seats
    )
    until(one, "decision", phase="cabinet")
    one.look("japan")
    with pytest.raises(ValueError, match="when the game is over"):
        compare.what_if(one.figures, one.table, compare.points(one.figures, one.table)[0].move)
    until(one, "finished")
    one.look("japan")
    found = compare.doctrines(one.figures, one.table)
    assert any(one.figures.seat_title("usa") in n and one.figures.seat_title("china") in n for n in found.notes)
    point = compare.points(one.figures, one.table)[0]
    same = compare.what_if(one.figures, one.table, point.move, point.option)
    assert same.instead.total == same.played.total
    assert len(same.notes) == 3


def test_it_can_be_stopped() -> None:
    program = compiled("tutorial")
    table = Table.new(program, 5, dict.fromkeys(program.seats, "random"))
    found = compare.doctrines(Figures(Knowledge(program, "island"), Words("en")), table, stopped=lambda: True)
    assert not found.whole
