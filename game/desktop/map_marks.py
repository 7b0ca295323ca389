"""What stands on the map itself: waters with their tension and who is there, partners, what a line carries."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import pygame
from pygame import FRect

from game.presenter.chart import Force, Partner, Route, Zone
from game.presenter.readings import Reading

from .figure_card import change_label
from .kit import theme
from .kit.boxes import Column, Frame, Row
from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .kit.shapes import OVER
from .kit.text import Icon, Label, Mark
from .kit.theme import Colour
from .map_routes import ENERGY, MINERALS, other_end

UNEASY, DANGER = 40.0, 60.0  # tension from which a ring is amber, and red with a sign
ALPHA = 218  # of the ground of what lies on the map
MOST = 5  # tokens of one side that are drawn singly
ICONS = {"minerals": "gem", "energy": "fuel", "trade": "trade"}


def share_of(reading: Reading) -> float:
    """Where a figure stands within its range, 0 to 1; NaN where the seat may not know it.

    >>> from game.presenter.values import NONE, Value
    >>> share_of(Reading("x", "x", "", Value(30.0, "30"), NONE, "up", "", (), 20.0, 40.0))
    0.5
    """
    low, high = reading.low or 0.0, 100.0 if reading.high is None else reading.high
    value = reading.value.number
    return value if value != value else min(1.0, max(0.0, (value - low) / ((high - low) or 1.0)))


def tension_colour(share: float) -> Colour:
    """From quiet to danger; what nobody knows is grey."""
    if share != share:
        return theme.MUTED
    return theme.BAD if share * 100 >= DANGER else theme.WARN if share * 100 >= UNEASY else theme.PARTNERS


@lru_cache(maxsize=256)
def ring(pixels: int, percent: int, colour: Colour) -> pygame.Surface:
    """A dark disc with a band around it, `percent` of which is lit from the top on; -1 for a band of dashes."""
    side = pixels * OVER
    big = pygame.Surface((side, side), pygame.SRCALPHA)
    middle, outer = side / 2, side / 2 - 1
    thick = side * 0.13
    pygame.draw.circle(big, (*theme.NIGHT, 235), (middle, middle), outer)
    pygame.draw.circle(big, theme.EDGE, (middle, middle), outer - thick * 0.25, max(1, round(thick * 0.5)))
    if percent < 0:
        spans = [(k / 12, (k + 0.5) / 12) for k in range(12)]
    else:
        spans = [(0.0, percent / 100)]
    for first, last in spans:
        steps = max(2, round((last - first) * 90))
        turn = [2 * math.pi * (first + (last - first) * k / steps) - math.pi / 2 for k in range(steps + 1)]
        rim = [(middle + outer * math.cos(a), middle + outer * math.sin(a)) for a in turn]
        inner = [(middle + (outer - thick) * math.cos(a), middle + (outer - thick) * math.sin(a)) for a in turn]
        if last > first:
            pygame.draw.polygon(big, colour, [*rim, *inner[::-1]])
    return pygame.transform.smoothscale(big, (pixels, pixels))


@dataclass(eq=False)
class ZoneMark(Node):
    """The ring of some waters: how tense it is as number and as share of the ring, with a sign from danger on."""

    reading: Reading | None = None

    def width(self, fonts: Fonts) -> float:
        widest = fonts.width("100", theme.TINY_STRONG)
        return max(26.0, widest + 10, fonts.line(theme.TINY_STRONG) * 1.6)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.width(fonts)

    @property
    def share(self) -> float:
        return share_of(self.reading) if self.reading is not None else math.nan

    def draw(self, painter: Painter, look: Look) -> None:
        share = self.share
        percent = -1 if share != share else round(share * 100)
        colour = tension_colour(share)
        box = painter.box(self.rect)
        painter.surface.blit(ring(box.w, percent, theme.LIGHT if look.hover else colour), box)
        text = self.reading.value.text if self.reading is not None and self.reading.value.known else "?"
        line = painter.fonts.line(theme.TINY_STRONG)
        painter.text(text, self.rect.centerx, self.rect.centery - line / 2, theme.TINY_STRONG, theme.LIGHT, 0.5)
        if share == share and share * 100 >= DANGER:
            size = self.rect.w * 0.46
            painter.icon("warning", self.rect.right - size * 0.55, self.rect.y - size * 0.4, size, theme.BAD)


@dataclass(eq=False)
class Tokens(Node):
    """How strongly a side is present: its shape as often as it is strong, a question mark where nobody knows."""

    side: str = ""
    reading: Reading | None = None
    size: float = 9.0

    @property
    def count(self) -> int:
        """How many shapes; -1 for unknown."""
        if self.reading is None or not self.reading.value.known:
            return -1
        return min(MOST, max(0, round(self.reading.value.number)))

    def step(self, fonts: Fonts) -> float:
        return self.size * fonts.text_scale * 0.86

    def width(self, fonts: Fonts) -> float:
        side = self.size * fonts.text_scale
        if self.count < 0:
            return side + fonts.width("?", theme.TINY_STRONG) + 2
        return side + self.step(fonts) * max(0, self.count - 1)

    def height(self, fonts: Fonts, width: float) -> float:
        return max(self.size * fonts.text_scale, fonts.line(theme.TINY_STRONG) if self.count < 0 else 0.0)

    def draw(self, painter: Painter, look: Look) -> None:
        power, side = theme.power(self.side), self.size * painter.fonts.text_scale
        for k in range(max(1, self.count)):
            x = self.rect.x + side / 2 + k * self.step(painter.fonts)
            painter.mark(power.shape, x, self.rect.centery, side, power.colour, theme.NIGHT)
        if self.count < 0:
            line = painter.fonts.line(theme.TINY_STRONG)
            painter.text("?", self.rect.x + side + 2, self.rect.centery - line / 2, theme.TINY_STRONG, theme.LIGHT)


@dataclass(eq=False)
class Chip(Frame):
    """A small card on the map, brighter while it is pointed at; with `share`, a bar along its foot."""

    share: float | None = None
    colour: Colour = theme.PARTNERS

    def draw(self, painter: Painter, look: Look) -> None:
        ground = theme.RAISED if look.hover else theme.PANEL
        painter.rounded(
            self.rect, ground, 5, alpha=ALPHA if not look.hover else 250, edge=theme.EDGE if look.hover else None
        )
        if self.share is not None:
            foot = FRect(self.rect.x + 5, self.rect.bottom - 4, self.rect.w - 10, 2.5)
            painter.rounded(foot, theme.NIGHT, 1)
            if self.share == self.share and self.share > 0:
                painter.rounded(FRect(foot.x, foot.y, max(2.0, foot.w * self.share), foot.h), self.colour, 1)


def present(force: Force) -> bool:
    """Whether a side is there, as far as one can tell."""
    return not force.presence.value.known or force.presence.value.number >= 0.5


def zone_mark(zone: Zone) -> ZoneMark:
    """The ring of some waters."""
    assert zone.tension is not None
    mark = ZoneMark(reading=zone.tension, key=f"map.zone.{zone.id}", tip=f"why:{zone.tension.id}")
    mark.spoken = zone.title
    return mark


def zone_chip(zone: Zone) -> Node:
    """The name of some waters, and the tokens of those who are there."""
    tokens = [Tokens(f.side, f.presence, tip=f"why:{f.presence.id}") for f in zone.forces if present(f)]
    inner = Column([Label(zone.title, theme.TINY_STRONG, theme.LIGHT), Row(tokens, gap=5) if tokens else None], gap=1)
    return Chip(child=inner, pad=(6, 3), tip=f"why:{zone.tension.id}" if zone.tension is not None else "")


def partner_chip(partner: Partner, docked: bool = False) -> Node:
    """A partner with the ties to it; docked at the rim, as wide as the others there."""
    bond = partner.bond
    grow = 1 if docked else 0
    head = Row([Mark("partners", 11), Label(partner.title, theme.TINY_STRONG, grow=grow)], gap=5, grow=grow)
    amount: list[Node] = [Label(bond.value.text, theme.TINY_STRONG, theme.PARTNERS, single=True)]
    if bond.change:
        amount.append(change_label(bond.change))
    return Chip(
        child=Row([head, Row(amount, gap=5)], gap=5, wrap=docked), pad=(6, 4), share=share_of(bond),
        key=f"map.partner.{partner.id}", tip=f"why:{bond.id}",
    )  # fmt: skip


def route_colour(route: Route) -> Colour:
    """The colour of a line and of what is written about it."""
    if route.kind == "trade":
        return theme.power(other_end(route)).colour
    return ENERGY if route.kind == "energy" else MINERALS


def route_text(route: Route) -> str:
    """What a line carries: its money where that is known, else its figure."""
    return route.money.text if route.money is not None else route.main.value.text


def route_chip(route: Route, small: bool = False) -> Node:
    """What a line carries: its icon, and its money where that is known. A bare figure would say nothing in the open sea, so the
    tip tells it. With `small` always the icon alone."""
    colour = route_colour(route)
    parts: list[Node] = [Icon(ICONS.get(route.kind, "trade"), 13, colour)]
    if not small and route.money is not None:
        parts.append(Label(route.money.text, theme.TINY_STRONG, theme.LIGHT, single=True))
    return Chip(child=Row(parts, gap=4), pad=(5, 2), key=f"map.route.{route.id}", tip=f"why:{route.main.id}")


def sized(node: Node, fonts: Fonts, widest: float = 1e9) -> tuple[float, float]:
    """How large a node likes to be."""
    wide = min(widest, max(node.width(fonts), node.least(fonts)))
    return wide, node.height(fonts, wide)
