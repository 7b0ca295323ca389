"""What is docked at the rims of the map: Beijing's ladder, Washington's pressure, partners out of sight, and the buttons.

The panels are made anew with less and less in them until they fit the room (`LEVELS`); what still does not fit scrolls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import FRect

from game.presenter.chart import Chart, Ladder, LadderRung, Partner, Route
from game.presenter.readings import Reading

from .figure_card import change_label
from .kit import theme
from .kit.boxes import Column, Frame, Row
from .kit.charts import Meter
from .kit.controls import Button
from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .kit.scroll import BAR, Scroll
from .kit.text import Icon, Label, Mark, Rule
from .map_marks import ALPHA, ICONS, Chip, partner_chip, route_colour, route_text, share_of

if TYPE_CHECKING:
    from .app import App

EDGE = 8.0  # between panels and the rim of the map
GAP = 6.0
OUTSIDE = 3.0  # how far the outline of the expected rung lies outside its cell
LEAST = 40.0  # height of what scrolls
LIST, FULL, SHORT, BARE = 0, 1, 2, 3
LEVELS = (
    LIST,
    FULL,
    SHORT,
    BARE,
)  # all rungs by name; the rung that is reached and what is expected; the first; its number
LAYERS = (("trade", ("trade",), "trade"), ("goods", ("minerals", "energy"), "gem"), ("security", (), "ship"))


@dataclass(eq=False)
class Cell(Node):
    """A rung as a cell: lit up to where the ladder stands, dashed where it is expected to go."""

    rung: LadderRung | None = None
    expected: bool = False
    colour: theme.Colour = theme.CHINA

    def draw(self, painter: Painter, look: Look) -> None:
        rung = self.rung
        assert rung is not None
        r = self.rect
        fill = self.colour if rung.reached else theme.NIGHT
        if rung.reached and not rung.here:
            fill = theme.blend(theme.PANEL, self.colour, 0.62)
        painter.rounded(r, fill, 2, edge=theme.LIGHT if rung.here or look.hover else theme.EDGE)
        if self.expected:
            # outside the cell, so that it is seen where the ladder stands there already
            dashed_box(painter, r.inflate(OUTSIDE * 2, OUTSIDE * 2), theme.BRASS)


def dashed_box(painter: Painter, r: FRect, colour: theme.Colour) -> None:
    """The outline of a box in dashes."""
    for a, b in (
        ((r.x, r.y), (r.right, r.y)),
        ((r.right, r.y), (r.right, r.bottom)),
        ((r.right, r.bottom), (r.x, r.bottom)),
        ((r.x, r.bottom), (r.x, r.y)),
    ):
        painter.dashed(a, b, colour, 1.2, 3)


@dataclass(eq=False)
class Strip(Node):
    """A ladder lying down: one cell for each rung."""

    cells: Sequence[Cell] = ()
    high: float = 11.0

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(self.cells)

    def width(self, fonts: Fonts) -> float:
        return 18.0 * len(self.cells)

    def least(self, fonts: Fonts) -> float:
        return 12.0 * len(self.cells)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.high + 2 * (OUTSIDE + 1)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        wide = (rect.w + 2) / max(1, len(self.cells))
        for i, cell in enumerate(self.cells):
            cell.place(
                fonts, FRect(rect.x + i * wide + OUTSIDE, rect.y + OUTSIDE + 1, wide - 2 - 2 * OUTSIDE, self.high)
            )


def rung_tip(rung: LadderRung) -> str:
    return f"{rung.at}  {rung.title}"


def ladder_parts(app: App, ladder: Ladder, level: int, seat: str) -> list[Node]:
    """A ladder as lines of its panel."""
    colour = theme.power(seat).colour
    sign = Mark(seat, 12) if seat == "china" else Icon("taiwan", 14, theme.MUTED)
    heading = titled(sign, ladder.standing)
    aim = round(ladder.expected.value.number) if ladder.expected is not None and ladder.expected.value.known else -1
    here = next((r for r in ladder.rungs if r.here), None)
    if level == LIST:
        rows = [rung_row(r, r.at == aim, colour) for r in reversed(ladder.rungs)]
        return [heading, Column(rows, gap=2)]
    cells = [Cell(rung=r, expected=r.at == aim, colour=colour, tip=rung_tip(r)) for r in ladder.rungs]
    parts: list[Node] = [heading, Strip(cells=cells)]
    if level < BARE and here is not None:
        parts.append(Label(here.title, theme.TINY, theme.LIGHT))
    if level < SHORT and 0 <= aim < len(ladder.rungs) and (here is None or aim != here.at):
        parts.append(Label(app.words("map.expected", rung=rung_tip(ladder.rungs[aim])), theme.TINY, theme.MUTED))
    return parts


def rung_row(rung: LadderRung, expected: bool, colour: theme.Colour) -> Node:
    """A rung with its name."""
    strong = rung.here or expected
    cell = Frame(Cell(rung=rung, expected=expected, colour=colour), pad=0, wide=20, high=11)
    text = Label(
        rung_tip(rung), theme.TINY_STRONG if rung.here else theme.TINY, theme.LIGHT if strong else theme.MUTED, grow=1
    )
    return Row([cell, text], gap=7, tip=rung_tip(rung))


def ladders_panel(app: App, chart: Chart, level: int) -> Node | None:
    """Beijing's ladder, and that of the strait below it."""
    parts: list[Node] = []
    for i, ladder in enumerate(chart.ladders):
        inner = ladder_parts(app, ladder, level if i == 0 else max(level, FULL), "china" if i == 0 else "")
        if i:
            parts.append(Rule(theme.EDGE))
        parts.append(Frame(Column(inner, gap=3), pad=0, key=f"map.ladder.{ladder.id}", tip=f"why:{ladder.standing.id}"))
    return card(Column(parts, gap=6)) if parts else None


