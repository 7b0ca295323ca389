"""A shock, staged: the world has changed, and everybody can see it. The name first, then what happened, then what it did."""

from __future__ import annotations

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Layers, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.motion import Anywhere, Veil
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Glow
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label, Rule
from game.desktop.screen import Screen
from game.presenter.quarter import Shock, shocks

from .event_parts import change_rows, foot

TITLE = theme.Style("serif", 50, 1.22)
BEATS = (0.15, 1.2, 2.3)  # seconds from the beginning at which each part begins to show
LIFT = 0.5  # seconds that a part takes
ALARM: theme.Colour = (74, 18, 26)
JOY: theme.Colour = (16, 56, 50)


class ShockScreen(Screen):
    """The shocks at hand, one after the other, each in three beats. Any key or press shows all of it at once."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self.at = 0
        self.since = app.now
        self.revealing = not app.still
        self.version = -1
        self._shocks: tuple[Shock, ...] = ()

    @property
    def found(self) -> tuple[Shock, ...]:
        if self.version != self.play.version:
            session, moment = self.play.session, self.play.moment
            self._shocks = shocks(session.figures, session.table, moment.ids, moment.causes)
            self.version = self.play.version
        return self._shocks

    def opened(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Raises the curtain for a shock."""
        self.since, self.revealing = self.app.now, not self.app.still
        self.app.cue("alert" if self.found[self.at].good is not True else "win")

    # what is shown

    def compose(self) -> Node:
        words, shock = self.words, self.found[self.at]
        name, icon, colour, ground = {
            True: ("shock.good", "star", theme.GOOD, JOY),
            False: ("shock.alarm", "siren", theme.BAD, ALARM),
            None: ("shock.plain", "flag", theme.BRASS, theme.PANEL),
        }[shock.good]
        title = Column(
            [
                Flow([Row([Icon(icon, 24, colour), Label(words(name), theme.HEADING, colour), Label(self.play.moment.turn_title, theme.HEADING, theme.MUTED)], gap=12)], align=0.5),
                Label(shock.title, TITLE, align=0.5),
            ],
            gap=10,
        )  # fmt: skip
        light = Glow(middle=ground)
        parts = (title, self.happened(shock, colour), self.changed(shock))
        beats = [self.beat(i, part, light) for i, part in enumerate(parts)]
        body = Frame(
            Scroll(Frame(Column(beats, gap=26), pad=(8, 4), widest=900, wide=0), key="shock.body"), pad=0, center=True
        )
        last = self.at == len(self.found) - 1
        primary = Button(
            words("desktop.next"), "primary", key="shock.read", action=self.play.read if last else self.following
        )
        if self.revealing:
            primary = Button(words("shock.all"), "primary", key="shock.all", action=self.skip)
        hint = Label(words("shock.skip"), theme.SMALL, theme.MUTED) if self.revealing else None
        layers: list[Node] = [
            light,
            Column([Frame(body, pad=(40, 24), grow=1), foot(primary, hint)], gap=0),
        ]
        if self.revealing:
            layers.append(Anywhere(action=self.skip, key="shock.anywhere"))
        return Layers(layers)

    def beat(self, number: int, part: Node, light: Node) -> Node:
        """A part that shows in its turn."""
        if not self.revealing:
            return part
        return Layers([part, Veil(since=self.since + BEATS[number], seconds=LIFT, behind=light)])

    def happened(self, shock: Shock, colour: theme.Colour) -> Node:
        """What happened, and what holds from now on."""
        words = self.words
        parts: list[Node] = []
        if shock.text:
            parts.append(Label(shock.text, theme.Style("regular", 18, 1.6), theme.LIGHT, align=0.5))
        if shock.flags:
            badges = [
                Frame(Row([Icon("flag", 15, colour), Label(f, theme.LABEL)], gap=8), pad=(14, 6), fill=theme.NIGHT, edge=colour, radius=16)
                for f in shock.flags
            ]  # fmt: skip
            parts.append(Flow([Label(words("shock.flags"), theme.SMALL, theme.MUTED), *badges], gap=10, align=0.5))
        return Column(parts, gap=16)

    def changed(self, shock: Shock) -> Node:
        """What it did."""
        words = self.words
        rows = change_rows(shock.changes, f"shock.{self.at}", style=theme.BODY)
        inside: list[Node] = [Label(words("shock.changes"), theme.LABEL, theme.BRASS), Rule(theme.EDGE)]
        inside += [halves(rows)] if rows else [Label(words("shock.no_changes"), theme.SMALL, theme.MUTED)]
        return Frame(Column(inside, gap=9), pad=(22, 16), fill=theme.NIGHT, edge=theme.EDGE)

    # what is done

    def skip(self) -> None:
        """Shows everything at once."""
        self.revealing = False
        self.app.refresh()

    def following(self) -> None:
        """The next shock."""
        self.at += 1
        self.begin()
        self.app.refresh()

    def key(self, key: int, text: str) -> bool:
        if self.revealing:
            self.skip()
            return True
        return False

    def update(self, now: float) -> None:
        if self.revealing and now >= self.since + BEATS[-1] + LIFT:
            self.skip()

    @property
    def busy(self) -> bool:
        return self.revealing

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))


def halves(rows: list[Node]) -> Node:
    """Rows in two columns, read downwards; in one where there are few or no room for two."""
    if len(rows) < 3:
        return Column(rows, gap=9)
    half = (len(rows) + 1) // 2
    return Row(
        [Column(rows[:half], gap=9, grow=1), Column(rows[half:], gap=9, grow=1)], gap=44, align=0, even=True, wrap=True
    )
