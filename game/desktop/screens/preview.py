"""A card before it is played: what it costs, does and sets on its way, who minds, and a forecast with and without it.

The cards of the same ministry follow each other by the arrows, without closing; a forecast that has been worked out is kept for
as long as the dialog is open.
"""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label, Mark, Rule, arrow, change_colour
from game.desktop.screen import Dialog
from game.presenter import board, options
from game.presenter.options import Card, Deck, Effect, Later, Money, Office, Reaction
from game.presenter.values import Value

from .preview_forecast import Outlook, panel

PAPER = 420.0  # width of the card at a text scale of 100 %
HIGH = 640.0
WIDE = 1216.0


class Preview(Dialog):
    """A card, large. `deck`: where the decision's cards come from, if somebody has them already."""

    widest = WIDE

    def __init__(self, app: App, card: Card, deck: Callable[[], Deck] | None = None) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play, self.index = app.play, card.index
        self.find_deck = deck or self.worked_out
        self.version = self.play.version
        self.deck = self.find_deck()
        self.known: dict[int, Card] = {card.index: card}
        self.outlooks: dict[int, Outlook] = {}

    def worked_out(self) -> Deck:
        session = self.play.session
        return options.deck(session.figures, session.table)

    # what is shown

    @property
    def office(self) -> Office:
        """The ministry that the card belongs to."""
        return next(o for o in self.deck.offices if any(c.index == self.index for c in o.cards))

    @property
    def card(self) -> Card:
        """The card that is shown, with its effects."""
        found = self.known.get(self.index) or self.deck.card(self.index)
        if found.legal and found.effects is None:
            session = self.play.session
            found = options.card(session.figures, session.table, found)
        self.known[self.index] = found
        return found

    @property
    def outlook(self) -> Outlook | None:
        """The forecast of the card that is shown."""
        return self.outlooks.get(self.index)

    def renewed(self) -> None:
        """Everything is worded anew where the language has changed."""
        if self.version != self.play.version:
            self.version, self.known = self.play.version, {}
            self.deck = self.find_deck()
            for outlook in self.outlooks.values():
                outlook.speak()

    def opened(self) -> None:
        self.look()

    def look(self) -> None:
        """Begins the forecast of the card that is shown."""
        if self.card.legal and self.index not in self.outlooks:
            self.outlooks[self.index] = Outlook(self.app, self.deck, self.card)
            self.renew()

    def closed(self) -> None:
        for outlook in self.outlooks.values():
            outlook.cancel()

    def update(self, now: float) -> None:
        outlook = self.outlook
        if outlook is not None and outlook.poll():
            self.renew()

    @property
    def busy(self) -> bool:
        outlook = self.outlook
        return outlook is not None and outlook.busy

    # what one can do

    def step(self, by: int) -> None:
        """The next card of the ministry, or the one before."""
        cards = self.office.cards
        here = next(i for i, c in enumerate(cards) if c.index == self.index)
        if len(cards) < 2:
            return
        outlook = self.outlook
        if outlook is not None and outlook.busy:
            outlook.cancel()
            del self.outlooks[self.index]
        self.index = cards[(here + by) % len(cards)].index
        self.sheet.offsets.clear()
        self.app.cue("page")
        self.look()
        self.renew()

    def choose(self) -> None:
        self.play.choose(self.index)

    def back_to_first(self) -> None:
        """Takes the first step of the choice back."""
        self.play.undo()

    def key(self, key: int, text: str) -> bool:
        if key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.step(-1 if key == pygame.K_LEFT else 1)
            return True
        return False

    # drawing

    def compose(self) -> Node:
        self.renewed()
        card, scale = self.card, self.app.settings.text_scale / 100
        wide = PAPER * (0.5 + 0.5 * scale)
        paper = Frame(
            Scroll(paper_side(self, card), key="preview.paper", grow=1),
            pad=(24, 22), fill=theme.PAPER if card.legal else theme.PAPER_SHADE, shadow=True, wide=wide, widest=wide,
        )  # fmt: skip
        outlook = self.outlook
        if not card.legal:
            beside: Node = closed_side(self, card)
        elif outlook is not None:
            beside = panel(self.app, outlook)
        else:
            beside = Space()
        right = Frame(Scroll(beside, key="preview.forecast", grow=1), pad=(4, 4), grow=1)
        body = Row([paper, right], gap=18, align=None, grow=1)
        return Frame(
            Column([body, self.foot(card)], gap=14), pad=18, fill=theme.PANEL, edge=theme.EDGE, shadow=True,
            high=HIGH, wide=WIDE,
        )  # fmt: skip

    def foot(self, card: Card) -> Node:
        """The other cards, and the decision."""
        words, office = self.words, self.office
        cards = office.cards
        number = next(i for i, c in enumerate(cards) if c.index == self.index) + 1
        place = "preview.place" if office.title else "preview.place_alone"
        several = len(cards) > 1
        parts: list[Node | None] = [
            Button(
                words("preview.previous"),
                "quiet",
                "left",
                hotkey="←",
                key="preview.previous",
                action=lambda: self.step(-1),
            )
            if several
            else None,
            Label(words(place, office=office.title, n=number, all=len(cards)), theme.SMALL, theme.MUTED),
            Button(words("preview.next"), "quiet", "right", hotkey="→", key="preview.next", action=lambda: self.step(1))
            if several
            else None,
        ]
        actions: list[Node | None] = []
        if self.deck.two_steps:
            actions.append(
                Button(words("preview.undo"), "normal", "undo", key="preview.undo", action=self.back_to_first)
            )
        actions.append(Button(words("desktop.close"), "normal", hotkey="Esc", key="preview.close", action=self.back))
        if card.legal:
            text = card.title if card.is_pass else words("preview.play")
            actions.append(Button(text, "primary", "check", hotkey="Enter", key="preview.play", action=self.choose))
        return Row([Flow(parts, gap=10, grow=1), Flow(actions, gap=10, align=1.0)], gap=16, wrap=True)


