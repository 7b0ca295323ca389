"""The budget of rules/japan-2026: what five per cent costs, who pays, and what the bond market thinks of it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.rules.world import choose, copies, end_quarter, past, put, until, world

W = world()


def test_five_per_cent_costs_seventeen_trillion_or_seven_points_of_tax() -> None:
    """The article's arithmetic (A04), through the formulas that play uses."""
    games = copies(W)
    put(W, games, gdp=W.figures["gdp_nominal"], defence_share=W.figures["defence_demand"])
    extra = W.value(games, "defence_extra")
    assert extra == pytest.approx(W.figures["defence_demand"] - W.figures["defence_share"]) == pytest.approx(3.4)
    assert extra / 100 * W.value(games, "gdp") == pytest.approx(W.figures["defence_extra_cost"]) == pytest.approx(17)
    put(W, games, tax_points=W.figures["consumption_tax_equivalent"], spending_cuts=0)
    assert W.value(games, "funding") == pytest.approx(extra, abs=0.01)
    assert W.figures["consumption_tax_equivalent"] == 7


def test_a_tax_point_brings_what_the_figure_says_and_costs_approval() -> None:
    games = copies(W)
    until(W, games, "cabinet")
    before = games.copy()
    choose(W, games, "tax_rise")
    assert W.value(games, "tax_points") == 1
    raised = (W.value(games, "funding") - W.value(before, "funding")) / 100 * W.value(games, "gdp")
    assert raised == pytest.approx(W.figures["consumption_tax_point"])
    assert W.value(games, "approval") < W.value(before, "approval") - 3


def test_explaining_the_burden_first_makes_the_tax_hurt_less() -> None:
    games = copies(W, 2)
    until(W, games, "cabinet")
    decision = W.decision(games)
    assert decision is not None
    W.play(games, [decision.index("explain_burden"), decision.index("explain_plan")])
    told = W.values(games, "approval").copy()
    choose(W, games, "tax_rise")
    fell = W.values(games, "approval") - told
    assert fell[0] > fell[1] + 1


def test_unfunded_promises_raise_the_yield_and_funded_ones_do_not() -> None:
    """A15: the more is promised on credit, the less confidence and the higher the yield."""
    share = W.figures["defence_share"]
    promised = np.array([0.0, 0.7, 1.4, 2.0, 3.4, 3.4])
    games = copies(W, 6)
    put(W, games, defence_target=list(share + promised), tax_points=[0, 0, 0, 0, 0, 7.2], agreed__farm=1)
    assert W.values(games, "unfunded")[5] == pytest.approx(0)
    for _ in range(3):
        put(W, games, approval=60, diet=60, g2_set=-1, strait_rung=0, coercion=2, market_access=80)
        put(W, games, alliance_trust=60, yield_turns=0)
        end_quarter(W, games)
    confidence, yields = W.values(games, "confidence"), W.values(games, "bond_yield")
    assert (np.diff(confidence[:5]) < 0).all(), confidence
    assert (np.diff(yields[:5]) > 0).all(), yields
    assert yields[5] < yields[1], "what is paid for does not frighten the market"


def test_ten_trillion_a_year_on_credit_shakes_the_bond_market() -> None:
    """A15: the article's ten trillion yen are two points of its GDP; within six quarters the yield nears the loss."""
    games = copies(W)
    put(W, games, defence_target=W.figures["defence_share"] + 100 * 10 / W.figures["gdp_nominal"], market_mood=0)
    for _ in range(6):
        put(W, games, approval=60, diet=60, g2_set=-1, strait_rung=0, coercion=2, market_access=80, alliance_trust=60)
        put(W, games, yield_turns=0)
        end_quarter(W, games)
    assert W.value(games, "bond_yield") > W.figures["jgb_yield"] + 1.3


def test_confidence_below_the_flight_mark_costs_extra() -> None:
    games = copies(W, 4)
    put(W, games, confidence=[60, 50, 30, 20], defence_target=W.figures["defence_share"])
    end_quarter(W, games)
    slope = -np.diff(W.values(games, "bond_yield")) / np.diff(W.values(games, "confidence"))
    assert slope[2] > 2 * slope[0]


def test_the_yield_reaches_the_debt_slowly() -> None:
    games = copies(W, 2)
    put(W, games, confidence=[55, 20])
    before = W.values(games, "effective_rate").copy()
    end_quarter(W, games)
    rose = W.values(games, "effective_rate") - before
    gap = W.values(games, "bond_yield") - before
    assert rose == pytest.approx(0.0225 * gap)
    assert rose[1] > rose[0] > 0


def test_nothing_decided_leaves_the_debt_on_its_path() -> None:
    """Debt, yield and balance are measured against doing nothing, so that nothing is neither a feat nor a fault."""
    games = copies(W)
    put(W, games, market_mood=0, approval=60, diet=60, market_access=80, coercion=1)
    end_quarter(W, games)
    assert W.value(games, "debt_ratio") == pytest.approx(W.value(games, "debt_path"), abs=1.5)


def test_the_defence_promise_is_met_by_the_end_of_the_mandate() -> None:
    games = world("quiet").start([3])
    quiet = world("quiet")
    until(quiet, games, "cabinet")
    put(quiet, games, defence_target=3.0, tax_points=4)
    shares = []
    while quiet.decision(games) is not None:
        put(quiet, games, approval=60, diet=60, alliance_trust=60, g2_set=-1, strait_rung=0, confidence=55)
        put(quiet, games, market_access=80, coercion=1, defence_target=3.0)
        end_quarter(quiet, games)
        shares.append(quiet.value(games, "defence_share"))
    assert len(shares) == 12
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(3.0, abs=0.01)


def test_past_taxes_slow_growth_for_a_year_only() -> None:
    fresh, old = copies(W, 1), copies(W, 1)
    put(W, fresh, tax_points=2)
    put(W, old, tax_points=2)
    past(W, old, "tax_points", 2)
    end_quarter(W, fresh)
    end_quarter(W, old)
    assert W.value(old, "growth") - W.value(fresh, "growth") == pytest.approx(0.3)
