"""A table: one game being played, with people in some seats and policies in the others.

It plays the policies' moves, keeps the record and the causes of each turn, and undoes moves by the law:
only back to an earlier decision of the same seat in the same phase, or from the second step of a choice (a card)
to the first (an issue); never across a draw of chance, a reveal, or another seat's move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from game.engine import (
    Cause,
    Decision,
    Games,
    Ledger,
    Move,
    Program,
    Record,
    RecordError,
    UnknownName,
    parse_move,
    recorded_option,
)
from game.engine.record import SEMANTICS
from game.pack import Text

from .policy import Policy, policy_named

HUMAN = "human"


@dataclass(frozen=True)
class Told:
    """A move that a policy made. `say` is the sentence it gives for it; `secret` names the seats that may not know.

    `how`: "" for a choice, "only" for the only move there was, "office" for one that the autopilot made in a turn
    that is not decided. Only choices are in the record.
    """

    seat: str
    turn: int
    phase: str
    option: str
    title: Text
    say: Text | None
    secret: frozenset[str]
    how: str = ""


@dataclass(frozen=True)
class Moment:
    """A turn's first decision: the game there, and how many causes and told moves lie before it."""

    turn: int
    games: Games
    causes: int
    told: int


@dataclass(frozen=True)
class Kept:
    """What undo goes back to."""

    games: Games
    moves: int
    causes: int
    told: int
    place: tuple[int, str, int, str]


