"""The command line: what can be asked of the program, in both languages. The work is in game.commands."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

from game import __version__
from game.commands.common import FAILED, WRONG_USE, Failure, language, whole_number

Say = Callable[[str, str], str]

ABOUT = (
    "板挟み: 2026年から2028年の日本を、ワシントンと北京の間で舵取りする戦略ゲーム。",
    "Itabasami: steer Japan from 2026 to 2028 between Washington and Beijing.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code: 0 good, 2 wrong use, 1 failed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # Japanese Windows
    lang = language(_asked_language(given))
    parser = build(lang)
    try:
        a = parser.parse_args(given or ["play"])
    except SystemExit as e:
        return e.code if isinstance(e.code, int) else WRONG_USE
    a.lang = lang
    try:
        return importlib.import_module(f"game.commands.{a.command}").run(a)
    except Failure as e:
        print(e.ja if lang == "ja" else e.en, file=sys.stderr)
        return e.code
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say to it
        sys.stdout = None  # type: ignore[assignment]
        return FAILED
    except KeyboardInterrupt:
        print("", file=sys.stderr)
        return FAILED


def _asked_language(given: Sequence[str]) -> str | None:
    for i, word in enumerate(given):
        if word == "--lang" and i + 1 < len(given):
            return given[i + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def build(lang: str) -> argparse.ArgumentParser:
    """The parser, with help in `lang`."""

    def say(ja: str, en: str) -> str:
        return ja if lang == "ja" else en

    parser = argparse.ArgumentParser(prog="main.py", description=say(*ABOUT))
    parser.add_argument("--version", action="version", version=f"itabasami {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang", choices=("ja", "en"), help=say("言語(既定は環境による)", "language (default: locale)")
    )
    packed = argparse.ArgumentParser(add_help=False)
    packed.add_argument("--pack", default="japan-2026", help=say("ルールのフォルダか名前", "rules folder or name"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=say("命令", "COMMAND"))

    def command(name: str, ja: str, en: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[common, *parents], help=say(ja, en), description=say(ja, en))

    add_play(command("play", "端末で遊ぶ", "play in the terminal", packed), say)
    add_simulate(command("simulate", "たくさんのゲームを一度に試す", "play many games at once", packed), say)
    replay = command("replay", "記録をたどる", "step through a record")
    replay.add_argument("file", help=say("記録のファイル", "the record's file"))
    replay.add_argument("--verify", action="store_true", help=say("状態を一つずつ照合する", "compare every state"))
    replay.add_argument("--until", metavar="TURN", help=say("この期まで(例 2026Q3)", "up to this turn, such as 2026Q3"))
    json_flag(replay, say)
    check = command("check", "ルールを調べる", "check a rules pack")
    check.add_argument(
        "pack", nargs="?", default="japan-2026", help=say("ルールのフォルダか名前", "rules folder or name")
    )
    json_flag(check, say)
    sources = command("sources", "すべての数字と出典", "every figure with its sources", packed)
    sources.add_argument("figure", nargs="?", default="", help=say("idの一部", "part of an id"))
    json_flag(sources, say)
    rules = command("rules", "ルールの手引きを書き出す", "write the rules reference", packed)
    rules.add_argument("--out", metavar="FILE", help=say("書き出す先(既定は画面)", "where to (default: the screen)"))
    bench = command("bench", "速さを測る", "measure the speed", packed)
    bench.add_argument("--scenario", default="")
    bench.add_argument("--rounds", type=whole_number(1), default=5)
    json_flag(bench, say)
    return parser


def json_flag(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("--json", action="store_true", help=say("JSONで出力する", "print JSON"))


def add_play(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument(
        "--terminal", action="store_true", help=say("端末で(今はこれだけ)", "in the terminal (the only way yet)")
    )
    p.add_argument("--scenario", default="", help=say("シナリオのid", "a scenario's id"))
    p.add_argument("--profile", default="", help=say("数字の組", "data profile"))
    p.add_argument("--seat", default="", help=say("座る席", "your seat"))
    p.add_argument("--seed", type=int, help=say("乱数の種(同じ種は同じ世界)", "seed (the same seed is the same world)"))
    p.add_argument("--load", metavar="FILE", help=say("続きから", "go on with a saved game"))
    p.add_argument(
        "--moves", metavar="FILE", help=say("手をファイルか標準入力(-)から読む", "read choices from a file or - ")
    )
    p.add_argument("--save", metavar="FILE", help=say("自動保存の場所", "where the game saves itself"))
    p.add_argument("--plain", action="store_true", help=say("飾りのない表示", "plain text, no colour or boxes"))


def add_simulate(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("--games", type=whole_number(1), default=1000, help=say("ゲームの数", "how many games"))
    p.add_argument("--seed", type=int, default=0, help=say("最初の種", "the first seed"))
    p.add_argument("--scenario", default="", help=say("シナリオのid", "a scenario's id"))
    p.add_argument("--profile", default="", help=say("数字の組", "data profile"))
    p.add_argument(
        "--policy", action="append", default=[], metavar="SEAT=NAME",
        help=say("席の打ち手: random、auto、方針のid", "who plays a seat: random, auto, or a doctrine's id"),
    )  # fmt: skip
    p.add_argument("--jobs", type=whole_number(1), default=1, help=say("並列の数", "processes"))
    p.add_argument(
        "--save-game", nargs=2, metavar=("K", "FILE"), help=say("K番目のゲームを保存", "save game K to a file")
    )
    json_flag(p, say)
