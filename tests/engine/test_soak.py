"""Soak: thousands of random games of every scenario of both packs, through the laws. Long, so only `make nightly`."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, Program, Record, digest
from tests.engine.play import random_choices
from tests.packs import all_scenarios, compiled

GAMES = 5_000
REPLAYED = 3  # of them, alone and through a record


class Watch:
    """Holds the laws of ranges and of frozen games over a batch that is being played."""

    def __init__(self, program: Program, games: Games) -> None:
        self.low = np.array([t.range[0] for t in program.tracks.values()])[:, None]
        self.high = np.array([t.range[1] for t in program.tracks.values()])[:, None]
        self.over = np.zeros(games.n, dtype=bool)
        self.S, self.C = games.S.copy(), games.C.copy()

    def look(self, games: Games) -> None:
        """After every move."""
        tracks = games.S[: len(self.low)]
        assert np.isfinite(games.S).all()
        assert (tracks >= self.low).all()
        assert (tracks <= self.high).all()
        assert (self.over <= games.over).all(), "a game that has ended goes on"
        frozen = np.flatnonzero(self.over)
        assert np.array_equal(games.S[:, frozen], self.S[:, frozen])
        assert np.array_equal(games.C[:, frozen], self.C[:, frozen])
        ended = np.flatnonzero(games.over & ~self.over)
        self.S[:, ended], self.C[:, ended] = games.S[:, ended], games.C[:, ended]
        self.over = games.over.copy()


@pytest.mark.nightly
@pytest.mark.parametrize(("pack", "scenario"), all_scenarios())
def test_thousands_of_random_games_keep_the_laws(pack: str, scenario: str) -> None:
    program = compiled(pack, scenario)
    games, rng = program.start(range(GAMES)), np.random.default_rng(GAMES)
    watch = Watch(program, games)
    chosen: list[tuple[int, np.ndarray]] = []  # the step, and what the games that are replayed chose there
    while program.decision(games) is not None:
        choices = random_choices(program, games, rng)
        chosen.append((games.step, choices[:REPLAYED]))
        program.play(games, choices)
        watch.look(games)
    assert games.over.all()
    assert (games.C[games.ending_row] >= 0).all()
    score = program.score(games)
    for seat in program.seats:
        assert np.isfinite(score.total[seat]).all()
        assert all(((values >= 0) & (values <= 100)).all() for values in score.dimensions[seat].values())

    for k in range(REPLAYED):
        record = Record.new(program, k, dict.fromkeys(program.seats, "random"))
        alone = record.start(program)
        for step, choices in chosen:
            if program.decision(alone) is not None and alone.step == step:
                record.play(program, alone, int(choices[k]))
        assert digest(alone) == digest(games, k)
        _, again = Record.from_json(record.to_json()).replay(verify=True)
        assert digest(again) == digest(games, k)
