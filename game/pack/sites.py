"""Where formulas and effects stand in a pack: one walk over all entries, so that every check sees the same list.

A `Site` is a formula with the context in which it is read: what its names are bound to, whether it has to be a
condition, whether it may be random, and which seat looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .base import Effect, FormulaText, Need
from .expand import NOTHING, Bound, Entry
from .formula import bind_text
from .near import FormulaError
from .schema import Draw

if TYPE_CHECKING:
    from .model import Pack

Path = tuple[str | int, ...]
SCORE = ("mean", "least", "lost")


@dataclass(frozen=True, slots=True)
class Site:
    """A formula in its place.

    kind, id  the entry; path the keys below its table
    boolean   True for a condition, False for a number
    role      what it is for: start, need, cost, prefer, guess, weight, chance, value, amount …
    seat      the seat that must be able to see what it reads, or ""
    owner     the track that an effect's formula changes, or ""
    """

    kind: str
    id: str
    path: Path
    text: FormulaText
    bound: Bound
    boolean: bool
    role: str
    random: bool = False
    extra: tuple[str, ...] = ()
    seat: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class EffectSite:
    """An effect in its place; `certain` when no when, chance or after stands over it."""

    kind: str
    id: str
    path: Path
    effect: Effect
    bound: Bound
    certain: bool


def sites(pack: Pack) -> Iterator[Site]:
    """Every formula of the pack except those inside effects."""
    for name, e in pack.tracks.items():
        kind = "flag" if name in pack.flags else "track"
        t = e.item
        if not isinstance(t.start, Draw):
            yield Site(kind, name, ("start",), t.start, e.bound, False, "start")
        for seat, text in t.seen_if.items():
            yield Site(kind, name, ("seen_if", seat), text, e.bound, True, "seen_if", seat=seat)
        if t.guess is not None:
            yield Site(kind, name, ("guess",), t.guess, e.bound, False, "guess")
    for name, e in pack.lets.items():
        yield Site("let", name, ("value",), e.item.value, e.bound, False, "value")
    for name, e in pack.flows.items():
        yield Site("flow", name, ("add",), e.item.add, e.bound, False, "amount", True)
        if e.item.when is not None:
            yield Site("flow", name, ("when",), e.item.when, e.bound, True, "when", True)
    for name, e in pack.rules.items():
        if e.item.when is not None:
            yield Site("rule", name, ("when",), e.item.when, e.bound, True, "when", e.item.repeat == 1)
    for name, e in pack.phases.items():
        if e.item.when is not None:
            yield Site("phase", name, ("when",), e.item.when, e.bound, True, "when")
        yield Site("phase", name, ("quiet",), e.item.quiet, e.bound, False, "weight")
    yield from _decisions(pack)
    yield from _score(pack)
    for name, e in pack.scenarios.items():
        for track, start in e.item.start.items():
            bound = pack.tracks[track].bound if track in pack.tracks else NOTHING
            if not isinstance(start, Draw):
                yield Site("scenario", name, ("start", track), start, bound, False, "start")


def _decisions(pack: Pack) -> Iterator[Site]:
    for name, e in pack.options.items():
        phase = pack.phases.get(e.item.phase)
        seat = phase.item.seat if phase else ""
        for track, text in e.item.cost.items():
            yield Site("option", name, ("cost", track), text, e.bound, False, "cost", seat=seat)
        yield from _needs("option", name, (), e.item.needs, e.bound, seat)
    for name, e in pack.events.items():
        if e.item.when is not None:
            yield Site("event", name, ("when",), e.item.when, e.bound, True, "when")
        yield Site("event", name, ("weight",), e.item.weight, e.bound, False, "weight")
        for key, choice in e.item.choice.items():
            yield from _needs("event", name, ("choice", key), choice.needs, e.bound, e.item.seat)
    for name, e in pack.doctrines.items():
        for i, rule in enumerate(e.item.prefer):
            # most options that a pattern means have the same bound names, or none
            bounds = {tuple(bound.items()): bound for _, bound in pack.matching(rule.option)}
            for bound in bounds.values():
                yield Site(
                    "doctrine", name, ("prefer", i, "value"), rule.value, bound, False, "prefer", seat=e.item.seat
                )
                if rule.when is not None:
                    yield Site(
                        "doctrine", name, ("prefer", i, "when"), rule.when, bound, True, "prefer", seat=e.item.seat
                    )


def _needs(kind: str, name: str, path: Path, needs: Sequence[Need], bound: Bound, seat: str) -> Iterator[Site]:
    for i, need in enumerate(needs):
        yield Site(kind, name, (*path, "needs", i, "that"), need.that, bound, True, "need", seat=seat)


def _score(pack: Pack) -> Iterator[Site]:
    for name, e in pack.endings.items():
        yield Site("ending", name, ("when",), e.item.when, e.bound, True, "when", extra=SCORE)
    for name, e in pack.dimensions.items():
        yield Site("dimension", name, ("value",), e.item.value, e.bound, False, "value")
    for name, e in pack.totals.items():
        yield Site("total", name, ("value",), e.item.value, e.bound, False, "value", extra=SCORE)
    for name, e in pack.goals.items():
        yield Site("goal", name, ("value",), e.item.value, e.bound, True, "value")
    for name, e in pack.accounts.items():
        yield Site("account", name, ("value",), e.item.value, e.bound, False, "value")


def bundles(pack: Pack) -> Iterator[tuple[str, Entry[Any], Path, Sequence[Effect]]]:
    """Every list of effects that is applied at once: (kind, entry, path, effects)."""
    for kind, entries in _acting(pack).items():
        for e in entries.values():
            yield kind, e, ("effects",), e.item.effects
    for e in pack.events.values():
        for key, choice in e.item.choice.items():
            yield "event", e, ("choice", key, "effects"), choice.effects
    for e in pack.agendas.values():
        for i, rung in enumerate(e.item.rungs):
            yield "agenda", e, ("rungs", i, "effects"), rung.effects
    for e in pack.negotiations.values():
        for i, outcome in enumerate(e.item.outcomes):
            yield "negotiation", e, ("outcomes", i, "effects"), outcome.effects
        for i, gambit in enumerate(e.item.gambits):
            yield "negotiation", e, ("gambits", i, "effects"), gambit.effects
        yield "negotiation", e, ("agreed",), e.item.agreed
        if e.item.ratification is not None:
            yield "negotiation", e, ("ratification", "cut"), e.item.ratification.cut


def _acting(pack: Pack) -> Mapping[str, Mapping[str, Entry[Any]]]:
    return {"rule": pack.rules, "option": pack.options, "event": pack.events, "contribution": pack.contributions}


def negotiation_sites(pack: Pack) -> Iterator[Site]:
    """The formulas of negotiations as their authors wrote them, before they became rules."""
    for name, e in pack.contributions.items():
        yield Site("contribution", name, ("value",), e.item.value, e.bound, False, "value")
        yield from _needs("contribution", name, (), e.item.needs, e.bound, _answers(pack))
    for name, e in pack.negotiations.items():
        n = e.item
        if n.satisfaction is not None:
            yield Site("negotiation", name, ("satisfaction",), n.satisfaction, e.bound, False, "value")
        yield Site("negotiation", name, ("need",), n.need, e.bound, False, "amount", True)
        if n.ratification is not None:
            yield Site("negotiation", name, ("ratification", "vote"), n.ratification.vote, e.bound, False, "value")
            yield Site("negotiation", name, ("ratification", "bar"), n.ratification.bar, e.bound, False, "amount", True)
        for i, outcome in enumerate(n.outcomes):
            yield Site("negotiation", name, ("outcomes", i, "when"), outcome.when, e.bound, True, "when", True)
        for i, gambit in enumerate(n.gambits):
            seat = n.asks if gambit.side == "asks" else n.answers
            yield from _needs("negotiation", name, ("gambits", i), gambit.needs, e.bound, seat)


def _answers(pack: Pack) -> str:
    return next((e.item.answers for e in pack.negotiations.values()), "")


Complain = Callable[[Path, FormulaError], None]


def effect_sites(
    pack: Pack, kind: str, name: str, path: Path, effects: Sequence[Effect], bound: Bound, complain: Complain,
    certain: bool = True,
) -> Iterator[EffectSite]:  # fmt: skip
    """Every effect of a list, `each` unrolled, branches before what is inside them.

    An `each` that cannot be read goes to `complain`, and what it would repeat is left out.
    """
    for i, effect in enumerate(effects):
        here = (*path, i)
        sure = certain and effect.when is None and effect.chance is None and not effect.after
        try:
            unrolled = pack.effects(bound, (effect,))
        except FormulaError as e:
            complain((*here, "each"), e)
            continue
        for one, inner in unrolled:
            yield EffectSite(kind, name, here, one, inner, sure)
            yield from effect_sites(pack, kind, name, (*here, "then"), one.then, inner, complain, False)
            yield from effect_sites(pack, kind, name, (*here, "else"), one.otherwise, inner, complain, False)


def effect_formulas(site: EffectSite) -> Iterator[Site]:
    """The formulas of one effect, without those of its branches."""
    e = site.effect
    owner = bind_text(e.track, site.bound)
    for key, boolean in (
        ("when", True),
        ("chance", False),
        ("add", False),
        ("set", False),
        ("scale", False),
        ("toward", False),
        ("by", False),
    ):
        text = getattr(e, key)
        if text is not None:
            role = key if key in ("when", "chance", "set") else "amount"
            yield Site(site.kind, site.id, (*site.path, key), text, site.bound, boolean, role, True, owner=owner)
