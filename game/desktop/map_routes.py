"""Lines on the map: trade as arcs as wide as its money, minerals and energy along their sea lanes, and what flows on them.

Points of lines are points × (x, y): in map units in a `Way`, in pixels where they are drawn.

>>> round(width_of_money(330.0) / width_of_money(165.0), 1)
2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame
from numpy.typing import NDArray

from game.presenter.chart import Chart, Route

from .kit import theme
from .kit.theme import Colour
from .map_data import Box, MapData, located

Floats = NDArray[np.float64]

MONEY = 0.026  # units of width for a billion dollars a year
THIN, WIDEST = 1.3, 14.0
UNKNOWN = 1.3  # width where nobody may know the amount
MINERALS: Colour = (206, 166, 250)
ENERGY: Colour = (255, 170, 112)
CASING: Colour = theme.NIGHT

# where an arc of trade ends: in degrees; and how far it bulges, as a share of its length (positive: to the right of its way)
ENDS: dict[str, tuple[float, float]] = {
    "japan": (138.6, 36.0), "china": (107.5, 36.5), "usa": (283.0, 38.9), "india": (79.5, 22.5),
    "australia": (132.5, -18.5), "korea": (127.6, 36.6), "europe": (4.4, 50.9), "vietnam": (106.5, 16.0),
    "africa": (26.0, -8.0), "gulf": (51.0, 25.0),
}  # fmt: skip
BULGE = {"china": 0.2, "usa": -0.13, "india": -0.24}
# a way of the chart -> sea lanes of the map
LANES = {
    "rare_earths_china": "rare_earth_china", "rare_earths_australia": "rare_earth_australia",
    "rare_earths_africa": "minerals_africa", "lng_usa": "lng_us_gulf", "lng_gulf": "lng_gulf",
}  # fmt: skip
ASIDE = {"energy": 1.6, "minerals": -1.6}  # units by which lanes that share their way lie beside each other


def width_of_money(billions: float) -> float:
    """How wide an arc is, in units, for billion dollars a year: in proportion, between what can be seen and what fits.

    >>> width_of_money(float("nan")) == UNKNOWN
    True
    """
    if billions != billions:
        return UNKNOWN
    return min(max(billions * MONEY, THIN), WIDEST)


@dataclass(frozen=True, eq=False)
class Way:
    """A line to draw: a route of the chart, its points in map units, colour and width in units. `both`: goods go both
    ways; `dash`: solid, dashed or dotted, so that the kind is told by more than its colour."""

    route: Route
    points: Floats
    colour: Colour
    width: float
    dash: str
    both: bool
    aside: float = 0.0


def other_end(route: Route) -> str:
    """Who is at the end that is not Japan."""
    return route.end if route.start == "japan" else route.start


def ways(chart: Chart, data: MapData, layers: Sequence[str]) -> list[Way]:
    """The lines of the kinds in `layers`, thinnest last so that none hides another; ways between places that the map does
    not know are left out."""
    found: list[Way] = []
    for route in chart.routes:
        if route.kind not in layers:
            continue
        if route.kind == "trade":
            if route.start not in ENDS or route.end not in ENDS:
                continue
            power = theme.power(other_end(route))
            amount = route.money.number if route.money is not None else float("nan")
            found.append(Way(route, arc(route), power.colour, width_of_money(amount), "solid", True))
            continue
        colour, dash = (ENERGY, "dotted") if route.kind == "energy" else (MINERALS, "dashed")
        points = lane(route, data)
        if points is not None:
            found.append(Way(route, points, colour, width_of_share(route), dash, False, ASIDE.get(route.kind, 0.0)))
    return sorted(found, key=lambda w: -w.width)


def arc(route: Route) -> Floats:
    """A bow from one end to the other, 49 points."""
    a, b = np.array(located(*ENDS[route.start])), np.array(located(*ENDS[route.end]))
    along = b - a
    across = np.array([-along[1], along[0]])
    middle = (a + b) / 2 + across * BULGE.get(other_end(route), 0.18)
    t = np.linspace(0, 1, 49)[:, None]
    return (1 - t) ** 2 * a + 2 * t * (1 - t) * middle + t**2 * b


def lane(route: Route, data: MapData) -> Floats | None:
    """The sea lane of a route, in the direction of the goods; a bow where the map has none."""
    way = data.routes.get(LANES.get(route.id, ""))
    if way is not None:
        return np.concatenate([way.land, way.sea]) if len(way.land) else way.sea
    return arc(route) if route.start in ENDS and route.end in ENDS else None


def width_of_share(route: Route) -> float:
    """How wide a lane is: by where its figure stands within its range."""
    reading, low, high = route.main, route.main.low, route.main.high
    if not reading.value.known or low is None or high is None or high <= low:
        return UNKNOWN
    return 1.6 + 1.8 * min(1.0, max(0.0, (reading.value.number - low) / (high - low)))


# --- in pixels --------------------------------------------------------------------------------------------------------


def on_screen(way: Way, box: Box, scale: float, unit: float) -> Floats:
    """A way in pixels of the map's own surface, evenly spaced by two pixels; `scale` is pixels to a map unit."""
    points = (way.points - (box.x, box.y)) * scale
    even = spaced(points, 2.0)
    return shifted(even, way.aside * unit) if way.aside else even


