"""Chance: fair dice, whatever the order in which they are thrown. Seeds are fixed: these tests cannot fail by luck."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from game.engine import Games, Ledger, Program
from game.engine.chance import NORMAL, OCCURRENCES, key, normal, salt, seed_column, uniform
from game.engine.clock import Clock, Env
from game.engine.kernel import seeds_of
from tests.engine.veiled import veiled

N = 40_000
CLOCK = Clock(0, "2026Q1", 1.0, 4.0, 1.0, 2026.0, frozenset())


def kolmogorov(u: np.ndarray) -> float:
    """The Kolmogorov-Smirnov distance from uniform, times sqrt(n): above 1.95 once in a thousand."""
    x, n = np.sort(u), len(u)
    steps = np.arange(n)
    return float(max((x - steps / n).max(), ((steps + 1) / n - x).max()) * np.sqrt(n))


def chi_square(counts: np.ndarray, shares: np.ndarray | float) -> float:
    expected = counts.sum() * shares
    return float(((counts - expected) ** 2 / expected).sum())


@pytest.mark.parametrize("start", [0, 2**63 - N // 2, 2**64 - N])
def test_neighbouring_seeds_roll_uniform_numbers(start: int) -> None:
    for rule, turn in itertools.product(("rule:storm", "event:storm"), (0, 7)):
        u = uniform(seeds_of(range(start, start + N)), salt(turn, key(rule), 0))
        assert u.min() >= 0
        assert u.max() < 1
        assert kolmogorov(u) < 1.95
        # 63 degrees of freedom: above 103 once in a thousand
        assert chi_square(np.bincount((u * 64).astype(int), minlength=64), 1 / 64) < 103


def test_rolls_of_one_game_are_uniform_and_independent() -> None:
    """One seed over turns, rules and occurrences; pairs fall evenly into a grid."""
    seed = seeds_of([5])
    u = np.array(
        [uniform(seed, salt(t, key(f"rule:{r}"), o))[0] for t in range(40) for r in range(40) for o in range(10)]
    )
    assert kolmogorov(u) < 1.95
    for lag in (1, 10, 400):
        a, b = u[:-lag], u[lag:]
        grid = np.bincount((a * 8).astype(int) * 8 + (b * 8).astype(int), minlength=64)
        assert chi_square(grid, 1 / 64) < 103
        assert abs(np.corrcoef(a, b)[0, 1]) < 0.03


def test_no_two_seeds_beside_each_other_are_the_same_game() -> None:
    """Also where they do not fit a signed number, and in one batch with some that do."""
    for first in (0, 2**53, 2**63 - 3, 2**64 - 6, 2**80):
        seeds = [*range(first, first + 6), 777]
        assert len(set(seeds_of(seeds).tolist())) == len(set(seeds))
        assert np.array_equal(seeds_of(seeds)[:1], seeds_of([first]))


def test_one_seed_more_is_another_game() -> None:
    salted = salt(0, key("rule:storm"), 0)
    a, b = (uniform(seeds_of(range(first, first + N)), salted) for first in (0, 1))
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.02
    assert uniform(seed_column([3]), salted)[0] == uniform(seed_column([3 + 2**64]), salted)[0]


def test_normal_values() -> None:
    z = normal(uniform(seeds_of(range(N)), salt(1, key("rule:storm"), 2)))
    assert abs(z.mean()) < 0.02
    assert abs(z.var() - 1) < 0.03
    assert abs((z**3).mean()) < 0.06
    assert abs((z**4).mean() - 3) < 0.15
    assert abs(NORMAL.mean()) < 1e-9
    assert np.array_equal(NORMAL, -NORMAL[::-1]), "no side is favoured"
    assert normal(np.array([0.0, 0.5, 1 - 2.0**-52])).tolist() == [NORMAL[0], NORMAL[2048], NORMAL[-1]]


def test_turn_rule_and_occurrence_each_tell_draws_apart() -> None:
    seed = seeds_of([1])
    salts = [salt(t, key(r), o) for t in range(12) for r in ("a", "b", "ab") for o in (0, 1, 63, 64, OCCURRENCES - 1)]
    assert len({float(uniform(seed, s)[0]) for s in salts}) == len(salts)
    with pytest.raises(ValueError, match="occurrence 1024"):
        salt(0, key("a"), OCCURRENCES)


def test_draws_do_not_depend_on_the_order_in_which_they_are_made() -> None:
    seeds = seeds_of(range(50))
    salts = [salt(t, key(f"rule:{r}"), o) for t in range(3) for r in "xyz" for o in range(3)]
    forward = [uniform(seeds, s) for s in salts]
    backward = [uniform(seeds, s) for s in reversed(salts)][::-1]
    assert all(np.array_equal(a, b) for a, b in zip(forward, backward, strict=True))
    shuffled = np.random.default_rng(1).permutation(50)
    assert np.array_equal(uniform(seeds[shuffled], salts[0]), forward[0][shuffled])
    assert uniform(seeds[7:8], salts[0])[0] == forward[0][7]


def test_what_one_player_does_leaves_the_dice_of_the_rest_alone() -> None:
    """In the same turn, the raid rolls the same whether the council has guarded, feasted or passed before it."""
    program, rolled = veiled(), []
    for orders in (("feast", "spy"), ("spy", "feast"), ("pass",)):
        games = program.start(8)
        for order in orders:
            decision = program.decision(games)
            assert decision is not None
            assert decision.phase == "council"
            program.play(games, decision.index(order))
        while (decision := program.decision(games)) is not None and decision.phase != "raid":
            program.play(games, decision.index("pass"))
        rolled.append(draws(program, games))
    assert rolled[0] == rolled[1] == rolled[2]


def draws(program: Program, games: Games) -> list[tuple[int, str, int, float]]:
    """What the raid on the east rolls."""
    ledger, decision = Ledger(), program.decision(games)
    assert decision is not None
    program.play(games, decision.index("attack[east]"), ledger)
    found = [(d.turn, d.rule, d.occurrence, d.value) for d in ledger.draws if d.rule.startswith("option:attack")]
    assert found
    return found


@pytest.mark.parametrize("weights", [(1, 1), (1, 2, 3, 4), (0, 5, 0, 1), (3, -2, 1), (0.5, 0.25, 0.25)])
def test_places_are_drawn_by_weight(weights: tuple[float, ...]) -> None:
    env = Env(CLOCK, seeds_of(range(N)), {1: "rule:x"}, {})
    counts = np.bincount(env.draw(1, weights).astype(int), minlength=len(weights))
    shares = np.maximum(weights, 0) / np.maximum(weights, 0).sum()
    assert not counts[shares == 0].any()
    # at most 3 degrees of freedom: above 16.3 once in a thousand
    assert chi_square(counts[shares > 0], shares[shares > 0]) < 16.3


def test_starts_are_drawn_from_their_priors() -> None:
    program = veiled()
    games = program.start(range(N))
    chief, strength, mood = (games.S[program.tracks[t].row] for t in ("chief", "strength", "mood"))
    assert chi_square(np.bincount(chief.astype(int)), np.array([0.25, 0.25, 0.5])) < 13.8
    assert kolmogorov((strength - 20) / 40) < 1.95
    assert abs(mood.mean() - 10) < 0.04
    assert abs(mood.std() - 2) < 0.04
    assert abs(np.corrcoef(strength, mood)[0, 1]) < 0.02, "each start has dice of its own"


def test_each_role_is_dealt_its_goals_evenly() -> None:
    program = veiled()
    games, named = program.start(range(N)), program.compiled.layout.named
    for pair in (("thrift", "peace"), ("hoard", "hide")):
        a, b = (games.C[named[f"goal:{g}"]] for g in pair)
        assert ((a + b) == 1).all()
        assert chi_square(np.array([a.sum(), b.sum()]), 0.5) < 10.8
