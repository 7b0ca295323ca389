"""The programs that the engine's tests run on."""

from __future__ import annotations

import pytest

from game.engine import Program
from tests.packs import PACKS, compiled


@pytest.fixture(params=PACKS)
def program(request: pytest.FixtureRequest) -> Program:
    return compiled(request.param)
