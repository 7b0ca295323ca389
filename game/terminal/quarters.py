"""Quarters that nobody was asked about: a heading and a few lines each, with what the seat's own officials did."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine import Cause
from game.players.table import Told
from game.presenter import quarter

from .blocks import Block, Page, Span
from .figures import Figures

SHOWN = 5  # moves of a seat that are named


def passed(figures: Figures, told: Sequence[Told], causes: Sequence[Cause], until: int) -> list[Block]:
    """What happened in the turns before `until` that officials ran: one heading a turn, a line a seat."""
    page, words = Page(), figures.words
    for one in quarter.passed(figures, told, causes, until):
        page.gap()
        page.heading(one.date, words("turn.officials"))
        if one.news:
            page.say(Span(words("turn.news"), "key"), " ", words("list.comma").join(one.news))
        for title in one.outcomes:
            page.say(Span(words("talks.outcome", text=title), "strong"))
        for who, titles in one.deeds:
            more = words("turn.and_more", n=len(titles) - SHOWN) if len(titles) > SHOWN else ""
            page.rows([[figures.seat(who), words("list.comma").join(titles[:SHOWN]) + more]], "lf")
    return page.blocks
