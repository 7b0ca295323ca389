"""Scenes of the budget."""

from __future__ import annotations

from .app import App
from .gallery import at, new_game, played, scene, settle, show
from .screens.budget import Budget

QUARTER = 4


def opened(app: App, quarter: int = QUARTER) -> Budget:
    """The budget at a cabinet meeting, with its paths worked out."""
    show(app, played(new_game(app), at("decision", turn=quarter)))
    page = Budget(app)
    app.open(page)
    settle(app)
    return page


@scene("budget")
def budget(app: App) -> None:
    opened(app)


@scene("budget_choice")
def budget_choice(app: App) -> None:
    page = opened(app)
    page.choose(next(m.index for m in page.data.measures.values() if m.legal))
    settle(app)


@scene("budget_closed_choice")
def budget_closed_choice(app: App) -> None:
    page = opened(app)
    page.choose(next(m.index for m in page.data.measures.values() if not m.legal))
    settle(app)


@scene("budget_read_only")
def budget_read_only(app: App) -> None:
    """At the table of the summit, where nobody decides on the budget."""
    from .play import Play
    from .screens.board import Board

    app.play = Play(app, played(new_game(app), at("negotiation")))
    app.go(Board(app))
    app.open(Budget(app))
