"""A rules pack, read, expanded and checked: `Pack.load(folder)`.

>>> pack = Pack.load("rules/tutorial")
>>> pack.tracks["coins"].item.title.en, pack.parse("2 * coins - support")
('Chest', ((2 * coins) - support))
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from . import schema
from .base import Effect, FormulaText, Model, Text
from .build import Draft, build
from .check import check, check_what_is_read
from .expand import NOTHING, PLACE, Bound, Entry, Words, expand_effects
from .formula import Scope, bind_text, parse
from .near import FormulaError, Near
from .patterns import matching
from .problems import PackError, Problem, in_order
from .schema import Member, PackInfo, Schedule
from .source import read_files, read_source
from .tree import Node, const

MILLION = "百万"  # how Japanese units of millions begin

T = TypeVar("T", bound=Model)

Entries = dict[str, Entry[T]]
PASS = "pass"
_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything that a pack says, by kind and id, in the order of its files. Nothing in it changes after loading.

    Flags stand among the tracks, with unit "flag" and range 0 to 1; `flags` names them.
    `order` gives for each phase its ("flow" | "rule", id) in the order in which they run.
    `warnings` are problems that do not keep the pack from being played.
    """

    info: PackInfo
    schedule: Schedule
    files: Mapping[str, str]
    sets: Mapping[str, tuple[str, ...]]
    members: Mapping[tuple[str, str], Member]
    flags: frozenset[str]
    order: Mapping[str, Sequence[tuple[str, str]]]
    units: Entries[schema.UnitOfMeasure]
    profiles: Entries[schema.Profile]
    figures: Entries[schema.Figure]
    references: Entries[schema.Reference]
    realities: Entries[schema.Reality]
    elements: Entries[schema.Element]
    groups: Entries[schema.Group]
    seats: Entries[schema.Seat]
    tracks: Entries[schema.Track]
    lets: Entries[schema.Let]
    flows: Entries[schema.Flow]
    rules: Entries[schema.Rule]
    phases: Entries[schema.Phase]
    calendar: Entries[schema.CalendarTurn]
    options: Entries[schema.Option]
    events: Entries[schema.Event]
    endings: Entries[schema.Ending]
    dimensions: Entries[schema.Dimension]
    totals: Entries[schema.Total]
    grades: Entries[schema.Grade]
    roles: Entries[schema.Role]
    goals: Entries[schema.Goal]
    doctrines: Entries[schema.Doctrine]
    scenarios: Entries[schema.Scenario]
    agendas: Entries[schema.Agenda]
    contributions: Entries[schema.Contribution]
    negotiations: Entries[schema.Negotiation]
    accounts: Entries[schema.Account]
    difficulties: Entries[schema.Difficulty]
    terms: Entries[schema.Term]
    neutrals: Entries[schema.Neutral]
    base: Scope = field(repr=False)
    warnings: tuple[Problem, ...] = field(default=(), repr=False)
    _parsed: dict[tuple[Any, ...], Node] = field(default_factory=dict[tuple[Any, ...], Node], repr=False)
    _matches: dict[str | tuple[str, ...], Sequence[tuple[str, Bound]]] = field(
        default_factory=dict[str | tuple[str, ...], Sequence[tuple[str, Bound]]], repr=False
    )
    _scopes: dict[tuple[Any, ...], Scope] = field(default_factory=dict[tuple[Any, ...], Scope], repr=False)

    # loading

    @classmethod
    def load(cls, folder: Path | str) -> Pack:
        """Reads and checks a folder of TOML files.

        :raises PackError: with all problems at once; warnings alone raise nothing.
        """
        return cls.from_files(read_files(folder))

    @classmethod
    def from_files(cls, files: Mapping[str, str | bytes]) -> Pack:
        """The same from texts by file name, without a disk: what a game record carries.

        :raises PackError: as `load`.
        """
        with _no_garbage():
            return cls._from_files(files)

    @classmethod
    def _from_files(cls, files: Mapping[str, str | bytes]) -> Pack:
        source = read_source(files)
        draft = build(source)
        if draft.linked and not any(p.severity == "error" for p in source.problems):
            pack = cls._from_draft(draft)
            source.problems += check(pack, draft)
            if not any(p.severity == "error" for p in source.problems):
                object.__setattr__(pack, "warnings", in_order(source.problems))
                return pack
        elif draft.linked and draft.items.get("pack") and draft.items.get("schedule"):
            source.problems += check_what_is_read(cls._from_draft(draft), draft)
        raise PackError(source.problems)

    @classmethod
    def _from_draft(cls, draft: Draft) -> Pack:
        kinds: dict[str, Any] = {
            ATTRIBUTES.get(kind, f"{kind}s"): entries for kind, entries in draft.entries.items() if kind != "flag"
        }
        info, schedule = draft.items["pack"][""], draft.items["schedule"][""]
        assert isinstance(info, PackInfo)
        assert isinstance(schedule, Schedule)
        flags = frozenset(draft.entries["flag"])
        return cls(
            info=info,
            schedule=schedule,
            files=draft.source.files,
            sets=draft.sets,
            members=draft.members,
            flags=flags,
            order=_order(draft),
            base=_scope(draft, flags),
            **kinds,
        )

    def kinds(self) -> dict[str, Mapping[str, Entry[Any]]]:
        """The entries of every kind: kind -> id -> entry; flags stand among the tracks."""
        return {kind: getattr(self, ATTRIBUTES.get(kind, f"{kind}s")) for kind in schema.KINDS if kind != "flag"}

    # formulas

    def scope(self, bound: Bound = NOTHING, random: bool = False, extra: Sequence[str] = ()) -> Scope:
        """The names that a formula may use, with `bound` names; `random` allows noise() and draw()."""
        key = (tuple(bound.items()), random, tuple(extra))
        known = self._scopes.get(key)
        if known is None:
            known = replace(self.base, bound=dict(bound), random=random, extra=frozenset(extra))
            self._scopes[key] = known
        return known

    def parse(
        self,
        text: FormulaText,
        bound: Bound | Entry[Any] = NOTHING,
        *,
        boolean: bool | None = None,
        random: bool = False,
        extra: Sequence[str] = (),
    ) -> Node:
        """The tree of a formula of this pack, kept so that nothing is parsed twice.

        `bound` is the entry that the formula stands in, or its bound names.

        :raises FormulaError: never for a formula of the pack itself, since loading has checked it.
        """
        if not isinstance(text, str):
            return const(text)
        names = bound.bound if isinstance(bound, Entry) else bound
        if names:
            words = set(_WORD.findall(text))
            names = {name: value for name, value in names.items() if name in words}
        key = (text, tuple(names.items()), boolean, random, tuple(extra))
        node = self._parsed.get(key)
        if node is None:
            node = parse(text, self.scope(names, random, extra), boolean=boolean)
            self._parsed[key] = node
        return node

    # names and effects

    def reference(self, track: str, bound: Bound | Entry[Any] = NOTHING) -> str:
        """The canonical id of a track or flag: "tension[zone]" with zone bound to east is "tension[east]".

        :raises FormulaError: when there is no such track.
        """
        full = bind_text(track, bound.bound if isinstance(bound, Entry) else bound)
        if full not in self.tracks:
            raise FormulaError("unknown_track", Near(full, self.tracks), name=full)
        return full

    def effects(self, bound: Bound | Entry[Any], effects: Sequence[Effect]) -> list[tuple[Effect, Bound]]:
        """Effects with their own `each` unrolled, each with all bound names. Ask again for `then` and `otherwise`."""
        names = bound.bound if isinstance(bound, Entry) else bound
        return expand_effects(effects, names, self.sets, self.words)

    def matching(self, pattern: str | tuple[str, ...]) -> Sequence[tuple[str, Bound]]:
        """The options that a doctrine's pattern means, with their bound names: also answers to events, and passing."""
        found = self._matches.get(pattern)
        if found is None:
            found = self._matches[pattern] = [(name, self._choices[name]) for name in matching(pattern, self._choices)]
        return found

    @cached_property
    def _choices(self) -> dict[str, Bound]:
        """Everything that can be chosen: options, answers to events ("event.answer"), passing."""
        choices = {name: e.bound for name, e in self.options.items()}
        choices |= {f"{name}.{c}": e.bound for name, e in self.events.items() for c in e.item.choice}
        return {**choices, PASS: NOTHING}

    # texts

    def words(self, bound: Bound) -> Words:
        """What stands in texts for bound names: the members' titles."""
        return lambda name, lang: self.members[bound[name]].title.get(lang)

    def figure(self, name: str, profile: str | None = None) -> float:
        """A figure's value in a profile; one that has none there keeps the value of the pack's own profile."""
        values = self.figures[name].item.values
        own = values.get(self.info.profile, next(iter(values.values())))
        return values.get(profile or self.info.profile, own)

    def amount(self, value: float, unit: str, lang: str) -> str:
        """A number with its unit: "340 bn dollars", "178万台"."""
        known = self.units.get(unit)
        number = f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
        if known is None:
            return number
        after = known.item.after.get(lang) if known.item.after else ""
        if after.startswith(MILLION):  # counted in ten thousands, as one does in Japanese
            hundreds, rest = divmod(round(abs(value) * 100), 10_000)
            count = (f"{hundreds:,}億" if hundreds else "") + (f"{rest:,}万" if rest or not hundreds else "")
            return f"{known.item.before}{'-' if value < 0 else ''}{count}{after.removeprefix(MILLION)}"
        space = " " if lang == "en" and after[:1].isalpha() else ""
        return f"{known.item.before}{number}{space}{after}"

    def say(self, text: Text, lang: str, profile: str | None = None) -> str:
        """A text in "ja" or "en", with `{figure:id}` replaced by the figure's value and unit."""

        def put(m: re.Match[str]) -> str:
            kind, _, name = m[1].partition(":")
            if kind != "figure":
                return m[0]
            return self.amount(self.figure(name, profile), self.figures[name].item.unit, lang)

        words = text.get(lang)
        return PLACE.sub(put, words) if "{" in words else words

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the files' names and normalised text."""
        h = hashlib.sha256()
        for name, text in self.files.items():
            h.update(f"{name}\0{len(text.encode())}\0{text}".encode())
        return h.hexdigest()


