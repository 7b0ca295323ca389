"""What a move has brought to light, in a line or two."""

from __future__ import annotations

from collections.abc import Set

from game.engine import Games
from game.presenter import results

from .blocks import Block, Page, Span
from .figures import Figures


def learnt(figures: Figures, before: Games, after: Games, touched: Set[str]) -> list[Block]:
    """What the seat sees now and did not see before a move that could touch these tracks."""
    page, found = Page(), results.learnt(figures, before, after, touched)
    words = figures.words
    for title, value in found.found:
        page.say(Span(words("learnt.found"), "key"), f" {title}", words("list.colon"), Span(value, "strong"))
    if found.nothing:
        page.say(Span(words("learnt.nothing"), "key"))
    return page.blocks
