"""The card that opens a negotiation: what it is about and how it goes, and the background of every issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule
from game.desktop.screen import Dialog
from game.presenter import board, talks
from game.presenter.board import Agenda

if TYPE_CHECKING:
    from game.desktop.app import App


class About(Dialog):
    """How the talks go; below it each issue with its rungs and the views on it."""

    widest = 780.0

    def __init__(self, app: App, name: str) -> None:
        super().__init__(app)
        self.name = name

    def compose(self) -> Node:
        assert self.app.play is not None
        session, words = self.app.play.session, self.words
        terms = session.program.pack.negotiations[self.name].item
        figures = session.figures
        points = [
            Row([Label(str(i + 1), theme.TITLE, theme.INK_BAD, single=True), Label(text, theme.BODY, theme.INK, grow=1)], gap=14, align=0)
            for i, text in enumerate(talks.introduction(figures, terms))
        ]  # fmt: skip
        parts: list[Node] = [
            Label(figures.text(terms.text), theme.BODY, theme.INK),
            *points,
            Rule(theme.PAPER_SHADE, thick=2),
        ]
        parts.append(Label(words("summit.outlooks"), theme.SMALL, theme.INK_MUTED))
        for agenda in board.agendas(figures, session.table):
            parts.append(self.issue(agenda))
        close = Button(words("summit.begin"), "primary", key="about.close", action=self.back)
        body = Column(
            [
                Label(figures.text(terms.title), theme.DISPLAY, theme.INK),
                Scroll(Column(parts, gap=10), key="about.body", grow=1),
                Flow([close], align=1.0),
            ],
            gap=14,
        )
        return Frame(body, pad=26, fill=theme.PAPER, shadow=True)

    def issue(self, agenda: Agenda) -> Node:
        """An issue: what they want, the risk, a compromise and who sees it otherwise."""
        words = self.words
        lines: list[Node] = [Label(agenda.title, theme.HEADING, theme.INK)]
        for key, text in (
            ("stance", agenda.stance),
            ("risk", agenda.risk),
            ("compromise", agenda.middle),
            ("counter", agenda.counter_view),
        ):
            if text:
                lines.append(Label(f"{words(f'talks.{key}')}{text}", theme.SMALL, theme.INK))
        rungs = [
            Label(f"{r.at:g}  {r.title}" + (f"（{words('summit.legend_compromise')}）" if r.compromise and words.lang == "ja" else f" ({words('summit.legend_compromise')})" if r.compromise else ""), theme.TINY_STRONG, theme.INK_MUTED)
            for r in agenda.rungs
        ]  # fmt: skip
        return Frame(Column([*lines, Flow(rungs, gap=16)], gap=4), pad=(14, 10), fill=theme.PAPER_SHADE)
