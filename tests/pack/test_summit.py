"""The summit of the shipped pack: worked examples of its formulas, and what the Diet cuts, played on the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.engine import Games, Program, compile_pack
from game.pack import Pack

RULES = Path(__file__).resolve().parents[2] / "rules"
AGENDAS: tuple[str, ...] = ("defence", "chips", "taiwan", "farm", "energy")
PAIN = {"defence": 1.9, "chips": 1.2, "taiwan": 2.0, "farm": 2.4, "energy": 1.1}
BASE_PAIN = {"taiwan": 0.35, "farm": 0.35}


@cache
def summit() -> Program:
    return compile_pack(Pack.load(RULES / "japan-2026"))


def put(games: Games, **values: float) -> None:
    """Sets tracks in every game; `marker_farm` stands for marker[farm]."""
    tracks = summit().tracks
    for name, value in values.items():
        family, _, member = name.partition("__")
        games.S[tracks[f"{family}[{member}]" if member else name].row] = value


def start_state(games: Games) -> None:
    """The state that the worked examples stand on."""
    put(games, diet=60, approval=60, capital=6, credibility=60, us_pressure=50, deals_signed=0, pocketed=0)
    put(games, host_nation=0, f35_tranches=0, thaad=0, tariff_alignment=0)
    put(games, **{f"brought__{c}": 0 for c in ("infrastructure", "access", "space", "aukus")})
    put(games, **{f"contributed__{c}": 0 for c in ("infrastructure", "access", "space", "aukus")})
    put(games, **{f"contribution_bonus__{c}": 0 for c in ("infrastructure", "access", "space", "aukus")})


def positions(games: Games, kind: str = "marker") -> dict[str, float]:
    return {a: summit().value(games, f"{kind}[{a}]") for a in AGENDAS}


def all_at(games: Games, rung: float) -> None:
    put(games, **{f"marker__{a}": rung for a in AGENDAS})


def pain(at: dict[str, float]) -> float:
    return sum(max(0, at[a] - 5) * PAIN[a] + BASE_PAIN.get(a, 0) * at[a] for a in AGENDAS)


@pytest.fixture
def games() -> Games:
    made = summit().start([7])
    start_state(made)
    return made


def test_the_article_compromise_with_two_contributions(games: Games) -> None:
    """All at 5, infrastructure and market access with their figures, farm produce the headline: 67.5 against 50."""
    all_at(games, 5)
    put(games, headline=AGENDAS.index("farm"), brought__infrastructure=1, brought__access=1)
    put(games, shown__infrastructure=1, shown__access=1)
    value = summit().value
    assert value(games, "satisfaction") == pytest.approx(50 + 4.5 + 2.6 * 5)
    assert value(games, "need_base") == pytest.approx(50)
    assert value(games, "pain") == pytest.approx(0.35 * 10)
    assert value(games, "vote_now") == pytest.approx(33 + 27 + 12 - 3.5)


def test_words_without_figures_count_half(games: Games) -> None:
    all_at(games, 5)
    put(games, headline=AGENDAS.index("farm"), brought__access=1)
    before = summit().value(games, "satisfaction")
    put(games, shown__access=1)
    assert summit().value(games, "satisfaction") - before == pytest.approx(0.5 * 2.6 * 5)


def test_everything_that_is_asked_is_more_than_the_diet_passes(games: Games) -> None:
    all_at(games, 10)
    put(games, headline=AGENDAS.index("chips"))
    at_ten = dict.fromkeys(AGENDAS, 10.0)
    value = summit().value
    assert value(games, "pain") == pytest.approx(pain(at_ten)) == pytest.approx(50.0)
    assert value(games, "vote_now") == pytest.approx(72 - 50.0)
    assert value(games, "satisfaction") == pytest.approx(100 + 1.6 * 5)


def test_the_demands_outside_the_issues_sweeten_the_table(games: Games) -> None:
    before = summit().value(games, "satisfaction")
    put(games, host_nation=2, f35_tranches=1, thaad=1, tariff_alignment=2)
    assert summit().value(games, "satisfaction") - before == pytest.approx(2 * 2 + 3 + 4 + 3 * 2)
    put(games, pocketed=17)
    assert summit().value(games, "satisfaction") - before == pytest.approx(17 / 2)


# --- the engine plays it --------------------------------------------------------------------------------------


def choose(games: Games, option: str) -> None:
    decision = summit().decision(games)
    assert decision is not None
    summit().play(games, np.full(games.n, decision.index(option)))


def to_the_vote(games: Games) -> None:
    """Passes everything that comes before the vote."""
    while True:
        decision = summit().decision(games)
        assert decision is not None, "the summit did not take place"
        if decision.phase == "summit_vote_asks":
            return
        legal = summit().legal(games)
        place = decision.index("pass")
        summit().play(games, np.full(games.n, place) if legal[place].all() else legal.argmax(axis=0))


def signed(at: dict[str, float], before: dict[str, float] | None = None) -> Games:
    games = summit().start([3])
    to_the_vote(games)
    start_state(games)
    put(games, **{f"marker__{a}": at[a] for a in AGENDAS})
    if before is not None:
        put(games, **{f"agreed__{a}": before[a] for a in AGENDAS})
    choose(games, "summit_sign_asks")
    assert summit().value(games, "signed_asks") == 0, "a vote stays secret until both have voted"
    choose(games, "summit_sign_answers")
    return games


def expected_cuts(at: dict[str, float], before: dict[str, float], bar: float) -> tuple[dict[str, float], int]:
    """The Diet's cuts, written down a second time: the clause that asks most, weighed by how much it hurts."""
    at, diet, cuts = dict(at), 60.0, 0
    while 0.55 * diet + 0.45 * 62.5 + 12 - pain(at) < bar and any(at[a] > before[a] for a in AGENDAS):
        worst = max((a for a in AGENDAS if at[a] > before[a]), key=lambda a: (at[a] - before[a]) * (PAIN[a] + 0.001))
        at[worst] -= min(1.0, at[worst] - before[worst])
        diet, cuts = diet - 0.4, cuts + 1
    return at, cuts


