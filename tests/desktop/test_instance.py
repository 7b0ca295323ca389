"""Two windows at once, and runs that end without closing: real processes, real saves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.desktop import instance as module
from game.desktop.instance import Instance, Left
from game.desktop.recovery import unfinished
from game.presenter.session import Session
from game.saves.store import Store, load
from game.texts.words import Words
from tests.packs import ROOT
from tests.packs import load as load_rules

OTHER = """
import sys
from pathlib import Path
from game.desktop.instance import Instance
instance = Instance.begin(Path(sys.argv[1]))
print(len(instance.left), *[instance.hold(Path(name)) for name in sys.argv[2:]], flush=True)
if sys.stdin.readline() == "close\\n":
    instance.close()
"""


class Other:
    """Another window, as a process of its own."""

    def __init__(self, folder: Path, *games: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OTHER, str(folder), *map(str, games)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().split()

    def close(self) -> None:
        self.process.communicate("close\n", 30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "saves")


@pytest.fixture
def running(store: Store) -> Path:
    return store.folder / "running"


def play(session: Session, moves: int) -> None:
    """Lets the person choose so often, or until the game is over."""
    while moves and not session.table.over:
        moment = session.moment()
        if moment.kind == "rivals":
            session.step()
        elif moment.reading:
            session.read()
        else:
            session.submit(int(session.program.legal(session.table.games)[:, 0].argmax()))
            moves -= 1


def new_game(store: Store, seed: int = 5, moves: int = 1) -> Session:
    """A game that a person has chosen in so often; it is saved."""
    session = Session.new(load_rules("tutorial"), seed=seed, words=Words("en"), store=store)
    play(session, moves)
    return session


def marks(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != module.GUARD)


# two windows


def test_a_game_in_another_window_goes_on_as_a_copy_and_nothing_is_overwritten(store: Store, running: Path) -> None:
    first = new_game(store)
    other = Other(running, first.path)
    assert other.said == ["0", "True"]
    before = first.path.read_bytes()
    here = Instance.begin(running)
    assert here.left == ()  # the other one lives
    assert "open in another window" in here.warning(first.path, Words("en"))
    mine = Session.open(first.path, words=Words("ja"), store=store)
    sentence = here.claim(mine)
    assert mine.path.name == "auto-year-5-2.itabasami.json"
    assert "auto-year-5" in sentence
    assert "auto-year-5-2" in sentence
    assert load(mine.path).moves == load(first.path).moves
    play(mine, 99)
    assert mine.table.over
    assert first.path.read_bytes() == before
    other.close()
    assert not here.elsewhere(first.path)
    here.close()
    assert marks(running) == []


def test_the_same_new_game_in_two_windows_at_once(store: Store, running: Path) -> None:
    one, two = Instance.begin(running), Instance.begin(running)
    first, second = new_game(store, moves=0), new_game(store, seed=6, moves=0)
    second.path = first.path  # both have looked for a free name before either had saved
    second.save()
    assert one.claim(first) == ""
    assert "as a copy" in two.claim(second)
    first.save()
    second.save()
    assert (load(first.path).seed, load(second.path).seed) == (5, 6)
    one.close()
    two.close()


def test_a_game_is_the_same_by_whatever_path(store: Store, running: Path, tmp_path: Path) -> None:
    game = new_game(store).path
    (tmp_path / "link.json").symlink_to(game)
    one, two = Instance.begin(running), Instance.begin(running)
    assert one.hold(game)
    assert one.hold(game)
    assert not one.elsewhere(game)
    assert two.elsewhere(tmp_path / "link.json")
    assert two.elsewhere(game.parent / ".." / game.parent.name / game.name)
    one.let_go(tmp_path / "link.json")
    assert not two.elsewhere(game)
    one.close()
    two.close()


def test_looking_leaves_nothing_behind(running: Path, store: Store) -> None:
    here = Instance.begin(running)
    assert not here.elsewhere(store.folder / "a.itabasami.json")
    assert len(marks(running)) == 1
    here.close()
    here.close()
    assert marks(running) == []


# crashes


def test_a_killed_run_is_known_once_and_its_game_is_offered(store: Store, running: Path) -> None:
    old, new = new_game(store, seed=1), new_game(store, seed=2)
    os.utime(old.path, (1, 1))
    other = Other(running, old.path)
    other.kill()
    here = Instance.begin(running)
    assert here.left == (Left((old.path.resolve(),)),)
    found = unfinished(store, here, Words("en"), load_rules("tutorial"))
    assert found is not None
    assert found.save.path == old.path.resolve()  # what was open, not what is newest
    assert found.save.turn in found.sentence
    assert unfinished(store, here, Words("ja")).sentence.startswith("前回")  # pyright: ignore[reportOptionalMemberAccess]
    assert here.hold(old.path)  # the dead hold nothing
    again = Instance.begin(running)
    assert again.left == ()
    assert unfinished(store, again, Words("en")) is None
    assert new.path.exists()
    here.close()
    again.close()


def test_a_closed_run_and_a_living_one_are_no_crashes(store: Store, running: Path) -> None:
    game = new_game(store).path
    Other(running, game).close()
    living = Other(running, game)
    assert living.said == ["0", "True"]
    here = Instance.begin(running)
    assert here.left == ()
    assert unfinished(store, here, Words("en")) is None
    here.close()
    living.kill()


def test_a_run_that_is_killed_beside_a_living_one(store: Store, running: Path) -> None:
    one, two = new_game(store, seed=1).path, new_game(store, seed=2).path
    living, killed = Other(running, two), Other(running, one)
    killed.kill()
    here = Instance.begin(running)
    assert here.left == (Left((one.resolve(),)),)
    living.close()
    here.close()


def test_of_two_killed_runs_the_game_saved_last_is_offered(store: Store, running: Path) -> None:
    one, two = new_game(store, seed=1).path, new_game(store, seed=2).path
    os.utime(one, (1, 1))
    others = [Other(running, two), Other(running, one)]
    for other in others:
        other.kill()
    here = Instance.begin(running)
    found = unfinished(store, here, Words("en"))
    assert found is not None
    assert found.save.path == two.resolve()
    here.close()


def test_a_game_that_another_window_took_over_is_not_offered(store: Store, running: Path) -> None:
    game = new_game(store).path
    Other(running, game).kill()
    here = Instance.begin(running)
    there = Instance.begin(running)
    assert there.hold(game)
    assert unfinished(store, here, Words("en")) is None
    here.close()
    there.close()


@pytest.mark.parametrize("what", ["finished", "removed", "damaged", "none"])
def test_there_may_be_nothing_to_go_on_with(store: Store, running: Path, what: str) -> None:
    new_game(store, seed=9)  # the newest of the folder, and not what was being played
    game = new_game(store, moves=99 if what == "finished" else 1).path
    Other(running, *([] if what == "none" else [game])).kill()
    if what == "removed":
        game.unlink()
    if what == "damaged":
        game.write_bytes(game.read_bytes()[:-50])
    here = Instance.begin(running)
    assert len(here.left) == 1
    assert unfinished(store, here, Words("en")) is None
    here.close()


def test_a_game_without_a_move_is_offered_as_one_that_begins(store: Store, running: Path) -> None:
    game = new_game(store, moves=0).path
    Other(running, game).kill()
    here = Instance.begin(running)
    found = unfinished(store, here, Words("en"))
    assert found is not None
    assert "beginning" in found.sentence
    here.close()


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"games": 3}', b"\xff\x00", b"null"])
def test_a_mark_that_says_nothing_means_the_newest_game(store: Store, running: Path, raw: bytes) -> None:
    game = new_game(store).path
    running.mkdir(parents=True)
    (running / "run-0.json").write_bytes(raw)
    here = Instance.begin(running)
    assert here.left == (Left(None),)
    found = unfinished(store, here, Words("en"))
    assert found is not None
    assert found.save.path == game
    here.close()


def test_a_mark_of_a_run_that_was_just_closing_is_no_crash(running: Path) -> None:
    running.mkdir(parents=True)
    (running / "run-0.json").write_text(json.dumps({"closed": True}), encoding="utf-8")
    here = Instance.begin(running)
    assert here.left == ()
    assert len(marks(running)) == 1
    here.close()


def test_many_windows_begin_and_close_at_once_and_none_is_taken_for_crashed(running: Path) -> None:
    others = [
        subprocess.Popen(
            [sys.executable, "-c", "import sys\nfrom pathlib import Path\nfrom game.desktop.instance import Instance\n"
             "for _ in range(40):\n    i = Instance.begin(Path(sys.argv[1]))\n    assert not i.left\n    i.close()", str(running)],
            cwd=ROOT, stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    for process in others:
        assert process.communicate(timeout=60)[1] == b""
        assert process.returncode == 0
    assert marks(running) == []


# where nothing can be marked


@pytest.mark.parametrize("why", ["a file in the way", "no locks"])
def test_the_game_runs_without_marks_where_none_can_be_made(
    store: Store, running: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    session = new_game(store)
    if why == "no locks":

        def refuse(*_: object, **__: object) -> None:
            raise OSError(37, "no locks here")

        monkeypatch.setattr(module.Lock, "take", refuse)
    else:
        running.write_text("a file", encoding="utf-8")
    here = Instance.begin(running)
    assert here.left == ()
    assert here.claim(session) == ""
    assert not here.elsewhere(store.folder / "b.itabasami.json")
    assert unfinished(store, here, Words("en")) is None
    here.let_go(session.path)
    here.close()


def test_a_disk_that_takes_no_mark_stops_nothing(
    store: Store, running: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    game = new_game(store).path
    with monkeypatch.context() as patch:
        patch.setattr(module.Lock, "write", full)
        here = Instance.begin(running)
        assert here.hold(game)
    assert "no space left" in caplog.text
    there = Instance.begin(running)
    assert there.left == ()  # what is held lives, whatever is written in it
    assert there.elsewhere(game)
    here.close()
    there.close()
