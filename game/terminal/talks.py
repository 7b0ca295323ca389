"""A negotiation as a table: where each issue stands between the two sides, the cards, and the votes at home."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from game.engine import Cause, Decision, Games, Program
from game.pack.bargaining import Negotiation
from game.players.bargain import Bargain
from game.players.knowledge import Knowledge
from game.presenter.readings import QUIET
from game.texts.formats import number, short
from game.texts.words import Words

from . import deal
from .blocks import Block, Line, Page, Part, Span
from .figures import Figures

WORD = re.compile(r"\w+")
WIDE = 100  # columns from which on a ladder has room between its rungs
PLAIN = ("headline", "margin", "cuts")  # told in words where they matter
HIDDEN = ("agreed[", "marker[", "contributed[", "brought[")


def talks_of(program: Program, decision: Decision) -> tuple[str, Negotiation] | None:
    """The negotiation that a decision belongs to."""
    for name, entry in program.pack.negotiations.items():
        if decision.phase.startswith(f"{name}_"):
            return name, entry.item
    return None


def introduction(figures: Figures, talks: Negotiation) -> list[Block]:
    """How a negotiation goes, for somebody who has never seen one."""
    page, words = Page(), figures.words
    asks, answers = figures.seat(talks.asks), figures.seat(talks.answers)
    page.heading(figures.text(talks.title), level=1)
    if talks.text:
        page.say(figures.text(talks.text))
    page.gap()
    mine = "talks.you_ask" if figures.knowledge.seat == talks.asks else "talks.you_answer"
    values = {"asks": asks.text, "answers": answers.text, "top": short(talks.top), "rounds": talks.rounds}
    points: list[str] = []
    for key in ("talks.ladder", mine, "talks.rounds", "talks.vote"):
        points.append(words(key, **values))
    if talks.ratification is not None:
        points.append(words("talks.ratify", title=figures.text(talks.ratification.title)))
    # a sentence may begin with a seat's name in small letters
    page.rows([[words("list.bullet"), f"{text[:1].upper()}{text[1:]}"] for text in points], "lf")
    return page.blocks


def issues(figures: Figures, games: Games) -> list[Block]:
    """Every issue in words: what is asked, what it risks, the compromise and who disagrees with it, rung by rung."""
    page, words, pack = Page(), figures.words, figures.program.pack
    page.heading(words("talks.issues"), level=1)
    values = figures.knowledge.values(games, [f"marker[{a}]" for a in pack.agendas])
    for agenda, entry in pack.agendas.items():
        item = entry.item
        page.heading(figures.text(item.title))
        for key, text in (
            ("stance", item.stance),
            ("risk", item.risk),
            ("compromise", item.compromise),
            ("counter", item.counter_view),
        ):
            if text is not None:
                page.say(Span(words(f"talks.{key}"), "strong"), figures.text(text))
        rows: list[list[Line]] = []
        for rung in item.rungs:
            sign = "●" if rung.at <= values[f"marker[{agenda}]"] else "·"
            rows.append(
                [Span(sign, spoken=""), short(rung.at), figures.text(rung.title), Span(figures.text(rung.text), "dim")]
            )
        page.rows(rows, "lrlf", indent=2)
        page.gap()
    if pack.info.view is not None:
        page.say(Span(figures.text(pack.info.view), "dim"))
    return page.blocks


def table(figures: Figures, bargain: Bargain, columns: int = 0) -> list[Block]:
    """The issues with their ladders, the hands of both sides, and what both sides may make of it."""
    page, words, program = Page(), figures.words, figures.program
    know, games, name, talks = figures.knowledge, bargain.games, bargain.name, bargain.terms
    turn = know.values(games, [f"{name}_round"]).get(f"{name}_round", 1.0)
    aside = words("talks.round", n=short(min(turn, talks.rounds)), rounds=talks.rounds)
    if figures.pictures:
        aside += f"   {words('talks.legend')}"
    page.heading(words("talks.table"), aside, level=2)
    names = [f"{kind}[{a}]" for a in program.pack.agendas for kind in ("marker", "agreed")]
    values = know.values(games, names)
    headline = know.values(games, ["headline"])["headline"]
    rows: list[list[Line]] = []
    for place, (agenda, entry) in enumerate(program.pack.agendas.items()):
        marker, agreed = values[f"marker[{agenda}]"], values[f"agreed[{agenda}]"]
        compromise = next((r.at for r in entry.item.rungs if r.compromise), float("nan"))
        rung = max(
            (r for r in entry.item.rungs if r.at <= marker + 1e-9), key=lambda r: r.at, default=entry.item.rungs[0]
        )
        title: list[Part] = [figures.text(entry.item.title)]
        if headline == place:
            title.append(Span(words("talks.headline"), "key"))
        where: list[Part] = [Span(number(marker), "strong")]
        if abs(marker - agreed) > 1e-9:
            where.append(Span(f"({figures.amount(f'marker[{agenda}]', marker - agreed)})"))
        weight = words("talks.a_rung", worth=number(bargain.rung_worth(agenda), 1)) if columns < WIDE else ""
        weight = weight or number(bargain.rung_worth(agenda), 1)
        steps = ladder(words, marker, agreed, compromise, talks.top, wide=columns >= WIDE)
        rows.append([title, steps, where, Span(weight, "dim"), figures.text(rung.title)])
    sides = words("talks.heads", answers=figures.seat(talks.answers).text, asks=figures.seat(talks.asks).text)
    heads = ["", sides, "", words("talks.rung_worth"), ""] if columns >= WIDE else []
    page.rows(rows, "lllrf", heads if figures.pictures else [sides])
    gain = know.values(games, [f"{name}_gain"])[f"{name}_gain"] if f"{name}_gain" in program.tracks else -1.0
    if gain >= 0:
        agenda = list(program.pack.agendas.values())[round(gain)]
        page.say(Span(words("talks.linking", title=figures.text(agenda.item.title)), "key"))
    line = hands(figures, games, talks)
    for called, value in scales(figures, games, name):
        line += [Span("   ", spoken="; "), f"{called}\u00a0", value]
    page.say(*line)
    page.add(deal.weighed(figures, bargain).blocks)
    return page.blocks


def ladder(words: Words, marker: float, agreed: float, compromise: float, top: float, wide: bool = True) -> Span:
    """An issue's ladder: ● where it lies, ○ where it was agreed last, ◇ the compromise."""
    cells = ["·"] * (int(top) + 1)
    for at, sign in ((compromise, "◇"), (agreed, "○"), (marker, "●")):
        if at == at:
            cells[max(0, min(int(top), round(at)))] = sign
    spoken = words(
        "talks.spoken", marker=short(marker), agreed=short(agreed), compromise=short(compromise), top=short(top)
    )
    return Span(("─" if wide else "").join(cells), spoken=spoken)


