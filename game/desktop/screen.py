"""What every screen and dialog is: a tree of nodes made from what the presenter says, and what keys and time do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import FRect

from .kit.node import Node
from .kit.stage import Sheet

if TYPE_CHECKING:
    from game.players.table import Table
    from game.presenter.figures import Figures
    from game.texts.words import Words

    from .app import App


class Screen:
    """A screen. `compose` is called anew after each change of state, size, text scale or language (`App.refresh`), and must be
    quick (30 ms): longer work goes to `App.jobs`. Its nodes name themselves by `key`, which keeps focus and scrolling."""

    kind = "screen"
    dim = 0
    widest = 760.0
    stays = False  # whether it goes on as it is for the next moment of its kind
    looking: tuple[Figures, Table] | None = (
        None  # the game whose figures it shows, where that is not the one that is played
    )

    def __init__(self, app: App) -> None:
        self.app = app
        self.sheet = Sheet(self.compose, self.kind, self.back, self.key, self.dim, widest=self.widest)

    @property
    def words(self) -> Words:
        return self.app.words

    def compose(self) -> Node:
        """The tree as it should look now."""
        raise NotImplementedError

    def renew(self) -> None:
        """Composes this screen alone anew, where work beside the drawing has changed nothing else."""
        stage = self.app.stage
        if self.sheet in stage.sheets:
            before = FRect(self.sheet.tree.rect)
            stage.compose(self.sheet)
            stage.pointed_at(*stage.pointer)
            stage.spoil(before.union(self.sheet.tree.rect))

    def opened(self) -> None:
        """It has come onto the stage."""

    def closed(self) -> None:
        """It has left the stage: cancel what it has begun."""

    def back(self) -> None:
        """Esc."""

    def key(self, key: int, text: str) -> bool:
        """A key that no node has used. True where the screen has used it."""
        return False

    def way(self, option: str) -> tuple[str, ...]:
        """The keys of the nodes to press, one after the other, to play an option of the decision at hand from here."""
        return ()

    def update(self, now: float) -> None:
        """Once a frame, or about twenty times a second while `busy`: look for results of work beside the drawing."""

    @property
    def busy(self) -> bool:
        """Whether `update` waits for something."""
        return False


class Dialog(Screen):
    """A screen in the middle of another, which is dimmed. Esc and pressing beside it close it."""

    kind = "dialog"
    dim = 150

    def back(self) -> None:
        self.app.close(self)
