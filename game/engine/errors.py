"""What goes wrong at the engine's public door: few classes, all under ValueError."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from game.pack.base import Text

from . import sentences


class UnknownName(LookupError):
    """A name that nothing goes by; the nearest one and all others are named. `kind` is one of `sentences.KINDS`.

    >>> str(UnknownName("seat", "nort", ["north", "south"]))
    "there is no seat 'nort'; did you mean 'north'? (there are: north, south)"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        near = difflib.get_close_matches(name, self.known, 1)
        self.nearest = near[0] if near else ""
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        return sentences.unknown_name(self.kind, self.name, self.nearest, self.known[:40]).get(lang)


class IllegalMove(ValueError):
    """A move that the rules do not allow now; `reasons` say why and what would make it legal. `position` is the text
    of the position as the seat sees it, too long for a sentence.

    >>> error = IllegalMove("2026Q1 cabinet 0 north build", (Text(ja="資材が足りません", en="Not enough timber"),))
    >>> str(error)
    '2026Q1 cabinet 0 north build: not legal now. Not enough timber'
    """

    def __init__(self, move: str, reasons: tuple[Text, ...] = (), game: int = 0, position: str = "") -> None:
        self.move, self.reasons, self.game, self.position = move, reasons, game, position
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        return sentences.illegal_move(self.move, self.reasons).get(lang)


class UnreadableMove(ValueError):
    """A move text that cannot be read, or that means more than one thing."""


class UnreadablePosition(ValueError):
    """A text that no game can be made of; `line` counts from 1, `code` is one of `sentences.POSITION`, `values` what its
    sentence quotes.

    >>> error = UnreadablePosition(7, "track plot ?", "seen")
    >>> str(error)
    "line 7, 'track plot ?': this is what a seat sees; a game cannot be made of it"
    >>> error.code, error.text("ja") == error.text("en")
    ('seen', False)
    """

    def __init__(self, line: int, found: str, code: str, **values: object) -> None:
        self.line, self.found, self.code, self.values = line, found, code, values
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        return sentences.unreadable_position(self.line, self.found[:80], self.code, self.values).get(lang)


class RecordError(ValueError):
    """A game record that cannot be opened, or that the rules do not confirm; `code` names the reason,
    `where` the move or the turn, if it is one."""

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(message)
        self.code, self.where = code, where
