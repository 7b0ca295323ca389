"""The base map as a picture: sea with a glow along the coasts, land in one colour a country, borders, hatching.

A picture of a part of the map at a size is made of layers that are kept; new colours only refill the land. Labels, arcs and
markers are drawn by others on top, with `MapPicture.place` for where.

>>> import pygame
>>> from game.desktop.map_data import board, load
>>> target = pygame.Surface((320, 180))
>>> picture = MapPicture()
>>> picture.draw(target, board().fitted(320, 180), {"jp": (176, 48, 66)})
>>> x, y = picture.place(load().places["tokyo"].at, board().fitted(320, 180), (320, 180))
>>> 0 < x < 320 and 0 < y < 180
True
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pygame
from numpy.typing import NDArray

from .map_data import EAST, HEIGHT, NORTH, SOUTH, WEST, WIDTH, Box, Floats, MapData, load, project

Colour = tuple[int, int, int]
Size = tuple[int, int]
Grey = NDArray[np.uint8]

# Land by whose it is; a night map, so all of it is muted and the sea is darkest.
LAND: Colour = (48, 66, 98)
NEUTRAL: Colour = (104, 120, 146)  # what is disputed; hatched besides
JAPAN: Colour = (190, 48, 66)
USA: Colour = (62, 106, 178)
CHINA: Colour = (176, 136, 64)
PARTNER: Colour = (42, 130, 122)
GULF: Colour = (70, 92, 118)

# The sea by how much land is near, from none (deep) to the coast itself.
SEA: tuple[tuple[float, Colour], ...] = (
    (0.0, (9, 20, 41)),
    (0.15, (11, 26, 51)),
    (0.4, (16, 38, 70)),
    (0.65, (24, 55, 92)),
    (0.8, (35, 75, 116)),
    (1.0, (35, 75, 116)),  # bays and inland seas are not brighter than an open coast
)
# Colour, and share of it, of what is drawn over sea and land.
LIGHT: Colour = (196, 216, 238)
COAST, HATCH, RING = 0.6, 0.42, 0.95
BORDER: tuple[Colour, float] = ((7, 14, 30), 0.66)
GRATICULE: tuple[Colour, float] = ((130, 170, 214), 0.085)
SHARP = 4_000_000  # pictures up to so many pixels are filled at twice the size, then smoothed down
KEPT = 6  # pictures whose layers are remembered


def colours_of_seats(data: MapData) -> dict[str, Colour]:
    """The colours in which nobody has moved yet: Japan, the United States, China, the partners, the Gulf, what is disputed.

    >>> colours_of_seats(load())["vn"] == PARTNER
    True
    """
    found = {country: PARTNER for partner, members in data.partners.items() if partner != "gulf" for country in members}
    found |= dict.fromkeys(data.partners["gulf"], GULF)
    found |= {"jp": JAPAN, "us": USA, "cn": CHINA}
    return found | {area.country: NEUTRAL for area in data.areas.values() if area.country}


@dataclass
class _Layers:
    """What is kept of one picture: all but the colours."""

    sea: pygame.Surface
    owners: pygame.Surface  # 8 bits a pixel, `_oversample` times the size: 0 the sea, else a country's number + 1
    cover: Grey  # how much of each pixel is land, 0 to 255, width × height
    light: pygame.Surface  # what the land is multiplied with: a slight relief along its edges
    ink: pygame.Surface  # lines, hatching and rings, with transparency
    land: pygame.Surface | None = None
    colours: tuple[tuple[str, Colour], ...] | None = None


class MapPicture:
    """Draws parts of the map onto surfaces of any size, and remembers the layers of the last ones."""

    def __init__(self, data: MapData | None = None) -> None:
        self.data = data or load()
        self._kept: OrderedDict[tuple[Box, Size], _Layers] = OrderedDict()

    def draw(self, target: pygame.Surface, box: Box, colours: Mapping[str, Colour]) -> None:
        """Fill the target with the part of the map in `box`, which has to have the target's shape (`Box.fitted`).

        :param colours: country or area id -> colour; land that is not named here is `LAND`. Areas that are hatched
            without being a country's (Kashmir) keep the colours below.
        :raises KeyError: for an id that is not on the map.
        """
        layers = self._layers(box, target.get_size())
        wanted = tuple(sorted(colours.items()))
        if layers.land is None or layers.colours != wanted:
            layers.land, layers.colours = self._filled(layers, colours), wanted
        target.blit(layers.sea, (0, 0))
        target.blit(layers.land, (0, 0))
        target.blit(layers.ink, (0, 0))

    def ready(self, box: Box, size: Size) -> bool:
        """Whether the layers of this picture are there, so that `draw` takes a few milliseconds only."""
        return (box, size) in self._kept

    def quick(self, target: pygame.Surface, box: Box, colours: Mapping[str, Colour]) -> None:
        """The same from a picture that is there already, stretched: soft, but fast enough while a map is dragged or zoomed.

        Falls back to `draw` where none is.
        """
        size = target.get_size()
        sources = [key for key in reversed(self._kept) if overlap(key[0], box) > 0]
        if (box, size) in self._kept or not sources:
            self.draw(target, box, colours)
            return
        # the one that shows most of the part, and of those the sharpest
        source, source_size = max(sources, key=lambda key: (round(overlap(key[0], box), 2), key[1][0] / key[0].width))
        whole = pygame.Surface(source_size)
        self.draw(whole, source, colours)
        stretch(whole, source, target, box)

    @staticmethod
    def place(at: tuple[float, float], box: Box, size: Size) -> tuple[float, float]:
        """Where a point in map units stands in a picture of that size, in pixels."""
        scale = size[0] / box.width
        return (at[0] - box.x) * scale, (at[1] - box.y) * scale

    @staticmethod
    def point(pixel: tuple[float, float], box: Box, size: Size) -> tuple[float, float]:
        """The map units under a pixel: what `place` does, backwards."""
        scale = size[0] / box.width
        return pixel[0] / scale + box.x, pixel[1] / scale + box.y

    # --- layers ----------------------------------------------------------------------------------------------------

    def _layers(self, box: Box, size: Size) -> _Layers:
        key = (box, size)
        if key not in self._kept:
            self._kept[key] = self._made(box, size)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _made(self, box: Box, size: Size) -> _Layers:
        owners = self._owners(box, size)
        disputed = {self.data.number(area.country) + 1 for area in self.data.areas.values() if area.country}
        owners.set_palette([(255 * (n > 0), 255 * (n in disputed), 0) for n in range(256)])
        small = _smoothed(owners, size)
        cover, hatched = np.array(pygame.surfarray.pixels_red(small)), np.array(pygame.surfarray.pixels_green(small))
        near = _blurred(cover, size, 0.011 * size[1])
        wide = _blurred(cover, size, 0.075 * size[1])
        return _Layers(
            _sea(near, wide, box, size), owners, cover, _relief(near, wide, size), self._ink(hatched, box, size)
        )

    def _owners(self, box: Box, size: Size) -> pygame.Surface:
        """The countries filled with their numbers + 1, at once or twice the picture's size."""
        over = _oversample(size)
        surface = _numbered((size[0] * over, size[1] * over))
        scale = surface.get_width() / box.width
        detail = self.data.detail(size[0] / box.width)
        for ring in _seen(detail.boxes, box):
            # a polygon is filled up to and with the pixels on its edges: half a pixel less on each side
            points = _clipped((detail.rings[ring] - (box.x, box.y)) * scale - 0.5, surface.get_size())
            number = int(detail.owner[ring]) + 1
            if len(points) > 2:
                pygame.draw.polygon(surface, (number, number, number), points)
        return surface

    def _filled(self, layers: _Layers, colours: Mapping[str, Colour]) -> pygame.Surface:
        """The land in its colours, with the sea left out."""
        palette = [SEA[-1][1], *(LAND for _ in range(255))]
        for country, colour in colours.items():
            palette[self.data.number(country) + 1] = colour
        layers.owners.set_palette(palette)
        land = _smoothed(layers.owners, (layers.cover.shape[0], layers.cover.shape[1]))
        land.blit(layers.light, (0, 0), special_flags=pygame.BLEND_RGB_MULT)
        return _with_alpha(land, layers.cover)

    def _ink(self, hatched: Grey, box: Box, size: Size) -> pygame.Surface:
        """Coasts, borders, hatching and the rings of disputed spots, on a transparent surface.

        :param hatched: how much of each pixel belongs to a disputed country or island, 0 to 255, width × height.
        """
        scale = size[0] / box.width
        detail = self.data.detail(scale)
        coast, border = pygame.Surface(size), pygame.Surface(size)
        for line in _seen(detail.line_boxes, box):
            points = (detail.lines[line] - (box.x, box.y)) * scale - 0.5  # lines go through the middles of pixels
            if np.ptp(points, axis=0).max() >= 1.5:  # islands below a pixel are a dot of land without an outline
                _stroke(border if detail.border[line] else coast, points, _pen(size))
        light = np.maximum(_share(_grey(coast), COAST), _share(self._hatched(hatched, box, size), HATCH))
        rings = pygame.Surface(size)
        for spot in self.data.spots.values():
            at = self.place(spot.at, box, size)
            pygame.draw.aacircle(
                rings, (255, 255, 255), at, _pen(size) * (2.2 if scale < 6 else 4), max(1, round(_pen(size)))
            )
        light = np.maximum(light, _share(_grey(rings), RING))
        ink = pygame.Surface(size, pygame.SRCALPHA)
        for strength, colour in ((_share(_grey(border), BORDER[1]), BORDER[0]), (light, LIGHT)):
            sheet = pygame.Surface(size, pygame.SRCALPHA)
            sheet.fill(colour)
            pygame.surfarray.pixels_alpha(sheet)[:] = strength
            ink.blit(sheet, (0, 0))
        return ink

    def _hatched(self, cover: Grey, box: Box, size: Size) -> Grey:
        """Diagonal lines over the disputed areas, as strength 0 to 255, width × height."""
        scale = size[0] / box.width
        outlines = [area.outline for area in self.data.areas.values() if area.outline is not None]
        outlines = [_clipped((outline - (box.x, box.y)) * scale, size) for outline in outlines]
        if any(len(points) > 2 for points in outlines):
            rough = pygame.Surface(size)
            for points in outlines:
                if len(points) > 2:
                    pygame.draw.polygon(rough, (255, 255, 255), points)
            cover = np.maximum(cover, _grey(rough))
        apart = 6.0 * _pen(size)
        along = np.arange(size[0] + size[1] - 1)  # a pixel's x + y, in which a falling diagonal is one number
        distance = np.abs(along % apart - apart / 2)
        line = (np.clip(1.35 * _pen(size) - distance, 0, 1) * 255).astype(np.uint16)
        return (cover * np.lib.stride_tricks.sliding_window_view(line, size[1]) // 255).astype(np.uint8)


# --- pieces -----------------------------------------------------------------------------------------------------------


def stretch(whole: pygame.Surface, source: Box, target: pygame.Surface, box: Box) -> None:
    """Fills the target with the part `box` out of a picture of the part `source`; what that does not show becomes deep sea."""
    size, scale = target.get_size(), whole.get_width() / source.width
    zoom = size[0] / (box.width * scale)
    # whole pixels of the source, so that what is cut off may stand out of the target by less than one of them
    left, top = max(0, int((box.x - source.x) * scale)), max(0, int((box.y - source.y) * scale))
    right = min(whole.get_width(), int((box.x + box.width - source.x) * scale) + 2)
    bottom = min(whole.get_height(), int((box.y + box.height - source.y) * scale) + 2)
    target.fill(SEA[0][1])
    if right <= left or bottom <= top:
        return
    part = whole.subsurface(pygame.Rect(left, top, right - left, bottom - top))
    wide = pygame.transform.scale(
        part, (max(1, round(part.get_width() * zoom)), max(1, round(part.get_height() * zoom)))
    )
    target.blit(
        wide, (round((left - (box.x - source.x) * scale) * zoom), round((top - (box.y - source.y) * scale) * zoom))
    )


def overlap(one: Box, other: Box) -> float:
    """The share of the other box that lies in the first one."""
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(wide, 0) * max(high, 0) / (other.width * other.height)


def _pen(size: Size) -> float:
    """Width of a line in pixels: one up to 1080 lines, then in proportion."""
    return max(1.0, size[1] / 1080)


def _seen(boxes: Floats, box: Box) -> NDArray[np.intp]:
    """The numbers of the shapes whose boxes touch the part of the map."""
    x0, y0, x1, y1 = boxes.T
    return np.flatnonzero((x1 >= box.x) & (x0 <= box.x + box.width) & (y1 >= box.y) & (y0 <= box.y + box.height))


def _clipped(points: Floats, size: Size) -> Floats:
    """A ring cut off a little outside a picture (Sutherland and Hodgman), so that filling it takes no more than it shows."""
    margin = 8.0
    for axis, limit, sign in ((0, -margin, 1), (0, size[0] + margin, -1), (1, -margin, 1), (1, size[1] + margin, -1)):
        if not len(points):
            break
        inside = sign * (points[:, axis] - limit) >= 0
        if inside.all():
            continue
        after, after_inside = np.roll(points, -1, axis=0), np.roll(inside, -1)
        crosses = inside != after_inside
        span = np.where(crosses, after[:, axis] - points[:, axis], 1.0)
        t = ((limit - points[:, axis]) / span)[:, None]
        crossing = points + t * (after - points)
        both = np.stack([points, crossing], axis=1)
        points = both[np.stack([inside, crosses], axis=1)]
    return points


def _numbered(size: Size) -> pygame.Surface:
    """A surface whose pixels are numbers 0 to 255."""
    surface = pygame.Surface(size, depth=8)
    surface.set_palette([(n, n, n) for n in range(256)])
    return surface


def _oversample(size: Size) -> int:
    return 2 if size[0] * size[1] <= SHARP else 1


def _smoothed(numbers: pygame.Surface, size: Size) -> pygame.Surface:
    """The colours of a surface of numbers, at the picture's size."""
    colours = numbers.convert(32)
    return colours if colours.get_size() == size else pygame.transform.smoothscale(colours, size)


def _grey(surface: pygame.Surface) -> Grey:
    """A copy of the strength of a grey surface, width × height."""
    return np.array(pygame.surfarray.pixels_green(surface))


def _share(strength: Grey, share: float) -> Grey:
    """A strength made weaker."""
    return np.round(np.arange(256) * share).astype(np.uint8)[strength]


def _from_grey(strength: Grey) -> pygame.Surface:
    """A surface whose pixels are the numbers of an array, width × height."""
    surface = _numbered((strength.shape[0], strength.shape[1]))
    pygame.surfarray.pixels2d(surface)[:] = strength
    return surface


def _blurred(strength: Grey, size: Size, radius: float) -> Grey:
    """A soft version, worked out on a quarter of the size where the radius allows: width × height."""
    step = 8 if radius >= 32 else 4 if radius >= 8 else 2 if radius >= 4 else 1
    # beyond its rim the picture goes on as it ends, so that coasts do not dim there
    margin = int(radius / step * 3) + 1
    small = pygame.transform.smoothscale(_from_grey(strength).convert(24), (-(-size[0] // step), -(-size[1] // step)))
    wide = np.pad(_grey(small), margin, mode="edge")
    soft = _from_grey(wide).convert(24)
    for _ in range(2):
        soft = pygame.transform.box_blur(soft, max(1, round(radius / step)))
    inner = pygame.Rect((margin, margin), small.get_size())
    return _grey(pygame.transform.smoothscale(soft.subsurface(inner), size))


def _sea(near: Grey, wide: Grey, box: Box, size: Size) -> pygame.Surface:
    """The sea: brighter the nearer land is, with meridians and parallels."""
    # along a straight coast each of the two is a half
    glow = _from_grey(
        np.minimum(near.astype(np.uint16) * 4 // 5 + wide.astype(np.uint16) * 4 // 5, 255).astype(np.uint8)
    )
    at = np.linspace(0, 1, 256)
    stops = [stop for stop, _ in SEA]
    channels = [np.interp(at, stops, [colour[c] for _, colour in SEA]) for c in range(3)]
    glow.set_palette([tuple(int(c[n]) for c in channels) for n in range(256)])
    sea = glow.convert(24)
    scale = size[0] / box.width
    lines = pygame.Surface(size, pygame.SRCALPHA)
    colour = (*GRATICULE[0], round(255 * GRATICULE[1]))
    every = 10 if scale < 14 else 5
    width = round(_pen(size))
    for x in project(np.arange(every * np.ceil(WEST / every), EAST + 1, every), 0)[0]:
        at_x = round((float(x) - box.x) * scale)
        pygame.draw.line(lines, colour, (at_x, 0), (at_x, size[1]), width)
    for y in project(0, np.arange(every * np.ceil(SOUTH / every), NORTH + 1, every))[1]:
        at_y = round((float(y) - box.y) * scale)
        pygame.draw.line(lines, colour, (0, at_y), (size[0], at_y), width)
    sea.blit(lines, (0, 0))
    # off the board there is nothing
    frame = pygame.Rect(round(-box.x * scale), round(-box.y * scale), round(WIDTH * scale), round(HEIGHT * scale))
    if not frame.contains(sea.get_rect()):
        rest = sea.subsurface(frame.clip(sea.get_rect())).copy()
        sea.fill(SEA[0][1])
        sea.blit(rest, frame.clip(sea.get_rect()))
    return sea


def _relief(near: Grey, wide: Grey, size: Size) -> pygame.Surface:
    """A grey picture to multiply land with: bright along coasts, most along north-western ones, dimmer far inland."""
    soft = near.astype(np.int16)
    step = max(1, round(0.003 * size[1]))
    slope = np.zeros_like(soft)
    slope[step:-step, step:-step] = soft[2 * step :, 2 * step :] - soft[: -2 * step, : -2 * step]
    shade = 206 + slope // 7 + (255 - soft) // 9 + (255 - wide.astype(np.int16)) // 5
    return _from_grey(np.clip(shade, 120, 255).astype(np.uint8)).convert(32)


def _stroke(mask: pygame.Surface, points: Floats, width: float) -> None:
    """A smooth white line through points × (x, y) in pixels."""
    if width < 1.5:
        pygame.draw.aalines(mask, (255, 255, 255), False, points)
        return
    for a, b in pairwise(points):
        pygame.draw.aaline(mask, (255, 255, 255), a, b, round(width))


def _with_alpha(surface: pygame.Surface, alpha: Grey) -> pygame.Surface:
    """A copy with transparency, width × height of 0 to 255."""
    copy = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    copy.blit(surface, (0, 0))
    pygame.surfarray.pixels_alpha(copy)[:] = alpha
    return copy
