"""Scenes of the summit table and the communique."""

from __future__ import annotations

from collections.abc import Callable

from game.presenter import talks
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


def table(app: App, name: str, rounds: int = 1) -> Summit:
    """The table at a phase, without the card that opens the talks."""
    show(app, played(new_game(app), phase(name, rounds)))
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


# how talks end


def ended(app: App, taste: Callable[[str], int], ends: Callable[[Session], bool], first: int = 1) -> None:
    """Plays a summit by a taste (the open option that it gives the most is taken), from a seed on, until it has ended in
    the way that one wants to see."""
    for seed in range(first, first + 12):
        session = new_game(app, seed=seed)
        while session.moment().kind != "outcome":
            moment = session.moment()
            if moment.kind == "rivals":
                session.step()
            elif moment.reading:
                session.read()
            else:
                decision = session.decision
                assert decision is not None
                legal = session.program.legal(session.table.games)[:, 0]
                session.submit(max((c for c in decision.options if legal[c.index]), key=lambda c: taste(c.id)).index)
        if ends(session):
            show(app, session)
            return
    raise LookupError("no summit has ended that way")


def ended_as(kind: str, cut: bool = False) -> Callable[[Session], bool]:
    """Whether talks have ended with an outcome, and with or without cuts at home."""

    def there(session: Session) -> bool:
        moment = session.moment()
        causes = [session.table.causes[i] for i in moment.causes]
        found = talks.outcome(session.figures, session.table.games, moment.ids[0], causes)
        return found is not None and found.id == kind and bool(found.cuts) == cut

    return there


def giving(option: str) -> int:
    """Lets everything pass and offers what it can; signs."""
    order = ("summit_sign", "summit_offer", "summit_lead_card[c5]", "summit_lead_card[c4]", "summit_bring", "pass")
    return max((len(order) - i for i, o in enumerate(order) if option.startswith(o)), default=0)


def holding(option: str) -> int:
    """Resists and holds down; does not sign."""
    order = ("summit_refuse", "summit_resist", "summit_hold", "summit_lead_card", "pass")
    return max((len(order) - i for i, o in enumerate(order) if option.startswith(o)), default=0)


def fair(option: str) -> int:
    """Lets pass what is asked, sits still, brings two gifts; signs."""
    order = ("summit_sign", "summit_bring", "summit_offer", "summit_lead_card[c3]", "summit_lead_card[c2]", "pass")
    return max((len(order) - i for i, o in enumerate(order) if option.startswith(o)), default=0)


@scene("outcome_signed")
def outcome_signed(app: App) -> None:
    ended(app, fair, ended_as("deal"))


@scene("outcome_amended")
def outcome_amended(app: App) -> None:
    ended(app, giving, ended_as("deal", cut=True), first=25)


@scene("outcome_talks_go_on")
def outcome_talks_go_on(app: App) -> None:
    ended(app, lambda option: 99 if option == "summit_refuse_answers" else fair(option), ended_as("talks"))


@scene("outcome_collapse")
def outcome_collapse(app: App) -> None:
    ended(app, holding, ended_as("rupture"))
