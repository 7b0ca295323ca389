"""`bench`: how fast the engine is on this machine."""

from __future__ import annotations

import argparse

from .common import GOOD, load_pack, print_json, say


def run(a: argparse.Namespace) -> int:
    """Measures and prints; see game.study.bench for what each figure means."""
    from game.engine import compile_pack
    from game.study.bench import bench

    program = compile_pack(load_pack(a.pack), a.scenario or "")
    found = bench(program, rounds=a.rounds)
    if a.json:
        print_json(found)
        return GOOD
    rows = {
        "decisions_per_s": say(a, "一括の決定(毎秒)", "Decisions a second, batched"),
        "decisions_per_s_single": say(a, "1ゲームの決定(毎秒)", "Decisions a second, one game"),
        "playouts_per_s": say(a, "全ゲーム(毎秒)", "Whole games a second"),
        "ms_per_decision_single": say(a, "1ゲームの1決定(ミリ秒)", "Milliseconds a decision, one game"),
        "mb_10000_games": say(a, "1万ゲームの記憶(MB)", "Megabytes for 10,000 games"),
    }
    for name, label in rows.items():
        print(f"{label}: {found[name]:,}")
    return GOOD
