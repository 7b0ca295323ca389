"""The title as a picture: a red disc held between two boards, gold from the west and blue from the east, over a night map.

The map is drawn on a thread (`NightMap`) and appears when it is ready; until then there is the night alone.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from functools import lru_cache

import pygame
from pygame import FRect

from .kit import theme
from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .kit.theme import Colour, Style

log = logging.getLogger(__name__)
TOKYO = (139.7, 35.7)
SPAN = 74.0  # map units that the picture is high
ENTRY = 0.8  # seconds in which the boards close in
SIGN = Style("serif", 92, 1.02)
LATIN = Style("serif", 30, 1.3)
OVER = 3


class NightMap:
    """The map behind the title, for one size of the window at a time."""

    def __init__(self) -> None:
        self.picture: pygame.Surface | None = None
        self.made: tuple[tuple[int, int], float] | None = None  # what the picture shows
        self.thread: threading.Thread | None = None
        self.fault: Exception | None = None  # why there will be none

    def want(self, size: tuple[int, int], centre: float) -> pygame.Surface | None:
        """The picture for a size with Tokyo at a share of its width; None while it is being drawn."""
        if self.made == (size, centre) and self.picture is not None:
            return self.picture
        if self.fault is None and not self.busy and min(size) > 8:
            self.thread = threading.Thread(target=self.try_to_draw, args=(size, centre), name="title-map", daemon=True)
            self.thread.start()
        return None

    @property
    def busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    def try_to_draw(self, size: tuple[int, int], centre: float) -> None:
        """On a thread: draws it, or says why not; the title does without."""
        try:
            self.draw(size, centre)
        except Exception as e:
            log.exception("the map of the title cannot be drawn")
            self.fault = e

    def draw(self, size: tuple[int, int], centre: float) -> None:
        from .map_data import Box, located
        from .map_picture import MapPicture, colours_of_seats

        picture = MapPicture()
        x, y = located(*TOKYO)
        wide = SPAN * size[0] / size[1]
        surface = pygame.Surface(size)
        box = Box(x - wide * centre, y - SPAN * 0.44, wide, SPAN)
        picture.draw(surface, box, colours_of_seats(picture.data))
        veil = pygame.Surface(size, pygame.SRCALPHA)
        veil.fill((*theme.NIGHT, 120))
        surface.blit(veil, (0, 0))
        self.picture, self.made = surface, (size, centre)


MAP = NightMap()


@dataclass(eq=False)
class Backdrop(Node):
    """The night, and the map once it is there. `centre`: where Tokyo stands, as a share of the width."""

    centre: float = 0.33

    def draw(self, painter: Painter, look: Look) -> None:
        box = painter.box(self.rect)
        painter.gradient(self.rect, theme.TABLE, theme.NIGHT)
        if MAP.picture is not None and MAP.made == (box.size, self.centre):
            painter.surface.blit(MAP.picture, box)


@lru_cache(maxsize=8)
def board(width: int, height: int, near: int, far: int, colour: Colour, right: bool) -> pygame.Surface:
    """A board that reaches in from one side: `near` pixels of it at the top, `far` at the foot; it fades to where it comes from."""
    strip = pygame.Surface((256, 1), pygame.SRCALPHA)
    for x in range(256):
        share = (255 - x if right else x) / 255
        strip.set_at((x, 0), (*colour, round(24 + 168 * share**2.2)))
    sheet = pygame.transform.smoothscale(strip, (width, height))
    edge = [(near, 0), (far, height)] if not right else [(width - near, 0), (width - far, height)]
    gone = [*edge, (width, height), (width, 0)] if not right else [*edge, (0, height), (0, 0)]
    mask = pygame.Surface((width, height), pygame.SRCALPHA)
    mask.fill((255, 255, 255, 255))
    pygame.draw.polygon(mask, (255, 255, 255, 0), gone)
    sheet.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    inward = -1 if not right else 1
    for step, alpha in ((0, 255), (1, 210), (16, 110), (34, 60), (56, 34)):
        a, b = ((edge[i][0] + inward * (step + 1), edge[i][1]) for i in (0, 1))
        line = pygame.Surface((width, height), pygame.SRCALPHA) if alpha < 255 else sheet
        bright = theme.blend(colour, theme.LIGHT, 0.55 if step < 2 else 0.2)
        pygame.draw.aaline(line, (*bright, alpha), a, b, 2)
        if line is not sheet:
            sheet.blit(line, (0, 0))
    return sheet


@lru_cache(maxsize=32)
def disc(width: int, height: int, colour: Colour) -> pygame.Surface:
    """An ellipse, smooth."""
    big = pygame.Surface((width * OVER, height * OVER), pygame.SRCALPHA)
    big.fill((*colour, 0))
    pygame.draw.ellipse(big, colour, big.get_rect())
    return pygame.transform.smoothscale(big, (width, height))


@dataclass(eq=False)
class Hero(Node):
    """The disc between the boards with the name of the game. `since`: when it came, in seconds; `still`: it is there at once."""

    sign: str = "板挟み"
    latin: str = ""
    line: str = ""
    sides: tuple[str, str] = ("", "")
    since: float = 0.0
    still: bool = False

    def least(self, fonts: Fonts) -> float:
        return 300.0

    def share(self, now: float) -> float:
        """How far the boards have closed in, 0 to 1."""
        if self.still:
            return 1.0
        part = max(0.0, min(1.0, (now - self.since) / ENTRY))
        return 1 - (1 - part) ** 3

    def moving(self, now: float) -> bool:
        return not self.still and now - self.since < ENTRY

    def draw(self, painter: Painter, look: Look) -> None:
        r, share = self.rect, self.share(look.now)
        box = painter.box(r)
        before = painter.surface.get_clip()
        painter.surface.set_clip(before.clip(box))
        middle, away = r.centerx, 90 * (1 - share)
        small = min(1.0, r.h / 720, r.w / 620)
        reach = 122 * small  # from the middle of the disc to a board
        slant = 26 * small
        unit = painter.unit
        for right, colour in ((False, theme.CHINA), (True, theme.USA)):
            wide = r.w / 2
            near, far = wide - reach - slant, wide - reach + slant
            if right:
                near, far = far, near
            sheet = board(max(8, round(wide * unit)), box.h, round(near * unit), round(far * unit), colour, right)
            x = middle + away if right else r.x - away
            painter.surface.blit(sheet, (round(x * unit), box.y))
        self.draw_disc(painter, FRect(r), share, small, reach)
        painter.surface.set_clip(before)

    def draw_disc(self, painter: Painter, r: FRect, share: float, small: float, reach: float) -> None:
        """The disc, squeezed, and the words on and below it."""
        high = 316 * small
        wide = high + (reach * 2 - 8 - high) * share
        middle, centre = r.centerx, r.y + r.h * 0.41
        unit = painter.unit
        spot = FRect(middle - wide / 2, centre - high / 2, wide, high)
        picture = disc(max(4, round(wide * unit)), max(4, round(high * unit)), theme.JAPAN_DEEP)
        painter.surface.blit(picture, painter.at(spot.x, spot.y))
        fonts = painter.fonts
        sized = Style(SIGN.face, SIGN.size * small / fonts.text_scale, SIGN.leading)
        step = fonts.line(sized)
        top = centre - step * len(self.sign) / 2
        for i, sign in enumerate(self.sign):
            painter.text(sign, middle, top + i * step, sized, theme.LIGHT, 0.5)
        below = centre + high / 2 + 26 * small
        latin = Style(LATIN.face, LATIN.size * small / fonts.text_scale, LATIN.leading)
        painter.text(self.latin, middle, below, latin, theme.LIGHT, 0.5)
        room = FRect(middle - reach + 8, below + fonts.line(latin) + 4, reach * 2 - 16, 200)
        painter.paragraph(((self.line, theme.SMALL),), room, theme.BRASS, 0.5)
        for i, (name, shape, colour) in enumerate(
            zip(self.sides, ("hexagon", "diamond"), (theme.CHINA, theme.USA), strict=True)
        ):
            side = -1 if i == 0 else 1
            x = middle + side * (reach + 96 * small)
            painter.mark(shape, x, centre - 16, 26, colour, theme.LIGHT)
            painter.text(name, x, centre + 6, theme.SMALL_STRONG, theme.LIGHT, 0.5)
