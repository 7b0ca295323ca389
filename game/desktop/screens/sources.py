"""Sources: every figure of the real world with the article's value beside the official one, works to read, what happened, credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Grid, Row
from game.desktop.kit.controls import Field, tabs
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule
from game.presenter import sources
from game.presenter.sources import Datum, Source

from .page import Page

if TYPE_CHECKING:
    from game.desktop.app import App

TABS = ("figures", "works", "real", "credits")
CREDITS = ("map", "fonts", "icons", "flags", "sounds")
PART = 30  # figures that are laid out at a time; more come when one has scrolled near the end
NEAR = 400.0  # units before the end


class Sources(Page):
    """The shelf, by tabs, with one word to look for in all of them."""

    name = "sources"

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.tab, self.word = "figures", ""
        self.shown = PART
        self.found: tuple[tuple[str, str], tuple[Source, ...]] | None = None

    @property
    def figures(self) -> tuple[Source, ...]:
        """The figures that hold the word, asked once for each word and language."""
        key = (self.word, self.words.lang)
        if self.found is None or self.found[0] != key:
            self.found = key, sources.sources(self.app.pack, self.words, self.word)
        return self.found[1]

    def look(self, word: str) -> None:
        self.word, self.shown = word, PART
        self.rewind()

    def choose(self, tab: str) -> None:
        self.tab = tab
        self.rewind()

    def rewind(self) -> None:
        """Shows the beginning of what is found."""
        scroll = self.scroll
        if scroll is not None:
            scroll.offset = 0.0
        self.app.refresh()

    @property
    def scroll(self) -> Scroll | None:
        node = self.app.stage.find("sources.list")
        return node if isinstance(node, Scroll) else None

    def update(self, now: float) -> None:
        """Lays out more figures when one comes near the end of those that are there."""
        scroll = self.scroll
        if scroll is None or self.tab != "figures" or self.shown >= len(self.figures):
            return
        if scroll.beyond - scroll.offset < NEAR:
            self.shown += PART
            self.app.refresh()

    def compose(self) -> Node:
        words = self.words
        field = Field(
            text=self.word, hint=words("shelf.hint"), icon="search", change=self.look, key="sources.word", grow=1
        )
        chosen = tabs([(name, words(f"shelf.{name}")) for name in TABS], self.tab, self.choose, "sources.tab")
        parts, note = {
            "figures": self.figure_rows,
            "works": self.work_rows,
            "real": self.real_rows,
            "credits": self.credit_rows,
        }[self.tab]()
        if not parts:
            parts = [Label(words("front.nothing_found", word=self.word), theme.BODY, theme.MUTED)]
        head = Row([Frame(chosen, pad=0), Frame(field, pad=0, grow=1, widest=420)], gap=16, wrap=True)
        listed = Scroll(Column(parts, gap=8), key="sources.list", grow=1)
        return self.framed(
            words("shelf.title"), "sources", head, Label(note, theme.SMALL, theme.MUTED) if note else None, listed
        )

    def figure_rows(self) -> tuple[list[Node], str]:
        found = self.figures
        note = f"{self.words('shelf.about')}  {self.words('shelf.count', n=len(found))}"
        return [self.figure(source) for source in found[: self.shown]], note

    def figure(self, source: Source) -> Node:
        """A figure: each data set's value side by side, and why they differ."""
        data = Grid(
            [self.datum(d) for d in source.data], gap=18, narrow=300 * self.app.settings.text_scale / 100, most=2
        )
        note = Label(source.note, theme.SMALL, theme.MUTED) if source.note else None
        title = Label(source.title, theme.LABEL)
        return Frame(
            Column([title, data, note], gap=6),
            fill=theme.PANEL,
            edge=theme.RAISED,
            pad=(16, 11),
            key=f"sources.{source.id}",
        )

    def datum(self, datum: Datum) -> Node:
        """A value, whose it is, and when."""
        by = "  ".join(part for part in (datum.source, datum.date, datum.kind) if part)
        value = Row(
            [
                Label(datum.value.text, theme.FIGURE, theme.BRASS),
                Label(datum.profile_title, theme.TINY_STRONG, theme.LIGHT, grow=1),
            ],
            gap=12,
        )
        return Column([value, Label(by, theme.TINY, theme.MUTED)], gap=1)

    def work_rows(self) -> tuple[list[Node], str]:
        works = sources.shelf(self.app.pack, self.words, self.word)
        return [entry(w.title, w.note) for w in works], ""

    def real_rows(self) -> tuple[list[Node], str]:
        happened = sources.reality(self.app.pack, self.words, self.word)
        rows: list[Node] = [
            Frame(
                Row(
                    [
                        Frame(Label(h.date, theme.SMALL_STRONG, theme.BRASS), pad=0, wide=110 * self.app.settings.text_scale / 100),
                        Column([Label(h.title, theme.LABEL), Label(h.text, theme.SMALL, theme.LIGHT), Label(h.source, theme.TINY, theme.MUTED)], gap=2, grow=1),
                    ],
                    gap=14, align=0,
                ),
                fill=theme.PANEL, edge=theme.RAISED, pad=(16, 11),
            )
            for h in happened
        ]  # fmt: skip
        return rows, self.words("shelf.apart")

    def credit_rows(self) -> tuple[list[Node], str]:
        """What the program shows and did not make itself."""
        from game.desktop.map_data import load

        words = self.words
        rows: list[Node] = [entry(words(f"shelf.{name}"), words(f"shelf.{name}_text")) for name in CREDITS]
        rows.insert(1, Label(load().credit[words.lang], theme.SMALL, theme.MUTED))
        return [rows[0], rows[1], Rule(theme.RAISED), *rows[2:]], ""


def entry(title: str, text: str) -> Node:
    """A heading with a text below it."""
    return Frame(
        Column([Label(title, theme.LABEL), Label(text, theme.SMALL, theme.MUTED) if text else None], gap=3),
        fill=theme.PANEL, edge=theme.RAISED, pad=(16, 11),
    )  # fmt: skip
