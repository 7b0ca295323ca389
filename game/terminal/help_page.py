"""The page of help: every key, and what it does."""

from __future__ import annotations

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
    "undo",
    "save",
    "saves",
    "quit",
    "enter",
)


def help_page(words: Words) -> list[Block]:
    """The keys in the order in which one comes to need them."""
    page = Page()
    page.heading(words("help.title"), level=1)
    for key in KEYS:
        page.rows([[Span(words(f"help.{key}_key"), "key"), words(f"help.{key}")]], "lf")
    page.gap()
    page.say(words("help.words"))
    page.say(words("help.score"))
    return page.blocks
