"""Endings and scores: losses come first, a loss is never a win, and scores keep to their formulas."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, Program
from tests.engine.play import play_out, random_choices
from tests.engine.veiled import veiled

MAYOR = {"wealth": 1.0, "order": 3.0}  # the mayor's dimensions and their weights


def row(program: Program, track: str) -> int:
    return program.tracks[track].row


def end_turn(program: Program, games: Games) -> None:
    """Plays at random to the next turn or to the end."""
    first = program.decision(games)
    rng = np.random.default_rng(1)
    while first is not None and (now := program.decision(games)) is not None and now.turn == first.turn:
        program.play(games, random_choices(program, games, rng))


def ended(luck: list[float], **tracks: float) -> tuple[Program, Games]:
    """Games with so much luck (400: all lose, 500: the mayor loses) at the end of the first turn."""
    program = veiled()
    games = program.start(range(len(luck)))
    for name, value in tracks.items():
        games.S[row(program, name)] = value
    games.S[row(program, "luck")] = luck
    end_turn(program, games)
    return program, games


def test_a_loss_is_never_a_win() -> None:
    program, games = ended([0, 400, 500], coins=100)
    games.S[row(program, "coins")] = 100
    for zone in ("east", "west"):
        games.S[row(program, f"tension[{zone}]")] = 0
    games.S[row(program, "luck"), 1:] = 1000
    score = program.score(games)
    assert [score.ending_id(k) for k in range(3)] == ["", "rout", "coup"]
    assert (score.total["mayor"] >= program.pack.totals["mayor"].item.win).all()
    assert score.won["mayor"].tolist() == [False, False, False], "not over yet; lost; lost"
    assert (score.total["bandits"][1:] >= program.pack.totals["bandits"].item.win).all()
    assert score.won["bandits"].tolist() == [False, False, True], "the coup is the mayor's loss alone"


def test_the_first_loss_counts_and_lost_is_known_to_totals() -> None:
    program, games = ended([400, 500])
    games.S[row(program, "luck")] = 450
    score = program.score(games)
    assert [score.ending_id(k) for k in range(2)] == ["rout", "coup"], "500 is enough for both: in the pack's order"
    assert score.total["bandits"].tolist() == [70.0, 90.0], "20 less for whoever lost"


def test_endings_of_a_whole_game() -> None:
    program = veiled()
    games = play_out(program, program.start(range(60)), 4)
    assert games.over.all()
    score = program.score(games)
    names = [score.ending_id(k) for k in range(games.n)]
    assert {"golden", "plain"} <= set(names)
    for k, name in enumerate(names):
        mean = sum(w * score.dimensions["mayor"][d][k] for d, w in MAYOR.items()) / 4
        assert name in ("ruin", "golden" if mean >= 60 else "plain")
    lost = np.array([n == "ruin" for n in names])
    high = score.total["mayor"] >= program.pack.totals["mayor"].item.win
    assert np.array_equal(score.won["mayor"], high & ~lost)
    assert score.won["mayor"].any()


def test_nobody_has_won_while_a_game_goes_on() -> None:
    program = veiled()
    games = program.start(range(4))
    games.S[row(program, "luck")] = 1000
    score = program.score(games)
    assert (score.total["bandits"] == 100).all()
    assert not score.won["bandits"].any()
    assert score.ending_id() == ""


def test_dimensions_are_kept_within_0_and_100_and_totals_combine_them() -> None:
    program = veiled()
    games = program.start([1, 2, 3])
    games.S[row(program, "coins")] = [0, 30, 90]
    games.S[row(program, "tension[east]")] = [100, 10, 0]
    score = program.score(games)
    assert score.dimensions["mayor"]["order"].tolist() == [0.0, 90.0, 100.0]
    assert score.dimensions["mayor"]["wealth"].tolist() == [0.0, 30.0, 90.0]
    mean, least = np.array([0, 75.0, 97.5]), np.array([0.0, 30, 90])
    assert score.total["mayor"] == pytest.approx(0.6 * mean + 0.4 * least)


def test_grades() -> None:
    program = veiled()
    games = program.start([1, 2, 3])
    games.S[row(program, "luck")] = [0, 200, 350]
    score = program.score(games)
    assert score.total["bandits"].tolist() == [0, 40, 70]
    assert [score.grade("bandits", k) for k in range(3)] == ["B", "B", "A"], "the last grade for all below"


def test_scoring_leaves_the_environment_as_it_is(program: Program) -> None:
    games = play_out(program, program.start([1, 2, 3]), 5)
    env = program.env(games)
    before = (env.turn, dict(env.extra), env.clock)
    program.kernel.scoring.score(games, env)
    program.kernel.scoring.endings(games, env, last=True)
    assert (env.turn, dict(env.extra), env.clock) == before
