"""What a move has brought to light: values that the seat could not see before, or that nothing came of it."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from game.engine import Games

from .blocks import Block, Page, Span
from .figures import Figures


def learnt(figures: Figures, before: Games, after: Games, touched: Set[str]) -> list[Block]:
    """What the seat sees now and did not see before a move that could touch these tracks.

    A move that may lift a veil and has lifted none was inconclusive.
    """
    program, seat, page = figures.program, figures.knowledge.seat, Page()
    old, new = program.observe(before, seat).S[:, 0], program.observe(after, seat).S[:, 0]
    lifted = [t for t, needs in program.veils(seat).items() if touched & needs]
    told = {name(figures, t): value(figures, t, float(new[program.tracks[t].row])) for t in lifted
            if np.isnan(old[program.tracks[t].row]) and not np.isnan(new[program.tracks[t].row])}  # fmt: skip
    for title, found in told.items():
        page.say(
            Span(figures.words("learnt.found"), "key"), f" {title}", figures.words("list.colon"), Span(found, "strong")
        )
    hidden = [t for t in lifted if np.isnan(new[program.tracks[t].row])]
    if hidden and not told:
        page.say(Span(figures.words("learnt.nothing"), "key"))
    return page.blocks


def name(figures: Figures, track: str) -> str:
    """What a track is called; the headline of the next talks is one with that of these."""
    return figures.title("headline" if track == "headline_next" else track)


def value(figures: Figures, track: str, value: float) -> str:
    """A value in words, where it stands for an issue or for a kind of player."""
    pack = figures.program.pack
    if track in ("headline", "headline_next"):
        return figures.text(list(pack.agendas.values())[round(value)].item.title)
    for entry in pack.seats.values():
        if entry.item.character == track and entry.item.characters:
            return figures.text(pack.doctrines[entry.item.characters[round(value)]].item.title)
    return figures.value(track, value)
