"""Writes rules/PACK/difficulty.toml: how hard each scenario is, measured: python tools/measure_difficulty.py PACK

The pack's own seat plays by its rules, the others as each scenario has them; 2,000 games of the seeds from 0 on.
The same rules give the same file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from game.engine import compile_pack  # noqa: E402
from game.pack import Pack  # noqa: E402
from game.presenter.difficulty import wins  # noqa: E402

GAMES = 2000


def main(arguments: list[str]) -> int:
    """Measures, and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", help="folder below rules/")
    name = str(parser.parse_args(arguments).pack)
    folder = ROOT / "rules" / name
    pack, command = Pack.load(folder), f"python tools/measure_difficulty.py {name}"
    lines = [f"# How hard each scenario is. Written by `{command}`; measured anew after a change of the rules."]
    for scenario in pack.scenarios:
        won = wins(compile_pack(pack, scenario), pack.info.seat, GAMES)
        print(f"{scenario}: {won} of {GAMES}")
        if not won:  # too short for a win: how hard it is cannot be told by wins
            lines += ["", f"# {scenario}: none of {GAMES} games is won, so nothing is said of it."]
            continue
        lines += ["", f"[difficulty.{scenario}]", f"games = {GAMES}", f"won = {won}", f'command = "{command}"']
    (folder / "difficulty.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
