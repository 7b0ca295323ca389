"""Something went wrong in a screen: one sentence, and what can be done. It needs no icon, since those may be what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import bug_report
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label
from game.desktop.screen import Dialog
from game.files import FileError

if TYPE_CHECKING:
    from game.desktop.app import App


class Fault(Dialog):
    """The sentence, a way on, a report to send, and a way to the title."""

    widest = 620.0

    def __init__(self, app: App, text: str) -> None:
        super().__init__(app)
        self.text = text
        self.report = ""  # what has become of it

    def compose(self) -> Node:
        words = self.words
        told = [Label(self.text, theme.BODY)]
        if self.app.play is not None and not self.app.play.session.unsaved:
            told.append(Label(words("fault.saved"), theme.SMALL, theme.MUTED))
        if self.report:
            told.append(Label(self.report, theme.SMALL, theme.BRASS))
        answers: list[Node] = [
            Button(words("fault.go_on"), "primary", key="fault.go_on", action=self.back),
            Button(words("fault.report"), key="fault.report", action=self.write),
        ]
        if self.app.play is not None:
            answers.append(Button(words("pause.title_screen"), key="fault.title", action=self.leave))
        body = Column(
            [
                Label(words("fault.title"), theme.HEADING, theme.WARN),
                Scroll(Column([*told], gap=10), key="fault.text", grow=1),
                Flow(answers, align=1.0),
            ],
            gap=16,
        )
        return Frame(body, pad=22, fill=theme.PANEL, edge=theme.WARN, shadow=True)

    def write(self) -> None:
        self.report = written(self.app)
        self.app.refresh()

    def leave(self) -> None:
        """Back to the title; the game is in its file."""
        from . import to_title

        to_title(self.app)


def written(app: App) -> str:
    """Writes a report into the folder of saves, and says in a sentence where it lies or why there is none."""
    kept = app.services.kept
    record = app.play.session.table.record.to_json() if app.play is not None else ""
    try:
        path = bug_report.write(
            app.store.folder, app.services.journal, kept.plain() if kept is not None else {}, record
        )
    except FileError as e:
        return e.text(app.words.lang)
    return app.words("fault.reported", file=path)
