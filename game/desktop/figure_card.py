"""The card of a figure: what it is, how it stands, why it moved, what it will do, and where it comes from.

`brief` is what pointing at a figure shows; pressing it opens `FigureCard`, which has everything.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from game.presenter.sources import Source
from game.presenter.values import Change
from game.presenter.waterfall import Step
from game.presenter.why import Ahead, Course, Why, ahead, why

from .kit import theme
from .kit.bars import Floating, around_nothing
from .kit.boxes import Column, Frame, Grid, Row
from .kit.controls import Button
from .kit.fans import Case, FanChart
from .kit.node import Node
from .kit.plots import End, range_of, round_steps, written
from .kit.scroll import Scroll
from .kit.text import Label, Rule, arrow, change_colour
from .screen import Dialog

if TYPE_CHECKING:
    from game.players.table import Table
    from game.presenter.figures import Figures

    from .app import App

MOST = 4  # causes that the brief card names
OUTLOOK = 4  # quarters that the chart leaves room for while it is looked ahead
COLUMNS = (1.3, 1.2, 1.2, 2.3)  # shares of the columns of a source's table
log = logging.getLogger(__name__)


def shown(app: App) -> tuple[Figures, Table] | None:
    """The game whose figures are on the screen; None where there is none."""
    looking = app.screen.looking if app.screens else None
    if looking is not None or app.play is None:
        return looking
    return app.play.session.figures, app.play.session.table


def found(app: App, name: str) -> Why | None:
    """All about a figure of the game that is shown; None where there is none."""
    here = shown(app)
    if here is None:
        return None
    try:
        return why(*here, name)
    except KeyError:
        return None


def step_rows(steps: tuple[Step, ...], most: int = 99) -> list[Node]:
    """A line for each cause, with its amount."""
    return [
        Row(
            [Label(s.title, theme.SMALL, theme.LIGHT, grow=1), change_label(s.change, theme.SMALL_STRONG)],
            gap=14,
            align=0,
        )
        for s in steps[:most]
    ]


def change_label(change: Change, style: theme.Style = theme.TINY_STRONG, on_paper: bool = False) -> Label:
    """A change with its arrow, in the colour of better or worse."""
    text = f"{arrow(change.amount)} {change.text}" if change else ""
    return Label(text, style, change_colour(change.good, on_paper), single=True)


def brief(app: App, name: str) -> Node | None:
    """What pointing at a figure shows."""
    about = found(app, name)
    if about is None:
        return None
    words = app.words
    head = Row(
        [Label(about.title, theme.LABEL, grow=1), Label(about.now.text, theme.LABEL, theme.BRASS)], gap=14, align=0
    )
    parts: list[Node] = [head]
    if about.text:
        parts.append(Label(about.text, theme.SMALL, theme.MUTED))
    course = about.quarter
    if course is not None and course.steps:
        parts += [
            Rule(),
            Row(
                [Label(course_title(app, course), theme.TINY_STRONG, theme.BRASS, grow=1), change_label(course.change)],
                gap=12,
            ),
        ]
        parts += step_rows(course.steps, MOST)
        if len(course.steps) > MOST:
            parts.append(Label(words("desktop.more_causes", n=len(course.steps) - MOST), theme.TINY, theme.MUTED))
    if about.sources:
        parts += source_lines(app, about.sources[:1])
    parts.append(Label(words("desktop.press_for_more"), theme.TINY, theme.MUTED))
    return Column(parts, gap=6)


def source_lines(app: App, sources: Sequence[Source]) -> list[Node]:
    """Where a figure comes from: each data set's value with publisher and date."""
    return [
        Label(
            app.words("desktop.source_line", title=s.title, value=d.value.text, source=d.source, date=d.date),
            theme.TINY, theme.BRASS if d.played else theme.MUTED,
        )
        for s in sources
        for d in s.data
    ]  # fmt: skip


def course_title(app: App, course: Course) -> str:
    return app.words("desktop.since", since=course.since, before=course.before.text, after=course.after.text)


