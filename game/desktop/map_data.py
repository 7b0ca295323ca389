"""The map as numbers: shapes, names, seas, ports and routes, in map units, read once from `assets/map`.

**Map units.** x runs east, y runs south, both from the north-west corner of the board; one unit is a degree of longitude in
Asia. x depends on the longitude alone and y on the latitude alone, so meridians and parallels are straight and the board
is filled to its corners. Between 70 and 152 degrees east and up to 42 degrees of latitude the map is Mercator's, shapes
are true there; further away degrees get narrower, so that Europe, Africa and America find room at the rims.

>>> x, y = project(139.76, 35.68)
>>> [round(float(v), 1) for v in unproject(x, y)]
[139.8, 35.7]
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "map"
Floats = NDArray[np.float64]
Names = Mapping[str, str]  # "ja" and "en" -> words

SEAM = -26.0  # degrees east: where the world is cut, in the Atlantic; places west of it count on beyond 180
WEST, SOUTH, EAST, NORTH = -13.0, -47.0, 303.0, 72.0  # the board in degrees

# Width of a degree of longitude, and height of a degree of latitude over that of Mercator's, at these places; straight
# lines between them. Chosen by eye: Asia large, both rims to be recognised.
_WIDTHS = (
    (-26, 40, 70, 152, 178, 186, 222, 238, 292, 304, 335),
    (0.66, 0.66, 1, 1, 0.55, 0.4, 0.4, 0.8, 0.8, 0.5, 0.4),
)
_HEIGHTS = ((-85, -47, -35, 42, 60, 72, 85), (0.3, 0.7, 1, 1, 0.62, 0.4, 0.2))
_STEP = 0.25  # degrees between the rows of the tables below


def _sums(first: float, last: float, slope: ArrayLike) -> tuple[Floats, Floats]:
    """Degrees from `first` to `last`, and the map units up to each: the integral of the slope, by trapezoids."""
    degrees = np.arange(first, last + _STEP / 2, _STEP)
    s = np.asarray(slope, float)
    return degrees, np.concatenate([[0.0], np.cumsum((s[1:] + s[:-1]) * (_STEP / 2))])


_LON, _X = _sums(SEAM, 335, np.interp(np.arange(SEAM, 335 + _STEP / 2, _STEP), *_WIDTHS))
_X -= np.interp(WEST, _LON, _X)
_GRID = np.arange(-85, 85 + _STEP / 2, _STEP)
_LAT, _Y = _sums(-85, 85, np.interp(_GRID, *_HEIGHTS) / np.cos(np.radians(_GRID)))
_Y = np.interp(NORTH, _LAT, _Y) - _Y

WIDTH, HEIGHT = float(np.interp(EAST, _LON, _X)), float(np.interp(SOUTH, _LAT, _Y))  # of the board, in map units


def project(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Map units of places in degrees, of any shape; beyond the board too, up to 85 degrees of latitude.

    >>> [round(float(v)) for v in project(-13, 72)]
    [0, 0]
    """
    east = np.asarray(lon, float)
    east = np.where(east < SEAM, east + 360, east)
    return np.interp(east, _LON, _X), np.interp(np.asarray(lat, float), _LAT, _Y)


