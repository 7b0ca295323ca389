"""Many games of one seat as a Gymnasium vector environment, stepped as one batch without a loop over games.

All games of a batch stand at the same decision (the schedule is fixed), so they also end together. This is how that
fits Gymnasium's next-step autoreset (`AutoresetMode.NEXT_STEP`):

- A sub-environment's episode always lasts until the whole batch is over. All report `terminated` in the same step, and
  the step after it ignores its actions and starts the next games.
- A game that ends before that (a loss, or an illegal action) gets its reward at once and then waits: its observation
  stays as it ended, only action 0 is unmasked and means nothing, rewards are 0, and `info["waiting"]` is true.
- Where only one option is legal for a game while others of the batch have a choice, its mask has that one action.

>>> envs = SeatVectorEnv(4, "tutorial")
>>> observations, infos = envs.reset(seed=1)
>>> actions = infos["action_mask"].argmax(axis=1)
>>> observations, rewards, terminations, truncations, infos = envs.step(actions)
>>> observations.shape == (4, envs.encoding.size), rewards.tolist()
(True, [0.0, 0.0, 0.0, 0.0])
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from gymnasium.spaces import Box, Discrete
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from game.engine import Games, Program

from .gymnasium_env import MOST_SEED, Info, parts
from .seating import ILLEGAL

Observations = NDArray[np.float32]
Flags = NDArray[np.bool_]
Stepped = tuple[Observations, NDArray[np.float64], Flags, Flags, Info]


class SeatVectorEnv(VectorEnv[Observations, NDArray[np.int64], NDArray[Any]]):
    """`num_envs` games as one seat plays them; actions, observations and rewards as in `SeatEnv`, with a row a game.

    `info["action_mask"]` is int8 (num_envs, actions), `info["waiting"]` bool (num_envs,): games that have ended.

    :param num_envs: how many games; 1,024 to 8,192 are fastest.
    :raises ValueError: for no games at all, or a seat that is never asked.
    :raises UnknownName, FileNotFoundError, PackError: see `Seating.of`.
    """

    metadata: dict[str, Any] = {"render_modes": [], "autoreset_mode": AutoresetMode.NEXT_STEP}  # noqa: RUF012 - as SeatEnv

    def __init__(
        self,
        num_envs: int = 1,
        pack: str | Program = "tutorial",
        scenario: str = "",
        seat: str = "",
        others: Mapping[str, str] | None = None,
        counters: bool = False,
    ) -> None:
        if num_envs < 1:
            raise ValueError(f"at least one game, found num_envs={num_envs}")
        self.seating, self.actions, self.encoding = parts(pack, scenario, seat, others, counters)
        self.num_envs, self.seat = num_envs, self.actions.seat
        self.single_action_space = Discrete(self.actions.n)
        self.single_observation_space = Box(0.0, 1.0, (self.encoding.size,), np.float32)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.live: Games | None = None  # the games still going; those that have ended are dropped
        self.where = np.arange(num_envs)  # the sub-environment of each live game
        self.final = np.zeros((num_envs, self.encoding.size), dtype=np.float32)  # of the games that wait

    def reset(self, *, seed: int | None = None, options: Info | None = None) -> tuple[Observations, Info]:
        """New games; their seeds are drawn from the environment's generator, or are `options["seeds"]`.

        :raises ValueError: for another number of seeds than of games.
        """
        super().reset(seed=seed)
        seeds = (options or {}).get("seeds")
        if seeds is not None and len(seeds) != self.num_envs:
            raise ValueError(f"{len(seeds)} seeds for {self.num_envs} games")
        return self.begin(seeds)

    def step(self, actions: NDArray[np.int64]) -> Stepped:
        """One action a game, then the others' moves up to the seat's next decision in any game.

        :raises RuntimeError: before the first reset.
        """
        rewards = np.zeros(self.num_envs)
        if self.live is None:
            raise RuntimeError("no games are going on: call reset()")
        if not self.live.n:  # the step after the end
            observations, info = self.begin(None)
            return observations, rewards, self.none(), self.none(), info
        program, live = self.seating.program, self.live
        decision = program.decision(live)
        assert decision is not None
        option = self.actions.option(decision, np.asarray(actions)[self.where])
        fine = (option >= 0) & program.legal(live)[option, np.arange(live.n)]
        if not fine.all():
            rewards[self.where[~fine]] = ILLEGAL
            self.encoding.write(self.final, live.take(np.flatnonzero(~fine)), self.seat, self.where[~fine])
            option = option[fine]
            self.keep(fine)
        if self.live.n:
            program.play(self.live, option)
            self.go_on(rewards)
        return self.observe(), rewards, np.full(self.num_envs, not self.live.n), self.none(), self.info()

    def begin(self, seeds: Any) -> tuple[Observations, Info]:
        """Starts a batch, up to the seat's first decision."""
        if seeds is None:
            seeds = self.np_random.integers(MOST_SEED, size=self.num_envs).tolist()
        self.live, self.where = self.seating.program.start(seeds), np.arange(self.num_envs)
        self.go_on(np.zeros(self.num_envs))
        if not self.live.n:
            raise ValueError(f"these games are over before {self.seat} is asked for anything")
        return self.observe(), self.info()

    def go_on(self, rewards: NDArray[np.float64]) -> None:
        """Plays the other seats; puts by the games that end, with their reward and last observation."""
        program = self.seating.program
        while self.live is not None and self.live.n:
            over = self.live.over
            if over.any():
                ended, columns = self.live.take(np.flatnonzero(over)), self.where[over]
                ended.step = len(program.schedule)  # where the same game ends alone
                rewards[columns] = self.seating.worth(ended, self.seat)
                self.encoding.write(self.final, ended, self.seat, columns)
                self.keep(~over)
                continue
            decision = program.decision(self.live)
            if decision is None or decision.seat == self.seat:
                return
            legal = program.legal(self.live)
            program.play(self.live, self.seating.policies[decision.seat].choose(program, self.live, legal))

    def keep(self, going: Flags) -> None:
        """Drops the games that no longer go on."""
        assert self.live is not None
        columns = np.flatnonzero(going)
        self.live, self.where = self.live.take(columns), self.where[columns]

    def observe(self) -> Observations:
        """What the seat sees of every game, a new array; games that wait stay as they ended."""
        assert self.live is not None
        if self.live.n == self.num_envs:
            return self.encoding.encode(self.live, self.seat)
        out = self.final.copy()
        if self.live.n:
            self.encoding.write(out, self.live, self.seat, self.where)
        return out

    def info(self) -> Info:
        """The masks of all games. A key with "_" says, as in every vector environment, which games have the value."""
        assert self.live is not None
        waiting = np.ones(self.num_envs, dtype=np.bool_)
        waiting[self.where] = False
        mask = np.zeros((self.num_envs, self.actions.n), dtype=np.int8)
        mask[waiting, 0] = 1
        if self.live.n:
            mask[self.where] = self.actions.mask(self.seating.program, self.live)
        every = np.ones(self.num_envs, dtype=np.bool_)
        return {"action_mask": mask, "_action_mask": every, "waiting": waiting, "_waiting": every.copy()}

    def none(self) -> Flags:
        return np.zeros(self.num_envs, dtype=np.bool_)
