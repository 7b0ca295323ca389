"""Everything on the map in its place: panels at the rims first, then marks, cards and names around them, none on top of another.

`arrange` makes it for a view of the map and a size of text; what finds no room on the map is at least pointed at where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from pygame import FRect

from game.presenter.chart import Chart, Partner, Route, Zone

from .kit.fonts import Fonts
from .kit.node import Node
from .map_docks import buttons, dock, end_chip, partner_dock
from .map_labels import Placed, Spot, Wish, around, placed
from .map_marks import partner_chip, route_chip, sized, zone_chip, zone_mark
from .map_names import Name, names
from .map_routes import ENDS, Floats, Way, on_screen, other_end, ways

if TYPE_CHECKING:
    from .map_view import MapView

RIM = 5.0  # nothing is placed nearer to the edge of the map
FAR = (20.0, 15.0)  # a place nearer to the edge than that is docked
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9)  # of a line: where what it carries is told
KEPT = 6  # sets of panels that are remembered
ROUNDS = {"partner": 3, "zone": 2, "waters": 4, "first": 3, "name": 1}  # how far away each may go


@dataclass
class Arranged:
    """What is on the map: nodes in the order of Tab, names with their places, lines in pixels of the map, and which rings
    are joined to their cards."""

    marks: list[Node] = field(default_factory=list[Node])
    panels: list[Node] = field(default_factory=list[Node])
    names: list[tuple[Name, FRect]] = field(default_factory=list[tuple[Name, FRect]])
    lines: list[tuple[Way, Floats]] = field(default_factory=list[tuple[Way, Floats]])
    leaders: list[tuple[FRect, FRect]] = field(default_factory=list[tuple[FRect, FRect]])
    spots: dict[str, int] = field(default_factory=dict[str, int])
    made_for: tuple[object, ...] = ()  # the chart, language and size of text that `stock` is for
    stock: dict[str, tuple[Node, tuple[float, float]]] = field(
        default_factory=dict[str, tuple[Node, tuple[float, float]]]
    )
    docks: dict[tuple[object, ...], list[Node]] = field(default_factory=dict[tuple[object, ...], list[Node]])

    @property
    def covered(self) -> list[FRect]:
        """The boxes of everything that has been placed."""
        return [*(n.rect for n in self.marks), *(n.rect for n in self.panels), *(r for _, r in self.names)]


def arrange(view: MapView, fonts: Fonts, chart: Chart, size: tuple[int, int], before: Arranged) -> Arranged:
    """Places everything for the view. `size`: of the map, in pixels; `before`: the last time, whose nodes go on where only
    the view has changed."""
    done = Arranged(made_for=(chart, view.app.words.lang, fonts.unit, fonts.text_scale))
    if done.made_for == before.made_for:
        done.stock, done.docks = before.stock, before.docks
    scale = size[0] / view.box.width
    done.lines = [(w, on_screen(w, view.box, scale, fonts.unit)) for w in ways(chart, view.data, view.kinds())]
    room = view.rect.inflate(-RIM * 2, -RIM * 2)
    sight = view.rect.inflate(-FAR[0] * 2, -FAR[1] * 2)
    outside = [p for p in chart.partners if not sight.collidepoint(view.spot(view.anchor(p.id)))]
    dock_all(view, fonts, chart, outside, sight, done)
    below = [p for p in chart.partners if p not in outside and hidden(view, p, done.panels)]
    if below:  # what lies below a panel is docked as well
        outside += below
        dock_all(view, fonts, chart, outside, sight, done)
    Placing(view, fonts, chart, outside, room, done).run(before.spots)
    return done


def hidden(view: MapView, partner: Partner, panels: Sequence[Node]) -> bool:
    """Whether a partner's place lies below a panel."""
    return any(n.rect.inflate(8, 8).collidepoint(view.spot(view.anchor(partner.id))) for n in panels)


def dock_all(
    view: MapView, fonts: Fonts, chart: Chart, outside: Sequence[Partner], sight: FRect, done: Arranged
) -> None:  # fmt: skip
    """Places the panels at the rims; what is out of sight stands on the side where it lies."""
    sides: tuple[list[Partner | Route], list[Partner | Route]] = ([], [])
    for partner in outside:
        sides[view.spot(view.anchor(partner.id))[0] > sight.centerx].append(partner)
    own = {p.id for p in chart.partners} | {"china", "usa"}  # who has a panel already
    for route in chart.routes:
        end = other_end(route)
        if route.kind in view.kinds() and end in ENDS and end not in own:
            at = view.spot(view.anchor(end))
            if not sight.collidepoint(at):
                sides[at[0] > sight.centerx].append(route)
    names = [tuple(one.id for one in side) for side in sides]
    wanted = (*done.made_for, *names, tuple(view.rect), view.layers)
    found = done.docks.get(wanted)
    if found is not None:
        done.panels = found
        return

    def chip(one: Partner | Route) -> Node:
        if isinstance(one, Partner):
            return partner_dock(one)
        return end_chip(view.app.words.named("map_end", other_end(one)), one)

    west, east = ([chip(one) for one in side] for side in sides)
    if len(done.docks) >= KEPT:
        done.docks.clear()
    done.panels = done.docks[wanted] = dock(
        view.app, fonts, chart, view.rect, west, east, buttons(view.app, view.do, view.layers)
    )


