"""The schedule: every step of a scenario, known before the first move.

A turn is: start (counters, delayed effects that land), the pack's phases in their order, end (registers,
endings). A `choose` phase is one step for each slot; an `events` phase is its draws and then one step for
each seat that an event may ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.pack import Pack
from game.pack.base import Text
from game.pack.schema import Phase, Scenario

from .clock import Clock
from .deck import Deck

VISIT = 64  # occurrences that each visit of a phase in a turn has for itself


@dataclass(frozen=True)
class Choice:
    """One option of a decision, as a player reads it."""

    id: str
    index: int
    title: Text
    text: Text | None
    office: str
    source_id: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What is to be decided now: the same for every game of a batch."""

    turn: int
    turn_id: str
    phase: str
    slot: int
    slots: int
    visit: int
    seat: str
    title: Text
    prompt: Text
    options: tuple[Choice, ...]

    def index(self, option: str) -> int:
        """The number of an option by id; -1 where there is none."""
        return next((o.index for o in self.options if o.id == option), -1)


@dataclass(frozen=True)
class Step:
    """One step of the schedule. `kind`: start, rules, events, choose, end."""

    kind: str
    clock: Clock
    phase: str = ""
    slot: int = 0
    visit: int = 0
    deck: Deck | None = None
    decision: Decision | None = None
    autopilot: str = ""


def clocks(pack: Pack, scenario: Scenario) -> tuple[Clock, ...]:
    """The turns of a scenario, from `first` to `last`, one a quarter."""
    first, last = quarter_number(scenario.first or pack.info.start), quarter_number(scenario.last)
    turns: list[Clock] = []
    for i, number in enumerate(range(first, last + 1)):
        year, quarter = divmod(number, 4)
        name = f"{year}Q{quarter + 1}"
        moment = pack.calendar[name].item.marks if name in pack.calendar else ()
        marks = frozenset(scenario.marks.get(name, moment))
        turns.append(Clock(i, name, i + 1.0, float(last - first + 1), quarter + 1.0, float(year), marks))
    return tuple(turns)


def quarter_number(name: str) -> int:
    """Quarters since year 0: "2026Q2" -> 8105."""
    m = re.fullmatch(r"(\d{4})Q([1-4])", name)
    if m is None:
        raise ValueError(f"'{name}' is no turn such as 2026Q1")
    return int(m[1]) * 4 + int(m[2]) - 1


def slots_of(name: str, phase: Phase, scenario: Scenario) -> int:
    return scenario.slots.get(name, phase.slots)


@dataclass(frozen=True)
class PhaseDecks:
    """The decks of a phase: its options, or its events with the answers of each seat."""

    main: Deck
    answers: tuple[tuple[str, Deck], ...] = ()


def build_steps(pack: Pack, scenario: Scenario, turns: tuple[Clock, ...], decks: dict[str, PhaseDecks]) -> list[Step]:
    """Every step of the game, in order."""
    steps: list[Step] = []
    for clock in turns:
        steps.append(Step("start", clock))
        visits: dict[str, int] = {}
        for name in pack.schedule.phases:
            phase = pack.phases[name].item
            visit = visits.get(name, 0)
            visits[name] = visit + 1
            if phase.on and not clock.marks & set(phase.on):
                continue
            if phase.kind == "rules":
                steps.append(Step("rules", clock, name, visit=visit))
                continue
            if name not in decks:
                continue
            part = decks[name]
            if phase.kind == "choose":
                slots = slots_of(name, phase, scenario)
                for slot in range(slots):
                    steps.append(choose(pack, scenario, clock, name, phase, phase.seat, slot, slots, visit, part.main))
                continue
            for draw in range(phase.draws):
                steps.append(Step("events", clock, name, draw, visit, part.main))
                for seat, deck in part.answers:
                    steps.append(choose(pack, scenario, clock, name, phase, seat, draw, phase.draws, visit, deck))
        steps.append(Step("end", clock))
    return steps


def choose(
    pack: Pack, scenario: Scenario, clock: Clock, name: str, phase: Phase, seat: str, slot: int, slots: int,
    visit: int, deck: Deck,
) -> Step:  # fmt: skip
    options = tuple(
        Choice(c.id, i, c.title, c.text, c.office, c.source_id) for i, c in enumerate(deck.cards)
    )  # fmt: skip
    prompt = phase.prompt or phase.title
    decision = Decision(clock.index, clock.id, name, slot, slots, visit, seat, phase.title, prompt, options)
    asked = scenario.decide is None or clock.id in scenario.decide
    autopilot = "" if asked else scenario.autopilot.get(seat, "")
    return Step("choose", clock, name, slot, visit, deck, decision, autopilot)
