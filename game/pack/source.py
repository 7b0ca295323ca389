"""The text of a pack: reads its TOML files in the order of their names and merges their tables.

Whatever is not a pack's text (another encoding, a picture, a megabyte of nonsense) gives one clear problem a file.

>>> source = read_source({"a.toml": "[track.x]\\nrange = [0, 1]\\n"})
>>> source.tables["track"]["x"]["range"], source.place("track", "x"), source.problems
([0, 1], ('a.toml', 1), [])
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from .base import Text
from .locate import Locator
from .near import Near
from .problems import PackError, Problem, shorten
from .schema import KINDS
from .wrong_signs import wrong_sign

MAX_BYTES = 2_000_000
MAX_LINE = 10_000
MAX_FILES = 1000
# Tables that stand once in a pack and have no id.
SINGLE = ("pack", "schedule")
ALL_KINDS = (*SINGLE, "set", *KINDS)

_LONG_LINE = re.compile(rf"[^\n]{{{MAX_LINE}}}")
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")

Tables = dict[str, dict[str, Any]]


@dataclass
class Source:
    """All tables of a pack, raw, and where each of them stands.

    tables    kind -> id -> table; for pack and schedule kind -> table; set -> name -> member -> table
    files     name -> text, in order
    home      (kind, id) -> the file that holds it; (set.NAME, MEMBER) for members
    broken    files that could not be read: what they hold is not known
    stand_ins (kind, id) of a table that stands in no file -> the table that it was made from
    """

    tables: Tables = field(default_factory=dict[str, dict[str, Any]])
    files: dict[str, str] = field(default_factory=dict[str, str])
    home: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    broken: list[str] = field(default_factory=list[str])
    stand_ins: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict[tuple[str, str], tuple[str, str]])
    problems: list[Problem] = field(default_factory=list[Problem])
    _places: dict[str, bool] = field(default_factory=dict[str, bool])
    _locators: dict[str, Locator] = field(default_factory=dict[str, Locator])

    def locator(self, file: str) -> Locator:
        if file not in self._locators:
            self._locators[file] = Locator(self.files[file])
        return self._locators[file]

    def has_places(self, kind: str, name: str) -> bool:
        """Whether texts of this table's file have places such as `{zone}`; unknown, so true, for generated tables."""
        file = self.home.get((kind, name), "")
        if file not in self._places:
            strings = _STRING.findall(self.files[file]) if file else ["{"]
            self._places[file] = any("{" in s for s in strings)
        return self._places[file]

    def place(self, kind: str, name: str = "") -> tuple[str, int]:
        """File and line of a table's head."""
        kind, name = self.stand_ins.get((kind, name), (kind, name))
        file = self.home.get((kind, name), "")
        return (file, self.locator(file).head(_path(kind, name)) if file else 0)

    def problem(
        self, kind: str, name: str, path: tuple[str | int, ...], found: object, wanted: Text, near: str | Near = "",
        warning: bool = False,
    ) -> Problem:  # fmt: skip
        """A problem at `kind.name` and the key path below it, with its line."""
        full = (*_path(kind, name), *path)
        # places in lists are counted from 1, as their author would
        key = ".".join(str(x + 1 if isinstance(x, int) else x) for x in full)
        if (kind, name) in self.stand_ins:
            file, line = self.place(kind, name)
        else:
            file = self.home.get((kind, name), "")
            line = self.locator(file).find(full) if file else 0
        return Problem(file, line, key, shorten(found), wanted, near, "warning" if warning else "error")


def _path(kind: str, name: str) -> tuple[str, ...]:
    return (*kind.split("."), name) if name else (kind,)


def read_files(folder: Path | str) -> dict[str, bytes]:
    """The TOML files below a folder, by their path inside it, in the order of their names.

    :raises PackError: when there is no such folder, or nothing in it.
    """
    root = Path(folder)
    names = sorted((p.relative_to(root).as_posix(), p) for p in root.rglob("*.toml") if p.is_file())
    if not names:
        wanted = Text(
            ja="TOML ファイル（*.toml）の入ったフォルダーを指定してください",
            en="wanted a folder that holds a pack's *.toml files",
        )
        raise PackError([Problem("", 0, "", str(folder), wanted)])
    if len(names) > MAX_FILES:
        wanted = Text(ja=f"ファイルは{MAX_FILES}個までです", en=f"wanted at most {MAX_FILES} files")
        raise PackError([Problem("", 0, "", f"{len(names)} files", wanted)])
    return {name: _read(path) for name, path in names}


