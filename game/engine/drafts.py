"""The first pass of compiling: every effect lowered, every formula parsed, nothing written yet.

All rows have to be known before a unit is written: tracks, uses, delays, and the registers of `ago` and
`used(id, n)` wherever a formula looks back. So this pass makes drafts, and remembers every tree it parsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.pack import Pack
from game.pack.base import Effect, FormulaText, Need, Text
from game.pack.schema import Draw
from game.pack.tree import ONE, Node, const

from . import sentences
from .actions import Bound, Changes, Delayed, Lowering, both, only
from .deck import ENOUGH, Requirement
from .layout import Layout

PASS = "pass"


@dataclass(frozen=True)
class Start:
    """A track's start: a formula, or a draw."""

    track: str
    row: int
    node: Node | None
    draw: Draw | None


@dataclass
class ActionDraft:
    """An action before the second pass."""

    rule: str
    kind: str
    id: str
    title: Text
    phase: str
    changes: Changes
    costs: int = 0


@dataclass
class CardDraft:
    """A card before the second pass."""

    draft: ActionDraft
    text: Text | None
    needs: list[Requirement]
    price: tuple[tuple[str, Node], ...] = ()
    office: str = ""
    source_id: tuple[str, ...] = ()
    per_turn: int = 32000
    weight: Node = ONE


