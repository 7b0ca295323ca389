"""Small motions that lie over what does not move: a veil that lifts, and a page that turns.

Both are only laid over the finished picture, so what is below can be pressed, read out and measured from the beginning, and
the end is always the same picture. Where nothing should move, a screen leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from . import theme
from .node import Look, Node
from .painter import Painter
from .theme import Colour


def eased(share: float) -> float:
    """A share of the time as a share of the way: fast at first, then slower.

    >>> eased(0.0), eased(0.5), eased(1.0), eased(7.0)
    (0.0, 0.875, 1.0, 1.0)
    """
    left = 1.0 - min(1.0, max(0.0, share))
    return 1.0 - left**3


@dataclass(eq=False)
class Veil(Node):
    """Darkness that lifts within `seconds` from the time `since` on. `behind` is what lies behind the whole scene: the veil
    looks like it, so that what it covers seems not to be there yet; without it the veil is of one colour."""

    since: float = 0.0
    seconds: float = 0.4
    colour: Colour = theme.NIGHT
    behind: Node | None = None
    sheet: pygame.Surface | None = field(default=None, init=False, repr=False)

    def lifted(self, now: float) -> float:
        """How much of it has gone, 0 to 1."""
        return eased((now - self.since) / self.seconds)

    def moving(self, now: float) -> bool:
        return now < self.since + self.seconds

    def draw(self, painter: Painter, look: Look) -> None:
        alpha = round(255 * (1.0 - self.lifted(look.now)))
        box = painter.box(self.rect)
        if alpha <= 0 or box.w <= 0 or box.h <= 0:
            return
        if self.sheet is None or self.sheet.get_size() != box.size:
            self.sheet = self.woven(painter, box, look)
        self.sheet.set_alpha(alpha)
        painter.surface.blit(self.sheet, box)

    def woven(self, painter: Painter, box: pygame.Rect, look: Look) -> pygame.Surface:
        """The picture of the veil."""
        sheet = pygame.Surface(box.size)
        sheet.fill(self.colour)
        if self.behind is not None:
            whole = pygame.Surface(painter.surface.get_size())
            self.behind.draw(Painter(whole, painter.fonts), look)
            sheet.blit(whole, (0, 0), box)
        return sheet


@dataclass(eq=False)
class PageTurn(Node):
    """The page that was there before (`page`, a picture in pixels), which becomes narrower towards its left edge, or towards
    the right one with `back`, and uncovers the new page within `seconds` from `since` on."""

    page: pygame.Surface | None = None
    since: float = 0.0
    seconds: float = 0.32
    back: bool = False

    def moving(self, now: float) -> bool:
        return self.page is not None and now < self.since + self.seconds

    def draw(self, painter: Painter, look: Look) -> None:
        left = 1.0 - eased((look.now - self.since) / self.seconds)
        box = painter.box(self.rect)
        wide = round(box.w * left)
        if self.page is None or wide <= 0:
            return
        folded = pygame.transform.scale(self.page, (wide, box.h))
        folded.fill((round(255 - 60 * (1 - left)),) * 3, special_flags=pygame.BLEND_RGB_MULT)
        painter.surface.blit(folded, (box.right - wide if self.back else box.x, box.y))


@dataclass(eq=False)
class Anywhere(Node):
    """Takes a press anywhere in its place for its action; the keyboard does not stop at it."""

    @property
    def focusable(self) -> bool:
        return False

    def press(self, x: float, y: float) -> bool:
        return False
