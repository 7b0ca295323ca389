"""One text for a position: both ways for whole games, with `?` and one way for what a seat sees."""

from __future__ import annotations

import re

import numpy as np
import pytest

from game.engine import (
    Games,
    IllegalMove,
    Program,
    UnreadablePosition,
    digest,
    parse_position,
    position_text,
)
from game.engine.sentences import POSITION
from tests.engine.hidden import hidden_counters, hidden_floats, poisoned
from tests.engine.play import random_choices
from tests.engine.veiled import veiled
from tests.packs import PACKS, compiled

NAMES = [*PACKS, "veiled"]


def program_of(name: str) -> Program:
    return veiled() if name == "veiled" else compiled(name)


def positions(program: Program, every: int) -> list[Games]:
    games, rng = program.start([4, 5]), np.random.default_rng(4)
    found: list[Games] = []
    number = 0
    while program.decision(games) is not None:
        if number % every == 0:
            found.append(games.copy())
        number += 1
        program.play(games, random_choices(program, games, rng))
    return [*found, games]


@pytest.mark.parametrize("name", NAMES)
def test_a_position_reads_back_bit_for_bit(name: str) -> None:
    program = program_of(name)
    for games in positions(program, 25 if name == "japan-2026" else 4):
        for k in range(games.n):
            text = position_text(program, games, k)
            again, one = parse_position(program, text), games.take([k])
            assert digest(again) == digest(one)
            assert (again.step, again.forced, again.ending_row) == (one.step, one.forced, one.ending_row)
            assert np.array_equal(again.seeds, one.seeds)
            assert position_text(program, again) == text
            if program.decision(one) is not None:
                choice = int(program.legal(one)[:, 0].argmax())
                program.play(one, choice)
                program.play(again, choice)
                assert digest(again) == digest(one), "and it goes on alike"


@pytest.mark.parametrize("name", NAMES)
def test_a_seats_view_has_a_question_mark_for_all_that_it_may_not_see(name: str) -> None:
    program = program_of(name)
    for games in positions(program, 60 if name == "japan-2026" else 7):
        for seat in program.seats:
            text = position_text(program, games, 1, seat)
            asked = sum(line.endswith(" ?") for line in text.splitlines())
            one = games.take([1])
            assert asked == 1 + int(hidden_floats(program, one, seat).sum()) + len(hidden_counters(program, seat))
            assert position_text(program, poisoned(program, games, seat, -3.0), 1, seat) == text
            with pytest.raises(UnreadablePosition, match=r"line 4, 'seed \?': this is what a seat sees"):
                parse_position(program, text)
            known = re.sub(r"seed \?", "seed 1", text)
            with pytest.raises(UnreadablePosition, match=r"\?': this is what a seat sees"):
                parse_position(program, known)


def test_a_text_is_plain() -> None:
    program = veiled()
    games = program.start(1)
    lines = position_text(program, games, 0, "mayor").splitlines()
    assert lines[:4] == ["position village year book", "at 2026Q1 council 0 mayor", "step 1", "seed ?"]
    assert {"track coins 20.0", "track chief ?", "ago plot 1 ?", "used scheme ?", "later option:dig/later0 1 ?"} <= {
        *lines
    }
    assert "track rumour 0.0" not in lines
    assert not any(line.startswith("used boast") for line in lines)


def test_forced_draws_are_part_of_a_position() -> None:
    program = veiled()
    games = program.forced(program.start(1), {(0, "option:attack[east]#1", 3): 0.25})
    again = parse_position(program, position_text(program, games))
    assert again.forced == games.forced
    assert "forced" not in position_text(program, games, 0, "bandits")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("position village year book", "position town year book", "line 1, 'position town year book': a position of"),
        ("track coins 20.0", "track coin 20.0", "'track coin 20.0': these rules have nothing of that name"),
        ("track coins 20.0", "track coins much", "'track coins much': 'much' does not fit"),
        ("track coins 20.0", "track coins nan", "'nan' does not fit"),
        ("track coins 20.0", "track coins 20.0\ntrack coins 21.0", "'track coins 21.0': this has been said before"),
        ("track coins 20.0", "used save 40000", "'40000' does not fit"),
        ("step 1\n", "", "a line 'step …' is missing"),
        ("step 1\n", "step 2\n", "step 2 is not there"),
        ("step 1\n", "step 99999\n", "step 99999 is not there"),
        ("council 0", "council 1", "'at 2026Q1 council 1 mayor': step 1 is not there"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, said: str) -> None:
    program = veiled()
    text = position_text(program, program.start(1))
    assert old in text
    with pytest.raises(UnreadablePosition, match=re.escape(said)):
        parse_position(program, text.replace(old, new))
    with pytest.raises(UnreadablePosition, match="line 1, ''"):
        parse_position(program, "")


def test_a_refused_move_names_the_position() -> None:
    program = veiled()
    games = program.start([1, 2])
    games.S[program.tracks["tension[east]"].row, 1] = 0
    games.mask = None
    decision = program.decision(games)
    assert decision is not None
    with pytest.raises(IllegalMove) as error:
        program.play(games, decision.index("guard[east]"))
    assert str(error.value).startswith("2026Q1 council 0 mayor guard[east]: not legal now.")
    assert error.value.game == 1
    assert error.value.position == position_text(program, games, 1, "mayor"), "the seat's own view, no more"
    with pytest.raises(IllegalMove, match=r"2026Q1 council 0 mayor option 77 \(of 0 to 5\): not legal now"):
        program.play(games, [0, 77])


def test_what_is_wrong_is_said_in_both_languages(program: Program) -> None:
    text = position_text(program, program.start(3))
    for spoiled, line in ((text.replace("step ", "stop ", 1), 3), (text.replace("seed ", "seed x", 1), 4), ("", 1)):
        with pytest.raises(UnreadablePosition) as e:
            parse_position(program, spoiled)
        assert e.value.line == line
        assert e.value.text("en").startswith(f"line {line}, ")
        assert e.value.text("ja").startswith(f"{line}行目「")
        assert e.value.code in POSITION
