"""The title. Its first frame needs neither the rules nor the engine: they are read on a thread once it has been shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from game import __version__
from game.desktop.jobs import Jobs, Token
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Layers, Row, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule
from game.desktop.kit.tiles import NotedButton, Working
from game.desktop.screen import Screen
from game.desktop.title_picture import MAP, Backdrop, Hero

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.presenter.library import Save

MENU = 372.0  # width of the menu at a text scale of 100 %
SAVES = "*.itabasami.json"


class Title(Screen):
    """Continue, new game, and everything around it."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.frames = 0  # how often it was updated: what is heavy begins after the first
        self.begun = False
        self.since: float | None = None
        self.newest: Save | None = None
        self.known = False  # whether the rules and the saves have been read
        self.waiting: Callable[[], None] | None = None  # what the player has pressed meanwhile
        self.mapped = False  # whether the map is there for this size of the window

    @cached_property
    def jobs(self) -> Jobs:
        from .page import jobs_of

        return jobs_of(self.app)

    @cached_property
    def any_saves(self) -> bool:
        """Whether there are files of games at all, which is known at once."""
        return next(Path(self.app.store.folder).glob(SAVES), None) is not None

    # reading the rules beside the drawing

    def begin(self) -> None:
        self.begun = True
        self.jobs.submit("read", self.read, self.ready, self.refused)

    def read(self, token: Token) -> Save | None:
        """On a thread: the rules, and the newest game that goes on."""
        from game.presenter import library

        pack = self.app.pack
        return library.newest(self.app.store, pack, self.app.words)

    def ready(self, found: Save | None) -> None:
        self.newest, self.known = found, True
        instance = self.app.services.instance
        if instance is not None and instance.left:  # the last run has not ended in order: say so, and offer its game
            from game.desktop.recovery import unfinished

            offered = unfinished(self.app.store, instance, self.words, self.app.pack)
            if offered is not None:
                self.newest = offered.save
                self.app.say(offered.sentence)
        wanted, self.waiting = self.waiting, None
        self.app.refresh()
        if wanted is not None:
            wanted()

    def refused(self, text: str) -> None:
        self.waiting = None
        self.begun = True
        self.app.refresh()
        self.app.say(text, "warning")

    def when_ready(self, action: Callable[[], None]) -> Callable[[], None]:
        """An action that waits for the rules, with a notice."""

        def do() -> None:
            if self.known:
                action()
                return
            self.waiting = action
            if self.begun and not self.jobs.busy:
                self.begin()  # it has failed before: once more
            self.app.refresh()

        return do

    def update(self, now: float) -> None:
        if self.since is None:
            self.since = now
        self.frames += 1
        if self.frames >= 2 and not self.begun:
            self.begin()
        if self.begun:
            self.jobs.poll()
            ready = MAP.want(self.app.stage.size, self.centre) is not None or MAP.fault is not None
            if MAP.fault is not None and not self.mapped:
                self.app.say(self.app.sentence(MAP.fault), "warning")
            if ready and not self.mapped:
                self.app.refresh()
            self.mapped = ready

    @property
    def busy(self) -> bool:
        return not self.begun or self.jobs.busy or not self.mapped

    def closed(self) -> None:
        if "jobs" in self.__dict__:
            self.jobs.close()

    # what the entries do

    def go_on(self) -> None:
        from .page import open_save

        if self.newest is not None:
            open_save(self.app, self.newest.path)
        else:
            self.new_game()

    def new_game(self, class_edition: bool = False) -> None:
        from .new_game import NewGame

        self.app.go(NewGame(self.app, class_edition or self.app.settings.class_edition))

    def tutorial(self) -> None:
        from .tutorial import begin

        begin(self.app)

    def saves(self, mode: str) -> None:
        from .saves import Saves

        self.app.open(Saves(self.app, mode))

    def settings(self) -> None:
        from .settings import SettingsScreen

        self.app.open(SettingsScreen(self.app))

    def sources(self) -> None:
        from .sources import Sources

        self.app.open(Sources(self.app))

    def rules(self) -> None:
        from .rules import Rules

        self.app.open(Rules(self.app))

    # what is shown

    @property
    def menu_width(self) -> float:
        scale = self.app.settings.text_scale / 100
        return min(MENU * (0.35 + 0.65 * scale), self.app.stage.room.w * 0.5)

    @property
    def centre(self) -> float:
        """Where the disc stands, as a share of the width of the window."""
        wide = self.app.stage.room.w
        return round((wide - self.menu_width) / 2 / wide, 3)

    def compose(self) -> Node:
        words, menu = self.words, self.menu_width
        hero = Hero(
            latin=words("front.latin"), line=words("title.line"), sides=(words("front.beijing"), words("front.washington")),
            since=self.since or self.app.now, still=self.app.still, grow=1, key="title.hero",
        )  # fmt: skip
        side = Frame(
            Column([self.languages(), Scroll(self.menu(), key="title.menu", grow=1), self.foot()], gap=12),
            pad=(26, 20), fill=theme.NIGHT, alpha=190, radius=0, wide=menu, widest=menu,
        )  # fmt: skip
        return Layers([Backdrop(centre=self.centre), Row([hero, side], gap=0, align=None)])

    def languages(self) -> Node:
        chosen = self.app.settings.lang
        return Flow(
            [
                Button(
                    self.words(f"front.{name}"), "quiet", on=chosen == lang, key=f"title.lang.{lang}", high=32,
                    style=theme.SMALL_STRONG, action=lambda lang=lang: self.app.set(lang=lang),
                )
                for lang, name in (("ja", "japanese"), ("en", "english"))
            ],
            gap=4, align=1.0,
        )  # fmt: skip

    def menu(self) -> Node:
        words = self.words
        carry = self.newest is not None or (not self.known and self.any_saves)
        parts: list[Node | None] = []
        if carry:
            parts.append(
                NotedButton(
                    words("front.go_on"), "primary", "play", style=theme.HEADING, note=self.newest_note(), key="title.go_on",
                    action=self.when_ready(self.go_on), high=64,
                )
            )  # fmt: skip
        parts.append(
            NotedButton(
                words("front.new"), "normal" if carry else "primary", "star", note=words("front.new_note"), key="title.new",
                style=theme.LABEL if carry else theme.HEADING, action=self.when_ready(self.new_game), high=54 if carry else 64,
            )
        )  # fmt: skip
        parts.append(
            NotedButton(
                words("front.tutorial"), "normal", "lifebuoy", note=words("front.tutorial_note"), key="title.tutorial",
                action=self.when_ready(self.tutorial), high=54,
            )
        )  # fmt: skip
        rows = (
            ("load", "load", lambda: self.saves("load")), ("classroom", "school", lambda: self.new_game(True)),
            ("replays", "replay", lambda: self.saves("replay")),
        )  # fmt: skip
        parts += [
            Button(
                words(f"front.{name}"), "quiet", icon, key=f"title.{name}", align=0.0, action=self.when_ready(action),
                tip=words("front.classroom_tip") if name == "classroom" else "",
            )
            for name, icon, action in rows
        ]  # fmt: skip
        if self.waiting is not None:
            parts.append(
                Row(
                    [
                        Working(20, still=self.app.still),
                        Label(words("front.reading"), theme.SMALL, theme.BRASS, grow=1),
                    ],
                    gap=10,
                )
            )
        return Column([Space(grow=1), *parts, Space(grow=1)], gap=9)

    def newest_note(self) -> str:
        found = self.newest
        if found is None:
            return self.words("front.looking")
        return found.scenario_title + "\n" + "  ".join(part for part in (found.turn, found.date) if part)

    def foot(self) -> Node:
        entries = (
            ("settings", "settings", self.settings), ("sources", "sources", self.when_ready(self.sources)),
            ("rules", "book", self.when_ready(self.rules)), ("quit", "quit", self.app.quit),
        )  # fmt: skip
        buttons = [
            Button(
                self.words(f"front.{name}"),
                "quiet",
                icon,
                key=f"title.{name}",
                align=0.0,
                style=theme.SMALL_STRONG,
                high=32,
                action=action,
            )
            for name, icon, action in entries
        ]
        version = Label(self.words("front.version", version=__version__), theme.TINY, theme.MUTED, align=1.0)
        return Column([Rule(theme.RAISED), Grid(buttons, gap=4, narrow=130, most=2), version], gap=6)