ATTRIBUTES = {"reality": "realities", "calendar": "calendar", "difficulty": "difficulties"}
"""Where the plural of a kind is not the kind with an s."""


@contextmanager
def _no_garbage() -> Generator[None]:
    """Loading makes a hundred thousand objects that all stay: looking for garbage among them takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _order(draft: Draft) -> dict[str, list[tuple[str, str]]]:
    """For each phase its flows and rules in the order of files and lines."""
    lines: dict[str, list[tuple[tuple[int, int, int], int, str, str]]] = {}
    for kind in ("flow", "rule"):
        for number, (name, entry) in enumerate(draft.entries[kind].items()):
            place = draft.order[kind, draft.tables[kind, name]]
            lines.setdefault(entry.item.phase, []).append((place, number, kind, name))
    return {phase: [(kind, name) for _, _, kind, name in sorted(found)] for phase, found in lines.items()}


def _scope(draft: Draft, flags: frozenset[str]) -> Scope:
    entries = draft.entries
    params: dict[str, tuple[str, dict[str, float]]] = {}
    for (group, member), item in draft.members.items():
        for name, number in item.parameters.items():
            # a member that lacks the number is a problem of its own, not of the formulas that read it
            params.setdefault(name, (group, dict.fromkeys(draft.sets[group], 0.0)))[1][member] = number
    marks = {m for e in entries["calendar"].values() for m in e.item.marks}
    marks |= {m for e in entries["scenario"].values() for ms in e.item.marks.values() for m in ms}
    answers = [f"{name}.{c}" for name, e in entries["event"].items() for c in e.item.choice]
    return Scope(
        tracks={name: e.item.range for name, e in entries["track"].items() if name not in flags},
        lets=frozenset(entries["let"]),
        families=draft.families["track"] | draft.families["let"],
        sets=draft.sets,
        params=params,
        figures=frozenset(entries["figure"]),
        flags=flags,
        uses=frozenset([*entries["option"], *entries["event"], *answers]),
        marks=frozenset(marks),
    )
