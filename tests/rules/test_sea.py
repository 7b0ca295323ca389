"""The four waters: what the law allows, what deters, when incidents come and what each answer does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.engine import Games
from tests.rules.world import ZONES, change, copies, dice, end_quarter, put, set_up, until, world

W = world()
SIDES = ("japan", "usa", "china", "partners")


def limits(rung: float) -> list[float]:
    games = copies(W)
    put(W, games, agreed__taiwan=rung)
    return [W.value(games, f"law_limit[{z}]") for z in ZONES]


def test_the_law_opens_the_waters_with_the_rung_agreed_on_taiwan() -> None:
    """At home always, the South China Sea from 3, the strait from 6, more of it from 8."""
    assert limits(0) == limits(2) == [3, 0, 0, 3]
    assert limits(3) == limits(5) == [3, 0, 1, 3]
    assert limits(6) == limits(7) == [4, 1, 2, 3]
    assert limits(8) == limits(10) == [4, 3, 2, 3]


def test_ships_go_only_where_the_law_allows() -> None:
    games = copies(W, 4)
    until(W, games, "cabinet")
    put(W, games, agreed__taiwan=[2, 3, 6, 8])
    set_up(W, games, {"presence[japan,strait]": [0, 0, 0, 2], "presence[japan,scs]": 0})
    decision = W.decision(games)
    assert decision is not None
    legal = W.legal(games)
    assert list(legal[decision.index("patrol[strait]")]) == [False, False, True, True]
    assert list(legal[decision.index("patrol[scs]")]) == [False, True, True, True]


def test_deterrence_adds_up_from_its_terms() -> None:
    games = copies(W, 6)
    set_up(W, games, {f"presence[{s},ecs]": 0 for s in SIDES})
    set_up(W, games, {"presence[japan,ecs]": [0, 2, 2, 0, 0, 0], "presence[usa,ecs]": [0, 0, 0, 2, 0, 0]})
    set_up(W, games, {"presence[partners,ecs]": [0, 0, 0, 0, 1, 0], "presence[china,ecs]": [0, 0, 0, 0, 0, 2]})
    put(W, games, defence_ability=[50, 50, 25, 50, 50, 50], alliance_trust=60, d10=60)
    assert W.values(games, "deterrence[ecs]") == pytest.approx([0, 2, 1, 2, 1, -2])
    put(W, games, china_resolve=[0, 0, 0, 0, 0, 1.5])
    assert W.values(games, "holds[ecs]")[5] < W.values(games, "deterrence[ecs]")[5], "resolve weighs on Beijing's side"


def test_rear_support_lends_half_of_japans_ability_in_the_strait_only() -> None:
    games = copies(W, 3)
    put(W, games, agreed__taiwan=[2, 3, 3], defence_ability=50)
    set_up(W, games, {"presence[usa,strait]": [1, 1, 0]})
    assert list(W.values(games, "deterrence_support[strait]")) == [0, 0.5, 0]
    assert list(W.values(games, "deterrence_support[ecs]")) == [0, 0, 0]


# --- incidents ----------------------------------------------------------------------------------------------


def test_incidents_rise_from_none_at_forty_to_a_third_at_ninety() -> None:
    games = copies(W, 6)
    put(W, games, tension__ecs=[20, 40, 50, 70, 90, 100], china_resolve=0)
    set_up(W, games, {f"presence[{s},ecs]": 0 for s in SIDES})
    odds = W.values(games, "incident_chance[ecs]")
    assert odds[0] == odds[1] == 0
    assert (np.diff(odds[1:5]) > 0).all()
    assert odds[4] == odds[5] == pytest.approx(0.35)


def test_deterrence_makes_them_rarer_and_a_gap_more_frequent() -> None:
    games = copies(W, 3)
    put(W, games, tension__ecs=70, defence_ability=50, china_resolve=0)
    set_up(W, games, {f"presence[{s},ecs]": 0 for s in SIDES})
    set_up(W, games, {"presence[japan,ecs]": [0, 1, 0], "presence[china,ecs]": [0, 0, 1]})
    plain, held, gap = W.values(games, "incident_chance[ecs]")
    assert held < plain < gap


def test_they_happen_as_often_as_the_odds_say() -> None:
    games = W.start(range(2000))
    put(W, games, **{f"tension__{z}": 0 for z in ZONES})
    calm = games.copy()
    put(W, games, tension__ecs=90, china_resolve=0)
    for g in (calm, games):
        end_quarter(W, g)
    assert (W.values(calm, "incident_kind") == 0).all()
    share = (W.values(games, "incident_zone") == 0).mean()
    assert 0.15 < share < 0.5


# --- answers ------------------------------------------------------------------------------------------------------

ANSWERING = {"alliance_trust": 60, "d10": 40, "engagement": 5, "coercion": 2, "tension__ecs": 60, "credibility": 60}
# answer -> what moves when it works, what moves when it fails (the tension is that of the zone)
ANSWERS: dict[str, tuple[dict[str, float], dict[str, float]]] = {
    "answer_protest": ({"tension[ecs]": -2}, {"credibility": -2}),
    "answer_escort": ({"tension[ecs]": -4, "credibility": 3, "approval": 1}, {"tension[ecs]": 6, "approval": -2}),
    "answer_us": ({"tension[ecs]": -4, "credibility": 1, "us_pressure": 3}, {"alliance_trust": -3, "credibility": -2}),
    "answer_partners": ({"tension[ecs]": -3, "credibility": 1, "d10": 1}, {"d10": -1, "credibility": -1}),
    "answer_hotline": ({"tension[ecs]": -6}, {"approval": -2, "credibility": -1}),
}


def reported(kind: int, **values: Any) -> Games:
    """A report of an incident in the East China Sea lies before the cabinet."""
    for seed in range(60):
        games = copies(W, 1, seed)
        put(W, games, tension__ecs=90, tension__strait=0, tension__scs=0, tension__soj=0, strait_rung=0)
        decision = W.decision(games)
        assert decision is not None
        try:
            until(W, games, "incident", turn=decision.turn)
        except AssertionError:
            continue
        decision = W.decision(games)
        if decision is not None and decision.turn == 0:
            put(W, games, **{**ANSWERING, "incident_kind": kind, "incident_zone": 0, **values})
            return games
    raise AssertionError("no incident in sixty games")


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_works_or_fails(answer: str) -> None:
    before = reported(3)
    works, fails = ANSWERS[answer]
    for roll, moved in ((0.0, works), (0.999, fails)):
        after = answered(before, answer, {answer: roll})
        for track, amount in moved.items():
            assert after[track] == pytest.approx(amount), (answer, roll, track)


def answered(before: Games, answer: str, rolls: dict[str, float]) -> dict[str, float]:
    """What the answer itself changed, without the quarter's ledger that follows."""
    decision = W.decision(before)
    assert decision is not None
    place = decision.index(answer)
    dice(W, before, answer, rolls)  # says so where nothing is rolled
    key = next(k for k in dice(W, before, answer, rolls).forced)
    found: dict[str, float] = {}
    for cause in W.preview(W.forced(before, {key: next(iter(rolls.values()))}), place):
        found[cause.track] = found.get(cause.track, 0.0) + cause.amount
    return found


