"""The screens that tell what happens: by keyboard alone, in both languages, with nothing clipped, and with honest numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from game.desktop import scenes
from game.desktop.app import App
from game.desktop.gallery import Shot, picture, staged
from game.desktop.kit.motion import PageTurn, Veil
from game.desktop.kit.node import walk
from game.desktop.kit.text import Label
from game.desktop.kit.waterfall import StepBar
from game.desktop.screens import news as news_file
from game.desktop.screens.confirm import Confirm
from game.desktop.screens.hand_over import HandOver
from game.desktop.screens.news import News
from game.desktop.screens.quarter import QuarterScreen
from game.desktop.screens.secret import Secret
from game.desktop.screens.shock import BEATS, LIFT, ShockScreen
from game.presenter.quarter import quarter_end
from game.texts.words import Words, catalogue

assert scenes  # it enters the scenes

SCENES = [
    "news", "answer_chosen", "quarter", "quarter_officials", "moves", "shock", "secret_chosen", "hand_over", "thinking",
]  # fmt: skip
VIEWS = [((1024, 640), 150), ((1280, 720), 100), ((1920, 1080), 80)]
Stage = Callable[..., App]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Leads an app to a scene; it is left afterwards."""
    apps: list[App] = []

    def lead(scene: str, lang: str = "en") -> App:
        apps.append(staged(Shot(scene, lang), tmp_path / str(len(apps))))
        return apps[-1]

    yield lead
    for app in apps:
        app.leave()


def press(app: App, *keys: str) -> None:
    """Keys by their sign or name, one after the other."""
    names = {"enter": pygame.K_RETURN, "esc": pygame.K_ESCAPE, "tab": pygame.K_TAB, "space": pygame.K_SPACE}
    for key in keys:
        code = names.get(key) or pygame.key.key_code(key)
        text = key if len(key) == 1 else "\r" if key == "enter" else ""
        app.handle(pygame.event.Event(pygame.KEYDOWN, key=code, unicode=text, mod=0))


def texts(app: App) -> list[str]:
    return [n.text for n in walk(app.screen.sheet.tree) if isinstance(n, Label)]


def moves(app: App) -> list[str]:
    assert app.play is not None
    return list(app.play.session.table.record.moves)


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_clipped_or_overlaps(stage: Stage, scene: str) -> None:
    app = stage(scene)
    for size, scale in VIEWS:
        for lang in ("ja", "en"):
            app.set(lang=lang, text_scale=scale)
            app.resize(size)
            assert picture(app)[1] == [], (size, scale, lang)


@pytest.mark.parametrize("scene", ["news", "quarter", "moves_later", "shock"])
def test_enter_alone_reads_on(stage: Stage, scene: str) -> None:
    app = stage(scene)
    assert app.play is not None
    before = app.play.moment
    press(app, "enter")
    assert app.play.moment != before


def test_the_front_page_tells_what_the_event_changed(stage: Stage) -> None:
    app = stage("news", "ja")
    screen = app.screen
    assert isinstance(screen, News)
    shown = screen.pages[screen.at]
    rows = {n.tip: n for n in walk(screen.sheet.tree) if n.key.startswith("news.change.")}
    assert list(rows) == [f"why:{name}" for name, _, _ in shown.changes]
    for (_, title, change), row in zip(shown.changes, rows.values(), strict=True):
        told = " ".join(n.text for n in walk(row) if isinstance(n, Label))
        assert title in told
        assert change.text in told
        assert ("▲" if change.amount > 0 else "▼") in told


def test_an_answer_is_chosen_by_its_digit_and_given_by_enter(stage: Stage) -> None:
    app = stage("answer")
    screen, before = app.screen, moves(app)
    assert isinstance(screen, News)
    press(app, "enter")
    assert moves(app) == before  # nothing is chosen yet
    wanted = screen.choices.cards[1]
    press(app, "2")
    assert screen.choices.chosen == wanted
    assert any(wanted.title in getattr(n, "text", "") for n in walk(screen.sheet.tree) if n.key == "news.answer")
    press(app, "enter")
    assert len(moves(app)) == len(before) + 1
    assert moves(app)[-1].endswith(wanted.id)


