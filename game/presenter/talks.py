"""A negotiation as a table: issues, hands, contributions, what was offered so far, and how it has ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.engine import Cause, Games, parse_move
from game.pack.bargaining import Negotiation
from game.players.bargain import Bargain
from game.players.table import Table
from game.texts.formats import number, short

from .bargains import Diet, Result, Weighed, at_the_vote, bargain_of, diet, gambit, results, weighed
from .board import Agenda, agendas
from .figures import Figures
from .menu import PASS
from .readings import QUIET
from .values import Change, Value

WORD = re.compile(r"\w+")
PLAIN = ("headline", "margin", "cuts")  # told in words where they matter
HIDDEN = ("agreed[", "marker[", "contributed[", "brought[")


@dataclass(frozen=True)
class HeldCard:
    """A staff card: its worth, and whether it is still in the hand."""

    id: str
    worth: float
    held: bool


@dataclass(frozen=True)
class Hand:
    """The cards of one side; `mine` where the seat holds them. `best`: the issue its staff know best, "" for none."""

    seat: str
    seat_title: str
    mine: bool
    cards: tuple[HeldCard, ...]
    best: str


@dataclass(frozen=True)
class Gift:
    """Something that may be brought to the table besides the issues; `brought` now, `before` at an earlier summit."""

    id: str
    title: str
    text: str
    brought: bool
    before: bool


@dataclass(frozen=True)
class Scale:
    """A figure of the negotiation itself, such as the worth of what is offered."""

    id: str
    title: str
    value: Value


@dataclass(frozen=True)
class Offer:
    """A move at the table: whose, what, the sentence given for it, and which issues moved by it (id, title, change)."""

    seat: str
    seat_title: str
    option: str
    title: str
    say: str
    steps: tuple[tuple[str, str, Change], ...]


@dataclass(frozen=True)
class Move:
    """What an open option does to the table at once, in words ("" where it waits for an answer); a special move, such as
    a bluff or walking out, has the ways in which it may turn out."""

    index: int
    id: str
    note: str
    ways: tuple[Result, ...]


@dataclass(frozen=True)
class TalksTable:
    """Everything on the table. `linking` is the issue that a link would lower while its price is being chosen."""

    id: str
    title: str
    text: str
    asks: str
    answers: str
    round: int
    rounds: int
    link: float
    agendas: tuple[Agenda, ...]
    hands: tuple[Hand, ...]
    gifts: tuple[Gift, ...]
    gifts_most: int
    scales: tuple[Scale, ...]
    offers: tuple[Offer, ...]
    linking: str
    weighed: Weighed
    diet: Diet | None


def table(figures: Figures, seated: Table, bargain: Bargain | None = None) -> TalksTable | None:
    """The negotiation at hand; None where none is on. `bargain` where it has been worked out already."""
    found = bargain or bargain_of(figures, seated)
    if found is None:
        return None
    terms, name, know = found.terms, found.name, figures.knowledge
    turn = know.values(found.games, [f"{name}_round"]).get(f"{name}_round", 1.0)
    return TalksTable(
        id=name, title=figures.text(terms.title), text=figures.text(terms.text),
        asks=figures.seat_title(terms.asks), answers=figures.seat_title(terms.answers),
        round=int(min(turn, terms.rounds)), rounds=terms.rounds, link=terms.link,
        agendas=agendas(figures, seated), hands=hands(figures, found.games, terms), gifts=gifts(figures, found.games),
        gifts_most=terms.contributions, scales=scales(figures, found.games, name),
        offers=offers(figures, seated, name), linking=linking(figures, found), weighed=weighed(figures, found),
        diet=diet(figures, found),
    )  # fmt: skip


def introduction(figures: Figures, terms: Negotiation) -> tuple[str, ...]:
    """How a negotiation goes, point by point, for somebody who has never seen one."""
    mine = "talks.you_ask" if figures.knowledge.seat == terms.asks else "talks.you_answer"
    values = {
        "asks": figures.seat_title(terms.asks), "answers": figures.seat_title(terms.answers), "top": short(terms.top),
        "rounds": terms.rounds,
    }  # fmt: skip
    points = [figures.words(key, **values) for key in ("talks.ladder", mine, "talks.rounds", "talks.vote")]
    if terms.ratification is not None:
        points.append(figures.words("talks.ratify", title=figures.text(terms.ratification.title)))
    # a sentence may begin with a seat's name in small letters
    return tuple(f"{text[:1].upper()}{text[1:]}" for text in points)


def linking(figures: Figures, bargain: Bargain) -> str:
    """The issue that a link being made would lower, "" where none is."""
    name = f"{bargain.name}_gain"
    gain = figures.knowledge.value(bargain.games, name) if name in bargain.program.tracks else -1.0
    if not gain >= 0:
        return ""
    return figures.text(list(bargain.program.pack.agendas.values())[round(gain)].item.title)


def hands(figures: Figures, games: Games, terms: Negotiation) -> tuple[Hand, ...]:
    """The cards of both sides, the answering side first; what the seat may not see is not held."""
    pack = figures.program.pack
    cards = pack.sets.get("card", ())
    values = figures.knowledge.values(games, [f"{side}_card[{c}]" for side in ("asks", "answers") for c in cards])
    found: list[Hand] = []
    for side, seat in (("answers", terms.answers), ("asks", terms.asks)):
        held = tuple(
            HeldCard(c, pack.members["card", c].parameters["worth"], values[f"{side}_card[{c}]"] > 0.5) for c in cards
        )
        best = getattr(terms.speciality, side)
        title = figures.text(pack.agendas[best].item.title) if best else ""
        found.append(Hand(seat, figures.seat_title(seat), seat == figures.knowledge.seat, held, title))
    return tuple(found)


def gifts(figures: Figures, games: Games) -> tuple[Gift, ...]:
    """What may be brought besides the issues, and what has been."""
    pack, know = figures.program.pack, figures.knowledge
    names = [f"{kind}[{c}]" for c in pack.contributions for kind in ("brought", "contributed")]
    values = know.values(games, names)
    return tuple(
        Gift(
            c,
            figures.text(e.item.title),
            figures.text(e.item.text),
            values[f"brought[{c}]"] > 0.5,
            values[f"contributed[{c}]"] > 0.5,
        )
        for c, e in pack.contributions.items()
    )


def scales(figures: Figures, games: Games, name: str) -> tuple[Scale, ...]:
    """The negotiation's own figures that the seat may know; of a sum and its parts only the sum.

    What the need is worked out from stands in its range already.
    """
    know = figures.knowledge
    lets, need = figures.program.pack.lets, figures.program.pack.negotiations[name].item.need
    mine = [n for n, g in know.gauges.items() if g.group == name and not n.startswith(HIDDEN) and n not in PLAIN]
    names = [n for n in mine if n not in WORD.findall(str(need))]
    parts = {w for n in names if n in lets for w in WORD.findall(str(lets[n].item.value))}
    values = know.values(games, [n for n in names if n not in parts])
    worth = {n: v for n, v in values.items() if v == v and (v or n not in figures.program.tracks)}
    return tuple(Scale(n, figures.price(n), Value(v, figures.value(n, v))) for n, v in worth.items())


def offers(figures: Figures, seated: Table, name: str) -> tuple[Offer, ...]:
    """The moves at the table since the talks of this turn began, in their order; passing is one, too."""
    program = figures.program
    decision = seated.decision
    turn = program.turns[-1] if decision is None else decision.turn_id
    says = iter(t for t in seated.told if not t.how)
    found: list[Offer] = []
    for index, text in enumerate(seated.record.moves):
        move = parse_move(text)
        heard = next(says, None) if move.seat in seated.policies else None
        if move.turn != turn or not move.phase.startswith(f"{name}_"):
            continue
        if move.option in program.layout.uses and figures.knowledge.seat in program.kept_from(move.option):
            continue
        phase = program.pack.phases[move.phase].item
        option = program.pack.options.get(move.option)
        title = phase.passing if move.option == PASS else option.item.title if option else None
        steps = sums(c for c in seated.causes_of(index) if c.track.startswith("marker["))
        say = figures.text(heard.say) if heard is not None else ""
        found.append(
            Offer(
                move.seat, figures.seat_title(move.seat), move.option, figures.text(title), say,
                tuple(step(figures, track, amount) for track, amount in steps.items() if abs(amount) > 1e-9),
            )
        )  # fmt: skip
    return tuple(found)


def step(figures: Figures, track: str, amount: float) -> tuple[str, str, Change]:
    """A move of an issue's marker."""
    agenda = track[len("marker[") : -1]
    title = figures.text(figures.program.pack.agendas[agenda].item.title)
    return agenda, title, Change(amount, figures.amount(track, amount))


