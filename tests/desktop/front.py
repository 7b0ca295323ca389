"""An app of the screens around a game, driven by real events."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.desktop import screens
from game.desktop.app import App
from game.desktop.gallery import pack, settle
from game.desktop.kit.boxes import Column, Frame
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node, walk
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rich
from game.desktop.play import Play
from game.desktop.screen import Screen
from game.desktop.settings import Settings
from game.saves.store import Store


class Plain(Screen):
    """A screen of buttons that stands for any other: one to read on, one for each option that is open. Tests of what lies
    around the screens of a game do not hang on how those look."""

    def compose(self) -> Node:
        play = self.app.play
        assert play is not None
        parts: list[Node] = []
        if play.moment.reading:
            parts = [Button("Next", "primary", key="plain.next", action=play.read)]
        elif play.moment.kind == "hand_over":
            parts = [Button("Accept", "primary", key="plain.accept", action=play.accept)]
        elif play.moment.deciding:
            decision = play.session.decision
            assert decision is not None
            legal = np.flatnonzero(play.session.program.legal(play.session.table.games)[:, 0]).tolist()
            parts = [
                Button(decision.options[i].id, key=f"plain.option.{i}", action=partial(play.choose, i)) for i in legal
            ]
        return Frame(Scroll(Column([Label(play.moment.kind), *parts]), key="plain"), pad=20)


def stand_in(monkeypatch: pytest.MonkeyPatch, *real: str) -> None:
    """Puts `Plain` in place of every screen of a game but those for some kinds of moments."""
    there = screens.for_moment

    def for_moment(app: App, play: Play) -> Screen:
        return there(app, play) if play.moment.kind in real else Plain(app)

    monkeypatch.setattr(screens, "for_moment", for_moment)


KEYS = {
    "tab": pygame.K_TAB,
    "enter": pygame.K_RETURN,
    "esc": pygame.K_ESCAPE,
    "delete": pygame.K_DELETE,
    "left": pygame.K_LEFT,
}


class Desk:
    """An app without a window, and hands for it."""

    def __init__(self, folder: Path, lang: str = "en", size: tuple[int, int] = (1280, 720), scale: int = 100) -> None:
        pygame.display.init()
        pygame.font.init()
        self.app = App(Settings(lang=lang, text_scale=scale, reduced_motion=True), Store(folder), pack)
        self.app.resize(size)
        self.surface = pygame.Surface(size)

    def settle(self) -> None:
        settle(self.app)

    def click(self, key: str) -> None:
        """Presses the node of a key with the pointer, scrolling to it first as one would."""
        stage = self.app.stage
        node = stage.find(key)
        assert node is not None, f"{key} is not there"
        stage.focus_on(node)
        unit = stage.fonts.unit
        x, y = (round(v * unit) for v in node.rect.center)
        self.app.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0)))
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self.app.handle(pygame.event.Event(kind, pos=(x, y), button=1))

    def point(self, key: str) -> None:
        """Points at the node of a key until its tip is shown."""
        node = self.app.stage.find(key)
        assert node is not None, f"{key} is not there"
        unit = self.app.stage.fonts.unit
        pos = tuple(round(v * unit) for v in node.rect.center)
        self.app.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0)))
        self.app.update(1000.0)

    def press(self, name: str, text: str = "", mod: int = 0) -> None:
        """A key of the keyboard."""
        key = KEYS.get(name) or pygame.key.key_code(name)
        self.app.handle(pygame.event.Event(pygame.KEYDOWN, key=key, unicode=text, mod=mod))

    def type(self, text: str) -> None:
        """Text, as an input method gives it."""
        self.app.handle(pygame.event.Event(pygame.TEXTINPUT, text=text))

    def tab_to(self, key: str) -> None:
        """Goes to a node by Tab alone."""
        for _ in range(400):
            self.press("tab")
            if self.app.stage.acting.focus == key:
                return
        raise AssertionError(f"Tab never comes to {key}")

    def text(self) -> str:
        """Every text that the highest screen shows."""
        found: list[str] = []
        for node in walk(self.app.upper.sheet.tree):
            found += [str(getattr(node, name)) for name in ("text", "note") if getattr(node, name, "")]
            found += ["".join(s[0] for s in node.spans)] if isinstance(node, Rich) else []
        return "\n".join(found)

    def said(self) -> list[str]:
        """The sentences at the edge of the screen."""
        return [t.text for t in self.app.toasts.shown]

    def name(self) -> str:
        return type(self.app.upper).__name__
