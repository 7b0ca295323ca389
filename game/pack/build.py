"""From raw tables to entries: runs the negotiation macro, reads the models, repeats them over sets.

Everything that is wrong is gathered in `Source.problems`; `Draft.linked` says whether enough is known for names
to be checked against each other (an unread file would make every name in it unknown).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .base import Model, Text
from .expand import Bound, Entry, Words, copies, fill, repeated
from .near import FormulaError
from .negotiation import expand_negotiations
from .schema import KINDS, Flag, Member, Track
from .shape import Items, read_item, read_items
from .source import Source

NEGOTIATING = ("negotiation", "agenda", "contribution")
NEGOTIATED_SETS = ("agenda", "card", "contribution")


@dataclass
class Draft:
    """Entries by kind before they are checked.

    entries   kind -> id -> Entry; flags are tracks of unit "flag"
    sets      name -> members in order
    members   (set, member) -> Member
    families  kind of tables -> family -> its sets, for tracks, flags and lets
    tables    (kind, id) -> the table that the entry was made from
    order     (kind, table) -> place, for what runs in the order of the files
    generated (kind, table) that the negotiation wrote
    negotiated  whether the negotiation, if there is one, could be turned into tables
    """

    source: Source
    items: Items
    entries: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict[str, dict[str, Entry[Any]]])
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    members: dict[tuple[str, str], Member] = field(default_factory=dict[tuple[str, str], Member])
    families: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict[str, dict[str, tuple[str, ...]]])
    tables: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    order: dict[tuple[str, str], tuple[int, int, int]] = field(
        default_factory=dict[tuple[str, str], tuple[int, int, int]]
    )
    generated: frozenset[tuple[str, str]] = frozenset()
    negotiated: bool = True
    linked: bool = True

    def words(self, bound: Bound) -> Words:
        """What stands in texts for the bound names: the members' titles."""

        def word(name: str, lang: str) -> str:
            member = self.members.get(bound[name])
            return bound[name][1] if member is None else member.title.get(lang)

        return word


def build(source: Source) -> Draft:
    """All entries of a source."""
    written, ready = _negotiate(source)
    draft = Draft(source, read_items(source, partial=not ready), generated=written, negotiated=ready)
    draft.linked = ready and not source.broken
    _sets(draft)
    files = {name: i for i, name in enumerate(source.files)}
    for kind in KINDS:
        draft.entries[kind] = {}
        draft.families[kind] = {}
        for number, (name, item) in enumerate(draft.items[kind].items()):
            _expand(draft, kind, name, item)
            file, line = source.place(kind, name)
            if (kind, name) in written:
                # the negotiation's own order stands, even where the pack has put in keys of its own
                file, line = source.place("negotiation", next(iter(source.tables["negotiation"])))
            draft.order[kind, name] = (files.get(file, 0), line, number)
    _flags_as_tracks(draft)
    return draft


def _negotiate(source: Source) -> tuple[frozenset[tuple[str, str]], bool]:
    """Lets the negotiation write its tables; returns which, and whether all that it needs was there."""
    before = len(source.problems)
    for kind in NEGOTIATING:
        for name, raw in source.tables.get(kind, {}).items():
            read_item(source, kind, name, raw, KINDS[kind])
    if len(source.problems) > before or source.broken:
        return frozenset(), not source.tables.get("negotiation")
    old = {(kind, name): id(raw) for kind, tables in source.tables.items() for name, raw in tables.items()}
    for wrong in expand_negotiations(source.tables):
        path = tuple(int(k) if k.isdigit() else k for k in wrong.key.split(".") if k)
        source.problems.append(source.problem(wrong.kind, wrong.id, path, "", wrong.what.words, wrong.nearest))
    if len(source.problems) > before:
        return frozenset(), False
    written: set[tuple[str, str]] = set()
    for kind, tables in source.tables.items():
        if kind not in KINDS and kind != "set":
            continue
        for name, raw in tables.items():
            if old.get((kind, name)) != id(raw) and kind not in NEGOTIATING:
                written.add((kind, name))
                if (kind, name) not in source.home:
                    source.stand_ins[kind, name] = ("negotiation", next(iter(source.tables["negotiation"])))
    return frozenset(written), True


def _sets(draft: Draft) -> None:
    for group, members in draft.source.tables.get("set", {}).items():
        # a member whose table is wrong still counts, so that its names do not become unknown
        draft.sets[group] = tuple(members)
        for name, member in draft.items[f"set.{group}"].items():
            assert isinstance(member, Member)
            draft.members[group, name] = member


def _expand(draft: Draft, kind: str, name: str, item: Model) -> None:
    source, each = draft.source, repeated(item)
    try:
        made = list(copies(name, each, draft.sets))
    except FormulaError as e:
        # no complaint of sets that may stand in a file which could not be read, or that a broken negotiation makes
        negotiated = not draft.negotiated and any(group in NEGOTIATED_SETS for group in re.findall(r"\w+", str(each)))
        if not source.broken and not negotiated:
            source.problems.append(source.problem(kind, name, ("each",), each, e.words, e.nearest))
        draft.linked = False
        return
    file, line = source.place(kind, name)
    if each:
        draft.families[kind][name] = tuple(group for group, _ in made[0][1].values()) if made else ()
    fills = bool(each) and (source.has_places(kind, name) or (kind, name) in draft.generated)
    for full, bound in made:
        if full in draft.entries[kind]:
            other = draft.entries[kind][full]
            wanted = Text(
                ja=f"「{full}」は {other.file}:{other.line} にもあります",
                en=f"wanted another id: '{full}' stands in {other.file}:{other.line} already",
            )
            source.problems.append(source.problem(kind, name, (), full, wanted))
            continue
        filled = fill(item, draft.words(bound), frozenset(bound)) if fills else item
        copy = filled.model_copy(update={"id": full}) if bound else item
        draft.entries[kind][full] = Entry(full, copy, bound, file, line)
        draft.tables[kind, full] = name


def _flags_as_tracks(draft: Draft) -> None:
    """Flags join the tracks: 0 or 1."""
    tracks = draft.entries["track"]
    for name, entry in draft.entries["flag"].items():
        flag = entry.item
        assert isinstance(flag, Flag)
        if name in tracks:
            other = tracks[name]
            wanted = Text(
                ja=f"同じ id の track が {other.file}:{other.line} にあります",
                en=f"wanted another id: a track of this name stands in {other.file}:{other.line}",
            )
            draft.source.problems.append(draft.source.problem("flag", draft.tables["flag", name], (), name, wanted))
            continue
        track = Track(
            id=name, title=flag.title, text=flag.text, unit="flag", start=flag.start, range=(0.0, 1.0),
            hidden_from=flag.hidden_from, show=flag.show, each=flag.each, source_id=flag.source_id,
        )  # fmt: skip
        tracks[name] = Entry(name, track, entry.bound, entry.file, entry.line)
