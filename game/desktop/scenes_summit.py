"""Scenes of the summit table and the communique."""

from __future__ import annotations

from collections.abc import Callable

from game.presenter.session import Session

from .app import App
from .gallery import new_game, played, scene, settle, show
from .screens.summit import Summit


def phase(name: str, rounds: int = 1) -> Callable[[Session], bool]:
    """Whether a person decides in a phase of the summit, in a round or later."""

    def there(session: Session) -> bool:
        moment = session.moment()
        here = session.program.value(session.table.games, "summit_round")
        return moment.kind == "negotiation" and moment.phase == name and here >= rounds

    return there


def table(app: App, name: str, rounds: int = 1, **more: str) -> Summit:
    """The table at a phase, without the card that opens the talks."""
    show(app, played(new_game(app, **more), phase(name, rounds)))
    while len(app.screens) > 1:
        app.close()
    settle(app)
    screen = app.screen
    assert isinstance(screen, Summit)
    app.refresh()
    return screen


@scene("summit_first")
def summit_first(app: App) -> None:
    show(app, played(new_game(app), phase("summit_bring")))


@scene("summit_bring")
def summit_bring(app: App) -> None:
    screen = table(app, "summit_bring")
    screen.digit(1)


@scene("summit_reply")
def summit_reply(app: App) -> None:
    screen = table(app, "summit_reply_answers", 2)
    screen.digit(2)


@scene("summit_lead")
def summit_lead(app: App) -> None:
    screen = table(app, "summit_lead_answers", 2)
    agenda = next(a.id for a in screen.data.table.agendas if screen.data.plans_of(a.id))
    screen.pull(agenda, max(p.end for p in screen.data.plans_of(agenda)))


@scene("summit_hold")
def summit_hold(app: App) -> None:
    screen = table(app, "summit_lead_answers", 3)
    holds = [p for a in screen.data.table.agendas for p in screen.data.plans_of(a.id) if p.way < 0]
    screen.pull(holds[-1].agenda, holds[-1].end)


@scene("summit_idle")
def summit_idle(app: App) -> None:
    table(app, "summit_lead_answers", 1)


@scene("summit_link")
def summit_link(app: App) -> None:
    screen = table(app, "summit_lead_answers", 2)
    found = next(p for p in screen.open if p.kind == "link")
    screen.choose(found.index)
    settle(app)
    price = next(p for p in screen.open if p.kind == "price")
    screen.take(price.index)


@scene("summit_package")
def summit_package(app: App) -> None:
    screen = table(app, "summit_lead_answers", 3)
    found = next(p for p in screen.open if p.kind == "package")
    screen.ask(found.index)


@scene("summit_walk_out")
def summit_walk_out(app: App) -> None:
    screen = table(app, "summit_lead_answers", 3)
    found = next(p for p in screen.open if p.id == "walk_out")
    screen.ask(found.index)


@scene("summit_vote")
def summit_vote(app: App) -> None:
    table(app, "summit_vote_answers")


@scene("summit_asking")
def summit_asking(app: App) -> None:
    """From the other side of the table: a person plays the United States."""
    show(app, played(new_game(app, usa="human"), phase("summit_lead_asks", 2)))
    while len(app.screens) > 1:
        app.close()
    settle(app)
