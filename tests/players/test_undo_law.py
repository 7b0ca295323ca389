"""The law of undo, on random play: back to an earlier decision of the same seat in the same phase, never across a draw
of chance, a reveal, or another seat's move; and doing again what was taken back gives the same game.

What may be taken back is worked out here from the engine alone, apart from the table's own book-keeping.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Decision, Games, Ledger, Program, digest
from game.players.table import HUMAN, Table
from tests.packs import PACKS, compiled

MOVES = 400


def stands(decision: Decision | None) -> tuple[int, str, int, str] | None:
    return None if decision is None else (decision.turn, decision.phase, decision.visit, decision.seat)


def seen(program: Program, games: Games, seat: str) -> np.ndarray:
    """Which numbers of the state the seat can read."""
    observed = program.observe(games, seat)
    return np.concatenate([np.isfinite(observed.S[:, 0]), (observed.C[:, 0] != -1) | (games.C[:, 0] == -1)])


def is_next_step(first: Decision, then: Decision, ledger: Ledger) -> bool:
    """Whether the same seat goes on with the same choice: nobody else has moved, and no rule has changed anything."""
    alone = (then.turn, then.seat) == (first.turn, first.seat) and len(ledger.taken) == 1
    return alone and all(c.kind in ("option", "cost") for c in ledger.causes)


def barred(program: Program, before: Games, option: int) -> str:
    """Why the law forbids taking an option back, "" where it allows it."""
    first, after, ledger = program.decision(before), before.copy(), Ledger()
    assert first is not None
    program.play(after, [option], ledger)
    then = program.decision(after)
    if then is None or (stands(then) != stands(first) and not is_next_step(first, then, ledger)):
        return "handed_over"
    if ledger.draws:
        return "chance"
    return "revealed" if (seen(program, after, first.seat) & ~seen(program, before, first.seat)).any() else ""


def seated(pack: str, seed: int, people: int) -> Table:
    """A table with some of the seats held by people: bit i of `people` for seat i."""
    program = compiled(pack)
    seats = [s for i, s in enumerate(program.seats) if people >> i & 1]
    return Table.new(program, seed, dict.fromkeys(seats, HUMAN))


def choice(table: Table, dice: np.random.Generator) -> int:
    return int(dice.choice(np.flatnonzero(table.program.legal(table.games)[:, 0])))


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32), people=st.integers(1, 7))
def test_undo_keeps_the_law_and_redo_is_the_same_game(pack: str, seed: int, people: int) -> None:
    table, dice = seated(pack, seed, people), np.random.default_rng(seed)
    allowed: list[tuple[str, list[str], int]] = []  # what each undo has to lead back to, and the option taken there
    for _ in range(MOVES):
        if table.over:
            break
        option = choice(table, dice)
        standing = (digest(table.games), list(table.record.moves), option)
        bar = barred(table.program, table.games, option)
        table.play(option)
        allowed = [] if bar else [*allowed, standing]
        assert table.can_undo == bool(allowed), (bar, table.barrier)
        assert table.barrier == bar
        if not allowed or dice.random() < 0.7:
            continue
        after, moves = digest(table.games), list(table.record.moves)
        back = int(dice.integers(1, len(allowed) + 1))
        for state, written, taken in reversed(allowed[-back:]):
            assert table.undo() == moves[len(written)]
            assert (digest(table.games), table.record.moves) == (state, written)
            assert table.program.legal(table.games)[taken, 0]
        for _, _, taken in allowed[-back:]:
            table.play(taken)
        assert (digest(table.games), table.record.moves) == (after, moves)
    if not table.can_undo:
        with pytest.raises(ValueError, match=table.barrier):
            table.undo()
    _, again = table.record.replay(table.program, verify=True)
    assert digest(again) == digest(table.games)


@pytest.mark.parametrize(
    ("card", "barrier"),
    [
        ("walk_out", "handed_over"),  # both roll dice in the summit, and the other side's move comes next
        ("tied_hands", "handed_over"),
        ("call_president", "chance"),
        ("scout_us", "chance"),
        ("scout_china", "revealed"),
        ("scout_headline", "revealed"),
    ],
)
def test_a_card_that_rolls_dice_or_unveils_bars_the_way_back(card: str, barrier: str) -> None:
    met = set[str]()
    for seed in range(40):
        table, dice = seated("japan-2026", seed, 7), np.random.default_rng(seed)
        while (point := table.decision) is not None and point.turn < 3 and barrier not in met:
            legal = table.program.legal(table.games)[:, 0]
            cards = [o.index for o in point.options if card in o.id and legal[o.index]]
            option = cards[0] if cards else choice(table, dice)
            bar = barred(table.program, table.games, option)
            table.play(option)
            if cards:
                met.add(bar)
                assert bar
                assert table.barrier == bar
                assert not table.can_undo
        if barrier in met:
            return
    raise AssertionError(f"{card} met only {met}")


def test_a_reveal_bars_the_way_back_even_where_as_much_is_hidden_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is that something new was seen, not how much is seen."""
    table = seated("tutorial", 3, 1)
    program, dice = table.program, np.random.default_rng(3)
    while True:
        assert table.decision is not None
        option = choice(table, dice)
        if not barred(program, table.games, option):
            break
        table.play(option)
    observe, before = type(program).observe, digest(table.games)

    def veiled(self: Program, games: Games, seat: str) -> Games:
        observed = observe(self, games, seat)
        observed.S[0 if digest(games) == before else 1] = np.nan
        return observed

    monkeypatch.setattr(type(program), "observe", veiled)
    table.play(option)
    assert table.barrier == "revealed"
    assert not table.can_undo
