"""The shape of tables: keys that are missing, unknown or hold the wrong thing."""

from __future__ import annotations

import pytest

from tests.pack.expecting import expect, one
from tests.pack.minimal import added, files, problems, spoiled, the_problem

SHAPES = [
    ("range = [0, 1000]", "range = [1000, 0]", "track.people.range", 'found "[1000, 0]"; wanted the lower end first: [low, high]'),
    ('"people", add = 1', '"people", ad = 1', "option.guard.effects.2.ad", 'found "ad"; wanted a key that is known here (did you mean "add"?)'),
    ("start = 20", "start = [20]", "track.coins.start", 'found "[ … ]"; wanted a number, a formula in quotes or a draw such as { normal = [0, 1] }'),
    ("start = 20", "start = nan", "track.coins.start", 'found "nan"; wanted a number, a formula in quotes or a draw such as { normal = [0, 1] }'),
    ("{ choice = [0, 1] }", "{ choise = [0, 1] }", "track.anger.start.choise", 'found "choise"; wanted a key that is known here (did you mean "choice"?)'),
    ("{ choice = [0, 1] }", "{ choice = [0, 1], normal = [0, 1] }", "track.anger.start", 'found "{ … }"; wants exactly one of normal, uniform, choice'),
    ('"coins", add = 5', '"coins", add = 5, set = 3', "event.harvest.effects.1",
     'found "{ … }"; a track wants exactly one of add, set, scale, toward, and no flag, then or else'),
    ("slots = 2", "slots = 0", "phase.council.slots", 'found "0"; wanted a number of 1 or more'),
    ("slots = 2", 'slots = "two"', "phase.council.slots", 'found "two"; wanted a whole number'),
    ("rounds = 1", 'rounds = "many"', "negotiation.parley.rounds", 'found "many"; wanted a whole number'),
    ('kind = "rules"', 'kind = "rule"', "phase.ledger.kind", "found \"rule\"; wanted one of 'choose', 'rules' or 'events'"),
    ("[track.people]", "[track.People]", "track.People", 'found "People"; wanted an id of small letters, digits and _, that starts with a letter'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "sentence"), SHAPES)
def test_shapes(old: str, new: str, key: str, sentence: str) -> None:
    one(old, new, key, sentence)


ADDED = [
    ('[trak.x]\ntitle = "x"\n', "trak", 'found "[trak]"; wanted a kind of table that there is (did you mean "track"?)'),
    ('[[track]]\ntitle = "x"\n', "track", 'found "[[track]]"; wanted [track.some_id], one table for each'),
    ('[track.turn]\ntitle = { ja = "番", en = "Turn" }\nrange = [0, 1]\n', "track.turn",
     'found "turn"; wanted another id: formulas use this name for something else'),
    ('[calendar."2026Q7"]\nmarks = ["fair"]\n', "calendar.2026Q7", 'found "2026Q7"; wanted a turn such as 2026Q1'),
    ('[let.people]\nvalue = 1\ntitle = { ja = "人", en = "P" }\n', "let.people", 'found "people"; wanted another id: there is a track of this name'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "sentence"), ADDED)
def test_added_tables(text: str, key: str, sentence: str) -> None:
    made = {**files(), "x.toml": text}
    expect(the_problem(made), made, text.split("\n")[0], key, sentence, "x.toml")


def test_unknown_key_and_the_key_that_it_hides() -> None:
    made = spoiled("range = [0, 1000]", "rnage = [0, 1000]")
    missing, unknown = problems(made)
    expect(missing, made, "[track.people]", "track.people.range", 'wanted the key "range", which is missing')
    expect(
        unknown, made, "rnage", "track.people.rnage", 'found "rnage"; wanted a key of [track.…] (did you mean "range"?)'
    )


def test_key_outside_every_table() -> None:
    problem = the_problem({**files(), "x.toml": "coins = 3\nmore = 4\n"})
    assert str(problem) == 'x.toml:1: coins: found "coins"; wanted every key inside a table such as [track.some_id]'


def test_number_that_one_member_of_a_set_lacks() -> None:
    made = spoiled("size = 3\n", "")
    sentence = 'wanted the number "size", which the other members of zone have'
    expect(the_problem(made), made, "[set.zone.west]", "set.zone.west", sentence, "pack.toml")


def test_a_table_without_an_id_is_one_problem() -> None:
    made = added('[option]\nphase = "council"\ntitle = { ja = "あ", en = "a" }\n')
    expect(
        the_problem(made),
        made,
        "[option]",
        "option",
        'found "[option]"; wanted an id in the head of the table: [option.some_id]',
    )
