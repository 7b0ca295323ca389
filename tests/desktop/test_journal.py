"""The log has every error in full and nobody's name; the player reads one sentence."""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import files
from game.desktop import bug_report, journal
from game.desktop.journal import FILE, Journal, clean
from game.files import FileError
from game.players.table import HUMAN
from game.saves.store import SaveError, load
from game.texts.words import Words
from tests.packs import ROOT, compiled


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Journal]:
    made = Journal.start(tmp_path / "log", Words("en"))
    yield made
    made.close()


def written(log: Journal) -> str:
    return log.path.read_text(encoding="utf-8")


def test_lines_go_to_the_file_and_errors_have_their_whole_story(started: Journal) -> None:
    try:
        json.loads("{")
    except ValueError:
        logging.getLogger("game.test").exception("while reading")
    text = written(started)
    assert "Itabasami" in text
    assert "while reading" in text
    assert "Traceback" in text
    assert "JSONDecodeError" in text
    assert f" {os.getpid()} ERROR MainThread game.test: " in text


def test_an_error_on_a_thread_is_logged_and_kept_for_the_screen(started: Journal) -> None:
    thread = threading.Thread(target=lambda: [][1], name="worker")
    thread.start()
    thread.join()
    assert isinstance(started.fault, IndexError)
    assert "the thread 'worker' ends" in written(started)
    assert "IndexError" in written(started)
    assert FILE in started.sentence(started.fault)


def test_the_sentence_is_the_errors_own_where_it_has_one(started: Journal) -> None:
    error = SaveError(Path("a.json"), "truncated")
    assert started.sentence(error) == error.text("en")
    started.words = Words("ja")
    assert started.sentence(error) == error.text("ja")
    assert "予期しない" in started.sentence(KeyError("x"))


def test_everything_is_given_back(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, root.level, list(root.handlers))
    made = Journal.start(tmp_path, Words("en"))
    assert sys.excepthook != before[0]
    made.close()
    made.close()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook, root.level, list(root.handlers)) == before


def test_the_file_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 2_000)
    made = Journal.start(tmp_path, Words("en"))
    for i in range(200):
        logging.getLogger("game").info("line %d %s", i, "x" * 50)
    made.close()
    logs = [p for p in made.files() if p.name.startswith(FILE)]
    assert len(logs) == journal.OLDER + 1
    assert all(p.stat().st_size <= 2_000 for p in logs)
    assert "line 199" in written(made)


def test_a_file_that_another_window_has_open_grows_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 1_000)
    made = Journal.start(tmp_path, Words("en"))
    assert made.handler is not None

    def refuse(source: str, target: str) -> None:
        raise PermissionError(13, "another program uses this file", source)

    made.handler.rotator = refuse  # what Windows answers
    for i in range(60):
        logging.getLogger("game").info("line %d %s", i, "x" * 50)
    made.close()
    assert all(f"line {i} " in written(made) for i in range(60))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_a_full_disk_prints_nothing_and_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILE).symlink_to("/dev/full")
    made = Journal.start(tmp_path, Words("en"))
    logging.getLogger("game").error("a line")
    assert made.handler is not None
    assert made.handler.failed == "full"
    assert not made.writing
    assert "no log is kept" in made.trouble()
    assert "no log could be written" in made.sentence(KeyError("x"))
    made.close()
    assert capfd.readouterr() == ("", "")


def test_a_file_where_the_folder_should_be(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("a file", encoding="utf-8")
    made = Journal.start(tmp_path / "log", Words("ja"))
    assert "動作の記録は残りません" in made.trouble()
    assert made.files() == []
    made.close()
    assert capfd.readouterr() == ("", "")


# who it was is nobody's business


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"C:\Users\Taro Yamada\AppData\a", r"~\AppData\a"),
        ("C:/Users/Taro Yamada/AppData/a", "~/AppData/a"),
        (r"'C:\\Users\\Taro Yamada\\a'", r"'~\\a'"),
        (r"c:\users\taro yamada\a", r"~\a"),
        (r"C:\Users\Taro Yamada2\a", r"C:\Users\Taro Yamada2\a"),
        ("E:/taro/stick and tarot", "E:/~/stick and tarot"),
        ("taro plays", "taro plays"),
    ],
)
def test_the_person_is_left_out(text: str, expected: str) -> None:
    assert clean(text, r"C:\Users\Taro Yamada", "taro") == expected


