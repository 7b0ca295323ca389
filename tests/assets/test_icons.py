"""Icons and flags are there at every size with their licences; the program's icon comes out of its script again."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.desktop.map_data import places_file
from game.pack import Pack
from tools import make_app_icon

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
HEIGHTS = (24, 48, 96)


def pictures(folder: str, height: int) -> dict[str, pygame.Surface]:
    return {path.stem: pygame.image.load(str(path)) for path in (ASSETS / folder / str(height)).glob("*.png")}


@pytest.mark.parametrize("height", HEIGHTS)
def test_icons_are_white_and_square_at_every_size(height: int):
    found = pictures("icons", height)
    assert found.keys() == pictures("icons", HEIGHTS[0]).keys()
    for name, icon in found.items():
        assert icon.get_size() == (height, height), name
        alpha, colours = pygame.surfarray.array_alpha(icon), pygame.surfarray.array3d(icon)
        assert 0.02 < (alpha > 128).mean() < 0.6, name
        assert (colours[alpha > 200] > 250).all(), f"{name} could not be tinted"


def test_what_the_pack_has_an_icon_for():
    pack = Pack.load(ROOT / "rules" / "japan-2026")
    japan = {name for name, entry in pack.dimensions.items() if entry.item.seat == "japan"}
    needed = japan | set(pack.sets["agenda"]) | set(pack.sets["contribution"]) | {"pm", "mof", "meti", "mod", "mofa"}
    assert needed <= pictures("icons", 24).keys()


@pytest.mark.parametrize("height", HEIGHTS)
def test_flags_have_one_shape_and_ids_of_the_map(height: int):
    found = pictures("flags", height)
    assert {"jp", "us", "cn"} < found.keys() <= {*places_file()["country"], "eu"}
    for flag in found.values():
        assert flag.get_size() == (height * 4 // 3, height)


def test_the_american_flag_has_its_stars():
    """A reader of SVG that is too simple drops them."""
    flag = pygame.surfarray.array3d(pictures("flags", 96)["us"])
    canton = flag[:50, :45].min(axis=2)
    assert (canton > 200).mean() > 0.05


@pytest.mark.parametrize(("folder", "words"), [("icons", "ISC License"), ("flags", "The MIT License")])
def test_licences_stand_beside_them(folder: str, words: str):
    assert words in (ASSETS / folder / "LICENCE.txt").read_text(encoding="utf-8")


def test_the_programs_icon_comes_out_the_same_again(tmp_path: Path):
    for run in ("first", "second"):
        make_app_icon.make(tmp_path / run)
    names = {path.name for path in (ASSETS / "app").iterdir()}
    assert names == {path.name for path in (tmp_path / "first").iterdir()}
    for name in names:
        first = (tmp_path / "first" / name).read_bytes()
        assert first == (tmp_path / "second" / name).read_bytes()
        if name.endswith(".png"):
            # smoothing differs by a shade between processors, packing between versions
            kept, made = (pygame.image.load(str(path)) for path in (ASSETS / "app" / name, tmp_path / "first" / name))
            difference = pygame.surfarray.array3d(kept).astype(int) - pygame.surfarray.array3d(made)
            assert np.abs(difference).max() <= 2, name


def test_the_windows_icon_holds_every_size():
    data = (ASSETS / "app" / "itabasami.ico").read_bytes()
    _, kind, count = struct.unpack("<HHH", data[:6])
    assert (kind, count) == (1, len(make_app_icon.SIZES))
    for number, size in enumerate(make_app_icon.SIZES):
        wide, high, _, _, _, bits, length, offset = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
        assert (wide, high, bits) == (size % 256, size % 256, 32)
        assert data[offset : offset + length] == (ASSETS / "app" / f"itabasami-{size}.png").read_bytes()
