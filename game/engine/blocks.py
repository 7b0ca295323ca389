"""Blocks: consecutive rules and flows of a phase, written as one straight-line function.

What a block does is exactly what its actions do one after the other; it only spares the calls between
them, works out shared parts once until a track they read has changed, and leaves out a rule in which no
game has anything to do. A ledger wants each rule by itself: then the actions run one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.pack.formula import Node

from .actions import Action
from .codegen import Symbols, Unit, Writer
from .layout import Layout


@dataclass(frozen=True)
class RuleLine:
    """A rule or flow of a phase: its action, and whether it runs again while its condition holds."""

    rule: str
    action: Action
    repeat: int = 1
    when: Node | None = None


@dataclass(frozen=True)
class Block:
    """Rules that run in one go, or a single one that repeats (then `unit` is None)."""

    lines: tuple[RuleLine, ...]
    unit: Unit | None


def make_blocks(symbols: Symbols, layout: Layout, lines: Sequence[RuleLine]) -> list[Block]:
    """Cuts a phase's rules at those that repeat."""
    blocks: list[Block] = []
    run: list[RuleLine] = []
    for line in [*lines, None]:
        if line is not None and line.repeat == 1:
            run.append(line)
            continue
        if run:
            blocks.append(Block(tuple(run), write_block(symbols, layout, run)))
            run = []
        if line is not None:
            blocks.append(Block((line,), None))
    return blocks


def write_block(symbols: Symbols, layout: Layout, lines: Sequence[RuleLine]) -> Unit:
    names = list(layout.tracks)
    w = Writer(symbols, lines[0].rule)
    for line in lines:
        w.rule = line.rule
        if line.when is None:
            write_action(w, layout, line.action)
        else:
            with w.guard(line.when):
                write_action(w, layout, line.action)
        w.forget({names[row] for row in line.action.rows})
    name = f"block:{lines[0].rule}"
    return Unit(name, "A, C, E", w.lines or ["pass"], symbols.constants)


def write_action(w: Writer, layout: Layout, action: Action) -> None:
    """The lines of one action: all amounts first, then constants, adds, sets, ranges, as `Hand.run` does."""
    rest = action.rest
    adds, sets, laters = ([w.amount(n) for _, n in part] for part in (rest.adds, rest.sets, rest.laters))
    for c in action.constants:
        change(w, c.row, f"r += {c.total!r}")
    for (row, _), text in zip(rest.adds, adds, strict=True):
        change(w, row, f"r += {text}")
    for (row, _), text in zip(rest.sets, sets, strict=True):
        change(w, row, f"r[:] = {text}")
    for (site, _), text in zip(rest.laters, laters, strict=True):
        w.emit(f"r = C[{site.row + site.delay - 1}]")
        w.emit(f"r += np.asarray({text}, dtype=np.int16)")
    for row in action.rows:
        change(w, row, f"most(r, {layout.low[row]!r}, out=r)")
        w.emit(f"least(r, {layout.high[row]!r}, out=r)")


def change(w: Writer, row: int, line: str) -> None:
    w.emit(f"r = A[{row}]")
    w.emit(line)
