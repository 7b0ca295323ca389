"""What one can press: buttons, tabs, switches, sliders, fields.

Each is a node with an `action`; the stage finds it by pointer, Tab, arrows or a key of its own (`hotkey`, shown on the button).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pygame
from pygame import FRect

from . import theme
from .boxes import Flow, Frame, Row
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .text import Icon, Label
from .theme import Colour, Style


@dataclass(eq=False)
class Button(Node):
    """A button. `kind`: primary (the one clear next step), normal, quiet, danger, or paper (on paper). Without an action it is
    off, and `tip` should say why. `icon` stands before the text; a button with an icon alone needs `spoken`."""

    text: str = ""
    kind: str = "normal"
    icon: str = ""
    hotkey: str = ""
    style: Style = theme.LABEL
    on: bool = False  # pressed in, as the chosen one of several
    high: float = 38.0
    align: float = 0.5
    ink: Colour | None = None  # instead of the kind's own
    single: bool = False  # never broken: only for what is short in every language

    @property
    def focusable(self) -> bool:
        return self.action is not None or bool(self.tip)

    def colours(self, look: Look) -> tuple[Colour | None, Colour, Colour | None]:
        """Ground, text, edge."""
        if self.action is None:
            return theme.PANEL, theme.MUTED, theme.RAISED
        if self.kind == "primary":
            return (theme.blend(theme.BRASS, theme.PAPER, 0.5) if look.hover else theme.BRASS), theme.INK, None
        if self.kind == "danger":
            return (theme.LIFTED if look.hover else theme.RAISED), theme.BAD, theme.BAD
        if self.kind == "paper":
            return (theme.PAPER if look.hover else theme.PAPER_SHADE), theme.INK, theme.INK_MUTED
        if self.kind == "quiet":
            ground = theme.LIFTED if self.on else theme.RAISED if look.hover else None
            return ground, (theme.BRASS if self.on else theme.LIGHT), None
        ground = theme.LIFTED if look.hover or self.on else theme.RAISED
        return ground, (theme.BRASS if self.on else theme.LIGHT), (theme.BRASS if self.on else theme.EDGE)

    @property
    def inner(self) -> float:
        return 12.0 if self.text else 9.0

    def icon_width(self, fonts: Fonts) -> float:
        if not self.icon:
            return 0.0
        return self.style.size * 1.25 * fonts.text_scale + (8 if self.text else 0)

    def key_width(self, fonts: Fonts) -> float:
        return fonts.width(self.hotkey, theme.TINY_STRONG) + 20 if self.hotkey else 0.0

    def width(self, fonts: Fonts) -> float:
        return fonts.width(self.text, self.style) + self.icon_width(fonts) + self.key_width(fonts) + self.inner * 2 + 1

    def least(self, fonts: Fonts) -> float:
        if self.single:
            return self.width(fonts)
        return fonts.least(self.text, self.style) + self.icon_width(fonts) + self.key_width(fonts) + self.inner * 2 + 1

    def height(self, fonts: Fonts, width: float) -> float:
        room = width - self.icon_width(fonts) - self.key_width(fonts) - self.inner * 2
        text = fonts.height(((self.text, self.style),), max(1.0, room)) if self.text else 0.0
        return max(self.high, text + 12, self.style.size * 1.25 * fonts.text_scale + 12)

    def draw(self, painter: Painter, look: Look) -> None:
        ground, ink, edge = self.colours(look)
        ink = self.ink or ink
        rect = self.rect.move(0, 1) if look.pressed else self.rect
        if self.kind == "primary" and self.action is not None:
            painter.shadow(rect, theme.RADIUS, 6, 90, 2)
        if ground is not None or edge is not None:
            painter.rounded(rect, ground, edge=edge)
        fonts = painter.fonts
        icon, keys = self.icon_width(fonts), self.key_width(fonts)
        room = rect.w - icon - keys - self.inner * 2
        spans = ((self.text, self.style),)
        lines = fonts.lines(spans, max(room, 1.0)) if self.text else ()
        used = max((line.width for line in lines), default=0.0)
        left = rect.x + self.inner + max(0.0, room - used) * self.align
        if self.icon:
            size = self.style.size * 1.25 * fonts.text_scale
            painter.icon(self.icon, left, rect.centery - size / 2, size, ink)
        if self.text:
            high = fonts.height(spans, max(room, 1.0))
            painter.paragraph(spans, FRect(left + icon, rect.centery - high / 2, max(room, 1.0), high), ink)
        if self.hotkey:
            box = FRect(
                rect.right - self.inner - keys + 8,
                rect.centery - fonts.line(theme.TINY_STRONG) / 2 - 1,
                keys - 8,
                fonts.line(theme.TINY_STRONG) + 2,
            )
            painter.rounded(box, None, 4, edge=ink)
            painter.text(self.hotkey, box.centerx, box.y + 1, theme.TINY_STRONG, ink, 0.5)


def tabs(names: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], None], key: str) -> Node:
    """A row of tabs: (id, text) each."""
    return Flow(
        [
            Button(text, "quiet", on=name == chosen, key=f"{key}:{name}", action=lambda n=name: choose(n), high=34)
            for name, text in names
        ],
        gap=6,
    )


@dataclass(eq=False)
class Switch(Node):
    """On or off, with its text."""

    text: str = ""
    on: bool = False
    note: str = ""

    def spans(self) -> tuple[tuple[str, Style], ...]:
        return ((self.text, theme.BODY), *(((f"\n{self.note}", theme.SMALL),) if self.note else ()))

    def width(self, fonts: Fonts) -> float:
        return max(fonts.width(self.text, theme.BODY), fonts.width(self.note, theme.SMALL)) + 58

    def least(self, fonts: Fonts) -> float:
        return max(fonts.least(self.text, theme.BODY), fonts.least(self.note, theme.SMALL)) + 58

    def height(self, fonts: Fonts, width: float) -> float:
        return max(30.0, fonts.height(self.spans(), max(1.0, width - 56)) + 8)

    def draw(self, painter: Painter, look: Look) -> None:
        rect = self.rect
        slot = FRect(rect.x + 2, rect.y + 5, 40, 20)
        painter.rounded(
            slot, theme.BRASS if self.on else theme.RAISED, 10, edge=theme.BRASS if look.hover else theme.EDGE
        )
        x = slot.right - 10 if self.on else slot.x + 10
        painter.mark("circle", x, slot.centery, 15, theme.INK if self.on else theme.MUTED)
        colours = [theme.LIGHT, theme.MUTED]
        high = painter.fonts.height(self.spans(), max(1.0, rect.w - 56))
        painter.paragraph(
            self.spans(), FRect(rect.x + 54, rect.y + 4, max(1.0, rect.w - 56), high), theme.LIGHT, colours=colours
        )


@dataclass(eq=False)
class Slider(Node):
    """A value from `low` to `high` in steps. `change` is called with each new value, and `chosen` when the pointer lets go."""

    value: float = 0.0
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    change: Callable[[float], None] | None = None
    chosen: Callable[[float], None] | None = None
    colour: Colour = theme.BRASS
    marks: Sequence[tuple[float, str]] = ()  # values with a word below

    @property
    def focusable(self) -> bool:
        return self.change is not None

    def width(self, fonts: Fonts) -> float:
        return 220.0

    def least(self, fonts: Fonts) -> float:
        return 120.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 30.0 + (fonts.line(theme.TINY) if self.marks else 0.0)

    def x_of(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.rect.x + 12 + (self.rect.w - 24) * max(0.0, min(1.0, share))

    def draw(self, painter: Painter, look: Look) -> None:
        y = self.rect.y + 15
        x = self.x_of(self.value)
        painter.rounded(FRect(self.rect.x + 12, y - 3, self.rect.w - 24, 6), theme.NIGHT, 3, edge=theme.EDGE)
        painter.rounded(FRect(self.rect.x + 12, y - 3, max(6.0, x - self.rect.x - 12), 6), self.colour, 3)
        for at, word in self.marks:
            painter.fill(FRect(self.x_of(at) - 0.5, y + 5, 1, 5), theme.MUTED)
            share = (at - self.low) / (self.high - self.low)
            painter.text(word, self.x_of(at) + 12 * (share - 0.5) * 2, y + 12, theme.TINY, theme.MUTED, share)
        painter.mark("circle", x, y, 20 if look.hover or look.pressed else 18, theme.LIGHT, theme.NIGHT)

    def move_to(self, value: float) -> bool:
        steps = round((max(self.low, min(self.high, value)) - self.low) / self.step)
        wanted = min(self.high, self.low + steps * self.step)
        if self.change is None or wanted == self.value:
            return False
        self.value = wanted
        self.change(wanted)
        return True

    def at(self, x: float) -> float:
        return self.low + (x - self.rect.x - 12) / max(1.0, self.rect.w - 24) * (self.high - self.low)

    def press(self, x: float, y: float) -> bool:
        if self.change is None:
            return False
        self.move_to(self.at(x))
        return True

    def drag(self, x: float, y: float) -> bool:
        return self.move_to(self.at(x))

    def release(self) -> None:
        if self.chosen is not None:
            self.chosen(self.value)

    def typed(self, key: int, text: str) -> bool:
        steps = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1, pygame.K_HOME: -1000, pygame.K_END: 1000}
        if key not in steps:
            return False
        if self.move_to(self.value + steps[key] * self.step) and self.chosen is not None:
            self.chosen(self.value)
        return True


@dataclass(eq=False)
class Field(Node):
    """A line of text to type. `change` is called with each new text, `enter` when Enter is pressed. What an input method is
    still composing is shown underlined (`composing`, kept by the stage)."""

    text: str = ""
    hint: str = ""
    most: int = 60
    change: Callable[[str], None] | None = None
    enter: Callable[[str], None] | None = None
    icon: str = ""
    composing: str = field(default="", init=False)

    @property
    def focusable(self) -> bool:
        return self.change is not None

    def width(self, fonts: Fonts) -> float:
        return 260.0

    def least(self, fonts: Fonts) -> float:
        return 120.0

    def height(self, fonts: Fonts, width: float) -> float:
        return max(38.0, fonts.line(theme.BODY) + 14)

    def draw(self, painter: Painter, look: Look) -> None:
        rect = self.rect
        painter.rounded(rect, theme.NIGHT, edge=theme.BRASS if look.focus else theme.EDGE)
        left = rect.x + 12
        if self.icon:
            painter.icon(self.icon, left, rect.centery - 9, 18, theme.MUTED)
            left += 28
        top = rect.centery - painter.fonts.line(theme.BODY) / 2
        shown = self.text + self.composing
        with painter.clipped(FRect(left, rect.y, rect.right - left - 10, rect.h)):
            over = max(0.0, painter.fonts.width(shown, theme.BODY) - (rect.right - left - 18))
            if shown:
                painter.text(shown, left - over, top, theme.BODY, theme.LIGHT)
            elif self.hint:
                painter.text(self.hint, left, top, theme.BODY, theme.MUTED)
            end = left - over + painter.fonts.width(shown, theme.BODY)
            if self.composing:
                start = left - over + painter.fonts.width(self.text, theme.BODY)
                painter.fill(FRect(start, rect.bottom - 8, end - start, 1.5), theme.BRASS)
            if look.focus:
                painter.fill(FRect(end + 1, rect.y + 8, 1.5, rect.h - 16), theme.BRASS)

    def put(self, text: str) -> None:
        """Replaces the text, up to `most` signs."""
        text = "".join(sign for sign in text if sign.isprintable())[: self.most]
        if text != self.text and self.change is not None:
            self.text = text
            self.change(text)

    def typed(self, key: int, text: str) -> bool:
        if text:
            self.put(self.text + text)
            return True
        if key == pygame.K_BACKSPACE:
            if not self.composing:
                self.put(self.text[:-1])
            return True
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.enter is not None and not self.composing:
            self.enter(self.text)
            return True
        return key in (pygame.K_SPACE,)


def heading(
    text: str, *after: Node, style: Style = theme.HEADING, colour: Colour = theme.LIGHT, icon: str = ""
) -> Node:
    """A heading with an icon before it and other nodes at the right end of its line."""
    before = [Icon(icon, style.size * 1.1, theme.BRASS)] if icon else []
    return Row([*before, Label(text, style, colour, grow=1), *after], gap=10)


def panel(
    *parts: Node | None, key: str = "", title: str = "", icon: str = "", grow: float = 0.0, scroll: bool = True
) -> Node:
    """A panel of the briefing room; what does not fit scrolls."""
    from .boxes import Column
    from .scroll import Scroll

    inside: Node = Column(parts, gap=10)
    if scroll:
        inside = Scroll(inside, key=f"{key}.scroll", grow=1)
    inner = Column([heading(title, icon=icon, style=theme.LABEL), inside], gap=8) if title else inside
    return Frame(inner, fill=theme.PANEL, edge=theme.RAISED, grow=grow, key=key)
