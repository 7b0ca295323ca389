"""The fonts draw every character of every text that the game can show, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pygame import freetype  # pygame.font cannot tell a missing character from its box

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets" / "fonts"
FACES = ["NotoSansJP-Regular.ttf", "NotoSansJP-Medium.ttf", "NotoSansJP-Bold.ttf", "NotoSerifJP-Bold.ttf"]
IN_A_BROWSER = set("✔✘")  # in the balance report, which is a page for browsers; the desktop draws ticks as icons


@pytest.fixture(scope="module", params=FACES)
def face(request: pytest.FixtureRequest) -> freetype.Font:
    return opened(request.param)


def opened(name: str) -> freetype.Font:
    freetype.init()
    return freetype.Font(str(FONTS / name), 16)


def missing(face: freetype.Font, characters: set[str]) -> list[str]:
    """Those that the face would draw as an empty box."""
    return sorted(sign for sign in characters if face.get_metrics(sign)[0] is None)


def characters(*patterns: str) -> set[str]:
    """Of all files that match; comments are among them, which does no harm."""
    files = [path for pattern in patterns for path in ROOT.glob(pattern)]
    assert files
    return set("".join(path.read_text(encoding="utf-8") for path in files)) - {"\n"}


def test_every_character_of_the_packs_and_of_the_interface_is_there(face: freetype.Font):
    shown = characters("rules/**/*.toml", "assets/map/*.toml", "game/**/*.toml", "game/**/*.py")
    assert {"挟", "→", "−", "A"} < shown
    assert missing(face, shown - IN_A_BROWSER) == []


def test_a_character_that_is_not_there_is_noticed(face: freetype.Font):
    assert missing(face, {"あ", "\u2713", "\ud55c"}) == ["\u2713", "\ud55c"]  # a check mark, a syllable of Korean


def test_what_can_be_typed_in_japanese_is_there():
    both_levels = [bytes([0xA0 + row, 0xA0 + cell]) for row in range(16, 85) for cell in range(1, 95)]
    kanji = {code.decode("euc_jp", "ignore") for code in both_levels} - {""}
    assert len(kanji) == 6355
    for name in FACES[:3]:
        assert missing(opened(name), kanji | set("髙﨑塡剝頰𠮟ŌōŪū①㈱")) == []


def test_the_licence_stands_beside_each_face():
    for name in FACES:
        licence = (FONTS / f"{name.split('-')[0]}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_faces_stay_small():
    assert sum((FONTS / name).stat().st_size for name in FACES) < 9_000_000
    assert (FONTS / FACES[3]).stat().st_size < 1_500_000
