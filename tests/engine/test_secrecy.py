"""The law of secrecy: whatever a seat may not know can be anything at all, and nothing that the seat sees, may do,
guesses or chooses is another. What it may not know is read off the pack (`tests.engine.hidden`).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

import game.players
from game.engine import Games, Program
from game.players.doctrine import CharacterPolicy, DoctrinePolicy
from game.players.levels import EasyPolicy, rules_of
from game.players.random_policy import RandomPolicy
from game.players.recipe import ERAS, Plans, RecipePolicy, options_of
from game.players.search import Budget, SearchPolicy
from tests.engine.hidden import POISONS, hidden_counters, hidden_floats, poisoned
from tests.engine.play import random_choices
from tests.engine.veiled import veiled
from tests.packs import PACKS, compiled

NAMES = [*PACKS, "veiled"]
TINY = Budget(wide=4, worlds=(2, 2), quarters=0)


def program_of(name: str) -> Program:
    return veiled() if name == "veiled" else compiled(name)


@cache
def played(name: str) -> list[Games]:
    """Copies of all decisions of four games that are played at random."""
    program = program_of(name)
    games, rng = program.start([11, 12, 13, 14]), np.random.default_rng(11)
    found: list[Games] = []
    while program.decision(games) is not None:
        found.append(games.copy())
        program.play(games, random_choices(program, games, rng))
    return found


def positions(name: str, about: int) -> list[Games]:
    """About so many of them, spread over the game; the number is odd against the length of a turn."""
    every = max(1, len(played(name)) // about)
    return played(name)[:: every + (every > 1 and every % 2 == 0)]


def same(a: Games, b: Games) -> bool:
    floats = a.S.tobytes() == b.S.tobytes()  # bit for bit, NaN included
    return floats and np.array_equal(a.C, b.C) and np.array_equal(a.seeds, b.seeds) and a.step == b.step


@pytest.mark.parametrize("name", NAMES)
def test_observation_and_guess_do_not_depend_on_what_is_hidden(name: str) -> None:
    program = program_of(name)
    for games in positions(name, 20):
        for seat in program.seats:
            seen, guessed = program.observe(games, seat), program.guess(games, seat, 5)
            assert np.isfinite(guessed.S).all()
            assert same(program.observe(seen, seat), seen), "an observation shows the same again"
            assert same(program.guess(seen, seat, 5), guessed), "whoever guesses looks at the observation only"
            for poison in POISONS:
                bad = poisoned(program, games, seat, poison)
                assert same(program.observe(bad, seat), seen)
                assert same(program.guess(bad, seat, 5), guessed)


@pytest.mark.parametrize("name", NAMES)
def test_observation_keeps_all_that_is_not_hidden(name: str) -> None:
    program = program_of(name)
    for games in positions(name, 10):
        for seat in program.seats:
            seen, guessed = program.observe(games, seat), program.guess(games, seat, 5)
            blank, rows = hidden_floats(program, games, seat), hidden_counters(program, seat)
            kept = np.ones(len(games.C), dtype=np.bool_)
            kept[rows] = False
            assert np.isnan(seen.S[blank]).all()
            assert (seen.C[rows] == -1).all()
            assert not seen.seeds.any()
            for view in (seen, guessed):
                assert np.array_equal(view.S[~blank], games.S[~blank])
                assert np.array_equal(view.C[kept], games.C[kept])


@pytest.mark.parametrize("name", NAMES)
def test_what_a_seat_may_choose_does_not_depend_on_what_is_hidden(name: str) -> None:
    program = program_of(name)
    for games in positions(name, 60):
        decision = program.decision(games)
        assert decision is not None
        legal = program.legal(games)
        assert np.array_equal(program.legal(program.observe(games, decision.seat)), legal)
        for poison in POISONS:
            assert np.array_equal(program.legal(poisoned(program, games, decision.seat, poison)), legal)


# every way to play of game.players: what makes a policy for a seat, and whether it rolls dice of its own, which
# come from the game's seed, so that the seeds are left as they are for it
Maker = Callable[[Program, str], list[tuple[Any, bool]]]


def own_doctrines(program: Program, seat: str) -> list[tuple[Any, bool]]:
    mine = [(d, e.item.noise > 0) for d, e in program.pack.doctrines.items() if e.item.seat == seat]
    return [(DoctrinePolicy(d), noisy) for d, noisy in mine]


def own_characters(program: Program, seat: str) -> list[tuple[Any, bool]]:
    return [(CharacterPolicy(seat), True)] if own_doctrines(program, seat) else []


def own_search(program: Program, seat: str) -> list[tuple[Any, bool]]:
    others = {s: rules_of(program, s) for s in program.seats if s != seat}
    return [(SearchPolicy(seat, TINY, rules_of(program, seat), others), False)]


def own_recipe(program: Program, seat: str) -> list[tuple[Any, bool]]:
    plan = np.random.default_rng(1).random((1, ERAS, len(options_of(program, seat))))
    return [(RecipePolicy(Plans(program, seat), plan), False)]


MAKERS: dict[str, Maker] = {
    "RandomPolicy": lambda program, seat: [(RandomPolicy(), True)],
    "DoctrinePolicy": own_doctrines,
    "CharacterPolicy": own_characters,
    "EasyPolicy": lambda program, seat: [(EasyPolicy(rules_of(program, seat)), True)],
    "RecipePolicy": own_recipe,
    "SearchPolicy": own_search,
}


def test_every_policy_is_held_to_secrecy() -> None:
    """A new way to play has to be put into MAKERS."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(game.players.__path__):
        for name, value in inspect.getmembers(importlib.import_module(f"game.players.{module.name}"), inspect.isclass):
            if callable(getattr(value, "choose", None)) and not getattr(value, "_is_protocol", False):
                found.add(name)
    assert found == set(MAKERS)


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_no_policy_chooses_by_what_its_seat_may_not_know(name: str, maker: str) -> None:
    program = program_of(name)
    asked = 0
    for number, games in enumerate(positions(name, 12 if maker == "SearchPolicy" else 40)):
        decision = program.decision(games)
        assert decision is not None
        seat, legal = decision.seat, program.legal(games)
        policies = MAKERS[maker](program, seat)
        for policy, dice in policies[number % len(policies) :][:1] if policies else ():
            asked += 1
            choice = policy.choose(program, games, legal)
            for poison in POISONS[: 1 if maker == "SearchPolicy" else None]:
                bad = poisoned(program, games, seat, poison, seeds=not dice)
                assert np.array_equal(policy.choose(program, bad, legal), choice), (decision.phase, policy)
    assert asked


