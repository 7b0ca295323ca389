"""The settings. Each change works at once; the size of text is shown on a sample while its slider moves."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from game.desktop.app import confirm
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Row
from game.desktop.kit.controls import Button, Slider, Switch, heading
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label
from game.desktop.kit.theme import Style

from .fault import written
from .page import Page

if TYPE_CHECKING:
    from game.desktop.app import App

LOW, HIGH, STEP = 80, 150, 10  # per cent of text
STAY = ("lang", "window", "tutorial_done")  # what setting everything back leaves alone


class SettingsScreen(Page):
    """Language, text, motion, window, sound, class edition, and where saves lie."""

    widest = 980.0
    name = "settings"
    whole = False

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.scale = app.settings.text_scale  # what the slider shows while it is pulled
        self.reported = ""  # where the report lies

    def compose(self) -> Node:
        words = self.words
        parts = (
            self.part("display", "eye", self.language(), self.text_size(), self.motion(), self.full_screen()),
            self.part("sound", "sound", self.volume(), self.mute()),
            self.part("play", "school", self.edition(), self.folder(), self.report()),
        )
        reset = Button(
            words("setup.reset"),
            "quiet",
            "undo",
            key="settings.reset",
            action=self.ask_reset,
            style=theme.SMALL_STRONG,
            high=34,
        )
        left, *right = parts
        grid = Grid([left, Column(right, gap=14)], gap=14, narrow=360 * self.app.settings.text_scale / 100, most=2)
        body = Column([grid, Flow([reset], align=1.0)], gap=14)
        return self.framed(words("setup.title"), "settings", Scroll(body, key="settings.body", grow=1))

    def part(self, name: str, icon: str, *parts: Node) -> Node:
        """A group of settings under its heading."""
        head = heading(self.words(f"setup.{name}"), icon=icon)
        return Frame(Column([head, *parts], gap=14), pad=18, fill=theme.PANEL, edge=theme.RAISED)

    # display

    def language(self) -> Node:
        chosen = self.app.settings.lang
        buttons = [
            Button(
                self.words(f"front.{name}"),
                on=chosen == lang,
                key=f"settings.lang.{lang}",
                high=34,
                action=lambda lang=lang: self.app.set(lang=lang),
            )
            for lang, name in (("ja", "japanese"), ("en", "english"))
        ]
        return Row([Label(self.words("setup.language"), theme.BODY, grow=1), Flow(buttons, gap=6)], gap=12, wrap=True)

    def text_size(self) -> Node:
        """The slider, and a sample in the size that it shows."""
        words, now = self.words, self.app.settings.text_scale
        slider = Slider(
            value=self.scale, low=LOW, high=HIGH, step=STEP, change=self.try_scale, chosen=self.take_scale, key="settings.text", grow=1,
            spoken=words("setup.text_scale"), marks=tuple((n, words("setup.percent", n=n)) for n in (LOW, 100, HIGH)),
        )  # fmt: skip
        part = self.scale / now  # the sample is measured by the text scale that is in force
        title = Style(theme.LABEL.face, theme.LABEL.size * part, theme.LABEL.leading)
        body = Style(theme.BODY.face, theme.BODY.size * part, theme.BODY.leading)
        sample = Frame(
            Column([Label(words("setup.sample_title"), title, theme.INK), Label(words("setup.sample"), body, theme.INK)], gap=2),
            pad=(14, 10), fill=theme.PAPER, radius=6,
        )  # fmt: skip
        head = Row(
            [
                Label(words("setup.text_scale"), theme.BODY, grow=1),
                Label(words("setup.percent", n=round(self.scale)), theme.FIGURE, theme.BRASS, single=True),
            ],
            gap=12,
        )
        return Column([head, slider, sample], gap=6)

    def try_scale(self, value: float) -> None:
        self.scale = round(value)
        self.app.refresh()

    def take_scale(self, value: float) -> None:
        self.scale = round(value)
        self.app.set(text_scale=self.scale)

    def motion(self) -> Node:
        return self.switch("reduced_motion", "motion")

    def full_screen(self) -> Node:
        return self.switch("full_screen", "full")

    # sound

    def volume(self) -> Node:
        words, now = self.words, self.app.settings.volume
        slider = Slider(
            value=now, low=0, high=100, step=5, change=self.set_volume, chosen=lambda value: self.app.cue("card"), key="settings.volume", grow=1,
            spoken=words("setup.volume"),
        )  # fmt: skip
        head = Row(
            [
                Label(words("setup.volume"), theme.BODY, grow=1),
                Label(words("setup.percent", n=now), theme.FIGURE, theme.BRASS, single=True),
            ],
            gap=12,
        )
        return Column([head, slider], gap=2)

    def set_volume(self, value: float) -> None:
        self.app.set(volume=round(value), muted=False)

    def mute(self) -> Node:
        return self.switch("muted", "mute")

    # game

    def edition(self) -> Node:
        return self.switch("class_edition", "edition")

    def folder(self) -> Node:
        return Column(
            [
                Label(self.words("setup.folder"), theme.BODY),
                Label(str(self.app.store.folder), theme.SMALL, theme.MUTED),
            ],
            gap=2,
        )

    def report(self) -> Node:
        """A file for whoever reports a problem, and where it lies once it is made."""
        words = self.words
        make = Button(
            words("fault.report"), icon="copy", key="settings.report", action=self.write_report, high=34, style=theme.SMALL_STRONG
        )  # fmt: skip
        note = self.reported or words("fault.report_note")
        return Column([Flow([make]), Label(note, theme.SMALL, theme.BRASS if self.reported else theme.MUTED)], gap=6)

    def write_report(self) -> None:
        self.reported = written(self.app)
        self.app.refresh()

    def switch(self, name: str, text: str) -> Node:
        """A setting that is on or off."""
        on = bool(getattr(self.app.settings, name))
        return Switch(
            text=self.words(f"setup.{text}"), note=self.words(f"setup.{text}_note"), on=on, key=f"settings.{name}",
            action=lambda: self.app.set(**{name: not on}),
        )  # fmt: skip

    # setting back

    def ask_reset(self) -> None:
        confirm(self.app, self.words("setup.reset_sure"), self.words("setup.reset_yes"), self.reset)

    def reset(self) -> None:
        """Standard values for everything but the language, the window and what was learnt."""
        now = self.app.settings
        changes: dict[str, Any] = {f.name: f.default for f in fields(now) if f.name not in STAY}
        self.scale = changes["text_scale"]
        self.app.set(**changes)

    def update(self, now: float) -> None:
        """A key may have changed the size meanwhile."""
        if self.app.stage.taken is None and self.scale != self.app.settings.text_scale:
            self.scale = self.app.settings.text_scale
            self.app.refresh()
