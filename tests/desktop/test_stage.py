"""The stage: pointer, focus, dialogs, tips, and drawing no more than has changed."""

from __future__ import annotations

import pygame
import pytest
from pygame import FRect

from game.desktop.kit import audit, theme
from game.desktop.kit.boxes import Column, Frame, Row, Space
from game.desktop.kit.controls import Button, Field, Slider, Switch
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.stage import Sheet, Stage
from game.desktop.kit.text import Label


class Desk:
    """A stage with one screen, and what was done on it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.text, self.volume, self.on = "", 50.0, False
        self.stage = Stage(tips=lambda tip, node: Label(tip), explain=self.done.append)
        self.stage.resize((1280, 720), 1.0)
        self.surface = pygame.Surface((1280, 720))
        self.sheet = Sheet(self.compose, back=lambda: self.done.append("back"))
        self.stage.show(self.sheet)

    def compose(self) -> Node:
        return Column(
            [
                Row(
                    [
                        Button(n, key=n, action=lambda n=n: self.done.append(n), hotkey=n[0])
                        for n in ("one", "two", "three")
                    ]
                ),
                Button("go", "primary", key="go", action=lambda: self.done.append("go")),
                Label("12.5%", key="figure", tip="why:debt"),
                Slider(self.volume, change=self.turn, key="volume"),
                Field(self.text, change=self.write, enter=self.done.append, key="field"),
                Switch("on", self.on, key="switch", action=lambda: self.done.append("switch")),
                Scroll(Column([Button(str(i), key=f"row{i}", action=lambda: None) for i in range(40)]), key="list"),
            ]
        )

    def turn(self, value: float) -> None:
        self.volume = value

    def write(self, text: str) -> None:
        self.text = text

    def press(self, key: str) -> None:
        node = self.stage.find(key)
        assert node is not None
        self.stage.down(*node.rect.center)
        self.stage.up(*node.rect.center)

    def draw(self, now: float = 0.0) -> bool:
        return self.stage.frame(self.surface, now)


@pytest.fixture
def desk() -> Desk:
    pygame.font.init()
    return Desk()


def test_a_press_counts_where_it_ends_on_what_it_began_on(desk: Desk) -> None:
    desk.press("two")
    assert desk.done == ["two"]
    one, three = desk.stage.find("one"), desk.stage.find("three")
    assert one is not None
    assert three is not None
    desk.stage.down(*one.rect.center)
    desk.stage.up(*three.rect.center)
    assert desk.done == ["two"]


def test_tab_goes_round_and_enter_does_it(desk: Desk) -> None:
    seen = []
    for _ in desk.stage.stops(desk.sheet):
        desk.stage.key(pygame.K_TAB)
        focused = desk.stage.focused
        assert focused is not None
        seen.append(focused.key)
    assert sorted(seen) == sorted(n.key for n in desk.stage.stops(desk.sheet))
    desk.stage.key(pygame.K_TAB, shift=True)
    desk.sheet.focus = "three"
    desk.stage.key(pygame.K_RETURN, "\r")
    assert desk.done == ["three"]


def test_arrows_go_where_they_point(desk: Desk) -> None:
    desk.sheet.focus = "one"
    desk.stage.key(pygame.K_RIGHT)
    assert desk.sheet.focus == "two"
    desk.stage.key(pygame.K_DOWN)
    assert desk.sheet.focus == "go"


def test_enter_without_a_focus_takes_the_next_step(desk: Desk) -> None:
    desk.stage.key(pygame.K_RETURN, "\r")
    assert desk.done == ["go"]


def test_a_button_has_its_own_key(desk: Desk) -> None:
    desk.stage.key(pygame.K_o, "o")
    assert desk.done == ["one"]
    assert desk.stage.key(pygame.K_ESCAPE)
    assert desk.done == ["one", "back"]


def test_the_focus_is_brought_into_view(desk: Desk) -> None:
    node = desk.stage.find("row39")
    scroll = desk.stage.find("list")
    assert node is not None
    assert isinstance(scroll, Scroll)
    assert node.rect.bottom > scroll.rect.bottom
    desk.stage.focus_on(node)
    assert node.rect.bottom <= scroll.rect.bottom


def test_scrolling_lasts_when_the_screen_is_composed_anew(desk: Desk) -> None:
    scroll = desk.stage.find("list")
    assert isinstance(scroll, Scroll)
    desk.stage.pointer = scroll.rect.center
    desk.stage.wheel(-3)
    offset = scroll.offset
    assert offset > 0
    desk.stage.refresh()
    again = desk.stage.find("list")
    assert isinstance(again, Scroll)
    assert again is not scroll
    assert again.offset == offset


def test_a_slider_follows_the_pointer_and_the_keys(desk: Desk) -> None:
    node = desk.stage.find("volume")
    assert isinstance(node, Slider)
    desk.stage.down(node.x_of(20), node.rect.y + 15)
    assert desk.volume == 20
    desk.stage.motion(node.x_of(70), 500)
    assert desk.volume == 70
    desk.stage.up(node.x_of(70), 500)
    desk.stage.key(pygame.K_RIGHT)
    assert desk.volume == 71


def test_a_field_takes_text_and_not_more_than_fits(desk: Desk) -> None:
    node = desk.stage.find("field")
    assert isinstance(node, Field)
    desk.press("field")
    node.typed(0, "核抑止 abc")
    node.typed(pygame.K_BACKSPACE, "")
    assert desk.text == "核抑止 ab"
    node.typed(0, "x" * 100)
    assert len(desk.text) == node.most
    desk.stage.key(pygame.K_RETURN, "")
    assert desk.done == [desk.text]


def test_pointing_shows_a_tip_after_a_while_and_pressing_explains(desk: Desk) -> None:
    node = desk.stage.find("figure")
    assert node is not None
    desk.stage.motion(*node.rect.center)
    desk.stage.tick(desk.stage.pointed + 0.1)
    assert desk.stage.tip is None
    desk.stage.tick(desk.stage.pointed + 0.5)
    assert desk.stage.tip is not None
    desk.press("figure")
    assert desk.done == ["debt"]
    assert desk.stage.tip is None


def test_a_dialog_takes_all_input_until_it_closes(desk: Desk) -> None:
    box = Sheet(
        lambda: Frame(Button("yes", key="yes", action=lambda: desk.done.append("yes")), fill=theme.PANEL),
        "dialog",
        dim=150,
    )
    box.back = lambda: desk.stage.close(box)
    desk.stage.show(box)
    desk.press("one")  # lies beside the dialog: that closes it
    assert box not in desk.stage.sheets
    assert desk.done == []
    desk.press("one")
    assert desk.done == ["one"]


def test_nothing_is_drawn_while_nothing_changes(desk: Desk) -> None:
    assert desk.draw()
    assert not desk.draw()
    node = desk.stage.find("one")
    assert node is not None
    desk.stage.motion(*node.rect.center)
    assert desk.draw()
    assert not desk.draw()


def test_a_repaired_picture_is_the_same_as_one_that_is_drawn_anew(desk: Desk) -> None:
    desk.draw()
    for key in ("one", "go", "volume", "switch"):
        node = desk.stage.find(key)
        assert node is not None
        desk.stage.motion(*node.rect.center)
        desk.draw()
    mended = pygame.image.tobytes(desk.surface, "RGB")
    desk.stage.base = None
    desk.draw()
    assert pygame.image.tobytes(desk.surface, "RGB") == mended


def test_the_audit_sees_what_is_wrong() -> None:
    stage = Stage()
    stage.resize((1280, 720), 1.0)

    class Careless(Node):
        """Puts two texts in the same place, one of them beyond its own."""

        parts = (Label("a text that is here"), Label("another that is here as well"))

        @property
        def children(self) -> tuple[Node, ...]:
            return self.parts

        def place(self, fonts, rect: FRect) -> None:  # type: ignore[no-untyped-def]
            super().place(fonts, FRect(0, 0, 100, 20))
            for part in self.parts:
                part.place(fonts, FRect(20, 4, 300, 20))

    stage.audit = []
    stage.show(Sheet(lambda: Column([Careless(), Space(grow=1)])))
    stage.frame(pygame.Surface((1280, 720)), 0.0)
    found = "\n".join(audit.faults(stage))
    assert "overlap" in found
    assert "does not fit" in found
