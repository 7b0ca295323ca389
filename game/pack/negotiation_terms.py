"""The terms of a negotiation, read and checked, and its rungs as formulas: what `negotiation` writes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from .bargaining import Agenda, Contribution, Negotiation
from .base import Effect, Model
from .complaints import Complaint
from .near import nearest

Table = dict[str, Any]
Tables = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a table: its kind and id, the key ("" for the whole table), and a name that was perhaps meant."""

    kind: str
    id: str
    key: str
    what: Complaint
    nearest: str = ""


@dataclass(frozen=True)
class Talks:
    """A negotiation and its parts, read by their models."""

    id: str
    terms: Negotiation
    agendas: dict[str, Agenda]
    contributions: dict[str, Contribution]
    cards: dict[str, int] = field(default_factory=dict[str, int])


M = TypeVar("M", bound=Model)


def _parse(model: type[M], kind: str, name: str, table: Any, problems: list[Wrong]) -> M | None:
    try:
        return model.model_validate(table)
    except ValidationError as e:
        for error in e.errors():
            what = Complaint.of("misfit", why=error["msg"])
            problems.append(Wrong(kind, name, ".".join(str(x) for x in error["loc"]), what))
        return None


def read(tables: Tables, name: str, raw: Any, problems: list[Wrong]) -> Talks | None:
    """The negotiation `name` with its parts, or None where a model refuses one (see `problems`)."""
    terms = _parse(Negotiation, "negotiation", name, raw, problems)
    agendas, gifts = tables.get("agenda", {}), tables.get("contribution", {})
    agendas = {k: _parse(Agenda, "agenda", k, t, problems) for k, t in agendas.items()}
    gifts = {k: _parse(Contribution, "contribution", k, t, problems) for k, t in gifts.items()}
    if problems or terms is None:
        return None
    cards: dict[str, int] = {}
    for worth in terms.hand:
        same = sum(w == worth for w in cards.values())
        cards[f"c{worth}" if not same else f"c{worth}_{same + 1}"] = worth
    found = {k: a for k, a in agendas.items() if a is not None}
    return Talks(name, terms, found, {k: c for k, c in gifts.items() if c is not None}, cards)


# --- what may be wrong -------------------------------------------------------------------------------


def no_table(kind: str, name: str, key: str, wanted: str, found: str, known: Iterable[str]) -> Wrong:
    """That the table `found` names no table of the kind `wanted`."""
    return Wrong(kind, name, key, Complaint.of("no_table", kind=wanted, name=found), nearest(found, known))


def check_home(tables: Tables) -> list[Wrong]:
    """Whether there is one negotiation at most, and agendas and contributions name it."""
    found, out = tables.get("negotiation", {}), list[Wrong]()
    if len(found) > 1:
        first, second, *_ = found
        return [Wrong("negotiation", second, "", Complaint.of("one_negotiation", name=first))]
    for kind in ("agenda", "contribution"):
        for name, raw in tables.get(kind, {}).items():
            wanted = raw.get("negotiation", "")
            if wanted and wanted not in found:
                out.append(no_table(kind, name, "negotiation", "negotiation", wanted, found))
    return out


def check_seats(tables: Tables, name: str, raw: Any) -> list[Wrong]:
    """Whether two different seats that there are sit at the table."""
    seats, out = list(tables.get("seat", {})), list[Wrong]()
    if not isinstance(raw, dict):
        return [Wrong("negotiation", name, "", Complaint.of("wants_table"))]
    terms = cast(Table, raw)
    for key in ("asks", "answers"):
        seat = terms.get(key)
        if isinstance(seat, str) and seat not in seats:
            out.append(no_table("negotiation", name, key, "seat", seat, seats))
    if terms.get("asks") is not None and terms.get("asks") == terms.get("answers"):
        out.append(Wrong("negotiation", name, "answers", Complaint.of("with_itself")))
    return out


