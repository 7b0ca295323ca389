"""Starting the game in a window: settings, log, the title or a game, and an end in order whatever happens.

problem()                      why there can be no window here, in both languages; "" where there can
run(lang, load_pack, begin)    until the window is closed; the exit code
"""

from __future__ import annotations

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
    from .window import Window

    window = Window(kept.now.window, kept.now.full_screen)
    window.splash()

    from game.saves.store import Store

    from .app import App, Services
    from .instance import Instance
    from .sound import Sound

    journal.words = Words(kept.now.lang)
    services = Services(kept, Sound(kept.now.volume, kept.now.muted), Instance.begin(folders.running), journal)
    app = App(kept.now, Store.default(), load_pack, services)
    try:
        return shown(window, app, begin)
    finally:
        app.leave()


def shown(window: Window, app: App, begin: Begin | None) -> int:
    """Shows the first screen, then does what can wait until it is seen, and runs."""
    from game.saves.store import SaveError

    window.show(app)
    if begin is None:
        from .screens.title import Title

        app.go(Title(app))
    else:
        begin(app)
    window.step(app)
    services = app.services
    if services.sound is not None:
        services.sound.start()
    if services.kept is not None:
        app.say(services.kept.trouble(app.words), "warning")
    try:
        app.store.tidy()
    except SaveError as e:
        app.say(e.text(app.words.lang), "warning")
    try:
        window.run(app)
    except Exception as e:  # noqa: BLE001  logged in full by `sentence`; every choice was saved when it was made
        print(app.sentence(e), file=sys.stderr)
        return 1
    return 0
