"""What moves the year's money: the fiscal options of the decision at hand, and the sliders that they form.

Which options are fiscal follows from what they do to the pack's accounts, to one-off spending, and to the market's
confidence; no list of ids says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from game.engine import Games, Program
from game.players.table import Table

from . import places
from .budget import has_accounts, money_change, sums_of
from .figures import Figures
from .values import NONE, Change, Value

LEAST = 1e-9
SHOWN = 10  # options whose paths a page has room for


@dataclass(frozen=True)
class Measure:
    """A fiscal option. `yearly`: what it does to the balance at once, `promised`: what it adds to promises, both in
    trillion yen a year; `once`: what it spends once, in trillion yen; `confidence`: what it does to the market's at
    once. All four are as far as the seat can tell."""

    index: int
    id: str
    title: str
    legal: bool
    why_not: str
    yearly: Change
    once: Change
    promised: Change
    confidence: Change


@dataclass(frozen=True)
class Notch:
    """A place where an option puts a lever: it is the option's card by another name."""

    index: int
    id: str
    title: str
    stands: Value
    legal: bool


@dataclass(frozen=True)
class Lever:
    """A slider: a figure behind the accounts that options of the decision move up or down. `value`: where it stands;
    `low` and `high`: the range of the figure; `options`: from the lowest place to the highest. `why.why` takes its id."""

    id: str
    title: str
    value: Value
    low: float
    high: float
    options: tuple[Notch, ...]


@cache
def behind_accounts(program: Program, side: str = "") -> frozenset[str]:
    """The tracks that the pack's accounts (of one side) are made of."""
    found = (e.item for e in program.pack.accounts.values() if not side or e.item.side == side)
    return frozenset(track for account in found for track in program.formula_reads(account.value))


def measures(figures: Figures, table: Table, most: int = 0) -> tuple[Measure, ...]:
    """The fiscal options of the decision at hand, open ones first, those that move most money first (at most so many
    open ones, 0: all of both kinds). Empty where the pack has no accounts or the game is over."""
    program, games, decision = figures.program, table.games, table.decision
    if decision is None or not has_accounts(figures):
        return ()
    world = program.guess(games, figures.knowledge.seat, 1)
    money = behind_accounts(program) | {places.ONE_OFF, places.CONFIDENCE}
    legal, before = program.legal(games)[:, 0], standing(figures, world)
    found: list[tuple[float, Measure]] = []
    for choice in decision.options:
        if not program.touches(games, choice.index) & money or (most and not legal[choice.index]):
            continue
        after = standing(figures, program.tried(world, choice.index))
        moved = {k: after[k] - before[k] for k in before}
        if max(map(abs, moved.values())) < LEAST:
            continue
        size = sum(abs(moved[k]) for k in ("yearly", "once", "promised"))
        why = "" if legal[choice.index] else " ".join(figures.text(t) for t in program.why_not(games, choice.index))
        found.append(
            (size, Measure(
                choice.index, choice.id, figures.text(choice.title), bool(legal[choice.index]), why,
                yearly=money_change(moved["yearly"], spends=False),
                once=money_change(moved["once"], spends=True),
                promised=money_change(moved["promised"], spends=True),
                confidence=figures.changed(places.CONFIDENCE, moved["confidence"]) if moved["confidence"] else NONE,
            ))
        )  # fmt: skip
    ordered = [m for _, m in sorted(found, key=lambda f: (not f[1].legal, -f[0], f[1].index))]
    return tuple(ordered[:most] if most else ordered)


def standing(figures: Figures, world: Games) -> dict[str, float]:
    """The money of a world that the seat may believe in: balance and promises in trillion yen a year, what is spent once,
    the market's confidence."""
    program = figures.program
    gdp = program.value(world, places.GDP)
    sides = dict.fromkeys(("revenue", "spending", "promised", "interest"), 0.0)
    for entry in program.pack.accounts.values():
        sides[entry.item.side] += float(program.evaluate(world, entry.item.value)[0]) * gdp / 100
    known = program.tracks
    return {
        "yearly": sides["revenue"] - sides["spending"],
        "promised": sides["promised"],
        "once": program.value(world, places.ONE_OFF) if places.ONE_OFF in known else 0.0,
        "confidence": program.value(world, places.CONFIDENCE) if places.CONFIDENCE in known else 0.0,
    }


def levers(figures: Figures, table: Table) -> tuple[Lever, ...]:
    """The sliders of the decision at hand: every figure behind an item of revenue, spending or promises that some option
    moves, with the place where each option would put it. In the order of the pack; empty as `measures` is."""
    program, games, decision = figures.program, table.games, table.decision
    if decision is None or not has_accounts(figures):
        return ()
    own = behind_accounts(program) - behind_accounts(program, "interest") - {places.GDP}
    world, legal = program.guess(games, figures.knowledge.seat, 1), program.legal(games)[:, 0]
    notches: dict[str, list[Notch]] = {}
    for choice in decision.options:
        touched = [t for t in program.touches(games, choice.index) & own if t in figures.gauges]
        if not touched:
            continue
        after = program.tried(world, choice.index)
        for track in touched:
            stands = program.value(after, track)
            if abs(stands - program.value(world, track)) > LEAST and figures.knowledge.sees(games, track):
                place = Value(stands, placed(figures, track, stands))
                notches.setdefault(track, []).append(
                    Notch(choice.index, choice.id, figures.text(choice.title), place, bool(legal[choice.index]))
                )
    found: list[Lever] = []
    for track in (t for t in program.tracks if t in notches):
        low, high = program.tracks[track].range
        value = figures.knowledge.value(games, track)
        steps = tuple(sorted(notches[track], key=lambda n: n.stands.number))
        found.append(Lever(track, figures.title(track), Value(value, placed(figures, track, value)), low, high, steps))
    return tuple(found)


def moved_items(figures: Figures, table: Table, option: int) -> dict[str, Change]:
    """What an option of the decision at hand does to each item of the budget at once, in trillion yen a year; items that it
    leaves alone are not named. Empty as `measures` is."""
    program = figures.program
    if table.decision is None or not has_accounts(figures):
        return {}
    world = program.guess(table.games, figures.knowledge.seat, 1)
    before, after = sums_of(figures, world), sums_of(figures, program.tried(world, option))
    found: dict[str, Change] = {}
    for name, entry in program.pack.accounts.items():
        change = money_change(after[name] - before[name], spends=entry.item.side != "revenue")
        if change:
            found[name] = change
    return found


def placed(figures: Figures, track: str, value: float) -> str:
    """Where a lever stands, with enough digits to tell one place from the next."""
    text = figures.value(track, value)
    exact = abs(value - round(value, figures.digits(track))) < 0.05 * 10 ** -figures.digits(track)
    return text if exact else figures.sized(value, figures.gauges[track].unit, figures.digits(track) + 1)
