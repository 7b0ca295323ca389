"""What a test expects of a spoiled pack: one problem, where it stands, and its whole sentence."""

from __future__ import annotations

import re

from game.pack import Problem
from tests.pack.minimal import line_of, spoiled, the_problem

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def expect(
    problem: Problem,
    made: dict[str, str],
    piece: str,
    key: str,
    sentence: str,
    file: str = "world.toml",
    severity: str = "error",
) -> None:
    """A problem stands in the line of `piece`, at `key`, and says `sentence`."""
    line = line_of(made, piece, file)
    assert str(problem) == f"{file}:{line}: {key}: {sentence}"
    assert (problem.file, problem.line, problem.key, problem.severity) == (file, line, key, severity)
    assert JAPANESE.search(problem.text("ja")), problem.text("ja")


def one(
    old: str, new: str, key: str, sentence: str, piece: str = "", file: str = "world.toml", severity: str = "error"
) -> None:
    """Replacing `old` by `new` gives just this problem, in the line of the first line of `new` (or of `piece`)."""
    made = spoiled(old, new)
    expect(the_problem(made), made, piece or new.split("\n")[0], key, sentence, file, severity)
