"""The quarter's end: what moved and why, what officials did meanwhile, and what the new quarter brings."""

from __future__ import annotations

from functools import cached_property

from game.desktop.app import App
from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Grid, Row
from game.desktop.kit.controls import Button, panel
from game.desktop.kit.node import Node
from game.desktop.kit.text import Icon, Label, Rich, Rule
from game.desktop.kit.tiles import Tile
from game.desktop.kit.waterfall import Fall, waterfall
from game.desktop.play import Play
from game.desktop.screen import Screen
from game.presenter.board import Ahead
from game.presenter.board import Frame as BoardFrame
from game.presenter.board import frame as board_frame
from game.presenter.quarter import Move, Passed, QuarterEnd, Waterfall, quarter_end

from .event_parts import foot, head, page, who

OFFICIALS = "officials"
SHOWN = 14  # figures that the list names
ICONS = {"fiscal": "fiscal", "trade": "trade", "alliance": "alliance", "autonomy_score": "autonomy_score", "domestic": "domestic"}  # fmt: skip


class QuarterData:
    """What the screen shows, worked out once for each state of the game and language."""

    def __init__(self, play: Play) -> None:
        self.version, self.moment = play.version, play.moment
        self.figures, self.table = play.session.figures, play.session.table

    @cached_property
    def end(self) -> QuarterEnd:
        return quarter_end(self.figures, self.table, self.moment.turn, self.moment.until)

    @cached_property
    def frame(self) -> BoardFrame:
        return board_frame(self.figures, self.table)


