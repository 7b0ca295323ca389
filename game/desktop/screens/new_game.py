"""A new game: which scenario, who sits where, which figures, which luck."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Grid, Row, Space
from game.desktop.kit.controls import Button, Field, Switch, tabs
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Icon, Label, Mark, Rule
from game.desktop.kit.tiles import NotedButton, Tile
from game.desktop.screen import Screen
from game.pack import Pack, without_names
from game.presenter import library
from game.presenter.difficulty import Difficulty
from game.presenter.library import Player, Scenario, Seat

from .page import Beginning, Page

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.presenter.session import Session

SIDE = 404.0  # width of the right side at a text scale of 100 %
HUMAN = "human"
COUNTS = ("one", "two", "three")
MOST = 9  # digits of a seed


class NewGame(Screen):
    """Everything that a game begins with; what is shown at first is ready to start."""

    def __init__(self, app: App, class_edition: bool = False) -> None:
        super().__init__(app)
        self.edition = class_edition
        self.scenario = ""  # the pack's own first one
        self.chosen: dict[str, str] = {}  # seat -> player, where it is not the usual one
        self.profile = ""  # the scenario's own
        self.seed = str(secrets.randbelow(1_000_000))
        self.listed: dict[tuple[bool, str], tuple[Scenario, ...]] = {}
        self.seated: dict[tuple[str, bool, str], tuple[Seat, ...]] = {}

    # what there is to choose from

    @cached_property
    def neutral(self) -> Pack:
        """The pack of the class edition."""
        return without_names(self.app.pack)

    @property
    def pack(self) -> Pack:
        return self.neutral if self.edition else self.app.pack

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Asked once for each language, as are the seats."""
        key = (self.edition, self.words.lang)
        if key not in self.listed:
            self.listed[key] = library.scenarios(self.pack, self.words)
        return self.listed[key]

    @property
    def seats(self) -> tuple[Seat, ...]:
        key = (self.here.id, self.edition, self.words.lang)
        if key not in self.seated:
            self.seated[key] = library.seats(self.pack, self.words, self.here.id)
        return self.seated[key]

    @property
    def here(self) -> Scenario:
        return next((s for s in self.scenarios if s.id == self.scenario), self.scenarios[0])

    @property
    def players(self) -> Mapping[str, str]:
        """Seat -> who holds it."""
        return {seat.id: self.chosen.get(seat.id, seat.usual) for seat in self.seats}

    @property
    def people(self) -> int:
        return sum(who == HUMAN for who in self.players.values())

    # choosing

    def select(self, scenario: str) -> None:
        """Another scenario, with its own figures and opponents; people stay where they sit."""
        self.scenario, self.profile = scenario, ""
        self.chosen = {seat: who for seat, who in self.chosen.items() if who == HUMAN}
        self.app.refresh()

    def count(self, name: str) -> None:
        """One, two or three people: the first seats are theirs."""
        number = COUNTS.index(name) + 1
        own = self.app.pack.info.seat
        order = sorted(self.seats, key=lambda s: s.id != own)
        for i, seat in enumerate(order):
            if i < number:
                self.chosen[seat.id] = HUMAN
            elif self.players[seat.id] == HUMAN:
                self.chosen.pop(seat.id, None)
        self.app.refresh()

    def seat(self, seat: str, who: str) -> None:
        self.chosen[seat] = who
        self.app.refresh()

    def choose_profile(self, profile: str) -> None:
        self.profile = profile
        self.app.refresh()

    def type_seed(self, text: str) -> None:
        self.seed = "".join(sign for sign in text if sign.isdecimal() and sign.isascii())[:MOST]
        self.app.refresh()

    def roll(self) -> None:
        self.type_seed(str(secrets.randbelow(1_000_000)))

    def toggle_edition(self) -> None:
        self.edition = not self.edition
        self.app.refresh()

    def ask(self, seat: Seat) -> None:
        self.app.open(PlayerChoice(self, seat))

    def start(self) -> None:
        """Sets the game up beside the drawing, and plays it."""
        app, given, seed = self.app, dict(self.players), int(self.seed or secrets.randbelow(1_000_000))
        scenario, profile, words, neutral = self.here.id, self.profile, self.words, self.edition

        def work() -> Session:
            from game.presenter.session import Session

            return Session.new(
                app.pack, words=words, store=app.store, seed=seed, scenario=scenario, profile=profile, seats=given,
                neutral=neutral,
            )  # fmt: skip

        app.open(Beginning(app, self.words("front.starting"), work))

    def back(self) -> None:
        from .title import Title

        self.app.go(Title(self.app))

    def key(self, key: int, text: str) -> bool:
        if len(text) == 1 and text in "1234567890":
            number = (int(text) - 1) % 10
            if number < len(self.scenarios):
                self.select(self.scenarios[number].id)
                return True
        return False

    # what is shown

    def compose(self) -> Node:
        words, scale = self.words, self.app.settings.text_scale / 100
        side = min(SIDE * (0.4 + 0.6 * scale), self.app.stage.room.w * 0.46)
        tiles = [self.tile(s, i) for i, s in enumerate(self.scenarios)]
        left = Column(
            [
                Label(words("setting_up.scenarios"), theme.LABEL, theme.BRASS),
                Scroll(Grid(tiles, gap=10, narrow=250 * scale), key="new.scenarios", grow=1),
            ],
            gap=8,
            grow=1,
        )
        right = Frame(
            Column([Scroll(self.details(), key="new.details", grow=1), Rule(), self.begin()], gap=12),
            pad=(20, 16), fill=theme.PANEL, edge=theme.RAISED, wide=side, widest=side,
        )  # fmt: skip
        back = Button(
            words("desktop.back"),
            "quiet",
            "back",
            hotkey="Esc",
            key="new.back",
            action=self.back,
            style=theme.SMALL_STRONG,
            high=34,
        )
        title = words("setting_up.title_class" if self.edition else "setting_up.title")
        head = Frame(Row([back, Label(title, theme.TITLE, grow=1)], gap=14), pad=(16, 8), fill=theme.TABLE, radius=0)
        return Column([head, Frame(Row([left, right], gap=18, align=None), pad=(20, 14), grow=1)], gap=0)

    def tile(self, scenario: Scenario, number: int) -> Node:
        here = scenario.id == self.here.id
        digit = str((number + 1) % 10) if number < 10 else ""
        head = Row(
            [
                Label(scenario.title, theme.LABEL, theme.BRASS if here else theme.LIGHT, grow=1),
                Label(digit, theme.TINY_STRONG, theme.MUTED, single=True),
            ],
            gap=8,
            align=0,
        )
        facts = Flow(
            [fact("clock", scenario.minutes_text), fact("calendar", self.quarters(scenario)), *self.hard(scenario)],
            gap=12,
        )
        body = Column([head, Label(scenario.text, theme.SMALL, theme.MUTED), Space(grow=1), facts], gap=6)
        return Tile(child=body, on=here, key=f"new.scenario.{scenario.id}", action=lambda: self.select(scenario.id))

    def quarters(self, scenario: Scenario) -> str:
        if scenario.turns < scenario.length:
            return self.words("setting_up.some_quarters", n=scenario.length, own=scenario.turns)
        return (
            self.words("setting_up.one_quarter")
            if scenario.length == 1
            else self.words("setting_up.quarters", n=scenario.length)
        )

    def hard(self, scenario: Scenario) -> list[Node]:
        """How hard it is, where that was measured."""
        found = scenario.difficulty
        return [Pips(found.level, spoken=self.words("setting_up.level", n=found.level))] if found is not None else []

    def measured(self, found: Difficulty) -> Node:
        """The same in words, for the scenario that is chosen."""
        words = self.words
        level = Row(
            [Pips(found.level), Label(words("setting_up.level", n=found.level), theme.SMALL_STRONG, grow=1)], gap=10
        )
        share = words("setting_up.measured", share=round(found.share * 100), games=found.games)
        return Column([level, Label(share, theme.TINY, theme.MUTED)], gap=2)

    def details(self) -> Node:
        words = self.words
        counts = COUNTS[: len(self.seats)]
        people = counts[self.people - 1] if 0 < self.people <= len(counts) else ""
        parts: list[Node | None] = [
            Row(
                [
                    Label(words("setting_up.people"), theme.LABEL, grow=1),
                    tabs([(n, words(f"setting_up.{n}")) for n in counts], people, self.count, "new.people"),
                ],
                gap=10,
                wrap=True,
            ),
            *(self.seat_tile(seat) for seat in self.seats),
            Label(words("setting_up.hot_seat"), theme.SMALL, theme.MUTED) if self.people > 1 else None,
            Rule(theme.RAISED),
            self.measured(self.here.difficulty) if self.here.difficulty is not None else None,
        ]
        profiles = [(n, e.item.title.get(words.lang)) for n, e in self.pack.profiles.items()]
        if len(profiles) > 1:
            parts.append(
                Row(
                    [
                        Label(words("setting_up.data"), theme.LABEL, grow=1),
                        tabs(profiles, self.profile or self.here.profile, self.choose_profile, "new.profile"),
                    ],
                    gap=10,
                    wrap=True,
                )
            )
        dice = Button(
            "",
            "normal",
            "dice",
            spoken=words("setting_up.dice"),
            tip=words("setting_up.dice"),
            key="new.dice",
            action=self.roll,
        )
        field = Field(text=self.seed, most=MOST, change=self.type_seed, key="new.seed", grow=1)
        parts.append(Row([Label(words("setting_up.seed"), theme.LABEL), field, dice], gap=10))
        parts.append(Label(words("setting_up.seed_note"), theme.TINY, theme.MUTED))
        parts.append(
            Switch(
                text=words("setting_up.edition"),
                note=words("setting_up.edition_note"),
                on=self.edition,
                key="new.edition",
                action=self.toggle_edition,
            )
        )
        return Column(parts, gap=10)

    def seat_tile(self, seat: Seat) -> Node:
        """A seat and who holds it."""
        who = player_of(seat, self.players[seat.id])
        head = Row(
            [
                Mark(seat=seat.id),
                Label(seat.title, theme.LABEL, grow=1),
                Label(who.title, theme.SMALL_STRONG, theme.BRASS, align=1.0),
                Icon("down", 15, theme.MUTED),
            ],
            gap=9,
        )
        return Tile(
            child=Column([head, Label(who.text, theme.TINY, theme.MUTED)], gap=3),
            key=f"new.seat.{seat.id}",
            action=lambda: self.ask(seat),
            tip=seat.brief,
            pad=(12, 9),
        )

    def begin(self) -> Node:
        words = self.words
        if not self.people:
            return Column(
                [
                    Button(words("setting_up.start"), "primary", "play", key="new.start", style=theme.HEADING, high=54),
                    Label(words("setting_up.nobody"), theme.SMALL, theme.WARN),
                ],
                gap=6,
            )
        profile = self.pack.profiles[self.profile or self.here.profile].item.title.get(words.lang)
        people = words(f"setting_up.{COUNTS[self.people - 1]}") if self.people <= len(COUNTS) else str(self.people)
        note = f"{self.here.title}\n{words('setting_up.summary', people=people, minutes=self.here.minutes_text, profile=profile)}"
        return NotedButton(
            words("setting_up.start"),
            "primary",
            "play",
            note=note,
            style=theme.HEADING,
            key="new.start",
            action=self.start,
            high=60,
        )


