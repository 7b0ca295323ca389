"""Keeps libraries of C from writing on the terminal while they are called, and hands back what they said.

ALSA, asked for a card that is not there, writes a page to standard error by itself; nothing in Python hears of it. So
the file behind standard error is another one meanwhile. Everything of the process that writes there is caught, other
threads too: hold it as short as can be, and log what comes back.

>>> import os, sys
>>> hush = Hush()
>>> count = os.write(2, b"a complaint")
>>> hush.end(), hush.end()
('a complaint', '')
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from typing import IO

STDERR = 2
MOST = 20_000  # bytes that are handed back


class Hush:
    """Standard error goes to a file from now on, until `end`. One at a time; any thread may end it."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.kept = -1  # the real standard error
        self.caught: IO[bytes] | None = None
        try:
            flush()
            caught = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `end`
        except OSError:  # no room for a file: rather a page on the terminal than no sound
            return
        try:
            self.kept = os.dup(STDERR)
            os.dup2(caught.fileno(), STDERR, inheritable=True)
            self.caught = caught
        except OSError:  # a program without a terminal has no standard error
            caught.close()
            if self.kept >= 0:
                os.close(self.kept)
                self.kept = -1

    def end(self) -> str:
        """Gives standard error back; what was written meanwhile. A second time it does nothing."""
        with self.guard:
            caught, self.caught = self.caught, None
            if caught is None:
                return ""
            flush()
            os.dup2(self.kept, STDERR, inheritable=True)
            os.close(self.kept)
            self.kept = -1
            with caught:
                caught.seek(0)
                return caught.read(MOST).decode("utf-8", "replace").strip()


def flush() -> None:
    """What Python still holds back goes where it was meant to go."""
    if sys.stderr is not None:
        sys.stderr.flush()
