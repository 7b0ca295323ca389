"""The summit table and the communique, by real events: everything legal can be reached, and what is played is what the engine
plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.desktop import gallery, scenes  # noqa: F401  enters the scenes
from game.desktop.app import App
from game.desktop.gallery import Shot, picture, settle, staged
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node, walk
from game.desktop.play import Play
from game.desktop.robot import Robot
from game.desktop.screens.outcome import OutcomeScreen
from game.desktop.screens.summit import Summit
from game.desktop.screens.summit_track import IssueTrack
from game.desktop.settings import Settings
from game.engine import compile_pack, parse_move
from game.presenter.session import Session
from game.saves.store import Store
from game.texts.words import Words
from tests.packs import load

SIZE = (1280, 720)


# at the table


def seated(folder: Path, pack: str = "japan-2026", lang: str = "en", seed: int = 7, **seats: str) -> App:
    """An app with a game of its own, at the first thing that a person reads or decides."""
    app = App(Settings(lang=lang, reduced_motion=True), Store(folder), lambda: load(pack))
    app.resize(SIZE)
    session = Session.new(load(pack), words=Words(lang), store=app.store, seed=seed, seats=seats or None)
    while session.moment().kind not in ("negotiation", "finished"):
        onward(session)
    Play.begin(app, session)
    settle(app)
    return app


def onward(session: Session) -> None:
    """One step by the first legal option, or whatever else is at hand."""
    moment = session.moment()
    if moment.kind == "rivals":
        session.step()
    elif moment.kind == "hand_over":
        session.accept()
    elif moment.reading:
        session.read()
    else:
        session.submit(int(session.program.legal(session.table.games)[:, 0].nonzero()[0][0]))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    found = seated(tmp_path)
    close_dialogs(found)
    yield found
    found.leave()


def close_dialogs(app: App) -> None:
    while len(app.screens) > 1:
        app.close()
    app.refresh()


def summit(app: App) -> Summit:
    assert isinstance(app.screen, Summit)
    return app.screen


# hands


def node(app: App, key: str) -> Node:
    found = app.stage.find(key)
    assert found is not None, key
    return found


def mouse(app: App, kind: int, x: float, y: float) -> None:
    unit = app.stage.fonts.unit
    at = (round(x * unit), round(y * unit))
    if kind == pygame.MOUSEMOTION:
        app.handle(pygame.event.Event(kind, pos=at, rel=(0, 0), buttons=(1, 0, 0)))
    else:
        app.handle(pygame.event.Event(kind, pos=at, button=1))


def click(app: App, key: str) -> None:
    x, y = node(app, key).rect.center
    drag(app, (x, y), (x, y))


def drag(app: App, start: tuple[float, float], end: tuple[float, float]) -> None:
    mouse(app, pygame.MOUSEMOTION, *start)
    mouse(app, pygame.MOUSEBUTTONDOWN, *start)
    if start != end:
        for i in range(1, 5):
            mouse(
                app, pygame.MOUSEMOTION, start[0] + (end[0] - start[0]) * i / 4, start[1] + (end[1] - start[1]) * i / 4
            )
    mouse(app, pygame.MOUSEBUTTONUP, *end)
    settle(app)


def press(app: App, key: int, text: str = "") -> None:
    app.handle(pygame.event.Event(pygame.KEYDOWN, key=key, unicode=text, mod=0))
    settle(app)


def track(app: App, agenda: str) -> IssueTrack:
    found = node(app, f"summit.track.{agenda}")
    assert isinstance(found, IssueTrack)
    return found


def pull(app: App, agenda: str, place: float) -> None:
    """Pulls a marker with the pointer: away from the rung first where it stands there already."""
    one = track(app, agenda)
    y = one.rect.y + one.line_y(app.stage.fonts)
    away = max(one.reach, key=lambda r: abs(r - place))
    x = one.rect.x + one.x_at(one.rect.w, away)
    mouse(app, pygame.MOUSEMOTION, x, y)
    mouse(app, pygame.MOUSEBUTTONDOWN, x, y)
    for value in (away, (away + place) / 2, place):
        mouse(app, pygame.MOUSEMOTION, one.rect.x + one.x_at(one.rect.w, value), y)
    mouse(app, pygame.MOUSEBUTTONUP, one.rect.x + one.x_at(one.rect.w, place), y)
    settle(app)


def moves_since(app: App, count: int) -> list[str]:
    assert app.play is not None
    return [parse_move(m).option for m in app.play.session.table.record.moves[count:]]


def moved(app: App) -> int:
    assert app.play is not None
    return len(app.play.session.table.record.moves)


def same_as_the_engine(app: App, pack: str, seed: int) -> None:
    """The moves of the record, given to a new game, lead to the same position."""
    assert app.play is not None
    table = app.play.session.table
    program = compile_pack(load(pack))
    games = program.start([seed])
    for text in table.record.moves:
        decision = program.decision(games)
        assert decision is not None
        program.play(games, [decision.index(parse_move(text).option)])
    assert np.array_equal(games.S, table.games.S, equal_nan=True)
    assert games.step == table.games.step


# what can be reached


def reachable(app: App) -> set[str]:
    """Every option that some gesture at the table as it is composed now would play, first step and second."""
    screen = summit(app)
    data = screen.data
    keys = {n.key: n for n in walk(screen.sheet.tree) if n.key}
    found: set[str] = set()
    for agenda in data.table.agendas:
        if f"summit.track.{agenda.id}" in keys and keys[f"summit.track.{agenda.id}"].focusable:
            found |= {o for p in data.plans_of(agenda.id) for o in p.options}
    able = {k for k, n in keys.items() if n.action is not None}
    for part in data.parts:
        ways = {
            "gift": f"summit.gift.{part.target}", "other": f"summit.gift.{part.target}", "price": f"summit.pay.{part.target}",
            "package": f"summit.move.{part.id}", "gambit": f"summit.move.{part.id}", "sign": "summit.sign",
            "refuse": "summit.refuse", "pass": "summit.pass",
        }  # fmt: skip
        if part.legal:
            assert screen.way(part.id), part.id
        if ways.get(part.kind) in able or (part.kind == "other" and f"summit.move.{part.id}" in able):
            found.add(part.id)
    if "summit.link" in able:
        screen.link()
        there = {n.key for n in walk(screen.sheet.tree) if n.action is not None}
        found |= {p.id for p in data.parts if p.kind == "link" and f"summit.lower.{p.target}" in there}
        screen.link()
    return found


@pytest.mark.parametrize(("pack", "seed", "seats"), [
    ("japan-2026", 7, {}), ("japan-2026", 3, {"usa": "human", "japan": "article_compromise"}), ("tutorial", 5, {}),
])  # fmt: skip
def test_everything_legal_can_be_reached(tmp_path: Path, pack: str, seed: int, seats: dict[str, str]) -> None:
    app = seated(tmp_path, pack, seed=seed, **seats)
    phases: set[str] = set()
    hands = Robot(app, lambda: app.update(1000.0))
    for count in range(40):
        session = app.play.session  # type: ignore[union-attr]
        if not isinstance(app.screen, Summit):
            break
        close_dialogs(app)
        decision = session.decision
        assert decision is not None
        legal = session.program.legal(session.table.games)[:, 0]
        wanted = {c.id for c in decision.options if legal[c.index]}
        assert wanted - reachable(app) == set(), decision.phase
        phases.add(decision.phase.partition("_")[2])
        order = sorted(wanted)
        option, made = order[(count * 5 + 3) % len(order)], moved(app)
        hands.play(option)
        assert moves_since(app, made)[0] == option
        settle(app)
    app.leave()
    assert len(phases) >= 3


# whole summits


def test_a_whole_summit_by_the_pointer(app: App) -> None:
    screen = summit(app)
    wood = node(app, "summit.wood").rect.center
    before = moved(app)
    tokens = [g.id for g in screen.data.table.gifts][:2]
    for gift in tokens:
        drag(app, node(app, f"summit.gift.{gift}").rect.center, wood)
        click(app, "summit.lay")
    assert moves_since(app, before)[:2] == [f"summit_bring[{g}]" for g in tokens]
    for _ in range(20):
        if not isinstance(app.screen, Summit) or app.stage.find("summit.sign"):
            break
        ways = [(a.id, p) for a in screen.data.table.agendas for p in screen.data.plans_of(a.id)]
        if not ways:
            click(app, "summit.pass")
            continue
        count = moved(app)
        agenda, plan = min(ways, key=lambda w: (w[1].end - w[1].start == 0, abs(w[1].end - w[1].start - 2), w[1].card))
        pull(app, agenda, plan.end)
        assert screen.plan is not None
        assert (screen.plan.agenda, screen.plan.end) == (agenda, plan.end)
        laid = screen.plan.options
        click(app, "summit.lay")
        assert tuple(moves_since(app, count)[: len(laid)]) == laid
    click(app, "summit.sign")
    assert isinstance(app.screen, OutcomeScreen)
    same_as_the_engine(app, "japan-2026", 7)


def test_a_whole_summit_by_keys(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = summit(app)
    press(app, pygame.K_1, "1")
    assert screen.option >= 0
    press(app, pygame.K_RETURN)
    focus(app, "summit.pass")
    press(app, pygame.K_RETURN)
    for _ in range(20):
        if not isinstance(app.screen, Summit) or app.stage.find("summit.sign"):
            break
        count = moved(app)
        able = [a.id for a in screen.data.table.agendas if screen.data.plans_of(a.id)]
        if not able:
            focus(app, "summit.pass")
            press(app, pygame.K_RETURN)
            continue
        focus(app, f"summit.track.{able[-1]}")
        press(app, pygame.K_RIGHT)
        if screen.plan is None:
            press(app, pygame.K_LEFT)
        if screen.plan is None:  # the only way is for the marker to stay
            card = next(p.card for p in screen.data.plans_of(able[-1]))
            digit = screen.worth(card)
            press(app, pygame.K_0 + int(digit), digit)
        assert screen.plan is not None
        press(app, pygame.K_RETURN)
        assert moved(app) > count
    focus(app, "summit.sign")
    press(app, pygame.K_RETURN)
    assert isinstance(app.screen, OutcomeScreen)
    same_as_the_engine(app, "japan-2026", 7)
    read: list[bool] = []
    monkeypatch.setattr(app.play, "read", lambda: read.append(True))
    app.refresh()
    press(app, pygame.K_RETURN)
    assert read, "Enter goes on"


def focus(app: App, key: str) -> None:
    """Tabs until something has the focus."""
    for _ in range(80):
        if app.stage.focused is not None and app.stage.focused.key == key:
            return
        press(app, pygame.K_TAB)
    raise AssertionError(f"Tab never comes to {key}")


def test_hands_play_a_summit_as_the_doctrine_wants(tmp_path: Path) -> None:
    app = seated(tmp_path)
    hands = Robot(app, lambda: app.update(1000.0))
    hands.game(until=lambda: isinstance(app.screen, OutcomeScreen))
    same_as_the_engine(app, "japan-2026", 7)
    assert len(moves_since(app, 0)) > 10
    hands.press(hands.primary().key)
    assert not isinstance(app.screen, OutcomeScreen)
    app.leave()


# single gestures


def at(app: App, phase: str) -> Summit:
    """Plays on to a phase of the first person's."""
    session = app.play.session  # type: ignore[union-attr]
    for _ in range(30):
        if session.moment().kind == "negotiation" and phase in session.moment().phase:
            break
        onward(session)
    app.play.show()  # type: ignore[union-attr]
    settle(app)
    close_dialogs(app)
    return summit(app)


