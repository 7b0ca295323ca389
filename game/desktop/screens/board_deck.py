"""The board's lower edge: the options of the decision at hand as cards, by ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label
from game.presenter.options import Card, Deck, Office, card

from .cards import WIDE, paper_card

if TYPE_CHECKING:
    from .board import Board

GAP = 10.0
HIGH = 142.0  # of a card


class DeckPart:
    """The cards of one ministry at a time. Effects are worked out card by card while the deck is looked at."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.office = ""
        self.known: dict[int, Card] = {}
        self.version = -1
        self.fresh = 0  # cards worked out since the screen was composed

    @property
    def deck(self) -> Deck:
        return self.board.data.deck

    def offices(self) -> list[Office]:
        """The ministries that have cards; what belongs to none of them is one group more."""
        listed = [o for o in self.deck.offices if o.id and any(not c.is_pass for c in o.cards)]
        rest = [c for o in self.deck.offices if not o.id for c in o.cards if not c.is_pass]
        return [*listed, Office("", self.deck.title, tuple(rest), None)] if rest else listed

    def shown(self) -> Office | None:
        """The ministry whose cards are shown: the chosen one, else the first that has an open card."""
        listed = self.offices()
        found = next((o for o in listed if o.id == self.office), None)
        return found or next((o for o in listed if o.open), listed[0] if listed else None)

    def cards(self) -> list[Card]:
        office = self.shown()
        return [self.known.get(c.index, c) for c in office.cards if not c.is_pass] if office else []

    def select(self, office: str) -> None:
        self.office = office
        self.board.app.refresh()

    def turn(self, by: int) -> None:
        """The next ministry, or the one before."""
        listed, here = self.offices(), self.shown()
        if here is not None:
            self.select(listed[(listed.index(here) + by) % len(listed)].id)

    def work(self) -> bool:
        """Works out one more card; true where the screen should be composed anew."""
        if self.version != self.board.play.version:
            self.version, self.known, self.fresh = self.board.play.version, {}, 0
        waiting = [c for c in self.cards() if c.effects is None and c.legal]
        if waiting:
            session = self.board.play.session
            self.known[waiting[0].index] = card(session.figures, session.table, waiting[0])
            self.fresh += 1
        if self.fresh and (len(waiting) <= 1 or self.fresh >= 4):
            self.fresh = 0
            return True
        return False

    @property
    def busy(self) -> bool:
        return any(c.effects is None and c.legal for c in self.cards())

    def card_width(self) -> float:
        """As many whole cards as the row has room for."""
        room = self.board.app.stage.room.w - 24 - 28
        wanted = WIDE * (0.5 + 0.5 * self.board.app.settings.text_scale / 100)
        count = max(1, int((room + GAP) / (wanted + GAP)))
        return (room - GAP * (count - 1)) / count

    def compose(self) -> Node:
        words, deck, here = self.board.words, self.deck, self.shown()
        small = theme.SMALL_STRONG
        tabs = [
            Button(
                f"{words.named('office', o.id) if o.id else o.title} {o.open}", "quiet", on=o is here, key=f"deck.office.{o.id}", tip=o.title, ink=None if o.open else theme.MUTED,
                action=lambda o=o: self.select(o.id), high=30, style=small,
            )
            for o in self.offices()
        ]  # fmt: skip
        actions: list[Node] = []
        if deck.can_undo:
            actions.append(
                Button(
                    words("board_screen.undo"),
                    "quiet",
                    "undo",
                    key="deck.undo",
                    action=self.board.play.undo,
                    high=30,
                    style=small,
                )
            )
        actions += [
            Button(
                c.title,
                "normal" if any(o.open for o in self.offices()) else "primary",
                icon="forward",
                key=f"deck.pass.{c.id}",
                action=lambda c=c: self.board.choose(c),
                high=30,
                style=small,
            )
            for c in deck.cards
            if c.is_pass and c.legal
        ]
        prompt = f"{deck.title}  {deck.slot + 1}/{deck.slots}" if deck.slots > 1 else deck.title
        beside = Flow(tabs, gap=4, grow=1) if len(tabs) > 1 else Label(deck.prompt, theme.SMALL, theme.MUTED, grow=1)
        left = Row([Label(prompt, small, theme.BRASS, tip=deck.prompt), beside], gap=12, grow=1)
        head = Row([left, Flow(actions, gap=6)], gap=12, wrap=True)
        advice = here.advice if here is not None else None
        wide = self.card_width()
        cards = [
            paper_card(
                words, c, i + 1 if i < 9 else 0, lambda c=c: self.board.preview(c), high=HIGH, wide=wide,
                advised=words("board_screen.advised", why=advice.why) if advice is not None and advice.index == c.index else "",
            )
            for i, c in enumerate(self.cards())
        ]  # fmt: skip
        row = Scroll(Row(cards, gap=GAP, align=None), across=True, key=f"deck.{here.id if here else ''}")
        return Frame(Column([head, row], gap=7), pad=(14, 8), fill=theme.TABLE, edge=theme.RAISED)
