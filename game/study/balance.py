"""Balance: is the game fair, and can it be broken? Measures with confidence intervals, held to bands.

Mixed play is what several players of different taste make of the same seeds: the `mix` of the bands' file.

Bands stand in a TOML file, one table a measure: `measure = "KIND:ARGUMENT"`, `between = [low, high]`, and
`quick` (wider bounds for a short look). Kinds are the methods of `Measures` named `measure_KIND`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from game.engine import Program, UnknownName, compile_pack

from .cells import Cell, Floats, Result, play
from .confidence import Z95, share_ci
from .executors import Pool
from .exploit import exploit

FIRST_SEED = 60_000_000
MIX = ("normal",)  # what the main seat plays where a measure asks for ordinary play
ENOUGH = 30  # games won with an option open, below which nothing is said of how often it is used
USED = (0.05, 0.60)  # the share of those games in which an option that is a real choice is used
MIXED = 3  # mixed play has so many times the games of a cell, dealt out in equal parts over the players of the mix


class Band(BaseModel):
    """One line of the bands' file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    between: tuple[float, float]
    quick: tuple[float, float] | None = None
    in_quick: bool = True


class Bands(BaseModel):
    """A bands' file. `search_games`: how many games a cell with look-ahead players has, in place of all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recipe_from: str = ""
    generations: int = 60
    search_games: int = 400
    mix: tuple[str, ...] = MIX
    band: dict[str, Band]


@dataclass(frozen=True)
class Measured:
    """A measure: its value, a 95 % interval, the number of games behind it, its band, and remarks for the report."""

    id: str
    measure: str
    value: float
    ci95: tuple[float, float]
    games: int
    between: tuple[float, float]
    detail: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def holds(self) -> bool:
        """Whether the value lies in its band."""
        return self.between[0] <= self.value <= self.between[1]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "id": self.id, "measure": self.measure, "value": round(self.value, 4),
            "ci95": [round(x, 4) for x in self.ci95], "games": self.games, "between": list(self.between),
            "holds": self.holds, "detail": self.detail,
        }  # fmt: skip


Found = tuple[float, tuple[float, float], int, dict[str, Any]]


def read_bands(file: Path) -> Bands:
    """The bands of a pack.

    :raises OSError: where the file cannot be read.
    :raises ValueError: where it is no bands' file.
    """
    return Bands.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def share(wins: NDArray[np.bool_]) -> tuple[float, tuple[float, float]]:
    found = share_ci(int(wins.sum()), len(wins))
    return float(found["share"]), (float(found["ci95"][0]), float(found["ci95"][1]))


def difference(a: NDArray[Any], b: NDArray[Any]) -> tuple[float, tuple[float, float]]:
    """Mean of a - b over games with the same seeds, with its interval."""
    d = a * 1.0 - b * 1.0
    half = Z95 * float(d.std(ddof=1)) / np.sqrt(len(d)) if len(d) > 1 else 1.0
    return float(d.mean()), (float(d.mean()) - half, float(d.mean()) + half)


@dataclass
class Measures:
    """Works out measures for the main seat of a program; cells are played once and kept."""

    program: Program
    pool: Pool
    bands: Bands
    games: int
    quick: bool = False
    progress: Callable[[str], None] = lambda line: None
    known: dict[str, Result] = field(default_factory=dict[str, Result])
    plan: Floats | None = None

    @property
    def seat(self) -> str:
        return self.program.pack.info.seat

    def run(self) -> list[Measured]:
        """Every band's measure, in the order of the file."""
        found: list[Measured] = []
        for name, band in self.bands.band.items():
            if self.quick and not band.in_quick:
                continue
            kind, _, argument = band.measure.partition(":")
            method = getattr(self, f"measure_{kind}", None)
            if method is None:
                known = [m.removeprefix("measure_") for m in dir(self) if m.startswith("measure_")]
                raise UnknownName("value", kind, known)
            self.progress(name)
            value, ci95, games, detail = method(argument)
            between = band.quick if self.quick and band.quick is not None else band.between
            found.append(Measured(name, band.measure, value, ci95, games, between, detail))
        return found

    # cells

    def cell(self, player: Any, *, games: int = 0, others: tuple[tuple[str, str], ...] = (), **more: Any) -> Result:
        """A cell for the main seat's player; look-ahead players get fewer games. `others` are players of other seats."""
        searches = isinstance(player, str) and player in ("hard", "expert")
        n = min(self.games, games or (self.bands.search_games if searches else self.games))
        key = f"{player if isinstance(player, str) else 'recipe'} {n} {others} {more}"
        if key not in self.known:
            cell = Cell({self.seat: player, **dict(others)}, **more)
            self.known[key] = play(self.pool, self.program, cell, range(FIRST_SEED, FIRST_SEED + n))
        return self.known[key]

    def recipe(self) -> Floats:
        """The best fixed recipe that a search of fixed size finds."""
        if self.plan is None:
            generations = max(4, self.bands.generations // 8) if self.quick else self.bands.generations
            start = self.bands.recipe_from or self.bands.mix[0]
            self.plan = exploit(
                self.program, self.seat, start, self.pool, generations=generations,
                progress=lambda g, best: self.progress(f"recipe {g + 1}/{generations}: {best:.3f}"),
            ).plan  # fmt: skip
        return self.plan

    # measures

    def measure_wins(self, player: str) -> Found:
        """How often the main seat wins, played so."""
        found = self.cell(self.recipe() if player == "recipe" else player)
        value, ci = share(found.won[self.seat])
        return value, ci, found.n, {"endings": self.ending_shares(found)}

    def measure_against(self, doctrine: str) -> Found:
        """How often mixed play wins against a rival of one character."""
        seat = self.program.pack.doctrines[doctrine].item.seat
        results = self.mixed(others=((seat, doctrine),), starts=self.character(seat, doctrine))
        value, ci = share(np.concatenate([r.won[self.seat] for r in results]))
        rival = float(np.mean(np.concatenate([r.won[seat] for r in results])))
        return value, ci, sum(r.n for r in results), {"rival wins": round(rival, 4)}

    def character(self, seat: str, doctrine: str) -> dict[str, float]:
        """The track that makes a seat this character, where the pack draws one."""
        item = self.program.pack.seats[seat].item
        known = item.character and doctrine in item.characters
        return {item.character: float(item.characters.index(doctrine))} if known else {}

    def measure_scenario(self, scenario: str) -> Found:
        """How often the main seat wins a scenario at the normal level."""
        program = compile_pack(self.program.pack, scenario)
        found = play(self.pool, program, Cell({self.seat: "normal"}), range(FIRST_SEED, FIRST_SEED + self.games))
        value, ci = share(found.won[self.seat])
        return value, ci, found.n, {"endings": self.ending_shares(found)}

    def ending_shares(self, found: Result) -> dict[str, float]:
        ids = self.program.ending_ids
        counts = np.bincount(found.ending[found.ending >= 0], minlength=len(ids))
        return {name: round(float(c) / found.n, 4) for name, c in zip(ids, counts, strict=True)}

    def measure_premium(self, player: str) -> Found:
        """How many points of win rate a player has over the best recipe, in the same games."""
        a, b = self.cell(player), self.cell(self.recipe())
        n = min(a.n, b.n)
        value, ci = difference(a.won[self.seat][:n], b.won[self.seat][:n])
        return value, ci, n, {}

    def measure_duel(self, pair: str) -> Found:
        """Of the seeds that only one of two players wins, the share that the first one wins."""
        first, second = pair.split(":")
        n = self.bands.search_games if {"hard", "expert"} & {first, second} else self.games
        a, b = (self.cell(p, games=n).won[self.seat] for p in (first, second))
        m = min(len(a), len(b))
        decided = a[:m] != b[:m]
        value, ci = share(a[:m][decided]) if decided.any() else (0.5, (0.0, 1.0))
        return value, ci, m, {"decided": int(decided.sum()), first: float(a[:m].mean()), second: float(b[:m].mean())}

    def mixed(self, keep: tuple[str, ...] = (), **more: Any) -> list[Result]:
        """Ordinary play: one cell for each player of the mix, MIXED times the games of a cell in all."""
        each = max(50, (1 if self.quick else MIXED) * self.games // len(self.bands.mix))
        return [self.cell(p, games=each, keep=keep, **more) for p in self.bands.mix]

    def measure_ending(self, ending: str) -> Found:
        """How often mixed play ends so."""
        place = self.program.ending_ids.index(ending)
        hits = np.concatenate([r.ending == place for r in self.mixed()])
        value, ci = share(hits)
        return value, ci, len(hits), {}

    def measure_swing(self, flag: str) -> Found:
        """How much more often games without an event of the world are won than games with it, in mixed play."""
        results = self.mixed((flag,))
        won = np.concatenate([r.won[self.seat] for r in results])
        met = np.concatenate([r.kept[flag] for r in results]) > 0
        a, b = won[~met], won[met]
        value = float(a.mean() - b.mean()) if met.any() else 0.0
        half = Z95 * float(np.sqrt(a.var() / max(len(a), 1) + b.var() / max(len(b), 1)))
        return value, (value - half, value + half), len(won), {"met": round(float(met.mean()), 4)}

    def measure_draw(self, track: str) -> Found:
        """The difference in wins between the two ends of a hidden number's range, in the same games, in mixed play."""
        low, high = self.program.tracks[track].range
        ends = [self.mixed(starts={track: value}) for value in (low, high)]
        a, b = (np.concatenate([r.won[self.seat] for r in results]) for results in ends)
        value, ci = difference(a, b)
        if value < 0:
            value, ci = -value, (-ci[1], -ci[0])
        return value, ci, len(a), {}

    def measure_events(self, _: str) -> Found:
        """The largest effect that taking an event out of the deck has on winning, in mixed play."""
        baseline = np.concatenate([r.won[self.seat] for r in self.mixed()])
        effects: dict[str, float] = {}
        for name in self.program.pack.events:
            self.progress(f"event {name}")
            won = np.concatenate([r.won[self.seat] for r in self.mixed(without=(name,))])
            effects[name] = round(difference(baseline, won)[0], 4)
        worst = max(effects, key=lambda e: abs(effects[e]))
        half = Z95 * 0.7 / float(np.sqrt(len(baseline)))
        value = abs(effects[worst])
        detail = {"worst": worst, "effects": dict(sorted(effects.items(), key=lambda e: -abs(e[1])))}
        return value, (max(0.0, value - half), value + half), len(baseline), detail

    def measure_options(self, phase: str) -> Found:
        """The share of a phase's options that are real choices: used in 5 to 60 % of the games that mixed play won and in
        which the option was legal at least once. An option that comes to be open only after a rare happening is so
        measured where there was a choice at all. With less than ENOUGH such games nothing is said of an option.

        The detail names the options outside, each with its share and the number of games, and those of too few games."""
        options = tuple(
            o for o, e in self.program.pack.options.items() if phase in e.item.phase and o in self.program.used_ids
        )
        results = self.mixed(options, watch=options)
        won = np.concatenate([r.won[self.seat] for r in results])
        few: dict[str, int] = {}
        used: dict[str, tuple[float, int]] = {}
        for o in options:
            opened = won & np.concatenate([r.opened[o] for r in results])
            games = int(opened.sum())
            if games < ENOUGH:
                few[o] = games
            else:
                used[o] = float(np.mean(np.concatenate([r.kept[o] for r in results])[opened] > 0)), games
        inside = [o for o, (u, _) in used.items() if USED[0] <= u <= USED[1]]
        value, ci = len(inside) / max(len(used), 1), (0.0, 1.0)
        outside = {o: (round(u, 3), n) for o, (u, n) in sorted(used.items(), key=lambda e: e[1]) if o not in inside}
        return value, ci, int(won.sum()), {"measured": len(used), "outside": outside, "too few games": few}

    def measure_seat(self, seat: str) -> Found:
        """How often a seat comes out first when all play at the normal level and totals are counted in standard
        deviations from the seat's own mean."""
        found = self.cell("normal")
        scaled = {s: (t - t.mean()) / max(float(t.std()), 1e-9) for s, t in found.total.items()}
        best = np.argmax(np.stack([scaled[s] for s in scaled]), axis=0)
        value, ci = share(best == list(scaled).index(seat))
        return value, ci, found.n, {"mean": round(float(found.total[seat].mean()), 2)}
