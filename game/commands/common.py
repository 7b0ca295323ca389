"""What commands share: finding packs, asking in both languages, printing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.pack import Pack

RULES = Path(__file__).resolve().parents[2] / "rules"
GOOD, FAILED, WRONG_USE = 0, 1, 2


class Failure(Exception):
    """A command that cannot go on: one sentence for the user in both languages, and an exit code."""

    def __init__(self, ja: str, en: str, code: int = FAILED) -> None:
        super().__init__(en)
        self.ja, self.en, self.code = ja, en, code

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        return self.ja if lang == "ja" else self.en


def say(arguments: argparse.Namespace, ja: str, en: str) -> str:
    """The sentence in the language of the call."""
    return ja if arguments.lang == "ja" else en


def pack_folder(name: str) -> Path:
    """A pack by folder or by its name under rules/.

    :raises Failure: where there is none.
    """
    for folder in (Path(name), RULES / name):
        if folder.is_dir():
            return folder
    from difflib import get_close_matches

    folders = sorted(p.name for p in RULES.iterdir() if p.is_dir()) if RULES.is_dir() else []
    known, near = ", ".join(folders) or "-", next(iter(get_close_matches(name, folders, 1)), "")
    ja, en = (f"「{near}」のことですか。", f"; did you mean '{near}'?") if near else ("", "")
    raise Failure(
        f"ルールのフォルダ「{name}」がありません。{ja}（あるもの：{known}）",
        f"There is no rules folder '{name}'{en} (there are: {known}).",
        WRONG_USE,
    )


def load_pack(name: str) -> Pack:
    """Loads and checks a pack.

    :raises Failure: with every problem of a broken pack, or with how to name one.
    """
    from game.pack import PackError
    from game.saves.pack_cache import load_pack as load_cached

    folder = pack_folder(name)
    try:
        return load_cached(folder)
    except PackError as e:
        ja = "\n".join(p.text("ja") for p in e.problems)
        raise Failure(f"「{folder.name}」は遊べません。\n{ja}", f"{folder.name} cannot be played.\n{e}") from e


def print_json(data: Any) -> None:
    """One JSON object on standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
    """A plain table, wide characters counted as two columns."""
    from rich.cells import cell_len

    lines = [list(heads), *[list(r) for r in rows]]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(heads))]
    for n, line in enumerate(lines):
        print("  ".join(c + " " * (w - cell_len(c)) for c, w in zip(line, widths, strict=True)).rstrip())
        if n == 0:
            print("  ".join("-" * w for w in widths))


def whole_number(least: int) -> Any:
    """An argparse type: a whole number from `least` upward."""

    def read(text: str) -> int:
        number = int(text)
        if number < least:
            raise argparse.ArgumentTypeError(f"{number}: at least {least}")
        return number

    read.__name__ = f"whole number from {least}"
    return read


def share(text: str) -> float:
    """An argparse type: a number from 0 to 1."""
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{number:g}: between 0 and 1")
    return number


def size(text: str) -> tuple[int, int]:
    """An argparse type: a size in pixels, from 320x240 to 7680x4320.

    >>> size("1280x720")
    (1280, 720)
    """
    wide, high = (int(part) for part in text.lower().split("x"))
    if not (320 <= wide <= 7680 and 240 <= high <= 4320):
        raise ValueError(text)
    return wide, high


def text_scale(text: str) -> int:
    """An argparse type: a size of text in per cent.

    >>> text_scale("150")
    150
    """
    number = int(text)
    if not 80 <= number <= 150:
        raise ValueError(text)
    return number


def note(text: str) -> None:
    """A line for the person at the terminal, apart from what a program would read."""
    print(text, file=sys.stderr, flush=True)
