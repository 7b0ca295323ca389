"""The shape of tables: each raw table becomes its model, and what pydantic complains of becomes a plain sentence.

>>> from .source import read_source
>>> source = read_source({"a.toml": "[track.x]\\ntitle = { ja = 'エックス', en = 'X' }\\nrnage = [0, 1]\\n"})
>>> item = read_item(source, "track", "x", source.tables["track"]["x"], KINDS["track"])
>>> print(*source.problems, sep="\\n")
a.toml:1: track.x.range: wanted the key "range", which is missing
a.toml:3: track.x.rnage: found "rnage"; wanted a key of [track.…] (did you mean "range"?)
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .base import Model, Refused, Text
from .complaints import Complaint
from .formula import BUILT_IN, FUNCTIONS
from .near import Near
from .schema import KINDS, Member, PackInfo, Schedule
from .source import SINGLE, Source

Items = dict[str, dict[str, Model]]
Loc = tuple[int | str, ...]

# Kinds whose ids stand as names in formulas; the others may look like A01 or 2026Q1.
NAMED = frozenset(
    {"track", "flag", "let", "set", "seat", "figure", "phase", "profile", "unit", "agenda", "contribution"}
)
IN_FORMULAS = frozenset({"track", "flag", "let", "set", "agenda", "contribution"})
# Kinds whose ids stand in used('…'), in doctrines, in files of moves and in records.
SNAKE = frozenset(
    {"option", "event", "rule", "flow", "ending", "dimension", "role", "goal", "doctrine", "scenario", "group"}
)
RESERVED = frozenset({*FUNCTIONS, *BUILT_IN, "mean", "least", "lost"})
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SNAKE = re.compile(r"[a-z][a-z0-9_]*(?:\[[a-z0-9_, ]*\])?")  # brackets: a member's own option, "summit_bring[access]"
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]*(?:\[[A-Za-z0-9_, \-]*\])?")


def read_items(source: Source, partial: bool = False) -> Items:
    """Every table as its model: kind -> id -> model, sets as "set.NAME" -> member; problems go to the source.

    A table that is wrong is left out; its id stays known as a key of `source.tables`. `partial` says that tables
    may lack keys which the negotiation would have written, so that a missing key is no problem.
    """
    items: Items = {}
    for kind, model in KINDS.items():
        items[kind] = {}
        for name, raw in source.tables.get(kind, {}).items():
            item = read_item(source, kind, name, raw, model, partial)
            if item is not None:
                items[kind][name] = item
    for group, members in source.tables.get("set", {}).items():
        _check_name(source, "set", group)
        items[f"set.{group}"] = {}
        for name, raw in members.items():
            item = read_item(source, f"set.{group}", name, raw, Member)
            if item is not None:
                items[f"set.{group}"][name] = item
    for kind, model in zip(SINGLE, (PackInfo, Schedule), strict=True):
        if kind in source.tables:
            item = read_item(source, kind, "", source.tables[kind], model)
            items[kind] = {} if item is None else {"": item}
        elif not source.broken:
            wanted = Text(ja=f"[{kind}] の表がありません", en=f"wanted a table [{kind}], which every pack has")
            source.problems.append(source.problem(kind, "", (), "", wanted))
    return items


def read_item(
    source: Source, kind: str, name: str, raw: dict[str, Any], model: type[Model], partial: bool = False
) -> Model | None:
    """One table as its model, or None where it is wrong."""
    if name:
        if not _check_name(source, kind, name):
            return None
        if "id" in model.model_fields and raw.setdefault("id", name) != name:
            wanted = Text(
                ja="id は表の見出しに書くものです。この行は不要です",
                en="wanted no id here: it stands in the head of the table",
            )
            source.problems.append(source.problem(kind, name, ("id",), raw["id"], wanted))
            return None
    if kind == "event" and "choice" in raw and not raw.keys() - {"choice", "id"}:
        others = [e for e in source.tables.get("event", {}) if e != name]
        wanted = Text(
            ja=f"この答えの [event.{name}] がありません",
            en=f"wanted the event of this answer: there is no [event.{name}]",
        )
        answer = next(iter(cast(dict[str, Any], raw["choice"])), "") if isinstance(raw["choice"], dict) else ""
        source.problems.append(source.problem(kind, name, ("choice", answer), "", wanted, Near(name, others)))
        return None
    for key, choice in _choices(kind, raw):
        choice.setdefault("id", key)
    try:
        return model.model_validate(raw)
    except ValidationError as e:
        errors = [x for x in e.errors(include_url=False) if not (partial and x["type"] == "missing")]
        source.problems += [source.problem(kind, name, *p) for p in explain(errors, raw, kind, model)]
        return None


def _choices(kind: str, raw: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The answers of an event, which carry their key as id."""
    choices = raw.get("choice") if kind == "event" else None
    if not isinstance(choices, dict):
        return []
    return [(k, cast(dict[str, Any], c)) for k, c in cast(dict[str, Any], choices).items() if isinstance(c, dict)]


