"""Several people at one screen: hides everything until the next of them sits down."""

from __future__ import annotations

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Layers, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Glow
from game.desktop.kit.text import Icon, Label, Mark
from game.desktop.screen import Screen

from .event_parts import HEADLINE, flag_of


class HandOver(Screen):
    """Whose turn it is, and nothing else."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play

    def compose(self) -> Node:
        words, moment = self.words, self.play.moment
        title = moment.seat_title
        inside = Column(
            [
                Flow([n for n in (flag_of(moment.seat, 72), Mark(moment.seat, 64)) if n is not None], gap=22, align=0.5),
                Label(moment.turn_title, theme.HEADING, theme.BRASS, align=0.5),
                Label(words("hand_over.title", seat=title), HEADLINE, align=0.5),
                Frame(Label(words("hand_over.text", seat=title), theme.BODY, theme.LIGHT, align=0.5), pad=0, widest=560),
                Flow(
                    [Button(words("hand_over.accept", seat=title), "primary", key="hand_over.accept", action=self.play.accept, high=48, style=theme.HEADING)],
                    align=0.5,
                ),
                Flow([Row([Icon("eye_off", 16, theme.MUTED), Label(words("hand_over.hidden"), theme.SMALL, theme.MUTED)], gap=8)], align=0.5),
            ],
            gap=18,
        )  # fmt: skip
        colour = theme.blend(theme.power(moment.seat).colour, theme.NIGHT, 0.72)
        card = Frame(
            inside, pad=(56, 40), fill=theme.PANEL, edge=theme.power(moment.seat).colour, shadow=True, widest=720
        )
        return Layers([Glow(middle=colour), Frame(card, pad=24, center=True)])

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))
