"""What lies on a negotiation's table, weighed: what signing now would bring, what the other side needs, what a move does.

All of it is counted in worlds that the seat may believe in (`players.bargain`): nothing hidden gets in, and shares are
no more exact than a few dozen worlds make them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Cause, Decision, Program
from game.pack.bargaining import Negotiation
from game.players.bargain import Bargain, Played, Spread
from game.players.knowledge import ingredients
from game.players.table import Table
from game.texts.formats import number, short, signed

from .figures import Figures
from .negotiations import talks_of
from .values import Change

MOST = 5  # figures that a pack without a list of its own has watched
STEP = 5  # odds are told in steps of so many per cent: they are counted in a few dozen worlds
STEADY = 1e-9


@dataclass(frozen=True)
class Range:
    """Where a number lies nine times in ten, and how that is written."""

    low: float
    high: float
    text: str


@dataclass(frozen=True)
class Shift:
    """A foreseen change of a figure, between `low` and `high`, with its unit."""

    id: str
    title: str
    short: str
    low: float
    high: float
    text: str
    good: bool | None


@dataclass(frozen=True)
class Weighed:
    """What the asking side needs beside what it is offered, and what signing now would bring.

    `odds` is the share of worlds in which it would sign, `odds_text` that in per cent. `cuts` are the rungs that
    parliament would cut, None where there is no ratification or where the vote is over; `if_signed` is None then, too.
    """

    need: Range
    worth: Range
    odds: float
    odds_text: str
    if_signed: tuple[Shift, ...] | None
    cuts: tuple[int, int] | None


@dataclass(frozen=True)
class Diet:
    """The vote at home if what lies on the table were signed: votes, what it takes, and the share of worlds in which it
    passes unamended."""

    title: str
    text: str
    votes: Range
    bar: Range
    spare: float
    odds: float
    odds_text: str


@dataclass(frozen=True)
class Result:
    """One way in which a move may turn out, the share of worlds in which it does, and what it changes."""

    share: float
    share_text: str
    changes: tuple[tuple[str, Change], ...]


def bargain_of(figures: Figures, table: Table) -> Bargain | None:
    """The arithmetic of the negotiation at hand for the seat; None where none is on."""
    decision = table.decision
    found = None if decision is None else talks_of(table.program, decision)
    if found is None or decision is None:
        return None
    name, terms = found
    seat = figures.knowledge.seat
    shift = own_shift(table.program, seat, name, table.causes, decision.turn)
    return Bargain(table.program, table.games, seat, name, terms, shift)


def own_shift(program: Program, seat: str, name: str, causes: Sequence[Cause], turn: int) -> float:
    """What the seat's own moves have added to the other side's need since the talks of this turn opened."""
    phases = {p for p, e in program.pack.phases.items() if e.item.seat == seat and p.startswith(f"{name}_")}
    found = (c for c in causes if c.turn == turn and c.track == "need_now" and c.phase in phases)
    return sum(c.amount for c in found)


def percent(share: float) -> str:
    """A share in words of per cent, without more exactness than there is.

    >>> percent(0.0), percent(0.37), percent(1.0)
    ('<5', '35', '>95')
    """
    rounded = STEP * round(100 * share / STEP)
    return f"<{STEP}" if rounded < STEP else f">{100 - STEP}" if rounded > 100 - STEP else str(rounded)


def spread(figures: Figures, s: Spread) -> Range:
    """A range in whole numbers, or the number where there is nothing to guess."""
    low, high = number(s.low), number(s.high)
    return Range(s.low, s.high, low if low == high else figures.words("list.range", low=low, high=high))


def watched(figures: Figures, terms: Negotiation) -> list[str]:
    """The figures to weigh a signature by: those that the pack names, else what the seat's score is made of."""
    if terms.watched:
        return list(terms.watched)
    dimensions = figures.program.pack.dimensions
    own = [d for d, e in dimensions.items() if e.item.seat == figures.knowledge.seat]
    names = dict.fromkeys(t for d in own for t in ingredients(figures.program, d))
    return [n for n in names if n in figures.gauges][:MOST]


