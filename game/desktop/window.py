"""The window: opening it, its size and pixels, and the loop that sleeps while nothing happens."""

from __future__ import annotations

import time
from pathlib import Path

import pygame

from .app import App

LEAST = (800, 500)  # pixels
FRAMES = 60  # a second, while something moves
TITLE = "Itabasami 板挟み"
ICONS = Path(__file__).resolve().parents[2] / "assets" / "app"


class Window:
    """The window of an app."""

    def __init__(self, app: App) -> None:
        self.app = app
        pygame.display.init()
        pygame.font.init()
        settings = app.settings
        self.window = pygame.Window(TITLE, (settings.width, settings.height), resizable=True, allow_high_dpi=True)
        self.window.minimum_size = LEAST
        icon = ICONS / "itabasami-64.png"
        if icon.is_file():
            self.window.set_icon(pygame.image.load(str(icon)))
        self.surface = self.window.get_surface()
        app.toggle_window = self.full_screen
        if settings.full_screen:
            self.full_screen(True)
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
        if self.surface.get_size() != self.app.stage.size:
            self.app.resize(self.surface.get_size())

    def run(self) -> None:
        """Runs until the app has ended."""
        clock = pygame.time.Clock()
        while self.app.running:
            self.step()
            if self.app.pause == 0.0:
                clock.tick(FRAMES)
        self.remember()
        self.app.leave()

    def step(self) -> None:
        """Input, work that has come back, and a frame where something has changed."""
        for event in self.events():
            if event.type in (pygame.WINDOWSIZECHANGED, pygame.WINDOWRESIZED, pygame.WINDOWDISPLAYCHANGED):
                self.adapt()
            elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN):
                self.app.stage.spoil()
            self.app.handle(event, self.ratio)
        now = time.perf_counter()
        self.app.update(now)
        if self.app.draw(self.surface, now):
            self.window.flip()

    def events(self) -> list[pygame.event.Event]:
        """What has happened; waits for it as long as nothing has to be done."""
        pause = self.app.pause
        if pause <= 0:
            return pygame.event.get()
        first = pygame.event.wait(max(1, round(pause * 1000)))
        return ([first] if first.type != pygame.NOEVENT else []) + pygame.event.get()

    def remember(self) -> None:
        """Keeps the size of the window for the next time."""
        if not self.app.settings.full_screen:
            wide, high = self.window.size
            if (wide, high) != (self.app.settings.width, self.app.settings.height):
                self.app.set(width=wide, height=high)
