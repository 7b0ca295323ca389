"""Where screens go and choices come from: what every view can do, and the plain one, without colour or boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TextIO

from .blocks import Block, Gap, Heading, Para, Rows, plain
from .keyboard import await_line


class View(Protocol):
    """A person's window on the game."""

    @property
    def columns(self) -> int:
        """How wide a line may be; 0 where nothing has to be left out."""
        ...

    @property
    def lines(self) -> int:
        """How many lines fit at once; 0 where nothing has to be left out."""
        ...

    @property
    def person(self) -> bool:
        """Whether somebody sits there, for whom numbers keep their places; a pipe counts what is open."""
        ...

    def show(self, blocks: Sequence[Block], *, fresh: bool = False) -> None:
        """Writes blocks; `fresh` begins a new screen."""
        ...

    def height(self, blocks: Sequence[Block]) -> int:
        """How many lines blocks take; 0 where nothing has to be left out."""
        ...

    def ask(self, prompt: str) -> str | None:
        """A line from the keyboard, None at the end of the input."""
        ...


class PlainView:
    """Line by line, for pipes and screen readers."""

    columns = 0
    lines = 0

    def __init__(self, out: TextIO, keyboard: TextIO, person: bool = False) -> None:
        self.out, self.keyboard, self.person = out, keyboard, person

    def show(self, blocks: Sequence[Block], *, fresh: bool = False) -> None:
        """Writes blocks; a new screen begins with an empty line."""
        text = "".join(f"{line}\n" for line in self.text(blocks))
        self.out.write(("\n" if fresh else "") + text)
        self.out.flush()

    def height(self, blocks: Sequence[Block]) -> int:
        """Nothing has to be left out."""
        return 0

    def ask(self, prompt: str) -> str | None:
        """A line from the keyboard, None at the end of the input."""
        self.out.write(prompt)
        self.out.flush()
        await_line(self.keyboard)
        line = self.keyboard.readline()
        return line.rstrip("\n") if line else None

    @staticmethod
    def text(blocks: Sequence[Block]) -> list[str]:
        """The lines that blocks become."""
        found: list[str] = []
        for block in blocks:
            match block:
                case Heading():
                    mark = "# " if block.level == 1 else "## "
                    if block.level > 1 and found and found[-1] and not found[-1].startswith("#"):
                        found.append("")
                    found.append(mark + block.text + (f" ({block.aside})" if block.aside else ""))
                case Para():
                    found.append(" " * block.indent + plain(block.line).strip())
                case Rows():
                    if any(block.heads):
                        found.append(" " * block.indent + " / ".join(h for h in block.heads if h))
                    for row in block.rows:
                        cells = (plain(cell).strip() for cell in row)
                        found.append(" " * block.indent + "  ".join(c for c in cells if c))
                case Gap():
                    found.append("")
        return found
