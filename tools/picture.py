"""Makes README's picture: python tools/picture.py [--lang ja|en] > page.html

Plays a scripted beginning through the real screens of the terminal game and writes the screen at which it stops as a
page. A browser makes the picture of it: `chromium --headless --window-size=1120,720 --screenshot=FILE page.html`, with
a fixed-width Japanese font installed (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402  # the project's folder has to be on the path first
from rich.segment import Segment, Segments  # noqa: E402
from rich.terminal_theme import SVG_EXPORT_THEME  # noqa: E402

from game.engine import compile_pack  # noqa: E402
from game.pack import Pack  # noqa: E402
from game.players.table import HUMAN, Table  # noqa: E402
from game.saves.store import Store  # noqa: E402
from game.terminal.rich_view import THEME, RichView  # noqa: E402
from game.terminal.session import Session  # noqa: E402
from game.texts.words import Words  # noqa: E402

SEED, WIDTH, HEIGHT = 11, 104, 40
SCRIPT = ("2", "1", "3")  # what the cabinet brings, and its first card; then the screen with the table is the picture
FONTS = "'Noto Sans Mono CJK JP', 'BIZ UDGothic', 'MS Gothic', 'Osaka-Mono', monospace"
PAGE = f"""<!doctype html><meta charset="utf-8"><body style="margin:0;background:#1b1f24;color:#d7dce2">
<pre style="margin:22px;font:19px/1.45 {FONTS}">{{code}}</pre>"""


class Scripted(RichView):
    """Types the script, goes on at every pause, and stops at the first question after it."""

    def __init__(self, console: Console) -> None:
        super().__init__("--", console)
        self.script = list(SCRIPT)

    def show(self, blocks, *, fresh: bool = False) -> None:
        """Writes blocks in one piece; a fresh screen forgets what stood before."""
        if fresh:
            self.console.export_text(clear=True)
        lines = self.rendered(blocks)
        self.console.print(Segments(part for line in lines for part in (*line, Segment.line())), end="")

    def ask(self, prompt: str) -> str | None:
        """The next line of the script."""
        if not prompt.strip().endswith(">"):
            return ""
        if not self.script:
            raise StopIteration
        return self.script.pop(0)


def main() -> None:
    """Plays, and prints the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", default="ja", choices=("ja", "en"))
    lang = parser.parse_args().lang
    with open(os.devnull, "w", encoding="utf-8") as nowhere, tempfile.TemporaryDirectory() as folder:
        console = Console(
            file=nowhere, record=True, width=WIDTH, height=HEIGHT, theme=THEME, force_terminal=True,
            highlight=False, emoji=False, markup=False,
        )  # fmt: skip
        program = compile_pack(Pack.load(ROOT / "rules" / "japan-2026"))
        table = Table.new(program, SEED, {program.pack.info.seat: HUMAN})
        store = Store(Path(folder))
        session = Session(table, Words(lang), Scripted(console), store, store.fresh(table.record), briefed=True)
        with contextlib.suppress(StopIteration):
            session.run()
        sys.stdout.write(console.export_html(theme=SVG_EXPORT_THEME, code_format=PAGE, inline_styles=True))


if __name__ == "__main__":
    main()
