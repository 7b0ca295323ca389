"""A pack with a cache of its own; permissions and links are things of POSIX."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from game.saves import pack_cache
from tests.packs import RULES

collect_ignore = ["test_permissions.py"] if os.name == "nt" else []


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of its own, with an empty cache."""
    monkeypatch.setattr(pack_cache, "cache_folder", lambda: tmp_path / "cache" / "packs")
    return shutil.copytree(RULES / "tutorial", tmp_path / "island")
