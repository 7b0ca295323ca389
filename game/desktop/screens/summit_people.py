"""The two delegations: figures at the table with their flag, the staff cards they hold, and what they have brought.

Nobody real is drawn: heads and shoulders against the light of a window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.theme import Colour, Power

FLAGS = {"japan": "jp", "usa": "us", "china": "cn"}  # seats that have a flag among the assets
PLAIN = (Power(theme.JAPAN, "circle"), Power(theme.USA, "diamond"))  # where a pack's seats have no marks of their own
CARD = (38.0, 54.0)


def sides(answers: str, asks: str) -> tuple[Power, Power]:
    """The marks of both sides, the answering one first; never the same twice.

    >>> [p.shape for p in sides("japan", "usa")], [p.shape for p in sides("island", "league")]
    (['circle', 'diamond'], ['circle', 'diamond'])
    """
    found = (theme.power(answers), theme.power(asks))
    return PLAIN if found[0] == found[1] else found


@dataclass(eq=False)
class Delegation(Node):
    """Three people behind the table's edge and their flag; `right`: they sit at its right end. `speaks`: they have the
    word."""

    seat: str = ""
    title: str = ""
    power: Power = PLAIN[0]
    right: bool = False
    speaks: bool = False
    high: float = 84.0

    def width(self, fonts: Fonts) -> float:
        return 200.0

    def least(self, fonts: Fonts) -> float:
        return 150.0

    def plate(self, fonts: Fonts) -> float:
        """How high the plate with their name is."""
        return fonts.line(theme.LABEL) + 4

    def height(self, fonts: Fonts, width: float) -> float:
        return self.high + self.plate(fonts)

    def draw(self, painter: Painter, look: Look) -> None:
        rect, plate = self.rect, self.plate(painter.fonts)
        edge = rect.bottom - plate - 4  # of the table before them
        with painter.clipped(rect):
            painter.gradient(
                rect, theme.blend(theme.PANEL, theme.NIGHT, 0.3), theme.blend(self.power.colour, theme.NIGHT, 0.7)
            )
            for i in range(4):  # tall windows behind them
                pane = FRect(rect.x + rect.w * (0.05 + 0.24 * i), rect.y + 7, rect.w * 0.17, edge - rect.y - 26)
                painter.rounded(pane, theme.blend(theme.LIFTED, theme.BRASS, 0.14), 3, alpha=70)
            far = -1 if self.right else 1  # the head of the delegation sits nearest to the table
            middle = rect.centerx + far * 12
            for i, (aside, size) in enumerate(((-0.22, 1.06), (0.03, 1.14), (0.27, 1.24))):
                self.person(painter, middle + far * aside * rect.w, edge, size, i)
            self.flag(painter, rect.right - 14 if self.right else rect.x + 14, edge)
            painter.gradient(FRect(rect.x, edge, rect.w, rect.bottom - edge), theme.WOOD_EDGE, theme.WOOD)
            self.name(painter, plate)
        thick = 2.5 if self.speaks else 1
        painter.rounded(rect, None, theme.RADIUS, edge=theme.BRASS if self.speaks else theme.RAISED, thick=thick)

    def name(self, painter: Painter, plate: float) -> None:
        """The plate with their name, on the table before them."""
        wide = painter.fonts.width(self.title, theme.LABEL) + 40
        box = FRect(self.rect.centerx - wide / 2, self.rect.bottom - plate - 5, wide, plate)
        painter.shadow(box, 4, 4, 120, 2)
        painter.rounded(box, theme.PAPER, 4, edge=theme.BRASS)
        painter.mark(self.power.shape, box.x + 14, box.centery, 12, self.power.colour)
        painter.text(self.title, box.x + 27, box.y + 2, theme.LABEL, theme.INK)

    def person(self, painter: Painter, x: float, base: float, size: float, number: int) -> None:
        """Head and shoulders, a collar and a badge in the colour of the side."""
        head, wide = 22 * size, 52 * size
        body: Colour = theme.blend(theme.NIGHT, theme.LIFTED, 0.3 + 0.18 * number)
        skin: Colour = theme.blend(body, theme.PAPER_SHADE, 0.24)
        top = base - 40 * size
        painter.rounded(FRect(x - wide / 2, top + 8 * size, wide, 60 * size), body, 20 * size)
        painter.rounded(FRect(x - 5 * size, top, 10 * size, 16 * size), skin, 4)
        painter.mark("circle", x, top - 7 * size, head + 3, theme.blend(body, theme.NIGHT, 0.3))
        painter.mark("circle", x, top - 5.5 * size, head, skin)
        collar = top + 10 * size
        painter.polygon([(x - 8 * size, collar), (x + 8 * size, collar), (x, collar + 15 * size)], theme.PAPER_SHADE)
        tie = [(-2.5, 1), (2.5, 1), (3, 13), (0, 17), (-3, 13)]
        painter.polygon([(x + dx * size, collar + dy * size) for dx, dy in tie], self.power.colour)
        painter.mark(self.power.shape, x + 15 * size, collar + 8 * size, 7 * size, self.power.colour)

    def flag(self, painter: Painter, x: float, edge: float) -> None:
        """Their flag on its pole, or the mark of a side that has none."""
        top = self.rect.y + 12
        painter.fill(FRect(x - 1, top - 4, 2.5, edge - top + 6), theme.BRASS)
        wide = -36.0 if self.right else 0.0
        if self.seat in FLAGS:
            painter.flag(FLAGS[self.seat], x + 1.5 + wide, top, 25)
        else:
            painter.rounded(FRect(x + 1.5 + wide, top, 34, 24), theme.PAPER, 2)
            painter.mark(self.power.shape, x + 18.5 + wide, top + 12, 16, self.power.colour)


@dataclass(eq=False)
class StaffCard(Node):
    """A staff card: of paper with its worth in one's own hand, its back where the other side holds it, turned and dim once
    it has been played. `carry` is called while it is pulled across the table, `drop` when it is let go."""

    worth: str = ""
    held: bool = True
    back: bool = False
    on: bool = False
    power: Power = PLAIN[0]
    carry: Callable[[float, float], None] | None = None
    drop: Callable[[], None] | None = None

    def width(self, fonts: Fonts) -> float:
        return CARD[0] * (0.4 + 0.6 * fonts.text_scale)

    def height(self, fonts: Fonts, width: float) -> float:
        return CARD[1] * (0.4 + 0.6 * fonts.text_scale)

    @property
    def focusable(self) -> bool:
        return self.action is not None

    def draw(self, painter: Painter, look: Look) -> None:
        lift = 4 if self.on or (look.hover and self.action is not None) else 0
        staff_card(painter, self.rect.move(0, -lift), self, look)

    def press(self, x: float, y: float) -> bool:
        return self.carry is not None

    def drag(self, x: float, y: float) -> bool:
        if self.carry is not None and not self.rect.collidepoint(x, y):
            self.carry(x, y)
        return False

    def release(self) -> None:
        if self.drop is not None:
            self.drop()


def staff_card(painter: Painter, rect: FRect, card: StaffCard, look: Look) -> None:
    """Draws a card at a place."""
    if not card.held:
        painter.rounded(rect, theme.TABLE, 5, edge=theme.RAISED)
        painter.line((rect.x + 7, rect.bottom - 8), (rect.right - 7, rect.y + 8), theme.EDGE, 1.5)
        painter.text(
            card.worth, rect.centerx, rect.centery - painter.fonts.line(theme.LABEL) / 2, theme.LABEL, theme.MUTED, 0.5
        )
        return
    painter.shadow(rect, 5, 4, 110, 2)
    if card.back:
        painter.rounded(rect, theme.blend(card.power.colour, theme.NIGHT, 0.62), 5, edge=card.power.colour)
        painter.rounded(rect.inflate(-9, -9), None, 3, edge=theme.blend(card.power.colour, theme.NIGHT, 0.3))
        painter.mark(card.power.shape, rect.centerx, rect.centery, 15, card.power.colour)
        return
    ground = theme.PAPER if card.action is not None else theme.PAPER_SHADE
    painter.rounded(
        rect, ground, 5, edge=theme.BRASS if card.on or look.hover else theme.INK_MUTED, thick=3 if card.on else 1
    )
    painter.text(
        card.worth, rect.centerx, rect.centery - painter.fonts.line(theme.TITLE) / 2, theme.TITLE, theme.INK, 0.5
    )
    painter.mark(card.power.shape, rect.x + 8, rect.y + 8, 7, card.power.colour)


@dataclass(eq=False)
class GiftToken(Node):
    """A contribution: a seal with its title, laid on the table or not."""

    title: str = ""
    note: str = ""
    icon: str = ""
    laid: bool = False
    on: bool = False
    carry: Callable[[float, float], None] | None = None
    drop: Callable[[], None] | None = None

    @property
    def focusable(self) -> bool:
        return self.action is not None or bool(self.tip)

    def inner(self, width: float) -> float:
        return max(1.0, width - 46)

    def spans(self) -> tuple[tuple[str, theme.Style], ...]:
        note = ((f"\n{self.note}", theme.TINY),) if self.note else ()
        return ((self.title, theme.SMALL), *note)

    def width(self, fonts: Fonts) -> float:
        return fonts.width(self.title, theme.SMALL) + 48

    def least(self, fonts: Fonts) -> float:
        return max(fonts.least(text, style) for text, style in self.spans()) + 48

    def height(self, fonts: Fonts, width: float) -> float:
        return max(32.0, fonts.height(self.spans(), self.inner(width)) + 8)

    def draw(self, painter: Painter, look: Look) -> None:
        rect = self.rect
        can = self.action is not None
        edge = theme.BRASS if self.on or (look.hover and can) else theme.EDGE if can or self.laid else theme.RAISED
        painter.rounded(rect, theme.RAISED if can or self.laid else None, 6, edge=edge, thick=2 if self.on else 1)
        x, y = rect.x + 20, rect.centery
        painter.mark(
            "circle",
            x,
            y,
            24,
            theme.BRASS if self.laid or self.on else theme.LIFTED,
            theme.BRASS if can else theme.EDGE,
        )
        painter.icon(
            "check" if self.laid else self.icon, x - 7, y - 7, 14, theme.INK if self.laid or self.on else theme.LIGHT
        )
        high = painter.fonts.height(self.spans(), self.inner(rect.w))
        colours = [theme.LIGHT if can or self.laid else theme.MUTED, theme.BRASS]
        painter.paragraph(
            self.spans(),
            FRect(rect.x + 38, rect.centery - high / 2, self.inner(rect.w), high),
            theme.LIGHT,
            colours=colours,
        )

    def press(self, x: float, y: float) -> bool:
        return self.carry is not None and self.action is not None

    def drag(self, x: float, y: float) -> bool:
        if self.carry is not None and not self.rect.collidepoint(x, y):
            self.carry(x, y)
        return False

    def release(self) -> None:
        if self.drop is not None:
            self.drop()


@dataclass(eq=False)
class Carried(Node):
    """What is being pulled across the table, under the pointer."""

    sign: str = ""
    icon: str = ""
    spot: Callable[[], tuple[float, float] | None] = lambda: None

    def moving(self, now: float) -> bool:
        return self.spot() is not None

    def draw(self, painter: Painter, look: Look) -> None:
        spot = self.spot()
        if spot is None:
            return
        x, y = spot
        if self.icon:
            painter.mark("circle", x, y, 34, theme.BRASS, theme.LIGHT)
            painter.icon(self.icon, x - 10, y - 10, 20, theme.INK)
            return
        card = StaffCard(worth=self.sign, on=True, action=lambda: None)
        staff_card(painter, FRect(x - CARD[0] / 2, y - CARD[1] / 2, *CARD), card, look)