class Drafting:
    """Reads a pack for one scenario; `Compiler` makes actions and decks of what it drafts."""

    def __init__(self, pack: Pack, scenario_id: str, profile: str) -> None:
        self.pack = pack
        self.scenario_id = scenario_id or pack.info.scenario
        self.scenario = pack.scenarios[self.scenario_id].item
        self.profile = profile or self.scenario.profile or pack.info.profile
        self.layout = Layout()
        self.seen: list[Node] = []
        self.delayed: list[Delayed] = []
        self.nodes: dict[tuple[str, str], Node] = {}

    # the reader that lowering uses: parses, and remembers every tree for the registers

    def parse(self, text: FormulaText, bound: Bound, *, boolean: bool | None = None, random: bool = False) -> Node:
        node = self.pack.parse(text, bound, boolean=boolean, random=random)
        self.seen.append(node)
        return node

    def reference(self, track: str, bound: Bound) -> str:
        return self.pack.reference(track, bound)

    def effects(self, bound: Bound, effects: Sequence[Effect]) -> Sequence[tuple[Effect, Bound]]:
        return self.pack.effects(bound, effects)

    # first pass

    def use_names(self) -> list[str]:
        """Everything that can be used, deck by deck, so that a deck's use rows stand together."""
        names: list[str] = []
        for phase_id, phase in self.pack.phases.items():
            if phase.item.kind == "choose":
                names += [o for o, e in self.pack.options.items() if e.item.phase == phase_id]
                names.append(f"{PASS}:{phase_id}")
            elif phase.item.kind == "events":
                events = self.events_of(phase_id)
                names += [*events, f"{PASS}:{phase_id}"]
                for seat in self.pack.seats:
                    names += [f"{v}.{c}" for v in events for c in self.answers_of(v, seat)]
                    names.append(f"{PASS}:{phase_id}:{seat}")
        return names

    def events_of(self, phase: str) -> list[str]:
        off = set(self.scenario.events_off)
        return [v for v, e in self.pack.events.items() if e.item.phase == phase and v not in off]

    def answers_of(self, event: str, seat: str) -> list[str]:
        item = self.pack.events[event].item
        return list(item.choice) if item.seat == seat else []

    def figures(self) -> dict[str, float]:
        """Each figure's value in this profile; one that has none there keeps the pack's own profile's."""
        default = self.pack.info.profile
        return {
            name: e.item.values.get(self.profile, e.item.values.get(default, next(iter(e.item.values.values()))))
            for name, e in self.pack.figures.items()
        }

    def start(self, name: str) -> Start:
        entry = self.pack.tracks[name]
        start = self.scenario.start.get(name, entry.item.start)
        row = self.layout.tracks[name]
        if isinstance(start, Draw):
            return Start(name, row, None, start)
        return Start(name, row, self.parse(start, entry.bound, boolean=False), None)

    def lower(
        self, rule: str, title: Text, effects: Sequence[Effect], bound: Bound, when: Node | None = None
    ) -> Changes:
        return Lowering(self, self.layout, rule, title, self.delayed).run(effects, bound, when)

    def rule(self, kind: str, name: str) -> tuple[ActionDraft, int, Node | None]:
        rule = f"{kind}:{name}"
        if kind == "flow":
            flow = self.pack.flows[name]
            item, bound = flow.item, flow.bound
            when = self.condition(item.phase, item.when, bound, random=True)
            amount = only(when, self.parse(item.add, bound, boolean=False, random=True), const(0))
            row = self.layout.tracks[self.reference(item.track, bound)]
            return ActionDraft(rule, kind, name, item.title, item.phase, Changes(adds=[(row, amount)])), 1, when
        entry = self.pack.rules[name]
        item, bound = entry.item, entry.bound
        when = self.condition(item.phase, item.when, bound, random=item.repeat == 1)
        changes = self.lower(rule, item.title, item.effects, bound, when)
        return ActionDraft(rule, kind, name, item.title, item.phase, changes), item.repeat, when

    def condition(self, phase: str, when: FormulaText | None, bound: Bound, random: bool) -> Node | None:
        """When a rule runs: its own condition, within its phase's."""
        own = None if when is None else self.parse(when, bound, boolean=True, random=random).tagged("when")
        entry = self.pack.phases[phase]
        if entry.item.when is None:
            return own
        outer = self.parse(entry.item.when, entry.bound, boolean=True)
        return outer if own is None else both(outer, own)

    def needs(self, needs: Sequence[Need], bound: Bound) -> list[Requirement]:
        return [Requirement(self.parse(n.that, bound, boolean=True), n.otherwise) for n in needs]

    def card_drafts(self) -> dict[str, list[CardDraft]]:
        """Cards by deck: "phase" for options and events, "phase/seat" for the answers to events."""
        decks: dict[str, list[CardDraft]] = {}
        for phase_id, phase in self.pack.phases.items():
            if phase.item.kind == "choose":
                drafts = [self.option(o) for o, e in self.pack.options.items() if e.item.phase == phase_id]
                if drafts:
                    decks[phase_id] = [*drafts, self.passing(phase_id, phase.item.passing, phase_id)]
            elif phase.item.kind == "events":
                events = self.events_of(phase_id)
                if not events:
                    continue
                quiet = self.parse(phase.item.quiet, phase.bound, boolean=False)
                decks[phase_id] = [
                    *(self.event(v) for v in events),
                    self.passing(phase_id, sentences.QUIET, phase_id, quiet),
                ]
                for draw in range(phase.item.draws):
                    self.layout.add_counter(f"drawn:{phase_id}:{draw}")
                for seat in self.pack.seats:
                    answers = [self.answer(phase_id, v, c) for v in events for c in self.answers_of(v, seat)]
                    if answers:
                        decks[f"{phase_id}/{seat}"] = [*answers, self.passing(f"{phase_id}:{seat}", None, phase_id)]
        return decks

    def passing(self, name: str, title: Text | None, phase: str, weight: Node = ONE) -> CardDraft:
        draft = ActionDraft(f"pass:{name}", "option", PASS, title or sentences.NOTHING, phase, Changes())
        return CardDraft(draft, None, [], weight=weight)

    def option(self, name: str) -> CardDraft:
        entry = self.pack.options[name]
        item, bound, rule = entry.item, entry.bound, f"option:{name}"
        changes = Changes()
        price: list[tuple[str, Node]] = []
        needs: list[Requirement] = []
        for track_text, amount_text in item.cost.items():
            track = self.reference(track_text, bound)
            amount = self.parse(amount_text, bound, boolean=False)
            have = Node("track", name=track)
            enough = const(amount.value - ENOUGH) if amount.op == "const" else Node("-", (amount, const(ENOUGH)))
            paid = Node(">=", (have, enough), boolean=True)
            lack = self.lack(track)
            needs.append(Requirement(paid, lack, (track, amount)))
            price.append((track, amount))
            minus = const(-amount.value) if amount.op == "const" else Node("neg", (amount,))
            changes.adds.append((self.layout.tracks[track], minus))
        lowering = Lowering(self, self.layout, rule, item.title, self.delayed)
        lowering.changes = changes
        lowering.run(item.effects, bound)
        needs += self.needs(item.needs, bound)
        needs += self.limits(name, item.limit.game, item.limit.every)
        draft = ActionDraft(rule, "option", name, item.title, item.phase, changes, len(price))
        return CardDraft(draft, item.text, needs, tuple(price), item.office, item.source_id, item.limit.turn)

    def lack(self, track: str) -> Text:
        return sentences.lack(self.pack.tracks[track].item.title)

    def limits(self, name: str, game: int | None, every: int | None) -> list[Requirement]:
        needs: list[Requirement] = []
        if game is not None:
            used = Node("<", (Node("used", name=name), const(game)), boolean=True)
            needs.append(Requirement(used, sentences.per_game(game)))
        if every is not None:
            recent = Node("==", (Node("used", name=name, value=every), const(0)), boolean=True)
            needs.append(Requirement(recent, sentences.once_in(every)))
            self.seen.append(recent)
        return needs

    def event(self, name: str) -> CardDraft:
        entry = self.pack.events[name]
        item, bound, rule = entry.item, entry.bound, f"event:{name}"
        changes = self.lower(rule, item.title, item.effects, bound)
        needs: list[Requirement] = []
        if item.when is not None:
            needs.append(Requirement(self.parse(item.when, bound, boolean=True), item.title))
        if not item.repeat:
            fresh = Node("==", (Node("used", name=name), const(0)), boolean=True)
            needs.append(Requirement(fresh, item.title))
        weight = self.parse(item.weight, bound, boolean=False)
        draft = ActionDraft(rule, "event", name, item.title, item.phase, changes)
        return CardDraft(draft, item.text, needs, source_id=item.source_id, per_turn=1, weight=weight)

    def answer(self, phase: str, event: str, choice: str) -> CardDraft:
        entry = self.pack.events[event]
        item, rule = entry.item.choice[choice], f"event:{event}.{choice}"
        place = const(self.events_of(phase).index(event))
        asked: Node | None = None
        for draw in range(self.pack.phases[phase].item.draws):
            drawn = Node("==", (Node("counter", name=f"drawn:{phase}:{draw}"), place), boolean=True)
            asked = drawn if asked is None else Node("or", (asked, drawn), boolean=True)
        assert asked is not None
        changes = self.lower(rule, entry.item.title, item.effects, entry.bound)
        needs = [Requirement(asked, entry.item.title), *self.needs(item.needs, entry.bound)]
        draft = ActionDraft(rule, "event", f"{event}.{choice}", item.title, phase, changes)
        return CardDraft(draft, item.text, needs, source_id=entry.item.source_id, per_turn=1)

    def landings(self) -> list[ActionDraft]:
        """Delayed effects as actions; one that delays again adds to the list while it is walked."""
        drafts: list[ActionDraft] = []
        for d in self.delayed:
            changes = self.lower(d.rule, d.site.title, (d.effect,), d.bound)
            owner = d.rule.split(":", 1)[1].split("/")[0]
            drafts.append(ActionDraft(d.rule, "delayed", owner, d.site.title, "start", changes))
        return drafts

    def score_nodes(self) -> None:
        """Formulas of phases, endings, scores, goals, visibility and guesses, by (kind, id)."""
        pack, extra = self.pack, ("mean", "least", "lost")

        def keep(
            kind: str, name: str, text: FormulaText, bound: Bound, boolean: bool, more: Sequence[str] = ()
        ) -> None:
            node = pack.parse(text, bound, boolean=boolean, extra=more)
            self.seen.append(node)
            self.nodes[kind, name] = node

        for name, e in pack.phases.items():
            if e.item.when is not None:
                keep("phase", name, e.item.when, e.bound, True)
        for name, e in pack.endings.items():
            keep("ending", name, e.item.when, e.bound, True, extra)
        for name, e in pack.dimensions.items():
            keep("dimension", name, e.item.value, e.bound, False)
        for name, e in pack.totals.items():
            keep("total", name, e.item.value, e.bound, False, extra)
        for name, e in pack.goals.items():
            keep("goal", name, e.item.value, e.bound, True)
        for name, e in pack.tracks.items():
            for seat, text in e.item.seen_if.items():
                keep(f"seen:{seat}", name, text, e.bound, True)
            if e.item.guess is not None:
                keep("guess", name, e.item.guess, e.bound, False)
        for name, e in pack.doctrines.items():
            for i, rule in enumerate(e.item.prefer):
                for option, bound in pack.matching(rule.option):
                    keep(f"prefer:{name}:{i}", option, rule.value, bound, False)
                    if rule.when is not None:
                        keep(f"prefer_when:{name}:{i}", option, rule.when, bound, True)

    def extra_nodes(self, decks: dict[str, list[CardDraft]]) -> list[Node]:
        return [n.node for cards in decks.values() for c in cards for n in c.needs]