class FigureCard(Dialog):
    """Everything about a figure. What it will do is worked out beside the drawing, once for each state of the game."""

    widest = 900.0

    def __init__(self, app: App, name: str) -> None:
        super().__init__(app)
        self.name = name
        self.here: tuple[Figures, Table] | None = None
        self.key_shown = (0, 0, 0)
        self.about: Why | None = None
        self.ahead: tuple[Ahead, ...] = ()
        self.work: Future[dict[str, tuple[Ahead, ...]]] | None = None

    # what it will do

    def opened(self) -> None:
        self.look()

    def look(self) -> None:
        """Takes the figure as it stands, and begins to look ahead where the game goes on."""
        here = shown(self.app)
        if here is None:
            return
        key = (id(here[0]), id(here[1]), len(here[1].record.moves))  # language and eyes, game, and where it stands
        if key == self.key_shown:
            return
        self.key_shown = key
        self.here, self.about, self.ahead = here, found(self.app, self.name), ()
        figures, table = here
        if self.about is None or table.over or not self.about.now.known:
            return
        seen = replace(table, games=table.games.copy())  # the game may go on meanwhile
        pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self.work = pool.submit(ahead, figures, seen, (self.name,))
        pool.shutdown(wait=False)

    def update(self, now: float) -> None:
        if self.work is None or not self.work.done():
            return
        work, self.work = self.work, None
        error = work.exception()
        if error is not None:
            log.error("the outlook of %s has failed", self.name, exc_info=error)
        else:
            self.ahead = work.result().get(self.name, ())
        self.renew()

    @property
    def busy(self) -> bool:
        return self.work is not None

    def closed(self) -> None:
        if self.work is not None:
            self.work.cancel()
            self.work = None

    # drawing

    def compose(self) -> Node:
        self.look()
        about, words = self.about, self.words
        if about is None:
            return Frame(Label(self.name), fill=theme.PANEL)
        parts: list[Node | None] = [
            Label(about.text, theme.BODY, theme.LIGHT) if about.text else None,
            self.chart(about),
            Grid([*self.causes(about), *self.behind(about)], narrow=370.0, gap=22),
            self.sources(about),
        ]
        close = Button("", "quiet", "close", spoken=words("desktop.close"), key="figure.close", action=self.back)
        change = None
        if about.change:
            since = Label(words("figure_card.unit_change"), theme.TINY, theme.MUTED, align=1.0)
            change = Column([change_label(about.change, theme.LABEL), since], gap=0)
        head = Row(
            [Label(about.title, theme.TITLE, grow=1), Label(about.now.text, theme.NUMERAL, theme.BRASS), change, close],
            gap=14,
        )
        return Frame(
            Column([head, Rule(), Scroll(Column(parts, gap=16), key="figure.body", grow=1)], gap=12),
            pad=20, fill=theme.PANEL, edge=theme.EDGE, shadow=True, wide=700.0,
        )  # fmt: skip

    def chart(self, about: Why) -> Node | None:
        """The line so far, and the fan of what follows if nothing more is decided."""
        words = self.words
        past = [p.value.number for p in about.history]
        if not any(v == v for v in past):
            return Label(words("figure_card.unknown"), theme.SMALL, theme.MUTED)
        cases = [Case([(a.low.number, a.middle.number, a.high.number) for a in self.ahead], theme.BRASS)]
        values = [*past, *(v for spread in cases[0].known for v in spread)]
        low, high = range_of(values, 1e-9)
        now = len(past) - 1
        moments = now + (len(self.ahead) if self.ahead else OUTLOOK + 1)
        below = [(0, about.history[0].date), (now, about.history[-1].date)]
        ends: list[End] = []
        if self.ahead:
            last = self.ahead[-1]
            below.append((moments - 1, last.date))
            ends = [
                End(last.high.number, last.high.text, theme.MUTED),
                End(last.middle.number, last.middle.text, theme.BRASS, "circle"),
                End(last.low.number, last.low.text, theme.MUTED),
            ]
        ticks = written(round_steps(low, high, 4))
        state = words("figure_card.working") if self.busy else words("figure_card.band") if self.ahead else ""
        over = self.here is not None and self.here[1].over
        title = words("figure_card.so_far" if over else "figure_card.history")
        return Column(
            [
                Row([part_title(title, grow=1), Label(state, theme.TINY, theme.MUTED, align=1.0)], gap=12),
                FanChart(
                    moments=max(2, moments), low=low, high=high, ticks=ticks, below=below, ends=ends, cases=cases, past=past,
                    now=now, tall=150.0, ground=theme.TABLE, spoken=title,
                ),
            ],
            gap=4,
        )  # fmt: skip

    def causes(self, about: Why) -> list[Node]:
        """Why it moved: in the last quarter and since the game began, each cause with its amount."""
        blocks: list[Node] = []
        shown: set[tuple[str, tuple[Step, ...]]] = set()
        for course in (about.quarter, about.start):
            if course is not None and course.steps and (course.since, course.steps) not in shown:
                shown.add((course.since, course.steps))
                blocks.append(steps_block(course_title(self.app, course), course))
        return blocks

    def behind(self, about: Why) -> list[Node]:
        """What moves it by itself, and the figures that it is made of."""
        words, blocks = self.words, []
        told = {s.title for c in (about.quarter, about.start) if c is not None for s in c.steps}
        moved_by = [t for t in about.moved_by if t.text or t.title not in told]
        if moved_by:
            terms = [
                Column(
                    [Label(t.title, theme.SMALL_STRONG), Label(t.text, theme.TINY, theme.MUTED) if t.text else None],
                    gap=1,
                )
                for t in moved_by
            ]
            blocks.append(Column([part_title(words("desktop.moved_by")), *terms], gap=6))
        if about.made_of:
            figures = [
                Row(
                    [
                        Label(p.title, theme.SMALL, grow=1),
                        Label(p.value.text, theme.SMALL_STRONG, align=1.0),
                        Frame(change_label(p.change), pad=0, wide=52),
                    ],
                    gap=10, key=f"figure.part.{p.id}", tip=f"why:{p.id}",
                )
                for p in about.made_of
            ]  # fmt: skip
            blocks.append(Column([part_title(words("figure_card.made_of")), *figures], gap=6))
        return blocks

    def sources(self, about: Why) -> Node | None:
        """Each number of the real world behind it: the article's value beside the official one."""
        if not about.sources:
            return None
        return Column([part_title(self.words("desktop.sources")), *(self.source(s) for s in about.sources)], gap=12)

    def source(self, found: Source) -> Node:
        """One number as a small table, a row for each data set."""
        words = self.words
        heads = [words(f"figure_card.table_{name}") for name in ("data", "value", "date", "source")]
        rows: list[Node] = [Label(found.title, theme.SMALL_STRONG), table_row(heads, theme.TINY, theme.MUTED)]
        for d in found.data:
            name = f"{d.profile_title}\n{words('figure_card.played')}" if d.played else d.profile_title
            cells = [name, d.value.text, d.date, d.source]
            row = table_row(cells, theme.SMALL, theme.LIGHT)
            rows.append(Frame(row, pad=(8, 5), fill=theme.RAISED if d.played else None, radius=5))
        if found.note:
            rows.append(Label(found.note, theme.TINY, theme.MUTED))
        rows[1] = Frame(rows[1], pad=(8, 0))
        return Column(rows, gap=3)


def part_title(text: str, grow: float = 0.0) -> Label:
    """The heading of a part of the card."""
    return Label(text, theme.SMALL_STRONG, theme.BRASS, grow=grow)


def table_row(cells: Sequence[str], style: theme.Style, colour: theme.Colour) -> Row:
    """A row whose columns are as wide as those of the rows above it."""
    return Row(
        [Label(text, style, colour, grow=share) for text, share in zip(cells, COLUMNS, strict=True)],
        gap=12, align=0.0, even=True,
    )  # fmt: skip


def steps_block(title: str, course: Course) -> Node:
    """A change as its causes, each with a bar."""
    low, high = around_nothing([s.change.amount for s in course.steps])
    rows: list[Node] = [
        Row(
            [
                Label(s.title, theme.SMALL, grow=1),
                Floating(0.0, s.change.amount, low, high, change_colour(s.change.good), zero=0.0, wide=84.0),
                Frame(change_label(s.change, theme.SMALL_STRONG), pad=0, wide=60),
            ],
            gap=10,
        )
        for s in course.steps
    ]
    return Column(
        [Row([part_title(title, 1), Frame(change_label(course.change), pad=0, wide=60)], gap=12), *rows], gap=5
    )
