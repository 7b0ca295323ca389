"""The game in OpenSpiel, registered as `itabasami` when this module is imported.

    game = pyspiel.load_game("itabasami(pack=japan-2026,scenario=tutorial_summit,players=japan+usa,worlds=64)")

Chance is one explicit node at the start: it draws one of `worlds` equally likely worlds, and a world is the game's
seed, from which all that chance ever gives follows. So the tree is finite and exact, and a state is its history; what
a player does not know of the world shows in information states, which are made of `Program.observe` alone.

>>> game = ItabasamiGame({"pack": "tutorial", "worlds": 4})
>>> state = game.new_initial_state()
>>> [outcome for outcome, _ in state.chance_outcomes()]
[0, 1, 2, 3]
>>> state.apply_action(2)
>>> state.current_player()
0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import pyspiel  # pyright: ignore[reportMissingImports] - not to be had on every machine

from game.engine import Games

from .encoding import Actions, Encoding
from .seating import Seating

# `players`: seats joined by "+", "" for all; policies ("auto") play the rest.
DEFAULTS: dict[str, Any] = {"pack": "tutorial", "scenario": "", "players": "", "worlds": 256}

GAME_TYPE = pyspiel.GameType(
    short_name="itabasami",
    long_name="Itabasami",
    dynamics=pyspiel.GameType.Dynamics.SEQUENTIAL,
    chance_mode=pyspiel.GameType.ChanceMode.EXPLICIT_STOCHASTIC,
    information=pyspiel.GameType.Information.IMPERFECT_INFORMATION,
    utility=pyspiel.GameType.Utility.GENERAL_SUM,
    reward_model=pyspiel.GameType.RewardModel.TERMINAL,
    max_num_players=10,
    min_num_players=1,
    provides_information_state_string=True,
    provides_information_state_tensor=False,  # its size would be the whole history
    provides_observation_string=True,
    provides_observation_tensor=True,
    parameter_specification=DEFAULTS,
)


@dataclass(frozen=True)
class Rules:
    """What all states of a game share. Copied or pickled it stays the same object: OpenSpiel copies a state's attributes
    deeply for a clone and pickles them for a serialised state."""

    key: tuple[str, str, str]
    seating: Seating
    encoding: Encoding
    actions: tuple[Actions, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return rules_of, self.key


@lru_cache(maxsize=8)
def rules_of(pack: str, scenario: str, players: str) -> Rules:
    """The rules for OpenSpiel's parameters; raises as `Seating.of`."""
    seating = Seating.of(pack, scenario, learners=[seat for seat in players.split("+") if seat])
    program = seating.program
    actions = tuple(Actions(program, seat) for seat in seating.learners)
    return Rules((pack, scenario, players), seating, Encoding(program, counters=True), actions)


class ItabasamiGame(pyspiel.Game):
    """A pack's scenario; players are its seats in the pack's order. Returns: each seat's own total as 0 to 1.

    :raises UnknownName, FileNotFoundError, PackError: for wrong parameters, see `Seating.of`.
    :raises ValueError: for no worlds.
    """

    def __init__(self, params: Mapping[str, Any] | None = None) -> None:
        given = {**DEFAULTS, **(params or {})}
        self.worlds = int(given["worlds"])
        if self.worlds < 1:
            raise ValueError(f"at least one world, found worlds={self.worlds}")
        self.rules = rules_of(str(given["pack"]), str(given["scenario"]), str(given["players"]))
        seats = self.rules.seating.learners
        asked = sum(1 for d in self.rules.seating.program.decisions() if d.seat in seats)
        info = pyspiel.GameInfo(
            num_distinct_actions=max(a.n for a in self.rules.actions),
            max_chance_outcomes=self.worlds,
            num_players=len(seats),
            min_utility=0.0,
            max_utility=1.0,
            utility_sum=None,
            max_game_length=max(asked, 1),
        )
        super().__init__(GAME_TYPE, info, given)

    def new_initial_state(self) -> ItabasamiState:
        """The state before the world is drawn."""
        return ItabasamiState(self)

    def make_py_observer(self, iig_obs_type: Any = None, params: Any = None) -> Observer:
        """How OpenSpiel reads states: as they are seen now, or (perfect recall) with all that was seen before."""
        if params:
            raise ValueError(f"an observer takes no parameters, found {params}")
        return Observer(self, recall=iig_obs_type is not None and iig_obs_type.perfect_recall)


