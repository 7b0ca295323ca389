"""Screens in colour, page by page, for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from game.texts.formats import width

from .blocks import Block, Gap, Heading, Line, Para, Rows, spans
from .keyboard import await_line
from .wrap import wrap

# Ordinary terminal colours, so that they suit a dark and a light screen; every one is doubled by a word or a sign.
THEME = Theme(
    {
        "good": "green",
        "bad": "red",
        "dim": "dim",
        "key": "bold cyan",
        "strong": "bold",
        "title": "bold",
        "seat0": "bold red",
        "seat1": "bold blue",
        "seat2": "bold yellow",
        "seat3": "bold magenta",
    }
)
LEAST = 16  # columns of a terminal that a column of broken lines gets at least
LEAVE = "q"
WIDEST = 110  # longer lines are hard to read


class RichView:
    """A terminal of at least 40 columns and 12 lines."""

    def __init__(self, more: str = "--", console: Console | None = None) -> None:
        self.more = more
        self.typed = ""
        self.console = console or Console(theme=THEME, highlight=False, emoji=False, markup=False)

    @property
    def columns(self) -> int:
        """How wide a line may be."""
        return max(40, min(self.console.width, WIDEST))

    @property
    def lines(self) -> int:
        """How many lines fit at once, with room for the prompt."""
        return max(12, self.console.height) - 2

    @property
    def person(self) -> bool:
        """Somebody sits at a terminal."""
        return True

    def show(self, blocks: Sequence[Block], *, fresh: bool = False) -> None:
        """Writes blocks, a screenful at a time; `fresh` clears the screen first."""
        if fresh:
            self.console.clear()
        lines = self.rendered(blocks)
        while lines:
            part, lines = lines[: self.lines], lines[self.lines :]
            self.console.print(Segments(s for line in part for s in (*line, Segment.line())), end="")
            if lines and self.console.is_terminal:
                self.typed = self.ask(self.more) or ""
                if self.typed.strip().lower() == LEAVE:  # out of these pages, not out of the game
                    self.typed = ""
                    return
                if self.typed.strip():  # an answer given before the last page: the rest need not be shown
                    return

    def height(self, blocks: Sequence[Block]) -> int:
        """How many lines blocks take."""
        return len(self.rendered(blocks)) if blocks else 0

    def rendered(self, blocks: Sequence[Block]) -> list[list[Segment]]:
        options = self.console.options.update(width=self.columns)
        return self.console.render_lines(Group(*map(self.drawn, blocks)), options, pad=False)

    def ask(self, prompt: str) -> str | None:
        """A line from the keyboard, None at the end of the input."""
        early, self.typed = self.typed, ""
        if early.strip():
            return early
        self.console.print(Text(prompt, "key"), end="")
        await_line(sys.stdin)
        try:
            return input()
        except EOFError:
            return None

    def drawn(self, block: Block) -> RenderableType:
        """A block as rich draws it."""
        match block:
            case Heading(level=1):
                return self.title(block)
            case Heading():
                return Text.assemble((block.text, "title"), (f"  {block.aside}", "dim"))
            case Para():
                return Padding(Flowing(block.line), (0, 0, 0, block.indent))
            case Rows():
                return Padding(table(block, self.columns - block.indent), (0, 0, 0, block.indent), expand=False)
            case Gap():
                return Text("")

    def title(self, block: Heading) -> RenderableType:
        text = Text.assemble((f" {block.text} ", "reverse bold"), (f" {block.aside}", "title"))
        return Group(Rule(text, align="left", style="dim"))


class Flowing:
    """A line that is broken by our own rules, not by rich's, which know no Japanese."""

    def __init__(self, line: Line) -> None:
        self.line = spans(line)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in wrap(self.line, options.max_width):
            yield Text.assemble(*((s.text, s.style) for s in line), end="\n")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        whole = max((width(line) for line in "".join(s.text for s in self.line).split("\n")), default=0)
        return Measurement(min(12, whole), whole).with_maximum(options.max_width)


def words(line: Line) -> Text:
    """A line in its styles."""
    return Text.assemble(*((s.text.replace("\u00a0", " "), s.style) for s in spans(line)))


def kinds_of(block: Rows, columns: int) -> str:
    """How each column is set: where all of them do not fit side by side, the widest is broken into lines, too."""
    count = max(len(row) for row in block.rows)
    kinds = list(block.align.ljust(count, "l"))[:count]
    sizes = [0] * count
    for row in block.rows:
        for i, cell in enumerate(row):
            sizes[i] = max([sizes[i], *(width(part) for part in words(cell).plain.split("\n"))])

    def needed() -> int:
        return sum(2 + (min(size, LEAST) if k == "f" else size) for size, k in zip(sizes, kinds, strict=True))

    while needed() > columns and any(k != "f" and s > LEAST for k, s in zip(kinds, sizes, strict=True)):
        kinds[max(range(count), key=lambda i: (kinds[i] != "f", sizes[i]))] = "f"
    return "".join(kinds)


def table(block: Rows, columns: int) -> Table:
    """Rows as a table without lines."""
    kinds = kinds_of(block, columns)
    made = Table(box=None, padding=(0, 2, 0, 0), show_header=any(block.heads), header_style="dim", pad_edge=False)
    for i in range(max(len(row) for row in block.rows)):
        kind = kinds[i]
        head = block.heads[i] if i < len(block.heads) else ""
        made.add_column(
            head,
            justify="right" if kind == "r" else "left",
            no_wrap=kind != "f",
            overflow="fold" if kind == "f" else "ellipsis",
        )
    for row in block.rows:
        made.add_row(*(Flowing(cell) if k == "f" else words(cell) for cell, k in zip(row, kinds, strict=False)))
    return made
