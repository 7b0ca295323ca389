"""What reads well and would go wrong in play: starts outside their range, weights below 0, rungs that do nothing."""

from __future__ import annotations

from .check_formulas import NOT_AT_START, Reading, names_in
from .findings import Findings, Path
from .formula import bind_text
from .intervals import Interval, Intervals
from .schema import Draw
from .tree import Node

READS = frozenset({"track", "ago", "let"})


def check_play(f: Findings, r: Reading) -> None:
    """Runs all checks of this module."""
    _starts(f, r)
    _weights(f, r)
    _rungs(f)
    _clashes(f, r)
    if not any(p.severity == "error" for p in f.problems):
        _idle(f, r)  # what could not be read would look unused
    _empty_phases(f)


def _starts(f: Findings, r: Reading) -> None:
    """A start lies in its track's range, in every profile."""
    p = f.pack
    by_profile = {
        profile: Intervals(
            {}, {}, {name: (v := p.figure(name, profile), v) for name, e in p.figures.items() if e.item.values}
        )
        for profile in (p.profiles or {p.info.profile: None})
    }
    for site, node in r.formulas:
        if site.role == "start" and not any(names_in(node, NOT_AT_START)):
            track = str(site.path[-1]) if site.kind == "scenario" else site.id
            if track in p.tracks:
                for profile, bounds in by_profile.items():
                    named = "" if node.op == "const" else profile
                    _in_range(f, site.kind, site.id, site.path, track, bounds.of(node), named)
    for name, e in p.tracks.items():
        _draw(f, "track", name, ("start",), name, e.item.start)
    for name, e in p.scenarios.items():
        for track, start in e.item.start.items():
            if track in p.tracks:
                _draw(f, "scenario", name, ("start", track), track, start)


def _in_range(f: Findings, kind: str, name: str, path: Path, track: str, found: Interval, profile: str = "") -> None:
    low, high = f.pack.tracks[track].item.range
    if low >= high or (low <= found[0] and found[1] <= high):
        return  # a range that is upside down is a complaint of its own
    there = f" ({profile})" if profile and len(f.pack.profiles) > 1 else ""
    value = f"{found[0]:g}" if found[0] == found[1] else f"{found[0]:g} … {found[1]:g}"
    ja, en = (
        f"{low:g} から {high:g} までの値にしてください（{track} の range）",
        f"wanted a start from {low:g} to {high:g}, the range of {track}",
    )
    f.add(kind, name, path, value + there, ja, en)


def _draw(f: Findings, kind: str, name: str, path: Path, track: str, start: object) -> None:
    if not isinstance(start, Draw):
        return
    draw = start
    if draw.choice is not None:
        _in_range(f, kind, name, (*path, "choice"), track, (min(draw.choice), max(draw.choice)))
    for key, pair in (("uniform", draw.uniform), ("normal", draw.normal)):
        if pair is None:
            continue
        if key == "uniform":
            _in_range(f, kind, name, (*path, key), track, (min(pair), max(pair)))
        else:
            _in_range(f, kind, name, (*path, key), track, (pair[0], pair[0]))
        if (key == "uniform" and pair[0] > pair[1]) or (key == "normal" and pair[1] < 0):
            ja, en = (
                ("小さいほうから書いてください", "wanted the lower end first: [low, high]")
                if key == "uniform"
                else ("標準偏差は0以上です", "wanted a standard deviation of 0 or more: [mean, sd]")
            )
            f.add(kind, name, (*path, key), f"[{pair[0]:g}, {pair[1]:g}]", ja, en)


def _weights(f: Findings, r: Reading) -> None:
    for site, node in r.formulas:
        if site.role == "weight":
            low, high = r.bounds.of(node)
            if high < 0:
                f.add(
                    site.kind,
                    site.id,
                    site.path,
                    site.text,
                    "0以上の重みにしてください",
                    "wanted a weight of 0 or more",
                )
            elif low < 0:
                ja, en = (
                    f"重みが0を下回ることがあります（{low:g} まで）。max(0, …) としてください",
                    f"wanted a weight that stays at 0 or more; this may fall to {low:g}: write max(0, …)",
                )
                f.add(site.kind, site.id, site.path, site.text, ja, en, warning=True, about="weight")
        elif site.role == "chance":
            low, high = r.bounds.of(node)
            if high < 0 or low > 1:
                f.add(
                    site.kind,
                    site.id,
                    site.path,
                    site.text,
                    "確率は 0 から 1 までの数です（30% なら 0.3）",
                    "wanted a chance from 0 to 1 (30 % is 0.3)",
                )


