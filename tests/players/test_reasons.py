"""Every doctrine says why it moves, with figures that are the game's own and that all who hear them may see."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

import numpy as np
import pytest

from game.engine import Games, Program, Quoted, Reason, compile_pack
from game.pack import Pack
from game.pack.patterns import matches
from game.players.doctrine import DoctrinePolicy
from game.players.knowledge import Knowledge, gauge_of, written
from game.players.levels import EasyPolicy, level_policy
from game.players.reasons import reason_text, sentence
from game.players.search import Budget, SearchPolicy
from tests.pack.minimal import added
from tests.packs import PACKS, compiled

TURNS = 5
SIDES = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def casts(program: Program) -> list[dict[str, str]]:
    """A doctrine for every seat, until each doctrine has had its game."""
    of = {s: [d for d, e in program.pack.doctrines.items() if e.item.seat == s] for s in program.seats}
    return [
        {s: d or of[s][0] for s, d in zip(of, row, strict=True)} for row in zip_longest(*of.values())
    ]  # fmt: skip


def moves(program: Program, cast: dict[str, str], seed: int) -> Iterator[tuple[Games, str, int]]:
    """The positions of a game in which a seat chooses, its doctrine, and what that takes."""
    games = program.start(seed)
    while (decision := program.decision(games)) is not None and decision.turn < TURNS:
        doctrine = cast[decision.seat]
        choice = DoctrinePolicy(doctrine).choose(program, games, program.legal(games))
        yield games.copy(), doctrine, int(choice[0])
        program.play(games, choice)


@cache
def told(pack: str) -> list[tuple[Games, str, int, Reason]]:
    """Moves of every doctrine of a pack with the reason given for each; passing is no move."""
    program = compiled(pack)
    found: list[tuple[Games, str, int, Reason]] = []
    for number, cast in enumerate(casts(program)):
        for games, doctrine, option in moves(program, cast, 7 + number):
            decision = program.decision(games)
            assert decision is not None
            if decision.options[option].id != "pass":
                found.append((games, doctrine, option, program.reason(games, doctrine, option)))
    return found


@pytest.mark.parametrize("pack", PACKS)
def test_every_doctrine_quotes_figures_as_they_stand(pack: str) -> None:
    program = compiled(pack)
    spoken: dict[str, int] = {}
    for games, doctrine, option, reason in told(pack):
        text = reason_text(program, games, doctrine, option)
        for q in reason.figures:
            if q.name == "turn":
                continue
            value = program.value(games, q.name)
            assert q.value == value, (doctrine, q)
            assert not q.sign or SIDES[q.sign](value, q.bound), (doctrine, q)
            assert text is not None
            for lang in ("ja", "en"):
                shown = text.get(lang)
                gauge = gauge_of(program, q.name)
                assert program.pack.say(gauge.title, lang, program.profile) in shown
                exact = [written(program, gauge, value, lang, d) for d in range(gauge.digits, 4)]
                assert any(number in shown for number in exact), (shown, exact)
            spoken[doctrine] = spoken.get(doctrine, 0) + 1
        assert len(reason.figures) <= 3
    assert set(spoken) == set(program.pack.doctrines)


def test_hardly_a_move_is_without_a_figure_or_a_sentence() -> None:
    """Cards and contributions too: what is left are moves that no wish speaks for, the least bad of what is open."""
    program = compiled("japan-2026")
    moves = told("japan-2026")
    options = [program.card(games, option).id for games, _, option, _ in moves]
    bare = [o for o, (*_, reason) in zip(options, moves, strict=True) if not reason.figures]
    mute = [o for o, (*_, reason) in zip(options, moves, strict=True) if reason.say is None]
    assert len(moves) > 1000
    assert len(bare) < len(moves) / 50, bare
    assert len(mute) < len(moves) / 50, mute


@pytest.mark.parametrize("pack", PACKS)
def test_no_figure_is_quoted_that_a_hearer_may_not_see(pack: str) -> None:
    program = compiled(pack)
    eyes = {seat: Knowledge(program, seat) for seat in program.seats}
    for games, doctrine, _, reason in told(pack):
        for q in reason.figures:
            for seat, knowledge in eyes.items():
                assert q.name == "turn" or knowledge.knows(games, q.name), (doctrine, q.name, seat)


def holding(program: Program, games: Games, doctrine: str, option: int) -> list[bool]:
    """Which wishes of a doctrine hold for an option, in the order in which they stand."""
    decision = program.decision(games)
    assert decision is not None
    card, nodes = decision.options[option].id, program.compiled.nodes
    found: list[bool] = []
    for i, rule in enumerate(program.pack.doctrines[doctrine].item.prefer):
        if matches(rule.option, card):
            when = nodes.get((f"prefer_when:{doctrine}:{i}", card))
            found.append(when is None or bool(program.reasons.evaluate(when, games, program.env(games))))
    return found


@pytest.mark.parametrize("pack", PACKS)
def test_a_reason_follows_from_what_its_hearer_sees(pack: str) -> None:
    """In every world that a rival may believe in, the same doctrine gives the same reason for the same move, as long as
    the same wishes hold: neither a number nor the order of the reasons tells anything of what is hidden."""
    program = compiled(pack)
    compared = differ = 0
    for games, doctrine, option, _ in told(pack)[::5]:
        speaker = program.pack.doctrines[doctrine].item.seat
        for hearer in program.seats:
            if hearer == speaker:
                continue
            heard = program.reason(games, doctrine, option, hearers=[hearer])
            for seed in (5, 6):
                world = program.guess(games, hearer, seed)
                if holding(program, world, doctrine, option) == holding(program, games, doctrine, option):
                    assert program.reason(world, doctrine, option, hearers=[hearer]) == heard, (doctrine, hearer)
                    compared += 1
                    differ += not np.array_equal(world.S, games.S)
    assert compared > 20
    assert differ > 20


def test_a_seat_may_hear_its_own_secrets() -> None:
    """What a doctrine reads and a rival may not see is quoted to the seat itself alone."""
    program = compiled("tutorial")
    games = program.start(3)
    secrets = 0
    while (decision := program.decision(games)) is not None:
        if decision.seat == "league" and decision.index("talks_sign_asks") >= 0:
            option = decision.index("talks_sign_asks")
            own = {q.name for q in program.reason(games, "collector", option, hearers=["league"]).figures}
            heard = {q.name for q in program.reason(games, "collector", option).figures}
            assert "satisfaction" in own
            assert "satisfaction" not in heard
            secrets += 1
        program.play(games, program.legal(games).argmax(axis=0))
    assert secrets > 0


def test_what_speaks_against_a_move_is_no_reason_for_it() -> None:
    """A wish that takes from an option's value names no figure where another adds to it."""
    wishes = """
[doctrine.torn]
seat = "mayor"
title = { ja = "迷い", en = "Torn" }
prefer = [
  { option = "save", value = "3 + people / 1000" },
  { option = "save", value = "-coins / 100", when = "coins > 0" },
]
"""
    program = compile_pack(Pack.from_files(added(wishes)))
    games = program.start(2)
    while (decision := program.decision(games)) is not None and decision.index("save") < 0:
        program.play(games, program.legal(games).argmax(axis=0))
    assert decision is not None
    assert program.value(games, "coins") > 0
    reason = program.reason(games, "torn", decision.index("save"))
    assert [q.name for q in reason.figures] == ["people"]


