"""The commands as a user runs them: exit codes, both languages, JSON, files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import build, main
from tests.packs import ROOT

PACK = ["--pack", "tutorial"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, str(ROOT / "main.py"), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_command_has_help(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("play", "simulate", "forecast", "replay", "check", "sources", "rules", "bench"):
        assert main([command, "--help", "--lang", lang]) == 0
        text = capsys.readouterr().out
        assert "--lang" in text
        assert any("぀" <= c <= "ヿ" for c in text) == (lang == "ja"), command
    assert main(["--version"]) == 0
    assert "itabasami" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["simulate", "--games", "0"],
        ["simulate", "--games", "many"],
        ["simulate", "--pack", "nowhere"],
        ["simulate", *PACK, "--scenario", "nothing"],
        ["simulate", *PACK, "--policy", "island"],
        ["simulate", *PACK, "--policy", "moon=random"],
        ["simulate", *PACK, "--games", "3", "--save-game", "9", "x.json"],
        ["dance"],
        ["replay"],
    ],
)
def test_wrong_use_ends_with_2_and_says_why(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert capsys.readouterr().err.strip()


def test_simulate_prints_json_and_saves_a_game_that_replays(tmp_path: Path) -> None:
    save = tmp_path / "game.json"
    done = run("simulate", *PACK, "--games", "40", "--seed", "1", "--json", "--save-game", "5", str(save))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["games"] == 40
    assert sum(found["endings"].values()) == 40
    assert found["decisions_per_s"] > 0
    assert {"mean", "ci95"} <= set(found["score"]["total"])
    replayed = run("replay", str(save), "--verify", "--json")
    assert replayed.returncode == 0, replayed.stderr
    again = json.loads(replayed.stdout)
    assert again["verified"]
    assert again["over"]
    assert again["ending"] in found["endings"]
    part = run("replay", str(save), "--until", "2030Q1", "--lang", "en")
    assert part.returncode == 0
    assert "2030Q2" not in part.stdout


def test_simulate_prints_a_table_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *PACK, "--games", "20", "--lang", "ja"]) == 0
    assert "結末" in capsys.readouterr().out
    assert main(["simulate", *PACK, "--games", "20", "--lang", "en"]) == 0
    assert "Win rate" in capsys.readouterr().out


def test_a_damaged_record_ends_with_1_and_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"format": 1', encoding="utf-8")
    assert main(["replay", str(path), "--lang", "en"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_check_tells_what_is_in_a_pack_and_what_is_wrong_with_one(tmp_path: Path) -> None:
    good = run("check", "rules/tutorial", "--lang", "en")
    assert good.returncode == 0
    assert "elements are covered" in good.stdout
    folder = tmp_path / "broken"
    folder.mkdir()
    for file in (ROOT / "rules" / "tutorial").glob("*.toml"):
        text = file.read_text(encoding="utf-8").replace('phase = "council"', 'phase = "councl"')
        (folder / file.name).write_text(text, encoding="utf-8")
    bad = run("check", str(folder), "--lang", "ja")
    assert bad.returncode == 1
    assert "councl" in bad.stdout
    assert "council" in bad.stdout
    as_json = json.loads(run("check", str(folder), "--json").stdout)
    assert as_json["ok"] is False
    assert as_json["problems"]


def test_sources_show_both_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", *PACK, "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip()
    assert main(["sources", *PACK, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]


def test_rules_are_written_in_both_languages(tmp_path: Path) -> None:
    out = tmp_path / "rules.md"
    assert main(["rules", *PACK, "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "`python main.py rules --pack tutorial`" in text
    assert "## Options" in text
    assert "## 選択肢" in text


def test_rules_are_written_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *PACK, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "`python main.py rules --pack tutorial --lang en`" in text
    assert "## Options" in text
    assert not any("぀" <= c <= "ヿ" for c in text)


def test_simulate_says_who_plays_and_how_talks_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *PACK, "--games", "20", "--policy", "island=steady", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "Players: Nagishima steady, " in text
    assert "the Southern Union random" in text
    assert "A handshake" in text
    assert main(["simulate", "--help", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in ("auto:", "easy:", "normal:", "hard:", "expert:"))


def test_an_unknown_pack_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "tutorail", "--lang", "en"]) == 2
    assert "did you mean 'tutorial'?" in capsys.readouterr().err


def test_a_pack_has_the_id_of_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied = tmp_path / "my-pack"
    shutil.copytree(ROOT / "rules" / "tutorial", copied)
    assert main(["check", str(copied), "--lang", "en"]) == 1
    assert "the id of [pack] is 'tutorial': make it 'my-pack'" in capsys.readouterr().out
    first = copied / "01-pack.toml"
    first.write_text(first.read_text(encoding="utf-8").replace('id = "tutorial"', 'id = "my-pack"'), encoding="utf-8")
    assert main(["check", str(copied), "--lang", "en"]) == 0


def test_one_problem_is_one_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_text("x = \n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--lang", "en"]) == 1
    assert "1 problem; mend from the top." in capsys.readouterr().out


def test_bench_prints_the_line_that_a_program_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", *PACK, "--rounds", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"decisions_per_s", "decisions_per_s_single", "slots_per_s", "playouts_per_s"} <= set(found)


def test_nobody_reading_the_output_is_no_crash() -> None:
    command = f'"{sys.executable}" main.py sources --lang en | head -1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr


def test_help_words_are_the_same_options_in_both_languages() -> None:
    def options(lang: str) -> set[str]:
        return {s for a in build(lang)._actions for s in a.option_strings}

    assert options("ja") == options("en")


def test_a_file_that_is_no_game_is_named_as_it_was_given() -> None:
    done = run("play", "--load", "README.md", "--lang", "en")
    assert done.returncode == 1
    assert "README.md is not a game record" in done.stderr


def test_simulate_says_who_plays_and_that_the_default_is_chance(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *PACK, "--games", "2", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "Players: " in text
    assert "plays at random" in text
    assert main(["simulate", *PACK, "--games", "2", "--lang", "en", "--policy", "island=auto"]) == 0
    assert "auto" in capsys.readouterr().out


def test_sources_in_japanese_leave_no_english_kinds_or_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "--lang", "ja"]) == 0
    for line in capsys.readouterr().out.splitlines():
        if line.startswith("    ") and line.endswith("）") and "：" in line:
            date, *_, kind = line[line.index("（") + 1 : -1].split("、")
            assert kind in ("記事", "公的資料", "研究", "計算", "本作の設定"), line
            assert not any(word in date for word in (" to ", "FY", "budget", "plan", "since", "estimate")), line


def test_the_reference_shows_each_scenario_with_its_own_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--lang", "en"]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if "| `statistics` |" in line and "GDP" in line)
    assert "677.2" in row


def test_others_play_at_the_level_that_is_asked_for(tmp_path: Path) -> None:
    moves, own = tmp_path / "moves", tmp_path / "own.json"
    moves.write_text("1\n" * 4, encoding="utf-8")
    given = ["play", "--terminal", "--pack", "tutorial", "--seed", "3", "--moves", str(moves), "--save", str(own)]
    assert main([*given, "--level", "hard"]) == 0
    seats = json.loads(own.read_text(encoding="utf-8"))["seats"]
    assert sorted(set(seats.values())) == ["hard", "human"]
