"""The shipped packs, loaded and compiled once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.engine import Program, compile_pack
from game.pack import Pack

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "rules"
PACKS = ("tutorial", "japan-2026")


@cache
def load(name: str) -> Pack:
    return Pack.load(RULES / name)


@cache
def compiled(pack: str, scenario: str = "") -> Program:
    return compile_pack(load(pack), scenario)


def all_scenarios() -> list[tuple[str, str]]:
    return [(p, s) for p in PACKS for s in load(p).scenarios]
