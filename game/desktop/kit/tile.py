"""A box that can be pressed: a tab, an answer, a card that is more than a line of text."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import FRect

from . import theme
from .boxes import Frame
from .node import Look
from .painter import Painter
from .theme import Colour


@dataclass(eq=False)
class Tile(Frame):
    """A frame that is lit while one points at it; `on`: it is the chosen one, `colour` the accent that then runs along its
    upper edge."""

    on: bool = False
    colour: Colour = theme.BRASS

    def draw(self, painter: Painter, look: Look) -> None:
        lit = look.hover and self.action is not None
        ground = theme.RAISED if self.on or lit else self.fill
        painter.rounded(self.rect, ground, self.radius, edge=self.colour if self.on else self.edge)
        if self.on:
            painter.rounded(FRect(self.rect.x, self.rect.y, self.rect.w, 4), self.colour, 2)
