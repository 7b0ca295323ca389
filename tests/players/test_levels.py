"""Levels of play: each stronger than the one below, bounded in time, open to cancelling, and with a reason."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import UnknownName
from game.players.levels import LEVELS, EasyPolicy, level_policy, rules_of
from game.players.policy import policies_named, policy_named
from game.players.search import Budget, SearchPolicy
from game.players.table import Table
from game.study.playout import play_seeds
from tests.packs import PACKS, compiled

SMALL = Budget(wide=6, worlds=(4, 8), quarters=2)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("level", LEVELS)
def test_every_seat_plays_at_every_level(pack: str, level: str) -> None:
    program = compiled(pack)
    games = program.start([3, 4])
    for _ in range(6):
        decision = program.decision(games)
        assert decision is not None
        player = policy_named(program, decision.seat, level)
        if isinstance(player, SearchPolicy):
            player.budget = Budget(wide=3, worlds=(2,), quarters=0)
        legal = program.legal(games)
        choice = player.choose(program, games, legal)
        assert legal[choice, np.arange(2)].all()
        program.play(games, choice)


def test_an_easy_player_forgets_itself_now_and_then() -> None:
    program = compiled("tutorial")
    games = program.start(range(400))
    decision = program.decision(games)
    assert decision is not None
    habit = rules_of(program, decision.seat)
    legal = program.legal(games)
    wanted = habit.choose(program, games, legal)
    differs = EasyPolicy(habit).choose(program, games, legal) != wanted
    count = legal.sum(axis=0)
    expected = float((0.3 * (1 - 1 / count)).mean())
    assert differs.mean() == pytest.approx(expected, abs=0.05), "three in ten, less those where chance agrees"


def test_looking_ahead_wins_more_than_the_habit() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    others = policies_named(program, {}, "normal")
    habit = rules_of(program, seat)
    search = SearchPolicy(seat, SMALL, habit, {s: rules_of(program, s) for s in program.seats if s != seat})
    totals = {}
    for name, player in (("habit", habit), ("search", search)):
        played = play_seeds(program, range(900, 980), {**others, seat: player})
        totals[name] = float(played.score(program).total[seat].mean())
    assert totals["search"] > totals["habit"] + 1


def test_a_search_stops_when_it_is_told_to() -> None:
    program = compiled("tutorial")
    games = program.start([5])
    decision = program.decision(games)
    assert decision is not None
    heard: list[float] = []
    player = level_policy(program, decision.seat, "hard", budget=Budget(6, (4, 4, 4), 3))
    assert isinstance(player, SearchPolicy)
    player.progress = heard.append
    player.choose(program, games, program.legal(games))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    played = player.playouts
    player.stopped = lambda: True
    choice = player.choose(program, games, program.legal(games))
    assert program.legal(games)[choice[0], 0], "the habitual move is at hand at any moment"
    assert player.playouts - played <= played


def test_a_search_says_what_it_found() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    table = Table.new(program, 7, dict.fromkeys(program.seats, "normal") | {seat: "hard"})
    said = [t.say.en for t in table.told if t.seat == seat and t.say is not None]
    assert any("futures" in s and " at " in s for s in said), "how far it looked, and the figures of its habit"


def test_an_unknown_level_is_named_with_what_there_is() -> None:
    program = compiled("tutorial")
    with pytest.raises(UnknownName, match="did you mean 'expert'"):
        policy_named(program, program.pack.info.seat, "expret")
