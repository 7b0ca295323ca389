"""Decks: limits, needs, costs, passing, and events that come as often as they weigh."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Games, IllegalMove, Program
from tests.engine.play import random_choices
from tests.engine.veiled import veiled


def at(phase: str, n: int = 1, **tracks: float) -> tuple[Program, Games]:
    """Games that stand at the first decision of a phase, with some tracks set at their start."""
    program = veiled()
    games = program.start(range(n))
    for name, value in tracks.items():
        games.S[program.tracks[name].row] = value
    rng = np.random.default_rng(0)
    while (decision := program.decision(games)) is not None and decision.phase != phase:
        passing = decision.index("pass")
        program.play(games, passing if passing >= 0 else random_choices(program, games, rng))
    return program, games


def legal(program: Program, games: Games, option: str, k: int = 0) -> bool:
    decision = program.decision(games)
    assert decision is not None
    return bool(program.legal(games)[decision.index(option), k])


def take(program: Program, games: Games, option: str) -> None:
    decision = program.decision(games)
    assert decision is not None
    program.play(games, decision.index(option))


def why(program: Program, games: Games, option: str) -> str:
    decision = program.decision(games)
    assert decision is not None
    return " ".join(t.en for t in program.why_not(games, decision.index(option)))


def next_council(program: Program, games: Games) -> None:
    """On to the next turn, passing wherever one may."""
    first = program.decision(games)
    assert first is not None
    while (now := program.decision(games)) is not None and now.turn == first.turn:
        mask = program.legal(games)[:, 0]
        passing = now.index("pass")
        program.play(games, passing if passing >= 0 and mask[passing] else int(mask.argmax()))


def test_once_a_turn_unless_the_pack_says_more() -> None:
    program, games = at("council")
    take(program, games, "save")
    assert not legal(program, games, "save")
    assert why(program, games, "save") == "Already used this turn (at most 1 a turn)"
    assert legal(program, games, "feast")
    next_council(program, games)
    assert legal(program, games, "save")


def test_a_limit_for_the_turn_and_for_the_game() -> None:
    program, games = at("council")
    take(program, games, "feast")
    take(program, games, "feast")
    next_council(program, games)
    take(program, games, "feast")
    assert not legal(program, games, "feast"), "three in the game"
    assert why(program, games, "feast") == "At most 3 times in a game"
    with pytest.raises(IllegalMove, match="At most 3"):
        take(program, games, "feast")


def test_once_in_three_turns() -> None:
    program, games = at("lair")
    take(program, games, "scheme")
    seen: list[bool] = []
    for _ in range(3):
        next_council(program, games)
        while (decision := program.decision(games)) is not None and decision.phase != "lair":
            take(program, games, "pass")
        seen.append(legal(program, games, "scheme"))
    assert seen == [False, False, True]


def test_needs_hold_game_by_game() -> None:
    program, games = at("council", 2)
    games.S[program.tracks["tension[east]"].row] = [5.0, 5.1]
    games.mask = None
    assert [legal(program, games, "guard[east]", k) for k in range(2)] == [False, True]
    assert [legal(program, games, "guard[west]", k) for k in range(2)] == [True, True]
    assert why(program, games, "guard[east]") == "All is quiet in the east"


@pytest.mark.parametrize(("coins", "warned", "may"), [(2, 0, True), (1.9, 0, False), (2, 1, False), (3, 1, True)])
def test_costs_are_asked_for_and_taken(coins: float, warned: int, may: bool) -> None:
    program, games = at("council", coins=coins, warned=warned)
    games.mask = None
    price = 3 if warned else 2
    decision = program.decision(games)
    assert decision is not None
    assert program.cost(games, decision.index("spy")) == {"coins": price, "paid": -2}
    assert legal(program, games, "spy") == may
    if may:
        take(program, games, "spy")
        assert program.value(games, "coins") == coins - price
        assert program.value(games, "paid") == 2, "a negative price is given"
        assert program.value(games, "spied") == 1
    else:
        assert why(program, games, "spy") == f"Not enough: Coins (takes {price}, you have {coins:g})"


def test_all_amounts_of_a_card_see_the_world_before_it() -> None:
    """The same alone and in a batch of games that choose differently."""
    program, games = at("council", 3)
    decision = program.decision(games)
    assert decision is not None
    before = games.S[program.tracks["coins"].row].copy()
    wanted = [decision.index(o) for o in ("save", "guard[west]", "pass")]
    people = games.S[program.tracks["people"].row].copy()
    deck = program.compiled.steps[games.step].deck
    assert deck is not None
    deck.apply(np.array(wanted), games, program.env(games))
    after = games.S[program.tracks["coins"].row]
    assert (after - before).tolist() == pytest.approx([2 + people[0] / 100, -3, 0])
    assert games.S[program.tracks["tension[west]"].row].tolist() == [30, 20, 30]
    uses = program.compiled.layout.uses
    assert games.C[[uses["save"], uses["guard[west]"], uses["pass:council"]]].tolist() == np.eye(3).astype(int).tolist()


def test_after_passing_a_phase_is_over() -> None:
    program, games = at("council")
    take(program, games, "pass")
    decision = program.decision(games)
    assert decision is not None
    assert decision.phase == "lair"
    assert legal(program, games, "dig")


def test_events_come_as_often_as_they_weigh() -> None:
    """letter 2, drought 1 + luck, harvest max(0, 3 - turn): 2, 1, 2 in the first turn, and 2, 5, 2 with luck 4."""
    program = veiled()
    deck = program.compiled.decks["news"].main
    step = next(s for s in program.compiled.steps if s.kind == "events")
    for luck, shares in ((0, [0.4, 0.2, 0.4]), (4, [2 / 9, 5 / 9, 2 / 9])):
        games = program.start(range(20_000))
        games.S[program.tracks["luck"].row] = luck
        env = program.kernel.env(games, step)
        counts = np.bincount(deck.pick(games, env, program.kernel.event_keys["news"]), minlength=len(deck.cards))
        expected = games.n * np.array(shares)
        assert [c.id for c in deck.cards] == ["letter", "drought", "harvest", "pass"]
        assert counts[3] == 0, "the quiet card weighs nothing"
        # 2 degrees of freedom: above 13.8 once in a thousand
        assert float(((counts[:3] - expected) ** 2 / expected).sum()) < 13.8


def test_an_event_that_may_not_come_is_not_drawn() -> None:
    """harvest does not repeat; where nothing weighs anything the quiet card is drawn."""
    program = veiled()
    deck = program.compiled.decks["news"].main
    step = next(s for s in program.compiled.steps if s.kind == "events")
    games = program.start(range(5_000))
    harvest = deck.cards[2]
    games.C[[harvest.use_row, harvest.use_row + deck.use_count]] = 1
    env, rule = program.kernel.env(games, step), program.kernel.event_keys["news"]
    counts = np.bincount(deck.pick(games, env, rule), minlength=4)
    assert counts[2] == 0
    assert abs(counts[0] / games.n - 2 / 3) < 0.03
    for card in deck.cards[:2]:
        games.C[card.use_row] = 1
    assert (deck.pick(games, env, rule) == 3).all(), "each once a turn: only the quiet card is left"


def test_only_the_seat_of_a_drawn_event_is_asked() -> None:
    program, games = at("raid", 400)
    program.play(games, random_choices(program, games, np.random.default_rng(2)))
    decision = program.decision(games)
    assert decision is not None
    assert (decision.phase, decision.seat) == ("news", "bandits")
    drawn = np.array([program.news(games, k) == ["letter"] for k in range(games.n)])
    assert drawn.any()
    assert not drawn.all()
    assert [o.id for o in decision.options] == ["letter.burn", "letter.read", "pass"]
    mask = program.legal(games)
    assert np.array_equal(mask[0], drawn)
    assert np.array_equal(mask[1], drawn)
    assert np.array_equal(mask[2], ~drawn), "whoever is asked has to answer"
