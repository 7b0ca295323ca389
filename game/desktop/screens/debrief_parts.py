"""The parts of the debrief: the front page, the course of the game, the waterfall of the total, promises and goals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.bars import Floating, steps_between
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Row
from game.desktop.kit.lines import SHAPES, Line, LineChart, Pin, Strip
from game.desktop.kit.node import Node
from game.desktop.kit.plots import End, range_of, round_steps, written
from game.desktop.kit.text import Icon, Label, Mark, Rule, change_colour
from game.players.table import Table
from game.presenter.debrief import Debrief, GoalCard, Quarter, debrief, quarters
from game.presenter.figures import Figures
from game.presenter.quarter import Promise, carried_out
from game.presenter.readings import Reading
from game.presenter.why import TOTAL, Course, why

if TYPE_CHECKING:
    from game.desktop.app import App

STEPS = 10  # steps of the waterfall that stand alone
STATE_ICONS = {"kept": "check", "cut": "warning", "taken back": "down", "raised": "up"}


@dataclass(frozen=True)
class Story:
    """All that the debrief shows, worked out beside the drawing (a third of a second)."""

    debrief: Debrief
    quarters: tuple[Quarter, ...]
    total: Course | None
    carried: tuple[tuple[Reading, Reading], ...]


def told(figures: Figures, table: Table) -> Story:
    """The story of a finished game."""
    return Story(
        debrief(figures, table), quarters(figures, table), why(figures, table, TOTAL).start, carried_out(figures, table)
    )


# the front page


def front_page(app: App, found: Debrief) -> Node:
    """The ending, as a newspaper tells it, with the grade."""
    words = app.words
    grade = found.grade or found.grade_title
    verdict = words("debrief_screen.won" if found.won else "debrief_screen.lost")
    icon = Icon("trophy" if found.won else "flag", 18, theme.INK_GOOD if found.won else theme.INK_BAD)
    seal = Frame(
        Column(
            [
                Label(grade, theme.HERO if found.grade else theme.TITLE, theme.INK, align=0.5),
                Label(found.grade_title, theme.SMALL_STRONG, theme.INK, align=0.5) if found.grade else None,
            ],
            gap=0,
        ),
        pad=(16, 8), edge=theme.INK_MUTED, fill=theme.PAPER_SHADE,
    )  # fmt: skip
    score = Column(
        [
            Label(words("score.total"), theme.SMALL, theme.INK_MUTED),
            Label(found.total.text, theme.NUMERAL, theme.INK, single=True),
            Label(words("debrief_screen.of_hundred"), theme.TINY, theme.INK_MUTED),
        ],
        gap=0,
    )
    parts: list[Node | None] = [
        Label(words("debrief_screen.kicker", seat=found.seat_title), theme.TINY_STRONG, theme.INK_MUTED),
        Rule(theme.INK_MUTED),
        Label(found.ending_title, theme.DISPLAY, theme.INK),
        Rule(theme.INK_MUTED),
        Row([seal, score], gap=20),
        Row([icon, Label(verdict, theme.STRONG, theme.INK_GOOD if found.won else theme.INK_BAD, grow=1)], gap=8),
        Label(found.ending_text, theme.BODY, theme.INK),
        Label(words("debrief.cause", cause=found.ending_cause), theme.SMALL, theme.INK) if found.ending_cause else None,
        Rule(theme.PAPER_SHADE),
        *(Label(text, theme.TINY, theme.INK_MUTED) for text in found.reactions),
    ]
    return Column(parts, gap=12)


# the course


def course(app: App, story: Story, chosen: int, choose: Callable[[int], None]) -> Node:
    """The dimensions over time, and what moved in the quarter that is chosen."""
    words, found = app.words, story.debrief
    lines = [Line(one.values, theme.SERIES[i % len(theme.SERIES)], SHAPES[i % 5]) for i, one in enumerate(found.lines)]
    ends = [
        End(one.values[-1], f"{one.title} {one.after.text}", line.colour, line.shape)
        for one, line in zip(found.lines, lines, strict=True)
    ]
    if len(lines) > 1:
        lines.append(Line(found.course, theme.LIGHT, "ring", strong=True))
        last = f"{found.course[-1]:.0f}"
        ends.append(End(found.course[-1], f"{words('debrief_screen.mean_of')} {last}", theme.LIGHT, "ring"))
    low, high = range_of([v for line in lines for v in line.values], 20.0)
    turning = found.turning
    pins = []
    if turning is not None:
        at = next((i for i, q in enumerate(story.quarters) if q.turn == turning.turn), None)
        pins = [Pin(at + 0.5, words("debrief_screen.turning"))] if at is not None else []
    strips = [
        Strip(
            on=i == chosen,
            key=f"debrief.quarter.{q.turn}",
            tip=brief_of(app, q),
            spoken=q.date,
            action=lambda i=i: choose(i),
        )
        for i, q in enumerate(story.quarters)
    ]
    chart = LineChart(
        moments=len(found.dates), low=low, high=high, ticks=written(round_steps(low, high, 5)),
        below=years(found.dates), ends=ends, lines=lines, strips=strips[: len(found.dates) - 1], pins=pins,
        tall=250.0, ground=theme.TABLE, spoken=words("debrief_screen.course"),
    )  # fmt: skip
    detail = quarter(app, story.quarters[chosen]) if 0 <= chosen < len(story.quarters) else None
    hint = Label(words("debrief_screen.pick_quarter"), theme.TINY, theme.MUTED)
    return Column([chart, hint, detail], gap=10)


def years(dates: Sequence[str]) -> list[tuple[int, str]]:
    """The first and last dates, and those between that may have room."""
    return list(enumerate(dates))


def brief_of(app: App, found: Quarter) -> str:
    """A quarter in a few lines."""
    moved = [f"{title} {change.text}" for _, title, change in found.dimensions if change]
    return "\n".join([found.date, *moved, *(f"・{w}" if app.words.lang == "ja" else f"- {w}" for w in found.why)])


def quarter(app: App, found: Quarter) -> Node:
    """What a quarter brought, what weighed most, and what was decided."""
    words = app.words
    head = Row([Label(found.date, theme.HEADING), change_label(found.mean, theme.LABEL)], gap=14)
    moved = Flow(
        [
            Row([Label(title, theme.SMALL, theme.MUTED), change_label(change, theme.SMALL_STRONG)], gap=5)
            for _, title, change in found.dimensions
            if change
        ],
        gap=14,
    )
    decided = found.moves or (words("debrief_screen.nothing_decided"),)
    columns = Grid(
        [
            listed(words("debrief_screen.own_moves"), decided),
            listed(words("debrief_screen.behind"), found.why) if found.why else None,
        ],
        narrow=240,
        gap=20,
    )
    return Frame(Column([head, moved, columns], gap=8), fill=theme.RAISED, pad=14, key="debrief.quarter")


def listed(title: str, lines: Sequence[str]) -> Node:
    """A short list under its heading."""
    rows = [Row([Icon("right", 12, theme.BRASS), Label(text, theme.SMALL, grow=1)], gap=6) for text in lines]
    return Column([Label(title, theme.TINY_STRONG, theme.BRASS), *rows], gap=3)


# the total


def waterfall(app: App, story: Story) -> Node:
    """What took the total from the start to the end, as steps that add up."""
    words, total = app.words, story.total
    if total is None:
        return Label("", theme.BODY)
    steps = sorted(total.steps, key=lambda s: -abs(s.change.amount))
    shown, rest = steps[:STEPS], steps[STEPS:]
    amounts = [s.change.amount for s in shown]
    others = sum(s.change.amount for s in rest)
    spans = steps_between(total.before.number, [*amounts, others])
    low, high = range_of([v for span in spans for v in span], 4.0)
    rows: list[Node] = [
        Label(words("debrief_screen.total_from", before=total.before.text, after=total.after.text), theme.HEADING),
        Label(words("debrief_screen.add_up"), theme.SMALL, theme.MUTED),
        fall(words("debrief_screen.start"), total.before.text, (low, total.before.number), (low, high), theme.MUTED),
    ]
    for step, span in zip(shown, spans, strict=False):
        name = change_label(step.change, theme.SMALL_STRONG)
        bar = Floating(*span, low, high, change_colour(step.change.good), zero=total.before.number, wide=260.0, grow=2)
        line = Row([Label(step.title, theme.SMALL_STRONG, grow=1), bar, Frame(name, pad=0, wide=62)], gap=12, even=True)
        said = Label(step.why, theme.TINY, theme.MUTED) if step.why else None
        tip = f"why:{step.track}" if step.track else ""
        rows.append(Column([line, said], gap=1, key=f"debrief.step.{step.track}" if tip else "", tip=tip))
    if rest:
        text = f"{others:+.1f}"
        colour = change_colour(others > 0)
        rows.append(fall(words("debrief_screen.rest", n=len(rest)), text, spans[-1], (low, high), colour))
    rows.append(
        fall(words("debrief_screen.end"), total.after.text, (low, total.after.number), (low, high), theme.BRASS)
    )
    return Column(rows, gap=8)


def fall(title: str, text: str, span: tuple[float, float], axis: tuple[float, float], colour: theme.Colour) -> Node:
    """A row of the waterfall that is no single figure."""
    return Row(
        [
            Label(title, theme.SMALL_STRONG, grow=1),
            Floating(*span, *axis, colour, wide=260.0, grow=2),
            Frame(Label(text, theme.SMALL_STRONG, colour), pad=0, wide=62),
        ],
        gap=12, even=True,
    )  # fmt: skip


# promises and goals


def promises(app: App, story: Story) -> Node:
    """What was signed and what became of it, what was promised in figures, and the secret goals."""
    words, found = app.words, story.debrief
    signed = [promise(app, p) for p in found.promises] or [Label(words("debrief_screen.no_promises"), theme.SMALL)]
    goals = [goal(app, g) for g in found.goals] or [Label(words("debrief_screen.no_goals"), theme.SMALL)]
    kept: list[Node] = []
    if story.carried:
        kept = [
            Label(words("debrief_screen.carried"), theme.LABEL, theme.BRASS),
            *(carried(app, *p) for p in story.carried),
        ]
    left = Column([Label(words("debrief_screen.signed"), theme.LABEL, theme.BRASS), *signed, *kept], gap=9)
    right = Column([Label(words("debrief_screen.goals"), theme.LABEL, theme.BRASS), *goals], gap=9)
    return Grid([left, right], narrow=300, gap=24)


def promise(app: App, found: Promise) -> Node:
    """One promise with its state, told by sign, colour and word."""
    good = found.state in ("kept", "raised")
    colour = theme.GOOD if good else theme.BAD
    state = app.words.named("promise_state", found.state.replace(" ", "_"))
    return Row(
        [
            Icon(STATE_ICONS[found.state], 18, colour),
            Column(
                [Label(found.title, theme.SMALL_STRONG), Label(f"{found.rung}　{found.date}" if app.words.lang == "ja" else f"{found.rung}, {found.date}", theme.TINY, theme.MUTED)],
                gap=0, grow=1,
            ),
            Label(state, theme.SMALL_STRONG, colour, align=1.0),
        ],
        gap=10,
    )  # fmt: skip


def carried(app: App, promised: Reading, done: Reading) -> Node:
    """A figure that was promised beside what has been done."""
    text = app.words("debrief_screen.promised_done", promised=promised.value.text, done=done.value.text)
    return Row(
        [Label(promised.title, theme.SMALL, grow=1), Label(text, theme.SMALL_STRONG, align=1.0)],
        gap=10, key=f"debrief.carried.{promised.id}", tip=f"why:{done.id}",
    )  # fmt: skip


def goal(app: App, found: GoalCard) -> Node:
    """A secret goal, and how its figures ended."""
    words, colour = app.words, theme.GOOD if found.met else theme.BAD
    values = "  ".join(f"{r.title} {r.value.text}" for r in found.figures[:2])
    return Row(
        [
            Icon("check" if found.met else "close", 18, colour),
            Column(
                [
                    Label(found.role, theme.TINY, theme.MUTED),
                    Label(found.title, theme.SMALL_STRONG),
                    Label(values, theme.TINY, theme.MUTED) if values else None,
                ],
                gap=0, grow=1,
            ),
            Label(words("debrief_screen.met" if found.met else "debrief_screen.missed"), theme.SMALL_STRONG, colour, align=1.0),
        ],
        gap=10,
    )  # fmt: skip


__all__ = ["Mark", "Story", "course", "front_page", "promises", "told", "waterfall"]
