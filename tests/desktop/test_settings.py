"""Settings survive everything that happens to their file, and the player is told in one sentence."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from game import files
from game.desktop.settings import ASIDES, CHECKS, LARGEST, Settings, SettingsFile
from game.texts.words import Words

GOOD = {"itabasami": "settings", "volume": 35, "lang": "ja", "window": [1024, 640]}
BAD = {
    "nothing": b"",
    "truncated": json.dumps(GOOD).encode()[:-9],
    "no JSON": b"volume = 3\n",
    "no text": b"\xff\xfe\x00\x81",
    "deep": b"[" * 50_000,
    "endless number": b'{"itabasami": "settings", "volume": ' + b"9" * 5_000 + b"}",
}
FOREIGN = {
    "a list": b"[1, 2]",
    "a number": b"7",
    "another program's": b'{"volume": 5}',
    "a record": b'{"itabasami": "record"}',
    "huge": b" " * (LARGEST + 1),
}


def opened(path: Path, **environ: str) -> SettingsFile:
    return SettingsFile.open(path, environ=environ)


def text(kept: SettingsFile) -> str:
    """The sentence in English; there has to be one in Japanese exactly where there is one in English."""
    assert bool(kept.trouble(Words("ja"))) == bool(kept.trouble(Words("en")))
    return kept.trouble(Words("en"))


def test_every_setting_has_a_check_and_a_standard_value_that_passes_it() -> None:
    assert set(CHECKS) == {f.name for f in fields(Settings)}
    Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("lang", "fr"), ("text_scale", 85), ("text_scale", 70), ("text_scale", 160), ("volume", 101), ("volume", -1),
     ("volume", True), ("volume", 50.0), ("volume", "50"), ("muted", 1), ("muted", None), ("window", (1280,)),
     ("window", (0, 720)), ("window", (1280, 10**6)), ("window", "1280x720"), ("window", (1280.0, 720)), ("lang", ["ja"])],
)  # fmt: skip
def test_a_value_that_a_setting_cannot_have_is_refused(tmp_path: Path, name: str, value: Any) -> None:
    kept = opened(tmp_path / "settings.json")
    before = kept.now
    with pytest.raises(ValueError, match=name):
        kept.change(**{name: value})
    assert kept.now == before
    assert not kept.unkept


def test_a_setting_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        opened(tmp_path / "settings.json").change(loudness=3)


def test_everything_set_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    kept = opened(path)
    values: dict[str, Any] = {
        "lang": "ja", "text_scale": 150, "reduced_motion": True, "volume": 0, "muted": True, "full_screen": True,
        "window": (1024, 640), "class_edition": True, "tutorial_done": True,
    }  # fmt: skip
    assert set(values) == set(CHECKS)
    kept.change(**values)
    assert kept.keep()
    assert opened(path).now == Settings(**values)
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]
    assert text(kept) == ""


def test_nothing_is_written_where_nothing_has_changed(tmp_path: Path) -> None:
    assert opened(tmp_path / "settings.json").keep()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", BAD)
def test_a_damaged_file_is_kept_aside(tmp_path: Path, name: str) -> None:
    check_aside(tmp_path, BAD[name], "damaged")


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_kept_aside(tmp_path: Path, name: str) -> None:
    check_aside(tmp_path, FOREIGN[name], "not one of this game")


def check_aside(folder: Path, raw: bytes, word: str) -> None:
    path = folder / "settings.json"
    path.write_bytes(raw)
    kept = opened(path)
    assert kept.now == Settings()
    assert word in text(kept)
    assert "settings.unusable.json" in text(kept)
    assert (folder / "settings.unusable.json").read_bytes() == raw
    kept.change(volume=10)
    assert kept.keep()
    assert opened(path).now.volume == 10
    assert text(opened(path)) == ""


def test_several_damaged_files_are_kept_and_the_number_has_an_end(tmp_path: Path) -> None:
    for i in range(ASIDES + 3):
        (tmp_path / "settings.json").write_bytes(b"{%d" % i)
        opened(tmp_path / "settings.json")
    asides = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert len(asides) == ASIDES
    assert asides["settings.unusable.json"] == b"{0"
    assert asides[f"settings.unusable-{ASIDES}.json"] == b"{%d" % (ASIDES + 2)


def test_a_wrong_value_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    held = GOOD | {"volume": 900, "later": [1]}
    path.write_text(json.dumps(held), encoding="utf-8")
    kept = opened(path)
    assert kept.now == Settings(lang="ja", window=(1024, 640))
    assert "Some values" in text(kept)
    assert json.loads((tmp_path / "settings.unusable.json").read_text(encoding="utf-8")) == held
    again = opened(path)
    assert (again.now, text(again)) == (kept.now, "")
    assert json.loads(path.read_text(encoding="utf-8"))["later"] == [1]


def test_what_a_later_version_has_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(GOOD | {"furigana": True}), encoding="utf-8")
    kept = opened(path)
    assert text(kept) == ""
    kept.change(volume=36)
    assert kept.keep()
    assert json.loads(path.read_text(encoding="utf-8")) == GOOD | {"furigana": True, "volume": 36}


def test_a_file_with_a_byte_order_mark_is_ours_too(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(GOOD), encoding="utf-8-sig")
    assert opened(tmp_path / "settings.json").now.volume == 35


def test_two_windows_keep_each_others_changes(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    one, two = opened(path), opened(path)
    one.change(volume=20, muted=True)
    assert one.keep()
    two.change(lang="ja")
    assert two.keep()
    one.change(volume=25)
    assert one.keep()
    assert opened(path).now == Settings(volume=25, muted=True, lang="ja")
    assert two.now.volume == Settings().volume  # a window's own sound does not change while it is open


def test_a_file_that_gets_damaged_meanwhile_is_moved_aside_and_all_of_ours_is_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    kept = opened(path)
    path.write_bytes(b"{")
    kept.change(muted=True)
    assert kept.keep()
    assert "damaged" in text(kept)
    assert opened(path).now == Settings(lang="ja", volume=35, window=(1024, 640), muted=True)


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not be written"), (errno.EIO, "cannot be written")],
)
def test_a_disk_that_takes_nothing_costs_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    before, kept = path.read_bytes(), opened(path)
    kept.change(volume=5)

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", fail)
        assert not kept.keep()
    assert word in text(kept)
    assert (path.read_bytes(), [p.name for p in tmp_path.iterdir()]) == (before, [path.name])
    assert kept.now.volume == 5
    assert kept.keep()  # there is room again
    assert text(kept) == ""
    assert opened(path).now.volume == 5


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file", encoding="utf-8")
    kept = opened(tmp_path / "config" / "settings.json")
    assert kept.now == Settings()
    kept.change(volume=5)
    assert not kept.keep()
    assert "cannot be saved" in text(kept)
    assert (tmp_path / "config").read_text(encoding="utf-8") == "a file"


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "settings.json" / "inner").mkdir(parents=True)
    kept = opened(tmp_path / "settings.json")
    assert (kept.now, "cannot be read" in text(kept)) == (Settings(), True)
    kept.change(volume=5)
    assert not kept.keep()
    assert (tmp_path / "settings.json" / "inner").is_dir()


def test_a_file_that_may_not_be_read_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    path.chmod(0)
    whole_open = Path.open

    def refuse(self: Path, *a: Any, **k: Any) -> Any:
        if self == path:
            raise PermissionError(errno.EACCES, "refused")  # what everyone but the administrator meets
        return whole_open(self, *a, **k)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        kept = opened(path)
        assert "cannot be read" in text(kept)
        kept.change(volume=5)
        assert not kept.keep()
        assert "may not be written" in text(kept)
    path.chmod(0o600)
    assert json.loads(path.read_text(encoding="utf-8")) == GOOD


@pytest.mark.parametrize(
    ("environ", "held", "expected"),
    [
        ({}, None, "en"),
        ({"LANG": "ja_JP.UTF-8"}, None, "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "en", "en"),
        ({"LANG": "en_GB.UTF-8"}, "ja", "ja"),
        ({"ITABASAMI_LANG": "en"}, "ja", "en"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_systems(
    tmp_path: Path, environ: dict[str, str], held: str | None, expected: str
) -> None:
    path = tmp_path / "settings.json"
    if held:
        path.write_text(json.dumps({"itabasami": "settings", "lang": held}), encoding="utf-8")
    assert opened(path, **environ).now.lang == expected


def test_another_setting_does_not_pin_the_language(tmp_path: Path) -> None:
    kept = opened(tmp_path / "settings.json", LANG="ja_JP.UTF-8")
    kept.change(volume=5)
    assert kept.keep()
    assert opened(tmp_path / "settings.json", LANG="en_GB.UTF-8").now.lang == "en"