def _check_name(source: Source, kind: str, name: str) -> bool:
    named = kind in NAMED or kind.startswith("set.")
    in_formulas = kind in IN_FORMULAS or kind.startswith("set.")
    if (name in RESERVED or keyword.iskeyword(name)) and in_formulas:
        wanted = Text(
            ja="数式で別の意味を持つ名前です。ほかの id にしてください",
            en="wanted another id: formulas use this name for something else",
        )
    elif named and not _NAME.fullmatch(name):
        wanted = Text(
            ja="id は英小文字、数字、下線（_）で、英字から始めてください",
            en="wanted an id of small letters, digits and _, that starts with a letter",
        )
    elif kind in SNAKE and not _SNAKE.fullmatch(name):
        wanted = Text(
            ja="id は英小文字、数字、下線（_）で、英字から始めてください（snake_case）",
            en="wanted an id in snake_case: small letters, digits and _, a letter first",
        )
    elif not named and not _LABEL.fullmatch(name):
        wanted = Text(ja="id は英数字と _ - で書いてください", en="wanted an id of letters, digits, _ and -")
    else:
        return True
    source.problems.append(source.problem(kind, name, (), name, wanted))
    return False


# --- pydantic's errors in plain words -----------------------------------------------------------------

_Plain = tuple[Loc, object, Text, str | Near]


def explain(errors: Sequence[ErrorDetails], raw: object, kind: str, model: type[Model]) -> list[_Plain]:
    """(key path, found, sentence, nearest) of each error; branches of a union count as one."""
    best: dict[Loc, tuple[int, ErrorDetails]] = {}
    branches: dict[Loc, list[str]] = {}
    for error in errors:
        path, tags = _real_path(error["loc"], raw, error["type"] == "missing")
        # of the branches of a union the one that got furthest into the value says most
        is_draw = any("Draw" in t for t in tags)
        rank = len(path) + (2 if is_draw and isinstance(_at(raw, error["loc"]), dict) else 0)
        base = path if not tags else error["loc"][: error["loc"].index(tags[0])]
        key = base if tags else (*path, "=" + error["type"])
        branches.setdefault(key, []).extend(tags)
        if key not in best or best[key][0] < rank:
            best[key] = (rank, error)
    return [_plain(error, raw, kind, model, branches[key]) for key, (_, error) in best.items()]


def _real_path(loc: Loc, raw: object, missing: bool) -> tuple[Loc, list[str]]:
    """The path without the names that pydantic gives to the branches of a union, and those names."""
    path: list[int | str] = []
    tags: list[str] = []
    here: object = raw
    for i, part in enumerate(loc):
        if isinstance(here, Mapping) and part in here:
            here = cast(Mapping[Any, object], here)[part]
        elif isinstance(here, (list, tuple)) and isinstance(part, int) and part < len(cast(Sequence[object], here)):
            here = cast(Sequence[object], here)[part]
        elif missing and i == len(loc) - 1:
            pass
        elif isinstance(part, str):
            tags.append(part)
            continue
        path.append(part)
    return tuple(path), tags


def _at(raw: object, loc: Loc) -> object:
    """The value that an error is about."""
    here: object = raw
    for part in loc:
        if isinstance(here, Mapping) and part in here:
            here = cast(Mapping[Any, object], here)[part]
        elif isinstance(here, (list, tuple)) and isinstance(part, int) and part < len(cast(Sequence[object], here)):
            here = cast(Sequence[object], here)[part]
    return cast(object, here)


def _plain(error: ErrorDetails, raw: object, kind: str, model: type[Model], tags: list[str]) -> _Plain:
    how = error["type"]
    path, _ = _real_path(error["loc"], raw, how == "missing")
    found = _at(raw, error["loc"])
    last = str(path[-1]) if path else ""
    if how == "missing":
        return path, "", *_missing(last, found)
    if how == "extra_forbidden":
        wanted = Text(
            ja="このキーは使えません",
            en=f"wanted a key of [{kind}.…]" if len(path) == 1 else "wanted a key that is known here",
        )
        return path, last, wanted, Near(last, _keys_at(model, path[:-1]))
    if tags and how != "value_error":
        return path, found, _number_or_formula(tags), ""
    return path, found, _by_type(error, found), ""


def _missing(key: str, table: object) -> tuple[Text, str]:
    if key in ("ja", "en") and isinstance(table, Mapping) and ("ja" in table or "en" in table):
        what = {"ja": ("日本語", "Japanese"), "en": ("英語", "English")}[key]
        return Text(
            ja=f'{what[0]}の文がありません（{key} = "…"）', en=f'wanted the {what[1]} text too: {key} = "…"'
        ), ""
    if key == "when":
        ja = 'キー when（条件）がありません。いつでもなら when = "turn > 0" です'
        return Text(ja=ja, en='wanted the key "when", a condition, which is missing; always is when = "turn > 0"'), ""
    return Text(ja=f"キー {key} がありません", en=f'wanted the key "{key}", which is missing'), ""


