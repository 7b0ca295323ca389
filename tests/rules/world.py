"""Set-up states of rules/japan-2026: games without news, states that a test writes, and dice that it chooses.

Games of one batch made by `copies` share their dice, so what differs between their columns is what the test made differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from game.engine import Games, Ledger, Program, compile_pack
from game.pack import Pack
from tests.packs import load

PACK = "japan-2026"
AGENDAS = ("defence", "chips", "taiwan", "farm", "energy")
CONTRIBUTIONS = ("infrastructure", "access", "space", "aukus")
ZONES = ("ecs", "strait", "scs", "soj")
Numbers = Mapping[str, float | Sequence[float]]

FIRST = {"quiet": "2026Q1", "summer": "2026Q3", "audit": "2028Q4"}
_SCENARIO = """
[scenario.{name}]
title = {{ ja = "試験", en = "Test" }}
first = "{first}"
last = "2028Q4"
events_off = [{events}]
"""


@cache
def quiet_pack() -> Pack:
    """The pack with three scenarios more, all without news: `quiet` is a mandate, `summer` begins in a quarter without
    summit, meeting or election, `audit` is the last quarter alone."""
    pack = load(PACK)
    events = ", ".join(f'"{e}"' for e in pack.events)
    parts = [_SCENARIO.format(name=n, first=f, events=events) for n, f in FIRST.items()]
    return Pack.from_files({**pack.files, "zz-tests.toml": "\n".join(parts)})


@cache
def world(scenario: str = "summer") -> Program:
    """The pack compiled for a scenario, without news unless it is one of its own."""
    own = scenario in load(PACK).scenarios
    return compile_pack(load(PACK) if own else quiet_pack(), scenario)


def put(program: Program, games: Games, **values: float | Sequence[float]) -> None:
    """Sets tracks, `marker__farm` for marker[farm]; a list gives one value a game."""
    set_up(program, games, {re.sub(r"__(\w+)$", r"[\1]", k).replace("__", ","): v for k, v in values.items()})


def set_up(program: Program, games: Games, values: Numbers) -> None:
    """Sets tracks by their ids."""
    for name, value in values.items():
        games.S[program.tracks[name].row] = value
    games.mask = None


def past(program: Program, games: Games, track: str, value: float) -> None:
    """What a track stood at in the quarters before, as formulas look back on it."""
    for (name, _), row in program.compiled.layout.past.items():
        if name == track:
            games.S[row] = value


def copies(program: Program, n: int = 1, seed: int = 7) -> Games:
    """One game n times, all with the same dice."""
    return program.start([seed]).repeat(n)


def choose(program: Program, games: Games, option: str) -> None:
    """Every game takes the option of this id."""
    decision = program.decision(games)
    assert decision is not None, "the game is over"
    place = decision.index(option)
    assert place >= 0, f"no {option} in {decision.phase}"
    program.play(games, np.full(games.n, place))


def rest(program: Program, games: Games) -> np.ndarray:
    """Passing where one may, else holding or refusing, else the first option that is open."""
    decision = program.decision(games)
    assert decision is not None
    legal = program.legal(games)
    choice = legal.argmax(axis=0)
    for o in reversed(decision.options):
        if o.id == "pass" or o.id.endswith("_hold") or "_refuse_" in o.id:
            choice = np.where(legal[o.index], o.index, choice)
    return choice


def until(program: Program, games: Games, phase: str, turn: int | None = None, visit: int = 0) -> None:
    """Passes until this phase asks."""
    while (decision := program.decision(games)) is not None:
        if decision.phase == phase and decision.visit >= visit and turn in (None, decision.turn):
            return
        program.play(games, rest(program, games))
    raise AssertionError(f"{phase} did not ask")


def end_quarter(program: Program, games: Games) -> None:
    """Passes to the first decision of the next quarter, or to the end."""
    decision = program.decision(games)
    turn = -1 if decision is None else decision.turn
    while (decision := program.decision(games)) is not None and decision.turn == turn:
        program.play(games, rest(program, games))


def dice(program: Program, game: Games, option: str, rolls: Mapping[str, float]) -> Games:
    """The game after an option, with every draw whose name holds a key of `rolls` coming out as told."""
    decision = program.decision(game)
    assert decision is not None
    place, noted = decision.index(option), Ledger()
    assert place >= 0, f"no {option} in {decision.phase}"
    program.play(game.copy(), [place], noted)
    wanted = {(d.turn, d.rule, d.occurrence): v for d in noted.draws for k, v in rolls.items() if k in d.rule}
    assert wanted, f"nothing rolls {list(rolls)}: {[d.rule for d in noted.draws]}"
    after = program.forced(game, wanted)
    program.play(after, [place])
    return after


def change(program: Program, before: Games, after: Games, name: str) -> float:
    """How far a track or formula moved in the first game."""
    return program.value(after, name) - program.value(before, name)


def number_in(formula: object, pattern: str) -> float:
    """The number that a formula of the pack compares with, such as the 12 in `alliance_trust <= 12`."""
    found = re.search(pattern + r"\s*([0-9.]+)", str(formula))
    assert found, f"{pattern} does not stand in: {formula}"
    return float(found[1])