def test_several_front_pages_are_leafed_through(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    app = stage("news")
    screen = app.screen
    assert isinstance(screen, News)
    assert app.play is not None
    one = screen.pages[0]
    two = replace(one, title="Another headline", changes=())
    monkeypatch.setattr(news_file, "news", lambda figures, table: (one, two))
    app.set(reduced_motion=False)
    app.play.version += 1
    app.refresh()
    surface = pygame.Surface(app.stage.size)
    app.draw(surface, app.now)
    moment = app.play.moment
    press(app, "enter")
    assert app.play.moment == moment
    assert "Another headline" in texts(app)
    turn = next(n for n in walk(screen.sheet.tree) if isinstance(n, PageTurn))
    assert turn.moving(app.now)
    app.draw(surface, app.now + 0.1)
    turning = surface.copy()
    app.draw(surface, app.now + 1.0)
    assert not turn.moving(app.now + 1.0)
    assert pygame.image.tobytes(turning, "RGB") != pygame.image.tobytes(surface, "RGB")
    press(app, "pageup")
    assert one.title in texts(app)


def test_the_waterfall_goes_from_the_value_before_to_the_value_after(stage: Stage) -> None:
    app = stage("quarter")
    screen = app.screen
    assert isinstance(screen, QuarterScreen)
    assert app.play is not None
    moment, session = app.play.moment, app.play.session
    end = quarter_end(session.figures, session.table, moment.turn, moment.until)
    for number, fall in enumerate(end.waterfalls, 1):
        press(app, str(number))
        assert screen.shown() == fall.id
        bars = [n for n in walk(screen.sheet.tree) if isinstance(n, StepBar)]
        assert bars[0].start == pytest.approx(fall.before.number)
        assert bars[-1].end == pytest.approx(fall.after.number)
        for one, following in pairwise(bars):
            assert one.end == pytest.approx(following.start)
        assert len({(b.low, b.high) for b in bars}) == 1
        assert all(bars[0].low < b.end < bars[0].high for b in bars)
    press(app, "e")
    assert screen.shown() == end.waterfalls[0].id
    press(app, "q")
    assert screen.shown() == end.waterfalls[-1].id


def test_quarters_that_officials_ran_are_told_first(stage: Stage) -> None:
    app = stage("quarter_officials")
    screen = app.screen
    assert isinstance(screen, QuarterScreen)
    told = "\n".join(texts(app))
    for passed in screen.data.end.officials:
        assert passed.date in told
        assert all(deed in told for _, deeds in passed.deeds for deed in deeds)
    press(app, "2")
    assert screen.shown() == screen.data.end.waterfalls[0].id


def test_every_foreign_move_is_told_with_its_reason(stage: Stage) -> None:
    app = stage("moves", "ja")
    shown = texts(app)
    found = app.screen.moves  # type: ignore[attr-defined]
    assert found
    for move in found:
        assert move.title in shown
        assert move.say in shown


def test_a_shock_is_revealed_in_beats_that_any_key_skips(stage: Stage) -> None:
    app = stage("shock")
    app.set(reduced_motion=False)
    screen = app.screen
    assert isinstance(screen, ShockScreen)
    assert app.play is not None
    screen.begin()
    app.refresh()
    moment = app.play.moment
    veils = [n for n in walk(screen.sheet.tree) if isinstance(n, Veil)]
    starts = [v.since - screen.since for v in veils]
    assert starts == pytest.approx(BEATS)
    assert [v.lifted(screen.since + BEATS[1] + LIFT) for v in veils] == [1.0, 1.0, 0.0]
    for key in ("space", "x", "enter", "esc"):
        screen.begin()
        app.refresh()
        press(app, key)
        assert not screen.revealing
        assert app.play.moment == moment
        assert app.upper is screen
    screen.begin()
    app.refresh()
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.handle(pygame.event.Event(kind, button=1, pos=(300, 300)))
    assert not screen.revealing
    press(app, "enter")
    assert app.play.moment != moment


def test_a_shock_ends_its_show_by_itself_and_looks_the_same(stage: Stage) -> None:
    app = stage("shock")
    screen = app.screen
    assert isinstance(screen, ShockScreen)
    still = pygame.image.tobytes(picture(app)[0], "RGB")
    app.set(reduced_motion=False)
    screen.begin()
    app.refresh()
    surface = pygame.Surface(app.stage.size)
    app.draw(surface, screen.since)
    assert pygame.image.tobytes(surface, "RGB") != still
    app.update(screen.since + BEATS[-1] + LIFT + 0.01)
    assert not screen.busy
    app.draw(surface, screen.since + 10)
    assert pygame.image.tobytes(surface, "RGB") == still


def test_a_secret_choice_is_sealed_only_after_a_question(stage: Stage) -> None:
    app = stage("secret")
    screen, before = app.screen, moves(app)
    assert isinstance(screen, Secret)
    closed = next(i for i, c in enumerate(screen.choices.cards, 1) if not c.legal)
    press(app, str(closed))
    assert screen.choices.chosen is None
    number, wanted = next((i, c) for i, c in enumerate(screen.choices.cards, 1) if c.legal)
    press(app, str(number), "enter")
    assert isinstance(app.upper, Confirm)
    press(app, "esc")
    assert app.upper is screen
    assert moves(app) == before
    press(app, str(number), "enter", "enter")
    assert len(moves(app)) == len(before) + 1
    assert moves(app)[-1].endswith(wanted.id)


@pytest.mark.parametrize("scene", ["hand_over", "hand_over_three"])
def test_handing_over_hides_everything(stage: Stage, scene: str) -> None:
    app = stage(scene)
    assert app.play is not None
    session, moment = app.play.session, app.play.moment
    assert isinstance(app.screen, HandOver)
    assert session.viewer != moment.seat
    words = Words("en")
    own = {words(f"hand_over.{k}", seat=moment.seat_title) for k in ("title", "text", "hidden")}
    assert set(texts(app)) <= own | {moment.turn_title}
    assert not any(n.tip for n in walk(app.screen.sheet.tree))
    press(app, "enter")
    assert session.viewer == moment.seat
    assert not isinstance(app.screen, HandOver)


def test_what_a_rival_does_meanwhile_is_told(stage: Stage) -> None:
    app = stage("thinking")
    told = app.screen.play.session.table.told  # type: ignore[attr-defined]
    assert len(told) == 2
    assert all(t.title.en in texts(app) for t in told)
    hurry = app.stage.find("thinking.hurry")
    assert hurry is not None
    app.stage.do(hurry)
    assert app.screen.play.rivals.ends_early()  # type: ignore[attr-defined]


def test_the_words_of_these_screens_have_both_languages() -> None:
    own = [
        k
        for k in catalogue()
        if k.split(".")[0] in ("events", "quarter_end", "foreign", "shock", "secret", "hand_over", "thinking")
    ]
    assert len(own) > 50
    assert all(catalogue()[k]["ja"] != catalogue()[k]["en"] for k in own)
