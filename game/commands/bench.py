"""`bench`: how fast the engine is on this machine."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .common import GOOD, RULES, WRONG_USE, Failure, load_pack, print_json, say

STARTS = 5


def run(a: argparse.Namespace) -> int:
    """Measures and prints; see game.study.bench for what each figure means."""
    from game.engine import UnknownName, compile_pack
    from game.study.bench import bench

    try:
        program = compile_pack(load_pack(a.pack), a.scenario or "")
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    found = bench(program, rounds=a.rounds) | start_up(a.pack)
    if a.json:
        print_json(found)
        return GOOD
    rows = {
        "decisions_per_s": say(a, "一括の決定（毎秒）", "Decisions a second, batched"),
        "decisions_per_s_single": say(a, "1ゲームの決定（毎秒）", "Decisions a second, one game"),
        "slots_per_s": say(
            a,
            "一括の手番（毎秒、選べる手が一つだけの手番を含む）",
            "Slots a second, batched (those with a single legal option included)",
        ),
        "playouts_per_s": say(a, "全ゲーム（毎秒）", "Whole games a second"),
        "playouts_per_s_doctrine": say(
            a, "全ゲーム（毎秒、全員がそれぞれの方針で打つとき）", "Whole games a second, every seat by its doctrine"
        ),
        "ms_per_decision_single": say(a, "1ゲームの1決定（ミリ秒）", "Milliseconds a decision, one game"),
        "mb_10000_games": say(a, "1万ゲームの記憶（MB）", "Megabytes for 10,000 games"),
        "start_ms_first_screen": say(a, "起動から最初の画面（ミリ秒）", "Milliseconds from start to the first screen"),
        "start_ms_first_choice": say(a, "起動から最初の選択（ミリ秒）", "Milliseconds from start to the first choice"),
    }
    for name, label in rows.items():
        print(f"{label}: {found[name]:,}")
    return GOOD


def start_up(pack: str) -> dict[str, int]:
    """Milliseconds from starting the program until its first screen, and its first choice, are written; medians."""
    screens: list[float] = []
    choices: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        play = ["play", "--terminal", "--pack", pack, "--seed", "7", "--moves", "-", "--lang", "en"]
        # a user's machine keeps the byte code, whatever this one was told
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        command = [sys.executable, str(RULES.parent / "main.py"), *play, "--save", str(Path(folder) / "start.json")]
        for _ in range(STARTS + 1):  # the first one may have to write caches
            started = time.perf_counter()
            with subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8", env=env
            ) as process:
                assert process.stdout is not None
                times = [time.perf_counter() - started for line in process.stdout if line.startswith(("# ", "1. "))]
            screens.append(times[0])
            choices.append(times[-1])
    median = {"start_ms_first_screen": screens[1:], "start_ms_first_choice": choices[1:]}
    return {name: round(1000 * statistics.median(values)) for name, values in median.items()}
