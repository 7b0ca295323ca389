"""The title screen: go on, begin, open, learn, quit. The rules load behind it while somebody reads."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from game.pack import Pack
from game.players.table import Table
from game.presenter import library
from game.saves.store import AUTO, SaveError, Store, open_table
from game.texts.formats import typed
from game.texts.words import Words

from .blocks import Block, Line, Page, Span
from .briefing import begin
from .view import View

LISTED = 9  # saves in the list
SEEDS = 1_000_000


@dataclass
class Chosen:
    """What was decided: a table, where it saves itself, and whether the player has been told who they are."""

    table: Table
    path: Path
    briefed: bool = False
    resumed: bool = False


class Title:
    """The title screen of a pack. `words` may change: the language is one of the choices."""

    def __init__(self, words: Words, view: View, store: Store, pack: Callable[[], Pack]) -> None:
        self.words, self.view, self.store = words, view, store
        self.pool = ThreadPoolExecutor(1)
        self.pack: Future[Pack] = self.pool.submit(pack)

    def run(self) -> Chosen | None:
        """Shows the menu until a game is chosen; None where the player leaves.

        :raises PackError: where the rules cannot be played.
        """
        try:
            while True:
                found = self.show()
                word = self.ask()
                if word is None:
                    return None
                act = found.get(word)
                if act is None:
                    continue
                chosen = act()
                if chosen is not None:
                    return chosen
        except StopIteration:
            return None
        finally:
            self.pool.shutdown(wait=False)

    def show(self) -> dict[str, Callable[[], Chosen | None]]:
        """Writes the title and says what its numbers do."""
        w, page = self.words, Page()
        page.heading(w("title.name"), w("title.line"), level=1)
        page.gap()
        page.say(w("title.about"))
        page.gap()
        newest = library.newest(self.store, None, w)
        go_on = w("title.no_go_on")
        if newest is not None:
            go_on = w("title.go_on", turn=newest.turn, time=newest.date)
        acts: list[tuple[str, Callable[[], Chosen | None] | None]] = [  # every number always means the same
            (w("title.new"), self.new),
            (go_on, None if newest is None else lambda: self.opened(newest.path)),
            (w("title.load"), self.choose_save if self.store.names() else None),
            (w("title.how"), self.how),
            (w("title.language"), self.language),
        ]
        rows: list[list[Line]] = [
            [Span(str(i), "key" if act else "dim"), Span(text, "" if act else "dim")]
            for i, (text, act) in enumerate(acts, 1)
        ]
        rows.append([Span("q", "key"), w("title.quit")])
        page.rows(rows, "ll", indent=2)
        page.gap()
        self.view.show(page.blocks, fresh=True)
        open_ones = {str(i): act for i, (_, act) in enumerate(acts, 1) if act is not None}
        return {**open_ones, "": open_ones.get("2", self.new)}

    def ask(self) -> str | None:
        """What was typed; None for leaving."""
        line = self.view.ask(self.words("title.prompt"))
        word = None if line is None else typed(line).lower()
        return None if word == "q" else word

    # what the numbers do

    def opened(self, path: Path) -> Chosen | None:
        """A saved game; a named save is left as it is, and the game goes on in a file of its own."""
        try:
            table = open_table(path)
        except SaveError as e:
            self.view.show(complaint(e.text(self.words.lang)))
            self.view.ask(self.words("play.go_on"))
            return None
        own = path if path.name.startswith(AUTO) else self.store.fresh(table.record)
        return Chosen(table, own, resumed=True)

    def choose_save(self) -> Chosen | None:
        """A list of saves to choose from."""
        page, w = Page(), self.words
        listed = library.saves(self.store, self.pack.result(), w, LISTED)
        page.heading(w("title.saves"), level=1)
        rows: list[list[Line]] = []
        for i, save in enumerate(listed, 1):
            inside = save.trouble or w("list.comma").join(x for x in (save.scenario_title, save.turn, save.ended) if x)
            rows.append([Span(str(i), "key"), save.name, save.date, inside])
        page.rows(rows, "lllf")
        self.view.show(page.blocks, fresh=True)
        word = self.ask()
        if word is not None and word.isdecimal() and 1 <= int(word) <= len(listed):
            return self.opened(listed[int(word) - 1].path)
        return None

    def new(self) -> Chosen | None:
        """Scenarios to choose from, then a new game in the pack's own seat."""
        pack, page, w = self.pack.result(), Page(), self.words
        page.heading(w("title.scenarios"), level=1)
        listed = library.scenarios(pack, w)
        rows: list[list[Line]] = [
            [Span(str(i), "key"), Span(one.title, "strong"), one.minutes_text, Span(one.text, "dim")]
            for i, one in enumerate(listed, 1)
        ]
        page.rows(rows, "llrf")
        page.gap()
        self.view.show(page.blocks, fresh=True)
        line = self.view.ask(w("title.which"))
        if line is None:
            raise StopIteration
        word = typed(line).lower()
        if word == "q":
            return None
        number = int(word) if word.isdecimal() else 1
        if not 1 <= number <= len(listed):
            return None
        table = begin(self.view, w, pack, secrets.randbelow(SEEDS), scenario=listed[number - 1].id)
        return Chosen(table, self.store.fresh(table.record), briefed=True)

    def how(self) -> None:
        page, w = Page(), self.words
        page.heading(w("title.how"), level=1)
        mark = w("list.bullet")
        page.rows([[mark, text] for text in library.how_to_play(w)], "lf")
        page.gap()
        self.view.show(page.blocks, fresh=True)
        self.view.ask(w("play.go_on"))

    def language(self) -> None:
        self.words = Words("en" if self.words.lang == "ja" else "ja")


def complaint(text: str) -> list[Block]:
    """A sentence about what went wrong."""
    page = Page()
    page.say(Span(text, "bad"))
    return page.blocks