def titled(sign: Node, reading: Reading) -> Node:
    """A figure's name with a sign before it and its value and change behind it, below where there is too little room."""
    amount: list[Node] = [Label(reading.value.text, theme.SMALL_STRONG, theme.BRASS, single=True)]
    if reading.change:
        amount.append(change_label(reading.change))
    return Row(
        [Row([sign, Label(reading.title, theme.TINY_STRONG, grow=1)], gap=6, grow=1), Row(amount, gap=6)],
        gap=6,
        wrap=True,
    )


class Told(Row):
    """Who has announced something; what it is, its tip says, to the keyboard as well."""

    @property
    def focusable(self) -> bool:
        return True


def card(inner: Node, key: str = "", tip: str = "") -> Node:
    return Frame(inner, pad=(9, 7), fill=theme.PANEL, alpha=ALPHA, edge=theme.RAISED, key=key, tip=tip)


def pressure_panel(app: App, chart: Chart, level: int) -> Node | None:
    """How hard Washington presses, and what both capitals have announced."""
    parts: list[Node] = []
    if chart.pressure is not None:
        p = chart.pressure
        meter = Meter(p.value.number, None, p.low or 0, p.high or 100, thick=6)
        parts.append(
            Frame(Column([titled(Mark("usa", 13), p), meter], gap=4), pad=0, key="map.pressure", tip=f"why:{p.id}")
        )
    for told in chart.announced if level < BARE else ():
        key = f"map.announced.{told.who}"
        if level < SHORT:
            lines = [Label(m, theme.TINY, theme.LIGHT, grow=1) for m in told.moves]
            moves: Node = Column(
                [Row([Label("\u2022", theme.TINY, theme.BRASS), n], gap=5, align=0) for n in lines], gap=0
            )
            parts.append(Column([Label(told.who, theme.TINY_STRONG, theme.MUTED), moves], gap=0))
        else:
            text = "\n".join([told.who, *told.moves])
            parts.append(
                Told(
                    [Icon("speech", 13, theme.BRASS), Label(told.who, theme.TINY, theme.MUTED, grow=1)],
                    gap=5,
                    tip=text,
                    key=key,
                )
            )
    return card(Column(parts, gap=6)) if parts else None


def end_chip(title: str, route: Route) -> Node:
    """A place out of sight that is no partner of the pack, with what comes from it."""
    colour = route_colour(route)
    head = Row(
        [Icon(ICONS.get(route.kind, "trade"), 12, colour), Label(title, theme.TINY_STRONG, grow=1)], gap=5, grow=1
    )
    amount: list[Node] = [Label(route_text(route), theme.TINY_STRONG, colour, single=True)]
    if route.main.change:
        amount.append(change_label(route.main.change))
    return Chip(
        child=Row([head, Row(amount, gap=5)], gap=5, wrap=True), pad=(6, 4), share=share_of(route.main), colour=colour,
        key=f"map.end.{route.id}", tip=f"why:{route.main.id}",
    )  # fmt: skip


