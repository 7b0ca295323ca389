"""All problems of a pack in one report: in order, once each, and no more than can be read."""

from __future__ import annotations

import pytest

from game.pack import Pack, PackError
from game.pack.problems import SHOWN
from tests.pack.minimal import added, problems, spoiled, the_problem


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


def test_at_most_fifty_are_spelled_out() -> None:
    made = added(
        "".join(f'[track.t{i}]\ntitle = {{ ja = "あ", en = "a" }}\nrange = [0, 1]\nunit = "none"\n' for i in range(70))
    )
    with pytest.raises(PackError) as e:
        Pack.from_files(made)
    lines = str(e.value).split("\n")
    assert len(lines) == SHOWN + 2
    assert lines[-1] == f"  … and {len(e.value.problems) - SHOWN} more"


def test_places_in_the_schedule_are_those_of_its_author() -> None:
    made = spoiled('"news", "parley", "ledger"]', '"news", "parley", "ledgr"]')
    made["world.toml"] += (
        '\n[rule.x]\nphase = "ledger"\ntitle = { ja = "あ", en = "a" }\neffects = [{ track = "coins", add = 1 }]\n'
    )
    problem = next(p for p in problems(made) if p.severity == "error")
    assert str(problem).endswith('schedule.phases.5: found "ledgr"; wanted the id of a phase (did you mean "ledger"?)')


def test_causes_stand_before_what_follows_from_them() -> None:
    """An unknown seat of a phase is one problem, not one for every wish of a doctrine too."""
    made = spoiled('kind = "choose"\nseat = "mayor"', 'kind = "choose"\nseat = "mayer"')
    assert the_problem(made).key == "phase.council.seat"
    made["pack.toml"] = made["pack.toml"].replace('"save"', '"sve"')
    assert [p.key for p in problems(made)] == ["phase.council.seat", "doctrine.careful.prefer.2.option"]
