"""Doctrines: how much a way of playing wants each option, for every game at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.pack.patterns import matches

from .chance import Floats
from .clock import Env, Sub
from .codegen import Unit, Writer
from .compile import Compiled
from .games import Columns, Games
from .schedule import VISIT, Step

Flags = NDArray[np.bool_]
Tune = tuple[Floats, Floats]  # scale and shift of each rule, (rules, games) or (rules, 1)


@dataclass(frozen=True)
class Rules:
    """A doctrine's rules for one deck. `unit` returns (value, condition or True) pairs; `places` are the (rule, option)
    of each; `of_option` the places that speak of each option; `keys` name the options' own noise."""

    unit: Unit
    places: tuple[tuple[int, int], ...]
    of_option: tuple[tuple[int, ...], ...]
    keys: tuple[int, ...]
    noise: float


class Doctrines:
    """Compiles preferences of a doctrine for a deck when they are first asked for."""

    def __init__(self, c: Compiled) -> None:
        self.c = c
        self.known: dict[tuple[str, str], Rules] = {}

    def rules(self, doctrine: str, step: Step) -> Rules:
        """What a doctrine says of the options of a step."""
        deck = step.deck
        assert deck is not None
        known = self.known.get((doctrine, deck.id))
        if known is not None:
            return known
        item, symbols = self.c.pack.doctrines[doctrine].item, self.c.symbols
        places = tuple(
            (i, j)
            for i, rule in enumerate(item.prefer)
            for j, card in enumerate(deck.cards)
            if matches(rule.option, card.id)
        )

        def body(w: Writer) -> None:
            parts: list[str] = []
            for i, j in places:
                card = deck.cards[j].id
                value = w.value(self.c.nodes[f"prefer:{doctrine}:{i}", card])
                condition = self.c.nodes.get((f"prefer_when:{doctrine}:{i}", card))
                parts.append(f"({value}, {'True' if condition is None else w.value(condition)}), ")
            w.emit(f"return ({''.join(parts)})")

        of_option = tuple(tuple(p for p, (_, at) in enumerate(places) if at == j) for j in range(len(deck.cards)))
        keys = tuple(symbols.key(f"doctrine:{doctrine}/{deck.id}/{card.id}") for card in deck.cards)
        unit = Unit(symbols, f"doctrine:{doctrine}/{deck.id}", body)
        made = self.known[doctrine, deck.id] = Rules(unit, places, of_option, keys, item.noise)
        return made

    def rows(
        self, games: Games, doctrine: str, env: Env, step: Step, columns: Columns | None, tune: Tune | None = None,
        legal: Flags | None = None,
    ) -> Iterator[tuple[int, Any]]:  # fmt: skip
        """Option by option how much it is wanted: a column, or one number for all games. With `legal`, bool (options,
        games), options that no game may take are left out, and noise is rolled only where an option may be taken."""
        rules = self.rules(doctrine, step)
        tracks: Any = games.S
        counters: Any = games.C
        seeds = games.seeds
        if columns is not None:
            tracks, counters, seeds = Sub(games.S, columns), Sub(games.C, columns), seeds[columns]
        found = rules.unit(tracks, counters, env)
        occurrence = step.visit * VISIT + step.slot
        asked = range(len(rules.of_option)) if legal is None else np.flatnonzero(legal.any(axis=1)).tolist()
        for j in asked:
            row: Any = 0.0
            for p in rules.of_option[j]:
                (value, when), rule = found[p], rules.places[p][0]
                worth = value if tune is None else tune[0][rule] * value + tune[1][rule]
                row = row + (worth if when is True else np.where(when, worth, 0.0))
            if rules.noise:
                x = None if legal is None else np.flatnonzero(legal[j])
                own = Env(
                    env.clock, seeds if x is None else seeds.take(x), env.keys, env.forced, env.ledger, occurrence
                )
                blur = rules.noise * own.noise(rules.keys[j])
                if x is None:
                    row = row + blur
                else:
                    row = np.full(len(seeds), row) if np.ndim(row) == 0 else row
                    row[x] += blur
            yield j, row

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
        assert step.deck is not None
        wanted = np.empty((len(step.deck.cards), games.n if columns is None else len(columns)))
        for j, row in self.rows(games, doctrine, env, step, columns, tune):
            wanted[j] = row
        return wanted

    def choose(
        self, games: Games, doctrine: str, env: Env, step: Step, legal: Flags, columns: Columns | None = None
    ) -> Columns:
        """The legal option that the doctrine wants most in each game, or in some columns of the batch."""
        return most_wanted(self.rows(games, doctrine, env, step, columns, None, legal), legal)


def most_wanted(rows: Iterable[tuple[int, Any]], legal: Flags) -> Columns:
    """The legal option with the highest value in each game, the first of equals, 0 where none is legal. `rows` are
    (option, its value in each game) in ascending order; `legal` is bool (options, games)."""
    options, n = legal.shape
    small = np.uint8 if options < 256 else np.uint16
    best, place = np.full(n, -np.inf), np.zeros(n, dtype=small)
    for j, row in rows:
        better = (row > best) & legal[j]
        np.putmask(best, better, row)
        # a later option has the higher number: `maximum` takes it where it is better, and is quicker than any mask
        np.maximum(place, better.view(np.uint8) * small(j), out=place)
    return place.astype(np.intp)
