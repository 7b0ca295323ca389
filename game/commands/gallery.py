"""`gallery`: a picture of every screen, without a window, and what is wrong with the layout of any of them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from .common import FAILED, GOOD, WRONG_USE, Failure, say


def run(a: argparse.Namespace) -> int:
    """Draws the pictures into a folder. Ends with 1 where a layout has a fault."""
    from game.desktop import needs

    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    os.environ["SDL_VIDEODRIVER"] = "dummy"  # no window, and the same pixels on every machine
    if why := needs.problem():
        raise Failure(why, why)
    from game.desktop import gallery
    from game.files import FileError
    from game.texts.words import LANGUAGES

    known = gallery.names()
    for name in a.scene:
        if name not in known:
            raise Failure(
                f"場面「{name}」はありません（あるもの：{'、'.join(known)}）。",
                f"There is no scene '{name}' (there are: {', '.join(known)}).",
                WRONG_USE,
            )
    languages = (a.asked,) if a.asked else LANGUAGES
    wanted = list(gallery.shots(a.scene, languages, a.size or gallery.SIZES, a.scale or (100,)))
    try:
        wrong = gallery.write(Path(a.out), wanted)
    except FileError as e:
        raise Failure(e.text("ja"), e.text("en")) from e
    print(
        say(
            a,
            f"{len(wanted)}枚を{a.out}に書きました。配置の誤り：{wrong}",
            f"{len(wanted)} pictures are in {a.out}. Faults of layout: {wrong}",
        )
    )
    return FAILED if wrong else GOOD
