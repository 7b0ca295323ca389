"""Patterns that name options: `*` stands for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable


def matches(pattern: str | tuple[str, ...], option: str) -> bool:
    """Whether a pattern (or one of several) means an option: `*` stands for anything, brackets for themselves.

    >>> matches("press[*]", "press[defence]"), matches(("a", "b"), "c")
    (True, False)
    """
    return bool(matching(pattern, (option,)))


def matching(pattern: str | tuple[str, ...], options: Iterable[str]) -> list[str]:
    """The options that a pattern (or one of several) means, in their own order.

    >>> matching("press[*]", ["press[defence]", "hold[defence]", "press[farm]"])
    ['press[defence]', 'press[farm]']
    """
    patterns = (pattern,) if isinstance(pattern, str) else pattern
    either = "|".join(".*".join(re.escape(part) for part in p.split("*")) for p in patterns)
    means = re.compile(either, re.S).fullmatch
    return [o for o in options if means(o)]
