"""What may be typed besides an option: one letter, or a word of either language, and what it is about.

>>> order("w 支持率"), order("why approval"), order("?3"), order("説明 3")
(('w', '支持率'), ('w', 'approval'), ('?', '3'), ('?', '3'))
>>> order("3"), order("order_f35")
(None, None)
"""

from __future__ import annotations

from functools import cache

from game.texts.formats import typed
from game.texts.words import LANGUAGES, catalogue

LETTERS = {
    "?": "help",
    "m": "board",
    "w": "why",
    "o": "sources",
    "t": "talks",
    "g": "goals",
    "x": "closed",
    "v": "forecast",
    "u": "undo",
    "s": "save",
    "l": "saves",
    "q": "quit",
}


@cache
def spellings() -> dict[str, str]:
    """Every letter and word that is understood, and its letter."""
    found = {letter: letter for letter in LETTERS}
    for letter, name in LETTERS.items():
        for lang in LANGUAGES:
            found.update(dict.fromkeys(catalogue()[f"order.{name}"][lang].split(), letter))
    return found


def order(text: str) -> tuple[str, str] | None:
    """The letter of an order and what it is about; None for what is no order."""
    text = typed(text)
    if text.startswith("?"):
        return "?", text[1:].strip()
    word, _, rest = text.partition(" ")
    letter = spellings().get(word.lower())
    return None if letter is None else (letter, rest.strip())
