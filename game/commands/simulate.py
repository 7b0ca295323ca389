"""`simulate`: many games at once, with a table of endings and scores."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .common import GOOD, WRONG_USE, Failure, load_pack, note, print_json, say, table
from .workers import INSTALL, failure_of, lost_note, pool_of

if TYPE_CHECKING:
    from game.study.executors import Pool

DEFAULT = "random"  # who plays a seat that is not named


def policies(asked: list[str]) -> dict[str, str]:
    """`SEAT=NAME` pairs.

    :raises Failure: for anything else.
    """
    found: dict[str, str] = {}
    for text in asked:
        seat, sign, name = text.partition("=")
        if not sign or not seat or not name:
            raise Failure(f"「{text}」は 席=名前 の形ではありません。", f"'{text}' does not read SEAT=NAME.", WRONG_USE)
        found[seat] = name
    return found


def run(a: argparse.Namespace) -> int:
    """Plays the games and prints what came of them."""
    out = out_file(a.out) if a.out else None
    with pool_of(a) as pool:  # opened first: its processes start while the pack is read
        return study_in(pool, a, out)


def study_in(pool: Pool, a: argparse.Namespace, out: Path | None) -> int:
    """Plays the games in a pool, writes what was asked for, and shows the summary."""
    from game.engine import UnknownName
    from game.study.pool_errors import PoolError
    from game.study.simulate import Study, record_of, simulate

    pack = load_pack(a.pack)
    study = Study(a.games, a.seed, a.scenario or pack.info.scenario, a.profile or "", policies(a.policy))
    progress = None if a.json or not sys.stderr.isatty() else bar(a.games)
    try:
        program, outcome = simulate(pack, study, pool=pool, progress=progress, lost=lost_note(a))
    except PoolError as e:
        raise failure_of(e) from e
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    if out is not None:
        write_columns(program, outcome, out)
        note(say(a, f"{study.games:,}ゲームを {out} に書きました。", f"{study.games:,} games written to {out}."))
    if a.save_game:
        save(program, study, a, record_of)
    if a.json:
        print_json(outcome.summary())
        return GOOD
    show(a, program, outcome.summary())
    return GOOD


def out_file(name: str) -> Path:
    """Where `--out` writes to, looked at before the games are played.

    :raises Failure: for a form that there is not, or a folder that there is not.
    """
    from game.study.columns import ready

    path = Path(name)
    why = ready(path)
    if why == "suffix":
        raise Failure(
            f"「{name}」の形が分かりません。.npz か .parquet で終わる名前にしてください。",
            f"'{name}' has no known form: end it with .npz or .parquet.",
            WRONG_USE,
        )
    if why == "no-pyarrow":
        install = INSTALL.format(extra="columns")
        raise Failure(
            f".parquet には pyarrow が要ります。プロジェクトのフォルダで「{install}」を実行するか、.npz にしてください。",
            f"A .parquet file takes pyarrow: run `{install}` in the project's folder, or write .npz.",
            WRONG_USE,
        )
    if not path.parent.is_dir():
        raise Failure(f"フォルダ「{path.parent}」がありません。", f"There is no folder '{path.parent}'.", WRONG_USE)
    return path


def write_columns(program, outcome, path: Path) -> None:
    """Writes the table: a file that is there is whole."""
    from game.files import FileError
    from game.study.columns import columns, write

    try:
        write(path, columns(program, outcome))
    except FileError as e:
        raise Failure(e.text("ja"), e.text("en")) from e


def save(program, study, a: argparse.Namespace, record_of) -> None:
    """Writes game K of the study as a record that reopens."""
    from game.saves.store import SaveError, write

    number, file = a.save_game
    try:
        write(Path(file), record_of(program, study, int(number)).to_json())
    except (ValueError, IndexError) as e:
        if isinstance(e, SaveError):
            raise Failure(e.text("ja"), e.text("en")) from e
        raise Failure(
            f"{number} 番のゲームはありません（0から{study.games - 1}まで）。",
            f"There is no game {number} (0 to {study.games - 1}).",
            WRONG_USE,
        ) from e
    note(say(a, f"{number} 番のゲームを {file} に保存しました。", f"Game {number} saved to {file}."))


def bar(games: int):
    """A progress bar on standard error."""

    def show(done: int) -> None:
        filled = round(30 * done / games)
        end = "\n" if done >= games else ""
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done:,}/{games:,}", end=end, file=sys.stderr, flush=True)

    return show


def show(a: argparse.Namespace, program, summary) -> None:
    """The summary as text."""
    pack, lang, n = program.pack, a.lang, summary["games"]
    title = pack.scenarios[program.scenario].item.title.get(lang)
    speed = f"{summary['decisions_per_s']:,}"
    print(say(a, f"{title}：{n:,}ゲーム、決定 毎秒{speed}", f"{title}: {n:,} games, {speed} decisions a second"))
    who = {seat: policies(a.policy).get(seat, DEFAULT) for seat in program.seats}
    names = say(a, "、", ", ").join(f"{pack.seats[s].item.title.get(lang)} {name}" for s, name in who.items())
    print(say(a, f"打ち手：{names}", f"Players: {names}"))
    if DEFAULT in who.values() and not a.policy:
        hint = f"--policy {program.seats[0]}=auto"
        print(
            say(
                a,
                f"注意：指定のない席は手当たりしだい（random）に打ちます。人に近い打ち手にするには {hint} のように指定します。",
                f"Note: a seat that is not named plays at random. For players that know what they want: {hint}",
            )
        )
    print()
    ends = sorted(summary["endings"].items(), key=lambda e: -e[1])
    titles = {e: entry.item.title.get(lang) for e, entry in pack.endings.items()}
    rows = [[titles.get(e, say(a, "なし", "None")), e, f"{c:,}", f"{100 * c / n:.1f}%"] for e, c in ends]
    table(rows, [say(a, "結末", "Ending"), "id", say(a, "回数", "Games"), "%"])
    for entry in pack.negotiations.values():
        print()
        held = max(1, sum(summary["outcomes"].values()))
        counts = [(o, summary["outcomes"][o.id]) for o in entry.item.outcomes]
        rows = [[o.title.get(lang), o.id, f"{c:,}", f"{100 * c / held:.1f}%"] for o, c in counts]
        table(rows, [entry.item.title.get(lang), "id", say(a, "回数", "Times"), "%"])
    for seat, score in summary["seats"].items():
        print()
        rows = []
        for name, value in score.items():
            if name == "wins":
                low, high = value["ci95"]
                rows.append(
                    [say(a, "勝率", "Win rate"), f"{100 * value['share']:.1f}%", f"{100 * low:.1f} - {100 * high:.1f}%"]
                )
                continue
            label = say(a, "総合", "Total") if name == "total" else pack.dimensions[name].item.title.get(lang)
            low, high = value["ci95"]
            rows.append([label, f"{value['mean']:.2f}", f"{low:.2f} - {high:.2f}"])
        table(rows, [pack.seats[seat].item.title.get(lang), say(a, "平均", "Mean"), say(a, "95%区間", "95% interval")])
