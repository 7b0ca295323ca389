"""Where a figure comes from: what it is, what moves it, and the numbers of the real world behind it."""

from __future__ import annotations

from game.presenter.sources import Source, numbers_behind, source
from game.presenter.why import hit, matching

from .blocks import Block, Line, Page, Span
from .figures import Figures

MOST = 6  # figures that one question shows; more would be a list, not an answer


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
        told += [n for n in numbers_behind(pack, name) if n not in told]
    told += [n for n, e in pack.figures.items() if hit(word, n, e.item.title) and n not in told]
    if told:
        page.gap()
        page.heading(words("sources.numbers"))
        for name in told[: 2 * MOST]:
            number(figures, page, source(pack, words, name, figures.program.profile))
    left = max(0, len(found) - MOST) + max(0, len(told) - 2 * MOST)
    if left:
        page.say(Span(words("sources.more", n=left), "dim"))
    if not found and not told:
        page.say(words("sources.none"))
    return page.blocks


def number(figures: Figures, page: Page, found: Source) -> None:
    """A number of the real world: its value in each data set, with date and source."""
    comma = figures.words("list.comma")
    page.say(Span(found.title, "strong"), Span(f" [{found.id}]", "dim"))
    rows: list[list[Line]] = [
        [d.profile_title, Span(d.value.text, "strong"), Span(comma.join(w for w in (d.date, d.source) if w), "dim")]
        for d in found.data
    ]
    page.rows(rows, "llf", indent=2)
    if found.note:
        page.say(found.note, indent=2)
