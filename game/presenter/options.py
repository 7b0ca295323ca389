"""The options of the decision at hand as cards: what each costs, when it works, what it does, who will mind.

`deck` gives every card at once and quickly, without effects; `card` and `cards` work the effects out, which takes a few
milliseconds an option, since each is tried in a dozen worlds that the seat may believe in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine import Games
from game.players.reasons import reason_text
from game.players.table import Table
from game.texts.formats import short, signed

from . import places
from .board import date_after
from .figures import Figures
from .menu import PASS, Menu, Section, make_menu
from .menu import price as cost_of
from .values import Change, Value

LEAST = 0.05  # points of a score that somebody notices


@dataclass(frozen=True)
class Price:
    """What an option costs in something that the seat pays with, beside what there is."""

    id: str
    title: str
    short: str
    amount: Value
    have: Value


@dataclass(frozen=True)
class Money:
    """A sum in trillion yen, once or every year; negative: it comes in."""

    amount: float
    yearly: bool
    text: str
    brief: str


@dataclass(frozen=True)
class Effect:
    """What an option does at once to a figure, between `low` and `high` (equal where it is certain), in its unit; `text` is
    title and `amount`."""

    id: str
    title: str
    low: float
    high: float
    amount: str
    text: str
    good: bool | None


@dataclass(frozen=True)
class Later:
    """What an option sets on its way: in `turns` quarters, at the date `when`."""

    title: str
    turns: int
    when: str
    text: str


@dataclass(frozen=True)
class Reaction:
    """Whom an option displeases: another seat, in one dimension of its score as far as one can tell. `amount` is in
    points of that dimension."""

    seat: str
    seat_title: str
    dimension: str
    amount: Change


@dataclass(frozen=True)
class Card:
    """An option. `why_not` is "" where it is legal. `effects`, `later` and `minds` are None until they have been worked
    out, and for a closed card. `first_turns`: quarters until the first of what it sets on its way, 0 where all is at once."""

    index: int
    id: str
    number: int
    office: str
    title: str
    text: str
    legal: bool
    why_not: str
    prices: tuple[Price, ...]
    money: tuple[Money, ...]
    is_pass: bool
    references: tuple[str, ...]
    effects: tuple[Effect, ...] | None = None
    later: tuple[Later, ...] | None = None
    minds: tuple[Reaction, ...] | None = None

    @property
    def first_turns(self) -> int:
        return min((x.turns for x in self.later or ()), default=0)


@dataclass(frozen=True)
class Advice:
    """What an office's own people suggest, and why."""

    index: int
    title: str
    why: str


@dataclass(frozen=True)
class Office:
    """The cards of a ministry, the open ones first; `id` is "" for what belongs to none."""

    id: str
    title: str
    cards: tuple[Card, ...]
    advice: Advice | None

    @property
    def open(self) -> int:
        """How many of its cards can be played."""
        return sum(c.legal for c in self.cards)


@dataclass(frozen=True)
class Deck:
    """A decision: what is asked, and everything that may be answered. `event` is the one it answers."""

    seat: str
    title: str
    prompt: str
    slot: int
    slots: int
    event: str
    offices: tuple[Office, ...]
    can_undo: bool
    two_steps: bool

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(c for o in self.offices for c in o.cards)

    def card(self, option: int | str) -> Card:
        """A card by number or id.

        :raises KeyError: where there is none.
        """
        for card in self.cards:
            if option in (card.index, card.id):
                return card
        raise KeyError(option)


def deck(figures: Figures, table: Table) -> Deck:
    """The decision at hand with its cards, without their effects.

    :raises ValueError: when the game is over.
    """
    menu = make_menu(table.program, table.games, figures.words, steady=True)
    decision = menu.decision
    sums = figures.knowledge.money(table.games, [c.index for c in decision.options])
    event = event_at(menu)
    asked = figures.program.pack.events.get(event)
    return Deck(
        seat=decision.seat,
        title=figures.text(asked.item.title if asked else decision.title),
        prompt=figures.text(asked.item.text if asked else decision.prompt),
        slot=decision.slot,
        slots=decision.slots,
        event=event,
        offices=tuple(office(figures, menu, section, sums) for section in menu.sections),
        can_undo=table.can_undo,
        two_steps=table.two_steps,
    )


def event_at(menu: Menu) -> str:
    """The event that the open options answer."""
    first = menu.entries[0].choice.id.partition(".") if menu.entries else ("", "", "")
    return first[0] if first[2] and first[0] in menu.program.pack.events else ""


Sums = dict[int, list[tuple[float, bool]]]


def office(figures: Figures, menu: Menu, section: Section, sums: Sums) -> Office:
    """A ministry's cards, or those of a family."""
    numbers = {place: number for number, place in menu.numbers.items()}
    opened = frozenset(e.choice.index for e in section.open)
    listed = [e.choice for e in section.open] + list(section.closed)
    paid = {c.index: cost_of(menu.program, menu.games, c.index) for c in listed}
    have = figures.knowledge.values(menu.games, sorted({t for cost in paid.values() for t, _ in cost}))
    cards: list[Card] = []
    for choice in listed:
        legal = choice.index in opened
        prices = tuple(price(figures, t, amount, have[t]) for t, amount in paid[choice.index])
        cards.append(
            Card(
                index=choice.index, id=choice.id, number=numbers.get(choice.index, 0), office=choice.office,
                title=figures.text(choice.title), text=figures.text(choice.text), legal=legal,
                why_not="" if legal else menu.why_not(choice), prices=prices,
                money=tuple(money(figures, *one) for one in sums.get(choice.index, ())), is_pass=choice.id == PASS,
                references=further_reading(figures, choice.id),
            )
        )  # fmt: skip
    return Office(section.id if section.letter else "", section.title, tuple(cards), advised(figures, menu, section))


