"""Lines of keys: where in a TOML text a table or a key stands. The standard reader gives no positions.

The heads of all tables are found at once by a pattern; keys inside a table are looked for only when a
problem has to be reported, by walking over the statements of the file.

>>> Locator("[track.x]\\nrange = [0, 1]\\n\\n[option.y]\\neffects = [\\n  { track = 'x' },\\n  { trak = 'x' },\\n]").find(
...     ("option", "y", "effects", 1, "trak"))
7
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_HEAD = re.compile(r"^[ \t]*\[{1,2}[ \t]*((?:\"[^\"\n]*\"|'[^'\n]*'|[\w.\- \t])+?)[ \t]*\]{1,2}[ \t]*(?:#.*)?$", re.M)
_BLANK = re.compile(r"(?:[ \t\n,]|#[^\n]*)*")
_KEY = re.compile(
    r"(?:\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[\w\-]+)(?:[ \t]*\.[ \t]*(?:\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[\w\-]+))*"
)
_PART = re.compile(r"\"((?:\\.|[^\"\\\n])*)\"|'([^'\n]*)'|([\w\-]+)")
_STRING = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"{3,5}|'''.*?'{3,5}|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'", re.S
)  # fmt: skip
_PLAIN = re.compile(r"[^,\[\]{}\n#\"'=]+")


def key_parts(text: str) -> tuple[str, ...]:
    """The parts of a dotted key.

    >>> key_parts('calendar."2026Q1"')
    ('calendar', '2026Q1')
    """
    return tuple(a or b or c for a, b, c in _PART.findall(text))


class Locator:
    """Finds lines in one TOML text; lines count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._heads: dict[tuple[str, ...], int] | None = None
        self._statements: list[tuple[Path, int, int]] | None = None

    def line(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def head(self, path: Sequence[str]) -> int:
        """The line of `[a.b]`; of a key that makes the table where it has no head of its own."""
        if self._heads is None:
            heads: dict[tuple[str, ...], int] = {}
            line, seen = 1, 0
            for m in _HEAD.finditer(self.text):
                line, seen = line + self.text.count("\n", seen, m.start(1)), m.start(1)
                heads.setdefault(key_parts(m[1]), line)
            self._heads = heads
        return self._heads.get(tuple(path)) or self.find(tuple(path))

    def find(self, path: Path) -> int:
        """The line of the deepest part of `path` that stands in the text; 1 if none does."""
        best, position, begin = 0, 0, 0
        n = len(path)
        for keys, start, value in self.statements():
            if len(keys) > n > best and keys[:n] == path:
                return self.line(start)  # a longer key, such as `x.title = …`, is all that makes the table x
            if len(keys) > best and path[: len(keys)] == keys:
                best, position, begin = len(keys), start, value
        if best and begin >= 0 and best < n:
            position = self.inside(begin, path[best:], position)
        if not best:
            return next((self.line(p) for k, p, _ in self.statements() if k[:1] == path[:1]), 1)
        return self.line(position)

    def statements(self) -> list[tuple[Path, int, int]]:
        """Heads and keys: (path, where it starts, where its value starts or -1 for a head)."""
        if self._statements is None:
            self._statements = self.walk()
        return self._statements

    def walk(self) -> list[tuple[Path, int, int]]:
        text, found = self.text, list[tuple[Path, int, int]]()
        table: Path = ()
        lists: dict[Path, int] = {}
        i = self.blank(0)
        while i < len(text):
            if text[i] == "[":
                double = text.startswith("[[", i)
                end = text.find("\n", i)
                end = len(text) if end < 0 else end
                table = _indexed(key_parts(text[i : _close(text, i, end)]), lists, double)
                found.append((table, i, -1))
                i = self.blank(end)
                continue
            m = _KEY.match(text, i)
            value = text.find("=", m.end()) + 1 if m else 0
            if m is None or not value:
                break
            value = self.blank(value)
            found.append(((*table, *key_parts(m[0])), i, value))
            i = self.blank(max(self.skip(value), value + 1))
        return found

    def inside(self, i: int, path: Path, fallback: int) -> int:
        """Where the deepest part of `path` stands inside the value that starts at i."""
        text = self.text
        if not path or i >= len(text):
            return fallback
        if text[i] == "[" and isinstance(path[0], int):
            i, n = self.blank(i + 1), 0
            while i < len(text) and text[i] != "]":
                if n == path[0]:
                    return self.inside(i, path[1:], i)
                i, n = self.blank(max(self.skip(i), i + 1)), n + 1
        elif text[i] == "{":
            i = self.blank(i + 1)
            while i < len(text) and text[i] != "}":
                m = _KEY.match(text, i)
                value = text.find("=", m.end()) + 1 if m else 0
                if m is None or not value:
                    break
                keys = key_parts(m[0])
                value = self.blank(value)
                if path[: len(keys)] == keys:
                    return self.inside(value, path[len(keys) :], i)
                i = self.blank(max(self.skip(value), value + 1))
        return fallback

    def blank(self, i: int) -> int:
        """Past white space, commas and comments."""
        m = _BLANK.match(self.text, i)
        return m.end() if m else i

    def skip(self, i: int) -> int:
        """Past the value that starts at i."""
        text, depth = self.text, 0
        while i < len(text):
            c = text[i]
            if c in "[{":
                depth, i = depth + 1, i + 1
            elif c in "]}":
                depth, i = depth - 1, i + 1
            elif c in "\"'":
                m = _STRING.match(text, i)
                i = m.end() if m else i + 1
            elif c in " \t\n,#=" and depth:
                i = max(self.blank(i), i + 1)
            else:
                m = _PLAIN.match(text, i)
                i = m.end() if m else i + 1
            if depth <= 0:
                return i
        return i


def _close(text: str, start: int, end: int) -> int:
    """Where the bracket of a head closes: not inside a quoted part."""
    m = re.compile(r"\[+(?:\"[^\"\n]*\"|'[^'\n]*'|[^\]\n])*").match(text, start, end)
    return m.end() if m else end


def _indexed(parts: tuple[str, ...], lists: dict[Path, int], double: bool) -> Path:
    """A head's parts with the numbers of the lists of tables on the way."""
    path: Path = ()
    for k, part in enumerate(parts):
        path = (*path, part)
        last = k == len(parts) - 1
        if double and last:
            lists[path] = lists.get(path, -1) + 1
        if path in lists:
            path = (*path, lists[path])
    return path
