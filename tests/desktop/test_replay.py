"""The replay: opened beside the drawing, stepped by keys and pointer, playing by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.desktop.app import App
from game.desktop.kit.lines import LineChart
from game.desktop.kit.node import walk
from game.desktop.screens.replay import PACE, Replay
from game.desktop.screens.title import Title
from game.presenter.replay import Film

from .watching import click, faults, node, press, said, settle, stage, tour


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A replay, shared."""
    app = stage(tmp_path_factory.mktemp("replay"), "replay")
    yield app
    app.leave()


@pytest.fixture
def app(cinema: App) -> App:
    """The replay in English, at the size at which it was staged."""
    if cinema.words.lang != "en":
        press(cinema, pygame.K_F2)
    return cinema


def screen(app: App) -> tuple[Replay, Film]:
    assert isinstance(app.screen, Replay)
    assert app.screen.film is not None
    return app.screen, app.screen.film


def test_keys_step_through_the_moves(app: App) -> None:
    replay, film = screen(app)
    press(app, pygame.K_HOME)
    assert replay.number == 0
    press(app, pygame.K_RIGHT, pygame.K_RIGHT)
    assert replay.number == 2
    assert film.move(2).title in said(app)
    assert film.move(2).date in said(app)
    press(app, pygame.K_LEFT)
    assert replay.number == 1
    press(app, pygame.K_PAGEDOWN)
    assert replay.number == film.turns[1][0] + 1
    press(app, pygame.K_PAGEUP)
    assert replay.number == 1
    press(app, pygame.K_END)
    assert replay.number == len(film)
    press(app, pygame.K_RIGHT)
    assert replay.number == len(film)


def test_a_move_is_told_with_its_sentence_and_what_it_changed(app: App) -> None:
    replay, film = screen(app)
    number = next(n for n in range(1, len(film)) if film.move(n).said and film.effects(n))
    replay.go(number)
    text = said(app)
    assert film.move(number).said in text
    effect = film.effects(number)[0]
    assert effect.title in text
    assert effect.why in text
    assert replay.looking is not None
    assert len(replay.looking[1].record.moves) == number


def test_space_lets_it_run_and_stops_it(app: App) -> None:
    replay, film = screen(app)
    press(app, pygame.K_HOME, pygame.K_SPACE)
    assert replay.running
    assert replay.busy
    start = app.now
    app.update(start + PACE + 0.01)
    assert replay.number == 1
    app.update(start + PACE + 0.02)
    assert replay.number == 1
    app.update(start + PACE * 2 + 0.03)
    assert replay.number == 2
    press(app, pygame.K_SPACE)
    app.update(start + PACE * 9)
    assert replay.number == 2
    press(app, pygame.K_END, pygame.K_SPACE)
    assert replay.number == 0  # from the end it begins anew
    press(app, pygame.K_RIGHT)
    assert not replay.running
    assert len(film) > 2


def test_slider_and_chart_lead_to_a_move(app: App) -> None:
    replay, film = screen(app)
    slider = node(app, "replay.slider").rect
    unit = app.stage.fonts.unit
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.handle(
            pygame.event.Event(kind, button=1, pos=(round(slider.centerx * unit), round((slider.y + 15) * unit)))
        )
    assert abs(replay.number - len(film) / 2) < len(film) / 20
    click(app, "replay.turn.2")
    assert replay.number == film.turns[2][0] + 1
    chart = next(n for n in walk(replay.sheet.tree) if isinstance(n, LineChart))
    assert chart.shown == replay.turn == 2


def test_another_language(app: App) -> None:
    replay, film = screen(app)
    replay.go(3)
    press(app, pygame.K_F2)
    assert film.figures.words.lang == "ja"
    assert film.move(3).title in said(app)
    assert "動いた数字" in said(app)


def test_a_file_that_does_not_open_is_told_in_a_sentence(tmp_path: Path) -> None:
    app = stage(tmp_path, "board")
    path = tmp_path / "broken.itabasami.json"
    path.write_text("{", encoding="utf-8")
    app.go(Replay(app, path))
    assert "Reading the record" in said(app)
    settle(app)
    assert "broken.itabasami.json" in said(app)
    press(app, pygame.K_RETURN)
    assert not isinstance(app.screen, Replay)  # back to the game that is on the table
    app.leave()


def test_the_replay_fits_every_size(app: App) -> None:
    settings, size = app.settings, app.stage.size
    replay, film = screen(app)
    replay.go(next(n for n in range(len(film), 0, -1) if film.move(n).said and film.effects(n)))
    for _ in ("en", "ja"):
        assert faults(app) == []
        press(app, pygame.K_F2)
    app.settings = settings
    app.resize(size)


def test_everything_is_reached_by_tab_and_esc_leads_out(app: App) -> None:
    stops = tour(app)
    wanted = {"replay.back", "replay.play", "replay.next", "replay.previous", "replay.slider", "replay.turn.0"}
    assert wanted <= set(stops)
    press(app, pygame.K_ESCAPE)
    if isinstance(app.screen, Replay):  # the first closed a tip
        press(app, pygame.K_ESCAPE)
    assert isinstance(app.screen, Title)
