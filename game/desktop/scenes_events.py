"""Scenes of what happens: front pages, the quarter's end, the others' moves, shocks, secret choices, handing over."""

from __future__ import annotations

from collections.abc import Callable

from game.presenter.rivals import Rivals
from game.presenter.session import Session

from .app import App
from .gallery import at, new_game, played, scene, show
from .kit import theme
from .kit.boxes import Column, Frame, Space
from .kit.node import Node
from .play import Play
from .screen import Screen
from .screens.choice_cards import Choices
from .screens.news import News
from .screens.secret import Secret
from .screens.thinking import thinking


@scene("news")
def news(app: App) -> None:
    show(app, played(new_game(app), at("news", turn=2)))


@scene("news_first")
def news_first(app: App) -> None:
    show(app, played(new_game(app), at("news")))


@scene("answer")
def answer(app: App) -> None:
    show(app, played(new_game(app), at("answer")))


@scene("answer_chosen")
def answer_chosen(app: App) -> None:
    """With a closed answer, and one laid in front."""
    answer(app)
    screen = app.screen
    assert isinstance(screen, News)
    choose_first(screen.choices)


@scene("quarter")
def quarter(app: App) -> None:
    show(app, played(new_game(app), at("quarter", turn=1)))


@scene("quarter_officials")
def quarter_officials(app: App) -> None:
    show(app, played(new_game(app, scenario="class50"), at("quarter")))


@scene("quarter_last")
def quarter_last(app: App) -> None:
    show(app, played(new_game(app), at("quarter", turn=11)))


@scene("moves")
def moves(app: App) -> None:
    show(app, played(new_game(app), at("moves")))


@scene("moves_later")
def moves_later(app: App) -> None:
    show(app, played(new_game(app), at("moves", turn=6)))


@scene("shock")
def shock(app: App) -> None:
    show(app, played(new_game(app, scenario="dealmaker_g2", seed=1), at("shock")))


@scene("shock_good")
def shock_good(app: App) -> None:
    show(app, played(new_game(app, scenario="dealmaker_g2", seed=2), at("shock", turn=7)))


@scene("secret")
def secret(app: App) -> None:
    show(app, played(new_game(app, scenario="dealmaker_g2", seed=6), at("secret")))


@scene("secret_chosen")
def secret_chosen(app: App) -> None:
    show(app, played(new_game(app, scenario="dealmaker_g2", seed=6), at("secret", turn=9)))
    screen = app.screen
    assert isinstance(screen, Secret)
    choose_first(screen.choices)


@scene("hand_over")
def hand_over(app: App) -> None:
    show(app, played(new_game(app, japan="human", china="human"), handed("china")))


@scene("hand_over_three")
def hand_over_three(app: App) -> None:
    show(app, played(new_game(app, japan="human", usa="human", china="human"), handed("usa")))


@scene("moves_china")
def moves_china(app: App) -> None:
    """What another seat sees of the others, at a shared screen."""
    session = played(
        new_game(app, japan="human", usa="human", china="human"),
        lambda s: s.viewer == "china" and s.moment().kind == "quarter",
    )
    show(app, session)


@scene("thinking")
def waiting(app: App) -> None:
    """Two moves have been told, and the third is being thought about."""
    session = new_game(app)
    session.step()
    session.step()
    play = Play(app, session)
    play.rivals = Rivals(session)
    play.rivals.progress = 0.4
    app.go(Waiting(app, play))


class Waiting(Screen):
    """What stands below the map while a rival thinks, by itself. The game is not the app's, so nobody really thinks."""

    def __init__(self, app: App, play: Play) -> None:
        super().__init__(app)
        self.play = play

    def compose(self) -> Node:
        return Frame(Column([Space(grow=1), thinking(self.app, self.play)]), fill=theme.NIGHT)

    def closed(self) -> None:
        self.play.close()


def choose_first(choices: Choices) -> None:
    """Lays the first open card in front."""
    while choices.busy:
        choices.work()
    choices.choose(next(c for c in choices.cards if c.legal))


def handed(seat: str) -> Callable[[Session], bool]:
    """Whether the screen is being handed over to a seat."""

    def there(session: Session) -> bool:
        moment = session.moment()
        return moment.kind == "hand_over" and moment.seat == seat

    return there
