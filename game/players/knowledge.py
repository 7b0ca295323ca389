"""What a seat may read off a game: the figures to show, their values, and what a choice is known to do.

Everything here goes through `Program.observe` and `Program.guess`: nothing hidden from the seat, and no
roll of the dice that is still to come, gets into what it returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine import Cause, Games, Ledger, Pending, Program
from game.pack import Text
from game.texts.formats import quantity

GUESSES = 12  # worlds in which a choice is tried: what it does in all of them is certain
CHANCES = 200  # worlds that are looked at for what a chance may bring: one in ten is missed once in a billion times
STEADY = 1e-9
ONCE, YEARLY = "tn_jpy", "tn_jpy_year"  # the units of money


@dataclass(frozen=True)
class Gauge:
    """A figure that players see: a track, or a formula with a title."""

    id: str
    title: Text
    text: Text | None
    unit: str
    digits: int
    good: str
    group: str
    range: tuple[float, float] | None
    source_id: tuple[str, ...]


@dataclass(frozen=True)
class Foreseen:
    """What a choice does at once to a track: between `low` and `high`, which are equal where it is certain."""

    track: str
    low: float
    high: float


@dataclass
class Knowledge:
    """What one seat may know. Games are batches of one.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> knowledge, game = Knowledge(program, "island"), program.start(1)
    >>> knowledge.value(game, "coins"), knowledge.sees(game, "coins"), knowledge.sees(game, "union_is")
    (12.0, True, False)
    >>> foreseen, later = knowledge.foresee(game, program.decision(game).index("letter.pass_on"))
    >>> [(f.track, f.low, f.high) for f in foreseen]
    [('trust', 4.0, 4.0), ('trade', -4.0, -4.0)]
    """

    program: Program
    seat: str
    gauges: dict[str, Gauge] = field(init=False)
    formulas: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.gauges = gauges(self.program)
        self.formulas = {name: self.program.reads(name) for name in self.gauges if name not in self.program.tracks}

    def value(self, games: Games, name: str) -> float:
        """A track's or formula's value, NaN where the seat may not know it.

        :raises UnknownName: for an unknown name.
        """
        return self.values(games, [name])[name]

    def values(self, games: Games, names: list[str] | None = None) -> dict[str, float]:
        """Values by name (default: of every gauge), NaN where the seat may not know one."""
        program = self.program
        seen = program.observe(games, self.seat)
        found: dict[str, float] = {}
        for name in self.gauges if names is None else names:
            if name in program.tracks:
                found[name] = float(seen.S[program.tracks[name].row, 0])
                continue
            depends = self.formulas[name]
            blank = any(np.isnan(seen.S[program.tracks[t].row, 0]) for t in depends if t in program.tracks)
            found[name] = float("nan") if blank else program.value(seen, name)
        return found

    def money(self, games: Games, options: Sequence[int]) -> dict[int, list[tuple[float, bool]]]:
        """What options cost in trillion yen, less what they bring: (sum, whether it comes every year) by option.

        Once-only sums are tracks in trillion yen; yearly ones the largest change of a formula in trillion yen a year.
        """
        program, found = self.program, dict[int, list[tuple[float, bool]]]()
        one = program.guess(games, self.seat, 1)
        yearly = {n: tracks for n, tracks in self.formulas.items() if self.gauges[n].unit == YEARLY}
        before = {n: program.value(one, n) for n in yearly}
        for option in options:
            causes = program.preview(one, option)
            sums: list[tuple[float, bool]] = []
            once = sum(c.amount for c in causes if program.tracks[c.track].unit == ONCE)
            if abs(once) > STEADY:
                sums.append((once, False))
            rows = {c.track for c in causes}
            touched = [n for n, tracks in yearly.items() if rows & tracks]
            if touched:
                after = one.copy()
                for c in causes:
                    after.S[program.tracks[c.track].row, 0] += c.amount
                best = max((program.value(after, n) - before[n] for n in touched), key=abs)
                if abs(best) > STEADY:
                    sums.append((best, True))
            if sums:
                found[option] = sums
        return found

    def knows(self, games: Games, name: str) -> bool:
        """Whether the seat may know a track's or formula's value now."""
        value = self.value(games, name)
        return value == value

    def sees(self, games: Games, track: str) -> bool:
        """Whether the seat may know a track's value now."""
        row = self.program.tracks[track].row
        return not bool(np.isnan(self.program.observe(games, self.seat).S[row, 0]))

    def foresee(self, games: Games, option: int) -> tuple[list[Foreseen], list[Pending]]:
        """What an option does at once, as far as the seat may know, and what it sets on its way.

        The option is tried in a few worlds that the seat may believe in, each with dice of its own, so that
        a chance shows as a range and the roll to come stays unknown. Prices are left out.
        """
        program = self.program
        worlds = program.guess(games.repeat(GUESSES), self.seat, 1)
        known = {p.id: p.count for p in program.pending(worlds, 0)}
        sums: list[dict[str, float]] = []
        for k in range(GUESSES):
            changes: dict[str, float] = {}
            for cause in self.follows(worlds.take([k]), option):
                if cause.kind != "cost":
                    changes[cause.track] = changes.get(cause.track, 0.0) + cause.amount
            sums.append(changes)
        rare = self.chances(games, option)
        found: list[Foreseen] = []
        for track in dict.fromkeys([*(t for s in sums for t in s), *rare]):
            info = program.tracks[track]
            amounts = [*(s.get(track, 0.0) for s in sums), *rare.get(track, ())]
            if info.show and self.sees(games, track) and max(map(abs, amounts)) > STEADY:
                low, high = min(amounts), max(amounts)
                found.append(Foreseen(track, low, low if high - low < STEADY else high))
        after = program.tried(worlds, option)
        return found, [p for p in program.pending(after) if p.count > known.get(p.id, 0)]

    def chances(self, games: Games, option: int) -> dict[str, tuple[float, float]]:
        """The least and the most that an option changes each track that players see, prices left out, over many worlds.
        Nothing where another phase comes next: what is then done is not the option's doing.
        """
        program, before = self.program, self.program.decision(games)
        worlds = program.guess(games.repeat(CHANCES), self.seat, 2)
        after = worlds.copy()
        program.play(after, np.full(CHANCES, option))
        then = program.decision(after)
        if before is None or then is None or (then.turn, then.phase) != (before.turn, before.phase):
            return {}
        paid = program.cost(worlds, option)
        found: dict[str, tuple[float, float]] = {}
        for track, info in program.tracks.items():
            if info.show:
                moved = np.round(after.S[info.row] - worlds.S[info.row] + paid.get(track, 0.0), 9)
                if moved.any():
                    found[track] = (float(moved.min()), float(moved.max()))
        return found

    def follows(self, world: Games, option: int) -> list[Cause]:
        """What an option changes in a world, with the rules that run by themselves before anybody decides again.

        Where nobody decides again in this turn only its own changes count: what the turn's end brings would come anyway.
        """
        program, before = self.program, self.program.decision(world)
        own = program.preview(world, option)
        if before is None:
            return own
        after, ledger = world.copy(), Ledger()
        program.play(after, [option], ledger)
        then = program.decision(after)
        if then is None or then.turn != before.turn:
            return own
        return own + [c for c in ledger.causes if c.kind == "rule" and c.turn == before.turn]


