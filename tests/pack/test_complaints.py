"""Every complaint has a sentence in both languages that quotes the values which it is given, and no sentence is left over."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import game.pack
from game.pack.complaints import SENTENCES, Complaint
from game.pack.problems import PackError, Problem
from tests.pack.minimal import added, problems

SOURCES = sorted(Path(game.pack.__file__).parent.glob("*.py"))
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
HALF = re.compile(
    "[\u3040-\u30ff\u4e00-\u9fff\u300c\u300d][(:;,!?]|[):;,!?][\u3040-\u30ff\u4e00-\u9fff]"
)  # a half-width sign that touches Japanese


def raised() -> list[tuple[str, str, frozenset[str]]]:
    """Every place that complains: file, code, and the names of the values that it gives."""
    found: list[tuple[str, str, frozenset[str]]] = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="FormulaError" | "Refused")
                    | ast.Attribute(value=ast.Name(id="Complaint"), attr="of"),
                    args=[ast.Constant(value=str(code)), *_],
                    keywords=given,
                ):
                    found.append((path.name, code, frozenset(k.arg or "" for k in given)))
                case _:
                    pass
    return found


def fields(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def test_what_is_raised_and_what_is_worded_are_the_same() -> None:
    found = raised()
    assert len(found) > 70
    assert {code for _, code, _ in found} == set(SENTENCES)
    for file, code, given in found:
        for template in SENTENCES[code]:
            assert fields(template) == given, (file, code)


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_are_sentences(code: str) -> None:
    ja, en = SENTENCES[code]
    assert JAPANESE.search(ja)
    assert not JAPANESE.search(en)
    words = Complaint.of(code, **dict.fromkeys(fields(en), "3")).words
    assert "{" not in words.ja + words.en


def test_japanese_signs_are_full_width() -> None:
    """In every text of the room: a bracket, colon or comma that touches Japanese is a Japanese one."""
    wrong: list[tuple[str, int, str]] = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and JAPANESE.search(node.value):
                text = re.sub(r"\w+\([^()]*\)|\{ [^{}]* \}", "", node.value)  # calls and tables that it quotes
                if HALF.search(text):
                    wrong.append((path.name, node.lineno, node.value))
    assert not wrong


def test_a_formula_is_refused_in_japanese_too() -> None:
    [problem] = problems(added('[let.half]\nvalue = "people && coins"\n'))
    assert problem.text("ja").endswith("数式として読めません。「&&」ではなく「and」と書いてください")
    assert "：" in problem.text("ja")


def test_warnings_are_counted_apart() -> None:
    words = Complaint.of("wants_value").words
    wrong = Problem("a.toml", 1, "let.x", "", words)
    mild = Problem("a.toml", 2, "let.y", "", words, severity="warning")
    error = PackError([mild, wrong, mild])
    assert error.errors == 1
    assert error.count("en") == "1 problem, 1 warning"
    assert error.count("ja") == "問題1件、注意1件"
    assert error.text("en").splitlines()[0] == "1 problem, 1 warning in the pack:"
    assert error.text("en").splitlines()[2].startswith("  Warning: a.toml:2: ")
    assert error.text("ja").splitlines()[2].startswith("  注意：a.toml:2：")