def price(figures: Figures, track: str, amount: float, have: float) -> Price:
    """A price beside what there is."""
    there = Value(have, short(round(have, figures.digits(track))))
    return Price(track, figures.title(track), figures.price(track), Value(amount, short(amount)), there)


def money(figures: Figures, amount: float, yearly: bool) -> Money:
    """A sum in words, in full and short."""
    return Money(amount, yearly, figures.words.money(amount, yearly), figures.words.brief_money(amount, yearly))


def card(figures: Figures, table: Table, found: Card) -> Card:
    """A card with its effects, what it sets on its way, and who will mind; a closed one as it is, since nothing can be
    tried that the rules refuse."""
    if not found.legal:
        return found
    at_once, later = effects(figures, table.games, found.index)
    turn = 0 if table.decision is None else table.decision.turn
    told = tuple(replace(x, when=date_after(figures, turn + x.turns)) for x in later)
    return replace(found, effects=at_once, later=told, minds=reactions(figures, table.games, found.index))


def cards(figures: Figures, table: Table, office: Office) -> Office:
    """An office whose open cards tell their effects."""
    return replace(office, cards=tuple(card(figures, table, c) for c in office.cards))


def effects(figures: Figures, games: Games, option: int) -> tuple[tuple[Effect, ...], tuple[Later, ...]]:
    """What an option does at once as far as the seat may know, and what it sets on its way."""
    words = figures.words
    foreseen, pending = figures.knowledge.foresee(games, option)
    found: list[Effect] = []
    for f in foreseen:
        gauge = figures.gauges.get(f.track)
        if gauge is None or f.track.startswith(places.CRISIS_LAST):  # a number that only stands for a choice
            continue
        if f.high - f.low < 1e-9:
            amount = figures.amount(f.track, f.low)
        else:
            amount = words("option.range", low=figures.amount(f.track, f.low), high=figures.amount(f.track, f.high))
        middle = (f.low + f.high) / 2
        good = None if gauge.good == "none" or not middle else (middle > 0) == (gauge.good == "up")
        title = figures.title(f.track)
        found.append(Effect(f.track, title, f.low, f.high, amount, f"{title} {amount}", good))
    later = (
        Later(t, p.turns, "", words("option.later", title=t, n=p.turns))
        for p in pending
        if (t := figures.text(p.title))
    )
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(later))


def reactions(figures: Figures, games: Games, option: int) -> tuple[Reaction, ...]:
    """The other seats whose score an option lowers at once, each with the dimension it lowers most: judged in a world
    that the seat may believe in, so that nothing hidden is told."""
    program, seat = figures.program, figures.knowledge.seat
    world = program.guess(games, seat, 1)
    after = world.copy()
    for cause in program.preview(world, option):
        after.S[program.tracks[cause.track].row, 0] += cause.amount
    old, new = program.score(world), program.score(after)
    found: list[Reaction] = []
    for other in program.seats:
        if other == seat or not new.dimensions[other]:
            continue
        falls = {d: float(v[0]) - float(old.dimensions[other][d][0]) for d, v in new.dimensions[other].items()}
        worst = min(falls, key=lambda d: falls[d])
        if falls[worst] < -LEAST:
            title = figures.text(program.pack.dimensions[worst].item.title)
            change = Change(falls[worst], signed(falls[worst], 1), False)
            found.append(Reaction(other, figures.seat_title(other), title, change))
    return tuple(found)


def advised(figures: Figures, menu: Menu, section: Section) -> Advice | None:
    """What an office suggests: the option that the seat's own doctrine wants most there, with its reason."""
    doctrine = own_doctrine(figures, menu.decision.seat)
    if not doctrine or not section.open or not section.letter:
        return None
    wanted = figures.program.preferences(figures.program.observe(menu.games, menu.decision.seat), doctrine)[:, 0]
    best = max(section.open, key=lambda e: wanted[e.choice.index])
    if not wanted[best.choice.index] > 0:
        return None
    say = reason_text(figures.program, menu.games, doctrine, best.choice.index, [menu.decision.seat])
    return Advice(best.choice.index, figures.text(best.choice.title), figures.text(say))


def own_doctrine(figures: Figures, seat: str) -> str:
    """The doctrine that would play the seat in a person's place: the scenario's autopilot, or the seat's first."""
    pack = figures.program.pack
    named = pack.scenarios[figures.program.scenario].item.autopilot.get(seat, "")
    return named or next((d for d, e in pack.doctrines.items() if e.item.seat == seat), "")


def further_reading(figures: Figures, option: str) -> tuple[str, ...]:
    """The works on the shelf that an option, an event's answer, or the issue that an option is about names."""
    pack = figures.program.pack
    about = option.partition("[")[2].removesuffix("]")
    found: list[str] = []
    for entry in (pack.options.get(option), pack.events.get(option.split(".")[0]), pack.agendas.get(about)):
        found += entry.item.references if entry is not None else ()
    return tuple(figures.text(pack.references[name].item.title) for name in dict.fromkeys(found))
