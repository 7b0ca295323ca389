"""Program: a compiled pack and scenario, and everything one may ask of a batch of games.

>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> games = program.start([1, 2, 3])
>>> games.n, program.decision(games).turn
(3, 0)
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.pack import Pack
from game.pack.base import Text
from game.pack.tree import const

from . import sentences
from .chance import Floats, Seeds
from .clock import Env
from .codegen import Unit
from .compile import Compiled, Compiler
from .deck import Card, Deck
from .doctrine import Tune
from .drafts import PASS
from .errors import IllegalMove, UnknownName
from .games import Columns, Forced, Games
from .kernel import Kernel, seeds_of
from .layout import TrackInfo
from .ledger import Cause, Ledger, Pending
from .notation import decision_text, move_text
from .position import position_text
from .schedule import Decision, Step
from .scoring import Score
from .view import Views


def compile_pack(pack: Pack, scenario: str = "", profile: str = "") -> Program:
    """Compiles a pack for a scenario (default: the pack's own) and a data profile (default: the scenario's).

    :raises UnknownName: for an unknown scenario or profile.
    """
    if scenario and scenario not in pack.scenarios:
        raise UnknownName("scenario", scenario, pack.scenarios)
    if profile and profile not in pack.profiles and profile != pack.info.profile:
        raise UnknownName("profile", profile, pack.profiles)
    return Program(Compiler(pack, scenario, profile).run())


class Program:
    """The public door of the engine. Immutable; all that changes is in `Games`."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.kernel = Kernel(compiled)
        self.views = Views(self.kernel)
        self.pack: Pack = compiled.pack
        self.scenario: str = compiled.scenario_id
        self.profile: str = compiled.profile
        self.seats: tuple[str, ...] = tuple(compiled.pack.seats)
        self.turns: tuple[str, ...] = tuple(c.id for c in compiled.turns)
        self.tracks: dict[str, TrackInfo] = compiled.tracks
        self.figures: dict[str, float] = dict(compiled.symbols.figures)
        self._values: dict[str, Unit] = {}
        self._needs: dict[tuple[str, int, int], Unit] = {}

    # games and decisions

    def start(self, seeds: int | Iterable[int], forced: Forced | None = None, ledger: Ledger | None = None) -> Games:
        """A batch, one game a seed (any integers), standing at its first decision. `forced` draws give the named
        numbers from the very start; a ledger notes what chance gave up to here.

        :raises ValueError: for no seed at all, or for a ledger with a batch of several games.
        :raises TypeError: for a seed that is no integer.
        """
        listed = [operator.index(s) for s in (seeds if isinstance(seeds, Iterable) else [seeds])]
        if not listed:
            raise ValueError("a batch has at least one game: give at least one seed")
        if ledger is not None and len(listed) != 1:
            raise ValueError(f"a ledger takes one game, found {len(listed)}")
        return self.kernel.start(seeds_of(listed), forced, ledger)

    def step(self, games: Games) -> Step | None:
        steps = self.compiled.steps
        return steps[games.step] if games.step < len(steps) else None

    def decision(self, games: Games) -> Decision | None:
        """What is to be decided now, None when all games are over."""
        step = self.step(games)
        return None if step is None or games.over.all() else step.decision

    def legal(self, games: Games) -> NDArray[np.bool_]:
        """Which options each game may take, bool (options, n); a finished game has none. Not to be changed."""
        return self.kernel.mask(games)

    def open_options(self, games: Games) -> NDArray[np.intp]:
        """How many options each game has at the decision at hand, (n,); a finished game has none."""
        return self.kernel.open_options(games)

    def slots(self, games: Games) -> NDArray[np.intp]:
        """How many slots each game has had, (n,): every time that a seat was asked, also where it had a single legal
        option and was passed over; what an autopilot decides is none."""
        steps = self.compiled.steps
        asked = np.cumsum([0, *(s.kind == "choose" and not s.autopilot for s in steps)])
        turn_ends = np.array([i for i, s in enumerate(steps) if s.kind == "end"])
        ended = turn_ends[games.C[self.kernel.ended]]
        return asked[np.where(games.over, ended, games.step)]

    def play(self, games: Games, choices: Any, ledger: Ledger | None = None, until: int | None = None) -> None:
        """Takes one option a game (option numbers, shape (n,)) and goes on to the next decision, in place.

        With `until` (a turn, counted from 0) games stop where that turn begins, before any of it has happened, and
        no decision is at hand there: where a look ahead ends, whatever other games of the batch are asked next.

        :raises IllegalMove: for the first game whose choice is not legal; nothing is changed then.
        :raises ValueError: when no decision is at hand, a ledger comes with a batch of several games, or there are
            not as many choices as games.
        :raises TypeError: for choices that are no integers.
        """
        decision = self.decision(games)
        if decision is None:
            raise ValueError("all games are over: there is nothing to decide")
        if ledger is not None and games.n != 1:
            raise ValueError(f"a ledger takes one game, found {games.n}")
        choice = option_numbers(choices, games.n)
        wrong = np.flatnonzero((choice < 0) | (choice >= len(decision.options)))
        if wrong.size:
            k = int(wrong[0])
            move = f"{decision_text(decision)} option {int(choice[k])} (of 0 to {len(decision.options) - 1})"
            raise IllegalMove(move, game=k, position=position_text(self, games, k, decision.seat))
        fine = self.legal(games).take(choice * games.n + np.arange(games.n)) | games.over
        if not fine.all():
            k = int(np.flatnonzero(~fine)[0])
            option = int(choice[k])
            reasons, text = tuple(self.why_not(games, option, k)), position_text(self, games, k, decision.seat)
            raise IllegalMove(move_text(decision, option), reasons, k, text)
        self.kernel.play(games, choice, ledger, until)

    # reading a game

    def env(self, games: Games) -> Env:
        steps = self.compiled.steps
        return self.kernel.env(games, steps[min(games.step, len(steps) - 1)])

    def values(self, games: Games, name: str) -> Floats:
        """A track or a let by name, float (n,).

        :raises UnknownName: for an unknown name.
        """
        if name in self.tracks:
            return games.S[self.tracks[name].row].copy()
        if name not in self.compiled.symbols.lets:
            raise UnknownName("value", name, [*self.tracks, *self.compiled.symbols.lets])
        unit = self._values.get(name)
        if unit is None:
            symbols = self.compiled.symbols
            unit = self._values[name] = Unit.of(symbols, f"let:{name}", symbols.lets[name])
        value = unit(games.S, games.C, self.env(games))
        return np.broadcast_to(np.asarray(value, dtype=np.float64), (games.n,)).copy()

    def value(self, games: Games, name: str, k: int = 0) -> float:
        """A track or a let of one game."""
        return float(self.values(games, name)[k])

    def evaluate(self, games: Games, text: str | float) -> Floats:
        """A formula of the pack's language on the games as they stand, float (n,); it may roll dice of its own.

        :raises FormulaError: for a formula that cannot be read.
        """
        name = f"asked:{text}"
        unit = self._values.get(name)
        if unit is None:
            node = self.pack.parse(text, {}, boolean=False, random=True)
            unit = self._values[name] = Unit.of(self.compiled.symbols, name, node)
        value = unit(games.S, games.C, self.env(games))
        return np.broadcast_to(np.asarray(value, dtype=np.float64), (games.n,)).copy()

    def why_not(self, games: Games, option: int, k: int = 0) -> list[Text]:
        """The sentences of the needs that fail for an option in game k; empty when it is legal."""
        step = self.step(games)
        if step is None or step.deck is None:
            return [sentences.OVER]
        if bool(self.legal(games)[option, k]):
            return []
        deck, one = step.deck, games.take([k])
        env = self.kernel.env(one, step)
        card = deck.cards[option]
        reasons = [self.sentence(one, env, deck, option, i) for i in range(len(card.needs))]
        found = [r for r in reasons if r is not None]
        if int(one.C[card.use_row, 0] - one.C[card.use_row + deck.use_count, 0]) >= card.per_turn:
            found.append(sentences.per_turn(card.per_turn))
        if not found:
            found.append(sentences.CLOSED)
        return found

    def sentence(self, one: Games, env: Env, deck: Deck, option: int, i: int) -> Text | None:
        """The sentence of need i if it fails, with what there is and what it takes where it is a price."""
        need = deck.cards[option].needs[i]
        unit = self._needs.get((deck.id, option, i))
        if unit is None:
            amount = need.price[1] if need.price else const(0)
            name = f"need:{deck.id}:{option}:{i}"
            unit = self._needs[deck.id, option, i] = Unit.of(self.compiled.symbols, name, need.node, amount)
        holds, amount = unit(one.S, one.C, env)
        if bool(np.asarray(holds).reshape(-1)[0]):
            return None
        if need.price is None:
            return need.otherwise
        track, takes = self.tracks[need.price[0]], float(np.asarray(amount).reshape(-1)[0])
        return sentences.price(track.title, takes, float(one.S[track.row, 0]))

    def card(self, games: Games, option: int) -> Card:
        """The compiled card of an option of the decision at hand."""
        step = self.step(games)
        if step is None or step.deck is None:
            raise ValueError("all games are over: there are no options")
        return step.deck.cards[option]

    def cost(self, games: Games, option: int, k: int = 0) -> dict[str, float]:
        """What an option costs in game k: track to amount."""
        one = games.take([k])
        found: dict[str, float] = {}
        for i, (track, node) in enumerate(self.card(games, option).price):
            amount = Unit.of(self.compiled.symbols, f"price{i}", node)(one.S, one.C, self.env(one))
            found[track] = float(np.asarray(amount).reshape(-1)[0])
        return found

    def pending(self, games: Games, k: int = 0) -> list[Pending]:
        """Delayed effects on their way in game k, the nearest first."""
        found: list[Pending] = []
        for site in self.compiled.layout.sites:
            for back in range(site.delay):
                count = int(games.C[site.row + back, k])
                if count > 0:
                    found.append(Pending(site.id, site.title, back + 1, count))
        return sorted(found, key=lambda p: p.turns)

    def news(self, games: Games, k: int = 0) -> list[str]:
        """Ids of the events drawn in this turn."""
        found: list[str] = []
        for name, row in self.compiled.layout.named.items():
            if name.startswith("drawn:"):
                deck = self.compiled.decks[name.split(":")[1]].main
                place = int(games.C[row, k])
                card = deck.cards[place] if place >= 0 else None
                if (
                    card is not None
                    and card.id != PASS
                    and games.C[card.use_row, k] > games.C[card.use_row + deck.use_count, k]
                ):
                    found.append(card.id)
        return found

    def goals(self, games: Games, role: str, k: int = 0) -> list[str]:
        """The secret goals dealt to a role in game k."""
        named = self.compiled.layout.named
        mine = [g for g, e in self.pack.goals.items() if e.item.role == role]
        return [g for g in mine if games.C[named[f"goal:{g}"], k] > 0]

    def goal_met(self, games: Games, goal: str, k: int = 0) -> bool:
        """Whether a goal holds in game k as it stands."""
        met = self.kernel.scoring.evaluate("goal", goal, games, self.env(games))
        return bool(np.broadcast_to(met, (games.n,))[k])

    def score(self, games: Games) -> Score:
        """Scores of all seats as the games stand."""
        return self.kernel.scoring.score(games, self.env(games))

    # why: causes of a choice in one game

    def explain(self, game: Games, option: int) -> list[Cause]:
        """Every change that follows from an option up to the next decision; the game itself is left alone."""
        ledger = Ledger()
        self.play(game.copy(), [option], ledger)
        return ledger.causes

    def preview(self, game: Games, option: int) -> list[Cause]:
        """The option's own immediate changes, without what follows by itself."""
        step = self.step(game)
        if step is None or step.deck is None:
            raise ValueError("all games are over: there are no options")
        ledger, copy = Ledger(), game.take([0])
        step.deck.apply_one(option, copy, self.kernel.env(copy, step, ledger))
        return ledger.causes

    # seats: what they know, how they might play

    def observe(self, games: Games, seat: str) -> Games:
        """A copy as `seat` sees it: hidden tracks NaN, seeds 0, secret counts -1.

        :raises UnknownName: for an unknown seat.
        """
        self.known_seat(seat)
        return self.views.observe(games, seat, self.env(games))

    def guess(self, games: Games, seat: str, seed: int | Seeds) -> Games:
        """A copy in which what `seat` may not know is drawn from what it may believe; `seed` is one number for the
        batch, or uint64 (n,). Guesses of an observation are those of the game itself.

        :raises UnknownName: for an unknown seat.
        """
        self.known_seat(seat)
        return self.views.guess(games, seat, seed, self.env(games))

    def preferences(
        self, games: Games, doctrine: str, columns: Columns | None = None, tune: Tune | None = None
    ) -> Floats:
        """How much a doctrine wants each option of the decision at hand, float (options, n); only for the games at
        `columns` where these are given."""
        step = self.known_doctrine(games, doctrine)
        return self.kernel.doctrines.preferences(games, doctrine, self.kernel.env(games, step), step, columns, tune)

    def known_doctrine(self, games: Games, doctrine: str) -> Step:
        """The step at which a doctrine of the pack is asked.

        :raises UnknownName, ValueError: for a name that is none, and when all games are over.
        """
        step = self.step(games)
        if step is None:
            raise ValueError("all games are over: there is nothing to prefer")
        if doctrine not in self.pack.doctrines:
            raise UnknownName("doctrine", doctrine, self.pack.doctrines)
        return step

    def most_wanted(
        self, games: Games, doctrine: str, legal: NDArray[np.bool_], columns: Columns | None = None
    ) -> Columns:
        """The option that a doctrine wants most of those that are `legal`, bool (options, n), in each game, (n,): the
        first of equals, 0 where none is legal; only for the games at `columns` where these are given, with `legal` theirs.
        """
        step = self.known_doctrine(games, doctrine)
        return self.kernel.doctrines.choose(games, doctrine, self.kernel.env(games, step), step, legal, columns)

    def say(self, games: Games, doctrine: str, option: int, k: int = 0) -> Text | None:
        """What the doctrine says when it takes an option, if it has a sentence for it."""
        step = self.step(games)
        if step is None:
            return None
        return self.kernel.doctrines.say(games, doctrine, self.kernel.env(games, step), step, option, k)

    def known_seat(self, seat: str) -> None:
        """Does nothing for a seat of the pack.

        :raises UnknownName: for any other name.
        """
        if seat not in self.pack.seats:
            raise UnknownName("seat", seat, self.pack.seats)

    def character(self, games: Games, seat: str) -> tuple[tuple[str, ...], Columns]:
        """The doctrines a seat may have, and which one each game has (by the seat's hidden character track)."""
        item = self.pack.seats[seat].item
        names = item.characters or tuple(d for d, e in self.pack.doctrines.items() if e.item.seat == seat)
        if not item.character:
            return names, np.zeros(games.n, dtype=np.intp)
        return names, games.S[self.tracks[item.character].row].astype(np.intp)

    def forced(self, games: Games, draws: Forced) -> Games:
        """A copy in which the named draws give the named numbers."""
        return replace(games.copy(), forced=dict(draws))


def option_numbers(choices: Any, n: int) -> Columns:
    """Choices as a column of option numbers, one a game; a single number stands for all.

    :raises TypeError: for numbers that are no integers.
    :raises ValueError: for another number of choices than games.
    """
    found = np.asarray(choices)
    if found.dtype.kind not in "iu":
        raise TypeError(f"choices are option numbers, integers; found {found.dtype}")
    if found.shape == (n,):
        return found.astype(np.intp, copy=False)
    if found.shape not in ((), (1,)):
        raise ValueError(f"one choice a game: {n} games, choices of shape {found.shape}")
    return np.broadcast_to(found.astype(np.intp), (n,))
