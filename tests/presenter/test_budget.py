"""The year's money adds up to what the rules make of it, moves with the options it names, and hides nothing it may tell."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from game.presenter import places
from game.presenter.budget import Budget, budget
from game.presenter.debt import NOTHING, DebtPaths, paths
from game.presenter.levers import SHOWN, levers, measures
from game.presenter.market import comment
from game.presenter.session import Session
from game.presenter.why import why
from game.study.drift import drift
from tests.presenter.desk import session, texts, until
from tests.presenter.test_board import JAPANESE

SCENARIOS = ("mandate", "statistics", "fiscal_storm")


@pytest.fixture(params=SCENARIOS)
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Session:
    return until(session(tmp_path, scenario=request.param), "decision", turn=3, phase="cabinet", which=5)


def found(one: Session) -> Budget:
    shown = budget(one.figures, one.table)
    assert shown is not None
    return shown


def flows(one: Session, track: str) -> float:
    """What the rules' flows would add to a track if the ledger were run as things stand."""
    program = one.program
    terms = [e.item for e in program.pack.flows.values() if e.item.track == track]
    return sum(float(program.evaluate(one.table.games, t.add)[0]) for t in terms)


def test_the_items_add_up_to_the_balance_that_the_flows_make(played: Session) -> None:
    shown, games = found(played), played.table.games
    sums = {
        side: sum(i.amount.number for i in shown.of(side)) for side in ("revenue", "spending", "interest", "promised")
    }
    assert sums["revenue"] == pytest.approx(shown.revenue.number, abs=1e-9)
    assert sums["spending"] == pytest.approx(shown.spending.number, abs=1e-9)
    assert shown.balance.number == pytest.approx(sums["revenue"] - sums["spending"], abs=1e-9)
    assert shown.borrowed.number == pytest.approx(sums["interest"] - shown.balance.number, abs=1e-9)
    ledger = played.program.value(games, places.BALANCE) + flows(played, places.BALANCE)
    assert shown.balance_share.number == pytest.approx(ledger, abs=1e-9)
    for one in shown.items:
        assert one.amount.number == pytest.approx(one.share.number * shown.gdp.number / 100, abs=1e-12)


def test_interest_is_what_the_debt_flow_counts(played: Session) -> None:
    program, games = played.program, played.table.games
    growth = program.value(games, "growth")
    interest = sum(i.share.number for i in found(played).of("interest"))
    flow = program.pack.flows["debt_interest"].item.add
    expected = (100 * interest - program.value(games, places.DEBT) * growth) / (400 + growth)
    assert float(program.evaluate(games, flow)[0]) == pytest.approx(expected, abs=1e-12)


def test_promises_are_those_that_the_rules_count_in_full(played: Session) -> None:
    program, games, shown = played.program, played.table.games, found(played)
    added = {i.id: i.amount.number for i in shown.of("spending")} | {
        i.id: i.amount.number for i in shown.of("promised")
    }
    base = program.figures["defence_share"] * shown.gdp.number / 100
    new = sum(v for name, v in added.items() if name != "other_spending") - base
    usual = 0.02 * shown.gdp.number / 100  # what the farm subsidy came to when the game began
    assert new - usual == pytest.approx(program.value(games, "promised_year"), abs=1e-9)


def test_when_a_quarter_begins_the_ledger_has_settled_it(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "decision", phase="cabinet")
    seen = 0
    for moment in until(one, "finished").table.moments[1:-1]:
        values = one.program.values(moment.games, places.BALANCE)
        shares = [one.program.evaluate(moment.games, e.item.value)[0] * (1 if e.item.side == "revenue" else -1)
                  for e in one.program.pack.accounts.values() if e.item.side in ("revenue", "spending")]  # fmt: skip
        seen += sum(shares) == pytest.approx(float(values[0]), abs=1e-9)
    assert seen >= len(one.table.moments) // 2, (
        "all but quarters whose news or delayed effects moved the budget at once"
    )


def test_a_change_is_that_since_the_quarter_and_the_year_before(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=5), "decision", turn=2, phase="cabinet")
    assert all(i.year is None for i in found(one).items)
    shown = found(until(one, "decision", turn=6, phase="cabinet"))
    past, ago = one.table.moments[-2].games, next(m.games for m in one.table.moments if m.turn == 2)
    gdp = one.program.value
    for item in shown.items:
        formula = one.program.pack.accounts[item.id].item.value
        then = float(one.program.evaluate(past, formula)[0]) * gdp(past, "gdp") / 100
        last = float(one.program.evaluate(ago, formula)[0]) * gdp(ago, "gdp") / 100
        assert item.year is not None
        assert item.change.amount == pytest.approx(item.amount.number - then if item.change else 0.0)
        assert item.year.amount == pytest.approx(item.amount.number - last if item.year else 0.0)
        if item.change:
            assert item.change.good == ((item.change.amount > 0) == (item.side == "revenue"))


def test_every_item_can_be_asked_for_and_tells_its_source(played: Session) -> None:
    for item in found(played).items:
        assert why(played.figures, played.table, item.why).id == item.why
        assert item.basis
        assert item.group_title
    assert sum(bool(i.sources) for i in found(played).items) > 6


