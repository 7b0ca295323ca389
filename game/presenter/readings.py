"""A figure with all that a board shows beside it: value, change, course so far, range, and which way is good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine import Games
from game.players.table import Table

from . import places
from .figures import Figures
from .values import NONE, Change, Value

QUIET = frozenset({"staff", "signals"})  # groups that are set anew each turn: their moves are no news


def quiet(figures: Figures, name: str) -> bool:
    """Whether a figure's moves are no news: it is set anew each turn, or its number only stands for a choice."""
    return figures.gauges[name].group in QUIET or name.startswith(places.CRISIS_LAST)


@dataclass(frozen=True)
class Reading:
    """A figure as it stands. `history`: its number at the start of each turn that was decided, then now, NaN where the
    seat did not know it; `low` and `high`: its range, both None where it has none. `good`: up, down or none."""

    id: str
    title: str
    unit: str
    value: Value
    change: Change
    good: str
    group: str
    history: tuple[float, ...]
    low: float | None
    high: float | None


def before(table: Table) -> Games:
    """The game at the start of the turn before this one; its beginning where there is none."""
    return table.moments[-2].games if len(table.moments) > 1 else table.moments[0].games


def readings(figures: Figures, table: Table, names: Sequence[str]) -> tuple[Reading, ...]:
    """The figures of these names, as the seat sees them; names that are no figures of the pack's board are left out."""
    listed = [n for n in names if n in figures.gauges]
    know = figures.knowledge
    now, past = know.values(table.games, listed), know.values(before(table), listed)
    course = [know.values(m.games, listed) for m in table.moments]
    found: list[Reading] = []
    for name in listed:
        gauge = figures.gauges[name]
        moved = figures.moved(name, past[name], now[name])
        found.append(
            Reading(
                id=name,
                title=figures.title(name),
                unit=gauge.unit,
                value=Value(now[name], figures.value(name, now[name])),
                change=figures.changed(name, now[name] - past[name]) if moved else NONE,
                good=gauge.good,
                group=gauge.group,
                history=(*(values[name] for values in course), now[name]),
                low=gauge.range[0] if gauge.range else None,
                high=gauge.range[1] if gauge.range else None,
            )
        )
    return tuple(found)
