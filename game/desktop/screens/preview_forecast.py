"""What an option leads to beside another: a forecast that runs beside the drawing, and its picture as fans."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Grid, Row, Space
from game.desktop.kit.charts import Meter
from game.desktop.kit.controls import heading
from game.desktop.kit.fans import Case, FanChart, Swatch
from game.desktop.kit.node import Node
from game.desktop.kit.plots import End, range_of, round_steps
from game.desktop.kit.text import Label
from game.presenter.forecast import Curve, Fan, Forecast, View, promising
from game.presenter.options import Card, Deck
from game.study.forecast import TOTAL, Picture, Plan

if TYPE_CHECKING:
    from game.desktop.app import App

WITH, WITHOUT = theme.BRASS, theme.LIGHT
LEAST = 24.0  # points that a chart shows at least, so that small movements look small
log = logging.getLogger(__name__)


def beside(deck: Deck, table_options: tuple[int, ...], card: Card) -> Card | None:
    """What a card is compared with: doing nothing, else the best that the seat's own rules would rather do."""
    cards = {c.index: c for c in deck.cards if c.legal and c.index != card.index}
    passes = [c for c in cards.values() if c.is_pass]
    return passes[0] if passes else next((cards[i] for i in table_options if i in cards), None)


class Outlook:
    """The forecast of one card and of what it is compared with; `poll` says whether there is more to see."""

    def __init__(self, app: App, deck: Deck, card: Card) -> None:
        assert app.play is not None
        session = app.play.session
        self.app, self.card, self.trouble = app, card, False
        best: tuple[int, ...] = ()
        if not any(c.is_pass and c.legal for c in deck.cards):
            best = promising(session.program, session.table.games, session.figures.knowledge.seat)
        self.other = beside(deck, best, card)
        options = [card.index] if self.other is None else [card.index, self.other.index]
        self.forecast = Forecast(session.figures, session.table, options, Plan(quarters=None))
        self.worlds = Plan().worlds
        self.seen: Picture | None = None
        self.ended = False
        self.view: View | None = None

    def poll(self) -> bool:
        """Looks for a better picture; whether there is one, or the forecast has ended."""
        if self.ended:
            return False
        self.ended = self.over()
        picture = self.forecast.picture
        if picture is not self.seen:
            self.seen = picture
            self.view = self.forecast.view()
            return True
        return self.ended

    def over(self) -> bool:
        """Whether nothing more will come; what has gone wrong is logged, and told on the panel."""
        try:
            return self.forecast.done
        except (ArithmeticError, ValueError, LookupError):
            log.exception("the forecast of %s has failed", self.card.id)
            self.trouble = True
            return True

    def speak(self) -> None:
        """Words everything in the session's language."""
        assert self.app.play is not None
        self.forecast.figures = self.app.play.session.figures
        self.view = self.forecast.view()

    def cancel(self) -> None:
        self.forecast.cancel()

    @property
    def busy(self) -> bool:
        return not self.ended


def panel(app: App, outlook: Outlook) -> Node:
    """The forecast: what the two cases are, how often they win, the total, and each dimension."""
    words, view = app.words, outlook.view
    moments = outlook.forecast.quarters + 1
    parts: list[Node | None] = [head(app, outlook)]
    if view is None:
        if outlook.trouble:
            parts.append(Label(words("preview.no_forecast"), theme.BODY, theme.WARN))
        return Column([*parts, FanChart(moments=moments, tall=380.0, ground=theme.TABLE)], gap=10)
    mine, other = view.fans[0], view.fans[1] if len(view.fans) > 1 else None
    curves = {c.id: c for c in mine.curves}
    others = {c.id: c for c in other.curves} if other else {}
    span = widest([*curves.values(), *others.values()])
    total = Column(
        [title_row(app, curves[TOTAL], theme.LABEL), fan(app, outlook, curves[TOTAL], others.get(TOTAL), span, 138.0)],
        gap=2,
        grow=1,
    )
    legend: list[Node | None] = [
        case(app, mine, words("preview.with"), False, view.whole),
        case(app, other, without(app, outlook), True, view.whole) if other is not None else None,
    ]
    parts.append(Row([Column(legend, gap=12, grow=1), total], gap=22, align=0.0, wrap=True, even=True))
    small = [
        Column(
            [title_row(app, c, theme.SMALL_STRONG), Space(grow=1), fan(app, outlook, c, others.get(n), span, 112.0)],
            gap=1,
        )
        for n, c in curves.items()
        if n != TOTAL
    ]
    parts.append(Grid([*small, Label(words("preview.how"), theme.TINY, theme.MUTED)], narrow=205.0, gap=14))
    return Column(parts, gap=12)


