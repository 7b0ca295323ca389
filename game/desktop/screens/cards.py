"""An option as a paper card: what it is, what it costs, what it does and when, or why it cannot be played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.table import Table, TableRow
from game.desktop.kit.text import Icon, Label, arrow, change_colour
from game.presenter.options import Card
from game.texts.words import Words

SHOWN = 2  # effects on a card
WIDE = 206.0


@dataclass(eq=False)
class PaperCard(Node):
    """A card of paper that lifts when one points at it. `on`: it is the chosen one."""

    child: Node = field(default_factory=Node)
    closed: bool = False
    on: bool = False
    wide: float = WIDE
    high: float = 0.0

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def width(self, fonts: Fonts) -> float:
        return max(self.wide, self.least(fonts))

    def least(self, fonts: Fonts) -> float:
        return max(self.child.least(fonts) + 24, min(self.wide, 150.0))

    def height(self, fonts: Fonts, width: float) -> float:
        return max(self.high, self.child.height(fonts, width - 24) + 20)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        self.child.place(fonts, FRect(rect.x + 12, rect.y + 10, rect.w - 24, rect.h - 20))

    def draw(self, painter: Painter, look: Look) -> None:
        lifted = self.on or (look.hover and not self.closed)
        if not self.closed:
            painter.shadow(self.rect, 7, 9 if lifted else 5, 150 if lifted else 100, 3)
        ground = theme.PAPER_CLOSED if self.closed else theme.PAPER
        edge = theme.BRASS if lifted else None
        painter.rounded(self.rect, ground, 7, edge=edge, thick=3)


def paper_card(
    words: Words, card: Card, number: int, action: Callable[[], object], *, on: bool = False, high: float = 0.0,
    wide: float = WIDE, advised: str = "",
) -> PaperCard:  # fmt: skip
    """A card of the deck. `number` is the digit that chooses it, 0 for none; `advised` why the office's own people would."""
    ink = theme.INK if card.legal else theme.ON_CLOSED
    muted = theme.INK_MUTED if card.legal else theme.ON_CLOSED
    head = Row(
        [
            Label(card.title, theme.LABEL, ink, grow=1, most=2),
            Icon("lightbulb", 15, theme.INK_BAD, tip=advised) if advised else None,
            Label(str(number), theme.TINY_STRONG, muted, single=True) if number else None,
        ],
        gap=6, align=0,
    )  # fmt: skip
    parts: list[Node | None] = [head]
    if card.legal:
        parts += [Label(card.text, theme.TINY, muted, most=2), Space(grow=1), costs(words, card), effects(card)]
    else:
        lock = Row([Icon("lock", 13, ink), Label(card.why_not, theme.TINY, ink, grow=1, most=4)], gap=6, align=0)
        parts += [Space(grow=1), lock]
    return PaperCard(
        child=Column(parts, gap=3),
        closed=not card.legal,
        on=on,
        high=high,
        wide=wide,
        action=action,
        key=f"card.{card.id}",
    )


def costs(words: Words, card: Card) -> Node | None:
    """What it is paid with, and when it works."""
    paid = [f"{p.short} {p.amount.text}" for p in card.prices] + [m.brief for m in card.money]
    parts: list[Node] = [Label(text, theme.TINY_STRONG, theme.INK, single=True) for text in paid]
    if card.effects is not None:
        turns = card.first_turns
        soon = words("board_screen.in_quarter") if turns == 1 else words("board_screen.in_quarters", n=turns)
        when = soon if turns else words("board_screen.at_once")
        parts.append(Label(when, theme.TINY, theme.INK_MUTED, single=True))
    return Flow(parts, gap=9) if parts else None


def effects(card: Card) -> Node | None:
    """The first of what it does: the figure may be cut short, never the amount."""
    if not card.effects:
        return None
    rows = [
        TableRow(
            [
                Label(e.title, theme.TINY, theme.INK, most=1),
                Label(f"{arrow(e.low) if e.low * e.high > 0 else ''} {e.amount}".strip(), theme.TINY_STRONG, change_colour(e.good, on_paper=True), single=True),
            ]
        )
        for e in card.effects[:SHOWN]
    ]  # fmt: skip
    return Table(rows, gap=6, row_gap=1)


__all__ = ["Frame", "PaperCard", "paper_card"]
