"""The mistakes that a teacher makes in a pack: each gives one sentence with file, line, key and what is wanted."""

from __future__ import annotations

import re

import pytest

from game.pack import Pack, PackError, Problem
from game.pack.problems import SHOWN
from tests.pack.minimal import added, files, line_of, problems, spoiled, the_problem

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def expect(
    problem: Problem,
    made: dict[str, str],
    piece: str,
    key: str,
    sentence: str,
    file: str = "world.toml",
    severity: str = "error",
) -> None:
    """A problem stands in the line of `piece`, at `key`, and says `sentence`."""
    line = line_of(made, piece, file)
    assert str(problem) == f"{file}:{line}: {key}: {sentence}"
    assert (problem.file, problem.line, problem.key, problem.severity) == (file, line, key, severity)
    assert JAPANESE.search(problem.text("ja")), problem.text("ja")


def one(
    old: str, new: str, key: str, sentence: str, piece: str = "", file: str = "world.toml", severity: str = "error"
) -> None:
    """Replacing `old` by `new` gives just this problem, in the line of the first line of `new` (or of `piece`)."""
    made = spoiled(old, new)
    expect(the_problem(made), made, piece or new.split("\n")[0], key, sentence, file, severity)


def test_the_pack_that_is_spoiled_here_is_good() -> None:
    assert problems(files()) == ()


# --- the mistakes that everybody makes ------------------------------------------------------------------


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


NONSENSE = {
    "one long line": "lorem ipsum " * 90_000,
    "many lines": "lorem ipsum dolor\n" * 60_000,
    "brackets": "a = " + "[" * 9_000,
    "tables in tables": "a = " + "{ a = " * 1_500 + "\n",
    "keys outside every table": "".join(f"key_{i} = {i}\n" for i in range(60_000)),
    "zero bytes": "\0" * 1_000_000,
}


@pytest.mark.parametrize("name", NONSENSE)
def test_a_megabyte_of_nonsense_is_one_problem(name: str) -> None:
    problem = the_problem({**files(), "noise.toml": NONSENSE[name]})
    assert problem.file == "noise.toml"
    assert len(str(problem)) < 300


def test_a_picture_is_one_problem() -> None:
    made = {name: text.encode() for name, text in files().items()} | {"noise.toml": bytes(range(256)) * 4000}
    assert str(the_problem(made)) == "noise.toml:2: wanted text in UTF-8; save the file in that encoding"


def test_another_encoding() -> None:
    made = {name: text.encode() for name, text in files().items()} | {"old.toml": "# あ\n".encode("shift_jis")}
    assert str(the_problem(made)) == "old.toml:1: wanted text in UTF-8; save the file in that encoding"


def test_a_file_that_is_too_large() -> None:
    problem = the_problem({**files(), "huge.toml": "# a comment\n" * 200_000})
    assert str(problem) == "huge.toml: wanted a file of at most 2 MB; this is larger"


def test_a_quotation_mark_that_is_missing() -> None:
    made = spoiled('add = "people / 50"', 'add = "people / 50')
    problem = the_problem(made)
    assert problem.line == line_of(made, "people / 50")
    assert problem.wanted.en.startswith("wanted TOML; is a quotation mark, bracket or comma missing?")


# --- names ----------------------------------------------------------------------------------------------