@pytest.mark.parametrize("name", NAMES)
def test_a_game_alone_is_searched_as_in_a_batch(name: str) -> None:
    program = program_of(name)
    budget = Budget(wide=9, worlds=(2, 2, 2), quarters=1)
    for games in positions(name, 4):
        decision = program.decision(games)
        assert decision is not None
        others = {s: rules_of(program, s) for s in program.seats if s != decision.seat}
        search = SearchPolicy(decision.seat, budget, rules_of(program, decision.seat), others)
        together = search.choose(program, games, program.legal(games))
        for k in map(int, np.flatnonzero(~games.over)):
            alone = games.take([k])
            assert search.choose(program, alone, program.legal(alone))[0] == together[k], (decision.phase, k)


class Rigged(SearchPolicy):
    """A search whose play-outs have fixed values: option 2 looks worst in the first round and is best afterwards."""

    def round(self, program: Program, seen: Games, candidates: Any, worlds: int, keys: Any) -> Any:
        first = worlds == 1
        values = np.array([0.5, 0.6, 0.1 if first else 1.0, 0.2, 0.2, 0.2])
        return np.repeat(values[candidates][:, :, None], worlds, axis=2)


def test_each_game_halves_its_own_candidates() -> None:
    """One game has three options, the other six. Of three, two go on: option 2 is out, also beside the other game,
    of whose six three go on."""
    program = veiled()
    seen = program.start([1, 2])
    wanted = np.array([[5.0, 4, 3, -np.inf, -np.inf, -np.inf], [5.0, 4, 3, 2, 1, 0]]).T
    search = Rigged("mayor", Budget(9, (1, 4), 0, doubt=0.0), rules_of(program, "mayor"), {})
    together = search.search(program, seen, wanted, 0.0)
    alone = [search.search(program, seen.take([k]), wanted[:, [k]], 0.0)[0] for k in range(2)]
    assert together.tolist() == alone == [1, 1]
