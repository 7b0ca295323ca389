"""A pack that is not ours: its rule book and its screens say what it says, and nothing of the shipped games."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.engine import compile_pack
from game.pack import Pack
from game.players.table import HUMAN, Table
from game.report.reference import reference
from game.terminal import turn
from game.terminal.view import PlainView
from tests.pack.minimal import added
from tests.terminal.desk import Desk

GRADES = """
[grade.splendid]
title = { ja = "すばらしい", en = "Splendid" }
at = 0
"""


def village(more: str = "", view: str = "") -> Pack:
    made = added(GRADES + more)
    made["pack.toml"] = (
        made["pack.toml"]
        .replace('start = "2026Q1"', "")
        .replace('profile = "book"\n', f'profile = "book"\n{view}\n', 1)
    )
    return Pack.from_files(made)


def test_the_rule_book_calls_a_track_by_its_own_title() -> None:
    made = added(
        """
[option.coins]
phase = "council"
title = { ja = "お金を集める", en = "Collect the money" }
needs = [{ that = "coins < 90 and used('coins') < 3", else = { ja = "十分です", en = "There is enough" } }]
effects = [{ track = "coins", add = 1 }]

[figure.coins]
title = { ja = "昔のお金", en = "Old money" }
unit = "coins"
values = { book = 7 }
source = { book = "The book" }
kind = { book = "article" }

[let.wealth_then]
value = "coins - figure('coins')"
title = { ja = "差", en = "Difference" }
"""
    )
    page = reference(Pack.from_files(made), "en")
    assert "Needs: Coins < 90 and uses of Collect the money < 3" in page
    assert "`wealth_then` = Coins − Old money" in page
    assert "  - Coins +1" in page


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_screens_say_nothing_of_another_game(tmp_path: Path, lang: str) -> None:
    program = compile_pack(village())
    desk = Desk(tmp_path, lang, Table.new(program, 7, {"mayor": HUMAN}))
    text = desk.follow("?", "t", "m", *["1"] * 400)
    assert desk.over
    for word in ("article", "記事", "Japan", "日本", "splendid"):
        assert word not in text
    assert ("Splendid" if lang == "en" else "すばらしい") in text


def test_a_pack_may_say_whose_view_it_follows(tmp_path: Path) -> None:
    program = compile_pack(village(view='view = { ja = "村の見方です。", en = "This is how the village sees it." }'))
    desk = Desk(tmp_path, "en", Table.new(program, 7, {"mayor": HUMAN}))
    text = desk.follow("t", *["1"] * 400)
    assert text.count("This is how the village sees it.") == 2


def test_a_cause_is_found_by_id_and_in_either_language(tmp_path: Path) -> None:
    program = compile_pack(village())
    desk = Desk(tmp_path, "en", Table.new(program, 7, {"mayor": HUMAN}))
    desk.follow(*["1"] * 12)
    figures, table = desk.session(PlainView(io.StringIO(), io.StringIO())).figures, desk.table
    for word in ("お金", "Coins", "oins"):
        assert turn.why(figures, table, word)[1:] == turn.why(figures, table, "coins")[1:], word
    assert len(turn.why(figures, table, "coins")) > 2
