"""Runs the real program: by pipes, and in a pseudo-terminal as a person would see it."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][A-Z0-9]?|\r")
CLEAR = re.compile(r"\x1b\[H\x1b\[2J|\x1b\[2J\x1b\[H")
SILENCE = 60.0  # seconds that a program may be silent


def environment(**more: str) -> dict[str, str]:
    """The machine's environment without a language of its own."""
    kept = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANG", "ITABASAMI_LANG")}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(*arguments: str, text: str = "", env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`python main.py ARGUMENT ...` with a text on its standard input."""
    return subprocess.run(
        [sys.executable, "main.py", *arguments], input=text, capture_output=True, encoding="utf-8", cwd=ROOT,
        env=dict(env or environment()), check=False, timeout=120,
    )  # fmt: skip


@dataclass
class Terminal:
    """The program in a pseudo-terminal of a given size; POSIX only."""

    process: subprocess.Popen[bytes]
    handle: int
    raw: bytes = b""

    @classmethod
    def start(
        cls, *arguments: str, columns: int = 80, lines: int = 24, env: Mapping[str, str] | None = None
    ) -> Terminal:
        """Starts `python main.py ARGUMENT ...`; `env` is added to the environment."""
        import fcntl
        import pty
        import struct
        import termios

        own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        size = {"TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(lines)}
        process = subprocess.Popen(
            [sys.executable, "main.py", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,
            env=environment(**size, **(env or {})), start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        return cls(process, own)

    @property
    def screen(self) -> str:
        """What has been written since the last line was typed and the screen was cleared, without colours."""
        return plain(CLEAR.split(self.raw.decode("utf-8", errors="ignore"))[-1])

    def wait(self, what: str, seconds: float = 30.0) -> str:
        """Reads until the screen ends with `what`, which is what asks for a key. Returns the newest screen."""
        until = time.monotonic() + seconds
        while not self.screen.rstrip().endswith(what.rstrip()):
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.handle], [], [], left)[0] or not self.read():
                raise AssertionError(f"no {what!r} within {seconds} s; the screen:\n{self.screen}")
        return self.screen

    def read(self) -> bool:
        """Reads what there is; False at the end. A program that is silent for too long fails the test, with its screen."""
        if not select.select([self.handle], [], [], SILENCE)[0]:
            raise AssertionError(f"nothing within {SILENCE} s; the screen:\n{self.screen}")
        try:
            part = os.read(self.handle, 65536)
        except OSError:  # Linux says so when the other side has closed
            return False
        self.raw += part
        return bool(part)

    def type(self, line: str, then: str) -> str:
        """Types a line, waits for the next question, and returns the newest screen."""
        self.raw = b""
        os.write(self.handle, f"{line}\n".encode())
        return self.wait(then)

    def end(self, line: str) -> tuple[int, str]:
        """Types the last line and waits for the program to end: its exit code, and what it wrote since."""
        self.raw = b""
        os.write(self.handle, f"{line}\n".encode())
        while self.read():
            pass
        os.close(self.handle)
        return self.process.wait(30), self.screen


def plain(text: str) -> str:
    """Text without terminal codes."""
    return ESCAPE.sub("", text)
