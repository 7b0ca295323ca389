"""What lies on the shelves: saved games, scenarios, who may sit where, the text of the rules.

Nothing here needs a game; a pack and the words of a language are enough. Sources stand in `sources`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.engine import Program, RecordError
from game.engine.schedule import clocks
from game.pack import Pack
from game.players.levels import LEVELS
from game.players.table import HUMAN
from game.report.reference import reference
from game.saves.store import AUTO, SUFFIX, SaveError, Store, load, refusing, when
from game.texts.formats import number, turn_name
from game.texts.words import Words

from .difficulty import Difficulty, measured
from .values import Value

AUTOMATIC = "auto"


@dataclass(frozen=True)
class Save:
    """A saved game. `trouble` is the sentence why it does not open, and then the rest is empty. `turn_id` is where it
    stands, "" before the first move. `ended` names the ending with its grade, "" where the game goes on."""

    path: Path
    name: str
    auto: bool
    date: str
    time: float
    scenario: str
    scenario_title: str
    turn_id: str
    turn: str
    seats: tuple[str, ...]
    ended: str
    moves: int
    trouble: str


def saves(store: Store, pack: Pack | None, words: Words, most: int = 0) -> tuple[Save, ...]:
    """The saves of a folder, the newest first (at most so many, 0: all). Without a pack scenarios have their ids only."""
    paths = store.names()
    return tuple(save(path, pack, words) for path in (paths[:most] if most else paths))


def save(path: Path, pack: Pack | None, words: Words) -> Save:
    """What is in a file, without playing it again."""
    moment = when(path)
    date = datetime.fromtimestamp(moment).strftime("%Y-%m-%d %H:%M")
    name, auto = path.name.removesuffix(SUFFIX), path.name.startswith(AUTO)
    try:
        record = load(path)
    except SaveError as e:
        return Save(path, name, auto, date, moment, "", "", "", "", (), "", 0, e.text(words.lang))
    known = pack.scenarios.get(record.scenario) if pack is not None and record.pack_id == pack.info.id else None
    title = known.item.title.get(words.lang) if known else record.scenario
    turn = record.moves[-1].split()[0] if record.moves else ""
    ja, _, en = record.title.partition(" / ")
    ended = ja if words.lang == "ja" else en
    if words.lang == "ja" and en.endswith(")"):  # the grade stands behind the English title
        ended += f" {en[en.rindex('(') :]}"
    people = tuple(s for s, who in record.seats.items() if who == HUMAN)
    return Save(
        path, name, auto, date, moment, record.scenario, title, turn, turn_name(turn, words.lang) if turn else "",
        people, ended, len(record.moves), "",
    )  # fmt: skip


def newest(store: Store, pack: Pack | None, words: Words, most: int = 9) -> Save | None:
    """The newest game that goes on; files that do not open are passed over."""
    return next((s for s in saves(store, pack, words, most) if s.moves and not s.ended and not s.trouble), None)


def score_of(path: Path, program: Program | None = None) -> Value:
    """The total that a saved game stands at, for its first person's seat. It compiles the game's own rules (about a
    second) unless `program` has them: work for a worker.

    :raises SaveError: where the file does not open.
    """
    record = load(path)
    with refusing(path):
        own = program is not None and program.pack.digest == record.pack_digest
        same = own and program is not None and (program.scenario, program.profile) == (record.scenario, record.profile)
        found = program if same and program is not None else record.program()
        try:
            games = record.from_snapshot(found)
        except RecordError:
            games = record.replay(found)[1]
    seat = next((s for s, who in record.seats.items() if who == HUMAN), found.pack.info.seat)
    total = float(found.score(games).total[seat][0])
    return Value(total, number(total, 1))


@dataclass(frozen=True)
class Scenario:
    """A scenario. `turns` of them are decided of `length` in all; `profile` is the data set that it is played with;
    `difficulty` is what the pack says was measured, None where it says nothing."""

    id: str
    title: str
    text: str
    minutes: int
    minutes_text: str
    length: int
    turns: int
    profile: str
    profile_title: str
    first: bool
    difficulty: Difficulty | None


def scenarios(pack: Pack, words: Words) -> tuple[Scenario, ...]:
    """The scenarios, the one that a player gets who asks for none first."""
    found: list[Scenario] = []
    for name in sorted(pack.scenarios, key=lambda s: s != pack.info.scenario):
        item = pack.scenarios[name].item
        text = pack.say(item.text, words.lang, item.profile) if item.text else ""
        length = len(clocks(pack, item))
        profile = item.profile or pack.info.profile
        titled = pack.profiles.get(profile)
        found.append(
            Scenario(
                name, item.title.get(words.lang), text, item.minutes, words("title.minutes", n=item.minutes), length,
                len(item.decide) if item.decide is not None else length, profile,
                titled.item.title.get(words.lang) if titled else profile, name == pack.info.scenario,
                measured(pack, name),
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True)
class Player:
    """Who may hold a seat: `id` is what `Session.new` takes."""

    id: str
    kind: str  # human, auto, level, doctrine
    title: str
    text: str


@dataclass(frozen=True)
class Seat:
    """A seat and everybody who may hold it; `usual` is who does in this scenario."""

    id: str
    title: str
    brief: str
    players: tuple[Player, ...]
    usual: str


def seats(pack: Pack, words: Words, scenario: str = "") -> tuple[Seat, ...]:
    """The seats of a scenario with all that may hold them."""
    item = pack.scenarios[scenario or pack.info.scenario].item
    found: list[Seat] = []
    for name, entry in pack.seats.items():
        players = [
            Player(HUMAN, "human", words("player.human"), words("player.human_text")),
            Player(AUTOMATIC, "auto", words("player.auto"), words("player.auto_text")),
        ]
        players += [Player(level, "level", words(f"player.{level}"), words(f"player.{level}_text")) for level in LEVELS]
        for doctrine, e in pack.doctrines.items():
            if e.item.seat == name:
                text = pack.say(e.item.text, words.lang) if e.item.text else ""
                players.append(Player(doctrine, "doctrine", e.item.title.get(words.lang), text))
        usual = HUMAN if name == pack.info.seat else item.opponents.get(name, AUTOMATIC)
        brief = pack.say(entry.item.brief, words.lang, item.profile)
        found.append(Seat(name, entry.item.title.get(words.lang), brief, tuple(players), usual))
    return tuple(found)


def rules(pack: Pack, words: Words) -> str:
    """The rules in full, as Markdown, generated from the pack."""
    return reference(pack, words.lang)


def how_to_play(words: Words, keys: Sequence[str] = ("one", "two", "three", "four", "five")) -> tuple[str, ...]:
    """How to play, point by point."""
    return tuple(words(f"how.{key}") for key in keys)
