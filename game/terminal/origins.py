"""Where a figure comes from: what it is, what moves it, and the numbers of the real world behind it."""

from __future__ import annotations

import re

from game.pack import Text
from game.texts.formats import date_text

from .blocks import Block, Line, Page, Span
from .figures import Figures

MOST = 6  # figures that one question shows; more would be a list, not an answer
NUMBERS = re.compile(r"figure\(\s*['\"]([^'\"]+)['\"]\s*\)")


def origins(figures: Figures, word: str) -> list[Block]:
    """The figures of the game, and the numbers of the real world, whose names contain `word`."""
    page, words, pack = Page(), figures.words, figures.program.pack
    page.heading(words("sources.title"), level=1)
    if not word:
        page.say(words("sources.ask"))
        return page.blocks
    found = matching(figures, word)
    told: list[str] = []
    for name in found[:MOST]:
        gauge = figures.gauges[name]
        page.say(Span(figures.title(name), "strong"))
        if gauge.text is not None:
            page.say(figures.text(gauge.text), indent=2)
        flows = [e.item for e in pack.flows.values() if e.item.track == name]
        rows: list[list[Line]] = [[figures.text(f.title), Span(figures.text(f.text), "dim")] for f in flows]
        if rows:
            page.say(words("sources.moved_by"), indent=2)
            page.rows(rows, "lf", indent=4)
        told += [n for n in numbers(figures, name) if n not in told]
    told += [n for n, e in pack.figures.items() if hit(word, n, e.item.title) and n not in told]
    if told:
        page.gap()
        page.heading(words("sources.numbers"))
        for name in told[: 2 * MOST]:
            number(figures, page, name)
    left = max(0, len(found) - MOST) + max(0, len(told) - 2 * MOST)
    if left:
        page.say(Span(words("sources.more", n=left), "dim"))
    if not found and not told:
        page.say(words("sources.none"))
    return page.blocks


def hit(word: str, name: str, title: Text) -> bool:
    """Whether a word names something: a part of its title in either language, or the beginning of its id."""
    return name.startswith(word) or any(word.lower() in t.lower() for t in (title.ja, title.en))


def matching(figures: Figures, word: str) -> list[str]:
    """The figures of the game that a word names; one that is named exactly stands alone."""
    titles = {n: g.title for n, g in figures.gauges.items()}
    exact = [n for n, t in titles.items() if word.lower() in (n, t.ja.lower(), t.en.lower())]
    return exact or [n for n, t in titles.items() if hit(word, n, t)]


def numbers(figures: Figures, name: str) -> list[str]:
    """The numbers of the real world that a figure's start, its formula, and its flows are made of."""
    pack = figures.program.pack
    formulas: list[str] = []
    if name in pack.tracks:
        formulas.append(str(pack.tracks[name].item.start))
    if name in pack.lets:
        formulas.append(str(pack.lets[name].item.value))
    formulas += [str(e.item.add) for e in pack.flows.values() if e.item.track == name]
    return [n for n in dict.fromkeys(NUMBERS.findall(" ".join(formulas))) if n in pack.figures]


def number(figures: Figures, page: Page, name: str) -> None:
    """A number of the real world: its value in each data set, with date and source."""
    pack, lang, words = figures.program.pack, figures.words.lang, figures.words
    item = pack.figures[name].item
    page.say(Span(figures.text(item.title), "strong"), Span(f" [{name}]", "dim"))
    rows: list[list[Line]] = []
    for profile, value in item.values.items():
        titled = pack.profiles.get(profile)
        where = [date_text(item.as_of.get(profile, ""), lang), item.source.get(profile, "")]
        rows.append(
            [
                titled.item.title.get(lang) if titled else profile,
                Span(pack.amount(value, item.unit, lang), "strong"),
                Span(words("list.comma").join(w for w in where if w), "dim"),
            ]
        )
    page.rows(rows, "llf", indent=2)
    if item.note is not None:
        page.say(figures.text(item.note), indent=2)