def unproject(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Degrees of places in map units; the longitude counts on beyond 180 east of the date line."""
    return np.interp(np.asarray(x, float), _X, _LON), np.interp(-np.asarray(y, float), -_Y, _LAT)


def located(lon: float, lat: float) -> tuple[float, float]:
    """The map units of one place in degrees, as plain numbers."""
    x, y = project(lon, lat)
    return float(x), float(y)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map: its north-west corner and its size in map units."""

    x: float
    y: float
    width: float
    height: float

    def fitted(self, width: float, height: float) -> Box:
        """The smallest box around this one with the shape of a picture of that size, kept on the board where it fits.

        >>> board().fitted(1280, 720).contains(board())
        True
        """
        scale = min(width / self.width, height / self.height)
        wide, high = width / scale, height / scale
        x, y = self.x - (wide - self.width) / 2, self.y - (high - self.height) / 2
        x = min(max(x, 0), WIDTH - wide) if wide <= WIDTH else (WIDTH - wide) / 2
        y = min(max(y, 0), HEIGHT - high) if high <= HEIGHT else (HEIGHT - high) / 2
        return Box(x, y, wide, high)

    def contains(self, other: Box) -> bool:
        """Whether the other box lies within this one, to a thousandth of a unit."""
        inside = self.x <= other.x + 1e-3 and self.y <= other.y + 1e-3
        return (
            inside
            and self.x + self.width >= other.x + other.width - 1e-3
            and (self.y + self.height >= other.y + other.height - 1e-3)
        )


def board() -> Box:
    """The whole board."""
    return Box(0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or an area cut out of one. `at` is where its label goes; `area` is in square map units."""

    id: str
    iso: str
    name: Names
    at: tuple[float, float]
    area: float
    named: bool  # whether the game has names for it; the source's English name stands in both languages otherwise


@dataclass(frozen=True, slots=True)
class Place:
    """A point: a zone of the pack, a sea, a port, a strait, a disputed spot. `reach` is a radius in map units or 0."""

    id: str
    kind: str
    name: Names
    at: tuple[float, float]
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Route:
    """A way of goods. `land` and `sea` are points × (x, y) in map units, smoothed, in the direction of the goods."""

    id: str
    goods: str
    name: Names
    land: Floats
    sea: Floats
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """What is disputed and large enough to be seen: a country's id, or an outline as points × (x, y)."""

    id: str
    name: Names
    country: str
    outline: Floats | None


@dataclass(frozen=True, slots=True)
class Detail:
    """All shapes at one level of detail.

    `lines`: for each line points × (x, y) in map units; `border`: for each line whether land lies on both sides of it
    (True) or the sea on one (False). `rings`: for each ring points × (x, y), closed without repeating the first, largest
    first; `owner`: for each ring the number of its country in `MapData.countries`, or -1 for water within land.
    `boxes` and `line_boxes`: their least x, least y, greatest x, greatest y.
    """

    lines: tuple[Floats, ...]
    border: NDArray[np.bool_]
    line_boxes: Floats
    rings: tuple[Floats, ...]
    owner: NDArray[np.int64]
    boxes: Floats


@dataclass(frozen=True)
class MapData:
    """Everything that stands on the map; `load()` gives the one of this program."""

    credit: Names
    countries: tuple[Country, ...]
    views: Mapping[str, Box]
    view_names: Mapping[str, Names]
    partners: Mapping[str, tuple[str, ...]]
    zones: Mapping[str, Place]
    seas: Mapping[str, Place]
    places: Mapping[str, Place]
    spots: Mapping[str, Place]
    routes: Mapping[str, Route]
    areas: Mapping[str, Area]

    def number(self, country: str) -> int:
        """The number of a country in `countries`.

        :raises KeyError: for an id that is not on the map.
        """
        return _numbers()[country]

    def detail(self, scale: float) -> Detail:
        """The level of detail for a picture with `scale` pixels to a map unit: what it leaves out is below half a pixel."""
        return _detail(0 if scale <= 5 else 1 if scale <= 16 else 2)

    def country_at(self, x: float, y: float) -> str | None:
        """The id of the country under a point in map units; None at sea.

        >>> load().country_at(*located(103, 30)), load().country_at(*located(170, 20))
        ('cn', None)
        """
        detail, found = _detail(1), None
        low_x, low_y, high_x, high_y = detail.boxes.T
        for ring in np.flatnonzero((low_x <= x) & (x <= high_x) & (low_y <= y) & (y <= high_y)):
            if inside(detail.rings[ring], x, y):
                found = int(detail.owner[ring])  # smaller rings come later and lie on top
        return None if found is None or found < 0 else self.countries[found].id


def inside(ring: Floats, x: float, y: float) -> bool:
    """Whether a point lies within a closed ring of points × (x, y): a ray from it crosses the ring an odd number of times."""
    x0, y0 = ring.T
    x1, y1 = np.roll(ring, -1, axis=0).T
    crosses = (y0 > y) != (y1 > y)
    at = x0[crosses] + (y - y0[crosses]) / (y1[crosses] - y0[crosses]) * (x1[crosses] - x0[crosses])
    return bool(np.count_nonzero(at > x) % 2)


def smoothed(points: Floats, rounds: int = 2) -> Floats:
    """A line with its corners cut (Chaikin's way), points × (x, y); both ends stay.

    >>> smoothed(np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]]), 1).tolist()
    [[0.0, 0.0], [3.0, 0.0], [4.0, 1.0], [4.0, 4.0]]
    """
    for _ in range(rounds):
        if len(points) < 3:
            break
        a, b = points[:-1], points[1:]
        cut = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], axis=1).reshape(-1, 2)
        points = np.concatenate([points[:1], cut[1:-1], points[-1:]])
    return points


