"""Files written whole or not at all: aside, flushed to the disk, and put in place in one step.

What was there keeps its permissions, a new file gets those that the system gives to new files, and a link stays a link:
the file that it leads to is written. Whatever goes wrong, what was there before is still there, and `FileError` says so
in one sentence. This module must not know what the files hold.

>>> import tempfile
>>> place = Path(tempfile.mkdtemp()) / "new folder" / "page.md"
>>> write(place, "one"), write(place, "two")
(None, None)
>>> place.read_text(), len(list(place.parent.iterdir()))
('two', 1)
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from game.pack import Text

ASIDE = ".part"  # how the name of a file that is being written ends; it begins with a dot
NEW = 0o666  # the mode of a new file, before the user's mask takes from it
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)  # seconds between two tries at a file that another program looks at

SENTENCES = {
    "missing": Text(ja="がありません。ファイル名を確かめてください。", en="is not there; check the name."),
    "folder": Text(ja="はフォルダです。ファイルの名前を指定してください。", en="is a folder; give the name of a file."),
    "permission": Text(ja="を開く許可がありません。別の場所を使ってください。", en="may not be used; choose another place."),
    "full": Text(ja="を書けません。ディスクの空きを作って、もう一度保存してください。", en="cannot be written; the disk is full: make room and save again."),
    "other": Text(ja="を読み書きできません。別の場所を使ってください。", en="cannot be read or written; choose another place."),
}  # fmt: skip


class FileError(ValueError):
    """A file that cannot be read or written; what was there is untouched. `code` is a key of `sentences`."""

    sentences: ClassVar[Mapping[str, Text]] = SENTENCES

    def __init__(self, path: Path, code: str, detail: str = "") -> None:
        self.path, self.code, self.detail = path, code if code in self.sentences else "other", detail
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        words = self.sentences[self.code].get(lang)
        return f"「{self.path.name}」{words}" if lang == "ja" else f"{self.path.name} {words}"


def write(path: Path, content: str | bytes) -> None:
    """Puts a text (as UTF-8) or bytes into a file in one step, making the folders above it.

    :raises FileError: and then the file is as it was.
    """
    try:
        raw = content.encode() if isinstance(content, str) else content
        there = mode_of(path)
        if there is not None and stat.S_ISDIR(there):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if there is not None and not stat.S_ISREG(there):
            path.write_bytes(raw)  # a pipe, a terminal, /dev/null: there is nothing to keep whole
            return
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, raw, None if there is None else stat.S_IMODE(there))
    except (OSError, ValueError) as e:  # ValueError: a name that no file can have, a text that no file can hold
        raise FileError(path, code_of(e), str(e)) from e


def mode_of(path: Path) -> int | None:
    """The kind and permissions of what is there, links followed; None where nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def replace(target: Path, raw: bytes, mode: int | None) -> None:
    """Writes bytes aside, with the permissions of what they replace, and puts them in place."""
    aside = target.parent / f".{secrets.token_hex(8)}{ASIDE}"

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, NEW if mode is None else mode & NEW)

    try:
        with open(aside, "xb", opener=opener) as file:
            if mode is not None:
                os.chmod(aside, mode)  # the user's mask does not count for what is there already
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        put(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def put(aside: Path, path: Path) -> None:
    """Renames a finished file into place. Windows refuses while another program looks at the old one: try again."""
    for pause in PAUSES:
        try:
            os.replace(aside, path)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
    os.replace(aside, path)


def code_of(e: Exception) -> str:
    """Which sentence says what went wrong: a key of SENTENCES."""
    if isinstance(e, FileNotFoundError):
        return "missing"
    if isinstance(e, IsADirectoryError):
        return "folder"
    number = getattr(e, "errno", 0)
    if isinstance(e, PermissionError) or number == errno.EROFS:
        return "permission"
    return "full" if number in (errno.ENOSPC, errno.EDQUOT) else "other"
