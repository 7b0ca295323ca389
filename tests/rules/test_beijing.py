"""Beijing's ladder of coercion, the China market, rare earths, and the way out of dependence."""

from __future__ import annotations

import numpy as np
import pytest

from tests.rules.world import choose, copies, end_quarter, past, put, set_up, until, world

W = world()
RUNGS = range(9)


def test_the_market_falls_with_every_rung_and_is_gone_on_the_last() -> None:
    """Coercion held on a rung: where the market comes to rest."""
    games = copies(W, 9)
    rungs = [float(k) for k in RUNGS]
    for _ in range(9):
        put(W, games, coercion=rungs, engagement=0, supply_chain=60, approval=60, alliance_trust=60, diet=60)
        put(W, games, coercion=rungs, agreed__chips=0, agreed__taiwan=0, tariff_alignment=0, confidence=55)
        put(W, games, g2_set=-1, strait_rung=0, tension__strait=30, bond_yield=2, yield_turns=0)
        end_quarter(W, games)
    market = W.values(games, "market_access")
    assert not games.over.any()
    assert (np.diff(market) < 0).all(), market
    assert market[0] > 78
    assert market[8] < 8


def test_losing_the_whole_market_costs_two_to_three_per_cent_of_gdp() -> None:
    low, high = (W.figures[f"gdp_loss_{x}"] for x in ("low", "high"))
    games = copies(W, 3)
    put(W, games, market_access=0, exposure=100, loss_draw=[0, 0.5, 1])
    assert W.values(games, "china_market_loss") == pytest.approx([low, (low + high) / 2, high])
    assert (low, high) == (2, 3)


def test_a_closed_market_shows_as_trade_loss_in_the_ledger() -> None:
    games = copies(W, 2)
    put(W, games, market_access=[80, 0], coercion=[0, 8], exposure=100, stockpile=1, supply_chain=60, us_tariff=0.3)
    end_quarter(W, games)
    open_, closed = W.values(games, "trade_loss")
    assert open_ < 0.2
    rare = W.values(games, "rare_earth_loss")[1]
    assert 2 <= closed - rare <= 3.2
    growth = W.values(games, "growth")
    assert growth[1] < growth[0] - 5, "and the quarter's growth falls with it"


def test_the_ladder_goes_one_rung_a_quarter_towards_beijings_wish() -> None:
    games = copies(W, 3)
    put(W, games, coercion=[2, 2, 6], china_resolve=0, engagement=[0, 0, 22], cn_doctrine_is=2)
    put(W, games, agreed__chips=[0, 10, 0], agreed__taiwan=[0, 10, 0], tension__strait=[45, 60, 20], align_extra=0)
    wish = W.values(games, "coercion_wish")
    assert wish[1] >= 4
    assert wish[2] <= 4
    end_quarter(W, games)
    moved = W.values(games, "coercion") - [2, 2, 6]
    assert moved[1] == 1
    assert moved[2] == -1
    assert abs(moved[0]) <= 1


def test_leaning_on_washington_raises_the_wish_and_dialogue_lowers_it() -> None:
    games = copies(W, 6)
    put(W, games, china_resolve=0, engagement=0, agreed__chips=[0, 5, 10, 0, 0, 0], agreed__taiwan=2, cn_doctrine_is=2)
    put(W, games, engagement=[0, 0, 0, 5, 12, 22], coercion=4, tension__strait=45)
    pull = W.values(games, "coercion_pull")
    assert pull[0] < pull[1] < pull[2]
    assert pull[0] > pull[3] > pull[4] > pull[5]


# --- rare earths ------------------------------------------------------------------------------------------------


