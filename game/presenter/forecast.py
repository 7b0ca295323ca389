"""A forecast in words: for each option the bands of what may follow, how often it wins, how it differs, likely endings.

`study.forecast.forecast` yields pictures, each better than the one before; a picture becomes a `Fan` here. Run it on a
worker and draw the newest: `Forecast(session.table, ...)` does that, with progress, and can be cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from game.engine import Choice
from game.players.table import Table
from game.study.forecast import BANDS, TOTAL, Floats, Picture, Plan, forecast, promising
from game.texts.formats import number, signed, turn_name

from .figures import Figures
from .values import NONE, Change, Value

ENDINGS = 3  # endings that are named
RARE = 200  # an ending that comes in fewer than one of so many worlds is not named
LOW, MIDDLE, HIGH = BANDS.index(10), BANDS.index(50), BANDS.index(90)


@dataclass(frozen=True)
class Band:
    """What a value may be at a moment: 10, 25, 50, 75 and 90 per cent of the worlds lie at or below."""

    when: str
    low: Value
    lower: Value
    middle: Value
    upper: Value
    high: Value


@dataclass(frozen=True)
class Curve:
    """A value from now to the horizon: a dimension, the total, or a figure. `score`: whether it runs from 0 to 100.
    `apart`: how much higher it ends on average than with the other options looked at, in the same worlds."""

    id: str
    title: str
    score: bool
    bands: tuple[Band, ...]
    apart: Change


@dataclass(frozen=True)
class Fan:
    """One option: its curves, the share of worlds that it wins (with its interval, in per cent), where it departs most
    from the other options looked at, and the endings it comes to."""

    index: int
    id: str
    title: str
    curves: tuple[Curve, ...]
    share: float
    wins: str
    differs_in: str
    differs_by: Change
    differs: str
    endings: str


@dataclass(frozen=True)
class View:
    """What is known so far, for `quarters` turn ends. `whole`: whether every world was played to its end."""

    worlds: int
    quarters: int
    horizon: str
    whole: bool
    fans: tuple[Fan, ...]


def view(figures: Figures, picture: Picture, choices: Sequence[Choice]) -> View:
    """A picture in words; `choices` are the decision's options."""
    bands = {name: picture.bands(name) for name in picture.samples}
    fans = tuple(fan(figures, picture, k, choices[i], bands) for k, i in enumerate(picture.options))
    horizon = turn_name(picture.turns[-1], figures.words.lang)
    return View(picture.worlds, picture.quarters, horizon, picture.whole, fans)


def fan(figures: Figures, picture: Picture, k: int, choice: Choice, bands: Mapping[str, Floats]) -> Fan:
    """One option of a picture, with the bands of all its values."""
    name, amount = picture.differs(k)
    change = Change(amount, signed(amount, 1), amount > 0)
    return Fan(
        index=choice.index,
        id=choice.id,
        title=figures.text(choice.title),
        curves=tuple(curve(figures, picture, n, k, bands[n][:, :, k]) for n in picture.samples),
        share=float(picture.wins(k)["share"]),
        wins=wins(figures, picture, k),
        differs_in=name,
        differs_by=change,
        differs=difference(figures, picture, k),
        endings=endings(figures, picture, k),
    )


def curve(figures: Figures, picture: Picture, name: str, k: int, bands: Floats) -> Curve:
    """A value's bands from now to the horizon for one option; `bands` (quantiles, moments)."""
    scored = name == TOTAL or name in figures.program.pack.dimensions
    words = figures.words
    moments = [
        words("forecast.now"),
        *(words("forecast.by_end", turn=turn_name(t, words.lang)) for t in picture.turns),
    ]
    found: list[Band] = []
    for i, moment in enumerate(moments):
        values = [float(x) for x in bands[:, i]]
        found.append(Band(moment, *(Value(x, number(x, 1) if scored else figures.value(name, x)) for x in values)))
    return Curve(name, title(figures, name), scored, tuple(found), apart(figures, picture, name, k, scored))


