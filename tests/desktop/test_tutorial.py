"""The guided first game: played as the coach says, played against it, and left."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.kit.node import walk
from game.desktop.screens.title import Title
from game.desktop.screens.tutorial import SCENARIO, STEPS
from game.players.doctrine import DoctrinePolicy
from game.texts.words import Words
from tests.desktop.front import Desk, stand_in


@pytest.fixture(autouse=True)
def plain_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "decision", "rivals")


def begun(folder: Path, lang: str = "en") -> Desk:
    desk = Desk(folder, lang)
    desk.app.go(Title(desk.app))
    desk.settle()
    desk.click("title.tutorial")
    desk.settle()
    assert desk.app.coach is not None
    assert desk.app.play is not None
    assert desk.app.play.session.program.scenario == SCENARIO
    return desk


def said(desk: Desk) -> str:
    """The text that the coach shows, "" for none."""
    coach = desk.app.coach
    return coach.step.text if coach is not None and coach.step is not None else ""


def choose(desk: Desk) -> None:
    """At a table of talks: the option of a doctrine, by its button."""
    play = desk.app.play
    assert play is not None
    program, games = play.session.program, play.session.table.games
    option = int(DoctrinePolicy("article_compromise").choose(program, games, program.legal(games))[0])
    desk.click(f"plain.option.{option}")


def beginning(desk: Desk, how: str) -> str:
    """The key of the first thing that can be pressed and whose key begins that way."""
    nodes = walk(desk.app.upper.sheet.tree)
    return next(
        n.key for n in nodes if n.key.startswith(how) and n.action is not None and not getattr(n, "closed", False)
    )


def test_the_coach_leads_through_the_whole_game(tmp_path: Path):
    desk = begun(tmp_path)
    app, heard = desk.app, list[str]()
    play = app.play
    assert play is not None
    for _ in range(120):
        desk.settle()
        text = said(desk)
        if text and text not in heard:
            heard.append(text)
        step = app.coach.step if app.coach is not None else None
        if step is not None and step.read:
            desk.press("f4")
        elif text == "figure":
            desk.point("board.total")
            assert said(desk) == "office"  # seen, so the next thing is said
        elif text in ("office", "second"):
            desk.click(beginning(desk, "card."))
        elif text == "card":
            desk.settle()
            desk.click("preview.play")
        elif text == "third":
            desk.click(beginning(desk, "deck.pass."))
        elif play.moment.kind == "finished":
            break
        elif play.moment.reading:
            desk.click("plain.next")
        elif play.moment.deciding:
            choose(desk)
    assert play.moment.kind == "finished"
    order = [
        "welcome",
        "bring",
        "vote",
        "outcome",
        "figure",
        "office",
        "card",
        "second",
        "third",
        "quarter",
        "finished",
    ]
    assert [text for text in heard if text in order] == order
    assert {"moves", "lead", "reply"} <= set(heard)
    app.leave()


def test_a_player_who_goes_their_own_way_is_never_held_up(tmp_path: Path):
    desk = begun(tmp_path)
    play = desk.app.play
    assert play is not None
    for _ in range(120):
        desk.settle()
        if play.moment.kind == "finished":
            break
        if play.moment.reading:
            desk.click("plain.next")
        elif play.moment.kind == "decision":
            desk.click(beginning(desk, "deck.pass."))
        else:
            choose(desk)
    assert play.moment.kind == "finished"
    assert desk.app.coach is not None  # still there, at the same thing to say
    desk.app.leave()


@pytest.mark.parametrize("way", ["key", "button"])
def test_the_coach_goes_when_it_is_sent_away(tmp_path: Path, way: str):
    desk = begun(tmp_path)
    below = desk.app.screens[0]
    if way == "key":
        desk.press("f3")
    else:
        node = desk.app.stage.find("coach.leave")
        assert node is not None
        desk.app.stage.down(*node.rect.center)
        desk.app.stage.up(*node.rect.center)
    assert desk.app.coach is None
    assert desk.app.settings.tutorial_done
    assert desk.app.stage.find("coach.leave") is None
    assert desk.app.screens == [below]  # the game goes on
    desk.app.leave()


def test_the_coach_goes_with_its_game(tmp_path: Path):
    desk = begun(tmp_path)
    play = desk.app.play
    assert play is not None
    play.leave()
    desk.app.go(Title(desk.app))
    desk.app.update(1.0)
    assert desk.app.coach is None
    assert desk.app.stage.find("coach.leave") is None
    desk.app.leave()


def test_the_coach_does_not_take_presses_that_are_not_for_it(tmp_path: Path):
    desk = begun(tmp_path)
    coach = desk.app.coach
    assert coach is not None
    stage = desk.app.stage
    assert stage.acting.kind == "screen"  # keys go to the game
    x, y = coach.card.tree.rect.topleft
    stage.down(x + 3, y + 3)
    stage.up(x + 3, y + 3)
    assert desk.app.coach is coach
    assert said(desk) == "welcome"
    desk.app.leave()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_step_has_its_words(lang: str):
    words = Words(lang)
    for step in STEPS:
        assert 10 < len(words(f"coach.{step.text}")) < 330
