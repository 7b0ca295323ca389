"""A negotiation as a table: where each issue stands between the two sides, the cards, and the votes at home."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine import Cause, Games
from game.pack.bargaining import Negotiation
from game.players.bargain import Bargain
from game.players.table import Table
from game.presenter import talks
from game.presenter.board import agendas
from game.texts.formats import number, short
from game.texts.words import Words

from . import deal
from .blocks import Block, Line, Page, Part, Span
from .figures import Figures, change_span

WIDE = 100  # columns from which on a ladder has room between its rungs


def introduction(figures: Figures, terms: Negotiation) -> list[Block]:
    """How a negotiation goes, for somebody who has never seen one."""
    page, words = Page(), figures.words
    page.heading(figures.text(terms.title), level=1)
    if terms.text:
        page.say(figures.text(terms.text))
    page.gap()
    page.rows([[words("list.bullet"), text] for text in talks.introduction(figures, terms)], "lf")
    return page.blocks


def issues(figures: Figures, seated: Table) -> list[Block]:
    """Every issue in words: what is asked, what it risks, the compromise and who disagrees with it, rung by rung."""
    page, words, pack = Page(), figures.words, figures.program.pack
    page.heading(words("talks.issues"), level=1)
    values = figures.knowledge.values(seated.games, [f"marker[{a}]" for a in pack.agendas])
    for agenda in agendas(figures, seated):
        page.heading(agenda.title)
        for key, text in (
            ("stance", agenda.stance),
            ("risk", agenda.risk),
            ("compromise", agenda.middle),
            ("counter", agenda.counter_view),
        ):
            if text:
                page.say(Span(words(f"talks.{key}"), "strong"), text)
        rows: list[list[Line]] = []
        for rung in agenda.rungs:
            sign = "●" if rung.at <= values[f"marker[{agenda.id}]"] else "·"
            rows.append([Span(sign, spoken=""), short(rung.at), rung.title, Span(rung.text, "dim")])
        page.rows(rows, "lrlf", indent=2)
        page.gap()
    if pack.info.view is not None:
        page.say(Span(figures.text(pack.info.view), "dim"))
    return page.blocks


def table(figures: Figures, seated: Table, bargain: Bargain, columns: int = 0) -> list[Block]:
    """The issues with their ladders, the hands of both sides, and what both sides may make of it."""
    page, words, terms = Page(), figures.words, bargain.terms
    turn = figures.knowledge.values(bargain.games, [f"{bargain.name}_round"]).get(f"{bargain.name}_round", 1.0)
    aside = words("talks.round", n=short(min(turn, terms.rounds)), rounds=terms.rounds)
    if figures.pictures:
        aside += f"   {words('talks.legend')}"
    page.heading(words("talks.table"), aside, level=2)
    rows: list[list[Line]] = []
    for agenda in agendas(figures, seated):
        marker, agreed = agenda.position.number, agenda.agreed.number
        title: list[Part] = [agenda.title]
        if agenda.headline:
            title.append(Span(words("talks.headline"), "key"))
        where: list[Part] = [Span(number(marker), "strong")]
        if abs(marker - agreed) > 1e-9:
            where.append(Span(f"({figures.amount(f'marker[{agenda.id}]', marker - agreed)})"))
        worth = number(agenda.rung_worth.number, 1)
        weight = worth if columns >= WIDE else words("talks.a_rung", worth=worth)
        steps = ladder(words, marker, agreed, agenda.compromise, terms.top, wide=columns >= WIDE)
        rows.append([title, steps, where, Span(weight, "dim"), agenda.rung])
    sides = words("talks.heads", answers=figures.seat(terms.answers).text, asks=figures.seat(terms.asks).text)
    heads = ["", sides, "", words("talks.rung_worth"), ""] if columns >= WIDE else []
    page.rows(rows, "lllrf", heads if figures.pictures else [sides])
    lowered = talks.linking(figures, bargain)
    if lowered:
        page.say(Span(words("talks.linking", title=lowered), "key"))
    line = hands(figures, bargain.games, terms)
    for scale in talks.scales(figures, bargain.games, bargain.name):
        line += [Span("   ", spoken="; "), f"{scale.title}\u00a0", Span(scale.value.text, "strong", whole=True)]
    page.say(*line)
    page.add(deal.weighed(figures, bargain).blocks)
    return page.blocks


def ladder(words: Words, marker: float, agreed: float, compromise: float, top: float, wide: bool = True) -> Span:
    """An issue's ladder: ● where it lies, ○ where it was agreed last, ◇ the compromise."""
    cells = ["·"] * (int(top) + 1)
    for at, sign in ((compromise, "◇"), (agreed, "○"), (marker, "●")):
        if at == at:
            cells[max(0, min(int(top), round(at)))] = sign
    spoken = words(
        "talks.spoken", marker=short(marker), agreed=short(agreed), compromise=short(compromise), top=short(top)
    )
    return Span(("─" if wide else "").join(cells), spoken=spoken)


def hands(figures: Figures, games: Games, terms: Negotiation) -> list[Part]:
    """The cards that both sides still hold, on one line."""
    line: list[Part] = []
    for hand in talks.hands(figures, games, terms):
        text = " ".join(short(c.worth) for c in hand.cards if c.held) or figures.words("talks.no_cards")
        shown = Span(f" {text}".replace(" ", "\u00a0"), "strong")
        line += [Span("   ", spoken="; ") if line else figures.words("talks.hand"), figures.seat(hand.seat), shown]
    return line


def outcome(figures: Figures, games: Games, name: str, causes: Sequence[Cause]) -> list[Block]:
    """How a negotiation has ended: who signed and by how much, what was cut at home, and all that it changed.

    `causes` are those since the seat's vote. No blocks while the talks go on.
    """
    page, words, found = Page(), figures.words, talks.outcome(figures, games, name, causes)
    if found is None:
        return []
    page.say(Span(words("talks.outcome", text=found.title), "strong"))
    page.say(words("list.stop").join(found.sentences) + words("list.end"), indent=2)
    line: list[Part] = []
    for _, title, change in found.changes:
        line += [words("list.comma")] * bool(line) + [f"{title}\u00a0", change_span(change, arrow=False)]
    page.say(*line, indent=2)
    return page.blocks
