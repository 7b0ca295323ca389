"""One process at a time holds a file, and however it ends the file is free again."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from game.saves import locks
from game.saves.locks import Lock
from tests.packs import ROOT

HOLDER = """
import sys
from pathlib import Path
from game.saves.locks import Lock
lock = Lock.take(Path(sys.argv[1]))
print(lock is not None, flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that holds a file until its standard input ends, or it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "game.lock"
    with holder(path) as process:
        assert Lock.take(path) is None
        process.kill()
        process.wait(30)
    assert path.exists()  # what it left; nobody has it
    lock = Lock.take(path)
    assert lock is not None
    lock.free()
    assert not path.exists()


def test_patience_waits_for_whoever_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "game.lock"
    first = Lock.take(path)
    assert first is not None
    begun = time.monotonic()
    assert Lock.take(path, patience=0.1) is None
    assert time.monotonic() - begun >= 0.1
    timer = threading.Timer(0.1, first.free)
    timer.start()
    second = Lock.take(path, patience=20)
    timer.join()
    assert second is not None
    second.free()


def test_a_file_that_was_removed_after_it_was_opened_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening and locking, whoever had the file gives it back and removes it; a third one makes it anew."""
    path = tmp_path / "game.lock"
    real, times = locks.hold, list[int]()

    def late(file: int) -> bool:
        times.append(file)
        if len(times) == 1:
            path.unlink()
            path.write_text("the third one's", encoding="utf-8")
        return real(file)

    monkeypatch.setattr(locks, "hold", late)
    lock = Lock.take(path)
    assert lock is not None
    assert len(times) == 2
    assert os.path.samestat(os.fstat(lock.file), path.stat())
    lock.free()


def test_what_is_written_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    lock = Lock.take(path)
    assert lock is not None
    lock.write("a longer text")
    lock.write("板挟み")
    assert path.read_text(encoding="utf-8") == "板挟み"
    lock.free(remove=False)
    assert path.read_text(encoding="utf-8") == "板挟み"
    lock.free()  # a second time it does nothing
    assert path.exists()


def test_looking_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Lock.take(tmp_path / "none.lock", create=False)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_locked_that_is_an_error_and_no_file_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[int] = []
    real = os.close

    def refuse(file: int) -> bool:
        raise OSError(errno.ENOLCK, "no locks here")

    def close(file: int) -> None:
        closed.append(file)
        real(file)

    with monkeypatch.context() as patch:
        patch.setattr(locks, "hold", refuse)
        patch.setattr(locks.os, "close", close)
        with pytest.raises(OSError, match="no locks here"):
            Lock.take(tmp_path / "game.lock")
    assert len(closed) == 1
