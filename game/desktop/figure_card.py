"""The card of a figure: what it is, how it stands, why it moved, what it will do, and where it comes from.

`brief` is what pointing at a figure shows; pressing it opens `FigureCard`, which has everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.presenter.sources import Source
from game.presenter.values import Change
from game.presenter.waterfall import Step
from game.presenter.why import Course, Why, why

from .kit import theme
from .kit.boxes import Column, Frame, Row
from .kit.controls import Button
from .kit.node import Node
from .kit.scroll import Scroll
from .kit.text import Label, Rule, arrow, change_colour
from .screen import Dialog

if TYPE_CHECKING:
    from .app import App

MOST = 4  # causes that the brief card names


def found(app: App, name: str) -> Why | None:
    """All about a figure of the game that is played; None where there is none."""
    if app.play is None:
        return None
    session = app.play.session
    try:
        return why(session.figures, session.table, name)
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
    """Everything about a figure."""

    widest = 640.0

    def __init__(self, app: App, name: str) -> None:
        super().__init__(app)
        self.name = name

    def compose(self) -> Node:
        about = found(self.app, self.name)
        if about is None:
            return Frame(Label(self.name), fill=theme.PANEL)
        words = self.words
        parts: list[Node] = []
        if about.text:
            parts.append(Label(about.text, theme.BODY, theme.LIGHT))
        for course in (about.quarter, about.start):
            if course is not None and course.steps:
                parts.append(
                    Row(
                        [
                            Label(course_title(self.app, course), theme.SMALL_STRONG, theme.BRASS, grow=1),
                            change_label(course.change),
                        ],
                        gap=12,
                    )
                )
                parts += step_rows(course.steps)
        if about.moved_by:
            parts.append(Label(words("desktop.moved_by"), theme.SMALL_STRONG, theme.BRASS))
            parts += [Label(f"{t.title}: {t.text}" if t.text else t.title, theme.SMALL) for t in about.moved_by]
        if about.sources:
            parts.append(Label(words("desktop.sources"), theme.SMALL_STRONG, theme.BRASS))
            parts += source_lines(self.app, about.sources)
            parts += [Label(s.note, theme.TINY, theme.MUTED) for s in about.sources if s.note]
        head = Row(
            [
                Label(about.title, theme.HEADING, grow=1),
                Label(about.now.text, theme.FIGURE, theme.BRASS),
                Button("", "quiet", "close", spoken=words("desktop.close"), key="figure.close", action=self.back),
            ],
            gap=12,
        )
        return Frame(
            Column([head, Rule(), Scroll(Column(parts, gap=8), key="figure.body", grow=1)], gap=10),
            fill=theme.PANEL,
            edge=theme.EDGE,
            shadow=True,
        )
