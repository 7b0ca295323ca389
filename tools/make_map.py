"""Makes assets/map/world.npz: python tools/make_map.py ATLAS_PACKAGE

ATLAS_PACKAGE is the unpacked npm package that assets/README.md names. Reads its borders, projects them for the board
(game/desktop/map_data.py says how), and notes for each point from which level of detail on it is drawn. Borders that two
countries share are one line, thinned out once, so no gap opens between neighbours at any level. The same package and
assets/map/places.toml give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from game.desktop.map_data import FOLDER, NORTH, SOUTH, WIDTH, Floats, places_file, project  # noqa: E402

UNIT = 1 / 256  # map units of a stored step: a seventh of a pixel at the closest view
# A point that lies this close to the line without it, in map units, is left out of the level: half a pixel where it is used.
TOLERANCES = (0.1, 0.03, 0.008)
ANTARCTICA, GREENLAND = "010", "304"  # south of the board; cut by the seam


@dataclass
class Shape:
    """A country while it is put together: rings of signed line numbers, outer ones and holes."""

    id: str
    iso: str
    name: str
    rings: list[list[int]] = field(default_factory=list)
    holes: list[list[int]] = field(default_factory=list)


def decode(atlas: Mapping[str, Any]) -> list[Floats]:
    """The lines of a TopoJSON file as points × (longitude, latitude) in degrees."""
    scale, origin = np.array(atlas["transform"]["scale"]), np.array(atlas["transform"]["translate"])
    return [np.cumsum(np.array(arc, float), axis=0) * scale + origin for arc in atlas["arcs"]]


def shapes(atlas: Mapping[str, Any], places: Mapping[str, Any]) -> list[Shape]:
    """Countries with the ids that the game uses: small letters where places.toml names them, the number otherwise."""
    ids = {entry["iso"]: name for name, entry in places["country"].items()} | places["part"]
    found: dict[str, Shape] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        iso, name = geometry.get("id", ""), geometry["properties"]["name"]
        if iso in {ANTARCTICA, GREENLAND}:
            continue
        key = ids.get(iso, iso) or name.lower().replace(" ", "_").replace(".", "")
        shape = found.setdefault(key, Shape(key, iso, name))
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            shape.rings.append(polygon[0])
            shape.holes += polygon[1:]
    missing = set(places["country"]) - set(found)
    if missing:
        sys.exit(f"The package has no country for {sorted(missing)} of assets/map/places.toml.")
    return list(found.values())


def cut_areas(countries: list[Shape], lines: list[Floats], places: Mapping[str, Any]) -> None:
    """Take the islands that an area of places.toml asks for out of their country and make them a shape of their own."""
    for name, area in places["area"].items():
        if "cut" not in area:
            continue
        west, south, east, north = area["cut"]["box"]
        country = next(shape for shape in countries if shape.id == area["cut"]["country"])
        inside: list[list[int]] = []
        for ring in country.rings:
            lon, lat = np.concatenate([lines[n if n >= 0 else ~n] for n in ring]).T
            if lon.min() >= west and lon.max() <= east and lat.min() >= south and lat.max() <= north:
                inside.append(ring)
        if not inside:
            sys.exit(f"No island of {country.id} lies in the box of area {name}.")
        country.rings = [ring for ring in country.rings if ring not in inside]
        countries.append(Shape(name, "", area["name"]["en"], inside))


def importance(line: Floats) -> Floats:
    """For each point how far, in map units, the line would move without it (Douglas and Peucker); ends count as infinite.

    A point never counts more than the one that its part was split at, so that coarse levels are parts of finer ones.
    """
    weight = np.full(len(line), np.inf)
    parts = [(0, len(line) - 1, np.inf)]
    if len(line) > 3 and np.allclose(line[0], line[-1]):  # a closed line: split where it is farthest from its end
        far = int(np.argmax(((line - line[0]) ** 2).sum(axis=1)))
        parts = [(0, far, np.inf), (far, len(line) - 1, np.inf)]
        # an island keeps three corners at least
        chord = line[far] - line[0]
        away = np.abs((line[:, 0] - line[0, 0]) * chord[1] - (line[:, 1] - line[0, 1]) * chord[0])
        third = int(np.argmax(away))
        if 0 < third < len(line) - 1 and third != far:
            a, b = sorted((far, third))
            parts = [(0, a, np.inf), (a, b, np.inf), (b, len(line) - 1, np.inf)]
    while parts:
        first, last, limit = parts.pop()
        if last - first < 2:
            continue
        chord, middle = line[last] - line[first], line[first + 1 : last]
        length = float(np.hypot(*chord))
        offset = middle - line[first]
        if length > 0:
            # distance to the stretch, not to the endless line: a headland beyond its end counts in full
            along = np.clip((offset @ chord) / length**2, 0, 1)
            offset = offset - along[:, None] * chord
        distance = np.hypot(offset[:, 0], offset[:, 1])
        at = int(np.argmax(distance))
        split, here = first + 1 + at, min(float(distance[at]), limit)
        weight[split] = here
        parts += [(first, split, here), (split, last, here)]
    return weight


def ring_points(ring: Iterable[int], lines: list[Floats]) -> Floats:
    """A ring's points in order, its end not repeated."""
    return np.concatenate([(lines[n] if n >= 0 else lines[~n][::-1])[:-1] for n in ring])


