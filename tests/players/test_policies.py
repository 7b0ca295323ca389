"""Policies: legal, reproducible, the same alone and in a batch."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import UnknownName
from game.engine.doctrine import most_wanted
from game.players.doctrine import CharacterPolicy
from game.players.policy import policies_named, policy_named
from game.players.random_policy import RandomPolicy
from game.study.playout import play_seeds
from tests.packs import PACKS, compiled


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", ["random", "auto"])
def test_a_game_alone_plays_as_in_a_batch(pack: str, name: str) -> None:
    program = compiled(pack)
    policies = policies_named(program, {}, default=name)
    batch = play_seeds(program, range(6), policies)
    alone = play_seeds(program, [4], policies)
    assert np.array_equal(batch.games.S[:, 4], alone.games.S[:, 0])
    assert np.array_equal(batch.games.C[:, 4], alone.games.C[:, 0])


@pytest.mark.parametrize("block", [1, 7, 64])
def test_blocks_change_nothing(block: int) -> None:
    program = compiled("tutorial")
    policies = policies_named(program, {})
    whole = play_seeds(program, range(64), policies, block=64)
    parts = play_seeds(program, range(64), policies, block=block)
    assert np.array_equal(whole.games.S, parts.games.S)
    assert whole.decisions == parts.decisions


def test_random_play_takes_every_legal_option_equally_often() -> None:
    program = compiled("tutorial")
    games = program.start(range(20_000))
    legal = program.legal(games)
    choice = RandomPolicy().choose(program, games, legal)
    assert legal[choice, np.arange(games.n)].all()
    first = legal[:, 0]
    same = (legal == first[:, None]).all(axis=0)
    counts = np.bincount(choice[same], minlength=len(first))[first]
    share = counts / counts.sum()
    assert np.abs(share - 1 / first.sum()).max() < 0.02
    assert not np.bincount(choice[same], minlength=len(first))[~first].any()


def test_random_numbers_never_touch_the_games_own_draws() -> None:
    """A policy that draws must not change what chance gives the game."""
    program = compiled("tutorial")
    games = program.start([1])
    twin = games.copy()
    RandomPolicy().choose(program, games, program.legal(games))
    program.play(games, [int(np.flatnonzero(program.legal(games)[:, 0])[0])])
    program.play(twin, [int(np.flatnonzero(program.legal(twin)[:, 0])[0])])
    assert np.array_equal(games.S, twin.S)


@pytest.mark.parametrize("pack", PACKS)
def test_doctrines_choose_legal_options_in_every_phase(pack: str) -> None:
    program = compiled(pack)
    for doctrine, entry in program.pack.doctrines.items():
        policies = policies_named(program, {entry.item.seat: doctrine}, default="random")
        played = play_seeds(program, range(3), policies)
        assert played.games.over.all()


def test_a_wrong_name_gets_the_nearest_one() -> None:
    program = compiled("tutorial")
    seat = program.seats[0]
    with pytest.raises(UnknownName, match="did you mean 'random'"):
        policy_named(program, seat, "randm")
    with pytest.raises(UnknownName, match="there is no seat 'nowhere'"):
        policies_named(program, {"nowhere": "random"})


def test_the_most_wanted_option_is_the_first_of_equals() -> None:
    rng = np.random.default_rng(0)
    wanted = rng.integers(0, 4, (300, 500)).astype(float)  # many are equal, and more options than fit into a byte
    legal = rng.random(wanted.shape) < 0.4
    legal[:, 0] = False
    found = most_wanted(enumerate(wanted), legal)
    assert np.array_equal(found, np.where(legal, wanted, -np.inf).argmax(axis=0))


@pytest.mark.parametrize("n", [1, 40])
def test_a_character_takes_what_it_wants_most_of_what_is_legal(n: int) -> None:
    """`choose` looks at legal options only, `preferences` at all of them: noise and values are the same."""
    program = compiled("japan-2026")
    games, policies = program.start(range(n)), policies_named(program, {}, default="auto")
    chosen = 0
    while (decision := program.decision(games)) is not None and decision.turn < 2:
        legal, policy = program.legal(games), policies[decision.seat]
        assert isinstance(policy, CharacterPolicy)
        choice = policy.choose(program, games, legal)
        wanted = np.where(legal, policy.preferences(program, games), -np.inf)
        assert np.array_equal(choice, wanted.argmax(axis=0))
        chosen += 1
        program.play(games, choice)
    assert chosen > 20
