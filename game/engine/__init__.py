"""The rules machine: compile a pack, step a batch of games, say what is legal and why things moved.

It knows NumPy and the pack's checked form; no files, no clock, no screen, no subject. What it says itself
(why a move is closed, which name is unknown) stands in `sentences`, in Japanese and English at once; which of
the two is shown, it never asks. Start at `program` (the public door); then `compile` (pack to program),
`kernel` (stepping), `deck` and `actions` (what a choice does), `codegen` (formulas to NumPy), `chance`, `view`
(what a seat may know), `scoring`, `record`, `snapshot`.
"""

from .errors import IllegalMove, RecordError, UnknownName, UnreadableMove, UnreadablePosition
from .games import Games
from .ledger import Cause, Ledger, Pending
from .notation import Move, move_of, move_text, parse_move
from .position import parse_position, position_text
from .program import Program, compile_pack
from .reasons import Quoted, Reason
from .record import Record, recorded_option
from .schedule import Choice, Decision
from .scoring import Score
from .snapshot import digest

__all__ = [
    "Cause",
    "Choice",
    "Decision",
    "Games",
    "IllegalMove",
    "Ledger",
    "Move",
    "Pending",
    "Program",
    "Quoted",
    "Reason",
    "Record",
    "RecordError",
    "Score",
    "UnknownName",
    "UnreadableMove",
    "UnreadablePosition",
    "compile_pack",
    "digest",
    "move_of",
    "move_text",
    "parse_move",
    "parse_position",
    "position_text",
    "recorded_option",
]
