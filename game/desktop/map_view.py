"""The map of the board as a node: the state of the world over Natural Earth's coasts.

It is one stop for Tab (arrows pan, plus and minus zoom, 0 goes home), followed by everything on it: waters, partners, lines,
ladders. `show` gives it what the presenter says; everything it draws comes from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pygame
from pygame import FRect

from game.presenter.chart import Chart, Partner

from .kit import theme
from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .map_camera import Camera
from .map_data import Box, load
from .map_docks import LAYERS, buttons, dock, end_chip, partner_dock
from .map_flow import Flow, streams
from .map_labels import Wish, around, placed, write
from .map_marks import ZoneMark, partner_chip, route_chip, share_of, sized, zone_chip
from .map_names import Name, names
from .map_picture import LAND, PARTNER, Colour, colours_of_seats
from .map_routes import ENDS, Floats, Way, located, on_screen, other_end, paint, ways

if TYPE_CHECKING:
    from .app import App

NOTCH = 1.22  # zoom of one notch of the wheel
PRESS = 1.5  # and of a key or button
PAN = 70.0  # units of one press of an arrow
RIM = 5.0  # nothing is placed nearer to the edge of the map
SPOTS_ALONG = (
    0.5,
    0.42,
    0.58,
    0.34,
    0.66,
    0.26,
    0.74,
    0.18,
    0.82,
    0.1,
    0.9,
)  # of a line: where what it carries is told


class MapView(Node):
    """The map; as large as the room it is given. It lasts while the board does, which composes itself anew around it."""

    def __init__(self, app: App) -> None:
        super().__init__(key="map")
        self.app = app
        self.data = load()
        self.camera = Camera()
        self.chart: Chart | None = None
        self.layers = frozenset(name for name, _, _ in LAYERS)
        self.parts: tuple[Node, ...] = ()
        self.names: list[tuple[Name, FRect]] = []
        self.flow = Flow()
        self.lines: list[tuple[Way, Floats]] = []
        self._spots: dict[str, int] = {}  # where each thing was placed the last time
        self._made: tuple[object, ...] = ()  # for what `parts` were made
        self._ink: tuple[tuple[object, ...], pygame.Surface] | None = None
        self._held: tuple[float, float] | None = None
        self._now = 0.0

    def show(self, chart: Chart) -> None:
        """What to draw from now on."""
        self.chart = chart

    # --- as a node

    @property
    def focusable(self) -> bool:
        return True

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts

    def width(self, fonts: Fonts) -> float:
        return 300.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 220.0

    def clip(self) -> FRect:
        return self.rect

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        self.spoken = self.app.words("map.title")
        self.camera.fit(rect.w, rect.h)
        self._arrange(fonts)
        self._want(fonts)

    def press(self, x: float, y: float) -> bool:
        self._held = (x, y)
        return True

    def drag(self, x: float, y: float) -> bool:
        if self._held is None:
            return False
        before, self._held = self._held, (x, y)
        moved = self.camera.pan(before[0] - x, before[1] - y)
        if moved:
            self._moved()
        return moved

    def release(self) -> None:
        self._held = None
        self._want(self.app.stage.fonts)

    def wheel(self, x: float, y: float, amount: float) -> bool:
        if amount and self.camera.zoom(NOTCH**amount, x - self.rect.x, y - self.rect.y, self.app.still):
            self._moved()
        return True  # the wheel over the map never scrolls what is around it

    def typed(self, key: int, text: str) -> bool:
        if text in ("+", "=", ";"):
            return self.act("closer")
        if text in ("-", "_"):
            return self.act("farther")
        if text == "0":
            return self.act("home")
        arrows = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
        if key not in arrows or self.app.stage.focused is not self:
            return False
        dx, dy = arrows[key]
        if self.camera.pan(dx * PAN, dy * PAN, self.app.still):
            self._moved()
        return True

    def act(self, name: str) -> bool:
        """What a button does."""
        middle, still = (self.rect.w / 2, self.rect.h / 2), self.app.still
        if name == "legend":
            from .map_legend import Legend

            self.app.open(Legend(self.app, self.chart))
        elif name == "home":
            self.camera.home(still)
        elif name in ("closer", "farther"):
            self.camera.zoom(PRESS if name == "closer" else 1 / PRESS, *middle, still)
        else:
            self.layers = self.layers ^ {name}
            self.app.refresh()
            return True
        self._moved()
        return True

    # --- time

    @property
    def busy(self) -> bool:
        """Whether the sharp picture is still to come, or the view is on its way."""
        return self.camera.moves or self.app.base_maps.busy

    def update(self, now: float) -> None:
        """Once a frame: moves on, and shows the sharp picture when it has come."""
        passed, self._now = now - self._now, now
        maps = self.app.base_maps
        if self.camera.step(passed):
            self._moved()
            if not self.camera.moves:
                self._want(self.app.stage.fonts)
        count = maps.count
        maps.poll()
        if maps.count != count:
            self.app.stage.spoil(self.rect)
        self.flow.awake = self.camera.moves

    def _moved(self) -> None:
        """The view is another one."""
        stage = self.app.stage
        self._arrange(stage.fonts)
        self.flow.awake = self.camera.moves
        stage.spoil(self.rect)
        if not self.camera.moves and self._held is None:
            self._want(stage.fonts)
        if stage.taken is None:
            stage.pointed_at(*stage.pointer)  # what lies under the pointer now

    # --- what lies where

    @property
    def box(self) -> Box:
        return self.camera.box

    def spot(self, at: tuple[float, float]) -> tuple[float, float]:
        """Where a place in map units is on the screen, in units."""
        box, scale = self.box, self.camera.scale
        return self.rect.x + (at[0] - box.x) * scale, self.rect.y + (at[1] - box.y) * scale

    def kinds(self) -> list[str]:
        """The kinds of lines that are shown."""
        return [k for name, kinds, _ in LAYERS if name in self.layers for k in kinds]

    def anchor(self, name: str) -> tuple[float, float]:
        """Where a partner or an end of a line is, in map units."""
        if name in ENDS:
            return located(*ENDS[name])
        members = self.data.partners.get(name, ())
        at = [c.at for c in self.data.countries if c.id in members]
        return (sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)) if at else (0.0, 0.0)

    def _arrange(self, fonts: Fonts) -> None:
        """Makes and places everything that stands on the map, unless it is there already."""
        words, view = self.app.words, self.camera.view
        made = (
            self.chart,
            words.lang,
            tuple(self.rect),
            view,
            fonts.unit,
            fonts.text_scale,
            self.layers,
            self.app.still,
        )
        if made == self._made or self.chart is None:
            return
        self._made = made
        chart, room = self.chart, self.rect.inflate(-RIM * 2, -RIM * 2)
        unit, size = fonts.unit, self._pixels(fonts)
        scale = size[0] / self.box.width
        self.lines = [(w, on_screen(w, self.box, scale, unit)) for w in ways(chart, self.data, self.kinds())]

        outside = [p for p in chart.partners if not room.inflate(-40, -30).collidepoint(self.spot(self.anchor(p.id)))]
        west, east = self._ends(chart, outside, room)
        docked = dock(self.app, fonts, chart, self.rect, west, east, buttons(self.app, self.act_quietly, self.layers))
        # what lies below a panel is docked as well
        below = [
            p for p in chart.partners
            if p not in outside and any(r.inflate(8, 8).collidepoint(self.spot(self.anchor(p.id))) for r in docked.rects)
        ]  # fmt: skip
        if below:
            outside += below
            west, east = self._ends(chart, outside, room)
            docked = dock(
                self.app, fonts, chart, self.rect, west, east, buttons(self.app, self.act_quietly, self.layers)
            )

        nodes, found = self._placed(fonts, chart, outside, docked.rects, room)
        hidden = [*docked.rects, *(n.rect for n in nodes), *(r for _, r in found)]
        self.names = found
        self.flow.place(fonts, self.rect)
        self.flow.alive = not self.app.still
        origin = (round(self.rect.x * unit), round(self.rect.y * unit))
        self.flow.streams = [] if self.app.still else streams(self.lines, origin, size, unit, hidden)
        self.parts = (*nodes, *docked.nodes, self.flow)

    def act_quietly(self, name: str) -> None:
        self.act(name)

    def _ends(self, chart: Chart, outside: Sequence[Partner], room: FRect) -> tuple[list[Node], list[Node]]:
        """Chips of what is out of sight: to the west, and to the east."""
        middle = room.centerx
        sides: tuple[list[Node], list[Node]] = ([], [])
        for partner in outside:
            sides[self.spot(self.anchor(partner.id))[0] > middle].append(partner_dock(partner))
        known = {p.id for p in chart.partners}
        for route in chart.routes:
            end = other_end(route)
            if route.kind not in self.kinds() or end in known or end in ("china", "usa") or end not in ENDS:
                continue
            if not room.inflate(-40, -30).collidepoint(self.spot(self.anchor(end))):
                title = self.app.words.named("map_end", end)
                sides[self.spot(self.anchor(end))[0] > middle].append(end_chip(title, route))
        return sides

    def _placed(
        self, fonts: Fonts, chart: Chart, outside: Sequence[Partner], taken: Sequence[FRect], room: FRect
    ) -> tuple[list[Node], list[tuple[Name, FRect]]]:  # fmt: skip
        """The marks, chips and names that find room: nodes in the order of Tab, and names with their places."""
        nodes: dict[str, Node] = {}
        wishes: list[Wish] = []

        def wish(key: str, node: Node, spots: tuple[tuple[float, float], ...]) -> None:
            nodes[key] = node
            wishes.append(Wish(key, sized(node, fonts), spots))

        security = "security" in self.layers
        reach = 0.0
        zones = [z for z in chart.zones if z.id in self.data.zones and z.tension is not None] if security else []
        for zone in zones:
            assert zone.tension is not None
            mark = ZoneMark(reading=zone.tension, key=f"map.zone.{zone.id}", tip=f"why:{zone.tension.id}")
            mark.spoken = zone.title
            reach = mark.width(fonts) / 2
            at = self.spot(self.data.zones[zone.id].at)
            wish(
                f"zone.{zone.id}",
                mark,
                around(at, (0, 0), reach * 0.7, 2, middle=True) if room.collidepoint(at) else (),
            )
        for partner in chart.partners:
            if partner not in outside:
                chip = partner_chip(partner)
                wish(
                    f"partner.{partner.id}",
                    chip,
                    around(self.spot(self.anchor(partner.id)), sized(chip, fonts), 2, 3, middle=True),
                )
        found = [
            (n, (fonts.width(n.text, n.style) + 4, fonts.line(n.style))) for n in names(self, {p.id for p in outside})
        ]
        first = [n for n in found if n[0].first]
        wishes += [Wish(n.key, size, around(self.spot(n.at), size, 3, 2, middle=True)) for n, size in first]
        for zone in zones:
            chip = zone_chip(zone)
            wish(
                f"waters.{zone.id}",
                chip,
                around(self.spot(self.data.zones[zone.id].at), sized(chip, fonts), reach + 3, 4),
            )
        for way, points in self.lines:
            chip = route_chip(way.route)
            wish(f"route.{way.route.id}", chip, self._along(points, fonts))
        beads = len(wishes)
        wishes += [
            Wish(n.key, size, around(self.spot(n.at), size, 3, 1, middle=True)) for n, size in found if not n.first
        ]
        soft = np.concatenate([p[::4] for _, p in self.lines] or [np.zeros((0, 2))]) / fonts.unit + (
            self.rect.x,
            self.rect.y,
        )
        where = placed(wishes[:beads], taken, room, soft, self._spots)
        # a line whose figure finds no room keeps a small sign, so that it can still be pointed at
        small: list[Wish] = []
        for way, points in self.lines:
            key = f"route.{way.route.id}"
            if key not in where:
                nodes[key] = route_chip(way.route, small=True)
                small.append(Wish(key, sized(nodes[key], fonts), self._along(points, fonts)))
        solid = [*taken, *(p.rect for p in where.values())]
        where |= placed([*small, *wishes[beads:]], solid, room, soft, self._spots)
        self._spots = {key: p.spot for key, p in where.items()}
        listed: list[Node] = []
        for key, node in nodes.items():
            if key in where:
                node.place(fonts, where[key].rect)
                listed.append(node)
        return listed, [(n, where[n.key].rect) for n, _ in found if n.key in where]

    def _along(self, points: Floats, fonts: Fonts) -> tuple[tuple[float, float], ...]:
        """Spots on and beside a line, in units: only those on the map."""
        at = points / fonts.unit + (self.rect.x, self.rect.y)
        inside = at[((at >= self.rect.topleft) & (at <= self.rect.bottomright)).all(axis=1)]
        if not len(inside):
            return ()
        on = [inside[round(t * (len(inside) - 1))] for t in SPOTS_ALONG]
        return tuple(
            (float(x) + dx, float(y) + dy) for dx, dy in ((0, 0), (0, -14), (0, 14), (40, 0), (-40, 0)) for x, y in on
        )

    # --- the picture below

    def _pixels(self, fonts: Fonts) -> tuple[int, int]:
        """The map's size in pixels, as `Painter.box` rounds it."""
        r, unit = self.rect, fonts.unit
        return (
            max(1, round(r.right * unit) - round(r.x * unit)),
            max(1, round(r.bottom * unit) - round(r.y * unit)),
        )

    def colours(self) -> dict[str, Colour]:
        """Land by whose it is; a partner's is the brighter the better the ties are."""
        found = colours_of_seats(self.data)
        for partner in self.chart.partners if self.chart is not None else ():
            share = share_of(partner.bond)
            tint = 0.25 + 0.75 * round((0.0 if share != share else share) * 8) / 8
            found |= dict.fromkeys(self.data.partners.get(partner.id, ()), theme.blend(LAND, PARTNER, tint))
        return found

    def _want(self, fonts: Fonts) -> None:
        """Has the sharp picture of this view drawn, once the view has come to rest."""
        if not self.camera.moves and self._held is None and self.rect.w > 1 and self.rect.h > 1:
            self.app.base_maps.want(self.box, self._pixels(fonts), self.colours())

    def draw(self, painter: Painter, look: Look) -> None:
        box = painter.box(self.rect)
        made = (self._made, self.app.base_maps.count, box.size)
        if self._ink is None or self._ink[0] != made:
            sheet = (
                self._ink[1]
                if self._ink is not None and self._ink[1].get_size() == box.size
                else pygame.Surface(box.size)
            )
            self.app.base_maps.draw(sheet, self.box, self.colours())
            for way, points in self.lines:
                paint(sheet, way, points, painter.unit)
            self._ink = (made, sheet)
        painter.surface.blit(self._ink[1], box)
        for name, rect in self.names:
            write(painter, name.text, rect.x + 2, rect.y, name.style, name.colour)


__all__ = ["MapView"]
