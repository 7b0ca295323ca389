"""A table: policies move in turn, undo keeps the law, a saved game stands where it stood."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, IllegalMove, Program, Record, UnknownName, digest
from game.players.table import HUMAN, Table
from tests.packs import PACKS, compiled


def fresh(pack: str, seed: int = 5) -> Table:
    program = compiled(pack)
    return Table.new(program, seed, {program.pack.info.seat: HUMAN})


def first_legal(table: Table) -> int:
    return int(np.flatnonzero(table.program.legal(table.games)[:, 0])[0])


@pytest.mark.parametrize("pack", PACKS)
def test_only_the_person_is_asked(pack: str) -> None:
    table = fresh(pack)
    asked = 0
    while (decision := table.decision) is not None:
        assert decision.seat == table.program.pack.info.seat
        table.play(first_legal(table))
        asked += 1
    assert asked > 5
    assert table.games.over.all()
    assert {t.seat for t in table.told} <= set(table.program.seats) - {table.program.pack.info.seat}


@pytest.mark.parametrize("pack", PACKS)
def test_undo_goes_back_exactly_and_never_across_a_draw_or_another_seat(pack: str) -> None:
    table = fresh(pack)
    undone = 0
    rng = np.random.default_rng(3)
    while (decision := table.decision) is not None and undone < 12:
        before, moves, causes = digest(table.games), list(table.record.moves), len(table.causes)
        legal = np.flatnonzero(table.program.legal(table.games)[:, 0])
        table.play(int(rng.choice(legal)))
        after = table.decision
        if table.can_undo:
            assert after is not None
            assert (after.turn, after.seat) == (decision.turn, decision.seat)
            if after.phase != decision.phase:  # the second step of one choice: nothing has followed by itself
                assert table.two_steps
                assert {c.kind for c in table.causes[causes:]} <= {"option", "cost"}
            table.undo()
            assert (digest(table.games), table.record.moves, len(table.causes)) == (before, moves, causes)
            table.play(int(legal[0]))
            undone += 1
        else:
            assert table.barrier in {"handed_over", "chance", "revealed"}
            with pytest.raises(ValueError, match=table.barrier):
                table.undo()
    assert undone > 0


@pytest.mark.parametrize("pack", PACKS)
def test_a_resumed_game_stands_where_it_stood(pack: str) -> None:
    table = fresh(pack)
    for _ in range(9):
        table.play(first_legal(table))
    again = Table.resume(Record.from_json(table.record.to_json()))
    assert digest(again.games) == digest(table.games)
    assert again.decision == table.decision
    assert [c.amount for c in again.causes] == [c.amount for c in table.causes]


@pytest.mark.parametrize(("veiled", "barrier"), [((0, 1), "revealed"), ((None, 1), ""), ((0, None), "revealed")])
def test_only_what_a_move_reveals_stops_undo(monkeypatch: pytest.MonkeyPatch, veiled, barrier: str) -> None:
    """Also where it veils as much as it reveals. `veiled`: the row that the seat may not see before and after."""
    table = fresh("tutorial")
    while not table.can_undo:
        option = first_legal(table)
        table.play(option)
    table.undo()
    before = len(table.record.moves)

    def observe(self: Program, games: Games, seat: str) -> Games:
        seen, row = games.copy(), veiled[len(table.record.moves) > before]
        if row is not None:
            seen.S[row] = np.nan
        return seen

    monkeypatch.setattr(Program, "observe", observe)
    table.play(option)
    assert table.barrier == barrier


def test_an_illegal_move_changes_nothing() -> None:
    table = fresh("tutorial")
    closed = np.flatnonzero(~table.program.legal(table.games)[:, 0])
    before = digest(table.games)
    with pytest.raises(IllegalMove):
        table.play(int(closed[0]))
    assert digest(table.games) == before
    assert not table.record.moves or len(table.told) == len(table.record.moves)


def test_an_unknown_seat_is_refused() -> None:
    with pytest.raises(UnknownName, match="there is no seat 'moon'"):
        Table.new(compiled("tutorial"), 1, {"moon": HUMAN})
