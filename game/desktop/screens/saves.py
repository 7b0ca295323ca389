"""Saved games: opening one, saving under a name, deleting; and finished games to look back at.

`mode`: "load", "save" (needs a game), "replay" (games that have ended).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pygame
from pygame import FRect

from game.desktop.jobs import Token
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Row, Space
from game.desktop.kit.controls import Button, Field
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label, Mark
from game.desktop.kit.tiles import Tile
from game.presenter import library
from game.presenter.library import Save
from game.presenter.scores import Scores
from game.presenter.standings import Programs, standing
from game.saves.store import SaveError, refusing

from .page import Page, jobs_of, open_save

if TYPE_CHECKING:
    from game.desktop.app import App

WRONG = re.compile(r'[/\\:*?"<>|]|^\.')
HALF = 50.0  # of a dimension; marked by a line
LONGEST = 48  # signs of a name


@dataclass(eq=False)
class Bars(Node):
    """The dimensions of a score as upright bars: what a game looks like at a glance. None while it is not known."""

    scores: Scores | None = None
    wide: float = 74.0
    high: float = 46.0

    def width(self, fonts: Fonts) -> float:
        return self.wide

    def height(self, fonts: Fonts, width: float) -> float:
        return self.high

    def draw(self, painter: Painter, look: Look) -> None:
        painter.rounded(self.rect, theme.NIGHT, 5, edge=theme.RAISED)
        found = self.scores.dimensions if self.scores is not None else ()
        count = max(5, len(found))
        step = (self.rect.w - 14) / count
        foot, room = self.rect.bottom - 6, self.rect.h - 12
        for i in range(count):
            x = self.rect.x + 7 + i * step
            painter.fill(FRect(x + 1, foot - 1, step - 2, 1), theme.EDGE)
            value = found[i].value.number if i < len(found) else float("nan")
            if value == value:
                high = max(2.0, room * max(0.0, min(100.0, value)) / 100)
                painter.rounded(
                    FRect(x + 1.5, foot - high, step - 3, high), theme.BRASS if value >= HALF else theme.USA, 2
                )
        middle = foot - room * HALF / 100
        painter.dashed((self.rect.x + 7, middle), (self.rect.right - 7, middle), theme.EDGE, 1, 3)


class Saves(Page):
    """The list of saved games, the newest first; their scores are worked out beside the drawing."""

    name = "saves"

    def __init__(self, app: App, mode: str = "load") -> None:
        super().__init__(app)
        self.mode = mode
        self.text = ""  # the name to save under
        self.jobs = jobs_of(app)
        self.found: tuple[Save, ...] = ()
        self.scores: dict[Path, Scores | None] = {}
        self.waiting: list[Path] = []
        self.lang = ""
        self.chosen: Path | None = None
        self.programs = Programs()

    def opened(self) -> None:
        self.look()

    def look(self) -> None:
        """Reads the folder again."""
        self.programs.pack = self.app.pack
        saves = library.saves(self.app.store, self.app.pack, self.words)
        self.found = tuple(s for s in saves if s.ended) if self.mode == "replay" else saves
        self.lang = self.words.lang
        self.waiting = [s.path for s in self.found if not s.trouble and s.path not in self.scores]
        if self.mode != "save" and self.chosen not in {s.path for s in self.found}:
            self.chosen = next((s.path for s in self.found if not s.trouble), None)
        if self.mode == "save" and not self.text and self.app.play is not None:
            self.text = self.suggestion()
        self.work()
        self.app.refresh()

    def suggestion(self) -> str:
        """A name that is free, after the scenario and the quarter."""
        play = self.app.play
        assert play is not None
        session = play.session
        title = session.program.pack.scenarios[session.program.scenario].item.title.get(self.words.lang)
        plain = WRONG.sub("", f"{title} {play.moment.turn_title}")[: LONGEST - 4].strip()
        names = [plain, *(f"{plain} {i}" for i in range(2, 100))]
        return next((n for n in names if not self.app.store.path(n).exists()), plain)

    # scores, one after the other

    def work(self) -> None:
        if self.waiting and not self.jobs.running("score"):
            path, words = self.waiting.pop(0), self.words

            def score(token: Token) -> tuple[Path, Scores]:
                return path, standing(path, words, self.programs)

            self.jobs.submit("score", score, self.scored, lambda text: self.unscored(path))

    def scored(self, result: tuple[Path, Scores]) -> None:
        path, found = result
        self.scores[path] = found
        self.work()
        self.app.refresh()

    def unscored(self, path: Path) -> None:
        """Its rules do not open; the list says so when it is opened."""
        self.scores[path] = None
        self.work()

    def update(self, now: float) -> None:
        self.jobs.poll()

    @property
    def busy(self) -> bool:
        return self.jobs.busy

    def closed(self) -> None:
        self.jobs.close()

    # what is shown

    def compose(self) -> Node:
        words = self.words
        if self.found and self.lang != words.lang:
            self.found = tuple(library.save(s.path, self.app.pack, words) for s in self.found)
            self.lang = words.lang
        rows = [self.row(s) for s in self.found]
        empty = words("saves.none_ended" if self.mode == "replay" else "saves.none")
        listed: Node = Column(rows, gap=8) if rows else Frame(Label(empty, theme.BODY, theme.MUTED, align=0.5), pad=40)
        where = Label(words("saves.where", folder=str(self.app.store.folder)), theme.TINY, theme.MUTED)
        icon = {"load": "load", "save": "save", "replay": "replay"}[self.mode]
        naming = self.naming() if self.mode == "save" else None
        return self.framed(
            words(f"saves.title_{self.mode}"), icon, naming, Scroll(listed, key="saves.list", grow=1), where
        )

    def naming(self) -> Node:
        """The name to save under."""
        words = self.words
        field = Field(
            text=self.text,
            hint=words("saves.name_hint"),
            most=LONGEST,
            change=self.type,
            enter=lambda text: self.save(),
            key="saves.name",
            grow=1,
        )
        return Row(
            [field, Button(words("saves.save_here"), "primary", "save", key="saves.save", action=self.save)],
            gap=10,
            wrap=True,
        )

    def row(self, save: Save) -> Node:
        """One save: its picture, what it is, where it stands, and what can be done with it."""
        words = self.words
        if save.trouble:
            about: Node = Column(
                [
                    Row([Icon("warning", 16, theme.WARN), Label(save.name, theme.LABEL, grow=1)], gap=8),
                    Label(save.trouble, theme.SMALL, theme.WARN),
                ],
                gap=3, grow=1,
            )  # fmt: skip
            return Frame(Row([about, self.remove(save)], gap=14), fill=theme.PANEL, edge=theme.RAISED, pad=(14, 10))
        title = Label(save.name if not save.auto else save.scenario_title, theme.LABEL)
        kind = words("saves.auto") if save.auto else save.scenario_title
        facts = [save.turn or words("saves.beginning"), words("saves.moves", n=save.moves), save.date, kind]
        seats = Row([Mark(seat=s, size=12) for s in save.seats], gap=4)
        about = Column(
            [Row([title, seats, Space(grow=1)], gap=10), Label("  ·  ".join(facts), theme.SMALL, theme.MUTED)],
            gap=3,
            grow=1,
        )
        how = Label(
            save.ended or words("saves.going_on"), theme.SMALL_STRONG, theme.BRASS if save.ended else theme.GOOD
        )
        first = Row(
            [Bars(self.scores.get(save.path)), Frame(Column([about, how], gap=2), pad=0, grow=1), self.total(save)],
            gap=14,
        )
        tile = Tile(
            child=first,
            on=save.path == self.chosen,
            key=f"saves.{save.path.name}",
            action=lambda: self.pick(save),
            grow=1,
        )
        actions = self.actions(save)
        return Row([tile, Column(actions, gap=6)], gap=10, wrap=True) if actions else tile

    def total(self, save: Save) -> Node:
        found = self.scores.get(save.path)
        text = found.total.text if found is not None else "…" if save.path not in self.scores else "–"
        return Column(
            [
                Label(self.words("saves.score"), theme.TINY, theme.MUTED, align=1.0, single=True),
                Label(text, theme.NUMERAL, theme.LIGHT, align=1.0, single=True),
            ],
            gap=0,
        )

    def actions(self, save: Save) -> list[Node]:
        """What can be done with a save, as buttons."""
        words, name = self.words, save.path.name
        parts: list[Node] = []
        here = save.path == self.chosen
        if self.mode == "load":
            parts.append(self.small(words("saves.open"), "play", f"saves.open.{name}", partial(self.open, save), here))
        elif self.mode == "replay":
            parts.append(
                self.small(words("saves.replay"), "replay", f"saves.replay.{name}", partial(self.replay, save), here)
            )
            parts.append(self.small(words("saves.report"), "chart", f"saves.open.{name}", partial(self.open, save)))
        if self.app.play is None or save.path != self.app.play.session.path:  # the game that is played keeps its file
            parts.append(self.remove(save))
        return parts

    def small(self, text: str, icon: str, key: str, action: Callable[[], None], first: bool = False) -> Node:
        return Button(
            text,
            "primary" if first else "normal",
            icon,
            style=theme.SMALL_STRONG,
            high=32,
            key=key,
            action=action,
            align=0.0,
        )

    def remove(self, save: Save) -> Node:
        key = f"saves.delete.{save.path.name}"
        return Button(
            self.words("saves.delete"),
            "quiet",
            "trash",
            style=theme.SMALL_STRONG,
            high=30,
            key=key,
            action=partial(self.ask_delete, save),
            align=0.0,
        )

    # what it does

    def pick(self, save: Save) -> None:
        """The first press chooses a save, the second opens it; where one saves, its name is taken over."""
        if self.mode == "save":
            self.chosen = save.path
            if not save.auto:
                self.text = save.name
            self.app.refresh()
        elif self.chosen == save.path:
            if self.mode == "load":
                self.open(save)
            else:
                self.replay(save)
        else:
            self.chosen = save.path
            self.app.refresh()

    def open(self, save: Save) -> None:
        open_save(self.app, save.path)

    def replay(self, save: Save) -> None:
        screen = import_module(f"{__package__}.replay").Replay(self.app, save.path)
        self.app.go(screen)

    def type(self, text: str) -> None:
        self.text = text

    def save(self) -> None:
        """Saves under the name, after asking where something would be lost."""
        name, words = self.text.strip(), self.words
        if not name or WRONG.search(name):
            self.app.cue("refuse")
            self.app.say(words("saves.name_wrong" if name else "saves.name_missing"), "warning")
            return
        if self.app.store.path(name).exists():
            from game.desktop.app import confirm

            confirm(
                self.app, words("saves.overwrite", name=name), words("saves.overwrite_yes"), lambda: self.write(name)
            )
        else:
            self.write(name)

    def write(self, name: str) -> None:
        play = self.app.play
        assert play is not None
        if play.session.save_as(name) is None:
            play.app.say(play.session.trouble.text(self.words.lang) if play.session.trouble else "", "warning")
            return
        self.app.cue("confirm")
        self.app.say(self.words("desktop.saved", name=name), "good")
        self.app.close(self)

    def ask_delete(self, save: Save) -> None:
        from game.desktop.app import confirm

        confirm(
            self.app,
            self.words("saves.delete_sure", name=save.name),
            self.words("saves.delete_yes"),
            lambda: self.delete(save),
        )

    def delete(self, save: Save) -> None:
        try:
            with refusing(save.path):
                save.path.unlink(missing_ok=True)
        except SaveError as e:
            self.app.say(e.text(self.words.lang), "warning")
            return
        self.app.say(self.words("saves.deleted", name=save.name))
        self.look()

    def key(self, key: int, text: str) -> bool:
        """Delete removes what is chosen."""
        if key == pygame.K_DELETE:
            save = next((s for s in self.found if f"saves.{s.path.name}" == self.sheet.focus), None)
            if save is not None:
                self.ask_delete(save)
                return True
        return False
