"""A deck: the options of one decision, or the events of one draw, compiled side by side.

Legality is one function for the whole deck, so that needs which options share are looked at once. What the options
do in a batch is in `effects`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.pack.base import Text
from game.pack.tree import ONE, Node

from .actions import Action, Hand
from .clock import Env
from .codegen import Symbols, Unit, Writer
from .effects import Effects
from .games import Columns, Games

ENOUGH = 1e-9  # a price of 1.3 is paid by 1.2999999999


@dataclass(frozen=True)
class Requirement:
    """What must hold for a card, with the sentence for when it does not; `price` is (track, amount)."""

    node: Node
    otherwise: Text
    price: tuple[str, Node] | None = None


@dataclass(frozen=True)
class Card:
    """An option or an event: what it needs, how often it may come, what it does."""

    id: str
    title: Text
    text: Text | None
    action: Action
    use_row: int
    needs: tuple[Requirement, ...] = ()
    office: str = ""
    source_id: tuple[str, ...] = ()
    per_turn: int = 32000
    price: tuple[tuple[str, Node], ...] = ()
    weight: Node = ONE


@dataclass
class Deck:
    """Cards with consecutive use rows. `asked` (a condition) must hold for any card but the pass."""

    id: str
    cards: tuple[Card, ...]
    symbols: Symbols
    hand: Hand
    use_count: int
    asked: Node | None = None
    passing: int = -1
    pass_always: bool = True
    passed_row: int = -1

    def __post_init__(self) -> None:
        self.first = self.cards[0].use_row if self.cards else 0
        self.limits = np.array([[c.per_turn] for c in self.cards], dtype=np.int16)
        self.limited = bool((self.limits < 32000).any())
        self.effects = Effects(self.symbols, [card.action for card in self.cards])
        self.legal_unit = Unit(self.symbols, f"legal:{self.id}", self.write_legal, "A, C, E, m")
        self.weight_unit = Unit(self.symbols, f"weight:{self.id}", self.write_weights)

    def write_legal(self, w: Writer) -> None:
        """Narrows the mask `m` (cards, games) by every need, each looked at once."""
        if self.asked is not None:
            asked = w.value(self.asked)
            w.emit(f"m &= {asked}", f"if not {asked}: m[:] = [False] * {len(self.cards)}")
        first = [card.needs[0].node if card.needs else None for card in self.cards]
        for node, group in groupby(range(len(self.cards)), key=lambda i: first[i]):
            run = list(group)
            if node is None:
                continue
            shared = w.value(node)
            part = f"m[{run[0]}:{run[-1] + 1}]"
            w.emit(f"{part} &= {shared}", f"if not {shared}: {part} = [False] * {len(run)}")
            if any(len(self.cards[i].needs) > 1 for i in run):
                with w.guard(node):
                    for i in run:
                        self.write_needs(w, i)

    def write_needs(self, w: Writer, i: int) -> None:
        """All needs of a card but the first, joined, as one line."""
        rest = [n.node for n in self.cards[i].needs[1:]]
        if rest:
            joined = rest[0]
            for node in rest[1:]:
                joined = Node("and", (joined, node), boolean=True)
            w.emit(f"m[{i}] &= {w.value(joined)}")

    def write_weights(self, w: Writer) -> None:
        values = [w.value(c.weight) for c in self.cards]
        w.emit("return (" + "".join(f"{v}, " for v in values) + ")")

    def legal(self, games: Games, env: Env) -> NDArray[np.bool_]:
        """Which cards may be taken, bool (cards, games)."""
        n, k = games.n, len(self.cards)
        if self.limited:
            a, b = self.first, self.first + k
            m = (games.C[a:b] - games.C[a + self.use_count : b + self.use_count]) < self.limits
        else:
            m = np.ones((k, n), dtype=np.bool_)
        if self.passed_row >= 0:
            m &= games.C[self.passed_row] == 0
        if n == 1:
            alone = m[:, 0].tolist()
            self.legal_unit.alone(games.S[:, 0].tolist(), games.C[:, 0].tolist(), env, alone)
            m[:, 0] = alone
        else:
            self.legal_unit(games.S, games.C, env, m)
        if self.passing >= 0:
            m[self.passing] = True if self.pass_always else ~m[: self.passing].any(axis=0)
        return m

    def weights(self, games: Games, env: Env) -> list[Any]:
        """The weight of each card, numbers or columns, before legality."""
        return list(self.weight_unit(games.S, games.C, env))

    def apply(self, choice: Columns, games: Games, env: Env) -> None:
        """Every game takes its card: all amounts are worked out before any is applied."""
        if games.n == 1:
            self.apply_one(int(choice[0]), games, env)
            return
        C = games.C.reshape(-1, copy=False)
        place = (choice + self.first) * games.n + np.arange(games.n)  # of each game's count of uses
        used = C.take(place)
        before = C.take(place + self.use_count * games.n) if self.effects.rolls else used
        self.effects.apply(choice, games, env, used - before)
        C[place] = used + 1
        if self.passed_row >= 0:
            games.C[self.passed_row] |= choice == self.passing

    def apply_one(self, i: int, games: Games, env: Env) -> None:
        card, C = self.cards[i], games.C
        used = C[card.use_row]
        occurrence = used - C[card.use_row + self.use_count]
        self.hand.run(card.action, games, env.sub(None, occurrence))
        C[card.use_row] += 1
        if self.passed_row >= 0 and i == self.passing:
            C[self.passed_row] = 1

    def pick(self, games: Games, env: Env, rule: int) -> Columns:
        """One legal card for each game by weight; the last card, the quiet one, where all weigh nothing."""
        mask = self.legal(games, env)
        sums = np.zeros((len(self.cards), games.n))
        total = sums[0]
        for i, w in enumerate(self.weights(games, env)):
            total = np.add(total, np.where(mask[i], np.maximum(w, 0.0), 0.0), out=sums[i])
        aim = env.uniform(rule) * total
        small = np.uint8 if len(self.cards) < 256 else np.uint16
        return np.add.reduce((aim >= sums[:-1]).view(np.uint8), axis=0, dtype=small).astype(np.intp)
