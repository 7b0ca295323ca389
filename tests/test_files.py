"""Files are written whole or not at all, and each failure has its sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from game import files
from game.cli import main
from game.files import SENTENCES, FileError, write


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EACCES, "permission"), (errno.EROFS, "permission"), (errno.EIO, "other")],
)  # fmt: skip
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_whatever_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    path = tmp_path / "page.md"
    write(path, "old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, call, fail)
        with pytest.raises(FileError) as error:
            write(path, "new")
    assert error.value.code == code
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.md"]


@pytest.mark.parametrize(
    ("name", "code"), [("", "folder"), ("file/below", "other"), ("a\0b", "other"), ("loop", "other")]
)
def test_names_that_no_file_can_have(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    if os.name != "nt":
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(FileError) as error:
        write(tmp_path / name, "text")
    assert error.value.code == code


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_that_cannot_be_written_ends_with_one_sentence(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "--pack", "tutorial", "--out", str(tmp_path), "--lang", lang]) == 1
    said = capsys.readouterr().err.strip()
    assert SENTENCES["folder"].get(lang) in said
    assert "\n" not in said


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert all(s.ja.endswith("。") and s.en.endswith(".") for s in SENTENCES.values())
