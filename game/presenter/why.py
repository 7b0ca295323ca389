"""Why a figure stands where it stands: what it is, what moved it, what it will do, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Games
from game.pack import Text
from game.players.knowledge import ingredients
from game.players.table import Table
from game.study.attribution import TIME, Attributed, attribution, composed, total
from game.study.drift import drift as drifting
from game.texts.formats import number, turn_name

from .figures import Figures, scored
from .quarter import dimensions_of
from .readings import before
from .scores import Part
from .sources import Source, numbers_behind, source
from .values import NONE, Change, Value
from .waterfall import Step, steps_of, track_steps

TOTAL = "total"


@dataclass(frozen=True)
class Term:
    """Something that moves a figure every quarter by itself."""

    title: str
    text: str


@dataclass(frozen=True)
class Course:
    """A change over some time, as steps that add up to it."""

    since: str
    before: Value
    after: Value
    change: Change
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Past:
    """A figure at a moment that has been: NaN and "?" where the seat did not know it."""

    date: str
    value: Value


@dataclass(frozen=True)
class Why:
    """All about a figure: a track, a formula, a dimension of the score, or the total.

    `quarter` and `start` are None where the seat may not know the figure. `history`: how it stood when each turn that was
    decided began, then now. `made_of`: the figures behind a formula or a dimension, and the dimensions behind the total.
    """

    id: str
    title: str
    text: str
    unit: str
    now: Value
    change: Change
    good: str
    history: tuple[Past, ...]
    quarter: Course | None
    start: Course | None
    moved_by: tuple[Term, ...]
    made_of: tuple[Part, ...]
    sources: tuple[Source, ...]


def why(figures: Figures, table: Table, name: str) -> Why:
    """All about the figure of this name: a track, a formula with a title, a dimension, or "total".

    :raises KeyError: for a name that the seat has no figure of.
    """
    pack, games = figures.program.pack, table.games
    if name in pack.dimensions or name == TOTAL:
        title = figures.words("score.total") if name == TOTAL else figures.text(pack.dimensions[name].item.title)
        text = "" if name == TOTAL else figures.text(pack.dimensions[name].item.text)
        unit, good, now = "", "up", score_value(figures, games, name)
        parts: Sequence[str] = dimensions_of(figures) if name == TOTAL else score_parts(figures, name)
        listed: Sequence[str] = ()
    else:
        gauge = figures.gauges[name]
        title, text, unit, good = figures.title(name), figures.text(gauge.text), gauge.unit, gauge.good
        now, listed = figures.reading(games, name), numbers_behind(pack, name)
        parts = () if name in pack.tracks else tuple(sorted(figures.knowledge.formulas.get(name, ())))
    flows = [e.item for e in pack.flows.values() if e.item.track == name]
    past = history(figures, table, name)
    return Why(
        id=name,
        title=title,
        text=text,
        unit=unit,
        now=now,
        change=change_between(figures, name, value_of(figures, before(table), name), now),
        good=good,
        history=past,
        quarter=course(figures, table, name, before(table), table.moments[-2 if len(table.moments) > 1 else 0].causes),
        start=course(figures, table, name, table.moments[0].games, table.moments[0].causes),
        moved_by=tuple(Term(figures.text(f.title), figures.text(f.text)) for f in flows),
        made_of=tuple(part_of(figures, table, p) for p in parts if p in figures.gauges or p in pack.dimensions),
        sources=tuple(source(pack, figures.words, n, figures.program.profile) for n in listed),
    )


def course(figures: Figures, table: Table, name: str, then: Games, first: int) -> Course | None:
    """What moved a figure since a moment; None where the seat may not know it now or did not know it then."""
    program, know, games, causes = figures.program, figures.knowledge, table.games, table.causes[first:]
    since = next((m.turn for m in table.moments if m.games is then), 0)
    date = turn_name(program.turns[min(since, len(program.turns) - 1)], figures.words.lang)
    if name in program.pack.dimensions or name == TOTAL:
        old, new = score_value(figures, then, name), score_value(figures, games, name)
        if not (old.known and new.known):
            return None
        parts = (
            total(program, know.seat, then, games, causes)
            if name == TOTAL
            else attribution(program, name, then, games, causes)
        )
        return Course(date, old, new, scored(new.number, old.number, 1), steps_of(figures, "", parts))
    old, new = figures.reading(then, name), figures.reading(games, name)
    if not (old.known and new.known):
        return None
    change = figures.changed(name, new.number - old.number) if figures.moved(name, old.number, new.number) else NONE
    if name in program.tracks:
        return Course(date, old, new, change, track_steps(figures, name, causes))
    parts = visible(figures, games, composed(program, name, then, games, causes))
    return Course(date, old, new, change, steps_of(figures, name, parts))


def value_of(figures: Figures, games: Games, name: str) -> Value:
    """A figure, a dimension or the total as the seat may know it."""
    if name == TOTAL or name in figures.program.pack.dimensions:
        return score_value(figures, games, name)
    return figures.reading(games, name)


def change_between(figures: Figures, name: str, old: Value, new: Value) -> Change:
    """A change large enough to be seen, else none."""
    if not (old.known and new.known):
        return NONE
    if name == TOTAL or name in figures.program.pack.dimensions:
        return scored(new.number, old.number, 1)
    return figures.changed(name, new.number - old.number) if figures.moved(name, old.number, new.number) else NONE


def history(figures: Figures, table: Table, name: str) -> tuple[Past, ...]:
    """How a figure stood when each turn that was decided began, then now (at the end of a game: how it ended)."""
    program, words = figures.program, figures.words
    found = [
        Past(turn_name(program.turns[m.turn], words.lang), value_of(figures, m.games, name))
        for m in table.moments
        if m.turn < len(program.turns)
    ]
    now = words("forecast.now")
    if table.over:
        now = words(
            "forecast.by_end", turn=turn_name(program.turns[int(program.score(table.games).turn[0])], words.lang)
        )
    return (*found, Past(now, value_of(figures, table.games, name)))


def part_of(figures: Figures, table: Table, name: str) -> Part:
    """A figure that another is made of, and how it has changed since the turn before."""
    now = value_of(figures, table.games, name)
    dimension = figures.program.pack.dimensions.get(name)
    title = figures.text(dimension.item.title) if dimension is not None else figures.title(name)
    return Part(name, title, now, change_between(figures, name, value_of(figures, before(table), name), now))


def score_parts(figures: Figures, name: str) -> tuple[str, ...]:
    """The tracks that a dimension, or the total, is made of."""
    names = dimensions_of(figures) if name == TOTAL else [name]
    return tuple(dict.fromkeys(t for d in names for t in ingredients(figures.program, d)))


def score_value(figures: Figures, games: Games, name: str) -> Value:
    """A dimension's value or the total, unknown where it hangs on something the seat may not know."""
    program, seat = figures.program, figures.knowledge.seat
    score, seen = program.score(games), program.observe(games, seat)
    if bool(np.isnan(seen.S[[program.tracks[t].row for t in score_parts(figures, name)], 0]).any()):
        return Value(float("nan"), number(float("nan")))
    value = float(score.total[seat][0] if name == TOTAL else score.dimensions[seat][name][0])
    return Value(value, number(value, 1))


