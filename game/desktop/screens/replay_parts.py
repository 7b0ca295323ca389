"""The parts of the replay: the move that is looked at, and the score over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.lines import SHAPES, Line, LineChart, Strip
from game.desktop.kit.node import Node
from game.desktop.kit.plots import End, range_of, round_steps, written
from game.desktop.kit.text import Icon, Label, Mark, Rule
from game.presenter.replay import Effect, Move
from game.presenter.why import Past
from game.texts.words import Words

MOST = 9  # figures that a move names


def move_card(words: Words, move: Move | None) -> Node:
    """The move on paper: whose it is, when, what, and the sentence that was given for it."""
    if move is None:
        return Frame(
            Column(
                [
                    Label(words("replay_screen.start"), theme.TITLE, theme.INK),
                    Label(words("replay_screen.before_moves"), theme.BODY, theme.INK_MUTED),
                ],
                gap=6,
            ),
            fill=theme.PAPER, pad=(20, 16), shadow=True,
        )  # fmt: skip
    head = Row(
        [
            Mark(move.seat, 16),
            Label(move.seat_title, theme.SMALL_STRONG, theme.INK, grow=1),
            Label(
                words("replay_screen.after", date=move.date, phase=move.phase), theme.TINY, theme.INK_MUTED, align=1.0
            ),
        ],
        gap=9,
    )
    parts: list[Node | None] = [head, Rule(theme.PAPER_SHADE, thick=1.5)]
    if move.hidden:
        parts.append(
            Row(
                [
                    Icon("lock", 18, theme.INK_MUTED),
                    Label(words("replay_screen.secret"), theme.BODY, theme.INK_MUTED, grow=1),
                ],
                gap=8,
            )
        )
    else:
        parts.append(Label(move.title, theme.TITLE, theme.INK))
        if move.said:
            parts.append(
                Row(
                    [Icon("speech", 17, theme.INK_MUTED), Label(move.said, theme.BODY, theme.INK, grow=1)],
                    gap=9,
                    align=0.0,
                )
            )
    return Frame(Column(parts, gap=8), fill=theme.PAPER, pad=(20, 16), shadow=True, key="replay.move")


def effects(words: Words, found: Sequence[Effect]) -> Node:
    """What moved with it, each figure with its causes."""
    rows: list[Node] = [Label(words("replay_screen.moved"), theme.SMALL_STRONG, theme.BRASS)]
    if not found:
        rows.append(Label(words("replay_screen.nothing_moved"), theme.SMALL, theme.MUTED))
    for one in found[:MOST]:
        line = Row([Label(one.title, theme.SMALL_STRONG, grow=1), change_label(one.change, theme.SMALL_STRONG)], gap=12)
        why = Label(one.why, theme.TINY, theme.MUTED) if one.why else None
        rows.append(Column([line, why], gap=0, key=f"replay.effect.{one.id}", tip=f"why:{one.id}"))
    if len(found) > MOST:
        rows.append(Label(words("replay_screen.others", n=len(found) - MOST), theme.TINY, theme.MUTED))
    return Column(rows, gap=7)


def news(words: Words, titles: Sequence[str]) -> Node | None:
    """The headlines of the quarter."""
    if not titles:
        return None
    lines = [Row([Icon("newspaper", 15, theme.MUTED), Label(title, theme.SMALL, grow=1)], gap=8) for title in titles]
    return Column([Label(words("replay_screen.news"), theme.SMALL_STRONG, theme.BRASS), *lines], gap=5)


def score_lines(
    words: Words, courses: Sequence[tuple[str, str, tuple[Past, ...]]], here: int, go: Callable[[int], None]
) -> Node:
    """The dimensions over time (id, title, values at each turn and the end); `here`: the turn that is looked at."""
    values = [[p.value.number for p in past] for _, _, past in courses]
    lines = [Line(v, theme.SERIES[i % len(theme.SERIES)], SHAPES[i % 5]) for i, v in enumerate(values)]
    dates = [p.date for p in courses[0][2]] if courses else []
    ends = [
        End(
            v[min(here, len(v) - 1)], f"{title} {past[min(here, len(v) - 1)].value.number:.0f}", line.colour, line.shape
        )
        for (_, title, past), v, line in zip(courses, values, lines, strict=True)
    ]
    low, high = range_of([v for line in values for v in line], 20.0)
    strips = [
        Strip(on=i == here, key=f"replay.turn.{i}", tip=date, spoken=date, action=lambda i=i: go(i))
        for i, date in enumerate(dates[:-1])
    ]
    chart = LineChart(
        moments=max(2, len(dates)), low=low, high=high, ticks=written(round_steps(low, high, 3)), below=list(enumerate(dates)),
        ends=ends, lines=lines, strips=strips, shown=here, tall=120.0, ground=theme.NIGHT, spoken=words("replay_screen.score"),
    )  # fmt: skip
    return Frame(
        Column([Label(words("replay_screen.score"), theme.TINY, theme.MUTED), chart], gap=2),
        fill=theme.PANEL, edge=theme.RAISED, pad=(12, 8),
    )  # fmt: skip
