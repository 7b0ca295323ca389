"""Why a score ended where it did: each dimension's change as a sum of the tracks that moved, and their causes.

A dimension is a formula of tracks. Its change between two moments of a game is split by moving the tracks
from their old values to their new ones one after the other, in the order of the pack: the parts add up to
the change exactly. What is left at the start of that walk (the clock, counts of uses) is the part "time".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.engine import Cause, Games, Program
from game.pack import Text
from game.players.knowledge import ingredients

TIME = "time"


@dataclass(frozen=True)
class Attributed:
    """What one track did to a dimension; `track` is TIME for the clock. `causes`: why the track moved, largest first."""

    track: str
    amount: float
    causes: tuple[tuple[Text, float], ...] = ()


def attribution(
    program: Program, dimension: str, before: Games, after: Games, causes: Sequence[Cause] = ()
) -> list[Attributed]:
    """The parts of a dimension's change between two moments of one game, largest first; zero parts left out.

    `causes` are those that fell between the two moments. Their amounts are in the track's own unit.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> from game.engine import Ledger
    >>> after, ledger = program.start(1), Ledger()
    >>> before = after.copy()
    >>> program.play(after, [program.decision(after).index("letter.pass_on")], ledger)
    >>> [(part.track, part.amount) for part in attribution(program, "loyalty", before, after, ledger.causes)]
    [('trust', 4.0)]
    """
    seat = program.pack.dimensions[dimension].item.seat
    return split(program, ingredients(program, dimension), before, after, causes,
                 lambda games: program.score(games).dimensions[seat][dimension])  # fmt: skip


def composed(
    program: Program, name: str, before: Games, after: Games, causes: Sequence[Cause] = ()
) -> list[Attributed]:
    """The same for a named formula: what each track that it is made of did to it."""
    tracks = program.reads(name)
    names = [t for t in program.tracks if t in tracks]
    return split(program, names, before, after, causes, lambda games: program.values(games, name))


def total(program: Program, seat: str, before: Games, after: Games, causes: Sequence[Cause] = ()) -> list[Attributed]:
    """The same for a seat's total."""
    own = [d for d, e in program.pack.dimensions.items() if e.item.seat == seat]
    used = {t for d in own for t in ingredients(program, d)}
    names = [t for t in program.tracks if t in used]
    return split(program, names, before, after, causes, lambda games: program.score(games).total[seat])


def split(
    program: Program, names: Sequence[str], before: Games, after: Games, causes: Sequence[Cause],
    value: Callable[[Games], Any],
) -> list[Attributed]:  # fmt: skip
    """The walk from the old values of some tracks to the new ones, and what each step does to `value`."""
    rows = [program.tracks[n].row for n in names]
    walk = after.repeat(len(names) + 1)
    for k, row in enumerate(rows):
        walk.S[row, : k + 1] = before.S[row, 0]
    values = np.asarray(value(walk))
    start = float(value(before)[0])
    parts = [Attributed(TIME, float(values[0]) - start)]
    parts += [Attributed(name, float(values[k + 1] - values[k]), reasons(causes, name)) for k, name in enumerate(names)]
    return sorted((p for p in parts if abs(p.amount) > 1e-9), key=lambda p: -abs(p.amount))


def reasons(causes: Sequence[Cause], track: str) -> tuple[tuple[Text, float], ...]:
    """Why a track moved: its causes added up by title, the largest first."""
    sums: dict[tuple[str, str], list[float]] = {}
    titles: dict[tuple[str, str], Text] = {}
    for cause in causes:
        if cause.track == track:
            name = (cause.title.ja, cause.title.en)
            sums.setdefault(name, []).append(cause.amount)
            titles[name] = cause.title
    found = [(titles[name], sum(amounts)) for name, amounts in sums.items()]
    return tuple(sorted((f for f in found if abs(f[1]) > 1e-9), key=lambda f: -abs(f[1])))
