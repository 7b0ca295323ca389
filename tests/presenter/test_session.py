"""A game at a table without a front end: played to its end, taken back, handed over, left and opened again."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from game.engine import IllegalMove, digest
from game.players.table import HUMAN, Table, Told
from game.presenter.moments import DECIDING, READING
from game.presenter.rivals import Rivals
from game.presenter.session import Session
from game.saves.store import Store
from game.texts.words import Words
from tests.packs import PACKS, compiled, load


def new(folder: Path, pack: str = "tutorial", lang: str = "en", seed: int = 7, **seats: str) -> Session:
    return Session.new(
        load(pack), words=Words(lang), store=Store(folder), seed=seed, seats=seats or None,
        scenario="tutorial_summit" if pack == "japan-2026" else "",
    )  # fmt: skip


def first_legal(session: Session) -> int:
    return int(np.flatnonzero(session.program.legal(session.table.games)[:, 0])[0])


def play(session: Session, until: str = "finished", most: int = 2000) -> list[str]:
    """Goes on with first legal options until a moment of a kind; the kinds met on the way."""
    met: list[str] = []
    for _ in range(most):
        moment = session.moment()
        met.append(moment.kind)
        if moment.kind == until:
            return met
        if moment.kind == "rivals":
            session.step()
        elif moment.kind == "hand_over":
            session.accept()
        elif moment.reading:
            session.read()
        else:
            session.submit(first_legal(session))
    raise AssertionError(f"never met {until}: {met[-20:]}")


@pytest.mark.parametrize("pack", PACKS)
def test_a_game_by_moments_is_the_game_by_moves(tmp_path: Path, pack: str) -> None:
    session = new(tmp_path, pack)
    met = play(session)
    assert {"rivals", "negotiation", "decision", "finished"} <= set(met)
    assert set(met) <= READING | DECIDING | {"rivals", "finished"}
    table = Table.new(session.program, 7, {session.program.pack.info.seat: HUMAN})
    while table.decision is not None:
        table.play(int(np.flatnonzero(table.program.legal(table.games)[:, 0])[0]))
    assert table.record.moves == session.table.record.moves
    assert digest(table.games) == digest(session.table.games)
    assert session.table.record.title


def test_everything_that_happens_is_read_once(tmp_path: Path) -> None:
    session = new(tmp_path)
    read: list[tuple[str, int, tuple[str, ...]]] = []
    quarters = []
    while (moment := session.moment()).kind != "finished":
        assert session.moment() == moment, "asking changes nothing"
        if moment.kind == "rivals":
            session.step()
        elif moment.reading:
            read.append((moment.kind, moment.turn, moment.ids))
            quarters += [moment.turn] * (moment.kind == "quarter")
            session.read()
        else:
            session.submit(first_legal(session))
    assert quarters == list(range(len(session.program.turns)))
    assert ("news" in {kind for kind, _, _ in read}) or ("moves" in {kind for kind, _, _ in read})
    assert "outcome" in {kind for kind, _, _ in read}
    news = [(turn, e) for kind, turn, ids in read if kind == "news" for e in ids]
    assert len(news) == len(set(news))


def test_an_opened_game_stands_where_it_stood_with_nothing_left_to_read(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, "negotiation")
    again = Session.open(session.path, words=Words("ja"), store=Store(tmp_path))
    assert digest(again.table.games) == digest(session.table.games)
    assert again.moment().kind == "negotiation"
    assert again.path == session.path
    named = session.save_as("mine")
    assert named is not None
    assert Session.open(named, words=Words("ja"), store=Store(tmp_path)).path != named


def test_undo_keeps_the_law_and_says_why_not(tmp_path: Path) -> None:
    session = new(tmp_path)
    assert session.why_not_undo == Words("en")("undo.nothing")
    for _ in range(200):
        play_to_decision(session)
        before, moves = digest(session.table.games), len(session.table.record.moves)
        session.submit(first_legal(session))
        if session.can_undo:
            assert session.why_not_undo == ""
            session.undo()
            assert (digest(session.table.games), len(session.table.record.moves)) == (before, moves)
            return
        assert session.why_not_undo
    raise AssertionError("nothing could ever be taken back")


def play_to_decision(session: Session) -> None:
    while not (moment := session.moment()).deciding:
        if moment.kind == "rivals":
            session.step()
        else:
            session.read()


def test_a_shared_screen_is_handed_over_before_anything_is_shown(tmp_path: Path) -> None:
    session = new(tmp_path, island=HUMAN, league=HUMAN)
    seen: list[tuple[str, str]] = []
    for _ in range(60):
        moment = session.moment()
        if moment.kind == "finished":
            break
        if moment.kind == "hand_over":
            assert moment.seat != session.viewer
            session.accept()
            assert session.viewer == moment.seat
        elif moment.kind == "rivals":
            session.step()
        elif moment.reading:
            assert moment.seat == session.viewer
            session.read()
        else:
            assert moment.seat == session.viewer == session.decision.seat  # type: ignore[union-attr]
            session.submit(first_legal(session))
        seen.append((moment.kind, moment.seat))
    assert {seat for kind, seat in seen if kind == "hand_over"} == {"island", "league"}


def test_a_choice_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    session = new(tmp_path)
    session.rivals()
    before = digest(session.table.games)
    while not (closed := np.flatnonzero(~session.program.legal(session.table.games)[:, 0])).size:
        session.submit(first_legal(session))
        session.rivals()
        before = digest(session.table.games)
    with pytest.raises(IllegalMove):
        session.submit(int(closed[0]))
    with pytest.raises(ValueError, match="no_such_option"):
        session.submit("no_such_option")
    assert digest(session.table.games) == before


def test_rivals_that_think_beside_the_drawing_make_the_same_moves(tmp_path: Path) -> None:
    one, two = new(tmp_path), new(tmp_path)
    one.rivals()
    rivals = Rivals(two)
    told = wait_for(rivals)
    rivals.cancel()
    assert two.table.record.moves == one.table.record.moves
    assert [t.option for t in told] == [t.option for t in one.table.told if not t.how]


def wait_for(rivals: Rivals) -> list[Told]:
    found: list[Told] = []
    until = time.monotonic() + 60
    while rivals.thinking:
        assert time.monotonic() < until
        found += rivals.poll()
        time.sleep(0.001)
    return found


def test_a_search_that_is_cancelled_plays_nothing(tmp_path: Path) -> None:
    session = new(tmp_path, island=HUMAN, league="expert", union="expert")
    while session.table.waits_for is None:
        session.submit(first_legal(session))
    moves = len(session.table.record.moves)
    rivals = Rivals(session)
    rivals.begin()
    rivals.cancel()
    assert rivals.poll() == []
    assert len(session.table.record.moves) == moves


def test_a_search_that_is_hurried_plays_what_it_has_found(tmp_path: Path) -> None:
    session = new(tmp_path, island=HUMAN, league="expert", union="expert")
    while session.table.waits_for is None:
        session.submit(first_legal(session))
    rivals = Rivals(session)
    rivals.hurry()  # before it has looked ahead at all
    told = wait_for(rivals)
    rivals.cancel()
    assert told
    assert session.table.waits_for is None
    assert not any(t.say is not None and " 0 futures" in t.say.en for t in told)


def test_a_save_that_fails_is_told_and_the_game_goes_on(tmp_path: Path) -> None:
    session = new(tmp_path)
    play_to_decision(session)
    session.path = tmp_path / "no" / "\0"
    session.submit(first_legal(session))
    assert session.unsaved
    assert session.trouble is not None
    assert session.trouble.text("en")
    session.path = tmp_path / "good.itabasami.json"
    assert session.save()
    assert not session.unsaved
    assert session.trouble is None


def test_the_language_changes_at_once(tmp_path: Path) -> None:
    session = new(tmp_path)
    play_to_decision(session)
    en = session.moment().title
    session.speak("ja")
    assert session.moment().title != en
    assert compiled("tutorial").pack.info.title.ja
