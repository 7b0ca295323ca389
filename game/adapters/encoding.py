"""A game as arrays: what a seat sees as a vector of numbers, and its options as action numbers.

`Encoding` turns what `Program.observe` shows into float32 vectors between 0 and 1 whose layout is the same for every seat.
`Actions` numbers all options that one seat may ever be asked for in the scenario, so that a number means the same
option throughout. Both follow from the program alone.

>>> from game.engine import compile_pack
>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> games = program.start([1, 2, 3])
>>> encoding, actions = Encoding(program), Actions(program, "island")
>>> encoding.encode(games, "island").shape == (3, encoding.size)
True
>>> actions.mask(program, games).shape == (3, actions.n)
True
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.engine import Decision, Games, Program

Vectors = NDArray[np.float32]
ActionMask = NDArray[np.int8]

MOST = 8.0  # a count of this or more reads 1
BLOCK = 64  # games turned from rows to columns at a time: more would fall out of the cache and take twice as long


@dataclass
class Actions:
    """The options of one seat, numbered 0 to `n` - 1: phase by phase as the schedule first comes to them.

    `names` are "phase/option". A seat that is never asked has one number that is never legal.
    """

    program: Program
    seat: str
    n: int = field(init=False)
    names: tuple[str, ...] = field(init=False)
    first: dict[str, int] = field(init=False)  # phase -> the number of its first option

    def __post_init__(self) -> None:
        names: list[str] = []
        self.first = {}
        for decision in self.program.decisions():
            # a phase asks a seat for the same options each time
            if decision.seat == self.seat and decision.phase not in self.first:
                self.first[decision.phase] = len(names)
                names += [f"{decision.phase}/{option.id}" for option in decision.options]
        self.names = tuple(names) or ("nothing",)
        self.n = len(self.names)

    def option(self, decision: Decision, actions: NDArray[np.integer]) -> NDArray[np.intp]:
        """Option numbers of a decision of this seat for action numbers, any shape; -1 for actions of other phases."""
        option = np.asarray(actions, dtype=np.intp) - self.first[decision.phase]
        return np.where((option >= 0) & (option < len(decision.options)), option, -1)

    def mask(self, program: Program, games: Games) -> ActionMask:
        """Which actions are legal now, int8 (games, n); none where another seat decides or a game is over."""
        mask = np.zeros((games.n, self.n), dtype=np.int8)
        decision = program.decision(games)
        if decision is not None and decision.seat == self.seat:
            first = self.first[decision.phase]
            mask[:, first : first + len(decision.options)] = program.legal(games).T
        return mask


@dataclass
class Encoding:
    """What a seat sees, as float32 vectors of `size` numbers between 0 and 1; `names` says what each is.

    1. The place: how far through the turns and the slots, and which phase asks.
    2. Every track and remembered figure, from the least (0) to the most (1) of its range; 0 where it is hidden.
    3. For each figure that is hidden from any seat: 1 where this seat knows it now, 0 where not.
    4. With `counters`: uses of options and events in the game and in this turn, delayed effects on their way by turns
       to go, goals; eight or more read 1, what is secret 0.

    Without `counters` the vector leaves out a part of what the seat knows, and is a quarter as long.
    """

    program: Program
    counters: bool = False
    size: int = field(init=False)
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        program, layout = self.program, self.program.layout
        self.phases = tuple(dict.fromkeys(d.phase for d in program.decisions()))
        titles = [""] * layout.floats
        low, high = np.zeros((layout.floats, 1)), np.ones((layout.floats, 1))
        for (name, back), row in [((n, 0), r) for n, r in layout.tracks.items()] + list(layout.past.items()):
            titles[row] = f"{name}@{back}" if back else name
            source = layout.tracks[name]
            low[row], high[row] = layout.low[source], layout.high[source]
        self.low = low.astype(np.float32)
        self.scale = (1.0 / np.where(high > low, high - low, 1.0)).astype(np.float32)
        hidden = {t for seat in program.seats for t in program.hidden_tracks(seat)}
        rows = [r for (n, _), r in layout.past.items() if n in hidden] + [layout.tracks[t] for t in hidden]
        self.veiled = np.array(sorted(rows), dtype=np.intp)
        uses = layout.use_count if self.counters else 0
        other = [s.row + i for s in layout.sites for i in range(s.delay)]
        other += [row for name, row in layout.named.items() if name.startswith("goal:")]
        self.uses, self.other = uses, np.array(other if self.counters else [], dtype=np.intp)
        used = list(layout.uses)[:uses]
        self.names = (
            *("turn", "slot", *(f"phase:{p}" for p in self.phases)),
            *titles,
            *(f"known:{titles[row]}" for row in self.veiled),
            *(f"used:{u}" for u in used),
            *(f"used now:{u}" for u in used),
            *(f"count:{row}" for row in self.other),
        )
        self.size = len(self.names)

    def encode(self, games: Games, seat: str) -> Vectors:
        """What `seat` sees of each game, float32 (games, size)."""
        out = np.empty((games.n, self.size), dtype=np.float32)
        self.write(out, games, seat)
        return out

    def write(self, out: Vectors, games: Games, seat: str, rows: NDArray[np.intp] | None = None) -> None:
        """What `seat` sees of each game, into the given rows of `out`; without `rows`, game k into row k."""
        known = self.known(games, seat)
        counts = self.counts(games, seat)
        place = self.place(games)
        a = len(place)
        b = a + len(self.low)
        c = b + len(self.veiled)
        for first in range(0, games.n, BLOCK):
            x = slice(first, first + BLOCK)
            part = out[x] if rows is None else np.empty((len(rows[x]), self.size), dtype=np.float32)
            part[:, :a] = place
            figures = games.S[:, x].astype(np.float32)
            figures -= self.low
            figures *= self.scale
            figures[self.veiled] = np.where(known[:, x], figures[self.veiled], 0.0)
            part[:, a:b] = np.minimum(figures, 1.0).T  # rounded, the most may come out a little over 1
            part[:, b:c] = known[:, x].T
            part[:, c:] = counts[:, x].T
            if rows is not None:
                out[rows[x]] = part

    def known(self, games: Games, seat: str) -> NDArray[np.bool_]:
        """Which of the veiled figures `seat` knows in each game, bool (figures, games)."""
        known = np.ones((len(self.veiled), games.n), dtype=np.bool_)
        for row, veil in self.program.blanks(games, seat):
            known[np.searchsorted(self.veiled, row)] = ~veil
        return known

    def counts(self, games: Games, seat: str) -> Vectors:
        """The counters that `seat` sees, float32 (counters, games); no rows without `counters`."""
        k = self.uses
        if not self.counters:
            return np.zeros((0, games.n), dtype=np.float32)
        # in floats, where a count cannot overflow; what is secret is -1 in all of them, which becomes 0
        C = self.program.observe(games, seat).C.astype(np.float32)
        return np.clip(np.concatenate([C[:k], C[:k] - C[k : 2 * k], C[self.other]]) / MOST, 0.0, 1.0)

    def place(self, games: Games) -> Vectors:
        """Where in the schedule the batch stands, float32; games that are all over are in no phase."""
        place = np.zeros(2 + len(self.phases), dtype=np.float32)
        decision = self.program.decision(games)
        if decision is None:
            place[0] = 1.0
            return place
        place[0] = decision.turn / len(self.program.turns)
        place[1] = decision.slot / decision.slots
        place[2 + self.phases.index(decision.phase)] = 1.0
        return place

    def text(self, games: Games, seat: str, k: int = 0) -> str:
        """What `seat` sees of game k in one line: the place, then every track, "?" where it is hidden."""
        seen = self.program.observe(games.take([k]), seat)
        decision = self.program.decision(games)
        place = "over" if decision is None else f"{decision.turn_id} {decision.phase} {decision.slot} {decision.seat}"
        values = ((name, float(seen.S[t.row, 0])) for name, t in self.program.tracks.items())
        return " ".join([f"{seat}: {place}", *(f"{n}={'?' if v != v else format(v, '.6g')}" for n, v in values)])
