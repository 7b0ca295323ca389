"""A file that one process at a time holds, as a sign to the others: this game is being played, this run goes on.

The operating system keeps the lock and takes it back when the process ends, however it ends: nothing has to be guessed
from numbers of processes or from times. The lock stands on a file of its own, never on a save, which is replaced at each
writing. This module must not know what is held, or why.

>>> import tempfile
>>> path = Path(tempfile.mkdtemp()) / "game.lock"
>>> lock = Lock.take(path)
>>> Lock.take(path) is None  # somebody has it, even within one process
True
>>> lock.write("who"); path.read_text()
'who'
>>> lock.free(); path.exists()
False
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

FAR = 1 << 30  # the byte that is locked on Windows, where a locked byte cannot be read: far behind the text
PAUSE = 0.02  # seconds between two tries
GONE = 8  # tries at a file that vanishes each time between opening and locking it


class Lock:
    """A file that this process holds, until `free` or its end. Made by `take`."""

    def __init__(self, path: Path, file: int) -> None:
        self.path, self.file = path, file

    @classmethod
    def take(cls, path: Path, *, create: bool = True, patience: float = 0.0) -> Lock | None:
        """Holds a file; None where somebody has it and keeps it for `patience` seconds. `create`: make it and the
        folders above it where it is not there.

        :raises OSError: where the file cannot be opened, or lies where nothing can be locked.
        """
        until, gone = time.monotonic() + patience, 0
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        while gone < GONE:
            file = os.open(path, os.O_RDWR | (os.O_CREAT if create else 0), 0o666)
            try:
                held = hold(file)
                if held and same(file, path):
                    return cls(path, file)
            except BaseException:
                os.close(file)
                raise
            os.close(file)
            gone += held  # whoever had it has removed it meanwhile: what was locked is no longer the file
            if not held:
                if time.monotonic() >= until:
                    return None
                time.sleep(PAUSE)
        return None

    def write(self, text: str) -> None:
        """Puts a text into the file, in place of what was there; at most a few lines.

        :raises OSError: where it cannot be written.
        """
        raw = text.encode()
        os.lseek(self.file, 0, os.SEEK_SET)
        os.write(self.file, raw)
        os.truncate(self.file, len(raw))

    def free(self, *, remove: bool = True) -> None:
        """Gives the file back, and removes it."""
        if self.file < 0:
            return
        file, self.file = self.file, -1
        if remove and sys.platform != "win32":  # while it is held: nobody may take it between the two
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        give_back(file)
        os.close(file)
        if (
            remove and sys.platform == "win32"
        ):  # an open file cannot be removed there; nor can one that another has open
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


def same(file: int, path: Path) -> bool:
    """Whether an open file is the one that lies at a path now."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def hold(file: int) -> bool:
        """Locks an open file without waiting; false where another has it."""
        os.lseek(file, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def give_back(file: int) -> None:
        """Unlocks an open file at once; closing it alone may take Windows a while."""
        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def hold(file: int) -> bool:
        """Locks an open file without waiting; false where another has it.

        :raises OSError: where the file system knows no locks.
        """
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give_back(file: int) -> None:
        """Unlocks an open file."""
        fcntl.flock(file, fcntl.LOCK_UN)
