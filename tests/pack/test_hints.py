"""Hints at the name that was perhaps meant: each takes a search among all names, so only problems that are shown get one."""

from __future__ import annotations

import difflib

import pytest

from game.pack.near import FormulaError, Near
from game.pack.problems import SHOWN
from tests.pack.minimal import added, problems


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were searched for."""
    found: list[str] = []
    search = difflib.get_close_matches

    def noted(word: str, *rest: object) -> list[str]:
        found.append(word)
        return search(word, *rest)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(difflib, "get_close_matches", noted)
    return found


def flows(n: int, field: str) -> str:
    lines = []
    for i in range(n):
        track, amount = (f"coinsz{i}", 1) if field == "track" else ("coins", f'"peoplee{i} + 1"')
        title = f'title = {{ ja = "{i}", en = "{i}" }}'
        lines.append(f'[flow.f{i}]\ntrack = "{track}"\nadd = {amount}\n{title}\n')
    return "\n".join(lines)


@pytest.mark.parametrize(("field", "meant"), [("track", "coins"), ("add", "people")])
def test_only_the_problems_that_are_shown_are_searched_for(searches: list[str], field: str, meant: str) -> None:
    n = 6 * SHOWN
    found = problems(added(flows(n, field)))
    assert len(found) == n
    assert len(searches) <= SHOWN
    assert [p.nearest for p in found[:SHOWN]] == [meant] * SHOWN
    assert not any(p.nearest for p in found[SHOWN:])


def test_a_hint_is_searched_for_when_it_is_read_and_once(searches: list[str]) -> None:
    error = FormulaError("unknown_name", Near("debt_raito", ["debt_ratio", "diet_size"]), name="debt_raito")
    assert error.words.en == "unknown name 'debt_raito'"
    assert not searches
    assert str(error) == str(error) == "unknown name 'debt_raito' (did you mean 'debt_ratio'?)"
    assert searches == ["debt_raito"]
