"""Quarters that nobody was asked about: a heading and a few lines each, with what the seat's own officials did."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine import Cause, Program
from game.players.table import Told
from game.presenter.menu import PASS
from game.texts.formats import turn_name

from .blocks import Block, Page, Span
from .figures import Figures

SHOWN = 5  # moves of a seat that are named


def passed(figures: Figures, told: Sequence[Told], causes: Sequence[Cause], until: int) -> list[Block]:
    """What happened in the turns before `until` that officials ran: one heading a turn, a line a seat."""
    page, words, program = Page(), figures.words, figures.program
    seat = figures.knowledge.seat
    for turn in sorted({t.turn for t in told if t.how == "office" and t.turn < until}):
        mine = [t for t in told if t.turn == turn and seat not in t.secret and t.option != PASS]
        page.gap()
        page.heading(turn_name(program.turns[turn], words.lang), words("turn.officials"))
        events = {c.id: c.title for c in causes if c.turn == turn and c.kind == "event" and "." not in c.id}
        if events:
            page.say(Span(words("turn.news"), "key"), " ", words("list.comma").join(map(figures.text, events.values())))
        for outcome in outcomes(program, causes, turn):
            page.say(Span(words("talks.outcome", text=figures.text(outcome.title)), "strong"))
        talked = tuple(f"{name}_" for name in program.pack.negotiations)
        for who in (seat, *(s for s in program.seats if s != seat)):
            titles = [
                figures.text(t.title)
                for t in mine
                if t.seat == who and not t.phase.startswith(talked) and deed(figures, t)
            ]
            titles = list(dict.fromkeys(titles))
            if not titles:
                continue
            more = words("turn.and_more", n=len(titles) - SHOWN) if len(titles) > SHOWN else ""
            page.rows([[figures.seat(who), words("list.comma").join(titles[:SHOWN]) + more]], "lf")
    return page.blocks


def outcomes(program: Program, causes: Sequence[Cause], turn: int) -> list[Cause]:
    """How the talks of a turn ended, by the rules that carried it out."""
    found: dict[str, Cause] = {}
    for c in causes:
        if c.turn == turn and any(c.id.startswith(f"{name}_outcome_") for name in program.pack.negotiations):
            found.setdefault(c.id, c)
    return list(found.values())


def deed(figures: Figures, told: Told) -> bool:
    """Whether a move is more than an announcement: something that has been done."""
    return not told.option.startswith("signal_")
