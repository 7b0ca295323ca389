"""Games on disk. A save is written aside, flushed to the disk, and put in place in one step.

Every game has a file of its own that is written after each decision, so that a new game never overwrites an
old one; the newest few are kept. Whatever goes wrong (truncated, edited, foreign or newer file, no permission, a full disk), the file that
is there stays as it is, and `SaveError` says in one sentence, in Japanese and English, what to do.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from game.engine import Program, Record, RecordError, UnknownName
from game.pack import PackError, Text
from game.players.table import Table

SUFFIX = ".itabasami.json"
AUTO = "auto-"  # how the names of autosaves begin
KEPT = 20  # autosaves of games past that are kept
STALE = 3600.0  # seconds after which a file that was being written aside belongs to nobody
LARGEST = 32_000_000  # bytes; a real save is under one megabyte

SENTENCES = {
    "foreign": Text(ja="はゲームの記録ではありません。ほかのファイルを選んでください。", en="is not a game record; choose another file."),
    "truncated": Text(ja="は途中で切れています。自動保存か、写しを開いてください。", en="is cut short; open the autosave or a copy of it."),
    "edited": Text(ja="は書き換えられています。元のファイルを開いてください。", en="was changed after it was written; open the original."),
    "newer": Text(ja="は新しい版で書かれました。ゲームを更新してください。", en="was written by a newer version; update the game."),
    "damaged": Text(ja="は壊れています。自動保存か、写しを開いてください。", en="is damaged; open the autosave or a copy of it."),
    "illegal": Text(ja="の手は、記録されたルールに合いません。写しを開いてください。", en="holds moves that its own rules refuse; open a copy of it."),
    "departs": Text(ja="は再計算と合いません。写しを開いてください。", en="does not agree with its replay; open a copy of it."),
    "missing": Text(ja="がありません。ファイル名を確かめてください。", en="is not there; check the name."),
    "permission": Text(ja="を開く許可がありません。別の場所を使ってください。", en="may not be used; choose another place."),
    "full": Text(ja="を書けません。ディスクの空きを作って、もう一度保存してください。", en="cannot be written; the disk is full: make room and save again."),
    "other": Text(ja="を読み書きできません。別の場所を使ってください。", en="cannot be read or written; choose another place."),
}  # fmt: skip


class SaveError(ValueError):
    """A save that cannot be opened or written; the file is untouched. `code` is a key of SENTENCES."""

    def __init__(self, path: Path, code: str, detail: str = "") -> None:
        self.path, self.code, self.detail = path, code if code in SENTENCES else "other", detail
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in `lang`."""
        words = SENTENCES[self.code].get(lang)
        return f"「{self.path.name}」{words}" if lang == "ja" else f"{self.path.name} {words}"


@dataclass(frozen=True)
class Store:
    """A folder of saves."""

    folder: Path

    @classmethod
    def default(cls) -> Store:
        """saves/ in a checkout of the project, else the user's data folder."""
        root = Path(__file__).resolve().parents[2]
        if (root / "pyproject.toml").exists() and os.access(root / "saves", os.W_OK):
            return cls(root / "saves")
        return cls(Path(platformdirs.user_data_dir("itabasami", appauthor=False)) / "saves")

    def path(self, name: str) -> Path:
        """Where a save of this name lies; a name with a folder in it is taken as it is."""
        given = Path(name)
        if given.parent != Path() or given.suffix == ".json":
            return given
        return self.folder / (name + SUFFIX)

    def fresh(self, record: Record) -> Path:
        """Where a new game saves itself: a name that no other game has."""
        plain = re.sub(r"\W+", "-", f"{record.scenario}-{record.seed}").strip("-")
        names = (f"{AUTO}{plain}{'' if i == 1 else f'-{i}'}{SUFFIX}" for i in range(1, 10_000))
        return next(p for n in names if not (p := self.folder / n).exists())

    @staticmethod
    def save(record: Record, path: Path) -> None:
        """Writes a record.

        :raises SaveError: and then what was there before is still there.
        """
        write(path, record.to_json())

    def names(self) -> list[Path]:
        """The saves in the folder, the newest first."""
        return [p for _, p in sorted(((when(p), p) for p in self.folder.glob("*" + SUFFIX)), reverse=True)]

    def tidy(self) -> None:
        """Drops the oldest autosaves, and what an interrupted writing has left aside. Named saves stay for ever.

        :raises SaveError: where the folder may not be changed.
        """
        old = [p for p in self.names() if p.name.startswith(AUTO)][KEPT:]
        aside = [p for p in self.folder.glob(".*.part") if time.time() - when(p) > STALE]
        for path in (*old, *aside):
            try:
                path.unlink(missing_ok=True)
            except OSError as e:
                raise SaveError(path, _code(e), str(e)) from e


def when(path: Path) -> float:
    """When a file was written last; 0 for one that has gone meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def write(path: Path, text: str) -> None:
    """Puts a text into a file in one step: aside, flushed, renamed.

    :raises SaveError: and then the file is as it was.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """As `write`, for bytes."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            put(aside, path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as e:  # ValueError: a name that no file can have
        raise SaveError(path, _code(e), str(e)) from e


def put(aside: str, path: Path) -> None:
    """Renames a finished file into place. Windows refuses while another program looks at the old one: try again."""
    for pause in (0.02, 0.05, 0.1, 0.2, 0.4):
        try:
            os.replace(aside, path)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause)
    os.replace(aside, path)


def load(path: Path) -> Record:
    """Opens a record, unchecked against its rules.

    :raises SaveError: for a file that is missing, foreign, truncated, edited, newer or too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise SaveError(path, "foreign", f"larger than {LARGEST} bytes")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        raise SaveError(path, "foreign", str(e)) from e
    except (OSError, ValueError) as e:
        raise SaveError(path, _code(e), str(e)) from e
    try:
        return Record.from_json(text)
    except RecordError as e:
        raise SaveError(path, e.code, str(e)) from e


def open_table(path: Path, program: Program | None = None, *, play_on: bool = True) -> Table:
    """Opens a saved game, standing where it stood.

    :raises SaveError: also where its moves or its rules do not fit together.
    """
    return resume(load(path), path, program, play_on=play_on)


def resume(record: Record, path: Path, program: Program | None = None, *, play_on: bool = True) -> Table:
    """The table of a record that was opened from `path`.

    :raises SaveError: where its moves or its rules do not fit together.
    """
    try:
        return Table.resume(record, program, play_on=play_on)
    except RecordError as e:
        raise SaveError(path, e.code, str(e)) from e
    except (PackError, UnknownName) as e:
        raise SaveError(path, "damaged", str(e)) from e


def _code(e: Exception) -> str:
    if isinstance(e, FileNotFoundError):
        return "missing"
    if isinstance(e, IsADirectoryError):
        return "foreign"
    if isinstance(e, PermissionError) or getattr(e, "errno", 0) == errno.EROFS:
        return "permission"
    return "full" if getattr(e, "errno", 0) in (errno.ENOSPC, errno.EDQUOT) else "other"