NAMES = [
    ("figure('population')", "figure('popluation')", "track.people.start",
     "found \"figure('popluation')\"; unknown figure 'popluation' (did you mean \"population\"?)"),
    ('hidden_from = ["mayor"]', 'hidden_from = ["major"]', "track.anger.hidden_from.1",
     'found "major"; wanted the id of a seat (mayor, bandits) (did you mean "mayor"?)'),
    ('losers = ["mayor"]', 'losers = ["mayors"]', "ending.ruin.losers.1",
     'found "mayors"; wanted the id of a seat (mayor, bandits) (did you mean "mayor"?)'),
    ("[total.mayor]", "[total.mayer]", "total.mayer",
     'found "mayer"; wanted the id of a seat (mayor, bandits) (did you mean "mayor"?)'),
    ('value = "coins"', "value = \"used('guard[east]') + used('sav')\"", "dimension.wealth.value",
     "found \"used('guard[east]') + used('sav')\"; unknown option or event 'sav' (did you mean \"save\"?)"),
    ('value = "coins"', "value = \"1 if mark('fair') else 0\"", "dimension.wealth.value",
     "found \"1 if mark('fair') else 0\"; unknown calendar mark 'fair'"),
    ('value = "coins"', "value = \"1 if flag('warnd') else 0\"", "dimension.wealth.value",
     "found \"1 if flag('warnd') else 0\"; unknown flag 'warnd' (did you mean \"warned\"?)"),
    ('value = "coins"', 'value = "warned"', "dimension.wealth.value",
     "found \"warned\"; 'warned' is a flag: write flag('warned')"),
    ('value = "coins"', 'value = "tension"', "dimension.wealth.value",
     "found \"tension\"; 'tension' wants an index, such as tension[…]"),
    ('value = "coins"', 'value = "tension[north]"', "dimension.wealth.value",
     "found \"tension[north]\"; 'north' is no member of zone"),
    ('each = "zone"\ntrack = "tension[zone]"', 'each = "zones" \ntrack = "tension[zone]"', "flow.calm.each",
     'found "zones"; unknown set \'zones\' (did you mean "zone"?)'),
    ('each = "zone as z"', 'each = "zones as z"', "option.attack.effects.1.each",
     'unknown set \'zones\' (did you mean "zone"?)'),
    ('{ flag = "warned", set = 0 }', '{ track = "warned", set = 0 }', "rule.spent.effects.1.track",
     'found "warned"; wanted a track; this is a flag: write { flag = "warned" }'),
    ('{ flag = "warned", set = 0 }', '{ track = "worry", set = 0 }', "rule.spent.effects.1.track",
     'found "worry"; wanted a track; this is a let, a formula that nothing can change'),
    ('{ flag = "warned", set = 0 }', '{ track = "tension", set = 0 }', "rule.spent.effects.1.track",
     'found "tension"; wanted one member of the family: tension[zone]'),
    ('en = "{zone} calms down"', 'en = "{zoen} calms down"', "flow.calm.title.en",
     'found "{zoen}"; wanted {name of a set in each} or {figure:id}'),
    ('asks = "bandits"', 'asks = "bandit"', "negotiation.parley.asks",
     'there is no [seat.bandit] (did you mean "bandits"?)'),
    ('{ track = "coins", add = -20 }', '{ track = "coin", add = -20 }', "agenda.toll.rungs.2.effects.1.track",
     'found "coin"; wanted the id of a track (did you mean "coins"?)'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "sentence"), NAMES)
def test_names(old: str, new: str, key: str, sentence: str) -> None:
    one(old, new, key, sentence)


PACK_FILE = [
    ('phases = ["council", "raid", "news"', 'phases = ["council", "raid", "news", "nevs"', "schedule.phases.4",
     'found "nevs"; wanted the id of a phase (did you mean "news"?)'),
    ('option = "save"', 'option = "safe"', "doctrine.careful.prefer.2.option",
     'found "safe"; wanted the id of an option (did you mean "save"?)'),
    ('option = "save"', 'option = "attack[*]"', "doctrine.careful.prefer.2.option",
     'found "attack[*]"; wanted an option that mayor can choose'),
    ('last = "2026Q4"', 'last = "2026Q5"', "scenario.year.last", 'found "2026Q5"; wanted a turn such as 2026Q1'),
    ('last = "2026Q4"', 'last = "2025Q4"', "scenario.year.last", 'found "2025Q4"; wanted a turn after the first, 2026Q1'),
    ('last = "2026Q4"', 'last = "2026Q4"\nopponents = { mayor = "carefull" }', "scenario.year.opponents.mayor",
     'found "carefull"; wanted the id of a doctrine (careful) (did you mean "careful"?)'),
    ('scenario = "year"', 'scenario = "yaer"', "pack.scenario",
     'found "yaer"; wanted the id of a scenario (year) (did you mean "year"?)'),
    ('en = "A small village."', 'en = "Home of {figure:popul}."', "pack.text.en",
     'found "popul"; wanted the id of a figure (population, savings) (did you mean "population"?)'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "sentence"), PACK_FILE)
