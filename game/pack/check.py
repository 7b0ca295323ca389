"""Whether everything in a pack fits together: all checks after reading, reported together.

`check_links` and `check_people` compare names with names, `check_texts` looks into the sentences, `check_formulas` reads
every formula, `check_play` looks for what would go wrong in play, `check_shown` into what screens show beside it. This module holds the report that they write into and the order in which they run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .build import Draft
from .check_ends import check_ends
from .check_formulas import check_formulas, read_formulas
from .check_links import check_links
from .check_people import check_people
from .check_play import check_play
from .check_shown import check_shown
from .check_texts import check_texts
from .findings import Findings
from .problems import Problem
from .schema import KINDS

if TYPE_CHECKING:
    from .model import Pack

_ID = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"\w+")


def check(pack: Pack, draft: Draft) -> list[Problem]:
    """Every problem of a pack whose tables are all of the right shape."""
    findings = Findings(pack, draft)
    clear = check_links(findings)
    check_people(findings)
    check_texts(findings)
    check_shown(findings)
    if not clear:
        return findings.problems  # formulas would be misread, and complained of for that
    nodes = check_formulas(findings)
    check_play(findings, nodes)
    check_ends(findings, nodes)
    return findings.problems


def check_what_is_read(pack: Pack, draft: Draft) -> list[Problem]:
    """Errors in the formulas and effects of a pack some of whose tables are of the wrong shape, so that they come together.

    What mentions a table that could not be read is left out: it may be right. So is everything where more than a name
    is missing: a set's numbers, the calendar's marks, what a negotiation would have become.
    """
    tables, items = draft.source.tables, draft.items
    missing = {name for kind in KINDS for name in tables.get(kind, {}) if name not in items[kind]}
    # an id that is not one may be written as it should be where it is used
    lost = any(not _ID.fullmatch(name) for name in missing)
    lost |= any(name not in items["calendar"] for name in tables.get("calendar", {}))
    lost |= any(name not in items["scenario"] for name in tables.get("scenario", {}))
    lost |= any(
        name not in items[f"set.{group}"] for group, members in tables.get("set", {}).items() for name in members
    )
    if lost or not draft.negotiated:
        return []
    findings = Findings(pack, draft)
    read_formulas(findings)
    return [p for p in findings.problems if not missing & set(_WORD.findall(f"{p.found} {p.wanted.en}"))]


def coverage(pack: Pack) -> dict[str, list[str]]:
    """For each element of the pack's source the tables that name it in `source_id`, as "kind.id".

    >>> from game.pack import Pack
    >>> coverage(Pack.load("rules/tutorial"))["T01"][:2]
    ['event.storm', 'event.shoal']
    """
    found: dict[str, dict[str, None]] = {name: {} for name in pack.elements}
    for kind, entries in pack.kinds().items():
        if kind == "element":
            continue
        for name, entry in entries.items():
            _cover(found, f"{kind}.{name.split('[')[0]}", getattr(entry.item, "source_id", ()))
    return {name: list(tables) for name, tables in found.items()}


def _cover(found: dict[str, dict[str, None]], table: str, sources: Iterable[str]) -> None:
    for source in sources:
        if source in found:
            found[source][table] = None
