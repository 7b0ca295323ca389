"""A guided first summit and quarter: the scenario of the pack that is made for it, with a coach beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.coach import PRIMARY, Coach, Scene, Step

from .page import Beginning

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.presenter.session import Session

SCENARIO = "tutorial_summit"
SEED = 2026  # the same summit for everybody, so that classes can talk about it
CARD = "card.*"


def talks(phase: str):  # type: ignore[no-untyped-def]
    """Whether a summit stands at a phase."""
    return lambda s: s.kind == "negotiation" and phase in s.phase


def cabinet(slot: int):  # type: ignore[no-untyped-def]
    """Whether the cabinet decides its card of that number."""
    return lambda s: s.kind == "decision" and s.slot == slot


def fresh(s: Scene) -> bool:
    return not s.dialog


STEPS = (
    # dialogs first: what lies on top is what one looks at
    Step("card", lambda s: s.dialog == "Preview", ("preview.play", PRIMARY)),
    Step("pause", lambda s: s.dialog == "PauseMenu", ("pause.go_on",), read=True),
    # what has to be read
    Step("welcome", lambda s: fresh(s) and s.kind in ("moves", "news", "answer", "negotiation"), read=True),
    Step("moves", lambda s: fresh(s) and s.kind == "moves"),
    Step("news", lambda s: fresh(s) and s.kind == "news"),
    Step("outcome", lambda s: fresh(s) and s.kind == "outcome"),
    Step("shock", lambda s: fresh(s) and s.kind == "shock"),
    Step("quarter", lambda s: fresh(s) and s.kind == "quarter"),
    # the summit
    Step("bring", talks("bring"), ("summit.gift.*", "summit.pass", PRIMARY)),
    Step("lead", talks("lead"), ("summit.track.*", "summit.issue.*", PRIMARY)),
    Step("weight", talks("card"), ("summit.card.*", PRIMARY)),
    Step("reply", talks("reply"), ("summit.card.*", "summit.pass", PRIMARY)),
    Step("vote", talks("vote"), ("summit.scale.vote_now", PRIMARY)),
    # the cabinet
    Step(
        "figure",
        lambda s: fresh(s) and s.kind == "decision",
        ("board.total", "board.dimension.*", "board.figure.*"),
        done=lambda s: s.looks_at_figure,
    ),
    Step("office", cabinet(0), (CARD,)),
    Step("second", cabinet(1), (CARD,)),
    Step("third", cabinet(2), ("deck.undo", "deck.pass.*", CARD)),
    Step("answer", lambda s: s.kind in ("answer", "secret"), (CARD, PRIMARY)),
    Step("finished", lambda s: fresh(s) and s.kind == "finished", (PRIMARY,), read=True),
)


def begin(app: App) -> None:
    """Sets the game up beside the drawing, and calls the coach."""
    words, neutral = app.words, app.settings.class_edition

    def work() -> Session:
        from game.presenter.session import Session

        return Session.new(app.pack, words=words, store=app.store, seed=SEED, scenario=SCENARIO, neutral=neutral)

    app.open(Beginning(app, words("front.starting"), work, lambda session: guide(app)))


def guide(app: App) -> None:
    """A coach beside the game that is played."""

    def ended() -> None:
        if not app.settings.tutorial_done:
            app.set(tutorial_done=True)

    Coach(app, STEPS, ended).begin()
