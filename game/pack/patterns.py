"""Patterns that name options: `*` stands for anything."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(pattern: str | tuple[str, ...], option: str) -> bool:
    """Whether a pattern (or one of several) means an option: `*` stands for anything, brackets for themselves.

    >>> matches("press[*]", "press[defence]"), matches(("a", "b"), "c")
    (True, False)
    """
    patterns = (pattern,) if isinstance(pattern, str) else pattern
    return any(fnmatchcase(option, p.replace("[", "[[]")) for p in patterns)
