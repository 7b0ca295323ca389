"""One text for a position: every number of one game by name, a line each, `?` for what a seat may not see.

    position village year book
    at 2026Q1 council 0 mayor
    step 1
    seed 1234567
    track coins 20.0
    used save 1

`used` counts uses in the game, `used_before` those before this turn, `used_ago` those before the last turns;
`ago` is a track's value turns ago; `later` counts delayed effects that land in so many turns; the rest are goals
dealt, events drawn, passes and the ending by their names in the layout; `forced` draws come with turn and time. What is 0 is left out, but a hidden number
is always there, so that the text of a view does not tell which hidden numbers are 0. The text of a whole game reads
back bit for bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .errors import UnreadablePosition
from .games import Games
from .notation import decision_text

if TYPE_CHECKING:
    from .program import Program

HIDDEN = "?"


def place_text(program: Program, games: Games) -> str:
    """Where games stand, shortly: turn, phase, slot and seat, as a move's text begins; "over" at the end.

    >>> from game.engine import compile_pack; from game.pack import Pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> place_text(program, program.start(1))
    '2030Q1 news 0 island'
    """
    decision, step = program.decision(games), program.step(games)
    if decision is not None:
        return decision_text(decision)
    return "over" if step is None or games.over.all() else f"{step.clock.id} {step.kind}"


def rows(program: Program) -> tuple[dict[str, int], dict[str, int]]:
    """Names of all float rows and of all counter rows, as they stand in texts."""
    lay = program.compiled.layout
    floats = {f"track {name}": row for name, row in lay.tracks.items()}
    floats |= {f"ago {name} {turns}": row for (name, turns), row in lay.past.items()}
    counters = {f"used {name}": row for name, row in lay.uses.items()}
    counters |= {f"used_before {name}": row + lay.use_count for name, row in lay.uses.items()}
    counters |= {f"used_ago {name} {turns}": row for (name, turns), row in lay.used_past.items()}
    counters |= {f"later {s.id} {turns + 1}": s.row + turns for s in lay.sites for turns in range(s.delay)}
    return floats, {**counters, **{f"state {name}": row for name, row in lay.named.items()}}


def position_text(program: Program, games: Games, k: int = 0, seat: str | None = None) -> str:
    """Game k as lines of text; with `seat`, as that seat sees it.

    :raises UnknownName: for an unknown seat.
    """
    one = games.take([k])
    hidden: frozenset[int] = frozenset()
    seed = str(int(one.seeds[0]))
    if seat is not None:
        one = program.observe(one, seat)
        hidden, seed = frozenset(map(int, program.views.secret[seat])), HIDDEN
    lines = [f"position {program.pack.info.id} {program.scenario} {program.profile}", f"at {place_text(program, one)}"]
    lines += [f"step {one.step}", f"seed {seed}"]
    lines += [f"forced {turn} {time} {rule} {value!r}" for (turn, rule, time), value in sorted(one.forced.items())]
    floats, counters = rows(program)
    for name, row in floats.items():
        value = float(one.S[row, 0])
        if value:  # NaN too
            lines.append(f"{name} {HIDDEN if np.isnan(value) else repr(value)}")
    for name, row in counters.items():
        if row in hidden or one.C[row, 0]:
            lines.append(f"{name} {HIDDEN if row in hidden else one.C[row, 0]}")
    return "\n".join(lines) + "\n"


def parse_position(program: Program, text: str) -> Games:
    """The batch of one that a position's text describes.

    :raises UnreadablePosition: naming the line, where the text is of other rules, is a seat's view, or names something
        twice or that is not there.
    """
    floats, counters = rows(program)
    S, C = np.zeros((len(floats), 1)), np.zeros((len(counters), 1), np.int16)
    forced: dict[tuple[int, str, int], float] = {}
    made = Games(S, C, np.zeros(1, np.uint64), np.arange(1), 0, forced, program.compiled.layout.named["ending"])
    head, *lines = text.splitlines() or [""]
    wanted = f"position {program.pack.info.id} {program.scenario} {program.profile}"
    if head != wanted:
        raise UnreadablePosition(1, head, "head", wanted=wanted)
    found: set[str] = set()
    place = ""
    for number, line in enumerate(lines, 2):
        name, _, value = line.rpartition(" ")
        if line.startswith("at "):
            name, place = "at", line.removeprefix("at ")
        if name in found:
            raise UnreadablePosition(number, line, "twice")
        found.add(name)
        if value == HIDDEN:
            raise UnreadablePosition(number, line, "seen")
        try:
            if name == "seed":
                made.seeds[0] = int(value)
            elif name == "step":
                made.step = int(value)
            elif name.startswith("forced "):
                turn, time, rule = name.split(" ", 3)[1:]
                forced[int(turn), rule, int(time)] = finite(value)
            elif name in floats:
                S[floats[name]] = finite(value)
            elif name in counters:
                C[counters[name]] = int(value)
            elif name != "at":
                raise UnreadablePosition(number, line, "unknown")
        except (ValueError, OverflowError) as e:
            if isinstance(e, UnreadablePosition):
                raise
            raise UnreadablePosition(number, line, "unfit", value=value) from e
    missing = [name for name in ("at", "step", "seed") if name not in found]
    if missing:
        raise UnreadablePosition(1, head, "missing", name=missing[0])
    if not 0 <= made.step <= len(program.compiled.steps) or place != place_text(program, made):
        raise UnreadablePosition(2, f"at {place}", "elsewhere", step=made.step)
    return made


def finite(value: str) -> float:
    """A number that is neither NaN nor infinite.

    :raises ValueError: for anything else.
    """
    number = float(value)
    if not np.isfinite(number):
        raise ValueError(value)
    return number
