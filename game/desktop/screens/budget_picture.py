"""The picture of the year's money: revenue and borrowing at the left, what it is spent on at the right, and the sum of it above."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.node import Node
from game.desktop.kit.streams import Stream, Streams
from game.desktop.kit.text import Label
from game.presenter import places
from game.presenter.budget import Budget, Item, plain, rounded_apart, share_of_sum
from game.presenter.values import NONE, Change, Value

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.presenter.figures import Figures

LEAST = 0.005  # trillion yen a year: less is written as nothing, and left out
OWED, LOST, COMES = theme.WARN, theme.BAD, theme.SERIES[0]
GROUPS = (theme.SERIES[5], theme.SERIES[2], theme.SERIES[3], theme.SERIES[0], theme.SERIES[4])
COLUMNS = (48.0, 48.0, 54.0)  # amount, share of GDP, change, at a text scale of 100 %


def sums(app: App, found: Budget, effect: Change, unit: str) -> Node:
    """How revenue, spending and interest come to what is borrowed. `effect`: what a chosen option does to the balance; `unit`: what the
    columns of the picture are."""
    words = app.words
    repaid = found.borrowed.number < 0
    last = Value(abs(found.borrowed.number), found.borrowed.text)
    parts = [
        term(words("budget.revenue"), found.revenue, COMES),
        sign("−"),
        term(words("budget.spending"), found.spending, theme.LIGHT),
        sign("＝"),
        Column(
            [
                Row([Label(words("budget.balance"), theme.TINY, theme.MUTED), moved(effect)], gap=6),
                Row(
                    [
                        Label(plain(found.balance.number), theme.HEADING, theme.LIGHT, single=True),
                        Label(
                            words("budget.share_of", share=found.balance_share.text), theme.TINY, theme.MUTED, single=True
                        ),
                    ],
                    gap=7,
                ),
            ],
            gap=0, key="budget.balance", tip=f"why:{places.BALANCE}",
        ),
        sign("−"),
        term(words("budget.interest"), found.interest, OWED),
        sign("＝"),
        term(words("budget.repaid" if repaid else "budget.borrowed"), last, OWED, minus=not repaid),
    ]  # fmt: skip
    return Column([Flow(parts, gap=11), Label(unit, theme.TINY, theme.MUTED, align=1.0)], gap=0)


def term(title: str, value: Value, colour: theme.Colour, minus: bool = False) -> Node:
    """One sum with its name above it."""
    amount = plain(-value.number if minus else value.number)
    return Column([Label(title, theme.TINY, theme.MUTED), Label(amount, theme.HEADING, colour, single=True)], gap=0)


def sign(text: str) -> Node:
    return Label(text, theme.HEADING, theme.MUTED, single=True)


def moved(effect: Change) -> Node | None:
    """What the chosen option does to a sum."""
    return change_label(effect) if effect else None


def picture(app: App, figures: Figures, found: Budget, effects: Mapping[str, Change] | None, tall: float) -> Node:  # fmt: skip
    """The streams. `effects`: what the chosen option does to each item, None where none is chosen."""
    words = app.words
    shown = [i for i in found.items if abs(i.amount.number) >= LEAST or (effects or {}).get(i.id)]
    revenue = [i for i in shown if i.side == "revenue"]
    lists = Lists(app, figures, found, effects)
    sources = [lists.head(words("budget.revenue"), found.revenue.number)]
    sources += [lists.item(i, COMES if i.amount.number > 0 else LOST) for i in revenue]
    borrowed = found.borrowed.number
    if borrowed > LEAST:
        sources.append(lists.sum(words("budget.borrowed"), borrowed, OWED))
    uses = [lists.head(words("budget.spending"), found.spending.number)]
    spending = [i for i in shown if i.side == "spending"]
    for number, (_, members) in enumerate(groupby(spending, key=lambda i: i.group)):
        inside, colour = list(members), GROUPS[number % len(GROUPS)]
        if len(inside) > 1:
            uses.append(lists.head(inside[0].group_title, sum(i.amount.number for i in inside), small=True))
        uses += [lists.item(i, colour, inset=len(inside) > 1) for i in inside]
    uses += [lists.item(i, OWED, strong=True) for i in shown if i.side == "interest"]
    if borrowed < -LEAST:
        uses.append(lists.sum(words("budget.repaid"), -borrowed, OWED))
    uses += [lists.item(i, LOST, hatched=True, strong=True) for i in shown if i.side == "promised"]
    scale = app.settings.text_scale / 100
    return Column(
        [
            Streams(sources=sources, uses=uses, left=0.31, right=0.46, tall=tall * (0.7 + 0.3 * scale), key="budget.streams"),
            *notes(app, figures, found, shown),
        ],
        gap=6,
    )  # fmt: skip


def notes(app: App, figures: Figures, found: Budget, shown: list[Item]) -> list[Node]:
    """What has to be said besides."""
    words, said = app.words, list[str]()
    if found.promised.number > LEAST:
        said.append(words("budget.promised_note"))
    if found.once.number > LEAST:
        said.append(words("budget.besides", amount=found.once.text))
    if apart(found, shown):
        said.append(words("budget.rounded"))
    return [Label((" " if words.lang == "en" else "").join(said), theme.TINY, theme.MUTED)] if said else []


def apart(found: Budget, shown: list[Item]) -> bool:
    """Whether any sum that is shown is not that of what is shown."""
    sides = {"revenue": found.revenue, "spending": found.spending}
    items = any(
        rounded_apart(whole.number, [i.amount.number for i in shown if i.side == side]) for side, whole in sides.items()
    )
    groups = any(
        rounded_apart(sum(amounts), amounts)
        for _, members in groupby((i for i in shown if i.side == "spending"), key=lambda i: i.group)
        if (amounts := [i.amount.number for i in members])
    )
    balance = rounded_apart(found.balance.number, [found.revenue.number, -found.spending.number])
    borrowed = rounded_apart(-found.borrowed.number, [found.balance.number, -found.interest.number])
    return items or groups or balance or borrowed


class Lists:
    """The lines of words beside the streams."""

    def __init__(self, app: App, figures: Figures, found: Budget, effects: Mapping[str, Change] | None) -> None:
        self.app, self.figures, self.found, self.effects = app, figures, found, effects
        self.scale = app.settings.text_scale / 100

    def cells(self, amount: float, share: str, last: Node, style: theme.Style, colour: theme.Colour) -> list[Node]:
        """Amount, share of GDP, change: each in a column of its own."""
        shown = [
            Label(plain(amount), style, colour, align=1.0, single=True),
            Label(share, theme.TINY, theme.MUTED, align=1.0, single=True),
            last,
        ]
        return [Frame(c, pad=0, wide=w * self.scale) for c, w in zip(shown, COLUMNS, strict=True)]

    def change(self, item: Item) -> Node:
        """Since the quarter before; where an option is chosen, what it does instead."""
        shown = item.change if self.effects is None else self.effects.get(item.id, NONE)
        label = change_label(shown)
        label.align = 1.0
        return label

    def item(
        self, item: Item, colour: theme.Colour, *, inset: bool = False, hatched: bool = False, strong: bool = False
    ) -> Stream:
        """A line that stands for an item of the budget."""
        effect = bool(self.effects and self.effects.get(item.id))
        style = theme.TINY_STRONG if effect or strong else theme.TINY
        ink = theme.BRASS if effect else theme.LIGHT
        cells = self.cells(item.amount.number, item.share.text, self.change(item), theme.TINY_STRONG, ink)
        row = Row(
            [Space(6) if inset else None, Label(item.title, style, ink, grow=1), *cells],
            gap=4, key=f"budget.item.{item.id}", tip=f"why:{item.why}",
        )  # fmt: skip
        return Stream(row, item.amount.number, colour, hatched, effect)

    def sum(self, title: str, amount: float, colour: theme.Colour) -> Stream:
        """A line for what is no item: what is borrowed."""
        share = share_of_sum(self.figures, self.found, amount).text
        cells = self.cells(amount, share, Label(), theme.TINY_STRONG, theme.LIGHT)
        return Stream(Row([Label(title, theme.TINY_STRONG, grow=1), *cells], gap=4), amount, colour)

    def head(self, title: str, amount: float, small: bool = False) -> Stream:
        """The sum of the lines below it."""
        share = share_of_sum(self.figures, self.found, amount).text
        colour = theme.MUTED if small else theme.BRASS
        style = theme.TINY if small else theme.TINY_STRONG
        cells = self.cells(amount, share, Label(), style, colour)
        return Stream(Row([Label(title, style, colour, grow=1), *cells], gap=4))
