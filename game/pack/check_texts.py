"""Texts and sources: every `{…}` in a text stands for something, every `source_id` names an element or a work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from .base import Effect, Item, Model, Text
from .expand import PLACE
from .findings import Findings, Path

# Keys that are written otherwise than the attributes that hold them.
ALIASES = {"passing": "pass", "otherwise": "else"}


def check_texts(f: Findings) -> None:
    """All texts, and what each table gives as its sources."""
    _texts(f)
    _sources(f)


def _texts(f: Findings) -> None:
    """Every `{…}` in a text names a figure, or a set that an `each` repeats over."""
    d = f.draft
    for kind, items in d.items.items():
        for name, item in items.items():
            if (kind, name) not in d.generated and d.source.has_places(kind, name):
                for path, text, inner in _texts_in(item):
                    for lang in ("ja", "en"):
                        _placeholders(f, kind, name, (*path, lang), text.get(lang), inner)


def _placeholders(f: Findings, kind: str, name: str, path: Path, words: str, inner: frozenset[str]) -> None:
    for word in PLACE.findall(words):
        what, _, figure = word.partition(":")
        if what == "figure" and figure:
            f.known(kind, name, path, figure, "figure", f.pack.figures)
        elif word not in inner:
            ja, en = (
                "文中の { } には、each で使う集合の名前か figure:ID を書いてください",
                "wanted {name of a set in each} or {figure:id}",
            )
            f.add(kind, name, path, f"{{{word}}}", ja, en, about=word)


def _texts_in(
    item: Model, path: Path = (), inner: frozenset[str] = frozenset()
) -> Iterator[tuple[Path, Text, frozenset[str]]]:
    """(path, text with places, names that its own each and those above it fill in) of every such text of an item."""
    if isinstance(item, (Effect, Item)) and item.each:
        parts = (item.each,) if isinstance(item.each, str) else item.each
        inner |= {part.split()[-1] for part in parts if part.split()}
    for key, value in item.__dict__.items():
        yield from _texts_of(value, (*path, ALIASES.get(key, key)), inner)


def _texts_of(value: Any, path: Path, inner: frozenset[str]) -> Iterator[tuple[Path, Text, frozenset[str]]]:
    if isinstance(value, Text):
        if "{" in value.ja or "{" in value.en:
            yield path, value, inner
    elif isinstance(value, Model):
        yield from _texts_in(value, path, inner)
    elif isinstance(value, tuple):
        for i, part in enumerate(cast(tuple[Any, ...], value)):
            yield from _texts_of(part, (*path, i), inner)
    elif isinstance(value, dict):
        for key, part in cast(dict[str, Any], value).items():
            yield from _texts_of(part, (*path, key), inner)


def _sources(f: Findings) -> None:
    """`source_id` names elements of the source, or works on the shelf, where the pack lists any."""
    p = f.pack
    known = {**p.elements, **p.references}
    if not p.elements:
        return
    for kind, entries in p.kinds().items():
        for name, entry in entries.items():
            for i, source in enumerate(getattr(entry.item, "source_id", ())):
                if source not in known:
                    f.known(kind, name, ("source_id", i), source, "element", known)
