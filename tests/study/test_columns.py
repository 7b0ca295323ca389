"""Columns: one row a game, the same numbers when read back, in both forms."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.engine import Record
from game.study.columns import Columns, columns, read, write
from game.study.simulate import Study, record_of, simulate
from tests.packs import load

PACK = ("--pack", "tutorial")


def equal(one: Columns, two: Columns) -> None:
    assert list(one.arrays) == list(two.arrays)
    for name, values in one.arrays.items():
        assert values.dtype == two.arrays[name].dtype, name
        assert values.tobytes() == two.arrays[name].tobytes(), name
    assert one.ids == two.ids
    assert one.about == two.about


@pytest.mark.parametrize("suffix", [".npz", ".parquet"])
def test_a_table_comes_back_as_it_was(suffix: str, tmp_path: Path) -> None:
    program, outcome = simulate(load("tutorial"), Study(70, -3, policies={"island": "auto"}))
    table = columns(program, outcome)
    write(tmp_path / f"x{suffix}", table)
    again = read(tmp_path / f"x{suffix}")
    equal(table, again)
    assert again.arrays["seed"].tolist() == list(range(-3, 67))
    assert again.arrays["decisions"].sum() == outcome.decisions
    assert np.array_equal(again.arrays["island.total"], outcome.score.total["island"])
    assert again.about["policies"]["island"] == "auto"
    assert again.bytes_per_game == sum(a.dtype.itemsize for a in table.arrays.values())


def test_a_row_says_what_the_game_alone_says() -> None:
    study = Study(30, 11)
    program, outcome = simulate(load("tutorial"), study)
    table = columns(program, outcome)
    for k in (0, 7, 29):
        record: Record = record_of(program, study, k)
        _, game = record.replay()
        score = program.score(game)
        assert table.ids["ending"][table.arrays["ending"][k]] == score.ending_id()
        assert table.arrays["turn"][k] == score.turn[0]
        assert table.arrays["island.total"][k] == score.total["island"][0]
    fresh = program.score(program.start([1]))
    assert fresh.turn.tolist() == fresh.ending.tolist() == [-1]


@pytest.mark.parametrize("suffix", [".npz", ".parquet"])
def test_simulate_writes_a_file_that_reads(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"games{suffix}"
    assert main(["simulate", *PACK, "--games", "40", "--seed", "5", "--out", str(out), "--json"]) == 0
    table = read(out)
    assert len(table.arrays["seed"]) == 40
    assert table.arrays["seed"][0] == 5
    assert [p.name for p in tmp_path.iterdir()] == [out.name]
    assert "40" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_cannot_be_written_is_said_before_a_game_is_played(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(name: str, code: int = 2) -> str:
        assert main(["simulate", *PACK, "--games", "5", "--out", str(tmp_path / name), "--lang", lang]) == code
        text = capsys.readouterr().err.strip()
        assert len(text.splitlines()) == 1
        return text

    assert ".npz" in said("games.csv")
    assert "nowhere" in said("nowhere/games.npz")
    (tmp_path / "folder.npz").mkdir()
    assert "folder.npz" in said("folder.npz", 1)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.npz"]
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert '".[columns]"' in said("games.parquet")
