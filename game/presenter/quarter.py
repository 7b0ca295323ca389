"""What happened: news as front pages, the others' moves with their reasons, shocks, the quarter's end, promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.engine import Cause, Games, Program
from game.players.knowledge import ingredients
from game.players.table import Table, Told
from game.study.attribution import attribution, reasons
from game.texts.formats import number, turn_name

from . import places
from .figures import FLAG, Figures, scored
from .menu import PASS
from .moments import asked_event, heard_of, outcomes_in, turn_of
from .readings import Reading, quiet, readings
from .values import Change, Value
from .waterfall import Step, steps_of, track_steps

BELIEF = "belief"  # the group of what the others seem to be


@dataclass(frozen=True)
class Answer:
    """What an event may be answered with; `why_not` is "" where it is legal."""

    index: int
    id: str
    title: str
    text: str
    why_not: str


@dataclass(frozen=True)
class FrontPage:
    """An event as the front page of a newspaper: headline, the cause behind it, what it has changed, the answers where
    the seat is asked for one, and where the pack has it from."""

    id: str
    title: str
    text: str
    changes: tuple[tuple[str, str, Change], ...]
    answers: tuple[Answer, ...]
    source: str
    references: tuple[str, ...]


def news(figures: Figures, table: Table) -> tuple[FrontPage, ...]:
    """The events drawn this turn."""
    asked = asked_event(table)
    return tuple(front_page(figures, table, name, name == asked) for name in figures.program.news(table.games))


def front_page(figures: Figures, table: Table, name: str, asked: bool) -> FrontPage:
    """One event; `asked` where the decision at hand answers it."""
    program, item = figures.program, figures.program.pack.events[name].item
    turn = turn_of(table)
    causes = [c for c in table.causes if c.turn == turn and c.kind == "event" and c.id == name]
    answers: tuple[Answer, ...] = ()
    decision = table.decision
    if asked and decision is not None:
        answers = tuple(
            Answer(
                c.index, c.id, figures.text(c.title), figures.text(c.text),
                " ".join(figures.text(t) for t in program.why_not(table.games, c.index)),
            )
            for c in decision.options
            if c.id.startswith(f"{name}.")
        )  # fmt: skip
    works = tuple(figures.text(program.pack.references[r].item.title) for r in item.references)
    title, text = figures.text(item.title), figures.text(item.text)
    return FrontPage(name, title, text, changes(figures, table.games, causes), answers, item.source, works)


def changes(figures: Figures, games: Games, causes: Sequence[Cause]) -> tuple[tuple[str, str, Change], ...]:
    """What causes have changed in all, as far as the seat sees it: id, title, change, the largest first."""
    sums: dict[str, float] = {}
    for cause in causes:
        if figures.visible(cause, games) and not quiet(figures, cause.track):
            sums[cause.track] = sums.get(cause.track, 0.0) + cause.amount
    ordered = sorted(sums, key=lambda t: -figures.weight(t, sums[t]))
    found = ((t, figures.title(t), figures.changed(t, sums[t])) for t in ordered)
    return tuple(f for f in found if f[2])


@dataclass(frozen=True)
class ForeignMove:
    """A move of another seat, or of one's own officials. `say` is the sentence given for it; `how`: "" for a choice,
    only for the only move there was, office for one that officials made."""

    seat: str
    seat_title: str
    turn: int
    phase: str
    option: str
    title: str
    say: str
    how: str


def foreign_moves(figures: Figures, told: Sequence[Told]) -> tuple[ForeignMove, ...]:
    """Those of some moves (`table.told`, or the stretch of it that a moment names) that the seat may know, in order;
    passing is none. What was said at a table of talks is in `talks.offers`."""
    return tuple(
        ForeignMove(
            t.seat, figures.seat_title(t.seat), t.turn, t.phase, t.option, figures.text(t.title), figures.text(t.say), t.how
        )
        for t in told
        if figures.knowledge.seat not in t.secret and t.option != PASS
    )  # fmt: skip


def heard(figures: Figures, table: Table, stretch: range, ids: Sequence[str], past: bool) -> tuple[ForeignMove, ...]:
    """The moves that a moment of kind "moves" is about: its stretch, its seats, those of turns past or of this one."""
    now = turn_of(table)
    mine = heard_of(figures, [table.told[i] for i in stretch])
    return foreign_moves(figures, [t for t in mine if t.seat in ids and (t.turn < now) == past])


@dataclass(frozen=True)
class Shock:
    """A rule that has raised flags which everybody sees. `good`: whether it was for the better on the whole, by how far
    the figures moved that have a good way; None where none has."""

    id: str
    title: str
    text: str
    flags: tuple[str, ...]
    changes: tuple[tuple[str, str, Change], ...]
    good: bool | None


def shocks(figures: Figures, table: Table, ids: Sequence[str], stretch: range) -> tuple[Shock, ...]:
    """The shocks of a moment, each with all that it changed."""
    causes = [table.causes[i] for i in stretch]
    found: list[Shock] = []
    for name in ids:
        entry = figures.program.pack.rules.get(name)
        own = [c for c in causes if c.kind == "rule" and c.id == name]
        flags = [c.track for c in own if c.track in figures.gauges and figures.gauges[c.track].unit == FLAG]
        moved = changes(figures, table.games, own)
        judged = [(figures.weight(t, c.amount), c.good) for t, _, c in moved if c.good is not None]
        balance = sum(w if good else -w for w, good in judged)
        title, text = (figures.text(entry.item.title), figures.text(entry.item.text)) if entry else (name, "")
        raised = tuple(figures.title(f) for f in dict.fromkeys(flags))
        found.append(Shock(name, title, text, raised, moved, balance > 0 if judged else None))
    return tuple(found)


@dataclass(frozen=True)
class Move:
    """A figure that moved in a quarter: from what to what, and why (the steps add up to the change)."""

    id: str
    title: str
    before: Value
    after: Value
    change: Change
    why: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Waterfall:
    """A dimension's way from one value to another: the steps add up to the change."""

    id: str
    title: str
    before: Value
    after: Value
    change: Change
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class QuarterEnd:
    """A quarter (or the quarters that officials ran) as it ended: what moved and why, and what it did to the score."""

    turn: int
    date: str
    moves: tuple[Move, ...]
    waterfalls: tuple[Waterfall, ...]
    officials: tuple[Passed, ...]


