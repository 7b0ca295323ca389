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
    figures that it will move."""

    ladder: Ladder
    sides: tuple[Side, ...]
    round: int
    rounds: int
    stakes: tuple[Reading, ...]


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
    chosen = next(
        (
            figures.text(e.item.title)
            for e in figures.program.pack.options.values()
            if e.item.phase == phase and any(x.track == phase and x.set == last for x in e.item.effects)
        ),
        "",
    )
    return Side(seat, figures.seat_title(seat), seat == figures.knowledge.seat, chosen)
