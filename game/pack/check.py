"""Whether everything in a pack fits together: all checks after reading, reported together.

`check_links` and `check_people` compare names with names, `check_texts` looks into the sentences, `check_formulas` reads
every formula, `check_play` looks for what would go wrong in play. This module holds the report that they write into and the order in which they run.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .build import Draft
from .check_ends import check_ends
from .check_formulas import check_formulas
from .check_links import check_links
from .check_people import check_people
from .check_play import check_play
from .check_texts import check_texts
from .findings import Findings
from .problems import Problem

if TYPE_CHECKING:
    from .model import Pack


def check(pack: Pack, draft: Draft) -> list[Problem]:
    """Every problem of a pack whose tables are all of the right shape."""
    findings = Findings(pack, draft)
    clear = check_links(findings)
    check_people(findings)
    check_texts(findings)
    if not clear:
        return findings.problems  # formulas would be misread, and complained of for that
    nodes = check_formulas(findings)
    check_play(findings, nodes)
    check_ends(findings, nodes)
    return findings.problems


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
