"""Work beside the drawing: begun once, looked at once a frame, cancelled when its screen is left.

>>> job = Job(lambda stopped, heard: sum(range(5)))
>>> while not job.done:
...     pass
>>> job.result
10
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Generic, TypeVar

T = TypeVar("T")
Stopped = Callable[[], bool]
Heard = Callable[[float], None]


class Job(Generic[T]):
    """One piece of work on a thread of its own. It is given `stopped`, to be asked between two steps, and `heard`, to be
    told how much is done (0 to 1). It must not touch the table that the screen plays on: give it a copy."""

    def __init__(self, work: Callable[[Stopped, Heard], T]) -> None:
        self.progress, self.stop = 0.0, Event()
        pool = ThreadPoolExecutor(1, thread_name_prefix="job")
        self.future: Future[T] = pool.submit(work, self.stop.is_set, self.heard)
        pool.shutdown(wait=False)

    def heard(self, part: float) -> None:
        """How much is done."""
        self.progress = part

    @property
    def done(self) -> bool:
        """Whether it has ended; where it has failed, `result` raises what went wrong."""
        return self.future.done()

    @property
    def result(self) -> T | None:
        """What has come of it, None before it has ended."""
        return self.future.result() if self.future.done() else None

    def cancel(self) -> None:
        """Asks it to stop; what it then gives may be incomplete."""
        self.stop.set()
