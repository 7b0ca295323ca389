"""Kept packs: found again, made anew after any change, and never trusted where they are damaged or another's."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

import game
from game.pack import Pack
from game.saves import pack_cache
from game.saves.pack_cache import cache_folder, key, load_pack, read, seal
from tests.packs import ROOT
from tests.saves.kept import kept_packs


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each time that a pack is read from its files."""
    times: list[str] = []
    real = Pack.from_files

    def from_files(files) -> Pack:
        times.append("checked")
        return real(files)

    monkeypatch.setattr(Pack, "from_files", from_files)
    return times


def test_the_second_start_finds_the_pack(rules: Path, checked: list[str]) -> None:
    first = load_pack(rules)
    second = load_pack(rules)
    assert checked == ["checked"]
    assert second.digest == first.digest == Pack.load(rules).digest
    assert second.files == first.files


@pytest.mark.parametrize("what", ["text", "pydantic", "game", "python", "code"])
def test_any_change_makes_it_anew(
    rules: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    load_pack(rules)
    if what == "text":
        with (rules / "02-world.toml").open("a", encoding="utf-8") as file:
            file.write("# a note\n")
    elif what == "code":
        shutil.copytree(ROOT / "game" / "pack", tmp_path / "code", ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(pack_cache, "CODE", tmp_path / "code")
        load_pack(rules)
        assert len(checked) == 1, "the same code in another place"
        (tmp_path / "code" / "more.py").write_text("", encoding="utf-8")
    else:
        owner = {"pydantic": pack_cache.pydantic, "game": game, "python": sys}[what]
        name = {"pydantic": "VERSION", "game": "__version__", "python": "version"}[what]
        monkeypatch.setattr(owner, name, "0.0 of another day")
    load_pack(rules)
    assert len(checked) == 2
    assert len(kept_packs()) == 2


@pytest.mark.parametrize("damage", ["empty", "cut", "bit", "garbage", "other pickle", "other name"])
def test_a_damaged_file_is_ignored_and_written_anew(rules: Path, checked: list[str], damage: str) -> None:
    pack = load_pack(rules)
    (place,) = kept_packs()
    raw = place.read_bytes()
    name = key(pack_cache.read_files(rules))
    middle = len(raw) // 2
    place.write_bytes(
        {
            "empty": b"",
            "cut": raw[:middle],
            "bit": raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :],
            "garbage": b"\x80garbage" * 100,
            "other pickle": seal(name, pickle.dumps([1])) + pickle.dumps([1]),
            "other name": seal("another", raw[32:]) + raw[32:],
        }[damage]
    )
    assert read(place, name) is None
    assert load_pack(rules).digest == pack.digest
    assert load_pack(rules).digest == pack.digest
    assert len(checked) == 2, "made anew once, and then found"
    assert place.read_bytes()[:32] == seal(name, place.read_bytes()[32:])


def test_a_cache_that_cannot_be_written_is_no_matter(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("", encoding="utf-8")
    assert load_pack(rules).info.id == "tutorial"


def test_only_the_newest_are_kept(rules: Path) -> None:
    for i in range(pack_cache.KEPT + 2):
        (rules / "99-note.toml").write_text(f"# {i}\n", encoding="utf-8")
        load_pack(rules)
    assert len(kept_packs()) == pack_cache.KEPT


def test_tests_leave_the_users_own_folders_alone(own_folders: Path) -> None:
    """Here, and in the processes that tests start."""
    code = "import platformdirs as p; print(p.user_cache_dir('itabasami')); print(p.user_data_dir('itabasami'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    there = [Path(line) for line in done.stdout.splitlines()]
    for folder in (*there, cache_folder(), Path(platformdirs.user_data_dir("itabasami"))):
        assert own_folders in folder.parents
