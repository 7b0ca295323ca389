"""One file for each screen. Which one is shown for what is at hand in a game stands here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from game.presenter.negotiations import talks_of

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.desktop.play import Play
    from game.desktop.screen import Screen

# kind of a moment (presenter.moments) -> module, class
SCREENS = {
    "rivals": ("board", "Board"),
    "hand_over": ("hand_over", "HandOver"),
    "outcome": ("outcome", "OutcomeScreen"),
    "moves": ("foreign", "ForeignMoves"),
    "shock": ("shock", "ShockScreen"),
    "quarter": ("quarter", "QuarterScreen"),
    "news": ("news", "News"),
    "answer": ("news", "News"),
    "negotiation": ("summit", "Summit"),
    "secret": ("secret", "Secret"),
    "decision": ("board", "Board"),
    "finished": ("debrief", "DebriefScreen"),
}


def for_moment(app: App, play: Play) -> Screen:
    """The screen for what is at hand; while the other side of a negotiation thinks, its table."""
    kind = "negotiation" if play.moment.kind == "rivals" and at_table(play) else play.moment.kind
    module, name = SCREENS[kind]
    return getattr(import_module(f"{__name__}.{module}"), name)(app)


def to_title(app: App) -> None:
    """Leaves the game, where one is on the table, and shows the screen that the program begins with."""
    if app.play is not None:
        app.play.leave()
    app.go(import_module(f"{__name__}.title").Title(app))


def at_table(play: Play) -> bool:
    """Whether the decision at hand is made at a table at which the one who looks on sits."""
    session = play.session
    found = None if session.decision is None else talks_of(session.program, session.decision)
    return found is not None and session.viewer in (found[1].asks, found[1].answers)