def _rungs(f: Findings) -> None:
    """Agreeing to a rung changes something; only the lowest, today's state, may do nothing."""
    for name, e in f.pack.agendas.items():
        for i, rung in enumerate(e.item.rungs):
            if i and not rung.effects:
                ja, en = (
                    "この段には効果がありません。effects を書いてください",
                    "wanted effects: agreeing to this rung would change nothing",
                )
                f.add("agenda", name, ("rungs", i), rung.title.en, ja, en, about=str(i))


def _clashes(f: Findings, r: Reading) -> None:
    """One choice cannot both set a track and change it otherwise: all its effects happen at once."""
    changes: dict[tuple[str, str, Path, str], list[tuple[str, Path]]] = {}
    for name, e in f.pack.options.items():
        for track in e.item.cost:
            changes.setdefault(("option", name, ("effects",), bind_text(track, e.bound)), []).append(("cost", ()))
    for site in r.effects:
        e = site.effect
        if site.certain and (e.track or e.flag):
            how = "set" if e.flag or e.set is not None else "add"
            key = (site.kind, site.id, site.path[:-1], bind_text(e.track or e.flag, site.bound))
            changes.setdefault(key, []).append((how, site.path))
    for (kind, name, _, track), found in changes.items():
        if len(found) > 1 and any(how == "set" for how, _ in found):
            ways = " + ".join(how for how, _ in found)
            ja = f"{track} を同じ場面で2度変えています。効果はすべて同時に起きるので、set は1つだけにしてください"
            en = f"wanted one change of {track}: all effects of a choice happen at once, so a set cannot stand beside another"
            f.add(kind, name, found[-1][1], ways, ja, en)


def _idle(f: Findings, r: Reading) -> None:
    """Tracks that nothing reads and nothing writes, lets without a title that nothing reads."""
    p, tables = f.pack, f.draft.tables
    used: set[str] = set()
    for site, node in r.formulas:
        if site.role == "cost":
            used.add(bind_text(str(site.path[-1]), site.bound))
        used.update(_reads(node))
    for site in r.effects:
        used.add(bind_text(site.effect.track or site.effect.flag, site.bound))
    used.update(bind_text(e.item.track, e.bound) for e in p.flows.values())
    used.update(e.item.character for e in p.seats.values())
    beliefs = {e.item.belief for e in p.tracks.values()}
    used_tables = {name.split("[")[0] for name in used} | beliefs
    for name in p.tracks:
        kind = "flag" if name in p.flags else "track"
        if tables.get((kind, name), name) not in used_tables and not f.is_generated(kind, name):
            ja, en = (
                "どこからも読まれず、変えられもしません",
                "wanted a formula or an effect that uses it: nothing reads or changes it",
            )
            f.add(kind, name, (), name, ja, en, warning=True, about="idle")
    for name, e in p.lets.items():
        table = tables["let", name]
        if e.item.title is None and table not in used_tables and not f.is_generated("let", name):
            ja, en = (
                "どこからも読まれず、title もないので画面にも出ません",
                "wanted a formula that uses it, or a title to show it",
            )
            f.add("let", name, (), name, ja, en, warning=True, about="idle")


def _reads(node: Node) -> set[str]:
    return set(names_in(node, READS))


def _empty_phases(f: Findings) -> None:
    """Phases in which nothing can happen."""
    p = f.pack
    busy = {e.item.phase for entries in (p.options, p.events, p.rules, p.flows) for e in entries.values()}
    for name, e in p.phases.items():
        if name not in busy and not f.is_generated("phase", name):
            what = {
                "choose": ("option", "選択肢"),
                "events": ("event", "イベント"),
                "rules": ("rule or flow", "rule か flow"),
            }[e.item.kind]
            f.add(
                "phase",
                name,
                (),
                name,
                f"このフェーズの{what[1]}が1つもありません",
                f"wanted at least one {what[0]} in this phase",
                warning=True,
                about="empty",
            )
