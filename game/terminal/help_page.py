"""The page of help: every key, and what it does."""

from __future__ import annotations

import re

from game.pack import Pack
from game.texts.words import Words

from .blocks import Block, Page, Span

KEYS = (
    "number",
    "detail",
    "office",
    "closed",
    "board",
    "why",
    "sources",
    "talks",
    "goals",
    "forecast",
    "undo",
    "save",
    "saves",
    "quit",
    "enter",
)


WORD = re.compile(r"\w+")


def help_page(words: Words, pack: Pack, seat: str) -> list[Block]:
    """The keys in the order in which one comes to need them, and how the seat's score is made."""
    page = Page()
    page.heading(words("help.title"), level=1)
    for key in KEYS:
        page.rows([[Span(words(f"help.{key}_key"), "key"), words(f"help.{key}")]], "lf")
    page.gap()
    page.say(words("help.words"))
    total = pack.totals.get(seat)
    parts = set(WORD.findall(str(total.item.value))) & {"mean", "least"} if total else set()
    if "mean" in parts:
        page.say(words("help.score" if "least" in parts else "help.score_mean"))
    return page.blocks
