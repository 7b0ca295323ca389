"""Damaged and hostile saves, their checksums made to fit: each is refused in one sentence, and left as it is."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.engine import Record, RecordError, digest
from game.engine import record as record_room
from game.engine.record import LARGEST_PACK, SEMANTICS, checksum
from game.engine.snapshot import packed, unpack
from game.players.table import Table
from game.saves.store import SaveError, load, open_table
from game.study.simulate import Study, record_of
from tests.packs import compiled

Data = dict[str, Any]
Change = Callable[[Data], None]


@pytest.fixture(scope="module")
def text() -> str:
    return record_of(compiled("tutorial"), Study(1, 11), 0).to_json()


def put(*path: str | int, value: Any) -> Change:
    """A change of one field."""

    def change(data: Data) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value(place[path[-1]]) if callable(value) else value

    return change


def sealed(text: str, change: Change) -> str:
    """The record with a change and a checksum that fits it."""
    data = json.loads(text)
    del data["checksum"]
    change(data)
    return json.dumps({**data, "checksum": checksum(data)}, ensure_ascii=False)


def pack(plain: object) -> str:
    return packed(json.dumps(plain).encode(), 9)


BOMB = packed(b" " * (LARGEST_PACK + 1), 9)
CHANGES: dict[str, tuple[str, Change]] = {
    "comment of no move": ("damaged", put("comments", value={"x": "a note"})),
    "comments in a list": ("damaged", put("comments", value=["a note"])),
    "pack is a list": ("damaged", put("pack_text", value=pack(["a.toml"]))),
    "pack is a number": ("damaged", put("pack_text", value=pack(7))),
    "file is no text": ("damaged", put("pack_text", value=pack({"a.toml": 7}))),
    "pack is not JSON": ("damaged", put("pack_text", value=packed(b"\xff\xfe", 9))),
    "pack is deep": ("damaged", put("pack_text", value=packed(b"[" * 100_000, 9))),
    "pack is not packed": ("damaged", put("pack_text", value="rules")),
    "pack is cut": ("damaged", put("pack_text", value=lambda t: t[: len(t) // 8 * 4])),
    "pack is too large": ("damaged", put("pack_text", value=BOMB)),
    "pack has a tail": ("damaged", put("pack_text", value=lambda t: more(t))),
    "pack is empty": ("damaged", put("pack_text", value=pack({}))),
    "pack is broken": ("damaged", put("pack_text", value=pack({"a.toml": "[pack"}))),
    "pack is another": ("damaged", put("pack_digest", value="0" * 64)),
    "pack is nothing": ("damaged", put("pack_text", value=None)),
    "no such scenario": ("damaged", put("scenario", value="nowhere")),
    "no such profile": ("damaged", put("profile", value="nowhere")),
    "seed is a text": ("damaged", put("seed", value="seven")),
    "seats in a list": ("damaged", put("seats", value=["island"])),
    "a seat too few": ("damaged", put("seats", value={"island": "random"})),
    "a seat too many": ("damaged", put("seats", value=lambda s: {**s, "moon": "random"})),
    "no such policy": ("illegal", put("seats", "island", value="nobody")),
    "a move of one word": ("damaged", put("moves", 3, value="pass")),
    "a move of no turn": ("damaged", put("moves", 3, value="x council 0 island pass")),
    "a move with a strange figure": ("damaged", put("moves", 3, value=lambda m: m.replace(" 0 ", " ² "))),
    "a move that is a number": ("damaged", put("moves", 3, value=7)),
    "a move without its last letter": ("illegal", put("moves", 0, value=lambda m: m[:-1])),
    "a move by its number": ("illegal", put("moves", 0, value=lambda m: m.rsplit(" ", 1)[0] + " 1")),
    "a move too many": ("illegal", put("moves", value=lambda m: [*m, m[-1]])),
    "a move too few": ("damaged", put("moves", value=lambda m: m[:3])),
    "moves in another order": ("illegal", put("moves", value=lambda m: [m[0], *m[:0:-1]])),
    "a step far away": ("departs", put("turns", -1, "step", value=99999)),
    "a step below nothing": ("damaged", put("turns", -1, "step", value=-7)),
    "a turn's end at no move": ("damaged", put("turns", -1, "after", value=99999)),
    "turns' ends in no order": ("damaged", put("turns", value=lambda t: t[::-1])),
    "a turn's end is a text": ("damaged", put("turns", 0, value="spring")),
    "another digest": ("departs", put("turns", 0, "digest", value="0" * 32)),
    "a snapshot that is none": ("damaged", put("turns", 0, "snapshot", value="garbage")),
    "a snapshot of another turn": (
        "departs",
        lambda d: put("turns", 0, "snapshot", value=d["turns"][1]["snapshot"])(d),
    ),
    "a forced draw beyond 1": ("damaged", put("forced", value=[[0, "storm", 0, 1.5]])),
    "a forced draw that is no number": ("damaged", put("forced", value=[[0, "storm", 0, float("nan")]])),
    "a title that moves the cursor": ("damaged", put("title", value="\x1b[2J")),
    "a title that no file can hold": ("damaged", put("title", value="\ud800")),
    "a field nobody knows": ("damaged", put("more", value=1)),
    "format 0": ("damaged", put("format", value=0)),
    "format in words": ("damaged", put("format", value="one")),
    "semantics below nothing": ("damaged", put("semantics", value=-1)),
    "semantics in words": ("damaged", put("semantics", value=[])),
    "newer semantics": ("newer", put("semantics", value=SEMANTICS + 1)),
    "older semantics": ("older", put("semantics", value=SEMANTICS - 1)),
}
# what only a replay with --verify looks at: the game opens by its moves
ONLY_VERIFIED = {
    "a step far away", "another digest", "older semantics", "a snapshot that is none", "a snapshot of another turn",
}  # fmt: skip


def more(packed_text: str) -> str:
    return base64.b64encode(base64.b64decode(packed_text) + b"more").decode()


def one_sentence(lang: str, arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--lang", lang]) == 1
    said = capsys.readouterr()
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    assert name in lines[0]
    assert any("぀" <= c <= "ヿ" for c in lines[0]) == (lang == "ja")


@pytest.mark.parametrize(("code", "change"), CHANGES.values(), ids=CHANGES)
def test_a_changed_field_is_refused_in_one_sentence(
    text: str, code: str, change: Change, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:  # fmt: skip
    path = tmp_path / "bad.itabasami.json"
    path.write_text(json_safe(sealed_or_forged(text, change)), encoding="utf-8")
    before = path.read_bytes()
    one_sentence("ja", ["replay", "--verify", str(path)], path.name, capsys)
    one_sentence("en", ["replay", "--verify", str(path)], path.name, capsys)
    if request.node.callspec.id not in ONLY_VERIFIED:
        with pytest.raises(SaveError) as error:
            open_table(path)
        assert error.value.code == code
        assert error.value.text("ja").endswith("。")
        assert error.value.text("en").endswith(".")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def sealed_or_forged(text: str, change: Change) -> str:
    """As `sealed`; a text that cannot be summed keeps a checksum of its own."""
    try:
        return sealed(text, change)
    except UnicodeEncodeError:
        data = json.loads(text)
        change(data)
        return json.dumps(data)


def json_safe(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def test_a_save_that_is_cut_anywhere_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cut.itabasami.json"
    whole = text.encode()
    for size in [*range(40), *range(40, len(whole) - 2, len(whole) // 60), len(whole) - 2]:
        path.write_bytes(whole[:size])
        with pytest.raises(SaveError) as error:
            load(path)
        assert error.value.code in {"truncated", "foreign"}, size
        assert path.read_bytes() == whole[:size]
        if size % 7 == 0:
            one_sentence("ja", ["play", "--terminal", "--load", str(path), "--moves", str(path)], path.name, capsys)
            one_sentence("en", ["replay", str(path)], path.name, capsys)


def test_a_bad_save_ends_a_game_that_would_go_on_with_it(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, moves = tmp_path / "bad.itabasami.json", tmp_path / "moves.txt"
    moves.write_text("1\n", encoding="utf-8")
    for _, change in (CHANGES["a move without its last letter"], CHANGES["pack is a list"]):
        path.write_text(sealed(text, change), encoding="utf-8")
        before = path.read_bytes()
        for lang in ("ja", "en"):
            arguments = ["play", "--terminal", "--load", str(path), "--save", str(path), "--moves", str(moves)]
            one_sentence(lang, arguments, path.name, capsys)
        assert path.read_bytes() == before


# an older engine's record goes on from its newest snapshot, which may be as bad


def older(text: str, *changes: Change) -> Record:
    def all_of(data: Data) -> None:
        data["semantics"] = SEMANTICS - 1
        for change in changes:
            change(data)

    return Record.from_json(sealed(text, all_of))


def part(text: str) -> str:
    """The record, begun anew and left amid a turn."""
    record = Record.from_json(text)
    record.back_to(record.turns[1].after + 2)
    return record.to_json()


def test_an_older_record_goes_on_from_its_snapshot_and_says_that_it_cannot_be_verified(text: str) -> None:
    program, games = Record.from_json(part(text)).replay()
    opened = older(part(text))
    table = Table.resume(opened, program, play_on=False)
    assert digest(table.games) == digest(games)
    assert table.decision == program.decision(games)
    asked = [
        lambda: opened.replay(program, verify=True),
        lambda: opened.replay(program, until="2030Q1"),
        lambda: opened.replay(program, moves=3),
    ]
    for replay in asked:
        with pytest.raises(RecordError) as error:
            replay()
        assert error.value.code == "older"


def test_an_older_record_is_shown_and_not_verified(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.itabasami.json"
    path.write_text(sealed(part(text), put("semantics", value=SEMANTICS - 1)), encoding="utf-8")
    assert main(["replay", str(path), "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["replay", str(path), "--verify", "--lang", "en"]) == 1
    assert "cannot be verified" in capsys.readouterr().err
    assert main(["replay", str(path), "--verify", "--lang", "ja"]) == 1
    assert "照合できません" in capsys.readouterr().err


def state(change: Callable[[bytearray], None]) -> Change:
    def turn(old: str) -> str:
        raw = bytearray(unpack(old, 10_000_000))
        change(raw)
        return packed(bytes(raw), 6)

    return put("turns", -1, "snapshot", value=turn)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("damaged", put("turns", -1, "snapshot", value="garbage")),
        ("damaged", put("turns", -1, "snapshot", value=base64.b64encode(b"garbage").decode())),
        ("damaged", put("turns", -1, "snapshot", value=base64.b64encode(zlib.compress(b"x" * 99)[:-3]).decode())),
        ("damaged", put("turns", -1, "snapshot", value=packed(bytes(100_000_000), 9))),
        ("departs", put("turns", -1, "snapshot", value=packed(bytes(8), 9))),
        ("departs", put("turns", -1, "step", value=99999)),
        ("departs", put("turns", -1, "step", value=0)),
        ("departs", state(lambda raw: raw.__setitem__(slice(0, 8), b"\x00\x00\x00\x00\x00\x00\xf8\x7f"))),
        ("departs", state(lambda raw: raw.__setitem__(slice(-2, None), b"\x00\x80"))),
        ("damaged", state(lambda raw: raw.__setitem__(0, raw[0] ^ 1))),
        ("illegal", put("moves", -1, value=lambda m: m[:-1])),
        ("illegal", put("moves", 0, value="2099Q1 council 0 island pass")),
    ],
)
def test_a_bad_snapshot_is_refused(text: str, code: str, change: Change) -> None:
    opened = older(part(text), change)
    with pytest.raises(RecordError) as error:
        opened.from_snapshot(compiled("tutorial"))
    assert error.value.code == code


def test_nothing_is_unpacked_beyond_its_limit() -> None:
    assert unpack(packed(b"12345", 9), 5) == b"12345"
    with pytest.raises(RecordError, match="larger than 4"):
        unpack(packed(b"12345", 9), 4)


def test_a_newer_engine_is_told_from_an_older_one(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RecordError) as error:
        Record.from_json(sealed(text, put("semantics", value=SEMANTICS + 1)))
    assert error.value.code == "newer"
    monkeypatch.setattr(record_room, "SEMANTICS", SEMANTICS + 1)
    assert Record.from_json(sealed(text, put("semantics", value=SEMANTICS + 1))).semantics == SEMANTICS + 1
