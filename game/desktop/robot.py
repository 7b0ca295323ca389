"""A player with hands: plays a game through the screens by events of pointer and keys, as somebody at the window would.

For tests, the gallery's recordings and the bench. It finds nodes by their keys (`Screen.way`), scrolls them into view with the
wheel, and presses them; what it decides comes from a doctrine. It touches no session.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pygame
from pygame import FRect

from game.players.doctrine import DoctrinePolicy

from .app import App
from .kit.controls import Button
from .kit.node import Node
from .kit.scroll import STEP, Scroll
from .kit.stage import PASSIVE

PATIENCE = 30.0  # seconds that it waits for a screen


class Lost(LookupError):
    """A node that the robot wanted to press is not there, or cannot be brought into view."""


class Robot:
    """Hands on an app. `frame` is called after each event: it updates and draws."""

    def __init__(self, app: App, frame: Callable[[], None]) -> None:
        self.app, self.frame = app, frame
        self.doctrines: dict[str, DoctrinePolicy] = {}

    # hands

    def send(self, kind: int, **values: Any) -> None:
        """An event, then a frame."""
        self.app.handle(pygame.event.Event(kind, **values))
        self.frame()

    def at(self, x: float, y: float) -> tuple[int, int]:
        unit = self.app.stage.fonts.unit
        return round(x * unit), round(y * unit)

    def key(self, key: int, text: str = "", mod: int = 0) -> None:
        """Presses a key."""
        self.send(pygame.KEYDOWN, key=key, unicode=text, mod=mod)

    def point(self, x: float, y: float) -> None:
        self.send(pygame.MOUSEMOTION, pos=self.at(x, y), rel=(0, 0), buttons=(0, 0, 0))

    def press(self, key: str) -> None:
        """Presses the node of a key with the pointer.

        :raises Lost: where there is none, or it cannot be brought into view.
        """
        node = self.seen(key)
        x, y = self.spot(node)
        self.point(x, y)
        self.send(pygame.MOUSEBUTTONDOWN, pos=self.at(x, y), button=1)
        self.send(pygame.MOUSEBUTTONUP, pos=self.at(x, y), button=1)

    def drag(self, key: str, to: tuple[float, float], steps: int = 6) -> None:
        """Takes hold of a node and lets go elsewhere."""
        x, y = self.spot(self.seen(key))
        self.point(x, y)
        self.send(pygame.MOUSEBUTTONDOWN, pos=self.at(x, y), button=1)
        for i in range(1, steps + 1):
            self.point(x + (to[0] - x) * i / steps, y + (to[1] - y) * i / steps)
        self.send(pygame.MOUSEBUTTONUP, pos=self.at(*to), button=1)

    def find(self, key: str) -> Node:
        node = self.app.stage.find(key)
        if node is None:
            raise Lost(f"{type(self.app.upper).__name__} has no node '{key}'")
        return node

    def scrolls(self, node: Node) -> list[Scroll]:
        """What a node scrolls in, the innermost first."""
        sheet = next(s for s in reversed(self.app.stage.sheets) if s.kind not in PASSIVE)
        return [n for n in self.app.stage.around(sheet, node) if isinstance(n, Scroll)]

    def seen(self, key: str) -> Node:
        """The node of a key, brought into view by the wheel."""
        for _ in range(400):
            node = self.find(key)
            hidden = next((s for s in reversed(self.scrolls(node)) if not self.shows(s, node)), None)
            if hidden is None:
                return node
            start, end = (node.rect.x, node.rect.right) if hidden.across else (node.rect.y, node.rect.bottom)
            low = hidden.rect.x if hidden.across else hidden.rect.y
            before = hidden.offset
            window = hidden.rect.clip(self.app.stage.room)
            self.point(window.centerx, window.centery)
            amount = (low - start) / STEP if start < low else -min((end - low) / STEP, 3.0)
            self.send(pygame.MOUSEWHEEL, x=0, y=round(amount), precise_y=amount)
            again = next((s for s in self.scrolls(self.find(key)) if s.key == hidden.key), hidden)
            if abs(again.offset - before) < 0.01:
                break
        raise Lost(f"'{key}' cannot be brought into view")

    @staticmethod
    def shows(scroll: Scroll, node: Node) -> bool:
        both = scroll.rect.clip(node.rect)
        if scroll.across:
            return both.w >= min(node.rect.w, scroll.rect.w) - 2
        return both.h >= min(node.rect.h, scroll.rect.h) - 2

    def spot(self, node: Node) -> tuple[float, float]:
        """Where to press a node: its middle, as far as it is in view."""
        seen = FRect(node.rect)
        for scroll in self.scrolls(node):
            seen = seen.clip(scroll.rect)
        return seen.center

    # playing

    def wait(self, ready: Callable[[], bool]) -> None:
        """Draws on until something has come.

        :raises TimeoutError: after a while.
        """
        until = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError(f"{type(self.app.upper).__name__} waits for ever")
            self.frame()
            if self.app.pause:
                time.sleep(0.002)

    def primary(self) -> Button:
        """The one clear next step of what is shown.

        :raises Lost: where there is none.
        """
        sheet = self.app.stage.acting
        for node in self.app.stage.stops(sheet):
            if isinstance(node, Button) and node.kind == "primary" and node.action is not None:
                return node
        raise Lost(f"{type(self.app.upper).__name__} has no next step")

    def wanted(self) -> str:
        """The option that the seat's doctrine takes."""
        assert self.app.play is not None
        table = self.app.play.session.table
        program, decision = table.program, table.decision
        assert decision is not None
        own = program.pack.seats[decision.seat].item.doctrine
        named = own or next(d for d, e in program.pack.doctrines.items() if e.item.seat == decision.seat)
        policy = self.doctrines.setdefault(decision.seat, DoctrinePolicy(named))
        chosen = int(policy.choose(program, table.games, program.legal(table.games))[0])
        return decision.options[chosen].id

    def turn(self) -> None:
        """Does what is at hand: reads on, or plays an option."""
        play = self.app.play
        assert play is not None
        self.wait(lambda: play.moment.kind != "rivals")
        before = play.version
        if play.moment.deciding:
            self.play(self.wanted())
        else:
            self.press(self.primary().key)
        self.wait(lambda: play.version != before or self.app.play is not play)

    def play(self, option: str) -> None:
        """Plays an option of the decision at hand.

        :raises Lost: where the screen knows no way to it.
        """
        path = self.app.screen.way(option)
        if not path:
            raise Lost(f"{type(self.app.screen).__name__} knows no way to '{option}'")
        for key in path:
            self.wait(lambda key=key: self.app.stage.find(key) is not None)
            self.press(key)

    def game(self, until: Callable[[], bool] = lambda: False) -> None:
        """Plays on to the end of the game, or until something holds."""
        play = self.app.play
        assert play is not None
        while play.moment.kind != "finished" and not until():
            self.turn()
