"""The parts of a screen. A node says how wide it likes to be, how narrow it can be and how high it is at a width; then it is placed.

    node.width(fonts)          as wide as it likes
    node.least(fonts)          as narrow as it can be
    node.height(fonts, width)  at that width
    node.lowest(fonts, width)  as low as it can be; lower than its height where it scrolls
    node.place(fonts, rect)    its place, and that of its children
    node.draw(painter, look)   itself, without its children

All lengths are units. Placing happens once after each change of what is shown; drawing as often as needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pygame import FRect

from .fonts import Fonts
from .painter import Painter

Action = Callable[[], object]


@dataclass(frozen=True)
class Look:
    """How a node is to be drawn now. `now`: seconds of the clock that animations follow."""

    hover: bool = False
    focus: bool = False
    pressed: bool = False
    now: float = 0.0


PLAIN = Look()


@dataclass(eq=False)
class Node:
    """A part of a screen.

    `key` names it for focus, scrolling and tests, and lasts when the screen is composed anew. `grow` is its share of room
    that is left over in a row or column. `action` is what Enter and a click do; `tip` what pointing at it or focusing it
    shows: a text, or the id of a figure after "why:". `spoken` is its name where it has no text of its own.
    """

    key: str = field(default="", kw_only=True)
    grow: float = field(default=0.0, kw_only=True)
    action: Action | None = field(default=None, kw_only=True)
    tip: str = field(default="", kw_only=True)
    spoken: str = field(default="", kw_only=True)
    rect: FRect = field(default_factory=lambda: FRect(0, 0, 0, 0), init=False, repr=False)
    memo: dict[object, float] = field(default_factory=dict[object, float], init=False, repr=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return ()

    @property
    def focusable(self) -> bool:
        """Whether Tab and the arrows stop here."""
        return self.action is not None or self.tip.startswith("why:")

    def width(self, fonts: Fonts) -> float:
        return 0.0

    def least(self, fonts: Fonts) -> float:
        return self.width(fonts)

    def height(self, fonts: Fonts, width: float) -> float:
        return 0.0

    def lowest(self, fonts: Fonts, width: float) -> float:
        return self.height(fonts, width)

    def place(self, fonts: Fonts, rect: FRect) -> None:
        self.rect = FRect(rect)

    def draw(self, painter: Painter, look: Look) -> None:
        """Draws the node itself; its children are drawn after it."""

    def after(self, painter: Painter, look: Look) -> None:
        """Draws what lies above its children."""

    def moving(self, now: float) -> bool:
        """Whether it looks different from one moment to the next, and is therefore drawn each frame."""
        return False

    def clip(self) -> FRect | None:
        """What its children are cut off at; None for nothing."""
        return None

    def press(self, x: float, y: float) -> bool:
        """The button goes down on it. True to get `drag` until it goes up again."""
        return False

    def drag(self, x: float, y: float) -> bool:
        """The pointer moves with the button down. True where it looks different now."""
        return False

    def release(self) -> None:
        """The button goes up again after a `press` that was taken."""

    def wheel(self, x: float, y: float, amount: float) -> bool:
        """The wheel turns over it, up for positive amounts. True where it has used that."""
        return False

    def typed(self, key: int, text: str) -> bool:
        """A key while it has the focus. True where it has used it."""
        return False


# What nodes that hold others ask of these. Each is asked several times while a screen is placed, so answers are kept for as
# long as `fonts.passes` stays the same: once for each time that a sheet is composed.


def width_of(node: Node, fonts: Fonts) -> float:
    """`Node.width`."""
    key = ("width", fonts.passes)
    found = node.memo.get(key)
    if found is None:
        found = node.memo[key] = node.width(fonts)
    return found


def least_of(node: Node, fonts: Fonts) -> float:
    """`Node.least`."""
    key = ("least", fonts.passes)
    found = node.memo.get(key)
    if found is None:
        found = node.memo[key] = node.least(fonts)
    return found


def height_of(node: Node, fonts: Fonts, width: float) -> float:
    """`Node.height`."""
    key = ("height", fonts.passes, width)
    found = node.memo.get(key)
    if found is None:
        found = node.memo[key] = node.height(fonts, width)
    return found


def lowest_of(node: Node, fonts: Fonts, width: float) -> float:
    """`Node.lowest`."""
    key = ("lowest", fonts.passes, width)
    found = node.memo.get(key)
    if found is None:
        found = node.memo[key] = node.lowest(fonts, width)
    return found


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order in which they are drawn and read."""
    yield node
    for child in node.children:
        yield from walk(child)