def area_and_centre(points: Floats) -> tuple[float, float, float]:
    """The area of a ring without its sign, and its centre of gravity."""
    origin = points[0]
    x, y = (points - origin).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return 0.0, float(points[:, 0].mean()), float(points[:, 1].mean())
    cx, cy = ((x + np.roll(x, -1)) * cross).sum() / (6 * area), ((y + np.roll(y, -1)) * cross).sum() / (6 * area)
    return abs(float(area)), float(cx + origin[0]), float(cy + origin[1])


def write(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """An .npz with the same bytes for the same arrays: numpy would put the time of writing into it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.asarray(array, order="C"), version=(1, 0), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED
            )


def build(atlas: Mapping[str, Any], places: Mapping[str, Any]) -> dict[str, np.ndarray[Any, Any]]:
    """All arrays of world.npz; map_data.py reads them."""
    degrees = decode(atlas)
    countries = shapes(atlas, places)
    cut_areas(countries, degrees, places)
    lines = [np.round(np.stack(project(*line.T), axis=1) / UNIT) * UNIT for line in degrees]

    top, bottom = (float(project(0, lat)[1]) for lat in (NORTH, SOUTH))
    rings: list[tuple[float, bool, int, list[int]]] = []
    table: list[dict[str, Any]] = []
    for number, shape in enumerate(countries):
        sizes = [area_and_centre(ring_points(ring, lines)) for ring in shape.rings]
        largest = max(sizes)
        row = {"id": shape.id, "iso": shape.iso, "name": shape.name, "area": round(sum(s[0] for s in sizes), 3)}
        table.append({**row, "at": [round(largest[1], 2), round(largest[2], 2)]})
        for ring, hole in [*((r, False) for r in shape.rings), *((r, True) for r in shape.holes)]:
            points = ring_points(ring, lines)
            (left, north), (right, south) = points.min(axis=0), points.max(axis=0)
            if right < -2 or left > WIDTH + 2 or south < top - 2 or north > bottom + 2:
                continue  # never on the board
            rings.append((area_and_centre(points)[0], hole, number, ring))
    # large ones are drawn first; water within land before the land that lies in it
    rings.sort(key=lambda entry: (-entry[0], not entry[1]))

    used = sorted({n if n >= 0 else ~n for *_, ring in rings for n in ring})
    place = {old: new for new, old in enumerate(used)}
    users: dict[int, set[int]] = {n: set() for n in used}
    for *_, owner, ring in rings:  # a hole may be a country (Lesotho) or a lake, which nobody shares
        for n in ring:
            users[n if n >= 0 else ~n].add(owner)
    border = np.array([len(users[n]) > 1 for n in used])

    stored: list[np.ndarray] = []
    levels: list[np.ndarray] = []
    for n in used:
        weight = importance(lines[n])
        keep = weight > TOLERANCES[2]
        stored.append(np.round(lines[n][keep] / UNIT).astype(np.int64))
        levels.append(
            (2 - (weight[keep] > TOLERANCES[1]).astype(int) - (weight[keep] > TOLERANCES[0])).astype(np.uint8)
        )
    points = np.concatenate(stored)
    deltas = np.diff(points, axis=0, prepend=points[:1])
    members = [place[n] if n >= 0 else ~place[~n] for *_, ring in rings for n in ring]
    return {
        "unit": np.array(UNIT),
        "origin": points[0] * UNIT,
        "dx": deltas[:, 0].astype(np.int32),
        "dy": deltas[:, 1].astype(np.int32),
        "level": np.concatenate(levels),
        "line_starts": np.cumsum([0, *map(len, stored)]).astype(np.int32),
        "border": border,
        "members": np.array(members, np.int32),
        "ring_starts": np.cumsum([0, *(len(ring) for *_, ring in rings)]).astype(np.int32),
        "owner": np.array([-1 if hole else owner for _, hole, owner, _ in rings], np.int16),
        "countries": np.frombuffer(json.dumps(table, ensure_ascii=False).encode("utf-8"), np.uint8),
    }


def main() -> None:
    """Reads the package, writes the map and the package's licence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("atlas", type=Path)
    package = parser.parse_args().atlas
    source = package / "countries-50m.json"
    if not source.is_file():
        sys.exit(f"{package}: no file countries-50m.json here; give the folder of the unpacked package.")
    arrays = build(json.loads(source.read_text(encoding="utf-8")), places_file())
    write(FOLDER / "world.npz", arrays)
    licence = (package / "LICENSE").read_text(encoding="utf-8").strip()
    text = f"The shapes are from Natural Earth, which is in the public domain. They were read from a package with this licence:\n\n{licence}\n"
    (FOLDER / "LICENCE.txt").write_text(text, encoding="utf-8", newline="\n")
    counts = [int((arrays["level"] <= level).sum()) for level in range(3)]
    print(
        f"world.npz: {len(arrays['owner'])} rings, points {counts}, {(FOLDER / 'world.npz').stat().st_size / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main()