def spaced(points: Floats, step: float) -> Floats:
    """The same line with points every `step` along it.

    >>> spaced(np.array([[0.0, 0.0], [10.0, 0.0]]), 5.0).tolist()
    [[0.0, 0.0], [5.0, 0.0], [10.0, 0.0]]
    """
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    count = max(2, int(far[-1] / step) + 1)
    at = np.linspace(0, far[-1], count)
    return np.stack([np.interp(at, far, points[:, 0]), np.interp(at, far, points[:, 1])], axis=1)


def normals(points: Floats) -> Floats:
    """The direction to the right of a line at each of its points, of length 1."""
    way = np.gradient(points, axis=0)
    return np.stack([-way[:, 1], way[:, 0]], axis=1) / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]


def shifted(points: Floats, by: float) -> Floats:
    """The line beside it."""
    return points + normals(points) * by


def seen(points: Floats, size: tuple[int, int], margin: float) -> Floats:
    """The longest run of points in the picture or near it."""
    inside = ((points >= -margin) & (points <= np.array(size) + margin)).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
    if not len(edges):
        return points[:0]
    runs = edges.reshape(-1, 2)
    first, last = runs[np.argmax(runs[:, 1] - runs[:, 0])]
    return points[first:last]


def ribbon(surface: pygame.Surface, points: Floats, across: Floats, width: float, colour: Colour) -> None:
    """A smooth band through the points; `across` are their normals."""
    if len(points) < 2:
        return
    side = across * (width / 2)
    outline = np.concatenate([points + side, (points - side)[::-1]])
    if width >= 2.5:
        pygame.draw.polygon(surface, colour, outline)
    pygame.draw.aalines(surface, colour, True, outline)
    if width < 2.5:
        pygame.draw.aalines(surface, colour, False, points)


def paint(surface: pygame.Surface, way: Way, points: Floats, unit: float) -> None:
    """Draws a way through points in pixels, two pixels apart, with a dark rim and an arrow or two for its direction."""
    line = seen(points, surface.get_size(), 40 * unit)
    if len(line) < 4:
        return
    width, across = max(1.2, way.width * unit), normals(line)
    if way.dash == "dotted":
        for x, y in line[:: max(2, round(2.9 * unit))]:
            pygame.draw.aacircle(surface, CASING, (x, y), width * 0.75 + unit * 0.8)
            pygame.draw.aacircle(surface, way.colour, (x, y), width * 0.75)
    elif way.dash == "dashed":
        dash, rest = max(2, round(4.2 * unit)), max(2, round(2.6 * unit))
        for first in range(0, len(line) - 2, dash + rest):
            part, side = line[first : first + dash + 1], across[first : first + dash + 1]
            ribbon(surface, part, side, width + 1.6 * unit, CASING)
            ribbon(surface, part, side, width, way.colour)
    else:
        ribbon(surface, line, across, width + 2.2 * unit, CASING)
        ribbon(surface, line, across, width, theme.blend(CASING, way.colour, 0.86))
    for share in (0.36, 0.7) if way.both else (0.45, 0.8):
        arrow(surface, way, line, share, unit, backwards=way.both and share < 0.5)


def arrow(surface: pygame.Surface, way: Way, line: Floats, share: float, unit: float, backwards: bool) -> None:
    """The point of an arrow at a share of the line."""
    i = min(len(line) - 2, max(1, round(share * (len(line) - 1))))
    ahead = line[i + 1] - line[i - 1]
    ahead = ahead / max(float(np.hypot(*ahead)), 1e-9) * (-1 if backwards else 1)
    across = np.array([-ahead[1], ahead[0]])
    size = (2.4 + way.width * 0.3) * unit
    corners = [
        line[i] + ahead * size * 1.2,
        line[i] - ahead * size * 0.6 + across * size,
        line[i] - ahead * size * 0.6 - across * size,
    ]
    pygame.draw.polygon(surface, theme.blend(way.colour, theme.LIGHT, 0.55), corners)
    pygame.draw.aalines(surface, CASING, True, corners)
