"""What other rooms may ask of the rules, without looking at compiled parts."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import game
from game.engine import Program, UnknownName
from tests.engine.play import steps

ROOMS = Path(game.__file__).parent
INSIDE = re.compile(r"\.(compiled|views|kernel|symbols|explanations|reasons\.reason)\b")


def test_no_room_but_the_engine_looks_inside_a_program() -> None:
    files = [f for f in ROOMS.rglob("*.py") if f.parent.name != "engine"]
    assert len(files) > 100
    assert [str(f.relative_to(ROOMS)) for f in files if INSIDE.search(f.read_text(encoding="utf-8"))] == []


def test_decisions_are_those_that_seats_are_asked(program: Program) -> None:
    games = program.start(4)
    asked = {(d.turn, d.phase, d.visit, d.slot, d.seat) for d in program.decisions()}
    assert asked == {(d.turn, d.phase, d.visit, d.slot, d.seat) for s in program.seats for d in program.decisions(s)}
    met = set[tuple[object, ...]]()
    while (d := program.decision(games)) is not None:
        assert program.turn(games) == d.turn
        met.add((d.turn, d.phase, d.visit, d.slot, d.seat))
        program.play(games, program.legal(games).argmax(axis=0))
    assert met <= asked
    assert games.over.all()


def test_what_a_value_reads_is_what_it_changes_with(program: Program) -> None:
    """A track that a formula does not read changes nothing in it, whatever it stands at."""
    games = program.start([1, 2])
    for name in program.pack.lets:
        read = program.reads(name)
        assert read <= set(program.tracks)
        other = games.copy()
        for track, info in program.tracks.items():
            if track not in read:
                other.S[info.row] = info.range[1]
        assert np.array_equal(program.values(games, name), program.values(other, name)), name
    with pytest.raises(UnknownName):
        program.reads("nothing_of_the_kind")


def test_uses_count_what_was_taken(program: Program) -> None:
    games = program.start([7])
    taken: dict[str, int] = {}
    decision = program.decision(games)
    for choices in steps(program, games, 3):
        assert decision is not None
        name = decision.options[int(choices[0])].id
        if name in program.used_ids:
            taken[name] = taken.get(name, 0) + 1
        decision = program.decision(games)
    for name, times in taken.items():
        assert program.uses(games, name)[0] >= times, name
    assert sum(taken.values()) > 3
    with pytest.raises(UnknownName):
        program.uses(games, "nothing_of_the_kind")


def test_what_is_kept_from_a_seat_is_secret_in_its_view(program: Program) -> None:
    games = program.start(1)
    for option in program.used_ids:
        kept = program.kept_from(option)
        for seat in program.seats:
            blank = program.observe(games, seat).C[program.layout.uses[option], 0] == -1
            assert (seat in kept) == blank
