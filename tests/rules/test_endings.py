"""The eight named endings of a mandate served to its last day, each from a state that is made for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.world import AGENDAS, copies, end_quarter, put, world

# A country that has kept everything in fair order and stands out in nothing.
FAIR: dict[str, Any] = {
    "alliance_trust": 55, "credibility": 50, "approval": 55, "diet": 55, "us_tariff": 0.3, "confidence": 55,
    "market_access": 70, "supply_chain": 20, "fortress": 10, "d10": 20, "defence_ability": 30, "coercion": 2,
    "engagement": 2, "deals_signed": 1, "effective_rate": 0.9, "us_pressure": 50,
}  # fmt: skip
STRONG = {"d10": 50, "defence_ability": 45, "supply_chain": 35, "fortress": 25, "market_access": 76}

STATES: dict[str, dict[str, Any]] = {
    "managed_multipolar_coordination": {**STRONG, "alliance_trust": 60, "approval": 62, "diet": 60, "credibility": 54},
    "equal_partner": {**STRONG, "alliance_trust": 80, "credibility": 80, "coercion": 6, "market_access": 84},
    "debt_spiral": {"confidence": 34},
    "fortress": {"supply_chain": 55, "fortress": 45, "market_access": 45, "coercion": 5},
    "subcontractor": dict.fromkeys((f"agreed__{a}" for a in AGENDAS), 6),
    "satellite_of_market": {"alliance_trust": 35, "engagement": 14, "market_access": 86, "coercion": 0},
    "lonely_rearmer": {"defence_ability": 60, "alliance_trust": 45, "d10": 15, "coercion": 3},
    "caretaker": {},
}


@pytest.mark.parametrize("ending", STATES)
def test_the_state_that_is_made_for_it_ends_so(ending: str) -> None:
    program = world("audit")
    games = copies(program)
    put(program, games, **{**FAIR, **STATES[ending]})
    end_quarter(program, games)
    assert program.decision(games) is None
    assert program.score(games).ending_id() == ending


def test_every_ending_that_is_no_loss_is_tried_here() -> None:
    served = {n for n, e in world().pack.endings.items() if not e.item.loss}
    assert served == set(STATES)
    assert list(world().pack.endings)[-1] == "caretaker", "the ending that always holds stands last"


def test_a_mandate_that_is_not_over_has_no_named_ending() -> None:
    program = world("quiet")
    games = copies(program)
    put(program, games, **FAIR)
    end_quarter(program, games)
    assert program.score(games).ending_id() == ""
