"""A file of moves: a line is an option's number or id; empty lines and lines that begin with # are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.texts.formats import typed


class WrongMove(ValueError):
    """A line that cannot be played: its number in the file, what stands there, and what is wrong with it."""

    def __init__(self, number: int, word: str, why: str) -> None:
        super().__init__(f"line {number}: {word}: {why}")
        self.number, self.word, self.why = number, word, why


class Moves:
    """Choices read one by one; `number` is the line of the last one.

    >>> moves = Moves(["# opening", "", "2  # a card", "pass"])
    >>> moves.next(), moves.number, moves.next(), moves.next()
    ('2', 3, 'pass', None)
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines: Iterator[str] = iter(lines)
        self.number = 0

    def next(self) -> str | None:
        """The next choice, None at the end."""
        for line in self.lines:
            self.number += 1
            word = typed(line.lstrip("\ufeff").split("#")[0])
            if word:
                return word
        return None
