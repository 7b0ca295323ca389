"""`replay`: steps through a record, and with --verify compares every state with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from .common import GOOD, Failure, print_json, say


def run(a: argparse.Namespace) -> int:
    """Prints the moves with what they changed; ends with 1 where the record departs from its rules."""
    from game.engine import Ledger, RecordError, digest, parse_move
    from game.saves.store import SENTENCES, SaveError, load

    path = Path(a.file)
    try:
        record = load(path)
        ledger = Ledger()
        program, games = record.replay(verify=a.verify, until=a.until or "", ledger=ledger)
    except SaveError as e:
        raise Failure(e.text("ja"), f"{e.text('en')} ({e.detail})") from e
    except RecordError as e:
        words = SENTENCES.get(e.code, SENTENCES["other"])
        raise Failure(f"「{path.name}」{words.ja}({e})", f"{path.name} {words.en} ({e})") from e
    score = program.score(games)
    moves = [m for m in record.moves if not a.until or parse_move(m).turn <= a.until]
    if a.json:
        print_json(
            {
                "pack": f"{record.pack_id} {record.pack_version}",
                "scenario": record.scenario,
                "seed": record.seed,
                "seats": record.seats,
                "moves": moves,
                "verified": bool(a.verify),
                "digest": digest(games),
                "over": bool(games.over[0]),
                "ending": score.ending_id(),
                "total": {s: round(float(score.total[s][0]), 4) for s in program.seats},
            }
        )
        return GOOD
    lang = a.lang
    names = {**program.pack.options, **program.pack.events}
    turn = ""
    for text in moves:
        move = parse_move(text)
        if move.turn != turn:
            turn = move.turn
            print(f"\n== {turn}")
        entry = names.get(move.option.split(".")[0])
        title = entry.item.title.get(lang) if entry is not None else move.option
        seat = program.pack.seats[move.seat].item.title.get(lang)
        print(f"  {seat}: {title}  ({move.phase} {move.option})")
    print()
    if a.verify:
        print(say(a, "記録は再計算と完全に一致しました。", "The record agrees with its replay, state by state."))
    if games.over[0]:
        title = program.pack.endings[score.ending_id()].item.title.get(lang)
        main = program.pack.info.seat
        total = float(score.total[main][0])
        print(
            say(
                a,
                f"結末: {title}(総合 {total:.1f}、{score.grade(main)})",
                f"Ending: {title} (total {total:.1f}, {score.grade(main)})",
            )
        )
    else:
        print(say(a, f"ゲームは続いています({len(moves)}手)。", f"The game goes on ({len(moves)} moves)."))
    return GOOD
