"""Endings and scores: every game comes to an end that counts."""

from __future__ import annotations

import pytest

from tests.pack.expecting import expect
from tests.pack.minimal import spoiled, the_problem

ENDS = [
    ('[ending.peace]\ntitle = { ja = "平穏", en = "Peace" }\nwhen = "turn > 0"',
     '[ending.peace]\ntitle = { ja = "平穏", en = "Peace" }\nwhen = "coins > 5"', 'when = "coins > 5"', "ending.peace.when",
     'found "coins > 5"; no ending catches every game: give the last one that is no loss when = "turn > 0"'),
    ('title = { ja = "平穏", en = "Peace" }\nwhen = "turn > 0"', 'title = { ja = "平穏", en = "Peace" }', "[ending.peace]", "ending.peace.when",
     'wanted the key "when", a condition, which is missing; always is when = "turn > 0"'),
    ('loss = true\nlosers = ["mayor"]', "loss = true", "[ending.ruin]", "ending.ruin.losers",
     'wanted losers, the seats that lose by it: losers = ["mayor", "bandits"] for all'),
    ('loss = true\nlosers = ["mayor"]', 'losers = ["mayor"]', 'losers = ["mayor"]', "ending.ruin.losers",
     'found "mayor"; wanted loss = true beside it: nobody loses by another ending'),
    ('[total.mayor]\nvalue = "0.6 * mean + 0.4 * least"', "", 'seat = "mayor"\nvalue', "dimension.wealth.seat",
     'found "mayor"; wanted a table [total.mayor] that combines them: value = "0.7 * mean + 0.3 * least"'),
    ('[total.mayor]\n', '[total.bandits]\nvalue = 1\n\n[total.mayor]\n', "[total.bandits]", "total.bandits",
     'found "bandits"; wanted a [dimension.…] with seat = "bandits"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "piece", "key", "sentence"), ENDS)
def test_every_game_comes_to_an_end_that_counts(old: str, new: str, piece: str, key: str, sentence: str) -> None:
    made = spoiled(old, new)
    expect(the_problem(made), made, piece, key, sentence)


def test_a_pack_without_any_ending_but_losses() -> None:
    made = spoiled('[ending.peace]\ntitle = { ja = "平穏", en = "Peace" }\nwhen = "turn > 0"', "")
    assert "no ending catches every game" in the_problem(made).wanted.en


def test_a_pack_whose_own_seat_has_no_score() -> None:
    made = spoiled('seat = "mayor"\nprofile', 'seat = "bandits"\nprofile')
    sentence = 'found "bandits"; wanted a score for this seat: [dimension.…] tables and [total.bandits]'
    expect(the_problem(made), made, 'seat = "bandits"', "pack.seat", sentence, "pack.toml")


def test_an_agenda_without_a_compromise() -> None:
    made = spoiled('[agenda.toll]\nnegotiation = "parley"', '[agenda.toll]  \nnegotiation = "parley"')
    head, tail = made["world.toml"].split("[agenda.toll]")
    made["world.toml"] = f"{head}[agenda.toll]{tail.replace('compromise = true, ', '', 1)}"
    sentence = "wanted compromise = true at one rung: pain is counted from there upward"
    problem = the_problem(made)
    assert (problem.key, problem.wanted.en) == ("agenda.toll.rungs", sentence)