def _read(path: Path) -> bytes:
    """A file's bytes, or as many as show that it is too large."""
    with path.open("rb") as f:
        return f.read(MAX_BYTES + 1)


def read_source(files: Mapping[str, str | bytes]) -> Source:
    """Parses and merges files, given by name; problems are gathered, never raised."""
    source = Source()
    for name, content in sorted(files.items()):
        text = _text(source, name, content)
        parsed = None if text is None else _parse(source, name, text)
        if parsed is None:
            source.broken.append(name)
        else:
            _merge(source, name, parsed)
    return source


def _text(source: Source, name: str, content: str | bytes) -> str | None:
    def refuse(line: int, found: str, ja: str, en: str) -> None:
        source.problems.append(Problem(name, line, "", found, Text(ja=ja, en=en)))

    if len(content) > MAX_BYTES:
        refuse(0, "", "ファイルが大きすぎます（2 MB まで）", "wanted a file of at most 2 MB; this is larger")
        return None
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8-sig")
        except UnicodeDecodeError as e:
            line = content.count(b"\n", 0, e.start) + 1
            refuse(
                line,
                "",
                "UTF-8 の文章ではありません。UTF-8 で保存し直してください",
                "wanted text in UTF-8; save the file in that encoding",
            )
            return None
    text = content.removeprefix("\ufeff").replace("\r\n", "\n")
    odd = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        refuse(
            line,
            "",
            "文章ではない文字が入っています（TOML ファイルではないようです）",
            "wanted plain text; this looks like another kind of file",
        )
        return None
    long = _LONG_LINE.search(text)
    if long:
        line = text.count("\n", 0, long.start()) + 1
        refuse(
            line,
            shorten(long[0], 40),
            f"1行が長すぎます（{MAX_LINE}字まで）",
            f"wanted lines of at most {MAX_LINE} characters",
        )
        return None
    source.files[name] = text
    return text


