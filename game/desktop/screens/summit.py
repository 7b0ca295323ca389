"""The summit: two delegations, the issues as tracks across the table, and everything one may do there.

A move is first laid out (a marker pulled, a card laid, a contribution taken up) and looked at, with both bars showing what
it would do; the primary button then plays it. The screen stays while the other side thinks, so that markers can be seen to
move.
"""

from __future__ import annotations

import pygame

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Layers, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.text import Label
from game.desktop.screen import Screen
from game.presenter.negotiations import talks_of
from game.presenter.plans import Outlook, Part, Plan

from .summit_data import SummitData, stamp
from .summit_moves import asked_before, moves_bar, way_to
from .summit_people import Carried
from .summit_scales import scales
from .summit_sides import own_side, their_side
from .summit_table import table_of
from .summit_track import Glide, IssueTrack

SIDE = 226.0
NEAR = 1e-9


class Summit(Screen):
    """The table, and what has been laid out on it but not played yet."""

    stays = True

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self._data: SummitData | None = None
        self.plan: Plan | None = None  # a marker that has been pulled
        self.option = -1  # another option that has been taken up
        self.linking = False  # whether the issue that a link lowers is being chosen
        self.lay: tuple[str, str, float, float] | None = None  # what is pulled across: kind, id, and where
        self.glides: dict[str, Glide] = {}

    # what is shown

    @property
    def data(self) -> SummitData:
        if self._data is None or (self._data.stamp != stamp(self.play) and self.on):
            before, self._data = self._data, SummitData(self.play)
            self.forget()
            if before is not None and not self.app.still:
                self.begin_glides(before, self._data)
        return self._data

    @property
    def on(self) -> bool:
        """Whether the talks still go on: the other side may have ended them while the screen has not changed yet."""
        session = self.play.session
        return session.decision is not None and talks_of(session.program, session.decision) is not None

    def begin_glides(self, before: SummitData, after: SummitData) -> None:
        """Markers that have been moved glide to where they are now."""
        old = {a.id: a.position.number for a in before.table.agendas}
        for agenda in after.table.agendas:
            start = old.get(agenda.id, agenda.position.number)
            if abs(start - agenda.position.number) > NEAR:
                self.glides[agenda.id] = Glide(start, agenda.position.number, self.app.now)
                self.app.cue("marker")

    def glide(self, agenda: str) -> Glide | None:
        found = self.glides.get(agenda)
        return None if found is None or self.app.still or found.ended(self.app.now) else found

    @property
    def then(self) -> Outlook | None:
        """What is laid out would lead to."""
        if self.plan is not None:
            return self.plan.outlook
        return self.data.after(self.option) if self.option >= 0 else None

    def part(self, kind: str, target: str = "") -> Part | None:
        """The option of a kind (about something), open or not."""
        return next((p for p in self.data.parts if p.kind == kind and target in ("", p.target)), None)

    @property
    def open(self) -> tuple[Part, ...]:
        return tuple(p for p in self.data.parts if p.legal)

    def compose(self) -> Node:
        data = self.data
        scale = self.app.settings.text_scale / 100
        side = SIDE * (0.5 + 0.5 * scale)
        middle = Row(
            [
                Frame(own_side(self), pad=0, wide=side, widest=side),
                Frame(table_of(self), pad=0, grow=1),
                Frame(their_side(self), pad=0, wide=side, widest=side),
            ],
            gap=10, align=None, grow=1,
        )  # fmt: skip
        below: list[Node | None] = [scales(self.app, data.table, data.outlook, self.then), moves_bar(self)]
        body = Frame(Column([middle, *below], gap=8), pad=(12, 8), grow=1)
        return Layers([Column([self.top(), body], gap=0), self.carried()])

    def top(self) -> Node:
        """Which talks, which round, whose word it is, and the menu."""
        from .board_top import menu_buttons

        words, data, moment = self.words, self.data, self.play.moment
        table = data.table
        rounds = Row([Dot(i + 1 < table.round, i + 1 == table.round) for i in range(table.rounds)], gap=5)
        word = words("summit.word", seat=moment.seat_title)
        left = Column(
            [Label(table.title, theme.TITLE, theme.LIGHT), Label(moment.turn_title, theme.TINY, theme.MUTED)], gap=0
        )
        here = Row(
            [
                rounds,
                Label(words("summit.round", n=table.round, rounds=table.rounds), theme.SMALL_STRONG),
                Label(word, theme.SMALL_STRONG, theme.BRASS),
            ],
            gap=14,
        )
        extra: list[Node] = [
            Button(words("summit.about"), "quiet", "info", key="summit.about", action=self.introduce, style=theme.SMALL_STRONG, high=32)
        ]  # fmt: skip
        if data.deciding and data.deck.can_undo:
            extra.insert(
                0,
                Button(
                    words("summit.undo"),
                    "quiet",
                    "undo",
                    key="summit.undo",
                    action=self.play.undo,
                    style=theme.SMALL_STRONG,
                    high=32,
                ),
            )
        return Frame(
            Row([left, Frame(here, pad=0, grow=1, center=True), menu_buttons(self.app, *extra)], gap=18),
            pad=(16, 6), fill=theme.TABLE, radius=0,
        )  # fmt: skip

    def carried(self) -> Node:
        """What the pointer pulls across the table."""
        kind, name = (self.lay[0], self.lay[1]) if self.lay else ("", "")
        sign = self.worth(name) if kind == "card" else ""
        return Carried(sign=sign, icon="package" if kind == "gift" else "", spot=self.spot)

    def spot(self) -> tuple[float, float] | None:
        return None if self.lay is None else self.lay[2:]

    def worth(self, card: str) -> str:
        """The number on a staff card."""
        return next((f"{c.worth:g}" for h in self.data.table.hands for c in h.cards if c.id == card), "")

    # laying out

    def forget(self) -> None:
        """Nothing is laid out any more."""
        self.plan, self.option, self.linking, self.lay = None, -1, False, None

    def clear(self) -> None:
        self.forget()
        self.app.refresh()

    def pull(self, agenda: str, place: float) -> None:
        """A marker is pulled to a rung: the plan with the lowest card that brings it there."""
        found = [p for p in self.data.plans_of(agenda) if abs(p.end - place) < NEAR]
        same = [p for p in found if self.plan is not None and p.card == self.plan.card]
        self.forget()
        self.plan = (same or found or [None])[0]
        self.app.refresh()

    def lay_out(self, plan: Plan) -> None:
        """A plan is laid out as it is."""
        self.forget()
        self.plan = plan
        self.app.refresh()

    def issue(self) -> str:
        """The issue that a card would be played on: the chosen one, the one with the focus, or the one at stake."""
        at_stake = [a.id for a in self.data.table.agendas if self.data.plans_of(a.id)]
        if len(at_stake) == 1:
            return at_stake[0]
        if self.plan is not None:
            return self.plan.agenda
        name = self.sheet.focus.removeprefix("summit.track.")
        return name if name in at_stake else ""

    def play_card(self, card: str, agenda: str = "", way: int = 0) -> None:
        """A card is laid on an issue: up or down (0: as the plan chosen before it, else whatever is possible)."""
        agenda = agenda or self.issue()
        found = [p for p in self.data.plans_of(agenda) if p.card == card] if agenda else []
        wanted = way or (self.plan.way if self.plan is not None else 1)
        if not found:
            self.app.cue("refuse")
            self.app.say(self.words("summit.hint_issue"))
            return
        self.forget()
        self.plan = next((p for p in found if p.way == wanted), found[0])
        self.app.refresh()

    def take(self, option: int) -> None:
        """Another option is taken up, or put back."""
        again = self.option == option
        self.forget()
        self.option = -1 if again else option
        self.app.refresh()

    def link(self) -> None:
        """A link is begun: the issue that goes down is chosen next."""
        begin = not self.linking
        self.forget()
        self.linking = begin
        self.app.refresh()

    def carry(self, kind: str, name: str, x: float, y: float) -> None:
        """Something is pulled across the table."""
        fresh = self.lay is None
        self.lay = (kind, name, x, y)
        if fresh:
            self.app.refresh()

    def drop(self) -> None:
        """It is let go: on an issue, or on the table."""
        if self.lay is None:
            return
        kind, name, x, y = self.lay
        self.lay = None
        tracks = [n for n in self.sheet.nodes() if isinstance(n, IssueTrack)]
        on = next((t for t in tracks if t.rect.inflate(0, 16).collidepoint(x, y)), None)
        wood = next((n for n in self.sheet.nodes() if n.key == "summit.wood"), None)
        if kind == "card" and on is not None:
            ahead = x - (on.rect.x + on.x_at(on.rect.w, on.agenda.position.number))
            self.play_card(name, on.agenda.id, 1 if ahead >= 0 else -1)
        elif kind == "card" and wood is not None and wood.rect.collidepoint(x, y) and self.issue():
            self.play_card(name)
        elif kind == "gift" and wood is not None and wood.rect.collidepoint(x, y):
            found = next((p for p in self.open if p.target == name), None)
            if found is not None:
                self.forget()
                self.option = found.index
        self.app.refresh()

    # playing

    @property
    def steps(self) -> tuple[int | str, ...]:
        """The options that are laid out."""
        if self.plan is not None:
            return self.plan.options
        return (self.option,) if self.option >= 0 else ()

    def commit(self) -> None:
        """Plays what is laid out."""
        steps = self.steps
        self.forget()
        for step in steps:
            if not self.play.choose(step, cue="card" if step != steps[-1] else "confirm"):
                break

    def ask(self, option: int) -> None:
        """Plays an option that cannot be taken back, once it has been confirmed."""
        asked_before(self, option)

    def choose(self, option: int) -> None:
        self.forget()
        self.play.choose(option)

    def introduce(self) -> None:
        """The card that tells how the talks go."""
        from .summit_about import About

        self.app.open(About(self.app, self.data.table.id))

    def way(self, option: str) -> tuple[str, ...]:
        part = next((p for p in self.data.parts if p.id == option), None)
        if part is None:
            return ()
        before = () if self.app.upper is self else ("about.close",)
        return before + way_to(self, part)

    # the screen

    def opened(self) -> None:
        first = self.data.deciding and self.data.table.round == 1 and not self.data.table.offers
        if first:
            self.introduce()

    def back(self) -> None:
        if self.steps or self.linking:
            self.clear()
            return
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))

    def key(self, key: int, text: str) -> bool:
        if not self.data.deciding:
            return False
        if text.isdigit() and text != "0":
            return self.digit(int(text))
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.steps and self.on_table():
            self.commit()
        elif key == pygame.K_z and pygame.key.get_mods() & pygame.KMOD_CTRL:
            self.play.undo()
        elif key == pygame.K_s and pygame.key.get_mods() & pygame.KMOD_CTRL:
            self.play.save()
        else:
            return False
        return True

    def on_table(self) -> bool:
        """Whether the focus is on something that one lays out, so that Enter plays what has been."""
        return (
            self.sheet.focus.startswith(("summit.card.", "summit.gift.", "summit.track.", "summit.pay."))
            or not self.sheet.focus
        )

    def digit(self, number: int) -> bool:
        """A digit: the card of that worth, else the contribution of that number."""
        gifts = [p for p in self.data.parts if p.kind == "gift"]
        if gifts:
            if number <= len(gifts) and gifts[number - 1].legal:
                self.take(gifts[number - 1].index)
            return True
        mine = next((h for h in self.data.table.hands if h.mine), None)
        card = next((c for c in mine.cards if round(c.worth) == number and c.held), None) if mine else None
        if card is None:
            return False
        self.play_card(card.id)
        return True

    def update(self, now: float) -> None:
        if self._data is not None and self._data.stamp != stamp(self.play) and self.on:
            self.app.refresh()
        if (
            self.app.upper is self
            and self.lay is None
            and self._data is not None
            and self._data.work()
            and not self._data.busy
        ):
            self.app.refresh()

    @property
    def busy(self) -> bool:
        return self.app.upper is self and self._data is not None and self._data.busy


class Dot(Node):
    """A round: over, at hand, or to come."""

    def __init__(self, done: bool, here: bool) -> None:
        super().__init__()
        self.done, self.here = done, here

    def width(self, fonts: object) -> float:
        return 14.0

    def height(self, fonts: object, width: float) -> float:
        return 14.0

    def draw(self, painter, look) -> None:  # type: ignore[no-untyped-def]
        colour = theme.BRASS if self.done or self.here else theme.EDGE
        shape = "circle" if self.done or self.here else "ring"
        painter.mark(shape, self.rect.centerx, self.rect.centery, 13 if self.here else 9, colour)


__all__ = ["Summit", "SummitData"]
