"""Names against names: every id that a table mentions has to be there, and has to be of the right kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .base import Effect
from .findings import Findings, Path
from .formula import bind_text
from .near import Near
from .schema import Draw

NEGOTIATED = ("agenda", "card", "contribution")
TURN = re.compile(r"(\d{4})Q([1-4])")


def check_links(f: Findings) -> bool:
    """The pack, sets, figures, tracks, the turn and its decisions; says whether every name means one thing only, so that
    formulas can be read."""
    _pack(f)
    clear = _sets(f)
    _figures(f)
    _tracks(f)
    _turn(f)
    _decisions(f)
    return clear


def quarters(turn: str) -> int | None:
    """Quarters since year 0, or None for what is no turn.

    >>> quarters("2026Q2"), quarters("2026Q5")
    (8105, None)
    """
    m = TURN.fullmatch(turn)
    return int(m[1]) * 4 + int(m[2]) - 1 if m else None


def _pack(f: Findings) -> None:
    p = f.pack
    f.known("pack", "", ("scenario",), p.info.scenario, "scenario", p.scenarios)
    f.known("pack", "", ("seat",), p.info.seat, "seat", p.seats)
    f.known("pack", "", ("profile",), p.info.profile, "profile", p.profiles)


def _sets(f: Findings) -> bool:
    """A parameter belongs to one set and to all its members; names mean one thing only. False where two sets have a number
    of one name."""
    p = f.pack
    owner: dict[str, str] = {}
    clear = True
    written = f.draft.source.tables.get("negotiation", {}) and NEGOTIATED
    taken = {key for (group, _), item in p.members.items() if group in written for key in item.parameters}
    for (group, member), item in p.members.items():
        for key in item.parameters:
            if key in taken and group not in written:
                names = ", ".join(sorted(taken))
                ja = f"交渉が使う名前です。別の名前にしてください（交渉の数：{names}）"
                en = f"wanted another name: the negotiation has numbers of these names: {names}"
                f.add(f"set.{group}", member, (key,), key, ja, en)
                clear = False
            elif owner.setdefault(key, group) != group:
                ja, en = (
                    f"集合 {owner[key]} にも同じ名前の数があります。別の名前にしてください",
                    f"wanted another name: the set {owner[key]} has a number of this name",
                )
                f.add(f"set.{group}", member, (key,), key, ja, en)
                clear = False
    for (group, member), item in p.members.items():
        for key in (k for k, g in owner.items() if g == group and k not in item.parameters):
            ja, en = (
                f"{key} の数がありません（ほかの一員にはあります）",
                f'wanted the number "{key}", which the other members of {group} have',
            )
            f.add(f"set.{group}", member, (), "", ja, en, about=key)
    kinds = {
        "track": set(p.base.tracks) | set(f.draft.families["track"]),
        "flag": set(p.flags),
        "let": set(p.lets) | set(f.draft.families["let"]),
    }
    for kind in ("let", "set"):
        for name in p.sets if kind == "set" else kinds["let"]:
            other = next((k for k in kinds if k != kind and name in kinds[k]), "")
            if other:
                f.add(
                    kind,
                    name,
                    (),
                    name,
                    f"同じ名前の {other} があります。別の id にしてください",
                    f"wanted another id: there is a {other} of this name",
                )
    for name in owner:
        other = next((k for k in kinds if name in kinds[k]), "set" if name in p.sets else "")
        if other:
            group = owner[name]
            member = next(m for (g, m), item in p.members.items() if g == group and name in item.parameters)
            f.add(
                f"set.{group}",
                member,
                (name,),
                name,
                f"同じ名前の {other} があります。別の名前にしてください",
                f"wanted another name: there is a {other} of this name",
            )
    return clear


def _figures(f: Findings) -> None:
    p = f.pack
    for name, e in p.figures.items():
        fig = e.item
        f.known("figure", name, ("unit",), fig.unit, "unit", p.units)
        if not fig.values:
            f.add("figure", name, ("values",), "", "値が1つもありません", "wanted a value for at least one profile")
        tables: dict[str, Mapping[str, object]] = {
            "values": fig.values,
            "as_of": fig.as_of,
            "source": fig.source,
            "kind": fig.kind,
        }
        for key, table in tables.items():
            for profile in table:
                f.known("figure", name, (key, profile), profile, "profile", p.profiles)
        for key in ("source", "kind"):
            for profile in fig.values:
                if profile not in tables[key]:
                    ja, en = f"{profile} の {key} がありません", f"wanted the {key} of the value for {profile}"
                    f.add("figure", name, (key,), "", ja, en)


def _tracks(f: Findings) -> None:
    p = f.pack
    for name, e in p.tracks.items():
        t, kind = e.item, "flag" if name in p.flags else "track"
        if kind == "track" and t.unit:
            f.known(kind, name, ("unit",), t.unit, "unit", p.units)
        f.all_known(kind, name, ("hidden_from",), t.hidden_from, "seat", p.seats)
        for seat in t.seen_if:
            if f.known(kind, name, ("seen_if", seat), seat, "seat", p.seats) and seat not in t.hidden_from:
                ja, en = (
                    "この席にはもともと隠されていません（hidden_from にありません）",
                    "wanted a seat of hidden_from: this one sees the track anyway",
                )
                f.add(kind, name, ("seen_if", seat), seat, ja, en)
        if t.belief:
            _belief(f, name)
        if t.range[0] >= t.range[1]:
            ja, en = "下限、上限の順に書いてください", "wanted the lower end first: [low, high]"
            f.add(kind, name, ("range",), f"[{t.range[0]:g}, {t.range[1]:g}]", ja, en)
    for name, e in p.lets.items():
        if e.item.unit:
            f.known("let", name, ("unit",), e.item.unit, "unit", p.units)


def _belief(f: Findings, name: str) -> None:
    """The family of weights has one member for each value that the start may have."""
    t = f.pack.tracks[name].item
    families = f.draft.families["track"]
    if not f.known("track", name, ("belief",), t.belief, "family", families):
        return
    choices = t.start.choice if isinstance(t.start, Draw) else None
    weights = [(x, e) for x, e in f.pack.tracks.items() if x.split("[")[0] == t.belief]
    members = len(weights)
    if choices is None:
        f.add(
            "track",
            name,
            ("start",),
            "",
            "belief には start = { choice = [ … ] } が必要です",
            "wanted start = { choice = [ … ] }, whose values belief weighs",
        )
    elif len(choices) != members:
        ja, en = (
            f"{len(choices)}個の値に対して {t.belief} は{members}個です。同じ個数にしてください",
            f"wanted as many members of {t.belief} as choice has values: {len(choices)}, not {members}",
        )
        f.add("track", name, ("belief",), t.belief, ja, en)
    blind = next((s for s in t.hidden_from for _, e in weights if s in e.item.hidden_from), None)
    if blind is not None:
        ja, en = (
            f"{t.belief} は席 {blind} に隠されています。推し量る席に見える重みにしてください",
            f"wanted weights that those who guess may see: {t.belief} is hidden from '{blind}'",
        )
        f.add("track", name, ("belief",), t.belief, ja, en)


def _turn(f: Findings) -> None:
    """Phases, the schedule, the calendar, flows and rules."""
    p = f.pack
    for place, name in enumerate(_written(f, p.schedule.phases)):
        if name not in p.negotiations:
            f.known("schedule", "", ("phases", place), name, "phase", [*p.phases, *p.negotiations])
    for name, e in p.negotiations.items():
        for i, mark in enumerate(e.item.on):
            if mark not in p.base.marks:
                known = sorted(p.base.marks)
                there = "、".join(known)
                ja = f"この印のあるターンがカレンダーにありません（[calendar.…] の marks にあるもの：{there}）"
                en = f"wanted a mark that some [calendar.…] has among its marks (there are: {', '.join(known)})"
                f.add("negotiation", name, ("on", i), mark, ja, en, Near(mark, p.base.marks))
    scheduled = set(p.schedule.phases)
    for name, e in p.phases.items():
        phase = e.item
        if phase.kind == "choose":
            f.known("phase", name, ("seat",), phase.seat, "seat", p.seats)
        elif phase.seat:
            f.add(
                "phase",
                name,
                ("seat",),
                phase.seat,
                'seat は kind = "choose" のときだけ書きます',
                'wanted no seat: only a phase with kind = "choose" asks one',
            )
        if not f.is_generated("phase", name):
            f.all_known("phase", name, ("on",), phase.on, "mark", p.base.marks)
        if name not in scheduled and not f.is_generated("phase", name):
            ja, en = (
                "[schedule] の phases に入っていないので、決して来ません",
                "wanted it among the phases of [schedule]; it never comes",
            )
            f.add("phase", name, (), name, ja, en, warning=True)
    for name in p.calendar:
        if quarters(name) is None:
            f.add(
                "calendar",
                name,
                (),
                name,
                "2026Q1 のように、年と四半期を書いてください",
                "wanted a turn such as 2026Q1",
            )
    for name, e in p.flows.items():
        check_track(f, "flow", name, ("track",), e.item.track, e.bound)
        _phase(f, "flow", name, e.item.phase, "rules")
    for name, e in p.rules.items():
        _phase(f, "rule", name, e.item.phase, "rules")


def _written(f: Findings, phases: Sequence[str]) -> list[str]:
    """The phases as their author listed them: those that a negotiation became count as its one name."""
    found: list[str] = []
    talks = next(iter(f.pack.negotiations), "")
    for i, name in enumerate(phases):
        if not talks or not f.is_generated("phase", name):
            found.append(name)
        elif name == f"{talks}_open" or not i:
            found.append(talks)
    return found


def _phase(f: Findings, kind: str, name: str, phase: str, wanted: str) -> None:
    if not f.known(kind, name, ("phase",), phase, "phase", f.pack.phases):
        return
    found = f.pack.phases[phase].item.kind
    if found != wanted:
        f.add(
            kind,
            name,
            ("phase",),
            phase,
            f'kind = "{wanted}" のフェーズを書いてください（これは "{found}"）',
            f'wanted a phase of kind "{wanted}"; this one is "{found}"',
        )


def check_track(
    f: Findings, kind: str, name: str, path: Path, track: str, bound: Mapping[str, tuple[str, str]]
) -> bool:
    """A reference to a track that is no flag."""
    p, full = f.pack, bind_text(track, bound)
    if full in p.flags:
        f.add(
            kind,
            name,
            path,
            track,
            f'フラグです。{{ flag = "{track}" }} と書いてください',
            f'wanted a track; this is a flag: write {{ flag = "{track}" }}',
        )
        return False
    if full in f.draft.families["track"]:
        groups = ", ".join(f.draft.families["track"][full])
        f.add(
            kind,
            name,
            path,
            track,
            f"系列です。{full}[{groups}] のように一員を書いてください",
            f"wanted one member of the family: {full}[{groups}]",
        )
        return False
    if full in p.lets and full not in p.tracks:
        f.add(
            kind,
            name,
            path,
            track,
            "let は数式なので、変えられません。トラックの id を書いてください",
            "wanted a track; this is a let, a formula that nothing can change",
        )
        return False
    return f.known(kind, name, path, full, "track", p.base.tracks)


def check_effect(
    f: Findings, kind: str, name: str, path: Path, e: Effect, bound: Mapping[str, tuple[str, str]]
) -> bool:
    """What an effect changes; says whether it is known."""
    if e.track:
        return check_track(f, kind, name, (*path, "track"), e.track, bound)
    if e.flag:
        full = bind_text(e.flag, bound)
        if isinstance(e.set, (int, float)) and e.set not in (0, 1):
            f.add(kind, name, (*path, "set"), e.set, "フラグは 0 か 1 です", "wanted 0 or 1: this is a flag")
        return f.known(kind, name, (*path, "flag"), full, "flag", f.pack.flags)
    return True


def _decisions(f: Findings) -> None:
    p = f.pack
    for name, e in p.options.items():
        _phase(f, "option", name, e.item.phase, "choose")
        for track in e.item.cost:
            check_track(f, "option", name, ("cost", track), track, e.bound)
    for name, e in p.negotiations.items():
        f.all_known("negotiation", name, ("watched",), e.item.watched, "track or let", [*p.tracks, *p.lets])
    for name, e in p.events.items():
        event = e.item
        _phase(f, "event", name, event.phase, "events")
        if event.seat:
            f.known("event", name, ("seat",), event.seat, "seat", p.seats)
        if bool(event.seat) != bool(event.choice):
            missing = "choice" if event.seat else "seat"
            ja, en = (
                f"seat と choice は必ず一緒に書きます（{missing} がありません）",
                f"wanted seat and choice together; {missing} is missing",
            )
            f.add("event", name, (), "", ja, en)
        if p.elements and not event.source and not event.source_id:
            f.add(
                "event",
                name,
                (),
                "",
                "source か source_id を書いてください",
                "wanted a source or a source_id",
                warning=True,
            )
    for kind, entries in (("option", p.options), ("event", p.events), ("agenda", p.agendas)):
        for name, e in entries.items():
            f.all_known(kind, name, ("references",), e.item.references, "reference", p.references)
    for name, e in p.contributions.items():
        if e.item.figure:
            f.known("contribution", name, ("figure",), e.item.figure, "figure", p.figures)
