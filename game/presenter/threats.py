"""What threatens: the ways to lose that are nearest, with the figure that decides each and its limit."""

from __future__ import annotations

from game.engine import Games
from game.pack.tree import Node

from .figures import Figures

NEAR = 0.35  # of a figure's range: a limit further off is no threat yet
MOST = 3


def threats(figures: Figures, games: Games) -> list[str]:
    """The nearest losses of the seat: "Bond crisis (10-year yield 2.10%, lost at 4.80%)"."""
    program, seat = figures.program, figures.knowledge.seat
    found: list[tuple[float, str]] = []
    for name, entry in program.pack.endings.items():
        if not entry.item.loss or (entry.item.losers and seat not in entry.item.losers):
            continue
        near = [n for n in nearest(figures, games, program.ending_condition(name)) if n[0] <= NEAR]
        if near:
            distance, track, limit = min(near)
            now = figures.knowledge.value(games, track)
            words = figures.words(
                "turn.threat", ending=figures.text(entry.item.title), title=figures.title(track),
                now=figures.value(track, now), limit=figures.value(track, limit),
            )  # fmt: skip
            found.append((distance, words))
    return [words for _, words in sorted(found)[:MOST]]


def nearest(figures: Figures, games: Games, node: Node) -> list[tuple[float, str, float]]:
    """The limits in a condition: how far off in the figure's range, which figure, where the limit lies.

    Of conditions that must hold together the farthest counts: all of them have to be met.
    """
    if node.op == "or":
        return [n for arg in node.args for n in nearest(figures, games, arg)]
    if node.op == "and":
        parts = [nearest(figures, games, arg) for arg in node.args]
        return [max(min(p) for p in parts)] if all(parts) else []
    if node.op not in ("<=", ">=", "<", ">") or len(node.args) != 2:
        return []
    a, b = node.args
    if a.op != "track" or b.op != "const" or a.name not in figures.gauges or not figures.knowledge.knows(games, a.name):
        return []
    now, rising = figures.knowledge.value(games, a.name), node.op.startswith(">")
    gap = (b.value - now) if rising else (now - b.value)
    return [(figures.weight(a.name, max(0.0, gap)), a.name, b.value)]
