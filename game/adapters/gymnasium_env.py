"""One seat of a game as a Gymnasium environment; policies play the other seats.

    env = gymnasium.make("game.adapters.gymnasium_env:Itabasami-v0", pack="japan-2026", scenario="class50")

Importing this module registers `Itabasami-v0`; `gymnasium.make_vec` of that name with
`vectorization_mode="vector_entry_point"` gives the batch of `gymnasium_vector`, which is far faster than many of these.

>>> env = SeatEnv("tutorial")
>>> observation, info = env.reset(seed=1)
>>> action = env.action_space.sample(info["action_mask"])
>>> observation, reward, terminated, truncated, info = env.step(action)
>>> float(reward), terminated
(0.0, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gymnasium
import numpy as np
from gymnasium.spaces import Box, Discrete
from numpy.typing import NDArray

from game.engine import Games, Program

from .encoding import Actions, Encoding
from .seating import ILLEGAL, Seating

Info = dict[str, Any]
MOST_SEED = 2**63


class SeatEnv(gymnasium.Env[NDArray[np.float32], np.int64]):
    """A game as one seat plays it.

    - Actions: Discrete over all options that the seat may be asked for (`actions.names`). `info["action_mask"]`
      (int8) says which are legal now. An illegal action ends the episode with reward -1 and `info["illegal"]`.
    - Observations: float32 between 0 and 1 (`encoding.names`), what the seat may know and nothing else.
    - Reward: 0 until the game is over, then the seat's total of 100 points as 0 to 1.

    :param pack: a rules folder, its name under rules/, or a compiled program.
    :param seat: default the pack's main seat.
    :param others: seat to policy name; "auto" where a seat is not named.
    :param counters: whether observations hold counts of uses and delayed effects too (see `Encoding`).
    :raises UnknownName, FileNotFoundError, PackError: see `Seating.of`.
    :raises ValueError: for a seat that is never asked in the scenario.
    """

    metadata: dict[str, Any] = {"render_modes": []}  # noqa: RUF012 - Gymnasium's own declaration

    def __init__(
        self,
        pack: str | Program = "tutorial",
        scenario: str = "",
        seat: str = "",
        others: Mapping[str, str] | None = None,
        counters: bool = False,
    ) -> None:
        self.seating, self.actions, self.encoding = parts(pack, scenario, seat, others, counters)
        self.seat = self.actions.seat
        self.action_space = Discrete(self.actions.n)
        self.observation_space = Box(0.0, 1.0, (self.encoding.size,), np.float32)
        self.games: Games | None = None

    def reset(self, *, seed: int | None = None, options: Info | None = None) -> tuple[NDArray[np.float32], Info]:
        """A new game; its seed is drawn from the environment's generator, or is `options["seed"]`."""
        super().reset(seed=seed)
        drawn = int(self.np_random.integers(MOST_SEED))
        self.games = self.seating.program.start([int((options or {}).get("seed", drawn))])
        if self.seating.play_others(self.games) is None:
            raise ValueError(f"this game is over before {self.seat} is asked for anything")
        return self.observation(self.games), self.info(self.games)

    def step(self, action: Any) -> tuple[NDArray[np.float32], float, bool, bool, Info]:
        """The seat's action, then the others' moves up to the seat's next decision.

        :raises RuntimeError: where no game is going on.
        """
        games, program = self.games, self.seating.program
        decision = None if games is None else program.decision(games)
        if games is None or decision is None:
            raise RuntimeError("no game is going on: call reset()")
        option = int(self.actions.option(decision, np.asarray(action)))
        if option < 0 or not program.legal(games)[option, 0]:
            self.games = None
            return self.observation(games), ILLEGAL, True, False, {**self.info(games), "illegal": True}
        program.play(games, [option])
        over = self.seating.play_others(games) is None
        reward = float(self.seating.worth(games, self.seat)[0]) if over else 0.0
        return self.observation(games), reward, over, False, self.info(games)

    def observation(self, games: Games) -> NDArray[np.float32]:
        return self.encoding.encode(games, self.seat)[0]

    def info(self, games: Games) -> Info:
        return {"action_mask": self.actions.mask(self.seating.program, games)[0]}


def parts(
    pack: str | Program, scenario: str, seat: str, others: Mapping[str, str] | None, counters: bool
) -> tuple[Seating, Actions, Encoding]:
    """The seating, actions and encoding of one learner.

    :raises ValueError: for a seat that is never asked in the scenario.
    """
    seating = Seating.of(pack, scenario, learners=[seat] if seat else (), others=others)
    if not seat:
        seat = seating.program.pack.info.seat
        seating = Seating.of(seating.program, learners=[seat], others=others)
    actions = Actions(seating.program, seat)
    if not actions.first:
        raise ValueError(f"{seat} decides nothing in the scenario {seating.program.scenario}")
    return seating, actions, Encoding(seating.program, counters)


gymnasium.register(
    id="Itabasami-v0",
    entry_point="game.adapters.gymnasium_env:SeatEnv",
    vector_entry_point="game.adapters.gymnasium_vector:SeatVectorEnv",
)