def head(app: App, outlook: Outlook) -> Node:
    """The heading, with how far the forecast has come."""
    words, view = app.words, outlook.view
    if outlook.busy or view is None:
        text = words("preview.looking", worlds=f"{outlook.worlds:,}")
    else:
        text = words("preview.looked", worlds=f"{view.worlds:,}", turn=view.horizon)
    state = Label("" if outlook.trouble else text, theme.TINY, theme.MUTED, align=1.0)
    line = heading(words("preview.forecast"), state, icon="chart", style=theme.HEADING)
    bar = Meter(outlook.forecast.progress * 100 if outlook.busy else 100.0, colour=theme.BRASS, thick=3.0, wide=200.0)
    return Column([line, bar], gap=6)


def without(app: App, outlook: Outlook) -> str:
    """What the other case is called."""
    other = outlook.other
    if other is None or other.is_pass:
        return app.words("preview.without_any")
    return app.words("preview.without", title=other.title)


def case(app: App, fan: Fan, title: str, outlined: bool, whole: bool) -> Node:
    """One of the two cases: its sign, how often it wins, and the endings it comes to."""
    colour = WITHOUT if outlined else WITH
    share = Row(
        [
            Meter(fan.share * 100, colour=theme.MUTED if outlined else theme.BRASS, thick=10.0, wide=120.0, grow=1),
            Label(f"{fan.share * 100:.0f}%", theme.FIGURE, colour, single=True),
        ],
        gap=10,
    )
    return Column(
        [
            Row([Swatch(colour, outlined), Label(title, theme.LABEL, colour, grow=1)], gap=10),
            share,
            Label(fan.wins, theme.TINY, theme.MUTED),
            Label(fan.endings, theme.TINY, theme.LIGHT) if fan.endings else None,
        ],
        gap=4,
        key="preview.case." + ("without" if outlined else "with"),
    )


def title_row(app: App, curve: Curve, style: theme.Style) -> Node:
    """A chart's name, and how far the two cases end apart."""
    apart = (
        change_label(curve.apart)
        if curve.apart
        else Label(app.words("preview.same"), theme.TINY, theme.MUTED, single=True)
    )
    return Row(
        [Label(curve.title, style, grow=1), apart], gap=8, key=f"preview.curve.{curve.id}", tip=f"why:{curve.id}"
    )


def widest(curves: list[Curve]) -> float:
    """How many points every chart shows: as many as the one that needs most, so that steepness can be compared."""
    reach = [b for c in curves for b in c.bands]
    spans = [max(b.high.number for b in c.bands) - min(b.low.number for b in c.bands) for c in curves if c.bands]
    return max([LEAST, *spans]) if reach else LEAST


def fan(app: App, outlook: Outlook, mine: Curve, other: Curve | None, span: float, tall: float) -> FanChart:
    """A curve of both cases over everything that is left of the game."""
    cases = [Case(spreads(mine), WITH)]
    ends = [End(mine.bands[-1].middle.number, mine.bands[-1].middle.text, WITH, "circle")]
    values = [v for s in spreads(mine) for v in s]
    if other is not None:
        cases.append(Case(spreads(other), WITHOUT, outlined=True))
        ends.append(End(other.bands[-1].middle.number, other.bands[-1].middle.text, WITHOUT, "ring"))
        values += [v for s in spreads(other) for v in s]
    low, high = range_of(values, span * 1.16)
    moments = outlook.forecast.quarters + 1
    return FanChart(
        moments=moments, low=low, high=high, ticks=[(v, f"{v:.0f}") for v in round_steps(low, high, 3)],
        below=[(0, app.words("preview.now")), (moments - 1, outlook.forecast.horizon)], ends=ends, cases=cases, tall=tall,
        ground=theme.TABLE, spoken=mine.title,
    )  # fmt: skip


def spreads(curve: Curve) -> list[tuple[float, ...]]:
    """The quantiles at each moment."""
    return [tuple(v.number for v in (b.low, b.lower, b.middle, b.upper, b.high)) for b in curve.bands]