class ItabasamiState(pyspiel.State):
    """A game under way. `games` is a batch of one, None before the world is drawn."""

    def __init__(self, game: ItabasamiGame) -> None:
        super().__init__(game)
        self.rules, self.worlds = game.rules, game.worlds
        self.games: Games | None = None
        # what each player saw and did at its own decisions, one after the other, as one digest; and its moves in words
        self.recall = [b""] * len(game.rules.actions)
        self.moves: list[list[str]] = [[] for _ in game.rules.actions]

    def current_player(self) -> int:
        """The player to move, or OpenSpiel's signs for chance and the end."""
        if self.games is None:
            return int(pyspiel.PlayerId.CHANCE)
        decision = self.rules.seating.program.decision(self.games)
        return int(pyspiel.PlayerId.TERMINAL) if decision is None else self.rules.seating.learners.index(decision.seat)

    def is_terminal(self) -> bool:
        return self.games is not None and self.rules.seating.program.decision(self.games) is None

    def chance_outcomes(self) -> list[tuple[int, float]]:
        """All worlds, equally likely."""
        return [(world, 1.0 / self.worlds) for world in range(self.worlds)]

    def _legal_actions(self, player: int) -> list[int]:
        """Legal action numbers in ascending order."""
        if self.games is None:
            return []
        mask = self.rules.actions[player].mask(self.rules.seating.program, self.games)[0]
        return np.flatnonzero(mask).tolist()

    def _apply_action(self, action: int) -> None:
        """Draws the world, or plays the player's option and then the policies' seats."""
        program = self.rules.seating.program
        if self.games is None:
            self.games = program.start([action])
        else:
            player = self.current_player()
            self.recall[player] = self.seen(player, str(action))
            self.moves[player].append(self.rules.actions[player].names[action])
            decision = program.decision(self.games)
            assert decision is not None
            program.play(self.games, self.rules.actions[player].option(decision, np.array([action])))
        self.rules.seating.play_others(self.games)

    def _action_to_string(self, player: int, action: int) -> str:
        return f"world {action}" if player == pyspiel.PlayerId.CHANCE else self.rules.actions[player].names[action]

    def returns(self) -> list[float]:
        """Each player's total as 0 to 1; zeros before the end."""
        if self.games is None or not self.is_terminal():
            return [0.0] * len(self.moves)
        return [float(self.rules.seating.worth(self.games, seat)[0]) for seat in self.rules.seating.learners]

    def __str__(self) -> str:
        """The state for people, hidden values too: not for players."""
        return " ".join(self.history_str().split()) or "start"

    # what players see

    def seen(self, player: int, then: str = "") -> bytes:
        """A digest of all that a player has seen and done, up to what it sees now and `then`."""
        now = self.vector(player).tobytes()
        return blake2b(self.recall[player] + now + then.encode(), digest_size=12).digest()

    def vector(self, player: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        """What a player sees now, float32 (size,); zeros before the world is drawn."""
        encoding = self.rules.encoding
        if self.games is None:
            return np.zeros(encoding.size, dtype=np.float32)
        return encoding.encode(self.games, self.rules.seating.learners[player])[0]

    def text(self, player: int) -> str:
        """What a player sees now, in one line."""
        seat = self.rules.seating.learners[player]
        return f"{seat}: start" if self.games is None else self.rules.encoding.text(self.games, seat)

    def remembered(self, player: int) -> str:
        """The information state: the player's own moves, and a digest of what it saw at each."""
        return f"{self.rules.seating.learners[player]}: {' '.join(self.moves[player])} {self.seen(player).hex()}"


class Observer:
    """OpenSpiel's way to read a state; `tensor` is None for information states, which are strings only."""

    def __init__(self, game: ItabasamiGame, *, recall: bool) -> None:
        self.recall = recall
        self.tensor = None if recall else np.zeros(game.rules.encoding.size, dtype=np.float32)
        self.dict = {} if self.tensor is None else {"observation": self.tensor}

    def set_from(self, state: ItabasamiState, player: int) -> None:
        """Writes what the player sees into `tensor`."""
        if self.tensor is not None:
            self.tensor[:] = state.vector(player)

    def string_from(self, state: ItabasamiState, player: int) -> str:
        """What the player sees, or all that it remembers."""
        return state.remembered(player) if self.recall else state.text(player)


pyspiel.register_game(GAME_TYPE, ItabasamiGame)
