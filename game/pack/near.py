"""The name that was perhaps meant, and the error of a formula that may carry one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from .base import Text
from .complaints import Complaint


class FormulaError(ValueError):
    """A formula that does not parse or does not mean anything: a code of `complaints` with the values that its sentence
    quotes; `nearest` is a name that was perhaps meant.

    >>> error = FormulaError("unknown_name", "debt", name="dept")
    >>> str(error), error.words.ja
    ("unknown name 'dept' (did you mean 'debt'?)", '「dept」という名前はありません')
    """

    def __init__(self, code: str, nearest: str | Near = "", **values: object) -> None:
        super().__init__(code)
        self.complaint, self.nearest = Complaint.of(code, **values), nearest

    @property
    def words(self) -> Text:
        """The sentence in both languages, without what was perhaps meant."""
        return self.complaint.words

    def __str__(self) -> str:
        near = str(self.nearest)
        return self.words.en + (f" (did you mean '{near}'?)" if near else "")


class Near:
    """The known name that is most like a wrong one, as text, or "". It is looked for when it is first read: among
    thousands of names that takes long, and a report shows only its first problems.

    >>> str(Near("debt_raito", ["debt_ratio", "diet"])), str(Near("?", ["diet"]))
    ('debt_ratio', '')
    """

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self._known = name, known
        self._found: str | None = None

    def __str__(self) -> str:
        if self._found is None:
            self._found = nearest(self.name, self._known)
        return self._found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Near) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or '': a slip of the fingers, or a part of the whole name.

    >>> nearest("poeple", ["people", "coins"]), nearest("mood", ["moscow_mood", "moon"]), nearest("bell", ["cable"])
    ('people', 'moscow_mood', '')
    """
    return _nearest(name[:80], tuple(known))


@lru_cache(1000)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    like = next(iter(difflib.get_close_matches(name, known, 1, 0.72)), "")
    if like and difflib.SequenceMatcher(None, like, name).ratio() >= 0.8:
        return like
    return _by_parts(name, known) or like


def _by_parts(name: str, known: tuple[str, ...]) -> str:
    """The shortest known name that has all parts of `name`, or begins with it; else the longest that `name` has all
    parts of. A part is a word between underlines, brackets or dots."""
    parts = _parts(name)
    if len(name) < 3 or not parts:
        return ""
    wider = [k for k in known if parts <= _parts(k) or (len(name) >= 4 and k.startswith(name))]
    if wider:
        return min(wider, key=len)
    return max((k for k in known if len(k) >= 4 and _parts(k) and _parts(k) < parts), key=len, default="")


def _parts(name: str) -> set[str]:
    return {part for part in re.split(r"[^0-9A-Za-z]|_", name) if part}
