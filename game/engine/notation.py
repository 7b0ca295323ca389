"""One text for a move: `2026Q1 cabinet 0 north build`: turn, phase, slot, seat, option.

The slot counts on through a phase's visits in a turn (a visit is worth 64), so a move text names exactly
one decision of a game.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import UnreadableMove
from .schedule import VISIT, Decision


@dataclass(frozen=True)
class Move:
    """A move as a value; `str` gives its text."""

    turn: str
    phase: str
    slot: int
    seat: str
    option: str

    def __str__(self) -> str:
        return f"{self.turn} {self.phase} {self.slot} {self.seat} {self.option}"


def move_of(decision: Decision, option: int) -> Move:
    """The move that takes an option of a decision."""
    slot = decision.visit * VISIT + decision.slot
    return Move(decision.turn_id, decision.phase, slot, decision.seat, decision.options[option].id)


def decision_text(decision: Decision) -> str:
    """Where a decision stands in a game, as its moves begin: `2026Q1 cabinet 0 north`."""
    return f"{decision.turn_id} {decision.phase} {decision.visit * VISIT + decision.slot} {decision.seat}"


def move_text(decision: Decision, option: int) -> str:
    """The text of a move."""
    return str(move_of(decision, option))


def parse_move(text: str) -> Move:
    """Reads a move's text.

    >>> parse_move("2026Q1 cabinet 0 north build")
    Move(turn='2026Q1', phase='cabinet', slot=0, seat='north', option='build')

    :raises UnreadableMove: where the text is no move.
    """
    parts = text.split()
    if len(parts) != 5 or not re.fullmatch(r"[0-9]{1,6}", parts[2]):
        raise UnreadableMove(f"'{text[:80]}' is no move; a move reads: turn phase slot seat option")
    return Move(parts[0], parts[1], int(parts[2]), parts[3], parts[4])
