"""What the screens around a game share: large pages over whatever is below, and starting a game beside the drawing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.desktop.app import confirm
from game.desktop.jobs import Jobs
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.text import Icon, Label, Rule
from game.desktop.kit.tiles import Working
from game.desktop.screen import Dialog

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.engine import Program
    from game.presenter.session import Session

WHOLE = 4000.0  # units: higher than any window, so a page takes all the height there is


def jobs_of(app: App) -> Jobs:
    """Jobs for one screen, which polls and closes them."""
    return Jobs(say=app.sentence)


class Page(Dialog):
    """A page that fills the window, over the title or over a game, which stays as it is below."""

    widest = 1240.0
    dim = 215
    name = ""  # of its keys
    whole = True  # whether it takes all the height there is

    def framed(self, title: str, icon: str, *body: Node | None, after: tuple[Node, ...] = ()) -> Node:
        """The page: its heading with a way out, and what stands below."""
        close = Button(
            self.words("desktop.close"), "quiet", "close", hotkey="Esc", key=f"{self.name}.close", action=self.back,
            style=theme.SMALL_STRONG, high=34,
        )  # fmt: skip
        head = Row([Icon(icon, 22, theme.BRASS), Label(title, theme.TITLE, grow=1), *after, close], gap=12)
        return Frame(
            Column([head, Rule(), *body], gap=12),
            pad=(22, 16), fill=theme.TABLE, edge=theme.EDGE, shadow=True, high=WHOLE if self.whole else 0, wide=min(self.widest, self.app.stage.room.w - 32),
        )  # fmt: skip


class Beginning(Dialog):
    """A game is being set up or opened beside the drawing; then it begins. Esc gives up waiting."""

    widest = 460.0
    dim = 150

    def __init__(
        self, app: App, text: str, work: Callable[[], Session], then: Callable[[Session], None] | None = None
    ) -> None:
        super().__init__(app)
        self.text, self.work, self.then = text, work, then
        self.jobs = jobs_of(app)

    def opened(self) -> None:
        self.jobs.submit("begin", lambda token: self.work(), self.begin, self.refused)

    def compose(self) -> Node:
        words = self.words
        line = Row([Working(still=self.app.still), Label(self.text, theme.LABEL, grow=1)], gap=18)
        stop = Button(
            words("desktop.cancel"),
            "quiet",
            hotkey="Esc",
            key="begin.cancel",
            action=self.back,
            style=theme.SMALL_STRONG,
            high=32,
        )
        return Frame(
            Row([Frame(line, pad=0, grow=1), stop], gap=16), pad=22, fill=theme.PANEL, edge=theme.EDGE, shadow=True
        )

    def begin(self, session: Session) -> None:
        """The game is there."""
        from game.desktop.play import Play

        Play.begin(self.app, session)
        if self.then is not None:
            self.then(session)

    def refused(self, text: str) -> None:
        """It cannot be played: why."""
        self.app.close(self)
        self.app.cue("refuse")
        self.app.say(text, "warning")

    def update(self, now: float) -> None:
        self.jobs.poll()

    @property
    def busy(self) -> bool:
        return self.jobs.busy

    def closed(self) -> None:
        self.jobs.close()


def open_save(app: App, path: Path) -> None:
    """Opens a saved game beside the drawing, and goes on with it, in the edition that is set;
    asks first where another window has it open."""
    words, neutral = app.words, app.settings.class_edition

    def work() -> Session:
        from game.presenter.session import Session

        return Session.open(
            path, words=words, store=app.store, program=known_program(app, path, neutral), neutral=neutral
        )

    def begin() -> None:
        app.open(Beginning(app, app.words("front.opening"), work))

    instance = app.services.instance
    elsewhere = instance.warning(path, app.words) if instance is not None else ""
    if elsewhere:
        confirm(app, elsewhere, app.words("fault.open_copy"), begin)
    else:
        begin()


def known_program(app: App, path: Path, neutral: bool) -> Program | None:
    """The rules of a save, from the pack that is there already where it is the same: quicker than from the file. None where
    they are others.

    :raises SaveError: where the file does not open.
    """
    from game.engine import compile_pack
    from game.pack import without_names
    from game.saves.store import load, refusing

    record = load(path)
    if record.pack_digest != app.pack.digest:
        return None
    with refusing(path):
        return compile_pack(without_names(app.pack) if neutral else app.pack, record.scenario, record.profile)
