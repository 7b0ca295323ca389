"""The forecast: what each option may lead to over the coming quarters, as bands of what a seat may believe.

Worlds are guesses from what the seat observes, never the game itself, and all options are played in the same
worlds, so that what differs between options is the options' doing and not luck. After the option the seat
follows its own rules and every rival the character that it has in that world. One large batch costs little
more a step than a small one, so a forecast is one quick glance and then full batches, told turn by turn.

>>> from game.engine import compile_pack
>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> game = program.start(1)
>>> seat = program.decision(game).seat
>>> pictures = list(forecast(program, game, seat, promising(program, game, seat, 2), Plan(quarters=2, worlds=50)))
>>> [(p.worlds, p.quarters) for p in pictures], pictures[-1].bands("total").shape
([(16, 1), (50, 1), (50, 2)], (5, 3, 2))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, IllegalMove, Program, move_text
from game.players.levels import rules_of

from .confidence import mean_ci, share_ci

Floats = NDArray[np.float64]
Options = tuple[int, ...]

BANDS = (10, 25, 50, 75, 90)  # per cent of the worlds that lie at or below
MOST = 8  # options that are compared where none are named
QUARTERS = 8  # turns looked ahead by default: what 8 options in 1,000 worlds take two seconds for
WORLDS = 1000
GLANCE = 16  # worlds of the first picture, which looks one turn ahead
TOTAL = "total"
BLOCK = 8192  # columns stepped at once: more would be quicker in all, but the first pictures would come later


@dataclass(frozen=True)
class Plan:
    """How far and how often to look. `quarters`: turn ends, None for all that are left; `names`: tracks or formulas
    to follow besides the seat's dimensions and total."""

    quarters: int | None = QUARTERS
    worlds: int = WORLDS
    seed: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """What is known so far. `samples`: name -> values (1 + quarters, options, worlds), the first row now, then one for
    each turn's end; a finished game keeps its last value. `ending` (options, worlds) is -1 where a game goes on;
    `won` says there whether it would be won as it stands."""

    program: Program
    seat: str
    turn: int
    options: Options
    samples: Mapping[str, Floats]
    ending: NDArray[np.int16]
    won: NDArray[np.bool_]

    @property
    def worlds(self) -> int:
        return self.ending.shape[1]

    @property
    def quarters(self) -> int:
        """How many turn ends are in the picture."""
        return len(self.samples[TOTAL]) - 1

    @property
    def turns(self) -> tuple[str, ...]:
        """The turns whose ends are in the picture, such as 2026Q1."""
        return self.program.turns[self.turn : self.turn + self.quarters]

    @property
    def whole(self) -> bool:
        """Whether every game was played to its end, so that what is won is won."""
        return bool((self.ending >= 0).all())

    def bands(self, name: str) -> Floats:
        """Quantiles of a value, (bands, 1 + quarters, options)."""
        return np.quantile(self.samples[name], [b / 100 for b in BANDS], axis=2)

    def endings(self, k: int) -> list[tuple[str, int]]:
        """Endings that option k came to, the most frequent first."""
        counts = np.bincount(self.ending[k][self.ending[k] >= 0], minlength=1)
        ids = tuple(self.program.pack.endings)
        return [(ids[i], int(counts[i])) for i in np.argsort(-counts, kind="stable") if counts[i]]

    def wins(self, k: int) -> dict[str, Any]:
        """The share of worlds that option k wins, with its 95 % interval."""
        return share_ci(int(self.won[k].sum()), self.worlds)

    def against_others(self, name: str, k: int) -> Floats:
        """How much higher a value ends with option k than with the mean of the other options, (worlds,)."""
        last = self.samples[name][-1]
        others = np.delete(last, k, axis=0)
        return last[k] - others.mean(axis=0) if len(others) else np.zeros(self.worlds)

    def differs(self, k: int) -> tuple[str, float]:
        """The dimension in which option k departs most from the others, and by how much; ("", 0.0) where in none."""
        gaps = {d: float(self.against_others(d, k).mean()) for d in self.samples if d in self.program.pack.dimensions}
        name = max(gaps, key=lambda d: abs(gaps[d]), default="")
        return (name, gaps[name]) if name and gaps[name] else ("", 0.0)

    def summary(self) -> dict[str, Any]:
        """What `forecast --json` prints."""
        bands = {name: self.bands(name) for name in self.samples}
        return {
            "seat": self.seat,
            "turn": self.program.turns[self.turn],
            "turns": list(self.turns),
            "worlds": self.worlds,
            "whole": self.whole,
            "bands": list(BANDS),
            "options": [
                {
                    "values": {
                        n: [[round(float(x), 4) for x in row] for row in b[:, :, k].T] for n, b in bands.items()
                    },
                    "wins": self.wins(k),
                    "endings": {e: share_ci(c, self.worlds) for e, c in self.endings(k)},
                    "differs": dict(zip(("dimension", "amount"), self.differs(k), strict=True)),
                    "total_against_others": mean_ci(self.against_others(TOTAL, k)),
                }
                for k in range(len(self.options))
            ],
        }


