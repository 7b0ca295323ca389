"""An event as the front page of a newspaper, with the answers where one is asked for."""

from __future__ import annotations

import pygame

from game.desktop.app import App
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Layers, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.course import Course
from game.desktop.kit.motion import PageTurn
from game.desktop.kit.node import Node, walk
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rich, Rule
from game.desktop.screen import Screen
from game.presenter.quarter import FrontPage, news
from game.presenter.readings import Reading, readings

from .choice_cards import Choices
from .event_parts import HEADLINE, change_rows, foot, head, page

MASTHEAD = theme.Style("serif", 26, 1.25)
LEAD = theme.Style("regular", 19, 1.65)
LEAD_PLACE = theme.Style("bold", 17, 1.65)
WIDE = 940.0  # of the page at a text scale of 100 %


class News(Screen):
    """The front pages of the news at hand, one after the other; the answer to the one that asks for it."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self.choices = Choices(app, self.play)
        self.at = 0
        self.turned: tuple[pygame.Surface, float, bool] | None = None  # the old page, when it was turned, whether back
        self.version = -1
        self._pages: tuple[FrontPage, ...] = ()
        self._course: dict[str, Reading] = {}

    @property
    def asks(self) -> bool:
        return self.play.moment.kind == "answer"

    @property
    def pages(self) -> tuple[FrontPage, ...]:
        if self.version != self.play.version:
            session, ids = self.play.session, self.play.moment.ids
            self._pages = tuple(p for p in news(session.figures, session.table) if p.id in ids)
            first = [p.changes[0][0] for p in self._pages if p.changes]
            self._course = {r.id: r for r in readings(session.figures, session.table, first)}
            self.version = self.play.version
        return self._pages

    def opened(self) -> None:
        self.app.cue("page")

    # what is shown

    def compose(self) -> Node:
        pages = self.pages
        self.at = min(self.at, len(pages) - 1)
        scale = self.app.settings.text_scale / 100
        wide = WIDE * (0.4 + 0.6 * scale)
        sheet: Node = Frame(
            Scroll(self.front_page(pages[self.at]), key=f"news.page.{self.at}", grow=1),
            pad=(34, 20), fill=theme.PAPER, radius=3, shadow=True, wide=wide, widest=wide, key="news.sheet",
        )  # fmt: skip
        if self.turned is not None:
            picture, since, back = self.turned
            sheet = Layers([sheet, PageTurn(picture, since, back=back)])
        parts: list[Node] = [Frame(sheet, pad=0, center=True, grow=1)]
        if self.asks:
            prompt = Label(self.play.moment.prompt, theme.HEADING, theme.BRASS)
            parts.append(Scroll(Column([prompt, self.choices.compose()], gap=8), key="news.answers", small=150))
        return page(Column(parts, gap=14), self.head(), foot(self.primary(), *self.leafing()))

    def head(self) -> Node:
        words = self.words
        return head(self.app, words("events.news"), self.play.moment.turn_title, "newspaper")

    def leafing(self) -> list[Node]:
        """The way back to earlier pages, and which of how many this is."""
        count, words = len(self.pages), self.words
        if count < 2:
            return [Label(words("events.choose_hint"), theme.SMALL, theme.MUTED)] if self.asks else []
        back = (lambda: self.leaf(-1)) if self.at else None
        return [
            Button(words("events.page_back"), "quiet", "previous", key="news.back", action=back),
            Label(words("events.page_of", n=self.at + 1, of=count), theme.SMALL, theme.MUTED),
        ]

    def primary(self) -> Button | None:
        words = self.words
        if self.at < len(self.pages) - 1:
            return Button(words("events.page_on"), "primary", "next", key="news.on", action=lambda: self.leaf(1))
        if not self.asks:
            return Button(words("desktop.next"), "primary", key="news.read", action=self.play.read)
        chosen = self.choices.chosen
        if chosen is None:
            return Button(words("events.answer_first"), key="news.answer", tip=words("events.choose_hint"))
        return Button(words("events.answer", title=chosen.title), "primary", key="news.answer", action=self.answer)

    def front_page(self, shown: FrontPage) -> Node:
        words, date = self.words, self.play.moment.turn_title
        masthead = Row(
            [
                Label(date, theme.SMALL, theme.INK_MUTED, grow=1),
                Label(words("events.masthead"), MASTHEAD, theme.INK, align=0.5),
                Label(words("events.issue", n=self.play.moment.turn + 1), theme.SMALL, theme.INK_MUTED, 1.0, grow=1),
            ],
            gap=16, even=True,
        )  # fmt: skip
        lines = Column([Rule(theme.INK, thick=3), Rule(theme.INK)], gap=3)
        lead = Rich(
            [
                (words("events.dateline", date=date), LEAD_PLACE, theme.INK_MUTED),
                (shown.text, LEAD, theme.INK),
            ]
        )
        columns: list[Node] = [Column([lead, self.course(shown)], gap=18, grow=1.5)]
        if not shown.answers:
            columns.append(Frame(self.changed(shown), pad=(16, 12), fill=theme.PAPER_SHADE, radius=2, grow=1.0))
        parts: list[Node | None] = [
            masthead,
            lines,
            Label(shown.title, HEADLINE, theme.INK, align=0.5),
            Rule(theme.INK_MUTED),
            Row(columns, gap=26, align=0, even=True, wrap=True),
            self.origin(shown),
        ]
        return Column(parts, gap=12)

    def changed(self, shown: FrontPage) -> Node:
        """What the event has changed."""
        words = self.words
        parts: list[Node] = [Label(words("events.changed"), theme.SMALL_STRONG, theme.INK)]
        if not shown.changes:
            return Column([*parts, Label(words("events.nothing_changed"), theme.SMALL, theme.INK_MUTED)], gap=6)
        return Column([*parts, Rule(theme.INK_MUTED), *change_rows(shown.changes, "news.change", on_paper=True)], gap=7)

    def course(self, shown: FrontPage) -> Node | None:
        """The course of the figure that it changed most."""
        course = self._course.get(shown.changes[0][0]) if shown.changes else None
        if course is None or sum(v == v for v in course.history) < 2:
            return None
        first = self.play.session.figures.value(course.id, course.history[0])
        title = Label(course.title, theme.SMALL_STRONG, theme.INK)
        return Column([title, Course(course.history, first, course.value.text, high=84)], gap=4)

    def origin(self, shown: FrontPage) -> Node | None:
        """Where the pack has the event from, and what may be read about it."""
        words = self.words
        told = [words("events.source", source=shown.source)] if shown.source else []
        told += [words("events.reading", title=r) for r in shown.references]
        if not told:
            return None
        lines = [Label(text, theme.TINY, theme.INK_MUTED) for text in told]
        return Column([Rule(theme.INK_MUTED), *lines], gap=4)

    # what is done

    def leaf(self, by: int) -> None:
        """Turns to another page."""
        wanted = self.at + by
        if not 0 <= wanted < len(self.pages):
            return
        self.turned = None
        sheet = next((n for n in walk(self.sheet.tree) if n.key == "news.sheet"), None)
        if not self.app.still and self.app.shown is not None and sheet is not None:
            unit = self.app.stage.fonts.unit
            box = pygame.Rect(*(round(v * unit) for v in sheet.rect)).clip(self.app.shown.get_rect())
            self.turned = (self.app.shown.subsurface(box).copy(), self.app.now, by < 0)
        self.at = wanted
        self.app.cue("page")
        self.app.refresh()

    def answer(self) -> None:
        chosen = self.choices.chosen
        if chosen is not None:
            self.play.choose(chosen.index)

    def way(self, option: str) -> tuple[str, ...]:
        return (f"choice.{option}", "news.answer")

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))

    def key(self, key: int, text: str) -> bool:
        if key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN) and len(self.pages) > 1:
            self.leaf(1 if key == pygame.K_PAGEDOWN else -1)
            return True
        return self.asks and self.choices.key(text)

    def update(self, now: float) -> None:
        if self.busy and self.choices.work():
            self.app.refresh()

    @property
    def busy(self) -> bool:
        return self.asks and self.choices.busy
