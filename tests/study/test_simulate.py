"""Studies: the same results whatever the jobs, honest statistics, games that reopen."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from game.commands.bench import start_up
from game.engine import Record, digest
from game.players.policy import policies_named
from game.study.bench import bench
from game.study.confidence import mean_ci, share_ci
from game.study.executors import open_executor
from game.study.playout import play_seeds
from game.study.simulate import Study, record_of, simulate
from tests.packs import PACKS, compiled, load


def test_two_processes_give_what_one_gives() -> None:
    pack = load("tutorial")
    study = Study(90, 7)
    _, one = simulate(pack, study)
    with open_executor(2) as pool:
        _, two = simulate(pack, study, pool=pool)
    for seat in one.seats:
        assert np.array_equal(one.score.total[seat], two.score.total[seat])
    assert np.array_equal(one.score.ending, two.score.ending)
    assert np.array_equal(one.each, two.each)
    assert (one.decisions, one.slots) == (two.decisions, two.slots)


def test_the_summary_holds_what_a_program_reads() -> None:
    pack = load("tutorial")
    _, outcome = simulate(pack, Study(50, 1))
    summary = outcome.summary()
    assert set(summary["endings"]) == set(pack.endings)
    assert sum(summary["endings"].values()) == summary["games"] == 50
    assert {"games", "decisions", "decisions_per_s", "slots", "slots_per_s", "endings", "outcomes", "score"} <= set(
        summary
    )
    for name in (*outcome.score.dimensions[outcome.seats[0]], "total"):
        low, high = summary["score"][name]["ci95"]
        assert low <= summary["score"][name]["mean"] <= high


def test_any_game_of_a_study_reopens_as_a_record() -> None:
    program = compiled("tutorial")
    study = Study(12, 40)
    record = record_of(program, study, 3)
    played = play_seeds(program, study.seeds, policies_named(program, {}))
    _, again = Record.from_json(record.to_json()).replay(verify=True)
    assert digest(again) == digest(played.games, 3)
    with pytest.raises(IndexError, match="game 12 of 12"):
        record_of(program, study, 12)


def test_intervals() -> None:
    rng = np.random.default_rng(0)
    hits = 0
    for _ in range(400):
        low, high = mean_ci(rng.normal(3, 2, 60))["ci95"]
        hits += low <= 3 <= high
    assert 0.91 < hits / 400 < 0.98
    assert share_ci(0, 0) == {"share": 0.0, "ci95": [0.0, 1.0]}
    assert share_ci(5, 10)["share"] == 0.5
    assert share_ci(0, 50)["ci95"][1] < 0.1


def test_every_negotiation_is_counted_by_its_outcome() -> None:
    """Two talks a game, whatever becomes of the game afterwards and in how many shards it is played."""
    pack = load("tutorial")
    study = Study(40, 3, policies={"island": "steady", "league": "collector"})
    _, found = simulate(pack, study)
    assert set(found.outcomes) == {"deal", "no_deal"}
    ended = int(((found.score.turn < 3) & (found.score.ending >= 0)).sum())
    assert 80 - 2 * ended <= sum(found.outcomes.values()) <= 80
    program = compiled("tutorial")
    alone: dict[str, int] = dict.fromkeys(found.outcomes, 0)
    for k in range(8):
        _, one = simulate(pack, Study(1, 3 + k, policies=study.policies))
        alone = {name: n + one.outcomes[name] for name, n in alone.items()}
    _, eight = simulate(pack, Study(8, 3, policies=study.policies))
    assert alone == dict(eight.outcomes)
    assert program.pack is pack


def test_the_benchmark_measures_something() -> None:
    found = bench(compiled("tutorial"), block=64, singles=1, rounds=1)
    assert found["decisions_per_s"] > 0
    assert found["ms_per_decision_single"] == pytest.approx(1000 / found["decisions_per_s_single"], rel=0.05)
    assert found["slots_per_s"] > found["decisions_per_s"]
    assert found["slots_per_s_single"] > found["decisions_per_s_single"]
    assert found["playouts_per_s"] > 0
    assert found["playouts_per_s_doctrine"] > 0
    assert found["mb_10000_games"] < 60


@pytest.mark.parametrize("pack", PACKS)
def test_a_slot_is_counted_whenever_a_seat_is_asked(pack: str) -> None:
    """Against a walk that stops at every step that asks; the games end at different turns."""
    program = compiled(pack)
    played = play_seeds(program, range(6), policies_named(program, {}))
    asks = [s for s in program.compiled.steps if s.kind == "choose" and not s.autopilot]
    ended = [int(played.games.C[program.kernel.ended, k]) for k in range(6)]
    assert played.slots == sum(s.clock.index <= turn for turn in ended for s in asks)
    assert played.slots == sum(play_seeds(program, [k], policies_named(program, {})).slots for k in range(6))
    assert played.slots >= played.decisions
    half = program.start([1])
    first = program.decision(half)
    assert first is not None
    before = program.slots(half)[0]
    program.play(half, program.legal(half).argmax(axis=0))
    assert program.slots(half)[0] > before


def test_the_start_is_measured_as_on_a_machine_that_keeps_byte_code(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    class Child(subprocess.Popen[str]):
        def __init__(self, *args: Any, **settings: Any) -> None:
            seen.append(settings["env"])
            super().__init__([sys.executable, "-c", "print('# 1'); print('1. a')"], **{**settings, "env": None})

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(subprocess, "Popen", Child)
    assert start_up("tutorial").keys() == {"start_ms_first_screen", "start_ms_first_choice"}
    assert seen
    assert not any("PYTHONDONTWRITEBYTECODE" in env for env in seen)
