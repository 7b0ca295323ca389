"""The words of the interface, in Japanese and English, from the files in `catalogue/`; and which language to speak.

>>> w = Words("en")
>>> w("play.saved", name="a.json")
'Saved: a.json'
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .formats import money, short

LANGUAGES = ("ja", "en")
FOLDER = Path(__file__).with_name("catalogue")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every text of every file: "section.key" -> language -> words. A section stands in one file only."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        sections: dict[str, dict[str, dict[str, str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {f"{section}.{key}": texts for section, keys in sections.items() for key, texts in keys.items()}
    return found


class Words:
    """The texts in one language; calling it fills the places in braces."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key.

        :raises KeyError: for a key that is not in the catalogue, or a place that got no value.
        """
        text = catalogue()[key][self.lang]
        return text.format(**values) if values else text

    def __contains__(self, key: str) -> bool:
        return key in catalogue()

    def money(self, amount: float, yearly: bool) -> str:
        """A sum in trillion yen: "¥0.5 trillion a year"; what comes in has a plus."""
        text = money(abs(amount), "jpy", self.lang, yearly)
        return text if amount > 0 else f"+{text}"

    def brief_money(self, amount: float, yearly: bool) -> str:
        """The same as short as it can be told beside an option: "¥0.5tn/yr"."""
        if self.lang == "ja":
            return self.money(amount, yearly)
        return f"{'' if amount > 0 else '+'}¥{short(abs(amount))}tn{'/yr' if yearly else ''}"

    def named(self, section: str, name: str) -> str:
        """The text of `section.name`, or the name itself: for ids that a pack of another author may bring along."""
        texts = catalogue().get(f"{section}.{name}")
        return texts[self.lang] if texts else name.replace("_", " ")


def language(environ: Mapping[str, str], system: str = "") -> str:
    """The language of the person: by the usual variables, else by the system's own setting, else English.

    >>> language({"LANG": "ja_JP.UTF-8"}), language({"LC_ALL": "C", "LANG": "ja_JP"}), language({}, "Japanese_Japan")
    ('ja', 'en', 'ja')
    """
    for name in ("ITABASAMI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "ja" if environ[name].lower().startswith("ja") else "en"
    return "ja" if system.lower().startswith(("ja", "japanese")) else "en"


def system_language() -> str:
    """What the operating system says where no variable is set: Windows and programs started from a desktop."""
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or ""
    return ""
