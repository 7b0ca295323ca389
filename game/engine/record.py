"""A game record: everything needed to open a game again, as JSON that a person can read.

Pack text, scenario, seed, who sat where, and the moves; the state itself is never needed. At the end of
each turn the record also keeps a digest (so that a replay can tell where it departs), what chance gave,
and a snapshot: when the engine's meaning has changed (`SEMANTICS`), the game goes on from the newest one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from game.pack import Pack, PackError, without_names

from .errors import IllegalMove, RecordError, UnknownName, UnreadableMove
from .games import Games
from .ledger import Ledger
from .notation import move_text, parse_move
from .program import Program, compile_pack
from .snapshot import digest, packed, restored, snapshot, unpack

FORMAT = 1
LARGEST_PACK = 32_000_000  # bytes of rules that a record may carry; a real pack has under one million
SEMANTICS = 1  # raised whenever the same moves would lead elsewhere


MoveText = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}Q[1-4] \S+ [0-9]{1,6} \S+ \S+$", max_length=500)]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=500)]  # shown in lists of saves
Draw = tuple[int, str, int, float]
Forcing = tuple[int, str, int, Annotated[float, Field(ge=0, lt=1)]]
FILES = TypeAdapter(dict[str, str])


class TurnEnd(BaseModel):
    """The state after the move that crossed a turn's end: standing at the next decision, or at the end."""

    model_config = ConfigDict(extra="forbid")
    turn: str
    after: int = Field(ge=1)
    digest: str
    step: int = Field(ge=0)
    snapshot: str
    draws: list[Draw] = []


