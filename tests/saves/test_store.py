"""Saves: whole or not at all, and every bad file refused with one sentence, untouched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from game import files
from game.engine import Record, digest
from game.engine.record import SEMANTICS
from game.saves.store import SENTENCES, SaveError, Store, load, open_table, write
from game.study.simulate import Study, record_of
from tests.packs import ROOT, compiled


@pytest.fixture(scope="module")
def record() -> Record:
    return record_of(compiled("tutorial"), Study(1, 11), 0)


def test_a_save_reopens(record: Record, tmp_path: Path) -> None:
    place = Store(tmp_path / "new" / "folder")
    path = place.path("game")
    write(path, record.to_json())
    assert load(path).to_json() == record.to_json()
    assert place.names() == [path]
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t[: len(t) // 2], "truncated"),
        (lambda t: "", "foreign"),
        (lambda t: "not json at all", "foreign"),
        (lambda t: '{"a": 1}', "foreign"),
        (lambda t: "[" * 100_000, "foreign"),
        (lambda t: t.replace('"seed": 11', '"seed": 12'), "edited"),
        (lambda t: t.replace('"format": 1', '"format": 99'), "newer"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_and_left_alone(record, tmp_path, change, code) -> None:
    path = tmp_path / "game.itabasami.json"
    path.write_text(change(record.to_json()), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(SaveError) as error:
        load(path)
    assert error.value.code == code
    for lang in ("ja", "en"):
        text = error.value.text(lang)
        assert "\n" not in text
        assert path.name in text
    assert path.read_bytes() == before


def test_bytes_that_are_no_text_are_foreign(tmp_path: Path) -> None:
    path = tmp_path / "x.itabasami.json"
    path.write_bytes(os.urandom(2000))
    with pytest.raises(SaveError) as error:
        load(path)
    assert error.value.code == "foreign"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SaveError) as error:
        load(tmp_path / "nothing.json")
    assert error.value.code == "missing"


@pytest.mark.parametrize(("number", "code"), [(28, "full"), (13, "permission"), (5, "other")])
def test_a_failed_write_keeps_the_old_save(record, tmp_path, monkeypatch, number, code) -> None:
    path = Store(tmp_path).path("game")
    write(path, record.to_json())
    before = path.read_bytes()

    def fail(fd: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(SaveError) as error:
        write(path, record.to_json())
    assert error.value.code == code
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_names_are_files_in_the_folder_and_paths_are_paths(tmp_path: Path) -> None:
    place = Store(tmp_path)
    assert place.path("my game") == tmp_path / "my game.itabasami.json"
    assert place.path("/a/b.json") == Path("/a/b.json")


def test_a_checkout_saves_beside_the_code_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITABASAMI_SAVES", "elsewhere")
    assert Store.default().folder == Path("elsewhere")
    monkeypatch.delenv("ITABASAMI_SAVES")
    assert Store.default().folder == ROOT / "saves"


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert {"foreign", "truncated", "edited", "newer", "damaged", "illegal", "departs", "older"} <= set(SENTENCES)
    assert all(s.ja.endswith("。") and s.en.endswith(".") for s in SENTENCES.values())


def test_writing_never_leaves_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write(path, "one")
    write(path, "two")
    assert path.read_text(encoding="utf-8") == "two"


CORPUS = sorted((ROOT / "tests" / "corpus").glob("*.json"))


@pytest.mark.parametrize("path", CORPUS, ids=[p.stem for p in CORPUS])
def test_old_saves_reopen_for_ever(path: Path) -> None:
    """A save of every release: it opens, its replay agrees, and one can go on."""
    opened = load(path)
    if opened.semantics != SEMANTICS:
        assert open_table(path).games.n == 1
        return
    program, games = opened.replay(verify=True)
    assert opened.turns == [] or games.over[0] or program.decision(games) is not None
    if opened.turns:
        assert digest(opened.from_snapshot(program)) == digest(games)
    json.loads(path.read_text(encoding="utf-8"))


def test_the_corpus_is_not_empty() -> None:
    assert len(CORPUS) >= 2
