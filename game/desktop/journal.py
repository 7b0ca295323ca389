"""The log: what a run did and what went wrong in it, in a file that the player can send; and the sentence for the screen.

    journal = Journal.start(folders.log, words)
    ...                            logging.getLogger(__name__) everywhere; uncaught errors come here by themselves
    journal.sentence(error)        what the player reads; the whole error stands in the file
    journal.fault                  the newest error that nobody caught on another thread
    journal.close()

The file is replaced at half a megabyte, and two older ones are kept. Several windows write to the same file; the number
of the process tells their lines apart. Home folder and login name are written as "~". Where no log can be written, the
game runs without.

>>> clean("open /house/taro/saves/a.json", home="/house/taro", login="taro")
'open ~/saves/a.json'
>>> clean(r"C:\\\\Users\\\\Taro\\\\game and /media/taro/stick", home=r"C:\\Users\\Taro", login="taro")
'~\\\\\\\\game and /media/~/stick'
"""

from __future__ import annotations

import contextlib
import faulthandler
import getpass
import logging
import re
import sys
import threading
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from game import __version__, files
from game.texts.words import Words

from .assets import told

FILE, FATAL = "itabasami.log", "fatal.log"
LARGEST = 500_000  # bytes of a log file
OLDER = 2  # log files that are kept besides
FORM = "%(asctime)s %(process)d %(levelname)s %(threadName)s %(name)s: %(message)s"
log = logging.getLogger(__name__)


def clean(text: str, home: str, login: str) -> str:
    """A text without the person: the home folder, in each way of writing it, and folders of the login name become "~"."""
    ways = {home, home.replace("\\", "/"), home.replace("\\", "\\\\")}
    for way in sorted((w for w in ways if len(w) > 1), key=len, reverse=True):
        text = re.sub(re.escape(way) + r"(?![\w.-])", "~", text, flags=re.IGNORECASE)
    if len(login) > 1:
        text = re.sub(rf"(?<=[\\/]){re.escape(login)}(?=[\\/])", "~", text, flags=re.IGNORECASE)
    return text


def person() -> tuple[str, str]:
    """The home folder and the login name, "" where the system does not say."""
    try:
        home = str(Path.home())
    except RuntimeError:
        home = ""
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such entry; ImportError: Windows without the variables
        login = ""
    return home, login


class Impersonal(logging.Formatter):
    """Lines and tracebacks without the person."""

    def __init__(self, form: str) -> None:
        super().__init__(form)
        self.home, self.login = person()

    def format(self, record: logging.LogRecord) -> str:
        return clean(super().format(record), self.home, self.login)


class Rotating(RotatingFileHandler):
    """A rotating file that other windows write to as well, on a disk that may be full. It never prints."""

    failed = ""  # why the last line was not written: a code of game.files

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a line, or notes why not."""
        self.failed = ""
        super().emit(record)

    def doRollover(self) -> None:  # a name of the standard library's
        """Begins a new file; where another window has the old one open (Windows), it grows on."""
        try:
            super().doRollover()
        except OSError:
            if self.stream is None:
                self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # a name of the standard library's
        """A line that could not be written is left out; the reason is kept."""
        error = sys.exc_info()[1]
        self.failed = files.code_of(error) if isinstance(error, Exception) else "other"


@dataclass
class Journal:
    """The log of this run. Made by `start`."""

    folder: Path
    words: Words  # follows the language of the screen
    handler: Rotating | None = None
    fatal: TextIO | None = None
    fault: BaseException | None = None
    hooks: tuple[Any, ...] = ()
    level: int = logging.WARNING
    code: str = field(default="")  # why there is no log, a code of game.files

    @classmethod
    def start(cls, folder: Path, words: Words) -> Journal:
        """Opens the log and takes over what nobody catches, on every thread."""
        journal = cls(folder, words)
        root = logging.getLogger()
        journal.level = root.level
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = Rotating(folder / FILE, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8")
            handler.setFormatter(Impersonal(FORM))
            journal.handler = handler
            root.addHandler(handler)
            root.setLevel(logging.INFO)
            journal.watch_for_the_worst()
        except OSError as e:
            journal.code = files.code_of(e)
        journal.hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook, threading.excepthook = journal.uncaught, journal.uncaught_on_a_thread
        sys.unraisablehook = journal.unraisable
        kind = "packaged" if getattr(sys, "frozen", False) else "from source"
        log.info("Itabasami %s %s, Python %s on %s", __version__, kind, sys.version.split()[0], sys.platform)
        return journal

    def watch_for_the_worst(self) -> None:
        """Lets a crash within a library of C leave the place in `fatal.log`."""
        if faulthandler.is_enabled():
            return
        path = self.folder / FATAL
        large = path.exists() and path.stat().st_size > LARGEST
        self.fatal = path.open("w" if large else "a", encoding="utf-8")
        faulthandler.enable(self.fatal)

    # errors

    def sentence(self, error: BaseException) -> str:
        """An error as one sentence for the player: its own where it has one, else where the details are."""
        text = getattr(told(error), "text", None)
        if callable(text):
            return str(text(self.words.lang))
        return self.words("journal.fault", file=self.path) if self.writing else self.words("journal.fault_unlogged")

    @property
    def path(self) -> Path:
        """The file that is written now."""
        return self.folder / FILE

    @property
    def writing(self) -> bool:
        """Whether what happens is written down."""
        return self.handler is not None and not self.handler.failed

    def trouble(self) -> str:
        """Why no log is written, in one sentence for the settings screen; "" where it is."""
        return "" if self.writing else self.words("journal.no_log", folder=self.folder)

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error that ends the program: in full in the log, in one sentence on the terminal."""
        if not issubclass(kind, Exception):  # Ctrl-C is no fault
            self.hooks[0](kind, error, trace)
            return
        log.critical("the program ends", exc_info=(kind, error, trace))
        if not self.writing:
            self.hooks[0](kind, error, trace)  # else nobody would ever see it
        if sys.stderr is not None:  # a program without a terminal has none
            print(self.sentence(error), file=sys.stderr)

    def uncaught_on_a_thread(self, args: threading.ExceptHookArgs) -> None:
        """An error that ends a thread; the main loop shows `fault`."""
        if args.exc_type is SystemExit or args.exc_value is None:
            return
        name = args.thread.name if args.thread is not None else "?"
        log.critical("the thread '%s' ends", name, exc_info=(args.exc_type, args.exc_value, args.exc_traceback))
        self.fault = args.exc_value
        if not self.writing:
            self.hooks[1](args)

    def unraisable(self, args: Any) -> None:
        """An error where none can be raised, as in what tidies up."""
        log.error("ignored by Python: %s", args.err_msg or args.object, exc_info=args.exc_value)

    def close(self) -> None:
        """Closes the log and gives the hooks back. A second time it does nothing."""
        if not self.hooks:
            return
        log.info("closed")
        sys.excepthook, threading.excepthook, sys.unraisablehook = self.hooks
        self.hooks = ()
        root = logging.getLogger()
        if self.handler is not None:
            root.removeHandler(self.handler)
            root.setLevel(self.level)
            with contextlib.suppress(OSError):  # what a full disk has not taken
                self.handler.close()
        if self.fatal is not None:
            faulthandler.disable()
            self.fatal.close()

    def files(self) -> list[Path]:
        """The log files that are there, the newest first."""
        older = [self.folder / f"{FILE}.{i}" for i in range(1, OLDER + 1)]
        return [path for path in (self.path, *older, self.folder / FATAL) if path.is_file()]
