"""What somebody says: a sheet of paper whose corner points at who has said it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node, height_of, least_of, width_of
from .painter import Painter

TIP = 9.0  # how far the corner sticks out
PAD = (16.0, 11.0)


@dataclass(eq=False)
class Bubble(Node):
    """Its child on paper. The corner points up, `from_left` units from the left."""

    child: Node = field(default_factory=Node)
    from_left: float = 30.0

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def width(self, fonts: Fonts) -> float:
        return width_of(self.child, fonts) + PAD[0] * 2

    def least(self, fonts: Fonts) -> float:
        return least_of(self.child, fonts) + PAD[0] * 2

    def height(self, fonts: Fonts, width: float) -> float:
        return height_of(self.child, fonts, width - PAD[0] * 2) + PAD[1] * 2 + TIP

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        self.child.place(
            fonts, FRect(rect.x + PAD[0], rect.y + TIP + PAD[1], rect.w - PAD[0] * 2, rect.h - PAD[1] * 2 - TIP)
        )

    def draw(self, painter: Painter, look: Look) -> None:
        r = self.rect
        box = FRect(r.x, r.y + TIP, r.w, r.h - TIP)
        painter.shadow(box, theme.RADIUS, 6, 100, 3)
        painter.rounded(box, theme.PAPER)
        x = r.x + self.from_left
        painter.polygon([(x - TIP, box.y + 1), (x, r.y), (x + TIP, box.y + 1)], theme.PAPER)
