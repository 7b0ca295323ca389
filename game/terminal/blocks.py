"""What a screen is made of, before it becomes text: headings, paragraphs, rows.

Screens are functions that return blocks. A view writes them: in colour with boxes for a person at a
terminal (`rich_view`), or line by line for pipes and screen readers (`plain_view`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

STYLES = ("", "good", "bad", "dim", "key", "strong", "title", "seat0", "seat1", "seat2", "seat3")


@dataclass(frozen=True)
class Span:
    """Some words in a style. `spoken` stands in their place where there are no pictures: bars, arrows, ladders.

    A `whole` span stays on one line.
    """

    text: str
    style: str = ""
    spoken: str | None = None
    whole: bool = False

    @property
    def plain(self) -> str:
        return (self.text if self.spoken is None else self.spoken).replace("\u00a0", " ")


Part = str | Span
Line = Part | Sequence[Part]


def spans(line: Line) -> list[Span]:
    """A line as spans.

    >>> [s.text for s in spans(("a ", Span("b", "good")))]
    ['a ', 'b']
    """
    parts = (line,) if isinstance(line, (str, Span)) else line
    return [p if isinstance(p, Span) else Span(p) for p in parts]


def plain(line: Line) -> str:
    """A line as it is read aloud."""
    return "".join(s.plain for s in spans(line))


@dataclass(frozen=True)
class Heading:
    """A heading; `aside` stands at the far end of it. Level 1 begins a screen."""

    text: str
    aside: str = ""
    level: int = 2


@dataclass(frozen=True)
class Para:
    """A paragraph, indented by so many columns."""

    line: Line
    indent: int = 0


@dataclass(frozen=True)
class Rows:
    """A table. `align`: a letter for each column, l or r, or f for the one that takes the room that is left.

    `keep`: columns that stay on one line. Plain views write a row as its cells, one after the other.
    """

    rows: Sequence[Sequence[Line]]
    align: str = "l"
    heads: Sequence[str] = ()
    indent: int = 0


@dataclass(frozen=True)
class Gap:
    """An empty line."""


Block = Heading | Para | Rows | Gap


@dataclass
class Page:
    """Blocks being put together."""

    blocks: list[Block] = field(default_factory=list[Block])

    def heading(self, text: str, aside: str = "", level: int = 2) -> None:
        self.blocks.append(Heading(text, aside, level))

    def say(self, *parts: Part, indent: int = 0) -> None:
        self.blocks.append(Para(parts, indent))

    def rows(
        self, rows: Sequence[Sequence[Line]], align: str = "l", heads: Sequence[str] = (), indent: int = 0
    ) -> None:
        if rows:
            self.blocks.append(Rows(rows, align, heads, indent))

    def gap(self) -> None:
        if self.blocks and not isinstance(self.blocks[-1], Gap):
            self.blocks.append(Gap())

    def add(self, blocks: Sequence[Block]) -> None:
        self.blocks += blocks
