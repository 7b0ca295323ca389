"""What is on the screen: sheets on top of each other, where the focus is, what is pointed at, and drawing as little as possible.

A sheet is a tree of nodes and how it is placed: a screen fills the window, a dialog lies in its middle and dims what is below, a
card for a figure stands beside it. The stage keeps a picture of everything that does not move, repairs the parts of it that
change, and draws moving nodes over it each frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pygame
from pygame import FRect

from . import theme
from .boxes import Frame
from .controls import Button, Field
from .fonts import Fonts
from .node import Look, Node, walk
from .painter import Drawn, Painter
from .scroll import STEP, Scroll

WIDTH, HEIGHT = 1280.0, 720.0  # units of a window that is 16:9; others are wider or higher
BEFORE_TIP = 0.35  # seconds of pointing before a tip is shown
WHY = "why:"  # how the tip of a node begins that explains a figure
PASSIVE = ("tip", "toast", "coach")  # sheets that get no keys, and of which only a coach is pressed


@dataclass(eq=False)
class Sheet:
    """A tree on the stage. `kind`: screen, dialog, tip, toast (at the lower edge), or coach (beside what it points at). `back` is what Esc does; `dim` how dark everything below becomes."""

    compose: Callable[[], Node]
    kind: str = "screen"
    back: Callable[[], None] | None = None
    keys: Callable[[int, str], bool] | None = None  # a key that nobody has used
    dim: int = 0
    near: FRect | None = None  # what a tip or a coach is about
    at: FRect | None = None  # its place, where that is not to be looked for
    widest: float = 760.0
    tree: Node = field(default_factory=Node)
    offsets: dict[str, float] = field(default_factory=dict[str, float])
    focus: str = ""

    def nodes(self) -> list[Node]:
        return list(walk(self.tree))


@dataclass
class Stage:
    """Sheets, focus and pointer. `tell` gets what happens for sounds: "press", "focus". `tips(tip, node)` makes the tree for a
    tip, or None; `explain(name)` is called when something is pressed that explains a figure."""

    fonts: Fonts = field(default_factory=lambda: Fonts(1.0))
    size: tuple[int, int] = (1280, 720)
    tips: Callable[[str, Node], Node | None] = lambda tip, node: None
    tell: Callable[[str], None] = lambda event: None
    explain: Callable[[str], None] = lambda name: None
    sheets: list[Sheet] = field(default_factory=list[Sheet])
    hover: Node | None = None
    pressed: Node | None = None
    taken: Node | None = None  # what gets the drag
    keyboard: bool = False  # whether the last input was a key: only then the focus is shown
    pointer: tuple[float, float] = (-1.0, -1.0)
    now: float = 0.0
    pointed: float = 0.0  # since when
    tip: Sheet | None = None
    base: pygame.Surface | None = None
    damage: list[FRect] = field(default_factory=list[FRect])
    moving: list[Node] = field(default_factory=list[Node])
    audit: list[Drawn] | None = None

    # sheets

    @property
    def top(self) -> Sheet:
        return self.sheets[-1]

    @property
    def room(self) -> FRect:
        """The whole window, in units."""
        return FRect(0, 0, self.size[0] / self.fonts.unit, self.size[1] / self.fonts.unit)

    def resize(self, size: tuple[int, int], text_scale: float) -> None:
        """Another size of the window or of text."""
        unit = min(size[0] / WIDTH, size[1] / HEIGHT)
        self.size, self.fonts, self.base = size, Fonts(unit, text_scale), None
        self.refresh()

    def show(self, sheet: Sheet) -> None:
        """Puts a sheet on top."""
        self.close_tip()
        active = sum(s.kind not in PASSIVE for s in self.sheets)
        self.sheets.insert(len(self.sheets) if sheet.kind in PASSIVE else active, sheet)
        self.compose(sheet)
        if self.keyboard and sheet.kind not in PASSIVE:
            self.focus_first(sheet)
        self.spoil()

    def close(self, sheet: Sheet) -> None:
        """Takes a sheet away."""
        if sheet in self.sheets:
            self.sheets.remove(sheet)
        if self.tip is sheet:
            self.tip = None
        self.hover = self.pressed = self.taken = None
        self.spoil()

    def clear(self) -> None:
        """Takes everything away but what goes by itself."""
        self.sheets = [s for s in self.sheets if s.kind in ("toast", "coach")]
        self.tip = self.hover = self.pressed = self.taken = None
        self.spoil()

    def refresh(self) -> None:
        """Composes everything anew: something that is shown has changed."""
        self.close_tip()
        for sheet in self.sheets:
            self.compose(sheet)
        self.pointed_at(*self.pointer)
        self.spoil()

    def spoil(self, rect: FRect | None = None) -> None:
        """A part of the picture, or all of it, is not right any more."""
        if rect is None:
            self.damage = [self.room]
        else:
            self.damage.append(rect.inflate(20, 20))

    def compose(self, sheet: Sheet) -> None:
        """Makes the tree of a sheet and places it."""
        for node in walk(sheet.tree):
            if isinstance(node, Scroll) and node.key:
                sheet.offsets[node.key] = node.offset
        held = self.pressed.key if self.pressed else ""
        taken = self.taken.key if self.taken else ""
        tree = sheet.compose()
        if sheet.kind == "screen" and tree.lowest(self.fonts, self.room.w) > self.room.h + 0.5:
            tree = Scroll(tree, key="screen")
        sheet.tree = tree
        for node in walk(tree):
            if isinstance(node, Scroll):
                node.offset = sheet.offsets.get(node.key, 0.0)
        tree.place(self.fonts, self.spot(sheet, tree))
        named = {n.key: n for n in walk(tree) if n.key}
        if held:
            self.pressed = named.get(held)
        if taken:
            self.taken = named.get(taken)
        self.hover = None

    def spot(self, sheet: Sheet, tree: Node) -> FRect:
        """Where a sheet lies."""
        room = self.room
        if sheet.kind == "screen":
            return room
        if sheet.at is not None:
            return sheet.at
        edge = 16.0
        most = min(sheet.widest, room.w - edge * 2)
        wide = min(most, max(tree.width(self.fonts), tree.least(self.fonts)))
        high = min(room.h - edge * 2, tree.height(self.fonts, wide))
        if sheet.kind == "toast":
            return FRect(room.centerx - wide / 2, room.bottom - edge - high, wide, high)
        if sheet.near is None:
            return FRect(room.centerx - wide / 2, room.centery - high / 2, wide, high)
        near = sheet.near
        x = min(max(edge, near.centerx - wide / 2), room.w - wide - edge)
        below, above = near.bottom + 8, near.y - 8 - high
        if below + high <= room.h - edge:
            return FRect(x, below, wide, high)
        if above >= edge:
            return FRect(x, above, wide, high)
        side = near.right + 8 if near.right + 8 + wide <= room.w - edge else max(edge, near.x - 8 - wide)
        return FRect(side, min(max(edge, near.centery - high / 2), room.h - high - edge), wide, high)

    # focus

    def find(self, key: str) -> Node | None:
        """The node of that key, on the highest sheet that has one."""
        for sheet in reversed(self.sheets):
            for node in walk(sheet.tree):
                if node.key == key:
                    return node
        return None

    def stops(self, sheet: Sheet) -> list[Node]:
        """What Tab stops at, in order."""
        return [n for n in walk(sheet.tree) if n.focusable and n.key]

    @property
    def acting(self) -> Sheet:
        """The sheet that keys go to: the highest that is no tip."""
        return next(s for s in reversed(self.sheets) if s.kind not in PASSIVE)

    @property
    def focused(self) -> Node | None:
        sheet = self.acting
        return next((n for n in walk(sheet.tree) if n.key and n.key == sheet.focus), None)

    def focus_first(self, sheet: Sheet) -> None:
        """Puts the focus on the one clear next step, or on the first stop."""
        stops = self.stops(sheet)
        primary = [n for n in stops if isinstance(n, Button) and n.kind == "primary"]
        if stops and sheet.focus not in {n.key for n in stops}:
            sheet.focus = (primary or stops)[0].key

    def focus_on(self, node: Node) -> None:
        """Moves the focus, scrolls it into view, and shows its tip to those who use keys."""
        sheet = self.acting
        old = self.focused
        sheet.focus = node.key
        for around in self.around(sheet, node):
            if isinstance(around, Scroll) and around.reveal(self.fonts, node.rect):
                self.spoil()
        for one in (old, node):
            if one is not None:
                self.spoil(one.rect)
        self.tell("focus")
        self.close_tip()
        if node.tip and self.keyboard:
            self.open_tip(node)

    def around(self, sheet: Sheet, node: Node) -> list[Node]:
        """The nodes that a node lies in, the innermost first."""

        def path(at: Node) -> list[Node] | None:
            if at is node:
                return []
            for child in at.children:
                found = path(child)
                if found is not None:
                    return [*found, at]
            return None

        return path(sheet.tree) or []

    def step_focus(self, by: int) -> bool:
        """Tab and Shift+Tab."""
        sheet = self.acting
        stops = self.stops(sheet)
        if not stops:
            return False
        keys = [n.key for n in stops]
        if sheet.focus not in keys:
            primary = next((n for n in stops if isinstance(n, Button) and n.kind == "primary"), stops[0])
            self.focus_on(primary if by > 0 else stops[-1])
            return True
        self.focus_on(stops[(keys.index(sheet.focus) + by) % len(stops)])
        return True

    def move_focus(self, dx: int, dy: int) -> bool:
        """Arrows: to the nearest stop in a direction."""
        here = self.focused
        if here is None:
            return self.step_focus(1)
        best: tuple[float, Node] | None = None
        for node in self.stops(self.acting):
            if node is here:
                continue
            ahead, aside = gap(here.rect, node.rect, dx, dy)
            if ahead > 0:
                far = ahead + aside * 3
                if best is None or far < best[0]:
                    best = (far, node)
        if best is None:
            return False
        self.focus_on(best[1])
        return True

    # the pointer

    def hit(self, x: float, y: float) -> Node | None:
        """What a pointer at that place means: the innermost node that can be pressed, dragged or explained."""
        for sheet in reversed(self.sheets):
            if sheet.kind == "coach":
                found = self._hit(sheet.tree, x, y)
                if found is not None:
                    return found
            if sheet.kind in PASSIVE:
                continue
            return self._hit(sheet.tree, x, y)
        return None

    def _hit(self, node: Node, x: float, y: float) -> Node | None:
        cut = node.clip()
        if cut is not None and not cut.collidepoint(x, y):
            return None
        for child in reversed(node.children):
            found = self._hit(child, x, y)
            if found is not None:
                return found
        wanted = node.focusable or bool(node.tip) or type(node).press is not Node.press
        if isinstance(node, Scroll):
            wanted = node.beyond > 0.5 and node.bar().inflate(8, 8).collidepoint(x, y)
        return node if wanted and node.rect.collidepoint(x, y) else None

    def pointed_at(self, x: float, y: float) -> None:
        """The pointer is there now."""
        self.pointer = (x, y)
        if not self.sheets:
            return
        found = self.hit(x, y) if x >= 0 else None
        if found is not self.hover:
            for node in (self.hover, found):
                if node is not None:
                    self.spoil(node.rect)
            self.hover = found
            self.pointed = self.now
            self.close_tip()

    def motion(self, x: float, y: float) -> None:
        """The pointer moves."""
        if self.keyboard:
            self.keyboard = False
            if self.sheets and self.focused is not None:
                self.spoil(self.focused.rect)
        if self.taken is not None:
            self.pointer = (x, y)
            taken = self.taken
            moved = taken.dragged(self.fonts, x, y) if isinstance(taken, Scroll) else taken.drag(x, y)
            if moved:
                self.spoil(taken.rect)
            return
        self.pointed_at(x, y)

    def down(self, x: float, y: float) -> None:
        """The left button goes down."""
        self.motion(x, y)
        node = self.hover
        if node is None:
            if self.sheets and self.acting.kind == "dialog" and not self.acting.tree.rect.collidepoint(x, y):
                back = self.acting.back
                if back is not None:
                    back()
            return
        self.pressed = node
        self.spoil(node.rect)
        if node.key and node.focusable:
            self.acting.focus = node.key
        if node.press(x, y):
            self.taken = node

    def up(self, x: float, y: float) -> None:
        """The left button goes up: a press that began on the same node is done."""
        node, self.pressed = self.pressed, None
        if self.taken is not None:
            taken, self.taken = self.taken, None
            taken.release()
            self.spoil(taken.rect)
            if isinstance(taken, Scroll):
                return
        if node is None:
            return
        self.spoil(node.rect)
        self.pointed_at(x, y)
        if self.hover is node or (self.hover is not None and node.key and self.hover.key == node.key):
            self.do(node)

    def do(self, node: Node) -> bool:
        """Does what a node is there for: its action, or its tip kept open."""
        if node.action is not None:
            self.tell("press")
            self.close_tip()
            node.action()
            return True
        if node.tip.startswith(WHY):
            self.tell("press")
            self.close_tip()
            self.explain(node.tip[len(WHY) :])
            return True
        if node.tip:
            self.open_tip(node)
        return False

    def wheel(self, amount: float) -> None:
        """The wheel turns, up for positive amounts."""
        x, y = self.pointer
        for sheet in reversed(self.sheets):
            if sheet.kind in PASSIVE:
                continue
            inside = [n for n in walk(sheet.tree) if n.rect.collidepoint(x, y)]
            for node in reversed(inside):
                if node.wheel(x, y, amount):
                    self.spoil(node.rect)
                    return
                if isinstance(node, Scroll) and node.scroll_to(self.fonts, node.offset - amount * STEP):
                    self.close_tip()
                    self.pointed_at(x, y)
                    self.spoil(node.rect)
                    return
            return

    # keys

    def key(self, key: int, text: str = "", *, shift: bool = False) -> bool:
        """A key. True where something has used it."""
        if not self.sheets:
            return False
        before = self.focused
        if not self.keyboard:
            self.keyboard = True
            if before is not None:
                self.spoil(before.rect)
        sheet = self.acting
        node = self.focused
        if node is not None and node.typed(key, text):
            self.spoil(node.rect)
            return True
        if key == pygame.K_TAB:
            return self.step_focus(-1 if shift else 1)
        arrows = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
        if sheet.keys is not None and not isinstance(node, Field) and sheet.keys(key, text):
            return True
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE) and not text.strip():
            if node is not None and not isinstance(node, Field):
                self.do(node)
                return True
            primary = [n for n in self.stops(sheet) if isinstance(n, Button) and n.kind == "primary" and n.action]
            if key != pygame.K_SPACE and primary:
                return self.do(primary[0])
            return False
        if key == pygame.K_ESCAPE:
            if self.tip is not None:
                self.close_tip()
                return True
            if sheet.back is not None:
                sheet.back()
                return True
            return False
        if key in arrows:
            return self.move_focus(*arrows[key]) or self.page(arrows[key][1] * STEP)
        if key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
            return self.page((1 if key == pygame.K_PAGEDOWN else -1) * self.room.h * 0.6)
        if text and not isinstance(node, Field):
            for other in walk(sheet.tree):
                if isinstance(other, Button) and other.hotkey.lower() == text.lower() and other.action is not None:
                    self.do(other)
                    return True
        return False

    def page(self, by: float) -> bool:
        """Scrolls what the focus lies in, else the largest thing that scrolls."""
        sheet = self.acting
        node = self.focused
        inside = [n for n in (self.around(sheet, node) if node else []) if isinstance(n, Scroll) and n.beyond > 0.5]
        largest = sorted(
            (n for n in walk(sheet.tree) if isinstance(n, Scroll) and n.beyond > 0.5),
            key=lambda n: -n.rect.w * n.rect.h,
        )
        for scroll in [*inside, *largest][:1]:
            if scroll.scroll_to(self.fonts, scroll.offset + by):
                self.spoil(scroll.rect)
                return True
        return False

    # tips

    def open_tip(self, node: Node) -> None:
        """Shows what a node's tip says, beside it."""
        self.close_tip()
        tree = self.tips(node.tip, node)
        if tree is None:
            return
        frame = Frame(tree, fill=theme.RAISED, edge=theme.EDGE, shadow=True, pad=12)
        self.tip = Sheet(lambda: frame, "tip", near=FRect(node.rect), widest=380.0)
        self.sheets.append(self.tip)
        self.compose_tip(self.tip)
        self.spoil(self.tip.tree.rect.inflate(40, 40))

    def compose_tip(self, sheet: Sheet) -> None:
        self.fonts.passes += 1
        sheet.tree = sheet.compose()
        sheet.tree.place(self.fonts, self.spot(sheet, sheet.tree))

    def close_tip(self) -> None:
        if self.tip is not None:
            self.spoil(self.tip.tree.rect.inflate(40, 40))
            if self.tip in self.sheets:
                self.sheets.remove(self.tip)
            self.tip = None

    def tick(self, now: float) -> None:
        """Opens the tip of what has been pointed at long enough. `now` is the clock of animations, in seconds."""
        self.now = now
        node = self.hover
        waits = self.tip is None and not self.keyboard and self.taken is None and self.pressed is None
        if waits and node is not None and node.tip and now - self.pointed >= BEFORE_TIP:
            self.open_tip(node)

    @property
    def waiting(self) -> float | None:
        """Seconds until `tick` has something to do; None where it has not."""
        node = self.hover
        if self.tip is None and node is not None and node.tip and not self.keyboard:
            return max(0.0, BEFORE_TIP - (self.now - self.pointed))
        return None

    # drawing

    def look(self, node: Node, now: float, top: bool) -> Look:
        hover = top and node is self.hover
        focus = top and self.keyboard and bool(node.key) and node.focusable and node.key == self.acting.focus
        return Look(hover, focus, top and node is self.pressed, now)

    def frame(self, surface: pygame.Surface, now: float) -> bool:
        """Brings a surface up to date. False where nothing had to be drawn."""
        fresh = self.base is None or self.base.get_size() != surface.get_size()
        if fresh:
            self.base = pygame.Surface(surface.get_size())
            self.damage = [self.room]
        assert self.base is not None
        shown = [s for s in self.sheets if s.kind not in PASSIVE]
        upper = shown[-1] if shown else None
        alive = [n for n in walk(upper.tree) if n.moving(now)] if upper else []
        stopped = [n for n in self.moving if n not in alive]
        for node in stopped:
            self.spoil(node.rect)
        started = [n for n in alive if n not in self.moving]
        for node in started:
            self.spoil(node.rect)
        self.moving = alive
        repaired = bool(self.damage)
        if self.damage:
            self.repair(self.base, now)
        if not repaired and not alive:
            return False
        surface.blit(self.base, (0, 0))
        if alive:
            painter = Painter(surface, self.fonts)
            for node in alive:
                self.paint_moving(painter, upper, node, now)
            for sheet in self.sheets:
                if sheet.kind in PASSIVE:  # they lie over what moves
                    self.paint(painter, sheet.tree, now, False, frozenset())
        return True

    def paint_moving(self, painter: Painter, sheet: Sheet | None, node: Node, now: float) -> None:
        before = painter.surface.get_clip()
        if sheet is not None:
            for around in self.around(sheet, node):
                cut = around.clip()
                if cut is not None:
                    painter.surface.set_clip(painter.surface.get_clip().clip(painter.box(cut)))
        node.draw(painter, self.look(node, now, True))
        node.after(painter, self.look(node, now, True))
        painter.surface.set_clip(before)

    def repair(self, base: pygame.Surface, now: float) -> None:
        """Draws the damaged parts of the picture anew."""
        whole = self.damage[0]
        for rect in self.damage[1:]:
            whole = whole.union(rect)
        self.damage = []
        painter = Painter(base, self.fonts)
        painter.drawn = self.audit
        base.set_clip(painter.box(whole.clip(self.room)))
        base.fill(theme.NIGHT)
        skip = frozenset(id(n) for n in self.moving)
        last = next((s for s in reversed(self.sheets) if s.kind not in PASSIVE), None)
        for number, sheet in enumerate(self.sheets):
            painter.layer = number
            if sheet.dim:
                painter.fill(self.room, theme.NIGHT, sheet.dim)
            self.paint(painter, sheet.tree, now, sheet is last, skip)
        base.set_clip(None)

    def paint(self, painter: Painter, node: Node, now: float, top: bool, skip: frozenset[int]) -> None:
        """Draws a node and what is in it, as far as it lies in the part that is drawn."""
        if not painter.shows(node.rect.inflate(60, 60)):
            return
        look = self.look(node, now, top)
        moving = id(node) in skip
        if not moving:
            node.draw(painter, look)
        cut = node.clip()
        before = painter.surface.get_clip()
        if cut is not None:
            painter.surface.set_clip(before.clip(painter.box(cut)))
        for child in node.children:
            self.paint(painter, child, now, top, skip)
        painter.surface.set_clip(before)
        if not moving:
            node.after(painter, look)
        if look.focus:
            painter.rounded(node.rect.inflate(6, 6), None, theme.RADIUS + 3, edge=theme.BRASS, thick=2.5)


def gap(a: FRect, b: FRect, dx: int, dy: int) -> tuple[float, float]:
    """How far `b` lies from `a` in a direction (0 or less: not that way), and how far aside.

    >>> gap(FRect(0, 0, 10, 10), FRect(20, 0, 10, 10), 1, 0), gap(FRect(0, 0, 10, 10), FRect(20, 0, 10, 10), -1, 0)
    ((20.0, 0.0), (-20.0, 0.0))
    """
    ahead = (b.centerx - a.centerx) * dx + (b.centery - a.centery) * dy
    if dx:
        aside = max(0.0, b.y - a.bottom, a.y - b.bottom) + abs(b.centery - a.centery) * 0.1
    else:
        aside = max(0.0, b.x - a.right, a.x - b.right) + abs(b.centerx - a.centerx) * 0.1
    return ahead, aside
