"""Makes assets/icons and assets/flags: python tools/make_icons.py LUCIDE_PACKAGE FLAGS_PACKAGE

Both are unpacked npm packages that assets/README.md names. Needs resvg-py (requirements/assets.txt, in an environment of
its own). Icons become white pictures, to be tinted when they are drawn, in folders named after their height in pixels;
flags become pictures of 4 by 3. The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from resvg_py import svg_to_bytes  # pyright: ignore[reportMissingImports]  # installed apart: requirements/assets.txt

ROOT = Path(__file__).resolve().parents[1]
HEIGHTS = (24, 48, 96)

# Name in the game -> name in the package.
ICONS = {
    # ministries, by the offices of the pack
    "pm": "landmark",
    "mof": "japanese-yen",
    "meti": "factory",
    "mod": "shield",
    "mofa": "globe",
    # dimensions of the score, by their ids in the pack
    "fiscal": "coins",
    "trade": "container",
    "alliance": "handshake",
    "autonomy_score": "compass",
    "domestic": "users",
    # issues of the summit, by their ids in the pack
    "defence": "swords",
    "chips": "cpu",
    "taiwan": "anchor",
    "farm": "wheat",
    "energy": "fuel",
    # contributions, by their ids in the pack
    "infrastructure": "bridge",
    "access": "store",
    "space": "satellite",
    "aukus": "radar",
    # things of the world
    "newspaper": "newspaper",
    "handshake": "handshake",
    "factory": "factory",
    "ship": "ship",
    "fuel": "fuel",
    "flame": "flame",
    "wheat": "wheat",
    "pickaxe": "pickaxe",
    "gem": "gem",
    "users": "users",
    "book": "book-open",
    "library": "library",
    "globe": "globe",
    "map": "map",
    "link": "link",
    "package": "package",
    "door": "door-open",
    "mask": "drama",
    "gavel": "gavel",
    "vote": "vote",
    "scale": "scale",
    "crown": "crown",
    "heart": "heart",
    "plane": "plane",
    "lifebuoy": "life-buoy",
    "telephone": "phone",
    "siren": "siren",
    "trophy": "trophy",
    "medal": "medal",
    "flag": "flag",
    "target": "target",
    "cards": "playing-cards-fan",
    "dice": "dices",
    "calendar": "calendar-days",
    "hourglass": "hourglass",
    "lightbulb": "lightbulb",
    "school": "graduation-cap",
    "person": "user-round",
    "computer": "bot",
    "speech": "message-circle",
    "trend_up": "trending-up",
    "trend_down": "trending-down",
    "chart": "chart-line",
    "waterfall": "chart-column-decreasing",
    "star": "star",
    # the program itself
    "clock": "clock",
    "undo": "undo-2",
    "redo": "redo-2",
    "save": "save",
    "load": "folder-open",
    "settings": "settings",
    "help": "circle-question-mark",
    "info": "info",
    "sound": "volume-2",
    "mute": "volume-x",
    "play": "play",
    "pause": "pause",
    "next": "skip-forward",
    "previous": "skip-back",
    "back": "arrow-left",
    "forward": "arrow-right",
    "up": "chevron-up",
    "down": "chevron-down",
    "left": "chevron-left",
    "right": "chevron-right",
    "search": "search",
    "lock": "lock",
    "unlock": "lock-open",
    "warning": "triangle-alert",
    "check": "check",
    "close": "x",
    "plus": "plus",
    "minus": "minus",
    "zoom_in": "zoom-in",
    "zoom_out": "zoom-out",
    "fit": "expand",
    "home": "house",
    "eye": "eye",
    "eye_off": "eye-off",
    "history": "history",
    "replay": "rotate-ccw",
    "share": "share-2",
    "export": "download",
    "print": "printer",
    "copy": "copy",
    "trash": "trash-2",
    "list": "list",
    "menu": "menu",
    "filter": "list-filter",
    "keyboard": "keyboard",
    "mouse": "mouse",
    "language": "languages",
    "fullscreen": "maximize",
    "window": "minimize",
    "quit": "log-out",
    "sources": "quote",
    "external": "external-link",
    "layers": "layers",
}

# Flags of the seats and of the countries that the game names as partners or suppliers; ids as in assets/map/places.toml.
FLAGS = "jp us cn kr au in vn gb fr de it ca eu cd zm qa sa ae".split()


def raster(svg: str, height: int) -> bytes:
    """A drawing as PNG of that height."""
    return bytes(svg_to_bytes(svg_string=svg, height=height))


def licence(source: Path, target: Path) -> None:
    """Copy a package's licence text."""
    lines = [line.rstrip() for line in source.read_text(encoding="utf-8").splitlines()]
    target.write_text("\n".join(lines).strip() + "\n", encoding="utf-8", newline="\n")


def write(folder: Path, drawings: Mapping[str, Path], *, white: bool) -> int:
    """Write all drawings at all heights into an empty folder; returns the bytes written."""
    shutil.rmtree(folder, ignore_errors=True)
    total = 0
    for height in HEIGHTS:
        (folder / str(height)).mkdir(parents=True)
        for name, path in drawings.items():
            if not path.is_file():
                sys.exit(f"{path}: not in the package; is it the version that assets/README.md names?")
            svg = path.read_text(encoding="utf-8")
            picture = raster(svg.replace("currentColor", "#ffffff") if white else svg, height)
            (folder / str(height) / f"{name}.png").write_bytes(picture)
            total += len(picture)
    return total


def main() -> None:
    """Reads the command line and writes icons, flags and their licences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lucide", type=Path)
    parser.add_argument("flags", type=Path)
    arguments = parser.parse_args()
    icons, flags = ROOT / "assets" / "icons", ROOT / "assets" / "flags"
    drawn = write(
        icons, {name: arguments.lucide / "icons" / f"{source}.svg" for name, source in ICONS.items()}, white=True
    )
    licence(arguments.lucide / "LICENSE", icons / "LICENCE.txt")
    flown = write(flags, {name: arguments.flags / "flags" / "4x3" / f"{name}.svg" for name in FLAGS}, white=False)
    licence(arguments.flags / "LICENSE", flags / "LICENCE.txt")
    print(f"{len(ICONS)} icons, {drawn / 1000:.0f} kB; {len(FLAGS)} flags, {flown / 1000:.0f} kB")


if __name__ == "__main__":
    main()