class QuarterScreen(Screen):
    """One page: the dimensions as tabs, the waterfall of the chosen one, the figures that moved, and what comes."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self._data = QuarterData(self.play)
        self.chosen = ""

    @property
    def data(self) -> QuarterData:
        if self._data.version != self.play.version:
            self._data = QuarterData(self.play)
        return self._data

    def opened(self) -> None:
        self.app.cue("quarter")

    def tabs(self) -> list[str]:
        """What can be chosen: each dimension, and the officials where they ran a quarter."""
        end = self.data.end
        return [*([OFFICIALS] if end.officials else []), *(w.id for w in end.waterfalls)]

    def shown(self) -> str:
        """The chosen tab; at first the officials' deeds, else the dimension that moved most."""
        listed = self.tabs()
        if self.chosen in listed:
            return self.chosen
        if OFFICIALS in listed:
            return OFFICIALS
        falls = self.data.end.waterfalls
        return max(falls, key=lambda w: abs(w.change.amount)).id if falls else ""

    # what is shown

    def compose(self) -> Node:
        words, end = self.words, self.data.end
        tiles: list[Node] = [self.officials_tile(end.officials)] if end.officials else []
        tiles += [self.tile(w) for w in end.waterfalls]
        body = Row([self.left(), self.moves(end.moves), self.ahead()], gap=12, align=None, even=True, wrap=True, grow=1)
        parts: list[Node] = [Grid(tiles, narrow=150, gap=8)] if tiles else []
        primary = Button(words("desktop.next"), "primary", key="quarter.read", action=self.play.read)
        dates = words("quarter_end.dates", first=end.date, last=end.officials[-1].date) if end.officials else end.date
        return page(
            Column([*parts, body], gap=12),
            head(self.app, words("quarter_end.title"), dates, "waterfall"),
            foot(primary),
        )

    def tile(self, fall: Waterfall) -> Node:
        """A dimension: where it ended, and how far it moved."""
        icon = ICONS.get(fall.id, "")
        inside = Column(
            [
                Row([Icon(icon, 16, theme.MUTED) if icon else None, Label(fall.title, theme.SMALL, grow=1)], gap=7),
                Row([Label(fall.after.text, theme.NUMERAL, grow=1), change_label(fall.change, theme.LABEL)], gap=8),
            ],
            gap=1,
        )
        return Tile(
            inside, pad=(12, 8), on=fall.id == self.shown(),
            key=f"quarter.tab.{fall.id}", action=lambda: self.choose(fall.id), tip=f"why:{fall.id}",
        )  # fmt: skip

    def officials_tile(self, passed: tuple[Passed, ...]) -> Node:
        words, n = self.words, len(passed)
        count = words("quarter_end.officials_one") if n == 1 else words("quarter_end.officials_count", n=n)
        inside = Column(
            [
                Row(
                    [Icon("users", 16, theme.MUTED), Label(words("quarter_end.officials"), theme.SMALL, grow=1)], gap=7
                ),
                Label(count, theme.NUMERAL),
            ],
            gap=1,
        )
        return Tile(
            inside, pad=(12, 8), on=self.shown() == OFFICIALS,
            key=f"quarter.tab.{OFFICIALS}", action=lambda: self.choose(OFFICIALS),
        )  # fmt: skip

    def left(self) -> Node:
        """What belongs to the chosen tab."""
        shown = self.shown()
        if shown == OFFICIALS:
            rows = [self.passed(p) for p in self.data.end.officials]
            return panel(*rows, key="quarter.officials", title=self.words("quarter_end.officials_title"), grow=1.35)
        fall = next((w for w in self.data.end.waterfalls if w.id == shown), None)
        if fall is None:
            return panel(key="quarter.none", grow=1.35)
        return self.falls(fall)

    def falls(self, fall: Waterfall) -> Node:
        words = self.words
        steps = [
            Fall(s.title, s.change.amount, s.change.text, s.change.good, s.why, f"why:{s.track}" if s.track else "")
            for s in fall.steps
            if s.change.text
        ]
        rest = sum(s.change.amount for s in fall.steps if not s.change.text)
        before = (words("quarter_end.before"), fall.before.number, fall.before.text)
        after = (words("quarter_end.after"), fall.after.number, fall.after.text)
        if abs(rest) > 1e-9 and steps:  # too small to be written each, so the last bar ends where the value does
            last = steps[-1]
            steps[-1] = Fall(last.title, last.amount + rest, last.text, last.good, last.why, last.tip)
        inside = waterfall(f"quarter.step.{fall.id}", before, after, steps)
        parts: list[Node] = [inside] if steps else [inside, Label(words("quarter_end.still"), theme.SMALL, theme.MUTED)]
        return panel(
            *parts, key=f"quarter.fall.{fall.id}", title=words("quarter_end.waterfall", title=fall.title), grow=1.35
        )

    def passed(self, quarter: Passed) -> Node:
        """A quarter that officials ran."""
        parts: list[Node] = [Label(quarter.date, theme.LABEL, theme.BRASS)]
        parts += [
            Row([Icon("newspaper", 15, theme.MUTED), Label(t, theme.SMALL, grow=1)], gap=8, align=0)
            for t in quarter.news
        ]
        parts += [
            Row([Icon("handshake", 15, theme.MUTED), Label(t, theme.SMALL, grow=1)], gap=8, align=0)
            for t in quarter.outcomes
        ]
        for seat, deeds in quarter.deeds:
            told = self.words("list.comma").join(deeds)
            title = self.data.figures.seat_title(seat)
            parts.append(
                Column([who(seat, title, theme.SMALL_STRONG, 13), Label(told, theme.SMALL, theme.MUTED)], gap=1)
            )
        return Column([*parts, Rule(theme.RAISED)], gap=5)

    def moves(self, moves: tuple[Move, ...]) -> Node:
        """The figures that moved, with their causes."""
        rows: list[Node] = []
        for move in moves[:SHOWN]:
            top = Row(
                [Label(move.title, theme.SMALL_STRONG, grow=1), change_label(move.change, theme.SMALL_STRONG)],
                gap=10,
                align=0,
            )
            course = [(f"{move.before.text} → {move.after.text}", theme.TINY, theme.BRASS)]
            if move.why:
                course += [("　", theme.TINY, theme.MUTED), (move.why, theme.TINY, theme.MUTED)]
            rows.append(
                Frame(
                    Column([top, Rich(course)], gap=1), pad=(6, 2), key=f"quarter.move.{move.id}", tip=f"why:{move.id}"
                )
            )
        if len(moves) > SHOWN:
            rows.append(Label(self.words("quarter_end.more", n=len(moves) - SHOWN), theme.TINY, theme.MUTED))
        return panel(*rows, key="quarter.moves", title=self.words("quarter_end.moves"), grow=1.0)

    def ahead(self) -> Node:
        """What the new quarter brings."""
        words, frame, over = self.words, self.data.frame, self.play.session.table.over
        if over:
            return panel(
                Label(words("quarter_end.last"), theme.BODY),
                key="quarter.ahead",
                title=words("quarter_end.over"),
                grow=0.85,
            )
        parts: list[Node] = [Label(frame.date, theme.TITLE, theme.BRASS)]
        if frame.title:
            parts += [Label(frame.title, theme.STRONG), Label(frame.text, theme.SMALL, theme.MUTED)]
        soon: list[Ahead] = [*frame.coming, *frame.next]
        soon.sort(key=lambda a: a.turns)
        if soon:
            parts += [Rule(theme.RAISED), Label(words("quarter_end.coming"), theme.LABEL)]
            parts += [self.coming(a) for a in soon[:6]]
        if frame.threats:
            parts += [Rule(theme.RAISED), Label(words("quarter_end.threats"), theme.LABEL)]
            parts += [
                Row([Icon("warning", 15, theme.WARN), Label(t, theme.SMALL, grow=1)], gap=8, align=0)
                for t in frame.threats
            ]
        return panel(*parts, key="quarter.ahead", title=words("quarter_end.ahead"), icon="calendar", grow=0.85)

    def coming(self, ahead: Ahead) -> Node:
        return Column([Label(ahead.when, theme.TINY, theme.BRASS), Label(ahead.title, theme.SMALL)], gap=0)

    # what is done

    def choose(self, name: str) -> None:
        self.chosen = name
        self.app.refresh()

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))

    def key(self, key: int, text: str) -> bool:
        """Digits choose a tab, Q and E the one before and the next."""
        listed = self.tabs()
        if text.isdecimal() and 0 < int(text) <= len(listed):
            self.choose(listed[int(text) - 1])
        elif text.lower() in ("q", "e") and listed:
            self.choose(listed[(listed.index(self.shown()) + (1 if text.lower() == "e" else -1)) % len(listed)])
        else:
            return False
        return True
