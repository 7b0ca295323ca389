"""Permissions and links of what is written stay as they are; kept packs are the user's alone. POSIX only."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli import main
from game.files import write
from game.saves import pack_cache
from game.saves.pack_cache import key, load_pack, read, seal
from game.saves.store import Store, load
from game.study.simulate import Study, record_of
from tests.packs import compiled
from tests.saves.kept import kept_packs


@pytest.fixture
def mask() -> Iterator[int]:
    """A user's mask other than the usual one."""
    old = os.umask(0o027)
    yield 0o027
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_gets_what_the_users_mask_leaves(tmp_path: Path, mask: int) -> None:
    write(tmp_path / "new.md", "text")
    assert mode(tmp_path / "new.md") == 0o666 & ~mask


@pytest.mark.parametrize("had", [0o600, 0o644, 0o664, 0o755])
def test_a_file_keeps_its_permissions(tmp_path: Path, mask: int, had: int) -> None:
    path = tmp_path / "old.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(had)
    write(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert mode(path) == had


def test_the_rules_page_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    page, link = tmp_path / "pages" / "rules.md", tmp_path / "rules.md"
    page.parent.mkdir()
    page.write_text("old", encoding="utf-8")
    page.chmod(0o644)
    link.symlink_to(page)
    assert main(["rules", "--pack", "tutorial", "--out", str(link), "--lang", "en"]) == 0
    assert link.is_symlink()
    assert "## Options" in page.read_text(encoding="utf-8")
    assert mode(page) == 0o644
    assert [p.name for p in page.parent.iterdir()] == ["rules.md"]


def test_a_link_to_nothing_makes_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "file")
    write(tmp_path / "link", "text")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "file").read_text(encoding="utf-8") == "text"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull), "text")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_save_that_is_a_link_stays_one(tmp_path: Path) -> None:
    record, real = record_of(compiled("tutorial"), Study(1, 11), 0), tmp_path / "elsewhere.json"
    Store.save(record, real)
    real.chmod(0o640)
    (tmp_path / "link.json").symlink_to(real)
    record.title = "again"
    Store.save(record, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert load(real).title == "again"
    assert mode(real) == 0o640


# kept packs


class Trap:
    """A pickle that does something when it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("whose", ["link", "another's", "open folder"])
def test_what_others_may_have_written_is_never_read(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    load_pack(rules)
    (place,) = kept_packs()
    name, body = key(pack_cache.read_files(rules)), pickle.dumps(Trap(tmp_path / "sprung"))
    foreign = tmp_path / "foreign.pickle"
    foreign.write_bytes(seal(name, body) + body)
    if whose == "link":
        place.unlink()
        place.symlink_to(foreign)
    else:
        place.write_bytes(foreign.read_bytes())
    if whose == "another's":
        monkeypatch.setattr(pack_cache.os, "geteuid", lambda: os.getuid() + 1)
    if whose == "open folder":
        place.parent.chmod(0o777)
    assert load_pack(rules).info.id == "tutorial"
    assert not (tmp_path / "sprung").exists()
    assert foreign.read_bytes() == seal(name, body) + body
    if whose != "another's":
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
        assert not place.is_symlink()
        assert read(place, name) is not None


def test_the_folder_is_the_users_alone(rules: Path) -> None:
    load_pack(rules)
    assert stat.S_IMODE(pack_cache.cache_folder().stat().st_mode) == 0o700
