"""A slider whose handle stands at one of a few stops, each of which is a choice; one of them is where it stands now.

>>> heard = []
>>> slider = Stops(stops=(Stop("a"), Stop("b", now=True), Stop("c", open=False)), at=1, change=heard.append)
>>> slider.go(slider.at + 1), slider.at, heard
(True, 2, [2])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame
from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter

HIGH = 26.0
EDGE = 13.0  # from the ends to the first and the last stop
KEYS = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1, pygame.K_HOME: -99, pygame.K_END: 99}


@dataclass(frozen=True)
class Stop:
    """A place of the handle. `now`: where it stands if nothing is chosen; `open`: whether it can be chosen in earnest."""

    name: str
    now: bool = False
    open: bool = True


@dataclass(eq=False)
class Stops(Node):
    """The slider. `change` is called with the number of each stop that the handle comes to; without it nothing moves."""

    stops: Sequence[Stop] = ()
    at: int = 0
    change: Callable[[int], None] | None = None

    @property
    def focusable(self) -> bool:
        return self.change is not None

    @property
    def home(self) -> int:
        """The stop where it stands now."""
        return next((i for i, s in enumerate(self.stops) if s.now), 0)

    def width(self, fonts: Fonts) -> float:
        return 200.0

    def least(self, fonts: Fonts) -> float:
        return 110.0

    def height(self, fonts: Fonts, width: float) -> float:
        return HIGH

    def x_of(self, number: int) -> float:
        return self.rect.x + EDGE + (self.rect.w - EDGE * 2) * number / max(1, len(self.stops) - 1)

    def draw(self, painter: Painter, look: Look) -> None:
        y = self.rect.centery
        painter.rounded(FRect(self.rect.x + EDGE, y - 2, self.rect.w - EDGE * 2, 4), theme.NIGHT, 2, edge=theme.EDGE)
        a, b = sorted((self.x_of(self.home), self.x_of(self.at)))
        if b > a:
            painter.rounded(FRect(a, y - 2.5, b - a, 5), theme.BRASS, 2)
        for number, stop in enumerate(self.stops):
            x = self.x_of(number)
            if not stop.open:
                painter.mark("circle", x, y, 17, theme.PANEL, theme.EDGE)
                painter.icon("lock", x - 5, y - 5, 10, theme.MUTED)
            elif stop.now:
                painter.fill(FRect(x - 1.5, y - 9, 3, 18), theme.MUTED)
            else:
                painter.mark("circle", x, y, 12, theme.MUTED, theme.PANEL)
        x = self.x_of(self.at)
        moved = self.at != self.home
        colour = theme.BRASS if moved else theme.LIGHT if self.change else theme.MUTED
        painter.mark("circle", x, y, 21 if look.hover or look.pressed else 19, colour, theme.NIGHT)
        if moved and not self.stops[self.at].open:
            painter.icon("lock", x - 5.5, y - 5.5, 11, theme.INK)

    def go(self, number: int) -> bool:
        """To a stop; whether the handle has moved."""
        number = max(0, min(len(self.stops) - 1, number))
        if self.change is None or number == self.at:
            return False
        self.at = number
        self.change(number)
        return True

    def nearest(self, x: float) -> int:
        share = (x - self.rect.x - EDGE) / max(1.0, self.rect.w - EDGE * 2)
        return round(share * (len(self.stops) - 1))

    def press(self, x: float, y: float) -> bool:
        if self.change is None:
            return False
        self.go(self.nearest(x))
        return True

    def drag(self, x: float, y: float) -> bool:
        return self.go(self.nearest(x))

    def typed(self, key: int, text: str) -> bool:
        if key not in KEYS or self.change is None:
            return False
        self.go(self.at + KEYS[key])
        return True
