"""What lies on a negotiation's table, weighed, as lines: what the other side needs, and what signing now would bring."""

from __future__ import annotations

from game.players.bargain import Bargain
from game.presenter import bargains
from game.presenter.menu import Menu

from .blocks import Page, Part, Span
from .figures import Figures


def weighed(figures: Figures, bargain: Bargain) -> Page:
    """What the asking side needs beside what it is offered, and what signing now would bring."""
    page, words, found = Page(), figures.words, bargains.weighed(figures, bargain)
    page.say(
        figures.seat(bargain.terms.asks),
        words("talks.needs", need=found.need.text, worth=found.worth.text),
        Span(words("talks.odds", odds=found.odds_text), "strong"),
    )
    told: list[list[Part]] = []
    for shift in found.if_signed or ():
        style = "" if shift.good is None else "good" if shift.good else "bad"
        told.append([f"{shift.short}\u00a0", Span(shift.text, style, whole=True)])
    if found.cuts is not None:
        low, high = found.cuts
        if high:
            n = str(low) if low == high else words("list.range", low=low, high=high)
            told.append([Span(words("talks.cuts", n=n), "bad")])
        else:
            told.append([words("talks.no_cuts")])
    line: list[Part] = [Span(words("talks.if_signed"), "strong")]
    for i, parts in enumerate(told):
        line += [words("list.comma"), *parts] if i else parts
    if told:
        page.say(*line)
    return page


def notes(figures: Figures, bargain: Bargain, menu: Menu) -> dict[int, str]:
    """What each open option does to the table at once, by the option's place; those that wait for an answer left out."""
    if bargains.at_the_vote(bargain, menu.decision):
        return {}
    places = [e.choice.index for e in menu.entries]
    found = {place: bargains.results(figures, bargain, menu.decision, place) for place in places}
    return {place: text for place, text in found.items() if text}
