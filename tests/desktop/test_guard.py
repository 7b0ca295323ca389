"""Errors in screens: logged in full, one sentence for the player, and the game goes on; never for ever."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pygame
import pytest

from game.desktop import gallery
from game.desktop.app import App, Services
from game.desktop.guard import Guard
from game.desktop.journal import Journal
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.screen import Dialog
from game.desktop.screens.board import Board
from game.desktop.screens.fault import Fault
from game.desktop.screens.title import Title
from game.desktop.settings import Settings
from game.saves.store import Store, load
from game.texts.words import LANGUAGES, Words


class Broken(Button):
    """A node that cannot be drawn."""

    def draw(self, painter: Painter, look: Look) -> None:
        raise ArithmeticError("drawing")


class Careless(Dialog):
    """A dialog that fails where it is told to."""

    def __init__(self, app: App, where: str) -> None:
        super().__init__(app)
        self.where = where

    def compose(self) -> Node:
        if self.where == "compose":
            raise ArithmeticError("composing")
        return Broken("x") if self.where == "draw" else Button("x", "primary", key="careless.do", action=self.do)

    def do(self) -> None:
        raise ArithmeticError("doing")

    def update(self, now: float) -> None:
        if self.where == "update":
            raise ArithmeticError("updating")


class Desk:
    """A game on the stage, behind a guard, with a clock of its own."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.journal = Journal.start(folder / "log", Words(lang))
        pygame.display.init()
        pygame.display.set_mode((64, 64))
        settings = Settings(lang=lang, reduced_motion=True)
        self.app = App(settings, Store(folder / "saves"), gallery.pack, Services(journal=self.journal))
        self.guard, self.now = Guard(self.app), 0.0
        self.surface = pygame.Surface((1280, 720))
        self.app.resize((1280, 720))

    def play(self) -> Board:
        gallery.show(self.app, gallery.played(gallery.new_game(self.app), gallery.at("decision")))
        self.frames()
        assert isinstance(self.app.screen, Board)
        return self.app.screen

    def frames(self, count: int = 3) -> None:
        for _ in range(count):
            self.now += 0.1
            self.guard.update(self.now)
            self.guard.draw(self.surface, self.now)

    def key(self, key: int) -> None:
        self.guard.handle(pygame.event.Event(pygame.KEYDOWN, key=key, unicode="", mod=0))
        self.frames()

    def press(self, key: str) -> None:
        node = self.app.stage.find(key)
        assert node is not None, key
        pos = self.at(node)
        self.guard.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1))
        self.guard.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1))
        self.frames()

    def at(self, node: Node) -> tuple[int, int]:
        unit = self.app.stage.fonts.unit
        return round(node.rect.centerx * unit), round(node.rect.centery * unit)

    @property
    def log(self) -> str:
        return self.journal.path.read_text(encoding="utf-8")


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, getattr(request, "param", "en"))
    yield made
    made.app.leave()


@pytest.mark.parametrize(
    ("desk", "where"), [("ja", "compose"), ("en", "draw"), ("ja", "update"), ("en", "do")], indirect=["desk"]
)
def test_a_fault_in_a_dialog_costs_the_dialog(desk: Desk, where: str) -> None:
    board = desk.play()
    desk.guard.run(lambda: desk.app.open(Careless(desk.app, where)), None)
    desk.frames()
    if where == "do":
        desk.press("careless.do")
    fault = desk.app.upper
    assert isinstance(fault, Fault)
    assert fault.text == desk.app.words("journal.fault", file=desk.journal.path)
    assert desk.app.screens == [board, fault]
    assert "ArithmeticError" in desk.log
    assert "Traceback" in desk.log
    desk.key(pygame.K_RETURN)
    assert desk.app.screens == [board]
    assert desk.app.running


def test_a_screen_that_fails_is_made_anew(desk: Desk) -> None:
    board = desk.play()
    assert desk.app.play is not None
    version, moves = desk.app.play.version, load(desk.app.play.session.path).moves
    board.sheet.compose = fail
    desk.guard.run(desk.app.refresh, None)
    desk.frames()
    assert isinstance(desk.app.upper, Fault)
    assert isinstance(desk.app.screen, Board)
    assert desk.app.screen is not board
    assert desk.app.play.version > version
    assert load(desk.app.play.session.path).moves == moves


def test_a_kind_of_screen_that_always_fails_leads_to_the_title(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.play().sheet.compose = fail
    monkeypatch.setattr(Board, "compose", fail)
    desk.guard.run(desk.app.refresh, None)
    desk.frames()
    assert isinstance(desk.app.screen, Title)
    assert isinstance(desk.app.upper, Fault)
    assert desk.app.play is None
    assert desk.app.running


def test_a_fault_that_stays_at_the_title_ends_the_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.play()
    monkeypatch.setattr(Board, "update", fail)
    monkeypatch.setattr(Title, "update", fail)
    with pytest.raises(ArithmeticError):
        desk.frames(10)
    assert desk.log.count("a screen has failed") <= 4


def test_each_fault_is_forgotten_once_somebody_has_gone_on(desk: Desk) -> None:
    desk.play()
    for _ in range(6):  # pressing what is broken again and again leads to no worse than the game's own screen
        desk.app.open(Careless(desk.app, "do"))
        desk.frames()
        desk.press("careless.do")
        assert isinstance(desk.app.upper, Fault)
        assert isinstance(desk.app.screen, Board)
        desk.key(pygame.K_ESCAPE)
        assert len(desk.app.screens) == 1


@pytest.mark.parametrize("desk", LANGUAGES, indirect=True)
def test_the_fault_offers_a_report_and_the_title(desk: Desk) -> None:
    desk.play()
    desk.guard.run(fail, None)
    desk.frames()
    desk.press("fault.report")
    found = list(desk.app.store.folder.glob("itabasami-report-*.zip"))
    assert len(found) == 1
    with zipfile.ZipFile(found[0]) as bundle:
        names = bundle.namelist()
    assert {"about.txt", "settings.json", "log/itabasami.log", "game.itabasami.json"} <= set(names)
    fault = desk.app.upper
    assert isinstance(fault, Fault)
    assert found[0].name in fault.report
    desk.press("fault.title")
    assert isinstance(desk.app.screen, Title)


def test_an_error_on_a_thread_is_told_once(desk: Desk) -> None:
    desk.play()
    desk.journal.fault = OSError("on a thread")
    desk.frames(1)
    assert [t.text for t in desk.app.toasts.shown] == [desk.journal.sentence(OSError())]
    assert desk.journal.fault is None


def test_ctrl_c_is_no_fault(desk: Desk) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.guard.run(stop, None)


def fail(*_: object) -> NoReturn:
    raise ArithmeticError("always")
