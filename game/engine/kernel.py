"""The kernel: steps a batch through the schedule up to the next decision.

All games of a batch take the same steps together. A finished game is frozen: its column is put by, goes
along as a passenger, and is put back before the kernel returns, so that stepping a finished game changes
nothing. (Drivers that play many games drop the finished ones now and then, so that few passengers ride.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blocks import RuleLine
from .chance import Floats, Seeds, mix, seed_column
from .clock import Env
from .codegen import Unit
from .compile import Compiled
from .doctrine import Doctrines, most_wanted
from .games import Columns, Counters, Forced, Games
from .ledger import Ledger
from .notation import move_text
from .schedule import VISIT, Step
from .scoring import Scoring


@dataclass(frozen=True)
class Frozen:
    """Finished games as they were, to be put back."""

    columns: Columns
    S: Floats
    C: Counters

    @classmethod
    def of(cls, games: Games, over: NDArray[np.bool_]) -> list[Frozen]:
        """The games that are over, if there are any."""
        columns = np.flatnonzero(over)
        return [cls(columns, games.S[:, columns], games.C[:, columns])] if columns.size else []

    def put_back(self, games: Games) -> None:
        games.S[:, self.columns] = self.S
        games.C[:, self.columns] = self.C


class Kernel:
    """Runs the steps of one compiled scenario. Holds no game: everything that changes is in `Games`."""

    def __init__(self, c: Compiled) -> None:
        self.c, self.layout, self.hand = c, c.layout, c.hand
        self.scoring = Scoring(c)
        self.doctrines = Doctrines(c)
        lay = c.layout
        sites = lay.sites
        self.site_first = np.array([s.row for s in sites], dtype=np.intp)
        self.site_last = np.array([s.row + s.delay - 1 for s in sites], dtype=np.intp)
        inner = [r for s in sites for r in range(s.row, s.row + s.delay - 1)]
        self.site_to = np.array(inner, dtype=np.intp)
        past = sorted(lay.past.items(), key=lambda p: p[0])
        self.past_to = np.array([row for _, row in past], dtype=np.intp)
        source = [lay.tracks[n] if b == 1 else lay.past[n, b - 1] for (n, b), _ in past]
        self.past_from = np.array(source, dtype=np.intp)
        used = sorted(lay.used_past.items(), key=lambda p: p[0])
        self.used_to = np.array([row for _, row in used], dtype=np.intp)
        self.used_from = np.array([lay.since(n, b - 1) for (n, b), _ in used], dtype=np.intp)
        self.ending, self.ended = lay.named["ending"], lay.named["ended"]
        self.goal_keys = {role: c.symbols.key(f"goals:{role}") for role in c.pack.roles}
        self.event_keys = {name: c.symbols.key(f"events:{name}") for name in c.decks}
        self.starts = {s.track: s for s in c.starts}
        self.start_units: dict[str, Unit] = {}
        self.conditions: dict[str, Unit] = {}

    # starting

    def start(self, seeds: Seeds, forced: Forced | None = None, ledger: Ledger | None = None) -> Games:
        """A batch at the first decision; what chance gave on the way goes into the ledger, for a batch of one."""
        n, lay = len(seeds), self.layout
        S, C = np.zeros((lay.floats, n)), np.zeros((lay.counters, n), np.int16)
        games = Games(S, C, seeds, np.arange(n), 0, forced or {}, self.ending)
        games.C[self.ending] = -1
        for name, row in lay.named.items():
            if name.startswith("drawn:"):
                games.C[row] = -1
        env = self.env(games, self.c.steps[0], ledger)
        for s in self.c.starts:
            games.S[s.row] = self.starting_value(s.track, games, env)
            np.clip(games.S[s.row], lay.low[s.row], lay.high[s.row], out=games.S[s.row])
        for (name, _), row in lay.past.items():
            games.S[row] = games.S[lay.tracks[name]]
        self.deal_goals(games, ledger)
        self.advance(games, ledger)
        return games

    def starting_value(self, track: str, games: Games, env: Env) -> Any:
        """A track's start for every game: a formula or a draw."""
        s = self.starts[track]
        if s.node is not None:
            if track not in self.start_units:
                self.start_units[track] = Unit.of(self.c.symbols, f"start:{track}", s.node)
            return self.start_units[track](games.S, games.C, env)
        assert s.draw is not None
        return self.drawn_value(s.draw, env, self.c.symbols.key(f"start:{track}"))

    @staticmethod
    def drawn_value(draw: Any, env: Env, rule: int, weights: Any = None) -> Any:
        """A value of a prior; `weights` (one a value) in place of the prior's own for a choice."""
        if draw.normal is not None:
            return draw.normal[0] + draw.normal[1] * env.noise(rule)
        if draw.uniform is not None:
            low, high = draw.uniform
            return low + (high - low) * env.uniform(rule)
        weights = weights or draw.weights or (1.0,) * len(draw.choice)
        return np.array(draw.choice)[env.draw(rule, tuple(weights)).astype(np.intp)]

    def deal_goals(self, games: Games, ledger: Ledger | None = None) -> None:
        """Each role gets `draw` of its goals: those with the lowest numbers."""
        pack = self.c.pack
        for role, entry in pack.roles.items():
            goals = [g for g, e in pack.goals.items() if e.item.role == role]
            if not goals:
                continue
            env = self.env(games, self.c.steps[0], ledger)
            numbers = np.empty((len(goals), games.n))
            for i in range(len(goals)):
                env.occurrence = i
                numbers[i] = env.uniform(self.goal_keys[role])
            rank = numbers.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
            for i, goal in enumerate(goals):
                games.C[self.layout.named[f"goal:{goal}"]] = rank[i] < entry.item.draw

    # stepping

    def env(
        self, games: Games, step: Step, ledger: Ledger | None = None, extra: Mapping[str, Any] | None = None
    ) -> Env:
        occurrence = step.visit * VISIT
        return Env(step.clock, games.seeds, self.c.symbols.keys, games.forced, ledger, occurrence, extra or {})

    def mask(self, games: Games) -> NDArray[np.bool_]:
        """Legality at the decision at hand, bool (options, games); finished games have none."""
        if games.mask is None:
            step = self.c.steps[games.step]
            assert step.deck is not None
            games.mask = step.deck.legal(games, self.env(games, step))
            over = games.over
            if over.any():
                games.mask &= ~over
        return games.mask

    def open_options(self, games: Games) -> NDArray[np.intp]:
        """How many options each game has, (n,). Summed in the narrowest type that cannot overflow: it is done at every step."""
        mask = self.mask(games)
        small = np.uint8 if len(mask) < 256 else np.uint16
        return np.add.reduce(mask.view(np.uint8), axis=0, dtype=small).astype(np.intp)

    def play(self, games: Games, choice: Columns, ledger: Ledger | None = None, until: int | None = None) -> None:
        """Takes checked choices and goes on to the next decision, or to the start of turn `until`."""
        frozen = Frozen.of(games, games.over)
        self.choose(games, self.c.steps[games.step], choice, ledger)
        games.step += 1
        self.run(games, frozen, ledger, until)

    def advance(self, games: Games, ledger: Ledger | None = None) -> None:
        """Runs all steps that ask nobody, up to the next decision of any game, or the end."""
        self.run(games, [], ledger)

    def run(self, games: Games, frozen: list[Frozen], ledger: Ledger | None, until: int | None = None) -> None:
        """Goes on, and puts back what finished games were: their columns are only passengers."""
        self.go_on(games, frozen, ledger, until)
        for f in frozen:
            f.put_back(games)

    def choose(self, games: Games, step: Step, choice: Columns, ledger: Ledger | None) -> None:
        assert step.deck is not None
        games.mask = None
        if ledger is not None and step.decision is not None:
            ledger.taken.append(move_text(step.decision, int(choice[0])))
        step.deck.apply(choice, games, self.env(games, step, ledger))

    def go_on(self, games: Games, frozen: list[Frozen], ledger: Ledger | None, until: int | None) -> None:
        steps = self.c.steps
        while games.step < len(steps):
            step = steps[games.step]
            if until is not None and step.clock.index >= until:
                return
            match step.kind:
                case "choose":
                    if self.waits(games, step, ledger):
                        return
                case "start":
                    self.begin_turn(games, step, ledger)
                case "rules":
                    for block in self.c.rules.get(step.phase, ()):
                        if block.unit is not None and ledger is None:
                            block.run(games, self.env(games, step))
                            continue
                        for line in block.lines:
                            self.run_rule(line, games, step, ledger)
                case "events":
                    self.draw_event(games, step, ledger)
                case _:
                    before = games.over
                    self.end_turn(games, step)
                    over = games.over
                    if over.all():
                        games.step = len(steps)
                        return
                    frozen += Frozen.of(games, over & ~before)
            games.step += 1

    def waits(self, games: Games, step: Step, ledger: Ledger | None) -> bool:
        """Whether somebody has to choose here; otherwise the only option is taken, or the autopilot's."""
        if step.slot == 0 and step.deck is not None and step.deck.passed_row >= 0:
            games.C[step.deck.passed_row] = 0
        mask = self.mask(games)
        if step.autopilot:
            self.choose(games, step, self.autopilot(games, step, mask, ledger), ledger)
            return False
        if self.open_options(games).max(initial=0) >= 2:
            return True
        self.choose(games, step, mask.argmax(axis=0), ledger)
        return False

    def autopilot(self, games: Games, step: Step, mask: NDArray[np.bool_], ledger: Ledger | None) -> Columns:
        """What the doctrine of an autopilot takes; a ledger notes the dice of all options, also of those not legal."""
        env = self.env(games, step, ledger)
        if ledger is None:
            return self.doctrines.choose(games, step.autopilot, env, step, mask)
        return most_wanted(enumerate(self.doctrines.preferences(games, step.autopilot, env, step)), mask)

    def begin_turn(self, games: Games, step: Step, ledger: Ledger | None) -> None:
        """Counts of the turn start anew, and delayed effects land."""
        C, k = games.C, self.layout.use_count
        if self.used_to.size:
            C[self.used_to] = C[self.used_from]
        C[k : 2 * k] = C[:k]
        if not self.site_first.size:
            return
        due = C[self.site_first]
        if due.any():
            for i, action in enumerate(self.c.landings):
                for time in range(int(due[i].max(initial=0))):
                    x = np.flatnonzero(due[i] > time)
                    env = self.env(games, step, ledger)
                    part = env.sub(x, np.full(x.size, time, np.int16))
                    self.hand.run(action, games, part, x if games.n > 1 else None)
        C[self.site_to] = C[self.site_to + 1]
        C[self.site_last] = 0

    def run_rule(self, line: RuleLine, games: Games, step: Step, ledger: Ledger | None) -> None:
        env = self.env(games, step, ledger)
        if line.repeat == 1:
            self.hand.run(line.action, games, env)
            return
        assert line.when is not None
        for time in range(min(line.repeat, VISIT)):
            env.occurrence = step.visit * VISIT + time
            if not np.any(self.condition(line, games, env)):
                return
            self.hand.run(line.action, games, env)

    def condition(self, line: RuleLine, games: Games, env: Env) -> Any:
        name = line.action.id
        if name not in self.conditions:
            assert line.when is not None
            self.conditions[name] = Unit.of(self.c.symbols, f"while:{name}", line.when)
        return self.conditions[name](games.S, games.C, env)

    def draw_event(self, games: Games, step: Step, ledger: Ledger | None) -> None:
        """Draws one event for each game by weight, or the quiet card, and applies it."""
        deck = step.deck
        assert deck is not None
        env = self.env(games, step, ledger)
        env.occurrence = step.visit * VISIT + step.slot
        chosen = deck.pick(games, env, self.event_keys[step.phase])
        games.C[self.layout.named[f"drawn:{step.phase}:{step.slot}"]] = chosen
        deck.apply(chosen, games, env)

    def end_turn(self, games: Games, step: Step) -> None:
        """Registers move on, then losses are looked at, and on the last turn the endings."""
        last = step.clock.index == len(self.c.turns) - 1
        over = games.over
        ending = np.where(over, games.C[self.ending], self.scoring.endings(games, self.env(games, step), last))
        ended = np.where(ending >= 0, step.clock.index, 0)
        games.C[self.ended] = np.where(over, games.C[self.ended], ended)
        games.C[self.ending] = ending
        if self.past_to.size:
            games.S[self.past_to] = games.S[self.past_from]


def seeds_of(seeds: Iterable[int]) -> Seeds:
    """Seeds as the engine keeps them: hashed, so that neighbours have nothing in common. Seeds 2**63 apart are the
    same."""
    return seed_column(mix((int(s) * 2 + 1) & ((1 << 64) - 1)) for s in seeds)
