"""The crisis in the strait: three secret choices, who yields and what it costs, and war as everybody's loss."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.engine import Games, Ledger
from tests.rules.world import choose, copies, dice, end_quarter, put, until, world

W = world()
ESCALATE, HOLD, OFFER = "escalate", "hold", "offer"


def crisis(rung: int = 2, **values: Any) -> Games:
    """The three are about to choose."""
    games = copies(W)
    put(W, games, strait_rung=rung)
    until(W, games, "crisis_usa")
    put(W, games, strait_rung=rung, tension__strait=60, credibility=60, alliance_trust=60, approval=60)
    put(W, games, agreed__taiwan=5, **values)
    return games


def round_of(games: Games, usa: str, china: str, japan: str, **rolls: float) -> tuple[Games, dict[str, float]]:
    """One round: the game after it, and what the round itself moved."""
    choose(W, games, f"us_{usa}")
    choose(W, games, f"cn_{china}")
    option = f"jp_{japan}"
    after = dice(W, games, option, rolls) if rolls else None
    decision, ledger = W.decision(games), Ledger()
    assert decision is not None
    start = games if after is None else W.forced(games, after.forced)
    if after is not None:
        start.S[:], start.C[:] = games.S, games.C
    W.play(start, [decision.index(option)], ledger)
    moved: dict[str, float] = {}
    for cause in ledger.causes:
        if cause.phase == "crisis_reveal":
            moved[cause.track] = moved.get(cause.track, 0.0) + cause.amount
    return start, moved


def test_the_choices_are_secret_until_all_three_are_made() -> None:
    games = crisis()
    choose(W, games, "us_escalate")
    assert np.isnan(W.observe(games, "china").S[W.tracks["crisis_usa"].row]).all()
    assert np.isnan(W.observe(games, "japan").S[W.tracks["crisis_usa"].row]).all()
    choose(W, games, "cn_hold")
    assert np.isnan(W.observe(games, "japan").S[W.tracks["crisis_china"].row]).all()
    choose(W, games, "jp_hold")
    assert [W.value(games, f"crisis_last_{s}") for s in ("usa", "china", "japan")] == [1, 2, 2]
    assert [W.value(games, f"crisis_{s}") for s in ("usa", "china", "japan")] == [0, 0, 0]


def test_below_rung_two_nobody_is_asked() -> None:
    games = copies(W)
    put(W, games, strait_rung=0, tension__strait=10)
    end_quarter(W, games)
    assert [W.value(games, f"crisis_last_{s}") for s in ("usa", "china", "japan")] == [0, 0, 0]


def test_both_sides_escalating_goes_up_and_perhaps_twice() -> None:
    _, once = round_of(crisis(), ESCALATE, ESCALATE, HOLD, crisis_both_escalate=0.99)
    _, twice = round_of(crisis(), ESCALATE, ESCALATE, HOLD, crisis_both_escalate=0.0)
    assert once["strait_rung"] == 1
    assert twice["strait_rung"] == 2
    assert once["tension[strait]"] > 0


def test_escalating_has_its_price_for_each() -> None:
    _, moved = round_of(crisis(), ESCALATE, ESCALATE, ESCALATE, crisis_both_escalate=0.99)
    for track in ("approval", "confidence", "market_access", "detente", "us_gain"):
        assert moved[track] < 0, track
    assert moved["cn_strain"] > 0
    _, calm = round_of(crisis(), HOLD, HOLD, HOLD, crisis_stalemate=0.99)
    assert not calm.keys() & {"approval", "confidence", "market_access", "cn_strain"}


def test_in_a_test_of_nerves_whoever_yields_loses_credit() -> None:
    """One escalates, the other holds: Beijing yields, or the allies, or nobody does."""
    _, beijing = round_of(crisis(), ESCALATE, HOLD, HOLD, crisis_test=0.0)
    assert beijing["strait_rung"] == -1
    assert beijing["credibility"] > 0
    assert beijing["cn_strain"] > 0
    _, nobody = round_of(crisis(), HOLD, ESCALATE, HOLD, crisis_test=0.999)
    assert nobody["strait_rung"] == 1
    found = [round_of(crisis(), HOLD, ESCALATE, HOLD, crisis_test=roll)[1] for roll in np.linspace(0.1, 0.9, 9)]
    allies = [m for m in found if m.get("credibility", 0) < 0]
    assert allies, "somewhere between the two the allies yield"
    for moved in allies:
        assert moved["alliance_trust"] < 0
        assert moved["approval"] < 0
        assert moved.get("strait_rung", 0) <= 0


def test_credibility_and_deterrence_decide_who_yields() -> None:
    games = copies(W, 4)
    put(W, games, credibility=[30, 60, 90, 60], defence_ability=[30, 30, 30, 80], agreed__taiwan=3, china_resolve=0)
    edge = W.values(games, "crisis_edge")
    assert edge[0] < edge[1] < edge[2]
    assert edge[3] > edge[1]
    put(W, games, china_resolve=[0, 1.5, -1.5, 0], credibility=60, defence_ability=30)
    edge = W.values(games, "crisis_edge")
    assert edge[1] < edge[0] < edge[2]
    beaten = round_of(crisis(credibility=10, china_resolve=1.5), ESCALATE, HOLD, HOLD, crisis_test=0.3)[1]
    firm = round_of(crisis(credibility=95, china_resolve=-1.5), ESCALATE, HOLD, HOLD, crisis_test=0.3)[1]
    assert beaten["credibility"] < 0 < firm["credibility"]


def test_an_offer_that_is_met_leads_down_and_one_that_is_spurned_costs() -> None:
    _, one = round_of(crisis(3), HOLD, OFFER, HOLD)
    _, both = round_of(crisis(3), HOLD, OFFER, OFFER)
    assert one["strait_rung"] == -1
    assert both["strait_rung"] == -2
    assert both["tension[strait]"] < one["tension[strait]"] < 0
    _, spurned = round_of(crisis(3), HOLD, ESCALATE, OFFER)
    assert spurned["credibility"] < 0
    assert "strait_rung" not in spurned
    _, face = round_of(crisis(3), ESCALATE, OFFER, HOLD)
    assert face["cn_strain"] > 0


def test_japan_has_no_legal_ground_without_rear_support_before_a_blockade() -> None:
    for rung, taiwan, allowed in ((2, 2, False), (2, 3, True), (4, 2, True)):
        games = crisis(rung)
        put(W, games, agreed__taiwan=taiwan)
        choose(W, games, "us_hold")
        choose(W, games, "cn_hold")
        decision = W.decision(games)
        assert decision is not None
        assert bool(W.legal(games)[decision.index("jp_escalate"), 0]) == allowed


def test_each_rung_costs_trade_and_yields_more() -> None:
    games = copies(W, 6)
    put(W, games, strait_rung=[0, 1, 2, 3, 4, 5])
    loss, extra = W.values(games, "strait_loss"), W.values(games, "strait_yield")
    assert (np.diff(loss) >= 0).all()
    assert loss[2] == 0
    assert loss[3] == pytest.approx(0.5)
    assert loss[4] == pytest.approx(1.5)
    assert extra[4] == pytest.approx(0.3)


def test_the_fifth_rung_is_war_and_lost_by_all_three() -> None:
    games = crisis(4)
    after, _ = round_of(games, ESCALATE, ESCALATE, ESCALATE, crisis_both_escalate=0.99)
    assert W.value(after, "strait_rung") == 5
    end_quarter(W, after)
    assert W.decision(after) is None
    score = W.score(after)
    assert score.ending_id() == "war"
    for seat in W.seats:
        assert not score.won[seat][0]
        assert score.total[seat][0] <= 30
