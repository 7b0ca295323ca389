"""Shards: the same bits here, in processes and on a cluster, also when workers die on the way."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.commands.workers import SENTENCES
from game.study import dask_pool, executors
from game.study.executors import LocalPool, Payload, Pool, each_shard, map_shards, open_executor, shards
from game.study.pool_errors import PoolError
from game.study.simulate import ShardOutcome, Study, simulate
from tests.packs import compiled, load
from tests.study.cluster import LONGEST, Cluster, cluster
from tests.study.parts import dying, mistaken, with_process

POLICIES = {"island": "auto"}
PACK = ("--pack", "tutorial")


def same(one: ShardOutcome, two: ShardOutcome) -> bool:
    """Whether two parts are the same bits."""
    seats = one.score.total
    return (
        np.array_equal(one.decisions, two.decisions)
        and np.array_equal(one.score.ending, two.score.ending)
        and np.array_equal(one.score.turn, two.score.turn)
        and all(one.score.total[s].tobytes() == two.score.total[s].tobytes() for s in seats)
        and all(
            one.score.dimensions[s][d].tobytes() == two.score.dimensions[s][d].tobytes()
            for s in seats
            for d in one.score.dimensions[s]
        )
    )


def test_shards_hold_every_seed_once_and_depend_on_the_study_alone() -> None:
    for n, size in ((10, 4), (1, 8), (3, 1), (100, 17), (60_000, 8192)):
        parts = shards(range(7, 7 + n), size)
        assert [s for p in parts for s in p] == list(range(7, 7 + n))
        assert max(map(len, parts)) <= size
        assert max(map(len, parts)) - min(map(len, parts)) <= 1
    assert len(shards(range(60_000), 8192)) == 8
    assert shards(range(0), 5) == []


def test_a_lost_process_costs_its_shards_once_and_no_result(tmp_path: Path) -> None:
    payload = Payload.of(compiled("tutorial"), str(tmp_path), 1)
    parts = shards(range(100), 5)
    lost: list[int] = []
    done: list[int] = []
    with open_executor(2) as pool:
        found = map_shards(pool, dying, payload, parts, done.append, lost.append)
    assert found == [sum(p) for p in parts]
    assert len(lost) == 1
    assert 1 <= lost[0] <= len(parts) - 1, "only what was missing is played again"
    assert done[-1] == 100
    assert done == sorted(done)


def test_a_study_that_kills_every_process_ends_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    payload = Payload.of(compiled("tutorial"), str(tmp_path), 9)
    with LocalPool(2) as pool:
        pool.renewed = True  # one was lost before
        with pytest.raises(PoolError) as caught:
            map_shards(pool, dying, payload, shards(range(100), 5))
    assert caught.value.code == "killed"

    def lose(*_: object, **__: object) -> None:
        raise caught.value

    monkeypatch.setattr("game.study.simulate.map_shards", lose)
    assert main(["simulate", *PACK, "--games", "9", "--lang", "en"]) == 1
    assert "Processes were lost" in capsys.readouterr().err


def test_a_mistake_of_the_study_and_another_version_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    payload = Payload.of(compiled("tutorial"))
    parts = shards(range(8), 2)
    with open_executor(2) as pool:
        with pytest.raises(ZeroDivisionError):
            map_shards(pool, mistaken, payload, parts)
        monkeypatch.setattr(executors, "code_digest", lambda: "another")
        with pytest.raises(PoolError, match="other-code"):
            map_shards(pool, mistaken, payload, parts)


def test_a_worker_compiles_once_and_keeps_a_few_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_programs", executors.OrderedDict())
    payload = Payload.of(compiled("tutorial"))
    executors._programs.clear()  # as in a process that knows nothing yet
    assert payload.program() is payload.program()
    assert payload.program().pack.digest == load("tutorial").digest
    for scenario in load("tutorial").scenarios:
        Payload.of(compiled("tutorial", scenario))
    for n in range(9):
        executors._keep(str(n), compiled("tutorial"))
    assert len(executors._programs) == executors.KEPT


# a cluster


def opened(made: Cluster) -> Pool:
    """The pool, when its workers have come."""
    until = time.monotonic() + LONGEST
    while True:
        pool: Pool | None = None
        try:
            pool = open_executor(cluster=made.address)
            if pool.workers >= len(made.workers):
                return pool
        except PoolError:
            if time.monotonic() > until:
                raise
        if pool is not None:
            pool.__exit__()
        time.sleep(0.2)


def test_a_cluster_gives_the_same_bits_also_when_workers_and_then_the_scheduler_die(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    payload = Payload.of(compiled("tutorial"), POLICIES)
    parts = shards(range(1200), 50)
    expected = map_shards(open_executor(), with_process, payload, parts)
    with cluster(tmp_path) as made:
        assert main(["simulate", *PACK, "--games", "50", "--cluster", made.address, "--lang", "en"]) == 1
        assert "has no workers" in capsys.readouterr().err
        made.add_worker()
        made.add_worker()
        with opened(made) as pool:
            assert pool.workers == 2

            found: dict[int, tuple[int, ShardOutcome]] = {}
            for i, result in each_shard(pool, with_process, payload, parts):
                if not found:  # the first to finish dies with what it had begun, and with the only copy of the pack
                    next(w for w in made.workers if w.pid == result[0]).kill()
                found[i] = result
            assert all(same(part, found[i][1]) for i, (_, part) in enumerate(expected))
            assert {pid for pid, _ in found.values()} == {w.pid for w in made.workers}, "both have played"
            _, outcome = simulate(load("tutorial"), Study(700, 3, policies=POLICIES), pool=pool)
            _, alone = simulate(load("tutorial"), Study(700, 3, policies=POLICIES))
            assert same(
                ShardOutcome(outcome.score, outcome.each, outcome.slots),
                ShardOutcome(alone.score, alone.each, alone.slots),
            )
            assert main(["simulate", *PACK, "--games", "60", "--cluster", made.address, "--json"]) == 0
            assert '"games": 60' in capsys.readouterr().out
            with pytest.raises(ZeroDivisionError):
                map_shards(pool, mistaken, Payload.of(compiled("tutorial")), parts[:2])
            without = pool.reason(RuntimeError("Error during deserialization of the task graph. This frequently"))
            assert without is not None
            assert without.code == "no-package"
            assert pool.reason(ValueError("the study's own")) is None
            with pytest.raises(PoolError, match="lost"):
                map_shards(pool, with_process, payload, parts, lambda _: made.scheduler.kill())


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_wrong_with_a_cluster_is_said_in_one_sentence(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(SENTENCES) == {
        "no-dask",
        "address",
        "unreachable",
        "no-workers",
        "lost",
        "killed",
        "other-code",
        "no-package",
    }

    def said(address: str, code: int) -> str:
        assert main(["simulate", *PACK, "--games", "5", "--cluster", address, "--lang", lang]) == code
        text = capsys.readouterr().err.strip()
        assert len(text.splitlines()) == 1
        return text

    assert "tcp://" in said("nonsense", 2)
    monkeypatch.setattr(dask_pool, "CONNECT", 0.5)
    assert "tcp://127.0.0.1:9" in said("tcp://127.0.0.1:9", 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert '".[cluster]"' in said("tcp://127.0.0.1:9", 2)