def gauge_of(program: Program, name: str) -> Gauge:
    """A track, or a formula with a title, as a figure.

    :raises KeyError: for any other name.
    """
    if name in program.tracks:
        t = program.tracks[name]
        return Gauge(t.id, t.title, t.text, t.unit, t.digits, t.good, t.group, t.range, t.source_id)
    let = program.pack.lets[name].item
    if let.title is None:
        raise KeyError(name)
    return Gauge(name, let.title, let.text, let.unit, let.digits, let.good, let.group, None, let.source_id)


def gauges(program: Program) -> dict[str, Gauge]:
    """Every figure that players see, in the order of the pack: tracks and flags first, then formulas."""
    shown = [t.id for t in program.tracks.values() if t.show]
    shown += [name for name, entry in program.pack.lets.items() if entry.item.title is not None]
    return {name: gauge_of(program, name) for name in shown}


def written(program: Program, gauge: Gauge, value: float, lang: str, digits: int | None = None) -> str:
    """A figure's value with its unit, in `lang`; with `digits` decimals in place of the figure's own."""
    return sized(program, value, gauge.unit, gauge.digits if digits is None else digits, lang)


def sized(program: Program, value: float, unit: str, digits: int, lang: str) -> str:
    """A number in a unit of the pack, by its id, in `lang`."""
    known = program.pack.units.get(unit)
    after = known.item.after.get(lang) if known and known.item.after else ""
    if after.startswith("%"):
        after = "%"  # of what, the figure's title says
    before = known.item.before if known else ""
    return quantity(value, digits, after, unit, lang, before)


def ingredients(program: Program, dimension: str) -> list[str]:
    """The tracks that a dimension of the score is worked out from, through all named formulas, in pack order."""
    tracks = program.dimension_reads(dimension)
    return [t for t in program.tracks if t in tracks]