class RecordFile(BaseModel):
    """The JSON object, as checked when a file is opened."""

    model_config = ConfigDict(extra="forbid")
    format: int = Field(ge=1)
    semantics: int = Field(ge=0)
    pack: str
    pack_version: str
    pack_digest: str
    pack_text: str
    scenario: Line
    profile: str
    seed: int
    seats: dict[str, str]
    moves: list[MoveText]
    comments: dict[int, str] = {}
    forced: list[Forcing] = []
    turns: list[TurnEnd] = []
    created: Line = ""
    title: Line = ""
    checksum: str = ""

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Turns end one after the other, at moves that are there."""
        after = [t.after for t in self.turns]
        if after != sorted(set(after)) or (after and after[-1] > len(self.moves)):
            raise ValueError("the ends of turns do not fit the moves")
        return self


@dataclass
class Record:
    """One game's record. `moves` are texts such as `2026Q1 cabinet 0 north build`.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack, digest
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> record = Record.new(program, seed=1, seats=dict.fromkeys(program.seats, "human"))
    >>> game = record.start(program)
    >>> record.play(program, game, program.decision(game).index("letter.read"))
    >>> record.moves
    ['2030Q1 news 0 island letter.read']
    >>> _, again = Record.from_json(record.to_json()).replay(verify=True)
    >>> digest(again) == digest(game)
    True
    """

    pack_id: str
    pack_version: str
    pack_digest: str
    pack_text: str
    scenario: str
    profile: str
    seed: int
    seats: dict[str, str]
    moves: list[str] = field(default_factory=list[str])
    turns: list[TurnEnd] = field(default_factory=list[TurnEnd])
    comments: dict[int, str] = field(default_factory=dict[int, str])
    forced: dict[tuple[int, str, int], float] = field(default_factory=dict[tuple[int, str, int], float])
    semantics: int = SEMANTICS
    created: str = ""
    title: str = ""
    draws: list[Draw] = field(default_factory=list[Draw])

    @classmethod
    def new(cls, program: Program, seed: int, seats: dict[str, str]) -> Self:
        """The record of a game that begins."""
        pack = program.pack
        return cls(
            pack.info.id, pack.info.version, pack.digest, pack_text(pack), program.scenario, program.profile, seed,
            dict(seats),
        )  # fmt: skip

    def start(self, program: Program) -> Games:
        """The game as it began. What chance gave on the way there belongs to the first turn's draws.

        :raises RecordError: "damaged" where its seats are not those of the rules.
        """
        if set(self.seats) != set(program.seats):
            raise RecordError("damaged", f"the seats are {', '.join(self.seats)}, not {', '.join(program.seats)}")
        notes = Ledger()
        games = program.start([self.seed], self.forced, notes)
        if not self.moves:
            self.draws = drawn(notes)
        return games

    def dice(self) -> dict[tuple[int, str, int], float]:
        """Every draw of the game so far, as `forced` takes them: with these any seed gives the same game."""
        noted = [*(draw for end in self.turns for draw in end.draws), *self.draws]
        return {(turn, rule, occurrence): value for turn, rule, occurrence, value in noted}

    def play(self, program: Program, games: Games, option: int, ledger: Ledger | None = None) -> None:
        """Plays a move and writes it down, in place.

        :raises IllegalMove: and then nothing is written.
        """
        decision = program.decision(games)
        if decision is None:
            raise ValueError("the game is over")
        notes = Ledger() if ledger is None else ledger
        first = len(notes.draws)
        program.play(games, [option], notes)
        self.moves.append(move_text(decision, option))
        self.draws += drawn(notes, first)
        after = program.decision(games)
        if after is None or after.turn != decision.turn:
            self.turns.append(
                TurnEnd(
                    turn=decision.turn_id,
                    after=len(self.moves),
                    digest=digest(games),
                    step=games.step,
                    snapshot=snapshot(games),
                    draws=self.draws,
                )
            )
            self.draws = []

    def back_to(self, moves: int) -> None:
        """Forgets all moves after the first `moves`; used by undo."""
        del self.moves[moves:]
        self.turns = [t for t in self.turns if t.after <= moves]
        self.comments = {k: v for k, v in self.comments.items() if k <= moves}

    # opening again

    def rules(self) -> Pack:
        """The pack that travels in the record: whatever became of the pack since.

        :raises RecordError: "damaged" where the pack text is damaged, or holds no such pack.
        """
        try:
            pack = Pack.from_files(FILES.validate_json(unpack(self.pack_text, LARGEST_PACK)))
        except ValidationError as e:
            raise RecordError("damaged", "the pack text in the record holds no texts of files") from e
        except PackError as e:
            raise RecordError("damaged", f"the rules in the record cannot be played: {e.problems[0]}") from e
        if pack.digest != self.pack_digest:
            raise RecordError("damaged", "the pack text is not the one that the record names")
        return pack

    def program(self, *, neutral: bool = False) -> Program:
        """The record's own pack, compiled; `neutral`: with what the pack says in place of names.

        :raises RecordError: "damaged" where the pack text is damaged, or holds no such pack, scenario or profile.
        """
        pack = self.rules()
        try:
            return compile_pack(without_names(pack) if neutral else pack, self.scenario, self.profile)
        except UnknownName as e:
            raise RecordError("damaged", f"the rules in the record do not have it: {e}") from e

    def replay(self, program: Program | None = None, *, verify: bool = False, until: str = "", moves: int | None = None,
               ledger: Ledger | None = None) -> tuple[Program, Games]:  # fmt: skip
        """Plays the moves again. `until` names the last turn to play, `moves` how many moves at most.

        :raises RecordError: "illegal" where a move does not fit, "departs" where `verify` finds another state,
            "older" where an older engine's moves cannot be played again and nothing but the newest state is known.
        """
        program = self.program() if program is None else program
        if self.semantics != SEMANTICS:
            if verify or until or moves is not None:
                raise RecordError("older", f"moves of engine {self.semantics} are not played again by {SEMANTICS}")
            return program, self.from_snapshot(program)
        games = self.start(program)
        ends = {t.after: t for t in self.turns}
        for number, text in enumerate(self.moves[:moves], 1):
            decision = program.decision(games)
            if until and decision is not None and decision.turn_id > until:
                break
            program.play(games, [recorded_option(program, games, number, text)], ledger)
            if verify and number in ends and not self.agrees(program, games, ends[number]):
                raise RecordError(
                    "departs",
                    f"the replay departs from the record in {ends[number].turn} (move {number})",
                    ends[number].turn,
                )
        return program, games

    def agrees(self, program: Program, games: Games, end: TurnEnd) -> bool:
        """Whether a turn has ended as the record says, down to the snapshot.

        :raises RecordError: "damaged" or "departs" where the snapshot is none.
        """
        if (digest(games), games.step) != (end.digest, end.step):
            return False
        return digest(restored(program, games, end.snapshot, end.step)) == end.digest

    def from_snapshot(self, program: Program) -> Games:
        """The game at its newest snapshot, the moves since played on: for records of an older engine.

        :raises RecordError: "damaged", "departs" or "illegal" where the snapshot or the moves do not fit.
        """
        games = self.start(program)
        first = 0
        if self.turns:
            end = self.turns[-1]
            first = end.after
            games = restored(program, games, end.snapshot, end.step)
            if digest(games) != end.digest:
                raise RecordError("damaged", f"the snapshot of {end.turn} is not the one that was written")
            decision = program.decision(games)
            if decision is not None and any(t.split()[0] >= decision.turn_id for t in self.moves[:first]):
                raise RecordError("illegal", f"moves from before the end of {end.turn} belong to later turns")
        for number, text in enumerate(self.moves[first:], first + 1):
            program.play(games, [recorded_option(program, games, number, text)])
        return games

    # text

    def to_json(self) -> str:
        """One JSON object, with a checksum over the rest of it."""
        file = RecordFile(
            format=FORMAT, semantics=self.semantics, pack=self.pack_id, pack_version=self.pack_version,
            pack_digest=self.pack_digest, pack_text=self.pack_text, scenario=self.scenario, profile=self.profile,
            seed=self.seed, seats=self.seats, moves=self.moves, turns=self.turns,
            comments=self.comments,
            forced=[(*k, v) for k, v in self.forced.items()], created=self.created, title=self.title,
        )  # fmt: skip
        data = file.model_dump(mode="json", exclude={"checksum"})
        data["checksum"] = checksum(data)
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Opens a record's text.

        :raises RecordError: code "foreign" (no record), "newer", "truncated", "edited" or "damaged".
        """
        try:
            found: Any = json.loads(text)
        except (ValueError, RecursionError) as e:
            code = "truncated" if text.lstrip().startswith("{") else "foreign"
            raise RecordError(code, f"not a whole game record: {e}") from e
        if not isinstance(found, dict) or "format" not in found or "pack_text" not in found:
            raise RecordError("foreign", "not a game record")
        data = cast(dict[str, Any], found)
        for name, known in (("format", FORMAT), ("semantics", SEMANTICS)):
            if isinstance(data.get(name), int) and data[name] > known:
                raise RecordError("newer", f"{name} {data[name]}, this version reads up to {known}")
        try:
            if data.pop("checksum", "") != checksum(data):
                raise RecordError("edited", "the record was changed after it was written")
            f = RecordFile.model_validate(data)
        except ValidationError as e:
            wrong = ".".join(str(x) for x in e.errors()[0]["loc"])
            raise RecordError("damaged", f"{e.error_count()} fields are wrong, first {wrong or 'turns'}") from e
        except (UnicodeEncodeError, RecursionError) as e:
            raise RecordError("damaged", f"texts that nobody can have written: {type(e).__name__}") from e
        forced = {(turn, rule, occurrence): v for turn, rule, occurrence, v in f.forced}
        return cls(
            f.pack, f.pack_version, f.pack_digest, f.pack_text, f.scenario, f.profile, f.seed, f.seats, f.moves,
            f.turns, f.comments, forced, f.semantics, f.created, f.title,
        )  # fmt: skip


