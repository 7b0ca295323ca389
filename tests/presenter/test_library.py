"""The shelves: saves with their state, scenarios, seats, sources, rules; and forecasts beside the drawing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from game.players.levels import LEVELS
from game.players.policy import policy_named
from game.presenter import forecast, library, sources
from game.saves.store import SaveError, Store
from game.study.forecast import Plan
from game.study.forecast import forecast as study
from game.texts.words import Words
from tests.packs import PACKS, compiled, load
from tests.presenter.desk import options_open, session, until

LANGS = pytest.mark.parametrize("lang", ["ja", "en"])


@LANGS
def test_saves_are_told_with_their_state(tmp_path: Path, lang: str) -> None:
    words, store, pack = Words(lang), Store(tmp_path), load("tutorial")
    going = until(session(tmp_path, "tutorial", lang, seed=1), "decision", turn=1)
    ended = until(session(tmp_path, "tutorial", lang, seed=2), "finished")
    store.path("broken").write_text("{", encoding="utf-8")
    found = {s.path: s for s in library.saves(store, pack, words)}
    one = found[going.path]
    assert one.scenario_title == pack.scenarios["year"].item.title.get(lang)
    assert one.turn_id == going.table.record.moves[-1].split()[0]
    assert (one.moves, one.ended, one.trouble, one.auto, one.seats) == (
        len(going.table.record.moves),
        "",
        "",
        True,
        ("island",),
    )
    ending = ended.program.score(ended.table.games).ending_id()
    assert found[ended.path].ended.startswith(pack.endings[ending].item.title.get(lang))
    assert found[store.path("broken")].trouble
    newest = library.newest(store, None, words)
    assert newest is not None
    assert newest.path == going.path
    assert len(library.saves(store, pack, words, most=2)) == 2


def test_a_saves_score_is_that_of_its_game(tmp_path: Path) -> None:
    one = until(session(tmp_path, "tutorial"), "decision", turn=1)
    total = float(one.program.score(one.table.games).total["island"][0])
    assert library.score_of(one.path).number == pytest.approx(total)
    assert library.score_of(one.path, one.program).number == pytest.approx(total)
    with pytest.raises(SaveError):
        library.score_of(tmp_path / "none.itabasami.json")


@LANGS
@pytest.mark.parametrize("pack", PACKS)
def test_scenarios_and_seats_are_those_of_the_pack(pack: str, lang: str) -> None:
    rules, words = load(pack), Words(lang)
    listed = library.scenarios(rules, words)
    assert {s.id for s in listed} == set(rules.scenarios)
    assert listed[0].first
    assert listed[0].id == rules.info.scenario
    for scenario in listed:
        program = compiled(pack, scenario.id)
        assert scenario.length == len(program.turns)
        decide = rules.scenarios[scenario.id].item.decide
        assert scenario.turns == (len(program.turns) if decide is None else len(decide))
        assert scenario.profile == program.profile
    for seat in library.seats(rules, words):
        assert all(p.title for p in seat.players)
        ids = [p.id for p in seat.players]
        assert ids[:2] == ["human", "auto"]
        assert set(LEVELS) <= set(ids)
        assert seat.usual in ids
        for player in ids[1:]:
            policy_named(compiled(pack), seat.id, player)


@LANGS
def test_sources_can_be_searched_in_both_languages(lang: str) -> None:
    pack, words = load("japan-2026"), Words(lang)
    everything = sources.sources(pack, words)
    assert len(everything) == len(pack.figures)
    for word in ("レアアース", "rare earth", "rare_earth_share"):
        assert "rare_earth_share" in {s.id for s in sources.sources(pack, words, word)}
    assert not sources.sources(pack, words, "no such number")
    assert len(sources.shelf(pack, words)) == len(pack.references)
    happened = sources.reality(pack, words)
    assert len(happened) == len(pack.realities)
    assert all(s.title and s.data for s in everything)


@LANGS
def test_the_rules_and_how_to_play_can_be_read(lang: str) -> None:
    pack = load("tutorial")
    text = library.rules(pack, Words(lang))
    assert all(e.item.title.get(lang) in text for e in pack.scenarios.values())
    assert len(library.how_to_play(Words(lang))) == 5


def test_a_forecast_runs_beside_the_drawing_and_is_that_of_the_study(tmp_path: Path) -> None:
    one = until(session(tmp_path, "tutorial"), "decision")
    plan = Plan(quarters=2, worlds=40)
    running = forecast.Forecast(one.figures, one.table, options_open(one)[:2], plan)
    wait(running)
    found = running.view()
    assert found is not None
    assert (found.worlds, [f.index for f in found.fans]) == (40, options_open(one)[:2])
    *_, last = study(one.program, one.table.games, one.viewer, options_open(one)[:2], plan)
    for k, fan in enumerate(found.fans):
        total = next(c for c in fan.curves if c.id == "total")
        assert total.score
        assert [b.middle.number for b in total.bands] == pytest.approx(last.bands("total")[2, :, k].tolist())
        assert all(
            b.low.number <= b.lower.number <= b.middle.number <= b.upper.number <= b.high.number for b in total.bands
        )
        assert fan.wins
        assert fan.share == last.wins(k)["share"]


def wait(running: forecast.Forecast) -> None:
    until = time.monotonic() + 60
    while not running.done:
        assert time.monotonic() < until
        time.sleep(0.005)


def test_a_forecast_that_is_cancelled_ends_with_what_it_has(tmp_path: Path) -> None:
    one = until(session(tmp_path, "tutorial"), "decision")
    running = forecast.Forecast(one.figures, one.table, plan=Plan(quarters=None, worlds=200_000))
    running.cancel()
    wait(running)
    found = running.view()
    assert found is None or found.worlds < 200_000
