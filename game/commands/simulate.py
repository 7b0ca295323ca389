"""`simulate`: many games at once, with a table of endings and scores."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .common import GOOD, WRONG_USE, Failure, load_pack, note, print_json, say, table


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
    from game.engine import UnknownName
    from game.study.simulate import Study, record_of, simulate

    pack = load_pack(a.pack)
    study = Study(a.games, a.seed, a.scenario or pack.info.scenario, a.profile or "", policies(a.policy))
    progress = None if a.json or not sys.stderr.isatty() else bar(a.games)
    try:
        program, outcome = simulate(pack, study, jobs=a.jobs or os.cpu_count() or 1, progress=progress)
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    if a.save_game:
        save(program, study, a, record_of)
    if a.json:
        print_json(outcome.summary())
        return GOOD
    show(a, program, outcome.summary())
    return GOOD


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
            f"{number} 番のゲームはありません(0から{study.games - 1}まで)。",
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
    print(say(a, f"{title}: {n:,}ゲーム、決定 毎秒{speed}", f"{title}: {n:,} games, {speed} decisions a second"))
    print()
    ends = sorted(summary["endings"].items(), key=lambda e: -e[1])
    rows = [[pack.endings[e].item.title.get(lang), e, f"{c:,}", f"{100 * c / n:.1f}%"] for e, c in ends]
    table(rows, [say(a, "結末", "Ending"), "id", say(a, "回数", "Games"), "%"])
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
