"""Compiling a pack for one scenario: names to rows, effects to actions, options and events to decks.

Two passes. The first lowers every effect and parses every formula, so that all rows are known (tracks,
registers of `ago`, delays); the second writes the units. Units compile when they are first called.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.pack import Pack
from game.pack.schema import Scenario
from game.pack.tree import Node

from .actions import Action, Hand, make_action
from .blocks import Block, RuleLine, make_blocks
from .clock import Clock
from .codegen import Symbols
from .deck import Card, Deck
from .drafts import PASS, ActionDraft, CardDraft, Drafting, Start
from .layout import Layout, TrackInfo
from .schedule import PhaseDecks, Step, build_steps, clocks


@dataclass
class Compiled:
    """Everything that `Program` runs on."""

    pack: Pack
    scenario_id: str
    scenario: Scenario
    profile: str
    layout: Layout
    symbols: Symbols
    hand: Hand
    turns: tuple[Clock, ...]
    tracks: dict[str, TrackInfo]
    starts: list[Start]
    rules: dict[str, list[Block]]
    decks: dict[str, PhaseDecks]
    landings: list[Action]
    steps: list[Step]
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict[tuple[str, str], Node])


class Compiler(Drafting):
    """Builds a `Compiled`; used once."""

    def run(self) -> Compiled:
        pack, layout = self.pack, self.layout
        turns = clocks(pack, self.scenario)
        for name, entry in pack.tracks.items():
            layout.add_track(name, *entry.item.range)
        layout.add_uses(self.use_names())
        layout.add_counter("ending")
        layout.add_counter("ended")
        for name in pack.goals:
            layout.add_counter(f"goal:{name}")
        lets = {name: self.parse(e.item.value, e.bound, boolean=None) for name, e in pack.lets.items()}
        starts = [self.start(name) for name in pack.tracks]
        rules = {phase: [self.rule(kind, name) for kind, name in lines] for phase, lines in pack.order.items()}
        cards = self.card_drafts()
        self.score_nodes()
        landings = self.landings()
        layout.look_back([*self.seen, *self.extra_nodes(cards)])
        symbols = Symbols(layout, lets, self.figures())
        hand = Hand(layout)
        made = {
            phase: make_blocks(
                symbols, layout, [RuleLine(d.rule, self.make(symbols, d), repeat, when) for d, repeat, when in lines]
            )
            for phase, lines in rules.items()
        }
        decks = self.make_decks(symbols, hand, cards)
        landed = [self.make(symbols, d) for d in landings]
        steps = build_steps(pack, self.scenario, turns, decks)
        return Compiled(
            pack, self.scenario_id, self.scenario, self.profile, layout, symbols, hand, turns, self.track_infos(),
            starts, made, decks, landed, steps, self.nodes,
        )  # fmt: skip

    # second pass

    def make(self, symbols: Symbols, d: ActionDraft) -> Action:
        return make_action(
            symbols, d.rule, d.changes, kind=d.kind, name=d.id, title=d.title, phase=d.phase, costs=d.costs
        )

    def make_decks(self, symbols: Symbols, hand: Hand, cards: dict[str, list[CardDraft]]) -> dict[str, PhaseDecks]:
        made = {name: self.make_deck(symbols, hand, name, drafts) for name, drafts in cards.items()}
        return {
            name: PhaseDecks(deck, tuple((s, made[f"{name}/{s}"]) for s in self.pack.seats if f"{name}/{s}" in made))
            for name, deck in made.items()
            if "/" not in name
        }

    def make_deck(self, symbols: Symbols, hand: Hand, name: str, drafts: list[CardDraft]) -> Deck:
        phase_id = name.split("/")[0]
        phase = self.pack.phases[phase_id].item
        use = self.layout.uses
        deck_cards = tuple(
            Card(
                d.draft.id,
                d.draft.title,
                d.text,
                self.make(symbols, d.draft),
                use[self.use_name(name, d.draft.id)],
                tuple(d.needs),
                d.office,
                d.source_id,
                d.per_turn,
                d.price,
                d.weight,
            )
            for d in drafts
        )
        passing = len(deck_cards) - 1 if deck_cards[-1].id == PASS else -1
        passed = self.layout.add_counter(f"passed:{name}") if passing >= 0 and phase.slots > 1 else -1
        return Deck(
            name, deck_cards, symbols, hand, self.layout.use_count, self.nodes.get(("phase", phase_id)),
            passing, (phase.kind == "events" or phase.passing is not None) and "/" not in name, passed,
        )  # fmt: skip

    def use_name(self, deck: str, card: str) -> str:
        return f"{PASS}:{deck.replace('/', ':')}" if card == PASS else card

    def track_infos(self) -> dict[str, TrackInfo]:
        infos: dict[str, TrackInfo] = {}
        for name, e in self.pack.tracks.items():
            t = e.item
            infos[name] = TrackInfo(
                name, self.layout.tracks[name], t.title, t.text, t.unit, t.range, t.digits, t.good, t.group,
                t.hidden_from, t.show, t.source_id,
            )  # fmt: skip
        return infos
