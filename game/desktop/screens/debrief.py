"""The debrief: how the game has ended and why, and what to do next."""

from __future__ import annotations

import random
from collections.abc import Callable

from game.desktop.app import App
from game.desktop.jobs import Jobs
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.controls import Button, tabs
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label
from game.desktop.play import Play
from game.desktop.screen import Screen

from . import debrief_parts as parts
from .debrief_compare import Compared
from .debrief_parts import Story

PAPER = 400.0  # width of the front page at a text scale of 100 %
SEEDS = 1_000_000


class DebriefScreen(Screen):
    """A finished game. What it says is worked out beside the drawing."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self.jobs = Jobs(say=lambda error: app.words("debrief_screen.failed"))
        self.compared = Compared(self)
        self.story: Story | None = None
        self.version = -1
        self.tab = "course"
        self.chosen = -1
        self.trouble = ""
        self.greeted = False

    # the story

    def look(self) -> None:
        """Begins to work the story out, where it is not there for this language and seat."""
        if self.version == self.play.version:
            return
        self.version = self.play.version
        session = self.play.session
        figures, table = session.figures, session.table
        self.jobs.submit("story", lambda token: parts.told(figures, table), self.ready, self.failed)

    def ready(self, story: Story) -> None:
        self.story, self.trouble = story, ""
        turning = story.debrief.turning
        if self.chosen < 0 and turning is not None:
            self.chosen = next((i for i, q in enumerate(story.quarters) if q.turn == turning.turn), -1)
        if not self.greeted:
            self.greeted = True
            self.app.cue("win" if story.debrief.won else "loss")
        self.app.refresh()

    def failed(self, text: str) -> None:
        self.trouble = text
        self.app.say(text, "warning")
        self.app.refresh()

    def opened(self) -> None:
        self.look()

    def update(self, now: float) -> None:
        self.jobs.poll()
        self.compared.jobs.poll()

    @property
    def busy(self) -> bool:
        return self.jobs.busy or self.compared.jobs.busy

    def closed(self) -> None:
        self.jobs.close()
        self.compared.jobs.close()

    # what one can do

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))

    def show_tab(self, name: str) -> None:
        self.tab = name
        self.app.refresh()

    def choose(self, quarter: int) -> None:
        self.chosen = quarter
        self.app.refresh()

    def look_as(self, seat: str) -> None:
        """The debrief of another person at the screen."""
        self.play.session.look(seat)
        self.play.version += 1
        self.chosen = -1
        self.app.refresh()

    def replay(self) -> None:
        from .replay import Replay

        self.app.go(Replay(self.app, self.play.session.path))

    def again(self, same: bool) -> None:
        """A new game of the same kind, with the same luck or another."""
        session = self.play.session
        seed = session.table.record.seed if same else random.SystemRandom().randrange(1, SEEDS)
        Play.begin(self.app, session.again(seed))

    def to_title(self) -> None:
        from . import to_title

        to_title(self.app)

    # drawing

    def pages(self) -> list[tuple[str, str, Callable[[Story], Node]]]:
        """The tabs: id, text, what they show."""
        words = self.words
        return [
            ("course", words("debrief_screen.course"), lambda s: parts.course(self.app, s, self.chosen, self.choose)),
            ("causes", words("debrief_screen.causes"), lambda s: parts.waterfall(self.app, s)),
            ("promises", words("debrief_screen.promises"), lambda s: parts.promises(self.app, s)),
            ("compare", words("debrief_screen.compare"), lambda s: self.compared.others_page()),
            ("what_if", words("debrief_screen.what_if"), lambda s: self.compared.what_if_page()),
        ]

    def compose(self) -> Node:
        self.look()
        scale = self.app.settings.text_scale / 100
        wide = PAPER * (0.55 + 0.45 * scale)
        paper: Node = parts.front_page(self.app, self.story.debrief) if self.story is not None else self.waiting()
        page = Frame(
            Scroll(paper, key="debrief.paper", grow=1),
            pad=(26, 24),
            fill=theme.PAPER,
            shadow=True,
            wide=wide,
            widest=wide,
        )
        body = Row([page, self.beside()], gap=18, align=None, grow=1)
        return Frame(Column([body, self.foot()], gap=14), pad=(20, 16), fill=theme.TABLE, radius=0)

    def waiting(self) -> Node:
        """What stands in place of the story until it is there."""
        text = self.trouble or self.words("debrief_screen.working")
        return Row([Icon("hourglass", 20, theme.INK_MUTED), Label(text, theme.STRONG, theme.INK_MUTED, grow=1)], gap=10)

    def beside(self) -> Node:
        """The tabs with what they show."""
        pages = self.pages()
        shown = next((p for p in pages if p[0] == self.tab), pages[0])
        inside: Node = shown[2](self.story) if self.story is not None else Label("")
        row: list[Node] = [tabs([(n, t) for n, t, _ in pages], shown[0], self.show_tab, "debrief.tab")]
        session = self.play.session
        if session.hot_seat:
            seats = [(s, session.figures.seat_title(s)) for s in session.people]
            row.append(tabs(seats, session.viewer, self.look_as, "debrief.seat"))
        return Frame(
            Column([Flow(row, gap=20), Scroll(inside, key=f"debrief.{shown[0]}", grow=1)], gap=12),
            fill=theme.PANEL, edge=theme.RAISED, pad=16, grow=1,
        )  # fmt: skip

    def foot(self) -> Node:
        """What to do next."""
        words = self.words
        return Flow(
            [
                Button(words("debrief_screen.title"), "quiet", "home", key="debrief.title", action=self.to_title),
                Button(words("debrief_screen.replay"), "normal", "replay", key="debrief.replay", action=self.replay),
                Button(
                    words("debrief_screen.again_same"), "normal", "dice", key="debrief.same", action=lambda: self.again(True)
                ),
                Button(
                    words("debrief_screen.again_new"), "primary", "forward", hotkey="Enter", key="debrief.again",
                    action=lambda: self.again(False),
                ),
            ],
            gap=10, align=1.0,
        )  # fmt: skip