@dataclass(frozen=True)
class Passed:
    """A quarter that nobody was asked about: its events, how its talks ended, and what each seat did."""

    turn: int
    date: str
    news: tuple[str, ...]
    outcomes: tuple[str, ...]
    deeds: tuple[tuple[str, tuple[str, ...]], ...]


def quarter_end(figures: Figures, table: Table, turn: int, until: int = -1) -> QuarterEnd:
    """The quarter `turn` (counted from 0), up to the one at which `until` began: by default the next one."""
    start = next(m for m in table.moments if m.turn == turn)
    after = next((m for m in table.moments if m.turn >= max(turn + 1, until)), None)
    games = table.games if after is None else after.games
    causes = table.causes[start.causes : None if after is None else after.causes]
    told = table.told[start.told : None if after is None else after.told]
    end = turn_of(table) if after is None else after.turn
    return QuarterEnd(
        turn=turn,
        date=turn_name(table.program.turns[turn], figures.words.lang),
        moves=moved(figures, start.games, games, causes),
        waterfalls=waterfalls(figures, start.games, games, causes),
        officials=passed(figures, told, causes, end),
    )


def moved(figures: Figures, before: Games, games: Games, causes: Sequence[Cause]) -> tuple[Move, ...]:
    """The figures that moved visibly, what matters to the seat first."""
    own = {t for d in dimensions_of(figures) for t in ingredients(figures.program, d)}
    listed = sorted(moves(figures, before, games), key=lambda m: -importance(figures, own, m[0], m[2] - m[1]))
    return tuple(
        Move(
            name,
            figures.title(name),
            Value(old, figures.value(name, old)),
            Value(new, figures.value(name, new)),
            figures.changed(name, new - old),
            figures.reason(reasons(causes, name), name),
            track_steps(figures, name, causes),
        )
        for name, old, new in listed
    )


def moves(figures: Figures, before: Games, games: Games) -> list[tuple[str, float, float]]:
    """Tracks that moved visibly, with their old and new values, the largest moves first."""
    tracks = [n for n in figures.gauges if n in figures.program.tracks and not quiet(figures, n)]
    old, new = figures.knowledge.values(before, tracks), figures.knowledge.values(games, tracks)
    found = [(n, old[n], new[n]) for n in tracks if figures.moved(n, old[n], new[n])]
    return sorted(found, key=lambda m: -figures.weight(m[0], m[2] - m[1]))


def dimensions_of(figures: Figures) -> list[str]:
    """The dimensions of the seat's score."""
    dimensions = figures.program.pack.dimensions
    return [d for d, e in dimensions.items() if e.item.seat == figures.knowledge.seat]


def importance(figures: Figures, own: set[str], name: str, amount: float) -> float:
    """What to report first: figures that the seat's score is made of, and last what a negotiation has just told."""
    told = figures.gauges[name].group in figures.program.pack.negotiations
    lesser = told or figures.gauges[name].group == BELIEF
    return figures.weight(name, amount) * (4.0 if name in own else 0.1 if lesser else 1.0)


def waterfalls(figures: Figures, before: Games, games: Games, causes: Sequence[Cause]) -> tuple[Waterfall, ...]:
    """Each dimension that the seat may know, with the figures that took it there."""
    program, know = figures.program, figures.knowledge
    old, new = program.score(before).dimensions[know.seat], program.score(games).dimensions[know.seat]
    found: list[Waterfall] = []
    for name in new:
        if not all(know.sees(games, t) and know.sees(before, t) for t in ingredients(program, name)):
            continue
        a, b = float(old[name][0]), float(new[name][0])
        steps = steps_of(figures, "", attribution(program, name, before, games, causes))
        title = figures.text(program.pack.dimensions[name].item.title)
        found.append(
            Waterfall(name, title, Value(a, number(a, 1)), Value(b, number(b, 1)), scored(b, a, 1), steps)
        )  # fmt: skip
    return tuple(found)


