"""The G2 shock: likelier with detente and less likely with autonomy, announced in three steps, softened by preparation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.engine import Games
from tests.rules.world import choose, copies, end_quarter, number_in, put, until, world

W = world()
CALM: dict[str, Any] = {"approval": 60, "diet": 60, "alliance_trust": 60, "confidence": 55, "coercion": 2}
HIT = ("alliance_trust", "confidence", "approval", "market_access")


def chance(**values: Any) -> np.ndarray:
    games = copies(W, 5)
    put(W, games, detente=50, defence_ability=30, d10=20, supply_chain=20, fortress=10, alliance_trust=55)
    put(W, games, **values)
    return W.values(games, "g2_chance")


def test_detente_makes_it_likelier_and_autonomy_less_likely() -> None:
    assert (np.diff(chance(detente=[40, 50, 60, 70, 80])) > 0).all()
    for pillar in ("defence_ability", "d10", "supply_chain", "fortress"):
        assert (np.diff(chance(**{pillar: [0, 20, 40, 60, 80]})) < 0).all(), pillar
    assert (np.diff(chance(alliance_trust=[20, 40, 60, 80, 100])) < 0).all()


def test_a_deal_maker_sells_an_ally_that_cannot_stand_alone() -> None:
    games = copies(W, 5)
    put(W, games, us_doctrine_is=[0, 1, 2, 3, 2], d10=[20, 20, 20, 20, 80], defence_ability=[30, 30, 30, 30, 80])
    transactional, hawk, dealer, reassurer, dealer_strong = W.values(games, "g2_temper")
    assert hawk < reassurer < transactional
    assert dealer > transactional
    assert dealer_strong < dealer


def shares(n: int = 4000, **values: Any) -> Games:
    """Many games of different dice after one quarter."""
    games = W.start(range(n))
    put(W, games, **CALM, detente=60, strait_rung=0, tension__strait=30, us_doctrine_is=0)
    put(W, games, **values)
    end_quarter(W, games)
    return games


def test_no_blow_falls_before_three_signs() -> None:
    for signs in (0, 1, 2):
        games = shares(500, backchannel=signs)
        assert not W.values(games, "g2_shock").any()
        moved = set(W.values(games, "backchannel") - signs)
        assert moved <= {0.0, 1.0}
        assert 1.0 in moved, "one sign more at most, and now and then it comes"
    struck = W.values(shares(backchannel=3), "g2_shock").mean()
    assert struck > 0.03


def test_signs_come_faster_with_detente_and_a_deal_maker() -> None:
    rate = [W.values(shares(backchannel=0, detente=d), "backchannel").mean() for d in (40, 60, 80)]
    assert rate[0] < rate[1] < rate[2]
    hawk, dealer = (W.values(shares(backchannel=0, us_doctrine_is=d), "backchannel").mean() for d in (1, 2))
    assert hawk < dealer


def test_a_scenario_may_fix_it_or_rule_it_out() -> None:
    assert not W.values(shares(500, backchannel=3, g2_set=-1), "g2_shock").any()
    fixed = shares(50, backchannel=0, g2_set=1)
    assert W.values(fixed, "g2_shock").all()


def test_in_the_deal_makers_scenario_it_comes_in_its_quarter_after_three_signs() -> None:
    program = world("dealmaker_g2")
    games = program.start(range(40))
    quarter = number_in(program.pack.scenarios["dealmaker_g2"].item.start["g2_set"], "")
    signs = []
    while (decision := program.decision(games)) is not None and decision.turn < quarter:
        put(program, games, **CALM, strait_rung=0, market_access=80, yield_turns=0, weak_turns=0)
        end_quarter(program, games)
        signs.append(program.values(games, "backchannel").min())
        struck = program.values(games, "g2_shock")
        assert struck.all() == (len(signs) == quarter)
        assert struck.any() == (len(signs) == quarter)
    assert signs[-2] == 3
    assert signs == sorted(signs)


def struck(**values: Any) -> tuple[Games, dict[str, np.ndarray]]:
    """Games in pairs with and without the shock, otherwise alike: what it takes from each track."""
    n = len(next(iter(values.values())))
    games = copies(W, 2 * n)
    put(W, games, **CALM, market_access=80, tension__strait=30)
    put(W, games, **{k: [*v, *v] for k, v in values.items()}, g2_set=[1] * n + [-1] * n)
    end_quarter(W, games)
    return games, {t: W.values(games, t)[n:] - W.values(games, t)[:n] for t in HIT}


def test_preparation_takes_up_to_four_fifths_of_the_blow() -> None:
    games, loss = struck(defence_ability=[10, 30, 50, 70], d10=[5, 20, 45, 70], supply_chain=[10, 20, 45, 70])
    for track in HIT:
        assert (np.diff(loss[track]) < 0).all(), track
        assert (loss[track] > 0).all(), track
        assert loss[track][3] < 0.35 * loss[track][0], track
    assert W.values(games, "g2_hit").min() == pytest.approx(0.2, abs=0.01)


def test_the_unprepared_also_meet_a_bolder_beijing() -> None:
    games, _ = struck(defence_ability=[10, 70], d10=[5, 70], supply_chain=[10, 70])
    rung = W.values(games, "coercion")
    assert rung[0] > rung[2]
    assert rung[1] == rung[3]


def test_one_emergency_meeting_follows() -> None:
    games = copies(W)
    put(W, games, **CALM, g2_set=1)
    end_quarter(W, games)
    assert W.value(games, "emergency") == 1
    until(W, games, "cabinet")
    decision = W.decision(games)
    assert decision is not None
    urgent = ("address_nation", "guarantee_bill", "recall_d10", "call_beijing", "emergency_budget", "island_defence")
    put(W, games, capital=8)
    legal = W.legal(games)[:, 0]
    assert all(legal[decision.index(o)] for o in urgent)
    before = games.copy()
    choose(W, games, "recall_d10")
    assert W.value(games, "d10") > W.value(before, "d10") + 5
    end_quarter(W, games)
    assert W.value(games, "emergency") == 0
    until(W, games, "cabinet")
    later = W.decision(games)
    assert later is not None
    assert not any(W.legal(games)[later.index(o), 0] for o in urgent)


def test_half_the_americans_leave_once() -> None:
    games = copies(W, 2)
    put(W, games, **CALM, g2_shock=[0, 1], us_halved=0, incident_zone=-1)
    zones = [f"presence[usa,{z}]" for z in W.pack.sets["zone"]]
    for z in zones:
        games.S[W.tracks[z].row] = 2.0
    end_quarter(W, games)
    for z in zones:
        stays, halved = W.values(games, z)
        assert (stays, halved) == (2.0, 1.0)
    end_quarter(W, games)
    assert all(W.values(games, z)[1] == 1.0 for z in zones), "the second quarter does not halve them again"


def test_american_help_is_less_likely_after_it_and_no_carrier_comes_to_a_distrusted_ally() -> None:
    games = copies(W, 3)
    until(W, games, "signal_usa")
    choose(W, games, "signal_us[carrier]")
    until(W, games, "act_usa")
    put(W, games, g2_shock=[0, 1, 1], alliance_trust=[30, 30, 40])
    decision = W.decision(games)
    assert decision is not None
    assert list(W.legal(games)[decision.index("us_carrier[strait]")]) == [True, False, True]
