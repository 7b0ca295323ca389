"""Who plays and what for: scores, roles, doctrines and scenarios name seats, options and turns that there are."""

from __future__ import annotations

from collections import Counter

from .check_links import check_track, quarters
from .findings import Findings, Path
from .schema import Scenario


def check_people(f: Findings) -> None:
    """Scores, roles, goals, doctrines, seats, scenarios."""
    _score(f)
    _people(f)
    for name, e in f.pack.scenarios.items():
        _scenario(f, name, e.item)


def _score(f: Findings) -> None:
    p = f.pack
    for name, e in p.endings.items():
        f.all_known("ending", name, ("losers",), e.item.losers, "seat", p.seats)
    for name, e in p.dimensions.items():
        f.known("dimension", name, ("seat",), e.item.seat, "seat", p.seats)
    for name in p.totals:
        f.known("total", name, (), name, "seat", p.seats)


def _people(f: Findings) -> None:
    p = f.pack
    offices = {e.item.office for e in p.options.values() if e.item.office}
    strays = _offices(f)
    for name, e in p.roles.items():
        f.known("role", name, ("seat",), e.item.seat, "seat", p.seats)
        if not strays:  # where an option's office is misspelled, the role is not to blame
            f.all_known("role", name, ("offices",), e.item.offices, "office", sorted(offices))
    for name, e in p.goals.items():
        f.known("goal", name, ("role",), e.item.role, "role", p.roles)
    for name, e in p.doctrines.items():
        f.known("doctrine", name, ("seat",), e.item.seat, "seat", p.seats)
        for i, rule in enumerate(e.item.prefer):
            patterns = (rule.option,) if isinstance(rule.option, str) else rule.option
            for k, pattern in enumerate(patterns):
                path = ("prefer", i, "option") if isinstance(rule.option, str) else ("prefer", i, "option", k)
                _pattern(f, name, path, pattern, e.item.seat)
    for name, e in p.seats.items():
        seat = e.item
        if seat.character and check_track(f, "seat", name, ("character",), seat.character, {}):
            track = p.tracks[seat.character].item
            wanted = int(track.range[1] - track.range[0]) + 1
            if len(seat.characters) != wanted:
                ja, en = (
                    f"{seat.character} の値は{wanted}通りです。ドクトリンも{wanted}個書いてください",
                    f"wanted {wanted} doctrines, one for each value of {seat.character}",
                )
                f.add("seat", name, ("characters",), f"{len(seat.characters)}", ja, en)
        for i, doctrine in enumerate(seat.characters):
            _doctrine(f, "seat", name, ("characters", i), doctrine, name)
        for key, doctrine in (("doctrine", seat.doctrine), ("trained", seat.trained)):
            if doctrine:
                _doctrine(f, "seat", name, (key,), doctrine, name)


def _offices(f: Findings) -> bool:
    """Options whose office no role of their seat holds, where it has roles with offices; says whether there are any."""
    p = f.pack
    held: dict[str, list[str]] = {}
    for e in p.roles.values():
        held.setdefault(e.item.seat, []).extend(e.item.offices)
    found, often = False, Counter(e.item.office for e in p.options.values())
    for name, e in p.options.items():
        phase = p.phases.get(e.item.phase)
        known = held.get(phase.item.seat, []) if phase else []
        if often[e.item.office] > 1 and any(not often[office] for office in known):
            continue  # several options agree, and a role names an office without any: that one is misspelled
        if e.item.office and known:
            found |= not f.known("option", name, ("office",), e.item.office, "office", known)
    return found


def _pattern(f: Findings, name: str, path: Path, pattern: str, seat: str) -> None:
    """A doctrine's pattern has to mean something that its seat can choose."""
    p = f.pack
    if seat not in p.seats:
        return  # a complaint of its own
    found = [option for option, _ in p.matching(pattern)]
    if not found and pattern in f.draft.families["option"]:
        ja = f"each で繰り返す選択肢です。「{pattern}[*]」ですべて、「{pattern}[…]」で1つを表します"
        en = f'wanted members of an option made by each: "{pattern}[*]" for all of them'
        f.add("doctrine", name, path, pattern, ja, en)
        return
    if not found:
        answers = [f"{v}.{c}" for v, e in p.events.items() for c in e.item.choice]
        f.known("doctrine", name, path, pattern, "option", ["pass", *p.options, *answers])
        return
    for option in found:
        if option in p.options:
            phase = p.phases.get(p.options[option].item.phase)
            # where the phase or its seat is not known, that is the complaint
            if phase is None or phase.item.kind != "choose" or phase.item.seat == seat:
                return
            if phase.item.seat not in p.seats:
                return
        elif option == "pass" or p.events[option.rpartition(".")[0]].item.seat == seat:
            return
    f.add(
        "doctrine", name, path, pattern, f"席 {seat} の選択肢ではありません", f"wanted an option that {seat} can choose"
    )


def _doctrine(f: Findings, kind: str, name: str, path: Path, doctrine: str, seat: str) -> None:
    if f.known(kind, name, path, doctrine, "doctrine", f.pack.doctrines):
        owner = f.pack.doctrines[doctrine].item.seat
        if owner != seat:
            f.add(
                kind,
                name,
                path,
                doctrine,
                f"席 {owner} のドクトリンです。{seat} のものを書いてください",
                f"wanted a doctrine of {seat}; this one plays {owner}",
            )


def _scenario(f: Findings, name: str, s: Scenario) -> None:
    p = f.pack
    if s.profile:
        f.known("scenario", name, ("profile",), s.profile, "profile", p.profiles)
    for key, plays in (("autopilot", s.autopilot), ("opponents", s.opponents)):
        for seat, doctrine in plays.items():
            if f.known("scenario", name, (key, seat), seat, "seat", p.seats):
                _doctrine(f, "scenario", name, (key, seat), doctrine, seat)
    for track in s.start:
        f.known("scenario", name, ("start", track), track, "track", p.tracks)
    f.all_known("scenario", name, ("events_off",), s.events_off, "event", p.events)
    for phase in s.slots:
        f.known("scenario", name, ("slots", phase), phase, "phase", p.phases)
    first, last = quarters(s.first or p.info.start), quarters(s.last)
    turns = [("last", s.last), *([("first", s.first)] if s.first else [])]
    places: list[tuple[Path, str]] = [((key,), turn) for key, turn in turns]
    places += [(("decide", i), turn) for i, turn in enumerate(s.decide or ())]
    places += [(("marks", turn), turn) for turn in s.marks]
    for path, turn in places:
        at = quarters(turn)
        if at is None:
            f.add(
                "scenario",
                name,
                path,
                turn,
                "2026Q1 のように、年と四半期を書いてください",
                "wanted a turn such as 2026Q1",
            )
        elif first is not None and last is not None and not first <= at <= last and path[0] == "decide":
            ja, en = (
                f"{s.first or p.info.start} から {s.last} までのターンを書いてください",
                f"wanted a turn from {s.first or p.info.start} to {s.last}",
            )
            f.add("scenario", name, path, turn, ja, en)
    if first is not None and last is not None and first > last:
        f.add(
            "scenario",
            name,
            ("last",),
            s.last,
            f"最初のターン（{s.first or p.info.start}）以後にしてください",
            f"wanted a turn after the first, {s.first or p.info.start}",
        )