def hands(figures: Figures, games: Games, talks: Negotiation) -> list[Part]:
    """The cards that both sides still hold, on one line."""
    pack = figures.program.pack
    cards = pack.sets.get("card", ())
    names = [f"{side}_card[{c}]" for side in ("asks", "answers") for c in cards]
    values = figures.knowledge.values(games, names)
    line: list[Part] = []
    for side, seat in (("answers", talks.answers), ("asks", talks.asks)):
        held = [pack.members["card", c].parameters["worth"] for c in cards if values[f"{side}_card[{c}]"] > 0.5]
        text = " ".join(short(w) for w in held) or figures.words("talks.no_cards")
        shown = Span(f" {text}".replace(" ", "\u00a0"), "strong")
        line += [Span("   ", spoken="; ") if line else figures.words("talks.hand"), figures.seat(seat), shown]
    return line


def scales(figures: Figures, games: Games, name: str) -> list[tuple[str, Span]]:
    """The negotiation's own figures that the seat may know; of a sum and its parts only the sum.

    What the need is worked out from stands in its range already.
    """
    know: Knowledge = figures.knowledge
    lets, need = figures.program.pack.lets, figures.program.pack.negotiations[name].item.need
    mine = [n for n, g in know.gauges.items() if g.group == name and not n.startswith(HIDDEN) and n not in PLAIN]
    names = [n for n in mine if n not in WORD.findall(str(need))]
    parts = {w for n in names if n in lets for w in WORD.findall(str(lets[n].item.value))}
    values = know.values(games, [n for n in names if n not in parts])
    worth = {n: v for n, v in values.items() if v == v and (v or n not in figures.program.tracks)}
    return [(figures.price(n), Span(figures.value(n, v), "strong", whole=True)) for n, v in worth.items()]


def outcome(figures: Figures, games: Games, name: str, causes: Sequence[Cause]) -> list[Block]:
    """How a negotiation has ended: who signed and by how much, what was cut at home, and all that it changed.

    `causes` are those since the seat's vote. No blocks while the talks go on.
    """
    page, words, terms = Page(), figures.words, figures.program.pack.negotiations[name].item
    names = ["outcome", "signed_asks", "signed_answers", "margin"]
    seen = figures.knowledge.values(games, names)
    place = round(seen["outcome"])
    if not 1 <= place <= len(terms.outcomes):
        return []
    said: list[str] = []
    for side, seat in (("asks", terms.asks), ("answers", terms.answers)):
        key = "talks.signed" if seen[f"signed_{side}"] > 0.5 else "talks.refused"
        said.append(words(key, seat=figures.seat(seat).text))
    margin = seen["margin"]
    if margin == margin:
        key = "talks.above" if margin >= 0 else "talks.below"
        said.append(words(key, seat=figures.seat(terms.asks).text, n=number(abs(margin), 1)))
    cut = sums(c for c in causes if c.id == f"{name}_cut" and c.track.startswith("marker["))
    for track, amount in cut.items():
        agenda = figures.program.pack.agendas[track[len("marker[") : -1]].item
        said.append(words("talks.cut", title=figures.text(agenda.title), n=short(-amount)))
    title = figures.text(terms.outcomes[place - 1].title)
    page.say(Span(words("talks.outcome", text=title), "strong"))
    page.say(words("list.stop").join(said) + words("list.end"), indent=2)
    page.say(*effects(figures, sums(c for c in causes if c.phase.startswith(f"{name}_")), name), indent=2)
    return page.blocks


def effects(figures: Figures, amounts: dict[str, float], name: str) -> list[Part]:
    """What the end of a negotiation changed outside it, the largest changes first."""
    outside = [t for t in amounts if t in figures.gauges and figures.gauges[t].group not in (name, *QUIET)]
    line: list[Part] = []
    for track in sorted(outside, key=lambda t: -figures.weight(t, amounts[t])):
        change = figures.change(track, amounts[track], arrow=False)
        if change.text:
            line += [figures.words("list.comma")] * bool(line) + [f"{figures.title(track)}\u00a0", change]
    return line


def sums(causes: Iterable[Cause]) -> dict[str, float]:
    """Causes added up by track."""
    found: dict[str, float] = {}
    for cause in causes:
        found[cause.track] = found.get(cause.track, 0.0) + cause.amount
    return found
