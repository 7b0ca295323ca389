"""A card looked at before it is played, its forecast, and the card of a figure: by real events, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.desktop.app import App
from game.desktop.figure_card import FigureCard
from game.desktop.gallery import new_game, played
from game.desktop.kit.fans import FanChart
from game.desktop.kit.node import walk
from game.desktop.kit.text import Label
from game.desktop.play import Play
from game.desktop.screens.board import Board
from game.desktop.screens.preview import Preview
from game.desktop.screens.preview_forecast import Outlook
from game.presenter import options
from game.presenter.session import Session
from game.presenter.why import ahead, history
from game.study.forecast import TOTAL, Plan, forecast, promising

from .watching import click, faults, node, press, said, settle, stage, tour


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A cabinet meeting, shared."""
    app = stage(tmp_path_factory.mktemp("preview"), "preview")
    yield app
    app.leave()


@pytest.fixture
def app(meeting: App) -> App:
    """The meeting with the same card opened, in English, whatever a test has done before; nothing is played for good."""
    while len(meeting.screens) > 1:
        meeting.close()
    if meeting.words.lang != "en":
        press(meeting, pygame.K_F2)
    board = meeting.screen
    assert isinstance(board, Board)
    board.preview(board.data.deck.card("thaad"))
    settle(meeting)
    return meeting


def dialog(app: App) -> Preview:
    assert isinstance(app.upper, Preview)
    return app.upper


def test_a_card_says_all_that_the_presenter_says_of_it(app: App) -> None:
    text, card = said(app), dialog(app).card
    assert card.text in text
    assert card.effects
    assert card.later
    assert card.minds
    for e in card.effects:
        assert e.title in text
        assert e.amount in text
        assert e.text == f"{e.title} {e.amount}"
    for later in card.later:
        assert later.when in text
        assert later.title in text
    for mind in card.minds:
        assert mind.seat_title in text
        assert mind.dimension in text
    for price in card.prices:
        assert price.title in text
        assert price.have.text in text


def test_the_fans_are_the_forecast_of_the_card_and_of_doing_nothing(app: App) -> None:
    screen = dialog(app)
    session, outlook = screen.play.session, screen.outlook
    assert outlook is not None
    assert outlook.other is not None
    assert outlook.other.is_pass
    options = [screen.index, outlook.other.index]
    *_, last = forecast(session.program, session.table.games, "japan", options, Plan(quarters=None))
    assert last.worlds == 1000
    assert last.whole
    view = outlook.view
    assert view is not None
    assert view.whole
    assert [f.share for f in view.fans] == [last.wins(k)["share"] for k in (0, 1)]
    total = next(c for c in view.fans[0].curves if c.id == TOTAL)
    assert total.apart.amount == pytest.approx(float(last.against_others(TOTAL, 0).mean()))
    charts = [n for n in walk(screen.sheet.tree) if isinstance(n, FanChart)]
    assert len(charts) == 6
    drawn = [chart.cases[0].moments[-1] for chart in charts]
    assert tuple(float(x) for x in last.bands(TOTAL)[:, -1, 0]) in drawn
    assert all(not c.cases[0].outlined and c.cases[1].outlined for c in charts)
    assert f"{view.fans[0].share * 100:.0f}%" in said(app)


def test_arrows_go_round_the_ministry_and_leave_no_forecast_behind(app: App) -> None:
    screen = dialog(app)
    first, cards = screen.index, screen.office.cards
    for step in range(1, len(cards) + 1):
        before = screen.outlook
        press(app, pygame.K_RIGHT)
        at = (next(i for i, c in enumerate(cards) if c.index == first) + step) % len(cards)
        assert screen.index == cards[at].index
        assert cards[at].title in said(app)
        assert before is None or before.ended or before.forecast.stop.is_set()
    assert screen.index == first
    press(app, pygame.K_LEFT)
    running = screen.outlook
    app.close(screen)
    assert running is None or running.forecast.stop.is_set()
    assert isinstance(app.upper, Board)


def test_enter_plays_the_card(app: App) -> None:
    screen = dialog(app)
    record, card = screen.play.session.table.record, screen.card
    moves = len(record.moves)
    press(app, pygame.K_RETURN)
    assert record.moves[moves].endswith(card.id)
    assert screen not in app.screens
    screen.play.undo()
    assert len(record.moves) == moves


