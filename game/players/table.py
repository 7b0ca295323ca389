"""A table: one game being played, with people in some seats and policies in the others.

It plays the policies' moves, keeps the record and the causes of each turn, and undoes moves by the law:
only back to an earlier decision of the same seat in the same phase, never across a draw of chance, a
reveal, or another seat's move.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.engine import Cause, Decision, Games, Ledger, Program, Record, move_text
from game.pack import Text

from .policy import Policy, policy_named

HUMAN = "human"


@dataclass(frozen=True)
class Told:
    """A move that a policy made, with the sentence it gives for it if it has one."""

    seat: str
    turn: str
    phase: str
    option: str
    title: Text
    say: Text | None


@dataclass(frozen=True)
class _Kept:
    """What undo goes back to."""

    games: Games
    moves: int
    causes: int
    told: int
    place: tuple[int, str, int, str]


@dataclass
class Table:
    """One game. `causes` and `told` grow as it goes on; both keep what undo left."""

    program: Program
    record: Record
    games: Games
    policies: dict[str, Policy] = field(default_factory=dict[str, Policy])
    causes: list[Cause] = field(default_factory=list[Cause])
    told: list[Told] = field(default_factory=list[Told])
    kept: list[_Kept] = field(default_factory=list[_Kept])
    barrier: str = ""

    @classmethod
    def new(cls, program: Program, seed: int, seats: dict[str, str]) -> Table:
        """A new game. `seats`: seat to "human" or a policy's name.

        :raises KeyError: for an unknown seat or policy.
        """
        for seat in seats:
            if seat not in program.seats:
                raise KeyError(f"no seat '{seat}' (there are: {', '.join(program.seats)})")
        named = {seat: seats.get(seat, "auto") for seat in program.seats}
        table = cls(program, Record.new(program, seed, named), program.start([seed]), cls.seat(program, named))
        table.play_others()
        return table

    @classmethod
    def resume(cls, record: Record, program: Program | None = None) -> Table:
        """A saved game, standing where it stood; its causes are worked out again.

        :raises RecordError: where the record does not fit its own rules.
        """
        ledger = Ledger()
        opened, games = record.replay(program, ledger=ledger)
        table = cls(opened, record, games, cls.seat(opened, record.seats), ledger.causes)
        table.play_others()
        return table

    @staticmethod
    def seat(program: Program, named: dict[str, str]) -> dict[str, Policy]:
        return {seat: policy_named(program, seat, name) for seat, name in named.items() if name != HUMAN}

    @property
    def decision(self) -> Decision | None:
        """What a person has to decide now; None when the game is over."""
        return self.program.decision(self.games)

    @property
    def over(self) -> bool:
        return self.decision is None

    def play(self, option: int) -> list[Cause]:
        """A person's move, then the policies' moves up to the next person's. Returns every cause since.

        :raises IllegalMove: and then nothing has changed.
        """
        decision = self.decision
        if decision is None:
            raise ValueError("the game is over")
        first = len(self.causes)
        kept = _Kept(self.games.copy(), len(self.record.moves), first, len(self.told), place(decision))
        seen = self.unveiled(decision.seat)
        ledger = Ledger()
        self.record.play(self.program, self.games, option, ledger)
        self.causes += ledger.causes
        after = self.decision
        self.barrier = ""
        if after is None or place(after)[:3] != kept.place[:3] or after.seat != decision.seat:
            self.barrier = "handed_over"
        elif ledger.draws:
            self.barrier = "chance"
        elif self.unveiled(decision.seat) != seen:
            self.barrier = "revealed"
        self.kept = [] if self.barrier else [*self.kept, kept]
        self.play_others()
        return self.causes[first:]

    def unveiled(self, seat: str) -> int:
        """How many hidden values the seat can see: a move after which it sees more cannot be undone."""
        return int(np.isfinite(self.program.observe(self.games, seat).S).sum())

    def play_others(self) -> None:
        """Plays for the seats that policies hold, until a person has to decide or the game is over."""
        while (decision := self.decision) is not None and decision.seat in self.policies:
            self.kept, self.barrier = [], "handed_over"
            legal = self.program.legal(self.games)
            option = int(self.policies[decision.seat].choose(self.program, self.games, legal)[0])
            self.told.append(self.tell(decision, option))
            ledger = Ledger()
            self.record.play(self.program, self.games, option, ledger)
            self.causes += ledger.causes

    def tell(self, decision: Decision, option: int) -> Told:
        name = self.record.seats[decision.seat]
        if name == "auto":
            names, which = self.program.character(self.games, decision.seat)
            name = names[int(which[0])] if names else ""
        known = name in self.program.pack.doctrines
        say = self.program.say(self.games, name, option) if known else None
        chosen = decision.options[option]
        return Told(decision.seat, decision.turn_id, decision.phase, chosen.id, chosen.title, say)

    @property
    def can_undo(self) -> bool:
        """Whether the last move may be taken back; `barrier` says why not: handed_over, chance, revealed."""
        return bool(self.kept)

    def undo(self) -> str:
        """Takes back the last move and returns its text.

        :raises ValueError: where the law forbids it.
        """
        if not self.kept:
            raise ValueError(self.barrier or "nothing")
        kept = self.kept.pop()
        text = self.record.moves[kept.moves]
        self.games = kept.games
        self.record.back_to(kept.moves)
        del self.causes[kept.causes :]
        del self.told[kept.told :]
        return text

    def text_of(self, option: int) -> str:
        """The text of a move at this decision."""
        decision = self.decision
        return "" if decision is None else move_text(decision, option)


def place(decision: Decision) -> tuple[int, str, int, str]:
    """Turn, phase, visit and seat of a decision."""
    return decision.turn, decision.phase, decision.visit, decision.seat
