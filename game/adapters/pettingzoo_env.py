"""A whole game as a PettingZoo environment (AEC: agents act one after the other), the seats as agents.

>>> environment = env("tutorial")
>>> environment.reset(seed=1)
>>> observation, reward, terminated, truncated, info = environment.last()
>>> environment.step(environment.action_space(environment.agent_selection).sample(observation["action_mask"]))
>>> environment.agents
['island', 'league', 'union']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from gymnasium.spaces import Box, Dict, Discrete, Space
from gymnasium.utils import seeding
from pettingzoo import AECEnv
from pettingzoo.utils.wrappers import AssertOutOfBoundsWrapper, OrderEnforcingWrapper, TerminateIllegalWrapper

from game.engine import Games, Program

from .encoding import Actions, Encoding
from .seating import ILLEGAL, Seating

Observation = dict[str, Any]
MOST_SEED = 2**63


def env(
    pack: str | Program = "tutorial",
    scenario: str = "",
    seats: Iterable[str] = (),
    others: Mapping[str, str] | None = None,
    counters: bool = False,
) -> AECEnv[str, Observation, Any]:
    """The environment in PettingZoo's usual wrappers: an illegal action ends the game with -1 for its agent.

    Arguments and errors as `RawEnv`.
    """
    raw = RawEnv(pack, scenario, seats, others, counters)
    return OrderEnforcingWrapper(AssertOutOfBoundsWrapper(TerminateIllegalWrapper(raw, illegal_reward=ILLEGAL)))


class RawEnv(AECEnv[str, Observation, Any]):
    """The environment without wrappers: an illegal action raises IllegalMove.

    - Agents: the seats, by id; those in `seats` (default all), while policies play the rest.
    - Actions: Discrete over all options that the seat may be asked for (`actions[seat].names`).
    - Observations: {"observation": float32 between 0 and 1 (`encoding.names`), "action_mask": int8}; the mask is all
      zeros while another seat decides.
    - Rewards: 0 until the game is over, then each seat's own total of 100 points as 0 to 1: not a zero-sum game.

    :param others: seat to policy name; "auto" where a seat is not named.
    :param counters: whether observations hold counts of uses and delayed effects too (see `Encoding`).
    :raises UnknownName, FileNotFoundError, PackError: see `Seating.of`.
    """

    metadata: dict[str, Any] = {"name": "itabasami_v0", "render_modes": [], "is_parallelizable": False}  # noqa: RUF012 - PettingZoo's own declaration

    def __init__(
        self,
        pack: str | Program = "tutorial",
        scenario: str = "",
        seats: Iterable[str] = (),
        others: Mapping[str, str] | None = None,
        counters: bool = False,
    ) -> None:
        super().__init__()
        self.seating = Seating.of(pack, scenario, learners=seats, others=others)
        self.program = self.seating.program
        self.encoding = Encoding(self.program, counters)
        self.actions = {seat: Actions(self.program, seat) for seat in self.seating.learners}
        self.possible_agents = list(self.seating.learners)
        self.action_spaces: dict[str, Space[Any]] = {seat: Discrete(a.n) for seat, a in self.actions.items()}
        self.observation_spaces: dict[str, Space[Any]] = {
            seat: Dict(
                {
                    "observation": Box(0.0, 1.0, (self.encoding.size,), np.float32),
                    "action_mask": Box(0, 1, (a.n,), np.int8),
                }
            )
            for seat, a in self.actions.items()
        }
        self.random, _ = seeding.np_random()
        self.games: Games = self.program.start([0])
        self.render_mode = None

    def observation_space(self, agent: str) -> Space[Any]:
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> Space[Any]:
        return self.action_spaces[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """A new game; its seed is drawn from the environment's generator, which `seed` sets anew."""
        if seed is not None:
            self.random, _ = seeding.np_random(seed)
        self.games = self.program.start([int(self.random.integers(MOST_SEED))])
        self.agents = self.possible_agents[:]
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos = {agent: {} for agent in self.agents}
        self.agent_selection = self.agents[0]
        self.go_on()

    def observe(self, agent: str) -> Observation:
        """What the agent's seat may know now, and its mask."""
        return {
            "observation": self.encoding.encode(self.games, agent)[0],
            "action_mask": self.actions[agent].mask(self.program, self.games)[0],
        }

    def step(self, action: int | None) -> None:
        """The action of the selected agent; None for one whose game is over.

        :raises IllegalMove: and then nothing has changed.
        """
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            self._was_dead_step(action)
            return
        decision = self.program.decision(self.games)
        assert decision is not None
        option = int(self.actions[agent].option(decision, np.asarray(action)))
        self.program.play(self.games, [option])
        self._cumulative_rewards[agent] = 0.0
        self._clear_rewards()
        self.go_on()
        self._accumulate_rewards()

    def go_on(self) -> None:
        """Selects who decides next; at the end of the game all agents have their reward and are done."""
        decision = self.seating.play_others(self.games)
        if decision is not None:
            self.agent_selection = decision.seat
            return
        self.rewards = {agent: float(self.seating.worth(self.games, agent)[0]) for agent in self.agents}
        self.terminations = dict.fromkeys(self.agents, True)
