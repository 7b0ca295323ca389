"""Where names and small cards go on the map so that nothing covers anything, and words that stand on it without a ground.

Each thing to place (`Wish`) brings the spots it would like, best first. The most important are placed first; what finds no
free spot is left out, and its place on the map still says the same when it is pointed at.

>>> wishes = [Wish("a", (40, 16), around((50, 50), (40, 16), 6)), Wish("b", (40, 16), around((52, 50), (40, 16), 6))]
>>> found = placed(wishes, [], FRect(0, 0, 200, 100))
>>> sorted(found), bool(found["a"].rect.colliderect(found["b"].rect))
(['a', 'b'], False)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray
from pygame import FRect

from .kit import theme
from .kit.fonts import face
from .kit.painter import Painter
from .kit.theme import Colour, Style

Spot = tuple[float, float]
Floats = NDArray[np.float64]

APART = 2.0  # units between two things at least
CROSSED = 0.24  # cost of lying on a point of a line; the next best spot costs 1 more
STAYS = 3.0  # what the spot it had before is worth, so that names do not jump while the map moves
TURNS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.8), (-1, -0.8), (1, 0.8), (-1, 0.8))


@dataclass(frozen=True)
class Wish:
    """Something to place: its size, and the middles of the spots it may take, best first."""

    key: str
    size: tuple[float, float]
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Placed:
    """Where it went, and which of its spots that is."""

    rect: FRect
    spot: int


def around(
    at: Spot, size: tuple[float, float], reach: float, rounds: int = 3, middle: bool = False
) -> tuple[Spot, ...]:
    """Spots beside a point that is `reach` large: right, left, above, below, then the corners, then all of it farther off."""
    found: list[Spot] = [at] if middle else []
    for k in range(rounds):
        far = reach * (1 + k * 0.7) + k * 6
        for dx, dy in TURNS:
            found.append((at[0] + dx * (far + size[0] / 2), at[1] + dy * (far + size[1] / 2)))
    return tuple(found)


def placed(
    wishes: Sequence[Wish], taken: Sequence[FRect], room: FRect, lines: Floats | None = None,
    before: Mapping[str, int] | None = None,
) -> dict[str, Placed]:  # fmt: skip
    """The spots of all that finds one, in the order of the wishes.

    :param taken: what must not be covered. :param lines: points × (x, y) that should not be covered if another spot is
        nearly as good. :param before: which spot each had the last time.
    """
    solid = np.array([(r.x, r.y, r.right, r.bottom) for r in taken], float).reshape(-1, 4)
    soft = np.zeros((0, 2)) if lines is None else lines
    found: dict[str, Placed] = {}
    for wish in wishes:
        spots = np.array(wish.spots, float).reshape(-1, 2)
        if not len(spots):
            continue
        half = np.array(wish.size) / 2
        low, high = spots - half, spots + half
        inside = np.all((low >= (room.x, room.y)) & (high <= (room.right, room.bottom)), axis=1)
        hits = (low[:, :1] < solid[:, 2] + APART) & (high[:, :1] > solid[:, 0] - APART)
        hits &= (low[:, 1:] < solid[:, 3] + APART) & (high[:, 1:] > solid[:, 1] - APART)
        free = inside & ~np.any(hits, axis=1)
        if not free.any():
            continue
        within = (soft[:, 0] > low[:, :1]) & (soft[:, 0] < high[:, :1])
        within &= (soft[:, 1] > low[:, 1:]) & (soft[:, 1] < high[:, 1:])
        crossed = within.sum(axis=1)
        cost = np.arange(len(spots)) * 0.5 + crossed * CROSSED
        last = (before or {}).get(wish.key, -1)
        if 0 <= last < len(spots):
            cost[last] -= STAYS
        best = int(np.argmin(np.where(free, cost, np.inf)))
        x, y = low[best]
        found[wish.key] = Placed(FRect(x, y, *wish.size), best)
        solid = np.concatenate([solid, [[*low[best], *high[best]]]])
    return found


@lru_cache(maxsize=512)
def halo(text: str, name: str, pixels: int, colour: Colour, wide: int) -> pygame.Surface:
    """A dark rim for a line of text, `wide` pixels beyond it on each side, half transparent."""
    ink = face(name, pixels).render(text, True, colour)
    surface = pygame.Surface((ink.get_width() + wide * 2, ink.get_height() + wide * 2), pygame.SRCALPHA)
    for dx in range(-wide, wide + 1):
        for dy in range(-wide, wide + 1):
            if 0 < dx * dx + dy * dy <= wide * wide + 1:
                surface.blit(ink, (dx + wide, dy + wide))
    surface.set_alpha(190)
    return surface


def write(painter: Painter, text: str, x: float, y: float, style: Style, colour: Colour) -> None:
    """A line of text over the map, its upper left corner at a point."""
    pixels, wide = painter.fonts.pixels(style), max(1, painter.px(1.4))
    rim = halo(text, style.face, pixels, theme.NIGHT, wide)
    left, top = painter.at(x, y)
    top += round((pixels * style.leading - (rim.get_height() - wide * 2)) / 2)
    painter.surface.blit(rim, (left - wide, top - wide))
    painter.text(text, x, y, style, colour)
