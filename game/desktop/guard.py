"""Between the window and the app: an error in a screen is logged in full and told in one sentence, and the game goes on.

    guard = Guard(app)
    guard.handle(event, ratio); guard.update(now); guard.draw(surface, now)      as those of the app

Every choice was saved when it was made, so a fault costs the screen that it happened in and nothing else. Each fault in a row
gives up more: first the dialogs, then the screen (the game's own is shown anew), then the game (the title). A fault at the title
before anybody has done anything there ends the program: there is nothing left that could be given up.

Only the window stands behind a guard. Tests and the gallery use the app itself, where errors come through.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import pygame

if TYPE_CHECKING:
    from .app import App

T = TypeVar("T")
ACTS = (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN)  # what only a person does
log = logging.getLogger(__name__)


class Guard:
    """An app that outlives its screens' errors. `run` raises what cannot be outlived."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.given_up = (
            0  # how much the last fault has cost: 1 the dialogs, 2 the screen, 3 the game; 0 once that has worked
        )
        self.drawn = False  # whether a picture has been drawn since
        self.seen: set[tuple[str, ...]] = set()  # faults that have been there before

    def handle(self, event: pygame.event.Event, ratio: float = 1.0) -> None:
        if event.type in ACTS and self.drawn:  # somebody goes on with what the last fault has left
            self.given_up = 0
        self.run(lambda: self.app.handle(event, ratio), None)

    def update(self, now: float) -> None:
        self.run(lambda: self.app.update(now), None)
        journal = self.app.services.journal
        if journal is not None and journal.fault is not None:  # of a thread; it stands in the log already
            fault, journal.fault = journal.fault, None
            self.app.say(self.app.sentence(fault), "warning")

    def draw(self, surface: pygame.Surface, now: float) -> bool:
        surface.set_clip(None)  # a drawing that broke off has left its own
        drawn = self.run(lambda: self.app.draw(surface, now), False)
        self.drawn = self.drawn or drawn
        return drawn

    def run(self, work: Callable[[], T], otherwise: T) -> T:
        """Does something; what goes wrong there costs what must be given up."""
        try:
            return work()
        except Exception as e:  # noqa: BLE001  logged in full and told by `caught`
            self.caught(e)
            return otherwise

    def caught(self, error: Exception) -> None:
        """Logs a fault, gives up what has to be, and tells the player.

        :raises Exception: the fault itself where nothing helps.
        """
        log.error("a screen has failed: %s", [type(s).__name__ for s in self.app.screens], exc_info=error)
        known = signature(error)
        if known in self.seen:  # the same fault again: what was given up last time was not enough
            self.given_up = max(self.given_up, 1)
        self.seen.add(known)
        self.drawn = False
        ways = {1: self.without_dialogs, 2: self.anew, 3: self.at_the_title}
        if self.app.play is None:
            del ways[2]
        for cost, way in ways.items():
            if cost <= self.given_up:
                continue
            self.given_up = cost
            try:
                way()
                self.tell(error)
                return
            except Exception as e:
                log.exception("and so has what was shown in its place: %s", type(e).__name__)
        raise error

    def without_dialogs(self) -> None:
        """The screen stays as it is, without what lies over it."""
        app = self.app
        for screen in reversed(app.screens[1:]):
            app.screens.remove(screen)
            app.stage.close(screen.sheet)
            screen.closed()
        app.refresh()

    def anew(self) -> None:
        """The game's screen for what is at hand, made anew."""
        assert self.app.play is not None
        self.app.play.close()
        self.clear()
        self.app.play.show()

    def at_the_title(self) -> None:
        """Back to the title; the game lies in its file."""
        from .screens.title import Title

        app = self.app
        if app.play is not None:
            app.play.leave()
        self.clear()
        app.go(Title(app))

    def clear(self) -> None:
        """Takes all screens away, whatever they say to that."""
        app = self.app
        app.stage.clear()
        while app.screens:
            screen = app.screens.pop()
            try:
                screen.closed()
            except Exception:
                log.exception("a screen that has failed does not close: %s", type(screen).__name__)

    def tell(self, error: Exception) -> None:
        """One sentence, and what can be done."""
        from .screens.fault import Fault

        self.app.cue("alert")
        self.app.open(Fault(self.app, self.app.sentence(error)))


def signature(error: BaseException) -> tuple[str, ...]:
    """What kind of error it is and where it came from, to know it again.

    >>> def fail(text):
    ...     return int(text)
    >>> found = []
    >>> for text in ("x", "x", "y"):
    ...     try:
    ...         fail(text)
    ...     except ValueError as e:
    ...         found.append(signature(e))
    >>> found[0] == found[1] == found[2], found[0][0]
    (True, 'ValueError')
    """
    at, places = error.__traceback__, list[str]()
    while at is not None:
        places.append(f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}")
        at = at.tb_next
    return (type(error).__name__, *places[-3:])
