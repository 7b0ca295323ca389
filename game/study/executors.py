"""Where the shards of a study are played: in this process, in several on this machine, or on a cluster.

A study is a pure function of (program, seeds, arguments) and a list of shards, each a range of seeds. The shards
depend on the study alone, never on how many workers there are, and their results come back in order: a study gives
the same bits wherever it is played. A shard whose worker was lost is played again.

    with open_executor(jobs=2) as pool:
        found = map_shards(pool, count_wars, Payload.of(program), shards(range(60_000), 8192))

Workers get the text of the pack, not a folder: a machine of a cluster needs only this package.
"""

from __future__ import annotations

import gc
import hashlib
import json
import multiprocessing
import pickle
import signal
import threading
import zlib
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from game.engine import Program, compile_pack
from game.pack import Pack

from .dask_pool import DaskPool
from .pool_errors import PoolError

T = TypeVar("T")
RARELY = 50_000  # new objects between two looks for garbage, as in the command line's own process
KEPT = 4  # compiled programs that a worker keeps
AHEAD = 4  # shards handed out for each worker, so that none waits for the next one
LOOK = 5.0  # seconds between two looks at whether there are workers at all
MOST_PROCESSES = 61  # what Windows can wait for at once


@dataclass(frozen=True)
class Payload:
    """What a worker needs to know of a study besides its seeds; the same for all shards.

    name       the pack's digest, scenario and profile: one compiled program for each
    files      the pack's text: file names to texts, as JSON, compressed
    arguments  what the study's function gets after program and seeds; has to be picklable
    read       the pack as this process has read it, pickled: saves processes of this machine half of their start
    """

    name: str
    files: bytes
    scenario: str
    profile: str
    arguments: tuple[Any, ...] = ()
    read: bytes = b""

    @staticmethod
    def of(program: Program, *arguments: Any) -> Payload:
        """The payload of a compiled program."""
        files = zlib.compress(json.dumps(dict(program.pack.files)).encode())
        where = (program.scenario, program.profile)
        name = " ".join((program.pack.digest, *where))
        _keep(name, program)  # this process has it already
        return Payload(name, files, *where, arguments)

    def program(self) -> Program:
        """The compiled program: made once in each process, then kept."""
        known = _programs.get(self.name)
        if known is None:
            collecting = gc.isenabled()
            gc.disable()  # thousands of objects are made and kept: looking for garbage among them finds nothing
            try:
                known = compile_pack(self.pack(), self.scenario, self.profile)
            finally:
                if collecting:
                    gc.enable()
        _keep(self.name, known)
        return known

    def pack(self) -> Pack:
        """The pack, read anew."""
        if self.read:
            return pickle.loads(self.read)
        return Pack.from_files(json.loads(zlib.decompress(self.files)))

    def with_pack(self) -> Payload:
        """The payload for processes of this machine."""
        return replace(self, files=b"", read=pickle.dumps(self.program().pack, pickle.HIGHEST_PROTOCOL))


Work = Callable[..., T]  # (program, seeds, *arguments) -> anything picklable; a function of a module, not a lambda


