"""Markdown as nodes: headings, paragraphs, lists, tables, and strong, emphasised and literal words.

Only what this game's own texts use, each block on lines of its own; no HTML (comments are left out) and no images, links show
their words. `parse` makes blocks, `nodes` lays them out; a `Section` is a heading with what stands below it, so that a long
text can be shown a part at a time.

>>> [b.kind for b in parse("# A\\n\\nSome **words**.\\n\\n- one\\n  - two\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |")]
['heading', 'text', 'item', 'item', 'table']
>>> spans("one **two** `three`")
(('one ', 'plain'), ('two', 'strong'), (' ', 'plain'), ('three', 'code'))
>>> [(s.level, s.title, len(s.blocks)) for s in sections(parse("# A\\ntext\\n## B\\n## C\\nmore"))]
[(1, 'A', 1), (2, 'B', 0), (2, 'C', 1)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .boxes import Frame, Row
from .fonts import Fonts
from .node import Look, Node
from .painter import Painter
from .text import Label, Rich, Rule
from .theme import Colour, Style

HEADING = re.compile(r"(#{1,6}) +(.+)")
ITEM = re.compile(r"( *)(?:[-*]|\d+\.) +(.+)")
CUT = re.compile(r"\s*\|[\s:|-]+\|\s*")
MARKED = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`|\*([^*\s][^*]*)\*|\[([^\]]+)\]\([^)]*\)")
COMMENT = re.compile(r"<!--.*?-->|<[a-z/][^>]*>", re.DOTALL)
STYLES: dict[str, tuple[Style, Colour]] = {
    "plain": (theme.SMALL, theme.LIGHT),
    "strong": (theme.SMALL_STRONG, theme.BRASS),
    "code": (theme.TINY, theme.MUTED),
    "found": (theme.SMALL_STRONG, theme.WARN),
}
INDENT = 18.0


@dataclass(frozen=True)
class Block:
    """A piece of a text. `kind`: heading, text, item, table, line. `level`: of a heading, or how far an item is indented.
    `cells`: the rows of a table, the first of which is its head."""

    kind: str
    text: str = ""
    level: int = 0
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and the blocks up to the next one; `number` counts them."""

    number: int
    level: int
    title: str
    blocks: tuple[Block, ...]

    @property
    def plain(self) -> str:
        """All its words, without marks, for searching."""
        parts = [self.title]
        for block in self.blocks:
            parts.append(plain(block.text))
            parts += [plain(cell) for row in block.cells for cell in row]
        return "\n".join(parts)


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    words: list[str] = []

    def close() -> None:
        if words:
            found.append(Block("text", " ".join(words)))
            words.clear()
        if rows:
            found.append(Block("table", cells=tuple(rows)))
            rows.clear()

    for line in COMMENT.sub("", text).split("\n"):
        if line.lstrip().startswith("|"):
            if words:
                close()
            if not CUT.fullmatch(line):
                rows.append(tuple(c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line.strip())[1:-1]))
            continue
        heading, item = HEADING.fullmatch(line), ITEM.fullmatch(line)
        if heading or item or not line.strip() or line.strip() == "---":
            close()
        if heading:
            found.append(Block("heading", heading[2].strip(), len(heading[1])))
        elif item:
            found.append(Block("item", item[2].strip(), len(item[1]) // 2))
        elif line.strip() == "---":
            found.append(Block("line"))
        elif line.strip():
            words.append(line.strip())
    close()
    return tuple(found)


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The blocks by their headings; what stands before the first heading has a section without a title."""
    found: list[Section] = []
    level, title, inside = 0, "", list[Block]()
    for block in blocks:
        if block.kind == "heading":
            if title or inside:
                found.append(Section(len(found), level, title, tuple(inside)))
            level, title, inside = block.level, plain(block.text), []
        else:
            inside.append(block)
    if title or inside:
        found.append(Section(len(found), level, title, tuple(inside)))
    return tuple(found)


def spans(text: str) -> tuple[tuple[str, str], ...]:
    """A line in pieces: words and the name of their style."""
    found: list[tuple[str, str]] = []
    at = 0
    for m in MARKED.finditer(text):
        if m.start() > at:
            found.append((text[at : m.start()], "plain"))
        strong, code, emphasised, link = m.groups()
        found.append(
            (strong or code or emphasised or link, "strong" if strong or emphasised else "code" if code else "plain")
        )
        at = m.end()
    if at < len(text):
        found.append((text[at:], "plain"))
    return tuple(found)


def plain(text: str) -> str:
    """A line without its marks.

    >>> plain("**Bond** `x`")
    'Bond x'
    """
    return "".join(words for words, _ in spans(text))


def rich(text: str, found: str = "") -> Rich:
    """A line as a node; every occurrence of `found` is told apart."""
    parts: list[tuple[str, Style, Colour]] = []
    for words, name in spans(text):
        for piece, hit in split(words, found):
            parts.append((piece, *STYLES["found" if hit else name]))
    return Rich(parts)


def split(text: str, word: str) -> list[tuple[str, bool]]:
    """A text cut at every occurrence of a word, large or small.

    >>> split("One, one.", "one")
    [('One', True), (', ', False), ('one', True), ('.', False)]
    """
    if not word:
        return [(text, False)]
    pieces = re.split(f"({re.escape(word)})", text, flags=re.IGNORECASE)
    return [(piece, i % 2 == 1) for i, piece in enumerate(pieces) if piece]


def nodes(section: Section, found: str = "", style: Style = theme.HEADING) -> list[Node]:
    """A section as nodes, one below the other."""
    parts: list[Node] = [Label(section.title, style, theme.LIGHT)] if section.title else []
    for block in section.blocks:
        if block.kind == "item":
            sign = Label(
                "・" if block.level else "●", theme.TINY, theme.MUTED if block.level else theme.BRASS, single=True
            )
            line = Row([sign, Frame(rich(block.text, found), pad=0, grow=1)], gap=8, align=0)
            parts.append(Frame(line, pad=0) if not block.level else Indented(line, INDENT * block.level))
        elif block.kind == "table":
            parts.append(Table([[rich(cell, found) for cell in row] for row in block.cells]))
        elif block.kind == "line":
            parts.append(Rule())
        else:
            parts.append(rich(block.text, found))
    return parts


@dataclass(eq=False)
class Indented(Node):
    """A node that begins further to the right."""

    child: Node = field(default_factory=Node)
    by: float = INDENT

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def width(self, fonts: Fonts) -> float:
        return self.child.width(fonts) + self.by

    def least(self, fonts: Fonts) -> float:
        return self.child.least(fonts) + self.by

    def height(self, fonts: Fonts, width: float) -> float:
        return self.child.height(fonts, width - self.by)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        self.child.place(fonts, FRect(rect.x + self.by, rect.y, rect.w - self.by, rect.h))


@dataclass(eq=False)
class Table(Node):
    """Rows of cells whose columns are as wide as what they hold needs; where there is too little room, long texts wrap. Where
    even that does not fit, each row becomes a paragraph."""

    rows: Sequence[Sequence[Node]] = ()
    gap: float = 14.0
    line: float = 8.0

    def __post_init__(self) -> None:
        most = max((len(row) for row in self.rows), default=0)
        self.rows = [[*row, *(Label("") for _ in range(most - len(row)))] for row in self.rows]

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(cell for row in self.rows for cell in row)

    def width(self, fonts: Fonts) -> float:
        return sum(self.wanted(fonts)) + self.gap * (len(self.rows[0]) - 1) if self.rows else 0.0

    def least(self, fonts: Fonts) -> float:
        return max((cell.least(fonts) for cell in self.children), default=0.0)

    def wanted(self, fonts: Fonts) -> list[float]:
        return [max(cell.width(fonts) for cell in column) for column in zip(*self.rows, strict=True)]

    def columns(self, fonts: Fonts, width: float) -> list[float] | None:
        """How wide each column is; None where they do not fit side by side."""
        room = width - self.gap * (len(self.rows[0]) - 1)
        wanted = self.wanted(fonts)
        least = [max(cell.least(fonts) for cell in column) for column in zip(*self.rows, strict=True)]
        if sum(least) > room:
            return None
        if sum(wanted) <= room:
            wanted[-1] += room - sum(wanted)
            return wanted
        # narrow columns keep what they like, the others share the rest by how much they hold
        fair, open_ = list(least), list(range(len(wanted)))
        left = room
        for i in sorted(range(len(wanted)), key=lambda i: wanted[i]):
            share = left / len(open_)
            fair[i] = max(least[i], min(wanted[i], share))
            left -= fair[i]
            open_.remove(i)
        over = sum(fair) - room
        widest = max(range(len(fair)), key=lambda i: fair[i] - least[i])
        fair[widest] = max(least[widest], fair[widest] - over)
        return fair if sum(fair) <= room + 1 else None

    def height(self, fonts: Fonts, width: float) -> float:
        return sum(self.heights(fonts, width)) + self.line * 2 * len(self.rows)

    def heights(self, fonts: Fonts, width: float) -> list[float]:
        wide = self.columns(fonts, width) if self.rows else []
        if wide is None:
            return [sum(cell.height(fonts, width) for cell in row) for row in self.rows]
        return [max((c.height(fonts, w) for c, w in zip(row, wide, strict=True)), default=0.0) for row in self.rows]

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        wide = self.columns(fonts, rect.w) if self.rows else []
        y = rect.y
        for row, high in zip(self.rows, self.heights(fonts, rect.w), strict=True):
            x, top = rect.x, y + self.line
            for i, cell in enumerate(row):
                if wide is None:
                    own = cell.height(fonts, rect.w)
                    cell.place(fonts, FRect(rect.x, top, rect.w, own))
                    top += own
                else:
                    cell.place(fonts, FRect(x, top, wide[i], cell.height(fonts, wide[i])))
                    x += wide[i] + self.gap
            y += high + self.line * 2

    def draw(self, painter: Painter, look: Look) -> None:
        if not self.rows:
            return
        foot = max(cell.rect.bottom for cell in self.rows[0]) + self.line
        painter.fill(FRect(self.rect.x, foot - 0.5, self.rect.w, 1.5), theme.EDGE)
        for row in self.rows[1:-1]:
            foot = max(cell.rect.bottom for cell in row) + self.line
            painter.fill(FRect(self.rect.x, foot - 0.5, self.rect.w, 1), theme.RAISED)


__all__ = ["Block", "Section", "Table", "nodes", "parse", "plain", "rich", "sections", "spans"]
