"""The map of the board: nothing on it collides, it follows wheel, pointer and keys, and its lines are as wide as their money."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from game.desktop import scenes as _scenes  # noqa: F401  enters the scenes
from game.desktop.app import App
from game.desktop.gallery import Shot, picture, settle, staged
from game.desktop.kit import audit
from game.desktop.kit.node import walk
from game.desktop.map_camera import Camera
from game.desktop.map_data import Box, load
from game.desktop.map_marks import Tokens, ZoneMark
from game.desktop.map_routes import UNKNOWN, ways, width_of_money
from game.desktop.map_view import MapView
from game.desktop.scenes_map import map_of
from game.presenter.chart import Chart
from game.presenter.values import Value

NAN = Value(float("nan"), "?")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A board with its map; each test puts back what it changes."""
    made = staged(Shot("board", "ja"), tmp_path_factory.mktemp("saves"))
    yield made
    made.leave()


@pytest.fixture
def view(app: App) -> Iterator[MapView]:
    found = map_of(app)
    found.camera.home(still=True)
    app.refresh()
    yield found
    app.set(lang="ja", text_scale=100, reduced_motion=True)
    app.resize((1280, 720))


def chart(view: MapView) -> Chart:
    assert view.chart is not None
    return view.chart


def collisions(view: MapView) -> list[tuple[pygame.FRect, pygame.FRect]]:
    return [(a, b) for a, b in combinations(view.shown.covered, 2) if a.inflate(-0.5, -0.5).colliderect(b)]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("scale", [80, 100, 150])
def test_nothing_on_the_map_covers_anything_else(
    app: App, view: MapView, lang: str, size: tuple[int, int], scale: int
) -> None:
    app.set(lang=lang, text_scale=scale)
    app.resize(size)
    for act in ("home", "closer", "closer", "farther", "farther", "farther", "farther"):
        view.act(act)
        assert collisions(view) == []
        room = view.rect.inflate(1, 1)
        assert all(room.contains(r) for r in view.shown.covered)
        assert audit.overflowing(view) == []
        assert len(view.shown.marks) >= 5, "the map shows something"


def test_the_first_view_shows_the_powers_and_the_waters(app: App, view: MapView) -> None:
    named = {n.key for n, _ in view.shown.names}
    assert {"country.jp", "country.cn"} <= named
    keys = {n.key for n in walk(view)}
    assert {f"map.zone.{z.id}" for z in chart(view).zones} <= keys
    assert {f"map.partner.{p.id}" for p in chart(view).partners} <= keys, "on the map or docked, each partner is there"
    assert {f"map.route.{r.id}" for r in chart(view).routes if r.kind == "trade"} <= keys
    assert {"map.ladder.coercion", "map.ladder.strait_rung", "map.pressure"} <= keys


def test_every_mark_is_a_stop_for_the_keyboard_once(app: App, view: MapView) -> None:
    stops = [n.key for n in app.stage.stops(app.stage.acting) if n.key.startswith("map")]
    assert len(stops) == len(set(stops))
    assert stops[0] == "map"
    assert all(f"map.zone.{z.id}" in stops for z in chart(view).zones)
    app.stage.keyboard = True
    app.stage.focus_on(view)
    app.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode="\t"))
    assert app.stage.focused is not None
    assert app.stage.focused.key == stops[1]
    assert app.stage.tip is not None, "the focus shows what it is"
    app.stage.close_tip()
    app.stage.keyboard = False


def test_the_wheel_keeps_the_place_under_the_pointer(app: App, view: MapView) -> None:
    at = view.spot(load().zones["scs"].at)
    app.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(round(at[0]), round(at[1])), rel=(0, 0), buttons=(0, 0, 0)))
    before = view.box
    app.handle(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=2, precise_y=2.0))
    assert view.box.width < before.width
    after = view.spot(load().zones["scs"].at)
    assert abs(after[0] - at[0]) < 2
    assert abs(after[1] - at[1]) < 2


def test_dragging_moves_the_map_with_the_pointer(app: App, view: MapView) -> None:
    view.act("closer")
    free = next(
        (x, y)
        for x in range(int(view.rect.x) + 20, int(view.rect.right) - 20, 7)
        for y in range(int(view.rect.y) + 20, int(view.rect.bottom) - 20, 7)
        if app.stage.hit(x, y) is view
    )
    at = view.spot(load().zones["scs"].at)
    app.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=free, button=1))
    app.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(free[0] - 30, free[1] + 12), rel=(0, 0), buttons=(1, 0, 0)))
    moved = view.spot(load().zones["scs"].at)
    assert (round(moved[0] - at[0]), round(moved[1] - at[1])) == (-30, 12)
    app.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(free[0] - 30, free[1] + 12), button=1))
    app.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=free, rel=(0, 0), buttons=(0, 0, 0)))
    assert view.spot(load().zones["scs"].at) == moved, "the button is up"


def test_keys_zoom_from_anywhere_and_arrows_pan_with_the_focus_on_the_map(app: App, view: MapView) -> None:
    home = view.box
    app.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PLUS, mod=0, unicode="+"))
    closer = view.box
    assert closer.width < home.width
    app.stage.focus_on(view)
    app.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode=""))
    assert view.box.x > closer.x
    assert app.stage.focused is view
    app.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_MINUS, mod=0, unicode="-"))
    assert view.box.width > closer.width * 1.2
    app.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_0, mod=0, unicode="0"))
    assert view.box == home


