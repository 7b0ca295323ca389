"""What one's own moves at a negotiation's table would come to: where a marker would stand, and what both sides make of it.

A plan is a whole move: an issue and the card that moves it, or a card (or none) against what the other side asks.

    parts(figures, seated)              what each option at hand is about
    plans(figures, seated, bargain, a)  every way of moving issue `a`, the lowest rung first

Each is played by the engine in worlds that the seat may believe in (`players.bargain`), about 4 ms a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from game.engine import Choice, Decision, Games, Program
from game.players.bargain import Bargain, Spread
from game.players.table import Table

from .bargains import Diet, Range, percent, spread
from .figures import Figures
from .menu import PASS
from .negotiations import talks_of

Kind = Literal["gift", "issue", "card", "link", "price", "package", "gambit", "sign", "refuse", "pass", "other"]
KINDS: dict[str, Kind] = {
    "bring": "gift", "offer": "issue", "hold": "issue", "demand": "issue", "lead_card": "card", "demand_card": "card",
    "resist": "card", "insist": "card", "link": "link", "price": "price", "package": "package",
    "sign_asks": "sign", "sign_answers": "sign", "refuse_asks": "refuse", "refuse_answers": "refuse",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """What an option of a negotiation is: its kind, and the issue, card or contribution it is about ("" for none)."""

    index: int
    id: str
    kind: Kind
    target: str
    legal: bool


@dataclass(frozen=True)
class Outlook:
    """What both sides would make of the table: what it is worth to the asking side beside its need, the share of worlds
    in which it would sign, and the vote at home (None where nothing is ratified)."""

    need: Range
    worth: Range
    odds: float
    odds_text: str
    diet: Diet | None


@dataclass(frozen=True)
class Plan:
    """A whole move of an issue's marker: `options` to be played one after the other.

    The marker goes from `start` to `end`; where the other side may play a card against it (`answered`), that is where it
    ends if they let it pass, and `pushed` where it ends if they play their best. `card` is "" where none is played.
    """

    options: tuple[str, ...]
    agenda: str
    title: str
    card: str
    start: float
    end: float
    pushed: float
    answered: bool
    outlook: Outlook

    @property
    def way(self) -> int:
        """1 up, -1 down, 0 for a marker that stays."""
        return (self.end > self.start) - (self.end < self.start)


def parts(figures: Figures, seated: Table) -> tuple[Part, ...]:
    """What each option of the decision at hand is about; none where no negotiation is on."""
    decision = seated.decision
    found = None if decision is None else talks_of(seated.program, decision)
    if decision is None or found is None:
        return ()
    name, terms = found
    legal = seated.program.legal(seated.games)[:, 0]
    gambits = {g.id for g in terms.gambits}
    return tuple(part(name, gambits, choice, bool(legal[choice.index])) for choice in decision.options)


def part(name: str, gambits: set[str], choice: Choice, legal: bool) -> Part:
    """What one option is about."""
    stem, _, target = choice.id.partition("[")
    kind = KINDS.get(stem.removeprefix(f"{name}_"), "other") if stem.startswith(f"{name}_") else "other"
    if choice.id == PASS:
        kind = "pass"
    elif choice.id in gambits:
        kind = "gambit"
    return Part(choice.index, choice.id, kind, target.removesuffix("]"), legal)


def outlook(figures: Figures, bargain: Bargain, then: Games | None = None) -> Outlook:
    """What both sides would make of the table in some worlds; as it lies now by default."""
    program, worlds = bargain.program, bargain.worlds if then is None else then
    worth, need = program.values(worlds, "satisfaction"), program.values(worlds, "need_now")
    odds = float((worth >= need).mean())
    law, home = bargain.terms.ratification, None
    if law is not None:
        votes, bar = program.values(worlds, "vote_now"), program.evaluate(bargain.worlds, law.bar)
        passes = float((votes >= bar).mean())
        home = Diet(
            figures.text(law.title), figures.text(law.text), spread(figures, Spread.of(votes)),
            spread(figures, Spread.of(bar)), float((votes - bar).mean()), passes, percent(passes),
        )  # fmt: skip
    return Outlook(spread(figures, Spread.of(need)), spread(figures, Spread.of(worth)), odds, percent(odds), home)


def after(figures: Figures, bargain: Bargain, option: int) -> Outlook:
    """What both sides would make of the table right after an option of the decision at hand."""
    return outlook(figures, bargain, tried(bargain.program, bargain.worlds, option))


def plans(figures: Figures, seated: Table, bargain: Bargain, agenda: str) -> tuple[Plan, ...]:
    """Every way in which the seat may move an issue now, the lowest rung first."""
    decision = seated.decision
    if decision is None or decision.seat != figures.knowledge.seat:
        return ()
    found = [plan(figures, bargain, agenda, steps, worlds) for steps, worlds in played(bargain, decision, agenda)]
    return tuple(sorted(found, key=lambda p: (p.end, p.start, p.card)))


def played(bargain: Bargain, decision: Decision, agenda: str) -> Iterator[tuple[tuple[str, ...], Games]]:
    """The moves that are about an issue, each with the worlds right after it, before the other side answers."""
    program, worlds, gambits = bargain.program, bargain.worlds, {g.id for g in bargain.terms.gambits}
    here = on_table(bargain) == agenda
    for one in open_parts(program, bargain.name, gambits, decision, worlds):
        if one.kind == "issue" and one.target == agenda:
            opened = tried(program, worlds, one.index)
            then = program.decision(opened)
            if then is None or then.phase not in (f"{bargain.name}_card_asks", f"{bargain.name}_card_answers"):
                yield (one.id,), opened  # a single card was left, and it has been played
                continue
            for card in open_parts(program, bargain.name, gambits, then, opened):
                if card.kind == "card":
                    yield (one.id, card.id), tried(program, opened, card.index)
        elif here and (one.kind == "card" or (one.kind == "pass" and "_reply_" in decision.phase)):
            yield (one.id,), tried(program, worlds, one.index)


def open_parts(program: Program, name: str, gambits: set[str], decision: Decision, worlds: Games) -> list[Part]:
    legal = program.legal(worlds)[:, 0]
    return [part(name, gambits, c, True) for c in decision.options if legal[c.index]]


def on_table(bargain: Bargain) -> str:
    """The issue that a card is being played on, "" for none."""
    place = round(float(bargain.program.values(bargain.worlds, f"{bargain.name}_agenda")[0]))
    return bargain.agendas[place] if 0 <= place < len(bargain.agendas) else ""


def tried(program: Program, worlds: Games, option: int) -> Games:
    """The worlds after an option."""
    found = worlds.copy()
    program.play(found, np.full(found.n, option))
    return found


def plan(figures: Figures, bargain: Bargain, agenda: str, steps: tuple[str, ...], worlds: Games) -> Plan:
    """A plan from the worlds right after its last option."""
    program, name = bargain.program, bargain.name
    row = program.tracks[f"marker[{agenda}]"].row
    then, ends = program.decision(worlds), list[float]()
    if then is not None and then.phase.startswith(f"{name}_reply_") and then.seat != figures.knowledge.seat:
        answers = open_parts(program, name, set(), then, worlds)
        ends = [float(tried(program, worlds, a.index).S[row, 0]) for a in answers if a.kind == "card"]
        worlds = tried(program, worlds, next(a.index for a in answers if a.kind == "pass"))
    start, end = float(bargain.worlds.S[row, 0]), float(worlds.S[row, 0])
    pushed = max(ends, key=lambda e: abs(e - end), default=end)
    title = figures.text(program.pack.agendas[agenda].item.title)
    return Plan(
        steps, agenda, title, spent(bargain, worlds), start, end, pushed, bool(ends), outlook(figures, bargain, worlds)
    )


def spent(bargain: Bargain, worlds: Games) -> str:
    """The card that was in the seat's hand before and is not after, "" for none."""
    program, side = bargain.program, "asks" if bargain.seat == bargain.terms.asks else "answers"
    rows = {c: program.tracks[f"{side}_card[{c}]"].row for c in program.pack.sets.get("card", ())}
    return next((c for c, row in rows.items() if bargain.worlds.S[row, 0] > 0.5 > worlds.S[row, 0]), "")
