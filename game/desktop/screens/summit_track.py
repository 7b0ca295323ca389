"""An issue as a track across the table: where it lies, what both sides want, and how far one's own moves reach.

The marker is pulled with the pointer, or by the arrow keys; it stops only where a legal move takes it. Words of the rungs
stand in a line of their own below it, each in its own stretch, so that nothing touches a marker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pygame
from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.theme import Power
from game.presenter.board import Agenda, Rung

GLIDE = 0.35  # seconds in which a marker goes to where it has been moved
INSET = 44.0  # room for the words of the outer rungs beyond the ends of the line
MARK = 24.0
LINES = 2  # that the words of a rung may take before fewer rungs are named


@dataclass(frozen=True)
class Glide:
    """A marker on its way: from where, to where, since when."""

    start: float
    end: float
    since: float

    def at(self, now: float) -> float:
        """Where it is: fast at first, then slower.

        >>> glide = Glide(0.0, 10.0, 100.0)
        >>> glide.at(100.0), glide.at(100.0 + GLIDE)
        (0.0, 10.0)
        """
        share = max(0.0, min(1.0, (now - self.since) / GLIDE))
        return self.start + (self.end - self.start) * (1 - (1 - share) ** 3)

    def ended(self, now: float) -> bool:
        return now - self.since >= GLIDE


@dataclass(eq=False)
class IssueTrack(Node):
    """The track. `reach`: where one's own moves may bring the marker; `chosen`: where the chosen one does (None: none is),
    and `pushed` where the other side could push it from there. `pull` is called with each new place of `reach`, `enter`
    when Enter is pressed."""

    agenda: Agenda
    sides: tuple[Power, Power]
    reach: Sequence[float] = ()
    chosen: float | None = None
    pushed: float | None = None
    former: Sequence[float] = ()
    glide: Glide | None = None
    pull: Callable[[float], None] | None = None
    enter: Callable[[], None] | None = None
    held: bool = field(default=False, init=False)

    @property
    def focusable(self) -> bool:
        return self.pull is not None

    # its size

    def width(self, fonts: Fonts) -> float:
        return 520.0

    def least(self, fonts: Fonts) -> float:
        return 300.0

    def line_y(self, fonts: Fonts) -> float:
        return self.mark(fonts) / 2 + 3

    def mark(self, fonts: Fonts) -> float:
        return MARK * max(1.0, 0.4 + 0.6 * fonts.text_scale)

    def height(self, fonts: Fonts, width: float) -> float:
        named = [fonts.height(((r.title, theme.TINY),), w) for r, _, w in self.words(fonts, width)]
        return self.mark(fonts) + 6 + max(named, default=0.0)

    def x_at(self, width: float, value: float) -> float:
        """How far from the left edge a rung lies."""
        return INSET + (width - INSET * 2) * max(0.0, min(1.0, value / self.agenda.top))

    def words(self, fonts: Fonts, width: float) -> list[tuple[Rung, float, float]]:
        """The rungs that are named, each with the left edge and the width of its stretch: all of them where their words
        fit into two lines, else fewer, but always both ends."""
        rungs, here = self.agenda.rungs, self.here
        ends = (rungs[0], rungs[-1])
        for named in (
            list(rungs),
            [r for r in rungs if r in ends or r.compromise or r.at == here],
            [r for r in rungs if r in ends or r.at == here],
            [r for r in rungs if r in ends or r.compromise],
        ):
            places = self.stretches(named, width)
            if all(self.fits(fonts, rung.title, wide) for rung, _, wide in places):
                return places
        return self.stretches(ends, width)

    @property
    def here(self) -> float:
        """The rung that the marker stands on, or would."""
        shown = self.agenda.position.number if self.chosen is None else self.chosen
        return max((r.at for r in self.agenda.rungs if r.at <= shown + 1e-9), default=0.0)

    @staticmethod
    def fits(fonts: Fonts, title: str, wide: float) -> bool:
        """Whether the words of a rung fit into their stretch without a word, or a single sign, torn off."""
        lines = fonts.lines(((title, theme.TINY),), wide)
        last = lines[-1].width if lines else 0.0
        return (
            len(lines) <= LINES
            and fonts.least(title, theme.TINY) <= wide
            and (len(lines) < 2 or last > theme.TINY.size * 1.6)
        )

    def stretches(self, some: Sequence[Rung], width: float) -> list[tuple[Rung, float, float]]:
        spots = [self.x_at(width, r.at) for r in some]
        found: list[tuple[Rung, float, float]] = []
        for i, (rung, x) in enumerate(zip(some, spots, strict=True)):
            left = 0.0 if i == 0 else (spots[i - 1] + x) / 2 + 5
            right = width if i == len(some) - 1 else (x + spots[i + 1]) / 2 - 5
            half = min(x - left, right - x)  # centred on its rung
            found.append((rung, x - half, max(1.0, half * 2)))
        return found

    # drawing

    def moving(self, now: float) -> bool:
        return self.glide is not None and not self.glide.ended(now)

    def draw(self, painter: Painter, look: Look) -> None:
        fonts, rect, agenda = painter.fonts, self.rect, self.agenda
        y, mark = rect.y + self.line_y(fonts), self.mark(fonts)
        left, right = rect.x + self.x_at(rect.w, 0), rect.x + self.x_at(rect.w, agenda.top)
        painter.rounded(FRect(left - 3, y - 4, right - left + 6, 8), theme.NIGHT, 4, alpha=150)
        steps = 40
        for i in range(steps):
            a, b = (left + (right - left) * k / steps for k in (i, i + 1))
            shade = theme.blend(self.sides[0].colour, self.sides[1].colour, (i + 0.5) / steps)
            painter.fill(FRect(a, y - 2, b - a + 0.5, 4), shade)
        for rung in agenda.rungs:
            painter.fill(FRect(rect.x + self.x_at(rect.w, rung.at) - 0.75, y - 7, 1.5, 14), theme.LIGHT)
        self.draw_marks(painter, look, y, mark)
        self.draw_words(painter, y + mark / 2 + 3)

    def draw_marks(self, painter: Painter, look: Look, y: float, mark: float) -> None:
        """Own line, compromise, demand, former places, what is within reach, and the marker itself."""
        rect, agenda, (mine, theirs) = self.rect, self.agenda, self.sides

        def x(value: float) -> float:
            return rect.x + self.x_at(rect.w, value)

        painter.rounded(FRect(x(agenda.own_line) - 3, y - 10, 6, 20), mine.colour, 2, edge=theme.LIGHT)
        painter.mark(theirs.shape, x(agenda.demand), y, mark * 0.86, theirs.colour, theme.LIGHT)
        if agenda.compromise == agenda.compromise:
            painter.mark("diamond", x(agenda.compromise), y, 15, theme.WOOD, theme.BRASS)
        for value in self.former:
            if abs(value - agenda.position.number) > 1e-9:
                painter.mark("ring", x(value), y, mark * 0.7, theme.blend(mine.colour, theme.WOOD, 0.35))
        for value in self.reach:
            hot = look.hover or look.focus or self.chosen is not None
            painter.mark("ring" if hot else "circle", x(value), y, 13 if hot else 7, theme.BRASS)
        now = self.glide.at(look.now) if self.glide is not None else agenda.position.number
        if self.chosen is None:
            self.piece(painter, x(now), y, mark, agenda.position.text, theme.LIGHT)
            return
        if abs(self.chosen - now) > 1e-9:
            painter.mark("ring", x(now), y, mark * 0.8, theme.blend(mine.colour, theme.WOOD, 0.2))
            ahead = 1 if self.chosen > now else -1
            painter.fill(FRect(min(x(now), x(self.chosen)), y - 2, abs(x(now) - x(self.chosen)), 4), theme.BRASS)
            tip = x(self.chosen) - ahead * mark * 0.62
            painter.polygon([(tip, y), (tip - ahead * 9, y - 6), (tip - ahead * 9, y + 6)], theme.BRASS)
        if self.pushed is not None and abs(self.pushed - self.chosen) > 1e-9:
            painter.dashed((x(self.chosen), y - 9), (x(self.pushed), y - 9), theme.WARN, 2, 4)
            painter.mark("triangle", x(self.pushed), y - 9, 10, theme.WARN)
        self.piece(painter, x(self.chosen), y, mark, f"{self.chosen:g}", theme.BRASS)

    def piece(self, painter: Painter, x: float, y: float, mark: float, text: str, edge: theme.Colour) -> None:
        """The marker with its rung."""
        painter.mark("circle", x + 1, y + 2, mark + 2, theme.NIGHT)
        painter.mark(self.sides[0].shape, x, y, mark, self.sides[0].colour, edge)
        painter.text(text, x, y - painter.fonts.line(theme.TINY_STRONG) / 2, theme.TINY_STRONG, theme.NIGHT, 0.5)

    def draw_words(self, painter: Painter, top: float) -> None:
        here = self.here
        for rung, left, wide in self.words(painter.fonts, self.rect.w):
            on = rung.at == here
            high = painter.fonts.height(((rung.title, theme.TINY),), wide)
            box = FRect(self.rect.x + left, top, wide, high)
            painter.paragraph(((rung.title, theme.TINY),), box, theme.BRASS if on else theme.MUTED, 0.5)

    # pulling

    def nearest(self, x: float) -> float | None:
        """The place within reach, or where it stands now, that is closest to a pointer."""
        span = (x - self.rect.x - INSET) / max(1.0, self.rect.w - INSET * 2) * self.agenda.top
        places = [*self.reach, self.agenda.position.number]
        return min(places, key=lambda v: abs(v - span)) if self.reach else None

    def press(self, x: float, y: float) -> bool:
        if self.pull is None or not self.reach:
            return False
        self.drag(x, y)
        return True

    def drag(self, x: float, y: float) -> bool:
        place = self.nearest(x)
        here = self.agenda.position.number if self.chosen is None else self.chosen
        if place is None or self.pull is None or abs(place - here) < 1e-9:
            return False
        self.pull(place)
        return True

    def typed(self, key: int, text: str) -> bool:
        if self.pull is None or not self.reach:
            return False
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.enter is not None:
            self.enter()
            return True
        if key not in (pygame.K_LEFT, pygame.K_RIGHT):
            return False
        here = self.agenda.position.number if self.chosen is None else self.chosen
        places = sorted({*self.reach, self.agenda.position.number})
        ahead = [p for p in places if (p > here + 1e-9 if key == pygame.K_RIGHT else p < here - 1e-9)]
        if ahead:
            self.pull(ahead[0] if key == pygame.K_RIGHT else ahead[-1])
        return True