def test_the_diet_cuts_the_most_painful_clauses_step_by_step() -> None:
    at, before = dict.fromkeys(AGENDAS, 10.0), dict.fromkeys(AGENDAS, 0.0)
    games = signed(at, before)
    bar = summit().value(games, "bar_now")
    assert 25 < bar < 59
    wanted, cuts = expected_cuts(at, before, bar)
    assert positions(games) == pytest.approx(wanted)
    assert positions(games, "agreed") == pytest.approx(wanted)
    assert summit().value(games, "cuts") == cuts > 3
    assert summit().value(games, "outcome") == 1


def test_a_deal_takes_effect_and_is_remembered() -> None:
    at = dict.fromkeys(AGENDAS, 5.0)
    games = signed(at)
    value = summit().value
    assert positions(games, "agreed") == pytest.approx(at)
    assert value(games, "cuts") == 0
    assert value(games, "defence_target") == pytest.approx(3.0)
    assert value(games, "export_limits") == pytest.approx(25)
    assert value(games, "sdf_role") == pytest.approx(2)
    assert value(games, "deals_signed") == 1
    assert value(games, "capital") == pytest.approx(4)


def test_without_a_signature_everything_falls_back() -> None:
    games = summit().start([3])
    before = positions(games, "agreed")
    to_the_vote(games)
    all_at(games, 8)
    choose(games, "summit_sign_asks")
    choose(games, "summit_refuse_answers")
    assert positions(games, "agreed") == before
    assert positions(games) == before
    assert summit().value(games, "outcome") in (2, 3)
    assert summit().value(games, "deals_signed") == 0


def test_the_vote_of_the_other_side_is_not_seen() -> None:
    games = summit().start([3, 3])
    to_the_vote(games)
    summit().play(games, np.array([0, 1]))
    seen = summit().observe(games, "japan")
    assert np.isnan(seen.S[summit().tracks["vote_asks"].row]).all()
    assert np.isnan(seen.S[summit().tracks["need_now"].row]).all()
    assert np.array_equal(seen.C[:, 0], seen.C[:, 1])
