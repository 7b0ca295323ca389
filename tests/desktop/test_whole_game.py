"""A whole game played by hands through the real screens ends as the same moves end in the engine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.desktop.app import App
from game.desktop.gallery import new_game, pack
from game.desktop.play import Play
from game.desktop.robot import Robot
from game.desktop.settings import Settings
from game.saves.store import Store, load


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    app = App(Settings(lang="en", reduced_motion=True), Store(tmp_path), pack)
    app.resize((1280, 720))
    yield app
    app.leave()


def robot(app: App) -> Robot:
    surface = pygame.Surface(app.stage.size)

    def frame() -> None:
        now = time.perf_counter()
        app.update(now)
        app.draw(surface, now)

    return Robot(app, frame)


@pytest.mark.parametrize(
    ("scenario", "seed"),
    [("tutorial_summit", 3), pytest.param("mandate", 7, marks=pytest.mark.nightly), ("summit15", 5)],
)
def test_a_game_by_hands_is_the_same_game(app: App, scenario: str, seed: int) -> None:
    session = new_game(app, scenario, seed)
    play = Play.begin(app, session)
    seen: set[str] = set()
    hands = robot(app)
    while play.moment.kind != "finished":
        seen.add(play.moment.kind)
        hands.turn()
    assert {"negotiation", "decision", "outcome"} <= seen
    record = session.table.record
    assert record.moves
    games = record.replay(session.program)[1]
    assert np.array_equal(games.S, session.table.games.S, equal_nan=True)
    assert np.array_equal(games.C, session.table.games.C)
    assert load(session.path).moves == record.moves
    assert type(app.screen).__name__ == "DebriefScreen"
