"""`forecast` as a user runs it, and the order `v` in the game: both languages, plain text, JSON, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.players.table import HUMAN, Table
from game.saves.store import write
from game.study.simulate import Study, record_of
from game.terminal import forecast as screen
from game.terminal.moves import WrongMove
from game.texts.formats import turn_name
from game.texts.words import LANGUAGES, Words
from tests.packs import compiled
from tests.terminal.desk import Desk, new_table

LANGS = pytest.mark.parametrize("lang", LANGUAGES)
QUICK = ["--playouts", "20", "--quarters", "1"]


@pytest.fixture
def save(tmp_path: Path) -> str:
    path = tmp_path / "game.json"
    write(path, new_table().record.to_json())
    return str(path)


@LANGS
def test_it_prints_every_option_with_its_quarters(save: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", save, "--playouts", "20", "--quarters", "2", "--lang", lang, "--plain"]) == 0
    text, words = capsys.readouterr().out, Words(lang)
    assert words("forecast.title") in text
    assert "talks_bring[pilots]" in text
    assert words("forecast.now") in text
    assert "●" not in text, "pictures are left out where they cannot be seen"
    assert text.count(words("forecast.by_end", turn=turn_name("2030Q2", lang))) >= 3


def test_json_follows_named_options_and_tracks(save: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "forecast",
        save,
        *QUICK,
        "--option",
        "pass",
        "--option",
        "talks_bring[pilots]",
        "--track",
        "grain",
        "--json",
    ]
    assert main(words) == 0
    first = capsys.readouterr().out
    found = json.loads(first)
    assert [o["id"] for o in found["options"]] == ["pass", "talks_bring[pilots]"]
    assert found["seat"] == "island"
    assert found["turns"] == ["2030Q1"]
    assert len(found["options"][0]["values"]["grain"]) == 2
    assert main(words) == 0
    assert capsys.readouterr().out == first


@LANGS
def test_what_cannot_be_forecast_is_said_in_one_sentence(
    save: str, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    over, damaged = tmp_path / "over.json", tmp_path / "damaged.json"
    write(over, record_of(compiled("tutorial"), Study(1, 3), 0).to_json())
    damaged.write_text('{"format": 1', encoding="utf-8")
    japanese = 0
    for words, code in (
        ([str(over)], 1),
        ([str(damaged)], 1),
        ([str(tmp_path / "nowhere.json")], 1),
        ([], 2),
        ([save, "--option", "dance"], 2),
        ([save, "--seat", "moon"], 2),
        ([save, *QUICK, "--track", "nothing"], 2),
        (["--calibrate", "--pack", "tutorial", "--scenario", "nothing"], 2),
    ):
        assert main(["forecast", *words, "--lang", lang]) == code, words
        text = capsys.readouterr().err.strip()
        assert len(text.splitlines()) == 1, words
        japanese += "。" in text
    assert japanese == (8 if lang == "ja" else 0)


def test_a_seat_that_is_taken_over_may_be_looked_at_only_in_its_turn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = Table.new(compiled("tutorial"), 7, {"island": HUMAN, "league": HUMAN, "union": HUMAN})
    path = tmp_path / "both.json"
    write(path, both.record.to_json())
    assert both.decision is not None
    other = next(s for s in both.program.seats if s != both.decision.seat)
    assert main(["forecast", str(path), *QUICK, "--seat", other, "--lang", "en"]) == 2
    assert both.decision.seat in capsys.readouterr().err
    assert main(["forecast", str(path), *QUICK, "--seat", both.decision.seat, "--json"]) == 0


@LANGS
def test_the_calibration_is_a_table(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["forecast", "--calibrate", "--pack", "tutorial", "--games", "20", "--playouts", "30", "--lang", lang]
    assert main(words) == 0
    assert ("80%の幅" if lang == "ja" else "80% band") in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]


@LANGS
@pytest.mark.parametrize("typed", ["v", "forecast", "見通し", "v envoy", "v 1"])
def test_in_the_game_it_is_one_letter_and_changes_nothing(tmp_path: Path, lang: str, typed: str) -> None:
    desk = Desk(tmp_path, lang).until("council")
    before = desk.table.record.to_json()
    text, words = desk.run(typed), Words(lang)
    assert words("forecast.title") in text
    assert (words("forecast.heads") in text) == (" " in typed)
    assert desk.table.record.to_json() == before


def test_an_option_that_is_not_there_is_answered(tmp_path: Path) -> None:
    desk = Desk(tmp_path).until("council")
    assert Words("en")("wrong.unknown") in desk.run("v nothing")
    with pytest.raises(WrongMove):
        desk.follow("v nothing")


def test_ctrl_c_shows_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = screen.forecast

    def interrupted(*args, **more):
        yield next(whole(*args, **more))
        raise KeyboardInterrupt

    monkeypatch.setattr(screen, "forecast", interrupted)
    text = Desk(tmp_path).until("council").run("v")
    assert "16 worlds" in text

    def at_once(*args, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr(screen, "forecast", at_once)
    assert Words("en")("forecast.stopped") in Desk(tmp_path).until("council").run("v")
