"""The program is killed fifty times at random moments of a piped game; each time the game reopens, whole."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from game.players.table import HUMAN
from game.saves.store import open_table
from tests.packs import ROOT, compiled

KILLS = 50
AT_ONCE = 2
CHOICES = "1\n" * 40
LONGEST = 0.12  # seconds after the first choice was taken, about as long as the rest of the game takes
TAKEN = b"> "  # how the program repeats a choice before it plays it


@dataclass
class Tally:
    """What the kills met: how many, how many of them in the middle of a game, and how many games were begun."""

    kills: int = 0
    amid: int = 0
    games: int = 0
    faults: list[str] = field(default_factory=list[str])


def choices_in(path: Path) -> int:
    """How many choices of the person a save holds, after playing it again from the start."""
    table = open_table(path, compiled("tutorial"))
    mine = [seat for seat, name in table.record.seats.items() if name == HUMAN]
    return sum(move.split()[3] in mine for move in table.record.moves)


def kill_once(path: Path, going: bool, moment: float) -> tuple[int, bool]:
    """Starts or goes on with a game, kills it at a moment, and says how many choices it had taken and whether it lived."""
    start = ["--load", str(path)] if going else ["--pack", "tutorial", "--seed", "5"]
    process = subprocess.Popen(
        [sys.executable, "main.py", "play", "--terminal", *start, "--save", str(path), "--moves", "-"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    shown = bytearray()
    begun = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        while part := process.stdout.read(65536):
            shown.extend(part)
            if TAKEN in shown:
                begun.set()
        begun.set()

    listener = threading.Thread(target=listen)
    listener.start()
    process.stdin.write(CHOICES.encode())
    begun.wait(60)
    time.sleep(moment)
    lived = process.poll() is None
    process.kill()
    process.wait(30)
    listener.join(30)
    process.stdin.close()
    process.stdout.close()
    return sum(line.startswith(TAKEN) for line in bytes(shown).splitlines()), lived


def spree(folder: Path, seed: int, kills: int) -> Tally:
    """One player's bad evening: a game that is killed again and again, and gone on with from its save."""
    path, dice, tally = folder / f"auto-{seed}.itabasami.json", random.Random(seed), Tally()
    before = 0
    while tally.kills < kills:
        going = path.exists()
        tally.games += not going
        before = choices_in(path) if going else 0
        taken, lived = kill_once(path, going, dice.uniform(0, LONGEST))
        if not path.exists():
            tally.faults.append(f"kill {tally.kills}: no save is left")
            return tally
        after = choices_in(path)
        # the last choice that was repeated may have been under way; all before it must be there
        if not before + taken - 1 <= after <= before + taken:
            tally.faults.append(f"kill {tally.kills}: {before} + {taken} choices were taken, {after} are saved")
        tally.kills += lived
        tally.amid += lived and taken > 0
        if not lived or open_table(path, compiled("tutorial")).over:
            path.unlink()
    return tally


def test_fifty_kills_lose_at_most_the_choice_being_typed(tmp_path: Path) -> None:
    compiled("tutorial")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tallies = list(pool.map(lambda seed: spree(tmp_path, seed, KILLS // AT_ONCE), range(AT_ONCE)))
    assert [f for t in tallies for f in t.faults] == []
    assert sum(t.kills for t in tallies) == KILLS
    assert sum(t.amid for t in tallies) >= KILLS // 2, "most kills have to fall into the middle of a game"
    left = [p.name for p in tmp_path.iterdir() if not p.name.endswith((".json", ".part"))]
    assert left == []
