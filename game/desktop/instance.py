"""This run of the program among others: which game is open in which window, and which run ended without closing.

    instance = Instance.begin(folders.running)
    instance.left                         runs that crashed, for `recovery.unfinished`
    instance.warning(path, words)         before opening: "" or that another window has it and a copy would be played
    sentence = instance.claim(session)    after Session.new or Session.open; "" or that the game goes on as a copy
    instance.let_go(session.path)         back to the title
    instance.close()                      a closing in order: nothing is left behind

Several runs at once are fine. Each has a file of its own that it holds (`game.saves.locks`) as long as it lives; a file that
nobody holds is that of a run which crashed, and says which game that had open. Each game that is played is held as well, by a
file named after it, since the save itself is replaced at every writing. Where nothing can be held (a folder that
may not be written, a network drive without locks) the game runs without these signs and the log says so.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from game.presenter.session import Session
from game.saves.locks import Lock
from game.saves.store import SUFFIX
from game.texts.words import Words

RUN, GAME, GUARD = "run-", "game-", "begin.lock"
PATIENCE = 1.0  # seconds that a beginning run waits for another that is beginning
GLANCE = 0.1  # seconds in which a lock that is only being looked at becomes free again
COPIES = 20  # names that are tried for a copy
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Left:
    """A run that ended without closing. `games` were open in it; None where its file does not say (the power failed)."""

    games: tuple[Path, ...] | None


@dataclass
class Instance:
    """This run. Made by `begin`; used by the main thread alone.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> one, two = Instance.begin(folder), Instance.begin(folder)
    >>> one.hold(Path("a.json")), two.hold(Path("a.json")), two.elsewhere(Path("a.json")), two.left
    (True, False, True, ())
    >>> one.close(), two.hold(Path("a.json"))
    (None, True)
    >>> two.close(); list(folder.glob("run-*")) + list(folder.glob("game-*"))
    []
    """

    folder: Path
    left: tuple[Left, ...] = ()
    mark: Lock | None = None  # the file of this run; None where none can be held
    games: dict[Path, Lock | None] = field(default_factory=dict[Path, Lock | None])

    @classmethod
    def begin(cls, folder: Path) -> Instance:
        """Marks that this run goes on, and finds those that crashed. They are found once: whoever begins next does not see them."""
        self = cls(folder)
        try:
            guard = Lock.take(folder / GUARD, patience=PATIENCE)  # one at a time, or a mark that is new would look left
            try:
                if guard is not None:
                    self.left = sweep(folder)
                self.mark = Lock.take(folder / f"{RUN}{secrets.token_hex(8)}.json")
                self.note()
            finally:
                if guard is not None:
                    guard.free(remove=False)
        except OSError as e:
            log.warning("this run cannot be marked: %s", e)
        for run in self.left:
            log.warning("a run before this one ended without closing; games: %s", run.games)
        return self

    def note(self) -> None:
        """Writes down which games are open in this run."""
        if self.mark is None:
            return
        text = json.dumps({"pid": os.getpid(), "games": [str(path) for path in self.games]})
        try:
            self.mark.write(text)
        except OSError as e:
            log.warning("the mark of this run cannot be written: %s", e)

    # games

    def hold(self, path: Path) -> bool:
        """Makes a game this window's; false where another window has it open."""
        real = resolved(path)
        if real in self.games:
            return True
        try:
            lock = Lock.take(self.lock_of(real), patience=GLANCE)
        except OSError as e:
            log.warning("games cannot be marked as open: %s", e)
            self.games[real] = None
        else:
            if lock is None:
                return False
            self.games[real] = lock
        self.note()
        return True

    def elsewhere(self, path: Path) -> bool:
        """Whether another window has a game open."""
        real = resolved(path)
        if real in self.games:
            return False
        try:
            lock = Lock.take(self.lock_of(real), create=False, patience=GLANCE)
        except OSError:  # nobody holds what is not there
            return False
        if lock is not None:
            lock.free()
        return lock is None

    def warning(self, path: Path, words: Words) -> str:
        """What to say before a game is opened that another window has open: that it would go on as a copy; else ""."""
        return words("instance.elsewhere") if self.elsewhere(path) else ""

    def claim(self, session: Session) -> str:
        """Makes the file of a session this window's. Where another window plays that game, this one goes on in a file of
        its own, and the sentence that says so is returned; else ""."""
        before = session.path
        if self.hold(before):
            return ""
        for _ in range(COPIES):
            session.path = session.store.fresh(session.table.record)
            session.save()
            if self.hold(session.path):
                break
        name, copy = before.name.removesuffix(SUFFIX), session.path.name.removesuffix(SUFFIX)
        return session.words("instance.copied", name=name, copy=copy)

    def let_go(self, path: Path) -> None:
        """Gives a game back: it is left, or finished."""
        lock = self.games.pop(resolved(path), None)
        if lock is not None:
            lock.free()
        self.note()

    def lock_of(self, real: Path) -> Path:
        """The file that stands for a game."""
        name = hashlib.sha256(os.path.normcase(real).encode(errors="surrogateescape")).hexdigest()
        return self.folder / f"{GAME}{name[:32]}.lock"

    def close(self) -> None:
        """A closing in order: games and the mark of this run are given back. A second time it does nothing."""
        for path in list(self.games):
            self.let_go(path)
        if self.mark is not None:
            try:
                self.mark.write(json.dumps({"closed": True}))  # for whoever looks before the file is gone
            except OSError as e:
                log.warning("the mark of this run cannot be written: %s", e)
            self.mark.free()
            self.mark = None


def resolved(path: Path) -> Path:
    """The file that a path leads to, links followed: one name for one game."""
    return Path(os.path.realpath(path))


def sweep(folder: Path) -> tuple[Left, ...]:
    """Removes the marks that nobody holds, and returns what the runs among them have left."""
    found: list[Left] = []
    for path in sorted((*folder.glob(f"{RUN}*.json"), *folder.glob(f"{GAME}*.lock"))):
        try:
            lock = Lock.take(path, create=False)
            if lock is None:
                continue
            if path.name.startswith(RUN):
                found += read(path)
            lock.free()
        except OSError as e:  # gone meanwhile, or not ours to open
            log.info("a mark that cannot be looked at: %s", e)
    return tuple(found)


def read(path: Path) -> list[Left]:
    """What a run has left: nothing where it closed."""
    try:
        held = json.loads(path.read_bytes())
        if held.get("closed"):
            return []
        return [Left(tuple(Path(str(name)) for name in held["games"]))]
    except (ValueError, KeyError, AttributeError, TypeError):
        return [Left(None)]