@dataclass
class Table:
    """One game. `causes`, `told`, `moments` (one a turn that is decided) and `first_causes` (for each move of the record
    how many causes lie before it) grow as it goes on.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> table = Table.new(program, seed=5, seats={"island": HUMAN})
    >>> table.people, table.decision.seat, [o.id for o in table.decision.options]
    (('island',), 'island', ['letter.read', 'letter.pass_on', 'letter.burn', 'pass'])
    >>> causes = table.play(table.decision.index("letter.burn"))
    >>> table.record.moves[0], table.can_undo, table.barrier
    ('2030Q1 news 0 island letter.burn', False, 'handed_over')
    """

    program: Program
    record: Record
    games: Games
    policies: dict[str, Policy] = field(default_factory=dict[str, Policy])
    causes: list[Cause] = field(default_factory=list[Cause])
    told: list[Told] = field(default_factory=list[Told])
    moments: list[Moment] = field(default_factory=list[Moment])
    first_causes: list[int] = field(default_factory=list[int])
    kept: list[Kept] = field(default_factory=list[Kept])
    barrier: str = "nothing"

    @classmethod
    def new(cls, program: Program, seed: int, seats: Mapping[str, str], *, play_on: bool = True) -> Table:
        """A new game. `seats`: seat to "human" or a policy's name; the rest as the scenario says, else "auto".
        `play_on` lets the policies move up to the first decision of a person.

        :raises UnknownName: for an unknown seat or policy.
        """
        for seat in seats:
            program.known_seat(seat)
        opponents = program.pack.scenarios[program.scenario].item.opponents
        named = {seat: seats.get(seat, opponents.get(seat, "auto")) for seat in program.seats}
        table = cls._seated(program, Record.new(program, seed, named))
        if play_on:
            table.play_others()
        return table

    @classmethod
    def resume(cls, record: Record, program: Program | None = None, *, play_on: bool = True) -> Table:
        """A saved game, standing where it stood, with its causes worked out again.

        Where the engine's meaning has changed since, it goes on from the newest snapshot, without the causes
        of the past. `play_on` lets the policies move up to the next decision of a person.

        :raises RecordError: where the record does not fit its own rules.
        """
        program = record.program() if program is None else program
        if record.semantics != SEMANTICS:
            _, games = record.replay(program)
            table = cls(program, record, games, cls.policies_of(program, record))
            table.first_causes = [0] * len(record.moves)
            table.note_moment()
        else:
            fresh = replace(record, moves=[], turns=[], draws=[], comments=dict(record.comments))
            table = cls._seated(program, fresh)
            for number, text in enumerate(record.moves, 1):
                table.follow(number, text)
        if play_on:
            table.play_others()
        return table

    @classmethod
    def _seated(cls, program: Program, record: Record) -> Table:
        table = cls(program, record, record.start(program), cls.policies_of(program, record))
        table.note_moment()
        return table

    @staticmethod
    def policies_of(program: Program, record: Record) -> dict[str, Policy]:
        """The policies of all seats that no person holds.

        :raises RecordError: where the record names a policy that its pack does not have.
        """
        try:
            return {s: policy_named(program, s, name, timed=True) for s, name in record.seats.items() if name != HUMAN}
        except UnknownName as e:
            raise RecordError("illegal", str(e)) from e

    def follow(self, number: int, text: str) -> None:
        """Plays a recorded move again, whoever made it.

        :raises RecordError: where it does not fit.
        """
        self.take(recorded_option(self.program, self.games, number, text))

    @property
    def decision(self) -> Decision | None:
        """What has to be decided now; None when the game is over."""
        return self.program.decision(self.games)

    @property
    def over(self) -> bool:
        return self.decision is None

    @property
    def people(self) -> tuple[str, ...]:
        """The seats that people hold."""
        return tuple(s for s in self.program.seats if s not in self.policies)

    # moves

    def play(self, option: int) -> list[Cause]:
        """A person's move, then the policies' moves up to the next person's. Returns every cause since.

        :raises IllegalMove: and then nothing has changed.
        :raises ValueError: when the game is over.
        """
        first = len(self.causes)
        self.take(option)
        self.play_others()
        return self.causes[first:]

    def play_others(self) -> None:
        """Plays for the seats that policies hold, until a person has to decide or the game is over."""
        while self.play_next() is not None:
            pass

    @property
    def waits_for(self) -> Policy | None:
        """The policy that has to decide now; None where a person has to, or the game is over."""
        decision = self.decision
        return None if decision is None else self.policies.get(decision.seat)

    def play_next(self) -> Told | None:
        """One move of a policy, and what is told of it; None where no policy has to decide."""
        policy = self.waits_for
        if policy is None:
            return None
        self.take(int(policy.choose(self.program, self.games, self.program.legal(self.games))[0]))
        return self.last_told

    @property
    def last_told(self) -> Told:
        """The newest move that a policy has chosen."""
        return next(t for t in reversed(self.told) if not t.how)

    def take(self, option: int) -> None:
        """One move of the seat that has to decide, with what undo and the reports need to know of it."""
        decision = self.decision
        if decision is None:
            raise ValueError("the game is over")
        person = decision.seat not in self.policies
        kept = Kept(self.games.copy(), len(self.record.moves), len(self.causes), len(self.told), place(decision))
        seen = self.unveiled(decision.seat) if person else None
        told = None if person else self.tell(decision, option)
        ledger = Ledger()
        self.record.play(self.program, self.games, option, ledger)
        self.first_causes.append(kept.causes)
        self.causes += ledger.causes
        if told is not None:
            self.told.append(told)
        self.told += [t for text in ledger.taken[1:] if (t := self.unasked(parse_move(text))) is not None]
        self.barrier = self.barrier_after(kept, ledger, seen) if seen is not None else "handed_over"
        self.kept = [] if self.barrier else [*self.kept, kept]
        self.note_moment()

    def barrier_after(self, kept: Kept, ledger: Ledger, seen: NDArray[np.bool_]) -> str:
        """Why a person's move cannot be taken back: handed_over, chance, revealed; "" where it can."""
        after = self.decision
        if after is None or (place(after) != kept.place and not goes_on(kept.place, after, ledger)):
            return "handed_over"
        if ledger.draws:
            return "chance"
        return "revealed" if bool((self.unveiled(after.seat) & ~seen).any()) else ""

    def unveiled(self, seat: str) -> NDArray[np.bool_]:
        """Which values the seat can see, bool (rows,): a move after which it sees another one cannot be undone, even
        where it sees as many as before."""
        return np.isfinite(self.program.observe(self.games, seat).S[:, 0])

    def causes_of(self, move: int) -> list[Cause]:
        """Everything that a move of the record changed, with what followed by itself before the next one."""
        end = self.first_causes[move + 1] if move + 1 < len(self.first_causes) else len(self.causes)
        return self.causes[self.first_causes[move] : end]

    def note_moment(self) -> None:
        """Remembers where a turn began, and the end of the game."""
        decision = self.decision
        turn = len(self.program.turns) if decision is None else decision.turn
        if not self.moments or self.moments[-1].turn < turn:
            self.moments.append(Moment(turn, self.games.copy(), len(self.causes), len(self.told)))

    def tell(self, decision: Decision, option: int) -> Told:
        """What others hear of a policy's move that is about to be made."""
        program = self.program
        say = self.policies[decision.seat].say(program, self.games, option)
        chosen = decision.options[option]
        secret = program.choice_kept_from(self.games, option) - {decision.seat}
        return Told(decision.seat, decision.turn, decision.phase, chosen.id, chosen.title, say, secret)

    def unasked(self, move: Move) -> Told | None:
        """What is told of a move that nobody was asked about: the only one there was, or the autopilot's."""
        pack, scenario = self.program.pack, self.program.pack.scenarios[self.program.scenario].item
        event, _, answer = move.option.partition(".")
        if answer and event in pack.events:
            title = pack.events[event].item.choice[answer].title
        elif move.option in pack.options:
            title = pack.options[move.option].item.title
        else:
            return None
        office = scenario.decide is not None and move.turn not in scenario.decide and move.seat in scenario.autopilot
        secret = self.program.kept_from(move.option) - {move.seat}
        turn = self.program.turns.index(move.turn)
        return Told(move.seat, turn, move.phase, move.option, title, None, secret, "office" if office else "only")

    # undo

    @property
    def two_steps(self) -> bool:
        """Whether the decision at hand is the second step of a choice, and the first may be taken back."""
        decision = self.decision
        return bool(self.kept) and decision is not None and place(decision) != self.kept[-1].place

    @property
    def can_undo(self) -> bool:
        """Whether the last move may be taken back; `barrier` says why not."""
        return bool(self.kept)

    def undo(self) -> str:
        """Takes back the last move and returns its text.

        :raises ValueError: where the law forbids it, with `barrier` as its message.
        """
        if not self.kept:
            raise ValueError(self.barrier)
        kept = self.kept.pop()
        text = self.record.moves[kept.moves]
        self.games = kept.games
        del self.first_causes[kept.moves :]
        self.record.back_to(kept.moves)  # what undo may cross rolls no dice, so the draws noted stay
        del self.causes[kept.causes :]
        del self.told[kept.told :]
        self.barrier = "" if self.kept else "nothing"
        return text


def place(decision: Decision) -> tuple[int, str, int, str]:
    """Turn, phase, visit and seat of a decision."""
    return decision.turn, decision.phase, decision.visit, decision.seat


def goes_on(before: tuple[int, str, int, str], after: Decision, ledger: Ledger) -> bool:
    """Whether a decision is only the next step of the same choice: the same seat is asked again in the same turn, and
    nothing but its own move has changed anything or been made."""
    same = (before[0], before[3]) == (after.turn, after.seat)
    return same and len(ledger.taken) <= 1 and all(c.kind in ("option", "cost") for c in ledger.causes)
