"""A pseudo-terminal is a thing of POSIX; on Windows the tests by pipes cover the same ground."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .program import Terminal

collect_ignore = ["test_pseudo_terminal.py"] if os.name == "nt" else []


@pytest.fixture(autouse=True)
def no_program_is_left() -> Iterator[None]:
    """Whatever a test says of it, a program in a pseudo-terminal ends with the test."""
    yield
    for terminal in list(Terminal.open):
        terminal.close()