def test_a_measure_is_fiscal_by_what_it_does_and_does_what_it_says(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", phase="cabinet")
    listed = measures(one.figures, one.table)
    ids = {m.id for m in listed}
    assert {"tax_rise", "tax_cut", "spending_cut", "jgb_roadshow", "defence_tax", "dechina_up"} <= ids
    assert not {"diet_management", "scout_us", "pass"} & ids
    assert len(measures(one.figures, one.table, SHOWN)) == SHOWN
    assert [m.legal for m in listed] == sorted((m.legal for m in listed), reverse=True)
    assert all(bool(m.why_not) != m.legal for m in listed)
    rise = next(m for m in listed if m.id == "tax_rise")
    before = found(one).balance.number
    one.submit("tax_rise")
    assert found(one).balance.number - before == pytest.approx(rise.yearly.amount, abs=1e-9)
    assert rise.yearly.good


def test_a_slider_stands_where_its_card_puts_it(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", phase="cabinet")
    sliders = {lever.id: lever for lever in levers(one.figures, one.table)}
    tax = sliders["tax_points"]
    assert [n.id for n in tax.options] == ["tax_cut", "defence_tax", "tax_rise"]
    assert [n.stands.text for n in tax.options] == ["-1 point", "0.5 points", "1 point"]
    assert [n.legal for n in tax.options] == [True, False, True]
    assert (tax.low, tax.high, tax.value.number) == (-5.0, 10.0, 0.0)
    assert "gdp" not in sliders
    card = sliders["spending_cuts"].options[0]
    one.submit(card.index)
    moved = next(x for x in levers(one.figures, one.table) if x.id == "spending_cuts") if one.decision else None
    assert one.program.value(one.table.games, "spending_cuts") == pytest.approx(card.stands.number)
    assert moved is None or moved.value.number == pytest.approx(card.stands.number)


def test_the_paths_are_the_drift_with_and_without_each_option(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", phase="cabinet")
    begun = time.process_time()
    ahead = paths(one.figures, one.table, quarters=6, worlds=40)
    assert time.process_time() - begun < 4  # about 0.4 s on a machine of its own
    assert [p.index for p in ahead] == [NOTHING, *(m.index for m in measures(one.figures, one.table, SHOWN))]
    nothing = ahead[0]
    drifted = drift(one.program, one.table.games, one.viewer, ("debt_ratio",), quarters=6, worlds=40)["debt_ratio"]
    assert [a.middle.number for a in nothing.debt] == pytest.approx(np.median(drifted, axis=1).tolist())
    for path in ahead:
        assert len(path.debt) == len(path.rate) == 7
        assert path.debt[0].middle.number == one.program.value(one.table.games, "debt_ratio")
        assert all(a.low.number <= a.middle.number <= a.high.number for a in (*path.debt, *path.rate))
    by = {p.id: p.debt_by.amount for p in ahead}
    assert by["tax_cut"] > 0 > by["tax_rise"]
    job = DebtPaths(one.figures, one.table, quarters=6, worlds=40)
    one.submit("tax_rise")  # the screen plays on meanwhile
    assert job.future.result() == job.result == ahead
    assert job.done


def test_the_market_comments_in_figures_that_are_in_the_state(played: Session) -> None:
    for lang in ("en", "ja"):
        played.speak(lang)
        figures = played.figures
        said = comment(figures, played.table)
        for name in (places.YIELD, places.CONFIDENCE):
            assert figures.value(name, played.program.value(played.table.games, name)) in said
        assert figures.text(played.program.pack.endings["bond_crisis"].item.title) in said
        assert said.endswith(("。", "."))
    games = played.table.games
    games.S[played.program.tracks[places.YIELD].row] = 4.5
    assert figures.value(places.YIELD, 4.8) in comment(figures, played.table)


def test_the_page_stays_as_it_is_when_only_hidden_values_change(played: Session) -> None:
    games, figures, table = played.table.games, played.figures, played.table

    def page() -> str:
        return repr([show(figures, table) for show in (budget, levers, measures, comment)])

    told, kept = page(), games.S.copy()
    hidden = [t for t in played.program.hidden_tracks(played.viewer) if not figures.knowledge.sees(games, t)]
    assert "market_mood" in hidden
    for track in hidden:
        games.S[played.program.tracks[track].row] = 1.0 - kept[played.program.tracks[track].row]
    assert page() == told


def test_both_languages_and_a_pack_without_accounts(played: Session, tmp_path: Path) -> None:
    for lang in ("en", "ja"):
        played.speak(lang)
        shown = [*texts(budget(played.figures, played.table)), *texts(levers(played.figures, played.table))]
        assert (
            len([t for t in shown if JAPANESE.search(t)]) > 30
            if lang == "ja"
            else not [t for t in shown if JAPANESE.search(t)]
        )
    other = until(session(tmp_path, "tutorial"), "decision")
    assert budget(other.figures, other.table) is None
    assert measures(other.figures, other.table) == levers(other.figures, other.table) == ()
    assert paths(other.figures, other.table) == ()
    assert comment(other.figures, other.table) == ""
    assert DebtPaths(other.figures, other.table).future.result() == ()
