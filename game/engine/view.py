"""What a seat may know of a batch, and what it may guess of the rest.

`observe` blanks: tracks hidden from the seat (NaN), the seeds (0), and secret counts (-1): uses of options
that change only what the seat may not see (and of passing beside them), delayed effects of that kind on
their way, and the goals of other seats' roles. Events are headlines: that one was drawn is never secret.

`guess` fills the blanks anew from what the seat may believe, so that a search never learns more than its
seat knows. Tracks are drawn from their guess, prior or belief. Secret counts are guessed as 0: no such
option used, nothing on its way, no goal dealt. That is always a position the rules allow, and no draw from
a prior could be: how often an option was taken depends on who plays. So in guessed worlds a limit on a
secret option counts from now, and `used('it')` is 0, also where its choice has been laid open since; a pack
that wants others to reckon with it writes what is revealed into a track.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .actions import Action
from .chance import Seeds, key, mix, salt, seed_column, uniform
from .clock import Env
from .compile import Compiled
from .deck import Deck
from .games import Games
from .kernel import Kernel
from .scoring import Scoring


class Views:
    """Observation and guesses for one compiled scenario."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel, self.c = kernel, kernel.c
        self.scoring: Scoring = kernel.scoring
        sites = zip(self.c.layout.sites, self.c.landings, strict=True)
        self.landing = {site.row + site.delay - 1: action for site, action in sites}
        self.hidden = {s: self.hidden_tracks(s) for s in self.c.pack.seats}
        self.secret = {s: self.secret_rows(s) for s in self.c.pack.seats}
        self.starts = {s.track: s for s in self.c.starts}

    def hidden_tracks(self, seat: str) -> list[str]:
        return [name for name, t in self.c.tracks.items() if seat in t.hidden_from]

    def secret_rows(self, seat: str) -> NDArray[np.intp]:
        """Counter rows that the seat may not know."""
        c: Compiled = self.c
        hidden = {c.tracks[n].row for n in self.hidden[seat]}
        rows: list[int] = []
        for part in c.decks.values():
            decks = [(c.pack.phases[part.main.id].item.seat, part.main), *part.answers]
            for owner, deck in decks:
                if owner and owner != seat:
                    rows += self.secret_uses(deck, hidden)
        for site, action in zip(c.layout.sites, c.landings, strict=True):
            if self.reach(action) <= hidden:
                rows += range(site.row, site.row + site.delay)
        goals = [g for g, e in c.pack.goals.items() if c.pack.roles[e.item.role].item.seat != seat]
        rows += [c.layout.named[f"goal:{g}"] for g in goals]
        return np.array(rows, dtype=np.intp)

    def secret_uses(self, deck: Deck, hidden: set[int]) -> list[int]:
        """Rows that count the cards of another seat's deck that change nothing but `hidden` tracks. A card that
        changes nothing at all, such as the pass, looks just like them and is secret where one of them is there."""
        lay = self.c.layout
        reach = [self.reach(card.action) for card in deck.cards]
        if not any(r and r <= hidden for r in reach):
            return []
        uses = {card.use_row for card, r in zip(deck.cards, reach, strict=True) if r <= hidden}
        rows = [*sorted(uses), *(row + lay.use_count for row in sorted(uses))]
        rows += [row for (name, _), row in lay.used_past.items() if lay.uses[name] in uses]
        return [*rows, deck.passed_row] if deck.passed_row >= 0 else rows

    def kept_from(self, row: int) -> frozenset[str]:
        """The seats that may not know a counter row."""
        return frozenset(seat for seat, rows in self.secret.items() if row in rows)

    def reach(self, action: Action) -> set[int]:
        """The tracks that an action changes, at once or by delayed effects."""
        rows = set(action.rows)
        for last in action.later_rows:
            rows |= self.reach(self.landing[last])
        return rows

    def veil(self, games: Games, seat: str, track: str, env: Env) -> Any:
        """Where the track is hidden from the seat: True everywhere unless `seen_if` holds somewhere."""
        if (f"seen:{seat}", track) not in self.c.nodes:
            return np.ones(games.n, dtype=np.bool_)
        seen = self.scoring.evaluate(f"seen:{seat}", track, games, env)
        return ~np.broadcast_to(np.asarray(seen, dtype=np.bool_), (games.n,))

    def blanks(self, games: Games, seat: str, env: Env) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """Each row of a track that may be hidden from the seat, and of its past, with the games where it is."""
        lay = self.c.layout
        for name in self.hidden[seat]:
            veil = self.veil(games, seat, name, env)
            yield lay.tracks[name], veil
            for (n, _), row in lay.past.items():
                if n == name:
                    yield row, veil

    def observe(self, games: Games, seat: str, env: Env) -> Games:
        """A copy with everything blanked that the seat may not know."""
        seen = games.copy()
        for row, veil in self.blanks(games, seat, env):
            seen.S[row, veil] = np.nan
        seen.C[self.secret[seat]] = -1
        seen.seeds[...] = 0
        seen.forced = {}
        return seen

    def guess(self, games: Games, seat: str, seed: int | Seeds, env: Env) -> Games:
        """A copy in which everything the seat may not know is drawn anew, with new seeds."""
        lay = self.c.layout
        made = self.observe(games, seat, env)
        made.seeds = fresh_seeds(seed, games.n)
        guessing = Env(env.clock, made.seeds, env.keys, {})
        for name in self.hidden[seat]:
            row = lay.tracks[name]
            blank = np.isnan(made.S[row])
            if not blank.any():
                continue
            value = np.clip(self.guessed(name, made, guessing), lay.low[row], lay.high[row])
            made.S[row] = np.where(blank, value, made.S[row])
            for (n, _), past in lay.past.items():
                if n == name:
                    made.S[past] = np.where(np.isnan(made.S[past]), made.S[row], made.S[past])
        made.C[self.secret[seat]] = 0
        return made

    def guessed(self, track: str, games: Games, env: Env) -> Any:
        """A hidden track's value as the seat may believe it: its guess, its prior weighed by belief, or its start."""
        start, entry = self.starts[track], self.c.pack.tracks[track]
        if ("guess", track) in self.c.nodes:
            return self.scoring.evaluate("guess", track, games, env)
        rule = self.c.symbols.key(f"guess:{track}")
        env.keys = self.c.symbols.keys
        if start.draw is not None:
            weights = None
            if entry.item.belief and start.draw.choice is not None:
                family = f"{entry.item.belief}["
                names = [n for n in self.c.layout.tracks if n.startswith(family)]
                weights = tuple(games.S[self.c.layout.tracks[n]] for n in names)
            return self.kernel.drawn_value(start.draw, env, rule, weights)
        return self.kernel.starting_value(track, games, env)


def fresh_seeds(seed: int | Seeds, n: int) -> Seeds:
    """n seeds for guessed worlds, from one number, or from one for each world."""
    if not isinstance(seed, np.ndarray):
        base = seed_column(mix((int(seed) + 0x51ED270B * (i + 1)) & ((1 << 64) - 1)) for i in range(n))
    else:
        base = seed
    return (uniform(base, salt(0, key("guess"), 0)) * 2.0**52).astype(np.uint64) + base
