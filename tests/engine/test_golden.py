"""Whole games against the files in tests/golden; a scenario without a file fails."""

from __future__ import annotations

import pytest

from tests.engine.golden import FOLDER, path, transcript
from tests.packs import all_scenarios, compiled


@pytest.mark.parametrize(("pack", "scenario"), all_scenarios())
def test_golden(pack: str, scenario: str) -> None:
    file = path(pack, scenario)
    assert file.exists(), "make it with: python -m tests.engine.golden"
    assert transcript(compiled(pack, scenario)) == file.read_text(encoding="utf-8"), (
        "the rules play differently; if that is meant, run python -m tests.engine.golden and review the diff"
    )


def test_no_golden_file_without_a_scenario() -> None:
    known = {path(p, s).name for p, s in all_scenarios()}
    assert {f.name for f in FOLDER.glob("*.txt")} == known
