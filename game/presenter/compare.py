"""A game beside what it might have been: the doctrines on its seed, and another choice at one of its decisions.

The same seed brings the same world and the same dice. Both tell of a world that is hidden while the game goes on: the
doctrines are compared when it is over, and another choice is followed no further than the quarter at hand. Both take
some tenths of a second: run them in a `Job`, on a table that nobody plays on meanwhile or a copy (`still`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from game.engine import Choice, Games, parse_move
from game.players.levels import rules_of
from game.players.policy import Policy, policy_named
from game.players.table import HUMAN, Table
from game.study.alternatives import Recorded, Sides, play_on
from game.texts.formats import number, turn_name

from .figures import Figures
from .quarter import dimensions_of
from .values import Value

THINKERS = frozenset({HUMAN, "hard", "expert"})  # who is not asked again: a person, or one that would think for minutes
OWN = "own"


@dataclass(frozen=True)
class Course:
    """A dimension over time, at the row's `dates`."""

    id: str
    title: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """How one way of playing ends, or stands. `id`: a doctrine, or "own" for the game itself. `dates`: the turns that were
    decided, then the end; `totals` and each of `lines` have a value for each."""

    id: str
    title: str
    text: str
    total: Value
    won: bool
    grade: str
    grade_title: str
    ending: str
    ending_title: str
    dates: tuple[str, ...]
    totals: tuple[float, ...]
    lines: tuple[Course, ...]


@dataclass(frozen=True)
class Comparison:
    """The game itself and the seat's doctrines on its seed, the best first. `notes`: on what terms."""

    own: Row
    doctrines: tuple[Row, ...]
    notes: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class Point:
    """A decision that the seat made: `move` is its number in the record."""

    move: int
    turn: int
    date: str
    phase_title: str
    option: str
    title: str


@dataclass(frozen=True)
class WhatIf:
    """A game as it went and as it would have gone. `option` and `title`: what is chosen instead. Of the seat's later
    moves `kept` were made as they were, `replaced` were no longer possible. `whole`: false where it was stopped."""

    point: Point
    option: str
    title: str
    played: Row
    instead: Row
    kept: int
    replaced: int
    notes: tuple[str, ...]
    whole: bool


def still(table: Table) -> Table:
    """A table to work on while the screen plays on with the other."""
    record = replace(table.record, moves=list(table.record.moves))
    return replace(table, record=record, games=table.games.copy(), moments=list(table.moments))


# the doctrines on the same seed


def doctrines(
    figures: Figures, table: Table, *, stopped: Callable[[], bool] = lambda: False,
    heard: Callable[[float], None] = lambda part: None,
) -> Comparison:  # fmt: skip
    """How the seat's doctrines would have done in this game.

    :raises ValueError: while the game goes on: it would tell what is hidden.
    """
    if not table.over:
        raise ValueError("the doctrines are compared when the game is over: they would tell what is still hidden")
    program, seat = figures.program, figures.knowledge.seat
    names = tuple(d for d, e in program.pack.doctrines.items() if e.item.seat == seat)
    policies, stand_ins = rivals(table, seat)
    policies[seat] = Sides(names)
    games = program.start([table.record.seed] * len(names), table.record.forced)
    line = play_on(program, games, policies, stopped=stopped, heard=heard)
    found: list[Row] = []
    for k, name in enumerate(names):
        item, each = program.pack.doctrines[name].item, [g.take([k]) for g in line.games]
        found.append(row(figures, name, figures.text(item.title), figures.text(item.text), line.turns, each))
    notes = [figures.words("compare.same_seed")]
    if stand_ins:
        notes.append(figures.words("compare.by_rules", seats=seats_of(figures, stand_ins)))
    ordered = tuple(sorted(found, key=lambda r: -r.total.number))
    return Comparison(own_row(figures, table), ordered, tuple(notes), line.whole)


def rivals(table: Table, seat: str) -> tuple[dict[str, Policy], list[str]]:
    """Who plays the other seats: as the record has them; people and those who think long are stood in for by their rules."""
    program, held = table.program, table.record.seats
    found: dict[str, Policy] = {}
    for other in (s for s in program.seats if s != seat):
        name = held[other]
        found[other] = rules_of(program, other) if name in THINKERS else policy_named(program, other, name)
    return found, [s for s in found if held[s] in THINKERS]


# another choice


def points(figures: Figures, table: Table) -> tuple[Point, ...]:
    """The decisions that the seat made, in their order."""
    return tuple(
        point(figures, table, number)
        for number, text in enumerate(table.record.moves)
        if parse_move(text).seat == figures.knowledge.seat
    )


def point(figures: Figures, table: Table, move: int) -> Point:
    """One of them, by the number of its move."""
    program, made = figures.program, parse_move(table.record.moves[move])
    pack = program.pack
    talks = next((n for n in pack.negotiations if made.phase.startswith(f"{n}_")), "")
    phase = pack.negotiations[talks].item.title if talks else pack.phases[made.phase].item.title
    turn = program.turns.index(made.turn)
    asked = (d for d in program.decisions(made.seat) if (d.turn, d.phase) == (turn, made.phase))
    titles = (figures.text(o.title) for d in asked for o in d.options if o.id == made.option)
    date = turn_name(made.turn, figures.words.lang)
    return Point(move, turn, date, figures.text(phase), made.option, next(titles, made.option))


def alternatives(figures: Figures, table: Table, move: int) -> tuple[tuple[str, str], ...]:
    """What else could have been chosen at a decision: (id, title) of each option that was open there.

    :raises ValueError: for a move that is not the seat's.
    """
    own_move(figures, table, move)
    _, games = table.record.replay(figures.program, moves=move)
    return tuple(
        (o.id, figures.text(o.title))
        for o in open_options(figures, games)
        if o.id != point(figures, table, move).option
    )


