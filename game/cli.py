"""The command line: what can be asked of the program, in both languages. The work is in game.commands."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from game import __version__
from game.commands.common import FAILED, WRONG_USE, Failure, share, size, text_scale, whole_number
from game.commands.parser import Parser, asked_language
from game.texts.words import LANGUAGES, Words, language, system_language

Say = Callable[[str, str], str]
DEFAULT = "play"  # what a call without a command does
RARELY = 50_000  # new objects between two looks for garbage: compiling a pack makes many, and all of them stay

ABOUT = (
    "板挟み：2026年から2028年の日本を、ワシントンと北京の間で舵取りする戦略ゲーム。命令なしなら、ゲームの画面が開きます。",
    "Itabasami: steer Japan from 2026 to 2028 between Washington and Beijing. Without a command the game opens in a window.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code: 0 good, 2 wrong use, 1 failed."""
    gc.set_threshold(RARELY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # Japanese Windows
    asked, given = asked_language(list(sys.argv[1:] if arguments is None else arguments))
    lang = asked if asked in LANGUAGES else language(os.environ, system_language())
    parser = build(lang)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given = [DEFAULT, *given]
    try:
        if asked not in (None, *LANGUAGES):
            parser.error(parser.words("cli.language", value=asked))
        a = parser.parse_args(given)
    except SystemExit as e:
        return e.code if isinstance(e.code, int) else WRONG_USE
    a.lang, a.asked = lang, asked
    try:
        return importlib.import_module(f"game.commands.{a.command}").run(a)
    except Failure as e:
        print(e.ja if lang == "ja" else e.en, file=sys.stderr)
        return e.code
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("", file=sys.stderr)
        return FAILED


def build(lang: str) -> Parser:
    """The parser, with its help in `lang`."""
    words = Words(lang)

    def say(ja: str, en: str) -> str:
        return ja if words.lang == "ja" else en

    parser = Parser(words=words, prog="main.py", description=say(*ABOUT), epilog=words("cli.more", prog="main.py"))
    parser.add_argument("--version", action="version", version=f"itabasami {__version__}", help=words("cli.version"))
    parser.add_argument("--lang", metavar="ja|en", help=say("言語（既定は環境による）", "language (default: locale)"))
    commands = parser.add_subparsers(
        title=words("cli.commands"), dest="command", required=True, metavar=say("命令", "COMMAND")
    )

    def command(name: str, ja: str, en: str, add: Callable[[argparse.ArgumentParser, Say], None]) -> None:
        made = commands.add_parser(name, words=words, help=say(ja, en), description=say(ja, en))
        made.add_argument("--lang", metavar="ja|en", help=say("言語（既定は環境による）", "language (default: locale)"))
        add(made, say)

    command("play", "遊ぶ", "play", add_play)
    command("simulate", "たくさんのゲームを一度に試す", "play many games at once", add_simulate)
    command("balance", "つり合いを測る", "measure the balance of the game", add_balance)
    command("train", "打ち手を鍛える", "train a player", add_train)
    command("forecast", "保存したゲームの先行きを見る", "where a saved game's options may lead", add_forecast)
    command("replay", "記録をたどる", "step through a record", add_replay)
    command("check", "ルールを調べる", "check a rules pack", add_check)
    command("sources", "すべての数字と出典", "every figure with its sources", add_sources)
    command(
        "rules",
        "ルールの手引きを書き出す（両方の言語。--lang があればその言語だけ）",
        "write the rules reference, in both languages unless --lang names one",
        add_rules,
    )
    command("bench", "速さを測る", "measure the speed", add_bench)
    command(
        "gallery",
        "すべての画面を絵に描く（両方の言語。--lang があればその言語だけ）",
        "draw every screen as a picture, in both languages unless --lang names one",
        add_gallery,
    )
    return parser


def add_play(p: argparse.ArgumentParser, say: Say) -> None:
    pack_option(p, say)
    p.add_argument(
        "--terminal", action="store_true", help=say("窓を開かず端末で", "in the terminal instead of a window")
    )
    scenario_options(p, say)
    p.add_argument("--seat", default="", metavar="SEAT", help=say("座る席", "your seat"))
    p.add_argument(
        "--level",
        default="",
        choices=("easy", "normal", "hard", "expert"),
        metavar="LEVEL",
        help=say("相手の強さ：easy、normal、hard、expert", "how well the others play: easy, normal, hard, expert"),
    )
    p.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help=say("乱数の種（同じ種は同じ世界）", "seed (the same seed is the same world)"),
    )
    p.add_argument("--load", metavar="FILE", help=say("保存したゲームの続きから", "go on with a saved game"))
    p.add_argument("--save", metavar="FILE", help=say("選ぶたびに保存する先", "where the game saves itself"))
    p.add_argument(
        "--moves",
        metavar="FILE",
        help=say(
            "手をファイルか標準入力（-）から読む。1行に選択肢の番号かidを一つ",
            "read choices from a file, or - for standard input: a line is an option's number or id",
        ),
    )
    plain_flag(p, say)


