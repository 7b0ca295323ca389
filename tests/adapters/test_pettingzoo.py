"""A whole game as a PettingZoo environment."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from game.adapters.pettingzoo_env import RawEnv, env
from game.engine import IllegalMove
from tests.adapters.worlds import poisoned
from tests.packs import compiled

# Where pygame is installed, PettingZoo's checks load its own games in a way that it warns of.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from pettingzoo.test import api_test, seed_test

# Remarks of api_test that PettingZoo's own card games get too: it knows those by name and leaves them out.
ODD = [
    "Observation space for each agent probably should be",
    "We recommend agents to be named in the format",
    "Agents have different observation space sizes",
    "Observation is not a NumPy array",
    "Action mask numpy array is all zeros",  # of agents whose game is over
]
quiet = [pytest.mark.filterwarnings(f"ignore:{text}:UserWarning") for text in ODD]
GAMES = [("tutorial", "", ()), ("tutorial", "", ("island", "union")), ("japan-2026", "tutorial_summit", ())]


def with_marks(function):
    for mark in quiet:
        function = mark(function)
    return function


@with_marks
@pytest.mark.parametrize(("pack", "scenario", "seats"), GAMES)
def test_the_librarys_own_checks(pack: str, scenario: str, seats: tuple[str, ...]) -> None:
    api_test(env(pack, scenario, seats), num_cycles=60)
    seed_test(lambda: env(pack, scenario, seats), num_cycles=30)


def test_a_game_ends_with_each_seats_own_total() -> None:
    raw, rng = RawEnv(compiled("tutorial")), np.random.default_rng(1)
    raw.reset(seed=1)
    sums = dict.fromkeys(raw.possible_agents, 0.0)
    for agent in raw.agent_iter():
        observation, reward, terminated, _, _ = raw.last()
        sums[agent] += reward
        assert observation is not None
        legal = np.flatnonzero(observation["action_mask"])
        if not terminated:
            assert reward == 0.0
        raw.step(None if terminated else int(rng.choice(legal)))
    total = raw.program.score(raw.games).total
    assert sums == {seat: total[seat][0] / 100 for seat in raw.possible_agents}
    assert max(sums.values()) > 0


def test_policies_play_the_seats_that_are_no_agents() -> None:
    environment = env(compiled("tutorial"), seats=["union"], others={"island": "random"})
    environment.reset(seed=2)
    asked = set()
    for agent in environment.agent_iter():
        asked.add(agent)
        observation, _, terminated, _, _ = environment.last()
        assert observation is not None
        environment.step(None if terminated else int(observation["action_mask"].argmax()))
    assert asked == {"union"}


@pytest.mark.filterwarnings("ignore:.*Illegal move made:UserWarning")
def test_an_illegal_action_ends_the_game_for_all_and_costs_its_agent() -> None:
    environment = env(compiled("tutorial"))
    environment.reset(seed=1)
    agent = environment.agent_selection
    observation = environment.observe(agent)
    assert observation is not None
    environment.step(int(np.flatnonzero(observation["action_mask"] == 0)[0]))
    assert all(environment.terminations.values())
    assert environment.rewards == {seat: -1.0 if seat == agent else 0.0 for seat in environment.agents}


def test_the_bare_environment_refuses_an_illegal_action_and_stays_as_it_was() -> None:
    raw = RawEnv(compiled("tutorial"))
    raw.reset(seed=1)
    agent, before = raw.agent_selection, raw.observe(raw.agent_selection)
    with pytest.raises(IllegalMove):
        raw.step(int(np.flatnonzero(before["action_mask"] == 0)[0]))
    assert raw.agent_selection == agent
    assert np.array_equal(raw.observe(agent)["observation"], before["observation"])


def test_what_is_hidden_from_an_agent_changes_nothing_that_it_observes() -> None:
    raw = RawEnv(compiled("japan-2026", "tutorial_summit"), counters=True)
    raw.reset(seed=3)
    for agent in raw.agents:
        games, before = raw.games, raw.observe(agent)
        raw.games = poisoned(raw.program, games, agent, 5)
        assert not np.array_equal(raw.games.S, games.S)
        after = raw.observe(agent)
        assert np.array_equal(after["observation"], before["observation"])
        if raw.agent_selection == agent:
            assert np.array_equal(after["action_mask"], before["action_mask"])
        raw.games = games
