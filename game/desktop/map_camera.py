"""Which part of the map is seen: a centre and how much of the map's height fits, moved by dragging, wheel and keys.

Sizes are those of the map on the screen, in units; places are map units (`map_data`).

>>> camera = Camera()
>>> camera.fit(690, 330)
>>> camera.at_home, camera.box.contains(home_box())
(True, True)
>>> before = camera.box.width
>>> camera.zoom(2.0, 345, 165, still=True)
True
>>> camera.at_home, round(before / camera.box.width, 2)
(False, 2.0)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .map_data import HEIGHT, WIDTH, Box, located

LEAST = 10.0  # map units of height that are seen at the closest
EASE = 11.0  # share of the way to the goal that is made in a second, roughly; higher is quicker
NEAR = 0.002  # of the height: close enough to the goal to stop there
WEST, EAST = 0.25, 0.27  # of the width: what panels are taken to cover on each side until they have been laid out
STEP = 16.0  # units: panels that grow by less than this do not move the view
LEAST_FREE = 0.24  # of the width: what is left for the view at home, however wide the panels are


def home_box() -> Box:
    """What is to be clear of all panels: from Vietnam to Hokkaido, with the waters between."""
    (x0, y0), (x1, y1) = located(100, 49), located(147.5, 0)
    return Box(x0, y0, x1 - x0, y1 - y0)


@dataclass(frozen=True)
class View:
    """A centre in map units, and how many of them are seen from top to bottom."""

    x: float
    y: float
    span: float


class Camera:
    """The part that is seen (`box`) and the one it moves to."""

    def __init__(self) -> None:
        self.width, self.height = 1.0, 1.0
        self.at_home = True
        self.rims: tuple[float, float] | None = None  # units that panels cover in the west and the east
        self.view = self.goal = View(WIDTH / 2, HEIGHT / 2, HEIGHT)

    @property
    def box(self) -> Box:
        """The part of the map that is seen, in the shape of the screen's."""
        return self._box(self.view)

    @property
    def scale(self) -> float:
        """Units of the screen for a map unit."""
        return self.height / self.view.span

    @property
    def moves(self) -> bool:
        """Whether it is on its way."""
        return self.view != self.goal

    def fit(self, width: float, height: float) -> None:
        """The map has this size on the screen now."""
        if (width, height) == (self.width, self.height):
            return
        self.width, self.height = max(width, 1.0), max(height, 1.0)
        self.rims = None
        if self.at_home:
            self.view = self.goal = self._home()
        else:
            self.view = self.goal = self._kept(self.view)

    def clear(self, west: float, east: float) -> bool:
        """Panels cover so many units on each side: the view at home lies between them. True where it is another one now."""
        rims = (math.ceil(west / STEP) * STEP, math.ceil(east / STEP) * STEP)
        if rims == self.rims or not self.at_home or self.moves:
            return False
        before, self.rims = self.view, rims
        self.view = self.goal = self._home()
        return self.view != before

    def home(self, still: bool) -> None:
        """Back to the view at the start."""
        self.at_home = True
        self._go(self._home(), still)

    def zoom(self, factor: float, x: float, y: float, still: bool) -> bool:
        """Closer (factor above 1) or farther, around a point of the screen. False where it can go no further."""
        span = min(max(self.goal.span / factor, LEAST), self._farthest())
        if abs(span - self.goal.span) < 1e-6:
            return False
        # the place under the point stays under it
        old, new = self.height / self.goal.span, self.height / span
        dx, dy = x - self.width / 2, y - self.height / 2
        self.at_home = False
        self._go(View(self.goal.x + dx / old - dx / new, self.goal.y + dy / old - dy / new, span), still)
        return True

    def pan(self, dx: float, dy: float, still: bool = True) -> bool:
        """Moves what is seen by units of the screen: to the right and down for positive numbers. False at the rim."""
        scale = self.height / self.goal.span
        wanted = self._kept(View(self.goal.x + dx / scale, self.goal.y + dy / scale, self.goal.span))
        if wanted == self.goal:
            return False
        self.at_home = False
        self._go(wanted, still)
        return True

    def step(self, seconds: float) -> bool:
        """Moves on towards the goal. True where anything has changed."""
        if not self.moves:
            return False
        share = min(1.0, EASE * max(0.0, min(seconds, 0.1)))
        a, b = self.view, self.goal
        span = a.span * (b.span / a.span) ** share  # equal steps are equal factors
        self.view = View(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, span)
        far = abs(b.x - self.view.x) + abs(b.y - self.view.y) + abs(b.span - span)
        if far < NEAR * b.span:
            self.view = b
        return True

    def _go(self, view: View, still: bool) -> None:
        self.goal = self._kept(view)
        if still:
            self.view = self.goal

    def _farthest(self) -> float:
        return max(HEIGHT, WIDTH * self.height / self.width)

    def _box(self, view: View) -> Box:
        wide = view.span * self.width / self.height
        return Box(view.x - wide / 2, view.y - view.span / 2, wide, view.span)

    def _kept(self, view: View) -> View:
        """The same view, on the board where it fits."""
        span = min(max(view.span, LEAST), self._farthest())
        box = self._box(View(view.x, view.y, span)).fitted(self.width, self.height)
        return View(box.x + box.width / 2, box.y + box.height / 2, span)

    def _home(self) -> View:
        box = home_box()
        west, east = self.rims or (self.width * WEST, self.width * EAST)
        free = max(self.width - west - east, self.width * LEAST_FREE)
        scale = min(free / box.width, self.height / box.height)
        # in the middle of what is free: the middle of the screen lies further east
        off = (east - west) / 2 / scale
        return self._kept(View(box.x + box.width / 2 + off, box.y + box.height / 2, self.height / scale))