def add_simulate(p: argparse.ArgumentParser, say: Say) -> None:
    pack_option(p, say)
    p.add_argument("--games", type=whole_number(1), default=1000, metavar="N", help=say("ゲームの数", "how many games"))
    p.add_argument("--seed", type=int, default=0, metavar="S", help=say("最初の種", "the first seed"))
    scenario_options(p, say)
    p.add_argument(
        "--policy", action="append", default=[], metavar="SEAT=NAME",
        help=say(
            "席の打ち手（何度でも。既定は random）。auto：ゲームごとの隠れた気質の方針、気質のない席は最初の方針、方針のない席は"
            "random。easy：auto に時々気まぐれ、normal：auto とほぼ同じ（席の doctrine があればそれ）、hard：先読み、"
            "expert：深い先読み。または方針のid",
            "who plays a seat (may stand several times; default random). auto: the doctrine of the seat's hidden character in "
            "each game, or its first doctrine, or random where it has none. easy: by its doctrine with lapses; normal: by its "
            "doctrine (the seat's own `doctrine` where it has no character); hard: looks ahead; expert: looks further. "
            "Or a doctrine's id",
        ),
    )  # fmt: skip
    workers_options(p, say)
    p.add_argument(
        "--out", default="", metavar="FILE",
        help=say("1行1ゲームの表を書く（.npz か .parquet）", "write one row a game (.npz or .parquet)"),
    )  # fmt: skip
    p.add_argument(
        "--save-game",
        nargs=2,
        metavar=("K", "FILE"),
        help=say("K番目（0から）のゲームを保存", "save game K, counted from 0, to a file"),
    )
    json_flag(p, say)


def add_balance(p: argparse.ArgumentParser, say: Say) -> None:
    pack_option(p, say)
    p.add_argument("--scenario", default="", metavar="ID", help=say("シナリオのid", "a scenario's id"))
    p.add_argument("--quick", action="store_true", help=say("短く、広い帯で", "a short look, with wide bands"))
    p.add_argument("--games", type=whole_number(50), metavar="N", help=say("一マスのゲーム数", "games a cell"))
    p.add_argument("--bands", metavar="FILE", help=say("帯の表", "a file of bands"))
    p.add_argument("--html", metavar="FILE", help=say("一枚の頁にも書く", "write a page as well"))
    workers_options(p, say)
    json_flag(p, say)


def add_train(p: argparse.ArgumentParser, say: Say) -> None:
    pack_option(p, say)
    p.add_argument("--scenario", default="", metavar="ID", help=say("シナリオのid", "a scenario's id"))
    p.add_argument("--seat", default="", metavar="SEAT", help=say("鍛える席", "the seat to train"))
    p.add_argument("--doctrine", default="", metavar="ID", help=say("元にする方針", "the doctrine to begin with"))
    p.add_argument("--generations", type=whole_number(1), default=100, metavar="N", help=say("世代の数", "generations"))
    p.add_argument("--seed", type=int, default=1, metavar="S", help=say("乱数の種", "the seed"))
    p.add_argument(
        "--within", type=share, default=0.0, metavar="R",
        help=say("好みを保つ: 方針の規則だけを、1±Rの倍率と±2Rのずれまで調整する", "keep its taste: tune only its rules, by a factor within 1±R and a shift within ±2R"),
    )  # fmt: skip
    p.add_argument("--out", metavar="FILE", help=say("書き出す先", "where to write"))
    workers_options(p, say)


