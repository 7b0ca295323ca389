"""The board: the frame of the quarter, the issues as tracks, the score, the figures, and what threatens.

The map is `chart`; one figure's why is `why`. Every function takes the seat's `Figures` and the `Table`, and returns
frozen values that are to be drawn as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from game.engine import Program
from game.players.table import Table
from game.texts.formats import short, turn_name

from . import places
from .figures import Figures
from .negotiations import talks_of
from .readings import Reading, before, readings
from .scores import Scores, scores
from .threats import threats
from .values import Value


@dataclass(frozen=True)
class PhaseMark:
    """A phase of this quarter in which somebody decides or news come; `state`: done, now, or to come. `certain` is false
    for one that comes only in case, such as a crisis."""

    id: str
    title: str
    seat: str
    state: str
    certain: bool


@dataclass(frozen=True)
class Ahead:
    """Something on its way: `turns` quarters from now."""

    turns: int
    when: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Purse:
    """What options are paid with. `office` is whose staff it is, "" where several offices pay with it; `full` is what
    there was when the quarter began, `most` the most there can be."""

    id: str
    title: str
    short: str
    office: str
    have: Value
    full: float
    most: float


@dataclass(frozen=True)
class Frame:
    """The frame of the board: which quarter, which phase, what comes next, and what there is to spend.

    `room` is what is left of funding in trillion yen a year (negative: promised without money); None where the pack
    has no such account, and then `budget` is empty, too.
    """

    turn: int
    turns: int
    turn_id: str
    date: str
    title: str
    text: str
    phases: tuple[PhaseMark, ...]
    next: tuple[Ahead, ...]
    coming: tuple[Ahead, ...]
    threats: tuple[str, ...]
    purses: tuple[Purse, ...]
    room: Value | None
    budget: tuple[Reading, ...]


def frame(figures: Figures, table: Table) -> Frame:
    """Date, phases, what comes next, purses and budget, as they stand."""
    program, lang = figures.program, figures.words.lang
    at = standing(table)
    name = program.turns[at]
    title, text = moment_of(figures, name)
    seen = program.observe(table.games, figures.knowledge.seat)
    soon = dict.fromkeys((p.turns, figures.text(p.title)) for p in program.pending(seen))
    later = ((i, program.turns[i]) for i in range(at + 1, len(program.turns)))
    after = ((i, turn, *moment_of(figures, turn)) for i, turn in later)
    return Frame(
        turn=at,
        turns=len(program.turns),
        turn_id=name,
        date=turn_name(name, lang),
        title=title,
        text=text,
        phases=phases(figures, table),
        next=tuple(Ahead(i - at, turn_name(turn, lang), head, body) for i, turn, head, body in after if head),
        coming=tuple(Ahead(n, date_after(figures, at + n), title) for n, title in soon),
        threats=tuple(threats(figures, table.games)),
        purses=purses(figures, table),
        room=room(figures, table),
        budget=readings(figures, table, places.BUDGET),
    )


def standing(table: Table) -> int:
    """The turn that is on, the last one where the game is over."""
    decision = table.decision
    return len(table.program.turns) - 1 if decision is None else decision.turn


def date_after(figures: Figures, turn: int) -> str:
    """The name of a turn by its number, "" beyond the last."""
    turns = figures.program.turns
    return turn_name(turns[turn], figures.words.lang) if turn < len(turns) else ""


def moment_of(figures: Figures, turn: str) -> tuple[str, str]:
    """What the calendar says of a turn: title and text."""
    entry = figures.program.pack.calendar.get(turn)
    return ("", "") if entry is None else (figures.text(entry.item.title), figures.text(entry.item.text))


def phases(figures: Figures, table: Table) -> tuple[PhaseMark, ...]:
    """The phases of this quarter in their order. A negotiation is one, and so is a phase that comes twice."""
    program, games = figures.program, table.games
    steps = program.schedule
    at = min(games.step, len(steps) - 1)
    turn = steps[at].clock.index
    places_of: dict[str, list[int]] = {}
    for i, step in enumerate(steps):
        if step.clock.index == turn and step.kind in ("choose", "events"):
            places_of.setdefault(negotiation_or_phase(program, step.phase), []).append(i)
    here = "" if table.over else negotiation_or_phase(program, steps[at].phase)
    found: list[PhaseMark] = []
    for name, there in places_of.items():
        state = "now" if name == here else "done" if there[0] < at or table.over else "to come"
        talks = program.pack.negotiations.get(name)
        if talks is not None:
            found.append(PhaseMark(name, figures.text(talks.item.title), "", state, True))
        else:
            item = program.pack.phases[name].item
            found.append(PhaseMark(name, figures.text(item.title), item.seat, state, item.when is None))
    return tuple(found)


def negotiation_or_phase(program: Program, phase: str) -> str:
    """The negotiation that a phase belongs to, or the phase."""
    return next((n for n in program.pack.negotiations if phase.startswith(f"{n}_")), phase)


@cache
def payers(program: Program, seat: str) -> dict[str, frozenset[str]]:
    """What the seat's options are paid with, and by which offices, in the order of the pack; "" is no office."""
    phases = program.pack.phases
    found: dict[str, set[str]] = {}
    for entry in program.pack.options.values():
        if phases[entry.item.phase].item.seat == seat:
            for track in entry.item.cost:
                found.setdefault(program.pack.reference(track, entry), set()).add(entry.item.office)
    return {track: frozenset(offices) for track, offices in found.items()}


