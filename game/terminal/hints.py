"""Paths and commands as they can be typed from here: what a screen says of saves, and how to go on."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path


def shown(path: Path) -> str:
    """A path as short as it can be named from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def quoted(path: Path) -> str:
    """A path as a word of a command."""
    name = shown(path)
    if os.name == "nt":
        return f'"{name}"' if " " in name else name
    return shlex.quote(name)


def continue_command(path: Path) -> str:
    """The command that goes on with a saved game."""
    return f"{python()} main.py play --terminal --load {quoted(path)}"


def python() -> str:
    """The Python that runs this, as it can be called from here: the one of the set-up, or another."""
    program = Path(sys.executable)
    for home in (Path.cwd(), Path.cwd().resolve()):
        if program.is_relative_to(home):
            return str(program.relative_to(home))
    return quoted(program) if program.name else "python"
