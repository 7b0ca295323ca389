"""Both ends of the table: the delegations with their hands, what is brought, what signing would do, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule, change_colour
from game.presenter.talks import Gift, Hand, Offer

from .summit_people import Delegation, GiftToken, StaffCard, sides

if TYPE_CHECKING:
    from .summit import Summit

ICONS = ("infrastructure", "access", "space", "aukus")  # contributions that have an icon of their own


def own_side(summit: Summit) -> Node:
    """The answering side, at the left end."""
    return side(summit, 0)


def their_side(summit: Summit) -> Node:
    """The asking side, at the right end."""
    return side(summit, 1)


def side(summit: Summit, place: int) -> Node:
    """A delegation, its cards, and below them what concerns it."""
    table = summit.data.table
    hand = table.hands[place]
    power = sides(table.hands[0].seat, table.hands[1].seat)[place]
    speaks = summit.play.moment.seat == hand.seat
    people = Delegation(seat=hand.seat, title=hand.seat_title, power=power, right=place == 1, speaks=speaks)
    parts: list[Node] = [hand_of(summit, hand, place)]
    if place == 0 and table.gifts:
        parts.append(gifts(summit, own=hand.mine))
    if hand.mine or not any(h.mine for h in table.hands):
        parts.append(signing(summit))
    else:
        parts.append(record(summit))
    return Column([people, Scroll(Column(parts, gap=10), key=f"summit.side.{place}", grow=1)], gap=8, grow=1)


def hand_of(summit: Summit, hand: Hand, place: int) -> Node:
    """The cards of a side: one's own can be taken up, the other's lie face down."""
    words, power = summit.words, sides(*(h.seat for h in summit.data.table.hands))[place]
    cards: list[Node] = []
    for card in hand.cards:
        worth = f"{card.worth:g}"
        usable = hand.mine and card.held and uses_cards(summit)
        chosen = hand.mine and summit.plan is not None and summit.plan.card == card.id
        spoken = words("summit.card_spoken" if card.held else "summit.card_used", worth=worth)
        cards.append(
            StaffCard(
                worth=worth, held=card.held, back=not hand.mine, on=chosen, power=power, spoken=spoken,
                action=(lambda c=card.id: summit.play_card(c)) if usable else None,
                carry=(lambda x, y, c=card.id: summit.carry("card", c, x, y)) if usable else None,
                drop=summit.drop if usable else None, key=f"summit.card.{hand.seat}.{card.id}",
                tip="" if card.held else spoken,
            )
        )  # fmt: skip
    left = [f"{c.worth:g}" for c in hand.cards if c.held]
    title = words("summit.hand") if hand.mine else words("summit.their_hand", n=len(left))
    note = "" if hand.mine else words("summit.their_tip", cards=" ".join(left) or words("summit.none_left"))
    best = words("summit.best", title=hand.best) if hand.best else ""
    parts: list[Node | None] = [Label(title, theme.TINY_STRONG, theme.BRASS), Flow(cards, gap=4)]
    parts += [Label(t, theme.TINY, theme.MUTED) for t in (note, best) if t]
    return Column(parts, gap=4)


def uses_cards(summit: Summit) -> bool:
    """Whether cards may be played at the decision at hand."""
    if summit.linking or summit.data.table.linking:
        return False
    return any(p.legal and p.kind in ("issue", "card") for p in summit.data.parts)


def gifts(summit: Summit, own: bool) -> Node:
    """Contributions as tokens to lay on the table."""
    table, words = summit.data.table, summit.words
    laid = sum(g.brought for g in table.gifts)
    key = "summit.gifts" if own else "summit.their_gifts"
    tokens: list[Node] = [Label(words(key, n=laid, most=table.gifts_most), theme.TINY_STRONG, theme.BRASS)]
    bringing = any(p.kind == "gift" for p in summit.data.parts)
    tokens += [gift(summit, g, own) for g in table.gifts if g.brought or bringing]
    return Column(tokens, gap=5)


def gift(summit: Summit, found: Gift, own: bool) -> Node:
    """A contribution; what may be done with it is offered where it lies."""
    words = summit.words
    about = [p for p in summit.data.parts if p.target == found.id and p.kind in ("gift", "other")] if own else []
    can = next((p for p in about if p.legal), None)
    note = words("summit.gift_on") if found.brought else words("summit.gift_before") if found.before else ""
    if can is not None and can.kind == "other":
        note = summit.data.card(can.index).title.partition("：")[0].partition(":")[0]
    tip = found.text
    closed = next((p for p in about if not p.legal), None)
    if can is None and closed is not None:
        tip = f"{found.text}\n{summit.data.card(closed.index).why_not}"
    return GiftToken(
        title=found.title, note=note, icon=found.id if found.id in ICONS else "package", laid=found.brought,
        on=can is not None and summit.option == can.index, key=f"summit.gift.{found.id}", tip=tip,
        action=(lambda: summit.take(can.index)) if can is not None else None,
        carry=(lambda x, y: summit.carry("gift", found.id, x, y)) if can is not None else None,
        drop=summit.drop if can is not None else None,
    )  # fmt: skip


def signing(summit: Summit) -> Node:
    """What a signature now would change."""
    words, weighed = summit.words, summit.data.table.weighed
    parts: list[Node] = [Label(words("summit.if_signed"), theme.TINY_STRONG, theme.BRASS)]
    if weighed.if_signed is not None and not weighed.if_signed:
        parts.append(Label(words("summit.no_change"), theme.SMALL, theme.MUTED))
    for s in weighed.if_signed or ():
        row = [Label(s.title, theme.SMALL, grow=1), Label(s.text, theme.SMALL_STRONG, change_colour(s.good), align=1.0)]
        parts.append(Row(row, gap=8, align=0, key=f"summit.signed.{s.id}", tip=f"why:{s.id}"))
    if weighed.cuts is not None and weighed.cuts[1] > 0:
        low, high = weighed.cuts
        n = str(low) if low == high else words("list.range", low=low, high=high)
        parts.append(Label(words("summit.cuts", n=n), theme.SMALL_STRONG, theme.BAD))
    return Column(parts, gap=4) if len(parts) > 1 else Column([])


def record(summit: Summit) -> Node:
    """What was put forward so far, the newest first: whose, what, the sentence given for it, and what moved."""
    words, offers = summit.words, summit.data.table.offers
    parts: list[Node] = [Label(words("summit.record"), theme.TINY_STRONG, theme.BRASS)]
    if not offers:
        parts.append(Label(words("summit.record_empty"), theme.TINY, theme.MUTED))
    parts += [speech(summit, offer, i == 0) for i, offer in enumerate(reversed(offers))]
    return Column(parts, gap=5)


def speech(summit: Summit, offer: Offer, newest: bool) -> Node:
    """A move at the table as a card of a dialogue."""
    hands = summit.data.table.hands
    place = 0 if offer.seat == hands[0].seat else 1
    power = sides(hands[0].seat, hands[1].seat)[place]
    parts: list[Node | None] = [
        Row(
            [
                Shape(power.shape, power.colour),
                Label(offer.title, theme.SMALL_STRONG if newest else theme.SMALL, grow=1),
            ],
            gap=6,
        )
    ]
    if offer.say:
        parts.append(Label(offer.say, theme.TINY, theme.MUTED))
    if offer.steps:
        parts.append(
            Label(
                "  ".join(f"{title} {change.text}" for _, title, change in offer.steps), theme.TINY_STRONG, theme.BRASS
            )
        )
    return Frame(
        Column(parts, gap=2), pad=(10, 5), fill=theme.RAISED if newest else theme.PANEL, bar=power.colour, radius=5
    )


class Shape(Node):
    """The shape of a side."""

    def __init__(self, shape: str, colour: theme.Colour) -> None:
        super().__init__()
        self.shape, self.colour = shape, colour

    def width(self, fonts: object) -> float:
        return 12.0

    def height(self, fonts: object, width: float) -> float:
        return 12.0

    def draw(self, painter, look) -> None:  # type: ignore[no-untyped-def]
        painter.mark(self.shape, self.rect.centerx, self.rect.centery, 12, self.colour)


__all__ = ["Rule", "own_side", "their_side"]
