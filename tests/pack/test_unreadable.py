"""Files that cannot be read: one problem each, which hides nothing elsewhere and brings no others."""

from __future__ import annotations

import pytest

from tests.pack.minimal import added, files, line_of, spoiled, the_problem

NONSENSE = {
    "one long line": "lorem ipsum " * 90_000,
    "many lines": "lorem ipsum dolor\n" * 60_000,
    "brackets": "a = " + "[" * 9_000,
    "tables in tables": "a = " + "{ a = " * 1_500 + "\n",
    "keys outside every table": "".join(f"key_{i} = {i}\n" for i in range(60_000)),
    "zero bytes": "\0" * 1_000_000,
}


@pytest.mark.parametrize("name", NONSENSE)
def test_a_megabyte_of_nonsense_is_one_problem(name: str) -> None:
    problem = the_problem({**files(), "noise.toml": NONSENSE[name]})
    assert problem.file == "noise.toml"
    assert len(str(problem)) < 300


def test_a_picture_is_one_problem() -> None:
    made = {name: text.encode() for name, text in files().items()} | {"noise.toml": bytes(range(256)) * 4000}
    assert str(the_problem(made)) == "noise.toml:2: wanted text in UTF-8; save the file in that encoding"


def test_another_encoding() -> None:
    made = {name: text.encode() for name, text in files().items()} | {"old.toml": "# あ\n".encode("shift_jis")}
    assert str(the_problem(made)) == "old.toml:1: wanted text in UTF-8; save the file in that encoding"


def test_a_file_that_is_too_large() -> None:
    problem = the_problem({**files(), "huge.toml": "# a comment\n" * 200_000})
    assert str(problem) == "huge.toml: wanted a file of at most 2 MB; this is larger"


def test_a_quotation_mark_that_is_missing() -> None:
    made = spoiled('add = "people / 50"', 'add = "people / 50')
    problem = the_problem(made)
    assert problem.line == line_of(made, "people / 50")
    assert problem.wanted.en.startswith("wanted TOML; is a quotation mark, bracket or comma missing?")


SIGNS = [
    ("title = \u201cCoins\u201d", "\u201c", '"', 9),
    ("range = [0\uff0c 100]", "\uff0c", ",", 11),
    ("range = \uff3b0, 100]", "\uff3b", "[", 9),
    ("start = 0,05", "0,05", "0.05", 9),
    ("effects = [{ track = 'x', add = 1,5 }]", "1,5", "1.5", 33),
]


@pytest.mark.parametrize(("text", "found", "right", "column"), SIGNS)
def test_signs_that_are_not_toml(text: str, found: str, right: str, column: int) -> None:
    made = added(f"[track.x]\n{text}\n")
    problem = the_problem(made)
    assert problem.line == line_of(made, text)
    assert str(problem).endswith(f': found "{found}"; wanted {right} in column {column}')


def test_a_file_that_cannot_be_read_brings_no_other_problems() -> None:
    """Nobody is told that everything in it is unknown."""
    made = files()
    made["pack.toml"] += "\n[set.\n"
    assert the_problem(made).file == "pack.toml"