def _parse(source: Source, name: str, text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        line, key, found, wanted = _explain(str(e), text)
    except RecursionError:
        line, key, found = 0, "", ""
        wanted = Text(ja="括弧の入れ子が深すぎます", en="wanted tables and lists that are not nested so deeply")
    source.problems.append(Problem(name, line, key, found, wanted))
    return None


def _explain(message: str, text: str) -> tuple[int, str, str, Text]:
    """Line, key, quotation and sentence for an error of the TOML reader."""
    m = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    lines = text.split("\n")
    line = int(m[1]) if m else len(lines)
    what = message[: m.start()] if m else message.removesuffix(" (at end of document)")
    twice = re.fullmatch(r"Cannot declare \((.*?),?\) twice", what)
    if twice:
        key = ".".join(re.findall(r"'([^']*)'", twice[1]))
        head = re.compile(r"^[ \t]*\[+[ \t]*" + re.escape(key) + r"\s*\]", re.M)
        first = next((text.count("\n", 0, h.start()) + 1 for h in head.finditer(text)), 0)
        return line, key, f"[{key}]", Text(
            ja=f"この表は{first}行目にもあります。id を変えるか、片方を消してください",
            en=f"wanted another id: this table stands in line {first} already",
        )  # fmt: skip
    sign = wrong_sign(lines[line - 1], int(m[2]) - 1 if m else 0) if line <= len(lines) else None
    if sign:
        at, wrong, right = sign
        return line, "", wrong, Text(
            ja=f"{at + 1}文字目は「{right}」と書いてください", en=f"wanted {right} in column {at + 1}"
        )  # fmt: skip
    found = shorten(lines[line - 1].strip(), 60) if line <= len(lines) else ""
    if what == "Cannot overwrite a value":
        return (
            line,
            "",
            found,
            Text(ja="このキーはこの表にもう書かれています", en="wanted each key once; this one stands there already"),
        )
    return line, "", found, Text(
        ja=f"TOML として読めません（引用符、括弧、コンマの抜けを確かめてください：{what}）",
        en=f"wanted TOML; is a quotation mark, bracket or comma missing? ({what})",
    )  # fmt: skip


def _merge(source: Source, file: str, parsed: dict[str, Any]) -> None:
    stray: list[str] = []
    for kind, value in parsed.items():
        if not isinstance(value, (dict, list)):
            stray.append(kind)
        elif kind not in ALL_KINDS:
            line = source.locator(file).find((kind,))
            wanted = Text(ja="このような種類の表はありません", en="wanted a kind of table that there is")
            source.problems.append(Problem(file, line, kind, f"[{kind}]", wanted, Near(kind, ALL_KINDS)))
        elif isinstance(value, list):
            line = source.locator(file).find((kind,))
            wanted = Text(ja=f"[{kind}.ID] の形で書いてください", en=f"wanted [{kind}.some_id], one table for each")
            source.problems.append(Problem(file, line, kind, f"[[{kind}]]", wanted))
        elif kind in SINGLE:
            _single(source, file, kind, cast(dict[str, Any], value))
        elif kind == "set":
            _members(source, file, cast(dict[str, Any], value))
        elif any(not isinstance(table, dict) for table in cast(dict[str, Any], value).values()):
            line = source.locator(file).head((kind,))
            wanted = Text(
                ja=f"見出しに id がありません。[{kind}.ID] と書いてください",
                en=f"wanted an id in the head of the table: [{kind}.some_id]",
            )
            source.problems.append(Problem(file, line, kind, f"[{kind}]", wanted))
            source.broken.append(file)  # what the table is called is not known
        else:
            for name, table in cast(dict[str, Any], value).items():
                _add(source, file, kind, name, table, source.tables.setdefault(kind, {}))
    if stray:
        line = source.locator(file).find((stray[0],))
        wanted = Text(
            ja="[種類.ID] の表の中に書いてください", en="wanted every key inside a table such as [track.some_id]"
        )
        source.problems.append(Problem(file, line, stray[0], stray[0], wanted))


def _single(source: Source, file: str, kind: str, table: dict[str, Any]) -> None:
    if kind in source.tables:
        other, line = source.place(kind)
        wanted = Text(
            ja=f"[{kind}] は1つだけです（{other}:{line} にもあります）",
            en=f"wanted one [{kind}] only; another stands in {other}:{line}",
        )
        here = source.locator(file).find((kind,))
        source.problems.append(Problem(file, here, kind, f"[{kind}]", wanted))
        return
    source.tables[kind] = table
    source.home[kind, ""] = file


def _members(source: Source, file: str, sets: dict[str, Any]) -> None:
    for name, members in sets.items():
        tables = source.tables.setdefault("set", {}).setdefault(name, {})
        source.home.setdefault(("set", name), file)
        inside = cast(dict[str, Any], members) if isinstance(members, dict) else {"": members}
        for member, table in inside.items():
            _add(source, file, f"set.{name}", member, table, tables)


def _add(source: Source, file: str, kind: str, name: str, table: Any, into: dict[str, Any]) -> None:
    here = (*_path(kind, name),)
    if not isinstance(table, dict):
        line = source.locator(file).find(here)
        wanted = Text(
            ja=f"[{kind}.ID] の表の中に書いてください", en=f"wanted it inside a table with an id: [{kind}.some_id]"
        )
        source.problems.append(Problem(file, line, ".".join(here), shorten(table), wanted))
    elif name in into:
        other, line = source.place(kind, name)
        wanted = Text(
            ja=f"この id は {other}:{line} でもう使われています。id を変えるか、片方を消してください",
            en=f"wanted another id: this one stands in {other}:{line} already",
        )
        at = source.locator(file).head(here)
        source.problems.append(Problem(file, at, ".".join(here), f"[{'.'.join(here)}]", wanted))
    else:
        into[name] = table
        source.home[kind, name] = file