def test_a_value_stands_on_the_side_that_is_told() -> None:
    program = compiled("tutorial")
    support = Reason(None, (Quoted("support", 46.8, "<", 47.0),))
    text = sentence(program, support)
    assert text is not None
    assert "46.8 (below 47)" in text.en
    assert "46.8（47未満）" in text.ja


def test_a_lapse_has_no_reason() -> None:
    program = compiled("tutorial")
    habit, spoken = DoctrinePolicy("steady"), 0
    games = program.start(3)
    while (decision := program.decision(games)) is not None:
        legal = program.legal(games)
        wanted = int(habit.choose(program, games, legal)[0])
        if decision.seat == "island":
            for option in map(int, np.flatnonzero(legal[:, 0])):
                said = EasyPolicy(habit).say(program, games, option)
                assert said is None or option == wanted
                spoken += said is not None
        program.play(games, [wanted])
    assert spoken > 5


def test_a_search_says_how_far_it_looked_and_keeps_its_odds_to_itself() -> None:
    """What a seat makes of its chances rests on what it alone knows."""
    program = compiled("japan-2026")
    games = program.start(4)
    spoken = 0
    while (decision := program.decision(games)) is not None and decision.turn == 0:
        player = level_policy(program, decision.seat, "hard", budget=Budget(wide=3, worlds=(2,), quarters=0))
        assert isinstance(player, SearchPolicy)
        choice = int(player.choose(program, games, program.legal(games))[0])
        if player.found is not None:
            said, habit = player.say(program, games, choice), player.habit.say(program, games, choice)
            assert said is not None
            counts = f"Best of {player.found[1]} moves in {player.found[3]} futures."
            assert said.en == (f"{counts} {habit.en}" if habit else counts)
            spoken += 1
        program.play(games, [choice])
    assert spoken > 10
