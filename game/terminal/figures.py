"""A seat's figures as spans: changes with an arrow and a colour, seats in theirs, scores with a bar."""

from __future__ import annotations

from dataclasses import dataclass

from game.presenter import figures
from game.presenter.values import Change
from game.texts.formats import number

from .blocks import Line, Span

FLAG = figures.FLAG
NOTHING = "±0"  # how a change is written that is too small to be seen
BAR = 10  # cells of a score's bar


@dataclass
class Figures(figures.Figures):
    """The figures that one seat sees, in one language, as a terminal shows them."""

    pictures: bool = True  # whether bars, ladders and columns can be seen

    def change(self, name: str, amount: float, arrow: bool = True) -> Span:
        """A change, with an arrow for the way and a colour for whether it is for the better."""
        return change_span(self.changed(name, amount), arrow)

    def seat(self, seat: str) -> Span:
        """A seat's name in its colour."""
        place = self.program.seats.index(seat)
        return Span(self.seat_title(seat), f"seat{min(place, 3)}")


def change_span(change: Change, arrow: bool = True) -> Span:
    """A change as a span; an empty one where it is too small to be seen."""
    if not change:
        return Span("", "dim")
    style = "" if change.good is None else "good" if change.good else "bad"
    picture = f"{'▲' if change.amount > 0 else '▼'}{change.text.lstrip('+-')}" if arrow else change.text
    return Span(picture, style, spoken=change.text)


def bar(value: float) -> Span:
    """A score from 0 to 100 as a bar; empty where nobody may know it."""
    full = max(0, min(BAR, round(value / 100 * BAR))) if value == value else 0
    return Span("█" * full + "░" * (BAR - full), spoken="")


def score_line(title: str, value: float, change: Change) -> list[Line]:
    """A dimension as cells: its name, its bar, its value, its change."""
    return [title, bar(value), Span(number(value), "strong"), change_span(change) if change else ""]
