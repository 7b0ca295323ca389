"""Sentences at the edge of the screen that go by themselves: saved, taken back, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kit import theme
from .kit.boxes import Column, Frame, Row
from .kit.node import Node
from .kit.stage import Sheet
from .kit.text import Icon, Label

if TYPE_CHECKING:
    from .app import App

SHOWN = {"note": 3.5, "good": 3.0, "warning": 9.0}  # seconds
MARKS = {
    "note": ("info", theme.USA), "good": ("check", theme.GOOD), "warning": ("warning", theme.WARN),
}  # fmt: skip


@dataclass
class Toast:
    """A sentence and until when it is shown."""

    text: str
    kind: str
    until: float


class Toasts:
    """The sentences that are shown, the newest lowest."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.shown: list[Toast] = []
        self.sheet = Sheet(self.compose, "toast", widest=620.0)

    def add(self, text: str, kind: str) -> None:
        if text and all(t.text != text for t in self.shown):
            self.change([*self.shown[-2:], Toast(text, kind, self.app.now + SHOWN[kind])])

    def change(self, shown: list[Toast]) -> None:
        self.shown = shown
        self.app.stage.close(self.sheet)
        if shown:
            self.app.stage.show(self.sheet)

    @property
    def waiting(self) -> float | None:
        """Seconds until the next one goes."""
        return max(0.0, min(t.until for t in self.shown) - self.app.now) if self.shown else None

    def tick(self, now: float) -> None:
        """Takes away what has been shown long enough."""
        kept = [t for t in self.shown if t.until > now]
        if len(kept) != len(self.shown):
            self.change(kept)

    def compose(self) -> Node:
        return Column([banner(t) for t in self.shown], gap=8)


def banner(toast: Toast) -> Node:
    """A sentence with its mark."""
    icon, colour = MARKS[toast.kind]
    line = Row([Icon(icon, 18, colour), Label(toast.text, theme.SMALL_STRONG, grow=1)], gap=10)
    return Frame(line, fill=theme.RAISED, edge=colour, shadow=True, pad=(14, 10))