def test_both_bars_follow_the_marker(app: App) -> None:
    screen = at(app, "lead_answers")
    agenda = next(a.id for a in screen.data.table.agendas if any(p.way > 0 for p in screen.data.plans_of(a.id)))
    best = max(screen.data.plans_of(agenda), key=lambda p: p.end)
    assert screen.then is None
    pull(app, agenda, best.end)
    assert screen.then is best.outlook
    assert best.outlook.worth.high > screen.data.outlook.worth.high
    texts = [getattr(n, "text", "") for n in walk(screen.sheet.tree)]
    assert any(best.outlook.worth.text in t for t in texts)
    press(app, pygame.K_ESCAPE)
    assert screen.plan is None, "Esc takes back what is laid out before it opens the menu"


def test_a_card_laid_left_of_the_marker_holds_down(app: App) -> None:
    screen = at(app, "lead_answers")
    agenda = next(a.id for a in screen.data.table.agendas if {p.way for p in screen.data.plans_of(a.id)} >= {1, -1})
    mine = next(h for h in screen.data.table.hands if h.mine)
    card = next(c.id for c in mine.cards if c.held)
    one = track(app, agenda)
    x = one.rect.x + one.x_at(one.rect.w, one.agenda.position.number)
    for aside, way in ((-18, -1), (18, 1)):
        drag(app, node(app, f"summit.card.{mine.seat}.{card}").rect.center, (x + aside, one.rect.centery))
        assert screen.plan is not None
        assert (screen.plan.agenda, screen.plan.card, screen.plan.way) == (agenda, card, way)


