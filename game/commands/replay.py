"""`replay`: steps through a record turn by turn, and with --verify compares every state with it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .common import GOOD, WRONG_USE, Failure, print_json

if TYPE_CHECKING:
    from game.saves.store import SaveError


def run(a: argparse.Namespace) -> int:
    """Shows the game with what moved and why; ends with 1 where the record departs from its rules."""
    from game.engine import parse_move
    from game.saves.store import SaveError, load, refusing, resume
    from game.texts.words import Words

    path, words = Path(a.file), Words(a.lang)
    try:
        record = load(path)
        if a.until:
            known_turn(record.moves, a.until)
        if a.verify:
            with refusing(path):
                record.replay(verify=True, until=a.until or "")
        if a.until:
            record.back_to(sum(parse_move(m).turn <= a.until for m in record.moves))
        table = resume(record, path, play_on=False)
    except SaveError as e:
        raise failure(e) from e
    if a.json:
        print_json(summary(table, bool(a.verify)))
        return GOOD
    from game.terminal.review import review

    from .play import make_view

    view = make_view(a, words)
    review(table, words, view, step=view.lines > 0 and sys.stdin.isatty())
    n = len(table.record.moves)
    if a.verify:
        print(words("review.verified", n=n))
    elif not table.over:
        print(words("review.goes_on", n=n))
    return GOOD


def failure(error: SaveError) -> Failure:
    """What is wrong with a record, and at which move or in which turn; system errors would be in a language of their own."""
    where = getattr(error.__cause__, "where", "")
    ja, en = (f"（{where}）", f" ({where})") if where else ("", "")
    return Failure(error.text("ja") + ja, error.text("en") + en)


def known_turn(moves: list[str], turn: str) -> None:
    """Whether a turn can be replayed to.

    :raises Failure: for a turn in which nobody moved.
    """
    from game.engine import parse_move

    turns = list(dict.fromkeys(parse_move(m).turn for m in moves))
    if turn not in turns:
        known = ", ".join(turns)
        raise Failure(
            f"「{turn}」の手はありません（あるのは {known}）。", f"No move in '{turn}' (there are: {known}).", WRONG_USE
        )


def summary(table, verified: bool) -> dict:
    """The record as one JSON object."""
    from game.engine import digest

    record, program, games = table.record, table.program, table.games
    score = program.score(games)
    return {
        "pack": f"{record.pack_id} {record.pack_version}",
        "scenario": record.scenario,
        "seed": record.seed,
        "seats": record.seats,
        "moves": record.moves,
        "verified": verified,
        "digest": digest(games),
        "over": bool(games.over[0]),
        "ending": score.ending_id(),
        "total": {s: round(float(score.total[s][0]), 4) for s in program.seats},
    }
