"""Repeating tables over sets: `each = "zone"` makes one entry for every member, with its names bound.

>>> from .base import Text
>>> from .schema import Let
>>> sets = {"zone": ("east", "west")}
>>> [(name, dict(bound)) for name, bound in copies("guard", "zone as z", sets)]
[('guard[east]', {'z': ('zone', 'east')}), ('guard[west]', {'z': ('zone', 'west')})]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar, cast

from .base import Effect, Item, Model, Text
from .near import FormulaError, Near

Bound = Mapping[str, tuple[str, str]]
"""Names bound by `each`: name -> (set, member)."""

NOTHING: Bound = {}
PLACE = re.compile(r"\{([^{}]*)\}")

T = TypeVar("T", bound=Model)
T_co = TypeVar("T_co", bound=Model, covariant=True)
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Entry(Generic[T_co]):
    """One table of a pack after repetition.

    id          as used everywhere: "debt", or "tension[east]" for a member of a family
    item        the table's model; its texts name the members already
    bound       the names that its formulas may use for members
    file, line  where its table stands
    """

    id: str
    item: T_co
    bound: Bound
    file: str
    line: int


def each_of(each: str | Sequence[str], sets: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(bound name, set) for every part of an `each`.

    :raises FormulaError: when a set is not known or a part does not read "set" or "set as name".
    """
    found: list[tuple[str, str]] = []
    for part in (each,) if isinstance(each, str) else each:
        m = re.fullmatch(r"\s*(\w+)(?:\s+as\s+([a-z]\w*))?\s*", part)
        if m is None:
            raise FormulaError("each_form", found=part)
        if m[1] not in sets:
            raise FormulaError("unknown_set", Near(m[1], sets), name=m[1])
        name = m[2] or m[1]
        if any(name == other for other, _ in found):
            raise FormulaError("bound_twice", name=name, set=m[1])
        found.append((name, m[1]))
    return found


def bindings(each: str | Sequence[str], sets: Mapping[str, Sequence[str]]) -> Iterator[dict[str, tuple[str, str]]]:
    """Every way to bind the names of an `each`, the last set running fastest."""
    names = each_of(each, sets)
    for members in product(*(sets[group] for _, group in names)):
        yield {name: (group, member) for (name, group), member in zip(names, members, strict=True)}


def copies(name: str, each: str | Sequence[str], sets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Bound]]:
    """The ids that a table becomes, each with its bound names; the table's own id where it has no `each`."""
    if not each:
        yield name, NOTHING
        return
    for bound in bindings(each, sets):
        yield f"{name}[{','.join(member for _, member in bound.values())}]", bound


Words = Callable[[str, str], str]
"""(bound name, language) -> the words that stand for it in texts."""


def fill(item: M, words: Words, names: frozenset[str]) -> M:
    """The item with `{name}` in all its texts replaced, however deep they stand; itself where none does.

    Texts under an effect's own `each` keep the names that this `each` binds.
    """
    if not names:
        return item
    if isinstance(item, Text):
        return cast(M, _fill_text(item, words, names))
    if isinstance(item, Effect) and item.each:
        names -= _inner_names(item.each)
    changed: dict[str, Any] = {}
    for key, value in item.__dict__.items():
        new = _fill_value(value, words, names)
        if new is not value:
            changed[key] = new
    return item.model_copy(update=changed) if changed else item


def _fill_value(value: Any, words: Words, names: frozenset[str]) -> Any:
    if isinstance(value, Model):
        return fill(value, words, names)
    if isinstance(value, tuple):
        parts = cast(tuple[Any, ...], value)
        new = tuple(_fill_value(v, words, names) for v in parts)
        return new if any(a is not b for a, b in zip(parts, new, strict=True)) else parts
    if isinstance(value, dict):
        table = cast(dict[str, Any], value)
        filled = {k: _fill_value(v, words, names) for k, v in table.items()}
        return filled if any(filled[k] is not v for k, v in table.items()) else table
    return value


def _fill_text(text: Text, words: Words, names: frozenset[str]) -> Text:
    if "{" not in text.ja and "{" not in text.en:
        return text

    def put(raw: str, lang: str) -> str:
        return PLACE.sub(lambda m: words(m[1], lang) if m[1] in names else m[0], raw)

    return text.model_copy(update={"ja": put(text.ja, "ja"), "en": put(text.en, "en")})


def _inner_names(each: str | Sequence[str]) -> frozenset[str]:
    parts = (each,) if isinstance(each, str) else each
    return frozenset(p.split()[-1] for p in parts if p.split())


def expand_effects(
    effects: Sequence[Effect], bound: Bound, sets: Mapping[str, Sequence[str]], words_of: Callable[[Bound], Words]
) -> list[tuple[Effect, Bound]]:
    """Effects with their own `each` unrolled, each with all names bound; nested ones keep theirs."""
    found: list[tuple[Effect, Bound]] = []
    for effect in effects:
        if not effect.each:
            found.append((effect, bound))
            continue
        plain = effect.model_copy(update={"each": ()})
        for inner in bindings(effect.each, sets):
            found.append((fill(plain, words_of(inner), frozenset(inner)), {**bound, **inner}))
    return found


def repeated(item: Model) -> str | Sequence[str]:
    """The `each` of an item; kinds that cannot repeat have none."""
    return item.each if isinstance(item, Item) else ()
