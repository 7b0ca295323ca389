"""Whether the window can be opened with what is installed; where not, what to do, in both languages at once.

Asked before anything of pygame is imported, and so before anybody knows which language to speak.

>>> problem()
''
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from game.texts.words import LANGUAGES, Words

BESIDES = ("budoux",)  # what the window needs besides pygame-ce, as in requirements/desktop.in


def problem() -> str:
    """Why the window cannot be opened, a line for each language; "" where it can. Imports pygame."""
    if find_spec("pygame") is None:
        return both("needs.missing", names=", ".join(["pygame-ce", *missing()]))
    try:
        pygame = import_module("pygame")
    except ImportError as e:  # a library of the system that it needs, or a broken installation
        return both("needs.broken", error=str(e).strip().splitlines()[0] if str(e).strip() else type(e).__name__)
    if not getattr(pygame, "IS_CE", False):
        return both("needs.other_pygame")
    return both("needs.missing", names=", ".join(missing())) if missing() else ""


def missing() -> list[str]:
    """Packages besides pygame-ce that are not installed."""
    return [name for name in BESIDES if find_spec(name) is None]


def both(key: str, **values: str) -> str:
    """A text in each language, a line for each."""
    return "\n".join(Words(lang)(key, **values) for lang in LANGUAGES)