def test_answers_have_the_odds_that_they_name() -> None:
    """The roll at which each answer turns from success to failure moves with what it rests on."""

    def works(answer: str, roll: float, **state: Any) -> bool:
        before = reported(3, **state)
        moved = answered(before, answer, {answer: roll})
        return moved.get("tension[ecs]", 0) < 0

    assert works("answer_us", 0.5, alliance_trust=60)
    assert not works("answer_us", 0.6, alliance_trust=30)
    assert not works("answer_us", 0.6, alliance_trust=60, g2_shock=1)
    assert works("answer_partners", 0.55, d10=40)
    assert not works("answer_partners", 0.55, d10=15)
    assert works("answer_hotline", 0.6, engagement=15, coercion=0)
    assert not works("answer_hotline", 0.6, engagement=0, coercion=4)


def test_escorts_need_ships_and_thanks_need_restraint() -> None:
    for kind, ships, open_, closed in (
        (3, 1, "answer_escort", "answer_thanks"),
        (3, 0, "answer_protest", "answer_escort"),
        (1, 1, "answer_thanks", "answer_protest"),
    ):
        games = reported(kind)
        set_up(W, games, {"presence[japan,ecs]": ships})
        decision = W.decision(games)
        assert decision is not None
        legal = W.legal(games)[:, 0]
        assert legal[decision.index(open_)]
        assert not legal[decision.index(closed)]


def test_publishing_the_pictures_gains_credit_and_costs_calm() -> None:
    games = reported(2)
    decision = W.decision(games)
    assert decision is not None
    moved = {c.track: c.amount for c in W.preview(games, decision.index("answer_publish"))}
    assert moved["credibility"] == moved["approval"] == 1
    assert moved["tension[ecs]"] == 2


def test_withdrawing_calms_the_water_and_costs_trust() -> None:
    games = copies(W)
    until(W, games, "cabinet")
    set_up(W, games, {"presence[japan,ecs]": 2})
    decision = W.decision(games)
    assert decision is not None
    after = games.copy()
    W.play(after, [decision.index("withdraw[ecs]")])
    assert change(W, games, after, "presence[japan,ecs]") == -1
    assert change(W, games, after, "tension[ecs]") < 0
    assert change(W, games, after, "alliance_trust") < 0
    end_quarter(W, after)