def test_a_package_is_asked_before_it_is_played(app: App) -> None:
    screen = at(app, "lead_answers")
    count = moved(app)
    click(app, "summit.move.summit_package")
    assert moved(app) == count
    click(app, "ask.no")
    assert moved(app) == count
    assert app.upper is screen
    click(app, "summit.move.summit_package")
    click(app, "ask.yes")
    assert moves_since(app, count)[0] == "summit_package"


def test_a_link_is_made_in_two_steps(app: App) -> None:
    screen = at(app, "lead_answers")
    gain = next(p for p in screen.open if p.kind == "link")
    count = moved(app)
    click(app, "summit.link")
    click(app, f"summit.lower.{gain.target}")
    assert moves_since(app, count) == [gain.id]
    assert screen.data.table.linking
    price = next(p for p in screen.open if p.kind == "price")
    click(app, f"summit.pay.{price.target}")
    assert moved(app) == count + 1, "a price is looked at before it is paid"
    click(app, "summit.lay")
    assert moves_since(app, count)[:2] == [gain.id, price.id]


def test_the_table_stays_while_the_other_side_thinks(app: App) -> None:
    screen = at(app, "lead_answers")
    app.play.choose("pass")  # type: ignore[union-attr]
    assert app.screen is screen
    settle(app)
    assert app.screen is screen


