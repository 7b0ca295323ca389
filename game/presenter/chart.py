"""The state of the map: waters, partners, routes, ladders, and what the great powers press for and have announced.

Places are ids that a front end puts on its map: the pack's own members (zones, partners, sides) and a few of `places`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.engine import Games
from game.players.table import Table
from game.texts.formats import MONEY

from . import places
from .figures import Figures
from .readings import Reading, readings
from .values import Value

SIGNALS = "signals"  # the group of figures that say what a seat has announced
LISTED = re.compile(r"(\d+)\s*([^\d、。,.;]+)")  # "1 protests, 2 travel advice": how a ladder's text names its rungs


@dataclass(frozen=True)
class Force:
    """How strongly a side is present in some waters."""

    side: str
    title: str
    presence: Reading


@dataclass(frozen=True)
class Zone:
    """Some waters: who is there, how tense it is, how many of one's own may go there, whether deterrence holds. What a
    pack does not have is None."""

    id: str
    title: str
    text: str
    tension: Reading | None
    forces: tuple[Force, ...]
    limit: Reading | None
    deterrence: Reading | None


@dataclass(frozen=True)
class Partner:
    """A partner, and the ties with it."""

    id: str
    title: str
    bond: Reading


@dataclass(frozen=True)
class Fact:
    """A number of the real world: what it is, and how much in the data that is played with."""

    id: str
    title: str
    value: Value


@dataclass(frozen=True)
class Route:
    """A line on the map. `kind`: trade, minerals, energy; `main` gives its width, or `money` where the pack counts it: in
    billion dollars a year, written as the figure it comes from."""

    id: str
    kind: str
    start: str
    end: str
    main: Reading
    beside: tuple[Reading, ...]
    facts: tuple[Fact, ...]
    money: Value | None = None


@dataclass(frozen=True)
class LadderRung:
    """A rung of a ladder; `reached` up to where it stands."""

    at: int
    title: str
    reached: bool
    here: bool


@dataclass(frozen=True)
class Ladder:
    """A ladder that a power climbs; `expected` is the rung it seems to head for, where the seat can judge that."""

    id: str
    title: str
    standing: Reading
    rungs: tuple[LadderRung, ...]
    expected: Reading | None


@dataclass(frozen=True)
class Announced:
    """What a power has announced for this quarter."""

    who: str
    moves: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """Everything that the map shows. `pressure`: how hard Washington presses."""

    zones: tuple[Zone, ...]
    partners: tuple[Partner, ...]
    routes: tuple[Route, ...]
    ladders: tuple[Ladder, ...]
    pressure: Reading | None
    announced: tuple[Announced, ...]


def chart(figures: Figures, table: Table) -> Chart:
    """The map as it stands for the seat."""
    names = [n for n in figures.gauges if n.split("[")[0] in (places.TENSION, places.PRESENCE, places.LIMIT)]
    names += [n for n in figures.gauges if n.split("[")[0] in (places.BOND, places.DETERRENCE)]
    names += [n for route in places.ROUTES for n in route.names]
    names += [places.LADDER, places.LADDER_EXPECTED, places.STRAIT, places.PRESSURE]
    found = {r.id: r for r in readings(figures, table, list(dict.fromkeys(names)))}
    return Chart(
        zones=zones(figures, found),
        partners=partners(figures, found),
        routes=routes(figures, found),
        ladders=ladders(figures, found),
        pressure=found.get(places.PRESSURE),
        announced=announced(figures, table.games),
    )


def zones(figures: Figures, found: dict[str, Reading]) -> tuple[Zone, ...]:
    """The waters of the pack's set `zone`."""
    pack = figures.program.pack
    listed: list[Zone] = []
    for zone in pack.sets.get("zone", ()):
        member = pack.members["zone", zone]
        forces = tuple(
            Force(side, figures.text(pack.members["side", side].title), found[name])
            for side in pack.sets.get("side", ())
            if (name := f"{places.PRESENCE}[{side},{zone}]") in found
        )
        tension, limit, holds = (
            found.get(f"{n}[{zone}]") for n in (places.TENSION, places.LIMIT, places.DETERRENCE)
        )  # fmt: skip
        listed.append(Zone(zone, figures.text(member.title), figures.text(member.text), tension, forces, limit, holds))
    return tuple(listed)


