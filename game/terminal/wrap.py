"""Line breaking for both languages: between words, and between Japanese characters as far as typesetting allows.

Japanese is broken after a mark or a particle, not inside a word; only what is longer than a line is cut between
any two characters. A line never begins with a closing mark or a small kana and never ends with an opening bracket.
A span that is `whole` stays on one line, and so does what a no-break space ties together.

>>> from .blocks import plain, spans
>>> [plain(line) for line in wrap(spans("国会は署名しません。終わり"), 18)]
['国会は', '署名しません。', '終わり']
>>> [plain(line) for line in wrap(spans("one two three"), 8)]
['one two', 'three']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from game.texts.formats import width

from .blocks import Span

TIE = "\u00a0"
NOT_FIRST = frozenset("、。,.,.・:;:;?!?!)」』】]〉》))]}々ー〜…‥％%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ'\"")
NOT_LAST = frozenset("「『【[〈《(([{")

LONGEST = 24  # columns that a word may take before it is broken like any text
HIRAGANA = "".join(chr(c) for c in range(0x3041, 0x30A0))
PARTICLES = frozenset("はがをにでともへやのか")
MARKS = frozenset("、。，．・：；？！」』】］〉》）…／")

Atom = list[Span]


def wrap(line: Sequence[Span], columns: int) -> list[list[Span]]:
    """A line broken into lines of at most so many columns; "\\n" always breaks."""
    lines: list[list[Span]] = [[]]
    used = 0

    def put(atom: Atom) -> None:
        nonlocal used
        size = width("".join(s.text for s in atom).rstrip(" "))
        if used and used + size > columns:
            lines.append([])
            used = 0
            atom = lead(atom)
            size = width("".join(s.text for s in atom).rstrip(" "))
        while size > columns:  # an atom longer than a line is cut wherever the line ends
            head, atom = split(atom, columns)
            lines[-1].extend(head)
            lines.append([])
            size = width("".join(s.text for s in atom).rstrip(" "))
        lines[-1].extend(atom)
        used += width("".join(s.text for s in atom))

    for atom in atoms(line):
        text = "".join(s.text for s in atom)
        if text == "\n":
            lines.append([])
            used = 0
        elif width(text.rstrip(" ")) > min(columns, LONGEST):  # no word is as long as that
            for part in atoms(atom, words=False):
                put(part)
        else:
            put(atom)
    return [tidy(found) for found in lines]


def atoms(line: Sequence[Span], words: bool = True) -> Iterator[Atom]:
    """The pieces between which a line may break; spaces stay at the end of the piece before them.

    `words` keeps Japanese words together.
    """
    atom: Atom = []
    for piece in pieces(line):
        if piece.text == "\n":
            if atom:
                yield atom
            yield [piece]
            atom = []
        elif (
            atom
            and may_break(text := "".join(s.text for s in atom), piece.text)
            and not (words and inside(text, piece.text))
        ):
            yield atom
            atom = [piece]
        else:
            atom.append(piece)
    if atom:
        yield atom


def pieces(line: Sequence[Span]) -> Iterator[Span]:
    """Spans cut into whole spans, ASCII words, single wide characters, runs of spaces, and line ends."""
    for span in line:
        if span.whole:
            yield span
            continue
        run = ""
        for c in span.text:
            if run and (c == "\n" or run == "\n" or kind(c) != kind(run[-1]) or kind(c) == "wide"):
                yield replace(span, text=run)
                run = ""
            run += c
        if run:
            yield replace(span, text=run)


def kind(c: str) -> str:
    return "space" if c == " " else "wide" if width(c) == 2 else "word"


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two pieces."""
    a, b = before[-1], after[0]
    if TIE in (a, b) or b in NOT_FIRST or a in NOT_LAST or b == " ":
        return False
    return a == " " or kind(a) == "wide" or kind(b) == "wide"


def inside(before: str, after: str) -> bool:
    """Whether a break between two texts would fall inside a Japanese word, as far as the writing shows it.

    >>> inside("引き", "上げる"), inside("財政を", "引き"), inside("国", "債"), inside("ました。", "次")
    (True, False, True, False)
    """
    a, b = before[-1], after[0]
    if a in MARKS or a == " " or kind(a) != "wide" or b in NOT_LAST:
        return kind(a) == "word" and kind(b) == "wide" and a.isalnum()
    if script(a) != "hiragana":
        return True
    if script(b) == "hiragana":
        return True
    run = len(before) - len(before.rstrip(HIRAGANA))
    return a in "おご" or (run < 2 and a not in PARTICLES)


def script(c: str) -> str:
    """The script of a character, as far as it matters for breaking lines."""
    return "hiragana" if "\u3041" <= c <= "\u309f" else "katakana" if "\u30a0" <= c <= "\u30ff" else "other"


def lead(atom: Atom) -> Atom:
    """An atom without the spaces that it begins with."""
    found = [*atom]
    while found and not found[0].text.strip(" "):
        found.pop(0)
    return found


def split(atom: Atom, columns: int) -> tuple[Atom, Atom]:
    """The first so many columns of an atom, at least one character of it, and the rest."""
    head: Atom = []
    room, taken = columns, False
    for i, span in enumerate(atom):
        for j, c in enumerate(span.text):
            room -= width(c)
            if room >= 0 or not taken:
                taken = True
            else:
                return [*head, replace(span, text=span.text[:j])], [replace(span, text=span.text[j:]), *atom[i + 1 :]]
        head.append(span)
    return head, []


def tidy(line: list[Span]) -> list[Span]:
    """A line without spaces at its end, ties become spaces."""
    found = [replace(s, text=s.text.replace(TIE, " ")) for s in line]
    while found and not found[-1].text.rstrip(" "):
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return found
