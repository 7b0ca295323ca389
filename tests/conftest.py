"""Tests leave the user's own folders alone: saves, cache and data of the program and of the processes that they start lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
WINDOWS = ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA")  # what platformdirs looks at there


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One temporary home for the whole run, so that processes find each other's kept packs."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in (*FOLDERS, *WINDOWS):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("ITABASAMI_SAVES", str(home / "saves"))
        yield home