def moves(figures: Figures, seated: Table, bargain: Bargain | None = None) -> tuple[Move, ...]:
    """What each open option of the negotiation does at once; none where the bargaining is over. A move is played in forty
    worlds: about 15 ms each."""
    decision = seated.decision
    found = bargain or bargain_of(figures, seated)
    if found is None or decision is None or at_the_vote(found, decision):
        return ()
    special = {g.id for g in found.terms.gambits}
    legal = seated.program.legal(seated.games)[:, 0]
    return tuple(
        Move(
            c.index,
            c.id,
            results(figures, found, decision, c.index),
            gambit(figures, found, c.index) if c.id in special else (),
        )
        for c in decision.options
        if legal[c.index]
    )


@dataclass(frozen=True)
class Cut:
    """A clause that parliament has cut, by so many rungs."""

    agenda: str
    title: str
    rungs: float


@dataclass(frozen=True)
class Outcome:
    """How a negotiation has ended: `id` of the outcome, who signed, how far above or below its need the asking side came
    (NaN where the seat does not know), what was cut at home, all that it changed outside the talks, and the sentences."""

    id: str
    title: str
    text: str
    signed: tuple[tuple[str, bool], ...]
    margin: float
    cuts: tuple[Cut, ...]
    sentences: tuple[str, ...]
    changes: tuple[tuple[str, str, Change], ...]
    agendas: tuple[tuple[str, float], ...]


