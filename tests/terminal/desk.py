"""A desk to play at: a session of a shipped pack whose keyboard is a list of lines and whose screen is a text."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from game.players.table import HUMAN, Table
from game.saves.store import Store
from game.terminal.moves import Moves
from game.terminal.rich_view import THEME, RichView
from game.terminal.session import Session
from game.terminal.view import PlainView, View
from game.texts.words import Words
from tests.packs import compiled

SEED = 7


def new_table(seed: int = SEED, seat: str = "island", pack: str = "tutorial") -> Table:
    return Table.new(compiled(pack), seed, {seat: HUMAN})


def first_open(table: Table) -> str:
    """The id of the first option that is open; where the game is over, nothing."""
    point = table.decision
    return "" if point is None else point.options[int(table.program.legal(table.games)[:, 0].argmax())].id


def rich_view(columns: int, lines: int, color: bool = True) -> tuple[RichView, io.StringIO]:
    """A terminal of a given size that writes into a text."""
    out = io.StringIO()
    console = Console(
        file=out, theme=THEME, width=columns, height=lines, force_terminal=True, color_system="standard" if color else None,
        highlight=False, emoji=False, markup=False, legacy_windows=False,
    )  # fmt: skip
    return RichView("-- more --", console), out


@dataclass
class Desk:
    """Types lines into a session. After `run`: `text` is all that was shown, `over` whether the game has ended."""

    folder: Path
    lang: str = "en"
    table: Table = field(default_factory=new_table)
    text: str = ""
    over: bool = False

    @property
    def path(self) -> Path:
        return self.folder / "own.itabasami.json"

    def session(self, view: View, moves: Moves | None = None) -> Session:
        return Session(self.table, Words(self.lang), view, Store(self.folder), self.path, moves)

    def run(self, *lines: str) -> str:
        """Plays the lines at a keyboard that ends after them; returns what was shown."""
        out = io.StringIO()
        keyboard = io.StringIO("".join(f"{line}\n" for line in lines))
        self.over = self.session(PlainView(out, keyboard)).run()
        self.text = out.getvalue()
        return self.text

    def follow(self, *lines: str) -> str:
        """Plays the lines as a file of moves; returns what was shown."""
        out = io.StringIO()
        view = PlainView(out, io.StringIO())
        try:
            self.over = self.session(view, Moves(lines)).run()
        finally:
            self.text = out.getvalue()
        return self.text

    def until(self, phase: str) -> Desk:
        """Plays first open options until a decision of this phase is at hand."""
        while (point := self.table.decision) is not None and point.phase != phase:
            self.table.play(int(self.table.program.legal(self.table.games)[:, 0].argmax()))
        assert self.table.decision is not None
        return self
