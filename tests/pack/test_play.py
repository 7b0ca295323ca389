"""What would go wrong in play: formulas that do not fit their place, values out of range, things that never come."""

from __future__ import annotations

import pytest

from tests.pack.expecting import JAPANESE, expect, one
from tests.pack.minimal import added, problems, spoiled, the_problem

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
