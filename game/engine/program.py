"""Program: a compiled pack and scenario, and everything one may ask of a batch of games.

>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> games = program.start([1, 2, 3])
>>> games.n, program.decision(games).turn
(3, 0)
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.pack import Pack
from game.pack.base import Text

from . import sentences
from .chance import Floats, Seeds
from .clock import Env
from .codegen import Unit
from .compile import Compiled, Compiler
from .deck import Card
from .doctrine import Tune
from .drafts import PASS
from .errors import IllegalMove, UnknownName
from .explain import Explanations, deck_of
from .games import Columns, Forced, Games
from .kernel import Kernel, seeds_of
from .ledger import Cause, Ledger, Pending
from .notation import decision_text, move_text
from .position import position_text
from .reasons import Reason, Reasons
from .rulebook import Rulebook
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


class Program(Rulebook):
    """The public door of the engine: the rulebook, and what may be done with games and asked of them. Immutable; all that
    changes is in `Games`."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__(compiled)
        self.kernel = Kernel(compiled)
        self.views = Views(self.kernel)
        self.explanations = Explanations(self.kernel)
        self.reasons = Reasons(self.kernel, self.views, self.explanations)
        self._values: dict[str, Unit] = {}

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
        """Where games stand; None at the end."""
        return self.schedule[games.step] if games.step < len(self.schedule) else None

    def turn(self, games: Games) -> int:
        """The turn in which games stand, from 0; at the end the number of turns."""
        step = self.step(games)
        return len(self.turns) if step is None else step.clock.index

    def asking(self, games: Games) -> Step:
        """The step at which somebody decides now.

        :raises ValueError: when all games are over.
        """
        step = self.step(games)
        if step is None or step.deck is None:
            raise ValueError("all games are over: there is nothing to decide")
        return step

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
        asked = np.cumsum([0, *(s.kind == "choose" and not s.autopilot for s in self.schedule)])
        turn_ends = np.array([i for i, s in enumerate(self.schedule) if s.kind == "end"])
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
        """What formulas see of clock and chance where games stand."""
        return self.kernel.env(games, self.schedule[min(games.step, len(self.schedule) - 1)])

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
        return self.explanations.why_not(games.take([k]), step, option)

    def card(self, games: Games, option: int) -> Card:
        """The compiled card of an option of the decision at hand."""
        return deck_of(self.asking(games)).cards[option]

    def touches(self, games: Games, option: int) -> frozenset[str]:
        """The tracks that an option of the decision at hand may change at once."""
        rows = set(self.card(games, option).action.rows)
        return frozenset(name for name, track in self.tracks.items() if track.row in rows)

    def cost(self, games: Games, option: int, k: int = 0) -> dict[str, float]:
        """What an option costs in game k: track to amount."""
        return self.explanations.cost(games.take([k]), self.asking(games), option)

    def pending(self, games: Games, k: int = 0) -> list[Pending]:
        """Delayed effects on their way in game k, the nearest first."""
        found: list[Pending] = []
        for site in self.layout.sites:
            for back in range(site.delay):
                count = int(games.C[site.row + back, k])
                if count > 0:
                    found.append(Pending(site.id, site.title, back + 1, count))
        return sorted(found, key=lambda p: p.turns)

    def uses(self, games: Games, name: str) -> NDArray[np.int16]:
        """How often an option, an event or an answer has been used, (n,); 0 for one that the scenario leaves out.

        :raises UnknownName: for an unknown name.
        """
        row = self.layout.uses.get(name)
        if row is not None:
            return games.C[row].copy()
        if name not in self.pack.events and name not in self.pack.options:
            raise UnknownName("value", name, [*self.used_ids])
        return np.zeros(games.n, dtype=np.int16)

    def news(self, games: Games, k: int = 0) -> list[str]:
        """Ids of the events drawn in this turn."""
        found: list[str] = []
        for name, row in self.layout.named.items():
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
        named = self.layout.named
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
        return self.explanations.tried(game, self.asking(game), option)[1].causes

    def tried(self, game: Games, option: int) -> Games:
        """A copy of one game right after an option, before anything follows from it; the next step is not reached."""
        return self.explanations.tried(game, self.asking(game), option)[0]

    # seats: what they know, how they might play

    def observe(self, games: Games, seat: str) -> Games:
        """A copy as `seat` sees it: hidden tracks NaN, seeds 0, secret counts -1.

        :raises UnknownName: for an unknown seat.
        """
        self.known_seat(seat)
        return self.views.observe(games, seat, self.env(games))

    def blanks(self, games: Games, seat: str) -> Iterable[tuple[int, NDArray[np.bool_]]]:
        """What `observe` hides from a seat, without the copy: each row of `games.S` that may be hidden, and the games
        where it is, bool (n,).

        :raises UnknownName: for an unknown seat.
        """
        self.known_seat(seat)
        return self.views.blanks(games, seat, self.env(games))

    def guess(self, games: Games, seat: str, seed: int | Seeds) -> Games:
        """A copy in which what `seat` may not know is drawn from what it may believe; `seed` is one number for the
        batch, or uint64 (n,). Guesses of an observation are those of the game itself.

        :raises UnknownName: for an unknown seat.
        """
        self.known_seat(seat)
        return self.views.guess(games, seat, seed, self.env(games))

    def kept_from(self, option: str) -> frozenset[str]:
        """The seats that may not know that another seat has taken an option or an answer, by its id."""
        return self.views.kept_from(self.layout.uses[option])

    def choice_kept_from(self, games: Games, option: int) -> frozenset[str]:
        """The same for an option of the decision at hand, by its number; passing is one too."""
        return self.views.kept_from(self.card(games, option).use_row)

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

    def reason(
        self, games: Games, doctrine: str, option: int, k: int = 0, hearers: Sequence[str] | None = None
    ) -> Reason:
        """Why a doctrine takes an option in game k: the sentence of its strongest wish and up to two figures that it
        rests on, each of which all `hearers` (default: every seat) may see. See `reasons` for what it keeps secret.

        >>> from game.pack import Pack
        >>> program = compile_pack(Pack.load("rules/tutorial"))
        >>> games = program.start(1)
        >>> while (festival := program.decision(games).index("festival")) < 0:
        ...     program.play(games, program.legal(games).argmax(axis=0))
        >>> reason = program.reason(games, "steady", festival)
        >>> [(q.name, q.value == program.value(games, q.name)) for q in reason.figures]
        [('support', True)]
        """
        step = self.known_doctrine(games, doctrine)
        heard = self.seats if hearers is None else hearers
        for seat in heard:
            self.known_seat(seat)
        return self.reasons.reason(games.take([k]), doctrine, step, option, heard)

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
