"""What commands that play studies share: where to play them, and what to say when workers fail."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from .common import FAILED, WRONG_USE, Failure, note, say

if TYPE_CHECKING:
    from game.study.executors import Pool
    from game.study.pool_errors import PoolError

INSTALL = 'python -m pip install ".[{extra}]"'

# code -> what to say; {} is the address
SENTENCES = {
    "no-dask": (
        f"クラスターには dask が要ります。プロジェクトのフォルダで「{INSTALL.format(extra='cluster')}」を実行してください。",
        f"A cluster takes dask: run `{INSTALL.format(extra='cluster')}` in the project's folder.",
    ),
    "address": (
        "「{}」は、クラスターの住所の形（tcp://名前:番号）ではありません。",
        "'{}' is not a cluster's address, which reads tcp://HOST:PORT.",
    ),
    "unreachable": (
        "クラスター {} につながりません。住所と、スケジューラーが動いているかを確かめてください。",
        "The cluster {} cannot be reached: check the address, and that its scheduler runs.",
    ),
    "no-workers": (
        "クラスター {} に、働くプロセスがありません。「dask worker {}」で始めてください。",
        "The cluster {} has no workers: start some with `dask worker {}`.",
    ),
    "lost": (
        "クラスター {} とのつながりが切れました。スケジューラーを確かめて、もう一度始めてください。",
        "The connection to the cluster {} was lost: look after its scheduler, then start again.",
    ),
    "killed": (
        "プロセスが繰り返し失われました。メモリーの空きを確かめるか、--jobs を減らしてください。",
        "Processes were lost again and again: look for free memory, or take fewer with --jobs.",
    ),
    "other-code": (
        "クラスターのゲームは別の版です。同じ版をすべての機械に入れてください。",
        "The cluster has another version of the game: install the same one on all its machines.",
    ),
    "no-package": (
        "クラスターにこのゲームが入っていません。同じ版を、スケジューラーとすべての機械に入れてください。",
        "The cluster does not have the game: install the same version for its scheduler and on all its machines.",
    ),
}


def failure_of(error: PoolError) -> Failure:
    """The sentence of an error, with the exit code."""
    ja, en = SENTENCES[error.code]
    code = WRONG_USE if error.code in ("address", "no-dask") else FAILED
    return Failure(ja.replace("{}", error.detail), en.replace("{}", error.detail), code)


def pool_of(a: argparse.Namespace) -> Pool:
    """The pool that `--jobs` and `--cluster` ask for.

    :raises Failure: where there is no such cluster.
    """
    from game.study.executors import open_executor
    from game.study.pool_errors import PoolError

    try:
        return open_executor(a.jobs, a.cluster)
    except PoolError as e:
        raise failure_of(e) from e


def lost_note(a: argparse.Namespace) -> Callable[[int], None]:
    """Says that parts of a study are played again."""

    def lost(parts: int) -> None:
        note(
            say(
                a,
                f"プロセスが失われました。残りの{parts}組を、新しいプロセスで続けます。結果は変わりません。",
                f"A process was lost; the {parts} parts that are missing are played in new ones. The results are the same.",
            )
        )

    return lost
