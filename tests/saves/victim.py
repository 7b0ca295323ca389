"""The program as a process that can be killed, and that starts at once: fifty of them are killed in one test.

The processes come from a server that has loaded the program, read the rules and played a game; each goes on from there
by itself, with files of its own. Only the reading of the rules is left out, and that writes nothing.
"""

from __future__ import annotations

import io
import multiprocessing
import sys
import tempfile
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from game import cli
from game.engine import Program, Record

HERE = "tests.saves.victim"
SERVER = "forkserver" in multiprocessing.get_all_start_methods()  # elsewhere each process loads the program for itself
CHOICES = "1\n" * 40  # more than a game of the tutorial has

read_anew = Record.program
read: dict[tuple[str, str, str], Program] = {}


def program(self: Record, *, neutral: bool = False) -> Program:
    """A record's rules, compiled once for all games of a scenario."""
    name = (self.pack_text, self.scenario, self.profile)
    if name not in read:
        read[name] = read_anew(self)
    return read[name]


def run(arguments: list[str], moves: str, shown: str) -> int:
    """`python main.py ARGUMENT ...` with a text on standard input and what it shows in a file; its exit code."""
    Record.program = program
    kept = sys.stdin, sys.stdout, sys.stderr
    with open(shown, "w", encoding="utf-8") as out:
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(moves), out, out
        try:
            return cli.main(arguments)
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept


def arguments(path: Path, going: bool) -> list[str]:
    """A game that begins or goes on, with its choices on standard input."""
    start = ["--load", str(path)] if going else ["--pack", "tutorial", "--seed", "5"]
    return ["play", "--terminal", *start, "--save", str(path), "--moves", "-"]


def started(path: Path, going: bool, shown: Path) -> BaseProcess:
    """The program, running."""
    context: Any = multiprocessing.get_context("forkserver" if SERVER else "spawn")
    if SERVER:
        context.set_forkserver_preload([HERE])
    process: BaseProcess = context.Process(target=run, args=(arguments(path, going), CHOICES, str(shown)), daemon=True)
    process.start()
    return process


def warm_up() -> None:
    """Plays a game and opens its save, so that the processes to come find everything loaded."""
    with tempfile.TemporaryDirectory() as folder:
        save = Path(folder) / "game.json"
        for going in (False, True):
            run(arguments(save, going), CHOICES, str(Path(folder) / "shown"))


if multiprocessing.current_process().name == "MainProcess" and "pytest" not in sys.modules and SERVER:
    warm_up()  # this is the server
