"""The numbers of a menu: those of the open options, in the order in which they stand."""

from __future__ import annotations

import pytest

from game.engine import UnreadableMove
from game.presenter.menu import make_menu
from game.terminal.moves import Moves
from game.texts.words import Words
from tests.packs import all_scenarios, compiled
from tests.terminal.desk import new_table


@pytest.mark.parametrize(("pack", "scenario"), all_scenarios())
def test_numbers_run_from_one_over_what_is_open(pack: str, scenario: str) -> None:
    program, words = compiled(pack, scenario), Words("en")
    games = program.start([5])
    seen = 0
    while program.decision(games) is not None:
        menu = make_menu(program, games, words)
        legal = program.legal(games)[:, 0]
        assert [e.number for e in menu.entries] == list(range(1, int(legal.sum()) + 1))
        assert all(legal[e.choice.index] for e in menu.entries)
        closed = {c.id for s in menu.sections for c in s.closed}
        shut = {c.id for c in menu.decision.options if not legal[c.index]} - {"pass"}
        event, _, answer = menu.entries[0].choice.id.partition(".")
        if answer:  # the answers to other cards of the deck are not given away
            shut = {name for name in shut if name.startswith(f"{event}.")}
        assert closed == shut
        for e in menu.entries:
            assert menu.find(str(e.number)) == menu.find(e.choice.id) == e
            assert dict(e.cost) == program.cost(games, e.choice.index)
        for choice in (c for s in menu.sections for c in s.closed):
            assert menu.why_not(choice)
            with pytest.raises(UnreadableMove) as error:
                menu.find(choice.id)
            assert error.value.args[0] in ("closed", "unclear")
        seen += len(menu.entries)
        program.play(games, [menu.entries[-1].choice.index])
    assert seen > 10
    with pytest.raises(ValueError, match="over"):
        make_menu(program, games, words)


def test_what_a_menu_does_not_know_has_a_reason() -> None:
    table = new_table()
    menu = make_menu(table.program, table.games, Words("en"))
    for word, code in (("99", "number"), ("zzz", "unknown"), ("summ", "unknown")):
        with pytest.raises(UnreadableMove) as error:
            menu.find(word)
        assert error.value.args[0] == code


def test_a_file_of_moves_has_comments_empty_lines_and_full_width_digits() -> None:
    moves = Moves(["\ufeff# a game", "", "１", "  pass  # nothing more", "#"])
    assert [moves.next(), moves.number] == ["1", 3]
    assert [moves.next(), moves.number] == ["pass", 4]
    assert moves.next() is None
