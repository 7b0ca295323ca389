"""Where numbers come from: the real world behind a figure, the article's value beside the official one, the shelf.

Nothing here needs a game; a pack and the words of a language are enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.pack import Pack, Text
from game.texts.formats import date_text
from game.texts.words import Words

from .values import Value

NUMBERS = re.compile(r"figure\(\s*['\"]([^'\"]+)['\"]\s*\)")


@dataclass(frozen=True)
class Datum:
    """A number of the real world in one data set: how much, of when, by whom, and of which kind in words (article,
    official, study, calculation, design). `played` marks the data set of the game at hand."""

    profile: str
    profile_title: str
    value: Value
    date: str
    source: str
    kind: str
    played: bool = False


@dataclass(frozen=True)
class Source:
    """A number of the real world: the article's value beside the official one, and a note on why they differ."""

    id: str
    title: str
    note: str
    data: tuple[Datum, ...]


def source(pack: Pack, words: Words, name: str, played: str = "") -> Source:
    """A number of the real world in each data set. `played`: the data set of the game at hand, "" where there is none."""
    item, lang = pack.figures[name].item, words.lang
    data: list[Datum] = []
    for profile, value in item.values.items():
        titled = pack.profiles.get(profile)
        data.append(
            Datum(
                profile=profile,
                profile_title=titled.item.title.get(lang) if titled else profile,
                value=Value(value, pack.amount(value, item.unit, lang)),
                date=date_text(item.as_of.get(profile, ""), lang),
                source=source_name(words, item.source.get(profile, "")),
                kind=words.named("kind", item.kind[profile]) if profile in item.kind else "",
                played=profile == played,
            )
        )
    note = pack.say(item.note, lang, played or None) if item.note else ""
    return Source(name, pack.say(item.title, lang, played or None), note, tuple(data))


def source_name(words: Words, by: str) -> str:
    """A publisher, or the interface's words for what is no publication."""
    return words.named("source", by) if f"source.{by}" in words else by


def sources(pack: Pack, words: Words, word: str = "") -> tuple[Source, ...]:
    """The numbers of the real world whose name (in either language), id, or publisher contains `word` (all: "")."""
    return tuple(
        source(pack, words, n)
        for n, e in pack.figures.items()
        if is_named(word, n, e.item.title, *e.item.source.values())
    )


def numbers_behind(pack: Pack, name: str) -> list[str]:
    """The numbers of the real world that a figure's start, its formula, and its flows are made of."""
    formulas: list[str] = []
    if name in pack.tracks:
        formulas.append(str(pack.tracks[name].item.start))
    if name in pack.lets:
        formulas.append(str(pack.lets[name].item.value))
    formulas += [str(e.item.add) for e in pack.flows.values() if e.item.track == name]
    return [n for n in dict.fromkeys(NUMBERS.findall(" ".join(formulas))) if n in pack.figures]


def is_named(word: str, name: str, title: Text, *more: str) -> bool:
    """Whether a word stands in an id, in a title of either language, or in what else is known; hyphens and underscores
    count as spaces.

    >>> is_named("rare earth", "re_share", Text(ja="依存度", en="Rare-earth share")), is_named("oil", "x", Text(ja="油", en="Gas"))
    (True, False)
    """
    return plain(word) in plain("\n".join((name, title.ja, title.en, *more)))


def plain(text: str) -> str:
    """A text as it is searched: small letters, hyphens and underscores as spaces."""
    return text.lower().replace("-", " ").replace("_", " ")


@dataclass(frozen=True)
class Work:
    """A work on the reference shelf."""

    id: str
    title: str
    note: str


def shelf(pack: Pack, words: Words, word: str = "") -> tuple[Work, ...]:
    """The works to read more in."""
    return tuple(
        Work(n, e.item.title.get(words.lang), e.item.note.get(words.lang) if e.item.note else "")
        for n, e in pack.references.items()
        if is_named(word, n, e.item.title)
    )


@dataclass(frozen=True)
class Happened:
    """Something that really happened, apart from the game's own course."""

    id: str
    date: str
    title: str
    text: str
    source: str


def reality(pack: Pack, words: Words, word: str = "") -> tuple[Happened, ...]:
    """What really happened, in the order of its dates."""
    entries = sorted(pack.realities.items(), key=lambda r: r[1].item.date)
    return tuple(
        Happened(
            n, date_text(e.item.date, words.lang), e.item.title.get(words.lang),
            e.item.text.get(words.lang) if e.item.text else "", e.item.source,
        )
        for n, e in entries
        if is_named(word, n, e.item.title)
    )  # fmt: skip