def check(t: Talks, tables: Tables) -> list[Wrong]:
    """Everything about the parts that a model cannot see."""
    out: list[Wrong] = []
    n = t.terms
    if len(t.agendas) < 2:
        out.append(Wrong("negotiation", t.id, "", Complaint.of("two_agendas")))
    if t.id not in tables.get("schedule", {}).get("phases", ()):
        out.append(Wrong("negotiation", t.id, "", Complaint.of("not_called", name=t.id)))
    if not n.hand or min(n.hand) < 1:
        out.append(Wrong("negotiation", t.id, "hand", Complaint.of("card_worth")))
    for side in ("asks", "answers"):
        agenda = getattr(n.speciality, side)
        if agenda and agenda not in t.agendas:
            out.append(no_table("negotiation", t.id, f"speciality.{side}", "agenda", agenda, t.agendas))
    for group in ("agenda", "card", "contribution"):
        if group in tables.get("set", {}):
            out.append(Wrong("set", group, "", Complaint.of("set_taken", name=t.id)))
    for name, c in t.contributions.items():
        for m in c.matches:
            if m not in t.agendas:
                out.append(no_table("contribution", name, "matches", "agenda", m, t.agendas))
    for name, a in t.agendas.items():
        ats = [r.at for r in a.rungs]
        if any(x >= y for x, y in pairwise(ats)) or ats[-1] > n.top:
            out.append(Wrong("agenda", name, "rungs", Complaint.of("rungs_rise", top=f"{n.top:g}")))
        if a.start > n.top:
            out.append(Wrong("agenda", name, "start", Complaint.of("above_top", top=f"{n.top:g}")))
        for kind in ("compromise", "demand"):
            if sum(getattr(r, kind) for r in a.rungs) > 1:
                out.append(Wrong("agenda", name, "rungs", Complaint.of("one_rung", kind=kind)))
        for r in a.rungs:
            for e in r.effects:
                if not _is_plain(e):
                    out.append(Wrong("agenda", name, "rungs", Complaint.of("rung_effect")))
    return out


def _is_plain(e: Effect) -> bool:
    others = (e.when, e.chance, e.scale, e.toward)
    return bool(e.track) and all(x is None for x in others) and not (e.after or e.each)


# --- formulas ------------------------------------------------------------------------------------------


def straight_lines(x: str, points: Sequence[tuple[float, str | float]]) -> str:
    """The formula of straight lines between points, level outside; a height may be a formula.

    >>> straight_lines("m", [(0, 1.6), (5, 3.0)])
    'table(m, (0, 1.6), (5, 3))'
    >>> straight_lines("m", [(0, "start"), (5, 3.0)])
    '(start) + clamp((m - 0) / 5, 0, 1) * ((3) - (start))'
    """
    if len(points) == 1:
        return number_text(points[0][1])
    if all(isinstance(y, (int, float)) for _, y in points):
        return f"table({x}, " + ", ".join(f"({a:g}, {number_text(y)})" for a, y in points) + ")"
    out = f"({number_text(points[0][1])})"
    for (a, y), (b, z) in pairwise(points):
        out += f" + clamp(({x} - {a:g}) / {b - a:g}, 0, 1) * (({number_text(z)}) - ({number_text(y)}))"
    return out


def number_text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"


def rung_effects(name: str, agenda: Agenda) -> list[Table]:
    """What moving an agenda from `agreed` to `marker` does: `set` and `add` of its rungs, drawn out between them.

    An `add` says how much the rung has added in all, so that going back takes it away again; where the
    lowest rung names no amount it is 0 there.
    """
    out: list[Table] = []
    for how in ("set", "add"):
        points: dict[str, list[tuple[float, str | float]]] = {}
        for rung in agenda.rungs:
            for e in rung.effects:
                value = getattr(e, how)
                if value is not None:
                    points.setdefault(e.track, []).append((rung.at, value))
        for track, line in points.items():
            if how == "set":
                out.append({"track": track, "set": straight_lines(f"marker[{name}]", line)})
                continue
            if line[0][0] > agenda.rungs[0].at:
                line.insert(0, (agenda.rungs[0].at, 0.0))
            to, since = straight_lines(f"marker[{name}]", line), straight_lines(f"agreed[{name}]", line)
            out.append({"track": track, "add": f"{to} - ({since})"})
    return out
