"""The base map as a picture: right colours in the right places, kept layers, and a quick version while it moves."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.desktop.map_data import Box, board, load, located
from game.desktop.map_picture import CHINA, JAPAN, LAND, MapPicture, colours_of_seats

SIZE = (640, 360)


@pytest.fixture(scope="module")
def picture() -> MapPicture:
    return MapPicture()


def drawn(
    picture: MapPicture, box: Box, colours: dict[str, tuple[int, int, int]], size: tuple[int, int] = SIZE
) -> pygame.Surface:
    target = pygame.Surface(size)
    target.fill((255, 0, 255))
    picture.draw(target, box, colours)
    return target


def colour_at(surface: pygame.Surface, picture: MapPicture, box: Box, lon: float, lat: float) -> np.ndarray:
    at = picture.place(located(lon, lat), box, surface.get_size())
    return np.array(surface.get_at((int(at[0]), int(at[1])))[:3], int)


def hue(colour: np.ndarray) -> np.ndarray:
    return colour / max(colour.max(), 1)


def test_countries_have_their_colours_and_the_sea_is_dark(picture: MapPicture):
    box = load().views["indo_pacific"].fitted(*SIZE)
    surface = drawn(picture, box, colours_of_seats(load()))
    for (lon, lat), wanted in {(105, 33): CHINA, (138.4, 36.2): JAPAN, (100, 48): LAND}.items():
        assert np.allclose(hue(colour_at(surface, picture, box, lon, lat)), hue(np.array(wanted)), atol=0.06)
    sea = colour_at(surface, picture, box, 152, 20)
    assert sea.max() < 70
    assert sea[2] > sea[1] > sea[0]
    assert not (pygame.surfarray.array3d(surface) == (255, 0, 255)).all(axis=2).any()


def test_new_colours_change_that_country_alone(picture: MapPicture):
    box = load().views["indo_pacific"].fitted(*SIZE)
    before = pygame.surfarray.array3d(drawn(picture, box, {})).astype(int)
    after = pygame.surfarray.array3d(drawn(picture, box, {"au": (200, 40, 40)})).astype(int)
    changed = np.abs(before - after).max(axis=2) > 2
    assert changed.any()
    xs, ys = np.nonzero(changed)
    x, y = np.array([picture.point((i + 0.5, j + 0.5), box, SIZE) for i, j in zip(xs, ys, strict=True)]).T
    (west, north), (east, _) = located(112, -9), located(160, -45)
    assert west <= x.min()
    assert x.max() <= east
    assert north <= y.min()
    assert np.array_equal(pygame.surfarray.array3d(drawn(picture, box, {})), before)


def test_edges_are_smooth(picture: MapPicture):
    """Between land and sea lie pixels of neither's colour, more than a hard edge would have."""
    box = load().views["east_asia"].fitted(*SIZE)
    red = pygame.surfarray.array3d(drawn(picture, box, {"jp": (250, 0, 0)})).astype(int)[..., 0]
    between = ((red > 60) & (red < 150)).sum()
    assert between > 300


def test_disputed_areas_are_hatched_and_spots_are_ringed(picture: MapPicture):
    size = (960, 540)
    box = load().views["strait"].fitted(*size)
    surface = drawn(picture, box, {}, size)
    values = pygame.surfarray.array3d(surface).astype(int)

    def around(lon: float, lat: float, reach: int) -> np.ndarray:
        x, y = picture.place(located(lon, lat), box, size)
        return values[int(x) - reach : int(x) + reach, int(y) - reach : int(y) + reach, 1]

    assert np.ptp(around(121, 23.8, 8)) > 50, "Taiwan has stripes"
    assert np.ptp(around(117, 27, 8)) < 25, "Fujian has none"
    assert around(123.5, 25.75, 7).max() > 180, "the Senkaku / Diaoyu Islands have a ring"


def test_both_ends_of_the_board_are_drawn(picture: MapPicture):
    box = board().fitted(*SIZE)
    surface = drawn(picture, box, {"us": (250, 0, 0), "gb": (0, 250, 0), "nz": (0, 0, 250)})
    assert colour_at(surface, picture, box, -100, 40)[0] > 150
    assert colour_at(surface, picture, box, -150, 66)[0] > 150
    assert colour_at(surface, picture, box, -1.5, 52.5)[1] > 120
    assert colour_at(surface, picture, box, 172, -42.8)[2] > 120


def test_layers_are_kept_and_the_quick_picture_resembles_the_real_one():
    picture = MapPicture()
    box = load().views["indo_pacific"].fitted(*SIZE)
    colours = colours_of_seats(load())
    drawn(picture, box, colours)
    assert picture.ready(box, SIZE)
    moved = Box(box.x + 4, box.y + 2, box.width * 0.8, box.height * 0.8)
    assert not picture.ready(moved, SIZE)
    quick = pygame.Surface(SIZE)
    picture.quick(quick, moved, colours)
    assert not picture.ready(moved, SIZE), "the quick picture makes no layers"
    real = pygame.surfarray.array3d(drawn(picture, moved, colours)).astype(int)
    assert picture.ready(moved, SIZE)
    assert np.abs(pygame.surfarray.array3d(quick).astype(int) - real).mean() < 8


def test_place_and_point_are_each_others_way_back():
    box = load().views["east_asia"].fitted(*SIZE)
    at = load().places["taipei"].at
    assert MapPicture.point(MapPicture.place(at, box, SIZE), box, SIZE) == pytest.approx(at)


def test_an_unknown_country_is_refused(picture: MapPicture):
    with pytest.raises(KeyError):
        drawn(picture, board().fitted(*SIZE), {"atlantis": (1, 2, 3)})