def add_forecast(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("file", nargs="?", default="", metavar="SAVE", help=say("保存したゲーム", "a saved game"))
    p.add_argument("--seat", default="", metavar="SEAT", help=say("だれの見通しか", "whose forecast"))
    p.add_argument(
        "--option", action="append", default=[], metavar="ID",
        help=say("比べる選択肢のidか番号（既定は有望な8つ）", "an option's id or number (default: the 8 most promising)"),
    )  # fmt: skip
    p.add_argument(
        "--quarters", type=whole_number(0), default=8, metavar="N",
        help=say("何期先まで（0は最後まで、既定8）", "turns ahead (0: to the end; default 8)"),
    )  # fmt: skip
    p.add_argument(
        "--playouts", type=whole_number(1), default=1000, metavar="N",
        help=say("選択肢ごとに試す世界の数", "worlds in which each option is tried"),
    )  # fmt: skip
    p.add_argument("--seed", type=int, default=0, metavar="N", help=say("見通しの乱数の種", "the forecast's own seed"))
    p.add_argument(
        "--track", action="append", default=[], metavar="ID",
        help=say("ほかに追う数字のid", "a figure to follow besides the score"),
    )  # fmt: skip
    p.add_argument(
        "--calibrate", action="store_true",
        help=say("見通しがどれだけ当たるかを測る", "measure how often forecasts come true"),
    )  # fmt: skip
    p.add_argument(
        "--games", type=whole_number(1), default=400, metavar="N",
        help=say("--calibrate で遊ぶゲームの数", "games to play with --calibrate"),
    )  # fmt: skip
    pack_option(p, say)
    p.add_argument("--scenario", default="", metavar="ID", help=say("シナリオのid", "a scenario's id"))
    plain_flag(p, say)
    json_flag(p, say)


def add_replay(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("file", metavar="FILE", help=say("記録のファイル", "the record's file"))
    p.add_argument("--verify", action="store_true", help=say("状態を一つずつ照合する", "compare every state"))
    p.add_argument("--until", metavar="TURN", help=say("この期まで（例 2026Q3）", "up to this turn, such as 2026Q3"))
    plain_flag(p, say)
    json_flag(p, say)


def add_check(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument(
        "pack", nargs="?", default="japan-2026", metavar="PACK",
        help=say("ルールのフォルダか名前", "rules folder or name"),
    )  # fmt: skip
    json_flag(p, say)


def add_sources(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("figure", nargs="?", default="", metavar="FIGURE", help=say("idの一部", "part of an id"))
    pack_option(p, say)
    json_flag(p, say)


def add_rules(p: argparse.ArgumentParser, say: Say) -> None:
    pack_option(p, say)
    p.add_argument("--out", metavar="FILE", help=say("書き出す先（既定は画面）", "where to (default: the screen)"))


def add_bench(p: argparse.ArgumentParser, say: Say) -> None:
    pack_option(p, say)
    p.add_argument("--scenario", default="", metavar="ID", help=say("シナリオのid", "a scenario's id"))
    p.add_argument(
        "--rounds", type=whole_number(1), default=5, metavar="N", help=say("測る回数", "how often to measure")
    )
    p.add_argument("--desktop", action="store_true", help=say("窓の速さを測る", "measure the window instead"))
    p.add_argument(
        "--seconds", type=whole_number(1), default=60, metavar="S",
        help=say("--desktop で遊ぶ秒数", "seconds of play with --desktop"),
    )  # fmt: skip
    json_flag(p, say)


def add_gallery(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("--out", required=True, metavar="DIR", help=say("絵を書くフォルダ", "the folder for the pictures"))
    p.add_argument(
        "--scene", action="append", default=[], metavar="NAME",
        help=say("この場面だけ（何度でも。既定はすべて）", "this scene only (may stand several times; default: all)"),
    )  # fmt: skip
    p.add_argument(
        "--size", action="append", type=size, default=[], metavar="WxH",
        help=say(
            "大きさ（何度でも。既定は 1024x640、1280x720、1920x1080）",
            "pixels (may stand several times; default 1024x640, 1280x720 and 1920x1080)",
        ),
    )  # fmt: skip
    p.add_argument(
        "--scale", action="append", type=text_scale, default=[], metavar="N",
        help=say("文字の大きさ、80〜150 %%（何度でも。既定は100）", "text size, 80 to 150 %% (may stand several times; default 100)"),
    )  # fmt: skip


# options that several commands have


def pack_option(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument(
        "--pack", default="japan-2026", metavar="PACK", help=say("ルールのフォルダか名前", "rules folder or name")
    )


def scenario_options(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("--scenario", default="", metavar="ID", help=say("シナリオのid", "a scenario's id"))
    p.add_argument("--profile", default="", metavar="ID", help=say("数字の組のid", "a data profile's id"))


def workers_options(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("--jobs", type=whole_number(1), default=1, metavar="K", help=say("並列の数", "processes"))
    p.add_argument(
        "--cluster", default="", metavar="ADDRESS",
        help=say(
            "この機械の代わりに Dask のクラスターで（例 tcp://host:8786）",
            "on a Dask cluster instead of this machine, such as tcp://host:8786",
        ),
    )  # fmt: skip


def plain_flag(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("--plain", action="store_true", help=say("色も枠もない表示", "plain text, no colour or boxes"))


def json_flag(p: argparse.ArgumentParser, say: Say) -> None:
    p.add_argument("--json", action="store_true", help=say("JSONで出力する", "print JSON"))
