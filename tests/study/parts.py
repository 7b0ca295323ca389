"""What the tests' shards do; in a file of its own, which workers can import."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from game.engine import Program
from game.study.simulate import ShardOutcome, play_part


def with_process(program: Program, seeds: Sequence[int], names: Mapping[str, str]) -> tuple[int, ShardOutcome]:
    """A shard, and which process has played it; slow enough that every worker gets some."""
    time.sleep(0.03)
    return os.getpid(), play_part(program, seeds, names)


def dying(program: Program, seeds: Sequence[int], marker: str, times: int) -> int:
    """The sum of a shard's seeds; the process that gets seed 50 dies of it the first few times."""
    died = len(list(Path(marker).iterdir()))
    if 50 in seeds and died < times:
        (Path(marker) / str(died)).touch()
        os._exit(9)
    time.sleep(0.01)
    return sum(seeds)


def mistaken(program: Program, seeds: Sequence[int]) -> int:
    """Fails by itself."""
    raise ZeroDivisionError("the study's own mistake")
