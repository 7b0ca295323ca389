"""What cards do in a batch, where constants stand in tables, is what they do one by one in a game alone."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, Program, compile_pack
from game.engine.chance import seed_column
from game.engine.deck import Deck
from game.engine.effects import Constant, Table
from game.pack import Pack
from tests.engine.veiled import files
from tests.packs import PACKS, compiled

# every kind of change, and several of them on one track: their order and the track's range must hold
MIXED = """
[option.pile_up]
phase = "council"
title = { ja = "積み上げる", en = "Pile up" }
limit = { turn = 9 }
effects = [
  { track = "rumour", add = 70 }, { track = "rumour", add = "luck - 40" }, { track = "rumour", add = "figure('population')" },
  { track = "luck", set = 3 }, { track = "paid", set = "figure('savings') * 100" },
  { track = "plot", set = "people / 10" }, { track = "strength", scale = 1.5 },
  { flag = "armed" }, { track = "mood", add = "noise(3)" }, { track = "coins", after = 2, add = 1 },
  { track = "coins", after = 3, add = "luck", when = "luck > 1" },
]

[option.write_off]
phase = "council"
title = { ja = "帳消し", en = "Write off" }
effects = [{ track = "coins", add = -5000 }, { track = "people", set = 0 }, { track = "rumour", add = -1, chance = 0.5 }]
"""


def mixed() -> Program:
    made = files()
    made["world.toml"] += MIXED
    return compile_pack(Pack.from_files(made))


def decks(program: Program) -> list[Deck]:
    return [d for part in program.compiled.decks.values() for d in (part.main, *(a for _, a in part.answers))]


def anywhere(program: Program, n: int) -> Games:
    """Games whose tracks stand anywhere in their ranges, in whole and half numbers, and some cards used before."""
    games, rng = program.start(range(n)), np.random.default_rng(3)
    for t in program.tracks.values():
        games.S[t.row] = np.clip(np.round(rng.uniform(*t.range, n) * 2) / 2, *t.range)
    uses = program.compiled.layout.use_count
    games.C[:uses] = rng.integers(0, 3, (uses, n))
    games.seeds = seed_column(rng.integers(0, 2**62, n).tolist())
    return games


@pytest.mark.parametrize("name", [*PACKS, "mixed"])
def test_a_batch_takes_its_cards_as_each_game_does_alone(name: str) -> None:
    program = mixed() if name == "mixed" else compiled(name)
    for deck in decks(program):
        games = anywhere(program, 3 * len(deck.cards))
        choice = np.random.default_rng(1).permutation(np.arange(games.n) % len(deck.cards))
        alone = [games.take([k]) for k in range(games.n)]
        deck.apply(choice, games, program.env(games))
        for k, one in enumerate(alone):
            deck.apply_one(int(choice[k]), one, program.env(one))
            assert np.array_equal(one.S[:, 0], games.S[:, k]), deck.cards[choice[k]].id
            assert np.array_equal(one.C[:, 0], games.C[:, k]), deck.cards[choice[k]].id


def test_most_cards_need_no_formula() -> None:
    """What keeps a step of many games quick; the mixed card keeps as formulas only what has to be."""
    program = mixed()
    council = program.compiled.decks["council"].main
    card = next(i for i, c in enumerate(council.cards) if c.id == "pile_up")
    formulas = next(f for f in council.effects.formulas if f.card == card)
    named = {row: name for name, row in program.compiled.layout.tracks.items()}
    assert [named[r] for r in formulas.set_rows] == ["plot"]
    assert sorted(named[r] for r in formulas.add_rows) == ["mood", "rumour", "rumour", "strength"], (
        "the 340 is a number, but the range is kept after all three"
    )
    assert formulas.rolls
    cabinet = compiled("japan-2026").compiled.decks["cabinet"].main
    assert len(cabinet.effects.formulas) < len(cabinet.cards) / 2


def test_a_table_names_each_place_once() -> None:
    table = Table([[Constant(4, 1.0), Constant(2, 5.0)], [], [Constant(0, -1.0)]])
    found = [(j, card.tolist(), place.tolist()) for j, card, place in table.places(np.array([2, 0, 1, 0]))]
    assert found == [(0, [2, 0, 0], [0, 4 * 4 + 1, 4 * 4 + 3]), (1, [0, 0], [2 * 4 + 1, 2 * 4 + 3])]
