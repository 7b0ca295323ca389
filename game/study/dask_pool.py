"""The workers of a Dask cluster as a pool. dask.distributed is an optional package, imported only here and only when asked.

The package is needed by the scheduler and by the workers: both unpack the tasks.
The scheduler hands the shards of a lost worker to another one by itself. A payload is the result of a task of its own:
it travels once to each worker, and a lost copy is made again.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, Self, TypeVar

from .pool_errors import PoolError

T = TypeVar("T")
CONNECT = 10.0  # seconds to find the scheduler
EVERY = 5.0  # seconds between two questions how many workers there are
PATIENCE = 60.0  # seconds without any worker after which a study is given up
ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/:]+:\d+|(tcp|tls|ws|wss)://\[[0-9a-fA-F:]+\]:\d+")


def same(value: T) -> T:
    """A value as the result of a task."""
    return value


class DaskPool:
    """The cluster whose scheduler listens at `address`, such as tcp://10.0.0.5:8786."""

    def __init__(self, address: str) -> None:
        if not ADDRESS.fullmatch(address):
            raise PoolError("address", address)
        try:
            import distributed
        except ModuleNotFoundError as e:
            raise PoolError("no-dask") from e
        self.address = address
        for name in ("distributed.client", "distributed.core", "distributed.comm"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what it reports reaches the person as a PoolError
        try:
            self.client = distributed.Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as e:  # TimeoutError is an OSError
            raise PoolError("unreachable", address) from e
        self.pool = self.client.get_executor(pure=False)
        self.known, self.looked, self.seen = 0, 0.0, time.monotonic()
        if not self.workers:
            self.client.close()
            raise PoolError("no-workers", address)

    @property
    def workers(self) -> int:
        """Threads of all workers; asked of the scheduler now and then, since workers come and go."""
        now = time.monotonic()
        if now - self.looked > EVERY:
            try:
                self.known = sum(dict(self.client.nthreads()).values())  # pyright: ignore[reportCallIssue, reportArgumentType]
            except (OSError, RuntimeError, ValueError) as e:
                raise PoolError("lost", self.address) from e
            self.looked = now
            if self.known:
                self.seen = now
        return self.known

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.client.close()

    def share(self, payload: Any) -> Any:
        return self.client.submit(same, payload, pure=False)

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        return self.pool.submit(function, *arguments)

    def renew(self) -> None:
        raise PoolError("lost", self.address)

    def reason(self, error: BaseException) -> PoolError | None:
        import distributed

        if isinstance(error, distributed.KilledWorker):  # one shard was there whenever a worker died, several times
            return PoolError("killed", self.address)
        if isinstance(error, CancelledError):
            return PoolError("lost", self.address)
        texts = " ".join(map(str, (error, error.__cause__, error.__context__)))
        # the scheduler reads the tasks first, and says in these words that it cannot
        if "No module named 'game" in texts or "deserialization of the task graph" in texts:
            return PoolError("no-package", self.address)
        return None

    def look(self) -> None:
        if not self.workers and time.monotonic() - self.seen > PATIENCE:
            raise PoolError("no-workers", self.address)
