"""What lies on a negotiation's table, weighed: what signing now would bring, what the other side needs, what a card does."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine import Cause, Decision, Program
from game.pack.bargaining import Negotiation
from game.players.bargain import Bargain, Played, Spread
from game.players.knowledge import ingredients
from game.presenter.menu import Menu
from game.texts.formats import number, short, signed

from .blocks import Page, Part, Span
from .figures import Figures

MOST = 5  # figures that a pack without a list of its own has watched
STEP = 5  # odds are told in steps of so many per cent: they are counted in a few dozen worlds


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


def spread(figures: Figures, s: Spread) -> str:
    """A range in whole numbers, or the number where there is nothing to guess."""
    low, high = number(s.low), number(s.high)
    return low if low == high else figures.words("list.range", low=low, high=high)


def watched(figures: Figures, terms: Negotiation) -> list[str]:
    """The figures to weigh a signature by: those that the pack names, else what the seat's score is made of."""
    if terms.watched:
        return list(terms.watched)
    dimensions = figures.program.pack.dimensions
    own = [d for d, e in dimensions.items() if e.item.seat == figures.knowledge.seat]
    names = dict.fromkeys(t for d in own for t in ingredients(figures.program, d))
    return [n for n in names if n in figures.gauges][:MOST]


def weighed(figures: Figures, bargain: Bargain) -> Page:
    """What the asking side needs beside what it is offered, and what signing now would bring."""
    page, words = Page(), figures.words
    asks = figures.seat(bargain.terms.asks)
    need, worth = spread(figures, bargain.need), spread(figures, bargain.satisfaction)
    page.say(
        asks,
        words("talks.needs", need=need, worth=worth),
        Span(words("talks.odds", odds=percent(bargain.odds)), "strong"),
    )
    found = bargain.signed(watched(figures, bargain.terms))
    if found is None:
        return page
    line: list[Part] = [Span(words("talks.if_signed"), "strong")]
    told: list[list[Part]] = []
    for name, (low, high) in found.changes.items():
        if not figures.knowledge.knows(bargain.games, name):
            continue
        if figures.amount(name, low) == "±0" == figures.amount(name, high):
            continue
        told.append([f"{figures.price(name)}\u00a0", *change(figures, name, low, high)])
    if bargain.terms.ratification is not None:
        low, high = found.cuts
        if high:
            n = str(low) if low == high else words("list.range", low=low, high=high)
            told.append([Span(words("talks.cuts", n=n), "bad")])
        else:
            told.append([words("talks.no_cuts")])
    for i, parts in enumerate(told):
        line += [words("list.comma"), *parts] if i else parts
    if told:
        page.say(*line)
    return page


def change(figures: Figures, name: str, low: float, high: float) -> list[Part]:
    """A foreseen change with its unit, as a range where it hangs on what is not known."""
    a, b = figures.sum_of(name, low), figures.sum_of(name, high)
    good = figures.gauges[name].good if name in figures.gauges else "none"
    style = "" if good == "none" else "good" if ((low + high) > 0) == (good == "up") else "bad"
    text = a if a == b else figures.words("list.range", low=a, high=b)
    return [Span(text, style, whole=True)]


def results(figures: Figures, bargain: Bargain, decision: Decision, option: int) -> str:
    """What an option does to the table at once, in a few words; "" where it waits for somebody else's answer."""
    played = bargain.played(option)
    if not played.moves and played.taken is None and "_reply_" in decision.phase:
        return figures.words("talks.stays")
    return told(figures, bargain, played, decision.options[option].id)


def told(figures: Figures, bargain: Bargain, played: Played, option: str) -> str:
    words, agendas = figures.words, figures.program.pack.agendas
    if played.taken is not None:
        gain = bargain.agendas[
            round(figures.knowledge.values(bargain.games, [f"{bargain.name}_gain"])[f"{bargain.name}_gain"])
        ]
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


def notes(figures: Figures, bargain: Bargain, menu: Menu) -> dict[int, str]:
    """What each open option does to the table at once, by the option's place; those that wait for an answer left out."""
    if bargain.signing_step() < 0 or "_vote_" in menu.decision.phase:
        return {}
    found = {e.choice.index: results(figures, bargain, menu.decision, e.choice.index) for e in menu.entries}
    return {i: text for i, text in found.items() if text}
