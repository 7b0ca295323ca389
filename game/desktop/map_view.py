"""The map of the board as a node: the state of the world over Natural Earth's coasts.

It is one stop for Tab (arrows pan, plus and minus zoom, 0 goes home), followed by everything on it: waters, partners, lines,
ladders. `show` gives it what the presenter says; everything it draws comes from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame
from pygame import FRect

from game.presenter.chart import Chart

from .kit import theme
from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .map_camera import Camera
from .map_data import Box, load, located
from .map_docks import LAYERS
from .map_flow import Flow, streams
from .map_labels import write
from .map_layout import Arranged, arrange
from .map_marks import share_of
from .map_picture import LAND, PARTNER, Colour, colours_of_seats
from .map_routes import ENDS, paint

if TYPE_CHECKING:
    from .app import App

NOTCH = 1.22  # zoom of one notch of the wheel
PRESS = 1.5  # and of a key or button
AWAKE = 6.0  # seconds after the last input that lights run on the lines
FITS = 3  # tries to lay the view at home between the panels
PAN = 70.0  # units of one press of an arrow


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
        self.shown = Arranged()
        self.flow = Flow()
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
        for _ in range(FITS):  # what is docked depends on the view, and the view on what is docked
            if not self.camera.clear(*self._rims()):
                break
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
        self._arrange(self.app.stage.fonts)
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
        """Zooms, goes home, opens the key, or shows and hides a layer."""
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
        self.flow.until = self.app.touched + AWAKE
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
        view, settings = self.camera.view, self.app.settings
        calm = not self.camera.moves and self._held is None
        given = (self.chart, settings.lang, tuple(self.rect), view, fonts.unit, fonts.text_scale, self.layers)
        made = (*given, calm and not self.app.still)
        if made == self._made or self.chart is None:
            return
        self._made = made
        size, unit = self._pixels(fonts), fonts.unit
        self.shown = arrange(self, fonts, self.chart, size, self.shown)
        origin = (round(self.rect.x * unit), round(self.rect.y * unit))
        self.flow.place(fonts, self.rect)
        self.flow.alive = calm and not self.app.still
        self.flow.streams = streams(self.shown.lines, origin, size, unit, self.shown.covered) if self.flow.alive else []
        self.parts = (*self.shown.marks, *self.shown.panels, self.flow)

    def _rims(self) -> tuple[float, float]:
        """How far panels reach into the map from the west and the east; the row of buttons lies at the foot, and does not count."""
        panels = [n.rect for n in self.shown.panels[:-1]]
        west = [r.right - self.rect.x for r in panels if r.centerx < self.rect.centerx]
        east = [self.rect.right - r.x for r in panels if r.centerx >= self.rect.centerx]
        return max(west, default=0.0), max(east, default=0.0)

    def do(self, name: str) -> None:
        """What a button does."""
        self.act(name)

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
            for way, points in self.shown.lines:
                paint(sheet, way, points, painter.unit)
            self._ink = (made, sheet)
        painter.surface.blit(self._ink[1], box)
        with painter.clipped(self.rect):
            for ring, card in self.shown.leaders:
                leader(painter, ring, card)
            for name, rect in self.shown.names:
                if painter.shows(rect):
                    write(painter, name.text, rect.x + 2, rect.y, name.style, name.colour)


def leader(painter: Painter, ring: FRect, card: FRect) -> None:
    """A thin line from a ring to its card, where they do not touch."""
    x = min(max(ring.centerx, card.x + 6), card.right - 6)
    y = min(max(ring.centery, card.y), card.bottom)
    if ring.inflate(10, 10).collidepoint(x, y):
        return
    painter.line(ring.center, (x, y), theme.NIGHT, 2.6)
    painter.line(ring.center, (x, y), theme.MUTED, 1.2)


__all__ = ["MapView"]
