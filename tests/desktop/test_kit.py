"""The kit: contrast, line breaks, boxes that share room out, scrolling."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygame import FRect

from game.desktop.kit import theme, wrap
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Pinned, Row, Space, shared
from game.desktop.kit.controls import Button
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Node, walk
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Table, TableRow
from game.desktop.kit.text import Label

JAPANESE = "政府は、首脳会談で示された五つの議題について「国会の承認が前提だ」と説明した。防衛費はGDP比2.0%から3.5%へ。"
SIZES = [(0.8, 1.0), (1.0, 1.0), (1.0, 1.5), (1.5, 0.8)]


@pytest.fixture(params=SIZES, ids=str)
def fonts(request: pytest.FixtureRequest) -> Fonts:
    return Fonts(*request.param)


@pytest.mark.parametrize("pair", theme.PAIRS, ids=str)
def test_what_is_written_can_be_read(pair: tuple[theme.Colour, theme.Colour]) -> None:
    assert theme.contrast(*pair) >= 4.5


def test_each_power_has_a_shape_of_its_own() -> None:
    assert len({p.shape for p in theme.POWERS.values()}) == len(theme.POWERS)


def width_of(text: str, _: object) -> float:
    return float(sum(1 if sign.isascii() else 2 for sign in text))


def lines(text: str, width: float) -> list[str]:
    return [line.text for line in wrap.broken([(text, 0)], width, width_of)]


@pytest.mark.parametrize("width", range(12, 60))
def test_no_line_begins_or_ends_with_a_sign_that_may_not(width: int) -> None:
    found = lines(JAPANESE, width)
    assert "".join(found) == JAPANESE
    assert all(line[0] not in wrap.NOT_FIRST for line in found[1:])
    assert all(line[-1] not in wrap.NOT_LAST for line in found[:-1])


def test_japanese_breaks_between_phrases() -> None:
    assert lines("防衛費の数字を国会で説明する", 16) == ["防衛費の数字を", "国会で説明する"]


def test_english_breaks_at_spaces_only() -> None:
    assert lines("rare earths from several suppliers", 12) == ["rare earths", "from several", "suppliers"]


@settings(max_examples=150, deadline=None)
@given(st.text("日本は、。「」米国abc 12%\n", max_size=40), st.integers(6, 40))
def test_nothing_is_lost_by_breaking(text: str, width: int) -> None:
    assert "".join("".join(lines(text, width)).split()) == "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(st.text("日本は、。米国との ", max_size=40), st.integers(8, 40))
def test_lines_keep_to_their_width(text: str, width: int) -> None:
    # what may not begin a line stays with the sign before it, however many of them there are
    for line in lines(text, width):
        assert width_of(line, 0) <= width or len(wrap.atoms(line)) == 1


def test_what_carries_a_style_keeps_it_over_the_break() -> None:
    found = wrap.broken([("good ", "bold"), ("news from the summit", "plain")], 10, width_of)
    assert [(p.text, p.carried) for line in found for p in line.pieces] == [
        ("good ", "bold"),
        ("news", "plain"),
        ("from the", "plain"),
        ("summit", "plain"),
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1), st.integers(0, 2)), min_size=1, max_size=6),
    st.floats(0, 700),
)
def test_room_is_shared_out_whole_where_anybody_can_take_or_give(
    parts: list[tuple[float, float, int]], room: float
) -> None:
    wanted, least, grow = [p[0] for p in parts], [p[0] * p[1] for p in parts], [float(p[2]) for p in parts]
    found = shared(wanted, least, grow, room)
    assert all(f >= n - 1e-6 for f, n in zip(found, least, strict=True))
    if room >= sum(wanted):
        assert sum(found) == pytest.approx(room if sum(grow) else sum(wanted))
    elif room >= sum(least):
        assert sum(found) == pytest.approx(room)


def inside(nodes: Iterable[Node], rect: FRect) -> bool:
    return all(rect.inflate(1, 1).contains(n.rect) for n in nodes)


TEXTS = ["閣議を終える", "Close the meeting", JAPANESE, "A sentence that is long enough to need several lines."]


@pytest.mark.parametrize("width", [300, 600, 1200])
def test_boxes_lie_in_each_other(fonts: Fonts, width: float) -> None:
    tree = Frame(
        Column(
            [
                Row([Label(TEXTS[0], theme.HEADING), Space(grow=1), Button(TEXTS[1])], wrap=True),
                Flow([Button(t) for t in TEXTS[:2] * 3]),
                Grid([Frame(Label(t)) for t in TEXTS], narrow=140),
                Table([TableRow([Label(t, most=2), Label("12.5%", single=True)]) for t in TEXTS]),
            ]
        )
    )
    high = tree.height(fonts, width)
    tree.place(fonts, FRect(0, 0, width, high))
    for node in walk(tree):
        assert inside(node.children, node.rect), node


def test_a_column_gives_way_where_it_scrolls(fonts: Fonts) -> None:
    long = Scroll(Column([Label(JAPANESE) for _ in range(20)]), key="long")
    column = Column([Label("above"), long, Button("below")])
    column.place(fonts, FRect(0, 0, 300, 400))
    assert column.children[2].rect.bottom <= 400.5
    assert long.beyond > 0
    last = long.child.children[-1]
    assert long.reveal(fonts, last.rect)
    assert last.rect.bottom <= long.rect.bottom + 1
    assert long.scroll_to(fonts, 0)
    assert not long.scroll_to(fonts, -50)


def test_a_label_tells_that_it_was_cut(fonts: Fonts) -> None:
    label = Label(TEXTS[3], most=1)
    (shown, _), *_ = label.shown(fonts, 150)
    assert shown.endswith("…")
    assert len(fonts.lines(((shown, label.style),), 150)) == 1
    assert label.shown(fonts, 2000)[0][0] == TEXTS[3]


def test_what_is_pinned_stays_in_its_room(fonts: Fonts) -> None:
    pin = Pinned(Frame(Label(JAPANESE)), 1.0, 1.0)
    pin.place(fonts, FRect(0, 0, 240, 500))
    assert inside(pin.children, pin.rect)
