"""The gallery's command: the same bytes each time, faults told, wrong use in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.desktop import gallery
from tests.packs import ROOT

SCENES = ("title", "board")


def asked(out: Path, *scenes: str) -> list[str]:
    names = [word for scene in scenes for word in ("--scene", scene)]
    return ["gallery", "--out", str(out), *names, "--size", "1024x640", "--scale", "80", "--lang", "ja"]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    assert main(asked(tmp_path / "one", *SCENES)) == 0
    env = os.environ | {"PYTHONHASHSEED": "4711"}
    command = [sys.executable, "main.py", *asked(tmp_path / "two", *reversed(SCENES))]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert names == sorted(f"{scene}-ja-1024x640-80.png" for scene in SCENES)
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_faults_are_told_and_end_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gallery.audit, "faults", lambda stage: ["'one' and 'two' overlap"])
    assert main(asked(tmp_path, "title")) == 1
    said = capsys.readouterr().out
    assert "'one' and 'two' overlap" in said
    assert "配置の誤り：1" in said


@pytest.mark.parametrize("words", [["--scene", "moon"], ["--size", "12"], ["--size", "1x1"], ["--scale", "151"], []])
def test_wrong_use_ends_with_2(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--out", str(tmp_path)] if words else []
    assert main(["gallery", *out, *words, "--lang", "en"]) == 2
    assert capsys.readouterr().err.strip()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(asked(tmp_path / "file", "title")) == 1
    assert capsys.readouterr().err.count("\n") == 1
