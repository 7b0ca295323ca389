"""The end of a game: grade, ending, the dimensions over time, the turning point, secret goals, promises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.engine import Cause, Games, Program, parse_move
from game.players.knowledge import ingredients
from game.players.table import Moment, Table
from game.study.attribution import attribution
from game.texts.formats import number, signed, turn_name

from .figures import FLAG, Figures, scored
from .menu import PASS
from .quarter import Promise, dimensions_of, promises
from .readings import Reading, readings
from .values import Change, Value
from .waterfall import Step, steps_of

NAMES = re.compile(r"[a-z_0-9]+(?:\[[a-z_0-9,]+\])?")
TURNING = 3  # causes of the turning point that are named


@dataclass(frozen=True)
class Line:
    """A dimension from the game's start to now: its values at the debrief's `dates`, and what took it there (the steps
    add up to the change)."""

    id: str
    title: str
    before: Value
    after: Value
    change: Change
    exact: Change  # the same to a tenth of a point
    values: tuple[float, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Quarter:
    """What a turn that was decided has brought: the change of each dimension (id, title, change) and of their mean, what
    lay behind it, and what the seat chose, in its order."""

    turn: int
    date: str
    mean: Change
    dimensions: tuple[tuple[str, str, Change], ...]
    why: tuple[str, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True)
class GoalCard:
    """A secret goal of a member of the cabinet, whether it holds now, and the figures that it speaks of."""

    id: str
    role: str
    title: str
    text: str
    met: bool
    points: float
    figures: tuple[Reading, ...]


@dataclass(frozen=True)
class TurningPoint:
    """The turn that changed the mean of the dimensions most, and what lay behind it."""

    turn: int
    date: str
    amount: Change
    why: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """How a game has ended for a seat. `dates`: the turns that were decided, then the end. `course` is the mean of the
    dimensions at each of them, `totals` the total: it jumps when a game is lost, so curves are drawn of the mean."""

    seat_title: str
    grade: str
    grade_title: str
    total: Value
    won: bool
    ending: str
    ending_title: str
    ending_text: str
    ending_cause: str
    lines: tuple[Line, ...]
    dates: tuple[str, ...]
    course: tuple[float, ...]
    totals: tuple[float, ...]
    turning: TurningPoint | None
    goals: tuple[GoalCard, ...]
    promises: tuple[Promise, ...]
    reactions: tuple[str, ...]


def debrief(figures: Figures, table: Table) -> Debrief:
    """The whole debrief; on a game that goes on it says how things stand."""
    program, games, words, seat = figures.program, table.games, figures.words, figures.knowledge.seat
    pack, score = program.pack, program.score(games)
    name = score.ending_id()
    ending = pack.endings[name].item if name else None
    mark, title = figures.grade(score.grade(seat)) if score.grade(seat) else ("", "")
    total = float(score.total[seat][0])
    moments = table.moments
    dates = [turn_name(program.turns[m.turn], words.lang) for m in moments if m.turn < len(program.turns)]
    if table.over:  # the last moment is the end of the turn in which the game ended
        dates.append(words("forecast.by_end", turn=turn_name(program.turns[int(score.turn[0])], words.lang)))
    views = [figures.text(pack.info.view)] if pack.info.view is not None else []
    return Debrief(
        seat_title=figures.seat_title(seat),
        grade=mark,
        grade_title=title,
        total=Value(total, number(total, 1)),
        won=bool(score.won[seat][0]),
        ending=name,
        ending_title=figures.text(ending.title) if ending else "",
        ending_text=figures.text(ending.text) if ending else "",
        ending_cause=figures.text(ending.cause) if ending else "",
        lines=lines(figures, table),
        dates=tuple(dates),
        course=tuple(mean(program, seat, m.games) for m in moments),
        totals=tuple(float(program.score(m.games).total[seat][0]) for m in moments),
        turning=turning_point(figures, table),
        goals=goals(figures, table),
        promises=promises(figures, table),
        reactions=(*views, words("debrief.one_view")),
    )


def lines(figures: Figures, table: Table) -> tuple[Line, ...]:
    """Each dimension from start to end, and which figures took it there."""
    program, seat = figures.program, figures.knowledge.seat
    first, last = table.moments[0].games, table.games
    past = [program.score(m.games).dimensions[seat] for m in table.moments]
    old, new = past[0], program.score(last).dimensions[seat]
    found: list[Line] = []
    for name in new:
        a, b = float(old[name][0]), float(new[name][0])
        steps = steps_of(figures, "", attribution(program, name, first, last, table.causes))
        title, values = figures.text(program.pack.dimensions[name].item.title), (float(p[name][0]) for p in past)
        found.append(
            Line(
                name,
                title,
                Value(a, number(a)),
                Value(b, number(b)),
                scored(b, a),
                scored(b, a, 1),
                tuple(values),
                steps,
            )
        )
    return tuple(found)


def quarters(figures: Figures, table: Table) -> tuple[Quarter, ...]:
    """Every turn that was decided, with what it brought by the next one; of a game that goes on without the present one."""
    program, seat = figures.program, figures.knowledge.seat
    chosen = own_moves(figures, table)
    found: list[Quarter] = []
    for one, after in pairwise(table.moments):
        old, new = program.score(one.games).dimensions[seat], program.score(after.games).dimensions[seat]
        changes = {d: float(new[d][0]) - float(old[d][0]) for d in new}
        whole = sum(changes.values()) / max(1, len(changes))
        causes = table.causes[one.causes : after.causes]
        date = turn_name(program.turns[one.turn], figures.words.lang)
        titled = tuple(
            (d, figures.text(program.pack.dimensions[d].item.title), scored(amount, 0.0, 1))
            for d, amount in changes.items()
        )
        found.append(
            Quarter(
                one.turn, date, scored(whole, 0.0, 1), titled, behind(figures, causes), tuple(chosen.get(one.turn, ()))
            )
        )
    return tuple(found)


def own_moves(figures: Figures, table: Table) -> dict[int, list[str]]:
    """What the seat has chosen in each turn, in words; without passes."""
    program = figures.program
    found: dict[int, list[str]] = {}
    for text in table.record.moves:
        move = parse_move(text)
        if move.seat == figures.knowledge.seat and move.option != PASS:
            found.setdefault(program.turns.index(move.turn), []).append(move_title(figures, move.option))
    return found


def move_title(figures: Figures, option: str) -> str:
    """What an option of a record is called, or an answer to an event."""
    pack = figures.program.pack
    event, _, answer = option.partition(".")
    if answer and event in pack.events:
        return figures.text(pack.events[event].item.choice[answer].title)
    return figures.text(pack.options[option].item.title) if option in pack.options else option


def mean(program: Program, seat: str, games: Games) -> float:
    """The mean of a seat's dimensions: what the course is drawn of, since a total may jump when a game is lost."""
    values = program.score(games).dimensions[seat].values()
    return sum(float(v[0]) for v in values) / max(1, len(values))


