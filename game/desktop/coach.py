"""A coach beside a game: says one thing at a time, points at where it is done, and sees by itself when it was.

The game goes on as it is: nothing is held up, whatever is pressed. What the coach says next hangs on what is at hand alone
(the moment, the decision's slot, the dialog that is open), so a player who goes their own way is met where they are.

    coach = Coach(app, steps); coach.begin()     app.coach is the coach until the game ends, is left, or F3 is pressed
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame
from pygame import FRect

from .kit import theme
from .kit.boxes import Column, Flow, Frame, Row
from .kit.controls import Button
from .kit.node import Look, Node, walk
from .kit.painter import Painter
from .kit.stage import WHY, Sheet
from .kit.text import Icon, Label

if TYPE_CHECKING:
    from .app import App
    from .play import Play

LEAVE = pygame.K_F3
ON = pygame.K_F4  # "understood", for what is only read
WIDE = 390.0
PRIMARY = "primary"  # as a target: the one clear next step of the screen


@dataclass(frozen=True)
class Scene:
    """What the coach looks at."""

    app: App
    play: Play

    @property
    def kind(self) -> str:
        return self.play.moment.kind

    @property
    def phase(self) -> str:
        return self.play.moment.phase

    @property
    def slot(self) -> int:
        return self.play.moment.slot

    @property
    def dialog(self) -> str:
        """The name of the highest dialog's class; "" where there is none."""
        upper = self.app.upper
        return type(upper).__name__ if upper.kind == "dialog" else ""

    @property
    def looks_at_figure(self) -> bool:
        """Whether the card of a figure is open, small or whole."""
        stage = self.app.stage
        focused = stage.focused
        pointed = stage.hover if stage.hover is not None else focused if stage.keyboard else None
        tip = stage.tip is not None and pointed is not None and pointed.tip.startswith(WHY)
        return tip or self.dialog == "FigureCard"


@dataclass(frozen=True)
class Step:
    """One thing to say. `text`: a key of the section `coach`. `when`: where it belongs. `targets`: keys of nodes, or how they
    begin where that ends with "*"; the first one that is seen is pointed at. `done`: whether it was done while the scene stayed
    the same; None: the scene goes on by itself when it is done. `read`: it only has to be read, with a button for that."""

    text: str
    when: Callable[[Scene], bool]
    targets: tuple[str, ...] = (PRIMARY,)
    done: Callable[[Scene], bool] | None = None
    read: bool = False


@dataclass(eq=False)
class Ring(Node):
    """A line around what is pointed at."""

    def draw(self, painter: Painter, look: Look) -> None:
        painter.rounded(self.rect.inflate(-4, -4), None, theme.RADIUS + 4, edge=theme.WARN, thick=3)


class Coach:
    """Guides one game."""

    def __init__(self, app: App, steps: Sequence[Step], ended: Callable[[], None]) -> None:
        self.app, self.steps, self.ended = app, steps, ended
        self.play = app.play
        self.past: set[str] = set()  # texts that were done or understood
        self.step: Step | None = None
        self.target: FRect | None = None
        self.shown: tuple[object, ...] = ()
        self.card = Sheet(self.compose, "coach", widest=WIDE)
        self.ring = Sheet(Ring, "coach")

    def begin(self) -> None:
        """Comes beside the game that is played."""
        self.app.coach = self
        self.update()

    def leave(self) -> None:
        """Goes, and says that it may be called again."""
        self.take_away()
        if self.app.coach is self:
            self.app.coach = None
        self.ended()

    def take_away(self) -> None:
        self.app.stage.close(self.ring)
        self.app.stage.close(self.card)

    # looking

    def update(self) -> None:
        """Once a frame: looks at what is at hand, and says something else where that has changed."""
        app, play = self.app, self.play
        if play is None or app.play is not play:
            self.leave()
            return
        scene = Scene(app, play)
        step = self.wanted(scene)
        if step is not None and step.done is not None and step.done(scene):
            self.past.add(step.text)
            step = self.wanted(scene)
        target = self.find(step) if step is not None else None
        now = (
            step,
            tuple(target) if target is not None else None,
            app.words.lang,
            app.settings.text_scale,
            app.stage.size,
        )
        if now != self.shown:
            self.shown, self.step, self.target = now, step, target
            self.show()

    def wanted(self, scene: Scene) -> Step | None:
        """The first step that belongs here and is not past."""
        return next((s for s in self.steps if s.text not in self.past and s.when(scene)), None)

    def find(self, step: Step) -> FRect | None:
        """Where the first of a step's targets is seen on the sheet that keys go to."""
        stage = self.app.stage
        sheet = stage.acting
        named = [n for n in walk(sheet.tree) if n.key]
        for target in step.targets:
            for node in named:
                fits = (
                    isinstance(node, Button) and node.kind == "primary" and node.action is not None
                    if target == PRIMARY
                    else node.key.startswith(target[:-1]) if target.endswith("*") else node.key == target
                )  # fmt: skip
                if fits and self.seen(sheet, node):
                    return FRect(node.rect)
        return None

    def seen(self, sheet: Sheet, node: Node) -> bool:
        """Whether a node is not scrolled away."""
        cuts = [c for c in (n.clip() for n in self.app.stage.around(sheet, node)) if c is not None]
        return node.rect.w > 0 and all(cut.colliderect(node.rect.inflate(-8, -8)) for cut in cuts)

    # saying

    def show(self) -> None:
        """Shows the step, beside its target."""
        stage = self.app.stage
        self.take_away()
        if self.step is None:
            return
        room = stage.room
        if self.target is not None:
            self.ring.at = self.target.inflate(12, 12)
            stage.show(self.ring)
            self.card.near = self.target
        else:
            self.card.near = FRect(room.centerx, 84, 0, 0)
        stage.show(self.card)

    def compose(self) -> Node:
        words, step = self.app.words, self.step
        if step is None:
            return Label("")
        small = theme.SMALL_STRONG
        buttons: list[Node] = []
        if step.read:
            buttons.append(
                Button(
                    words("coach.understood"),
                    "primary",
                    key="coach.on",
                    hotkey="F4",
                    style=small,
                    high=32,
                    action=self.on,
                )
            )
        buttons.append(
            Button(
                words("coach.leave"), "quiet", key="coach.leave", hotkey="F3", style=small, high=32, action=self.leave
            )
        )
        head = Row(
            [Icon("lifebuoy", 20, theme.BRASS), Label(words(f"coach.{step.text}"), theme.BODY, grow=1)], gap=12, align=0
        )
        body = Column([head, Flow(buttons, gap=6, align=1.0)], gap=10)
        return Frame(body, pad=16, fill=theme.RAISED, edge=theme.BRASS, shadow=True)

    def on(self) -> None:
        """What is said has been understood."""
        if self.step is not None:
            self.past.add(self.step.text)
        self.update()

    def key(self, key: int) -> bool:
        """F3 sends the coach away, F4 goes on."""
        if key == LEAVE:
            self.leave()
        elif key == ON and self.step is not None and self.step.read:
            self.on()
        else:
            return False
        return True
