"""The program is killed fifty times at random moments of a game; each time the game reopens, whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.players.table import HUMAN
from game.saves.store import open_table
from tests.packs import ROOT, compiled
from tests.saves.victim import CHOICES, arguments, started

KILLS = 50
NIGHTLY_KILLS = 200
WHOLE = 2  # further ones, of the program as a user starts it
LONGEST = 0.12  # seconds after the first choice was taken, about as long as the rest of the game takes
LOOK = 0.002  # seconds between two looks at what the program shows
PATIENCE = 60.0  # seconds until the first choice
TAKEN = b"> "  # how the program repeats a choice before it plays it


@dataclass
class Tally:
    """What the kills met: how many, how many of them in the middle of a game, and how many games were begun."""

    kills: int = 0
    amid: int = 0
    games: int = 0
    faults: list[str] = field(default_factory=list[str])


def opened(path: Path) -> tuple[int, bool]:
    """How many choices of the person a save holds, after playing it again from the start, and whether it is over."""
    table = open_table(path, compiled("tutorial"))
    mine = [seat for seat, name in table.record.seats.items() if name == HUMAN]
    return sum(move.split()[3] in mine for move in table.record.moves), table.over


def taken_in(shown: Path) -> int:
    """How many choices the program has repeated so far."""
    return sum(line.startswith(TAKEN) for line in shown.read_bytes().splitlines()) if shown.exists() else 0


def wait_for_a_choice(shown: Path, lives: Callable[[], bool]) -> None:
    """Until the program has repeated its first choice, or has ended.

    :raises TimeoutError: where it does neither.
    """
    until = time.monotonic() + PATIENCE
    while lives() and not taken_in(shown):
        if time.monotonic() > until:
            raise TimeoutError(f"no choice was taken within {PATIENCE} s")
        time.sleep(LOOK)


def kill_once(path: Path, going: bool, moment: float) -> tuple[int, bool]:
    """Starts or goes on with a game, kills it at a moment, and says how many choices it had taken and whether it lived."""
    shown = path.with_suffix(".shown")
    shown.unlink(missing_ok=True)
    process = started(path, going, shown)
    try:
        wait_for_a_choice(shown, process.is_alive)
        time.sleep(moment)
        lived = process.is_alive()
    finally:
        process.kill()
        process.join(30)
    process.close()
    return taken_in(shown), lived


def kill_whole(path: Path, going: bool, moment: float) -> tuple[int, bool]:
    """As `kill_once`, of `python main.py` with a pipe."""
    shown = path.with_suffix(".shown")
    with shown.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "main.py", *arguments(path, going)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.DEVNULL, bufsize=0,
        )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(CHOICES.encode())
    try:
        wait_for_a_choice(shown, lambda: process.poll() is None)
        time.sleep(moment)
        lived = process.poll() is None
    finally:
        process.kill()
        process.wait(30)
        process.stdin.close()
    return taken_in(shown), lived


def spree(folder: Path, seed: int, kills: int, kill: Callable[[Path, bool, float], tuple[int, bool]]) -> Tally:
    """One player's bad evening: a game that is killed again and again, and gone on with from its save."""
    path, dice, tally = folder / "auto-5.itabasami.json", random.Random(seed), Tally()
    before = 0
    while tally.kills < kills:
        going = path.exists()
        tally.games += not going
        before = before if going else 0
        taken, lived = kill(path, going, dice.uniform(0, LONGEST))
        if not path.exists():
            tally.faults.append(f"kill {tally.kills}: no save is left")
            return tally
        after, over = opened(path)
        # the last choice that was repeated may have been under way; all before it must be there
        if not before + taken - 1 <= after <= before + taken:
            tally.faults.append(f"kill {tally.kills}: {before} + {taken} choices were taken, {after} are saved")
        tally.kills += lived
        tally.amid += lived and taken > 0
        before = after
        if not lived or over:
            path.unlink()
    return tally


def nothing_is_lost(folder: Path, seed: int, kills: int) -> None:
    tally = spree(folder, seed, kills, kill_once)
    assert tally.faults == []
    assert tally.kills == kills
    assert tally.amid >= kills // 2, "most kills have to fall into the middle of a game"
    left = [p.name for p in folder.iterdir() if not p.name.endswith((".json", ".part", ".shown"))]
    assert left == []


def test_fifty_kills_lose_at_most_the_choice_being_typed(tmp_path: Path) -> None:
    nothing_is_lost(tmp_path, 0, KILLS)


@pytest.mark.nightly
def test_two_hundred_kills_lose_at_most_the_choice_being_typed(tmp_path: Path) -> None:
    nothing_is_lost(tmp_path, 2, NIGHTLY_KILLS)


def test_the_program_of_a_user_is_killed_as_well(tmp_path: Path) -> None:
    tally = spree(tmp_path, 1, WHOLE, kill_whole)
    assert tally.faults == []
    assert tally.kills == WHOLE