def test_markers_glide_only_where_motion_is_wanted(tmp_path: Path) -> None:
    for still in (True, False):
        app = seated(tmp_path / str(still))
        app.set(reduced_motion=still)
        screen = at(app, "reply_answers")
        screen.app.refresh()
        passing = next(p for p in screen.open if p.kind == "pass")
        app.play.choose(passing.index)  # type: ignore[union-attr]
        settle(app)
        tracks = [n for n in screen.sheet.nodes() if isinstance(n, IssueTrack)]
        assert any(t.moving(app.now) for t in tracks) is not still
        assert not any(t.moving(app.now + 1) for t in tracks)
        app.leave()


def test_the_talks_are_introduced_once(tmp_path: Path) -> None:
    app = seated(tmp_path)
    assert app.upper is not app.screen
    press(app, pygame.K_RETURN)
    assert app.upper is app.screen
    app.leave()


# pictures

SCENES = (
    "summit_bring",
    "summit_lead",
    "summit_link",
    "summit_package",
    "summit_first",
    "outcome_amended",
    "outcome_collapse",
)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_nothing_overlaps_or_is_cut_off(
    scene: str, lang: str, tmp_path: Path, resized: Callable[[App], list[str]]
) -> None:
    app = staged(Shot(scene, lang), tmp_path)
    assert resized(app) == []
    app.leave()


@pytest.fixture
def resized() -> Callable[[App], list[str]]:
    """The faults of what an app shows at several sizes of window and text."""
    from dataclasses import replace

    def faults(app: App) -> list[str]:
        found: list[str] = []
        for size, scale in (((1280, 720), 100), ((1024, 640), 150), ((1920, 1080), 80)):
            app.settings = replace(app.settings, text_scale=scale)
            app.resize(size)
            found += [f"{size} {scale}: {f}" for f in picture(app)[1]]
        return found

    return faults


def test_the_primary_step_is_one(app: App) -> None:
    screen = at(app, "lead_answers")
    for lay in (lambda: None, lambda: screen.play_card("c1", screen.data.table.agendas[0].id)):
        lay()
        primary = [n for n in walk(screen.sheet.tree) if isinstance(n, Button) and n.kind == "primary"]
        assert len(primary) <= 1
