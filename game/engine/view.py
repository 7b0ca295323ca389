"""What a seat may know of a batch, and what it may guess of the rest.

`observe` blanks: tracks hidden from the seat (NaN), the seeds (0), and the use counts of secret options
(-1): those that change only what the seat may not see. `guess` fills the blanks anew from what the seat
may believe, so that a search never learns more than its seat knows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .chance import Seeds, key, mix, salt, seed_column, uniform
from .clock import Env
from .compile import Compiled
from .games import Games
from .kernel import Kernel
from .scoring import Scoring


class Views:
    """Observation and guesses for one compiled scenario."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel, self.c = kernel, kernel.c
        self.scoring: Scoring = kernel.scoring
        self.hidden = {s: self.hidden_tracks(s) for s in self.c.pack.seats}
        self.secret = {s: self.secret_uses(s) for s in self.c.pack.seats}
        self.starts = {s.track: s for s in self.c.starts}

    def hidden_tracks(self, seat: str) -> list[str]:
        return [name for name, t in self.c.tracks.items() if seat in t.hidden_from]

    def secret_uses(self, seat: str) -> NDArray[np.intp]:
        """Counter rows of options whose effects the seat sees nothing of."""
        c: Compiled = self.c
        hidden = {c.tracks[n].row for n in self.hidden[seat]}
        rows: list[int] = []
        for part in c.decks.values():
            for deck in (part.main, *(d for _, d in part.answers)):
                own = c.pack.phases[deck.id.split("/")[0]].item.seat == seat
                touched = [set(card.action.rows) for card in deck.cards]
                secret = any(t and t <= hidden for t in touched)
                for card in deck.cards:
                    if secret and not own:
                        rows += [card.use_row, card.use_row + c.layout.use_count]
                        rows += [r for (n, _), r in c.layout.used_past.items() if c.layout.uses[n] == card.use_row]
        goals = [g for g, e in c.pack.goals.items() if c.pack.roles[e.item.role].item.seat != seat]
        rows += [c.layout.named[f"goal:{g}"] for g in goals]
        return np.array(rows, dtype=np.intp)

    def veil(self, games: Games, seat: str, track: str, env: Env) -> Any:
        """Where the track is hidden from the seat: True everywhere unless `seen_if` holds somewhere."""
        if (f"seen:{seat}", track) not in self.c.nodes:
            return np.ones(games.n, dtype=np.bool_)
        seen = self.scoring.evaluate(f"seen:{seat}", track, games, env)
        return ~np.broadcast_to(np.asarray(seen, dtype=np.bool_), (games.n,))

    def observe(self, games: Games, seat: str, env: Env) -> Games:
        """A copy with everything blanked that the seat may not know."""
        seen = games.copy()
        lay = self.c.layout
        for name in self.hidden[seat]:
            veil = self.veil(games, seat, name, env)
            seen.S[lay.tracks[name], veil] = np.nan
            for (n, _), row in lay.past.items():
                if n == name:
                    seen.S[row, veil] = np.nan
        if self.secret[seat].size:
            seen.C[self.secret[seat]] = -1
        for row in self.hidden_sites(seat):
            seen.C[row] = -1
        seen.seeds[...] = 0
        seen.forced = {}
        return seen

    def hidden_sites(self, seat: str) -> list[int]:
        """Rows of delayed effects that will change only what the seat may not see."""
        hidden = {self.c.tracks[n].row for n in self.hidden[seat]}
        rows: list[int] = []
        for site, action in zip(self.c.layout.sites, self.c.landings, strict=True):
            if action.rows and set(action.rows) <= hidden:
                rows += range(site.row, site.row + site.delay)
        return rows

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
        secret = self.secret[seat]
        if secret.size:
            made.C[secret] = 0
        for row in self.hidden_sites(seat):
            made.C[row] = 0
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
