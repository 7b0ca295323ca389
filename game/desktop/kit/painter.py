"""Draws in units onto a surface of pixels: boxes, lines, text, icons, shapes. Everything that a screen shows goes through it.

It notes each text it has drawn with the box it was given (`Drawn`), so that a test can tell what is clipped or overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pygame
from pygame import FRect

from . import shapes, theme
from .fonts import Fonts, MissingAsset, Span, face
from .theme import Colour, Style

ASSETS = Path(__file__).resolve().parents[3] / "assets"
HEIGHTS = (24, 48, 96)  # pixels, of the icons and flags there are
LARGE = 60_000  # pixels of a box that is not kept as a picture but drawn each time
Point = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """A line of text as it was drawn, in pixels: the box of its ink, what it was cut off at, and which layer it lies in."""

    text: str
    box: pygame.Rect
    clip: pygame.Rect
    layer: int


class Painter:
    """A surface, how many pixels a unit has, and what has been written on it."""

    def __init__(self, surface: pygame.Surface, fonts: Fonts) -> None:
        self.surface, self.fonts = surface, fonts
        self.unit = fonts.unit
        self.drawn: list[Drawn] | None = None  # a list where texts are to be noted
        self.layer = 0

    # geometry

    def px(self, length: float) -> int:
        """A length in pixels; something that has a length does not vanish."""
        return max(1, round(length * self.unit)) if length > 0 else round(length * self.unit)

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.unit), round(y * self.unit)

    def box(self, rect: FRect) -> pygame.Rect:
        """A box in pixels; neighbours share their edge."""
        left, top = self.at(rect.x, rect.y)
        right, bottom = self.at(rect.right, rect.bottom)
        return pygame.Rect(left, top, right - left, bottom - top)

    @contextmanager
    def clipped(self, rect: FRect) -> Iterator[None]:
        """Draws only within the box."""
        before = self.surface.get_clip()
        self.surface.set_clip(before.clip(self.box(rect)))
        yield
        self.surface.set_clip(before)

    def shows(self, rect: FRect) -> bool:
        """Whether any of the box would be seen."""
        return bool(self.surface.get_clip().colliderect(self.box(rect).inflate(2, 2)))

    # boxes and lines

    def fill(self, rect: FRect, colour: Colour, alpha: int = 255) -> None:
        box = self.box(rect)
        if alpha == 255:
            self.surface.fill(colour, box)
        else:
            self.surface.blit(shapes.rounded(box.w, box.h, 0, colour, alpha), box)

    def rounded(
        self, rect: FRect, fill: Colour | None, radius: float = theme.RADIUS, *, alpha: int = 255,
        edge: Colour | None = None, thick: float = 1.0,
    ) -> None:  # fmt: skip
        """A box with round corners and, with `edge`, a line along it."""
        box, round_by, line = self.box(rect), self.px(radius) if radius else 0, self.px(thick)
        if box.w <= 0 or box.h <= 0:
            return
        if box.w * box.h > LARGE and alpha == 255:
            shapes.draw_rounded(self.surface, box, round_by, fill, edge, line)
        else:
            self.surface.blit(shapes.rounded(box.w, box.h, round_by, fill, alpha, edge, line), box)

    def shadow(
        self, rect: FRect, radius: float = theme.RADIUS, blur: float = 10, alpha: int = 120, drop: float = 4
    ) -> None:
        """The shadow of a box that is drawn afterwards."""
        box, soft = self.box(rect), self.px(blur)
        if box.w > 0 and box.h > 0:
            picture = shapes.shadow(box.w, box.h, self.px(radius), soft, alpha)
            self.surface.blit(picture, (box.x - soft * 2, box.y - soft * 2 + self.px(drop)))

    def gradient(self, rect: FRect, top: Colour, bottom: Colour) -> None:
        box = self.box(rect)
        self.surface.blit(shapes.gradient(box.w, box.h, top, bottom), box)

    def glow(self, rect: FRect, middle: Colour, rim: Colour) -> None:
        box = self.box(rect)
        self.surface.blit(shapes.glow(box.w, box.h, middle, rim), box)

    def line(self, start: Point, end: Point, colour: Colour, thick: float = 1.0) -> None:
        """A straight line; level and upright ones are exact, others smooth."""
        a, b, width = self.at(*start), self.at(*end), self.px(thick)
        if a[0] == b[0] or a[1] == b[1]:
            pygame.draw.line(self.surface, colour, a, b, width)
        else:
            pygame.draw.aaline(self.surface, colour, a, b, width)

    def lines(self, points: Sequence[Point], colour: Colour, thick: float = 1.0) -> None:
        """A smooth line through points."""
        placed = [(x * self.unit, y * self.unit) for x, y in points]
        width = self.px(thick)
        for a, b in pairwise(placed):
            pygame.draw.aaline(self.surface, colour, a, b, width)

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        """A filled shape; with `alpha` below 255 it is laid over what is there."""
        placed = [(x * self.unit, y * self.unit) for x, y in points]
        if alpha == 255:
            pygame.draw.polygon(self.surface, colour, placed)
            return
        left, top = (int(min(p[i] for p in placed)) for i in (0, 1))
        right, bottom = (int(max(p[i] for p in placed)) + 2 for i in (0, 1))
        sheet = pygame.Surface((max(1, right - left), max(1, bottom - top)), pygame.SRCALPHA)
        pygame.draw.polygon(sheet, (*colour, alpha), [(x - left, y - top) for x, y in placed])
        self.surface.blit(sheet, (left, top))

    def dashed(self, start: Point, end: Point, colour: Colour, thick: float = 1.0, dash: float = 5.0) -> None:
        """A line of dashes as long as their gaps."""
        far = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        count = int(far / (dash * 2)) + 1
        for i in range(count):
            a, b = (min(1.0, (i * 2 + k) * dash / far) if far else 0.0 for k in (0, 1))
            ends = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t) for t in (a, b)]
            self.line(ends[0], ends[1], colour, thick)

    # shapes and pictures

    def mark(self, shape: str, x: float, y: float, size: float, colour: Colour, edge: Colour | None = None) -> None:
        """A shape around a point (`shapes.mark`)."""
        pixels = max(3, self.px(size))
        px, py = self.at(x, y)
        self.surface.blit(shapes.mark(shape, pixels, colour, edge), (px - pixels // 2, py - pixels // 2))

    def icon(self, name: str, x: float, y: float, size: float, colour: Colour) -> None:
        """An icon of assets/icons with its upper left corner at a point, in a colour."""
        self.surface.blit(icon(name, self.px(size), colour), self.at(x, y))

    def flag(self, country: str, x: float, y: float, height: float) -> None:
        """A flag (4:3) of assets/flags with its upper left corner at a point."""
        self.surface.blit(flag(country, self.px(height)), self.at(x, y))

    # text

    def text(self, text: str, x: float, y: float, style: Style, colour: Colour, align: float = 0.0) -> float:
        """One line; `x` is its left (align 0), middle (0.5) or right (1), `y` the top of the line. Returns its width."""
        width = self.fonts.width(text, style)
        if text:
            self._blit(text, x - width * align, y, style, colour)
        return width

    def paragraph(
        self, spans: Sequence[Span], rect: FRect, colour: Colour, align: float = 0.0, colours: Sequence[Colour] = ()
    ) -> None:
        """Lines of text in a box, from its top. `colours`: one for each span instead of `colour`."""
        top = rect.y
        for line in self.fonts.lines(spans, rect.w):
            high = self.fonts.line_height(line, spans)
            left = rect.x + (rect.w - line.width) * align
            for piece in line.pieces:
                style, number = piece.carried
                lower = (high - self.fonts.line(style)) * 0.7  # smaller words stand on the line of the larger ones
                self._blit(piece.text, left + piece.x, top + lower, style, colours[number] if colours else colour)
            top += high

    def _blit(self, text: str, x: float, y: float, style: Style, colour: Colour) -> None:
        pixels = self.fonts.pixels(style)
        picture = written(text, style.face, pixels, colour)
        left, top = self.at(x, y)
        top += round((pixels * style.leading - picture.get_height()) / 2)
        if self.drawn is not None and text.strip():
            ink = picture.get_bounding_rect().move(left, top)
            self.drawn.append(Drawn(text, ink, self.surface.get_clip().copy(), self.layer))
        self.surface.blit(picture, (left, top))


@lru_cache(maxsize=2500)
def written(text: str, name: str, pixels: int, colour: Colour) -> pygame.Surface:
    """A line of text as a picture."""
    return face(name, pixels).render(text, True, colour)


def nearest(pixels: int) -> int:
    """The height of the pictures to take for a height: the next larger there is."""
    return next((h for h in HEIGHTS if h >= pixels), HEIGHTS[-1])


def picture(path: Path) -> pygame.Surface:
    """A picture of the program's own.

    :raises MissingAsset: where its file is not there.
    """
    if not path.is_file():
        raise MissingAsset(path)
    return pygame.image.load(str(path))


@lru_cache(maxsize=512)
def icon(name: str, pixels: int, colour: Colour) -> pygame.Surface:
    """An icon at a height in a colour."""
    found = picture(ASSETS / "icons" / str(nearest(pixels)) / f"{name}.png")
    sized = pygame.transform.smoothscale(found, (pixels, pixels)) if found.get_height() != pixels else found.copy()
    sized.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    return sized


@lru_cache(maxsize=64)
def flag(country: str, pixels: int) -> pygame.Surface:
    """A flag at a height."""
    found = picture(ASSETS / "flags" / str(nearest(pixels)) / f"{country}.png")
    width = round(found.get_width() * pixels / found.get_height())
    return pygame.transform.smoothscale(found, (width, pixels))