def _number_or_formula(tags: list[str]) -> Text:
    if any("Draw" in t for t in tags):
        return Text(
            ja="数、引用符で囲んだ数式、または { normal = [平均, 標準偏差] } などを書いてください",
            en="wanted a number, a formula in quotes or a draw such as { normal = [0, 1] }",
        )
    if any("tuple" in t for t in tags):
        return Text(
            ja="名前、または名前の一覧を引用符で書いてください",
            en='wanted a name in quotes or a list of names: ["a", "b"]',
        )
    return Text(ja="数、または引用符で囲んだ数式を書いてください", en="wanted a number or a formula in quotes")


_TYPES = {
    "model_type": (
        '両方の言語で { ja = "…", en = "…" } と書いてください',
        'wanted both languages: { ja = "…", en = "…" }',
    ),
    "string_type": ("引用符で囲んだ文字列を書いてください", "wanted text in quotes"),
    "string_too_short": ("空にはできません", "wanted some text; this is empty"),
    "string_too_long": ("長すぎます（4000字まで）", "wanted at most 4000 characters"),
    "float_type": ("数を書いてください", "wanted a number"),
    "float_parsing": ("数を書いてください", "wanted a number"),
    "finite_number": ("有限の数を書いてください", "wanted a finite number"),
    "int_type": ("整数を書いてください", "wanted a whole number"),
    "int_parsing": ("整数を書いてください", "wanted a whole number"),
    "int_from_float": ("整数を書いてください", "wanted a whole number"),
    "bool_type": ("true か false を書いてください", "wanted true or false"),
    "bool_parsing": ("true か false を書いてください", "wanted true or false"),
    "tuple_type": ("角括弧の一覧 [ … ] で書いてください", "wanted a list in square brackets: [ … ]"),
    "list_type": ("角括弧の一覧 [ … ] で書いてください", "wanted a list in square brackets: [ … ]"),
    "dict_type": ("波括弧の表 { … } で書いてください", "wanted a table in braces: { … }"),
}


def _by_type(error: ErrorDetails, found: object) -> Text:
    how, context = error["type"], error.get("ctx", {})
    if how == "model_type" and context.get("class_name") != "Text":
        return Text(ja="波括弧の表 { … } で書いてください", en="wanted a table in braces: { … }")
    if how in _TYPES:
        ja, en = _TYPES[how]
        return Text(ja=ja, en=en)
    match how:
        case "greater_than_equal":
            return Text(
                ja=f"{context['ge']:g}以上の数を書いてください", en=f"wanted a number of {context['ge']:g} or more"
            )
        case "less_than_equal":
            return Text(
                ja=f"{context['le']:g}以下の数を書いてください", en=f"wanted a number of at most {context['le']:g}"
            )
        case "literal_error":
            choices = context["expected"]
            return Text(ja=f"次のどれかを書いてください：{choices}", en=f"wanted one of {choices}")
        case "too_short" | "too_long":
            least, most = context.get("min_length"), context.get("max_length")
            n = least if how == "too_short" else most
            word = "at least" if how == "too_short" else "at most"
            ja = f"{n}個{'以上' if how == 'too_short' else '以下'}書いてください（いまは{context['actual_length']}個）"
            return Text(ja=ja, en=f"wanted {word} {n} of them, found {context['actual_length']}")
        case "string_pattern_mismatch":
            return Text(ja="2026Q1 のように、年と四半期を書いてください", en="wanted a turn such as 2026Q1")
        case "value_error" if isinstance(context.get("error"), Refused):
            return Complaint.of(context["error"].code).words
        case _:
            return Text(ja=f"値の形が違います（{error['msg']}）", en=f"wanted something else ({error['msg'].lower()})")


def _keys_at(model: type[Model], path: Loc) -> list[str]:
    """The keys that a table at `path` below a model may have, for the nearest-name hint."""
    names: set[str] = set()
    for m in (model, *_below(model, path)):
        names = {f.alias or key for key, f in m.model_fields.items()}
    return sorted(names)


def _below(model: type[Model], path: Loc) -> list[type[Model]]:
    """The models met on the way down a path of keys."""
    found: list[type[Model]] = []
    here: type[Model] | None = model
    for part in path:
        if here is None or isinstance(part, int):
            continue
        info = next((f for key, f in here.model_fields.items() if part in (key, f.alias)), None)
        if info is not None:
            here = _model_in(info.annotation)
            if here is not None:
                found.append(here)
    return found


def _model_in(annotation: Any) -> type[Model] | None:
    """The model inside an annotation such as `tuple[Effect, ...]` or `Text | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
