"""What can be typed at a decision: every command, in both languages, leaves the game as it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from game import files
from game.cli import main
from game.players.table import HUMAN, Table
from game.saves.store import SENTENCES, SaveError, Store, load
from game.terminal.figures import Figures
from game.texts.words import Words
from tests.packs import compiled
from tests.terminal.desk import Desk, new_table


def changed(table: Table, **values: float) -> None:
    """Puts tracks to other values; on a copy, since a game remembers what is legal in it."""
    table.games = table.games.copy()
    for name, value in values.items():
        table.games.S[table.program.tracks[name].row, 0] = value


LANGS = pytest.mark.parametrize("lang", ["ja", "en"])


@LANGS
@pytest.mark.parametrize(
    ("typed", "key"),
    [("?", "help.title"), ("m", "board.title"), ("w", "why.title"), ("g", "goal.title"), ("t", "talks.issues"), ("x", "decision.closed")],
)  # fmt: skip
def test_each_command_shows_its_screen_and_changes_nothing(tmp_path: Path, lang: str, typed: str, key: str) -> None:
    desk = Desk(tmp_path, lang).until("council")
    before = desk.table.record.to_json()
    assert Words(lang)(key) in desk.run(typed)
    assert desk.table.record.to_json() == before


@LANGS
def test_full_width_letters_and_capitals_are_read(tmp_path: Path, lang: str) -> None:
    text = Desk(tmp_path, lang).until("council").run("？", "Ｍ", "W")
    for key in ("help.title", "board.title", "why.title"):
        assert Words(lang)(key) in text


@LANGS
def test_an_option_is_explained_with_its_price_and_its_effects(tmp_path: Path, lang: str) -> None:
    text = Desk(tmp_path, lang).until("council").run("?envoy", "?lighthouse")
    words = Words(lang)
    assert words("option.effects") in text
    assert "+6" in text
    assert "人手1" in text if lang == "ja" else "1 hand" in text
    later = words("option.later", title="灯台の工事" if lang == "ja" else "Work on the lighthouse", n=1)
    assert later in text


@LANGS
def test_the_page_of_an_office_says_what_is_closed_and_why(tmp_path: Path, lang: str) -> None:
    desk = Desk(tmp_path, lang).until("council")
    changed(desk.table, coins=1.0)
    text = desk.run("x")
    assert text.count("必要3、現在1" if lang == "ja" else "takes 3, you have 1") >= 3


def test_a_closed_option_says_what_would_open_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path).until("council")
    changed(desk.table, grain=5.0)
    assert "The barns are full." in desk.run("buy_grain")
    assert not [m for m in desk.table.record.moves if "buy_grain" in m]


@LANGS
@pytest.mark.parametrize("typed", ["99", "0", "nonsense", "-1", "1 2", "%", "1" * 50])
def test_what_cannot_be_read_is_answered_by_a_sentence(tmp_path: Path, lang: str, typed: str) -> None:
    desk = Desk(tmp_path, lang).until("council")
    before = len(desk.table.record.moves)
    text = desk.run(typed)
    words = Words(lang)
    assert words("wrong.unknown") in text or words("wrong.number", n="{}").split("{}")[0] in text
    assert len(desk.table.record.moves) == before


def test_the_beginning_of_an_id_is_enough_where_it_is_clear(tmp_path: Path) -> None:
    desk = Desk(tmp_path).until("council")
    desk.run("festi")
    assert desk.table.record.moves[-1].endswith("festival")
    other = Desk(tmp_path, table=new_table()).until("council")
    assert "build[north], build[south]" in other.run("build")


# why figures moved


def test_the_causes_shown_for_a_figure_add_up_to_its_change(tmp_path: Path) -> None:
    from game.players.knowledge import Knowledge
    from game.study.attribution import reasons

    table = Desk(tmp_path).until("winter_market").table
    figures = Figures(Knowledge(table.program, "island"), Words("en"))
    before, causes = table.moments[-2], table.causes[table.moments[-2].causes :]
    moved = 0
    for name, info in table.program.tracks.items():
        if name not in figures.gauges:
            continue
        change = float(table.games.S[info.row, 0] - before.games.S[info.row, 0])
        assert sum(a for _, a in reasons(causes, name)) == pytest.approx(change, abs=1e-9), name
        moved += abs(change) > 1e-9
    assert moved >= 4


def test_why_can_be_asked_about_one_figure(tmp_path: Path) -> None:
    text = Desk(tmp_path).until("winter_market").run("w chest", "w nothing of the kind")
    assert "Harbour tolls" in text
    assert "Support" not in text.split(Words("en")("why.title"))[1].split("Number")[0]
    assert Words("en")("why.none") in text


# undo


@LANGS
def test_undo_goes_back_within_a_step_and_says_why_it_goes_no_further(tmp_path: Path, lang: str) -> None:
    desk, words = Desk(tmp_path, lang).until("council"), Words(lang)
    before = desk.table.record.to_json()
    text = desk.run("u", "envoy", "u", "u", "pass", "pass", "u")
    assert text.count(words("undo.done")) == 1
    assert text.count(words("undo.handed_over")) >= 2
    moves = desk.table.record.moves
    assert not any(m.endswith("envoy") for m in moves)
    assert before.count("envoy") == 0


def test_undo_across_a_reveal_is_refused_with_its_reason(tmp_path: Path) -> None:
    for seed in range(60):
        table = new_table(seed)
        while (point := table.decision) is not None:
            if point.index("letter.read") >= 0:
                text = Desk(tmp_path, table=table).run("letter.read", "u")
                assert Words("en")("undo.revealed") in text or Words("en")("undo.handed_over") in text
                return
            table.play(int(table.program.legal(table.games)[:, 0].argmax()))
    raise AssertionError("no letter came in sixty games")


# saving and leaving


@LANGS
def test_the_end_of_the_input_saves_and_tells_how_to_go_on(tmp_path: Path, lang: str) -> None:
    desk = Desk(tmp_path, lang)
    text = desk.run("1")
    assert not desk.over
    assert Words(lang)("play.continue") in text
    assert f"--load {desk.path}" in text
    assert load(desk.path).moves == desk.table.record.moves


def test_quitting_and_the_end_of_the_input_leave_the_same_file(tmp_path: Path) -> None:
    first = Desk(tmp_path / "a", table=new_table())
    second = Desk(tmp_path / "b", table=new_table())
    first.run("1", "1", "q")
    second.run("1", "1")
    assert load(first.path).moves == load(second.path).moves


def test_a_save_with_a_name_is_a_copy(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    text = desk.run("1", "s summit", "1")
    named = Store(tmp_path).path("summit")
    assert str(named) in text
    assert load(named).moves == load(desk.path).moves[: len(load(named).moves)]
    assert len(load(named).moves) < len(load(desk.path).moves)


def test_a_save_that_cannot_be_written_is_told_and_the_game_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    text = desk.run(f"s {tmp_path / 'file' / 'x.json'}", "1")
    assert "another place" in text
    assert desk.table.record.moves


@LANGS
@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "full"), (errno.EACCES, "permission")])
def test_a_full_disk_is_told_once_a_choice_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, number: int, code: str
) -> None:
    desk, words = Desk(tmp_path, lang), Words(lang)
    desk.run("1")
    saved, moves = desk.path.read_bytes(), list(desk.table.record.moves)

    def fail(fd: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", fail)
        text = desk.run("1", "q")
    assert text.count(SENTENCES[code].get(lang)) == 4, "at the start, after the choice, on leaving, at the end of input"
    assert text.count(words("play.unsaved")) == 1
    assert words("play.continue") not in text
    assert desk.path.read_bytes() == saved
    assert len(desk.table.record.moves) > len(moves), "the game has gone on"
    text = desk.run("q")
    assert words("play.continue") in text
    assert words("play.unsaved") not in text
    assert load(desk.path).moves == desk.table.record.moves


def test_a_game_that_is_in_no_file_is_left_when_asked_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(fd: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    desk = Desk(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", fail)
        text = desk.run("1", "q", "q", "festival")
    assert text.count(Words("en")("play.unsaved")) == 1
    assert not any(m.endswith("festival") for m in desk.table.record.moves)


@pytest.mark.parametrize(("lines", "said"), [("1\n", ""), ("1\nnonsense\n", "could not be saved")])
def test_a_file_of_moves_whose_game_cannot_be_saved_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: str, said: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "moves.txt").write_text(lines, encoding="utf-8")
    save = str(tmp_path / "file" / "game.json")
    arguments = ["play", "--terminal", "--pack", "tutorial", "--seed", "5", "--moves", str(tmp_path / "moves.txt")]
    assert main([*arguments, "--save", save, "--lang", "en"]) == 1
    shown = capsys.readouterr()
    assert "another place" in shown.out
    assert said in shown.err
    assert "is saved" not in shown.err


@pytest.mark.parametrize("stop", range(1, 12, 2))
def test_a_game_that_was_left_and_resumed_is_the_game_played_through(tmp_path: Path, stop: int) -> None:
    lines = ["1", "2", "1", "1", "pass", "1", "1", "1", "1", "pass", "1", "1"]
    whole = Desk(tmp_path / "whole")
    whole.follow(*lines)
    part = Desk(tmp_path / "part", table=new_table())
    part.follow(*lines[:stop])
    again = Desk(tmp_path / "part", table=Table.resume(load(part.path)))
    again.follow(*lines[stop:])
    assert again.table.record.to_json() == whole.table.record.to_json()
    assert again.table.causes == whole.table.causes
    assert (again.table.games.S == whole.table.games.S).all()


def test_a_save_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.itabasami.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(SaveError):
        load(path)


def test_every_seat_can_be_played_to_the_end(tmp_path: Path) -> None:
    program = compiled("tutorial")
    for seat in program.seats:
        desk = Desk(tmp_path / seat, "ja", Table.new(program, 3, {seat: HUMAN}))
        text = desk.run(*["1"] * 80)
        assert desk.over
        assert Words("ja")("debrief.title") in text