def turning_point(figures: Figures, table: Table) -> TurningPoint | None:
    """The turn that changed the mean most; None in a game of one turn."""
    moments: list[Moment] = table.moments
    if len(moments) < 3:
        return None
    totals = [mean(figures.program, figures.knowledge.seat, m.games) for m in moments]
    steps = [b - a for a, b in pairwise(totals)]
    at = max(range(len(steps)), key=lambda i: abs(steps[i]))
    date = turn_name(figures.program.turns[moments[at].turn], figures.words.lang)
    causes = table.causes[moments[at].causes : moments[at + 1].causes]
    amount = Change(steps[at], signed(steps[at], 1), steps[at] > 0)
    return TurningPoint(moments[at].turn, date, amount, behind(figures, causes))


def behind(figures: Figures, causes: Sequence[Cause]) -> tuple[str, ...]:
    """The titles behind the largest changes of the figures that the score is made of."""
    own = {t for d in dimensions_of(figures) for t in ingredients(figures.program, d)}
    sums: dict[str, float] = {}
    titles: dict[str, str] = {}
    for cause in causes:
        if cause.track in own & figures.gauges.keys() and cause.kind in ("option", "event", "rule", "delayed"):
            sums[cause.source] = sums.get(cause.source, 0.0) + figures.weight(cause.track, cause.amount)
            titles[cause.source] = figures.text(cause.title)
    best = sorted(sums, key=lambda s: -sums[s])[:TURNING]
    return tuple(dict.fromkeys(titles[s] for s in best))


def goals(figures: Figures, table: Table) -> tuple[GoalCard, ...]:
    """The secret goals of the cabinet of the seat that looks, and whether they hold now. Where several people share the
    screen nobody sees another's before the game is over."""
    program, pack, games = figures.program, figures.program.pack, table.games
    found: list[GoalCard] = []
    for role, goal in dealt(figures, table):
        item = pack.goals[goal].item
        named = [n for n in goal_figures(figures, goal) if figures.knowledge.knows(games, n)]
        found.append(
            GoalCard(
                goal, figures.text(pack.roles[role].item.title), figures.text(item.title), figures.text(item.text),
                program.goal_met(games, goal), item.points, readings(figures, table, named),
            )
        )  # fmt: skip
    return tuple(found)


def dealt(figures: Figures, table: Table) -> list[tuple[str, str]]:
    """(role, goal) pairs of the roles whose goals the seat may see: its own, and all people's when the game is over."""
    program, people = figures.program, set(table.people)
    shown = people if table.over else people & {figures.knowledge.seat}
    roles = [r for r, e in program.pack.roles.items() if e.item.seat in shown]
    return [(role, goal) for role in roles for goal in program.goals(table.games, role)]


def goal_figures(figures: Figures, goal: str) -> list[str]:
    """The figures that a goal speaks of, as they stand in its condition."""
    value = str(figures.program.pack.goals[goal].item.value)
    return list(
        dict.fromkeys(w for w in NAMES.findall(value) if w in figures.gauges and figures.gauges[w].unit != FLAG)
    )