def drawn(ledger: Ledger, first: int = 0) -> list[tuple[int, str, int, float]]:
    """What chance gave, as a record keeps it."""
    return [(d.turn, d.rule, d.occurrence, d.value) for d in ledger.draws[first:]]


def recorded_option(program: Program, games: Games, number: int, text: str) -> int:
    """The option that move `number` of a record took, for a batch of one: only where its text is exactly that of a
    legal option of the decision at hand.

    :raises RecordError: "illegal" for any other text.
    """
    decision = program.decision(games)
    if decision is None:
        raise RecordError("illegal", f"move {number} ({text}) comes after the end of the game", text)
    try:
        option = decision.index(parse_move(text).option)
    except UnreadableMove as e:
        raise RecordError("illegal", f"move {number}: {e}", text) from e
    if option < 0 or move_text(decision, option) != text:
        raise RecordError("illegal", f"move {number} ({text}) is none that is to be made here", text)
    if not program.legal(games)[option, 0]:
        reasons = IllegalMove(text, tuple(program.why_not(games, option)))
        raise RecordError("illegal", f"move {number}: {reasons}", text)
    return option


def checksum(data: dict[str, Any]) -> str:
    """A sha256 over the JSON object without its checksum."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def pack_text(pack: Pack) -> str:
    """A pack's files, compressed, so that a record opens whatever becomes of the pack."""
    plain = json.dumps(dict(pack.files), ensure_ascii=False, sort_keys=True)
    return packed(plain.encode(), 9)
