"""Games on disk, written in one step (game.files).

Every game has a file of its own that is written after each decision, so that a new game never overwrites an
old one; the newest few are kept. Whatever goes wrong (truncated, edited, foreign or newer file, no permission, a full disk), the file that
is there stays as it is, and `SaveError` says in one sentence, in Japanese and English, what to do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from game import files
from game.engine import Program, Record, RecordError
from game.files import FileError
from game.pack import Text
from game.players.table import Table

from .where import saves_folder

SUFFIX = ".itabasami.json"
AUTO = "auto-"  # how the names of autosaves begin
KEPT = 20  # autosaves of games past that are kept
STALE = 3600.0  # seconds after which a file that was being written aside belongs to nobody
LARGEST = 32_000_000  # bytes; a real save is under one megabyte

SENTENCES = {
    **files.SENTENCES,
    "foreign": Text(ja="はゲームの記録ではありません。ほかのファイルを選んでください。", en="is not a game record; choose another file."),
    "truncated": Text(ja="は途中で切れています。自動保存か、写しを開いてください。", en="is cut short; open the autosave or a copy of it."),
    "edited": Text(ja="は書き換えられています。元のファイルを開いてください。", en="was changed after it was written; open the original."),
    "newer": Text(ja="は新しい版で書かれました。ゲームを更新してください。", en="was written by a newer version; update the game."),
    "older": Text(ja="は古い版で指されたため照合できません。照合なしなら、記録された最後の局面から開けます。", en="was played in an older version and cannot be verified; without verifying, it opens where it stood."),
    "stepless": Text(ja="は古い版で指されたため、一手ずつは再生できません。続きから遊ぶことはできます。", en="was played in an older version and cannot be replayed move by move; it can be played on."),
    "damaged": Text(ja="は壊れています。自動保存か、写しを開いてください。", en="is damaged; open the autosave or a copy of it."),
    "illegal": Text(ja="の手は、記録されたルールに合いません。写しを開いてください。", en="holds moves that its own rules refuse; open a copy of it."),
    "departs": Text(ja="は再計算と合いません。写しを開いてください。", en="does not agree with its replay; open a copy of it."),
}  # fmt: skip


class SaveError(FileError):
    """A save that cannot be opened or written; the file is untouched. `code` is a key of SENTENCES."""

    sentences = SENTENCES


@dataclass(frozen=True)
class Store:
    """A folder of saves.

    >>> import tempfile
    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = Store(Path(folder))
    ...     store.save(Record.new(program, seed=1, seats=dict.fromkeys(program.seats, "human")), store.path("mine"))
    ...     [path.name for path in store.names()], load(store.path("mine")).seed
    (['mine.itabasami.json'], 1)
    """

    folder: Path

    @classmethod
    def default(cls) -> Store:
        """What ITABASAMI_SAVES names, else saves/ in a checkout of the project, else the user's data folder."""
        return cls(saves_folder())

    def path(self, name: str) -> Path:
        """Where a save of this name lies; a name with a folder in it is taken as it is."""
        given = Path(name)
        if given.parent != Path() or given.suffix == ".json" or (given.suffix and given.is_file()):
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
        aside = [p for p in self.folder.glob(f".*{files.ASIDE}") if time.time() - when(p) > STALE]
        for path in (*old, *aside):
            with refusing(path):
                path.unlink(missing_ok=True)


def when(path: Path) -> float:
    """When a file was written last; 0 for one that has gone meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Whatever is wrong with the record in a file or with the file, as the sentence that says so.

    :raises SaveError: in place of RecordError, FileError and OSError.
    """
    try:
        yield
    except RecordError as e:
        raise SaveError(path, e.code, str(e)) from e
    except FileError as e:
        raise SaveError(path, e.code, e.detail) from e
    except OSError as e:
        raise SaveError(path, files.code_of(e), str(e)) from e


def write(path: Path, text: str) -> None:
    """Puts a record's text into a file in one step.

    :raises SaveError: and then the file is as it was.
    """
    with refusing(path):
        files.write(path, text)


def load(path: Path) -> Record:
    """Opens a record, unchecked against its rules.

    :raises SaveError: for a file that is missing, foreign, truncated, edited, newer or too large.
    """
    with refusing(path):
        try:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
            text = raw.decode("utf-8")
        except UnicodeDecodeError as e:
            raise RecordError("foreign", str(e)) from e
        except ValueError as e:  # a name that no file can have
            raise RecordError("missing", str(e)) from e
        if len(raw) > LARGEST:
            raise RecordError("foreign", f"larger than {LARGEST} bytes")
        return Record.from_json(text)


def open_table(path: Path, program: Program | None = None, *, play_on: bool = True) -> Table:
    """Opens a saved game, standing where it stood.

    :raises SaveError: also where its moves or its rules do not fit together.
    """
    return resume(load(path), path, program, play_on=play_on)


def resume(record: Record, path: Path, program: Program | None = None, *, play_on: bool = True) -> Table:
    """The table of a record that was opened from `path`.

    :raises SaveError: where its moves or its rules do not fit together.
    """
    with refusing(path):
        return Table.resume(record, program, play_on=play_on)
