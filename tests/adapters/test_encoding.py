"""What a seat sees as numbers, and its options as action numbers."""

from __future__ import annotations

import numpy as np
import pytest

from game.adapters.encoding import Actions, Encoding
from game.adapters.seating import Seating, program_of
from game.engine import UnknownName
from game.pack import PackError
from tests.adapters.worlds import poisoned, random_play
from tests.packs import PACKS, compiled

SCENARIOS = [("tutorial", ""), ("japan-2026", "tutorial_summit"), ("japan-2026", "class50")]


@pytest.mark.parametrize(("pack", "scenario"), SCENARIOS)
def test_what_is_hidden_changes_no_observation(pack: str, scenario: str) -> None:
    program = compiled(pack, scenario)
    encoding, found = Encoding(program, counters=True), 0
    for i, games in enumerate(random_play(program, [1, 2, 3])):
        if i % 7:
            continue
        for seat in program.seats:
            twin = poisoned(program, games, seat, i)
            found += int((twin.S != games.S).sum())
            assert np.array_equal(encoding.encode(twin, seat), encoding.encode(games, seat))
            assert encoding.text(twin, seat, 1) == encoding.text(games, seat, 1)
            decision = program.decision(games)
            if decision is not None and decision.seat == seat:
                mask = Actions(program, seat).mask
                assert np.array_equal(mask(program, twin), mask(program, games))
    assert found, "nothing was hidden: the test looks at nothing"


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("counters", [False, True])
def test_observations_are_numbers_from_0_to_1_and_named(pack: str, counters: bool) -> None:
    program = compiled(pack)
    encoding = Encoding(program, counters)
    assert len(set(encoding.names)) == encoding.size
    varied = np.zeros(encoding.size, dtype=np.bool_)
    first = None
    for games in random_play(program, list(range(70))):  # more than one block
        vectors = encoding.encode(games, program.seats[0])
        assert vectors.dtype == np.float32
        assert vectors.shape == (70, encoding.size)
        assert vectors.min() >= 0.0
        assert vectors.max() <= 1.0
        first = vectors[0] if first is None else first
        varied |= (vectors != first).any(axis=0)
    assert varied.mean() > 0.5


def test_a_figure_reads_as_its_place_in_its_range_and_0_where_it_is_hidden() -> None:
    program = compiled("tutorial")
    encoding, games = Encoding(program), program.start([1, 2])
    resolve = program.tracks["league_resolve"]
    assert "island" in resolve.hidden_from
    assert "league" not in resolve.hidden_from
    low, high = resolve.range
    place = encoding.names.index("league_resolve")
    known = encoding.names.index("known:league_resolve")
    seen = encoding.encode(games, "league")
    assert np.allclose(seen[:, place], (games.S[resolve.row] - low) / (high - low))
    assert (seen[:, known] == 1.0).all()
    assert (encoding.encode(games, "island")[:, [place, known]] == 0.0).all()


@pytest.mark.parametrize("pack", PACKS)
def test_rows_are_written_where_they_are_asked_for(pack: str) -> None:
    program = compiled(pack)
    encoding, games = Encoding(program), program.start(range(300))
    seat = program.seats[0]
    rows = np.random.default_rng(1).permutation(400)[:300]
    out = np.full((400, encoding.size), 7.0, dtype=np.float32)
    encoding.write(out, games, seat, rows)
    assert np.array_equal(out[rows], encoding.encode(games, seat))
    assert (np.delete(out, rows, axis=0) == 7.0).all()
    assert np.array_equal(encoding.encode(games.take([7]), seat), encoding.encode(games, seat)[[7]])


@pytest.mark.parametrize(("pack", "scenario"), SCENARIOS)
def test_every_option_has_one_number(pack: str, scenario: str) -> None:
    program = compiled(pack, scenario)
    all_actions = {seat: Actions(program, seat) for seat in program.seats}
    for decision in program.decisions():
        actions = all_actions[decision.seat]
        for option in decision.options:
            number = actions.names.index(f"{decision.phase}/{option.id}")
            assert int(actions.option(decision, np.array(number))) == option.index
    assert all(len(set(a.names)) == a.n for a in all_actions.values())
    for games in random_play(program, [5, 6]):
        decision = program.decision(games)
        for seat, actions in all_actions.items():
            mask = actions.mask(program, games)
            asked = decision is not None and decision.seat == seat
            wanted = program.legal(games).sum(axis=0) if asked else np.zeros(2)
            assert np.array_equal(mask.sum(axis=1), wanted)


def test_options_of_an_autopilot_have_no_numbers() -> None:
    """In a scenario of one turn's decisions nothing is numbered that is never asked for."""
    short, whole = compiled("japan-2026", "class50"), compiled("japan-2026", "mandate")
    assert len(short.decisions()) < len(whole.decisions())
    assert Actions(short, "japan").n <= Actions(whole, "japan").n


def test_an_action_of_another_phase_is_no_option() -> None:
    program = compiled("tutorial")
    games = program.start([1])
    decision = program.decision(games)
    assert decision is not None
    actions = Actions(program, decision.seat)
    first = actions.first[decision.phase]
    wrong = np.array([first - 1, first + len(decision.options), -5, 10**6])
    assert actions.option(decision, wrong).tolist() == [-1] * 4


def test_wrong_names_are_answered_with_the_right_ones(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match=r"there are: .*tutorial"):
        program_of("no-such-pack")
    with pytest.raises(UnknownName, match="did you mean 'year'"):
        program_of("tutorial", "yeer")
    with pytest.raises(UnknownName, match="did you mean 'island'"):
        Seating.of("tutorial", learners=["iland"])
    with pytest.raises(UnknownName, match="no policy 'clever'"):
        Seating.of("tutorial", learners=["island"], others={"league": "clever"})
    with pytest.raises(PackError):
        program_of(str(tmp_path))


def test_the_others_are_played_and_the_end_is_worth_the_total() -> None:
    seating = Seating.of(compiled("tutorial"), learners=["island"], others={"league": "random"})
    games = seating.program.start([1, 2, 3])
    while (decision := seating.play_others(games)) is not None:
        assert decision.seat == "island"
        legal = seating.program.legal(games)
        seating.program.play(games, legal.argmax(axis=0))
    total = seating.program.score(games).total["island"]
    assert np.array_equal(seating.worth(games, "island"), np.clip(total, 0, 100) / 100)
    assert total.max() > 1
