"""One seat as a Gymnasium environment: one game, and a batch."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode

from game.adapters.gymnasium_env import SeatEnv
from game.adapters.gymnasium_vector import SeatVectorEnv
from tests.adapters.worlds import poisoned
from tests.packs import compiled

NAME = "game.adapters.gymnasium_env:Itabasami-v0"
GAMES = [("tutorial", "", ""), ("tutorial", "", "league"), ("japan-2026", "tutorial_summit", "usa")]


def some(mask: np.ndarray[Any, Any], rng: np.random.Generator) -> np.ndarray[Any, Any]:
    """A legal action for each row of a mask, at random."""
    return np.where(mask, rng.random(mask.shape), -1.0).argmax(axis=-1)


@pytest.mark.parametrize(("pack", "scenario", "seat"), GAMES)
def test_the_librarys_own_check(pack: str, scenario: str, seat: str) -> None:
    check_env(gymnasium.make(NAME, pack=pack, scenario=scenario, seat=seat).unwrapped)


def test_a_game_ends_with_the_seats_total_as_reward() -> None:
    env, rng = SeatEnv(compiled("tutorial")), np.random.default_rng(3)
    _, info = env.reset(seed=3)
    rewards, over = [], False
    while not over:
        assert info["action_mask"].sum() >= 2
        observation, reward, over, truncated, info = env.step(some(info["action_mask"], rng))
        assert env.observation_space.contains(observation)
        assert not truncated
        rewards.append(reward)
    assert env.games is not None
    assert rewards[:-1] == [0.0] * (len(rewards) - 1)
    assert rewards[-1] == env.seating.program.score(env.games).total["island"][0] / 100
    assert not info["action_mask"].any()
    with pytest.raises(RuntimeError, match="call reset"):
        env.step(0)


def test_an_illegal_action_ends_the_episode() -> None:
    env = SeatEnv(compiled("tutorial"))
    before, info = env.reset(seed=3)
    after, reward, terminated, truncated, info = env.step(int(np.flatnonzero(info["action_mask"] == 0)[0]))
    assert (reward, terminated, truncated, info["illegal"]) == (-1.0, True, False, True)
    assert np.array_equal(before, after)


def test_wrong_use_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one game"):
        SeatVectorEnv(0, compiled("tutorial"))
    envs = SeatVectorEnv(2, compiled("tutorial"))
    with pytest.raises(RuntimeError, match="call reset"):
        envs.step(np.zeros(2, dtype=np.int64))
    with pytest.raises(ValueError, match="3 seeds for 2 games"):
        envs.reset(options={"seeds": [1, 2, 3]})


def test_a_seat_that_is_never_asked_cannot_be_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [d for d in compiled("tutorial").decisions() if d.seat != "union"]
    monkeypatch.setattr(compiled("tutorial"), "decisions", lambda: asked)
    with pytest.raises(ValueError, match="union decides nothing in the scenario year"):
        SeatEnv(compiled("tutorial"), seat="union")


def test_make_vec_gives_the_batch() -> None:
    envs = gymnasium.make_vec(NAME, num_envs=3, vectorization_mode="vector_entry_point", pack="tutorial")
    assert isinstance(envs.unwrapped, SeatVectorEnv)
    assert envs.metadata["autoreset_mode"] == AutoresetMode.NEXT_STEP
    observations, infos = envs.reset(seed=5)
    assert envs.observation_space.contains(observations)
    actions = envs.action_space.sample(tuple(infos["action_mask"]))
    observations, rewards, terminations, truncations, infos = envs.step(actions)
    assert envs.observation_space.contains(observations)
    assert rewards.shape == terminations.shape == truncations.shape == (3,)


@pytest.mark.parametrize(("pack", "scenario", "seat"), [*GAMES, ("japan-2026", "", "")])
def test_each_game_of_the_batch_is_the_same_seed_alone(pack: str, scenario: str, seat: str) -> None:
    """Observations, masks and rewards; a game alone is not asked where it has one legal option only."""
    program, n, rng = compiled(pack, scenario), 5, np.random.default_rng(1)
    envs = SeatVectorEnv(n, program, seat=seat)
    alone = [SeatEnv(program, seat=seat) for _ in range(n)]
    observations, infos = envs.reset(options={"seeds": range(40, 40 + n)})
    single = [env.reset(options={"seed": 40 + k}) for k, env in enumerate(alone)]
    sums, ends = np.zeros(n), [0.0] * n
    over = np.zeros(n, dtype=np.bool_)
    while not over.all():
        mask = infos["action_mask"]
        actions = some(mask, rng)
        for k in np.flatnonzero(mask.sum(axis=1) > 1):
            observation, info = single[k]
            assert np.array_equal(observation, observations[k])
            assert np.array_equal(info["action_mask"], mask[k])
            observation, reward, _, _, info = alone[k].step(actions[k])
            single[k], ends[k] = (observation, info), ends[k] + float(reward)
        observations, rewards, over, _, infos = envs.step(actions)
        sums += rewards
    assert sums.tolist() == ends
    assert np.array_equal(observations, [o for o, _ in single])


def test_all_games_end_together_and_start_anew_in_the_next_step() -> None:
    """Episodes of a batch that has losses: who has lost waits, with nothing to decide and no reward."""
    n, rng = 48, np.random.default_rng(2)
    envs = SeatVectorEnv(n, compiled("japan-2026", "class50"), others={"usa": "random", "china": "random"})
    _, infos = envs.reset(seed=1)
    waited = 0
    for _ in range(2):
        over, paid = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.int64)
        while not over.all():
            waiting = infos["waiting"]
            mask = infos["action_mask"]
            assert (mask.sum(axis=1) >= 1).all()
            assert (mask[waiting, 0] == 1).all()
            assert (mask[waiting].sum(axis=1) == 1).all()
            waited += int(waiting.sum())
            _, rewards, over, truncated, infos = envs.step(some(mask, rng))
            assert over.all() or not over.any()
            assert not truncated.any()
            assert not rewards[waiting].any()
            paid += rewards != 0
        assert infos["waiting"].all()
        assert (paid <= 1).all()
        # the step after: actions mean nothing, new games begin
        first, rewards, over, _, infos = envs.step(np.full(n, 99))
        assert not rewards.any()
        assert not over.any()
        assert not infos["waiting"].any()
        assert len(np.unique(first, axis=0)) > 1
    assert waited, "no game was lost: the test looks at nothing"


def test_an_illegal_action_makes_its_game_wait_and_no_other() -> None:
    program = compiled("tutorial")
    envs, twins = SeatVectorEnv(3, program), SeatVectorEnv(3, program)
    seen, infos = envs.reset(seed=4)
    twins.reset(seed=4)
    right = infos["action_mask"].argmax(axis=1)
    wrong = right.copy()
    wrong[1] = int(np.flatnonzero(infos["action_mask"][1] == 0)[0])
    observations, rewards, _, _, infos = envs.step(wrong)
    expected = twins.step(right)[0]
    assert rewards.tolist() == [0.0, -1.0, 0.0]
    assert infos["waiting"].tolist() == [False, True, False]
    assert np.array_equal(observations[[0, 2]], expected[[0, 2]])
    assert np.array_equal(observations[1], seen[1])
    # where nobody plays on, the batch is over at once
    _, rewards, over, _, infos = envs.step(np.full(3, -1))
    assert rewards.tolist() == [-1.0, 0.0, -1.0]
    assert over.all()


def test_observations_handed_out_are_not_changed_later() -> None:
    envs, rng = SeatVectorEnv(8, compiled("tutorial")), np.random.default_rng(1)
    observations, infos = envs.reset(seed=1)
    kept: list[tuple[Any, Any]] = []
    for _ in range(40):
        kept.append((observations, observations.copy()))
        observations, _, _, _, infos = envs.step(some(infos["action_mask"], rng))
    assert all(np.array_equal(handed, copy) for handed, copy in kept)


def test_what_is_hidden_changes_no_step_of_the_batch() -> None:
    envs = SeatVectorEnv(16, compiled("tutorial"), counters=True)
    envs.reset(seed=1)
    assert envs.live is not None
    before, info = envs.observe(), envs.info()
    envs.live = poisoned(envs.seating.program, envs.live, envs.seat, 7)
    assert np.array_equal(envs.observe(), before)
    assert np.array_equal(envs.info()["action_mask"], info["action_mask"])