def test_another_language_words_everything_anew(app: App) -> None:
    screen = dialog(app)
    english = screen.card.title
    press(app, pygame.K_F2)
    assert app.words.lang == "ja"
    assert screen.card.title != english
    assert screen.card.title in said(app)
    view = screen.outlook.view if screen.outlook else None
    assert view is not None
    assert view.fans[0].title == screen.card.title
    assert "これに決めた場合" in said(app)


def test_everything_is_reached_by_tab(app: App) -> None:
    stops = tour(app)
    assert {"preview.previous", "preview.next", "preview.close", "preview.play", f"preview.curve.{TOTAL}"} <= set(stops)
    assert sum(s.startswith("preview.effect.") for s in stops) == len(dialog(app).card.effects or ())
    assert sum(s.startswith("preview.curve.") for s in stops) == 6
    press(app, pygame.K_ESCAPE)
    if isinstance(app.upper, Preview):  # the first closes the card of the figure that had the focus
        press(app, pygame.K_ESCAPE)
    assert isinstance(app.upper, Board)


def test_a_closed_card_says_why_large_and_cannot_be_played(tmp_path: Path) -> None:
    app = stage(tmp_path, "preview_closed")
    screen = dialog(app)
    reason = next(n for n in walk(screen.sheet.tree) if isinstance(n, Label) and n.text == screen.card.why_not)
    assert reason.style.size >= 24
    assert screen.outlook is None
    assert app.stage.find("preview.play") is None
    moves = len(screen.play.session.table.record.moves)
    press(app, pygame.K_RETURN)
    assert len(screen.play.session.table.record.moves) == moves
    assert app.upper is screen
    app.leave()


def without_passing(session: Session) -> bool:
    """Whether several options are open, and passing is none of them."""
    decision, legal = session.decision, session.program.legal(session.table.games)[:, 0]
    if not session.moment().deciding or decision is None:
        return False
    opened = [o.id for o in decision.options if legal[o.index]]
    return len(opened) > 1 and "pass" not in opened


def test_without_passing_a_card_is_compared_with_the_best_other(tmp_path: Path) -> None:
    app = stage(tmp_path, "preview")
    session = played(new_game(app), without_passing)
    app.play = Play(app, session)
    deck = options.deck(session.figures, session.table)
    card = next(c for c in deck.cards if c.legal)
    outlook = Outlook(app, deck, card)
    outlook.cancel()
    assert outlook.other is not None
    assert outlook.other.legal
    assert outlook.other.index != card.index
    assert outlook.other.index in promising(session.program, session.table.games, session.viewer)
    app.leave()


def test_the_preview_fits_every_size(app: App) -> None:
    settings, size = app.settings, app.stage.size
    for _ in ("en", "ja"):
        assert faults(app) == []
        press(app, pygame.K_F2)
    app.settings = settings
    app.resize(size)


# the card of a figure


def test_a_figure_opens_its_card_with_its_course_and_its_outlook(tmp_path: Path) -> None:
    app = stage(tmp_path, "board")
    click(app, "board.figure.debt_ratio")
    card = app.upper
    assert isinstance(card, FigureCard)
    settle(app)
    session = card.app.play.session  # type: ignore[union-attr]
    chart = next(n for n in walk(card.sheet.tree) if isinstance(n, FanChart))
    past = [p.value.number for p in history(session.figures, session.table, "debt_ratio")]
    assert list(chart.past) == past
    assert past[-1] == session.figures.reading(session.table.games, "debt_ratio").number
    expected = ahead(session.figures, session.table, ["debt_ratio"])["debt_ratio"]
    assert [tuple(m) for m in chart.cases[0].moments] == [
        (a.low.number, a.middle.number, a.high.number) for a in expected
    ]
    text = said(app)
    for datum in card.about.sources[0].data:  # type: ignore[union-attr]
        assert datum.value.text in text
        assert datum.source in text
    assert faults(app, (100, 150)) == []
    press(app, pygame.K_ESCAPE)
    assert isinstance(app.upper, Board)
    app.leave()


def test_what_a_score_is_made_of_leads_on(tmp_path: Path) -> None:
    app = stage(tmp_path, "figure_score", "ja")
    card = app.upper
    assert isinstance(card, FigureCard)
    assert card.about is not None
    part = card.about.made_of[0]
    click(app, f"figure.part.{part.id}")
    upper = app.upper
    assert isinstance(upper, FigureCard)
    assert upper is not card
    assert upper.name == part.id
    assert part.title in said(app)
    press(app, pygame.K_ESCAPE)
    assert app.upper is card
    assert node(app, "figure.close").action is not None
    app.leave()
