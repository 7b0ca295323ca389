"""A game at a table without a front end: what is at hand, choosing, taking back, handing over, saving.

    session = Session.new(pack, scenario="mandate", seats={"japan": HUMAN}, seed=7, words=Words("ja"), store=store)
    while (moment := session.moment()).kind != "finished":
        if moment.kind == "rivals":
            session.step()
        elif moment.kind == "hand_over":
            session.accept()
        elif moment.reading:
            session.read()
        else:
            session.submit(option)  # saves itself

Everything runs on the caller's thread; `rivals.Rivals` works out a rival's move beside the drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.engine import Decision, Program, compile_pack
from game.pack import Pack, without_names
from game.players.knowledge import Knowledge
from game.players.table import HUMAN, Table, Told
from game.saves.store import AUTO, SaveError, Store, load, refusing, resume
from game.texts.words import Words

from .figures import Figures
from .moments import Moment, Reader, at_hand, make
from .results import Done


@dataclass
class Session:
    """One game from where it stands to its end. `path` is its own save, written after every choice.

    >>> import tempfile
    >>> from game.saves.store import Store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     session = Session.new(Pack.load("rules/tutorial"), seed=5, words=Words("en"), store=Store(Path(folder)))
    ...     while session.moment().kind == "rivals":
    ...         told = session.step()
    ...     session.moment().kind, session.moment().ids, session.path.name
    ('answer', ('letter',), 'auto-year-5.itabasami.json')
    """

    table: Table
    words: Words
    store: Store
    path: Path
    resumed: bool = False
    unsaved: bool = False  # whether the last moves are in no file, since saving has failed
    trouble: SaveError | None = None  # why the last saving has failed
    viewer: str = ""  # whose eyes the screens are for
    readers: dict[str, Reader] = field(default_factory=dict[str, Reader])
    done: Done | None = None  # the newest choice of a person
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        people = self.people
        self.viewer = self.viewer or (people[0] if people else self.program.seats[0])
        self.figures = Figures(Knowledge(self.program, self.viewer), self.words)
        self.readers = {seat: Reader() for seat in self.program.seats}
        if self.resumed:  # what came before has been read
            for reader in self.readers.values():
                reader.skip(self.table)

    # beginning

    @classmethod
    def new(
        cls, pack: Pack, *, words: Words, store: Store, seed: int, scenario: str = "", profile: str = "",
        seats: Mapping[str, str] | None = None, neutral: bool = False,
    ) -> Session:  # fmt: skip
        """A new game that nobody has moved in yet. `seats`: seat to "human", a level or a doctrine; by default the
        pack's own seat is a person's, the others are as the scenario has them. `neutral`: the class edition, with what
        the pack says in place of names. That is a matter of the screen and not of the game, so no record keeps it: a
        game saved in one edition opens in the other.

        :raises UnknownName: for an unknown scenario, profile, seat or player.
        """
        given = {pack.info.seat: HUMAN} if seats is None else seats
        rules = without_names(pack) if neutral else pack
        table = Table.new(compile_pack(rules, scenario, profile), seed, given, play_on=False)
        session = cls(table, words, store, store.fresh(table.record))
        session.save()
        return session

    @classmethod
    def open(
        cls, path: Path, *, words: Words, store: Store, program: Program | None = None, neutral: bool = False
    ) -> Session:
        """A saved game, standing where it stood. A named save is left as it is: the game goes on in a file of its own.
        `neutral`: the class edition, where no `program` is given.

        :raises SaveError: where the file does not open, or its moves and rules do not fit together.
        """
        record = load(path)
        if program is None:
            with refusing(path):
                program = record.program(neutral=neutral)
        table = resume(record, path, program, play_on=False)
        own = path if path.name.startswith(AUTO) else store.fresh(table.record)
        return cls(table, words, store, own, resumed=True)

    def again(self, seed: int) -> Session:
        """A new game by the same rules, with the same scenario, data and seats; with the game's own seed also with the same
        luck."""
        table = Table.new(self.program, seed, self.table.record.seats, play_on=False)
        session = Session(table, self.words, self.store, self.store.fresh(table.record))
        session.save()
        return session

    # who plays, in which language

    @property
    def program(self) -> Program:
        return self.table.program

    @property
    def people(self) -> tuple[str, ...]:
        """The seats that people hold."""
        return self.table.people

    @property
    def hot_seat(self) -> bool:
        """Whether several people share this screen."""
        return len(self.people) > 1

    @property
    def decision(self) -> Decision | None:
        return self.table.decision

    def speak(self, lang: str) -> None:
        """Changes the language at once: everything asked for from now on is worded in it."""
        self.words = Words(lang)
        self.look(self.viewer)

    def look(self, seat: str) -> None:
        """Whose eyes the screens are for from now on."""
        self.viewer = seat
        self.figures = Figures(Knowledge(self.program, seat), self.words)

    # what is at hand

    def moment(self) -> Moment:
        """What is at hand: see `moments.Kind`. Asking changes nothing that a player would notice."""
        now = at_hand(self.figures, self.table)
        if now.kind == "rivals":
            return now
        if now.kind != "finished" and now.seat != self.viewer:
            if self.hot_seat:
                return make(self.figures, "hand_over", now.seat, now.turn)
            self.look(now.seat)
            now = at_hand(self.figures, self.table)
        return self.readers[self.viewer].look(self.figures, self.table) or now

    def accept(self) -> None:
        """The next person sits down: the screens are for their eyes now."""
        decision = self.decision
        if decision is not None and decision.seat in self.people:
            self.look(decision.seat)

    def read(self) -> None:
        """What is at hand has been read."""
        queue = self.readers[self.viewer].queue
        if queue:
            del queue[0]

    # moving

    def submit(self, option: int | str) -> Done:
        """Plays an option of the decision at hand, by number or id, and saves. What it did: `results`.

        :raises IllegalMove: and then nothing has changed.
        :raises ValueError: where no person has to decide, or for an id that is none of the options.
        """
        decision = self.decision
        if decision is None or decision.seat not in self.people:
            raise ValueError("nobody at the screen has to decide now")
        number = decision.index(option) if isinstance(option, str) else option
        if number < 0:
            raise ValueError(f"there is no option '{option}' here")
        table = self.table
        touched = self.program.touches(table.games, number)
        choice, known = decision.options[number].id, table.games.copy()
        first = len(table.causes)
        table.take(number)
        self.done = Done(decision.seat, decision.turn, decision.phase, choice, first, known, touched)
        self.after_move(chosen=True)
        return self.done

    def step(self) -> Told | None:
        """One rival's move, and what is told of it; None where no rival has to move."""
        told = self.table.play_next()
        if told is not None:
            self.after_move()
        return told

    def rival_moves(self, option: int) -> Told:
        """Makes a move for the rival that has to decide, which somebody has found for it, and says what is told of it."""
        self.table.take(option)
        self.after_move()
        return self.table.last_told

    def rivals(self) -> list[Told]:
        """All the rivals' moves up to the next decision of a person."""
        found: list[Told] = []
        while (told := self.step()) is not None:
            found.append(told)
        return found

    def after_move(self, *, chosen: bool = False) -> None:
        """Saves what a person has chosen and where a person has to go on; names a finished game in its record."""
        if self.table.over:
            self.finish()
        elif chosen or self.table.waits_for is None:
            self.save()

    def finish(self) -> None:
        """Names the finished game in its record, so that lists of saves say how it ended, and saves it."""
        program = self.program
        score = program.score(self.table.games)
        ending = program.pack.endings[score.ending_id()].item.title
        mark = score.grade(self.viewer)
        mark = f" ({mark})" if mark and self.figures.grade(mark)[0] else ""
        self.table.record.title = f"{ending.ja} / {ending.en}{mark}"
        self.save()

    # taking back

    @property
    def can_undo(self) -> bool:
        """Whether the last choice may be taken back."""
        return self.table.can_undo

    @property
    def why_not_undo(self) -> str:
        """Why the last choice cannot be taken back; "" where it can."""
        return "" if self.can_undo else self.words(f"undo.{self.table.barrier or 'nothing'}")

    def undo(self) -> str:
        """Takes the last choice back, saves, and returns the text of its move.

        :raises ValueError: where the law forbids it.
        """
        text, self.done = self.table.undo(), None
        for reader in self.readers.values():
            reader.undone(self.table)
        self.save()
        return text

    # saving

    def save(self, path: Path | None = None) -> bool:
        """Writes the game to its own file, or to another. Where that fails `trouble` says why, and the game goes on."""
        try:
            self.store.save(self.table.record, path or self.path)
        except SaveError as e:
            self.trouble = e
            self.unsaved = self.unsaved or path is None or path == self.path
            return False
        self.trouble, self.unsaved = None, False
        return True

    def save_as(self, name: str) -> Path | None:
        """Writes a copy under a name of one's own; where it lies, or None where that has failed."""
        path = self.store.path(name) if name else self.path
        return path if self.save(path) else None
