"""The wooden table with an issue on each line: its name, its track, and in a link what it would gain or pay."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pygame import FRect

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row, Space
from game.desktop.kit.controls import Button
from game.desktop.kit.fonts import Fonts
from game.desktop.kit.node import Look, Node
from game.desktop.kit.painter import Painter
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule
from game.presenter.board import Agenda
from game.texts.formats import number

from .summit_people import sides
from .summit_track import IssueTrack

if TYPE_CHECKING:
    from .summit import Summit

NAME = 128.0
GRAIN = theme.blend(theme.WOOD, theme.WOOD_EDGE, 0.35)


@dataclass(eq=False)
class Wood(Node):
    """A table of wood seen from above, with what lies on it."""

    child: Node = field(default_factory=Node)

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def width(self, fonts: Fonts) -> float:
        return self.child.width(fonts) + 32

    def least(self, fonts: Fonts) -> float:
        return self.child.least(fonts) + 32

    def height(self, fonts: Fonts, width: float) -> float:
        return self.child.height(fonts, width - 32) + 20

    def lowest(self, fonts: Fonts, width: float) -> float:
        return self.child.lowest(fonts, width - 32) + 20

    def place(self, fonts: Fonts, rect: FRect) -> None:
        super().place(fonts, rect)
        self.child.place(fonts, FRect(rect.x + 16, rect.y + 10, rect.w - 32, rect.h - 20))

    def draw(self, painter: Painter, look: Look) -> None:
        rect = self.rect
        painter.shadow(rect, 16, 10, 150, 5)
        painter.rounded(rect, theme.WOOD, 16, edge=theme.WOOD_EDGE, thick=4)
        inner = rect.inflate(-10, -10)
        with painter.clipped(inner):
            y, step = inner.y + 9, 0
            while y < inner.bottom:  # the grain: long lines at uneven distances
                start = inner.x + (step * 97) % 160
                painter.line((start, y), (inner.right - (step * 53) % 120, y), GRAIN, 1)
                y += 13 + (step * 7) % 11
                step += 1
        painter.rounded(inner, None, 12, edge=theme.blend(theme.WOOD_EDGE, theme.BRASS, 0.3))


def table_of(summit: Summit) -> Node:
    """The table with every issue on it."""
    table = summit.data.table
    lines: list[Node] = []
    for i, agenda in enumerate(table.agendas):
        if i:
            lines.append(Rule(theme.WOOD_EDGE))
        lines.append(line(summit, agenda))
    rows = Column([*spread_out(lines), legend(summit)], gap=6)
    return Wood(child=Scroll(rows, key="summit.table", grow=1), key="summit.wood")


def spread_out(lines: list[Node]) -> list[Node]:
    """Lines with room between them that grows where the table is higher than they need."""
    found: list[Node] = [Space(grow=1)] if len(lines) < 7 else []
    for node in lines:
        found += [node, Space(grow=1)]
    return found


def line(summit: Summit, agenda: Agenda) -> Node:
    """One issue."""
    words, data = summit.words, summit.data
    answers, asks = data.table.hands[0].seat, data.table.hands[1].seat
    chosen = summit.plan if summit.plan is not None and summit.plan.agenda == agenda.id else None
    ways = data.known.get(agenda.id, ()) if not summit.linking and not data.table.linking else ()
    can = data.deciding and not summit.linking and not data.table.linking
    spoken = words("summit.track_spoken", title=agenda.title, now=agenda.position.text, rung=agenda.rung)
    track = IssueTrack(
        agenda=agenda, sides=sides(answers, asks), reach=tuple(dict.fromkeys(p.end for p in ways)),
        chosen=None if chosen is None else chosen.end,
        pushed=chosen.pushed if chosen is not None and chosen.answered else None,
        former=former(summit, agenda.id), glide=summit.glide(agenda.id), grow=1, spoken=spoken,
        pull=(lambda place: summit.pull(agenda.id, place)) if can and (ways or data.busy) else None,
        enter=summit.commit if summit.steps else None, key=f"summit.track.{agenda.id}",
    )  # fmt: skip
    about = [Label(words("summit.rung_worth", worth=number(agenda.rung_worth.number, 1)), theme.TINY, theme.MUTED)]
    if agenda.headline:
        about = [Label(words("summit.headline"), theme.TINY_STRONG, theme.BRASS)]
    name = Column(
        [Label(agenda.title, theme.LABEL, theme.LIGHT, tip=f"why:marker[{agenda.id}]", key=f"summit.name.{agenda.id}"), *about],
        gap=0,
    )  # fmt: skip
    wide = NAME * (0.5 + 0.5 * summit.app.settings.text_scale / 100)
    return Row(
        [
            Frame(name, pad=0, wide=wide, widest=wide),
            track,
            link_button(summit, agenda) or issue_buttons(summit, agenda),
        ],
        gap=10,
        align=0.5,
    )


def former(summit: Summit, agenda: str) -> tuple[float, ...]:
    """Where a marker has stood in these talks, the newest first."""
    here = next(a.position.number for a in summit.data.table.agendas if a.id == agenda)
    found: list[float] = []
    for offer in reversed(summit.data.table.offers):
        moved = sum(change.amount for name, _, change in offer.steps if name == agenda)
        if abs(moved) > 1e-9:
            here -= moved
            found.append(here)
    return tuple(found[:2])


def issue_buttons(summit: Summit, agenda: Agenda) -> Node | None:
    """The same by buttons: an issue is put on the table to be moved one way or the other, and the card is chosen then."""
    data = summit.data
    found = [p for p in data.parts if p.kind == "issue" and p.target == agenda.id]
    if not found:
        return None
    icons = {"hold": "left"}  # towards one's own line; offers and demands go towards the other side
    buttons = [
        Button(
            "", icon=icons.get(part.id.partition("[")[0].rpartition("_")[2], "right"), spoken=data.card(part.index).title,
            tip=data.card(part.index).title if part.legal else data.card(part.index).why_not, high=28,
            action=(lambda p=part: summit.choose(p.index)) if part.legal else None, key=f"summit.issue.{part.id}",
        )
        for part in sorted(found, key=lambda p: "hold" not in p.id)
    ]  # fmt: skip
    return Row(buttons, gap=4)


def link_button(summit: Summit, agenda: Agenda) -> Node | None:
    """What an issue would gain or pay in a link."""
    words, data = summit.words, summit.data
    step = f"{data.table.link:g}"
    if summit.linking:
        found, key, text = summit.part("link", agenda.id), "summit.lower", words("summit.link_lower", n=step)
    elif data.table.linking and data.deciding:
        found, key, text = summit.part("price", agenda.id), "summit.pay", words("summit.link_pay", n=step)
    else:
        return None
    if found is None:
        return None
    if not found.legal:
        why = data.card(found.index).why_not
        return Button(text, style=theme.SMALL_STRONG, tip=why, key=f"{key}.{agenda.id}", high=30, single=True)
    act = (lambda: summit.choose(found.index)) if summit.linking else (lambda: summit.take(found.index))
    return Button(
        text, icon="down" if summit.linking else "up", style=theme.SMALL_STRONG, on=summit.option == found.index,
        key=f"{key}.{agenda.id}", action=act, high=30, single=True,
    )  # fmt: skip


@dataclass(eq=False)
class Sign(Node):
    """A sign of the legend, drawn as on the tracks."""

    kind: str = ""
    summit: Summit | None = None

    def width(self, fonts: Fonts) -> float:
        return 15.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 15.0

    def draw(self, painter: Painter, look: Look) -> None:
        assert self.summit is not None
        hands = self.summit.data.table.hands
        mine, theirs = sides(hands[0].seat, hands[1].seat)
        x, y = self.rect.center
        if self.kind == "now":
            painter.mark(mine.shape, x, y, 14, mine.colour, theme.LIGHT)
        elif self.kind == "own":
            painter.rounded(FRect(x - 2.5, y - 7, 5, 14), mine.colour, 2, edge=theme.LIGHT)
        elif self.kind == "demand":
            painter.mark(theirs.shape, x, y, 14, theirs.colour, theme.LIGHT)
        elif self.kind == "compromise":
            painter.mark("diamond", x, y, 14, theme.WOOD, theme.BRASS)
        elif self.kind == "former":
            painter.mark("ring", x, y, 13, theme.blend(mine.colour, theme.WOOD, 0.35))
        else:
            painter.mark("ring", x, y, 11, theme.BRASS)


def legend(summit: Summit) -> Node:
    """What the signs on the tracks mean."""
    words, table = summit.words, summit.data.table
    signs = [
        ("own", words("summit.legend_own", seat=table.answers)), ("now", words("summit.legend_now")),
        ("demand", words("summit.legend_demand", seat=table.asks)), ("compromise", words("summit.legend_compromise")),
        ("former", words("summit.legend_former")), ("reach", words("summit.legend_reach")),
    ]  # fmt: skip
    return Flow(
        [Row([Sign(kind=k, summit=summit), Label(t, theme.TINY, theme.MUTED)], gap=5) for k, t in signs],
        gap=14,
        align=0.5,
    )
