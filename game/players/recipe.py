"""Recipes: fixed plans that look at nothing but the calendar.

A recipe gives every option of a seat a priority for each era of the game and always takes the legal option
with the highest one. It is what a player does who has learnt an opening by heart. Studies search for the
best recipe to find out whether a game can be solved by rote.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.pack import Text

ERAS = 3


def options_of(program: Program, seat: str) -> tuple[str, ...]:
    """Every option that a seat may meet in a scenario, in the order in which it meets them."""
    found: dict[str, None] = {}
    for step in program.schedule:
        if step.decision is not None and step.decision.seat == seat:
            found |= dict.fromkeys(f"{step.phase}/{o.id}" for o in step.decision.options)
    return tuple(found)


@dataclass(frozen=True)
class Plans:
    """Where each option of a seat stands in a plan, and which era a turn belongs to."""

    program: Program
    seat: str
    eras: int = ERAS

    @property
    def options(self) -> tuple[str, ...]:
        """Names such as `cabinet/tax_rise`; a plan is float (eras, options)."""
        return options_of(self.program, self.seat)

    def era(self, turn: int) -> int:
        return min(self.eras - 1, turn * self.eras // len(self.program.turns))


class RecipePolicy:
    """Plays plan `k` of `plans` (float, (k, eras, options)) in the games whose ids fall to it: ids are dealt out in
    equal parts, the first part to plan 0. With one plan every game plays it."""

    def __init__(self, place: Plans, plans: NDArray[np.float64], games_each: int = 0) -> None:
        self.place, self.plans, self.games_each = place, plans, games_each
        self.row = {name: i for i, name in enumerate(place.options)}

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The legal option of the highest priority, (n,)."""
        decision = program.decision(games)
        assert decision is not None
        rows = [self.row[f"{decision.phase}/{o.id}"] for o in decision.options]
        table = self.plans[:, self.place.era(decision.turn)][:, rows]
        which = games.ids // self.games_each if self.games_each else np.zeros(games.n, dtype=np.intp)
        return np.where(legal, table[which].T, -np.inf).argmax(axis=0)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """A recipe has no reasons."""
        return None
