"""A change as steps that add up to it: each with its reason, its amount, and what lies behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine import Cause
from game.study.attribution import TIME, Attributed, reasons

from .figures import Figures, scored
from .values import Change


@dataclass(frozen=True)
class Step:
    """One step: what moved (`track`, "" for a cause that is no figure), by how much, and why it did in words."""

    title: str
    change: Change
    track: str = ""
    why: str = ""


def track_steps(figures: Figures, name: str, causes: Sequence[Cause]) -> tuple[Step, ...]:
    """Why a track moved: its causes, the largest first, in its own unit. They add up to its change."""
    return tuple(Step(figures.text(t), exact(figures, name, a)) for t, a in reasons(causes, name))


def steps_of(figures: Figures, name: str, parts: Sequence[Attributed]) -> tuple[Step, ...]:
    """What each figure did to a formula `name`, or to a score where that is "": the steps add up to the change."""
    found: list[Step] = []
    for part in parts:
        title = figures.words("debrief.time") if part.track == TIME else figures.title(part.track)
        change = exact(figures, name, part.amount) if name else tenths(part.amount)
        why = "" if part.track == TIME else figures.reason(part.causes, part.track)
        found.append(Step(title, change, "" if part.track == TIME else part.track, why))
    return tuple(found)


def exact(figures: Figures, name: str, amount: float) -> Change:
    """A change that keeps its amount where it is too small to be written."""
    change = figures.changed(name, amount)
    return change if change else Change(amount, "")


def tenths(amount: float) -> Change:
    """A change of a score to a tenth of a point, with its amount where it is too small to be written."""
    change = scored(amount, 0.0, 1)
    return change if change else Change(amount, "")
