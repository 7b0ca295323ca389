"""The menu of a running game: go on, save, load, settings, sources, rules, leave. The game stays as it is below."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.app import confirm
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Grid, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label, Rule
from game.desktop.screen import Dialog


class PauseMenu(Dialog):
    """What one can do besides playing."""

    widest = 660.0
    dim = 190

    def compose(self) -> Node:
        words, play = self.words, self.app.play
        assert play is not None
        program = play.session.program
        scenario = program.pack.scenarios[program.scenario].item.title.get(words.lang)
        head = Column(
            [
                Label(words("pause.title"), theme.TITLE),
                Label(words("pause.standing", scenario=scenario, turn=play.moment.turn_title), theme.SMALL, theme.MUTED),
            ],
            gap=2,
        )  # fmt: skip
        first = Button(
            words("pause.go_on"), "primary", "play", hotkey="Esc", key="pause.go_on", action=self.back, high=46
        )
        entries: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("save", "save", words("pause.save"), self.save),
            ("save_as", "copy", words("pause.save_as"), lambda: self.saves("save")),
            ("load", "load", words("pause.load"), lambda: self.saves("load")),
            ("settings", "settings", words("front.settings"), self.settings),
            ("sources", "sources", words("front.sources"), self.sources),
            ("rules", "book", words("front.rules"), self.rules),
            ("keys", "keyboard", words("desktop.help"), self.app.keys_help),
            ("title", "home", words("pause.title_screen"), self.leave),
            ("quit", "quit", words("front.quit"), self.quit),
        )
        buttons = [
            Button(text, "normal", icon, key=f"pause.{name}", align=0.0, action=action, high=42)
            for name, icon, text, action in entries
        ]
        unsaved = play.session.unsaved
        note = Row(
            [
                Icon("warning" if unsaved else "check", 16, theme.WARN if unsaved else theme.GOOD),
                Label(words("pause.unsaved" if unsaved else "pause.kept"), theme.SMALL, theme.WARN if unsaved else theme.MUTED, grow=1),
            ],
            gap=8,
        )  # fmt: skip
        grid = Grid(buttons, gap=8, narrow=172 * self.app.settings.text_scale / 100, most=3)
        body = Scroll(Column([first, grid, note], gap=14), key="pause.body", grow=1)
        return Frame(Column([head, Rule(), body], gap=12), pad=24, fill=theme.PANEL, edge=theme.EDGE, shadow=True)

    # what the entries do

    def save(self) -> None:
        assert self.app.play is not None
        self.app.play.save()

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

    def leaving(self, action: Callable[[], None]) -> None:
        """Asks only where something would be lost."""
        play = self.app.play
        if play is not None and play.session.unsaved and not play.session.save():
            confirm(self.app, self.words("pause.unsaved"), self.words("pause.leave_anyway"), action)
        else:
            action()

    def leave(self) -> None:
        self.leaving(self.to_title)

    def quit(self) -> None:
        self.app.quit()  # asks by itself where something would be lost

    def to_title(self) -> None:
        """Back to the title; the game is in its file."""
        from .title import Title

        if self.app.play is not None:
            self.app.play.leave()
        self.app.go(Title(self.app))
