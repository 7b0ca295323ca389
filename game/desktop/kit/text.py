"""Text as nodes: labels, paragraphs, text of several styles, icons, marks, figures with their change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import FRect

from . import theme
from .fonts import Fonts, Span
from .node import Look, Node
from .painter import Painter
from .theme import Colour, Style


@dataclass(eq=False)
class Label(Node):
    """Text that breaks where it has to. `align`: 0 left, 0.5 middle, 1 right. With `single` it is never broken: only for what
    is short in every language. With `most`, what comes after so many lines is left out and marked by "…": only where all of it
    can be read elsewhere."""

    text: str = ""
    style: Style = theme.BODY
    colour: Colour = theme.LIGHT
    align: float = 0.0
    single: bool = False
    most: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        return ((self.text, self.style),)

    def shown(self, fonts: Fonts, width: float) -> tuple[Span, ...]:
        """What is written at a width."""
        if not self.most or len(fonts.lines(self.spans, width)) <= self.most:
            return self.spans
        return ((fonts.shortened(self.text, self.style, width, self.most), self.style),)

    def width(self, fonts: Fonts) -> float:
        return max((fonts.width(part, self.style) for part in self.text.split("\n")), default=0.0)

    def least(self, fonts: Fonts) -> float:
        if self.single:
            return self.width(fonts)
        return min(fonts.least(self.text, self.style), 60 * fonts.text_scale if self.most else 9999.0)

    def height(self, fonts: Fonts, width: float) -> float:
        width = max(width, 1.0)
        return fonts.height(self.shown(fonts, width), width) if self.text else 0.0

    def draw(self, painter: Painter, look: Look) -> None:
        if self.text:
            width = max(self.rect.w, 1.0)
            spans = self.shown(painter.fonts, width)
            if self.align == 0.5:  # a heading, whose lines are about equally long
                narrow = painter.fonts.balanced(spans, width)
                left, width = self.rect.x + (width - narrow) / 2, narrow
            else:
                left = self.rect.x
            lines = painter.fonts.height(spans, width)
            top = self.rect.y + max(0.0, (self.rect.h - lines) / 2) if self.rect.h < lines * 1.9 else self.rect.y
            painter.paragraph(spans, FRect(left, top, width, lines), self.colour, self.align)


@dataclass(eq=False)
class Rich(Node):
    """Text of several styles and colours, flowing together: (text, style, colour) each."""

    spans: Sequence[tuple[str, Style, Colour]] = ()
    align: float = 0.0

    @property
    def plain(self) -> tuple[Span, ...]:
        return tuple((text, style) for text, style, _ in self.spans)

    def width(self, fonts: Fonts) -> float:
        return sum(fonts.width(text, style) for text, style in self.plain)

    def least(self, fonts: Fonts) -> float:
        return max((fonts.least(text, style) for text, style in self.plain), default=0.0)

    def height(self, fonts: Fonts, width: float) -> float:
        return fonts.height(self.plain, max(width, 1.0)) if self.spans else 0.0

    def draw(self, painter: Painter, look: Look) -> None:
        if self.spans:
            colours = [colour for _, _, colour in self.spans]
            painter.paragraph(self.plain, self.rect, theme.LIGHT, self.align, colours)


@dataclass(eq=False)
class Icon(Node):
    """An icon of assets/icons. Its size follows the text scale."""

    name: str = ""
    size: float = 18.0
    colour: Colour = theme.LIGHT

    def width(self, fonts: Fonts) -> float:
        return self.size * fonts.text_scale

    def height(self, fonts: Fonts, width: float) -> float:
        return self.size * fonts.text_scale

    def draw(self, painter: Painter, look: Look) -> None:
        size = self.size * painter.fonts.text_scale
        painter.icon(self.name, self.rect.centerx - size / 2, self.rect.centery - size / 2, size, self.colour)


@dataclass(eq=False)
class Mark(Node):
    """The shape of a power in its colour."""

    seat: str = ""
    size: float = 14.0

    def width(self, fonts: Fonts) -> float:
        return self.size * fonts.text_scale

    def height(self, fonts: Fonts, width: float) -> float:
        return self.size * fonts.text_scale

    def draw(self, painter: Painter, look: Look) -> None:
        power = theme.power(self.seat)
        painter.mark(
            power.shape, self.rect.centerx, self.rect.centery, self.size * painter.fonts.text_scale, power.colour
        )


@dataclass(eq=False)
class Rule(Node):
    """A line across, or with `up` upright."""

    colour: Colour = theme.EDGE
    up: bool = False
    thick: float = 1.0

    def width(self, fonts: Fonts) -> float:
        return self.thick if self.up else 0.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 0.0 if self.up else self.thick

    def draw(self, painter: Painter, look: Look) -> None:
        r = self.rect
        thick = max(self.thick, 1 / painter.unit)
        painter.fill(FRect(r.x, r.y, thick if self.up else r.w, r.h if self.up else thick), self.colour)


def change_colour(good: bool | None, on_paper: bool = False) -> Colour:
    """The colour of a change: for the better, for the worse, or neither."""
    if good is None:
        return theme.INK_MUTED if on_paper else theme.MUTED
    if on_paper:
        return theme.INK_GOOD if good else theme.INK_BAD
    return theme.GOOD if good else theme.BAD


def arrow(amount: float) -> str:
    """The shape that doubles a change's colour.

    >>> arrow(2.0), arrow(-1.0), arrow(0.0)
    ('▲', '▼', '')
    """
    return "▲" if amount > 0 else "▼" if amount < 0 else ""
