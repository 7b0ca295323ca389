"""Where debt and yield go: if nothing is decided, and after each fiscal option of the decision at hand.

After an option nothing more is decided, so that a path is the option's own doing; all paths meet the same worlds that the
seat may believe in. It takes some tenths of a second: `DebtPaths` works beside the drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Choice, Games
from game.players.table import Table
from game.study.drift import drift_after
from game.texts.formats import turn_name

from . import places
from .figures import Figures
from .jobs import Job
from .levers import SHOWN, measures
from .values import Change
from .why import Ahead, shown

QUARTERS = 8
WORLDS = 64
NOTHING = -1
BAND = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Path:
    """A way ahead: `index` of the option, -1 where nothing is decided. `debt` (% of GDP) and `rate` (yield): a band for
    now and each quarter's end. `debt_by`, `rate_by`: how much higher it ends than where nothing is decided, on average."""

    index: int
    id: str
    title: str
    debt: tuple[Ahead, ...]
    rate: tuple[Ahead, ...]
    debt_by: Change
    rate_by: Change


def can_foresee(figures: Figures, table: Table) -> bool:
    """Whether there are paths to look at: the pack has a debt, and the seat has to decide."""
    decision = table.decision
    mine = decision is not None and decision.seat == figures.knowledge.seat
    return mine and {places.DEBT, places.YIELD} <= figures.gauges.keys()


def paths(
    figures: Figures, table: Table, options: Sequence[int] | None = None, *, quarters: int = QUARTERS,
    worlds: int = WORLDS, stopped: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:  # fmt: skip
    """Nothing decided first, then each option (default: the open fiscal ones that move most money). Empty where the pack
    has no debt, or no decision of the seat is at hand.

    :raises IllegalMove: for an option that is closed.
    """
    decision = table.decision
    if decision is None or not can_foresee(figures, table):
        return ()
    if options is None:
        options = [m.index for m in measures(figures, table, SHOWN)]
    return paths_of(
        figures, table.games, decision.turn, [decision.options[i] for i in options], quarters, worlds, stopped
    )


def paths_of(
    figures: Figures, game: Games, turn: int, choices: Sequence[Choice], quarters: int, worlds: int,
    stopped: Callable[[], bool],
) -> tuple[Path, ...]:  # fmt: skip
    """The paths of a game of one that stands at a decision of the seat in `turn`."""
    program, words = figures.program, figures.words
    names = (places.DEBT, places.YIELD)
    options = [c.index for c in choices]
    found = drift_after(
        program, game, figures.knowledge.seat, options, names, quarters=quarters, worlds=worlds, stopped=stopped
    )
    dates = [words("forecast.now")]
    for name in program.turns[turn : turn + len(found[places.DEBT]) - 1]:
        dates.append(words("forecast.by_end", turn=turn_name(name, words.lang)))
    bands = {name: np.quantile(found[name], BAND, axis=2) for name in names}  # (3, 1 + quarters, ways)
    by_end = {name: (found[name][-1] - found[name][-1, 0]).mean(axis=1) for name in names}  # world by world
    told: list[Path] = []
    for k, choice in enumerate([None, *choices]):
        course = {
            name: tuple(
                Ahead(date, *(shown(figures, name, float(bands[name][b, i, k])) for b in range(len(BAND))))
                for i, date in enumerate(dates)
            )
            for name in names
        }
        by = {name: figures.changed(name, float(by_end[name][k])) for name in names}
        told.append(
            Path(
                NOTHING if choice is None else choice.index, "" if choice is None else choice.id,
                words("paths.nothing") if choice is None else figures.text(choice.title),
                course[places.DEBT], course[places.YIELD], by[places.DEBT], by[places.YIELD],
            )
        )  # fmt: skip
    return tuple(told)


class DebtPaths(Job[tuple[Path, ...]]):
    """The paths beside the drawing: `result` is None until they are there; () where there is nothing to foresee."""

    def __init__(
        self, figures: Figures, table: Table, options: Sequence[int] | None = None, *, quarters: int = QUARTERS,
        worlds: int = WORLDS,
    ) -> None:  # fmt: skip
        decision = table.decision
        foreseen = decision is not None and can_foresee(figures, table)
        if foreseen and options is None:
            options = [m.index for m in measures(figures, table, SHOWN)]
        choices = [decision.options[i] for i in options or ()] if decision is not None else []
        game, turn = table.games.copy(), 0 if decision is None else decision.turn
        super().__init__(
            lambda stopped, heard: paths_of(figures, game, turn, choices, quarters, worlds, stopped) if foreseen else ()
        )
