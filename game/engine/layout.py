"""Layout: which row of a batch holds what.

Float rows (`Games.S`): tracks, then registers for `ago(track, n)`. Counter rows (`Games.C`): uses of
options and events in the game, the same at the turn's start, registers for `used(id, n)`, delayed
effects on their way (a shift register for each place that delays), goals dealt, events drawn, passes,
the ending and the turn of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from game.pack.base import Text
from game.pack.tree import Node


@dataclass(frozen=True)
class TrackInfo:
    """What a screen needs to know of a track."""

    id: str
    row: int
    title: Text
    text: Text | None
    unit: str
    range: tuple[float, float]
    digits: int
    good: str
    group: str
    hidden_from: tuple[str, ...]
    show: bool
    source_id: tuple[str, ...]


@dataclass(frozen=True)
class DelaySite:
    """A place in the rules that delays: `delay` counter rows from `row` on, the nearest first."""

    id: str
    row: int
    delay: int
    title: Text


@dataclass
class Layout:
    """Names to rows. Built while compiling, only read afterwards."""

    tracks: dict[str, int] = field(default_factory=dict[str, int])
    low: list[float] = field(default_factory=list[float])
    high: list[float] = field(default_factory=list[float])
    past: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    floats: int = 0

    uses: dict[str, int] = field(default_factory=dict[str, int])
    use_count: int = 0
    used_past: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    sites: list[DelaySite] = field(default_factory=list[DelaySite])
    named: dict[str, int] = field(default_factory=dict[str, int])
    counters: int = 0

    def add_track(self, name: str, low: float, high: float) -> None:
        self.tracks[name] = self.floats
        self.low.append(low)
        self.high.append(high)
        self.floats += 1

    def add_uses(self, names: Iterable[str]) -> None:
        """Uses of everything that can be used, then the same at the turn's start."""
        for name in names:
            self.uses[name] = self.counters
            self.counters += 1
        self.use_count = self.counters
        self.counters += self.use_count

    def add_counter(self, name: str) -> int:
        """A counter row of its own, by name."""
        if name not in self.named:
            self.named[name] = self.counters
            self.counters += 1
        return self.named[name]

    def add_site(self, name: str, delay: int, title: Text) -> DelaySite:
        site = DelaySite(name, self.counters, delay, title)
        self.sites.append(site)
        self.counters += delay
        return site

    def look_back(self, nodes: Iterable[Node]) -> None:
        """Registers for every `ago` and `used(id, n)` in the formulas."""
        for node in nodes:
            for n in node.walk():
                if n.op == "ago":
                    for turns in range(1, int(n.value) + 1):
                        if (n.name, turns) not in self.past:
                            self.past[n.name, turns] = self.floats
                            self.floats += 1
                elif n.op == "used" and n.value > 1:
                    self.need_uses(n.name, int(n.value))

    def need_uses(self, name: str, turns: int) -> None:
        """Registers so that uses of the last `turns` turns can be counted."""
        for back in range(2, turns + 1):
            if (name, back) not in self.used_past:
                self.used_past[name, back] = self.counters
                self.counters += 1

    def since(self, name: str, turns: int) -> int:
        """The counter row with the uses before the last `turns` turns."""
        return self.uses[name] + self.use_count if turns == 1 else self.used_past[name, turns]
