"""The window: opening it, its size and pixels, and the loop that sleeps while nothing happens."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pygame
from pygame import FRect

from .guard import Guard
from .kit import theme
from .kit.fonts import Fonts
from .kit.painter import Painter
from .kit.stage import HEIGHT, WIDTH

if TYPE_CHECKING:
    from .app import App

LEAST = (800, 500)  # pixels
FRAMES = 60  # a second, while something moves
TITLE = "Itabasami 板挟み"
ICONS = Path(__file__).resolve().parents[2] / "assets" / "app"


class Window:
    """The window. It is opened before the rest of the game is loaded, and shows its name until an app takes it over."""

    def __init__(self, size: tuple[int, int], full_screen: bool) -> None:
        pygame.display.init()
        pygame.font.init()
        self.app: App | None = None
        self.guard: Guard | None = None
        self.window = pygame.Window(TITLE, size, resizable=True, allow_high_dpi=True)
        self.window.minimum_size = LEAST
        icon = ICONS / "itabasami-64.png"
        if icon.is_file():
            self.window.set_icon(pygame.image.load(str(icon)))
        if full_screen:
            self.window.set_fullscreen(desktop=True)
        self.surface = self.window.get_surface()

    def splash(self) -> None:
        """The first frame: the game's name on the table."""
        wide, high = self.surface.get_size()
        painter = Painter(self.surface, Fonts(min(wide / WIDTH, high / HEIGHT)))
        room = FRect(0, 0, wide / painter.unit, high / painter.unit)
        painter.glow(room, theme.RAISED, theme.NIGHT)
        painter.text("板挟み", room.centerx, room.centery - 60, theme.HERO, theme.LIGHT, 0.5)
        self.window.flip()
        pygame.event.pump()

    def show(self, app: App) -> None:
        """Shows an app from now on."""
        self.app, self.guard = app, Guard(app)
        app.toggle_window = self.full_screen
        app.resize(self.surface.get_size())
        pygame.key.start_text_input()
        pygame.key.set_repeat(350, 40)

    @property
    def ratio(self) -> float:
        """Pixels of the surface for one of the pointer's."""
        return self.surface.get_width() / max(1, self.window.size[0])

    def full_screen(self, on: bool) -> None:
        if on:
            self.window.set_fullscreen(desktop=True)
        else:
            self.window.set_windowed()
        self.adapt()

    def adapt(self) -> None:
        """Takes over another size of the window."""
        self.surface = self.window.get_surface()
        if self.app is not None and self.surface.get_size() != self.app.stage.size:
            self.app.resize(self.surface.get_size())

    def run(self, app: App) -> None:
        """Runs until the app has ended."""
        clock = pygame.time.Clock()
        while app.running:
            self.step(app)
            if app.pause == 0.0:
                clock.tick(FRAMES)
        self.remember(app)

    def step(self, app: App) -> None:
        """Input, work that has come back, and a frame where something has changed; a fault in a screen is told there."""
        guard = self.guard
        assert guard is not None
        for event in self.events(app.pause):
            if event.type in (pygame.WINDOWSIZECHANGED, pygame.WINDOWRESIZED, pygame.WINDOWDISPLAYCHANGED):
                self.adapt()
            elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN):
                app.stage.spoil()
            guard.handle(event, self.ratio)
        now = time.perf_counter()
        guard.update(now)
        if guard.draw(self.surface, now):
            self.window.flip()

    @staticmethod
    def events(pause: float) -> list[pygame.event.Event]:
        """What has happened; waits for it as long as nothing has to be done."""
        if pause <= 0:
            return pygame.event.get()
        first = pygame.event.wait(max(1, round(pause * 1000)))
        return ([first] if first.type != pygame.NOEVENT else []) + pygame.event.get()

    def close(self) -> None:
        """Takes the window away at once, whatever still ends behind it."""
        self.window.destroy()

    def remember(self, app: App) -> None:
        """Keeps the size of the window for the next time."""
        if not app.settings.full_screen:
            size = (int(self.window.size[0]), int(self.window.size[1]))
            if size != app.settings.window:
                app.set(window=size)
