"""The rules, generated from the pack, by chapters; and how to play. Written out beside the drawing, laid out a section at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.desktop.jobs import Token
from game.desktop.kit import markdown, theme
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Row
from game.desktop.kit.controls import Button, Field, tabs
from game.desktop.kit.markdown import Section
from game.desktop.kit.node import Node, walk
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rich, Rule
from game.desktop.kit.tiles import Working
from game.presenter import glossary, library

from .page import Page, jobs_of

if TYPE_CHECKING:
    from game.desktop.app import App

TABS = ("how", "chapters", "glossary")
LONG = 70  # blocks; a section of more is shown in parts
SIDE = 296.0


def parts_of(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections, long ones in parts that are laid out quickly."""
    found: list[Section] = []
    for section in sections:
        blocks = section.blocks
        if len(blocks) <= LONG:
            found.append(Section(len(found), section.level, section.title, blocks))
            continue
        starts = [i for i, b in enumerate(blocks) if b.level == 0]
        cuts = [0]
        for at in starts:
            if at - cuts[-1] >= LONG:
                cuts.append(at)
        for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(blocks)], strict=True), start=1):
            title = f"{section.title} ({number}/{len(cuts)})" if len(cuts) > 1 else section.title
            found.append(Section(len(found), section.level if number == 1 else 3, title, blocks[start:end]))
    return tuple(found)