def _projected(points: Sequence[Sequence[float]]) -> Floats:
    table = np.array(points, float).reshape(-1, 2)
    return np.stack(project(table[:, 0], table[:, 1]), axis=1)


def _box(west: float, south: float, east: float, north: float) -> Box:
    (x0, y0), (x1, y1) = located(west, north), located(east, south)
    return Box(x0, y0, x1 - x0, y1 - y0)


def _boxes(shapes: Sequence[Floats]) -> Floats:
    starts = np.cumsum([0, *map(len, shapes)])[:-1]
    points = np.concatenate(shapes)
    least, greatest = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return np.concatenate([least, greatest], axis=1)


def places_file() -> dict[str, Any]:
    """What `places.toml` holds, as it stands there."""
    return tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))


@cache
def _stored() -> dict[str, NDArray[Any]]:
    """The arrays of `world.npz`; tools/make_map.py writes them. Steps from point to point are summed up here."""
    with np.load(FOLDER / "world.npz") as file:
        world = {name: file[name] for name in file.files}
    steps = np.stack([world.pop("dx"), world.pop("dy")], axis=1).astype(np.int64)
    world["points"] = np.cumsum(steps, axis=0) * float(world["unit"]) + world["origin"]
    return world


@cache
def _detail(level: int) -> Detail:
    """The shapes at a level, coarsest 0 to finest 2: a point stored with level k belongs to k and to all finer ones."""
    world = _stored()
    keep = world["level"] <= level
    points = world["points"][keep]
    ends = np.concatenate([[0], np.cumsum(keep)])[world["line_starts"]]
    lines = [points[a:b] for a, b in pairwise(ends)]
    rings: list[Floats] = []
    starts, members = world["ring_starts"], world["members"]
    for a, b in pairwise(starts):
        # a line that is walked backwards has the number ~n; neighbours share their end points
        parts = [lines[n] if n >= 0 else lines[~n][::-1] for n in members[a:b]]
        rings.append(np.concatenate([part[:-1] for part in parts]))
    owner = world["owner"].astype(np.int64)
    return Detail(tuple(lines), world["border"], _boxes(lines), tuple(rings), owner, _boxes(rings))


@cache
def load() -> MapData:
    """The map, read from `assets/map` at the first call.

    :raises FileNotFoundError: where the folder is not complete.
    """
    file = places_file()
    table = json.loads(bytes(_stored()["countries"]).decode("utf-8"))
    countries: list[Country] = []
    for row in table:
        entry = file["country"].get(row["id"]) or file["area"].get(row["id"]) or {}
        at = located(*entry["at"]) if "at" in entry else (row["at"][0], row["at"][1])
        name = entry.get("name", {"ja": row["name"], "en": row["name"]})
        countries.append(Country(row["id"], row["iso"], name, at, row["area"], bool(entry)))

    def points(section: str) -> dict[str, Place]:
        return {
            name: Place(
                name, entry.get("kind", section), entry["name"], located(*entry["at"]), float(entry.get("reach", 0))
            )
            for name, entry in file[section].items()
        }

    areas = {
        name: Area(
            name,
            entry["name"],
            "" if "outline" in entry else entry.get("country", name),
            _projected(entry["outline"]) if "outline" in entry else None,
        )
        for name, entry in file["area"].items()
    }
    routes = {
        name: Route(
            name,
            entry["goods"],
            entry["name"],
            _projected(entry.get("land", [])),
            smoothed(_projected(entry["sea"])),
            tuple(entry.get("through", ())),
        )
        for name, entry in file["route"].items()
    }
    return MapData(
        credit=file["credit"],
        countries=tuple(countries),
        views={name: _box(*entry["box"]) for name, entry in file["view"].items()},
        view_names={name: entry["title"] for name, entry in file["view"].items()},
        partners={name: tuple(members) for name, members in file["partner"].items()},
        zones=points("zone"),
        seas=points("sea"),
        places=points("place"),
        spots=points("spot"),
        routes=routes,
        areas=areas,
    )


@cache
def _numbers() -> dict[str, int]:
    return {country.id: number for number, country in enumerate(load().countries)}
