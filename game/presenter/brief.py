"""A figure on a small card, for hover and focus: quick enough for every move of the mouse. All about it is `why`."""

from __future__ import annotations

from dataclasses import dataclass

from game.players.table import Table
from game.study.attribution import attribution, composed, total

from .figures import Figures, scored
from .readings import before
from .sources import NUMBERS, Source, numbers_behind, source
from .values import NONE, Change, Value
from .waterfall import Step, steps_of, track_steps
from .why import TOTAL, score_value, visible

MOST = 3  # causes that are named


@dataclass(frozen=True)
class Brief:
    """A figure in short. `causes`: what moved it most since the quarter before, with amounts; `rest`: what the others come
    to. `source`: the number of the real world that it starts from, the article's value beside the official one, None
    where it is of the game's own making."""

    id: str
    title: str
    text: str
    unit: str
    now: Value
    change: Change
    causes: tuple[Step, ...]
    rest: float
    source: Source | None

    @property
    def source_line(self) -> str:
        """Who published it and when, for each data set: "Public statistics 227% (IMF, 2025)"."""
        data = self.source.data if self.source is not None else ()
        return " / ".join(
            f"{d.profile_title} {d.value.text}"
            + (f" ({', '.join(x for x in (d.source, d.date) if x)})" if d.source else "")
            for d in data
        )


def brief(figures: Figures, table: Table, name: str) -> Brief:
    """The card of a track, a formula with a title, a dimension, or "total" (1 to 3 ms).

    :raises KeyError: for a name that the seat has no figure of.
    """
    pack = figures.program.pack
    scoring = name in pack.dimensions or name == TOTAL
    then = before(table)
    if scoring:
        item = None if name == TOTAL else pack.dimensions[name].item
        title = figures.words("score.total") if item is None else figures.text(item.title)
        text, unit = figures.text(item.text) if item is not None else "", ""
        now, past = score_value(figures, table.games, name), score_value(figures, then, name)
    else:
        gauge = figures.gauges[name]
        title, text, unit = figures.title(name), figures.text(gauge.text), gauge.unit
        now, past = figures.reading(table.games, name), figures.reading(then, name)
    change, steps, rest = NONE, tuple[Step, ...](), 0.0
    if now.known and past.known and now.number != past.number:
        moved = scoring or figures.moved(name, past.number, now.number)
        if moved:
            change = scored(now.number, past.number, 1) if scoring else figures.changed(name, now.number - past.number)
        steps, rest = causes(figures, table, name)
    return Brief(
        id=name, title=title, text=text, unit=unit, now=now, change=change, causes=steps, rest=rest,
        source=None if scoring else origin(figures, name),
    )  # fmt: skip


def causes(figures: Figures, table: Table, name: str) -> tuple[tuple[Step, ...], float]:
    """What moved a figure most since the quarter before, and what all the rest of it comes to."""
    program, games, then = figures.program, table.games, before(table)
    recent = table.causes[table.moments[-2 if len(table.moments) > 1 else 0].causes :]
    if name in program.tracks:
        steps = track_steps(figures, name, recent)
        return steps[:MOST], sum(s.change.amount for s in steps[MOST:])
    if name == TOTAL:
        parts = total(program, figures.knowledge.seat, then, games, recent)
    elif name in program.pack.dimensions:
        parts = attribution(program, name, then, games, recent)
    else:
        parts = visible(figures, games, composed(program, name, then, games, recent))
    unit = name if name in program.pack.lets else ""
    return steps_of(figures, unit, parts[:MOST]), sum(p.amount for p in parts[MOST:])


def origin(figures: Figures, name: str) -> Source | None:
    """The first number of the real world behind a figure: the one that its start is, else one of its formulas names."""
    pack = figures.program.pack
    start = str(pack.tracks[name].item.start) if name in pack.tracks else str(pack.lets[name].item.value)
    listed = [n for n in NUMBERS.findall(start) if n in pack.figures] or numbers_behind(pack, name)
    return source(pack, figures.words, listed[0], figures.program.profile) if listed else None
