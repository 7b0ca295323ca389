"""Balance: measures that say what they should on a pack whose answers are known, bands, and the two searches."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.engine import compile_pack
from game.pack import Pack, Text
from game.players.policy import policies_named
from game.players.recipe import Plans, RecipePolicy, options_of
from game.study.balance import ENOUGH, USED, Band, Bands, Measures, difference, read_bands, share
from game.study.candidates import judge
from game.study.cells import Cell, play
from game.study.evolve import evolve
from game.study.executors import open_executor
from game.study.exploit import exploit, habits, recipes
from game.study.playout import play_seeds
from game.study.train import Genome, TunedPolicy, affine, doctrine_toml, spoken, train
from tests.packs import compiled, load

ROOT = Path(__file__).resolve().parents[2]
BANDS = ROOT / "benchmarks" / "bands" / "japan-2026.toml"


def bands(**measures: str) -> Bands:
    band = {name: Band(measure=m, between=(0, 1)) for name, m in measures.items()}
    return Bands(generations=2, search_games=6, mix=("normal",), band=band)


def test_a_cell_is_the_same_in_shards_and_in_one_piece() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    with open_executor() as pool:
        result = play(pool, program, Cell({seat: "normal"}), range(3000))
    alone = play_seeds(program, range(3000), policies_named(program, {seat: "normal"}, "auto")).score(program)
    assert np.array_equal(result.won[seat], alone.won[seat])
    assert np.array_equal(result.ending, alone.ending)


def test_an_event_taken_out_never_comes() -> None:
    program = compiled("tutorial")
    event = next(iter(program.pack.events))
    with open_executor() as pool:
        cells = [Cell({}, without=w, keep=(event,)) for w in ((), (event,))]
        came = [play(pool, program, c, range(300)).kept[event].sum() for c in cells]
    assert came[0] > 0
    assert came[1] == 0


def test_measures_of_known_things() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    with open_executor() as pool:
        asked = bands(wins="wins:normal", self="duel:normal:normal", seats=f"seat:{seat}", events="events:")
        found = {m.id: m for m in Measures(program, pool, asked, 200).run()}
    played = play_seeds(program, range(60_000_000, 60_000_200), policies_named(program, {seat: "normal"}, "auto"))
    assert found["wins"].value == pytest.approx(float(played.score(program).won[seat].mean()), abs=1e-4)
    assert found["self"].detail["decided"] == 0, "nobody beats themselves"
    assert 0 < found["seats"].value < 1
    assert set(found["events"].detail["effects"]) == set(program.pack.events)
    assert all(m.ci95[0] <= m.value <= m.ci95[1] for m in found.values())


def test_an_option_counts_where_it_was_open() -> None:
    """The use of an option is its share of the won games that had it open, and with few such games nothing is said."""
    program = compiled("japan-2026")
    seat = program.pack.info.seat
    options = tuple(o for o, e in program.pack.options.items() if "cabinet" in e.item.phase)
    never = "never_there"
    with open_executor() as pool:
        result = play(pool, program, Cell({seat: "normal"}, keep=options, watch=(*options, never)), range(150))
        measures = Measures(program, pool, bands(options="options:cabinet"), 150)
        measured = measures.run()[0]
    assert not result.opened[never].any()
    alone = [program.start([seed]) for seed in range(4)]
    for k, games in enumerate(alone):
        policies, open_here = policies_named(program, {seat: "normal"}, "auto"), set[str]()
        while (decision := program.decision(games)) is not None:
            legal = program.legal(games)
            open_here |= {o.id for o, can in zip(decision.options, legal[:, 0], strict=True) if can}
            program.play(games, policies[decision.seat].choose(program, games, legal))
        assert {o for o in options if result.opened[o][k]} == open_here & set(options)
    detail = measured.detail
    assert detail["measured"] + len(detail["too few games"]) == len(options)
    assert all(games < ENOUGH for games in detail["too few games"].values())
    assert all(not USED[0] <= share <= USED[1] and games >= ENOUGH for share, games in detail["outside"].values())
    assert measured.value == pytest.approx(1 - len(detail["outside"]) / detail["measured"])
    used = {o for o in options if (result.kept[o] > 0).any()}
    assert all(result.opened[o][result.kept[o] > 0].all() for o in used)
    assert any(not result.opened[o].all() for o in options), "some option is closed in some game, so that this tells"


def test_intervals_of_shares_and_differences() -> None:
    won = np.array([True] * 60 + [False] * 40)
    value, (low, high) = share(won)
    assert value == 0.6
    assert 0.49 < low < 0.51
    assert 0.68 < high < 0.70
    mean, (low, high) = difference(won, np.roll(won, 50))
    assert mean == 0
    assert low < 0 < high


def test_evolution_climbs_and_can_be_repeated() -> None:
    goal = np.array([1.0, -2.0, 3.0])
    runs = [
        evolve(lambda x, g: -((x - goal) ** 2).sum(axis=1), np.zeros(3), 1.0, generations=40, population=30, seed=4)
        for _ in range(2)
    ]
    assert np.array_equal(runs[0].mean, runs[1].mean)
    assert np.abs(runs[0].mean - goal).max() < 0.2


def test_a_recipe_looks_at_the_calendar_alone() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    plans = Plans(program, seat)
    plan = np.random.Generator(np.random.PCG64(1)).normal(size=(1, plans.eras, len(plans.options)))
    policy = RecipePolicy(plans, plan)
    games = program.start([1, 2, 3])
    poisoned = games.copy()
    poisoned.S[:] = 77.0
    while (decision := program.decision(games)) is not None and decision.seat != seat:
        program.play(games, program.legal(games).argmax(axis=0))
    legal = np.ones_like(program.legal(games))
    poisoned.step = games.step
    assert len(set(policy.choose(program, games, legal)) | set(policy.choose(program, poisoned, legal))) == 1


def test_a_search_for_recipes_finds_a_better_one() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    doctrine = next(d for d, e in program.pack.doctrines.items() if e.item.seat == seat)
    start = habits(program, seat, doctrine, games=64)
    with open_executor() as pool:
        found = exploit(program, seat, doctrine, pool, generations=6, seed=2)
        both = np.stack([start.ravel(), found.plan.ravel()])
        before, after = judge(pool, program, seat, recipes, both, range(500))
    assert found.plan.shape == (3, len(options_of(program, seat)))
    assert after > before


def test_training_writes_a_doctrine_that_plays_as_it_was_tuned() -> None:
    program = compiled("tutorial")
    seat = program.pack.info.seat
    doctrine = next(d for d, e in program.pack.doctrines.items() if e.item.seat == seat)
    genome = Genome(program, doctrine)
    with open_executor() as pool:
        found = train(program, doctrine, pool, generations=3)
    title = Text(ja="鍛えた手", en="Trained")
    written = doctrine_toml(genome, found.mean, "trained_here", title, title, "the command")
    assert "the command" in written
    assert set(tomllib.loads(written)["doctrine"]) == {"trained_here"}
    pack = Pack.from_files({**load("tutorial").files, "99-trained.toml": written})
    assert "trained_here" in pack.doctrines
    others = policies_named(program, {}, "normal")
    tuned = play_seeds(program, range(300), {**others, seat: TunedPolicy(genome, found.mean)}).score(program)
    again = compile_pack(pack)
    players = policies_named(again, {seat: "trained_here"}, "normal")
    as_written = play_seeds(again, range(300), players).score(again)
    # its noise has dice of its own under another name, so whole games differ, but not how well it plays
    assert float(as_written.total[seat].mean()) == pytest.approx(float(tuned.total[seat].mean()), abs=2.0)


def test_the_bands_of_the_game_can_be_read_and_every_measure_exists() -> None:
    found = read_bands(BANDS)
    kinds = {b.measure.split(":")[0] for b in found.band.values()}
    assert all(hasattr(Measures, f"measure_{kind}") for kind in kinds)
    assert all(b.between[0] <= b.between[1] for b in found.band.values())


def test_the_command_prints_every_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bands.toml"
    file.write_text(
        '[band.easy]\nmeasure = "wins:easy"\nbetween = [0, 1]\n[band.no]\nmeasure = "wins:random"\nbetween = [0.99, 1]\n'
    )
    page = tmp_path / "page.html"
    given = ["balance", "--pack", "tutorial", "--bands", str(file), "--games", "60", "--html", str(page)]
    assert main([*given, "--json"]) == 1, "one measure lies outside its band"
    printed = json.loads(capsys.readouterr().out)
    assert [m["id"] for m in printed["measures"]] == ["easy", "no"]
    assert [m["holds"] for m in printed["measures"]] == [True, False]
    assert "easy" in page.read_text(encoding="utf-8")
    assert main([*given, "--lang", "ja"]) == 1
    assert "帯の外" in capsys.readouterr().out
    assert main(["balance", "--pack", "tutorial", "--bands", str(tmp_path / "none.toml")]) == 2


def test_training_again_wraps_no_value_twice_and_what_it_adds_speaks() -> None:
    program = compiled("japan-2026")
    genome = Genome(program, "commerce", 0.5)
    line = doctrine_toml(genome, np.zeros(genome.size), "commerce", Text(ja="試", en="x"), Text(ja="試", en="x"), "y")
    wrapped = re.compile(r"[\d.]+ \* \([\d.]+ \* \(.*\) [+-] [\d.]+\) [+-] [\d.]+")
    values = [str(rule["value"]) for rule in tomllib.loads(line)["doctrine"]["commerce"]["prefer"]]
    assert any(affine(str(rule.value))[0] != 1 for rule in genome.rules), "trained before"
    assert not any(wrapped.fullmatch(value) for value in values)
    rules = program.pack.doctrines["steady"].item.prefer
    unspoken = spoken(program, "japan", "dechina_down", rules)
    assert unspoken is not None, "no rule of `steady` speaks of it, another doctrine does"
    assert spoken(program, "japan", "dechina_up", rules) is None


def test_training_within_bounds_keeps_the_taste() -> None:
    """Every rule stays near what it was, passing stays as it was, and no rule comes to be that was not there."""
    program = compiled("japan-2026")
    genome = Genome(program, "commerce", 0.5)
    genes = np.random.Generator(np.random.PCG64(3)).normal(size=(4, genome.size)) * 5
    scale, shift, eras = genome.parts(genes)
    passing = [i for i, rule in enumerate(genome.rules) if rule.option == "pass"]
    assert passing
    assert (scale[passing] == 1).all()
    assert (shift[passing] == 0).all()
    assert 0.5 <= scale.min() < scale.max() <= 1.5
    assert -1 <= shift.min() < shift.max() <= 1
    assert not eras.any()
    written = doctrine_toml(genome, genes[0], "commerce", Text(ja="試", en="x"), Text(ja="試", en="x"), "the command")
    assert len(tomllib.loads(written)["doctrine"]["commerce"]["prefer"]) == len(genome.rules)


def test_a_rival_of_one_character_is_that_character_and_a_scenario_is_played_as_it_stands() -> None:
    with open_executor() as pool:
        measures = Measures(compiled("japan-2026"), pool, bands(), games=60)
        for doctrine, track, place in (("hawk", "us_doctrine_is", 1), ("wedge", "cn_doctrine_is", 3)):
            seat = "usa" if doctrine == "hawk" else "china"
            assert measures.character(seat, doctrine) == {track: place}
            value, _, games, detail = measures.measure_against(doctrine)
            assert games == 60, "one player in the mix, and no player has more games than a cell"
            assert 0 <= value <= 1
            assert set(detail) == {"rival wins"}
        value, (low, high), games, detail = measures.measure_scenario("tutorial_summit")
        assert games == 60
        assert low <= value <= high
        assert sum(detail["endings"].values()) == pytest.approx(1, abs=0.01)
