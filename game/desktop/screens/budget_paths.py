"""Where debt and yield go, worked out beside the drawing: first roughly for what moves most money, then finely for what is looked at."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from game.presenter.debt import NOTHING, DebtPaths, Path, can_foresee
from game.presenter.session import Session

ROUGH, FINE = 48, 480  # worlds
log = logging.getLogger(__name__)


class Paths:
    """The paths of one state of the game. `look` says which option is looked at; `poll` whether there is more to see."""

    def __init__(self, session: Session, first: Sequence[int], allowed: bool = True) -> None:
        self.figures, self.table = session.figures, session.table
        self.first = tuple(first)
        self.found: dict[int, tuple[Path, int]] = {}  # option -> its path, in how many worlds
        self.wanted = NOTHING
        self.trouble = False
        self.job: DebtPaths | None = None
        self.asked: tuple[tuple[int, ...], int] = ((), 0)
        self.foreseen = allowed and can_foresee(self.figures, self.table)
        self.go_on()

    def path(self, option: int) -> Path | None:
        """What is known of an option (or of nothing decided) by now."""
        found = self.found.get(option)
        return found[0] if found else None

    @property
    def worlds(self) -> int:
        """In how many worlds everything that is looked at has been tried."""
        return min((self.found[o][1] for o in (NOTHING, self.wanted) if o in self.found), default=0)

    def next(self) -> tuple[tuple[int, ...], int] | None:
        """What to work out now: options, and in how many worlds."""
        if not self.foreseen or self.trouble:
            return None
        if NOTHING not in self.found:
            return self.first, ROUGH
        mine = () if self.wanted == NOTHING else (self.wanted,)
        if self.wanted not in self.found:
            return mine, ROUGH
        return (mine, FINE) if self.found[self.wanted][1] < FINE else None

    def look(self, option: int) -> None:
        """Another option is looked at; work for the one before it stops."""
        if option != self.wanted:
            self.wanted = option
            if self.job is not None and self.asked != self.next():
                self.cancel()
            self.go_on()

    def go_on(self) -> None:
        """Begins what is to be worked out now."""
        wanted = self.next()
        if self.job is None and wanted is not None:
            self.asked = wanted
            self.job = DebtPaths(self.figures, self.table, wanted[0], worlds=wanted[1])

    def poll(self) -> bool:
        """Takes what has been worked out; whether anything has."""
        job = self.job
        if job is None or not job.done:
            return False
        self.job = None
        try:
            for path in job.result or ():
                self.found[path.index] = path, self.asked[1]
        except (ArithmeticError, ValueError, LookupError):
            log.exception("the paths of debt and yield have failed")
            self.trouble = True
        self.go_on()
        return True

    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.job = None

    @property
    def busy(self) -> bool:
        return self.job is not None
