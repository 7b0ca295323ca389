"""Games on disk. A save is written aside, flushed to the disk, and put in place in one step.

Whatever goes wrong (truncated, edited, foreign or newer file, no permission, a full disk), the file that
is there stays as it is, and `SaveError` says in one sentence, in Japanese and English, what to do.
"""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from game.engine import Record, RecordError
from game.pack import Text

SUFFIX = ".itabasami.json"
AUTOSAVE = "autosave" + SUFFIX
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

    @property
    def autosave(self) -> Path:
        return self.folder / AUTOSAVE

    def path(self, name: str) -> Path:
        """Where a save of this name lies; a name with a folder in it is taken as it is."""
        given = Path(name)
        if given.parent != Path() or given.suffix == ".json":
            return given
        return self.folder / (name + SUFFIX)

    def save(self, record: Record, path: Path | None = None) -> Path:
        """Writes a record (default: the autosave).

        :raises SaveError: and then what was there before is still there.
        """
        target = self.autosave if path is None else path
        write(target, record.to_json())
        return target

    def names(self) -> list[Path]:
        """The saves in the folder, the newest first."""
        if not self.folder.is_dir():
            return []
        return sorted(self.folder.glob("*" + SUFFIX), key=lambda p: p.stat().st_mtime, reverse=True)


def write(path: Path, text: str) -> None:
    """Puts a text into a file in one step: aside, flushed, renamed.

    :raises SaveError: and then the file is as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as e:
        raise SaveError(path, _code(e), str(e)) from e


def load(path: Path) -> Record:
    """Opens a record.

    :raises SaveError: for a file that is missing, foreign, truncated, edited, newer or too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise SaveError(path, "foreign", f"larger than {LARGEST} bytes")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        raise SaveError(path, "foreign", str(e)) from e
    except OSError as e:
        raise SaveError(path, _code(e), str(e)) from e
    try:
        return Record.from_json(text)
    except RecordError as e:
        raise SaveError(path, e.code, str(e)) from e


def _code(e: OSError) -> str:
    if isinstance(e, FileNotFoundError):
        return "missing"
    if isinstance(e, PermissionError) or e.errno == errno.EROFS:
        return "permission"
    return "full" if e.errno in (errno.ENOSPC, errno.EDQUOT) else "other"
