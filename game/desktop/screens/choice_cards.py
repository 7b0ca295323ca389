"""A few options as large cards to choose from: the answers to an event, the choices of a crisis.

A card is chosen by a press or its digit, which does nothing yet; the screen's primary button plays it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Grid, Row, Space
from game.desktop.kit.node import Node
from game.desktop.kit.text import Icon, Label, Rule, arrow, change_colour
from game.presenter.options import Card, Deck, Effect, card, deck

from .cards import PaperCard

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.desktop.play import Play

TITLE = theme.Style("serif", 19, 1.3)


class Choices:
    """The cards of the decision at hand. What they do is worked out one after the other while they are looked at."""

    def __init__(self, app: App, play: Play, sealed: bool = False) -> None:
        self.app, self.play, self.sealed = app, play, sealed
        self.note = ""  # what the effects take for granted
        self.version = -1
        self.index = -1  # of the chosen option
        self.known: dict[int, Card] = {}
        self._deck: Deck | None = None

    @property
    def deck(self) -> Deck:
        session = self.play.session
        if self._deck is None or self.version != self.play.version:
            self._deck, self.version, self.known = deck(session.figures, session.table), self.play.version, {}
        return self._deck

    @property
    def cards(self) -> list[Card]:
        """In their order, those that have been worked out with their effects."""
        return [self.known.get(c.index, c) for c in self.deck.cards]

    @property
    def chosen(self) -> Card | None:
        return next((c for c in self.cards if c.index == self.index and c.legal), None)

    def choose(self, wanted: Card) -> None:
        """Lays a card in front; says why where it is closed."""
        if not wanted.legal:
            self.app.cue("refuse")
            self.app.say(wanted.why_not, "warning")
            return
        self.index = wanted.index
        self.app.cue("card")
        self.app.refresh()

    def key(self, text: str) -> bool:
        """Digits choose."""
        cards = self.cards
        if text.isdecimal() and 0 < int(text) <= len(cards):
            self.choose(cards[int(text) - 1])
            return True
        return False

    @property
    def busy(self) -> bool:
        return any(c.effects is None and c.legal for c in self.cards)

    def work(self) -> bool:
        """Works out one more card; true where all are worked out now."""
        waiting = [c for c in self.cards if c.effects is None and c.legal]
        if waiting:
            session = self.play.session
            self.known[waiting[0].index] = card(session.figures, session.table, waiting[0])
        return len(waiting) == 1

    def compose(self, narrow: float = 250.0, most: int = 4) -> Node:
        """All cards side by side, below each other where there is no room."""
        nodes = [self.card(c, i + 1, lambda c=c: self.choose(c)) for i, c in enumerate(self.cards)]
        return Grid(nodes, narrow=narrow, most=min(most, len(nodes)))

    def card(self, shown: Card, number: int, action: Callable[[], None]) -> Node:
        """One card: name and number, what it says, what it costs and does."""
        on, words = shown.index == self.index and shown.legal, self.app.words
        ink, muted = (theme.INK, theme.INK_MUTED) if shown.legal else (theme.ON_CLOSED, theme.ON_CLOSED)
        badge = Frame(Label(str(number), theme.TINY_STRONG, ink, single=True), pad=(7, 1), edge=muted, radius=4)
        seal = Icon("check" if on else "lock", 17, muted)
        mark = seal if self.sealed or not shown.legal else None
        parts: list[Node | None] = [
            Row([mark, Label(shown.title, TITLE, ink, grow=1), badge], gap=8, align=0),
            Label(shown.text, theme.SMALL, muted),
        ]
        if not shown.legal:
            parts += [Space(grow=1), Label(shown.why_not, theme.SMALL_STRONG, ink)]
        else:
            paid = [*(f"{p.title} {p.amount.text}" for p in shown.prices), *(m.text for m in shown.money)]
            facts = [fact(words("events.costs"), p, theme.INK) for p in paid]
            if shown.effects and self.note:
                facts.append(Label(self.note, theme.TINY_STRONG, theme.INK))
            facts += [effect_row(e) for e in shown.effects or ()]
            facts += [Label(x.text, theme.TINY, theme.INK_MUTED) for x in shown.later or ()]
            facts += [
                Label(words("events.minds", seat=m.seat_title, what=m.dimension, n=m.amount.text), theme.TINY, theme.INK_MUTED)
                for m in shown.minds or ()
            ]  # fmt: skip
            if facts:
                parts += [Space(grow=1), Rule(theme.PAPER_SHADE, thick=2), Column(facts, gap=2)]
        return PaperCard(
            child=Column(parts, gap=7), closed=not shown.legal, on=on, wide=260, action=action, key=f"choice.{shown.id}"
        )


def fact(title: str, text: str, ink: theme.Colour) -> Node:
    """A line: what, and how much."""
    return Row(
        [Label(title, theme.TINY, theme.INK_MUTED, grow=1), Label(text, theme.TINY_STRONG, ink)], gap=10, align=0
    )


def effect_row(effect: Effect) -> Node:
    """What an option does to a figure, with its arrow where the direction is certain."""
    amount = effect.text.removeprefix(effect.title).strip()
    sign = arrow(effect.low) if effect.low * effect.high > 0 else ""
    return fact(effect.title, f"{sign} {amount}".strip(), change_colour(effect.good, on_paper=True))
