"""What lies in the cache of packs."""

from __future__ import annotations

from pathlib import Path

from game.saves import pack_cache


def kept_packs() -> list[Path]:
    return sorted(pack_cache.cache_folder().iterdir())
