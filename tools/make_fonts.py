"""Makes assets/fonts: python tools/make_fonts.py SANS_PACKAGE SERIF_PACKAGE

SANS_PACKAGE and SERIF_PACKAGE are the unpacked npm packages that assets/README.md names. Needs fonttools
(requirements/assets.txt, in an environment of its own). The same packages give the same bytes.

A font of the packages holds some 17,000 glyphs. Of the sans face are kept all characters that a Japanese Windows can type
(so that a pack or a player's name can be written with any of them), Latin letters with their marks, and signs; of the
serif face, which is used for titles and front pages alone, those of the first level of JIS X 0208 and those of the texts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset  # pyright: ignore[reportMissingImports]  # installed apart: requirements/assets.txt

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "assets" / "fonts"

# File in assets/fonts <- file in its package. Three weights for the interface, one for titles.
SANS = {
    "NotoSansJP-Regular.ttf": "400Regular/NotoSansJP_400Regular.ttf",
    "NotoSansJP-Medium.ttf": "500Medium/NotoSansJP_500Medium.ttf",
    "NotoSansJP-Bold.ttf": "700Bold/NotoSansJP_700Bold.ttf",
}
SERIF = {"NotoSerifJP-Bold.ttf": "700Bold/NotoSerifJP_700Bold.ttf"}

LATIN = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
}  # ASCII, Latin-1, Latin Extended-A (the long vowels of romanised names)
SIGNS = set(map(ord, "‐‑–—―‘’“”†‡•…‰′″€™−≒≠≤≥±×÷√∞∆∑→←↑↓↗↘⇒⇔①②③④⑤⑥⑦⑧⑨⑩■□▲△▶▷▼▽◀◁◆◇○◎●★☆※〜～₁₂₃"))
# Joyo kanji of 2010 that JIS X 0208 holds in another shape only.
JOYO_2010 = set(map(ord, "塡剝頰𠮟"))
WINDOWS_ROWS = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]  # first bytes of two-byte characters in code page 932


def typed_on_windows() -> set[int]:
    """Code points of code page 932: JIS X 0208 with both levels of kanji, and the signs and kanji of NEC and IBM."""
    found: set[int] = set()
    for first in WINDOWS_ROWS:
        for second in range(0x40, 0xFD):
            try:
                found.add(ord(bytes([first, second]).decode("cp932")))
            except UnicodeDecodeError:
                continue
    return found | set(range(0xFF61, 0xFFA0))  # kana of half width


def first_level() -> set[int]:
    """Code points of rows 1 to 47 of JIS X 0208: signs, kana, and the 2,965 kanji of the first level."""
    found: set[int] = set()
    for row in range(1, 48):
        for cell in range(1, 95):
            try:
                found.add(ord(bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp")))
            except UnicodeDecodeError:
                continue
    return found


def files_with_texts() -> Iterator[Path]:
    """The files that hold texts which the game can show: rules packs, names on the map, words of the interface, sentences in the code."""
    yield from sorted((ROOT / "rules").rglob("*.toml"))
    yield ROOT / "assets" / "map" / "places.toml"
    yield from sorted(path for path in (ROOT / "game").rglob("*") if path.suffix in {".py", ".toml"})


def shown() -> set[int]:
    """Code points of all files that hold texts, comments included."""
    return {ord(sign) for path in files_with_texts() for sign in path.read_text(encoding="utf-8")} - {ord("\n")}


def make(source: Path, target: Path, characters: set[int]) -> None:
    """Write the part of the font `source` that draws `characters`; those that it does not have are left out."""
    options = subset.Options()
    options.hinting = False  # drawn smoothed at every size; hints are a third of the file
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]  # what SDL_ttf applies to a line
    options.name_IDs = ["*"]  # the copyright and the licence stay in the file
    options.notdef_outline = True  # a missing character is seen as a box
    options.drop_tables += ["VORG", "vhea", "vmtx"]  # for vertical lines
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target.relative_to(ROOT)}: {len(font.getBestCmap())} characters, {target.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Reads the command line and writes all faces with their licences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sans", type=Path)
    parser.add_argument("serif", type=Path)
    arguments = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    everything = LATIN | SIGNS | JOYO_2010 | typed_on_windows() | shown()
    titles = LATIN | SIGNS | first_level() | shown()
    for package, files, characters, licence in (
        (arguments.sans, SANS, everything, "NotoSansJP-OFL.txt"),
        (arguments.serif, SERIF, titles, "NotoSerifJP-OFL.txt"),
    ):
        if not (package / "LICENSE_FONT").is_file():
            sys.exit(f"{package}: no file LICENSE_FONT here; give the folder of the unpacked package.")
        text = (package / "LICENSE_FONT").read_text(encoding="utf-8")
        lines = [line.rstrip() for line in text.splitlines()]
        (OUT / licence).write_text("\n".join(lines).strip() + "\n", encoding="utf-8", newline="\n")
        for name, source in files.items():
            make(package / source, OUT / name, characters)


if __name__ == "__main__":
    main()