class Rules(Page):
    """Chapters at the left, the text at the right."""

    name = "rules"

    def __init__(self, app: App, tab: str = "how") -> None:
        super().__init__(app)
        self.tab, self.word = tab, ""
        self.sections: tuple[Section, ...] = ()
        self.plain: tuple[str, ...] = ()  # the words of each section, for searching
        self.at = 0
        self.lang = ""
        self.jobs = jobs_of(app)

    def opened(self) -> None:
        self.write()

    def write(self) -> None:
        """Writes the rules out in the language that is spoken."""
        self.lang = self.words.lang
        pack, words = self.app.pack, self.words

        def work(token: Token) -> tuple[tuple[Section, ...], tuple[str, ...]]:
            found = parts_of(markdown.sections(markdown.parse(library.rules(pack, words))))
            return found, tuple(s.plain.lower() for s in found)

        self.jobs.submit("rules", work, self.written, lambda text: self.app.say(text, "warning"))

    def written(self, result: tuple[tuple[Section, ...], tuple[str, ...]]) -> None:
        self.sections, self.plain = result
        self.at = min(self.at, len(self.sections) - 1)
        self.app.refresh()

    def update(self, now: float) -> None:
        self.jobs.poll()
        if self.lang != self.words.lang:
            self.write()

    @property
    def busy(self) -> bool:
        return self.jobs.busy

    def closed(self) -> None:
        self.jobs.close()

    # choosing

    def choose(self, tab: str) -> None:
        self.tab, self.word = tab, ""
        self.app.refresh()

    def look(self, word: str) -> None:
        """Another word to look for; the first section that holds it is shown."""
        self.word = word
        hits = self.hits
        if word and hits:
            self.go(self.at if self.at in hits else hits[0])
        else:
            self.app.refresh()

    def go(self, number: int) -> None:
        """Shows a section from its beginning, or from where it holds the word; a chapter that has only sections, the first."""
        while not self.sections[number].blocks and number + 1 < len(self.sections):
            number += 1
        self.at = number
        self.rewind()
        self.app.refresh()
        if self.word:
            self.reveal()

    def rewind(self) -> None:
        node = self.app.stage.find("rules.text")
        if isinstance(node, Scroll):
            node.offset = 0.0

    def reveal(self) -> None:
        """Scrolls to the first line that holds the word."""
        scroll = self.app.stage.find("rules.text")
        if isinstance(scroll, Scroll):
            lines = (n for n in walk(scroll.child) if isinstance(n, Rich) and n.spans)
            hit = next(
                (
                    n
                    for n in lines
                    if any(
                        style == markdown.STYLES["found"][0] and colour == markdown.STYLES["found"][1]
                        for _, style, colour in n.spans
                    )
                ),
                None,
            )
            if hit is not None:
                scroll.scroll_to(self.app.stage.fonts, scroll.offset + hit.rect.y - scroll.rect.y - 40)
                self.app.stage.spoil()

    @property
    def hits(self) -> list[int]:
        """The sections that hold the word; all without one."""
        word = self.word.strip().lower()
        return [i for i, text in enumerate(self.plain) if word in text and (not word or self.sections[i].blocks)]

    def step(self, by: int) -> Callable[[], None] | None:
        """To the next or the previous section of those that are listed."""
        hits = self.hits
        later = [i for i in hits if i > self.at] if by > 0 else [i for i in reversed(hits) if i < self.at]
        return (lambda: self.go(later[0])) if later else None

    # what is shown

    def compose(self) -> Node:
        words = self.words
        chosen = tabs([(name, words(f"rulebook.{name}")) for name in TABS], self.tab, self.choose, "rules.tab")
        head: list[Node] = [Frame(chosen, pad=0)]
        if self.tab != "how":
            hint = words("rulebook.hint" if self.tab == "chapters" else "rulebook.term_hint")
            field = Field(text=self.word, hint=hint, icon="search", change=self.look, key="rules.word", grow=1)
            head.append(Frame(field, pad=0, grow=1, widest=420))
        body = {"how": self.how, "chapters": self.book, "glossary": self.terms}[self.tab]()
        return self.framed(words("rulebook.title"), "book", Row(head, gap=16, wrap=True), body)

    def how(self) -> Node:
        """How to play, point by point, as the desktop is played."""
        points = [self.words(f"how_desktop.{key}") for key in HOW]
        rows = [
            Frame(
                Row([Label(str(i), theme.NUMERAL, theme.BRASS, single=True), Label(text, theme.BODY, grow=1)], gap=20),
                fill=theme.PANEL,
                edge=theme.RAISED,
                pad=(22, 14),
            )
            for i, text in enumerate(points, start=1)
        ]
        return Scroll(Column(rows, gap=10), key="rules.how", grow=1)

    def book(self) -> Node:
        words = self.words
        if not self.sections or self.lang != words.lang:
            return Frame(
                Row([Working(still=self.app.still), Label(words("rulebook.reading"), theme.LABEL)], gap=18),
                pad=40,
                grow=1,
            )
        hits = self.hits
        if not hits:
            return Frame(Label(words("front.nothing_found", word=self.word), theme.BODY, theme.MUTED), pad=30, grow=1)
        scale = self.app.settings.text_scale / 100
        side = min(SIDE * (0.4 + 0.6 * scale), self.app.stage.room.w * 0.36)
        count = (
            Label(words("rulebook.found", word=self.word, n=len(hits)), theme.SMALL, theme.BRASS) if self.word else None
        )
        entries = [self.entry(self.sections[i]) for i in hits]
        left = Frame(
            Column([count, Scroll(Column(entries, gap=1), key="rules.contents", grow=1)], gap=6),
            pad=0,
            wide=side,
            widest=side,
        )
        section = self.sections[self.at]
        text = Scroll(Column(markdown.nodes(section, self.word.strip()), gap=7), key="rules.text", grow=1)
        turn = Flow(
            [
                Button(words("rulebook.previous"), "quiet", "back", key="rules.previous", action=self.step(-1), style=theme.SMALL_STRONG, high=32),
                Button(words("rulebook.next"), "quiet", "forward", key="rules.next", action=self.step(1), style=theme.SMALL_STRONG, high=32),
            ],
            gap=8, align=1.0,
        )  # fmt: skip
        right = Frame(
            Column([text, Rule(theme.RAISED), turn], gap=8), pad=(20, 14), fill=theme.PANEL, edge=theme.RAISED, grow=1
        )
        return Row([left, right], gap=14, align=None, grow=1)

    def terms(self) -> Node:
        """The glossary, or the words in it that are meant."""
        found = glossary.find(self.app.pack, self.words, self.word)
        if not found:
            return Frame(
                Label(self.words("front.nothing_found", word=self.word), theme.BODY, theme.MUTED), pad=30, grow=1
            )
        tiles = [
            Frame(
                Column(
                    [
                        Label(t.title, theme.LABEL, theme.BRASS),
                        Label(self.words("rulebook.also", words=t.also), theme.TINY, theme.MUTED) if t.also else None,
                        Label(t.text, theme.SMALL),
                    ],
                    gap=3,
                ),
                fill=theme.PANEL, edge=theme.RAISED, pad=(16, 11),
            )
            for t in found
        ]  # fmt: skip
        grid = Grid(tiles, gap=10, narrow=340 * self.app.settings.text_scale / 100)
        return Scroll(grid, key="rules.terms", grow=1)

    def entry(self, section: Section) -> Node:
        """A line of the contents; sections below a chapter begin further to the right."""
        button = Button(
            section.title, "quiet", on=section.number == self.at, key=f"rules.go.{section.number}", align=0.0, high=30,
            style=theme.SMALL_STRONG if section.level < 3 else theme.SMALL, action=lambda: self.go(section.number),
        )  # fmt: skip
        return markdown.Indented(button, 14.0) if section.level >= 3 else button


HOW = ("one", "two", "three", "four", "five", "six")
