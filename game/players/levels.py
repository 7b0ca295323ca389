"""Levels: easy, normal, hard and expert opponents for any seat of any pack.

Easy plays by the seat's rules and forgets itself now and then; normal plays by the rules; hard looks ahead;
expert looks further, more often, and with the trained doctrine in its head where the pack has one. The
rules of a seat are its character's doctrine (a character is drawn for each game), or the seat's `doctrine`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.chance import key, salt, uniform
from game.pack import Text

from .doctrine import CharacterPolicy, DoctrinePolicy, Habit
from .random_policy import RandomPolicy
from .search import Budget, SearchPolicy

LEVELS = ("easy", "normal", "hard", "expert")
LAPSES = 0.3  # how often an easy player does anything at all instead of what it wants
LAPSE = key("policy:easy")

# Play-outs are counted, so that a decision is the same on every machine and in every study. At a table, where somebody
# waits, no round begins after so many seconds: the whole decision then stays within 0.5 and 2 seconds.
HARD = Budget(wide=8, worlds=(6, 10), quarters=1)
EXPERT = Budget(wide=14, worlds=(12, 24, 32), quarters=4, doubt=0.8)
PATIENCE = {"hard": 0.25, "expert": 1.2}


class EasyPolicy:
    """Follows a habit, but now and then takes any legal option."""

    def __init__(self, habit: Habit) -> None:
        self.habit, self.random = habit, RandomPolicy()

    def preferences(self, program: Program, games: Games) -> NDArray[np.float64]:
        """What the habit wants, (options, n)."""
        return self.habit.preferences(program, games)

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The habit's option, or any legal one in about three games of ten."""
        lapse = uniform(games.seeds, salt(games.step, LAPSE, 0)) < LAPSES
        return np.where(lapse, self.random.choose(program, games, legal), self.habit.choose(program, games, legal))

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The habit's sentence, where the option is what the habit wants; a lapse has no reason."""
        one = games.take([0])
        wanted = int(self.habit.choose(program, one, program.legal(one))[0])
        return self.habit.say(program, games, option) if option == wanted else None


def rules_of(program: Program, seat: str, *, trained: bool = False) -> Habit:
    """How a seat plays by its rules: by its character in each game, by the pack's choice, or at random."""
    item = program.pack.seats[seat].item
    doctrines = [d for d, e in program.pack.doctrines.items() if e.item.seat == seat]
    if trained and item.trained:
        return DoctrinePolicy(item.trained)
    if item.character:
        return CharacterPolicy(seat)
    if item.doctrine or doctrines:
        return DoctrinePolicy(item.doctrine or doctrines[0])
    return RandomPolicy()


def level_policy(
    program: Program, seat: str, level: str, *, budget: Budget | None = None, timed: bool = False
) -> Habit | SearchPolicy:
    """A player of one of LEVELS; `budget` in place of the level's own; `timed` where somebody waits for its moves.

    :raises KeyError: for another level.
    """
    habit = rules_of(program, seat)
    if level == "easy":
        return EasyPolicy(habit)
    if level == "normal":
        return habit
    others = {s: rules_of(program, s) for s in program.seats if s != seat}
    given = budget or {"hard": HARD, "expert": EXPERT}[level]
    if timed:
        given = replace(given, seconds=PATIENCE[level])
    return SearchPolicy(seat, given, rules_of(program, seat, trained=level == "expert"), others)
