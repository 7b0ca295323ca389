"""Starting the game in a window: settings, log, the title or a game, and an end in order whatever happens.

problem()                      why there can be no window here, in both languages; "" where there can
run(lang, load_pack, begin)    until the window is closed; the exit code
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from game.texts.words import LANGUAGES, Words, system_language

from . import needs

if TYPE_CHECKING:
    from game.pack import Pack

    from .app import App
    from .window import Window

    Begin = Callable[[App], None]

log = logging.getLogger(__name__)


def problem(environ: Mapping[str, str], system: str = sys.platform) -> str:
    """Why the window cannot be opened here, a line for each language; "" where it can.

    >>> problem({}, "linux").splitlines()[-1]
    'There is no screen here, so the game begins in the terminal.'
    """
    if not has_screen(environ, system):
        return "\n".join(Words(lang)("start.no_screen") for lang in LANGUAGES)
    return needs.problem()


def has_screen(environ: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether there is a screen to open a window on. SDL_VIDEODRIVER asks for one of SDL's own.

    >>> has_screen({"DISPLAY": ":0"}, "linux"), has_screen({}, "win32"), has_screen({}, "linux")
    (True, True, False)
    """
    if environ.get("SDL_VIDEODRIVER"):
        return True
    return system in ("win32", "darwin") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def run(lang: str, load_pack: Callable[[], Pack], begin: Begin | None = None) -> int:
    """Opens the window and runs until it is closed. `lang`: the language asked for, "" for that of the settings.
    `begin(app)` shows a first screen instead of the title; what it raises is the caller's. Returns the exit code."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    sys.setswitchinterval(0.002)  # drawing gets its turn soon while something is worked out beside it
    from .folders import Folders
    from .journal import Journal
    from .settings import SettingsFile

    folders = Folders.default()
    journal = Journal.start(folders.log, Words(lang))
    kept = SettingsFile.open(folders.settings, environ=os.environ, system=system_language())
    if lang:
        kept.now = replace(kept.now, lang=lang)  # for this run only
    from .kit.fonts import MissingAsset
    from .window import Window

    journal.words = Words(kept.now.lang)
    try:
        window = Window(kept.now.window, kept.now.full_screen)
        window.splash()
    except MissingAsset as e:
        log.exception("the first frame")
        ended(journal.sentence(e))
        return 1

    from game.saves.store import Store

    from .app import App, Services
    from .instance import Instance
    from .sound import Sound

    services = Services(kept, Sound(kept.now.volume, kept.now.muted), Instance.begin(folders.running), journal)
    app = App(kept.now, Store.default(), load_pack, services)
    try:
        return shown(window, app, begin)
    finally:
        window.close()
        app.leave()


def ended(text: str) -> None:
    """Says why the program ends: on the terminal, or in a box where nobody looks at one."""
    import pygame

    if sys.stderr is not None:
        print(text, file=sys.stderr)
        if sys.stderr.isatty():
            return
    if os.environ.get("SDL_VIDEODRIVER") != "dummy":
        try:
            pygame.display.message_box("Itabasami 板挟み", text, message_type="error")
        except pygame.error:  # no screen for it either
            log.exception("the end could not be told")


def shown(window: Window, app: App, begin: Begin | None) -> int:
    """Shows the first screen and runs."""
    window.show(app)
    if begin is None:
        from .screens.title import Title

        app.go(Title(app))
    else:
        begin(app)
    try:
        window.step(app)
        later(app)
        window.run(app)
    except Exception as e:  # what `guard` could not outlive; every choice was saved when it was made
        log.exception("the program ends")
        ended(app.sentence(e))
        return 1
    return 0


def later(app: App) -> None:
    """What can wait until the first screen is seen."""
    from game.saves.store import SaveError

    services = app.services
    if services.sound is not None:
        services.sound.start()
    if services.kept is not None:
        app.say(services.kept.trouble(app.words), "warning")
    try:
        app.store.tidy()
    except SaveError as e:
        app.say(e.text(app.words.lang), "warning")
