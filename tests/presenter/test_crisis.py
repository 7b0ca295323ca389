"""The crisis of the strait: told as far as a seat may know it, and no further."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.presenter import options, quarter
from game.presenter.crisis import crisis
from game.presenter.session import Session
from tests.presenter.desk import session, until


@pytest.fixture(scope="module")
def strait(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("saves"), seed=6, scenario="dealmaker_g2"), "secret")


def test_the_ladder_stands_where_the_strait_does(strait: Session) -> None:
    found = crisis(strait.figures, strait.table)
    assert found is not None
    rung = strait.figures.knowledge.value(strait.table.games, "strait_rung")
    assert [r.at for r in found.ladder.rungs if r.here] == [rung]
    assert found.round == 1
    assert found.rounds == 2
    assert [s.mine for s in found.sides] == [s.seat == "japan" for s in found.sides]
    assert found.assumed == "Hold"
    assert {r.id for r in found.stakes} >= {"tension[strait]", "alliance_trust"}


def test_nothing_of_what_the_others_have_chosen_is_told(strait: Session) -> None:
    games, tracks = strait.table.games, strait.program.tracks
    before = crisis(strait.figures, strait.table)
    cards = options.cards(strait.figures, strait.table, options.deck(strait.figures, strait.table).offices[0])
    kept = games.S.copy()
    try:
        for choice in (1.0, 2.0, 3.0):
            games.S[tracks["crisis_china"].row, 0] = choice
            games.S[tracks["crisis_usa"].row, 0] = choice
            assert crisis(strait.figures, strait.table) == before
            office = options.deck(strait.figures, strait.table).offices[0]
            assert options.cards(strait.figures, strait.table, office) == cards
    finally:
        games.S[:] = kept


def test_the_last_choice_is_told_by_its_name_and_is_no_figure(strait: Session) -> None:
    games, row = strait.table.games, strait.program.tracks["crisis_last_china"].row
    kept = games.S[row, 0]
    try:
        told = []
        for choice in (0.0, 1.0, 2.0, 3.0):
            games.S[row, 0] = choice
            found = crisis(strait.figures, strait.table)
            assert found is not None
            told.append(next(s.last for s in found.sides if s.seat == "china"))
    finally:
        games.S[row, 0] = kept
    assert told == ["", "Escalate", "Hold", "Offer a way out"]
    deck = options.deck(strait.figures, strait.table)
    effects = [
        e for o in deck.offices for c in options.cards(strait.figures, strait.table, o).cards for e in c.effects or ()
    ]
    assert not any(e.id.startswith("crisis_last") for e in effects)
    old, new = strait.table.moments[0].games, games.copy()
    new.S[row, 0] = 2.0
    assert "crisis_last_china" not in {name for name, _, _ in quarter.moves(strait.figures, old, new)}


def test_other_decisions_are_no_crisis(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision")
    assert crisis(one.figures, one.table) is None
