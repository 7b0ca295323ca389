"""Work beside the drawing: results on the main thread, one job for each key, errors as sentences."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from game.desktop.jobs import Jobs, Token

PATIENCE = 20.0  # seconds


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs(lambda e: f"Sentence: {e}.")
    yield made
    made.close()
    made.pool.shutdown(wait=True)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


def settle(jobs: Jobs) -> None:
    until(lambda: jobs.poll() * 0 + (not jobs.busy))


def fail(text: str) -> Callable[[Any], None]:
    def complain(value: Any) -> None:
        raise AssertionError(f"{text}: {value}")

    return complain


def test_the_work_runs_on_a_worker_and_the_result_arrives_on_the_main_thread(jobs: Jobs) -> None:
    heard: list[tuple[int, int]] = []
    jobs.submit("a", lambda _: threading.get_ident(), lambda w: heard.append((w, threading.get_ident())), fail("error"))
    assert jobs.busy
    until(lambda: jobs.ended.qsize())
    assert heard == []  # nothing is told before somebody asks
    assert jobs.busy
    assert jobs.poll() == 1
    assert not jobs.busy
    (worker, main) = heard[0]
    assert main == threading.get_ident() != worker


def test_a_new_job_takes_the_place_of_the_old_one(jobs: Jobs) -> None:
    began, tokens, heard = threading.Event(), list[Token](), list[str]()

    def long(token: Token) -> str:
        tokens.append(token)
        began.set()
        assert token.stop.wait(PATIENCE)
        return "old"

    jobs.submit("why", long, fail("the old one"), fail("error"))
    assert began.wait(PATIENCE)
    jobs.submit("other", lambda _: "other", heard.append, fail("error"))
    jobs.submit("why", lambda _: "new", heard.append, fail("error"))
    assert tokens[0].stopped()
    settle(jobs)
    assert sorted(heard) == ["new", "other"]


def test_a_result_that_has_come_is_not_told_once_its_job_was_replaced(jobs: Jobs) -> None:
    heard: list[str] = []
    jobs.submit("why", lambda _: "old", fail("the old one"), fail("error"))
    until(lambda: jobs.ended.qsize())
    jobs.submit("why", lambda _: "new", heard.append, fail("error"))
    settle(jobs)
    assert heard == ["new"]


def test_a_cancelled_job_that_has_not_begun_never_does(jobs: Jobs) -> None:
    gate = threading.Event()
    for i in range(2):  # as many as there are workers
        jobs.submit(f"busy {i}", lambda _: gate.wait(PATIENCE), lambda _: None, fail("error"))
    jobs.submit("late", lambda _: fail("it began")(0), fail("done"), fail("error"))
    jobs.cancel("late")
    assert not jobs.running("late")
    gate.set()
    settle(jobs)


def test_an_error_is_logged_in_full_and_told_in_a_sentence(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    with caplog.at_level(logging.ERROR):
        jobs.submit("broken", lambda _: {}["nothing"], fail("done"), heard.append)
        settle(jobs)
    assert heard == ["Sentence: 'nothing'."]
    assert "the job 'broken' has failed" in caplog.text
    assert "Traceback" in caplog.text
    assert "KeyError: 'nothing'" in caplog.text


def test_a_failing_listener_costs_no_other_result(jobs: Jobs) -> None:
    heard: list[int] = []
    jobs.submit("a", lambda _: 1, fail("this listener breaks"), fail("error"))
    until(lambda: jobs.ended.qsize() == 1)
    jobs.submit("b", lambda _: 2, heard.append, fail("error"))
    until(lambda: jobs.ended.qsize() == 2)
    with pytest.raises(AssertionError, match="this listener breaks"):
        jobs.poll()
    assert jobs.poll() == 1
    assert heard == [2]


def test_progress_and_waking(jobs: Jobs) -> None:
    gate, told, wakes = threading.Event(), threading.Event(), list[int]()
    jobs.wake = lambda: wakes.append(1)

    def work(token: Token) -> int:
        token.heard(0.5)
        told.set()
        return int(gate.wait(PATIENCE))

    jobs.submit("slow", work, lambda _: None, fail("error"))
    assert told.wait(PATIENCE)
    assert (jobs.progress("slow"), jobs.progress("none"), wakes) == (0.5, 0.0, [])
    gate.set()
    until(lambda: wakes)
    settle(jobs)
    assert (wakes, jobs.progress("slow")) == ([1], 0.0)


def test_closing_waits_for_nothing_and_nothing_is_told_afterwards(jobs: Jobs) -> None:
    gate, began, stopped = threading.Event(), threading.Event(), list[bool]()
    jobs.wake = lambda: fail("woken")(0)

    def work(token: Token) -> None:
        began.set()
        gate.wait(PATIENCE)
        stopped.append(token.stopped())

    jobs.submit("slow", work, fail("done"), fail("error"))
    assert began.wait(PATIENCE)
    jobs.close()  # returns while the job still waits for the gate
    assert not jobs.busy
    jobs.submit("late", lambda _: None, fail("done"), fail("error"))
    assert not jobs.busy
    assert stopped == []
    gate.set()
    jobs.pool.shutdown(wait=True)
    assert jobs.poll() == 0
    assert stopped == [True]
