"""Programs to test on: every scenario of the shipped packs, compiled once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.engine import Program, compile_pack
from game.pack import Pack

RULES = Path(__file__).resolve().parents[2] / "rules"
PACKS = ("tutorial",)


@cache
def load(name: str) -> Pack:
    return Pack.load(RULES / name)


@cache
def compiled(pack: str, scenario: str = "") -> Program:
    return compile_pack(load(pack), scenario)


def all_scenarios() -> list[tuple[str, str]]:
    return [(p, s) for p in PACKS for s in load(p).scenarios]


@pytest.fixture(params=PACKS)
def program(request: pytest.FixtureRequest) -> Program:
    return compiled(request.param)
