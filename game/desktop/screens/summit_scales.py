"""The two live bars below the table: what the offer is worth to the asking side, and how the vote at home would go.

Each has zones with their words below, a band where one cannot know, and a second marker where the chosen move would lead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.text import Label
from game.presenter.bargains import Range
from game.presenter.plans import Outlook

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.presenter.talks import TalksTable

BAR = 15.0
CUT = theme.blend(theme.BAD, theme.NIGHT, 0.58)
PASS = theme.blend(theme.GOOD, theme.NIGHT, 0.62)
UNSURE = theme.blend(theme.WARN, theme.NIGHT, 0.55)


@dataclass(eq=False)
class Zones(Node):
    """A bar that is too little up to `band`, enough beyond it, and uncertain within. `now` is where things stand,
    `then` where the chosen move would bring them (None: none is chosen)."""

    band: Range | None = None
    now: Range | None = None
    then: Range | None = None
    top: float = 100.0
    names: Sequence[str] = ("", "", "")

    def width(self, fonts: Fonts) -> float:
        return 300.0

    def least(self, fonts: Fonts) -> float:
        return 160.0

    def height(self, fonts: Fonts, width: float) -> float:
        return BAR + 12 + fonts.line(theme.TINY)

    def x(self, value: float) -> float:
        return self.rect.x + self.rect.w * max(0.0, min(1.0, value / self.top))

    def draw(self, painter: Painter, look: Look) -> None:
        if self.band is None or self.now is None:
            return
        rect, y = self.rect, self.rect.y + 5
        low, high = self.x(self.band.low), max(self.x(self.band.high), self.x(self.band.low) + 2)
        painter.rounded(FRect(rect.x, y, rect.w, BAR), CUT, 4)
        painter.rounded(FRect(low, y, rect.right - low, BAR), PASS, 4)
        painter.fill(FRect(low, y, high - low, BAR), UNSURE)
        with painter.clipped(FRect(low, y, high - low, BAR)):  # hatched, so that it is no matter of colour
            for i in range(int((high - low + BAR) / 7) + 2):
                painter.line((low + i * 7 - BAR, y + BAR), (low + i * 7, y), theme.WARN, 1)
        for edge in (low, high):
            painter.fill(FRect(edge - 0.75, y - 2, 1.5, BAR + 4), theme.WARN)
        shown = self.now if self.then is None else self.then
        if self.then is not None:
            self.marker(painter, self.now, y, theme.MUTED)
        self.marker(painter, shown, y, theme.LIGHT if self.then is None else theme.BRASS)
        self.words(painter, low, high, y + BAR + 5)

    def marker(self, painter: Painter, at: Range, y: float, colour: theme.Colour) -> None:
        """A value, or the stretch in which it lies."""
        a, b = self.x(at.low), self.x(at.high)
        middle = (a + b) / 2
        if b - a > 3:
            painter.rounded(FRect(a, y + BAR / 2 - 2.5, b - a, 5), colour, 2)
            for end in (a, b):
                painter.fill(FRect(end - 1, y + 3, 2, BAR - 6), colour)
        painter.polygon([(middle - 6, y - 5), (middle + 6, y - 5), (middle, y + 3)], colour)
        painter.fill(FRect(middle - 1, y, 2, BAR), colour)

    def words(self, painter: Painter, low: float, high: float, top: float) -> None:
        """The names of the zones, each where there is room for it."""
        fonts, rect = painter.fonts, self.rect
        spans = ((rect.x, low), (low, high), (high, rect.right))
        widths = [fonts.width(n, theme.TINY) for n in self.names]
        middle = (low + high) / 2
        left, right = middle - widths[1] / 2, middle + widths[1] / 2
        left = max(rect.x, min(left, rect.right - widths[1]))
        right = left + widths[1]
        painter.text(self.names[1], left, top, theme.TINY, theme.WARN)
        if rect.x + widths[0] + 8 < left and spans[0][1] - spans[0][0] > 20:
            painter.text(self.names[0], rect.x, top, theme.TINY, theme.BAD)
        if right + 8 < rect.right - widths[2] and spans[2][1] - spans[2][0] > 20:
            painter.text(self.names[2], rect.right, top, theme.TINY, theme.GOOD, 1.0)


def scales(app: App, table: TalksTable, now: Outlook, then: Outlook | None) -> Node:
    """Both bars side by side."""
    parts = [satisfaction(app, table, now, then)]
    if now.diet is not None:
        parts.append(home(app, now, then))
    return Row(parts, gap=12, even=True, align=None, wrap=True)


def satisfaction(app: App, table: TalksTable, now: Outlook, then: Outlook | None) -> Node:
    """What the table is worth to the asking side, against what it needs."""
    words, shown = app.words, then or now
    top = max(60.0, now.need.high * 1.35, now.worth.high * 1.1, shown.worth.high * 1.1)
    says = words("summit.worth_need", worth=shown.worth.text, need=shown.need.text)
    bar = Zones(
        band=shown.need, now=now.worth, then=None if then is None else then.worth, top=top,
        names=(words("summit.zone_short"), words("summit.zone_unsure"), words("summit.zone_enough")),
    )  # fmt: skip
    return box(
        words("summit.satisfaction", seat=table.asks), says, words("summit.would_sign", odds=shown.odds_text), shown.odds,
        bar, "satisfaction", then is not None,
    )  # fmt: skip


def home(app: App, now: Outlook, then: Outlook | None) -> Node:
    """The vote at home: passes as it is, or clauses are cut."""
    words = app.words
    before = now.diet
    after = then.diet if then is not None else None
    assert before is not None
    shown = after or before
    top = max(60.0, before.bar.high * 1.5, before.votes.high * 1.15, shown.votes.high * 1.15)
    says = words("summit.votes_bar", votes=shown.votes.text, bar=shown.bar.text)
    bar = Zones(
        band=shown.bar, now=before.votes, then=None if after is None else after.votes, top=top,
        names=(words("summit.zone_cut"), words("summit.zone_count"), words("summit.zone_pass")),
    )  # fmt: skip
    odds = words("summit.passes", odds=shown.odds_text)
    return box(words("summit.diet"), says, odds, shown.odds, bar, "vote_now", after is not None)


def box(title: str, says: str, odds: str, share: float, bar: Node, figure: str, preview: bool) -> Node:
    """A bar with its heading: what it is, the numbers, and the chance."""
    colour = theme.GOOD if share >= 0.7 else theme.WARN if share >= 0.3 else theme.BAD
    head = Row(
        [
            Label(title, theme.SMALL_STRONG, grow=1, tip=f"why:{figure}", key=f"summit.scale.{figure}"),
            Label(says, theme.SMALL, theme.BRASS if preview else theme.LIGHT),
            Label(odds, theme.SMALL_STRONG, colour, align=1.0),
        ],
        gap=12, wrap=True,
    )  # fmt: skip
    return Frame(
        Column([head, bar], gap=4), pad=(12, 7), fill=theme.PANEL, edge=theme.BRASS if preview else theme.RAISED, grow=1
    )
