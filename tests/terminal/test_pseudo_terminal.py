"""The real program in a pseudo-terminal, as a person meets it: title, game, undo, save, leave, go on."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from game.players.table import HUMAN, Table
from game.saves.store import load
from game.texts.formats import width
from game.texts.words import Words

from .desk import first_open
from .program import Terminal

SIZES = [(80, 24), (120, 40)]


def ask(words: Words) -> str:
    return words("play.prompt")


def walk(terminal: Terminal, words: Words, line: str) -> str:
    """Types a line, and Enter at every page and report, up to the next question; all that was shown."""
    shown, answer = "", line
    while True:
        terminal.type(answer)
        screen = terminal.wait(ask(words), words("play.go_on"), words("play.more")).rstrip()
        if screen.endswith(ask(words).rstrip()):
            return shown + screen
        shown, answer = shown + screen + "\n", ""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_person_plays_takes_back_saves_leaves_and_goes_on(lang: str, size: tuple[int, int], tmp_path: Path) -> None:
    words, own = Words(lang), tmp_path / "own.json"
    arguments = ("--lang", lang, "--save", str(own))
    terminal = Terminal.start(
        "play", "--terminal", "--pack", "tutorial", "--seed", "7", *arguments, columns=size[0], lines=size[1]
    )
    terminal.wait(words("play.go_on"))
    seen = terminal.screen + "\n" + walk(terminal, words, "")
    assert words("talks.table") in seen
    assert words("turn.stand") in seen
    for line in seen.splitlines():
        assert width(line) <= size[0], line

    while words("decision.slot", slot=1, slots=2) not in seen:  # on to the council, which has two choices
        seen = walk(terminal, words, first_open(Table.resume(load(own))))
    before = load(own).moves
    seen = walk(terminal, words, "festival")
    assert words("turn.result") in seen
    assert len(load(own).moves) == len(before) + 1
    assert words("undo.done") in walk(terminal, words, "u")
    assert load(own).moves == before
    assert words("undo.nothing") in walk(terminal, words, "u") or words("undo.handed_over") in terminal.screen
    assert words("wrong.number", n=99)[:8] in walk(terminal, words, "99")
    assert words("wrong.unknown")[:8] in walk(terminal, words, "nonsense")
    assert words("help.title") in walk(terminal, words, "?")
    assert words("option.effects") in walk(terminal, words, "?festival")
    assert words("board.title") in walk(terminal, words, "m")
    assert words("why.title") in walk(terminal, words, "w")
    assert words("goal.title") in walk(terminal, words, "g")
    assert words("talks.issues") in walk(terminal, words, "t")
    assert words("decision.closed") in walk(terminal, words, "x")

    code, seen = terminal.end("q")
    assert code == 0
    assert "--load" in seen
    assert load(own).moves == before

    again = Terminal.start("play", "--load", str(own), *arguments, columns=size[0], lines=size[1])
    assert words("decision.slot", slot=1, slots=2) in again.wait(ask(words))  # straight to where one was
    assert again.end("q")[0] == 0


def test_the_title_speaks_both_languages_and_begins_a_game(tmp_path: Path) -> None:
    ja, en = Words("ja"), Words("en")
    env = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LANG": "ja_JP.UTF-8"}
    terminal = Terminal.start(env=env)
    screen = terminal.wait(ja("title.prompt"))
    assert ja("title.about")[:10] in screen
    number = next(line.split()[0] for line in screen.splitlines() if ja("title.language") in line)
    screen = terminal.ask(number, en("title.prompt"))
    assert en("title.new") in screen
    number = next(line.split()[0] for line in screen.splitlines() if en("title.how") in line)
    assert en("title.how") in terminal.ask(number, en("play.go_on"))
    terminal.ask("", en("title.prompt"))
    code, _ = terminal.end("q")
    assert code == 0


def test_control_c_before_the_game_leaves_quietly(tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    terminal = Terminal.start("play", "--pack", "tutorial", "--lang", "en", "--save", str(own))
    terminal.wait(Words("en")("play.go_on"))
    code, screen = terminal.interrupt()
    assert code == 0
    assert "Traceback" not in screen
    assert not own.exists()


def test_control_c_saves_and_leaves(tmp_path: Path) -> None:
    words, own = Words("en"), tmp_path / "own.json"
    terminal = Terminal.start("play", "--pack", "tutorial", "--seed", "3", "--lang", "en", "--save", str(own))
    terminal.wait(words("play.go_on"))
    walk(terminal, words, "")
    code, screen = terminal.interrupt()
    assert code == 0
    assert words("play.continue") in screen
    assert load(own).seats["island"] == HUMAN


# Python's hook before every read of the keyboard, put to a C function that lasts until a signal arrives: so the
# signal always comes after Python's last look for signals and before the read, a moment otherwise hardly ever met.
TOO_LATE = """
import ctypes, sys
from game.terminal.rich_view import RichView
from game.terminal.view import PlainView
ctypes.c_void_p.in_dll(ctypes.pythonapi, "PyOS_InputHook").value = ctypes.cast(ctypes.CDLL(None).pause, ctypes.c_void_p).value
class Keyboard:
    isatty, fileno = sys.stdin.isatty, sys.stdin.fileno
    def readline(self):
        return input()
try:
    (RichView() if sys.argv[1] == "rich" else PlainView(sys.stdout, Keyboard())).ask("your choice> ")
except KeyboardInterrupt:
    print("left")
"""


@pytest.mark.parametrize("view", ["rich", "plain"])
def test_control_c_between_the_prompt_and_the_reading_is_heard(view: str) -> None:
    terminal = Terminal.run_in([sys.executable, "-c", TOO_LATE, view], 80, 24, None)
    terminal.wait("your choice>")
    time.sleep(0.5)  # for the child to reach the hook; too short a time only lets the test pass
    code, screen = terminal.interrupt()
    assert code == 0
    assert screen.rstrip().endswith("left")
