"""Doctrines: how much a way of playing wants each option, for every game at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.pack.patterns import matches

from .chance import Floats
from .clock import Env, Sub
from .codegen import Unit, Writer
from .compile import Compiled
from .games import Columns, Games
from .schedule import VISIT, Step

Tune = tuple[Floats, Floats]  # scale and shift of each rule, (rules, games) or (rules, 1)


class Doctrines:
    """Compiles preferences of a doctrine for a deck when they are first asked for."""

    def __init__(self, c: Compiled) -> None:
        self.c = c
        self.units: dict[tuple[str, str], tuple[Unit, list[tuple[int, int]]]] = {}

    def unit(self, doctrine: str, step: Step) -> tuple[Unit, list[tuple[int, int]]]:
        """A function that returns (value, condition or True) pairs, and for each (rule, option)."""
        deck = step.deck
        assert deck is not None
        known = self.units.get((doctrine, deck.id))
        if known is not None:
            return known
        rules = self.c.pack.doctrines[doctrine].item.prefer
        places = [
            (i, j) for i, rule in enumerate(rules) for j, card in enumerate(deck.cards) if matches(rule.option, card.id)
        ]

        def body(w: Writer) -> None:
            parts: list[str] = []
            for i, j in places:
                card = deck.cards[j].id
                value = w.value(self.c.nodes[f"prefer:{doctrine}:{i}", card])
                condition = self.c.nodes.get((f"prefer_when:{doctrine}:{i}", card))
                parts.append(f"({value}, {'True' if condition is None else w.value(condition)}), ")
            w.emit(f"return ({''.join(parts)})")

        made = (Unit(self.c.symbols, f"doctrine:{doctrine}/{deck.id}", body), places)
        self.units[doctrine, deck.id] = made
        return made

    def preferences(
        self,
        games: Games,
        doctrine: str,
        env: Env,
        step: Step,
        columns: Columns | None = None,
        tune: Tune | None = None,
    ) -> Floats:
        """How much the doctrine wants each option, float (options, games), or for some columns of the batch; with `tune`
        every rule's value is first scaled and shifted."""
        deck = step.deck
        assert deck is not None
        unit, places = self.unit(doctrine, step)
        tracks: Any = games.S
        counters: Any = games.C
        seeds = games.seeds
        if columns is not None:
            tracks, counters, seeds = Sub(games.S, columns), Sub(games.C, columns), seeds[columns]
        wanted = np.zeros((len(deck.cards), len(seeds)))
        for (i, j), (value, when) in zip(places, unit(tracks, counters, env), strict=True):
            worth = value if tune is None else tune[0][i] * value + tune[1][i]
            wanted[j] += worth if when is True else np.where(when, worth, 0.0)
        noise = self.c.pack.doctrines[doctrine].item.noise
        if noise:
            own = Env(env.clock, seeds, env.keys, env.forced, env.ledger, step.visit * VISIT + step.slot)
            for j, card in enumerate(deck.cards):
                wanted[j] += noise * own.noise(self.c.symbols.key(f"doctrine:{doctrine}/{deck.id}/{card.id}"))
        return wanted
