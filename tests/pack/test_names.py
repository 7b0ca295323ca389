"""Names in a pack: what nothing goes by, with what was perhaps meant, and what may not be a name."""

from __future__ import annotations

import pytest

from tests.pack.expecting import expect, one
from tests.pack.minimal import added, files, problems, spoiled, the_problem

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


def test_the_nearest_name_may_be_a_part_of_the_whole_and_is_never_far_away() -> None:
    made = spoiled('add = "people / 50"', 'add = "level + 1"')
    made["world.toml"] += '\n[let.water_level]\nvalue = "coins"\n'
    assert the_problem(made).nearest == "water_level"
    assert not the_problem(spoiled('add = "people / 50"', 'add = "pebbles + 1"')).nearest


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
