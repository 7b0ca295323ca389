"""Pictures among the text: flags, and light behind a scene."""

from __future__ import annotations

from dataclasses import dataclass

from . import theme
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .theme import Colour


@dataclass(eq=False)
class Flag(Node):
    """A flag (4:3) of assets/flags, `high` units high at a text scale of 100 %."""

    country: str = ""
    high: float = 24.0

    def width(self, fonts: Fonts) -> float:
        return self.high * 4 / 3 * fonts.text_scale

    def height(self, fonts: Fonts, width: float) -> float:
        return self.high * fonts.text_scale

    def draw(self, painter: Painter, look: Look) -> None:
        high = self.high * painter.fonts.text_scale
        painter.flag(self.country, self.rect.x, self.rect.centery - high / 2, high)


@dataclass(eq=False)
class Glow(Node):
    """Light that falls off from the middle of its place to the rim; nothing stands in it."""

    middle: Colour = theme.PANEL
    rim: Colour = theme.NIGHT

    def draw(self, painter: Painter, look: Look) -> None:
        painter.glow(self.rect, self.middle, self.rim)
