"""Work beside the drawing: functions that run on a worker, results that arrive on the main thread.

    jobs = Jobs(say=journal.sentence, wake=lambda: pygame.event.post(...))
    jobs.submit("why", lambda token: why(figures, table, name), show, complain)
    each frame:  jobs.poll()           # calls show(result), or complain(sentence)
    idle:        jobs.busy             # whether anything is still to come; `wake` is called when it has come
    leaving:     jobs.close()

There is one job for each key: a new one takes the place of the one before, whose token then says that it is stopped and
whose result nobody hears. What fails is logged in full and arrives as a sentence.

>>> jobs, heard = Jobs(say=str), []
>>> jobs.submit("sum", lambda token: sum(range(5)), heard.append, heard.append)
>>> jobs.submit("fail", lambda token: int("x"), heard.append, heard.append)
>>> while jobs.busy:
...     told = jobs.poll()
>>> sorted(map(str, heard))
['10', "invalid literal for int() with base 10: 'x'"]
>>> jobs.close()
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any, TypeVar

T = TypeVar("T")
WORKERS = 2
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Token:
    """What a job and those who wait for it tell each other: a long job looks at `stopped` between two steps, and says how
    far it has come. Both fit the parameters `stopped=` and `progress=` of `game.study.forecast`."""

    stop: Event = field(default_factory=Event)
    progress: float = 0.0

    def stopped(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self.stop.is_set()

    def heard(self, part: float) -> None:
        """How much is done, 0 to 1."""
        self.progress = part


@dataclass(eq=False)
class Job:
    """A function under way and who hears how it ends."""

    key: str
    token: Token
    on_done: Callable[[Any], object]
    on_error: Callable[[str], object]
    future: Future[Any] | None = None


class Jobs:
    """Jobs by key. All methods are for the main thread."""

    def __init__(
        self, say: Callable[[BaseException], str], *, workers: int = WORKERS, wake: Callable[[], object] | None = None
    ) -> None:
        """`say`: an error as a sentence for the player. `wake`: called on a worker as soon as `poll` has something to do;
        it has to be safe there, as `pygame.event.post` is."""
        self.say, self.wake = say, wake
        self.pool = ThreadPoolExecutor(workers, thread_name_prefix="jobs")
        self.current: dict[str, Job] = {}
        self.ended: SimpleQueue[Job] = SimpleQueue()
        self.closed = False

    def submit(
        self,
        key: str,
        work: Callable[[Token], T],
        on_done: Callable[[T], object],
        on_error: Callable[[str], object],
    ) -> None:
        """Begins a job, in place of the one of the same key. After `close` nothing begins any more.

        What `work` touches must not change meanwhile: give it copies, as `presenter.Rivals` does with the games.
        """
        if self.closed:
            return
        self.cancel(key)
        job = self.current[key] = Job(key, Token(), on_done, on_error)
        job.future = self.pool.submit(run, key, work, job.token)
        job.future.add_done_callback(lambda _: self.arrived(job))

    def arrived(self, job: Job) -> None:
        """A job has ended; on its worker, or on the main thread where it was cancelled before it began."""
        self.ended.put(job)
        if self.wake is not None and not self.closed and not job.token.stopped():
            self.wake()

    def cancel(self, key: str) -> None:
        """Stops the job of a key, where there is one: nobody hears of it any more."""
        job = self.current.pop(key, None)
        if job is not None:
            job.token.stop.set()
            if job.future is not None:
                job.future.cancel()

    def poll(self) -> int:
        """Tells what has ended since the last time, without waiting; how many jobs that were."""
        told = 0
        while True:
            try:
                job = self.ended.get_nowait()
            except Empty:
                return told
            if self.current.get(job.key) is not job or job.future is None:
                continue  # another has taken its place
            del self.current[job.key]
            told += 1
            error = job.future.exception()
            if error is None:
                job.on_done(job.future.result())
            else:
                job.on_error(self.say(error))

    @property
    def busy(self) -> bool:
        """Whether `poll` will have something to tell, now or later."""
        return bool(self.current)

    def running(self, key: str) -> bool:
        """Whether the job of a key has not been told yet."""
        return key in self.current

    def progress(self, key: str) -> float:
        """How much of a job is done, 0 to 1, as far as it says so; 0 where there is none."""
        job = self.current.get(key)
        return job.token.progress if job is not None else 0.0

    def close(self) -> None:
        """Stops everything without waiting for it. The process ends when the jobs under way have seen their tokens."""
        self.closed = True
        for key in list(self.current):
            self.cancel(key)
        self.pool.shutdown(wait=False, cancel_futures=True)


def run(key: str, work: Callable[[Token], T], token: Token) -> T:
    """Does the work on the worker, and logs in full what goes wrong."""
    try:
        return work(token)
    except Exception:
        log.exception("the job '%s' has failed", key)
        raise
