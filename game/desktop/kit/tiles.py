"""Larger things to press: a button with a line below its text, a tile with anything in it, and a picture that shows that something works.

>>> from .fonts import Fonts
>>> fonts = Fonts(1.0)
>>> plain, noted = NotedButton("Continue"), NotedButton("Continue", note="2026 Q2")
>>> noted.height(fonts, 300) > plain.height(fonts, 300)
True
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .controls import Button
from .fonts import Fonts, Span
from .node import Look, Node
from .painter import Painter
from .theme import Style


@dataclass(eq=False)
class NotedButton(Button):
    """A button whose text stands at the left, with a smaller line below it: `note`."""

    note: str = ""
    note_style: Style = theme.SMALL

    @property
    def spans(self) -> tuple[Span, ...]:
        return ((self.text, self.style), *(((f"\n{self.note}", self.note_style),) if self.note else ()))

    @property
    def inner(self) -> float:
        return 16.0

    def icon_width(self, fonts: Fonts) -> float:
        return self.style.size * 1.35 * fonts.text_scale + 14 if self.icon else 0.0

    def width(self, fonts: Fonts) -> float:
        text = max(
            fonts.width(self.text, self.style), *(fonts.width(n, self.note_style) for n in self.note.split("\n"))
        )
        return text + self.icon_width(fonts) + self.key_width(fonts) + self.inner * 2 + 1

    def least(self, fonts: Fonts) -> float:
        text = max(fonts.least(self.text, self.style), fonts.least(self.note, self.note_style))
        return text + self.icon_width(fonts) + self.key_width(fonts) + self.inner * 2 + 1

    def room(self, fonts: Fonts, width: float) -> float:
        """The width that is left for the text."""
        return max(1.0, width - self.icon_width(fonts) - self.key_width(fonts) - self.inner * 2)

    def height(self, fonts: Fonts, width: float) -> float:
        return max(self.high, fonts.height(self.spans, self.room(fonts, width)) + 14)

    def draw(self, painter: Painter, look: Look) -> None:
        ground, ink, edge = self.colours(look)
        rect = self.rect.move(0, 1) if look.pressed else self.rect
        if self.kind == "primary" and self.action is not None:
            painter.shadow(rect, theme.RADIUS, 8, 110, 3)
        if ground is not None or edge is not None:
            painter.rounded(rect, ground, edge=edge)
        fonts = painter.fonts
        left = rect.x + self.inner
        if self.icon:
            size = self.style.size * 1.35 * fonts.text_scale
            painter.icon(self.icon, left, rect.centery - size / 2, size, ink)
        room = self.room(fonts, rect.w)
        high = fonts.height(self.spans, room)
        box = FRect(left + self.icon_width(fonts), rect.centery - high / 2, room, high)
        second = ink if self.kind == "primary" and self.action is not None else theme.MUTED
        if ground == theme.LIFTED:  # muted text is not written on it
            second = theme.LIGHT
        painter.paragraph(self.spans, box, ink, colours=(ink, second))
        if self.hotkey:
            line = fonts.line(theme.TINY_STRONG)
            keys = self.key_width(fonts)
            spot = FRect(rect.right - self.inner - keys + 8, rect.centery - line / 2 - 1, keys - 8, line + 2)
            painter.rounded(spot, None, 4, edge=ink)
            painter.text(self.hotkey, spot.centerx, spot.y + 1, theme.TINY_STRONG, ink, 0.5)


@dataclass(eq=False)
class Tile(Node):
    """A box to press with anything in it; one of several where `on` marks the chosen one, by an edge and a corner."""

    child: Node = field(default_factory=Node)
    on: bool = False
    pad: tuple[float, float] = (14.0, 11.0)
    wide: float = 0.0

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def width(self, fonts: Fonts) -> float:
        return max(self.wide, self.child.width(fonts) + self.pad[0] * 2)

    def least(self, fonts: Fonts) -> float:
        return self.child.least(fonts) + self.pad[0] * 2

    def height(self, fonts: Fonts, width: float) -> float:
        return self.child.height(fonts, width - self.pad[0] * 2) + self.pad[1] * 2

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        x, y = self.pad
        self.child.place(fonts, FRect(rect.x + x, rect.y + y, rect.w - x * 2, rect.h - y * 2))

    def draw(self, painter: Painter, look: Look) -> None:
        ground = theme.RAISED if self.on or look.hover else theme.PANEL
        painter.rounded(self.rect, ground, edge=theme.BRASS if self.on else theme.EDGE if look.hover else theme.RAISED)
        if self.on:
            painter.rounded(self.rect, None, edge=theme.BRASS, thick=2)
            painter.rounded(FRect(self.rect.x, self.rect.y + 8, 5, self.rect.h - 16), theme.BRASS, 2)


@dataclass(eq=False)
class Working(Node):
    """A circle that two boards press from both sides, while something is worked out. `still`: nothing moves."""

    size: float = 26.0
    still: bool = False

    def width(self, fonts: Fonts) -> float:
        return self.size * 2.2

    def height(self, fonts: Fonts, width: float) -> float:
        return self.size

    def moving(self, now: float) -> bool:
        return not self.still

    def draw(self, painter: Painter, look: Look) -> None:
        beat = 0.5 if self.still else 0.5 - 0.5 * math.cos(look.now * 4.0)
        x, y, high = self.rect.centerx, self.rect.centery, self.rect.h
        far = self.size * (0.42 + 0.38 * beat)
        painter.rounded(FRect(x - far - 5, y - high / 2, 5, high), theme.CHINA, 2)
        painter.rounded(FRect(x + far, y - high / 2, 5, high), theme.USA, 2)
        painter.mark("circle", x, y, self.size * (0.55 + 0.25 * beat), theme.JAPAN)