def purses(figures: Figures, table: Table) -> tuple[Purse, ...]:
    """What the seat pays with: what all share first, then each office's staff in the order of the roles."""
    program, know = figures.program, figures.knowledge
    paid = payers(program, know.seat)
    order = [o for e in program.pack.roles.values() for o in e.item.offices]
    now = know.values(table.games, list(paid))
    start = know.values(table.moments[-1].games, list(paid))
    found: list[Purse] = []
    for track, offices in paid.items():
        if track not in figures.gauges:
            continue
        office = next(iter(offices)) if len(offices) == 1 else ""
        value = Value(now[track], short(round(now[track], figures.digits(track))))
        top = program.tracks[track].range[1]
        found.append(Purse(track, figures.title(track), figures.price(track), office, value, start[track], top))
    return tuple(sorted(found, key=lambda p: order.index(p.office) if p.office in order else -1))


def room(figures: Figures, table: Table) -> Value | None:
    """What is left of funding once the promises that the market counts are paid: by the pack's own formulas."""
    program = figures.program
    if len(places.known(program, places.ROOM_NEEDS)) < len(places.ROOM_NEEDS):
        return None
    value = float(program.evaluate(program.observe(table.games, figures.knowledge.seat), places.ROOM)[0])
    return Value(value, figures.sized(value, places.ROOM_UNIT))


@dataclass(frozen=True)
class Rung:
    """A rung of an issue: `here` where the issue stands on it, or between it and the next one."""

    at: float
    title: str
    text: str
    compromise: bool
    demand: bool
    here: bool


@dataclass(frozen=True)
class Agenda:
    """An issue as a track from 0 to `top`. `position`: where it lies now; `agreed`: what was signed last;
    `own_line` and `demand`: where the two sides would have it; `compromise`: NaN where there is none.

    `rung` and `consequence` are the words of the rung it stands on. `headline`: whether the asking side is known to
    care for it most. `weight`: what a rung is worth to the asking side, `pain`: votes it costs at home.
    """

    id: str
    title: str
    text: str
    position: Value
    agreed: Value
    own_line: float
    demand: float
    compromise: float
    top: float
    rung: str
    consequence: str
    rungs: tuple[Rung, ...]
    headline: bool
    rung_worth: Value
    stance: str
    risk: str
    middle: str
    counter_view: str


def agendas(figures: Figures, table: Table) -> tuple[Agenda, ...]:
    """The issues of the pack's negotiation; outside the talks an issue stands where it was agreed."""
    program, pack = figures.program, figures.program.pack
    talks = next(iter(pack.negotiations.values()), None)
    if talks is None:
        return ()
    terms, decision = talks.item, table.decision
    at_table = decision is not None and talks_of(program, decision) is not None
    names = [f"{kind}[{a}]" for a in pack.agendas for kind in ("marker", "agreed")]
    values = figures.knowledge.values(table.games, [*names, "headline"])
    found: list[Agenda] = []
    for place, (name, entry) in enumerate(pack.agendas.items()):
        item = entry.item
        agreed = values[f"agreed[{name}]"]
        now = values[f"marker[{name}]"] if at_table else agreed
        below = max((r.at for r in item.rungs if r.at <= now + 1e-9), default=item.rungs[0].at)
        rungs = tuple(
            Rung(r.at, figures.text(r.title), figures.text(r.text), r.compromise, r.demand, r.at == below)
            for r in item.rungs
        )
        here = next((r for r in rungs if r.here), rungs[0])
        worth = pack.members["agenda", name].parameters["weight"] / terms.top
        found.append(
            Agenda(
                id=name, title=figures.text(item.title), text=figures.text(item.text),
                position=Value(now, short(now)), agreed=Value(agreed, short(agreed)), own_line=0.0,
                demand=next((r.at for r in item.rungs if r.demand), terms.top),
                compromise=next((r.at for r in item.rungs if r.compromise), float("nan")), top=terms.top,
                rung=here.title, consequence=here.text, rungs=rungs,
                headline=values["headline"] == place, rung_worth=Value(worth, short(worth)),
                stance=figures.text(item.stance), risk=figures.text(item.risk),
                middle=figures.text(item.compromise), counter_view=figures.text(item.counter_view),
            )
        )  # fmt: skip
    return tuple(found)


def score(figures: Figures, table: Table) -> Scores:
    """The five dimensions with total and grade, and what has changed since the quarter before."""
    return scores(figures, table.games, before(table) if len(table.moments) > 1 else None)


def key_figures(figures: Figures, table: Table) -> tuple[Reading, ...]:
    """The figures that always stand beside the map."""
    return readings(figures, table, places.key_figures(figures.program, figures.knowledge.seat))


@dataclass(frozen=True)
class Group:
    """Figures that belong together on the full board."""

    id: str
    title: str
    figures: tuple[Reading, ...]


def groups(figures: Figures, table: Table) -> tuple[Group, ...]:
    """Every figure that the seat may see, by group, in the order of the pack."""
    listed: dict[str, list[str]] = {}
    for name, gauge in figures.gauges.items():
        listed.setdefault(gauge.group, []).append(name)
    found = {r.id: r for r in readings(figures, table, list(figures.gauges))}
    ordered = sorted(listed.items(), key=lambda g: not g[0])
    return tuple(Group(g, figures.group(g), tuple(found[n] for n in names)) for g, names in ordered)