@dataclass
class Course:
    """Games on their way: played on by doctrines, turn by turn, with the wanted values kept at each turn's end.

    A turn has ended for the eyes of a player when the next turn's first decision stands: so much has happened by
    then, and so it is shown on the board. `stopped` is asked before each step.
    """

    program: Program
    seat: str
    games: Games
    names: tuple[str, ...] = ()
    stopped: Callable[[], bool] = lambda: False
    values: dict[str, list[Floats]] = field(init=False)

    def __post_init__(self) -> None:
        self.policies = {s: rules_of(self.program, s) for s in self.program.seats}
        self.live = replace(self.games, ids=np.arange(self.games.n))  # ids: which column of the whole
        dimensions = [d for d, e in self.program.pack.dimensions.items() if e.item.seat == self.seat]
        self.values = {name: [] for name in (*dimensions, TOTAL, *self.names)}
        self.ending = np.full(self.games.n, -1, dtype=np.int16)
        self.won = np.zeros(self.games.n, dtype=np.bool_)
        self.note()

    def note(self) -> None:
        """Keeps the values as they stand; those of finished games stay what they were."""
        live, program = self.live, self.program
        here = live.ids
        for rows in self.values.values():
            rows.append(rows[-1].copy() if rows else np.empty(self.games.n))
        if not live.n:
            return
        score = program.score(live)
        dimensions = score.dimensions[self.seat]
        for name, rows in self.values.items():
            if name == TOTAL:
                rows[-1][here] = score.total[self.seat]
            else:
                rows[-1][here] = dimensions[name] if name in dimensions else program.values(live, name)
        self.ending[here] = score.ending
        entry = program.pack.totals.get(self.seat)
        ahead = score.total[self.seat] >= (entry.item.win if entry is not None else np.inf)
        self.won[here] = np.where(live.over, score.won[self.seat], ahead)

    def play(self, choices: NDArray[np.intp]) -> None:
        """Makes the choice at hand."""
        self.program.play(self.live, choices)

    def to_turn(self, turn: int) -> bool:
        """Plays on until `turn` (counted from 0) begins or all games have ended; False where it was stopped."""
        program = self.program
        while (decision := program.decision(self.live)) is not None and decision.turn < turn:
            if self.stopped():
                return False
            legal = program.legal(self.live)
            program.play(self.live, self.policies[decision.seat].choose(program, self.live, legal))
        self.note()
        over = self.live.over
        if over.any():
            self.live = self.live.take(np.flatnonzero(~over))
        return True


def promising(program: Program, game: Games, seat: str, most: int = MOST) -> Options:
    """The legal options that the seat's own rules want most, the best first.

    :raises ValueError: for a game that is over.
    """
    if program.decision(game) is None:
        raise ValueError("the game is over: there is nothing to choose")
    wanted = rules_of(program, seat).preferences(program, program.observe(game, seat))[:, 0]
    legal = np.flatnonzero(program.legal(game)[:, 0])
    return tuple(int(i) for i in legal[np.argsort(-wanted[legal], kind="stable")][:most])


