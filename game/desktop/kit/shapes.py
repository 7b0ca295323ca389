"""Smooth shapes as surfaces, drawn once for each size and colour: rounded boxes, shadows, gradients, the marks of the powers.

All sizes are pixels. Boxes are made of their corners, so a large panel costs no more memory than it is drawn with.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pygame

from .theme import Colour

OVER = 4  # how many times larger a shape is drawn before it is smoothed down


@lru_cache(maxsize=400)
def rounded(
    width: int, height: int, radius: int, fill: Colour | None, alpha: int = 255, edge: Colour | None = None, thick: int = 1
) -> pygame.Surface:  # fmt: skip
    """A box with round corners; `fill` None leaves it empty, `edge` draws a line along its inside."""
    radius = max(0, min(radius, width // 2, height // 2))
    surface = pygame.Surface((max(1, width), max(1, height)), pygame.SRCALPHA)
    if fill is not None:
        pygame.draw.rect(surface, (*fill, alpha), surface.get_rect(), border_radius=radius)
    if edge is not None:
        pygame.draw.rect(surface, (*edge, 255), surface.get_rect(), thick, border_radius=radius)
    if radius:
        corner = _corners(radius, fill, alpha, edge, thick)
        for x, y, cut in (
            (0, 0, (0, 0)),
            (width - radius, 0, (radius, 0)),
            (0, height - radius, (0, radius)),
            (width - radius, height - radius, (radius, radius)),
        ):
            spot = pygame.Rect(x, y, radius, radius)
            surface.fill((0, 0, 0, 0), spot)
            surface.blit(corner, spot, pygame.Rect(cut, (radius, radius)), special_flags=pygame.BLEND_RGBA_MAX)
    return surface


def draw_rounded(
    surface: pygame.Surface, box: pygame.Rect, radius: int, fill: Colour | None, edge: Colour | None, thick: int
) -> None:
    """The same box drawn onto a surface, without keeping a picture of it: for large ones."""
    radius = max(0, min(radius, box.w // 2, box.h // 2))
    if fill is not None:
        surface.fill(fill, (box.x + radius, box.y, box.w - radius * 2, box.h))
        surface.fill(fill, (box.x, box.y + radius, radius, box.h - radius * 2))
        surface.fill(fill, (box.right - radius, box.y + radius, radius, box.h - radius * 2))
    if edge is not None:
        surface.fill(edge, (box.x + radius, box.y, box.w - radius * 2, thick))
        surface.fill(edge, (box.x + radius, box.bottom - thick, box.w - radius * 2, thick))
        surface.fill(edge, (box.x, box.y + radius, thick, box.h - radius * 2))
        surface.fill(edge, (box.right - thick, box.y + radius, thick, box.h - radius * 2))
    if radius:
        corner = _corners(radius, fill, 255, edge, thick)
        for x, y, cut in (
            (box.x, box.y, (0, 0)),
            (box.right - radius, box.y, (radius, 0)),
            (box.x, box.bottom - radius, (0, radius)),
            (box.right - radius, box.bottom - radius, (radius, radius)),
        ):
            surface.blit(corner, (x, y), pygame.Rect(cut, (radius, radius)))


@lru_cache(maxsize=512)
def _corners(radius: int, fill: Colour | None, alpha: int, edge: Colour | None, thick: int) -> pygame.Surface:
    """A small box that consists of its four corners, smooth."""
    size = radius * 2
    big = pygame.Surface((size * OVER, size * OVER), pygame.SRCALPHA)
    colour = fill or edge or (0, 0, 0)
    big.fill((*colour, 0))
    if fill is not None:
        pygame.draw.rect(big, (*fill, alpha), big.get_rect(), border_radius=radius * OVER)
    if edge is not None:
        pygame.draw.rect(big, (*edge, 255), big.get_rect(), thick * OVER, border_radius=radius * OVER)
    return pygame.transform.smoothscale(big, (size, size))


@lru_cache(maxsize=24)
def shadow(width: int, height: int, radius: int, blur: int, alpha: int) -> pygame.Surface:
    """The soft shadow of a box; larger than it by twice the blur on each side. Blurred at a quarter of the size."""
    part = 4 if blur >= 8 else 1
    room = blur * 2
    small = pygame.Surface(((width + room * 2) // part + 1, (height + room * 2) // part + 1), pygame.SRCALPHA)
    box = pygame.Rect(room // part, room // part, max(1, width // part), max(1, height // part))
    pygame.draw.rect(small, (0, 0, 0, alpha), box, border_radius=max(1, radius // part))
    soft = pygame.transform.gaussian_blur(small, max(1, blur // part))
    return pygame.transform.smoothscale(soft, (width + room * 2, height + room * 2))


@lru_cache(maxsize=4)
def gradient(width: int, height: int, top: Colour, bottom: Colour) -> pygame.Surface:
    """A smooth change from top to bottom."""
    strip = pygame.Surface((1, 64))
    for y in range(64):
        share = y / 63
        strip.set_at((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return pygame.transform.smoothscale(strip, (max(1, width), max(1, height)))


@lru_cache(maxsize=8)
def glow(width: int, height: int, middle: Colour, rim: Colour) -> pygame.Surface:
    """Light that falls off from the middle to the rim. Between two near colours there are few steps, which would be seen as
    bands or blocks; so each pixel is rounded at a threshold of its own, the same ones each time."""
    part = 2 if width > 2000 else 1  # at so many pixels two of them are as fine as one is elsewhere
    wide, high = max(1, width // part), max(1, height // part)
    x = (np.arange(wide, dtype=np.float32)[:, None] / wide - 0.5) * 1.78
    y = (np.arange(high, dtype=np.float32)[None, :] / high - 0.39) * 1.5
    far = np.minimum(np.sqrt(x * x + y * y), 1.0)
    threshold = np.random.default_rng(0).random(far.shape, dtype=np.float32)
    pixels = np.empty((*far.shape, 3), dtype=np.uint8)
    for i, (a, b) in enumerate(zip(middle, rim, strict=True)):
        pixels[..., i] = a + (b - a) * far + threshold
    return pygame.transform.scale(pygame.surfarray.make_surface(pixels), (max(1, width), max(1, height)))


@lru_cache(maxsize=512)
def mark(shape: str, size: int, colour: Colour, edge: Colour | None = None) -> pygame.Surface:
    """A circle, diamond, hexagon, square, triangle or ring of `size` pixels across.

    :raises KeyError: for another shape.
    """
    big = pygame.Surface((size * OVER, size * OVER), pygame.SRCALPHA)
    side = size * OVER
    big.fill((*(edge or colour), 0))
    if edge is not None:
        _solid(big, shape, side, 0, edge)
        _solid(big, shape, side, max(OVER, side // 10), colour)
    else:
        _solid(big, shape, side, 0, colour)
    return pygame.transform.smoothscale(big, (size, size))


def _solid(surface: pygame.Surface, shape: str, side: int, inset: int, colour: Colour) -> None:
    middle, reach = side / 2, side / 2 - inset
    if shape == "circle":
        pygame.draw.circle(surface, colour, (middle, middle), reach)
    elif shape == "ring":
        pygame.draw.circle(surface, colour, (middle, middle), reach, max(1, round(side * 0.16)))
    elif shape == "square":
        box = pygame.Rect(0, 0, reach * 1.72, reach * 1.72)
        box.center = (round(middle), round(middle))
        pygame.draw.rect(surface, colour, box, border_radius=max(1, side // 12))
    else:
        turns = {"diamond": (4, 0.0), "hexagon": (6, 0.0), "triangle": (3, -math.pi / 2)}
        corners, start = turns[shape]
        angle = 2 * math.pi / corners
        points = [
            (middle + reach * math.cos(start + i * angle), middle + reach * math.sin(start + i * angle))
            for i in range(corners)
        ]
        pygame.draw.polygon(surface, colour, points)
