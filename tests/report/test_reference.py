"""The rules reference: works beside what they are about, and everything under its own title."""

from __future__ import annotations

import pytest

from game.pack.tree import Node
from game.report.formulas import Wording
from game.report.reference import PackPage
from tests.packs import load


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_works_stand_on_the_shelf_and_beside_what_they_are_about(lang: str) -> None:
    pack = load("japan-2026")
    lines = PackPage(pack, lang).text().splitlines()
    for name, entry in pack.references.items():
        title = entry.item.title.get(lang)
        assert any(f"**{title}** `{name}`" in line for line in lines), name
        assert any(title in line and "**" not in line for line in lines), f"nothing points to {name}"


def test_a_track_keeps_its_title_beside_an_option_or_a_figure_of_the_same_id() -> None:
    pack = load("japan-2026")
    words = Wording.of(pack, "en")
    for name in ("stockpile", "debt_ratio"):
        assert words.formula(Node("track", name=name)) == pack.tracks[name].item.title.en
    assert words.formula(Node("figure", name="debt_ratio")) == pack.figures["debt_ratio"].item.title.en
    assert pack.options["stockpile"].item.title.en in words.formula(Node("used", name="stockpile"))
