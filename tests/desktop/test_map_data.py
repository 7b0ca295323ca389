"""The map's shapes fit together, its names have both languages, and ships do not sail over land."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from game.desktop import map_data
from game.desktop.map_data import HEIGHT, WIDTH, Box, board, inside, load, located, places_file, project, unproject
from game.pack import Pack

ROOT = Path(__file__).resolve().parents[2]
SCALES = [3.0, 10.0, 30.0]  # pixels to a map unit: one for each level of detail


def area(ring: np.ndarray) -> float:
    """Of a closed ring of points × (x, y), with its sign."""
    x, y = ring.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def test_projection_runs_east_and_south_and_comes_back():
    lon = np.linspace(-25, 333, 300)
    lat = np.linspace(84, -84, 300)
    x, y = project(lon, lat)
    assert (np.diff(x) > 0).all()
    assert (np.diff(y) > 0).all()
    back = unproject(x, y)
    assert np.allclose(back[0], lon, atol=1e-9)
    assert np.allclose(back[1], lat, atol=1e-9)


def test_projection_counts_on_beyond_the_date_line():
    assert project(-150, 60)[0] == pytest.approx(project(210, 60)[0])
    assert project(-10, 40)[0] < project(10, 40)[0] < project(140, 40)[0] < project(-120, 40)[0]


@pytest.mark.parametrize(("lon", "lat"), [(139.8, 35.7), (121.5, 25), (105.8, 21), (77.2, 28.6), (133, -25), (76, 10)])
def test_shapes_are_true_in_asia_and_australia(lon: float, lat: float):
    """A small square on the ground, a tenth of a degree of latitude, stays a square."""
    wide = project(lon + 0.05 / np.cos(np.radians(lat)), lat)[0] - project(lon - 0.05 / np.cos(np.radians(lat)), lat)[0]
    high = project(lon, lat - 0.05)[1] - project(lon, lat + 0.05)[1]
    assert wide / high == pytest.approx(1, abs=0.02)


def test_board_has_the_shape_of_a_screen():
    assert pytest.approx(16 / 9, rel=0.02) == WIDTH / HEIGHT


@pytest.mark.parametrize("scale", SCALES)
def test_rings_are_closed_chains_of_lines_that_meet(scale: float):
    detail = load().detail(scale)
    assert len(detail.rings) == len(detail.owner) == len(detail.boxes) > 1000
    assert max(np.abs(np.diff(ring[:, 0], append=ring[0, 0])).max() for ring in detail.rings) < 40, (
        "a ring jumps the seam"
    )
    # to what thinning out has taken away
    sizes = [abs(area(ring)) for ring in load().detail(SCALES[-1]).rings]
    assert all(a > 0.95 * b - 0.02 for a, b in pairwise(sizes)), "smaller rings are drawn on top of larger ones"


def test_coarser_levels_are_parts_of_finer_ones():
    coarse, middle, fine = (load().detail(scale) for scale in SCALES)
    assert sum(map(len, coarse.lines)) < sum(map(len, middle.lines)) < sum(map(len, fine.lines))
    for few, many in ((coarse, middle), (middle, fine)):
        for line, finer in zip(few.lines, many.lines, strict=True):
            assert {tuple(point) for point in line} <= {tuple(point) for point in finer}
            assert np.array_equal(line[[0, -1]], finer[[0, -1]]), "neighbouring lines no longer meet"


def test_levels_leave_out_less_than_half_a_pixel():
    data = load()
    fine = data.detail(30)
    for scale, largest in ((5.0, 5.0), (16.0, 16.0)):
        detail = data.detail(largest)
        assert detail is data.detail(scale)
        lost = max(
            max(distance(point, line) for point in finer)
            for line, finer in zip(detail.lines[::7], fine.lines[::7], strict=True)
        )
        assert lost * largest <= 0.51


def distance(point: np.ndarray, line: np.ndarray) -> float:
    """From a point to the nearest stretch of a line."""
    a, d = line[:-1], np.diff(line, axis=0)
    along = np.clip(((point - a) * d).sum(axis=1) / np.maximum((d**2).sum(axis=1), 1e-12), 0, 1)
    return float(np.hypot(*(a + along[:, None] * d - point).T).min())


def test_borders_are_shared_and_coasts_are_not():
    detail = load().detail(30)
    stored = map_data._stored()
    users: dict[int, set[int]] = {}
    for owner, (a, b) in zip(stored["owner"], pairwise(stored["ring_starts"]), strict=True):
        for n in stored["members"][a:b]:
            users.setdefault(int(n) if n >= 0 else ~int(n), set()).add(int(owner))
    assert {n for n, owners in users.items() if len(owners) > 1} == set(np.flatnonzero(detail.border).tolist())


def test_every_named_country_lies_under_its_label():
    data = load()
    named = [country for country in data.countries if country.named]
    assert len(named) == len(places_file()["country"]) + sum("cut" in area for area in places_file()["area"].values())
    for country in named:
        if country.id not in {"sg", "northern_territories"}:  # smaller than the way to their labels
            assert data.country_at(*country.at) == country.id
    assert len({country.id for country in data.countries}) == len(data.countries) <= 255


def test_countries_are_where_they_are_and_the_sea_is_sea():
    data = load()
    expected = {"jp": (138.5, 36), "tw": (121, 23.7), "cn": (114.17, 22.4), "us": (-150, 65), "ru": (-175, 66.5)}
    expected |= {"northern_territories": (147.9, 45.1), "426": (28.3, -29.6), "004": (66, 34)}
    assert {name: data.country_at(*located(*at)) for name, at in expected.items()} == {name: name for name in expected}
    for lon, lat in ((122.9, 29), (119.3, 24.2), (114, 13), (135, 39.5), (51.5, 41), (-150, 20), (-35, 40)):
        assert data.country_at(*located(lon, lat)) is None


def test_the_map_knows_what_the_pack_names():
    pack = Pack.load(ROOT / "rules" / "japan-2026")
    data = load()
    assert set(data.zones) == set(pack.sets["zone"])
    assert set(pack.sets["partner"]) <= set(data.partners)
    assert all(data.countries[data.number(country)].named for members in data.partners.values() for country in members)
    for name, zone in data.zones.items():
        title = pack.members["zone", name].title
        assert (zone.name["ja"], zone.name["en"]) == (title.ja, title.en)
        assert zone.reach > 0


def test_all_names_have_both_languages():
    data = load()
    entries = [*data.zones.values(), *data.seas.values(), *data.places.values(), *data.spots.values()]
    entries += [*data.routes.values(), *data.areas.values(), *(country for country in data.countries if country.named)]
    for names in (data.credit, *data.view_names.values(), *(entry.name for entry in entries)):
        assert set(names) == {"ja", "en"}
        assert all(names.values())
        assert names["en"].isascii()


def test_ships_stay_at_sea_except_in_the_canal():
    data = load()
    share = np.linspace(0, 1, 12, endpoint=False)[:, None]
    for route in data.routes.values():
        points = np.concatenate([a + (b - a) * share for a, b in pairwise(route.sea)])
        ashore = {data.country_at(x, y) for x, y in points} - {None}
        assert ashore <= ({"pa"} if "panama" in route.through else set()), route.id
        assert np.hypot(*(route.sea[-1] - data.places["yokohama"].at)) < 1.5


def test_routes_pass_through_the_straits_they_name():
    data = load()
    for route in data.routes.values():
        for strait in route.through:
            assert data.places[strait].kind == "strait"
            assert distance(np.array(data.places[strait].at), route.sea) < 0.8, (route.id, strait)
    named = {strait for route in data.routes.values() for strait in route.through}
    assert named == {name for name, place in data.places.items() if place.kind == "strait"}


def test_disputed_areas_are_marked_for_what_they_are():
    data = load()
    assert set(data.areas) == {"northern_territories", "taiwan", "kashmir", "india_china_east"}
    assert set(data.spots) == {"takeshima", "senkaku", "paracel", "spratly", "scarborough"}
    for area in data.areas.values():
        assert (area.outline is None) != (area.country == "")
        if area.outline is not None:
            centre = area.outline.mean(axis=0)
            assert inside(area.outline, *centre)
            assert data.country_at(*centre) in {"in", "cn", "pk"}
        else:
            data.number(area.country)
    for spot in data.spots.values():
        assert data.country_at(*spot.at) is None


def test_fitted_keeps_the_box_in_sight_and_on_the_board():
    for name, box in load().views.items():
        for size in ((1280, 720), (700, 900), (1024, 640)):
            fitted = box.fitted(*size)
            assert fitted.width / fitted.height == pytest.approx(size[0] / size[1])
            assert fitted.contains(box), name
            if fitted.width <= WIDTH and fitted.height <= HEIGHT:
                assert board().contains(fitted)
    assert not Box(0, 0, 10, 10).contains(Box(5, 5, 10, 1))


def test_an_unknown_country_is_refused():
    with pytest.raises(KeyError):
        load().number("atlantis")


def test_the_map_is_small_and_its_licence_stands_beside_it():
    assert (map_data.FOLDER / "world.npz").stat().st_size < 300_000
    assert "Natural Earth" in (map_data.FOLDER / "LICENCE.txt").read_text(encoding="utf-8")
    table = json.loads(bytes(map_data._stored()["countries"]).decode("utf-8"))
    assert [row["id"] for row in table] == [country.id for country in load().countries]