def apart(figures: Figures, picture: Picture, name: str, k: int, scored: bool) -> Change:
    """How much higher a value ends with one option than with the others."""
    amount = float(picture.against_others(name, k).mean())
    if not scored:
        return figures.changed(name, amount)
    text = signed(amount, 1)
    return NONE if text == "±0" else Change(amount, text, amount > 0)


def title(figures: Figures, name: str) -> str:
    """What a value is called."""
    pack = figures.program.pack
    if name == TOTAL:
        return figures.words("score.total")
    return figures.text(pack.dimensions[name].item.title) if name in pack.dimensions else figures.title(name)


def wins(figures: Figures, picture: Picture, k: int) -> str:
    """The win rate with its interval, or how many would win as it stands where the games go on."""
    found = picture.wins(k)
    share, low, high = (number(100 * x) for x in (found["share"], *found["ci95"]))
    if picture.whole:
        return figures.words("forecast.wins", share=share, low=low, high=high)
    return figures.words("forecast.ahead", share=share, low=low, high=high)


def difference(figures: Figures, picture: Picture, k: int) -> str:
    """The dimension in which an option departs most from the others."""
    name, amount = picture.differs(k)
    text = signed(amount, 1)
    if not name or text == "±0":
        return figures.words("forecast.same")
    return figures.words("forecast.differs", title=title(figures, name), amount=text)


def endings(figures: Figures, picture: Picture, k: int) -> str:
    """The most frequent endings; "" where no game has ended."""
    words, pack = figures.words, figures.program.pack
    named = [
        words("forecast.ending", title=figures.text(pack.endings[e].item.title), share=number(100 * n / picture.worlds))
        for e, n in picture.endings(k)[:ENDINGS]
        if n * RARE >= picture.worlds
    ]
    if not named:
        return ""
    text = words("list.comma").join(named)
    return words("forecast.endings", endings=text) if picture.whole else words("forecast.early", endings=text)


class Forecast:
    """A forecast beside the drawing: look at `view()` once a frame, `done` says whether anything better will come.

    It holds for the decision at which it was begun; cancel it when that is left. To have it in another language, set
    `figures`.
    """

    def __init__(self, figures: Figures, table: Table, options: Sequence[int] = (), plan: Plan | None = None) -> None:
        """`options`: those to compare; by default the ones that the seat's own rules want most."""
        decision = table.decision
        if decision is None:
            raise ValueError("the game is over: there is nothing to foresee")
        self.figures, self.choices = figures, decision.options
        self.stop, self.progress = Event(), 0.0
        self.picture: Picture | None = None
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="forecast")
        program, seat, game = table.program, figures.knowledge.seat, table.games.copy()
        chosen = tuple(options) or promising(program, game, seat)
        left = len(program.turns) - decision.turn
        wanted = (plan or Plan()).quarters
        self.quarters = left if wanted is None else max(1, min(wanted, left))  # that it will reach
        self.until = program.turns[decision.turn + self.quarters - 1]
        pictures = forecast(program, game, seat, chosen, plan, stopped=self.stop.is_set, progress=self.heard)
        self.work: Future[None] = self.pool.submit(self.run, pictures)
        self.pool.shutdown(wait=False)

    def run(self, pictures: Iterator[Picture]) -> None:
        """Keeps the newest picture."""
        for picture in pictures:
            self.picture = picture

    def heard(self, part: float) -> None:
        """How much is done, 0 to 1."""
        self.progress = part

    @property
    def horizon(self) -> str:
        """The last turn that it will reach."""
        return turn_name(self.until, self.figures.words.lang)

    @property
    def done(self) -> bool:
        """Whether it has ended; where it has failed, asking raises what went wrong."""
        if self.work.done():
            self.work.result()
            return True
        return False

    def view(self) -> View | None:
        """What is known so far, None before the first glance."""
        return None if self.picture is None else view(self.figures, self.picture, self.choices)

    def cancel(self) -> None:
        """Stops between two steps; what is known by then stays."""
        self.stop.set()
