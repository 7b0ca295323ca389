"""Settings, log and marks lie beside the saves of a checkout, or in the user's own folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.folders import Folders
from game.saves import where
from game.saves.store import Store


def test_a_named_folder_has_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITABASAMI_SAVES", str(tmp_path))
    assert Folders.default() == Folders.within(tmp_path)


def test_a_checkout_has_everything_beside_its_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITABASAMI_SAVES")
    folders = Folders.default()
    assert folders.settings == Store.default().folder / "settings.json"
    assert folders.log.parent == folders.running.parent == Store.default().folder


def test_an_installed_game_uses_the_users_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITABASAMI_SAVES")
    monkeypatch.setattr(where, "__file__", str(tmp_path / "lib" / "game" / "saves" / "where.py"))
    folders = Folders.default()
    assert "itabasami" in folders.settings.parts
    assert "itabasami" in folders.log.parts
    assert folders.running == Store.default().folder / "running"
    assert not folders.settings.is_relative_to(Path(__file__).resolve().parents[2])