class Placing:
    """One run of placing marks, cards and names between the panels."""

    def __init__(
        self, view: MapView, fonts: Fonts, chart: Chart, outside: Sequence[Partner], room: FRect, done: Arranged
    ) -> None:  # fmt: skip
        self.view, self.fonts, self.chart, self.outside, self.room, self.done = view, fonts, chart, outside, room, done
        self.nodes: dict[str, Node] = {}
        self.reach = 0.0

    def run(self, before: dict[str, int]) -> None:
        """Places what matters most first: rings, powers, trade, partners, who is in the waters, goods, other names."""
        done, view, fonts = self.done, self.view, self.fonts
        security = "security" in view.layers
        zones = [z for z in self.chart.zones if z.id in view.data.zones and z.tension is not None] if security else []
        listed = names(view, {p.id for p in self.outside})
        corner = (view.rect.x, view.rect.y)
        soft = np.concatenate([p[::8] for _, p in done.lines] or [np.zeros((0, 2))]) / fonts.unit + corner
        soft = soft[np.all((soft > self.room.topleft) & (soft < self.room.bottomright), axis=1)]
        where: dict[str, Placed] = {}

        def put(wishes: list[Wish]) -> None:
            taken = [*(n.rect for n in done.panels), *(p.rect for p in where.values())]
            where.update(placed(wishes, taken, self.room, soft, before))

        def lines(trade: bool) -> list[tuple[Way, Floats]]:
            return [(w, p) for w, p in done.lines if (w.route.kind == "trade") == trade]

        def signs(trade: bool) -> list[Wish]:
            """A line whose figure finds no room keeps a small sign, so that it can still be pointed at."""
            return [self.line(w, p, small=True) for w, p in lines(trade) if f"route.{w.route.id}" not in where]

        first = [self.zone(z) for z in zones] + [self.name(n, "first") for n in listed if n.first]
        put(first + [self.line(w, p) for w, p in lines(trade=True)])
        partners = [self.partner(p) for p in self.chart.partners if p not in self.outside]
        goods = [self.line(w, p) for w, p in lines(trade=False)]
        put(signs(trade=True) + partners + [self.waters(z) for z in zones] + goods)
        put(signs(trade=False) + [self.name(n, "name") for n in listed if not n.first])
        self.keep(where, zones, listed)

    def keep(self, where: dict[str, Placed], zones: Sequence[Zone], listed: Sequence[Name]) -> None:
        """Notes where everything went."""
        done = self.done
        done.spots = {key: p.spot for key, p in where.items()}
        pairs = [(where.get(f"zone.{z.id}"), where.get(f"waters.{z.id}")) for z in zones]
        done.leaders = [(a.rect, b.rect) for a, b in pairs if a is not None and b is not None]
        done.names = [(n, where[n.key].rect) for n in listed if n.key in where]
        for key, node in self.nodes.items():
            if key in where:
                node.place(self.fonts, where[key].rect)
                done.marks.append(node)

    def node(self, key: str, make: Callable[[], Node]) -> tuple[Node, tuple[float, float]]:
        """The node of a key and its size; made once for each state of the game."""
        found = self.done.stock.get(key)
        if found is None:
            made = make()
            found = self.done.stock[key] = (made, sized(made, self.fonts))
        return found

    def zone(self, zone: Zone) -> Wish:
        """The ring of some waters: where they are, or a little beside it."""
        key, at = f"zone.{zone.id}", self.view.spot(self.view.data.zones[zone.id].at)
        self.nodes[key], size = self.node(key, lambda: zone_mark(zone))
        self.reach = size[0] / 2
        near = around(at, (0, 0), self.reach * 0.7, ROUNDS["zone"], middle=True)
        return Wish(key, size, near if self.room.collidepoint(at) else ())

    def waters(self, zone: Zone) -> Wish:
        """The name of some waters and who is there, beside their ring."""
        key, at = f"waters.{zone.id}", self.view.spot(self.view.data.zones[zone.id].at)
        self.nodes[key], size = self.node(key, lambda: zone_chip(zone))
        spots = around(at, size, self.reach + 3, ROUNDS["waters"])
        return Wish(key, size, spots if self.room.collidepoint(at) else ())

    def partner(self, partner: Partner) -> Wish:
        key, at = f"partner.{partner.id}", self.view.spot(self.view.anchor(partner.id))
        self.nodes[key], size = self.node(key, lambda: partner_chip(partner))
        return Wish(key, size, around(at, size, 2, ROUNDS["partner"], middle=True))

    def name(self, name: Name, kind: str) -> Wish:
        size = (self.fonts.width(name.text, name.style) + 4, self.fonts.line(name.style))
        return Wish(name.key, size, around(self.view.spot(name.at), size, 3, ROUNDS[kind], middle=True))

    def line(self, way: Way, points: Floats, small: bool = False) -> Wish:
        """What a line carries, beside it or on it; with `small` its sign alone."""
        key = f"route.{way.route.id}"
        self.nodes[key], size = self.node(f"{key}.{small}", lambda: route_chip(way.route, small))
        return Wish(key, size, self.along(points, size))

    def along(self, points: Floats, size: tuple[float, float]) -> tuple[Spot, ...]:
        """Spots beside and on a line, in units: only where it is on the map."""
        at = points / self.fonts.unit + (self.view.rect.x, self.view.rect.y)
        inside = at[((at >= self.room.topleft) & (at <= self.room.bottomright)).all(axis=1)]
        if not len(inside):
            return ()
        on = [inside[round(t * (len(inside) - 1))] for t in ALONG]
        up, aside = size[1] / 2 + 5, size[0] / 2 + 6
        beside = ((0, -up), (0, up), (aside, 0), (-aside, 0), (0, 0))
        return tuple((float(x) + dx, float(y) + dy) for dx, dy in beside for x, y in on)
