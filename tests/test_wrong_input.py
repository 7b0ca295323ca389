"""Wrong input to every command: the exit code, and one sentence in the language of the call."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.cli import build, main
from game.engine.record import checksum
from tests.packs import ROOT

RECORD = ROOT / "tests" / "corpus" / "0.1-tutorial-3.json"
PACK = ("--pack", "tutorial")
ENGLISH = re.compile(r"[A-Za-z']+(?: [A-Za-z']+){2,}")
JAPANESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")

# What is called, and its exit code. {record}: a good record. {name}: a file in the test's own folder.
CALLS: list[tuple[str, int]] = [
    ("dance", 2),
    ("gallery --out {own} --scene moon", 2),
    ("gallery --out {own} --size large", 2),
    ("play --seed x --moves -", 2),
    ("play --seat", 2),
    ("play --pack nowhere --moves {moves}", 2),
    ("play --pack tutorial --scenario foo --moves {moves} --save {own}", 2),
    ("play --pack tutorial --profile foo --moves {moves} --save {own}", 2),
    ("play --pack tutorial --seat moon --moves {moves} --save {own}", 2),
    ("play --pack tutorial --moves {missing} --save {own}", 2),
    ("play --load {missing} --moves {moves}", 1),
    ("play --load {record} --seat moon --moves {moves} --save {own}", 2),
    ("play --load {truncated} --moves {moves}", 1),
    ("play --load {edited} --moves {moves}", 1),
    ("simulate --games 0", 2),
    ("simulate --games many", 2),
    ("simulate --jobs 0", 2),
    ("simulate --pack nowhere", 2),
    ("simulate --pack tutorial --scenario foo", 2),
    ("simulate --pack tutorial --scenario foo --json", 2),
    ("simulate --pack tutorial --profile foo", 2),
    ("simulate --pack tutorial --policy island", 2),
    ("simulate --pack tutorial --policy moon=random", 2),
    ("simulate --pack tutorial --policy island=foo", 2),
    ("simulate --pack tutorial --games 2 --save-game 9 {own}", 2),
    ("simulate --pack tutorial --games 2 --save-game x {own}", 2),
    ("simulate --pack tutorial --games 2 --save-game 0 {file}/x.json", 1),
    ("simulate --pack tutorial --save x.json", 2),
    ("balance --pack nowhere", 2),
    ("balance --games 0", 2),
    ("balance --scenario foo", 2),
    ("balance --bands {missing}", 2),
    ("train --pack nowhere", 2),
    ("train --pack tutorial --scenario foo", 2),
    ("train --pack tutorial --seat moon", 2),
    ("train --pack tutorial --doctrine foo", 2),
    ("train nobody", 2),
    ("forecast", 2),
    ("forecast {missing}", 1),
    ("forecast {foreign}", 1),
    ("forecast {record}", 1),
    ("forecast {going} --seat moon", 2),
    ("forecast {going} --option foo", 2),
    ("forecast {going} --track foo --playouts 2", 2),
    ("replay", 2),
    ("replay {missing}", 1),
    ("replay {folder}", 1),
    ("replay {foreign}", 1),
    ("replay {bytes}", 1),
    ("replay {truncated}", 1),
    ("replay {edited}", 1),
    ("replay {newer}", 1),
    ("replay {illegal}", 1),
    ("replay {illegal} --verify", 1),
    ("replay {departs} --verify", 1),
    ("replay {record} --until 1999Q1", 2),
    ("check nowhere", 2),
    ("check nowhere --json", 2),
    ("sources zzz", 1),
    ("sources zzz --json", 1),
    ("sources --pack nowhere", 2),
    ("rules --pack nowhere", 2),
    ("rules --pack tutorial --out {file}/x.md", 1),
    ("rules extra", 2),
    ("bench --pack nowhere", 2),
    ("bench --pack tutorial --scenario foo", 2),
    ("bench --pack tutorial --rounds 0", 2),
]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Good and bad files by the names that CALLS uses."""
    text = RECORD.read_text(encoding="utf-8")

    def changed(change: Callable[[dict[str, Any]], None]) -> str:
        data = json.loads(text)
        change(data)
        data["checksum"] = checksum({k: v for k, v in data.items() if k != "checksum"})
        return json.dumps(data, ensure_ascii=False)

    def end(data: dict[str, Any]) -> None:
        data["turns"][0]["digest"] = "0" * 32

    contents = {
        "record": text,
        "going": changed(lambda d: d.update(moves=[], turns=[], seats=d["seats"] | {"island": "human"})),
        "moves": "1\n",
        "file": "",
        "foreign": "{}",
        "truncated": text[: len(text) // 2],
        "edited": text.replace('"seed": ', '"seed": 1'),
        "newer": changed(lambda d: d.update(format=99)),
        "illegal": changed(lambda d: d["moves"].insert(0, d["moves"][-1])),
        "departs": changed(end),
    }
    found = {name: tmp_path / f"{name}.json" for name in (*contents, "missing", "own", "bytes")}
    for name, content in contents.items():
        found[name].write_text(content, encoding="utf-8")
    found["bytes"].write_bytes(b"\xff\xfe\x00\x81")
    return {**found, "folder": tmp_path}


def sentences(text: str) -> list[str]:
    """The lines that are no usage."""
    usage = ("使い方", "usage:", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith(usage)]


def test_every_command_is_called_wrongly() -> None:
    commands = next(a.choices for a in build("en")._actions if isinstance(a.choices, dict))
    assert set(commands) <= {call.split()[0] for call, _ in CALLS}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(("call", "code"), CALLS, ids=[call for call, _ in CALLS])
def test_wrong_input_is_answered_by_one_sentence(
    call: str, code: int, lang: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word.format(**files) for word in call.split()]
    assert main([*words, "--lang", lang]) == code
    shown = capsys.readouterr()
    said = sentences(shown.err)
    assert len(said) == 1, shown.err
    assert "Traceback" not in shown.err
    if lang == "en":
        assert not JAPANESE.search(shown.out + shown.err)
    else:
        assert not ENGLISH.search(said[0])
        assert JAPANESE.search(said[0])


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_wrong_move_in_a_file_names_its_line_and_how_to_go_on(
    lang: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files["moves"].write_text("1\n99\n", encoding="utf-8")
    words = ["play", *PACK, "--seed", "1", "--moves", str(files["moves"]), "--save", str(files["own"])]
    assert main([*words, "--lang", lang]) == 1
    wrong, on = capsys.readouterr().err.splitlines()
    assert "99" in wrong
    assert "--load" in on
    assert bool(JAPANESE.search(wrong)) == (lang == "ja")
    assert bool(JAPANESE.search(on)) == (lang == "ja")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_wrong_record_says_at_which_move(
    lang: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("illegal", "departs"):
        main(["replay", str(files[name]), "--verify", "--lang", lang])
        assert re.search(r"20\d\dQ\d", capsys.readouterr().err), name


@pytest.mark.parametrize("call", [["--lang", "fr"], ["bench", "--lang=fr"], ["check", "--lang"]])
@pytest.mark.parametrize("system", ["ja_JP.UTF-8", "C"])
def test_an_unknown_language_is_answered_in_that_of_the_system(
    call: list[str], system: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ITABASAMI_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", system)
    assert main(call) == 2
    said = sentences(capsys.readouterr().err)
    assert len(said) == 1
    assert bool(JAPANESE.search(said[0])) == system.startswith("ja")