def test_names_in_the_other_file(old: str, new: str, key: str, sentence: str) -> None:
    one(old, new, key, sentence, piece=new.split("\n")[-1], file="pack.toml")


# --- shapes -----------------------------------------------------------------------------------------------

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


# --- formulas and play -------------------------------------------------------------------------------------

PLAY = [
    ("start = 20", "start = 200", "track.coins.start", 'found "200"; wanted a start from 0 to 100, the range of coins'),
    ("start = 20", 'start = "people"', "track.coins.start",
     'found "people"; wanted a formula of figures only: at the start there is no \'people\' yet'),
    ("{ choice = [0, 1] }", "{ choice = [0, 2] }", "track.anger.start.choice", 'found "0 … 2"; wanted a start from 0 to 1, the range of anger'),
    ('add = "people / 50"', 'add = "50 / people"', "flow.taxes.add",
     'found "50 / people"; wanted a divisor that cannot be 0: people lies between 0 and 1000; keep it away by max(…)'),
    ('add = "people / 50"', 'add = "50 / worry"', "flow.taxes.add",
     'found "50 / worry"; wanted a divisor that cannot be 0: worry lies between 0 and 200; keep it away by max(…)'),
    ('add = "people / 50"', 'add = "people > 50"', "flow.taxes.add",
     "found \"people > 50\"; wants a number, found a condition; write '1 if … else 0'"),
    ('when = "coins <= 0"', 'when = "coins"', "ending.ruin.when", 'found "coins"; wants a condition, found a number; write \'coins > 0.5\''),
    ('value = "coins"', 'value = "coins + noise(1)"', "dimension.wealth.value",
     'found "coins + noise(1)"; noise() is allowed only in effects, flows and rules'),
    ('that = "tension[zone] > 5"', 'that = "tension[zone] > 5 + anger"', "option.guard.needs.1.that",
     "found \"tension[zone] > 5 + anger\"; wanted only what the seat 'mayor' may see: anger is hidden from it"),
    ('hidden_from = ["mayor"]', 'hidden_from = ["mayor"]\nseen_if = { mayor = "anger > 0" }', "track.anger.seen_if.mayor",
     "found \"anger > 0\"; wanted only what the seat 'mayor' may see: anger is hidden from it"),
    ('[option.save]\nphase = "council"', '[option.save]\nphase = "ledger"', "option.save.phase",
     'found "ledger"; wanted a phase of kind "choose"; this one is "rules"'),
    ('add = "2 + people / 100" }', 'add = 2 }, { track = "coins", set = 9 }', "option.save.effects.2",
     'found "add + set"; wanted one change of coins: all effects of a choice happen at once, so a set cannot stand beside another'),
    ('{ flag = "warned", set = 0 }', '{ flag = "warned", set = 3 }', "rule.spent.effects.1.set", 'found "3"; wanted 0 or 1: this is a flag'),
    ('"0.2 + 0.1 * anger"', '"45 + anger"', "option.attack.effects.2.chance", 'found "45 + anger"; wanted a chance from 0 to 1 (30 % is 0.3)'),
    ('then = [{ track = "people", add = -5 }]', 'then = [{ track = "people", add = "-5 *" }]', "option.attack.effects.2.then.1.add",
     'found "-5 *"; cannot be read as a formula: invalid syntax'),
    ('source = "invented"', 'source = "invented"\nseat = "mayor"', "event.harvest", "wanted seat and choice together; choice is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "sentence"), PLAY)
def test_play(old: str, new: str, key: str, sentence: str) -> None:
    pieces = {
        "track.anger.seen_if.mayor": "seen_if = { mayor",
        "option.save.phase": 'phase = "ledger"\ntitle = { ja = "貯',
        "event.harvest": "[event.harvest]",
    }
    one(old, new, key, sentence, pieces.get(key, ""))


SLIPS = [
    ("coins > 1 && people > 1", "write 'and' for '&&'"),
    ("coins > 1 || people > 1", "write 'or' for '||'"),
    ("coins > 1 AND people > 1", "write 'and' for 'AND'"),
    ("coins ≥ 1", "write '>=' for '≥'"),
    ("coins = 1", "write '==' to compare; a formula sets nothing"),
    ("coins > 60%", "write 0.6 for '60%'"),
    ("coins > 0,05", "write a decimal point: 0.05 for '0,05'"),
    ("coins > 1,5", "write a decimal point: 1.5 for '1,5'"),
    ("if coins > 1 then 1 else 0", "write 'a if condition else b' for if … then … else"),
]


@pytest.mark.parametrize(("formula", "sentence"), SLIPS)
def test_usual_slips_in_formulas(formula: str, sentence: str) -> None:
    made = spoiled('when = "coins <= 0"', f'when = "{formula}"')
    problem = the_problem(made)
    assert str(problem).endswith(f'found "{formula}"; cannot be read as a formula: {sentence}')
    assert JAPANESE.search(problem.wanted.ja)


@pytest.mark.parametrize("power", ["coins^2 > 1", "coins ** 2 > 1"])
def test_powers_have_one_sentence(power: str) -> None:
    problem = the_problem(spoiled('when = "coins <= 0"', f'when = "{power}"'))
    assert problem.wanted.en == "powers are not allowed; multiply (x * x)"


def test_the_nearest_name_may_be_a_part_of_the_whole_and_is_never_far_away() -> None:
    made = spoiled('add = "people / 50"', 'add = "level + 1"')
    made["world.toml"] += '\n[let.water_level]\nvalue = "coins"\n'
    assert the_problem(made).nearest == "water_level"
    assert not the_problem(spoiled('add = "people / 50"', 'add = "pebbles + 1"')).nearest


def test_a_doctrine_must_not_peep() -> None:
    made = spoiled('value = "size[zone] - tension[zone]"', 'value = "size[zone] - rage"')
    made["world.toml"] += '\n[let.rage]\nvalue = "2 * anger"\n'
    sentence = "found \"size[zone] - rage\"; wanted only what the seat 'mayor' may see: anger is hidden from it"
    expect(the_problem(made), made, "size[zone] - rage", "doctrine.careful.prefer.1.value", sentence, "pack.toml")


def test_a_belief_is_seen_by_those_who_guess_by_it() -> None:
    made = spoiled('hidden_from = ["mayor"]', 'hidden_from = ["mayor"]\nbelief = "hunch"')
    made["world.toml"] += (
        '\n[track.hunch]\neach = "zone"\ntitle = { ja = "勘", en = "Hunch" }\nrange = [0, 9]\nhidden_from = ["mayor"]\n'
    )
    sentence = "found \"hunch\"; wanted weights that those who guess may see: hunch is hidden from 'mayor'"
    expect(the_problem(made), made, 'belief = "hunch"', "track.anger.belief", sentence)


def test_start_outside_the_range_in_one_profile() -> None:
    made = spoiled("census = 355", "census = 1355")
    sentence = 'found "1355 (census)"; wanted a start from 0 to 1000, the range of people'
    expect(the_problem(made), made, "start = \"figure('population')\"", "track.people.start", sentence)


def test_event_without_a_source_where_the_pack_works_from_sources() -> None:
    made = spoiled('source = "invented"\n', "")
    assert problems(made) == ()
    made["world.toml"] += '\n[element.A01]\ntitle = { ja = "あ", en = "a" }\n'
    expect(
        the_problem(made),
        made,
        "[event.harvest]",
        "event.harvest",
        "wanted a source or a source_id",
        severity="warning",
    )


# --- warnings -------------------------------------------------------------------------------------------------


def test_number_that_equals_a_figure_is_a_warning() -> None:
    sentence = "found \"340\"; wanted figure('population') instead of the number itself, so that other profiles work"
    one('"people / 50"', '"people / 340"', "flow.taxes.add", sentence, severity="warning")


def test_phase_that_never_comes_is_a_warning() -> None:
    made = spoiled('"raid", ', "")
    sentence = 'found "raid"; wanted it among the phases of [schedule]; it never comes'
    expect(the_problem(made), made, "[phase.raid]", "phase.raid", sentence, severity="warning")


def test_track_that_nobody_uses_is_a_warning() -> None:
    made = added('[track.idle]\ntitle = { ja = "暇", en = "Idle" }\nrange = [0, 1]\n')
    sentence = 'found "idle"; wanted a formula or an effect that uses it: nothing reads or changes it'
    expect(the_problem(made), made, "[track.idle]", "track.idle", sentence, severity="warning")


# --- all together ---------------------------------------------------------------------------------------------


def test_all_problems_come_together_errors_first() -> None:
    made = spoiled('"people / 50"', '"poeple / 340"')
    made["world.toml"] = (
        made["world.toml"]
        .replace('"coins", add = 5', '"coin", add = 5')
        .replace('["mayor"]\n\n[flag', '["major"]\n\n[flag')
    )
    made["world.toml"] += '\n[track.idle]\ntitle = { ja = "暇", en = "Idle" }\nrange = [0, 1]\n'
    with pytest.raises(PackError) as e:
        Pack.from_files(made)
    found = e.value.problems
    assert [p.severity for p in found] == ["error"] * 3 + ["warning"] * (len(found) - 3)
    assert [p.line for p in found[:3]] == sorted(p.line for p in found[:3])
    assert str(e.value).startswith(f"{len(found)} problems in the pack:\n  world.toml:")
    assert e.value.text("ja").startswith(f"パックに問題{len(found)}件があります：\n  world.toml:")


def test_a_table_that_is_repeated_is_complained_of_once() -> None:
    made = spoiled('add = "-1 - 0.01 * worry"', 'add = "-1 - 0.01 * wory"')
    assert the_problem(made).nearest == "worry"


def test_a_table_of_the_wrong_shape_brings_no_other_problems() -> None:
    """Nobody is told that a track is unknown whose own table has a mistake."""
    problem = the_problem(spoiled("start = 20", "start = [20]"))
    assert problem.key == "track.coins.start"


def test_a_table_of_the_wrong_shape_hides_no_mistake_elsewhere() -> None:
    made = spoiled("slots = 2", "slots = 0")
    made["world.toml"] = (
        made["world.toml"].replace('"people / 50"', '"poeple / 50"').replace('"coins", add = 5', '"coin", add = 5')
    )
    found = problems(made)
    assert [p.key for p in found] == ["phase.council.slots", "event.harvest.effects.1.track", "flow.taxes.add"]


def test_a_file_that_cannot_be_read_brings_no_other_problems() -> None:
    """Nobody is told that everything in it is unknown."""
    made = files()
    made["pack.toml"] += "\n[set.\n"
    assert the_problem(made).file == "pack.toml"


def test_at_most_fifty_are_spelled_out() -> None:
    made = added(
        "".join(f'[track.t{i}]\ntitle = {{ ja = "あ", en = "a" }}\nrange = [0, 1]\nunit = "none"\n' for i in range(70))
    )
    with pytest.raises(PackError) as e:
        Pack.from_files(made)
    lines = str(e.value).split("\n")
    assert len(lines) == SHOWN + 2
    assert lines[-1] == f"  … and {len(e.value.problems) - SHOWN} more"


# --- what a stranger's first pack ran into ---------------------------------------------------------------------


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


SCENARIOS = [
    ("\ndecide = ['2026Q1']", "scenario.year.decide",
     'wanted autopilot = { mayor = "a doctrine" } beside it: who plays the other turns?'),
    ("\nautopilot = { mayor = 'careful' }", "scenario.year.autopilot", "wanted decide beside it: without it autopilot never plays"),
    ("\nmarks = { 2027Q1 = ['fair'] }", "scenario.year.marks.2027Q1", 'found "2027Q1"; wanted a turn from 2026Q1 to 2026Q4'),
    ("\n\n[calendar.2027Q1]\nmarks = ['fair']", "calendar.2027Q1", 'found "2027Q1"; wanted a turn of some scenario; this one never comes'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "sentence"), SCENARIOS)
def test_parts_of_a_scenario_that_would_do_nothing(text: str, key: str, sentence: str) -> None:
    made = spoiled('last = "2026Q4"', 'last = "2026Q4"' + text)
    expect(the_problem(made), made, text.strip().split("\n")[0], key, sentence, "pack.toml")


def test_a_group_wants_a_title() -> None:
    made = spoiled("start = 20", 'start = 20\ngroup = "hmoe"')
    made["world.toml"] += '\n[group.home]\ntitle = { ja = "国内", en = "Home" }\n'
    sentence = 'found "hmoe"; wanted a group that has a title (home, parley), or a table [group.hmoe] with one (did you mean "home"?)'
    expect(the_problem(made), made, 'group = "hmoe"', "track.coins.group", sentence, severity="warning")


@pytest.mark.parametrize("name", ["Save", "save-money", "2save"])
def test_ids_of_options_are_snake_case(name: str) -> None:
    made = spoiled("[option.save]", f"[option.{name}]")
    made["pack.toml"] = made["pack.toml"].replace('"save"', f'"{name}"')
    sentence = f'found "{name}"; wanted an id in snake_case: small letters, digits and _, a letter first'
    expect(the_problem(made), made, f"[option.{name}]", f"option.{name}", sentence)


def test_words_of_formulas_are_reserved_where_formulas_see_them_only() -> None:
    made = {n: t.replace("profile.book", "profile.class").replace('"book"', '"class"').replace("book =", "class =")
            for n, t in files().items()}  # fmt: skip
    assert problems(made) == ()
    made = added('[track.class]\ntitle = { ja = "組", en = "Class" }\nrange = [0, 1]\n')
    sentence = 'found "class"; wanted another id: formulas use this name for something else'
    expect(the_problem(made), made, "[track.class]", "track.class", sentence)


def test_a_number_of_a_set_must_not_have_a_name_of_the_negotiation() -> None:
    made = {n: t.replace("size = 2", "weight = 2") for n, t in files().items()}
    made = {n: t.replace("size = 3", "weight = 3").replace("size[zone]", "weight[zone]") for n, t in made.items()}
    found = problems(made)
    assert {p.key for p in found} == {"set.zone.east.weight", "set.zone.west.weight"}
    taken = "base_pain, compromise, pain_rate, start_at, weight, worth"
    sentence = f'found "weight"; wanted another name: the negotiation has numbers of these names: {taken}'
    expect(found[0], made, "weight = 2", "set.zone.east.weight", sentence, "pack.toml")


def test_a_mark_that_no_turn_has_is_one_problem() -> None:
    made = spoiled('asks = "bandits"', 'on = ["fair"]\nasks = "bandits"')
    made["pack.toml"] += '\n[calendar.2026Q1]\nmarks = ["fiar"]\n'
    sentence = 'found "fair"; wanted a mark that some [calendar.…] has among its marks (there are: fiar) (did you mean "fiar"?)'
    expect(the_problem(made), made, 'on = ["fair"]', "negotiation.parley.on.1", sentence)


def test_an_office_is_misspelled_where_it_stands_alone() -> None:
    roles = '\n[role.clerk]\nseat = "mayor"\noffices = ["purse"]\ntitle = { ja = "書記", en = "Clerk" }\nbrief = { ja = "書く", en = "Write" }\n'
    made = spoiled('[option.save]\nphase = "council"', '[option.save]\nphase = "council"\noffice = "prse"')
    made["world.toml"] += roles
    sentence = 'found "prse"; wanted the id of an office (purse) (did you mean "purse"?)'
    expect(the_problem(made), made, 'office = "prse"', "option.save.office", sentence)


def test_places_in_the_schedule_are_those_of_its_author() -> None:
    made = spoiled('"news", "parley", "ledger"]', '"news", "parley", "ledgr"]')
    made["world.toml"] += (
        '\n[rule.x]\nphase = "ledger"\ntitle = { ja = "あ", en = "a" }\neffects = [{ track = "coins", add = 1 }]\n'
    )
    problem = next(p for p in problems(made) if p.severity == "error")
    assert str(problem).endswith('schedule.phases.5: found "ledgr"; wanted the id of a phase (did you mean "ledger"?)')


def test_a_table_without_an_id_is_one_problem() -> None:
    made = added('[option]\nphase = "council"\ntitle = { ja = "あ", en = "a" }\n')
    expect(
        the_problem(made),
        made,
        "[option]",
        "option",
        'found "[option]"; wanted an id in the head of the table: [option.some_id]',
    )


def test_an_answer_to_an_event_that_is_not_there() -> None:
    made = added('[event.harvst.choice.sell]\ntitle = { ja = "売る", en = "Sell" }\n')
    sentence = 'wanted the event of this answer: there is no [event.harvst] (did you mean "harvest"?)'
    expect(the_problem(made), made, "[event.harvst.choice.sell]", "event.harvst.choice.sell", sentence)


def test_a_doctrine_names_the_members_of_a_repeated_option() -> None:
    made = spoiled('option = "guard[*]", value = "size[zone] - tension[zone]"', 'option = "guard", value = 1')
    sentence = 'found "guard"; wanted members of an option made by each: "guard[*]" for all of them'
    expect(the_problem(made), made, 'option = "guard"', "doctrine.careful.prefer.1.option", sentence, "pack.toml")


def test_used_names_a_member_of_a_repeated_option() -> None:
    one('"people / 50"', "\"people / 50 + used('guard')\"", "flow.taxes.add",
        "found \"people / 50 + used('guard')\"; 'guard' wants an index, such as guard[…]")  # fmt: skip


SIGNS = [
    ("title = \u201cCoins\u201d", "\u201c", '"', 9),
    ("range = [0\uff0c 100]", "\uff0c", ",", 11),
    ("range = \uff3b0, 100]", "\uff3b", "[", 9),
    ("start = 0,05", "0,05", "0.05", 9),
    ("effects = [{ track = 'x', add = 1,5 }]", "1,5", "1.5", 33),
]


@pytest.mark.parametrize(("text", "found", "right", "column"), SIGNS)
def test_signs_that_are_not_toml(text: str, found: str, right: str, column: int) -> None:
    made = added(f"[track.x]\n{text}\n")
    problem = the_problem(made)
    assert problem.line == line_of(made, text)
    assert str(problem).endswith(f': found "{found}"; wanted {right} in column {column}')


def test_causes_stand_before_what_follows_from_them() -> None:
    """An unknown seat of a phase is one problem, not one for every wish of a doctrine too."""
    made = spoiled('kind = "choose"\nseat = "mayor"', 'kind = "choose"\nseat = "mayer"')
    assert the_problem(made).key == "phase.council.seat"
    made["pack.toml"] = made["pack.toml"].replace('"save"', '"sve"')
    assert [p.key for p in problems(made)] == ["phase.council.seat", "doctrine.careful.prefer.2.option"]
