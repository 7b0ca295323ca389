"""What is not installed, or not whole, is told in a sentence for each language, and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.desktop import assets, needs
from game.desktop.assets import AssetError, asset, damaged
from tests.packs import ROOT


def asked(folder: Path, *, without: tuple[str, ...] = ()) -> str:
    """The answer of a process that finds other packages in a folder first, and some not at all."""
    program = (
        "import sys\n"
        f"hidden = {without!r}\n"
        "class Hide:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in hidden: raise ModuleNotFoundError(name)\n"
        "import importlib.util\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, package=None: None if name in hidden else real(name, package)\n"
        "from game.desktop.needs import problem\n"
        "sys.stdout.buffer.write(problem().encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])},
    )  # fmt: skip
    assert done.stderr == b""
    assert done.returncode == 0
    return done.stdout.decode()


def lines(text: str) -> tuple[str, str]:
    ja, en = text.split("\n")
    assert "make play" in ja
    assert "make.bat play" in en
    return ja, en


def test_all_that_is_needed_is_there(tmp_path: Path) -> None:
    assert asked(tmp_path) == ""


def test_without_pygame(tmp_path: Path) -> None:
    assert "(pygame-ce)" in lines(asked(tmp_path, without=("pygame",)))[1]


def test_without_anything(tmp_path: Path) -> None:
    assert "(pygame-ce, budoux)" in lines(asked(tmp_path, without=("pygame", "budoux")))[1]


def test_without_what_breaks_lines(tmp_path: Path) -> None:
    assert "(budoux)" in lines(asked(tmp_path, without=("budoux",)))[1]


def test_the_other_pygame(tmp_path: Path) -> None:
    (tmp_path / "pygame.py").write_text("IS_CE = 0\n", encoding="utf-8")
    ja, en = lines(asked(tmp_path))
    assert "pygame-ce" in ja
    assert "uninstall pygame" in en


@pytest.mark.parametrize("text", ["libSDL2.so: cannot open shared object file\\nand more", ""])
def test_a_pygame_that_does_not_load(tmp_path: Path, text: str) -> None:
    (tmp_path / "pygame.py").write_text(f"raise ImportError('{text}')\n", encoding="utf-8")
    en = lines(asked(tmp_path))[1]
    assert (text.split("\\n")[0] or "ImportError") in en
    assert "play --terminal" in en


def test_the_packages_are_those_of_the_requirements() -> None:
    listed = (ROOT / "requirements" / "desktop.in").read_text(encoding="utf-8").splitlines()
    names = {line.split(">")[0] for line in listed if line and not line.startswith("#")}
    assert names == {"pygame-ce", *needs.BESIDES}


# files of the game itself


def test_a_file_that_is_missing_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "ASSETS", tmp_path / "assets")
    for name in ("fonts/none.ttf", "file/inner.png"):
        (tmp_path / "assets").mkdir(exist_ok=True)
        (tmp_path / "assets" / "file").write_text("a file", encoding="utf-8")
        with pytest.raises(AssetError) as caught:
            asset(name)
        assert caught.value.code == "missing"
        assert f"assets/{name} is missing" in str(caught.value)
        assert f"「assets/{name}」がありません" in caught.value.text("ja")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(AssetError):
        asset("fonts")


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(AssetError) as caught:
            asset("sounds/card.wav")
    assert "may not be read" in caught.value.text("en")


def test_a_file_that_a_library_refuses() -> None:
    error = damaged("fonts/a.ttf", OSError("bad header"))
    assert "assets/fonts/a.ttf is damaged" in error.text("en")
    assert error.detail == "bad header"
