"""What happened and why: every step adds up, nothing secret is told, promises are those that were signed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.presenter import quarter, why
from game.presenter.session import Session
from tests.presenter.desk import options_open, session, texts, until


@pytest.fixture(scope="module", params=["japan-2026", "tutorial"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("saves"), request.param), "decision", turn=2)


def test_the_quarter_adds_up(played: Session) -> None:
    for turn in (0, 1):
        end = quarter.quarter_end(played.figures, played.table, turn)
        assert end.turn == turn
        assert end.moves
        for move in end.moves:
            assert sum(s.change.amount for s in move.steps) == pytest.approx(
                move.after.number - move.before.number, abs=1e-6
            )
        assert end.waterfalls
        for fall in end.waterfalls:
            assert sum(s.change.amount for s in fall.steps) == pytest.approx(
                fall.after.number - fall.before.number, abs=1e-6
            )


def test_one_quarter_ends_where_the_next_begins(played: Session) -> None:
    first, second = (quarter.quarter_end(played.figures, played.table, t) for t in (0, 1))
    after = {f.id: f.after.number for f in first.waterfalls}
    assert {f.id: f.before.number for f in second.waterfalls} == pytest.approx(after)


@pytest.mark.parametrize("kind", ["tracks", "lets", "dimensions", "total"])
def test_why_adds_up_since_the_quarter_before_and_since_the_start(played: Session, kind: str) -> None:
    figures, program = played.figures, played.program
    names = {
        "tracks": [n for n in figures.gauges if n in program.tracks],
        "lets": [n for n in figures.gauges if n in program.pack.lets],
        "dimensions": list(program.score(played.table.games).dimensions[played.viewer]),
        "total": ["total"],
    }[kind]
    told = 0
    for name in names:
        found = why.why(figures, played.table, name)
        assert found.title
        for course in (found.quarter, found.start):
            if course is not None:
                told += 1
                steps = sum(s.change.amount for s in course.steps)
                assert steps == pytest.approx(course.after.number - course.before.number, abs=1e-6)
                assert course.after == found.now
    assert told >= 2


def test_a_figure_that_the_seat_may_not_know_has_no_why(tmp_path: Path) -> None:
    one = until(session(tmp_path), "negotiation")
    found = why.why(one.figures, one.table, "need_now")
    assert found.now.text == "?"
    assert found.quarter is None
    assert found.start is None
    with pytest.raises(KeyError):
        why.why(one.figures, one.table, "china_resolve")


def test_where_figures_go_is_a_range_around_the_course_of_the_game(played: Session) -> None:
    names = [next(iter(played.figures.gauges)), "total"]
    found = why.ahead(played.figures, played.table, names, quarters=2, worlds=24)
    for name in names:
        assert len(found[name]) == min(2, len(played.program.turns) - 2) + 1
        now = found[name][0]
        assert now.middle.number == pytest.approx(why.why(played.figures, played.table, name).now.number)
        assert all(a.low.number <= a.middle.number <= a.high.number for a in found[name])
        assert len({a.date for a in found[name]}) == len(found[name])


def test_a_figure_names_the_articles_number_beside_the_official_one(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision")
    sources = {s.id: s for s in why.why(one.figures, one.table, "debt_ratio").sources}
    data = {d.profile: d for d in sources["debt_ratio"].data}
    assert data["article"].played
    assert not data["statistics"].played
    assert data["article"].value.number != data["statistics"].value.number
    assert all(d.date and d.source and d.kind for d in data.values())


def test_news_are_front_pages_with_their_effects(tmp_path: Path) -> None:
    one = until(session(tmp_path), "news")
    pages = {p.id: p for p in quarter.news(one.figures, one.table)}
    turn = one.moment().turn
    for name in one.moment().ids:
        assert pages[name].title
        sums: dict[str, float] = {}
        for cause in one.table.causes:
            if cause.turn == turn and cause.kind == "event" and cause.id == name:
                sums[cause.track] = sums.get(cause.track, 0.0) + cause.amount
        assert pages[name].changes
        for track, _, change in pages[name].changes:
            assert change.amount == pytest.approx(sums[track])


def test_a_front_page_that_asks_has_the_answers(tmp_path: Path) -> None:
    one = until(session(tmp_path, "tutorial"), "answer")
    page = next(p for p in quarter.news(one.figures, one.table) if p.id == one.moment().ids[0])
    legal = [a.index for a in page.answers if not a.why_not]
    assert set(legal) <= set(options_open(one))
    assert legal


def test_foreign_moves_have_their_sentence_and_secret_ones_are_not_told(tmp_path: Path) -> None:
    one = until(session(tmp_path), "moves")
    moment = one.moment()
    moves = quarter.heard(one.figures, one.table, moment.told, moment.ids, past=False)
    assert moves
    assert {m.seat for m in moves} == set(moment.ids)
    assert any(m.say for m in moves)
    until(one, "decision", turn=3)
    secret = {t.option for t in one.table.told if one.viewer in t.secret}
    assert not secret & {m.option for m in quarter.foreign_moves(one.figures, one.table.told)}


def test_the_shock_is_read_with_all_that_it_changed(tmp_path: Path) -> None:
    one = session(tmp_path, scenario="dealmaker_g2")
    for _ in range(2000):
        moment = one.moment()
        if moment.kind == "shock" and "g2_strikes" in moment.ids:
            break
        assert moment.kind != "finished"
        if moment.kind == "rivals":
            one.step()
        elif moment.reading:
            one.read()
        else:
            decision = one.decision
            assert decision is not None
            choices, place = options_open(one), decision.index("pass")
            one.submit(place if place in choices else choices[0])
    shock = next(s for s in quarter.shocks(one.figures, one.table, moment.ids, moment.causes) if s.id == "g2_strikes")
    assert shock.good is False
    assert one.figures.title("g2_shock") in shock.flags
    assert "alliance_trust" in {track for track, _, _ in shock.changes}
    one.read()
    assert one.moment().kind != "shock"


def test_promises_are_what_was_signed_and_what_became_of_it(tmp_path: Path) -> None:
    kinds: set[str] = set()
    for seed in range(4):
        one = until(session(tmp_path, "tutorial", seed=seed), "finished", which=3 + seed)
        promises = quarter.promises(one.figures, one.table)
        kinds |= {p.state for p in promises}
        for promise in promises:
            assert promise.now == one.program.value(one.table.games, f"agreed[{promise.agenda}]")
            assert promise.rung
        for agenda in one.program.pack.agendas:
            mine = [p for p in promises if p.agenda == agenda]
            assert all(p.state in ("raised", "taken back", "cut") for p in mine[:-1])
            if mine and mine[-1].state == "kept":
                assert mine[-1].pledged == pytest.approx(mine[-1].now)
    assert "kept" in kinds


def test_what_was_promised_in_figures_stands_beside_what_is_done(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision")
    ((promise, done),) = quarter.carried_out(one.figures, one.table)
    value, games = one.program.value, one.table.games
    assert (promise.value.number, done.value.number) == (value(games, "defence_target"), value(games, "defence_share"))


def test_quarters_that_officials_ran_are_told(tmp_path: Path) -> None:
    one = until(session(tmp_path, scenario="class50"), "quarter")
    moment = one.moment()
    assert (moment.turn, moment.until) == (0, 2)
    end = quarter.quarter_end(one.figures, one.table, moment.turn, moment.until)
    fall = end.waterfalls[0]
    start = next(m for m in one.table.moments if m.turn == 2)
    score = one.program.score(start.games).dimensions[one.viewer]
    assert fall.after.number == pytest.approx(float(score[fall.id][0]))
    assert [p.turn for p in end.officials] == [1]
    assert one.viewer in {seat for seat, _ in end.officials[0].deeds}


def test_nothing_hidden_is_told(played: Session) -> None:
    def told() -> list[str]:
        ends = [quarter.quarter_end(played.figures, played.table, t) for t in (0, 1)]
        return list(
            texts([*ends, quarter.news(played.figures, played.table), quarter.promises(played.figures, played.table)])
        )

    before, games = told(), [m.games for m in played.table.moments] + [played.table.games]
    hidden = [
        t
        for t, i in played.program.tracks.items()
        if played.viewer in i.hidden_from and not played.figures.knowledge.sees(played.table.games, t)
    ]
    kept = [g.S.copy() for g in games]
    try:
        for g in games:
            for name in hidden:
                row = played.program.tracks[name].row
                g.S[row] = 1.0 - g.S[row]
        assert told() == before
    finally:
        for g, S in zip(games, kept, strict=True):
            g.S[:] = S
    assert np.array_equal(games[-1].S, kept[-1], equal_nan=True)
