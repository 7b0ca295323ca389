"""The score: the dimensions of a seat with the figures behind them, the total, and the grade as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Games
from game.players.knowledge import ingredients
from game.texts.formats import number

from .figures import Figures, scored
from .values import NONE, Change, Value


@dataclass(frozen=True)
class Part:
    """A figure that a dimension is made of."""

    id: str
    title: str
    value: Value
    change: Change


@dataclass(frozen=True)
class Dimension:
    """A dimension from 0 to 100; its value is NaN where it hangs on something the seat may not know."""

    id: str
    title: str
    text: str
    value: Value
    change: Change
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Scores:
    """A seat's score. `grade` is a mark such as A, or "" where the grade's `grade_title` stands alone. Both are "" where
    there are no grades or the total is not known."""

    dimensions: tuple[Dimension, ...]
    total: Value
    change: Change
    grade: str
    grade_title: str


def scores(figures: Figures, games: Games, before: Games | None = None) -> Scores:
    """How the seat stands, and what has changed since `before`."""
    program, seat = figures.program, figures.knowledge.seat
    score = program.score(games)
    old = program.score(before) if before is not None else None
    found: list[Dimension] = []
    known = True
    for name, values in score.dimensions[seat].items():
        item = program.pack.dimensions[name].item
        seen = all(figures.knowledge.sees(games, track) for track in ingredients(program, name))
        known &= seen
        value = float(values[0]) if seen else float("nan")
        past = float(old.dimensions[seat][name][0]) if old is not None and seen else None
        parts = parts_of(figures, name, games, before)
        title, text = figures.text(item.title), figures.text(item.text)
        found.append(Dimension(name, title, text, Value(value, number(value)), scored(value, past), parts))
    total = float(score.total[seat][0]) if known else float("nan")
    past = float(old.total[seat][0]) if old is not None and known else None
    mark, title = figures.grade(score.grade(seat)) if score.grades and known else ("", "")
    return Scores(tuple(found), Value(total, number(total)), scored(total, past), mark, title)


def parts_of(figures: Figures, dimension: str, games: Games, before: Games | None) -> tuple[Part, ...]:
    """The figures behind a dimension, with their changes."""
    names = [n for n in ingredients(figures.program, dimension) if n in figures.gauges]
    now = figures.knowledge.values(games, names)
    past = figures.knowledge.values(before, names) if before is not None else now
    return tuple(
        Part(
            n,
            figures.title(n),
            Value(now[n], figures.value(n, now[n])),
            figures.changed(n, now[n] - past[n]) if figures.moved(n, past[n], now[n]) else NONE,
        )
        for n in names
    )
