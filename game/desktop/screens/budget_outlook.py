"""Debt and yield so far and ahead, if nothing is decided and with the chosen option; and what the bond market makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.fans import Case, FanChart, Swatch
from game.desktop.kit.node import Node
from game.desktop.kit.plots import End, range_of, round_steps, written
from game.desktop.kit.text import Icon, Label
from game.presenter.debt import NOTHING, QUARTERS, Path
from game.presenter.readings import Reading
from game.presenter.why import Ahead

from .budget_paths import Paths

if TYPE_CHECKING:
    from game.desktop.app import App

WITH, WITHOUT = theme.BRASS, theme.LIGHT
LEAST = {"debt": 6.0, "rate": 1.0}  # what a chart shows at least, in points, so that small movements look small


def market(app: App, comment: str) -> Node | None:
    """The bond market's comment, as a card of paper."""
    if not comment:
        return None
    text = Column(
        [
            Label(app.words("budget.market"), theme.TINY_STRONG, theme.INK_MUTED),
            Label(comment, theme.SMALL, theme.INK),
        ],
        gap=1,
    )
    return Frame(
        Row([Icon("speech", 22, theme.INK_MUTED), Frame(text, pad=0, grow=1)], gap=12), pad=(14, 8), fill=theme.PAPER, shadow=True
    )  # fmt: skip


def outlook(
    app: App, debt: Reading | None, rate: Reading | None, paths: Paths, danger: tuple[str, float, str] | None, alone: bool,
) -> Node:  # fmt: skip
    """Both charts with their legend: side by side, or where they stand `alone` in their column below each other. `danger`:
    title, height and words of the yield at which the game is lost."""
    tall = 150.0 if alone else 104.0
    charts = [
        chart(app, "debt", debt, paths, None, tall) if debt is not None else None,
        chart(app, "rate", rate, paths, danger, tall) if rate is not None else None,
    ]
    both = Column(charts, gap=16) if alone else Row(charts, gap=18, align=0.0, even=True, wrap=True)
    return Column([legend(app, paths), both], gap=6)


def legend(app: App, paths: Paths) -> Node:
    """What the bands are, and how far the work has come."""
    words = app.words
    if not paths.foreseen:
        return Label(words("budget.no_paths"), theme.TINY, theme.MUTED)
    if paths.trouble:
        return Label(words("budget.no_outlook"), theme.TINY, theme.WARN)
    chosen = paths.wanted != NOTHING
    cases: list[Node | None] = [
        case(words("budget.nothing"), WITHOUT, chosen),
        case(words("budget.chosen"), WITH, False) if chosen else None,
    ]
    return Column([Flow(cases, gap=16), Label(state(app, paths), theme.TINY, theme.MUTED)], gap=2)


def case(title: str, colour: theme.Colour, outlined: bool) -> Node:
    return Row([Swatch(colour, outlined), Label(title, theme.TINY_STRONG, colour)], gap=8)


def state(app: App, paths: Paths) -> str:
    """In how many worlds it has been tried, or that it is being tried."""
    if paths.path(paths.wanted) is None:
        return app.words("budget.looking")
    return app.words("budget.band", worlds=paths.worlds)


def chart(
    app: App, name: str, reading: Reading, paths: Paths, danger: tuple[str, float, str] | None, tall: float
) -> Node:  # fmt: skip
    """The line so far, and the fans ahead."""
    words = app.words
    past = list(reading.history)
    none, mine = paths.path(NOTHING), paths.path(paths.wanted) if paths.wanted != NOTHING else None
    cases: list[Case] = []
    ends: list[End] = []
    if mine is not None:
        course = ahead(mine, name)
        cases.append(Case(spreads(course), WITH))
        ends.append(End(course[-1].middle.number, course[-1].middle.text, WITH, "circle"))
    if none is not None:
        course = ahead(none, name)
        outlined = paths.wanted != NOTHING
        cases.append(Case(spreads(course), WITHOUT, outlined=outlined))
        shape = "ring" if outlined else "circle"
        ends.append(End(course[-1].middle.number, course[-1].middle.text, WITHOUT, shape))
    values = [*past, *(v for c in cases for spread in c.known for v in spread)]
    if danger is not None:
        values.append(danger[1])
    low, high = range_of(values, LEAST[name])
    now = len(past) - 1
    steps = len(ahead(none, name)) - 1 if none is not None else min(QUARTERS, left(app)) if paths.foreseen else 0
    below = [(now, words("forecast.now"))]
    if none is not None:
        below.append((now + steps, ahead(none, name)[-1].date))
    levels = [(danger[1], words("budget.limit", ending=danger[0], limit=danger[2]))] if danger is not None else []
    title = words(f"budget.{name}")
    head = Row(
        [
            Label(title, theme.SMALL_STRONG, theme.LIGHT),
            Space(grow=1),
            Label(reading.value.text, theme.FIGURE, theme.BRASS, single=True),
            change_label(reading.change),
        ],
        gap=8, key=f"budget.figure.{name}", tip=f"why:{reading.id}",
    )  # fmt: skip
    return Column(
        [
            head,
            FanChart(
                moments=max(2, now + steps + 1), low=low, high=high, ticks=written(round_steps(low, high, 3)), below=below,
                levels=levels, ends=ends, cases=cases, past=past, now=now, tall=tall, ground=theme.TABLE, spoken=title,
            ),
        ],
        gap=2, grow=1,
    )  # fmt: skip


def left(app: App) -> int:
    """Quarters that are left of the game."""
    assert app.play is not None
    table = app.play.session.table
    decision = table.decision
    return 0 if decision is None else len(table.program.turns) - decision.turn


def ahead(path: Path, name: str) -> tuple[Ahead, ...]:
    return path.debt if name == "debt" else path.rate


def spreads(course: tuple[Ahead, ...]) -> list[tuple[float, float, float]]:
    """The quantiles at each moment."""
    return [(a.low.number, a.middle.number, a.high.number) for a in course]
