"""What one's own move has just done: the figures it changed, and what it has brought to light."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from game.engine import Cause, Games
from game.players.table import Table

from .figures import Figures
from .readings import quiet
from .values import Change


@dataclass(frozen=True)
class Done:
    """A choice that a person has made: whose and when, how many causes lay before it, the game then, and the rows that
    it could touch."""

    seat: str
    turn: int
    phase: str
    option: str
    first: int
    before: Games
    touched: frozenset[str]

    def causes(self, table: Table) -> list[Cause]:
        """Everything that has followed from it so far."""
        return table.causes[self.first :]


@dataclass(frozen=True)
class Moved:
    """A figure that moved by a choice, in all."""

    id: str
    title: str
    change: Change


@dataclass(frozen=True)
class Learnt:
    """What has come to light: (title, value) pairs. `nothing`: the move could have told something and did not."""

    found: tuple[tuple[str, str], ...]
    nothing: bool


def result(figures: Figures, table: Table, causes: Sequence[Cause], turn: int) -> tuple[Moved, ...]:
    """What a move of `turn` has changed, the largest changes first: all that followed within the turn, else what the move
    itself did."""
    decision = table.decision
    if decision is None or decision.turn != turn:
        causes = [c for c in causes if c.kind in ("option", "cost") and c.turn == turn]
    sums: dict[str, float] = {}
    for cause in causes:
        if figures.visible(cause, table.games) and not quiet(figures, cause.track):
            sums[cause.track] = sums.get(cause.track, 0.0) + cause.amount
    moved = sorted((n for n, a in sums.items() if abs(a) > 1e-9), key=lambda n: -figures.weight(n, sums[n]))
    return tuple(Moved(n, figures.title(n), figures.changed(n, sums[n])) for n in moved)


def learnt(figures: Figures, before: Games, after: Games, touched: Set[str]) -> Learnt:
    """What the seat sees now and did not see before a move that could touch these tracks.

    A move that may lift a veil and has lifted none was inconclusive.
    """
    program, seat = figures.program, figures.knowledge.seat
    old, new = program.observe(before, seat).S[:, 0], program.observe(after, seat).S[:, 0]
    lifted = [t for t, needs in program.veils(seat).items() if touched & needs]
    told = {
        name(figures, t): value(figures, t, float(new[program.tracks[t].row]))
        for t in lifted
        if np.isnan(old[program.tracks[t].row]) and not np.isnan(new[program.tracks[t].row])
    }
    hidden = [t for t in lifted if np.isnan(new[program.tracks[t].row])]
    return Learnt(tuple(told.items()), bool(hidden) and not told)


def name(figures: Figures, track: str) -> str:
    """What a track is called; the headline of the next talks is one with that of these."""
    return figures.title("headline" if track == "headline_next" else track)


def value(figures: Figures, track: str, value: float) -> str:
    """A value in words, where it stands for an issue or for a kind of player."""
    pack = figures.program.pack
    if track in ("headline", "headline_next"):
        return figures.text(list(pack.agendas.values())[round(value)].item.title)
    for entry in pack.seats.values():
        if entry.item.character == track and entry.item.characters:
            return figures.text(pack.doctrines[entry.item.characters[round(value)]].item.title)
    return figures.value(track, value)
