"""A saved game move by move: what was done and said, what it changed, and the game as it stood then.

    film = Film.open(path, words=words)      plays the whole game again: half a second, a worker's job
    film.moves[n], film.at(n)                the n-th move, and the table after n moves

Of a game that goes on, only what the seat that looks may know is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game.engine import Cause, Games, compile_pack, parse_move
from game.engine.record import SEMANTICS
from game.pack import Pack
from game.players.knowledge import Knowledge
from game.players.table import Table
from game.saves.store import SaveError, load, refusing
from game.texts.formats import turn_name
from game.texts.words import Words

from .debrief import move_title
from .figures import Figures
from .quarter import changes
from .values import Change

CAUSES = 3  # that are named of a figure


@dataclass(frozen=True)
class Effect:
    """A figure that moved with a move and what followed by itself before the next one: by how much, and why in words."""

    id: str
    title: str
    change: Change
    why: str


@dataclass(frozen=True)
class Move:
    """A move of the record. `number` counts from 1. `said` is the sentence that a rival gave for it; `hidden`: it is not
    told to the seat that looks, and then it has neither title nor sentence."""

    number: int
    turn: int
    date: str
    phase: str
    seat: str
    seat_title: str
    title: str
    said: str
    hidden: bool


@dataclass(frozen=True)
class Frame:
    """The game after so many moves."""

    games: Games
    causes: int
    told: int
    moments: int


@dataclass
class Film:
    """A game to step through; `figures` is replaced for another language (`speak`)."""

    table: Table
    figures: Figures
    frames: list[Frame]

    @classmethod
    def open(
        cls, path: Path, *, words: Words, pack: Pack | None = None, stopped: Callable[[], bool] = lambda: False,
        heard: Callable[[float], None] = lambda part: None,
    ) -> Film:  # fmt: skip
        """A saved game, played again from the start, by the rules of `pack` where it has the same. `stopped` ends it early,
        with the moves so far.

        :raises SaveError: where the file does not open, does not fit its own rules, or is of an older engine.
        """
        record = load(path)
        if record.semantics != SEMANTICS:
            raise SaveError(path, "stepless")
        same = pack is not None and pack.digest == record.pack_digest
        with refusing(path):
            program = compile_pack(pack, record.scenario, record.profile) if same and pack is not None else None
            fresh = replace(record, moves=[], turns=[], draws=[], comments=dict(record.comments))
            table = Table.resume(fresh, program, play_on=False)
            frames = [frame(table)]
            for number, text in enumerate(record.moves, 1):
                if stopped():
                    break
                table.follow(number, text)
                frames.append(frame(table))
                heard(number / len(record.moves))
        seat = table.people[0] if table.people else table.program.pack.info.seat
        return cls(table, Figures(Knowledge(table.program, seat), words), frames)

    def __len__(self) -> int:
        """How many moves there are."""
        return len(self.frames) - 1

    def speak(self, words: Words) -> None:
        """Another language."""
        self.figures = Figures(self.figures.knowledge, words)

    def at(self, number: int) -> Table:
        """The table after `number` moves: for everything that the presenter tells of a table."""
        here, table = self.frames[number], self.table
        record = replace(table.record, moves=table.record.moves[:number])
        return replace(
            table, record=record, games=here.games, causes=table.causes[: here.causes], told=table.told[: here.told],
            moments=table.moments[: here.moments], first_causes=table.first_causes[:number], kept=[], barrier="handed_over",
        )  # fmt: skip

    @property
    def turns(self) -> tuple[tuple[int, str], ...]:
        """Where each turn begins: (how many moves lie before it, its date)."""
        program, lang = self.figures.program, self.figures.words.lang
        found: dict[str, int] = {}
        for number, text in enumerate(self.table.record.moves[: len(self)]):
            found.setdefault(parse_move(text).turn, number)
        return tuple((number, turn_name(turn, lang)) for turn, number in found.items() if turn in program.turns)

    def move(self, number: int) -> Move:
        """The move that led to `at(number)`, from 1."""
        figures, program = self.figures, self.figures.program
        made = parse_move(self.table.record.moves[number - 1])
        seat, pack = figures.knowledge.seat, program.pack
        hidden = not self.table.over and seat != made.seat and self.kept_from(number)
        talks = next((n for n in pack.negotiations if made.phase.startswith(f"{n}_")), "")
        phase = pack.negotiations[talks].item.title if talks else pack.phases[made.phase].item.title
        return Move(
            number=number,
            turn=program.turns.index(made.turn),
            date=turn_name(made.turn, figures.words.lang),
            phase=figures.text(phase),
            seat=made.seat,
            seat_title=figures.seat_title(made.seat),
            title="" if hidden else move_title(figures, made.option),
            said="" if hidden else self.said(number),
            hidden=hidden,
        )

    def kept_from(self, number: int) -> bool:
        """Whether the seat that looks may not know of a move."""
        before = self.frames[number - 1].games
        decision = self.figures.program.decision(before)
        made = parse_move(self.table.record.moves[number - 1])
        index = -1 if decision is None else decision.index(made.option)
        return index >= 0 and self.figures.knowledge.seat in self.figures.program.choice_kept_from(before, index)

    def said(self, number: int) -> str:
        """The sentence that a rival gave for a move."""
        first, last = self.frames[number - 1].told, self.frames[number].told
        told = next((t for t in self.table.told[first:last] if not t.how and t.say is not None), None)
        return self.figures.text(told.say) if told is not None else ""

    def news(self, number: int) -> tuple[str, ...]:
        """The headlines of the turn in which the game stands after so many moves."""
        pack = self.figures.program.pack
        events = self.figures.program.news(self.frames[number].games)
        return tuple(self.figures.text(pack.events[e].item.title) for e in events)

    def effects(self, number: int) -> tuple[Effect, ...]:
        """What moved with a move and with all that followed by itself, the largest first, as far as the seat may know."""
        figures = self.figures
        causes = self.table.causes[self.frames[number - 1].causes : self.frames[number].causes]
        moved = changes(figures, self.frames[number].games, causes)
        return tuple(Effect(name, title, change, reasons_of(figures, causes, name)) for name, title, change in moved)


def frame(table: Table) -> Frame:
    """Where a table stands."""
    return Frame(table.games.copy(), len(table.causes), len(table.told), len(table.moments))


def reasons_of(figures: Figures, causes: Sequence[Cause], name: str) -> str:
    """What moved a figure, in words."""
    sums: dict[str, float] = {}
    for cause in causes:
        if cause.track == name:
            title = figures.text(cause.title)
            sums[title] = sums.get(title, 0.0) + cause.amount
    ordered = sorted(sums, key=lambda t: -abs(sums[t]))
    return figures.words("list.comma").join(t for t in ordered[:CAUSES] if t)
