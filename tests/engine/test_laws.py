"""The engine's laws, each on random play of every shipped pack."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import (
    Games,
    IllegalMove,
    Ledger,
    Program,
    Record,
    RecordError,
    digest,
    move_of,
    parse_move,
)
from tests.engine.play import play_out, random_choices, steps
from tests.packs import PACKS, RULES, compiled, load

# words of the pack language and of Python code, which any pack may use as ids too
_LANGUAGE = [
    *("pass", "year", "turn", "draw", "growth", "capital", "events", "start", "end", "card", "marker", "agreed"),
    *("headline", "satisfaction", "outcome", "cuts", "brought", "contributed", "link", "package", "sign", "news"),
    *("ledger", "opening", "closing", "space", "access", "union"),
]
SEEDS = st.integers(min_value=0, max_value=2**32)
PACK = st.sampled_from(PACKS)


def same(a: Games, b: Games) -> bool:
    return np.array_equal(a.S, b.S, equal_nan=True) and np.array_equal(a.C, b.C) and a.step == b.step


@settings(max_examples=6, deadline=None)
@given(PACK, SEEDS)
def test_batch_is_single_bit_for_bit(pack: str, seed: int) -> None:
    """Game k of a batch equals the same seed and choices played alone."""
    program = compiled(pack)
    seeds = [seed + i for i in range(5)]
    batch = program.start(seeds)
    alone = [program.start([s]) for s in seeds]
    while program.decision(batch) is not None:
        rng = np.random.default_rng(seed + batch.step)
        choices = random_choices(program, batch, rng)
        step = batch.step
        program.play(batch, choices)
        for k, game in enumerate(alone):
            # a game alone also steps over decisions in which only it has one option
            if game.step == step:
                program.play(game, [choices[k]])
    for k, game in enumerate(alone):
        assert np.array_equal(batch.S[:, k], game.S[:, 0])
        assert np.array_equal(batch.C[:, k], game.C[:, 0])
        assert digest(batch, k) == digest(game)


@settings(max_examples=6, deadline=None)
@given(PACK, SEEDS)
def test_copies_are_independent(pack: str, seed: int) -> None:
    program = compiled(pack)
    games = program.start([seed, seed + 1])
    before, twin = games.copy(), games.copy()
    play_out(program, twin, seed)
    assert same(games, before)
    assert not np.shares_memory(games.take([0]).S, games.S)


@settings(max_examples=4, deadline=None)
@given(PACK, SEEDS)
def test_interleaved_games_agree_with_separate_ones(pack: str, seed: int) -> None:
    program = compiled(pack)
    a, b = program.start([seed]), program.start([seed + 1])
    one, two = steps(program, a, 1), steps(program, b, 2)
    running = [one, two]
    while running:
        running = [r for r in running if next(r, None) is not None]
    assert same(a, play_out(program, program.start([seed]), 1))
    assert same(b, play_out(program, program.start([seed + 1]), 2))


@settings(max_examples=4, deadline=None)
@given(PACK, SEEDS)
def test_tracks_stay_in_range(pack: str, seed: int) -> None:
    program = compiled(pack)
    low = np.array([t.range[0] for t in program.tracks.values()])[:, None]
    high = np.array([t.range[1] for t in program.tracks.values()])[:, None]
    games = program.start(list(range(seed, seed + 32)))
    for _ in steps(program, games, seed):
        tracks = games.S[: len(low)]
        assert np.isfinite(games.S).all()
        assert (tracks >= low).all()
        assert (tracks <= high).all()


@settings(max_examples=4, deadline=None)
@given(PACK, SEEDS)
def test_mask_reasons_and_play_agree(pack: str, seed: int) -> None:
    """An option is legal exactly when there is no reason against it; an illegal one is refused, changing nothing."""
    program = compiled(pack)
    games = program.start([seed])
    rng = np.random.default_rng(seed)
    for turn in range(40):
        decision = program.decision(games)
        if decision is None:
            break
        mask = program.legal(games)[:, 0]
        assert mask.sum() >= 2
        for option in decision.options:
            reasons = program.why_not(games, option.index)
            assert bool(reasons) != bool(mask[option.index])
            if reasons and turn % 8 == 0:
                before = games.copy()
                with pytest.raises(IllegalMove) as error:
                    program.play(games, [option.index])
                assert option.id in str(error.value)
                assert reasons[0].en in str(error.value)
                assert same(games, before)
        program.play(games, random_choices(program, games, rng))


@settings(max_examples=4, deadline=None)
@given(PACK, SEEDS)
def test_causes_add_up_to_the_change(pack: str, seed: int) -> None:
    """For every track the ledger's causes sum to the realised change, and noting changes nothing."""
    program = compiled(pack)
    games = program.start([seed])
    rng = np.random.default_rng(seed)
    while program.decision(games) is not None:
        choices = random_choices(program, games, rng)
        before, plain, ledger = games.copy(), games.copy(), Ledger()
        program.play(games, choices, ledger)
        program.play(plain, choices)
        assert same(games, plain)
        for name, track in program.tracks.items():
            change = float(games.S[track.row, 0] - before.S[track.row, 0])
            assert abs(ledger.change(name) - change) < 1e-9, name
        assert all(c.title.ja and c.title.en for c in ledger.causes)


