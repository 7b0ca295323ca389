"""The ledger: what a play of one game changed, term by term, and what chance rolled.

The engine writes the realised difference of each step, in a fixed order; what a track's range cut off is
an entry of its own (kind "limit"). So the causes of a track add up to its change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.pack.base import Text


@dataclass(frozen=True)
class Cause:
    """One reason why a track moved. `kind`: option, cost, flow, rule, event, delayed, start or limit."""

    track: str
    amount: float
    kind: str
    id: str
    title: Text
    turn: int
    phase: str = ""

    @property
    def source(self) -> str:
        """Where the reason stands in the pack, such as `flow.interest`."""
        return f"{self.kind}.{self.id}"


@dataclass(frozen=True)
class Drawn:
    """What chance gave: the rule's key name, its occurrence in the turn, the number in [0, 1)."""

    turn: int
    rule: str
    occurrence: int
    value: float


@dataclass(frozen=True)
class Pending:
    """A delayed effect on its way: it lands in `turns` turns."""

    id: str
    title: Text
    turns: int
    count: int = 1


@dataclass
class Ledger:
    """Give one to `Program.play` with a batch of one; it fills `causes` and `draws`.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> game, ledger = program.start(1), Ledger()
    >>> before = program.value(game, "coins")
    >>> program.play(game, [program.decision(game).index("letter.read")], ledger)
    >>> ledger.causes[0].source, ledger.causes[0].track, ledger.causes[0].amount
    ('event.letter.read', 'coins', -1.0)
    >>> abs(ledger.change("coins") - (program.value(game, "coins") - before)) < 1e-9
    True
    """

    causes: list[Cause] = field(default_factory=list[Cause])
    draws: list[Drawn] = field(default_factory=list[Drawn])
    taken: list[str] = field(default_factory=list[str])  # texts of all moves, the only possible ones included

    def of(self, track: str) -> list[Cause]:
        """The causes of one track, in order."""
        return [c for c in self.causes if c.track == track]

    def change(self, track: str) -> float:
        """The sum of a track's causes."""
        return sum(c.amount for c in self.causes if c.track == track)
