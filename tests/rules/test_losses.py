"""The five ways to lose: each threshold just above and just below, at the end of a quarter of the engine."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games
from tests.rules.world import copies, end_quarter, number_in, put, world

WIDE = 120


def played(**values: object) -> Games:
    """Many games that differ by what is put in, one quarter on."""
    games = copies(world(), WIDE)
    put(world(), games, **values)  # pyright: ignore[reportArgumentType]
    end_quarter(world(), games)
    return games


def lost(games: Games, ending: str) -> np.ndarray:
    return games.C[games.ending_row] == list(world().pack.endings).index(ending)


def edge(games: Games, ending: str, track: str, limit: float, low: bool = True) -> None:
    """Just the games beyond the limit are lost, and some lie close to it on either side."""
    value = world().values(games, track)
    beyond = value <= limit if low else value >= limit
    assert np.array_equal(lost(games, ending), beyond), f"{ending} at {limit}"
    near = 0.02 * max(1.0, abs(limit))
    assert (beyond & (abs(value - limit) < near)).any(), "no game just beyond"
    assert (~beyond & (abs(value - limit) < near)).any(), "no game just short of it"


def condition(ending: str) -> object:
    return world().pack.endings[ending].item.when


def test_rupture() -> None:
    limit = number_in(condition("rupture"), "alliance_trust <=")
    games = played(alliance_trust=np.linspace(limit - 4, limit + 8, WIDE))
    edge(games, "rupture", "alliance_trust", limit)


def test_bond_crisis_at_once() -> None:
    limit = number_in(condition("bond_crisis"), "bond_yield >=")
    games = played(confidence=np.linspace(5, 45, WIDE), yield_turns=0)
    edge(games, "bond_crisis", "bond_yield", limit, low=False)


def test_bond_crisis_by_two_quarters() -> None:
    """A quarter at the lower mark is a warning, a second one in a row is the end; one below it starts anew."""
    text = world().pack.rules["yield_counted"].item.effects[0].set
    mark = number_in(text, "bond_yield >=")
    high = number_in(condition("bond_crisis"), "bond_yield >=")
    games = played(confidence=np.linspace(5, 45, WIDE), yield_turns=0)
    value = world().values(games, "bond_yield")
    warned = (value >= mark) & (value < high)
    assert warned.any()
    assert not lost(games, "bond_crisis")[warned].any()
    assert (world().values(games, "yield_turns")[warned] == 1).all()
    again = played(confidence=np.linspace(5, 45, WIDE), yield_turns=1)
    assert lost(again, "bond_crisis")[warned].all()
    assert not lost(again, "bond_crisis")[value < mark].any()
    assert (world().values(again, "yield_turns")[value < mark] == 0).all()


def test_isolation_needs_a_closed_market_and_weak_chains() -> None:
    market = number_in(condition("isolation"), "market_access <=")
    chain = number_in(condition("isolation"), "supply_chain <=")
    weak = played(market_access=np.linspace(0, market + 8, WIDE), supply_chain=20, coercion=8)
    edge(weak, "isolation", "market_access", market)
    chains = played(market_access=0, coercion=8, supply_chain=np.linspace(chain - 4, chain + 4, WIDE))
    edge(chains, "isolation", "supply_chain", chain)


def test_no_confidence_at_once_needs_a_divided_diet() -> None:
    approval = number_in(condition("no_confidence"), "approval <=")
    diet = number_in(condition("no_confidence"), "diet <=")
    divided = played(approval=np.linspace(approval - 8, approval + 8, WIDE), diet=20, weak_turns=0)
    edge(divided, "no_confidence", "approval", approval)
    split = played(approval=15, weak_turns=0, diet=np.linspace(diet - 5, diet + 8, WIDE))
    edge(split, "no_confidence", "diet", diet)


def test_no_confidence_by_two_weak_quarters() -> None:
    mark = number_in(world().pack.rules["weak_counted"].item.effects[0].set, "approval <=")
    sweep = np.linspace(mark - 8, mark + 10, WIDE)
    once, twice = played(approval=sweep, diet=60, weak_turns=0), played(approval=sweep, diet=60, weak_turns=1)
    assert not lost(once, "no_confidence").any()
    edge(twice, "no_confidence", "approval", mark)


def test_war_is_the_fifth_rung_and_everybodys_loss() -> None:
    games = played(strait_rung=[3 + 2 * (k % 2) for k in range(WIDE)])
    rung = world().values(games, "strait_rung")
    assert np.array_equal(lost(games, "war"), rung >= 5)
    assert 0 < np.count_nonzero(rung >= 5) < WIDE
    assert set(world().pack.endings["war"].item.losers) == set(world().seats)


@pytest.mark.parametrize(
    ("ending", "pattern"),
    [
        ("rupture", "alliance_trust <="),
        ("bond_crisis", "bond_yield >="),
        ("isolation", "market_access <="),
        ("isolation", "supply_chain <="),
        ("no_confidence", "or \\(approval <="),
        ("no_confidence", "diet <="),
    ],
)
def test_the_sentence_of_a_loss_names_its_threshold(ending: str, pattern: str) -> None:
    item = world().pack.endings[ending].item
    number = f"{number_in(item.when, pattern):g}"
    assert item.cause is not None
    assert number in item.cause.ja
    assert number in item.cause.en