def partners(figures: Figures, found: dict[str, Reading]) -> tuple[Partner, ...]:
    """The partners of the pack's set `partner`."""
    pack = figures.program.pack
    return tuple(
        Partner(p, figures.text(pack.members["partner", p].title), found[name])
        for p in pack.sets.get("partner", ())
        if (name := f"{places.BOND}[{p}]") in found
    )


def routes(figures: Figures, found: dict[str, Reading]) -> tuple[Route, ...]:
    """The lines whose first figure the pack has."""
    return tuple(
        Route(
            r.id, r.kind, r.start, r.end, found[r.names[0]], tuple(found[n] for n in r.names[1:] if n in found),
            tuple(fact(figures, n) for n in r.facts if n in figures.program.pack.figures), money(figures, r, found[r.names[0]]),
        )
        for r in places.ROUTES
        if r.names[0] in found
    )  # fmt: skip


def fact(figures: Figures, name: str) -> Fact:
    """A number of the real world in the data set that is played with."""
    pack = figures.program.pack
    value, item = pack.figure(name, figures.program.profile), pack.figures[name].item
    return Fact(name, figures.text(item.title), Value(value, pack.amount(value, item.unit, figures.words.lang)))


def money(figures: Figures, route: places.Route, main: Reading) -> Value | None:
    """How much money goes a way, in billion dollars a year: its figure where that is in dollars, else the number of the
    real world that stands for it, by the exchange rate of the data set that is played with."""
    if MONEY.get(main.unit) == "usd":
        return main.value
    stated = figures.program.pack.figures
    if not route.money or route.money not in stated:
        return None
    amount, currency = fact(figures, route.money).value, MONEY.get(stated[route.money].item.unit)
    if currency == "jpy" and places.EXCHANGE_RATE in stated:
        rate = figures.program.pack.figure(places.EXCHANGE_RATE, figures.program.profile)
        return Value(amount.number * 1000 / rate, amount.text)
    return amount if currency == "usd" else None


def ladders(figures: Figures, found: dict[str, Reading]) -> tuple[Ladder, ...]:
    """The ladders: Beijing's towards Japan, and that of the strait."""
    return tuple(
        Ladder(name, found[name].title, found[name], rungs(figures, found[name]), found.get(expected))
        for name, expected in ((places.LADDER, places.LADDER_EXPECTED), (places.STRAIT, ""))
        if name in found
    )


def rungs(figures: Figures, standing: Reading) -> tuple[LadderRung, ...]:
    """The rungs of a ladder by the names that its text gives them; a rung without a name has its number.

    The text reads "0 calm, 1 drills, 2 inspections": a number and a name each.
    """
    text = figures.text(figures.gauges[standing.id].text)
    named = {int(n): title.strip() for n, title in reversed(LISTED.findall(text))}
    top, at, known = int(standing.high or 0), standing.value.number, standing.value.known
    here = round(at) if known else -1  # nobody stands anywhere where the seat may not know it
    return tuple(LadderRung(i, named.get(i, str(i)), known and i <= at, i == here) for i in range(top + 1))


def announced(figures: Figures, games: Games) -> tuple[Announced, ...]:
    """What the others have announced for this turn: the figures of the group "signals" that are up.

    Their titles say who ("Beijing announced: ease coercion"); who has announced two things is named once.
    """
    names = [n for n, g in figures.gauges.items() if g.group == SIGNALS]
    told: dict[str, list[str]] = {}
    for name, value in figures.knowledge.values(games, names).items():
        if value > 0:
            who, _, what = figures.title(name).replace("\uff1a", ":").partition(":")
            told.setdefault(who.strip(), []).append(what.strip())
    return tuple(Announced(who, tuple(w for w in what if w)) for who, what in told.items())
