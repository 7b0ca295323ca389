"""The negotiation's table: what lies on it, what a move does, and how it ends, all as the engine then plays it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.presenter import bargains, talks
from game.presenter.session import Session
from tests.presenter.desk import options_open, session, texts, until


@pytest.fixture
def seated(tmp_path: Path) -> Session:
    return until(session(tmp_path, seed=11), "negotiation", phase="reply_answers")


def found(one: Session) -> talks.TalksTable:
    table = talks.table(one.figures, one.table)
    assert table is not None
    return table


def test_the_table_is_the_engines_table(seated: Session) -> None:
    table, value = found(seated), seated.program.value
    games = seated.table.games
    for agenda in table.agendas:
        assert agenda.position.number == value(games, f"marker[{agenda.id}]")
    mine, theirs = table.hands
    assert (mine.seat, mine.mine, theirs.seat, theirs.mine) == ("japan", True, "usa", False)
    assert [c.held for c in mine.cards] == [value(games, f"answers_card[{c.id}]") > 0.5 for c in mine.cards]
    assert sum(c.held for c in theirs.cards) == len(theirs.cards) - 1, "Washington has played one"
    assert mine.best == seated.program.pack.agendas["farm"].item.title.en
    assert (table.round, table.rounds) == (1, 4)
    assert table.weighed.need.low < table.weighed.need.high
    assert table.weighed.if_signed
    assert table.diet is not None
    assert 0.0 <= table.diet.odds <= 1.0
    assert table.diet.votes.low <= table.diet.votes.high
    assert [g.id for g in table.gifts] == list(seated.program.pack.contributions)
    brought = [g.id for g in table.gifts if g.brought]
    assert brought == [c for c in seated.program.pack.contributions if value(games, f"brought[{c}]") > 0.5]


def test_offers_are_the_moves_made_and_their_steps_add_up(seated: Session) -> None:
    start = {
        a: seated.program.value(seated.table.moments[-1].games, f"marker[{a}]") for a in seated.program.pack.agendas
    }
    for count in range(6):
        choices = options_open(seated)
        seated.submit(choices[count % len(choices)])
        until(seated, "negotiation")
        if "_vote_" in seated.moment().phase:
            break
    table = found(seated)
    moves = [m.split() for m in seated.table.record.moves if " summit_" in m]
    assert [(o.seat, o.option) for o in table.offers] == [(m[3], m[4]) for m in moves]
    assert all(o.title for o in table.offers)
    for agenda in table.agendas:
        moved = sum(change.amount for o in table.offers for a, _, change in o.steps if a == agenda.id)
        assert agenda.position.number - start[agenda.id] == pytest.approx(moved)


def test_the_history_forgets_what_is_taken_back(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "negotiation", phase="lead_answers")
    before = found(one).offers
    one.submit(next(i for i in options_open(one) if one.decision.options[i].id.startswith("summit_offer")))  # type: ignore[union-attr]
    assert one.can_undo
    assert len(found(one).offers) == len(before) + 1
    one.undo()
    assert found(one).offers == before


def test_what_a_move_does_is_what_it_then_does(seated: Session) -> None:
    moves = talks.moves(seated.figures, seated.table)
    assert {m.index for m in moves} == set(options_open(seated))
    assert all(m.note for m in moves), "every reply moves the marker at once, or says that it stays"


def test_a_special_move_tells_how_it_may_turn_out(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "negotiation", phase="lead_answers")
    moves = {m.id: m for m in talks.moves(one.figures, one.table)}
    plead = moves["tied_hands"]
    assert sum(w.share for w in plead.ways) == pytest.approx(1.0)
    assert all(w.changes for w in plead.ways)
    needs = {round(c.amount, 1) for w in plead.ways for title, c in w.changes if title == one.figures.title("need_now")}
    assert needs == {-4.0}
    spare = one.program.value(one.table.games, "vote_spare")
    assert (len(plead.ways) == 1) == (spare < 4), "the truth has one way, a bluff two"
    assert not moves["summit_package"].ways


def test_nothing_hidden_is_on_the_table(seated: Session) -> None:
    before = list(texts(found(seated)))
    program, games = seated.program, seated.table.games
    hidden = [t for t, i in program.tracks.items() if "japan" in i.hidden_from and t != "loss_draw"]
    for name in hidden:
        games.S[program.tracks[name].row, 0] += 1
    assert list(texts(found(seated))) == before


def test_the_outcome_is_read_after_the_talks_and_tells_what_they_changed(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "outcome")
    moment = one.moment()
    causes = [one.table.causes[i] for i in moment.causes]
    ended = talks.outcome(one.figures, one.table.games, moment.ids[0], causes)
    assert ended is not None
    outcomes = [o.id for o in one.program.pack.negotiations["summit"].item.outcomes]
    assert ended.id == outcomes[round(one.program.value(one.table.games, "outcome")) - 1]
    trust = sum(c.amount for c in causes if c.track == "alliance_trust" and c.phase.startswith("summit_"))
    told = {track: change.amount for track, _, change in ended.changes}
    assert told.get("alliance_trust", 0.0) == pytest.approx(trust)
    assert talks.table(one.figures, one.table) is None or one.moment().kind == "outcome"


def test_a_bluff_is_played_in_copies_only(seated: Session) -> None:
    before = seated.table.games.S.copy()
    bargain = bargains.bargain_of(seated.figures, seated.table)
    assert bargain is not None
    worlds = bargain.worlds.S.copy()
    talks.moves(seated.figures, seated.table, bargain)
    assert np.array_equal(seated.table.games.S, before, equal_nan=True)
    assert np.array_equal(bargain.worlds.S, worlds, equal_nan=True)