def passed(figures: Figures, told: Sequence[Told], causes: Sequence[Cause], until: int) -> tuple[Passed, ...]:
    """What happened in the turns before `until` that officials ran."""
    program, seat = figures.program, figures.knowledge.seat
    talked = tuple(f"{name}_" for name in program.pack.negotiations)
    found: list[Passed] = []
    for turn in sorted({t.turn for t in told if t.how == "office" and t.turn < until}):
        mine = [t for t in told if t.turn == turn and seat not in t.secret and t.option != PASS]
        events = {c.id: c.title for c in causes if c.turn == turn and c.kind == "event" and "." not in c.id}
        deeds: list[tuple[str, tuple[str, ...]]] = []
        for who in (seat, *(s for s in program.seats if s != seat)):
            done = (t for t in mine if t.seat == who and not t.phase.startswith(talked) and is_deed(t))
            titles = tuple(dict.fromkeys(figures.text(t.title) for t in done))
            if titles:
                deeds.append((who, titles))
        found.append(
            Passed(
                turn, turn_name(program.turns[turn], figures.words.lang), tuple(map(figures.text, events.values())),
                tuple(figures.text(c.title) for c in outcomes(program, causes, turn)), tuple(deeds),
            )
        )  # fmt: skip
    return tuple(found)


def outcomes(program: Program, causes: Sequence[Cause], turn: int) -> list[Cause]:
    """How the talks of a turn ended, by the rules that carried it out."""
    found: dict[str, Cause] = {}
    for c in causes:
        if c.turn == turn and any(c.id.startswith(f"{name}_outcome_") for name in program.pack.negotiations):
            found.setdefault(c.id, c)
    return list(found.values())


def is_deed(told: Told) -> bool:
    """Whether a move is more than an announcement: something that has been done."""
    return not told.option.startswith("signal_")


@dataclass(frozen=True)
class Promise:
    """What was signed on an issue: the rung `pledged` in a quarter, and what became of it by now: kept, cut (at home,
    at once), taken back (by a later agreement), or raised (by a later one). `now` is where the issue stands."""

    agenda: str
    title: str
    turn: int
    date: str
    pledged: float
    rung: str
    state: str
    now: float


def promises(figures: Figures, table: Table) -> tuple[Promise, ...]:
    """Every promise signed so far, in their order, from the causes of the game."""
    pack, program = figures.program.pack, figures.program
    standing = figures.knowledge.values(table.moments[0].games, [f"agreed[{a}]" for a in pack.agendas])
    found: list[Promise] = []
    for turn in sorted({c.turn for c in table.causes if c.track.startswith("agreed[")}):
        causes = [c for c in table.causes if c.turn == turn]
        talks = outcomes_in(program, causes)
        for agenda, entry in pack.agendas.items():
            track = f"agreed[{agenda}]"
            change = sum(c.amount for c in causes if c.track == track)
            cuts = {f"{name}_cut" for name in talks}
            cut = sum(c.amount for c in causes if c.track == f"marker[{agenda}]" and c.id in cuts)
            standing[track] += change
            if abs(change) < 1e-9 and abs(cut) < 1e-9:
                continue
            pledged = standing[track] - cut
            rung = max((r for r in entry.item.rungs if r.at <= pledged + 1e-9), key=lambda r: r.at)
            state = "cut" if cut < -1e-9 else "kept"
            found.append(
                Promise(
                    agenda, figures.text(entry.item.title), turn, turn_name(program.turns[turn], figures.words.lang),
                    pledged, figures.text(rung.title), state, 0.0,
                )
            )  # fmt: skip
    return tuple(settled(found, standing))


def settled(found: list[Promise], standing: dict[str, float]) -> list[Promise]:
    """Promises with what later agreements made of them."""
    made: list[Promise] = []
    for i, promise in enumerate(found):
        later = next((p for p in found[i + 1 :] if p.agenda == promise.agenda), None)
        state = promise.state
        if state == "kept" and later is not None:
            state = "raised" if later.pledged > promise.pledged else "taken back"
        now = standing[f"agreed[{promise.agenda}]"]
        made.append(replace(promise, state=state, now=now))
    return made


def carried_out(figures: Figures, table: Table) -> tuple[tuple[Reading, Reading], ...]:
    """What was promised in figures beside what has been done about it so far: (promise, done)."""
    found: list[tuple[Reading, Reading]] = []
    for promise, done in places.PROMISED:
        pair = readings(figures, table, (promise, done))
        if len(pair) == 2:
            found.append((pair[0], pair[1]))
    return tuple(found)