class Pool(Protocol):
    """An executor for shards; `open_executor` gives one."""

    @property
    def workers(self) -> int:
        """How many shards can be played at the same time, now."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *why: object) -> None: ...

    def share(self, payload: Payload) -> Any:
        """What stands for the payload in `submit`, so that a large one travels once."""
        ...

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """As in concurrent.futures."""
        ...

    def renew(self) -> None:
        """Starts again after workers were lost.

        :raises PoolError: where that cannot help.
        """
        ...

    def reason(self, error: BaseException) -> PoolError | None:
        """What stands behind an error that a shard ended with, where it is the pool's and not the study's own."""
        ...

    def look(self) -> None:
        """Called now and then while nothing ends.

        :raises PoolError: where there has been no worker for too long.
        """
        ...


def open_executor(jobs: int = 1, cluster: str = "") -> Pool:
    """A pool of `jobs` processes (1: this process alone), or the workers of the Dask scheduler at `cluster`.

    :raises PoolError: where there is no such cluster, or dask is not installed.
    """
    if cluster:
        return DaskPool(cluster)
    return LocalPool(jobs) if jobs > 1 else Here()


def shards(seeds: Sequence[int], size: int) -> list[Sequence[int]]:
    """Seeds cut into equal parts of at most `size`, an even number of them where one is not enough.

    >>> shards(range(10), 4)
    [range(0, 2), range(2, 5), range(5, 7), range(7, 10)]
    """
    n = len(seeds)
    parts = -(-n // size)
    parts += parts % 2 if 1 < parts < n else 0  # two processes, the commonest number, end together
    return [seeds[i * n // parts : (i + 1) * n // parts] for i in range(parts)]


def map_shards(
    pool: Pool,
    function: Work[T],
    payload: Payload,
    parts: Sequence[Sequence[int]],
    progress: Callable[[int], None] | None = None,
    lost: Callable[[int], None] | None = None,
) -> list[T]:
    """`function(program, seeds, *arguments)` of every shard, in their order.

    `progress` hears how many seeds are done; `lost` hears how many shards are played again because a local worker
    was lost.

    :raises PoolError: where workers are lost twice, or the cluster is.
    """
    found: dict[int, T] = {}
    done = 0
    for i, result in each_shard(pool, function, payload, parts, lost):
        found[i] = result
        done += len(parts[i])
        if progress is not None:
            progress(done)
    return [found[i] for i in range(len(parts))]


def each_shard(
    pool: Pool,
    function: Work[T],
    payload: Payload,
    parts: Sequence[Sequence[int]],
    lost: Callable[[int], None] | None = None,
) -> Iterator[tuple[int, T]]:
    """As `map_shards`, but gives (shard number, result) as they end: nothing is kept of a study too large for that."""
    waiting = deque(range(len(parts)))
    running: dict[Future[T], int] = {}
    shared: Any = pool.share(payload)
    try:
        while waiting or running:
            broken = False
            try:
                while waiting and len(running) < ahead(pool):
                    future = pool.submit(play_shard, shared, code_digest(), function, parts[waiting[0]])
                    running[future] = waiting.popleft()
            except BrokenExecutor:
                broken = True
            ended = wait(running, timeout=0 if broken else LOOK, return_when=FIRST_COMPLETED).done
            for future in ended:
                try:
                    result = future.result()
                except BrokenExecutor:
                    broken = True
                    continue
                except (Exception, CancelledError) as e:
                    why = pool.reason(e)
                    if why is None:
                        raise
                    raise why from e
                yield running.pop(future), result
            if broken:
                waiting.extendleft(sorted(running.values(), reverse=True))
                running.clear()
                pool.renew()
                if lost is not None:
                    lost(len(waiting))
            elif not ended:
                pool.look()
    finally:
        for future in running:
            future.cancel()


def ahead(pool: Pool) -> int:
    """How many shards to hand out at a time."""
    return AHEAD * pool.workers if pool.workers > 1 else 1


# in the worker


_programs: OrderedDict[str, Program] = OrderedDict()
_one_at_a_time = threading.RLock()  # a program has scratch space of its own: one shard at a time, also among threads


def _keep(name: str, program: Program) -> None:
    with _one_at_a_time:
        _programs[name] = program
        _programs.move_to_end(name)
        while len(_programs) > KEPT:
            _programs.popitem(last=False)


def play_shard(payload: Payload, code: str, function: Work[T], seeds: Sequence[int]) -> T:
    """One shard, in whatever process this is.

    :raises PoolError: where the worker has another version of the game, and so other results.
    """
    if code != code_digest():
        raise PoolError("other-code")
    with _one_at_a_time:
        return function(payload.program(), seeds, *payload.arguments)


@cache
def code_digest() -> str:
    """A digest of the code that decides what a game does; worked out once in each process."""
    h = hashlib.sha256()
    game = Path(__file__).resolve().parents[1]
    for room in ("pack", "engine", "players", "study"):
        for path in sorted((game / room).rglob("*.py")):
            h.update(f"\0{path.relative_to(game).as_posix()}\0{path.read_text(encoding='utf-8')}".encode())
    return h.hexdigest()


# pools on this machine


class Here:
    """No other process: each shard is played when it is handed in."""

    workers: int = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        pass

    def share(self, payload: Payload) -> Payload:
        return payload

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments))
        return future

    def renew(self) -> None:
        raise PoolError("killed")

    def reason(self, error: BaseException) -> PoolError | None:
        return None

    def look(self) -> None:
        pass


class LocalPool:
    """Processes of this machine, each started anew (never forked: a window or threads may be open).

    They start at once, so that a pool that is opened early is ready when its first study is. Where a process is lost,
    the whole pool is replaced, once.
    """

    def __init__(self, jobs: int) -> None:
        self.workers = min(jobs, MOST_PROCESSES)
        self.renewed = False
        self.pool: Executor = self.fresh()

    def fresh(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        pool.submit(code_digest)
        return pool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def share(self, payload: Payload) -> Payload:
        return payload.with_pack()

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        return self.pool.submit(function, *arguments)

    def renew(self) -> None:
        if self.renewed:
            raise PoolError("killed")
        self.renewed = True
        self.pool.shutdown(cancel_futures=True)
        self.pool = self.fresh()

    def reason(self, error: BaseException) -> PoolError | None:
        return None

    def look(self) -> None:
        pass


def _begin() -> None:
    gc.set_threshold(RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that the person started
