"""What rules/ says to authors names every key that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.pack import bargaining, schema
from game.pack.base import Model

RULES = Path(__file__).resolve().parent.parent.parent / "rules"
README = (RULES / "README.md").read_text(encoding="utf-8")
TALKS = (RULES / "negotiation.md").read_text(encoding="utf-8")
INHERITED = {"id", "each", "source_id"}


@pytest.mark.parametrize(
    "model",
    [
        bargaining.Negotiation,
        bargaining.Agenda,
        bargaining.Contribution,
        bargaining.Rung,
        bargaining.Outcome,
        bargaining.Gambit,
        bargaining.Ratification,
    ],
)
def test_every_key_of_a_negotiation_is_explained(model: type[Model]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()} - INHERITED
    assert {key for key in keys if not re.search(rf"\b{key}\b", TALKS)} == set()


@pytest.mark.parametrize("kind", [*schema.KINDS, "pack", "schedule"])
def test_every_kind_of_table_stands_in_the_readme(kind: str) -> None:
    assert f"`[{kind}" in README


def test_words_that_a_key_may_have_are_listed() -> None:
    for word in ("article", "official", "study", "derived", "design", "up", "down", "none"):
        assert f'"{word}"' in README


def test_the_readme_stays_short() -> None:
    assert README.count("\n") < 150
