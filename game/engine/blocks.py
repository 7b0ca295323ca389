"""Blocks: consecutive rules and flows of a phase, written as one straight-line function.

What a block does is exactly what its actions do one after the other; it only spares the calls between
them, works out shared parts once until a track they read has changed, and leaves out a rule in which no
game has anything to do. A ledger wants each rule by itself: then the actions run one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.pack.tree import Node

from .actions import Action
from .clock import Env
from .codegen import Symbols, Unit, Writer
from .games import Games
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

    def run(self, games: Games, env: Env) -> None:
        """Runs the block for every game; a batch of one goes over plain numbers."""
        assert self.unit is not None
        if games.n > 1:
            self.unit(games.S, games.C, env)
            return
        A, C = games.S[:, 0].tolist(), games.C[:, 0].tolist()
        self.unit.alone(A, C, env)
        games.S[:, 0] = A
        if any(line.action.later_rows for line in self.lines):
            games.C[:, 0] = C


def make_blocks(symbols: Symbols, layout: Layout, lines: Sequence[RuleLine]) -> list[Block]:
    """Cuts a phase's rules at those that repeat."""
    blocks: list[Block] = []
    run: list[RuleLine] = []
    for line in [*lines, None]:
        if line is not None and line.repeat == 1:
            run.append(line)
            continue
        if run:
            blocks.append(Block(tuple(run), write_block(symbols, layout, tuple(run))))
            run = []
        if line is not None:
            blocks.append(Block((line,), None))
    return blocks


def write_block(symbols: Symbols, layout: Layout, lines: Sequence[RuleLine]) -> Unit:
    names = list(layout.tracks)

    def body(w: Writer) -> None:
        for line in lines:
            w.rule = line.rule
            if line.when is None:
                write_action(w, layout, line.action)
            else:
                with w.guard(line.when):
                    write_action(w, layout, line.action)
            w.forget({names[row] for row in line.action.rows})

    return Unit(symbols, f"block:{lines[0].rule}", body)


def write_action(w: Writer, layout: Layout, action: Action) -> None:
    """The lines of one action: all amounts first, then constants, adds, sets, ranges, as `Hand.run` does."""
    rest = action.rest
    adds, sets, laters = ([w.amount(n) for _, n in part] for part in (rest.adds, rest.sets, rest.laters))
    for c in action.constants:
        add(w, c.row, repr(c.total))
    for (row, _), text in zip(rest.adds, adds, strict=True):
        add(w, row, text)
    for (row, _), text in zip(rest.sets, sets, strict=True):
        w.emit(f"A[{row}][:] = {text}", f"A[{row}] = {text} + 0.0")
    for (site, _), text in zip(rest.laters, laters, strict=True):
        row = site.row + site.delay - 1
        w.emit(f"C[{row}] += np.asarray({text}, dtype=np.int16)", f"C[{row}] += int({text})")
    for row in action.rows:
        keep(w, row, layout.low[row], layout.high[row])


def add(w: Writer, row: int, text: str) -> None:
    """Adds to a row in place."""
    w.emit(f"r = A[{row}]", "pass")
    w.emit(f"r += {text}", f"A[{row}] += {text}")


def keep(w: Writer, row: int, low: float, high: float) -> None:
    """Keeps a row within its range."""
    w.emit(f"r = A[{row}]")
    w.emit(f"most(r, {low!r}, out=r)", f"if r < {low!r}: A[{row}] = {low!r}")
    w.emit(f"least(r, {high!r}, out=r)", f"if r > {high!r}: A[{row}] = {high!r}")