def outcome(figures: Figures, games: Games, name: str, causes: Sequence[Cause]) -> Outcome | None:
    """How a negotiation has ended; `causes` are those since the seat's vote. None while the talks go on."""
    words, pack = figures.words, figures.program.pack
    terms = pack.negotiations[name].item
    seen = figures.knowledge.values(games, ["outcome", "signed_asks", "signed_answers", "margin"])
    place = round(seen["outcome"])
    if not 1 <= place <= len(terms.outcomes):
        return None
    said: list[str] = []
    signed: list[tuple[str, bool]] = []
    for side, seat in (("asks", terms.asks), ("answers", terms.answers)):
        signed.append((seat, seen[f"signed_{side}"] > 0.5))
        said.append(words("talks.signed" if signed[-1][1] else "talks.refused", seat=figures.seat_title(seat)))
    margin = seen["margin"]
    if margin == margin:
        key = "talks.above" if margin >= 0 else "talks.below"
        said.append(words(key, seat=figures.seat_title(terms.asks), n=number(abs(margin), 1)))
    cuts: list[Cut] = []
    for track, amount in sums(c for c in causes if c.id == f"{name}_cut" and c.track.startswith("marker[")).items():
        agenda = track[len("marker[") : -1]
        cuts.append(Cut(agenda, figures.text(pack.agendas[agenda].item.title), -amount))
        said.append(words("talks.cut", title=cuts[-1].title, n=short(-amount)))
    ended = terms.outcomes[place - 1]
    agreed = figures.knowledge.values(games, [f"agreed[{a}]" for a in pack.agendas])
    return Outcome(
        ended.id, figures.text(ended.title), figures.text(ended.text), tuple(signed), margin, tuple(cuts), tuple(said),
        changes(figures, sums(c for c in causes if c.phase.startswith(f"{name}_")), name),
        tuple((a, agreed[f"agreed[{a}]"]) for a in pack.agendas),
    )  # fmt: skip


@dataclass(frozen=True)
class Agreed:
    """An issue once a negotiation has ended: the rung that binds `now`, the one `before` the talks, how many rungs
    parliament has cut of what was signed, and the words of the rung that binds."""

    id: str
    title: str
    now: float
    before: float
    cut: float
    top: float
    rung: str


def agreed(figures: Figures, seated: Table, ended: Outcome, causes: Sequence[Cause]) -> tuple[Agreed, ...]:
    """Where every issue lies after a negotiation; `causes` as for `outcome`."""
    moved = sums(c for c in causes if c.track.startswith("agreed["))
    cut = {c.agenda: c.rungs for c in ended.cuts}
    found: list[Agreed] = []
    for agenda in agendas(figures, seated):
        now = agenda.agreed.number
        rung = next((r.title for r in reversed(agenda.rungs) if r.at <= now + 1e-9), agenda.rungs[0].title)
        before = now - moved.get(f"agreed[{agenda.id}]", 0.0)
        found.append(Agreed(agenda.id, agenda.title, now, before, cut.get(agenda.id, 0.0), agenda.top, rung))
    return tuple(found)


def changes(figures: Figures, amounts: dict[str, float], name: str) -> tuple[tuple[str, str, Change], ...]:
    """What the end of a negotiation changed outside it (id, title, change), the largest changes first."""
    outside = [t for t in amounts if t in figures.gauges and figures.gauges[t].group not in (name, *QUIET)]
    found: list[tuple[str, str, Change]] = []
    for track in sorted(outside, key=lambda t: -figures.weight(t, amounts[t])):
        change = figures.changed(track, amounts[track])
        if change:
            found.append((track, figures.title(track), change))
    return tuple(found)


def sums(causes: Iterable[Cause]) -> dict[str, float]:
    """Causes added up by track."""
    found: dict[str, float] = {}
    for cause in causes:
        found[cause.track] = found.get(cause.track, 0.0) + cause.amount
    return found
