"""What one may do at the table besides moving a marker, what is laid out, and the question before what is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop.kit import theme
from game.desktop.kit.boxes import Column, Flow, Frame, Row
from game.desktop.kit.controls import Button
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text import Label, Rule, change_colour
from game.desktop.screen import Dialog
from game.presenter.options import Card
from game.presenter.plans import Part, Plan

if TYPE_CHECKING:
    from .summit import Summit

GAMBIT_ICONS = {"walk_out": "door", "tied_hands": "vote", "leaders_card": "users", "tariff_threat": "flame"}
FINAL = ("package", "gambit", "refuse")  # asked before they are played


def moves_bar(summit: Summit) -> Node:
    """The lower edge: what is asked or laid out, the button that plays it, and the other moves."""
    moment, words = summit.play.moment, summit.words
    if moment.kind == "rivals":
        text = Label(words("summit.thinking", seat=moment.seat_title), theme.LABEL, theme.BRASS, align=0.5)
        return Frame(text, fill=theme.TABLE, edge=theme.RAISED, pad=18)
    told = Column(sentences(summit), gap=3, grow=1)
    buttons = Row(deciders(summit), gap=8, wrap=True)
    parts: list[Node | None] = [Row([told, buttons], gap=16, align=0.5, wrap=True), other_moves(summit)]
    return Frame(Column(parts, gap=8), pad=(14, 9), fill=theme.TABLE, edge=theme.RAISED)


def sentences(summit: Summit) -> list[Node]:
    """What is laid out, else what is asked."""
    words, data = summit.words, summit.data
    if summit.plan is not None:
        return plan_told(summit, summit.plan)
    if summit.option >= 0:
        card = data.card(summit.option)
        move = data.moves().get(summit.option)
        texts = [move.note if move is not None else "", card.text]
        return [
            Label(card.title, theme.LABEL, theme.BRASS),
            Label(next((t for t in texts if t), ""), theme.SMALL),
            *price_line(summit, card),
        ]
    kinds = {p.kind for p in summit.open}
    if summit.linking:
        hint = words("summit.hint_link")
    elif data.table.linking:
        hint = words("summit.hint_price", title=data.table.linking)
    elif "sign" in kinds:
        hint = words("summit.hint_vote")
    elif "gift" in kinds:
        hint = words("summit.hint_bring")
    elif "_reply_" in summit.play.moment.phase:
        hint = words("summit.hint_reply")
    elif kinds & {"issue", "card"}:
        hint = words("summit.hint_issue")
    else:
        hint = ""
    return [Label(summit.play.moment.prompt, theme.LABEL, theme.LIGHT), Label(hint, theme.SMALL, theme.MUTED)]


def plan_told(summit: Summit, plan: Plan) -> list[Node]:
    """A plan in words: where the marker goes, with which card, and what the other side may do."""
    words = summit.words
    agenda = next(a for a in summit.data.table.agendas if a.id == plan.agenda)
    rung = next((r for r in reversed(agenda.rungs) if r.at <= plan.end + 1e-9), agenda.rungs[0])
    key = "summit.plan" if plan.way else "summit.plan_stays"
    title = words(key, title=plan.title, start=f"{plan.start:g}", end=f"{plan.end:g}", rung=rung.title)
    card = words("summit.plan_card", worth=summit.worth(plan.card)) if plan.card else words("summit.plan_no_card")
    answer = words("summit.plan_answer", pushed=f"{plan.pushed:g}") if plan.answered else ""
    gap = "" if words.lang == "ja" else " "
    return [
        Label(title, theme.LABEL, theme.BRASS),
        Label(gap.join(t for t in (card, answer, rung.text) if t), theme.SMALL),
    ]


def price_line(summit: Summit, card: Card) -> list[Node]:
    """What an option is paid with."""
    paid = [f"{p.title} {p.amount.text}" for p in card.prices] + [m.text for m in card.money]
    return [Label(summit.words("list.comma").join(paid), theme.SMALL_STRONG, theme.WARN)] if paid else []


def deciders(summit: Summit) -> list[Node | None]:
    """The buttons that go on: the one clear next step, and its opposite."""
    words, parts = summit.words, summit.open
    sign = next((p for p in parts if p.kind == "sign"), None)
    if sign is not None:
        refuse = next((p for p in parts if p.kind == "refuse"), None)
        return [
            None if refuse is None else Button(words("summit.refuse"), "danger", "close", key="summit.refuse", action=lambda: summit.ask(refuse.index), single=True),
            Button(summit.data.card(sign.index).title, "primary", "check", key="summit.sign", action=lambda: summit.choose(sign.index), single=True),
        ]  # fmt: skip
    found: list[Node | None] = []
    passing = next((p for p in parts if p.kind == "pass"), None)
    if summit.steps:
        found.append(Button(words("summit.clear"), "quiet", key="summit.clear", action=summit.clear, single=True))
        found.append(
            Button(step_text(summit), "primary", "forward", key="summit.lay", action=summit.commit, single=True)
        )
        return found
    if passing is not None:
        found.append(pass_button(summit, passing))
    found.append(
        Button(
            words("summit.choose_first"), key="summit.lay", tip=words("summit.hint_issue") if not summit.open else ""
        )
    )
    return found


def pass_button(summit: Summit, passing: Part) -> Button:
    """Doing nothing: at a reply its plan is laid out, so that one sees where the marker goes."""

    def let_pass() -> None:
        data = summit.data
        replies = [p for a in data.table.agendas for p in data.plans_of(a.id) if p.options == (passing.id,)]
        if replies:
            summit.lay_out(replies[0])
        else:
            summit.choose(passing.index)

    return Button(
        summit.data.card(passing.index).title,
        "normal",
        "forward",
        key="summit.pass",
        action=let_pass,
        style=theme.SMALL_STRONG,
    )


def step_text(summit: Summit) -> str:
    """What the primary button says."""
    words = summit.words
    if summit.plan is not None:
        return words("summit.lay")
    kind = next((p.kind for p in summit.data.parts if p.index == summit.option), "other")
    return words({"gift": "summit.lay_gift", "price": "summit.lay_link"}.get(kind, "summit.lay_other"))


def other_moves(summit: Summit) -> Node | None:
    """Link, package, special moves, and whatever else a pack has for the table."""
    words, data = summit.words, summit.data
    buttons: list[Node] = []
    links = [p for p in data.parts if p.kind == "link"]
    if links:
        able = any(p.legal for p in links)
        why = "" if able else data.card(links[0].index).why_not
        buttons.append(
            Button(
                words("summit.link_end" if summit.linking else "summit.link"), icon="link", on=summit.linking, tip=why,
                key="summit.link", action=summit.link if able else None, style=theme.SMALL_STRONG, high=32, hotkey="L",
            )
        )  # fmt: skip
    tokens = on_tokens(summit)
    for part in data.parts:
        if part.kind in ("package", "gambit"):
            icon = "package" if part.kind == "package" else GAMBIT_ICONS.get(part.id, "star")
            buttons.append(move_button(summit, part, icon, lambda p=part: summit.ask(p.index)))
        elif part.kind == "other" and part.target not in tokens and part.legal:
            buttons.append(move_button(summit, part, "info", lambda p=part: summit.take(p.index)))
    return Flow(buttons, gap=8) if buttons else None


def on_tokens(summit: Summit) -> set[str]:
    """The contributions whose tokens lie there, so that what may be done with them is done by them."""
    table = summit.data.table
    return {g.id for g in table.gifts if g.brought} if table.hands[0].mine else set()


def way_to(summit: Summit, part: Part) -> tuple[str, ...]:
    """The keys of what one presses to play an option."""
    mine = next((h.seat for h in summit.data.table.hands if h.mine), "")
    move, lay = f"summit.move.{part.id}", "summit.lay"
    if part.kind == "other":
        return (f"summit.gift.{part.target}" if part.target in on_tokens(summit) else move, lay)
    if part.kind == "pass":
        return ("summit.pass", lay) if "_reply_" in summit.play.moment.phase else ("summit.pass",)
    return {
        "gift": (f"summit.gift.{part.target}", lay), "issue": (f"summit.issue.{part.id}",),
        "card": (f"summit.card.{mine}.{part.target}", lay), "link": ("summit.link", f"summit.lower.{part.target}"),
        "price": (f"summit.pay.{part.target}", lay), "package": (move, "ask.yes"), "gambit": (move, "ask.yes"),
        "sign": ("summit.sign",), "refuse": ("summit.refuse", "ask.yes"),
    }[part.kind]  # fmt: skip


def move_button(summit: Summit, part: Part, icon: str, act) -> Button:  # type: ignore[no-untyped-def]
    """A special move; where it is closed it says why."""
    card = summit.data.card(part.index)
    return Button(
        card.title, icon=icon, key=f"summit.move.{part.id}", style=theme.SMALL_STRONG, high=32,
        action=act if part.legal else None, tip=card.text if part.legal else card.why_not, on=summit.option == part.index,
    )  # fmt: skip


def asked_before(summit: Summit, option: int) -> None:
    """Asks before an option that ends something or is a gamble."""
    summit.app.open(Ask(summit, option))


class Ask(Dialog):
    """The question before a package, a special move or a refusal: what it does, and in which ways it may turn out."""

    widest = 560.0

    def __init__(self, summit: Summit, option: int) -> None:
        super().__init__(summit.app)
        self.summit, self.option = summit, option

    def compose(self) -> Node:
        words, summit = self.words, self.summit
        card = summit.data.card(self.option)
        part = next(p for p in summit.data.parts if p.index == self.option)
        move = summit.data.moves().get(self.option)
        parts: list[Node] = [Label(card.text, theme.BODY)]
        parts += price_line(summit, card)
        if move is not None and move.ways:
            parts += [
                Rule(),
                Label(words("summit.ways"), theme.SMALL_STRONG, theme.BRASS),
                *(self.way(w.share_text, w.share, w.changes) for w in move.ways),
            ]
        if part.kind in ("package", "refuse"):
            parts += [Rule(), *self.lies(part.kind == "package")]
        answers = Flow(
            [
                Button(words("desktop.cancel"), key="ask.no", action=self.back),
                Button(card.title, "primary", key="ask.yes", action=self.do),
            ],
            gap=10, align=1.0,
        )  # fmt: skip
        body = Column(
            [Label(card.title, theme.TITLE), Scroll(Column(parts, gap=8), key="ask.body", grow=1), answers], gap=14
        )
        return Frame(body, pad=22, fill=theme.PANEL, edge=theme.EDGE, shadow=True)

    def way(self, share: str, size: float, changes) -> Node:  # type: ignore[no-untyped-def]
        """One way in which it may turn out: a bar as long as its chance, and what changes."""
        words = self.words
        told: list[Node] = [
            Label(f"{title} {change.text}", theme.SMALL, change_colour(change.good)) for title, change in changes
        ] or [Label(words("summit.way_nothing"), theme.SMALL, theme.MUTED)]
        chance = Column([Label(words("summit.way", share=share), theme.FIGURE, single=True), Chance(size)], gap=2)
        return Row([Frame(chance, pad=0, wide=84, widest=84), Flow(told, gap=14, grow=1)], gap=12)

    def lies(self, goes: bool) -> list[Node]:
        """Every issue as it lies, and what both sides make of it."""
        words, data = self.words, self.summit.data
        rows: list[Node] = [Label(words("summit.package_lies"), theme.SMALL_STRONG, theme.BRASS)] if goes else []
        rows += [
            Row([Label(a.title, theme.SMALL, grow=1), Label(a.rung, theme.SMALL, theme.MUTED, align=1.0), Label(a.position.text, theme.SMALL_STRONG, theme.BRASS, single=True)], gap=10)
            for a in data.table.agendas
        ]  # fmt: skip
        look = data.outlook
        rows.append(Label(words("summit.would_sign", odds=look.odds_text), theme.SMALL_STRONG))
        if look.diet is not None:
            rows.append(Label(words("summit.passes", odds=look.diet.odds_text), theme.SMALL_STRONG))
        return rows

    def do(self) -> None:
        self.app.close(self)
        self.summit.choose(self.option)


class Chance(Node):
    """A chance as a bar."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def width(self, fonts: object) -> float:
        return 84.0

    def height(self, fonts: object, width: float) -> float:
        return 5.0

    def draw(self, painter, look) -> None:  # type: ignore[no-untyped-def]
        from pygame import FRect

        r = self.rect
        painter.rounded(r, theme.NIGHT, 2, edge=theme.EDGE)
        painter.rounded(FRect(r.x, r.y, max(4.0, r.w * self.share), r.h), theme.BRASS, 2)
