"""Two parts of the debrief that take a moment: the seat's other courses on the same seed, and another choice at a decision.

Both are worked out beside the drawing when they are first looked at, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.desktop.jobs import Jobs
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Row
from game.desktop.kit.charts import Meter
from game.desktop.kit.controls import Button
from game.desktop.kit.lines import SHAPES, Line, LineChart
from game.desktop.kit.node import Node
from game.desktop.kit.plots import End, range_of, round_steps, written
from game.desktop.kit.text import Icon, Label
from game.presenter.compare import Comparison, Point, WhatIf, alternatives, doctrines, points, what_if
from game.presenter.compare import Row as Way

from .debrief_parts import years

if TYPE_CHECKING:
    from .debrief import DebriefScreen

MOST = 6  # ways of playing that a chart tells apart by shape


@dataclass
class Thought:
    """What is being thought of: a quarter, a decision in it (its move), whether the seat's rules take over there, and what
    it came to."""

    turn: int = -1
    move: int = -1
    habit: bool = False
    options: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict[int, tuple[tuple[str, str], ...]])
    result: WhatIf | None = None


class Compared:
    """The state of both parts, for one debrief."""

    def __init__(self, screen: DebriefScreen) -> None:
        self.screen = screen
        words = screen.app.words
        self.jobs = Jobs(say=lambda error: words("compare_screen.failed"))
        self.others: Comparison | None = None
        self.points: tuple[Point, ...] | None = None
        self.thought = Thought()
        self.trouble = ""
        self.key: tuple[int, str] = (-1, "")

    def renewed(self) -> None:
        """Everything is worked out anew for another language or seat."""
        session = self.screen.play.session
        key = (self.screen.play.version, session.viewer)
        if key != self.key:
            self.key = key
            for name in ("others", "options", "if"):
                self.jobs.cancel(name)
            self.others, self.points, self.thought, self.trouble = None, None, Thought(), ""

    # the other courses

    def compare(self) -> None:
        """Begins to play the other courses, once."""
        session = self.screen.play.session
        if self.others is None and not self.jobs.running("others") and not self.trouble:
            figures, table = session.figures, session.table
            self.jobs.submit(
                "others", lambda token: doctrines(figures, table, stopped=token.stopped, heard=token.heard),
                self.compared, self.failed,
            )  # fmt: skip

    def compared(self, found: Comparison) -> None:
        self.others = found
        self.screen.app.refresh()

    def failed(self, text: str) -> None:
        self.trouble = text
        self.screen.app.say(text, "warning")
        self.screen.app.refresh()

    def others_page(self) -> Node:
        """The game itself among the seat's other courses."""
        self.renewed()
        self.compare()
        words, found = self.screen.words, self.others
        if found is None:
            return self.waiting("others", "compare_screen.working")
        ways = sorted([found.own, *found.doctrines], key=lambda w: -w.total.number)
        rows: list[Node] = [Label(words("compare_screen.heading"), theme.SMALL, theme.MUTED)]
        rows += [self.way(w, w is found.own) for w in ways]
        rows += [Label(note, theme.TINY, theme.MUTED) for note in found.notes]
        return Column(rows, gap=8)

    def way(self, found: Way, own: bool) -> Node:
        """One course: how it ended, with the game's own marked."""
        words = self.screen.words
        colour = theme.BRASS if own else theme.LIGHT
        verdict = words("compare_screen.won" if found.won else "compare_screen.lost")
        grade = found.grade or found.grade_title
        head = Row(
            [
                Icon("star" if own else "right", 15, colour),
                Label(found.title, theme.LABEL, colour, grow=2),
                Meter(found.total.number, colour=colour if own else theme.USA, wide=150.0, grow=1),
                Frame(Label(found.total.text, theme.LABEL, colour, align=1.0, single=True), pad=0, wide=46),
                Frame(Label(grade, theme.LABEL, colour, align=0.5), pad=0, wide=28),
            ],
            gap=10, even=True,
        )  # fmt: skip
        ending = f"{found.ending_title}{'・' if words.lang == 'ja' else ', '}{verdict}"
        said = Label(f"{ending}  {found.text}".strip(), theme.TINY, theme.MUTED)
        return Frame(Column([head, said], gap=2), pad=(10, 6), fill=theme.RAISED if own else None, radius=6)

    # another choice

    def what_if_page(self) -> Node:
        """A decision, what else was open there, and how it would have gone."""
        self.renewed()
        session, words = self.screen.play.session, self.screen.words
        if self.points is None:
            self.points = points(session.figures, session.table)
            self.thought.turn = self.first_turn(self.points)
        if not self.points:
            return Label(words("compare_screen.no_points"), theme.BODY)
        if self.jobs.running("if"):
            return self.waiting("if", "compare_screen.trying")
        if self.thought.result is not None:
            return self.outcome(self.thought.result)
        here = [p for p in self.points if p.turn == self.thought.turn]
        parts: list[Node | None] = [
            Label(words("compare_screen.choose_turn"), theme.LABEL, theme.BRASS),
            self.turns(here[0].date if here else ""),
            Flow([self.decision(p) for p in here], gap=8),
        ]
        chosen = next((p for p in here if p.move == self.thought.move), None)
        if chosen is not None:
            parts += [Label(words("compare_screen.choose_option"), theme.LABEL, theme.BRASS), self.choices(chosen)]
        return Column(parts, gap=10)

    def first_turn(self, found: tuple[Point, ...]) -> int:
        """The quarter to begin with: the turning point, where something was decided in it."""
        story = self.screen.story
        turning = story.debrief.turning if story is not None else None
        turns = {p.turn for p in found}
        return turning.turn if turning is not None and turning.turn in turns else min(turns, default=-1)

    def turns(self, date: str) -> Node:
        """The quarter, with those before and after it."""
        words, all_turns = self.screen.words, sorted({p.turn for p in self.points or ()})
        at = all_turns.index(self.thought.turn)

        def go(by: int) -> None:
            self.thought.turn, self.thought.move = all_turns[(at + by) % len(all_turns)], -1
            self.screen.app.refresh()

        return Row(
            [
                Button(
                    "", "quiet", "left", spoken=words("compare_screen.before"), tip=words("compare_screen.before"), key="if.before", action=lambda: go(-1)
                ),
                Label(date, theme.HEADING),
                Button(
                    "", "quiet", "right", spoken=words("compare_screen.after"), tip=words("compare_screen.after"), key="if.after", action=lambda: go(1)
                ),
            ],
            gap=8,
        )  # fmt: skip

    def decision(self, found: Point) -> Node:
        """A decision that may be changed, with what was chosen."""
        return Button(
            f"{found.phase_title}：{found.title}" if self.screen.words.lang == "ja" else f"{found.phase_title}: {found.title}",
            on=found.move == self.thought.move, key=f"if.move.{found.move}", action=lambda: self.think(found.move),
            style=theme.SMALL, high=32,
        )  # fmt: skip

    def think(self, move: int) -> None:
        """A decision has been chosen: what else was open there is looked up beside the drawing."""
        self.thought.move = move
        session = self.screen.play.session
        figures, table = session.figures, session.table
        if move not in self.thought.options:
            self.jobs.submit(
                "options", lambda token: (move, alternatives(figures, table, move)), self.open_there, self.failed
            )
        self.screen.app.refresh()

    def open_there(self, found: tuple[int, tuple[tuple[str, str], ...]]) -> None:
        self.thought.options[found[0]] = found[1]
        self.screen.app.refresh()

    def choices(self, found: Point) -> Node:
        """Everything else that was open at a decision."""
        words = self.screen.words
        listed = self.thought.options.get(found.move)
        if listed is None:
            return Label("…", theme.BODY, theme.MUTED)
        habit = Button(
            words("compare_screen.habit"), "normal", "replay", key="if.habit", action=lambda: self.ask(found.move, ""),
            style=theme.SMALL_STRONG, high=32,
        )  # fmt: skip
        others = [
            Button(
                title, "quiet", key=f"if.option.{name}", action=lambda name=name: self.ask(found.move, name), style=theme.SMALL,
                high=32, align=0.0,
            )
            for name, title in listed
        ]  # fmt: skip
        return Column([Flow([habit]), Grid(others, narrow=220, gap=6)], gap=8)

    def ask(self, move: int, option: str) -> None:
        """Plays on from a decision with another choice, beside the drawing."""
        session = self.screen.play.session
        figures, table = session.figures, session.table
        self.thought.habit = not option
        self.jobs.submit(
            "if", lambda token: what_if(figures, table, move, option, stopped=token.stopped, heard=token.heard),
            self.answered, self.failed,
        )  # fmt: skip
        self.screen.app.refresh()

    def answered(self, found: WhatIf) -> None:
        self.thought.result = found
        self.screen.app.refresh()

    def again(self) -> None:
        """Back to choosing."""
        self.thought.result = None
        self.screen.app.refresh()

    def outcome(self, found: WhatIf) -> Node:
        """How it went beside how it would have gone."""
        words = self.screen.words
        kind = "compare_screen.result_habit" if self.thought.habit else "compare_screen.result"
        title = words(kind, date=found.point.date, old=found.point.title, new=found.title)
        back = Button(
            words("compare_screen.other"),
            "normal",
            "back",
            key="if.again",
            action=self.again,
            style=theme.SMALL_STRONG,
            high=34,
        )
        parts: list[Node | None] = [
            Label(title, theme.HEADING),
            self.way(found.instead, False),
            self.way(found.played, True),
            totals(words("compare_screen.total"), (found.played, found.instead)),
            *(Label(note, theme.TINY, theme.MUTED) for note in found.notes),
            Flow([back]),
        ]
        return Column(parts, gap=10)

    # both

    def waiting(self, key: str, text: str) -> Node:
        """What stands in place of a result until it is there."""
        line = Row(
            [
                Icon("hourglass", 18, theme.MUTED),
                Label(self.trouble or self.screen.words(text), theme.STRONG, theme.MUTED, grow=1),
            ],
            gap=10,
        )
        return Column([line, Meter(self.jobs.progress(key) * 100, colour=theme.BRASS, thick=3.0, wide=200.0)], gap=10)


def totals(title: str, ways: tuple[Way, ...]) -> Node:
    """The totals of several ways of playing over time; the first is drawn strong."""
    longest = max(ways, key=lambda w: len(w.dates))
    colours = (theme.BRASS, *theme.SERIES)
    lines = [Line(w.totals, colours[i], SHAPES[i % len(SHAPES)], strong=i == 0) for i, w in enumerate(ways[:MOST])]
    ends = [
        End(w.totals[-1], w.total.text, line.colour, line.shape) for w, line in zip(ways[:MOST], lines, strict=True)
    ]
    low, high = range_of([v for line in lines for v in line.values], 10.0)
    chart = LineChart(
        moments=len(longest.dates), low=low, high=high, ticks=written(round_steps(low, high, 4)), below=years(longest.dates),
        ends=ends, lines=lines, tall=170.0, ground=theme.TABLE, spoken=title,
    )  # fmt: skip
    return Column([Label(title, theme.SMALL_STRONG, theme.BRASS), chart], gap=4)
