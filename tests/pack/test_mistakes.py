"""The mistakes that everybody makes in a pack: each gives one sentence with file, line, key and what is wanted."""

from __future__ import annotations

from tests.pack.expecting import expect, one
from tests.pack.minimal import added, files, line_of, problems, spoiled, the_problem


def test_the_pack_that_is_spoiled_here_is_good() -> None:
    assert problems(files()) == ()


def test_wrong_unit() -> None:
    sentence = "found \"figure('savings')\"; wanted a figure in people, the unit of people; this one is in coins"
    one("figure('population')", "figure('savings')", "track.people.start", sentence)


def test_unknown_track_in_a_formula() -> None:
    sentence = 'found "poeple / 50"; unknown name \'poeple\' (did you mean "people"?)'
    one('"people / 50"', '"poeple / 50"', "flow.taxes.add", sentence)


def test_unknown_work_on_the_shelf() -> None:
    shelf = '[reference.chronicle]\ntitle = { ja = "年代記", en = "The chronicle" }\n'
    good = added(
        shelf + '[option.read]\nphase = "council"\ntitle = { ja = "読む", en = "Read" }\nreferences = ["chronicle"]\n'
    )
    assert problems(good) == ()
    made = added(
        shelf + '[option.read]\nphase = "council"\ntitle = { ja = "読む", en = "Read" }\nreferences = ["cronicle"]\n'
    )
    sentence = 'found "cronicle"; wanted the id of a reference (chronicle) (did you mean "chronicle"?)'
    expect(the_problem(made), made, 'references = ["cronicle"]', "option.read.references.1", sentence)


def test_unknown_track_in_an_effect() -> None:
    sentence = 'found "coin"; wanted the id of a track (did you mean "coins"?)'
    one('"coins", add = 5', '"coin", add = 5', "event.harvest.effects.1.track", sentence)


def test_missing_translation() -> None:
    sentence = 'wanted the English text too: en = "…"'
    one('{ ja = "税", en = "Taxes" }', '{ ja = "税" }', "flow.taxes.title.en", sentence)


def test_text_in_one_language_only() -> None:
    sentence = 'found "Taxes"; wanted both languages: { ja = "…", en = "…" }'
    one('{ ja = "税", en = "Taxes" }', '"Taxes"', "flow.taxes.title", sentence)


def test_rung_without_effect() -> None:
    made = spoiled(', effects = [{ track = "people", add = -20 }]', "")
    piece = '{ at = 10, title = { ja = "全部", en = "All" } }'
    expect(
        the_problem(made), made, piece, "agenda.grain.rungs.2",
        'found "All"; wanted effects: agreeing to this rung would change nothing',
    )  # fmt: skip


def test_weight_below_zero_of_an_agenda() -> None:
    one("weight = 40", "weight = -40", "agenda.grain.weight", 'found "-40"; wanted a number of 0 or more')


def test_weight_below_zero_of_an_event() -> None:
    one('"max(0, 3 - turn)"', "-1", "event.harvest.weight", 'found "-1"; wanted a weight of 0 or more', "weight = -1")


def test_weight_that_may_fall_below_zero_is_a_warning() -> None:
    sentence = 'found "3 - turn"; wanted a weight that stays at 0 or more; this may fall to -997: write max(0, …)'
    one('"max(0, 3 - turn)"', '"3 - turn"', "event.harvest.weight", sentence, severity="warning")


def test_cycle_between_formulas_names_the_chain() -> None:
    made = spoiled('value = "sum(tension', 'value = "relief + sum(tension')
    made["world.toml"] += '\n[let.relief]\nvalue = "2 * hope"\n\n[let.hope]\nvalue = "worry / 3"\n'
    sentence = 'found "hope -> worry -> relief -> hope"; wanted lets that do not need each other in a circle'
    expect(the_problem(made), made, 'value = "worry / 3"', "let.hope.value", sentence)


def test_duplicate_id_in_two_files_names_both_places() -> None:
    made = added('[track.coins]\ntitle = { ja = "金", en = "Gold" }\nrange = [0, 1]\n', "pack.toml")
    first = line_of(made, "[track.coins]", "pack.toml")
    sentence = f'found "[track.coins]"; wanted another id: this one stands in pack.toml:{first} already'
    expect(the_problem(made), made, "[track.coins]", "track.coins", sentence)


def test_duplicate_id_in_one_file_names_both_lines() -> None:
    made = added("[track.coins] # once more\nrange = [0, 1]\n")
    first = line_of(files(), "[track.coins]")
    sentence = f'found "[track.coins]"; wanted another id: this table stands in line {first} already'
    expect(the_problem(made), made, "[track.coins] # once more", "track.coins", sentence)


def test_key_written_twice() -> None:
    made = spoiled("start = 20\n", "start = 20\nstart = 21\n")
    problem = the_problem(made)
    assert (
        str(problem)
        == f'world.toml:{line_of(made, "start = 21")}: found "start = 21"; wanted each key once; this one stands there already'
    )
