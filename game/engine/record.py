"""A game record: everything needed to open a game again, as JSON that a person can read.

Pack text, scenario, seed, who sat where, and the moves; the state itself is never needed. At the end of
each turn the record also keeps a digest (so that a replay can tell where it departs), what chance gave,
and a snapshot: when the engine's meaning has changed (`SEMANTICS`), the game goes on from the newest one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from game.pack import Pack

from .errors import RecordError
from .games import Games
from .ledger import Ledger
from .notation import find_option, move_text, parse_move
from .program import Program, compile_pack

FORMAT = 1
LARGEST_PACK = 32_000_000  # bytes of rules that a record may carry; a real pack has under one million
SEMANTICS = 1  # raised whenever the same moves would lead elsewhere


class TurnEnd(BaseModel):
    """The state after the move that crossed a turn's end: standing at the next decision, or at the end."""

    model_config = ConfigDict(extra="forbid")
    turn: str
    after: int
    digest: str
    step: int
    snapshot: str
    draws: list[tuple[int, str, int, float]] = []


class RecordFile(BaseModel):
    """The JSON object, as checked when a file is opened."""

    model_config = ConfigDict(extra="forbid")
    format: int
    semantics: int
    pack: str
    pack_version: str
    pack_digest: str
    pack_text: str
    scenario: str
    profile: str
    seed: int
    seats: dict[str, str]
    moves: list[str]
    comments: dict[str, str] = {}
    forced: list[tuple[int, str, int, float]] = []
    turns: list[TurnEnd] = []
    created: str = ""
    title: str = ""
    checksum: str = ""


