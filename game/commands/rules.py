"""`rules`: the rules reference, generated from the pack: in both languages, or in the one that `--lang` names."""

from __future__ import annotations

import argparse
from pathlib import Path

from .common import GOOD, Failure, load_pack, note, say


def run(a: argparse.Namespace) -> int:
    """Writes the reference to a file, or to standard output."""
    from game.files import FileError, write
    from game.report.reference import reference

    text = reference(load_pack(a.pack), a.asked or "")
    if not a.out:
        print(text)
        return GOOD
    try:
        write(Path(a.out), text)
    except FileError as e:
        raise Failure(e.text("ja"), e.text("en")) from e
    note(say(a, f"{a.out} に書きました。", f"Written to {a.out}."))
    return GOOD