def test_zooming_moves_smoothly_and_ends_where_it_should(app: App, view: MapView) -> None:
    app.set(reduced_motion=False)
    home, now = view.box, 10.0
    app.update(now)
    view.act("closer")
    assert view.box == home
    widths: list[float] = []
    while view.camera.moves:
        now += 1 / 60
        app.update(now)
        widths.append(view.box.width)
        assert len(widths) < 120
    assert len(widths) > 5
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == pytest.approx(home.width / 1.5, rel=0.01)


def test_the_farthest_view_is_the_whole_board() -> None:
    camera = Camera()
    camera.fit(690, 330)
    for _ in range(20):
        camera.zoom(0.5, 100, 100, still=True)
    assert camera.box.contains(Box(1, 1, 239, 134))
    assert not camera.zoom(0.5, 100, 100, still=True)


def test_arcs_are_as_wide_as_their_money(view: MapView) -> None:
    found = {w.route.id: w for w in ways(chart(view), load(), ["trade"])}
    money = {r.id: r.money.number for r in chart(view).routes if r.money is not None}
    assert set(money) == set(found) == {"china_trade", "us_trade", "india_trade"}
    assert money["china_trade"] > money["us_trade"] > money["india_trade"]
    ratio = found["china_trade"].width / found["us_trade"].width
    assert ratio == pytest.approx(money["china_trade"] / money["us_trade"])
    assert width_of_money(2 * 100) == 2 * width_of_money(100)


def poisoned(given: Chart) -> Chart:
    """The same with every figure unknown."""

    def blind(reading):  # type: ignore[no-untyped-def]
        return replace(reading, value=NAN, history=(float("nan"),)) if reading is not None else None

    return replace(
        given,
        zones=tuple(
            replace(z, tension=blind(z.tension), forces=tuple(replace(f, presence=blind(f.presence)) for f in z.forces))
            for z in given.zones
        ),
        partners=tuple(replace(p, bond=blind(p.bond)) for p in given.partners),
        routes=tuple(replace(r, main=blind(r.main), money=NAN if r.money is not None else None) for r in given.routes),
        ladders=tuple(replace(x, standing=blind(x.standing), expected=blind(x.expected)) for x in given.ladders),
        pressure=blind(given.pressure),
    )


def test_what_nobody_may_know_is_a_question_mark(app: App, view: MapView) -> None:
    before = chart(view)
    view.show(poisoned(before))
    view.place(app.stage.fonts, view.rect)
    rings = [n for n in walk(view) if isinstance(n, ZoneMark)]
    assert rings
    assert all(r.share != r.share for r in rings)
    assert all(t.count == -1 for t in walk(view) if isinstance(t, Tokens))
    assert all(w.width == UNKNOWN for w, _ in view.shown.lines)
    settle(app)
    surface = pygame.Surface(app.stage.size)
    app.stage.audit = []
    app.stage.spoil()
    app.draw(surface, 5.0)
    marks = [d for d in app.stage.audit if d.text == "?" and view.rect.collidepoint(d.box.center)]
    assert len(marks) >= len(rings) + len(before.partners)
    app.stage.audit = None
    view.show(before)


def test_layers_can_be_hidden(app: App, view: MapView) -> None:
    view.act("security")
    assert not [n for n in walk(view) if isinstance(n, ZoneMark)]
    view.act("trade")
    assert not [n for n in walk(view) if n.key == "map.route.china_trade"]
    assert all(w.dash != "solid" for w, _ in view.shown.lines)
    view.act("security")
    view.act("trade")
    assert [n for n in walk(view) if isinstance(n, ZoneMark)]


def test_lights_move_unless_nothing_should(app: App, view: MapView) -> None:
    assert not view.flow.moving(1.0)
    assert view.flow.streams == []
    app.set(reduced_motion=False)
    assert view.flow.moving(1.0)
    stream = max(view.flow.streams, key=lambda s: len(s.points))
    assert stream.places(0.0, 40.0) != stream.places(10.0, 40.0)
    covered = [r.inflate(-4, -4) for r in view.shown.covered]
    unit = app.stage.fonts.unit
    for x, y in stream.places(0.0, 2.0):
        assert not any(r.collidepoint(x / unit, y / unit) for r in covered)


def test_the_first_frame_does_not_wait_for_the_picture(tmp_path: Path, app: App, view: MapView) -> None:
    app.resize((1260, 716))  # a size that nobody has drawn yet
    maps = app.base_maps
    assert not maps.ready(view.box, view._pixels(app.stage.fonts), view.colours())
    surface = pygame.Surface(app.stage.size)
    began = time.thread_time()
    app.draw(surface, 3.0)
    spent = time.thread_time() - began
    settle(app)
    assert maps.ready(view.box, view._pixels(app.stage.fonts), view.colours())
    assert app.stage.damage, "the sharp picture is shown as soon as it is there"
    assert spent < 1.0


@pytest.mark.parametrize(
    ("name", "lang"), [("map_world", "en"), ("map_crisis", "ja"), ("map_strait", "en"), ("map_legend", "ja")]
)
def test_the_scenes_have_no_faults(tmp_path: Path, name: str, lang: str) -> None:
    made = staged(Shot(name, lang, (1024, 640), 120), tmp_path)
    assert picture(made)[1] == []
    made.leave()
