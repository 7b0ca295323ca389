"""Chance is data: a record's own draws, those before the first decision included, give the same game from any seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Games, Ledger, Program, Record, digest
from tests.engine.play import random_choices
from tests.packs import PACKS, all_scenarios, compiled

SHARE = 0.3  # of the draws that are forced to other numbers


def played(program: Program, record: Record, seed: int, moves: int = 1000) -> Games:
    """Plays a record on at random."""
    games, rng = record.start(program), np.random.default_rng(seed)
    for _ in range(moves):
        if program.decision(games) is None:
            break
        record.play(program, games, int(random_choices(program, games, rng)[0]))
    return games


def new(program: Program, seed: int, forced: dict[tuple[int, str, int], float] | None = None) -> Record:
    record = Record.new(program, seed, dict.fromkeys(program.seats, "random"))
    record.forced = forced or {}
    return record


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32), other=st.integers(0, 2**32))
def test_forced_draws_are_obeyed_and_a_record_replays_from_its_own_draws(pack: str, seed: int, other: int) -> None:
    program, rng = compiled(pack), np.random.default_rng(seed)
    first = new(program, seed)
    played(program, first, seed)
    forced = {name: float(rng.random()) for name in first.dice() if rng.random() < SHARE}
    starts = Ledger()
    program.start([seed], None, starts)
    assert starts.draws, "these packs roll dice before the first decision"
    begun = {(d.turn, d.rule, d.occurrence): float(rng.random()) for d in starts.draws}
    record = new(program, seed, forced | begun)
    games = played(program, record, seed)
    dice = record.dice()
    assert {name: dice[name] for name in begun} == begun
    assert all(dice[name] == value for name, value in record.forced.items() if name in dice)

    opened = Record.from_json(record.to_json())
    assert opened.dice() == dice
    _, again = opened.replay(program, verify=True)
    assert digest(again) == digest(games)
    _, elsewhere = replace(opened, seed=other, forced=dice).replay(program, verify=True)
    assert digest(elsewhere) == digest(games)


@pytest.mark.parametrize(("pack", "scenario"), all_scenarios())
def test_the_draws_of_every_scenario_start_another_seed_in_the_same_place(pack: str, scenario: str) -> None:
    program = compiled(pack, scenario)
    record = new(program, 11)
    games = played(program, record, 11)
    assert digest(new(program, 11, record.dice()).start(program)) == digest(record.replay(program, moves=0)[1])
    _, elsewhere = replace(record, seed=12, forced=record.dice()).replay(program, verify=True)
    assert digest(elsewhere) == digest(games)


@pytest.mark.parametrize("pack", PACKS)
def test_noting_the_start_changes_nothing(pack: str) -> None:
    program = compiled(pack)
    for seed in range(20):
        ledger = Ledger()
        noted, plain = program.start([seed], None, ledger), program.start([seed])
        assert digest(noted) == digest(plain)
        assert noted.step == plain.step
    with pytest.raises(ValueError, match="a ledger takes one game"):
        program.start([1, 2], None, Ledger())


def test_undo_to_the_first_decision_keeps_the_draws_of_the_start() -> None:
    program = compiled("tutorial")
    record = new(program, 5)
    record.start(program)
    before = list(record.draws)
    assert before
    record.replay(program)
    assert record.draws == before