def buttons(app: App, act: Callable[[str], None], shown: frozenset[str]) -> Node:
    """Layers, legend and zoom."""
    size = theme.TINY

    def button(name: str, icon: str, on: bool = False) -> Node:
        text = app.words(f"map.{name}")
        return Button(
            "", "quiet", icon, style=size, high=28, on=on, spoken=text, tip=text, key=f"map.button.{name}",
            action=lambda: act(name),
        )  # fmt: skip

    layers = [button(name, icon, name in shown) for name, _, icon in LAYERS]
    rest = [button("legend", "info"), button("farther", "zoom_out"), button("closer", "zoom_in"), button("home", "fit")]
    return Frame(Row([*layers, *rest], gap=0), pad=2, fill=theme.PANEL, alpha=ALPHA, edge=theme.RAISED)


def dock(
    app: App, fonts: Fonts, chart: Chart, room: FRect, west: Sequence[Node], east: Sequence[Node], tools: Node
) -> list[Node]:
    """Places everything at the rims of the room: chips of places out of sight in the upper corners, the ladder below them on
    the left, Washington on the right, the buttons in the lower right corner.

    :param west: chips of places to the west. :param east: those to the east.
    """
    inner = room.inflate(-EDGE * 2, -EDGE * 2)
    widest = min(236.0 * max(1.0, fonts.text_scale * 0.9), inner.w * 0.33)
    low = tools.height(fonts, inner.w) + GAP
    ladder, pressure = None, None
    for level in LEVELS:
        if level == LIST and inner.h < 470 * fonts.text_scale:
            continue
        ladder = ladders_panel(app, chart, level)
        low_enough = ladder is None or high(fonts, ladder, widest) <= inner.h * 0.5
        if low_enough and fits(fonts, [*west, *([ladder] if ladder else [])], widest, inner.h):
            break
    for level in LEVELS[1:]:
        pressure = pressure_panel(app, chart, level)
        if fits(fonts, [*([pressure] if pressure else []), *east], widest, inner.h - low):
            break
    right = [*([pressure] if pressure else []), *east]
    nodes = [*stack(fonts, right, inner, widest, inner.h - low, True, False)]
    # the chips above the ladder keep room for one of them at least; the ladder scrolls where that leaves too little
    chips = sum(high(fonts, n, widest) + GAP for n in west)
    tall = min(high(fonts, ladder, widest), inner.h - min(chips, LEAST + GAP)) if ladder is not None else -GAP
    nodes += stack(fonts, list(west), inner, widest, inner.h - tall - GAP, False, False)
    if ladder is not None:
        nodes += stack(fonts, [ladder], inner, widest, tall, False, True)
    wide = min(inner.w, tools.width(fonts))
    tall = tools.height(fonts, wide)
    tools.place(fonts, FRect(inner.right - wide, inner.bottom - tall, wide, tall))
    return [*nodes, tools]


def high(fonts: Fonts, node: Node, widest: float) -> float:
    return node.height(fonts, wide_of(fonts, node, widest))


def wide_of(fonts: Fonts, node: Node, widest: float) -> float:
    return max(node.least(fonts), min(widest, node.width(fonts)))


def fits(fonts: Fonts, nodes: Sequence[Node], widest: float, room: float) -> bool:
    return sum(high(fonts, n, widest) for n in nodes) + GAP * max(0, len(nodes) - 1) <= room


def stack(
    fonts: Fonts, nodes: Sequence[Node], room: FRect, widest: float, tall: float, east: bool, foot: bool
) -> list[Node]:
    """Nodes below each other in a corner of the room; scrolling where there is too little of it."""
    if not nodes:
        return []
    wide = max(wide_of(fonts, n, widest) for n in nodes)
    if sum(high(fonts, n, wide) for n in nodes) + GAP * (len(nodes) - 1) > tall + 0.5:
        wide += BAR + 4  # it scrolls
    whole = sum(n.height(fonts, wide) for n in nodes) + GAP * (len(nodes) - 1)
    x = room.right - wide if east else room.x
    if whole > tall + 0.5:
        inner = Scroll(
            Column(nodes, gap=GAP), key=f"map.rim.{'east' if east else 'ladder' if foot else 'west'}", small=LEAST
        )
        tall = max(LEAST, tall)
        inner.place(fonts, FRect(x, room.bottom - tall if foot else room.y, wide, tall))
        return [inner]
    y = room.bottom - whole if foot else room.y
    for node in nodes:
        size = node.height(fonts, wide)
        node.place(fonts, FRect(x, y, wide, size))
        y += size + GAP
    return list(nodes)


def partner_dock(partner: Partner) -> Node:
    return partner_chip(partner, docked=True)
