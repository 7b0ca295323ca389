"""The board's two sides: the issues as tracks on the left, the score and the key figures on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.charts import Marker, Meter, Spark, Track
from game.desktop.kit.controls import heading
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Table, TableRow
from game.desktop.kit.text import Label, Rule
from game.presenter.board import Agenda
from game.presenter.readings import Reading
from game.presenter.scores import Dimension, Scores

if TYPE_CHECKING:
    from game.desktop.app import App


def issues(app: App, found: tuple[Agenda, ...]) -> Node:
    """Every issue with both sides' markers."""
    parts = [heading(app.words("board_screen.agendas"), style=theme.LABEL), *(issue(app, a) for a in found)]
    return Frame(Scroll(Column(parts, gap=9), key="board.issues"), pad=(14, 10), fill=theme.PANEL, edge=theme.RAISED)


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
            ),
            Track(0, agenda.top, markers, ticks=ticks, key=f"board.issue.{agenda.id}", tip=f"why:agreed[{agenda.id}]"),
            Label(agenda.consequence, theme.TINY, theme.MUTED, most=1, tip=agenda.consequence),
        ],
        gap=1,
    )


def standing(app: App, scores: Scores, figures: tuple[Reading, ...]) -> Node:
    """The score, and the key figures below it."""
    total = app.words("board_screen.total", total=scores.total.text)
    grade = scores.grade or scores.grade_title
    head = Row(
        [
            Label(app.words("board_screen.score"), theme.LABEL, grow=1),
            Label(f"{total}  {grade}", theme.SMALL_STRONG, theme.BRASS, align=1.0, tip="why:total", key="board.total"),
        ],
        gap=8,
    )
    parts = [
        head,
        Table([dimension(d) for d in scores.dimensions], gap=7, row_gap=2),
        Rule(theme.RAISED),
        Label(app.words("board_screen.figures"), theme.LABEL),
        Table([figure_row(f) for f in figures], gap=7, row_gap=2),
    ]
    return Frame(Scroll(Column(parts, gap=6), key="board.standing"), pad=(14, 10), fill=theme.PANEL, edge=theme.RAISED)


def dimension(d: Dimension) -> TableRow:
    """A dimension of the score as a bar."""
    return TableRow(
        [
            Label(d.title, theme.TINY, most=2),
            Meter(d.value.number, d.value.number - d.change.amount, wide=64),
            Label(d.value.text, theme.SMALL_STRONG, align=1.0, single=True),
            change_label(d.change),
        ],
        key=f"board.dimension.{d.id}", tip=f"why:{d.id}",
    )  # fmt: skip


def figure_row(r: Reading) -> TableRow:
    """A figure with its change and its course."""
    return TableRow(
        [
            Label(r.title, theme.TINY, most=2),
            Label(r.value.text, theme.TINY_STRONG, align=1.0, single=True),
            change_label(r.change),
            Spark(r.history, wide=26, high=15),
        ],
        key=f"board.figure.{r.id}", tip=f"why:{r.id}",
    )  # fmt: skip