@settings(max_examples=3, deadline=None)
@given(PACK, SEEDS)
def test_a_finished_game_is_frozen(pack: str, seed: int) -> None:
    """Games of a batch end apart; one that has ended never changes again."""
    program = compiled(pack)
    games = program.start(list(range(seed, seed + 64)))
    ended: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    for _ in steps(program, games, seed):
        for k in map(int, np.flatnonzero(games.over)):
            if k in ended:
                assert np.array_equal(ended[k][0], games.S[:, k])
                assert np.array_equal(ended[k][1], games.C[:, k])
            else:
                ended[k] = (games.S[:, k].copy(), games.C[:, k].copy())
    assert games.over.all()


@settings(max_examples=4, deadline=None)
@given(PACK, SEEDS, st.integers(0, 60))
def test_redo_after_undo_is_identity(pack: str, seed: int, depth: int) -> None:
    """Going back to a kept copy and choosing the same gives the same, draws included."""
    program = compiled(pack)
    games = program.start([seed])
    rng = np.random.default_rng(seed)
    for _ in range(depth):
        if program.decision(games) is None:
            return
        program.play(games, random_choices(program, games, rng))
    if program.decision(games) is None:
        return
    kept, choices = games.copy(), random_choices(program, games, rng)
    program.play(games, choices)
    again = kept.copy()
    program.play(again, choices)
    assert same(games, again)


@settings(max_examples=3, deadline=None)
@given(PACK, SEEDS)
def test_record_round_trip(pack: str, seed: int) -> None:
    program = compiled(pack)
    record = Record.new(program, seed, dict.fromkeys(program.seats, "random"))
    games = record.start(program)
    rng = np.random.default_rng(seed)
    while program.decision(games) is not None:
        record.play(program, games, int(random_choices(program, games, rng)[0]))
    text = record.to_json()
    opened = Record.from_json(text)
    assert opened.to_json() == text
    again_program, again = opened.replay(verify=True)
    assert digest(again) == digest(games)
    assert again_program.pack.digest == program.pack.digest
    # the newest snapshot leads to the same game
    assert digest(opened.from_snapshot(again_program)) == digest(games)


def test_draws_can_be_forced(program: Program) -> None:
    """Each draw of a game is in the ledger; forcing the same numbers gives the same game from any seed's hash."""
    ledger = Ledger()
    games = program.start([3])
    kept = games.copy()
    rng = np.random.default_rng(3)
    choices = []
    for _ in range(60):
        if program.decision(games) is None:
            break
        choices.append(random_choices(program, games, rng))
        program.play(games, choices[-1], ledger)
    assert ledger.draws, "these packs roll dice"
    forced = {(d.turn, d.rule, d.occurrence): d.value for d in ledger.draws}
    other = program.forced(kept, forced)
    other.seeds ^= np.uint64(99)
    for c in choices:
        program.play(other, c)
    assert np.array_equal(games.S, other.S)


def test_move_texts_parse_back(program: Program) -> None:
    games = program.start([1])
    decision = program.decision(games)
    assert decision is not None
    for option in decision.options:
        move = move_of(decision, option.index)
        assert parse_move(str(move)) == move


def test_every_ending_is_reported_even_with_zero_games(program: Program) -> None:
    score = program.score(program.start([1]))
    assert set(score.ending_ids) == set(program.pack.endings)


@pytest.mark.parametrize("folder", ["pack", "engine"])
def test_the_engine_knows_no_subject(folder: str) -> None:
    """No pack's ids occur as a string or identifier under game/pack and game/engine, nor the seats' names anywhere."""
    written = "".join(text for pack in PACKS for text in load(pack).files.values())
    names = set(re.findall(r"^\[(?:seat|track|event|agenda|contribution)\.(\w+)", written, re.MULTILINE))
    names -= set(_LANGUAGE)
    for file in (RULES.parent / "game" / folder).glob("*.py"):
        text = file.read_text(encoding="utf-8")
        words = {
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not words & names, f"{file.name}: {sorted(words & names)}"
        assert not re.findall(r"\b(japan|usa|china|tokyo|beijing|washington)\b", text.lower()), file.name


def test_no_clock_file_or_global_random_in_the_engine() -> None:
    banned = {"random", "time", "datetime", "os", "pathlib", "io", "secrets"}
    for file in (Path(RULES.parent) / "game" / "engine").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not banned & {a.name.split(".")[0] for a in node.names}, file.name
            elif isinstance(node, ast.ImportFrom) and node.module:
                assert node.module.split(".")[0] not in banned, file.name
            elif isinstance(node, ast.Attribute):
                assert node.attr != "default_rng", file.name


def test_a_record_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    program = compiled("tutorial")
    record = Record.new(program, 1, dict.fromkeys(program.seats, "random"))
    assert record.program().pack.digest == program.pack.digest
    monkeypatch.setattr("game.engine.record.LARGEST_PACK", 1000)
    with pytest.raises(RecordError, match="larger than 1000 bytes"):
        record.program()
