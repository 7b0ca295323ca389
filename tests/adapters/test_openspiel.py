"""The game in OpenSpiel."""

from __future__ import annotations

import pickle

import numpy as np
import pyspiel  # pyright: ignore[reportMissingImports] - not to be had on every machine
import pytest

from game.adapters.openspiel_game import ItabasamiGame, ItabasamiState
from game.engine import UnknownName
from tests.adapters.worlds import poisoned

GAMES = [
    "itabasami",
    "itabasami(scenario=one_talk,players=island,worlds=2)",
    "itabasami(pack=japan-2026,scenario=tutorial_summit,players=japan+usa,worlds=8)",
]


@pytest.mark.parametrize("name", GAMES)
def test_the_librarys_own_simulation(name: str) -> None:
    pyspiel.random_sim_test(pyspiel.load_game(name), num_sims=1, serialize=True, verbose=False)


def moved(game: ItabasamiGame, world: int, moves: int) -> ItabasamiState:
    """A state some moves into a world, the same choices for the same masks."""
    state = game.new_initial_state()
    state.apply_action(world)
    for i in range(moves):
        if not state.is_terminal():
            legal = state.legal_actions()
            state.apply_action(legal[i % len(legal)])
    return state


def test_parameters_are_read_and_wrong_ones_refused() -> None:
    game = pyspiel.load_game(GAMES[2])
    assert game.num_players() == 2
    assert game.max_chance_outcomes() == 8
    with pytest.raises(ValueError, match="at least one world"):
        ItabasamiGame({"worlds": 0})
    with pytest.raises(UnknownName, match="did you mean 'island'"):
        ItabasamiGame({"players": "iland"})


def test_a_game_is_its_world_and_moves() -> None:
    game = ItabasamiGame({"worlds": 4})
    one, again, other = moved(game, 1, 30), moved(game, 1, 30), moved(game, 2, 30)
    assert one.games is not None
    assert again.games is not None
    assert other.games is not None
    assert np.array_equal(one.games.S, again.games.S)
    assert not np.array_equal(one.games.S, other.games.S)
    back = pickle.loads(pickle.dumps(one))
    assert back.history() == one.history()
    assert [back.information_state_string(p) for p in range(3)] == [one.information_state_string(p) for p in range(3)]


def test_copies_share_the_rules_and_nothing_else() -> None:
    state = moved(ItabasamiGame({}), 3, 4)
    copy = state.clone()
    assert copy.rules is state.rules
    before = state.information_state_string(0)
    copy.apply_action(copy.legal_actions()[0])
    assert state.information_state_string(0) == before
    assert state.history() != copy.history()


def test_returns_are_the_totals() -> None:
    state = moved(ItabasamiGame({}), 5, 1000)
    assert state.is_terminal()
    assert state.games is not None
    total = state.rules.seating.program.score(state.games).total
    assert state.returns() == [total[seat][0] / 100 for seat in ("island", "league", "union")]
    assert max(state.returns()) > 0


def test_an_information_state_remembers_what_a_player_did() -> None:
    state = moved(ItabasamiGame({}), 1, 0)
    player, legal = state.current_player(), state.legal_actions()
    children = {action: state.child(action) for action in legal}
    after = {child.information_state_string(player) for child in children.values()}
    assert len(after) == len(legal)
    for action, child in children.items():
        assert state.rules.actions[player].names[action] in child.information_state_string(player)
        others = [p for p in range(3) if p != player]
        assert all(not child.moves[p] for p in others)


def test_what_is_hidden_changes_nothing_that_a_player_is_shown() -> None:
    state = moved(ItabasamiGame({}), 1, 9)
    assert state.games is not None
    games, program = state.games, state.rules.seating.program
    for player, seat in enumerate(state.rules.seating.learners):
        shown = state.information_state_string(player), state.observation_string(player)
        tensor = state.observation_tensor(player)
        state.games = poisoned(program, games, seat, 11)
        assert not np.array_equal(state.games.S, games.S)
        assert (state.information_state_string(player), state.observation_string(player)) == shown
        assert state.observation_tensor(player) == tensor
        state.games = games