def own_move(figures: Figures, table: Table, move: int) -> None:
    """Looks whether a move is one that the seat may take back in thought.

    :raises ValueError: where it is not.
    """
    moves, seat = table.record.moves, figures.knowledge.seat
    if not 0 <= move < len(moves) or parse_move(moves[move]).seat != seat:
        raise ValueError(f"move {move} is none that {seat} has made: take one of `points`")
    if not table.over and len(table.people) > 1:
        raise ValueError("while several people play, what would have been is told when the game is over")


def open_options(figures: Figures, games: Games) -> list[Choice]:
    """The legal options of the decision at hand."""
    decision = figures.program.decision(games)
    legal = figures.program.legal(games)[:, 0]
    return [] if decision is None else [o for o in decision.options if legal[o.index]]


def what_if(
    figures: Figures, table: Table, move: int, option: str = "", *, stopped: Callable[[], bool] = lambda: False,
    heard: Callable[[float], None] = lambda part: None,
) -> WhatIf:  # fmt: skip
    """The game with another choice at move `move` (see `points`), and then the seat's own later moves where they are still
    legal, its rules where not. Without an option the seat's rules take over from there.

    To the end where the game is over, else to the beginning of the quarter at hand.

    :raises ValueError: for a move that is not the seat's, or an option that was not open there.
    :raises RecordError: for a game of an older engine, whose moves are not played again.
    """
    own_move(figures, table, move)
    program, seat, words, record = figures.program, figures.knowledge.seat, figures.words, table.record
    _, games = record.replay(program, moves=move)
    at = point(figures, table, move)
    habit = rules_of(program, seat)
    open_here = {o.id: o for o in open_options(figures, games)}
    chosen = int(habit.choose(program, games, program.legal(games))[0]) if not option else -1
    if option and option not in open_here:
        raise ValueError(f"'{option}' was not open there: take one of `alternatives`")
    choice = open_here[option] if option else next(o for o in open_here.values() if o.index == chosen)
    later = record.moves[move + 1 :]
    mine = Recorded.of(later if option else (), seat, habit)
    policies, stand_ins = rivals(table, seat)
    for other in stand_ins:
        policies[other] = Recorded.of(later, other, rules_of(program, other))
    policies[seat] = mine
    program.play(games, [choice.index])
    until = None if table.over else table.moments[-1].turn
    line = play_on(program, games, policies, until=until, stopped=stopped, heard=heard)
    past = [m for m in table.moments if m.turn <= at.turn]
    ahead = [(t, g) for t, g in zip(line.turns, line.games, strict=True) if t > at.turn]
    title = words("compare.instead", title=figures.text(choice.title))
    row_turns, row_games = (
        [*(m.turn for m in past), *(t for t, _ in ahead)],
        [*(m.games for m in past), *(g for _, g in ahead)],
    )
    notes = [
        words("compare.kept", kept=mine.kept, replaced=mine.replaced) if option else words("compare.rules_take_over")
    ]
    notes.append(words("compare.same_seed"))
    if stand_ins:
        notes.append(words("compare.as_recorded", seats=seats_of(figures, stand_ins)))
    if until is not None:
        notes.append(words("compare.until", turn=turn_name(program.turns[until], words.lang)))
    return WhatIf(
        at, choice.id, figures.text(choice.title), own_row(figures, table),
        row(figures, choice.id, title, "", row_turns, row_games), mine.kept, mine.replaced, tuple(notes), line.whole,
    )  # fmt: skip


# rows


def own_row(figures: Figures, table: Table) -> Row:
    """The game as it was played: to its end, or to the beginning of the quarter at hand."""
    moments = table.moments
    title = figures.words("compare.own")
    return row(figures, OWN, title, "", [m.turn for m in moments], [m.games for m in moments])


def row(figures: Figures, name: str, title: str, text: str, turns: Sequence[int], games: Sequence[Games]) -> Row:
    """A way of playing by what its games of one were at each turn's beginning, and at the end."""
    program, seat, words = figures.program, figures.knowledge.seat, figures.words
    while len(games) > 1 and bool(games[-2].over.all()):  # a game that is lost early goes on in a batch as it is
        turns, games = turns[:-1], games[:-1]
    scores = [program.score(g) for g in games]
    last = scores[-1]
    dates = [turn_name(program.turns[t], words.lang) for t in turns if t < len(program.turns)]
    if bool(games[-1].over.all()):
        ended = words("forecast.by_end", turn=turn_name(program.turns[int(last.turn[0])], words.lang))
        dates = [*dates[: len(games) - 1], ended]
    mark, grade_title = figures.grade(last.grade(seat)) if last.grade(seat) else ("", "")
    ending, total = last.ending_id(), float(last.total[seat][0])
    lines = tuple(
        Course(
            d,
            figures.text(program.pack.dimensions[d].item.title),
            tuple(float(s.dimensions[seat][d][0]) for s in scores),
        )
        for d in dimensions_of(figures)
    )
    return Row(
        name, title, text, Value(total, number(total, 1)), bool(last.won[seat][0]), mark, grade_title, ending,
        figures.text(program.pack.endings[ending].item.title) if ending else "", tuple(dates),
        tuple(float(s.total[seat][0]) for s in scores), lines,
    )  # fmt: skip


def seats_of(figures: Figures, seats: Sequence[str]) -> str:
    """Seats by title, as a list."""
    return figures.words("list.comma").join(figures.seat_title(s) for s in seats)
