"""The score of rules/japan-2026: neglect is punished, and a lost game is capped by when it was lost."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.engine import Games, Program
from game.players.policy import policies_named
from game.study.playout import play_seeds
from tests.packs import compiled
from tests.rules.world import PACK, copies, end_quarter, put, world


@cache
def finished() -> tuple[Program, Games]:
    """Games of a random Japan at their ends, lost and served alike."""
    program = compiled(PACK)
    return program, play_seeds(program, range(200), policies_named(program, {})).games


def parts(program: Program, games: Games) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Japan's weighted mean and least dimension, and whether it lost."""
    score = program.score(games)
    dimensions = np.array(list(score.dimensions["japan"].values()))
    weights = [program.pack.dimensions[d].item.weight for d in score.dimensions["japan"]]
    losses = [i for i, e in enumerate(program.pack.endings.values()) if e.item.loss and "japan" in e.item.losers]
    return np.average(dimensions, axis=0, weights=weights), dimensions.min(axis=0), np.isin(score.ending, losses)


def test_a_total_is_six_tenths_mean_and_four_tenths_least() -> None:
    program, games = finished()
    mean, least, lost = parts(program, games)
    total = program.score(games).total["japan"]
    assert np.count_nonzero(~lost) > 20
    assert total[~lost] == pytest.approx((0.6 * mean + 0.4 * least)[~lost])


def test_a_lost_game_is_capped_by_the_quarter_in_which_it_was_lost() -> None:
    program, games = finished()
    mean, least, lost = parts(program, games)
    total = program.score(games).total["japan"]
    turn = games.C[program.compiled.layout.named["ended"]] + 1.0
    capped = np.minimum(0.6 * mean + 0.4 * least, 30) * (0.5 + 0.5 * turn / len(program.turns))
    assert len(set(turn[lost])) > 3, "games are lost in different quarters"
    assert total[lost] == pytest.approx(capped[lost])
    assert total[lost].max() <= 30
    assert not program.score(games).won["japan"][lost].any()


def test_a_loss_costs_more_the_earlier_it_comes() -> None:
    """The same splendid figures, lost in the first quarter and in the last."""
    scores = []
    for scenario in ("quiet", "audit"):
        program = world(scenario)
        games = copies(program)
        put(program, games, strait_rung=5, alliance_trust=90, credibility=90, approval=90, diet=90)
        put(program, games, d10=60, defence_ability=70, supply_chain=60, fortress=60)
        end_quarter(program, games)
        score = program.score(games)
        assert score.ending_id() == "war"
        scores.append(score.total["japan"][0])
    first, last = scores
    assert last == pytest.approx(30), "however good the rest"
    assert first == pytest.approx(30 * (0.5 + 0.5 / 12))


def test_neglecting_one_thing_costs_more_than_its_share() -> None:
    """Of two states with the same mean the more even one is worth more."""
    program = world("audit")
    games = copies(program, 2)
    put(program, games, approval=[60, 60], diet=[60, 60], us_tariff=0.3)
    put(program, games, alliance_trust=[60, 20], credibility=[60, 20], defence_ability=[30, 56])
    put(program, games, d10=[20, 46], supply_chain=[20, 20], fortress=[10, 10])
    score = program.score(games)
    dims = score.dimensions["japan"]
    assert dims["alliance"][0] > 2 * dims["alliance"][1]
    gain = dims["autonomy_score"][1] - dims["autonomy_score"][0]
    assert gain > 0
    mean, least, _ = parts(program, games)
    assert score.total["japan"][0] - score.total["japan"][1] > 0.6 * (mean[0] - mean[1])
    assert least[0] > least[1]