@dataclass(eq=False)
class Pips(Node):
    """A level out of five as squares, the filled ones first."""

    level: int = 0
    most: int = 5
    size: float = 9.0

    def width(self, fonts: Fonts) -> float:
        return (self.size * self.most + 3 * (self.most - 1)) * fonts.text_scale

    def height(self, fonts: Fonts, width: float) -> float:
        return self.size * fonts.text_scale

    def draw(self, painter: Painter, look: Look) -> None:
        side, step = self.size * painter.fonts.text_scale, (self.size + 3) * painter.fonts.text_scale
        for i in range(self.most):
            box = FRect(self.rect.x + i * step, self.rect.centery - side / 2, side, side)
            painter.rounded(
                box, theme.BRASS if i < self.level else None, 2, edge=theme.BRASS if i < self.level else theme.MUTED
            )


def fact(icon: str, text: str) -> Node:
    """An icon with a few words."""
    return Row([Icon(icon, 14, theme.BRASS), Label(text, theme.TINY, theme.LIGHT)], gap=5)


def player_of(seat: Seat, name: str) -> Player:
    """Who holds a seat; a rule of a scenario that is not listed stands under its id."""
    return next((p for p in seat.players if p.id == name), Player(name, "doctrine", name, ""))


class PlayerChoice(Page):
    """Everybody who may hold a seat, with what they are like."""

    widest = 860.0
    name = "players"

    def __init__(self, game: NewGame, seat: Seat) -> None:
        super().__init__(game.app)
        self.game, self.place = game, seat.id

    @property
    def seat(self) -> Seat:
        return next(s for s in self.game.seats if s.id == self.place)

    def compose(self) -> Node:
        words, seat = self.words, self.seat
        wide = 240 * self.app.settings.text_scale / 100

        def grid(*kinds: str, narrow: float = wide) -> Node:
            return Grid([self.tile(p) for p in seat.players if p.kind in kinds], gap=8, narrow=narrow)

        body = Column(
            [
                Label(seat.brief, theme.SMALL, theme.MUTED), grid("human", "auto"),
                Label(words("setting_up.levels"), theme.LABEL, theme.BRASS), grid("level", narrow=wide * 0.75),
                Label(words("setting_up.doctrines"), theme.LABEL, theme.BRASS), grid("doctrine"),
            ],
            gap=10,
        )  # fmt: skip
        return self.framed(words("setting_up.who", seat=seat.title), "person", Scroll(body, key="players.body", grow=1))

    def tile(self, player: Player) -> Node:
        body = Column(
            [Label(player.title, theme.LABEL), Label(player.text, theme.SMALL, theme.MUTED) if player.text else None],
            gap=3,
        )
        return Tile(
            child=body,
            on=self.game.players[self.place] == player.id,
            key=f"players.{player.id}",
            action=lambda: self.take(player.id),
        )

    def take(self, who: str) -> None:
        self.app.close(self)
        self.game.seat(self.place, who)
