"""How a negotiation has ended: a communique of paper with both flags, or the sober statement that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import FRect

from game.desktop.app import App
from game.desktop.figure_card import change_label
from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Frame, Layers, Pinned, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule
from game.desktop.screen import Screen
from game.presenter import talks
from game.presenter.talks import Agreed, Outcome
from game.texts.formats import signed as with_sign

from .summit_people import FLAGS, sides

if TYPE_CHECKING:
    from game.desktop.kit.theme import Power

PAPER_WIDE, PAPER_LEAST = 1040.0, 940.0


class OutcomeScreen(Screen):
    """The communique: what was agreed, who signed, how the vote at home went, and what it changes."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        assert app.play is not None
        self.play = app.play
        self._found: tuple[int, Outcome, tuple[Agreed, ...]] | None = None

    @property
    def found(self) -> tuple[Outcome, tuple[Agreed, ...]]:
        """How it has ended, and where each issue lies now."""
        if self._found is None or self._found[0] != self.play.version:
            session, moment = self.play.session, self.play.moment
            causes = [session.table.causes[i] for i in moment.causes]
            ended = talks.outcome(session.figures, session.table.games, moment.ids[0], causes)
            assert ended is not None
            lies = talks.agreed(session.figures, session.table, ended, causes)
            self._found = (self.play.version, ended, lies)
        return self._found[1:]

    @property
    def deal(self) -> bool:
        """Whether both sides have signed."""
        return all(signed for _, signed in self.found[0].signed)

    def opened(self) -> None:
        self.app.cue("summit" if self.deal else "loss")

    def compose(self) -> Node:
        ended, lies = self.found
        go_on = Button(self.words("communique.go_on"), "primary", "forward", key="outcome.next", action=self.play.read)
        left = Column([*self.issues(lies), *self.home(ended)], gap=8, grow=5)
        right = Column([self.signatures(ended), *self.changes(ended)], gap=10, grow=4)
        middle = Row(
            [left, Rule(theme.PAPER_SHADE if self.deal else theme.INK_MUTED, up=True), right],
            gap=24,
            align=None,
            even=True,
            wrap=True,
        )
        body = Column(
            [
                self.head(ended),
                Rule(theme.INK_MUTED, thick=1.5),
                Scroll(middle, key="outcome.body", grow=1),
                Row([Frame(grow=1, pad=0), go_on]),
            ],
            gap=12,
        )
        ground = theme.PAPER if self.deal else theme.PAPER_SHADE
        paper = Frame(body, pad=(34, 22), fill=ground, radius=3, shadow=True, wide=PAPER_LEAST, widest=PAPER_WIDE)
        return Layers([Desk(), Pinned(child=paper, margin=22, widest=PAPER_WIDE)])

    def head(self, ended: Outcome) -> Node:
        """Both flags, what kind of paper this is, and in one sentence how it has ended."""
        words, session = self.words, self.play.session
        terms = session.program.pack.negotiations[self.play.moment.ids[0]].item
        text = session.figures.text
        kind = words("communique.joint" if self.deal else "communique.statement")
        kicker = words("communique.kicker", date=self.play.moment.turn_title, title=text(terms.title))
        lines = Column(
            [
                Label(kicker, theme.SMALL, theme.INK_MUTED, align=0.5),
                Label(f"{kind}：{ended.title}" if words.lang == "ja" else f"{kind}: {ended.title}", theme.DISPLAY, theme.INK if self.deal else theme.INK_BAD, align=0.5),
                Label(ended.text, theme.SMALL, theme.INK_MUTED, align=0.5),
            ],
            gap=3, grow=1,
        )  # fmt: skip
        marks = sides(terms.answers, terms.asks)
        return Row([Flag(terms.answers, marks[0]), lines, Flag(terms.asks, marks[1])], gap=20)

    def issues(self, lies: tuple[Agreed, ...]) -> list[Node]:
        """Each issue: where it lies now, where it was, and what was cut."""
        words = self.words
        parts: list[Node] = [
            Label(words("communique.agreed" if self.deal else "communique.falls_back"), theme.HEADING, theme.INK)
        ]
        for one in lies:
            notes: list[Node] = [Label(one.rung, theme.SMALL, theme.INK, grow=1)]
            if one.cut > 0:
                notes.append(
                    Label(words("communique.cut", n=f"{one.cut:g}"), theme.TINY_STRONG, theme.INK_BAD, align=1.0)
                )
            elif abs(one.now - one.before) > 1e-9:
                notes.append(
                    Label(words("communique.was", n=f"{one.before:g}"), theme.TINY, theme.INK_MUTED, align=1.0)
                )
            head = Row(
                [Label(one.title, theme.LABEL, theme.INK, grow=1, tip=f"why:agreed[{one.id}]", key=f"outcome.issue.{one.id}"), Label(words("communique.rung", n=f"{one.now:g}", top=f"{one.top:g}"), theme.LABEL, theme.INK, single=True)],
                gap=10,
            )  # fmt: skip
            parts.append(Column([head, Ladder(found=one), Row(notes, gap=10, align=0)], gap=1))
        return parts

    def home(self, ended: Outcome) -> list[Node]:
        """The vote at home, where there is one."""
        words, session = self.words, self.play.session
        terms = session.program.pack.negotiations[self.play.moment.ids[0]].item
        if terms.ratification is None:
            return []
        cut = sum(c.rungs for c in ended.cuts)
        if not self.deal:
            text, colour = words("communique.no_vote"), theme.INK_MUTED
        elif cut:
            text, colour = words("communique.amended", n=f"{cut:g}"), theme.INK_BAD
        else:
            text, colour = words("communique.passed"), theme.INK_GOOD
        return [
            Rule(theme.INK_MUTED),
            Label(words("communique.home"), theme.LABEL, theme.INK),
            Label(text, theme.BODY, colour),
        ]

    def signatures(self, ended: Outcome) -> Node:
        """Who signed, each with a seal or an empty line, and how far from what was needed."""
        words, figures = self.words, self.play.session.figures
        by = dict(ended.signed)
        terms = self.play.session.program.pack.negotiations[self.play.moment.ids[0]].item
        seals = [
            Column(
                [
                    Seal(words("communique.signed") if by[seat] else "", align=0.5),
                    Label(figures.seat_title(seat), theme.LABEL, theme.INK, align=0.5),
                    Label("" if by[seat] else words("communique.not_signed"), theme.TINY_STRONG, theme.INK_BAD, align=0.5),
                ],
                gap=2, grow=1,
            )
            for seat in (terms.answers, terms.asks)
        ]  # fmt: skip
        parts: list[Node | None] = [Row(seals, gap=16, align=0, even=True)]
        if ended.margin == ended.margin:
            text = words("communique.margin", seat=figures.seat_title(terms.asks), n=with_sign(ended.margin, 1))
            parts.append(Label(text, theme.SMALL, theme.INK_GOOD if ended.margin >= 0 else theme.INK_BAD, align=0.5))
        return Column(parts, gap=6)

    def changes(self, ended: Outcome) -> list[Node]:
        """What it changes outside the talks, the largest first."""
        if not ended.changes:
            return []
        parts: list[Node] = [Label(self.words("communique.changes"), theme.HEADING, theme.INK)]
        for name, title, change in ended.changes:
            parts.append(
                Row(
                    [Label(title, theme.SMALL, theme.INK, grow=1), change_label(change, theme.SMALL_STRONG, on_paper=True)],
                    gap=12, align=0, key=f"outcome.change.{name}", tip=f"why:{name}",
                )
            )  # fmt: skip
        return [Column(parts, gap=4)]

    def back(self) -> None:
        from .pause import PauseMenu

        self.app.open(PauseMenu(self.app))


