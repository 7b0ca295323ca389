"""What the others did: each power under its flag, each move with the reason it gives."""

from __future__ import annotations

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.speech import Bubble
from game.desktop.kit.text import Label, Mark
from game.desktop.screen import Screen
from game.presenter.moments import turn_of
from game.presenter.quarter import ForeignMove, heard

from .event_parts import flag_of, foot, head, page

TITLE = theme.Style("serif", 22, 1.3)
SAID = theme.Style("regular", 16.5, 1.55)


class ForeignMoves(Screen):
    """The moves of others since the seat has looked last."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self.version = -1
        self._moves: tuple[ForeignMove, ...] = ()

    @property
    def moves(self) -> tuple[ForeignMove, ...]:
        if self.version != self.play.version:
            session, moment = self.play.session, self.play.moment
            past = moment.turn < turn_of(session.table)
            self._moves = heard(session.figures, session.table, moment.told, moment.ids, past)
            self.version = self.play.version
        return self._moves

    def compose(self) -> Node:
        words, moment = self.words, self.play.moment
        seats = [s for s in moment.ids if any(m.seat == s for m in self.moves)]
        columns = [self.power(s, [m for m in self.moves if m.seat == s]) for s in seats]
        primary = Button(words("desktop.next"), "primary", key="moves.read", action=self.play.read)
        wide = 620.0 if len(columns) == 1 else 0.0
        body: Node = Row(columns, gap=18, align=None, even=True, wrap=True, grow=1)
        if wide:
            body = Frame(body, pad=0, center=True, grow=1)
        return page(body, head(self.app, words("foreign.title"), moment.turn_title, "globe"), foot(primary))

    def power(self, seat: str, moves: list[ForeignMove]) -> Node:
        """One power: its flag and mark, then its moves."""
        words, n = self.words, len(moves)
        count = words("foreign.count_one") if n == 1 else words("foreign.count", n=n)
        title = Row(
            [
                flag_of(seat, 38),
                Column(
                    [Label(moves[0].seat_title, theme.TITLE), Label(count, theme.SMALL, theme.MUTED)], gap=0, grow=1
                ),
                Mark(seat, 24),
            ],
            gap=14,
        )
        listed = Scroll(Column([self.move(m) for m in moves], gap=16), key=f"moves.{seat}", grow=1)
        colour = theme.power(seat).colour
        return Frame(
            Column([title, listed], gap=16),
            pad=(20, 16),
            fill=theme.PANEL,
            edge=theme.RAISED,
            bar=colour,
            grow=1,
            widest=720,
        )

    def move(self, move: ForeignMove) -> Node:
        """What was done, and why as it is told."""
        parts: list[Node] = [Label(move.title, TITLE)]
        note = {"only": "foreign.only", "office": "foreign.officials"}.get(move.how, "")
        if note:
            parts.append(Label(self.words(note), theme.SMALL, theme.MUTED))
        if move.say:
            said = Column(
                [Label(self.words("foreign.reason"), theme.TINY, theme.INK_MUTED), Label(move.say, SAID, theme.INK)],
                gap=2,
            )
            parts.append(Bubble(said))
        return Column(parts, gap=5)

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))
