"""The debrief: what it says is what the presenter says, and everything in it is reached by keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from game.desktop.app import App
from game.desktop.kit.bars import Floating
from game.desktop.kit.lines import LineChart
from game.desktop.kit.node import walk
from game.desktop.screens.debrief import DebriefScreen
from game.desktop.screens.replay import Replay
from game.presenter.debrief import debrief, quarters

from .watching import click, faults, press, said, settle, stage, tour


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A finished game, shared: each test begins with the course, in English."""
    app = stage(tmp_path_factory.mktemp("debrief"), "debrief")
    yield app
    app.leave()


@pytest.fixture
def app(ended: App) -> App:
    if ended.words.lang != "en":
        press(ended, pygame.K_F2)
        settle(ended)
    assert isinstance(ended.screen, DebriefScreen)
    ended.screen.show_tab("course")
    return ended


def screen(app: App) -> DebriefScreen:
    assert isinstance(app.screen, DebriefScreen)
    return app.screen


def test_the_front_page_tells_the_ending(app: App) -> None:
    session, text = screen(app).play.session, said(app)
    found = debrief(session.figures, session.table)
    for part in (found.ending_title, found.ending_text, found.grade, found.grade_title, found.total.text):
        assert part in text
    assert ("Won" in text) == found.won
    for reaction in found.reactions:
        assert reaction in text


def test_the_lines_are_the_dimensions_over_time(app: App) -> None:
    session = screen(app).play.session
    found = debrief(session.figures, session.table)
    chart = next(n for n in walk(screen(app).sheet.tree) if isinstance(n, LineChart))
    assert [tuple(line.values) for line in chart.lines] == [*(line.values for line in found.lines), found.course]
    assert len({(line.colour, line.shape) for line in chart.lines}) == len(chart.lines)
    assert len({line.shape for line in chart.lines}) == len(chart.lines)  # told apart without colour
    assert len(chart.strips) == len(found.dates) - 1


def test_a_quarter_tells_what_moved_in_it(app: App) -> None:
    session = screen(app).play.session
    listed = quarters(session.figures, session.table)
    found = debrief(session.figures, session.table)
    for i, quarter in enumerate(listed):
        for name, _, change in quarter.dimensions:
            line = next(one for one in found.lines if one.id == name)
            assert change.amount == pytest.approx(line.values[i + 1] - line.values[i]) or not change
    chosen = next(i for i, q in enumerate(listed) if q.moves and q.why)
    click(app, f"debrief.quarter.{listed[chosen].turn}")
    text = said(app)
    assert listed[chosen].date in text
    assert all(move in text for move in listed[chosen].moves)
    assert all(why in text for why in listed[chosen].why)


def test_the_turning_point_is_where_the_mean_moved_most(app: App) -> None:
    session = screen(app).play.session
    found, listed = debrief(session.figures, session.table), quarters(session.figures, session.table)
    most = max(range(len(listed)), key=lambda i: abs(found.course[i + 1] - found.course[i]))
    assert found.turning is not None
    assert listed[most].turn == found.turning.turn
    chart = next(n for n in walk(screen(app).sheet.tree) if isinstance(n, LineChart))
    assert [pin.moment for pin in chart.pins] == [most + 0.5]


def test_the_waterfall_ends_at_the_total(app: App) -> None:
    click(app, "debrief.tab:causes")
    story = screen(app).story
    assert story is not None
    assert story.total is not None
    bars = [n for n in walk(screen(app).sheet.tree) if isinstance(n, Floating)]
    steps = bars[1:-1]
    assert steps[0].start == pytest.approx(story.total.before.number)
    assert all(a.end == pytest.approx(b.start) for a, b in pairwise(steps))
    assert steps[-1].end == pytest.approx(story.total.after.number)
    assert story.total.after.number == pytest.approx(story.debrief.total.number)


def test_promises_and_goals(app: App) -> None:
    click(app, "debrief.tab:promises")
    story, text = screen(app).story, said(app)
    assert story is not None
    assert story.debrief.promises
    assert story.debrief.goals
    assert all(p.title in text and p.rung in text for p in story.debrief.promises)
    assert all(g.title in text and g.role in text for g in story.debrief.goals)
    assert text.splitlines().count("met") == sum(g.met for g in story.debrief.goals)


def test_other_courses_on_the_same_seed(app: App) -> None:
    click(app, "debrief.tab:compare")
    settle(app)
    found = screen(app).compared.others
    assert found is not None
    text = said(app)
    assert found.own.total.text == debrief(screen(app).play.session.figures, screen(app).play.session.table).total.text
    assert all(w.title in text and w.total.text in text for w in found.doctrines)
    totals = [w.total.number for w in found.doctrines]
    assert totals == sorted(totals, reverse=True)


def test_another_choice_in_any_quarter(app: App) -> None:
    click(app, "debrief.tab:what_if")
    compared = screen(app).compared
    turn = compared.thought.turn
    click(app, "if.before")
    assert compared.thought.turn != turn
    click(app, "if.after")
    assert compared.thought.turn == turn
    point = next(p for p in compared.points or () if p.turn == turn)
    click(app, f"if.move.{point.move}")
    settle(app)
    name, title = compared.thought.options[point.move][0]
    click(app, f"if.option.{name}")
    settle(app)
    result = compared.thought.result
    assert result is not None
    assert result.option == name
    text = said(app)
    assert title in text
    assert result.instead.total.text in text
    assert result.played.total.text in text
    click(app, "if.again")
    assert compared.thought.result is None


def test_another_language_tells_the_story_anew(app: App) -> None:
    press(app, pygame.K_F2)
    settle(app)
    story, text = screen(app).story, said(app)
    assert story is not None
    assert story.debrief.ending_title in text
    assert "決めたこと" in text


def test_everything_is_reached_by_tab(app: App) -> None:
    stops = set(tour(app))
    wanted = {
        "debrief.title",
        "debrief.replay",
        "debrief.same",
        "debrief.again",
        "debrief.tab:causes",
        "debrief.tab:what_if",
    }
    assert wanted <= stops
    assert sum(s.startswith("debrief.quarter.") for s in stops) == len(screen(app).story.quarters)  # type: ignore[union-attr]


@pytest.mark.parametrize("tab", ["course", "causes", "promises", "compare", "what_if"])
def test_every_part_fits_every_size(app: App, tab: str) -> None:
    settings, size = app.settings, app.stage.size
    click(app, f"debrief.tab:{tab}")
    settle(app)
    for _ in ("en", "ja"):
        assert faults(app, (80, 150)) == []
        press(app, pygame.K_F2)
        settle(app)
    app.settings = settings
    app.resize(size)


def test_it_leads_to_the_replay_and_to_another_game(tmp_path: Path) -> None:
    app = stage(tmp_path, "debrief")
    table = screen(app).play.session.table
    click(app, "debrief.replay")
    settle(app)
    replay = app.screen
    assert isinstance(replay, Replay)
    assert replay.film is not None
    assert len(replay.film) == len(table.record.moves)
    press(app, pygame.K_ESCAPE)
    settle(app)
    click(app, "debrief.same")
    assert app.play is not None
    again = app.play.session.table
    assert again is not table
    assert (again.record.seed, again.record.seats) == (table.record.seed, table.record.seats)
    assert app.play.session.path.is_file()
    assert not again.over
    app.leave()