def test_the_rare_earth_stop_grows_with_the_rung_and_the_stockpile_softens_it() -> None:
    games = copies(W, 9)
    put(W, games, coercion=list(map(float, RUNGS)), stockpile=0, rare_earth_share=W.figures["rare_earth_share"])
    loss = W.values(games, "rare_earth_loss")
    assert (np.diff(loss) >= 0).all()
    assert loss[2] == 0
    assert loss[7] == loss[8] == pytest.approx(W.figures["rare_earth_stop_year"])
    put(W, games, coercion=7, stockpile=[k / 8 for k in RUNGS])
    held = W.values(games, "rare_earth_loss")
    assert (np.diff(held) <= 1e-12).all()
    assert held[4] == pytest.approx(0.4 * held[0]), "half a year's stock cuts it to two fifths"
    put(W, games, coercion=7, stockpile=0, rare_earth_share=[60 - 5 * k for k in RUNGS])
    assert (np.diff(W.values(games, "rare_earth_loss")) < 0).all(), "other suppliers help too"


def test_the_stockpile_is_used_up_under_a_stop_and_can_be_filled() -> None:
    games = copies(W, 2)
    put(W, games, coercion=[0, 7], stockpile=0.5, supply_chain=60)
    until(W, games, "cabinet")
    choose(W, games, "stockpile")
    filled = W.values(games, "stockpile").copy()
    assert filled == pytest.approx([0.6, 0.6])
    end_quarter(W, games)
    used = filled - W.values(games, "stockpile")
    assert used[0] == pytest.approx(0)
    assert used[1] == pytest.approx(0.1, abs=0.011)


# --- out of China -----------------------------------------------------------------------------------------------------


def test_de_china_costs_at_once_and_works_after_three_quarters() -> None:
    games = copies(W, 2)
    put(W, games, alliance_trust=70, supply_chain=30)
    start = {t: W.values(games, t).copy() for t in ("exposure", "supply_chain", "rare_earth_share")}
    until(W, games, "cabinet")
    put(W, games, staff_meti=2)
    split = W.decision(games)
    assert split is not None
    W.play(games, [split.index("dechina_up"), split.index("pass")])
    assert W.values(games, "one_off")[0] > W.values(games, "one_off")[1]
    assert W.values(games, "programme_spending")[0] > W.values(games, "programme_spending")[1]
    gaps = []
    for _ in range(5):
        put(W, games, coercion=3, alliance_trust=60, approval=60, diet=60, confidence=55, strait_rung=0, g2_set=-1)
        end_quarter(W, games)
        gaps.append({t: W.values(games, t)[0] - W.values(games, t)[1] for t in start})
    assert gaps[0]["supply_chain"] == pytest.approx(0.15), "at first the scheme only stops the drift back"
    assert gaps[1]["exposure"] == pytest.approx(0)
    assert gaps[4]["supply_chain"] > gaps[2]["supply_chain"] + 1
    assert gaps[4]["exposure"] < -0.5
    assert gaps[4]["rare_earth_share"] < -0.3
    assert W.values(games, "growth")[0] < W.values(games, "growth")[1]


def test_the_scheme_saturates_and_each_level_costs_more() -> None:
    games = copies(W, 6)
    put(W, games, dechina_level=[0, 1, 2, 3, 4, 5])
    cost = W.values(games, "dechina_cost")
    assert (np.diff(cost) > 0).all()
    assert (np.diff(cost, 2)[1:] > 0).all()
    chains = copies(W, 3)
    for track in ("dechina_level",):
        past(W, chains, track, 3)
    put(W, chains, dechina_level=3, supply_chain=[20, 50, 80])
    end_quarter(W, chains)
    gained = W.values(chains, "supply_chain") - [20, 50, 80]
    assert gained[0] > gained[1] > gained[2] > 0


def test_the_accommodation_stands_only_while_offered_and_undone_by_chips_or_taiwan() -> None:
    games = copies(W, 3)
    until(W, games, "cabinet")
    set_up(W, games, {"accommodation_offer": [0, 1, 1], "agreed[chips]": [1, 1, 4], "agreed[taiwan]": 2})
    decision = W.decision(games)
    assert decision is not None
    open_ = W.legal(games)[decision.index("accept_accommodation")]
    assert list(open_) == [False, True, False]