@dataclass
class Record:
    """One game's record. `moves` are texts such as `2026Q1 cabinet 0 north build`."""

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
    draws: list[tuple[int, str, int, float]] = field(default_factory=list[tuple[int, str, int, float]])

    @classmethod
    def new(cls, program: Program, seed: int, seats: dict[str, str]) -> Self:
        """The record of a game that begins."""
        pack = program.pack
        return cls(
            pack.info.id, pack.info.version, pack.digest, pack_text(pack), program.scenario, program.profile, seed,
            dict(seats),
        )  # fmt: skip

    def start(self, program: Program) -> Games:
        """The game as it began."""
        return program.start([self.seed], self.forced)

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
        self.draws += [(d.turn, d.rule, d.occurrence, d.value) for d in notes.draws[first:]]
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

    def program(self) -> Program:
        """The pack that travels in the record, compiled: whatever became of the pack since.

        :raises RecordError: where the pack text is damaged.
        """
        try:
            files: dict[str, str] = json.loads(unpacked(self.pack_text))
        except (ValueError, zlib.error) as e:
            raise RecordError("damaged", f"the pack text in the record is damaged: {e}") from e
        return compile_pack(Pack.from_files(files), self.scenario, self.profile)

    def replay(self, program: Program | None = None, *, verify: bool = False, until: str = "", moves: int | None = None,
               ledger: Ledger | None = None) -> tuple[Program, Games]:  # fmt: skip
        """Plays the moves again. `until` names the last turn to play, `moves` how many moves at most.

        :raises RecordError: "illegal" where a move does not fit, "departs" where `verify` finds another state.
        """
        program = self.program() if program is None else program
        if self.semantics != SEMANTICS and not verify and not until and moves is None:
            return program, self.from_snapshot(program)
        games = self.start(program)
        ends = {t.after: t for t in self.turns}
        for i, text in enumerate(self.moves[:moves], 1):
            move, decision = parse_move(text), program.decision(games)
            if until and move.turn > until:
                break
            if decision is None:
                raise RecordError("illegal", f"move {i} ({text}) comes after the end of the game")
            option = decision.index(move.option)
            if option < 0 or move_text(decision, option) != text or not program.legal(games)[option, 0]:
                raise RecordError("illegal", f"move {i} ({text}) does not fit the rules here")
            program.play(games, [option], ledger)
            if verify and i in ends and digest(games) != ends[i].digest:
                raise RecordError("departs", f"the replay departs from the record in {ends[i].turn} (move {i})")
        return program, games

    def from_snapshot(self, program: Program) -> Games:
        """The game at its newest snapshot, the moves since played on: for records of an older engine."""
        games = self.start(program)
        first = 0
        if self.turns:
            end = self.turns[-1]
            first = end.after
            raw = zlib.decompress(base64.b64decode(end.snapshot))
            cut = games.S.size * 8
            if len(raw) != cut + games.C.size * 2:
                raise RecordError("departs", f"the snapshot of {end.turn} does not fit this version's rules")
            S = np.frombuffer(raw[:cut], "<f8").reshape(games.S.shape).copy()
            C = np.frombuffer(raw[cut:], "<i2").reshape(games.C.shape).astype(np.int16)
            games = replace(games, S=S, C=C, step=end.step, mask=None)
        for text in self.moves[first:]:
            decision = program.decision(games)
            if decision is None:
                raise RecordError("illegal", f"move {text} comes after the end of the game")
            program.play(games, [find_option(decision, parse_move(text).option)])
        return games

    # text

    def to_json(self) -> str:
        """One JSON object, with a checksum over the rest of it."""
        file = RecordFile(
            format=FORMAT, semantics=self.semantics, pack=self.pack_id, pack_version=self.pack_version,
            pack_digest=self.pack_digest, pack_text=self.pack_text, scenario=self.scenario, profile=self.profile,
            seed=self.seed, seats=self.seats, moves=self.moves, turns=self.turns,
            comments={str(k): v for k, v in self.comments.items()},
            forced=[(*k, v) for k, v in self.forced.items()], created=self.created, title=self.title,
        )  # fmt: skip
        data = file.model_dump(mode="json", exclude={"checksum"})
        data["checksum"] = checksum(data)
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Opens a record's text.

        :raises RecordError: code "foreign" (no record), "newer", "truncated" or "edited".
        """
        try:
            data: Any = json.loads(text)
        except (ValueError, RecursionError) as e:
            code = "truncated" if text.lstrip().startswith("{") else "foreign"
            raise RecordError(code, f"not a whole game record: {e}") from e
        if not isinstance(data, dict) or "format" not in data or "pack_text" not in data:
            raise RecordError("foreign", "not a game record")
        if isinstance(data["format"], int) and data["format"] > FORMAT:
            raise RecordError("newer", f"record format {data['format']}, this version reads up to {FORMAT}")
        found = data.pop("checksum", "")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if found != checksum(data):  # pyright: ignore[reportUnknownArgumentType]
            raise RecordError("edited", "the record was changed after it was written")
        try:
            f = RecordFile.model_validate(data)
        except ValidationError as e:
            raise RecordError("foreign", f"not a game record: {e.error_count()} fields are wrong") from e
        comments = {int(k): v for k, v in f.comments.items()}
        forced = {(turn, rule, occurrence): v for turn, rule, occurrence, v in f.forced}
        return cls(
            f.pack, f.pack_version, f.pack_digest, f.pack_text, f.scenario, f.profile, f.seed, f.seats, f.moves,
            f.turns, comments, forced, f.semantics, f.created, f.title,
        )  # fmt: skip


def unpacked(text: str) -> bytes:
    """A pack's files out of a record, never more than `LARGEST_PACK` bytes: a save may come from a stranger.

    :raises ValueError: where it is damaged or too large.
    """
    opener = zlib.decompressobj()
    found = opener.decompress(base64.b64decode(text), LARGEST_PACK)
    if not opener.eof:
        raise ValueError(f"larger than {LARGEST_PACK} bytes, or cut short")
    return found


def checksum(data: dict[str, Any]) -> str:
    """A sha256 over the JSON object without its checksum."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def pack_text(pack: Pack) -> str:
    """A pack's files, compressed, so that a record opens whatever becomes of the pack."""
    plain = json.dumps(dict(pack.files), ensure_ascii=False, sort_keys=True)
    return base64.b64encode(zlib.compress(plain.encode(), 9)).decode()


def digest(games: Games, k: int = 0) -> str:
    """A digest of game k's state; -0.0 counts as 0.0."""
    h = hashlib.blake2b(digest_size=16)
    h.update((games.S[:, k] + 0.0).astype("<f8").tobytes())
    h.update(games.C[:, k].astype("<i2").tobytes())
    return h.hexdigest()


def snapshot(games: Games) -> str:
    """The state of a batch of one, compressed."""
    raw = games.S.astype("<f8").tobytes() + games.C.astype("<i2").tobytes()
    return base64.b64encode(zlib.compress(raw, 6)).decode()
