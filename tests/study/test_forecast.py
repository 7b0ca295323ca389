"""The forecast: bands that agree with playing every world alone, from what a seat sees and nothing else."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from game.engine import Games, IllegalMove, Program, UnknownName
from game.players.levels import rules_of
from game.study.calibration import END, calibrate
from game.study.forecast import BANDS, GLANCE, TOTAL, Picture, Plan, forecast, guesses, promising
from tests.engine.hidden import poisoned
from tests.packs import compiled


def at_choice(program: Program, seat: str, seed: int = 7, turn: int = 0) -> Games:
    """A game of one at a decision of the seat with something to choose, in this turn or later."""
    game = program.start(seed)
    policies = {s: rules_of(program, s) for s in program.seats}
    while True:
        decision = program.decision(game)
        assert decision is not None
        if decision.turn >= turn and decision.seat == seat and program.open_options(game)[0] >= 2:
            return game
        program.play(game, policies[decision.seat].choose(program, game, program.legal(game)))


def pictures(program: Program, game: Games, seat: str, plan: Plan, most: int = 3) -> list[Picture]:
    return list(forecast(program, game, seat, promising(program, game, seat, most), plan))


def same(one: Picture, other: Picture) -> bool:
    return (
        one.options == other.options
        and all(np.array_equal(one.samples[n], other.samples[n]) for n in one.samples)
        and np.array_equal(one.ending, other.ending)
        and np.array_equal(one.won, other.won)
    )


def test_pictures_grow_from_a_glance_to_the_whole_horizon() -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    found = pictures(program, game, "island", Plan(quarters=3, worlds=100))
    assert [(p.worlds, p.quarters) for p in found] == [(GLANCE, 1), (100, 1), (100, 2), (100, 3)]
    assert np.array_equal(found[0].samples[TOTAL], found[1].samples[TOTAL][:, :, :GLANCE])
    assert found[-1].turns == program.turns[:3]
    assert not found[-1].whole
    assert pictures(program, game, "island", Plan(quarters=99, worlds=20))[-1].whole


def test_bands_are_in_order_and_now_is_certain_where_nothing_is_hidden() -> None:
    program = compiled("japan-2026")
    game = at_choice(program, "japan")
    last = pictures(program, game, "japan", Plan(quarters=3, worlds=60, names=("approval", "alignment")), 4)[-1]
    assert {TOTAL, "fiscal", "domestic", "approval", "alignment"} <= set(last.samples)
    for name in last.samples:
        bands = last.bands(name)
        assert bands.shape == (len(BANDS), 4, 4)
        assert all((low <= high).all() for low, high in pairwise(bands))
    now = float(program.score(game).total["japan"][0])
    assert last.bands(TOTAL)[:, 0, :] == pytest.approx(now)


def test_each_world_of_each_option_is_what_it_is_when_played_alone() -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    last = pictures(program, game, "island", Plan(quarters=None, worlds=12, seed=3), 2)[-1]
    assert last.whole
    policies = {s: rules_of(program, s) for s in program.seats}
    worlds = guesses(program, program.observe(game, "island"), "island", 3, 0, 12)
    for k, option in enumerate(last.options):
        for w in range(12):
            alone = worlds.take([w])
            program.play(alone, [option])
            while (decision := program.decision(alone)) is not None:
                program.play(alone, policies[decision.seat].choose(program, alone, program.legal(alone)))
            score = program.score(alone)
            assert last.samples[TOTAL][-1, k, w] == score.total["island"][0]
            for name, values in score.dimensions["island"].items():
                assert last.samples[name][-1, k, w] == values[0]
            assert last.ending[k, w] == score.ending[0]
            assert last.won[k, w] == score.won["island"][0]


def test_a_finished_game_keeps_its_last_values() -> None:
    program = compiled("japan-2026")
    game = at_choice(program, "japan")
    found = pictures(program, game, "japan", Plan(quarters=None, worlds=150, names=("approval",)), 1)[1:]
    seen = 0
    for picture, later in pairwise(found):
        over = picture.ending[0] >= 0
        seen += int(over.sum())
        for name in picture.samples:
            assert np.array_equal(later.samples[name][-1][0, over], picture.samples[name][-1][0, over])
        assert np.array_equal(later.ending[0, over], picture.ending[0, over])
    assert seen, "some games are lost on the way"


def test_the_same_seed_is_the_same_forecast_and_batches_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    plan = Plan(quarters=2, worlds=50, seed=5)
    one, two = (pictures(program, game, "island", plan)[-1] for _ in range(2))
    assert same(one, two)
    monkeypatch.setattr("game.study.forecast.BLOCK", 60)
    parts = pictures(program, game, "island", plan)
    assert [p.worlds for p in parts] == [GLANCE, 20, 20, 40, 50]
    assert same(one, parts[-1])
    assert not same(one, pictures(program, game, "island", Plan(quarters=2, worlds=50, seed=6))[-1])


@pytest.mark.parametrize(("pack", "seat"), [("tutorial", "island"), ("japan-2026", "japan"), ("japan-2026", "china")])
def test_what_the_seat_may_not_see_changes_nothing(pack: str, seat: str) -> None:
    program = compiled(pack)
    game = at_choice(program, seat)
    plan = Plan(quarters=1, worlds=20)
    expected = pictures(program, game, seat, plan)[-1]
    assert np.isnan(program.observe(game, seat).S[:, 0]).any()
    other = poisoned(program, game, seat, 987654.0)
    assert same(expected, pictures(program, other, seat, plan)[-1])


def test_an_open_option_is_open_in_every_world_that_the_seat_may_believe_in() -> None:
    program = compiled("japan-2026")
    for seat in program.seats:
        for turn in (0, 2):
            game = at_choice(program, seat, turn=turn)
            worlds = program.guess(game.repeat(40), seat, 1)
            assert (program.legal(worlds) == program.legal(game)).all(), (seat, turn)


def test_it_stops_between_two_steps_and_what_was_told_holds() -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    options, plan = promising(program, game, "island"), Plan(quarters=None, worlds=40)
    whole = list(forecast(program, game, "island", options, plan))
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30

    told = list(forecast(program, game, "island", options, plan, stopped=stopped))
    assert 0 < len(told) < len(whole)
    assert asked == 31
    assert all(same(a, b) for a, b in zip(told, whole, strict=False))
    assert list(forecast(program, game, "island", options, plan, stopped=lambda: True)) == []


def test_progress_ends_with_all_of_it_and_the_game_is_left_alone() -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    before, parts = (game.S.copy(), game.C.copy(), game.step), []
    list(forecast(program, game, "island", promising(program, game, "island"), Plan(worlds=30), progress=parts.append))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert np.array_equal(game.S, before[0])
    assert np.array_equal(game.C, before[1])
    assert game.step == before[2]


def test_the_summary_is_what_a_program_reads() -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    last = pictures(program, game, "island", Plan(quarters=2, worlds=40), 3)[-1]
    found = last.summary()
    assert found["bands"] == list(BANDS)
    assert len(found["options"]) == 3
    for k, option in enumerate(found["options"]):
        assert np.allclose(np.array(option["values"][TOTAL]).T, last.bands(TOTAL)[:, :, k], atol=1e-3)
        low, high = option["wins"]["ci95"]
        assert low <= option["wins"]["share"] <= high
        name, amount = last.differs(k)
        gaps = [abs(last.against_others(d, k).mean()) for d in program.score(game).dimensions["island"]]
        assert name == "" or abs(amount) == max(gaps)
    alone = pictures(program, game, "island", Plan(quarters=1, worlds=20), 1)[-1]
    assert alone.differs(0) == ("", 0.0)


def test_what_cannot_be_forecast_is_refused() -> None:
    program = compiled("tutorial")
    game = at_choice(program, "island")
    poor = game.copy()
    poor.mask = program.legal(game).copy()
    poor.mask[1] = False
    with pytest.raises(IllegalMove):
        forecast(program, poor, "island", [0, 1])
    with pytest.raises(IllegalMove, match="option 999"):
        forecast(program, game, "island", [999])
    with pytest.raises(UnknownName):
        list(forecast(program, game, "island", promising(program, game, "island"), Plan(names=("nothing",))))
    for args in ((game.repeat(2), "island", [0]), (game, "league", [0]), (game, "island", [])):
        with pytest.raises(ValueError, match="takes one game"):
            forecast(program, *args)
    over = game.copy()
    over.C[over.ending_row] = 0
    with pytest.raises(ValueError, match="over"):
        promising(program, over, "island")


def test_the_calibration_counts_each_forecast_once_and_is_the_same_again() -> None:
    program = compiled("tutorial")
    found = calibrate(program, "island", 60, worlds=60).summary()
    assert found == calibrate(program, "island", 60, worlds=60).summary()
    ends = [r for r in found["rows"] if r["quarters"] == END]
    assert {r["value"] for r in ends} == {TOTAL, *program.score(program.start(1)).dimensions["island"]}
    for row in found["rows"]:
        assert row["held50"]["share"] <= row["held80"]["share"]
    total = next(r for r in ends if r["value"] == TOTAL)
    assert 0.6 < total["held80"]["share"] <= 1.0
    with pytest.raises(UnknownName):
        calibrate(program, "moon", 1)
