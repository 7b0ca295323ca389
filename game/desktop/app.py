"""The program in a window: what is on the stage, settings, the clock, and the loop that draws only when something has changed.

    app = App(settings, words, store, pack=load)      everything but a window
    app.go(Title(app))                                a screen
    app.open(Dialog(app)); app.close(dialog)          on top of it
    app.handle(event); app.update(now); app.draw(surface, now)

The window itself is `window`; tests and the gallery give a surface of their own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pygame

from game.texts.words import Words

from . import toasts
from .assets import told
from .jobs import Jobs
from .kit import theme
from .kit.boxes import Frame
from .kit.node import Node
from .kit.stage import WHY, Stage
from .kit.text import Label
from .screen import Dialog, Screen

if TYPE_CHECKING:  # the engine and all that needs it come after the first frame
    from game.pack import Pack
    from game.saves.store import Store

    from .coach import Coach
    from .instance import Instance
    from .journal import Journal
    from .map_base import BaseMaps
    from .play import Play
    from .settings import Settings, SettingsFile
    from .sound import Sound

TOUCHES = (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL, pygame.KEYDOWN)
FADE = 0.18  # seconds from one screen to the next


@dataclass
class Services:
    """What lies beneath the screens. The gallery and tests go without; `start` makes all of them."""

    kept: SettingsFile | None = None
    sound: Sound | None = None
    instance: Instance | None = None
    journal: Journal | None = None


class App:
    """Everything that screens share."""

    def __init__(
        self, settings: Settings, store: Store, load_pack: Callable[[], Pack], services: Services | None = None
    ) -> None:
        self.settings, self.store = settings, store
        self.words = Words(settings.lang)
        self.services = services or Services()
        self.jobs = Jobs(self.sentence)
        self.load_pack = load_pack
        self.stage = Stage(tips=self.tip, tell=self.heard, explain=self.explain)
        self.screens: list[Screen] = []
        self.play: Play | None = None
        self.coach: Coach | None = None  # who guides a first game
        self.running = True
        self.asked: Screen | None = None  # the question whether to end and lose something
        self.now = 0.0
        self.touched = 0.0  # when somebody did something last: what moves for its beauty alone rests after a while
        self.toasts = toasts.Toasts(self)
        self.fading: tuple[pygame.Surface, float] | None = None
        self.shown: pygame.Surface | None = None  # the last frame
        self.toggle_window: Callable[[bool], None] = lambda full: None

    @cached_property
    def pack(self) -> Pack:
        """The pack that is played; read when it is first asked for."""
        return self.load_pack()

    @property
    def still(self) -> bool:
        """Whether nothing should move that need not."""
        return self.settings.reduced_motion

    @cached_property
    def base_maps(self) -> BaseMaps:
        """Pictures of parts of the map; they outlast the screens that show them."""
        from .map_base import BaseMaps

        return BaseMaps()

    # screens

    @property
    def screen(self) -> Screen:
        """The screen below all dialogs."""
        return next(s for s in self.screens if s.kind == "screen")

    @property
    def upper(self) -> Screen:
        return self.screens[-1]

    def go(self, screen: Screen) -> None:
        """Shows another screen in place of everything that is shown."""
        if self.shown is not None and not self.still:
            self.fading = (self.shown.copy(), self.now)
        for old in reversed(self.screens):
            old.closed()
        self.stage.clear()
        self.touched = self.now
        self.screens = [screen]
        self.stage.show(screen.sheet)
        screen.opened()

    def open(self, dialog: Screen) -> None:
        """Puts a dialog on top."""
        self.screens.append(dialog)
        self.stage.show(dialog.sheet)
        dialog.opened()

    def close(self, dialog: Screen | None = None) -> None:
        """Takes a dialog away, by default the highest."""
        dialog = dialog or self.upper
        if dialog in self.screens and dialog is not self.screens[0]:
            self.screens.remove(dialog)
            dialog.closed()
            self.stage.close(dialog.sheet)

    def refresh(self) -> None:
        """What is shown has changed."""
        self.stage.refresh()

    # settings

    def set(self, **changes: object) -> None:
        """Changes settings at once, and keeps them."""
        before = self.settings
        self.settings = replace(before, **changes)  # type: ignore[arg-type]
        if self.settings.lang != before.lang:
            self.words = Words(self.settings.lang)
            if self.play is not None:
                self.play.speak(self.settings.lang)
        if self.settings.full_screen != before.full_screen:
            self.toggle_window(self.settings.full_screen)
        kept = self.services.kept
        if kept is not None:
            kept.change(**changes)
            if not kept.keep():
                self.say(kept.trouble(self.words), "warning")
        if self.services.sound is not None:
            self.services.sound.set(volume=self.settings.volume, muted=self.settings.muted)
        if self.services.journal is not None:
            self.services.journal.words = self.words
        self.resize(self.stage.size)

    def resize(self, size: tuple[int, int]) -> None:
        """The window has another size, or text has."""
        self.stage.resize((max(320, size[0]), max(240, size[1])), self.settings.text_scale / 100)

    # saying

    def say(self, text: str, kind: str = "note") -> None:
        """A sentence at the edge of the screen for a few seconds; `kind`: note, good, warning."""
        self.toasts.add(text, kind)

    def sentence(self, error: BaseException) -> str:
        """What the player reads of an error that stands in the log."""
        if self.services.journal is not None:
            return self.services.journal.sentence(error)
        logging.getLogger(__name__).error("%s", error, exc_info=error)
        text = getattr(told(error), "text", None)
        return str(text(self.words.lang)) if callable(text) else str(error)

    def cue(self, name: str) -> None:
        """A sound, by the name of its cue (`sound.CUES`)."""
        if self.services.sound is not None:
            self.services.sound.play(name)

    def heard(self, event: str) -> None:
        """What the stage tells."""
        if event == "press":
            self.cue("card")

    def explain(self, name: str) -> None:
        """Opens the whole card of a figure."""
        from .figure_card import FigureCard

        self.open(FigureCard(self, name))

    def tip(self, tip: str, node: Node) -> Node | None:
        """The tree of a tip: a sentence, or the card of a figure."""
        if tip.startswith(WHY):
            from .figure_card import brief

            return brief(self, tip[len(WHY) :])
        return Frame(Label(tip, theme.SMALL), pad=2) if tip else None

    # time and input

    def handle(self, event: pygame.event.Event, ratio: float = 1.0) -> None:
        """An event of the window. `ratio`: pixels of the surface for one of the pointer's."""
        stage, kind = self.stage, event.type
        if kind in TOUCHES:
            self.touched = self.now
        if kind in (pygame.QUIT, pygame.WINDOWCLOSE):
            self.quit()
        elif not self.screens:
            return
        elif kind == pygame.MOUSEMOTION:
            stage.motion(*self.units(event.pos, ratio))
        elif kind == pygame.MOUSEBUTTONDOWN and event.button == 1:
            stage.down(*self.units(event.pos, ratio))
        elif kind == pygame.MOUSEBUTTONUP and event.button == 1:
            stage.up(*self.units(event.pos, ratio))
        elif kind == pygame.MOUSEWHEEL:
            stage.wheel(getattr(event, "precise_y", event.y))
        elif kind == pygame.WINDOWLEAVE:
            stage.pointed_at(-1, -1)
        elif kind == pygame.KEYDOWN:
            self.key(event)
        elif kind == pygame.TEXTINPUT:
            self.typed(event.text)
        elif kind == pygame.TEXTEDITING:
            self.composing(event.text)

    def units(self, pos: tuple[int, int], ratio: float) -> tuple[float, float]:
        unit = self.stage.fonts.unit
        return pos[0] * ratio / unit, pos[1] * ratio / unit

    def key(self, event: pygame.event.Event) -> None:
        """Keys that work everywhere, then those of the stage."""
        from .kit.controls import Field

        mod = getattr(event, "mod", 0)
        typing = isinstance(self.stage.focused, Field)
        text = "" if typing else getattr(event, "unicode", "")
        if event.key == pygame.K_F11 or (event.key == pygame.K_RETURN and mod & pygame.KMOD_ALT):
            self.set(full_screen=not self.settings.full_screen)
        elif event.key == pygame.K_F2:
            self.set(lang="en" if self.settings.lang == "ja" else "ja")
        elif event.key == pygame.K_q and mod & pygame.KMOD_CTRL:
            self.quit()
        elif mod & (pygame.KMOD_CTRL | pygame.KMOD_META) and event.key in (
            pygame.K_PLUS,
            pygame.K_EQUALS,
            pygame.K_MINUS,
            pygame.K_KP_PLUS,
            pygame.K_KP_MINUS,
        ):
            step = -10 if event.key in (pygame.K_MINUS, pygame.K_KP_MINUS) else 10
            self.set(text_scale=max(80, min(150, self.settings.text_scale + step)))
        elif (text == "?" or event.key == pygame.K_F1) and not typing:
            self.keys_help()
        elif (self.coach is not None and self.coach.key(event.key)) or self.stage.key(
            event.key, text, shift=bool(mod & pygame.KMOD_SHIFT)
        ):
            return
        elif text.lower() == "m" and not typing:
            self.set(muted=not self.settings.muted)

    def keys_help(self) -> None:
        """Shows which keys there are."""
        from .screens.keys import Keys

        if not isinstance(self.upper, Keys):
            self.open(Keys(self))

    def typed(self, text: str) -> None:
        """Text, as an input method gives it; only fields take it."""
        from .kit.controls import Field

        node = self.stage.focused
        if isinstance(node, Field):
            node.composing = ""
            node.typed(0, text)
            self.stage.spoil(node.rect)

    def composing(self, text: str) -> None:
        """What an input method has not finished yet."""
        from .kit.controls import Field

        node = self.stage.focused
        if isinstance(node, Field):
            node.composing = text
            self.stage.spoil(node.rect)

    def update(self, now: float) -> None:
        """Once a frame: results of work beside the drawing, tips, sentences that have been shown long enough."""
        self.now = now
        self.jobs.poll()
        for screen in tuple(self.screens):
            screen.update(now)
        if self.play is not None:
            self.play.update()
        self.stage.tick(now)
        if self.coach is not None:
            self.coach.update()
        self.toasts.tick(now)

    def draw(self, surface: pygame.Surface, now: float) -> bool:
        """Brings the surface up to date; whether anything was drawn."""
        drawn = self.stage.frame(surface, now)
        if self.fading is not None:
            old, since = self.fading
            share = (now - since) / FADE
            if share >= 1 or old.get_size() != surface.get_size():
                self.fading = None
                self.stage.spoil()
            else:
                if not drawn and self.stage.base is not None:
                    surface.blit(self.stage.base, (0, 0))
                old.set_alpha(round(255 * (1 - share)))
                surface.blit(old, (0, 0))
                drawn = True
        self.shown = surface
        return drawn

    @property
    def pause(self) -> float:
        """Seconds that the loop may wait for an event: 0 while something moves."""
        if self.stage.damage or self.stage.moving or self.fading is not None:
            return 0.0
        waits = [0.5]
        if self.jobs.busy or any(s.busy for s in self.screens) or (self.play is not None and self.play.busy):
            waits.append(0.04)
        if self.stage.waiting is not None:
            waits.append(self.stage.waiting + 0.01)
        if self.toasts.waiting is not None:
            waits.append(self.toasts.waiting + 0.01)
        return min(waits)

    def quit(self) -> None:
        """Ends the program. Every choice has been saved already; where one could not be, it asks first."""
        session = self.play.session if self.play is not None else None
        if session is None or not session.unsaved or session.save() or self.asked in self.screens:
            self.running = False
            return
        confirm(self, self.words("fault.unsaved"), self.words("fault.quit_anyway"), self.end)
        self.asked = self.upper

    def end(self) -> None:
        """Ends the program, whatever is lost."""
        self.running = False

    def leave(self) -> None:
        """Stops all work beside the drawing."""
        for screen in reversed(self.screens):
            screen.closed()
        if self.play is not None:
            self.play.close()
        self.jobs.close()
        if "base_maps" in self.__dict__:  # only where a map has been shown
            self.base_maps.close()
        if self.services.sound is not None:
            self.services.sound.close()
        if self.services.instance is not None:
            self.services.instance.close()
        if self.services.journal is not None:
            self.services.journal.close()


def confirm(app: App, text: str, yes: str, action: Callable[[], None]) -> None:
    """Asks before something that cannot be taken back."""
    from .screens.confirm import Confirm

    app.open(Confirm(app, text, yes, action))


__all__ = ["App", "Dialog", "Screen", "confirm"]
