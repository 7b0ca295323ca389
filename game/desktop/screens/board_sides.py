"""The board's two sides: the issues as tracks on the left, the score and the key figures on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.charts import Marker, Meter, Spark, Track
from game.desktop.kit.controls import panel
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label, Rule
from game.presenter.board import Agenda
from game.presenter.readings import Reading
from game.presenter.scores import Dimension, Scores

if TYPE_CHECKING:
    from game.desktop.app import App


def issues(app: App, found: tuple[Agenda, ...]) -> Node:
    """Every issue with both sides' markers."""
    parts: list[Node] = []
    for i, agenda in enumerate(found):
        if i:
            parts.append(Rule(theme.RAISED))
        parts.append(issue(app, agenda))
    return panel(*parts, key="board.issues", title=app.words("board.agendas"))


def issue(app: App, agenda: Agenda) -> Node:
    """One issue: where it stands, what the other side wants, and what that means."""
    markers = [
        Marker(agenda.demand, "diamond", theme.USA),
        Marker(agenda.position.number, "circle", theme.JAPAN, agenda.position.text),
    ]
    ticks = [agenda.compromise] if agenda.compromise == agenda.compromise else []
    return Column(
        [
            Row(
                [Label(agenda.title, theme.LABEL, grow=1), Label(agenda.rung, theme.TINY, theme.BRASS, align=1.0)],
                gap=8,
                align=0.5,
            ),
            Track(0, agenda.top, markers, ticks=ticks, key=f"board.issue.{agenda.id}", tip=f"why:agreed[{agenda.id}]"),
            Label(agenda.consequence, theme.TINY, theme.MUTED),
        ],
        gap=1,
        key=f"board.issue.{agenda.id}.box",
    )


def standing(app: App, scores: Scores, figures: tuple[Reading, ...]) -> Node:
    """The score, and the key figures below it."""
    total = app.words("board.total", total=scores.total.text)
    grade = scores.grade or scores.grade_title
    head = Row(
        [
            Label(app.words("board.score"), theme.LABEL, grow=1),
            Label(f"{total}  {grade}", theme.SMALL_STRONG, theme.BRASS, align=1.0, tip="why:total", key="board.total"),
        ],
        gap=8,
    )
    parts: list[Node] = [head, *(dimension(app, d) for d in scores.dimensions), Rule(theme.RAISED)]
    parts += [Label(app.words("board.figures"), theme.LABEL), *(figure_row(app, f) for f in figures)]
    from game.desktop.kit.scroll import Scroll

    return Frame(Scroll(Column(parts, gap=7), key="board.standing"), fill=theme.PANEL, edge=theme.RAISED)


def dimension(app: App, d: Dimension) -> Node:
    """A dimension of the score as a bar."""
    before = d.value.number - d.change.amount
    return Row(
        [
            Label(d.title, theme.SMALL, grow=1),
            Meter(d.value.number, before, wide=70),
            Label(d.value.text, theme.SMALL_STRONG, align=1.0, single=True),
            Frame(change_label(d.change), pad=0, wide=46),
        ],
        gap=6, key=f"board.dimension.{d.id}", tip=f"why:{d.id}",
    )  # fmt: skip


def figure_row(app: App, r: Reading) -> Node:
    """A figure with its change and its course."""
    return Row(
        [
            Label(r.title, theme.SMALL, grow=1),
            Label(r.value.text, theme.SMALL_STRONG, align=1.0, single=True),
            Frame(change_label(r.change), pad=0, wide=50),
            Spark(r.history, wide=34),
        ],
        gap=6, key=f"board.figure.{r.id}", tip=f"why:{r.id}",
    )  # fmt: skip
