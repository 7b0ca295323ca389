"""Rapidus: paid in eight parts, and a first try at mass production in 2027 (A35)."""

from __future__ import annotations

import pytest

from game.engine import Games, Ledger
from tests.rules.world import choose, end_quarter, put, rest, until, world

Q = world("quiet")
KEEP = {"approval": 60, "diet": 60, "alliance_trust": 60, "confidence": 55, "market_access": 80, "coercion": 1}


def funded() -> Games:
    """Funding begun at the first cabinet meeting."""
    games = Q.start([5])
    until(Q, games, "cabinet")
    choose(Q, games, "rapidus_start")
    return games


def quarter(games: Games) -> None:
    put(Q, games, **KEEP, g2_set=-1, strait_rung=0)
    end_quarter(Q, games)


def test_two_trillion_in_eight_parts() -> None:
    games, paid = funded(), []
    while len(paid) < 9 and Q.decision(games) is not None:
        put(Q, games, rapidus_line=1 if len(paid) >= 6 else 0)
        quarter(games)
        paid.append(Q.value(games, "rapidus_paid"))
    total = Q.figures["rapidus_support"]
    assert paid[:8] == pytest.approx([total / 8 * k for k in range(1, 9)])
    assert paid[8] == pytest.approx(total)
    assert Q.value(games, "rapidus_level") == 0, "and it ends by itself"


def tries(games: Games) -> tuple[str, Ledger]:
    """The quarter in which mass production is tried for, all rolls told."""
    rolls = Ledger()
    while (decision := Q.decision(games)) is not None:
        put(Q, games, **KEEP, g2_set=-1, strait_rung=0)
        wait = Q.value(games, "rapidus_wait")
        rolls.draws.clear()
        Q.play(games, rest(Q, games), rolls)
        after = Q.decision(games)
        if after is not None and after.turn != decision.turn:
            tried = Q.value(games, "rapidus_line") > 0.5 or (wait < 0.5 and Q.value(games, "rapidus_wait") > 0)
            if tried:
                return decision.turn_id, rolls
    return "", rolls


def test_the_milestone_comes_within_2027_if_begun_in_time() -> None:
    turn, _ = tries(funded())
    assert turn.startswith(f"{Q.figures['rapidus_year']:g}")


def test_begun_too_late_it_slips() -> None:
    games = Q.start([5])
    for _ in range(4):
        quarter(games)
    until(Q, games, "cabinet")
    choose(Q, games, "rapidus_start")
    turn, _ = tries(games)
    assert turn >= "2028"


def test_success_lifts_the_fortress_and_a_miss_costs_a_year() -> None:
    games = funded()
    while Q.value(games, "rapidus_paid") < 0.75 * Q.figures["rapidus_support"] - 0.26:
        quarter(games)
    while (decision := Q.decision(games)) is not None and decision.turn_id < "2027Q3":
        quarter(games)
    turn = 6
    key = ("rule:rapidus_milestone/chance1", 0)
    good, bad = (Q.forced(games, {(turn, *key): roll}) for roll in (0.0, 0.999))
    for g in (good, bad):
        quarter(g)
    assert Q.value(good, "rapidus_line") == 1
    assert Q.value(bad, "rapidus_line") == 0
    assert Q.value(good, "fortress") - Q.value(bad, "fortress") > 20
    assert 3 <= Q.value(bad, "rapidus_wait") <= 4


def test_technology_ties_raise_the_odds() -> None:
    games = Q.start([5, 5, 5])
    put(Q, games, fortress=[10, 30, 10], contributed__space=[0, 0, 1], contributed__aukus=[0, 0, 1])
    plain, fortress, ties = Q.values(games, "rapidus_odds")
    assert 30 < plain < fortress
    assert ties == pytest.approx(plain + 6)
