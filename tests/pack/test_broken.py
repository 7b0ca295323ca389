"""Packs broken at random: whatever a teacher's hand does to a file, loading says so in sentences and never falls over."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.pack import Pack, PackError
from tests.pack.minimal import files

TUTORIAL = Path(__file__).resolve().parent.parent.parent / "rules" / "tutorial"
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*|-?\d+(?:\.\d+)?|\"[^\"\n]*\"|[\[\]{}=,]")
STRANGE = [
    "nobody",
    "-1",
    "1e9",
    '""',
    '"x"',
    "true",
    "[]",
    "{}",
    "[1, [2]]",
    '"a / b"',
    "1979-05-27",
    "nan",
    '"{zone}"',
    "0.5",
    "[[",
    "=",
]


def broken(made: dict[str, str], seed: int) -> dict[str, str]:
    """The files with one to three things done to them."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(list(made))
        text = made[name]
        lines = text.split("\n")
        at = dice.randrange(len(lines))
        match dice.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(dice.randrange(len(lines)), lines[at])
            case 2:
                lines[at] = lines[at][: dice.randint(0, len(lines[at]))]
            case 3:
                lines = lines[: at + 1]
            case _:
                words = list(WORD.finditer(lines[at]))
                if words:
                    word = dice.choice(words)
                    others = [w[0] for w in WORD.finditer(text)]
                    new = dice.choice(STRANGE if dice.random() < 0.5 else others)
                    lines[at] = lines[at][: word.start()] + new + lines[at][word.end() :]
        made = {**made, name: "\n".join(lines)}
    return made


def check(made: dict[str, str]) -> None:
    try:
        problems = Pack.from_files(made).warnings
    except PackError as e:
        problems = e.problems
        assert any(p.severity == "error" for p in problems)
    for p in problems:
        assert p.file in made or p.key in ("pack", "schedule")
        assert 0 <= p.line <= made.get(p.file, "").count("\n") + 1
        assert str(p)
        assert p.text("ja") != str(p)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_a_small_pack(seed: int) -> None:
    check(broken(files(), seed))


@pytest.mark.nightly
@settings(max_examples=3000, deadline=None)
@given(st.integers(0, 10**9))
def test_the_tutorial(seed: int) -> None:
    check(broken({p.name: p.read_text(encoding="utf-8") for p in TUTORIAL.glob("*.toml")}, seed))
