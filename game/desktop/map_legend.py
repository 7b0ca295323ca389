"""What the signs on the map mean, and where its coasts and borders come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import FRect

from game.presenter.chart import Chart

from .kit import theme
from .kit.boxes import Column, Frame, Row
from .kit.controls import Button
from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .kit.scroll import Scroll
from .kit.text import Icon, Label, Mark, Rule
from .map_data import load
from .map_marks import Tokens, ZoneMark, route_chip
from .map_routes import ENERGY, MINERALS, width_of_money
from .screen import Dialog

if TYPE_CHECKING:
    from .app import App


@dataclass(eq=False)
class Sample(Node):
    """A piece of a line as it is drawn on the map. `dash`: solid, dashed or dotted."""

    colour: theme.Colour = theme.CHINA
    thick: float = 3.0
    dash: str = "solid"

    def width(self, fonts: Fonts) -> float:
        return 54.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 18.0

    def draw(self, painter: Painter, look: Look) -> None:
        r, y = self.rect, self.rect.centery
        if self.dash == "solid":
            painter.fill(FRect(r.x, y - self.thick / 2, r.w, self.thick), self.colour)
        elif self.dash == "dashed":
            painter.dashed((r.x, y), (r.right, y), self.colour, self.thick, 7)
        else:
            for k in range(int(r.w // 7)):
                painter.mark("circle", r.x + 4 + k * 7, y, self.thick + 1, self.colour)


class Legend(Dialog):
    """The key to the map."""

    widest = 620.0

    def __init__(self, app: App, chart: Chart | None) -> None:
        super().__init__(app)
        self.chart = chart

    def compose(self) -> Node:
        words = self.words
        zone = next((z for z in (self.chart.zones if self.chart else ()) if z.tension is not None), None)
        seats = Row([Mark(s, 14) for s in theme.POWERS], gap=4)
        rows: list[Node | None] = [
            row(Sample(colour=theme.CHINA, thick=width_of_money(100)), words("map.key_trade")),
            row(Sample(colour=MINERALS, dash="dashed"), words("map.key_minerals")),
            row(Sample(colour=ENERGY, dash="dotted"), words("map.key_energy")),
            row(ZoneMark(reading=zone.tension if zone else None), words("map.key_tension")),
            row(seats, words("map.key_seats")),
            row(
                Row([Tokens("china", zone.forces[0].presence)] if zone and zone.forces else [Mark("china")]),
                words("map.key_tokens"),
            ),
            row(Icon("handshake", 18, theme.PARTNERS), words("map.key_partners")),
            row(
                Frame(Label("", theme.TINY), pad=0, wide=26, high=12, edge=theme.LIGHT, radius=2),
                words("map.key_ladder"),
            ),
        ]
        routes: list[Node] = []
        for route in self.chart.routes if self.chart else ():
            chip = route_chip(route)
            chip.key = f"map.legend.{route.id}"
            title = (
                route.main.title
                if not route.facts
                else f"{route.main.title} ({route.facts[0].title} {route.facts[0].value.text})"
            )
            routes.append(Row([Label(title, theme.SMALL, grow=1), chip], gap=12))
        head = Row(
            [
                Label(words("map.legend"), theme.HEADING, grow=1),
                Button("", "quiet", "close", spoken=words("desktop.close"), key="map.legend.close", action=self.back),
            ],
            gap=12,
        )
        credit = load().credit[words.lang]
        body = [
            *rows,
            Rule(),
            Label(words("map.key_lines"), theme.LABEL),
            *routes,
            Rule(),
            Label(credit, theme.TINY, theme.MUTED),
        ]
        return Frame(
            Column([head, Rule(), Scroll(Column(body, gap=9), key="map.legend.body", grow=1)], gap=10),
            fill=theme.PANEL, edge=theme.EDGE, shadow=True,
        )  # fmt: skip


def row(sign: Node, text: str) -> Node:
    return Row([Frame(sign, pad=0, wide=86, center=True), Label(text, theme.SMALL, grow=1)], gap=14)
