"""The board shows the engine's own values, in both languages, and nothing that the seat may not know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.presenter import board, chart, places
from game.presenter.readings import Reading
from game.presenter.session import Session
from tests.presenter.desk import options_open, parts, session, texts, until

JAPANESE = re.compile("[぀-ヿ一-鿿]")


@pytest.fixture(scope="module", params=["japan-2026", "tutorial"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("saves"), request.param), "decision", turn=2)


def everything(one: Session) -> list[object]:
    figures, table = one.figures, one.table
    shown = (board.frame, board.agendas, board.score, board.key_figures, board.groups, chart.chart)
    return [show(figures, table) for show in shown]


def test_every_figure_is_the_one_of_the_engine(played: Session) -> None:
    seen = played.program.observe(played.table.games, played.viewer)
    found = list(parts(everything(played), Reading))
    assert len(found) > 20
    for reading in found:
        if reading.value.known:
            assert reading.value.number == pytest.approx(played.program.value(seen, reading.id))
            assert reading.history[-1] == reading.value.number
        else:
            assert reading.value.text == "?"
        assert len(reading.history) == len(played.table.moments) + 1


def test_a_change_is_that_since_the_quarter_before(played: Session) -> None:
    for reading in board.key_figures(played.figures, played.table):
        if reading.change:
            assert reading.change.amount == pytest.approx(reading.value.number - reading.history[-3])
            good = reading.change.good
            assert (
                good is None
                if reading.good == "none"
                else good == ((reading.change.amount > 0) == (reading.good == "up"))
            )


def test_both_languages_are_whole(played: Session) -> None:
    found = {}
    for lang in ("ja", "en"):
        played.speak(lang)
        found[lang] = list(texts(everything(played)))
    assert len(found["ja"]) == len(found["en"])
    assert not [t for t in found["en"] if JAPANESE.search(t)]
    assert sum(bool(JAPANESE.search(t)) for t in found["ja"]) > 30


def test_the_board_keeps_its_values_when_only_hidden_ones_change(played: Session) -> None:
    told, table, games = everything(played), played.table, played.table.games
    hidden = [
        t
        for t, info in played.program.tracks.items()
        if played.viewer in info.hidden_from and not played.figures.knowledge.sees(games, t)
    ]
    assert hidden
    kept = games.S.copy()
    for row in (played.program.tracks[t].row for t in hidden):
        games.S[row] = 1.0 - games.S[row]
    try:
        assert repr(everything(played)) == repr(told)
    finally:
        table.games.S[:] = kept


def test_the_frame_says_where_the_quarter_stands(played: Session) -> None:
    found = board.frame(played.figures, played.table)
    assert [p.state for p in found.phases].count("now") == 1
    now = next(p for p in found.phases if p.state == "now")
    assert now.id == played.decision.phase  # type: ignore[union-attr]
    assert now.seat == played.viewer
    assert [p.state for p in found.phases] == sorted(
        (p.state for p in found.phases), key=["done", "now", "to come"].index
    )
    assert found.turn == played.decision.turn  # type: ignore[union-attr]
    for purse in found.purses:
        assert purse.have.number == pytest.approx(played.program.value(played.table.games, purse.id))


def test_the_twelve_figures_and_the_budget_of_the_shipped_game(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision")
    found = board.frame(one.figures, one.table)
    assert len(board.key_figures(one.figures, one.table)) == 12
    assert [p.office for p in found.purses] == ["", "pm", "mof", "meti", "mod", "mofa"]
    assert found.room is not None
    games, value = one.table.games, one.program.value
    assert found.room.number == pytest.approx(
        (value(games, "funding") - value(games, "announced")) * value(games, "gdp") / 100
    )
    assert len(found.budget) == 3


def test_an_issue_lies_where_it_was_agreed_and_at_the_table_where_it_was_moved(tmp_path: Path) -> None:
    one = until(session(tmp_path), "negotiation")
    terms = next(iter(one.program.pack.negotiations.values())).item
    for kind in ("marker", "agreed"):
        for agenda in board.agendas(one.figures, one.table):
            assert agenda.position.number == one.program.value(one.table.games, f"{kind}[{agenda.id}]")
            assert sum(r.here for r in agenda.rungs) == 1
            assert agenda.rung == next(r.title for r in agenda.rungs if r.here)
            assert (agenda.compromise, agenda.demand, agenda.top) == (5.0, 10.0, terms.top)
        until(one, "decision", phase="cabinet")


def test_the_map_has_its_waters_partners_routes_and_ladders(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", turn=1)
    found = chart.chart(one.figures, one.table)
    assert [z.id for z in found.zones] == ["ecs", "strait", "scs", "soj"]
    assert all(len(z.forces) == 4 and z.tension is not None and z.limit is not None for z in found.zones)
    assert len(found.partners) == 6
    assert {r.kind for r in found.routes} == {"trade", "minerals", "energy"}
    ladder, strait = found.ladders
    assert len(ladder.rungs) == 9
    assert len(strait.rungs) == 6
    for one_ladder in found.ladders:
        assert [r.at for r in one_ladder.rungs if r.here] == [round(one_ladder.standing.value.number)]
        assert not [r for r in one_ladder.rungs if r.title == str(r.at)], "every rung has a name"
    assert found.pressure is not None
    flags = [
        n for n, g in one.figures.gauges.items() if g.group == "signals" and one.program.value(one.table.games, n) > 0
    ]
    assert sum(len(a.moves) for a in found.announced) == len(flags)


def test_every_place_of_the_map_is_in_the_shipped_pack(tmp_path: Path) -> None:
    one = session(tmp_path)
    names = [
        *places.KEY_FIGURES,
        *places.BUDGET,
        *(n for r in places.ROUTES for n in r.names),
        places.PRESSURE,
        places.STRAIT,
    ]
    assert [n for n in names if n not in one.figures.gauges] == []
    assert [f for r in places.ROUTES for f in r.facts if f not in one.program.pack.figures] == []
    assert options_open(until(one, "decision"))
