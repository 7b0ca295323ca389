"""Reasons: which wish of a doctrine spoke for a move, and the figures it rests on.

A reason is heard by other seats, so it holds to a law: apart from the move itself and which of the doctrine's
wishes held, it follows from what its hearers see. A figure that one of them may not see is never quoted, nor one
that is worked out from such a figure, nor one found by way of it (a member picked by a hidden number, the branch
taken by a hidden condition). What a wish weighs is reckoned in a world that the hearers may believe in, so that
not even the order of the reasons follows from what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.pack.base import Text
from game.pack.patterns import matches
from game.pack.tree import COMPARE, Node

from .clock import Env
from .codegen import Unit
from .explain import Explanations, deck_of
from .games import Games
from .kernel import Kernel
from .ledger import Cause, Ledger
from .schedule import Step
from .view import Views

MOST = 2  # figures that a reason quotes
BELIEVED = 1  # the seed of the world in which wishes are weighed
TURN = "turn"  # quoted where a wish looks at nothing but the calendar
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
OTHERWISE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True)
class Quoted:
    """A figure that a reason rests on: a track or a formula by id, or `turn`, with its value; where a wish asks for it
    to be on one side of a number, `sign` is one of < <= > >= and `bound` that number."""

    name: str
    value: float
    sign: str = ""
    bound: float = 0.0


@dataclass(frozen=True)
class Reason:
    """Why a doctrine makes a move: the sentence of its strongest wish, if it has one, and the figures behind it."""

    say: Text | None = None
    figures: tuple[Quoted, ...] = ()


class Reasons:
    """Finds reasons for the doctrines of one compiled scenario."""

    def __init__(self, kernel: Kernel, views: Views, explanations: Explanations) -> None:
        self.kernel, self.views, self.explanations, self.c = kernel, views, explanations, kernel.c
        self.units: dict[Node, Unit] = {}

    def reason(self, one: Games, doctrine: str, step: Step, option: int, hearers: Sequence[str]) -> Reason:
        """Why `doctrine` takes an option in a batch of one, told so that every seat of `hearers` may hear it."""
        card = deck_of(step).cards[option]
        search = Search(self, one, self.kernel.env(one, step), hearers, card.id)
        wishes = self.wishes(search, doctrine, card.id)
        first = next((w for w in wishes if w.say is not None), None)
        if first is not None:
            wishes = [first, *(w for w in wishes if w is not first)]
        prices = {track for track, _ in card.price}
        figures: dict[str, Quoted] = {}
        for wish in [w for w in wishes if w is first or w.weight > 0] or wishes:  # what speaks against is no reason
            figures |= {q.name: q for q in search.ranked(wish) if q.name not in figures}
        found = [q for n, q in figures.items() if n not in prices] or self.meant(search, step, option)
        if not found and any(search.reads_turn(w) for w in wishes):
            found = [Quoted(TURN, 0.0)]
        found = found or self.beside(search, doctrine, step, option)
        told = [replace(q, value=search.figure(q.name)) for q in (found or [*figures.values()])[:MOST]]
        return Reason(first.say if first else None, tuple(told))

    def wishes(self, search: Search, doctrine: str, card: str) -> list[Wish]:
        """The wishes of a doctrine for a card that hold, the weightiest first."""
        found: list[Wish] = []
        for i, rule in enumerate(self.c.pack.doctrines[doctrine].item.prefer):
            if not matches(rule.option, card):
                continue
            value = self.c.nodes[f"prefer:{doctrine}:{i}", card]
            when = self.c.nodes.get((f"prefer_when:{doctrine}:{i}", card))
            if when is None or search.value(when):
                found.append(Wish(value, when, rule.say, search.believed(value)))
        return sorted(found, key=lambda w: -w.weight)

    def meant(self, search: Search, step: Step, option: int) -> list[Quoted]:
        """The figure that an option is there to change, now or later: what there is to say where the wishes for it read no
        figure, or none but the means to pay. Tried in the believed world, so that nothing is told of dice to come."""
        card = deck_of(step).cards[option]
        own = self.sums(self.explanations.tried(search.world, step, option)[1].causes)
        reach, prices = self.views.reach(card.action), {t for t, _ in card.price}
        names = [n for n, t in self.c.tracks.items() if t.row in reach and n not in prices and search.quotable(n)]
        names.sort(key=lambda n: (self.c.tracks[n].good == "none", -own.get(n, 0.0)))
        return [Quoted(n, 0.0) for n in names[:1]]

    def beside(self, search: Search, doctrine: str, step: Step, option: int) -> list[Quoted]:
        """What there is to say of an option that changes nothing which players see: the figure of the weightiest wish for
        another option, against which it was weighed, if hearers can tell that it holds; of any other option, what follows
        from it before anybody decides again."""
        cards = deck_of(step).cards
        prices, reach = {t for t, _ in cards[option].price}, self.views.reach(cards[option].action)
        if not any(t.show and t.row in reach for t in self.c.tracks.values()):
            others = [w for i, c in enumerate(cards) if i != option for w in self.wishes(search, doctrine, c.id)]
            others = [w for w in others if w.weight > 0 and (w.when is None or search.public(w.when))]
            for wish in sorted(others, key=lambda w: -w.weight):
                found = [q for q in search.ranked(wish) if q.name not in prices]
                if found:
                    return found[:1]
        then = Ledger()
        self.kernel.play(search.world.copy(), np.array([option]), then)
        after = self.sums([c for c in then.causes if c.kind in ("option", "rule") and c.track not in prices])
        return [Quoted(n, 0.0) for n in sorted(filter(search.quotable, after), key=lambda n: -after[n])[:1]]

    def sums(self, causes: Sequence[Cause]) -> dict[str, float]:
        """How far causes move each track, as a share of its range."""
        found: dict[str, float] = {}
        for cause in causes:
            low, high = self.c.tracks[cause.track].range
            found[cause.track] = found.get(cause.track, 0.0) + abs(cause.amount) / (high - low)
        return found

    def evaluate(self, node: Node, games: Games, env: Env) -> float:
        """A formula in a batch of one."""
        unit = self.units.get(node)
        if unit is None:
            unit = self.units[node] = Unit.of(self.c.symbols, "reason", node)
        return float(np.asarray(unit(games.S, games.C, env)).reshape(-1)[0])


@dataclass(frozen=True)
class Wish:
    """A preference that holds for the option, and what it weighs in the believed world."""

    value: Node
    when: Node | None
    say: Text | None
    weight: float


class Search:
    """The figures behind one move, as far as the hearers see them."""

    def __init__(self, reasons: Reasons, one: Games, env: Env, hearers: Sequence[str], option: str) -> None:
        self.member = option[option.find("[") :] if "[" in option else ""
        self.reasons, self.c, self.one, self.env = reasons, reasons.c, one, env
        views = reasons.views
        seen = np.ones(len(one.S), dtype=np.bool_)
        world = one
        for seat in hearers:
            seen &= ~np.isnan(views.observe(one, seat, env).S[:, 0])
            world = views.guess(world, seat, BELIEVED, env)
        self.seen, self.world = seen, world
        self.secret = {int(row) for seat in hearers for row in views.secret[seat]}
        self.believing = Env(env.clock, world.seeds, env.keys, {}, None, env.occurrence)

    def value(self, node: Node) -> float:
        """A formula as it stands."""
        return self.reasons.evaluate(node, self.one, self.env)

    def believed(self, node: Node) -> float:
        """A formula in the believed world."""
        return self.reasons.evaluate(node, self.world, self.believing)

    def figure(self, name: str) -> float:
        """The value of a track, a formula by name, or the turn."""
        if name == TURN:
            return self.env.clock.turn
        return self.value(Node("track" if name in self.c.layout.tracks else "let", name=name))

    def public(self, node: Node) -> bool:
        """Whether every hearer can work the formula out."""
        lay = self.c.layout
        for n in self.c.symbols.resolved(node).walk():
            match n.op:
                case "track":
                    known = self.seen[lay.tracks[n.name]]
                case "ago":
                    known = self.seen[lay.past[n.name, int(n.value)]] and self.seen[lay.tracks[n.name]]
                case "used":
                    known = lay.uses[n.name] not in self.secret
                case "counter" | "noise" | "draw" | "roll":
                    known = False
                case _:
                    known = True
            if not known:
                return False
        return True

    def quotable(self, name: str) -> bool:
        """Whether a figure is one that players see, and that all hearers see now."""
        if name in self.c.tracks:
            info = self.c.tracks[name]
            switch = info.range == (0, 1) and not info.digits  # a flag, or a programme that runs or does not
            return info.show and not switch and self.public(Node("track", name=name))
        return self.c.pack.lets[name].item.title is not None and self.public(Node("let", name=name))

    def ranked(self, wish: Wish) -> list[Quoted]:
        """The figures that a wish rests on, the most telling first: about the option's own member, then what both the
        condition and the value read, then what adds to the value, then the rest of the condition, then what takes from
        the value; a part that comes to nothing is no reason."""
        parts = sorted(((scale * self.believed(t), t) for t, scale in terms(wish.value)), key=lambda part: -part[0])
        gates = [*self.figures(wish.when)] if wish.when is not None else []
        adding = [q for weight, t in parts if weight > 0 for q in self.figures(t)]
        taking = [q for weight, t in reversed(parts) if weight < 0 for q in self.figures(t)]
        read = {q.name for q in (*adding, *taking)}
        found: dict[str, Quoted] = {}
        for q in (*(q for q in gates if q.name in read), *adding, *gates, *taking):
            if q.name not in found or (q.sign and not found[q.name].sign):
                found[q.name] = q
        return sorted(found.values(), key=lambda q: not self.own(q.name))

    def figures(self, n: Node) -> Iterator[Quoted]:
        """The figures that a formula reads on the way that it takes, without their values."""
        match n.op:
            case "track":
                if self.quotable(n.name):
                    yield Quoted(n.name, 0.0)
            case "let":
                if self.quotable(n.name):
                    yield Quoted(n.name, 0.0)
                else:
                    yield from self.figures(self.c.symbols.lets[n.name])
            case "pick":
                if self.public(n.args[0]):
                    yield from self.figures(self.picked(n))
            case "where":
                if self.public(n.args[0]):
                    yield from self.figures(n.args[0])
                    yield from self.figures(n.args[1] if self.value(n.args[0]) else n.args[2])
            case "or":
                yield from self.side_that_holds(n)
            case "argmax" | "argmin":
                return
            case op if op in COMPARE:
                yield from self.compared(n)
            case _:
                for a in n.args:
                    yield from self.figures(a)

    def side_that_holds(self, n: Node) -> Iterator[Quoted]:
        """The figures of the side of an `or` that holds: of several the one that is about the option's own member."""
        holding = [[*self.figures(side)] for side in self.sides(n) if self.public(side) and self.value(side)]
        own = [found for found in holding if any(self.own(q.name) for q in found)]
        yield from (own or holding or [[]])[0]

    def sides(self, n: Node) -> Iterator[Node]:
        """All sides of a chain of `or`."""
        for a in n.args:
            if a.op == "or":
                yield from self.sides(a)
            else:
                yield a

    def own(self, name: str) -> bool:
        """Whether a figure is about the member that the option is about: `bond[korea]` for `cn_wedge[korea]`."""
        return bool(self.member) and name.endswith(self.member)

    def picked(self, n: Node) -> Node:
        """The member that a pick means now."""
        place = int(self.value(n.args[0]))
        return n.args[1 + min(max(place, 0), len(n.args) - 2)]

    def compared(self, n: Node) -> Iterator[Quoted]:
        """The figures of a comparison; where one stands alone against a number, the side on which it is. What is asked to be
        just one number is a code, such as the kind of an outcome, and no figure."""
        if n.op not in OTHERWISE:
            return
        for this, that, sign in ((*n.args, n.op), (*n.args[::-1], MIRRORED[n.op])):
            alone = self.picked(this) if this.op == "pick" and self.public(this.args[0]) else this
            plain = alone.op in ("track", "let") and self.quotable(alone.name)
            if plain and not self.c.symbols.resolved(that).is_column:
                side = sign if self.value(n) else OTHERWISE[sign]
                bound = self.value(that)
                yield Quoted(alone.name, 0.0, side, bound) if bound else Quoted(alone.name, 0.0)
                return
        for a in n.args:
            yield from self.figures(a)

    def reads_turn(self, wish: Wish) -> bool:
        """Whether a wish looks at the calendar."""
        nodes = [wish.value, *([wish.when] if wish.when is not None else [])]
        return any(n.op == "clock" for node in nodes for n in self.c.symbols.resolved(node).walk())


def terms(n: Node, scale: float = 1.0) -> Iterator[tuple[Node, float]]:
    """What a formula adds up, each part with the number that it is multiplied by.

    >>> from game.pack.tree import const
    >>> x = Node("track", name="x")
    >>> [*terms(Node("-", (const(2), Node("*", (const(3), x)))))]
    [(2, 1.0), (x, -3.0)]
    """
    match n.op:
        case "+" | "-":
            yield from terms(n.args[0], scale)
            yield from terms(n.args[1], scale if n.op == "+" else -scale)
        case "neg":
            yield from terms(n.args[0], -scale)
        case "*" if any(a.op == "const" for a in n.args):
            number, other = n.args if n.args[0].op == "const" else n.args[::-1]
            yield from terms(other, scale * number.value)
        case _:
            yield n, scale
