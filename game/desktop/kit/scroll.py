"""A window onto something higher (or wider) than itself, with a bar that shows how much there is."""

from __future__ import annotations

from dataclasses import dataclass, field

from pygame import FRect

from . import theme
from .fonts import Fonts
from .node import Look, Node, height_of, least_of, width_of
from .painter import Painter

BAR = 6.0  # thickness of the bar
STEP = 60.0  # of one notch of the wheel


@dataclass(eq=False)
class Scroll(Node):
    """Shows its child through a window that may be as low as `small`. Give it a `key`: how far it is scrolled is kept
    under it when the screen is composed anew. With `across` it scrolls sideways, and is as high as its child."""

    child: Node = field(default_factory=Node)
    small: float = 96.0
    across: bool = False
    offset: float = field(default=0.0, init=False)
    held: tuple[float, float] | None = field(
        default=None, init=False
    )  # where the pointer took the bar, and the offset then

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def width(self, fonts: Fonts) -> float:
        return width_of(self.child, fonts) + (0 if self.across else BAR + 4)

    def least(self, fonts: Fonts) -> float:
        return self.small if self.across else least_of(self.child, fonts) + BAR + 4

    def height(self, fonts: Fonts, width: float) -> float:
        if self.across:
            return height_of(self.child, fonts, max(width, width_of(self.child, fonts))) + BAR + 4
        return height_of(self.child, fonts, width - BAR - 4)

    def lowest(self, fonts: Fonts, width: float) -> float:
        high = self.height(fonts, width)
        return high if self.across else min(self.small, high)

    @property
    def beyond(self) -> float:
        """How far it can be scrolled."""
        if self.across:
            return max(0.0, self.child.rect.w - self.rect.w)
        return max(0.0, self.child.rect.h - self.rect.h)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        self.rect = FRect(rect)
        if self.across:
            wide = max(rect.w, width_of(self.child, fonts))
            inner = FRect(rect.x, rect.y, wide, rect.h - BAR - 4)
        else:
            high = height_of(self.child, fonts, rect.w - BAR - 4)
            if high <= rect.h + 0.5:  # all of it is seen, so it may use the whole height
                inner = FRect(rect.x, rect.y, rect.w - BAR - 4, rect.h)
            else:
                inner = FRect(rect.x, rect.y, rect.w - BAR - 4, high)
        self.child.place(fonts, inner)
        self.offset = max(0.0, min(self.offset, self.beyond))
        if self.across:
            inner.x -= self.offset
        else:
            inner.y -= self.offset
        self.child.place(fonts, inner)

    def scroll_to(self, fonts: Fonts, offset: float) -> bool:
        """Scrolls to an offset; whether that changed anything."""
        wanted = max(0.0, min(offset, self.beyond))
        if abs(wanted - self.offset) < 0.01:
            return False
        self.offset = wanted
        self.place(fonts, self.rect)
        return True

    def reveal(self, fonts: Fonts, rect: FRect) -> bool:
        """Scrolls as little as needed for a part of the child to be seen."""
        if self.across:
            start, end, low, high = rect.x, rect.right, self.rect.x, self.rect.right
        else:
            start, end, low, high = rect.y, rect.bottom, self.rect.y, self.rect.bottom
        if end > high:
            return self.scroll_to(fonts, self.offset + min(end - high + 6, start - low))
        if start < low:
            return self.scroll_to(fonts, self.offset + start - low - 6)
        return False

    def clip(self) -> FRect | None:
        return self.rect

    def bar(self) -> FRect:
        """The place of the bar's handle."""
        if self.across:
            seen = self.rect.w / max(1.0, self.child.rect.w)
            length = max(24.0, self.rect.w * seen)
            at = self.rect.x + (self.rect.w - length) * (self.offset / self.beyond if self.beyond else 0)
            return FRect(at, self.rect.bottom - BAR, length, BAR)
        seen = self.rect.h / max(1.0, self.child.rect.h)
        length = max(24.0, self.rect.h * seen)
        at = self.rect.y + (self.rect.h - length) * (self.offset / self.beyond if self.beyond else 0)
        return FRect(self.rect.right - BAR, at, BAR, length)

    def after(self, painter: Painter, look: Look) -> None:
        if self.beyond > 0.5:
            handle = self.bar()
            track = (
                FRect(self.rect.x, handle.y, self.rect.w, BAR)
                if self.across
                else FRect(handle.x, self.rect.y, BAR, self.rect.h)
            )
            painter.rounded(track, theme.NIGHT, 3, alpha=120)
            painter.rounded(handle, theme.MUTED if self.held else theme.EDGE, 3)

    def press(self, x: float, y: float) -> bool:
        if self.beyond > 0.5 and self.bar().inflate(8, 8).collidepoint(x, y):
            self.held = (x if self.across else y, self.offset)
            return True
        return False

    def dragged(self, fonts: Fonts, x: float, y: float) -> bool:
        """The pointer pulls the bar."""
        if self.held is None:
            return False
        room = (self.rect.w - self.bar().w) if self.across else (self.rect.h - self.bar().h)
        moved = (x if self.across else y) - self.held[0]
        return self.scroll_to(fonts, self.held[1] + moved * (self.beyond / room if room else 0))

    def release(self) -> None:
        self.held = None