class Desk(Node):
    """The dark desk on which the paper lies."""

    def draw(self, painter: Painter, look: Look) -> None:
        painter.glow(self.rect, theme.blend(theme.WOOD, theme.TABLE, 0.4), theme.NIGHT)


class Flag(Node):
    """The flag of a side, or its mark."""

    def __init__(self, seat: str, power: Power) -> None:
        super().__init__()
        self.seat, self.power = seat, power

    def width(self, fonts: Fonts) -> float:
        return 84.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 58.0

    def draw(self, painter: Painter, look: Look) -> None:
        x, y = self.rect.x + 3, self.rect.centery - 27
        if self.seat in FLAGS:
            painter.shadow(FRect(x, y, 72, 54), 2, 4, 90, 2)
            painter.flag(FLAGS[self.seat], x, y, 54)
        else:
            painter.rounded(FRect(x, y, 72, 54), theme.NIGHT, 3)
            painter.mark(self.power.shape, x + 36, y + 27, 34, self.power.colour)


class Seal(Node):
    """A seal in red, or the empty line where nobody has signed."""

    def __init__(self, text: str, align: float) -> None:
        super().__init__()
        self.text, self.align = text, align

    def size(self, fonts: Fonts) -> float:
        return max(58.0, fonts.width(self.text, theme.LABEL) + 22)

    def width(self, fonts: Fonts) -> float:
        return self.size(fonts)

    def height(self, fonts: Fonts, width: float) -> float:
        return self.size(fonts)

    def draw(self, painter: Painter, look: Look) -> None:
        x, y, size = self.rect.centerx, self.rect.centery, self.size(painter.fonts)
        if not self.text:
            painter.dashed((x - 46, y + 18), (x + 46, y + 18), theme.INK_MUTED, 1.5, 4)
            return
        painter.mark("circle", x, y, size, theme.PAPER, theme.INK_BAD)
        painter.mark("circle", x, y, size * 0.82, theme.PAPER_SHADE, None)
        painter.text(self.text, x, y - painter.fonts.line(theme.LABEL) / 2, theme.LABEL, theme.INK_BAD, 0.5)


@dataclass(eq=False)
class Ladder(Node):
    """An issue on paper: a ring where it was, a dot where it is now, and what was cut in between."""

    found: Agreed | None = None

    def width(self, fonts: Fonts) -> float:
        return 300.0

    def least(self, fonts: Fonts) -> float:
        return 120.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 16.0

    def draw(self, painter: Painter, look: Look) -> None:
        one, rect, y = self.found, self.rect, self.rect.centery
        if one is None:
            return

        def x(value: float) -> float:
            return rect.x + 8 + (rect.w - 16) * max(0.0, min(1.0, value / one.top))

        painter.fill(FRect(rect.x + 8, y - 1, rect.w - 16, 2), theme.INK_MUTED)
        for at in range(int(one.top) + 1):
            painter.fill(FRect(x(at) - 0.5, y - 4, 1, 8), theme.INK_MUTED)
        if one.now > one.before:
            painter.fill(FRect(x(one.before), y - 2, x(one.now) - x(one.before), 4), theme.INK)
        if abs(one.now - one.before) > 1e-9:
            painter.mark("ring", x(one.before), y, 12, theme.INK_MUTED)
        if one.cut > 0:
            painter.dashed((x(one.now), y), (x(one.now + one.cut), y), theme.INK_BAD, 3, 3)
            painter.mark("ring", x(one.now + one.cut), y, 12, theme.INK_BAD)
        painter.mark("circle", x(one.now), y, 13, theme.INK, theme.PAPER)
