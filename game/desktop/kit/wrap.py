"""Where lines of Japanese and English may break: between phrases, with kinsoku, and at spaces.

Knows no font: `width` measures a text, in whatever unit. Spans carry any value (a style and colour) that stays with its text.

>>> [line.text for line in broken([("a fine day for a summit", 0)], 10, lambda text, _: len(text))]
['a fine day', 'for a', 'summit']
>>> [line.text for line in broken([("日本は合意した。", 0)], 5, lambda text, _: len(text))]
['日本は', '合意した。']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Signs that may not begin a line, and those that may not end one (JIS X 4051).
NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー―‐…‥’”）〕］｝〉》」』】°％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%〜"
)
NOT_LAST = frozenset("‘“（〔［｛〈《「『【￥＄£([{$¥")
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
ATOMS = re.compile(r"[A-Za-z0-9À-\u024f'’+\-−±.,%/:&$¥]+|\s+|.", re.DOTALL)

Measure = Callable[[str, Any], float]


@dataclass(frozen=True)
class Piece:
    """A stretch of one span on a line: its text, where it begins, and what the span carries."""

    text: str
    x: float
    carried: Any


@dataclass(frozen=True)
class Line:
    """A line: its pieces and its width."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """A text in the pieces between which a line may break; they add up to the text.

    >>> phrases("take it"), phrases("米国は要求した。")
    (('take ', 'it'), ('米国は', '要求した。'))
    """
    found: list[str] = []
    for part in re.findall(r"\S+\s*|\s+", text):
        if JAPANESE.search(part):
            bare = part.rstrip()
            pieces = parser().parse(bare)
            pieces[-1] += part[len(bare) :]
            found += pieces
        else:
            found.append(part)
    return tuple(kept_together(found))


@lru_cache(maxsize=1)
def parser() -> Any:
    """BudouX, which is loaded when the first Japanese line has to be broken."""
    import budoux

    return budoux.load_default_japanese_parser()


def kept_together(parts: Sequence[str]) -> list[str]:
    """Joins parts between which no line may break.

    >>> kept_together(["202", "6年", "」と"])
    ['2026年」と']
    """
    found: list[str] = []
    for part in parts:
        before = found[-1][-1:] if found else ""
        within_word = part[:1].isascii() and part[:1].isalnum() and before.isascii() and before.isalnum()
        if before and part and before != " " and (part[0] in NOT_FIRST or before in NOT_LAST or within_word):
            found[-1] += part
        else:
            found.append(part)
    return found


@lru_cache(maxsize=8192)
def atoms(phrase: str) -> tuple[str, ...]:
    """The smallest parts of a phrase that is too long for a line of its own: signs, words and numbers."""
    return tuple(kept_together(ATOMS.findall(phrase)))


def broken(spans: Sequence[tuple[str, Hashable]], width: float, measure: Measure) -> list[Line]:
    """The lines of a text; `\\n` in it always breaks. A line that cannot be broken any more may be wider than `width`."""
    lines: list[Line] = []
    row = _Row(measure)
    for text, carried in spans:
        for number, paragraph in enumerate(text.split("\n")):
            if number:
                lines.append(row.taken())
            for phrase in phrases(paragraph):
                if row.x + measure(phrase.rstrip(), carried) <= width + 0.01:
                    row.add(phrase, carried)
                    continue
                fits_alone = measure(phrase.rstrip(), carried) <= width + 0.01
                if row.pieces and (fits_alone or not JAPANESE.search(phrase)):
                    lines.append(row.taken())
                if fits_alone:
                    row.add(phrase, carried)
                    continue
                for atom in atoms(phrase):
                    if row.pieces and row.x + measure(atom.rstrip(), carried) > width + 0.01:
                        lines.append(row.taken())
                    row.add(atom, carried)
    lines.append(row.taken())
    return lines


class _Row:
    """The line that is being filled."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.pieces: list[tuple[str, float, Hashable]] = []
        self.x = 0.0

    def add(self, text: str, carried: Hashable) -> None:
        if self.pieces and self.pieces[-1][2] == carried:
            before, x, _ = self.pieces[-1]
            self.pieces[-1] = (before + text, x, carried)
            self.x = x + self.measure(before + text, carried)
        else:
            self.pieces.append((text, self.x, carried))
            self.x += self.measure(text, carried)

    def taken(self) -> Line:
        """The line without the spaces at its end; the row is empty afterwards."""
        pieces = self.pieces
        self.pieces, self.x = [], 0.0
        while pieces and not pieces[-1][0].strip():
            pieces.pop()
        if not pieces:
            return Line((), 0.0)
        text, x, carried = pieces[-1]
        pieces[-1] = (text.rstrip(), x, carried)
        end = x + self.measure(text.rstrip(), carried)
        return Line(tuple(Piece(*p) for p in pieces), end)


def least_width(text: str, carried: Hashable, measure: Measure) -> float:
    """How narrow a text may be without breaking words: its longest phrase, but of Japanese no more than it needs to read well."""
    longest = 0.0
    for paragraph in text.split("\n"):
        for phrase in phrases(paragraph):
            parts = atoms(phrase) if JAPANESE.search(phrase) and len(phrase) > 6 else (phrase,)
            longest = max(longest, *(measure(p.rstrip(), carried) for p in parts))
    return longest
