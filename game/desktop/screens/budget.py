"""The budget: the year's money, what moves it, and where debt and yield go under each choice.

Sliders and cards are the options of the cabinet meeting. Choosing one shows what it would do; one button plays it, as the
board would. Where the decision at hand is no cabinet meeting of the player's, the page can only be read, and says why.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.controls import Button, heading
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
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

SIDE = 400.0  # width of the sliders at a text scale of 100 %
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
            return self.framed(words("board.budget"), "fiscal", Label(words("budget.none"), theme.BODY))
        chosen = self.chosen != NOTHING
        effects = data.effects(self.chosen) if chosen else None
        columns = words("budget.effect_column" if chosen else "budget.change")
        unit = words("list.comma").join((words("budget.unit"), words("budget.share"), columns))
        yearly = data.measures[self.chosen].yearly if self.chosen in data.measures else NONE
        left = Column(
            [
                Flow([Label(words("budget.picture"), theme.LABEL), Label(unit, theme.TINY, theme.MUTED)], gap=10),
                sums(self.app, found, yearly),
                picture(self.app, data.figures, found, effects),
                Rule(theme.RAISED),
                outlook(self.app, found.debt, found.rate, self.paths, data.danger),
                market_card(self.app, found.comment),
            ],
            gap=9,
        )
        right = self.side()
        body = Row([Frame(left, pad=0, grow=1), right], gap=20, align=0.0, wrap=True)
        scale = self.app.settings.text_scale
        if scale <= 110 and right is not None:
            body = Row(
                [Scroll(left, key="budget.left", grow=1), Scroll(right, key="budget.right")], gap=14, align=None, grow=1
            )
        else:
            body = Scroll(body, key="budget.left", grow=1)
        return self.framed(words("budget.title", date=self.play.moment.turn_title), "fiscal", body, Rule(), self.foot())

    def side(self) -> Node | None:
        """The sliders and the cards that stand on none."""
        data, words = self.data, self.words
        if not data.open:
            return None
        wide = SIDE * (0.5 + 0.5 * self.app.settings.text_scale / 100)
        parts: list[Node] = [
            heading(words("budget.sliders"), style=theme.LABEL),
            Label(words("budget.sliders_note"), theme.TINY, theme.MUTED),
        ]
        parts += [slider(self.app, lever, self.chosen, self.choose) for lever in data.levers]
        if data.others:
            parts.append(Label(words("budget.more"), theme.SMALL_STRONG, theme.BRASS))
            parts += [measure_tile(self.app, m, self.chosen, self.choose) for m in data.others]
        if len(parts) == 2:
            parts.append(Label(words("budget.no_sliders"), theme.SMALL, theme.MUTED))
        return Frame(Column(parts, gap=8), pad=0, wide=wide, widest=wide)

    def foot(self) -> Node:
        """What is chosen, what it does and takes, and the decision."""
        words = self.words
        if not self.data.open:
            return Row([Icon("lock", 16, theme.WARN), Label(self.closed_why(), theme.SMALL, theme.WARN, grow=1)], gap=10)
        if self.chosen == NOTHING:
            return Label(words("budget.choose"), theme.SMALL, theme.MUTED)
        card = self.card_of(self.chosen)
        buttons: list[Node | None] = [
            Button(words("budget.reset"), "quiet", "undo", key="budget.reset", action=lambda: self.choose(NOTHING)),
            Button(words("budget.look"), "normal", "cards", key="budget.look", action=self.look_at_card),
        ]
        if card.legal:
            buttons.append(Button(words("budget.play"), "primary", "check", hotkey="Enter", key="budget.play", action=self.decide))  # fmt: skip
        told = Column([Label(card.title, theme.LABEL, theme.LIGHT), self.line(card), self.amounts()], gap=3, grow=1)
        return Row([told, Flow(buttons, gap=10, align=1.0)], gap=16, wrap=True)

    def line(self, card: Card) -> Node:
        """What it takes, or why it cannot be had."""
        words = self.words
        if not card.legal:
            return Row([Icon("lock", 14, theme.WARN), Label(card.why_not, theme.SMALL, theme.WARN, grow=1)], gap=8)
        paid = [words("budget.paid", title=p.title, amount=p.amount.text, have=p.have.text) for p in card.prices]
        text = words("budget.cost", paid=words("list.comma").join(paid)) if paid else words("budget.free")
        return Label(text, theme.SMALL, theme.MUTED)

    def amounts(self) -> Node:
        """What it does: every year, once, to promises and confidence; and to debt and yield in the end."""
        words, data = self.words, self.data
        measure = data.measures.get(self.chosen)
        names = dict(zip(("yearly", "once", "promise", "confidence"), ("yearly", "one_off", "promise", "confidence"), strict=True))
        shown = [(words(f"budget.{names[k]}"), c) for k, c in changes(measure).items() if c] if measure else []
        path = self.paths.path(self.followed) if self.followed != NOTHING else None
        if path is not None:
            by = path.debt[-1].date
            shown += [(words("budget.debt_by", date=by), path.debt_by), (words("budget.rate_by", date=by), path.rate_by)]
        if not shown:
            return Label(words("budget.no_money"), theme.SMALL, theme.MUTED)
        return Flow(
            [Row([Label(t, theme.SMALL, theme.MUTED), change_label(c, theme.SMALL_STRONG)], gap=6) for t, c in shown if c],
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

