"""The replay of any saved game: move by move or running by itself, with the map, the score, and what each move changed."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.desktop.app import App
from game.desktop.jobs import Jobs, Token
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.charts import Meter
from game.desktop.kit.controls import Button, Slider
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label
from game.desktop.map_view import MapView
from game.desktop.screen import Screen
from game.presenter import chart
from game.presenter.quarter import dimensions_of
from game.presenter.replay import Effect, Film, Move
from game.presenter.why import Past, history
from game.saves.store import SaveError

from . import replay_parts as parts

PACE = 1.6  # seconds that a move is looked at while the game runs
SIDE = 384.0  # width of the right side at a text scale of 100 %


class Replay(Screen):
    """A game to watch. It is played again from its start beside the drawing when it is opened."""

    def __init__(self, app: App, path: Path) -> None:
        super().__init__(app)
        self.file = path
        self.jobs = Jobs(say=self.sentence)
        self.film: Film | None = None
        self.number = 0
        self.running = False
        self.since = 0.0
        self.trouble = ""
        self.map = MapView(app)
        self.lang = app.words.lang
        self.courses: list[tuple[str, str, tuple[Past, ...]]] = []
        self.move: Move | None = None
        self.effects: tuple[Effect, ...] = ()

    def sentence(self, error: BaseException) -> str:
        """What the player reads where the game does not open."""
        return error.text(self.app.words.lang) if isinstance(error, SaveError) else self.words("replay_screen.failed")

    # opening

    def opened(self) -> None:
        words, pack, path = self.app.words, self.app.pack, self.file

        def work(token: Token) -> Film:
            return Film.open(path, words=words, pack=pack, stopped=token.stopped, heard=token.heard)

        self.jobs.submit("open", work, self.ready, self.failed)

    def ready(self, film: Film) -> None:
        self.film = film
        film.speak(self.app.words)
        self.follow()
        self.go(0)

    def failed(self, text: str) -> None:
        self.trouble = text
        self.app.cue("refuse")
        self.app.refresh()

    def closed(self) -> None:
        self.jobs.close()

    def update(self, now: float) -> None:
        self.map.update(now)
        opening = self.jobs.busy
        self.jobs.poll()
        if opening and self.jobs.busy:
            self.renew()  # the bar goes on
        if self.running and now - self.since >= PACE:
            self.since = now
            if self.film is not None and self.number < len(self.film):
                self.go(self.number + 1)
            else:
                self.pause()

    @property
    def busy(self) -> bool:
        return self.jobs.busy or self.running or (self.film is not None and self.map.busy)

    # stepping

    def follow(self) -> None:
        """The score over the whole game, in the language at hand."""
        film = self.film
        if film is not None:
            self.courses = [
                (
                    d,
                    film.figures.text(film.figures.program.pack.dimensions[d].item.title),
                    history(film.figures, film.table, d),
                )
                for d in dimensions_of(film.figures)
            ]

    def go(self, number: int) -> None:
        """Looks at the game after so many moves."""
        film = self.film
        if film is None:
            return
        self.number = max(0, min(len(film), number))
        table = film.at(self.number)
        self.looking = (film.figures, table)
        self.map.show(chart.chart(film.figures, table))
        self.move = film.move(self.number) if self.number else None
        self.effects = film.effects(self.number) if self.number else ()
        self.sheet.offsets.pop("replay.side", None)
        self.app.refresh()

    @property
    def turn(self) -> int:
        """The turn that is looked at, as a place in `Film.turns`."""
        film = self.film
        if film is None:
            return 0
        before = [i for i, (first, _) in enumerate(film.turns) if first < self.number]
        return before[-1] if before else 0

    def go_to_turn(self, turn: int) -> None:
        """Looks at the first move of a turn; after the last one at the end of the game."""
        film = self.film
        if film is not None:
            turns = film.turns
            self.pause_quietly()
            self.go(turns[turn][0] + 1 if 0 <= turn < len(turns) else (0 if turn < 0 else len(film)))

    def step(self, by: int) -> None:
        self.pause_quietly()
        self.go(self.number + by)

    def toggle(self) -> None:
        """Lets the game run, from the start where it has ended; or stops it."""
        film = self.film
        if film is None:
            return
        if self.running:
            self.pause()
            return
        self.running, self.since = True, self.app.now
        if self.number >= len(film):
            self.go(0)
        self.app.refresh()

    def pause(self) -> None:
        self.running = False
        self.app.refresh()

    def pause_quietly(self) -> None:
        """Stops it where something else is about to be drawn anyway."""
        self.running = False

    def back(self) -> None:
        """Where one came from: the game that is on the table, else the title."""
        from . import to_title

        if self.app.play is not None:
            self.app.play.show()
        else:
            to_title(self.app)

    def key(self, key: int, text: str) -> bool:
        if self.film is None:
            return False
        if key == pygame.K_SPACE:
            self.toggle()
        elif key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.step(-1 if key == pygame.K_LEFT else 1)
        elif key in (pygame.K_HOME, pygame.K_END):
            self.step(-len(self.film) if key == pygame.K_HOME else len(self.film))
        elif key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
            self.go_to_turn(self.turn + (-1 if key == pygame.K_PAGEUP else 1))
        else:
            return self.map.typed(key, text)
        return True

    # drawing

    def compose(self) -> Node:
        film = self.film
        if film is None:
            return self.waiting()
        if self.lang != self.app.words.lang:
            self.lang = self.app.words.lang
            film.speak(self.app.words)
            self.follow()
            self.move = film.move(self.number) if self.number else None
            self.effects = film.effects(self.number) if self.number else ()
            table = film.at(self.number)
            self.looking = (film.figures, table)
            self.map.show(chart.chart(film.figures, table))
        words, scale = self.words, self.app.settings.text_scale / 100
        wide = SIDE * (0.5 + 0.5 * scale)
        moved = parts.effects(words, self.effects) if self.number else None
        side = Column([parts.move_card(words, self.move), moved, parts.news(words, film.news(self.number))], gap=16)
        right = Frame(Scroll(side, key="replay.side", grow=1), pad=(2, 2), wide=wide, widest=wide)
        left = Column(
            [
                Frame(self.map, pad=0, grow=1, edge=theme.RAISED),
                parts.score_lines(words, self.courses, self.reached, self.go_to_turn),
            ],
            gap=10,
            grow=1,
        )
        body = Row([left, right], gap=14, align=None, grow=1)
        return Frame(Column([self.head(film), body, self.foot(film)], gap=10), pad=(16, 12), fill=theme.TABLE, radius=0)

    @property
    def reached(self) -> int:
        """How far the lines are drawn: to the beginning of the turn that is looked at, or to the end."""
        film = self.film
        whole = film is not None and self.number >= len(film) and len(self.courses) > 0
        return len(self.courses[0][2]) - 1 if whole else self.turn

    def head(self, film: Film) -> Node:
        """The date, and the way out."""
        words, turns = self.words, film.turns
        date = turns[self.turn][1] if turns else ""
        close = Button(
            words("desktop.back"), "quiet", "back", hotkey="Esc", key="replay.back", action=self.back, high=34
        )
        return Row(
            [
                Icon("replay", 22, theme.BRASS),
                Label(words("replay_screen.title"), theme.TITLE),
                Label(date, theme.HEADING, theme.BRASS),
                Space(grow=1),
                Label(words("replay_screen.move", n=self.number, all=len(film)), theme.SMALL, theme.MUTED),
                close,
            ],
            gap=14,
        )

    def foot(self, film: Film) -> Node:
        """Buttons as on a player, and the slider over the moves."""
        words = self.words

        def button(icon: str, text: str, key: str, action, kind: str = "normal") -> Button:  # type: ignore[no-untyped-def]
            return Button("", kind, icon, spoken=words(text), tip=words(text), key=f"replay.{key}", action=action)

        runs = Button(
            words("replay_screen.stop" if self.running else "replay_screen.play"), "primary",
            "pause" if self.running else "play", key="replay.play", action=self.toggle,
        )  # fmt: skip
        buttons = Row(
            [
                button("previous", "replay_screen.turn_back", "turn_back", lambda: self.go_to_turn(self.turn - 1)),
                button("left", "replay_screen.previous", "previous", lambda: self.step(-1)),
                runs,
                button("right", "replay_screen.next", "next", lambda: self.step(1)),
                button("next", "replay_screen.turn_on", "turn_on", lambda: self.go_to_turn(self.turn + 1)),
            ],
            gap=6,
        )
        slider = Slider(
            float(self.number), 0.0, float(max(1, len(film))), 1.0, change=lambda v: self.step(round(v) - self.number),
            key="replay.slider", spoken=words("replay_screen.move", n=self.number, all=len(film)), grow=1,
        )  # fmt: skip
        return Row([buttons, slider], gap=16)

    def waiting(self) -> Node:
        """While the game is played again, or where that has failed."""
        words = self.words
        text = self.trouble or words("replay_screen.opening")
        icon = Icon("warning" if self.trouble else "hourglass", 24, theme.WARN if self.trouble else theme.BRASS)
        bar = (
            None if self.trouble else Meter(self.jobs.progress("open") * 100, colour=theme.BRASS, thick=4.0, wide=320.0)
        )
        out = Button(
            words("desktop.back"), "primary" if self.trouble else "normal", "back", key="replay.back", action=self.back
        )
        box = Frame(
            Column([Row([icon, Label(text, theme.STRONG, grow=1)], gap=12), bar, Flow([out], align=1.0)], gap=16),
            fill=theme.PANEL, edge=theme.EDGE, pad=24, wide=420.0, widest=560.0,
        )  # fmt: skip
        return Frame(box, fill=theme.TABLE, radius=0, pad=40, center=True)