def weighed(figures: Figures, bargain: Bargain) -> Weighed:
    """What the asking side needs beside what it is offered, and what signing now would bring."""
    need, worth = spread(figures, bargain.need), spread(figures, bargain.satisfaction)
    found = bargain.signed(watched(figures, bargain.terms))
    if found is None:
        return Weighed(need, worth, bargain.odds, percent(bargain.odds), None, None)
    shifts: list[Shift] = []
    for name, (low, high) in found.changes.items():
        if not figures.knowledge.knows(bargain.games, name):
            continue
        if figures.amount(name, low) == "±0" == figures.amount(name, high):
            continue
        shifts.append(shift(figures, name, low, high))
    cuts = None if bargain.terms.ratification is None else found.cuts
    return Weighed(need, worth, bargain.odds, percent(bargain.odds), tuple(shifts), cuts)


def shift(figures: Figures, name: str, low: float, high: float) -> Shift:
    """A foreseen change with its unit, as a range where it hangs on what is not known."""
    a, b = figures.sum_of(name, low), figures.sum_of(name, high)
    way = figures.gauges[name].good if name in figures.gauges else "none"
    good = None if way == "none" else ((low + high) > 0) == (way == "up")
    text = a if a == b else figures.words("list.range", low=a, high=b)
    return Shift(name, figures.title(name), figures.price(name), low, high, text, good)


def diet(figures: Figures, bargain: Bargain) -> Diet | None:
    """The vote at home on what lies on the table; None where nothing is ratified."""
    law = bargain.terms.ratification
    if law is None:
        return None
    program, worlds = bargain.program, bargain.worlds
    votes, bar = program.values(worlds, "vote_now"), program.evaluate(worlds, law.bar)
    odds = float((votes >= bar).mean())
    return Diet(
        title=figures.text(law.title),
        text=figures.text(law.text),
        votes=spread(figures, Spread.of(votes)),
        bar=spread(figures, Spread.of(bar)),
        spare=float((votes - bar).mean()),
        odds=odds,
        odds_text=percent(odds),
    )


def results(figures: Figures, bargain: Bargain, decision: Decision, option: int) -> str:
    """What an option does to the table at once, in a few words; "" where it waits for somebody else's answer."""
    played = bargain.played(option)
    if not played.moves and played.taken is None and "_reply_" in decision.phase:
        return figures.words("talks.stays")
    return told(figures, bargain, played, decision.options[option].id)


def told(figures: Figures, bargain: Bargain, played: Played, option: str) -> str:
    """The steps of the markers and their worth, or what a link trades and how likely it is taken."""
    words, agendas = figures.words, figures.program.pack.agendas
    if played.taken is not None:
        gain = bargain.agendas[round(figures.knowledge.value(bargain.games, f"{bargain.name}_gain"))]
        price = option.partition("[")[2].rstrip("]")
        return words(
            "talks.link_odds", gain=figures.text(agendas[gain].item.title), odds=percent(played.taken),
            give=short(bargain.rung_worth(price)), take=short(bargain.rung_worth(gain)), n=short(bargain.terms.link),
        )  # fmt: skip
    steps = [
        words("talks.step", title=figures.text(agendas[a].item.title), old=short(old), new=short(new))
        for a, (old, new) in played.moves.items()
    ]
    if not steps:
        return ""
    worth = signed(played.worth, 1)
    return words("list.comma").join(steps) + words("talks.step_worth", worth=worth)


def at_the_vote(bargain: Bargain, decision: Decision) -> bool:
    """Whether the bargaining is over and only signatures are left: no move does anything to the table any more."""
    return bargain.signing_step() < 0 or "_vote_" in decision.phase


def gambit(figures: Figures, bargain: Bargain, option: int) -> tuple[Result, ...]:
    """How a special move may turn out (a bluff, walking out): every way that some world shows, the likeliest first.

    Only figures that the seat sees count, and what the asking side needs.
    """
    program, before = bargain.program, bargain.worlds
    after = before.copy()
    program.play(after, np.full(after.n, option))
    names = [t for t in figures.gauges if t in program.tracks and figures.gauges[t].group != bargain.name]
    names = [t for t in dict.fromkeys([*names, "need_now"]) if t in program.tracks]
    rows = [program.tracks[t].row for t in names]
    moved = np.round(after.S[rows] - before.S[rows], 6)
    ways: dict[tuple[float, ...], int] = {}
    for column in moved.T:
        ways[tuple(column)] = ways.get(tuple(column), 0) + 1
    found: list[Result] = []
    for amounts, count in sorted(ways.items(), key=lambda w: -w[1]):
        changes = tuple(
            (figures.title(t), figures.changed(t, a)) for t, a in zip(names, amounts, strict=True) if abs(a) > STEADY
        )
        share = count / before.n
        found.append(Result(share, percent(share), tuple(c for c in changes if c[1])))
    return tuple(found)
