"""Charts over time: places, words that never touch, and two cases told apart without colour."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest
from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.fans import Case, FanChart
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.lines import Line, LineChart, Pin, Strip
from game.desktop.kit.node import PLAIN
from game.desktop.kit.painter import Painter
from game.desktop.kit.plots import End, range_of, round_steps, spread

FAN = [(50.0,) * 5, (40.0, 45.0, 50.0, 55.0, 60.0), (30.0, 40.0, 50.0, 60.0, 70.0)]


def drawn(chart: FanChart | LineChart, size: tuple[int, int] = (400, 200)) -> tuple[pygame.Surface, Painter]:
    fonts = Fonts(1.0)
    surface = pygame.Surface(size)
    painter = Painter(surface, fonts)
    painter.drawn = []
    chart.place(fonts, FRect(0, 0, *size))
    chart.draw(painter, PLAIN)
    chart.after(painter, PLAIN)
    return surface, painter


@pytest.mark.parametrize("places", [[10.0, 10.0, 10.0], [5.0, 95.0, 96.0], [50.0, 40.0, 45.0, 100.0]])
def test_words_at_the_ends_are_moved_apart_and_keep_their_order(places: list[float]) -> None:
    found = spread(places, 12.0, 0.0, 100.0)
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = [found[i] for i in order]
    assert all(b - a >= 12.0 - 1e-6 for a, b in pairwise(moved))
    assert moved[0] >= -1e-6
    assert moved[-1] <= 100.0 + 1e-6


def test_ticks_lie_within_the_range() -> None:
    for low, high in ((0.0, 1.0), (37.2, 71.9), (-3.0, 12.0), (259.9, 264.4), (0.001, 0.002)):
        steps = round_steps(low, high)
        assert 2 <= len(steps) <= 6
        assert all(low - 1e-9 <= s <= high + 1e-9 for s in steps)


def test_a_range_holds_everything_that_is_known() -> None:
    low, high = range_of([1.0, float("nan"), 9.0], 2.0)
    assert low < 1.0
    assert high > 9.0
    assert range_of([5.0, 5.0], 4.0) == (3.0, 7.0)
    assert range_of([float("nan")]) == (0.0, 1.0)


def test_the_second_case_is_told_apart_without_colour() -> None:
    def picture(outlined: bool) -> pygame.Surface:
        chart = FanChart(moments=3, low=0, high=100, cases=[Case(FAN, theme.LIGHT, outlined)])
        return drawn(chart)[0]

    filled, dashed = picture(False), picture(True)
    chart = FanChart(moments=3, low=0, high=100)
    chart.place(Fonts(1.0), FRect(0, 0, 400, 200))
    area = chart.area(Fonts(1.0))
    y = round(chart.y_of(area, 50.0))
    xs = range(round(area.x) + 10, round(area.right) - 14)

    def lit(surface: pygame.Surface, x: int) -> bool:
        return max(sum(surface.get_at((x, y + d))[:3]) for d in (-1, 0, 1)) > 600

    assert all(lit(filled, x) for x in xs)
    gaps = sum(not lit(dashed, x) for x in xs)
    assert 0.25 < gaps / len(xs) < 0.75
    inside = (round(area.right) - 20, round(chart.y_of(area, 60.0)))
    assert sum(filled.get_at(inside)[:3]) > sum(dashed.get_at(inside)[:3])


def test_a_fan_ends_where_nothing_is_known_any_more() -> None:
    unknown = (float("nan"),) * 5
    assert Case([*FAN, unknown, unknown], theme.BRASS).known == FAN
    drawn(
        FanChart(
            moments=5, low=0, high=100, cases=[Case([*FAN, unknown], theme.BRASS), Case([unknown], theme.LIGHT, True)]
        )
    )


def test_words_of_a_chart_stay_inside_and_apart() -> None:
    ends = [End(50.0 + i / 10, f"a line named {i}", theme.LIGHT, "circle") for i in range(5)]
    below = [(i, f"2026 Q{i}") for i in range(12)]
    lines = [Line([50.0 + i / 10] * 12, theme.SERIES[i]) for i in range(5)]
    chart = LineChart(
        moments=12, low=0, high=100, ticks=[(v, str(v)) for v in range(0, 101, 5)], below=below, ends=ends, lines=lines,
        pins=[Pin(0, "the turning point")],
    )  # fmt: skip
    _, painter = drawn(chart)
    boxes = [d.box for d in painter.drawn or ()]
    frame = pygame.Rect(0, 0, 400, 200)
    assert len(boxes) > 10
    assert all(frame.contains(b) for b in boxes)
    for i, a in enumerate(boxes):
        assert not any(a.colliderect(b) for b in boxes[i + 1 :])


def test_strips_cover_the_stretches_between_moments() -> None:
    strips = [Strip(key=str(i)) for i in range(3)]
    chart = LineChart(moments=4, low=0, high=10, strips=strips, lines=[Line([1, 2, 3, 4], theme.BRASS)])
    drawn(chart)
    area = chart.area(Fonts(1.0))
    assert strips[0].rect.x == pytest.approx(area.x)
    assert strips[-1].rect.right == pytest.approx(area.right)
    assert all(a.rect.right == pytest.approx(b.rect.x) for a, b in pairwise(strips))
