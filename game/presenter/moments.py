"""Where a game stands for the one who looks at it: something to read, something to decide, or somebody to wait for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from game.engine import Cause, Decision, Program
from game.players.table import Table, Told
from game.texts.formats import turn_name

from .figures import FLAG, Figures
from .menu import PASS
from .negotiations import event_of, is_secret, talks_of

Kind = Literal[
    "rivals",  # a rival has to move: Session.step, or Rivals beside the drawing
    "hand_over",  # another person's turn: hide everything until Session.accept
    "outcome",  # to read: how a negotiation has ended (talks.outcome)
    "moves",  # to read: what the others did (quarter.foreign_moves)
    "shock",  # to read: a rule has raised a flag that everybody sees (quarter.shocks)
    "quarter",  # to read: the quarter's end (quarter.quarter_end), then what the new one brings (board.frame)
    "news",  # to read: events as front pages (quarter.news)
    "answer",  # to decide: a front page that asks for an answer (quarter.news, options.deck)
    "negotiation",  # to decide, at a table (talks.table, options.deck)
    "secret",  # to decide, before anybody learns of it (options.deck)
    "decision",  # to decide (options.deck)
    "finished",  # the debrief (debrief.debrief)
]
READING = frozenset({"outcome", "moves", "shock", "quarter", "news"})
DECIDING = frozenset({"answer", "negotiation", "secret", "decision"})


@dataclass(frozen=True)
class Moment:
    """What is at hand. `seat` is whose it is; `ids` name what it is about: events, rules of shocks, a negotiation, seats
    that moved. `told` and `causes` are the stretches of the table's lists that a reading is about; one of kind
    "quarter" runs from `turn` up to `until`, several quarters on where officials ran some."""

    kind: Kind
    seat: str
    seat_title: str
    turn: int
    turn_id: str
    turn_title: str
    title: str = ""
    prompt: str = ""
    phase: str = ""
    slot: int = 0
    slots: int = 0
    ids: tuple[str, ...] = ()
    told: range = range(0)
    causes: range = range(0)
    until: int = -1

    @property
    def reading(self) -> bool:
        """Whether it only has to be read: Session.read goes on."""
        return self.kind in READING

    @property
    def deciding(self) -> bool:
        """Whether a choice is asked for: Session.submit."""
        return self.kind in DECIDING


@dataclass
class Reader:
    """How far one seat has read, and what lies before it in the order in which it happened."""

    turn: int = -1
    told: int = 0
    causes: int = 0
    news: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    queue: list[Moment] = field(default_factory=list[Moment])

    def look(self, figures: Figures, table: Table) -> Moment | None:
        """The next thing to read; None where everything has been read."""
        if not self.queue:
            self.queue = self.gathered(figures, table)
            self.skip(table)
        return self.queue[0] if self.queue else None

    def skip(self, table: Table) -> None:
        """Takes everything up to now as read, or as queued."""
        self.told, self.causes, self.turn = len(table.told), len(table.causes), turn_of(table)
        self.news |= {(self.turn, e) for e in table.program.news(table.games)}

    def undone(self, table: Table) -> None:
        """Forgets what an undo has taken back."""
        self.told, self.causes = min(self.told, len(table.told)), min(self.causes, len(table.causes))
        self.queue = []

    def gathered(self, figures: Figures, table: Table) -> list[Moment]:
        """What has come about since the seat has read last."""
        program, seat, turn = figures.program, figures.knowledge.seat, turn_of(table)
        told, causes = range(self.told, len(table.told)), range(self.causes, len(table.causes))
        found: list[Moment] = []

        def add(kind: Kind, at: int, ids: tuple[str, ...]) -> None:
            found.append(replace(make(figures, kind, seat, at, ids=ids), told=told, causes=causes, until=turn))

        fresh = [table.causes[i] for i in causes]
        ended = outcomes_in(program, fresh)
        if ended:
            add("outcome", min(turn, fresh[-1].turn), ended)
        heard = heard_of(figures, [table.told[i] for i in told])
        past = tuple(dict.fromkeys(t.seat for t in heard if t.turn < turn))
        if past:
            add("moves", turn - 1, past)
        struck = shocks_in(figures, fresh)
        if struck:
            add("shock", min(turn, fresh[-1].turn), struck)
        if 0 <= self.turn < turn:
            add("quarter", self.turn, ())
        asked = asked_event(table)
        drawn = () if table.over else program.news(table.games)
        unread = tuple(e for e in drawn if (turn, e) not in self.news and e != asked)
        if unread:
            add("news", turn, unread)
        now = tuple(dict.fromkeys(t.seat for t in heard if t.turn >= turn))
        if now:
            add("moves", turn, now)
        return found


def turn_of(table: Table) -> int:
    """The turn that a table stands in, counted from 0; the number of turns where the game is over."""
    decision = table.decision
    return len(table.program.turns) if decision is None else decision.turn


def at_hand(figures: Figures, table: Table) -> Moment:
    """The decision, or the end of the game."""
    program, decision = figures.program, table.decision
    if decision is None:
        return make(figures, "finished", figures.knowledge.seat, len(program.turns))
    if decision.seat not in table.people:
        return make(figures, "rivals", decision.seat, decision.turn, decision)
    talks = talks_of(program, decision)
    event = asked_event(table)
    if event:
        return make(figures, "answer", decision.seat, decision.turn, decision, (event,))
    if talks is not None:
        return make(figures, "negotiation", decision.seat, decision.turn, decision, (talks[0],))
    kind: Kind = "secret" if is_secret(program, decision) else "decision"
    return make(figures, kind, decision.seat, decision.turn, decision)


def make(
    figures: Figures, kind: Kind, seat: str, turn: int, decision: Decision | None = None, ids: tuple[str, ...] = ()
) -> Moment:
    """A moment with its words."""
    program = figures.program
    at = min(max(turn, 0), len(program.turns) - 1)
    name = program.turns[at]
    moment = Moment(kind, seat, figures.seat_title(seat), turn, name, turn_name(name, figures.words.lang), ids=ids)
    if decision is None:
        return moment
    title, prompt = figures.text(decision.title), figures.text(decision.prompt)
    return Moment(
        kind, seat, moment.seat_title, turn, name, moment.turn_title, title, prompt, decision.phase, decision.slot,
        decision.slots, ids,
    )  # fmt: skip


def asked_event(table: Table) -> str:
    """The event that the decision at hand answers."""
    decision = table.decision
    if decision is None:
        return ""
    return event_of(table.program, decision, table.program.legal(table.games)[:, 0].tolist())


def heard_of(figures: Figures, told: list[Told]) -> list[Told]:
    """Moves of others that the seat may know, that are more than passing, and that were not made at a table of talks,
    where they have been heard."""
    seat, talked = figures.knowledge.seat, tuple(f"{name}_" for name in figures.program.pack.negotiations)
    return [
        t
        for t in told
        if seat not in t.secret and t.seat != seat and t.option != PASS and not t.phase.startswith(talked)
    ]


def outcomes_in(program: Program, causes: list[Cause]) -> tuple[str, ...]:
    """The negotiations that have ended, by the rules that carried their end out."""
    ids = {c.id for c in causes if c.kind == "rule"}
    return tuple(n for n in program.pack.negotiations if any(i.startswith(f"{n}_outcome_") for i in ids))


def shocks_in(figures: Figures, causes: list[Cause]) -> tuple[str, ...]:
    """Rules that have raised a flag that the seat sees, in their order."""
    gauges = figures.gauges
    found = [
        c.id for c in causes if c.kind == "rule" and c.amount > 0 and c.track in gauges and gauges[c.track].unit == FLAG
    ]
    return tuple(dict.fromkeys(found))
