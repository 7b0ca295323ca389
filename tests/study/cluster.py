"""A Dask cluster on the loopback for tests: a scheduler and workers, each a process of its own that can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.packs import ROOT

LONGEST = 30.0  # seconds until something has to be there


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list[subprocess.Popen[bytes]])

    def add_worker(self) -> None:
        """Starts a worker that finds the game in the project's folder; nobody starts it again when it dies."""
        settings = "--no-nanny --nthreads 1 --no-dashboard --host 127.0.0.1 --local-directory".split()
        start = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, *settings, str(self.folder)]
        self.workers.append(subprocess.Popen(start, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler without workers, stopped at the end with all that it was given."""
    where = folder / "scheduler.json"
    settings = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where)]
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", *settings],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    made = Cluster("", scheduler, folder)
    try:
        made.address = address_in(where)
        yield made
    finally:
        for process in (*made.workers, scheduler):
            process.kill()
            process.wait()


def address_in(file: Path) -> str:
    """The address that a scheduler writes when it is there."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        if file.exists():
            try:
                return json.loads(file.read_text(encoding="utf-8"))["address"]
            except json.JSONDecodeError:  # still being written
                pass
        time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")
