"""Runs the real program: by pipes, and in a pseudo-terminal as a person would see it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

ROOT = Path(__file__).resolve().parents[2]
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][A-Z0-9]?|\r")
PATIENCE = 60.0  # seconds that anything the program does may take, on a machine with other work
CLEAR = re.compile(r"\x1b\[H\x1b\[2J|\x1b\[2J\x1b\[H")


HIDDEN = {"LC_ALL", "LC_MESSAGES", "LANG", "ITABASAMI_LANG", "DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}


def environment(**more: str) -> dict[str, str]:
    """The machine's environment without a language of its own, and without a screen to open a window on."""
    kept = {k: v for k, v in os.environ.items() if k not in HIDDEN}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def run(*arguments: str, text: str = "", env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`python main.py ARGUMENT ...` with a text on its standard input."""
    return subprocess.run(
        [sys.executable, "main.py", *arguments], input=text, capture_output=True, encoding="utf-8", cwd=ROOT,
        env=dict(env or environment()), check=False, timeout=120,
    )  # fmt: skip


@dataclass(eq=False)
class Terminal:
    """The program in a pseudo-terminal of a given size; POSIX only."""

    process: subprocess.Popen[bytes]
    handle: int
    raw: bytes = b""
    open: ClassVar[list[Terminal]] = []  # those whose program nobody has seen end yet

    @classmethod
    def start(
        cls, *arguments: str, columns: int = 80, lines: int = 24, env: Mapping[str, str] | None = None
    ) -> Terminal:
        """Starts `python main.py ARGUMENT ...`; `env` is added to the environment."""
        return cls.run_in([sys.executable, "main.py", *arguments], columns, lines, env)

    @classmethod
    def run_in(cls, command: Sequence[str], columns: int, lines: int, env: Mapping[str, str] | None) -> Terminal:
        """Starts a command."""
        import fcntl
        import pty
        import struct
        import termios

        own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        size = {"TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(lines)}
        # A runner in the background ignores Ctrl+C, and its children would inherit that: at a terminal nobody does.
        ours = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            process = subprocess.Popen(
                command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,
                env=environment(**size, **(env or {})), start_new_session=True,
            )  # fmt: skip
        finally:
            signal.signal(signal.SIGINT, ours)
        os.close(theirs)
        started = cls(process, own)
        cls.open.append(started)
        return started

    @property
    def screen(self) -> str:
        """What has been written since the last line was typed and the screen was cleared, without colours."""
        return plain(CLEAR.split(self.raw.decode("utf-8", errors="ignore"))[-1])

    def wait(self, *what: str, seconds: float = PATIENCE) -> str:
        """Reads until the screen ends with one of `what`, which is what asks for a key. Returns the newest screen."""
        ends, until = tuple(w.rstrip() for w in what), time.monotonic() + seconds
        while not self.screen.rstrip().endswith(ends):
            if not self.read(until):
                raise AssertionError(f"the program has ended without {what!r}; the screen:\n{self.screen}")
        return self.screen

    def read(self, until: float) -> bool:
        """Reads what there is, or will be by the moment `until` of the monotonic clock; False at the end.

        :raises AssertionError: where nothing comes in time; the program is killed then.
        """
        if not select.select([self.handle], [], [], max(0.0, until - time.monotonic()))[0]:
            self.close()
            raise AssertionError(f"the program has stopped writing; the screen:\n{self.screen}")
        try:
            part = os.read(self.handle, 65536)
        except OSError:  # Linux says so when the other side has closed
            return False
        self.raw += part
        return bool(part)

    def type(self, line: str) -> None:
        """Types a line; the screen begins anew."""
        self.raw = b""
        os.write(self.handle, f"{line}\n".encode())

    def ask(self, line: str, then: str) -> str:
        """Types a line, waits for the next question, and returns the newest screen."""
        self.type(line)
        return self.wait(then)

    def end(self, line: str | None = None, seconds: float = PATIENCE) -> tuple[int, str]:
        """Types the last line, if there is one, and waits for the end: the exit code, and what was written since."""
        if line is not None:
            self.type(line)
        until = time.monotonic() + seconds
        while self.read(until):
            pass
        try:
            code = self.process.wait(max(0.1, until - time.monotonic()))
        finally:
            self.close()
        return code, self.screen

    def interrupt(self) -> tuple[int, str]:
        """One Ctrl-C: the exit code, and all that was written since the last line was typed."""
        os.kill(self.process.pid, signal.SIGINT)
        return self.end()

    def close(self) -> None:
        """Ends the program however it stands."""
        if self in self.open:
            self.open.remove(self)
            self.process.kill()
            self.process.wait(PATIENCE)
            os.close(self.handle)


def plain(text: str) -> str:
    """Text without terminal codes."""
    return ESCAPE.sub("", text)
