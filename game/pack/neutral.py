"""A class edition: the same pack with what `[neutral.x]` says in place of names, in every text and every source line.

The rules, the ids and the digest stay what they are, so a game of one edition opens in the other. Every screen that is
given such a pack is neutral without a switch of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from .base import Model, Text
from .expand import Entry
from .model import ATTRIBUTES, Pack

BEGINS = re.compile(r"(?:^|[.!?]\s+)$")  # what stands before the first word of an English sentence
SOURCE = "source"  # the key under which publishers stand, in English


def without_names(pack: Pack) -> Pack:
    """The pack with neutral words for its names; itself where it lists none. About 50 ms for a large pack.

    >>> pack = Pack.load("rules/tutorial")
    >>> without_names(pack).digest == pack.digest
    True
    """
    rewording = Rewording(pack)
    if not rewording.words["ja"]:
        return pack
    changed: dict[str, Any] = {"info": rewording.model(pack.info), "neutrals": {}}
    for kind, entries in pack.kinds().items():
        if kind != "neutral":
            changed[ATTRIBUTES.get(kind, f"{kind}s")] = {name: rewording.entry(e) for name, e in entries.items()}
    changed["members"] = {place: rewording.model(member) for place, member in pack.members.items()}
    return replace(pack, **changed)


class Rewording:
    """Names and what stands for them, by language, and a walk that changes only what holds one."""

    def __init__(self, pack: Pack) -> None:
        self.words: dict[str, dict[str, str]] = {"ja": {}, "en": {}}
        for entry in pack.neutrals.values():
            for lang, words in self.words.items():
                words[entry.item.name.get(lang)] = entry.item.instead.get(lang)
        self.names = {lang: names_of(words) for lang, words in self.words.items()}

    def said(self, text: str, lang: str) -> str:
        """A sentence with its names replaced."""

        def put(m: re.Match[str]) -> str:
            instead = self.words[lang][m[0]]
            first = lang == "en" and BEGINS.search(text[: m.start()]) is not None
            return instead[0].upper() + instead[1:] if first else instead

        return self.names[lang].sub(put, text)

    def entry(self, entry: Entry[Any]) -> Entry[Any]:
        """An entry whose texts are reworded; itself where they hold no name."""
        item = self.model(entry.item)
        return entry if item is entry.item else replace(entry, item=item)

    def model(self, model: Any) -> Any:
        """The same for a table."""
        changed: dict[str, Any] = {}
        for key, value in model.__dict__.items():
            new = self.sourced(value) if key == SOURCE else self.value(value)
            if new is not value:
                changed[key] = new
        return model.model_copy(update=changed) if changed else model

    def value(self, value: Any) -> Any:
        """The same for what stands under a key."""
        if isinstance(value, Text):
            ja, en = self.said(value.ja, "ja"), self.said(value.en, "en")
            return value if (ja, en) == (value.ja, value.en) else Text(ja=ja, en=en)
        if isinstance(value, Model):
            return self.model(value)
        if isinstance(value, tuple):
            parts = cast(tuple[Any, ...], value)
            made = tuple(self.value(p) for p in parts)
            return made if any(a is not b for a, b in zip(made, parts, strict=True)) else parts
        if isinstance(value, Mapping):
            table = cast(Mapping[str, Any], value)
            filled = {k: self.value(v) for k, v in table.items()}
            return filled if any(filled[k] is not v for k, v in table.items()) else table
        return value

    def sourced(self, value: Any) -> Any:
        """A publisher, or those of each data set."""
        if isinstance(value, str):
            new = self.said(value, "en")
            return value if new == value else new
        if isinstance(value, dict):
            table = cast(dict[str, Any], value)
            filled = {k: self.sourced(v) for k, v in table.items()}
            return filled if any(filled[k] is not v for k, v in table.items()) else table
        return self.value(value)


def names_of(words: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern that finds every name, the longest first."""
    return re.compile("|".join(re.escape(name) for name in sorted(words, key=lambda n: -len(n))) or r"(?!)")
