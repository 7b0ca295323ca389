"""Look-ahead: tries options in worlds that the seat may believe in, and takes the one that turns out best.

Sequential halving: every round plays all options that are still in the running through the same new worlds,
all in one batch, and keeps the better half. What a play-out is worth is where the seat's total stands when
it ends. The habitual move, the one that the seat's doctrine would make, is left only for one that is better
by more than the noise of so few play-outs.

Nothing is read but the seat's observation and guesses made from it. The worlds follow from what the seat
sees and from `seed`, so that the same position is searched alike, alone or in a batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.games import Going
from game.pack import Text

from .doctrine import Habit

Mask = NDArray[np.bool_]
Choices = NDArray[np.intp]
Floats = NDArray[np.float64]
COLUMNS = 8192  # play-outs stepped at once


@dataclass(frozen=True)
class Budget:
    """How far and how often a search looks.

    `wide`: options at most, by the doctrine's order. `worlds`: new worlds in each round. `quarters`: how many
    turns a play-out goes beyond this one (it ends with the game at the latest). `seconds`: no round begins
    after this time; `doubt`: how many standard errors a change from the habitual move has to be worth.
    """

    wide: int
    worlds: tuple[int, ...]
    quarters: int
    seconds: float = float("inf")
    doubt: float = 1.0


@dataclass
class Tally:
    """Sums over the play-outs of each (game, candidate): of values, and of differences to the habitual move."""

    count: int
    value: Floats
    gain: Floats
    gain_squared: Floats

    @classmethod
    def empty(cls, games: int, wide: int) -> Tally:
        return cls(0, *(np.zeros((games, wide)) for _ in range(3)))

    def add(self, values: Floats, worlds: int) -> None:
        """Takes the values of a round, (games, candidates, worlds)."""
        gain = values - values[:, :1]
        self.count += worlds
        self.value += values.sum(axis=2)
        self.gain += gain.sum(axis=2)
        self.gain_squared += (gain * gain).sum(axis=2)

    def promise(self, doubt: float) -> Floats:
        """How much better than the habitual move each candidate is for certain, (games, candidates)."""
        n = max(self.count, 1)
        mean = self.gain / n
        error = np.sqrt(np.maximum(self.gain_squared / n - mean * mean, 0.0) / n)
        return mean - doubt * error


@dataclass
class SearchPolicy:
    """A player that looks ahead. `habit` orders the options and plays the seat's moves in the play-outs;
    `others` play the other seats there. `stopped` is asked between steps; `progress` hears the part done."""

    seat: str
    budget: Budget
    habit: Habit
    others: Mapping[str, Habit]
    seed: int = 0
    stopped: Callable[[], bool] = lambda: False
    progress: Callable[[float], None] = lambda part: None
    playouts: int = field(default=0, init=False)
    found: tuple[int, int, float, int] | None = field(default=None, init=False)  # option, tried, value, play-outs

    def choose(self, program: Program, games: Games, legal: Mask) -> Choices:
        """The best legal option found for each game, (n,)."""
        started = time.perf_counter()
        seen = program.observe(games, self.seat)
        wanted = np.where(legal, self.habit.preferences(program, seen), -np.inf)
        choice = wanted.argmax(axis=0)
        open_ = np.flatnonzero(legal.sum(axis=0) >= 2)
        columns = max(1, COLUMNS // (self.budget.wide * max(self.budget.worlds)))
        for first in range(0, open_.size, columns):
            part = open_[first : first + columns]
            choice[part] = self.search(program, seen.take(part), wanted[:, part], started)
        return choice

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """How far the search has looked for the option that it took last, and why its habit would like it. What it makes of
        its chances it keeps to itself: the number would tell the other seats of what it alone sees."""
        sentence = self.habit.say(program, games, option)
        if self.found is None or self.found[0] != option or not self.found[3]:  # stopped before it had looked ahead
            return sentence
        _, tried, _, worlds = self.found
        ja, en = f"{tried}手を{worlds}通りの先行きで比べて選びました。", f"Best of {tried} moves in {worlds} futures."
        return Text(ja=ja + (sentence.ja if sentence else ""), en=f"{en} {sentence.en if sentence else ''}".strip())

    def search(self, program: Program, seen: Games, wanted: Floats, started: float) -> Choices:
        """Sequential halving for a few games at once."""
        n, wide = seen.n, int(min(self.budget.wide, np.isfinite(wanted).sum(axis=0).max()))
        candidates = np.argsort(-wanted, axis=0, kind="stable")[:wide].T.copy()  # (games, wide), the habit first
        usable = np.isfinite(np.take_along_axis(wanted, candidates.T, axis=0)).T
        candidates = np.where(usable, candidates, candidates[:, :1])
        tally = Tally.empty(n, wide)
        keys = fingerprint(seen) + np.uint64(self.seed)
        for number, worlds in enumerate(self.budget.worlds):
            if number and (time.perf_counter() - started > self.budget.seconds or self.stopped()):
                break
            values = self.round(program, seen, candidates, worlds, keys + np.uint64(number << 20))
            if values is None:
                break
            tally.add(values, worlds)
            self.progress((number + 1) / len(self.budget.worlds))
            if number + 1 < len(self.budget.worlds):
                # each game halves its own candidates, however many the others of the batch have
                keep = np.maximum(2, (usable.sum(axis=1) + 1) // 2)
                order = self.ranked(tally, usable)[:, : int(keep.max())]
                candidates, usable = (np.take_along_axis(x, order, axis=1) for x in (candidates, usable))
                usable = usable & (np.arange(usable.shape[1]) < keep[:, None])
                candidates = np.where(usable, candidates, candidates[:, :1])
                tally = Tally(tally.count, *(np.take_along_axis(x, order, axis=1) for x in self.sums(tally)))
        promise = np.where(usable, tally.promise(self.budget.doubt), -np.inf)
        promise[:, 0] = 0.0
        best = promise.argmax(axis=1)
        value = float(tally.value[0, best[0]] / max(tally.count, 1))
        self.found = (int(candidates[0, best[0]]), wide, value, tally.count)
        return np.take_along_axis(candidates, promise.argmax(axis=1)[:, None], axis=1)[:, 0]

    @staticmethod
    def sums(tally: Tally) -> tuple[Floats, Floats, Floats]:
        return tally.value, tally.gain, tally.gain_squared

    @staticmethod
    def ranked(tally: Tally, usable: Mask) -> Choices:
        """Candidates by value, the habitual move always first, so that differences to it go on."""
        value = np.where(usable, tally.value, -np.inf)
        value[:, 0] = np.inf
        return np.argsort(-value, axis=1, kind="stable")

    def round(
        self, program: Program, seen: Games, candidates: Choices, worlds: int, keys: NDArray[np.uint64]
    ) -> Floats | None:
        """Values of (games, candidates, worlds), every candidate in the same worlds; None where it was stopped."""
        n, wide = candidates.shape
        spread = np.arange(worlds, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        guessed = program.guess(seen.repeat(worlds), self.seat, (keys[:, None] + spread).ravel())
        columns = (np.arange(n)[:, None, None] * worlds + np.arange(worlds)[None, None, :]) + np.zeros(
            (1, wide, 1), dtype=np.intp
        )
        batch = guessed.take(columns.ravel())
        end = program.turn(seen) + self.budget.quarters + 1
        program.play(batch, np.repeat(candidates.ravel(), worlds), until=end)
        self.playouts += batch.n
        if not self.play_on(program, batch, end):
            return None
        return self.worth(program, batch).reshape(n, wide, worlds)

    def play_on(self, program: Program, batch: Games, end: int) -> bool:
        """Plays until turn `end` begins; False where it was stopped on the way."""
        going = Going(batch)
        while (decision := program.decision(going.live)) is not None:
            if self.stopped():
                return False
            going.drop_finished()
            live = going.live
            player = self.habit if decision.seat == self.seat else self.others[decision.seat]
            program.play(live, player.choose(program, live, program.legal(live)), until=end)
        going.all_finished()
        return True

    def worth(self, program: Program, batch: Games) -> Floats:
        """What the position is worth to the seat, 0 to 1: half for a win, the rest by how near the total is to one."""
        score = program.score(batch)
        total = score.total[self.seat]
        entry = program.pack.totals.get(self.seat)
        win = entry.item.win if entry is not None else 50.0
        left = len(program.turns) - min(program.turn(batch), len(program.turns))
        width = 8.0 + 1.5 * np.where(batch.over, 0, left)
        near = np.clip(0.5 + (total - win) / (2.0 * width), 0.0, 1.0)
        return 0.5 * near + 0.5 * np.where(batch.over, score.won[self.seat], near)


def fingerprint(seen: Games) -> NDArray[np.uint64]:
    """A number for what a seat sees in each game, (n,): equal observations have equal ones."""
    bits = np.nan_to_num(seen.S, nan=-1.0).view(np.uint64)
    odd = (np.arange(1, len(bits) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
    mixed = (bits ^ (bits >> np.uint64(29))) * odd[:, None]
    return np.add.reduce(mixed, axis=0, dtype=np.uint64) + np.uint64(seen.step)
