"""What a player has set: values that are always valid, and the file that keeps them.

    kept = SettingsFile.open(folders.settings, environ=os.environ, system=system_language())
    kept.trouble(words)            a sentence for the player where the file could not be used, else ""
    kept.now                       the Settings
    kept.change(volume=40)         at once, in memory: while a slider moves
    kept.keep()                    writes what has changed; false where that fails, and `trouble` says why

Whatever is wrong with the file, the game starts with standard values and goes on; a file that is damaged or somebody else's is
moved aside, never overwritten. The file holds only what was changed, and `keep` writes only what this window
has changed since, so that two windows keep each other's changes and a later version's own settings stay.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "settings.json"
>>> one, two = SettingsFile.open(path), SettingsFile.open(path)
>>> one.change(volume=40), two.change(text_scale=120)
(None, None)
>>> one.keep(), two.keep()
(True, True)
>>> again = SettingsFile.open(path).now
>>> again.volume, again.text_scale
(40, 120)
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from game import files
from game.files import FileError
from game.texts.words import LANGUAGES, Words, language

MARK = ("itabasami", "settings")  # the key and the value by which a file is known as ours
LARGEST = 100_000  # bytes; a real file has a few hundred
ASIDES = 9  # damaged files that are kept; after that the last one is replaced
TEXT_SCALES = tuple(range(80, 151, 10))  # per cent
SMALLEST, GREATEST = (640, 400), (16_384, 16_384)  # pixels of a window
log = logging.getLogger(__name__)


def whole(low: int, high: int) -> Callable[[Any], bool]:
    """A test for whole numbers between two bounds; true and false are no numbers."""
    return lambda x: isinstance(x, int) and not isinstance(x, bool) and low <= x <= high


def yes_or_no(x: Any) -> bool:
    """A test for true and false."""
    return isinstance(x, bool)


def window(x: Any) -> bool:
    """A test for the width and the height of a window in pixels."""
    bounds = zip(x, SMALLEST, GREATEST, strict=True) if isinstance(x, (tuple, list)) and len(x) == 2 else ()
    found = [whole(low, high)(n) for n, low, high in bounds]
    return len(found) == 2 and all(found)


CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "lang": lambda x: x in LANGUAGES,
    "text_scale": lambda x: whole(80, 150)(x) and x in TEXT_SCALES,
    "reduced_motion": yes_or_no,
    "volume": whole(0, 100),
    "muted": yes_or_no,
    "full_screen": yes_or_no,
    "window": window,
    "class_edition": yes_or_no,
    "tutorial_done": yes_or_no,
}


@dataclass(frozen=True)
class Settings:
    """What a player has set. Sizes in pixels, `text_scale` and `volume` in per cent.

    >>> Settings(volume=30).volume
    30
    >>> Settings(volume=300)
    Traceback (most recent call last):
    ValueError: volume cannot be 300
    """

    lang: str = "en"
    text_scale: int = 100  # one of TEXT_SCALES
    reduced_motion: bool = False
    volume: int = 70  # 0 to 100
    muted: bool = False
    full_screen: bool = False
    window: tuple[int, int] = (1280, 720)
    class_edition: bool = False  # neutral names
    tutorial_done: bool = False

    def __post_init__(self) -> None:
        """:raises ValueError: for a value that a setting cannot have."""
        for name, good in CHECKS.items():
            if not good(getattr(self, name)):
                raise ValueError(f"{name} cannot be {getattr(self, name)!r}")
        object.__setattr__(self, "window", tuple(self.window))


NAMES = tuple(f.name for f in fields(Settings))


class Unusable(ValueError):
    """A settings file that cannot be used; `code` is a key of the section `settings_file`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def read(path: Path) -> dict[str, Any]:
    """What stands in a file, unchecked but for whose it is; empty where there is no file.

    :raises Unusable: where it cannot be read (unreadable), is no JSON or cut short (damaged), or is somebody else's (foreign).
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as e:
        raise Unusable("unreadable", str(e)) from e
    if len(raw) > LARGEST:
        raise Unusable("foreign", f"larger than {LARGEST} bytes")
    try:
        held = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as e:
        raise Unusable("damaged", str(e)) from e
    if not isinstance(held, dict) or held.get(MARK[0]) != MARK[1]:
        raise Unusable("foreign", "without the mark of this game's settings")
    return held


def put_aside(path: Path) -> Path:
    """Renames a file that cannot be used, for its owner to look at; where it lies now, also where that has failed."""
    names = [
        path.with_name(f"{path.stem}.unusable{f'-{i}' if i > 1 else ''}{path.suffix}") for i in range(1, ASIDES + 1)
    ]
    aside = next((name for name in names if not os.path.lexists(name)), names[-1])
    try:
        os.replace(path, aside)
    except OSError as e:
        log.warning("the settings file could not be moved aside: %s", e)
        return path
    return aside


@dataclass
class SettingsFile:
    """The settings of this window and the file that keeps them. Made by `open`; used by the main thread alone."""

    path: Path
    now: Settings
    unkept: dict[str, Any] = field(default_factory=dict[str, Any])  # what has changed since the file was written
    code: str = ""  # what is wrong, a key of the section `settings_file`; "" where all is well
    named: str = ""  # the file that the sentence names

    @classmethod
    def open(cls, path: Path, *, environ: Mapping[str, str] | None = None, system: str = "") -> SettingsFile:
        """The settings of a file, or standard ones. The language is, in this order: what ITABASAMI_LANG says, what the
        player has chosen, what the system says (`game.texts.words.language`)."""
        around = os.environ if environ is None else environ
        found = cls(path, Settings(lang=language(around, system)))
        held = found.look()
        good = {name: held[name] for name in NAMES if name in held and CHECKS[name](held[name])}
        bad = [name for name in NAMES if name in held and name not in good]
        if around.get("ITABASAMI_LANG"):
            good.pop("lang", None)
        found.now = replace(found.now, **good)
        if bad:
            log.warning("settings that cannot be used: %s", ", ".join(f"{name}={held[name]!r}" for name in bad))
            found.set_aside("values")
            found.unkept = {name: value for name, value in held.items() if name not in bad}
            code, named = found.code, found.named
            found.keep()
            found.code, found.named = found.code or code, found.named or named
        return found

    def look(self) -> dict[str, Any]:
        """What the file holds now. One that is damaged or somebody else's is moved aside, and counts as empty."""
        try:
            return read(self.path)
        except Unusable as e:
            log.warning("settings: %s: %s", e.code, e)
            if e.code == "unreadable":
                self.code, self.named = e.code, self.path.name
            else:
                self.set_aside(e.code)
            return {}

    def set_aside(self, code: str) -> None:
        """Moves the file aside and notes why."""
        self.named = put_aside(self.path).name
        self.code = code

    def change(self, **values: Any) -> None:
        """Sets values of `Settings` at once, in memory; `keep` writes them.

        :raises ValueError: for a value that a setting cannot have; TypeError for a setting that there is not.
        """
        self.now = replace(self.now, **values)
        self.unkept |= values

    def keep(self) -> bool:
        """Writes what has changed, whole or not at all. Where that fails `trouble` says why; the next time tries again."""
        if not self.unkept:
            return True
        self.code = self.named = ""
        held = self.look()
        if self.code == "unreadable":  # it may hold what somebody wants back
            self.code, self.named = "permission", self.path.name
            return False
        own = self.plain() if self.code else self.unkept  # after the file was moved aside, nothing of ours is in it
        text = json.dumps({MARK[0]: MARK[1], **held, **own}, ensure_ascii=False, indent=2) + "\n"
        try:
            files.write(self.path, text)
        except FileError as e:
            log.warning("settings not saved: %s", e.detail)
            self.code, self.named = e.code if e.code in ("full", "permission") else "other", self.path.name
            return False
        self.unkept = {}
        return True

    def trouble(self, words: Words) -> str:
        """What is wrong with the file, in one sentence for the player; "" where all is well."""
        return words(f"settings_file.{self.code}", name=self.named) if self.code else ""

    def plain(self) -> dict[str, Any]:
        """The settings as values of JSON, for a report of a fault."""
        return asdict(self.now)