def test_a_home_at_the_root_hides_nothing_else() -> None:
    assert clean("/usr/lib/a", "/", "") == "/usr/lib/a"


def test_the_log_names_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "person", lambda: (str(tmp_path), "taro"))
    made = Journal.start(tmp_path / "log", Words("en"))
    try:
        (tmp_path / "none").read_text(encoding="utf-8")
    except OSError:
        logging.getLogger("game").exception("opening %s on /media/taro/x", tmp_path / "none")
    made.close()
    assert str(tmp_path) not in written(made)
    assert "taro" not in written(made)
    assert "~/none" in written(made)


# other processes

PROGRAM = """
import sys, threading
from pathlib import Path
from game.desktop.journal import Journal
from game.texts.words import Words
journal = Journal.start(Path(sys.argv[1]), Words(sys.argv[2]))
{body}
"""


def run(folder: Path, body: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(body=body), str(folder), lang],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_a_program_that_ends_by_an_error_says_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "{}['nothing']", "ja")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("予期しない問題")
    assert FILE in done.stderr
    assert "KeyError: 'nothing'" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_without_a_log_the_whole_error_is_printed(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file", encoding="utf-8")
    done = run(tmp_path / "log", "{}['nothing']")
    assert "Traceback" in done.stderr
    assert "KeyError: 'nothing'" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the way to crash is another there")
def test_a_crash_within_c_leaves_its_place(tmp_path: Path) -> None:
    done = run(tmp_path, "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)")
    assert done.returncode != 0
    assert "Segmentation fault" in (tmp_path / "fatal.log").read_text(encoding="utf-8")


# the report of a fault


def test_a_report_has_the_log_the_settings_and_the_game(started: Journal, tmp_path: Path) -> None:
    logging.getLogger("game").info("what happened")
    program = compiled("tutorial")
    from game.engine import Record

    record = Record.new(program, seed=4, seats=dict.fromkeys(program.seats, HUMAN))
    path = bug_report.write(tmp_path / "reports", started, {"volume": 3}, record.to_json())
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        names = bundle.namelist()
        assert {"about.txt", "settings.json", f"log/{FILE}", "game.itabasami.json"} <= set(names)
        assert "what happened" in bundle.read(f"log/{FILE}").decode()
        assert json.loads(bundle.read("settings.json")) == {"volume": 3}
        assert "Python" in bundle.read("about.txt").decode()
        bundle.extract("game.itabasami.json", tmp_path)
    assert load(tmp_path / "game.itabasami.json").seed == 4
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_report_without_a_log_or_a_game_is_still_one(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file", encoding="utf-8")
    made = Journal.start(tmp_path / "log", Words("en"))
    path = bug_report.write(tmp_path, made, {})
    made.close()
    with zipfile.ZipFile(path) as bundle:
        assert bundle.namelist() == ["about.txt", "settings.json"]


def test_a_report_names_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Journal.start(tmp_path / "log", Words("en"))
    with (tmp_path / "log" / "fatal.log").open("a", encoding="utf-8") as fatal:
        fatal.write(f'File "{tmp_path}/game/a.py"\n')  # what faulthandler writes by itself
    monkeypatch.setattr(bug_report, "person", lambda: (str(tmp_path), "taro"))
    path = bug_report.write(tmp_path, made, {})
    made.close()
    with zipfile.ZipFile(path) as bundle:
        assert 'File "~/game/a.py"' in bundle.read("log/fatal.log").decode()


def test_a_report_that_cannot_be_written_is_one_sentence(
    started: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        with pytest.raises(FileError) as caught:
            bug_report.write(tmp_path / "reports", started, {})
    assert "disk is full" in started.sentence(caught.value)
    assert list((tmp_path / "reports").iterdir()) == []


def test_the_tests_own_watch_over_crashes_goes_on(tmp_path: Path) -> None:
    was = faulthandler.is_enabled()
    Journal.start(tmp_path, Words("en")).close()
    assert faulthandler.is_enabled() == was
