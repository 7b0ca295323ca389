"""Which pack is played, who plays which seat, and what a finished game was worth.

Seats that no learner holds are played by policies, named as everywhere: `random`, `auto` (the doctrine that the
seat's hidden character names), a level such as `normal`, or a doctrine's id.

>>> table = Seating.of("rules/tutorial", learners=["island"])
>>> games = table.program.start([1])
>>> decision = table.play_others(games)
>>> decision.seat
'island'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.engine import Decision, Games, Program, compile_pack
from game.pack import Pack
from game.players.policy import Policy, policies_named

RULES = Path(__file__).resolve().parents[2] / "rules"
ILLEGAL = -1.0  # what an illegal action is worth; it ends the game for the learner


@lru_cache(maxsize=8)
def program_of(pack: str, scenario: str = "", profile: str = "") -> Program:
    """A compiled scenario, by a pack's folder or its name under rules/; kept for the next environment.

    :raises FileNotFoundError: where there is no such pack, naming those there are.
    :raises PackError: with every problem of a broken pack.
    :raises UnknownName: for an unknown scenario or profile.
    """
    for folder in (Path(pack), RULES / pack):
        if folder.is_dir():
            return compile_pack(Pack.load(folder), scenario, profile)
    known = ", ".join(sorted(p.name for p in RULES.iterdir() if p.is_dir())) if RULES.is_dir() else "none"
    raise FileNotFoundError(f"no rules folder '{pack}' (there are: {known})")


@dataclass(frozen=True)
class Seating:
    """Who sits where: `learners` in the order of the pack's seats, `policies` for all other seats."""

    program: Program
    learners: tuple[str, ...]
    policies: Mapping[str, Policy]

    @classmethod
    def of(
        cls,
        pack: str | Program,
        scenario: str = "",
        *,
        learners: Iterable[str] = (),
        others: Mapping[str, str] | None = None,
    ) -> Seating:
        """A seating of a pack (a name, a folder, or a compiled program, whose scenario then stands).

        `learners`: default all seats. `others`: seat to the name of its policy, "auto" where it is not named.

        :raises FileNotFoundError, PackError, UnknownName: as `program_of`; UnknownName also for a seat or policy.
        """
        program = pack if isinstance(pack, Program) else program_of(pack, scenario)
        wanted = tuple(learners) or program.seats
        for seat in wanted:
            program.known_seat(seat)
        policies = policies_named(program, others or {}, default="auto")
        left = {seat: policy for seat, policy in policies.items() if seat not in wanted}
        return cls(program, tuple(s for s in program.seats if s in wanted), left)

    def play_others(self, games: Games) -> Decision | None:
        """Plays, in place, for the seats of policies; returns the next decision of a learner, None at the end."""
        program = self.program
        while (decision := program.decision(games)) is not None and decision.seat in self.policies:
            program.play(games, self.policies[decision.seat].choose(program, games, program.legal(games)))
        return decision

    def worth(self, games: Games, seat: str) -> NDArray[np.float64]:
        """What finished games are worth to a seat, float (games,): its total of 100 points as 0 to 1."""
        return np.clip(self.program.score(games).total[seat] / 100.0, 0.0, 1.0)
