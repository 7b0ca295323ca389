"""`balance`: is the game fair, and can it be broken? Measures held to the bands of the pack."""

from __future__ import annotations

import argparse
import html
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FAILED, GOOD, WRONG_USE, Failure, load_pack, note, print_json, say, table
from .workers import failure_of, pool_of

if TYPE_CHECKING:
    from game.study.balance import Measured

BANDS = Path(__file__).resolve().parents[2] / "benchmarks" / "bands"
QUICK, FULL = 256, 2000  # games a cell


def run(a: argparse.Namespace) -> int:
    """Plays the cells and prints every measure; 1 where one lies outside its band."""
    from game.engine import UnknownName, compile_pack
    from game.study.balance import Measures, read_bands
    from game.study.pool_errors import PoolError

    pack = load_pack(a.pack)
    file = Path(a.bands) if a.bands else BANDS / f"{pack.info.id}.toml"
    try:
        bands = read_bands(file)
    except (OSError, ValueError) as e:
        raise Failure(
            f"「{file.name}」は帯の表として読めません。", f"{file.name} is no readable file of bands.", WRONG_USE
        ) from e
    games = a.games or (QUICK if a.quick else FULL)
    tell = (lambda line: None) if a.json or not sys.stderr.isatty() else note
    try:
        with pool_of(a) as pool:
            measures = Measures(compile_pack(pack, a.scenario), pool, bands, games, a.quick, tell)
            found = measures.run()
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    except PoolError as e:
        raise failure_of(e) from e
    if a.html:
        write_html(Path(a.html), pack.info.title.get(a.lang), found)
    if a.json:
        print_json({"games": games, "quick": a.quick, "measures": [m.as_dict() for m in found]})
    else:
        heads = [say(a, "尺度", "Measure"), say(a, "値", "Value"), say(a, "95%区間", "95% interval")]
        heads += [say(a, "帯", "Band"), say(a, "判定", "Verdict"), say(a, "ゲーム数", "Games")]
        table([row(a, m) for m in found], heads)
    return GOOD if all(m.holds for m in found) else FAILED


def row(a: argparse.Namespace, m: Measured) -> list[str]:
    """A measure as a line of the table."""
    verdict = say(a, "帯の中", "holds") if m.holds else say(a, "帯の外", "OUTSIDE")
    low, high = m.ci95
    return [
        m.id,
        f"{m.value:.3f}",
        f"{low:.3f} {say(a, '〜', 'to')} {high:.3f}",
        f"{m.between[0]:g} {say(a, '〜', 'to')} {m.between[1]:g}",
        verdict,
        f"{m.games:,}",
    ]


def write_html(file: Path, title: str, found: list[Measured]) -> None:
    """One self-contained page with every measure and its details."""
    from game.files import FileError, write

    rows = "".join(
        f"<tr class={'in' if m.holds else 'out'}><td>{html.escape(m.id)}<td>{m.value:.3f}<td>{m.ci95[0]:.3f} – {m.ci95[1]:.3f}"
        f"<td>{m.between[0]:g} – {m.between[1]:g}<td>{'✔' if m.holds else '✘'}<td>{m.games:,}"
        f"<td>{html.escape(', '.join(f'{k} {v}' for k, v in m.detail.items()))}"
        for m in found
    )
    style = "body{font:15px sans-serif;margin:2em}td,th{padding:.3em .8em;text-align:left;vertical-align:top}.out td{color:#a00}"
    heads = "<tr><th>Measure 尺度<th>Value 値<th>95 %<th>Band 帯<th><th>Games ゲーム数<th>Detail"
    page = f"<!doctype html><meta charset=utf-8><title>{html.escape(title)}</title><style>{style}</style>"
    try:
        write(file, f"{page}<h1>{html.escape(title)}</h1><table>{heads}{rows}</table>")
    except FileError as e:
        raise Failure(e.text("ja"), e.text("en")) from e
