"""Waiting for a line from a person, so that Ctrl-C is heard at every moment of the wait.

Python hears a signal between two of its own steps. One that arrives after the last such step and before the
system's read is noted but wakes nobody: the program would go on waiting until a key is pressed. Here the
signal also writes into a pipe, and it is the pipe and the keyboard together that are waited for.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from typing import TextIO


def await_line(keyboard: TextIO) -> None:
    """Returns when the keyboard has a line, or its end, to be read at once. Does nothing where there is no terminal.

    :raises KeyboardInterrupt: for a Ctrl-C at any moment of the wait.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread() or not keyboard.isatty():
        return
    import select

    heard, bell = os.pipe()
    before = -1
    try:
        os.set_blocking(heard, False)
        os.set_blocking(bell, False)
        before = signal.set_wakeup_fd(bell, warn_on_full_buffer=False)
        while keyboard.fileno() not in select.select([keyboard.fileno(), heard], [], [])[0]:
            with contextlib.suppress(BlockingIOError):  # another signal than Ctrl-C: nobody is interrupted
                os.read(heard, 4096)
    finally:
        signal.set_wakeup_fd(before)
        os.close(heard)
        os.close(bell)