def section(title: str, *parts: Node | None, icon: str = "") -> Node:
    """A part of the card under its heading."""
    head = Row([Icon(icon, 15, theme.INK_MUTED), Label(title, theme.SMALL_STRONG, theme.INK_MUTED, grow=1)], gap=7)
    return Column([Rule(theme.blend(theme.PAPER_SHADE, theme.INK_MUTED, 0.25), thick=1.2), head, *parts], gap=6)


def paper_side(screen: Preview, card: Card) -> Node:
    """The card itself."""
    words, deck = screen.words, screen.deck
    prompt = f"{deck.title}  {deck.slot + 1}/{deck.slots}" if deck.slots > 1 else deck.title
    parts: list[Node | None] = [
        Column([Label(prompt, theme.TINY_STRONG, theme.INK_MUTED), Label(card.title, theme.TITLE, theme.INK)], gap=2),
        Label(card.text, theme.BODY, theme.INK) if card.text else None,
    ]
    if deck.two_steps:
        parts.append(Label(words("preview.second_step"), theme.SMALL, theme.INK_MUTED))
    parts.append(costs(screen, card))
    if card.legal:
        shown = [effect(e) for e in card.effects or ()]
        nothing = Label(words("option.plain"), theme.SMALL, theme.INK_MUTED) if not shown else None
        parts.append(section(words("preview.at_once"), *shown, nothing, icon="flame"))
        if card.later:
            parts.append(section(words("preview.later"), *map(later, card.later), icon="hourglass"))
        if card.minds:
            parts.append(section(words("preview.minds"), *map(reaction, card.minds), icon="speech"))
    if card.references:
        works = [Label(work, theme.TINY, theme.INK_MUTED) for work in card.references]
        parts.append(section(words("preview.references"), *works, icon="book"))
    return Column(parts, gap=14)


def costs(screen: Preview, card: Card) -> Node:
    """What it costs, beside what there is."""
    words, session = screen.words, screen.play.session
    rows: list[Node] = [
        paid(
            p.title, p.amount.text, words("preview.have", have=p.have.text), f"preview.price.{p.id}", f"why:{p.id}",
            short=p.have.number < p.amount.number,
        )
        for p in card.prices
    ]  # fmt: skip
    there = board.room(session.figures, session.table) if card.money else None
    rows += [money(screen, m, there, i) for i, m in enumerate(card.money)]
    if not rows:
        rows.append(Label(words("preview.free"), theme.SMALL, theme.INK_MUTED))
    return section(words("preview.costs"), *rows, icon="scale")


def paid(title: str, amount: str, have: str, key: str = "", tip: str = "", short: bool = False) -> Node:
    """A line of the costs; `short`: there is less than it takes."""
    style, colour = (theme.SMALL_STRONG, theme.INK_BAD) if short else (theme.SMALL, theme.INK_MUTED)
    beside = Label(have, style, colour, align=1.0) if have else None
    return Row(
        [Label(title, theme.BODY, theme.INK, grow=1), Label(amount, theme.FIGURE, theme.INK, single=True), beside],
        gap=12, key=key, tip=tip,
    )  # fmt: skip


def money(screen: Preview, sum_: Money, there: Value | None, number: int) -> Node:
    """A sum that is spent or that comes in."""
    words = screen.words
    way = "spending" if sum_.amount > 0 else "income"
    title = words(f"preview.{way}_{'yearly' if sum_.yearly else 'once'}")
    line = paid(title, sum_.text, "", f"preview.money.{number}")
    if there is None or sum_.amount <= 0 or number:
        return line
    have = Label(words("preview.room", have=there.text), theme.SMALL, theme.INK_MUTED, align=1.0)
    return Column([line, have], gap=1)


def effect(found: Effect) -> Node:
    """A figure that moves at once."""
    colour = change_colour(found.good, on_paper=True)
    sign = arrow((found.low + found.high) / 2)
    return Row(
        [
            Label(found.title, theme.BODY, theme.INK, grow=1),
            Label(f"{sign} {found.amount}".strip(), theme.LABEL, colour, align=1.0),
        ],
        gap=12, key=f"preview.effect.{found.id}", tip=f"why:{found.id}",
    )  # fmt: skip


def later(found: Later) -> Node:
    """Something that is set on its way, at its date."""
    date = Frame(Label(found.when, theme.TINY_STRONG, theme.INK), pad=(8, 3), fill=theme.PAPER_SHADE, radius=10)
    return Row([date, Label(found.title, theme.BODY, theme.INK, grow=1)], gap=10)


def reaction(found: Reaction) -> Node:
    """Who minds, and in what."""
    return Row(
        [
            Mark(found.seat, 14),
            Label(found.seat_title, theme.STRONG, theme.INK),
            Label(found.dimension, theme.SMALL, theme.INK_MUTED, grow=1),
            Label(f"{arrow(found.amount.amount)} {found.amount.text}", theme.LABEL, theme.INK_BAD, single=True),
        ],
        gap=9,
    )


def closed_side(screen: Preview, card: Card) -> Node:
    """Why a card cannot be played, large."""
    return Column(
        [
            Space(grow=1),
            Icon("lock", 44, theme.WARN),
            Label(screen.words("preview.closed"), theme.LABEL, theme.WARN, align=0.5),
            Label(card.why_not, theme.TITLE, theme.LIGHT, align=0.5),
            Space(grow=1),
        ],
        gap=14, key="preview.closed",
    )  # fmt: skip
