"""What moves the year's money: sliders whose stops are cards of the meeting, and the cards that stand on no slider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.node import Node
from game.desktop.kit.stops import Stop, Stops
from game.desktop.kit.text import Icon, Label
from game.desktop.kit.tiles import Tile
from game.presenter.debt import NOTHING
from game.presenter.levers import Lever, Measure, Notch
from game.presenter.values import Change

if TYPE_CHECKING:
    from game.desktop.app import App

KINDS = ("yearly", "once", "promise", "confidence")
VALUE = 80.0  # width for where a slider stands, at a text scale of 100 %
Choose = Callable[[int], object]


def worth(lever: Lever, known: Mapping[int, Measure]) -> float:
    """How much money the options of a slider move at most, in trillion yen; -1 where none moves any."""
    found = [known[n.index] for n in lever.options if n.index in known]
    return max((max(abs(m.yearly.amount), abs(m.once.amount), abs(m.promised.amount)) for m in found), default=-1.0)


def ordered(levers: tuple[Lever, ...], known: Mapping[int, Measure]) -> list[Lever]:
    """Sliders that move money, those that move most first."""
    return sorted((x for x in levers if worth(x, known) >= 0), key=lambda x: -worth(x, known))


def stops_of(lever: Lever) -> list[Notch | None]:
    """The places of a slider from the lowest to the highest; None for where it stands now."""
    below = [n for n in lever.options if n.stands.number < lever.value.number]
    above = [n for n in lever.options if n.stands.number >= lever.value.number]
    return [*below, None, *above]


def slider(app: App, lever: Lever, chosen: int, choose: Choose | None) -> Node:
    """A slider with its name and where it stands, or where the chosen option would put it."""
    places = stops_of(lever)
    at = next((i for i, n in enumerate(places) if n is not None and n.index == chosen), places.index(None))
    notch = places[at]
    text = lever.value.text if notch is None else notch.stands.text

    def moved(number: int) -> None:
        place = places[number]
        if choose is not None:
            choose(NOTHING if place is None else place.index)

    title = Label(lever.title, theme.SMALL, key=f"budget.figure.{lever.id}", tip=f"why:{lever.id}")
    value = Label(text, theme.SMALL_STRONG, theme.BRASS if notch else theme.LIGHT, align=1.0)
    wide = VALUE * app.settings.text_scale / 100
    stops = [Stop("" if n is None else n.title, now=n is None, open=n is None or n.legal) for n in places]
    track = Stops(
        stops=stops, at=at, change=moved if choose is not None else None, key=f"budget.lever.{lever.id}", spoken=lever.title, grow=1,
    )  # fmt: skip
    return Column([title, Row([track, Frame(value, pad=0, wide=wide, widest=wide)], gap=6)], gap=0)


def measure_tile(app: App, measure: Measure, chosen: int, choose: Choose | None) -> Node:
    """A card that stands on no slider."""
    on = measure.index == chosen
    head = Row(
        [
            None if measure.legal else Icon("lock", 13, theme.MUTED),
            Label(measure.title, theme.SMALL, theme.LIGHT if measure.legal else theme.MUTED, grow=1),
        ],
        gap=7,
    )
    sums = [
        Label(app.words(f"budget.brief_{kind}", amount=change.text), theme.TINY_STRONG, colour_of(change), single=True)
        for kind, change in changes(measure).items()
        if change
    ]
    return Tile(
        child=Column([head, Flow(sums, gap=10)], gap=0), on=on, pad=(12.0, 5.0), key=f"budget.card.{measure.id}",
        action=None if choose is None else lambda: choose(NOTHING if on else measure.index),
    )  # fmt: skip


def changes(measure: Measure) -> dict[str, Change]:
    """What a card does to the money and to the market's confidence, by kind."""
    return dict(zip(KINDS, (measure.yearly, measure.once, measure.promised, measure.confidence), strict=True))


def colour_of(change: Change) -> theme.Colour:
    return change_label(change).colour
