"""The interface's words: both languages, the same places in both, all used, all there."""

from __future__ import annotations

import re
import string
import tomllib

import pytest

from game.texts.words import LANGUAGES, Words, catalogue, language
from tests.packs import ROOT

KANA_OR_KANJI = re.compile("[぀-ヿ一-鿿]")
OWN_NAMES = {
    "title.name",
    "title.language",
    "front.japanese",
}  # the game's name, and the name of the other language in itself


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_text_stands_in_both_languages_with_the_same_places(key: str) -> None:
    texts = catalogue()[key]
    assert set(texts) == set(LANGUAGES)
    assert all(texts.values())
    assert places(texts["ja"]) == places(texts["en"])
    if key not in OWN_NAMES:
        assert not KANA_OR_KANJI.search(texts["en"])


def sources() -> str:
    rooms = ("terminal", "presenter", "commands", "report", "desktop")
    return "\n".join(f.read_text(encoding="utf-8") for r in rooms for f in sorted((ROOT / "game" / r).rglob("*.py")))


def test_every_text_that_the_program_names_is_in_the_catalogue() -> None:
    known = catalogue()
    named = set(re.findall(r"""(?:words|\bw)\(\s*["']([a-z_]+\.[a-z_]+)["']""", sources()))
    assert len(named) > 60
    assert named <= set(known)


def test_every_text_is_used() -> None:
    code = sources()
    families = set(re.findall(r"""f["']([a-z_]+)\.\{""", code)) | set(re.findall(r"""named\(["']([a-z_]+)["']""", code))
    ends = set(re.findall(r"""f["']\{[a-z_]+\}\.([a-z_]+)["']""", code))
    keys = [k for k in catalogue() if k.split(".")[0] not in families and k.split(".")[1] not in ends]
    begun = tuple(re.findall(r"""f["']([a-z_]+\.[a-z_]+_)\{""", code))
    unused = [k for k in keys if f'"{k}"' not in code and f"'{k}'" not in code and not k.startswith(begun)]
    assert not unused


def test_a_key_that_is_not_there_or_a_place_without_a_value_is_an_error() -> None:
    words = Words("en")
    with pytest.raises(KeyError):
        words("play.nothing")
    with pytest.raises(KeyError):
        words("play.saved", other="x")


def test_names_that_a_strange_pack_brings_along_are_readable() -> None:
    words = Words("ja")
    assert words.named("office", "mod") == "防衛省"
    assert words.named("group", "deep_sea") == "deep sea"


def test_an_unknown_language_is_english() -> None:
    assert Words("fr").lang == "en"


@pytest.mark.parametrize(
    ("environ", "system", "expected"),
    [
        ({}, "", "en"),
        ({}, "ja_JP", "ja"),
        ({}, "Japanese_Japan", "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "", "ja"),
        ({"LANG": "JA"}, "", "ja"),
        ({"LANG": "de_DE.UTF-8"}, "ja", "en"),
        ({"LANG": "ja_JP", "LC_MESSAGES": "en_GB"}, "", "en"),
        ({"LANG": "en_GB", "LC_ALL": "ja_JP"}, "", "ja"),
        ({"LC_ALL": "", "LANG": "ja_JP"}, "", "ja"),
    ],
)
def test_the_language_follows_the_usual_variables(environ: dict[str, str], system: str, expected: str) -> None:
    assert language(environ, system) == expected


def test_a_section_stands_in_one_file_only() -> None:
    files = sorted((ROOT / "game" / "texts" / "catalogue").glob("*.toml"))
    sections = [section for path in files for section in tomllib.loads(path.read_text(encoding="utf-8"))]
    assert len(sections) == len(set(sections)) > 5
