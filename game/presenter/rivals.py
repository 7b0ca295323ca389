"""Rivals that think beside the drawing: a worker looks for the move, the caller's own thread makes it.

    rivals = Rivals(session)
    each frame:  for told in rivals.poll(): ...   # moves made since the last frame; the next search begins by itself
                 rivals.thinking, rivals.progress  # for a sign that somebody thinks
    not waiting: rivals.hurry()                   # each plays what it has found by then
    leaving:     rivals.cancel()

The table is touched by `poll` alone, so a screen may be drawn from it at any time.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from game.players.search import SearchPolicy
from game.players.table import Told

from .session import Session

SLICE = 8  # moves of rivals that one poll makes at most, so that a frame stays short


class Rivals:
    """Plays the rivals' moves of a session up to the next decision of a person."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="rivals")
        self.stop, self.hurried = Event(), Event()
        self.progress = 0.0
        self.search: Future[int] | None = None
        self.moves = -1  # how many moves there were when the search began

    @property
    def thinking(self) -> bool:
        """Whether a rival has to move."""
        return self.session.table.waits_for is not None

    def poll(self) -> list[Told]:
        """Makes the moves that have been found, without waiting for any; begins the next search."""
        found: list[Told] = []
        while len(found) < SLICE:
            if self.search is None:
                if not self.begin():
                    break
            elif self.search.done():
                told = self.made(self.search)
                if told is not None:
                    found.append(told)
            if self.search is not None and not self.search.done():
                break
        return found

    def begin(self) -> bool:
        """Begins to look for the move of the rival that has to decide; false where there is none."""
        table, policy = self.session.table, self.session.table.waits_for
        if policy is None or self.stop.is_set():
            return False
        games, program = table.games.copy(), table.program
        legal = program.legal(games).copy()
        if isinstance(policy, SearchPolicy):
            policy.stopped, policy.progress = self.ends_early, self.heard
        self.progress, self.moves = 0.0, len(table.record.moves)
        self.search = self.pool.submit(lambda: int(policy.choose(program, games, legal)[0]))
        return True

    def hurry(self) -> None:
        """From now on nobody waits: a rival that is thinking plays the best it has found, and so do those after it."""
        self.hurried.set()

    def ends_early(self) -> bool:
        """Whether a search is to end before its time."""
        return self.stop.is_set() or self.hurried.is_set()

    def heard(self, part: float) -> None:
        """How much of a search is done, 0 to 1."""
        self.progress = part

    def made(self, search: Future[int]) -> Told | None:
        """Makes a move that has been found, unless the table has gone elsewhere meanwhile or was left."""
        self.search, option, table = None, search.result(), self.session.table
        if self.stop.is_set() or len(table.record.moves) != self.moves or table.waits_for is None:
            return None
        return self.session.rival_moves(option)

    def cancel(self) -> None:
        """Stops looking; what has been found by then is not played. To go on, make another."""
        self.stop.set()
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.search = None
