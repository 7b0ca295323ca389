"""What the summit table shows, worked out once for each state of the game; the slow part bit by bit between frames."""

from __future__ import annotations

from functools import cached_property

from game.desktop.play import Play
from game.presenter import bargains, options, plans, talks
from game.presenter.options import Card, Deck
from game.presenter.plans import Outlook, Part, Plan


def stamp(play: Play) -> tuple[int, int]:
    """Changes whenever the table does, also while the other side still thinks."""
    return play.version, len(play.session.table.record.moves)


class SummitData:
    """What the table shows, worked out once for each state of the game and language; the slow part bit by bit."""

    def __init__(self, play: Play) -> None:
        self.stamp = stamp(play)
        self.play = play
        self.figures, self.seated = play.session.figures, play.session.table
        bargain = bargains.bargain_of(self.figures, self.seated)
        assert bargain is not None
        self.bargain = bargain
        table = talks.table(self.figures, self.seated, bargain)
        assert table is not None
        self.table = table
        self.known: dict[str, tuple[Plan, ...]] = {}
        self.told: dict[int, talks.Move] | None = None
        self.tried: dict[int, Outlook] = {}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return plans.parts(self.figures, self.seated) if self.deciding else ()

    @cached_property
    def deck(self) -> Deck:
        return options.deck(self.figures, self.seated)

    @cached_property
    def outlook(self) -> Outlook:
        return plans.outlook(self.figures, self.bargain)

    @property
    def deciding(self) -> bool:
        return self.play.moment.kind == "negotiation"

    def plans_of(self, agenda: str) -> tuple[Plan, ...]:
        """Every way of moving an issue, worked out when it is first asked for."""
        if agenda not in self.known:
            ways = plans.plans(self.figures, self.seated, self.bargain, agenda) if self.deciding else ()
            self.known[agenda] = ways
        return self.known[agenda]

    def after(self, option: int) -> Outlook:
        """What a single option would lead to."""
        if option not in self.tried:
            self.tried[option] = plans.after(self.figures, self.bargain, option)
        return self.tried[option]

    def card(self, option: int) -> Card:
        return self.deck.card(option)

    def moves(self) -> dict[int, talks.Move]:
        """What special moves and the prices of links may come to."""
        if self.told is None:
            self.told = (
                {m.index: m for m in talks.moves(self.figures, self.seated, self.bargain)} if self.deciding else {}
            )
        return self.told

    def work(self) -> bool:
        """Works out the next bit; true where something was left to do."""
        if not self.deciding:
            return False
        left = next((a.id for a in self.table.agendas if a.id not in self.known), None)
        if left is not None:
            self.plans_of(left)
            return True
        if self.told is None:
            self.moves()
            return True
        return False

    @property
    def busy(self) -> bool:
        return self.deciding and (self.told is None or len(self.known) < len(self.table.agendas))
