"""The budget: the year's money, what moves it, and where debt and yield go under each choice.

Sliders and cards are the options of the cabinet meeting. Choosing one shows what it would do; one button plays it, as the
board would. Where the decision at hand is no cabinet meeting of the player's, the page can only be read, and says why.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pygame

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.stops import Stops
from game.desktop.kit.text import Icon, Label, Rule
from game.presenter import budget, levers, market, options, places
from game.presenter.debt import NOTHING
from game.presenter.levers import SHOWN, Lever, Measure
from game.presenter.options import Card, Deck
from game.presenter.values import NONE, Change

from .budget_levers import changes, measure_tile, ordered, slider
from .budget_outlook import market as market_card
from .budget_outlook import outlook
from .budget_paths import Paths
from .budget_picture import picture, sums
from .page import Page

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.desktop.play import Play

SIDE = 476.0  # width of charts and sliders at a text scale of 100 %
NARROW = 176.0  # of a slider
BESIDE = 100  # text scale up to which the picture and the sliders scroll by themselves
FOOT = 46.0  # height of the foot at least, so that the page stays as it is when something is chosen
MEETING = "decision"  # the kind of a moment at which the cabinet decides


class BudgetData:
    """What the page shows, worked out once for each state of the game and language."""

    def __init__(self, play: Play) -> None:
        self.version = play.version
        self.figures, self.table = play.session.figures, play.session.table
        decision = self.table.decision
        own = decision is not None and decision.seat == self.figures.knowledge.seat
        self.open = own and play.moment.kind == MEETING
        self.budget = budget.budget(self.figures, self.table)

    @cached_property
    def measures(self) -> dict[int, Measure]:
        """The fiscal options by number, those that move most money first."""
        found = levers.measures(self.figures, self.table) if self.open else ()
        return {m.index: m for m in found}

    @cached_property
    def levers(self) -> list[Lever]:
        return ordered(levers.levers(self.figures, self.table), self.measures) if self.open else []

    @cached_property
    def others(self) -> list[Measure]:
        """Fiscal options that stand on no slider."""
        on_sliders = {n.index for lever in self.levers for n in lever.options}
        return [m for m in self.measures.values() if m.index not in on_sliders]

    @cached_property
    def deck(self) -> Deck:
        return options.deck(self.figures, self.table)

    @cached_property
    def danger(self) -> tuple[str, float, str] | None:
        """The loss that hangs on the yield: its title, at how much, and that in words."""
        found = market.crisis(self.figures, self.table.games)
        return None if found is None else (*found, self.figures.value(places.YIELD, found[1]))

    def effects(self, option: int) -> dict[str, Change]:
        """What an option does to each item of the budget."""
        if option not in self.moved:
            self.moved[option] = levers.moved_items(self.figures, self.table, option)
        return self.moved[option]

    @cached_property
    def moved(self) -> dict[int, dict[str, Change]]:
        return {}


class Budget(Page):
    """The year's money. `chosen`: the option that is looked at."""

    name = "budget"

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self.chosen = NOTHING
        self._data = BudgetData(self.play)
        self.paths = self.new_paths()
        if self._data.levers:
            self.sheet.focus = f"budget.lever.{self._data.levers[0].id}"

    @property
    def data(self) -> BudgetData:
        """The state of the game as it is now; what was chosen before is no longer."""
        if self._data.version != self.play.version:
            before, self._data = self._data, BudgetData(self.play)
            same = before.table.games.step == self._data.table.games.step and self._data.open
            self.chosen = self.chosen if same and self.chosen in self.notches else NOTHING
            self.paths.cancel()
            self.paths = self.new_paths()
        return self._data

    @property
    def notches(self) -> set[int]:
        """Everything that can be chosen on this page."""
        return {n.index for lever in self._data.levers for n in lever.options} | set(self._data.measures)

    def new_paths(self) -> Paths:
        first = [m.index for m in self._data.measures.values() if m.legal][:SHOWN]
        paths = Paths(self.play.session, first, allowed=self._data.open)
        paths.look(self.followed)
        return paths

    @property
    def followed(self) -> int:
        """The option whose paths are shown: a closed one has none."""
        return self.chosen if self.chosen != NOTHING and self.card_of(self.chosen).legal else NOTHING

    def card_of(self, option: int) -> Card:
        return self._data.deck.card(option)

    # what one can do

    def choose(self, option: int) -> None:
        """Looks at an option; NOTHING puts everything back."""
        if option == self.chosen:
            return
        self.chosen = option
        self.paths.look(self.followed)
        self.app.cue("marker")
        self.renew()

    def decide(self) -> None:
        """Plays the option that is looked at."""
        self.play.choose(self.chosen)

    def look_at_card(self) -> None:
        """Opens the card of the option that is looked at."""
        from .preview import Preview

        self.app.open(Preview(self.app, self.card_of(self.chosen), lambda: self.data.deck))

    def key(self, key: int, text: str) -> bool:
        """Enter on a slider decides, as from anywhere else that Enter does nothing at."""
        slider = isinstance(self.app.stage.focused, Stops)
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER) and slider and self.followed != NOTHING:
            self.decide()
            return True
        return False

    # time

    def update(self, now: float) -> None:
        if self.paths.poll():
            self.renew()

    @property
    def busy(self) -> bool:
        return self.paths.busy

    def closed(self) -> None:
        self.paths.cancel()

    # drawing

    def compose(self) -> Node:
        data, words = self.data, self.words
        found = data.budget
        if found is None:
            return self.framed(words("board_screen.budget"), "fiscal", Label(words("budget.none"), theme.BODY))
        chosen = self.chosen != NOTHING
        effects = data.effects(self.chosen) if chosen else None
        columns = words("budget.effect_column" if chosen else "budget.change")
        unit = words("list.comma").join((words("budget.unit"), words("budget.share"), columns))
        yearly = data.measures[self.chosen].yearly if self.chosen in data.measures else NONE
        left = Column(
            [
                sums(self.app, found, yearly, unit),
                picture(self.app, data.figures, found, effects, tall=240.0 if data.open else 320.0),
                market_card(self.app, found.comment),
            ],
            gap=9,
        )
        ahead = outlook(self.app, found.debt, found.rate, self.paths, data.danger, alone=not data.open)
        wide = SIDE * (0.5 + 0.5 * self.app.settings.text_scale / 100)
        moving = self.moving()
        if self.app.settings.text_scale <= BESIDE:
            right = Column(
                [ahead, *([Rule(theme.RAISED), Scroll(moving, key="budget.right", grow=1)] if moving else [])], gap=9
            )
            body: Node = Row(
                [Scroll(left, key="budget.left", grow=1), Frame(right, pad=0, wide=wide, widest=wide)],
                gap=14, align=None, grow=1,
            )  # fmt: skip
        else:
            right = Column([ahead, moving], gap=12)
            row = Row(
                [Frame(left, pad=0, grow=1), Frame(right, pad=0, wide=wide, grow=1)], gap=20, align=0.0, wrap=True
            )
            body = Scroll(row, key="budget.left", grow=1)
        title = words("budget.title", date=self.play.moment.turn_title)
        return self.framed(title, "fiscal", body, Rule(), self.foot())

    def moving(self) -> Node | None:
        """The sliders and the cards that stand on none."""
        data, words = self.data, self.words
        if not data.open:
            return None
        parts: list[Node] = [
            Column(
                [
                    Label(words("budget.sliders"), theme.LABEL),
                    Label(words("budget.sliders_note"), theme.TINY, theme.MUTED),
                ],
                gap=1,
            )
        ]
        if data.levers:
            parts.append(
                Grid(
                    [slider(self.app, x, self.chosen, self.choose) for x in data.levers], gap=14, narrow=NARROW, most=2
                )
            )
        if data.others:
            parts.append(Label(words("budget.more"), theme.SMALL_STRONG, theme.BRASS))
            tiles = [measure_tile(self.app, m, self.chosen, self.choose) for m in data.others]
            parts.append(Grid(tiles, gap=8, narrow=NARROW, most=2))
        if len(parts) == 1:
            parts.append(Label(words("budget.no_sliders"), theme.SMALL, theme.MUTED))
        return Column(parts, gap=10)

    def foot(self) -> Node:
        """What is chosen, what it does and takes, and the decision."""
        words = self.words
        if not self.data.open:
            return Row(
                [Icon("lock", 16, theme.WARN), Label(self.closed_why(), theme.SMALL, theme.WARN, grow=1)], gap=10
            )
        if self.chosen == NOTHING:
            hint = Label(words("budget.choose"), theme.SMALL, theme.MUTED, grow=1)
            return Frame(Row([Icon("info", 16, theme.MUTED), hint], gap=10), pad=0, high=FOOT)
        card = self.card_of(self.chosen)
        buttons: list[Node | None] = [
            Button(words("budget.reset"), "quiet", "undo", key="budget.reset", action=lambda: self.choose(NOTHING)),
            Button(words("budget.look"), "normal", "cards", key="budget.look", action=self.look_at_card),
        ]
        if card.legal:
            buttons.append(Button(words("budget.play"), "primary", "check", hotkey="Enter", key="budget.play", action=self.decide))  # fmt: skip
        name = Label(card.title, theme.LABEL, theme.BRASS)
        told = Column([Flow([name, self.line(card)], gap=16), self.amounts()], gap=3, grow=1)
        return Row([told, Flow(buttons, gap=10, align=1.0)], gap=16, wrap=True)

    def line(self, card: Card) -> Node:
        """What it takes, or why it cannot be had."""
        words = self.words
        if not card.legal:
            return Row([Icon("lock", 14, theme.WARN), Label(card.why_not, theme.SMALL, theme.WARN)], gap=8)
        paid = [words("budget.paid", title=p.title, amount=p.amount.text, have=p.have.text) for p in card.prices]
        text = words("budget.cost", paid=words("list.comma").join(paid)) if paid else words("budget.free")
        return Label(text, theme.SMALL, theme.MUTED)

    def amounts(self) -> Node:
        """What it does: every year, once, to promises and confidence; and to debt and yield in the end."""
        words, data = self.words, self.data
        measure = data.measures.get(self.chosen)
        shown = [(words(f"budget.{kind}"), c) for kind, c in changes(measure).items()] if measure else []
        path = self.paths.path(self.followed) if self.followed != NOTHING else None
        if path is not None:
            by = path.debt[-1].date
            shown += [(words("budget.debt_by", date=by), path.debt_by), (words("budget.rate_by"), path.rate_by)]
        if not any(c for _, c in shown):
            return Label(words("budget.no_money"), theme.SMALL, theme.MUTED)
        return Flow(
            [
                Row([Label(t, theme.SMALL, theme.MUTED), change_label(c, theme.SMALL_STRONG)], gap=6)
                for t, c in shown
                if c
            ],
            gap=16,
        )

    def closed_why(self) -> str:
        """Why the page can only be read."""
        moment, words = self.play.moment, self.words
        if moment.kind == "finished":
            return words("budget.over")
        if moment.seat != self.data.figures.knowledge.seat:
            return words("budget.not_yours", seat=moment.seat_title)
        return words("budget.not_meeting", phase=moment.title or moment.turn_title)
