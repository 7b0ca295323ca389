"""A film of a game: every frame is the game as it stood, its effects add up, and nothing hidden is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.engine import digest, parse_move
from game.presenter import board, chart
from game.presenter.replay import Film
from game.presenter.session import Session
from game.saves.store import SaveError
from game.texts.words import Words
from tests.packs import load
from tests.presenter.desk import session, until


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("film"), seed=5), "decision", turn=2)


@pytest.fixture(scope="module")
def film(played: Session) -> Film:
    return Film.open(played.path, words=Words("en"), pack=load("japan-2026"))


def test_every_frame_is_the_game_as_it_stood(film: Film, played: Session) -> None:
    record = played.table.record
    assert len(film) == len(record.moves)
    for number in (0, 1, len(film) // 2, len(film)):
        _, games = record.replay(film.table.program, moves=number)
        assert digest(film.at(number).games) == digest(games)
        assert film.at(number).record.moves == record.moves[:number]
    assert digest(film.at(len(film)).games) == digest(played.table.games)


def test_a_frame_can_be_shown_like_a_game_that_is_played(film: Film) -> None:
    table = film.at(len(film) // 2)
    assert chart.chart(film.figures, table).zones
    assert board.score(film.figures, table).dimensions
    assert len(table.moments) <= len(film.table.moments)


def test_moves_are_told_as_they_were_made(film: Film) -> None:
    said = 0
    for number, text in enumerate(film.table.record.moves, 1):
        made, told = parse_move(text), film.move(number)
        assert (told.number, told.seat) == (number, made.seat)
        assert told.title or told.hidden
        assert told.phase
        assert told.date
        said += bool(told.said)
    assert said > 3


def test_effects_are_the_causes_between_two_frames(film: Film) -> None:
    found = 0
    for number in range(1, len(film) + 1):
        first, last = film.frames[number - 1].causes, film.frames[number].causes
        causes = film.table.causes[first:last]
        for effect in film.effects(number):
            assert effect.change.amount == pytest.approx(sum(c.amount for c in causes if c.track == effect.id))
            assert effect.why
            found += 1
    assert found > 20


def test_secret_moves_of_a_game_that_goes_on_stay_secret(film: Film) -> None:
    program, seat = film.table.program, film.figures.knowledge.seat
    secret = [
        number
        for number, text in enumerate(film.table.record.moves, 1)
        if parse_move(text).seat != seat and seat in program.kept_from(parse_move(text).option)
    ]
    for number in secret:
        assert film.move(number).hidden
        assert film.move(number).title == film.move(number).said == ""


def test_turns_begin_where_their_first_move_is(film: Film) -> None:
    moves = [parse_move(m).turn for m in film.table.record.moves]
    assert [n for n, _ in film.turns] == [moves.index(t) for t in dict.fromkeys(moves)]


def test_it_speaks_another_language(film: Film) -> None:
    english = film.move(1).title
    film.speak(Words("ja"))
    assert film.move(1).title != english
    film.speak(Words("en"))
    assert film.move(1).title == english


def test_a_film_may_be_stopped(played: Session) -> None:
    heard: list[float] = []
    film = Film.open(
        played.path, words=Words("en"), pack=load("japan-2026"), stopped=lambda: len(heard) >= 3, heard=heard.append
    )
    assert len(film) == len(heard) == 3


def test_a_file_that_is_no_game_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.itabasami.json"
    path.write_text(json.dumps({"a": 1}), encoding="utf-8")
    with pytest.raises(SaveError):
        Film.open(path, words=Words("en"))


def test_a_game_of_an_older_engine_is_refused_in_words(played: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.presenter import replay

    monkeypatch.setattr(replay, "SEMANTICS", replay.SEMANTICS + 1)
    with pytest.raises(SaveError) as e:
        Film.open(played.path, words=Words("en"))
    assert "move by move" in e.value.text("en")
    assert "一手ずつ" in e.value.text("ja")
