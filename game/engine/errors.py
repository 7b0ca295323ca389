"""What goes wrong at the engine's public door: few classes, all under ValueError."""

from __future__ import annotations

from game.pack.schema import Text


class IllegalMove(ValueError):
    """A move that the rules do not allow now; `reasons` say why and what would make it legal.

    >>> error = IllegalMove("2026Q1 cabinet 0 north build", (Text(ja="資材が足りません", en="Not enough timber"),))
    >>> str(error)
    '2026Q1 cabinet 0 north build: not legal now. Not enough timber'
    """

    def __init__(self, move: str, reasons: tuple[Text, ...] = (), game: int = 0) -> None:
        self.move, self.reasons, self.game = move, reasons, game
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        head = f"{self.move}: 今は選べません。" if lang == "ja" else f"{self.move}: not legal now. "
        return head + (" / " if lang == "en" else "").join(r.get(lang) for r in self.reasons)


class UnreadableMove(ValueError):
    """A move text that cannot be read, or that means more than one thing."""


class RecordError(ValueError):
    """A game record that cannot be opened, or that the rules do not confirm; `code` names the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
