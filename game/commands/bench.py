"""`bench`: how fast the engine is on this machine, or with `--desktop` the window."""

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
    if a.desktop:
        return desktop(a)
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


def desktop(a: argparse.Namespace) -> int:
    """Measures the window; see game.desktop.measure for what each figure means."""
    from game.desktop import needs

    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    if why := needs.problem():
        raise Failure(why, why)
    from game.desktop.measure import measure

    found = measure(lambda: load_pack(a.pack), a.lang, seconds=a.seconds, rounds=a.rounds)
    if a.json:
        print_json(found)
        return GOOD
    rows = (
        (
            "first_frame_ms",
            "起動から最初の絵（ミリ秒、目標800）",
            "Milliseconds from start to the first frame (aim 800)",
        ),
        ("title_ms", "起動からタイトル（ミリ秒）", "Milliseconds from start to the title"),
        ("frames_ms", "1枚の描画（ミリ秒、p95の目標16）", "Milliseconds a frame (aim 16 for p95)"),
        ("frames_over_16_ms", "16ミリ秒を超えた割合（%）", "Share of frames over 16 ms (%)"),
        ("clicks_ms", "クリックから反応まで（ミリ秒、目標100）", "Milliseconds from a click to its frame (aim 100)"),
        ("idle_title", "何もしないときのCPU、タイトル（%、目標3）", "Idle share of a core, title (%, aim 3)"),
        ("idle_board", "何もしないときのCPU、盤（%、目標3）", "Idle share of a core, board (%, aim 3)"),
        ("memory_mb", "最大の記憶（MB、目標250）", "Peak memory (MB, aim 250)"),
        ("driver", "SDLの映像の道", "SDL's video driver"),
        ("load", "機械の負荷（1、5、15分）", "Load of the machine (1, 5, 15 minutes)"),
    )
    for name, ja, en in rows:
        value, cpu = found[name], found.get(f"{name}_cpu")
        beside = say(a, f"（CPU時間：{cpu}）", f" (processor time: {cpu})") if cpu is not None else ""
        print(f"{say(a, ja, en)}: {value}{beside}")
    for kind, took in found["clicks_by_kind_ms"].items():
        print(f"  {kind}: {took}")
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
