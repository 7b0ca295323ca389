"""A crisis in which every side chooses in secret: the ladder, what each side chose the last time, and what is at stake."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Decision, Program
from game.players.table import Table

from . import places
from .chart import Ladder, ladders
from .figures import Figures
from .readings import Reading, readings


@dataclass(frozen=True)
class Side:
    """One of those who choose. `last`: what it chose the last time, "" where it has not chosen in this game yet."""

    seat: str
    seat_title: str
    mine: bool
    last: str


@dataclass(frozen=True)
class Crisis:
    """The crisis that a secret decision belongs to. `round` of `rounds` in this quarter, counted from 1. `stakes`: the
    figures that it will move. `assumed`: what the effects of the cards take the others to choose, "" where nothing is
    taken for granted."""

    ladder: Ladder
    sides: tuple[Side, ...]
    round: int
    rounds: int
    stakes: tuple[Reading, ...]
    assumed: str


def crisis(figures: Figures, table: Table) -> Crisis | None:
    """The crisis at hand; None where the decision belongs to none."""
    decision = table.decision
    if decision is None or not decision.phase.startswith(places.CRISIS):
        return None
    found = {r.id: r for r in readings(figures, table, (places.STRAIT,))}
    if not found:
        return None
    number, count = rounds(table.program, decision, table.games.step)
    return Crisis(
        ladder=ladders(figures, found)[0],
        sides=tuple(side(figures, table, seat) for seat in table.program.seats),
        round=number,
        rounds=count,
        stakes=readings(figures, table, places.CRISIS_STAKES),
        assumed=assumed(figures),
    )


def rounds(program: Program, decision: Decision, step: int) -> tuple[int, int]:
    """Which time it is in this turn that the decision comes, and how often it comes."""
    same = [
        i
        for i, s in enumerate(program.schedule)
        if s.kind == "choose" and s.phase == decision.phase and s.clock.index == decision.turn
    ]
    return sum(i <= step for i in same), len(same)


def side(figures: Figures, table: Table, seat: str) -> Side:
    """A side with the title of the option that it chose the last time."""
    name, phase = f"{places.CRISIS_LAST}{seat}", f"{places.CRISIS}{seat}"
    last = figures.knowledge.values(table.games, [name])[name] if name in figures.program.tracks else 0.0
    return Side(seat, figures.seat_title(seat), seat == figures.knowledge.seat, choice_title(figures, phase, last))


def choice_title(figures: Figures, phase: str, number: object) -> str:
    """The option of a side that sets the track of its choice to a number; "" for none."""
    for entry in figures.program.pack.options.values():
        if entry.item.phase == phase and any(x.track == phase and x.set == number for x in entry.item.effects):
            return figures.text(entry.item.title)
    return ""


def assumed(figures: Figures) -> str:
    """What the worlds in which cards are tried take the others to choose: the guess of their hidden tracks."""
    pack, own = figures.program.pack, figures.knowledge.seat
    phases = [f"{places.CRISIS}{seat}" for seat in figures.program.seats if seat != own]
    titles = {choice_title(figures, p, pack.tracks[p].item.guess) for p in phases if p in pack.tracks}
    return titles.pop() if len(titles) == 1 else ""
