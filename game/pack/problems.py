"""Problems of a pack: each one sentence that says where, what was found, what is wanted, and what was perhaps meant.

All problems of a pack are reported together, the most serious first, so that nobody mends one to meet the next.

>>> p = Problem("tracks.toml", 14, "track.debt.start", "figure('det')", Text(ja="図を書いてください", en="wanted a figure"), "debt")
>>> print(p)
tracks.toml:14: track.debt.start: found "figure('det')"; wanted a figure (did you mean "debt"?)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .base import Text
from .near import Near

Severity = Literal["error", "warning"]
SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a pack.

    file      path inside the pack, "" for the pack as a whole
    line      from 1; 0 when there is no line to point at
    key       where in the tables: "track.debt.start", "" for a whole file
    found     what stands there, shortened; "" when something is missing
    wanted    what should stand there, as a clause in both languages
    nearest   the known name that was perhaps meant, or ""; text once the problem is in a report
    """

    file: str
    line: int
    key: str
    found: str
    wanted: Text
    nearest: str | Near = ""
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """The file and its line, "tracks.toml:14"."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def text(self, lang: str) -> str:
        """The whole sentence in "ja" or "en"."""
        where, near = [x for x in (self.place, self.key) if x], str(self.nearest)
        if lang == "ja":
            found = f"「{self.found}」とあります。" if self.found else ""
            hint = f"（「{near}」のことですか）" if near else ""
        else:
            found = f'found "{self.found}"; ' if self.found else ""
            hint = f' (did you mean "{near}"?)' if near else ""
        return ("：" if lang == "ja" else ": ").join([*where, f"{found}{self.wanted.get(lang)}{hint}"])

    def __str__(self) -> str:
        return self.text("en")


class PackError(ValueError):
    """A pack that cannot be played; `problems` holds everything that is wrong, most serious first.

    >>> wrong = Problem("tracks.toml", 3, "track.debt", "", Text(ja="range がありません", en="wanted the key range"))
    >>> print(PackError([wrong]))
    1 problem in the pack:
      tracks.toml:3: track.debt: wanted the key range
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = in_order(problems)
        super().__init__(self.text("en"))

    def __reduce__(self) -> tuple[type[PackError], tuple[tuple[Problem, ...]]]:
        return (PackError, (self.problems,))

    @property
    def errors(self) -> int:
        """How many of the problems keep the pack from being played; the others are warnings."""
        return sum(p.severity == "error" for p in self.problems)

    def count(self, lang: str) -> str:
        """How many problems there are, and how many warnings beside them.

        >>> wrong = Problem("a.toml", 1, "", "", Text(ja="…", en="…"))
        >>> PackError([wrong, replace(wrong, line=2, severity="warning")]).count("en")
        '1 problem, 1 warning'
        """
        n, warnings = self.errors, len(self.problems) - self.errors
        if lang == "ja":
            return f"問題{n}件" + (f"、注意{warnings}件" if warnings else "")
        more = f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
        return f"{n} problem{'s' * (n != 1)}{more}"

    def text(self, lang: str) -> str:
        """A heading and one line for each problem or warning, at most 50 of them."""
        lines, left = [f"  {marked(p, lang)}" for p in self.problems[:SHOWN]], len(self.problems) - SHOWN
        if lang == "ja":
            head, rest = f"パックに{self.count(lang)}があります：", f"  …ほか{left}件"
        else:
            head, rest = f"{self.count(lang)} in the pack:", f"  … and {left} more"
        return "\n".join([head, *lines, *([rest] if left > 0 else [])])


def marked(p: Problem, lang: str) -> str:
    """A problem in one sentence, a warning marked as one."""
    if p.severity == "error":
        return p.text(lang)
    return ("注意：" if lang == "ja" else "Warning: ") + p.text(lang)


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings, causes before what follows from them, then by place; nothing twice. Only those that a
    report shows say what was perhaps meant."""
    seen = dict.fromkeys(problems)
    order = sorted(seen, key=lambda p: (p.severity != "error", _follows(p), p.file, p.line, p.key))
    return tuple(replace(p, nearest=str(p.nearest) if i < SHOWN else "") for i, p in enumerate(order))


def _follows(p: Problem) -> bool:
    """Whether a table is made of other tables' names: what is wrong with it may follow from them."""
    return p.key.split(".")[0] in ("doctrine", "scenario", "goal")


def shorten(found: object, length: int = 80) -> str:
    """What stands in a file, short enough to quote: tables and lists are named, not spelled out.

    >>> shorten("a" * 100)[-3:], shorten({"a": 1}), shorten([1, 2]), shorten(True), shorten(2.0)
    ('aa…', '{ … }', '[ … ]', 'true', '2')
    """
    match found:
        case dict():
            return "{ … }"
        case list() | tuple():
            return "[ … ]"
        case bool():
            return str(found).lower()
        case float():
            return f"{found:g}"
        case _:
            words = " ".join(str(found).split())
            return words if len(words) <= length else words[: length - 1] + "…"