def forecast(
    program: Program,
    game: Games,
    seat: str,
    options: Sequence[int],
    plan: Plan | None = None,
    *,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda part: None,
) -> Iterator[Picture]:
    """Pictures of what follows from each option (numbers of the decision at hand), each better than the one before.

    First a glance: few worlds, one turn. Then full batches: after each turn of the first one a picture that reaches
    one turn further, after each further batch one with more worlds. Stopping ends it between two steps; what was
    yielded last holds. The same game, seed and plan give the same pictures.

    :raises ValueError: for several games, a game that is over, another seat's decision, no options, or no worlds.
    :raises IllegalMove: for an option that is not legal.
    :raises UnknownName: for a name in the plan that the pack does not have.
    """
    plan = plan or Plan()
    decision = program.decision(game)
    if game.n != 1 or decision is None or decision.seat != seat or not options or plan.worlds < 1:
        raise ValueError("a forecast takes one game at a decision of the seat, some options and some worlds")
    legal = program.legal(game)[:, 0]
    for option in options:
        if not 0 <= option < len(legal) or not legal[option]:
            raise IllegalMove(move_text(decision, option) if 0 <= option < len(legal) else f"option {option}")
    left = len(program.turns) - decision.turn
    quarters = left if plan.quarters is None else max(1, min(plan.quarters, left))
    look = Look(program, program.observe(game, seat), seat, tuple(options), plan, decision.turn, stopped)
    return look.pictures(quarters, progress)


@dataclass
class Look:
    """One forecast under way; `seen` is all that it knows of the game."""

    program: Program
    seen: Games
    seat: str
    options: Options
    plan: Plan
    turn: int
    stopped: Callable[[], bool]

    def pictures(self, quarters: int, progress: Callable[[float], None]) -> Iterator[Picture]:
        """The glance, then the batches."""
        worlds, block = self.plan.worlds, max(1, BLOCK // len(self.options))
        glance = self.course(0, min(GLANCE, worlds))
        if not glance.to_turn(self.turn + 1):
            return
        yield self.picture([glance])
        done: list[Course] = []
        for first in range(0, worlds, block):
            size = min(block, worlds - first)
            course = self.course(first, size)
            for quarter in range(1, quarters + 1):
                if not course.to_turn(self.turn + quarter):
                    return
                progress((first + size * quarter / quarters) / worlds)
                if not done:
                    yield self.picture([course])
            done.append(course)
            if len(done) > 1:
                yield self.picture(done)

    def course(self, first: int, count: int) -> Course:
        """Some worlds, each as often as there are options, with the options played."""
        guessed = guesses(self.program, self.seen, self.seat, self.plan.seed, first, count)
        columns = np.tile(np.arange(count), len(self.options))
        course = Course(self.program, self.seat, guessed.take(columns), self.plan.names, self.stopped)
        course.play(np.repeat(np.array(self.options, dtype=np.intp), count))
        return course

    def picture(self, courses: list[Course]) -> Picture:
        """The worlds of all courses side by side."""
        k = len(self.options)
        samples = {
            name: np.concatenate([np.stack(c.values[name]).reshape(len(rows), k, -1) for c in courses], axis=2)
            for name, rows in courses[0].values.items()
        }
        ending = np.concatenate([c.ending.reshape(k, -1) for c in courses], axis=1)
        won = np.concatenate([c.won.reshape(k, -1) for c in courses], axis=1)
        return Picture(self.program, self.seat, self.turn, self.options, samples, ending, won)


def guesses(program: Program, seen: Games, seat: str, seed: int, first: int, count: int) -> Games:
    """Worlds `first` to `first + count` that a seat may believe in for each game of a batch, game by game. World w is
    the same whatever else is guessed with it."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    seeds = numbers + np.uint64(seed & (2**64 - 1))
    return program.guess(seen.repeat(count), seat, np.tile(seeds, seen.n))
