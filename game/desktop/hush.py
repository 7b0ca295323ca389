"""Keeps libraries of C from writing on the terminal while they are called, and hands back what they said.

ALSA, asked for a card that is not there, writes a page to standard error by itself; nothing in Python hears of it. So
the file behind standard error is another one meanwhile. Everything of the process that writes there is caught, other
threads too: keep it short, and log what comes back.

>>> import os
>>> with hushed() as said:
...     count = os.write(2, b"a complaint")
>>> said
['a complaint']
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

STDERR = 2
MOST = 20_000  # bytes that are handed back


@contextmanager
def hushed() -> Iterator[list[str]]:
    """Standard error goes to a file within this block. Afterwards the list holds what was said, where anything was."""
    said: list[str] = []
    flush()
    try:
        kept = os.dup(STDERR)
    except OSError:  # a program without a terminal has no standard error
        yield said
        return
    try:
        with tempfile.TemporaryFile() as caught:
            os.dup2(caught.fileno(), STDERR, inheritable=True)
            try:
                yield said
            finally:
                flush()
                os.dup2(kept, STDERR, inheritable=True)
            caught.seek(0)
            text = caught.read(MOST).decode("utf-8", "replace").strip()
            said += [text] if text else []
    finally:
        os.close(kept)


def flush() -> None:
    """What Python still holds back goes where it was meant to go."""
    if sys.stderr is not None:
        sys.stderr.flush()
