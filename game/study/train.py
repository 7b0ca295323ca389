"""Training: a doctrine of the pack, tuned by evolution until it plays better.

Every rule of the doctrine is scaled and shifted, and every option may be worth more or less in each era of
the game. What comes out is an ordinary doctrine of the pack, with its rules' own sentences, that a person
can read. Playing needs no training; a pack that has a trained doctrine names it in its seat.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine import Games, Program
from game.engine.doctrine import most_wanted
from game.pack import Text
from game.pack.patterns import matches
from game.pack.schema import Preference
from game.players.reasons import reason_text
from game.players.recipe import Plans

from .candidates import judge
from .evolve import Evolved, evolve
from .executors import Pool

Floats = NDArray[np.float64]
GAMES = 64  # games in which each candidate is tried
POPULATION = 96
SMALL = 0.05  # a value an era adds that is too small to write down


@dataclass(frozen=True)
class Genome:
    """What is tuned of a doctrine: scale and shift of each rule, and a value for each era and option. Passing keeps the
    value that the doctrine gives it: the others are measured against it.

    With `within` above 0 only the rules are tuned, each by a factor of 1 - within to 1 + within and a shift of at most
    twice `within`: the doctrine keeps its taste, since what no rule speaks of stays unspoken of."""

    program: Program
    doctrine: str
    within: float = 0.0

    @property
    def rules(self) -> tuple[Preference, ...]:
        return self.program.pack.doctrines[self.doctrine].item.prefer

    @property
    def plans(self) -> Plans:
        return Plans(self.program, self.program.pack.doctrines[self.doctrine].item.seat)

    @property
    def size(self) -> int:
        return 2 * len(self.rules) + (0 if self.within else self.plans.eras * len(self.plans.options))

    def parts(self, genes: Floats) -> tuple[Floats, Floats, Floats]:
        """Scale (rules, k), shift (rules, k) and era values (k, eras, options) of k candidates (k, size)."""
        m, plans = len(self.rules), self.plans
        scale, shift, rest = np.split(genes, [m, 2 * m], axis=1)
        if self.within:
            free = np.array([rule.option != "pass" for rule in self.rules])
            scale, shift = (np.where(free, np.clip(x, -self.within, self.within), 0.0) for x in (scale, shift))
            return np.maximum(1.0 + scale, 0.0).T, 2 * shift.T, np.zeros((len(genes), plans.eras, len(plans.options)))
        values = rest.reshape(len(genes), plans.eras, len(plans.options)).copy()
        values[:, :, [i for i, name in enumerate(plans.options) if name.endswith("/pass")]] = 0.0
        return np.maximum(1.0 + scale, 0.0).T, shift.T, values


class TunedPolicy:
    """Plays candidate `ids // games_each` of `genes` (k, size) in each game; with one candidate every game does."""

    def __init__(self, genome: Genome, genes: Floats, games_each: int = 0) -> None:
        self.genome, self.games_each, self.plans = genome, games_each, genome.plans
        self.scale, self.shift, self.values = genome.parts(np.atleast_2d(genes))
        self.row = {name: i for i, name in enumerate(self.plans.options)}

    def preferences(self, program: Program, games: Games) -> Floats:
        """What the tuned doctrine wants, (options, n)."""
        decision = program.decision(games)
        assert decision is not None
        which = games.ids // self.games_each if self.games_each else np.zeros(games.n, dtype=np.intp)
        rows = [self.row[f"{decision.phase}/{o.id}"] for o in decision.options]
        era = self.values[:, self.plans.era(decision.turn)][:, rows]
        tune = (self.scale[:, which], self.shift[:, which])
        return program.preferences(games, self.genome.doctrine, tune=tune) + era[which].T

    def choose(self, program: Program, games: Games, legal: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The legal option that is wanted most, (n,)."""
        return most_wanted(enumerate(self.preferences(program, games)), legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        """The sentence of the doctrine that is tuned."""
        return reason_text(program, games, self.genome.doctrine, option)


def tuned(program: Program, seat: str, genes: Floats, games: int, doctrine: str, within: str = "0") -> TunedPolicy:
    """A player for candidates (k, size) of a doctrine's genome."""
    return TunedPolicy(Genome(program, doctrine, float(within)), genes, games)


def train(
    program: Program, doctrine: str, pool: Pool, *, generations: int, seed: int = 1, start: Floats | None = None,
    within: float = 0.0, progress: Callable[[int, float], None] | None = None,
) -> Evolved:  # fmt: skip
    """Tunes a doctrine against the rules of the other seats; the number of workers changes nothing. `within` as in `Genome`.

    :raises PoolError: where the workers are lost for good.
    """
    genome = Genome(program, doctrine, within)

    def fitness(genes: Floats, generation: int) -> Floats:
        first = 1_000_000 * seed + generation * GAMES
        return judge(pool, program, genome.plans.seat, tuned, genes, range(first, first + GAMES), doctrine, str(within))

    begin = np.zeros(genome.size) if start is None else start
    return evolve(
        fitness, begin, 0.4, generations=generations, population=POPULATION, elite=0.2, learn=0.3, seed=seed,
        progress=progress,
    )  # fmt: skip


def doctrine_toml(genome: Genome, genes: Floats, name: str, title: Text, text: Text, command: str) -> str:
    """The tuned doctrine as a file of the pack; `command` is what made it."""
    scale, shift, values = (x for x in genome.parts(np.atleast_2d(genes)))
    seat = genome.plans.seat
    lines = [
        f"# {'Tuned by training' if genome.within else 'Written by training, not by hand'}: {command}",
        f"# The rules of the doctrine `{genome.doctrine}`"
        + (
            f" as written by hand, each scaled within 1 ± {genome.within:g} and shifted within ± {2 * genome.within:g}."
            if genome.within
            else ", scaled and shifted, then what each third of the game adds to each option."
        ),
        "",
        f"[doctrine.{name}]",
        f'seat = "{seat}"',
        f"title = {{ ja = {quoted(title.ja)}, en = {quoted(title.en)} }}",
        f"text = {{ ja = {quoted(text.ja)}, en = {quoted(text.en)} }}",
        f"noise = {genome.program.pack.doctrines[genome.doctrine].item.noise:g}",
        "prefer = [",
    ]
    for i, rule in enumerate(genome.rules):
        lines.append(rule_line(rule, float(scale[i, 0]), float(shift[i, 0])))
    lines += era_lines(genome.plans, values[0], genome.rules)
    return "\n".join([*lines, "]", ""])


def rule_line(rule: Preference, scale: float, shift: float) -> str:
    """A rule with its value scaled and shifted."""
    option = json.dumps(rule.option if isinstance(rule.option, str) else list(rule.option))
    factor, inner, more = affine(str(rule.value))
    value = f"{scale * factor:.3g} * ({inner}) + {scale * more + shift:.3g}".replace("+ -", "- ")
    parts = [f"option = {option}", f'value = "{value}"']
    if rule.when is not None:
        parts.append(f"when = {quoted(str(rule.when))}")
    if rule.say is not None:
        parts.append(said(rule.say))
    return f"  {{ {', '.join(parts)} }},"


def affine(value: str) -> tuple[float, str, float]:
    """A value as factor, formula and shift, so that what was trained before is not wrapped a second time.

    >>> affine("1.2 * (capital - 2) - 0.5"), affine("(capital) + 1"), affine("2 * (capital) + (debt)")
    ((1.2, 'capital - 2', -0.5), (1.0, '(capital) + 1', 0.0), (1.0, '2 * (capital) + (debt)', 0.0))
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?) \* \((.*)\) ([+-]) (\d+(?:\.\d+)?)", value)
    if found is None:
        return 1.0, value, 0.0
    factor, inner, sign, shift = found.groups()
    depth = 0
    for c in inner:
        depth += (c == "(") - (c == ")")
        if depth < 0:  # the first bracket closes before the last one
            return 1.0, value, 0.0
    return float(factor), inner, float(sign + shift)


def spoken(program: Program, seat: str, option: str, rules: Sequence[Preference]) -> Text | None:
    """What to say of an option that no rule of a doctrine speaks of: the sentence that another doctrine of the seat has."""
    if any(rule.say is not None and matches(rule.option, option) for rule in rules):
        return None
    others = [e.item for e in program.pack.doctrines.values() if e.item.seat == seat]
    says = (rule.say for item in others for rule in item.prefer if matches(rule.option, option))
    return next((say for say in says if say is not None), None)


def era_lines(plans: Plans, values: Floats, rules: Sequence[Preference]) -> list[str]:
    """Rules for what each era adds to each option; an option that stands in several phases gets one for all."""
    turns = len(plans.program.turns)
    first = [next(t for t in range(turns) if plans.era(t) == e) + 1 for e in range(plans.eras)]
    lines: list[str] = []
    for column, name in enumerate(plans.options):
        option = name.split("/", 1)[1]
        steps = [float(values[e, column]) for e in range(plans.eras)]
        if max(map(abs, steps)) < SMALL:
            continue
        text = f"{steps[-1]:.3g}"
        for e in reversed(range(plans.eras - 1)):
            text = f"{steps[e]:.3g} if turn < {first[e + 1]} else {text}"
        say = spoken(plans.program, plans.seat, option, rules)
        lines.append(f'  {{ option = {json.dumps(option)}, value = "{text}"{f", {said(say)}" if say else ""} }},')
    return lines


def said(say: Text) -> str:
    """A sentence as a key of a rule."""
    return f"say = {{ ja = {quoted(say.ja)}, en = {quoted(say.en)} }}"


def quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False)
