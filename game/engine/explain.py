"""Explanations of a choice: why it is closed, what it costs, what it changes by itself."""

from __future__ import annotations

import numpy as np

from game.pack.base import Text
from game.pack.tree import const

from . import sentences
from .clock import Env
from .codegen import Unit
from .deck import Deck
from .games import Games
from .kernel import Kernel
from .ledger import Ledger
from .schedule import Step


class Explanations:
    """Explains options of one compiled scenario. Games are batches of one; `step` is where they stand."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel, self.c = kernel, kernel.c
        self.needs: dict[tuple[str, int, int], Unit] = {}
        self.prices: dict[tuple[str, int, int], Unit] = {}

    def why_not(self, one: Games, step: Step, option: int) -> list[Text]:
        """The sentences of the needs that fail for an option, or of its limit; at least one, for a closed option."""
        deck = deck_of(step)
        env, card = self.kernel.env(one, step), deck.cards[option]
        reasons = [self.failing(one, env, deck, option, i) for i in range(len(card.needs))]
        found = [r for r in reasons if r is not None]
        if int(one.C[card.use_row, 0] - one.C[card.use_row + deck.use_count, 0]) >= card.per_turn:
            found.append(sentences.per_turn(card.per_turn))
        return found or [sentences.CLOSED]

    def failing(self, one: Games, env: Env, deck: Deck, option: int, i: int) -> Text | None:
        """The sentence of need i if it fails, with what there is and what it takes where it is a price."""
        need = deck.cards[option].needs[i]
        unit = self.needs.get((deck.id, option, i))
        if unit is None:
            amount = need.price[1] if need.price else const(0)
            name = f"need:{deck.id}:{option}:{i}"
            unit = self.needs[deck.id, option, i] = Unit.of(self.c.symbols, name, need.node, amount)
        holds, amount = unit(one.S, one.C, env)
        if bool(np.asarray(holds).reshape(-1)[0]):
            return None
        if need.price is None:
            return need.otherwise
        track, takes = self.c.tracks[need.price[0]], float(np.asarray(amount).reshape(-1)[0])
        return sentences.price(track.title, takes, float(one.S[track.row, 0]))

    def cost(self, one: Games, step: Step, option: int) -> dict[str, float]:
        """What an option costs: track to amount."""
        deck, env = deck_of(step), self.kernel.env(one, step)
        found: dict[str, float] = {}
        for i, (track, node) in enumerate(deck.cards[option].price):
            if node.op == "const":  # most prices are plain numbers
                found[track] = node.value
                continue
            unit = self.prices.get((deck.id, option, i))
            if unit is None:
                unit = self.prices[deck.id, option, i] = Unit.of(self.c.symbols, f"price{i}", node)
            found[track] = float(np.asarray(unit(one.S, one.C, env)).reshape(-1)[0])
        return found

    def tried(self, one: Games, step: Step, option: int) -> tuple[Games, Ledger]:
        """A copy right after an option, before anything follows from it, and what it has changed by itself."""
        ledger, after = Ledger(), one.take([0])
        deck_of(step).apply_one(option, after, self.kernel.env(after, step, ledger))
        return after, ledger


def deck_of(step: Step) -> Deck:
    """The options that are chosen from at a step where somebody decides."""
    assert step.deck is not None
    return step.deck