def visible(figures: Figures, games: Games, parts: Sequence[Attributed]) -> list[Attributed]:
    """Parts whose tracks the seat may see; what a formula keeps for itself is told by its sum only."""
    known = [p for p in parts if p.track == TIME or figures.knowledge.sees(games, p.track)]
    return known if known else [*parts]


# what it will do


@dataclass(frozen=True)
class Ahead:
    """Where a figure goes if nothing more is decided: at a quarter's end, nine in ten above `low`, nine in ten below
    `high`, half below `middle`. The first one is now."""

    date: str
    low: Value
    middle: Value
    high: Value


def ahead(
    figures: Figures, table: Table, names: Iterable[str], quarters: int = 4, worlds: int = 64
) -> dict[str, tuple[Ahead, ...]]:
    """Where tracks, formulas, dimensions and the total go if the seat decides nothing more and the others follow their
    habits, in worlds that the seat may believe in. About 0.1 s for all names at once: work for a worker.

    :raises ValueError: when the game is over.
    """
    program, seat = figures.program, figures.knowledge.seat
    wanted = list(names)
    followed = [n for n in wanted if n != TOTAL and n not in program.pack.dimensions]
    found = drifting(program, table.games, seat, followed, quarters=quarters, worlds=worlds)
    decision = table.decision
    first = 0 if decision is None else decision.turn
    dates = [figures.words("forecast.now")]
    last = len(next(iter(found.values())))
    for turn in program.turns[first : first + last - 1]:
        dates.append(figures.words("forecast.by_end", turn=turn_name(turn, figures.words.lang)))
    told: dict[str, tuple[Ahead, ...]] = {}
    for name in wanted:
        bands = np.quantile(found[name], (0.1, 0.5, 0.9), axis=1)
        values = [[shown(figures, name, float(x)) for x in row] for row in bands]
        told[name] = tuple(Ahead(*one) for one in zip(dates, *values, strict=True))
    return told


def shown(figures: Figures, name: str, value: float) -> Value:
    """A foreseen value; of a score to a tenth of a point."""
    text = figures.value(name, value) if name in figures.gauges else number(value, 1)
    return Value(value, text)


# where it comes from


def matching(figures: Figures, word: str) -> list[str]:
    """The figures of the game that a word names; one that is named exactly stands alone."""
    titles = {n: g.title for n, g in figures.gauges.items()}
    exact = [n for n, t in titles.items() if word.lower() in (n, t.ja.lower(), t.en.lower())]
    return exact or [n for n, t in titles.items() if hit(word, n, t)]


def hit(word: str, name: str, title: Text) -> bool:
    """Whether a word names something: a part of its title in either language, or the beginning of its id."""
    return name.startswith(word) or any(word.lower() in t.lower() for t in (title.ja, title.en))
