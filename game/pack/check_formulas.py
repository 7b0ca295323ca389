"""Every formula of a pack: does it read, does it look only at what it may, can it divide by 0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError, TopologicalSorter

from .check_links import check_effect
from .findings import Findings, Path
from .formula import bind_text
from .intervals import Interval, Intervals
from .near import FormulaError
from .sites import EffectSite, Site, bundles, effect_formulas, effect_sites, negotiation_sites, sites
from .tree import Node

NEGOTIATED = ("agenda", "contribution", "negotiation")
# What a start may not read: the world does not stand yet.
NOT_AT_START = frozenset({"track", "let", "used", "ago", "mark", "noise", "draw"})
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_THREE = re.compile(r"\d[\d.]{2}")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass
class Reading:
    """What was read: formulas with their trees, effects with what they change, trees of lets, bounds of tracks."""

    formulas: list[tuple[Site, Node]] = field(default_factory=list[tuple[Site, Node]])
    effects: list[EffectSite] = field(default_factory=list[EffectSite])
    lets: dict[str, Node] = field(default_factory=dict[str, Node])
    bounds: Intervals = field(default_factory=lambda: Intervals({}, {}, {}))
    reads: dict[Node, frozenset[str]] = field(default_factory=dict[Node, frozenset[str]])
    seen: set[tuple[str, str, Path, int]] = field(default_factory=set[tuple[str, str, Path, int]])


def check_formulas(f: Findings) -> Reading:
    """Reads every formula and effect; what is found about them goes to the findings."""
    r = Reading()
    _read(f, r)
    r.lets = {site.id: node for site, node in r.formulas if site.kind == "let"}
    order = _in_order(f, r.lets)
    if order is None:
        return r
    tracks = {name: e.item.range for name, e in f.pack.tracks.items()}
    r.bounds = Intervals(tracks, r.lets, figure_ranges(f))
    for name in order:
        if name in r.lets:  # one that could not be read is not there
            r.bounds.of(r.lets[name])
            tracks_read(r, r.lets[name])
    numbers = _figure_numbers(f)
    for site, node in r.formulas:
        if site.text.__class__ is str and "/" in str(site.text):
            _divisions(f, r, site, node)
        if site.role == "start":
            _start(f, site, node)
        if site.seat or site.role == "guess":
            _hidden(f, r, site, node)
        if node.op == "figure":
            _unit(f, site, node)
        _literals(f, site, numbers)
    return r


def read_formulas(f: Findings) -> None:
    """Reads every formula and effect, and looks no further than whether it can be read."""
    _read(f, Reading())


def _read(f: Findings, r: Reading) -> None:
    """The negotiation first: what is wrong there would be wrong again in the rules that it became."""
    for site in negotiation_sites(f.pack):
        _formula(f, r, site)
    formulas = [(f.is_generated(site.kind, site.id), site) for site in sites(f.pack)]
    lists = [
        (f.is_generated(kind, e.id), kind, e, path, effects) for kind, e, path, effects in bundles(f.pack) if effects
    ]
    for now in (False, True):
        if now and any(p.key.split(".")[0] in NEGOTIATED for p in f.problems):
            return
        for generated, site in formulas:
            if generated == now:
                _formula(f, r, site)
        for generated, kind, entry, path, effects in lists:
            if generated == now:
                complain = partial(_bad_each, f, kind, entry.id)
                for site in effect_sites(f.pack, kind, entry.id, path, effects, entry.bound, complain):
                    _effect(f, r, site)


def _bad_each(f: Findings, kind: str, name: str, path: Path, e: FormulaError) -> None:
    f.add(kind, name, path, "", e.words.ja, e.words.en, e.nearest)


def _formula(f: Findings, r: Reading, site: Site) -> None:
    """Reads a formula. What a repeated table says for all its members alike is kept once."""
    try:
        node = f.pack.parse(site.text, site.bound, boolean=site.boolean, random=site.random, extra=site.extra)
    except FormulaError as e:
        f.add(site.kind, site.id, site.path, site.text, e.words.ja, e.words.en, e.nearest, about="formula")
        return
    key = (site.kind, f.draft.tables.get((site.kind, site.id), site.id), site.path, id(node))
    if site.kind == "let" or key not in r.seen:
        r.seen.add(key)
        r.formulas.append((site, node))


def _effect(f: Findings, r: Reading, site: EffectSite) -> None:
    if check_effect(f, site.kind, site.id, site.path, site.effect, site.bound):
        r.effects.append(site)
    for formula in effect_formulas(site):
        _formula(f, r, formula)


# --- what formulas read ------------------------------------------------------------------------------


def names_in(node: Node, ops: frozenset[str]) -> Iterator[str]:
    """The names that a tree mentions in nodes of the given kinds."""
    stack = [node]
    while stack:
        n = stack.pop()
        if n.op in ops:
            yield n.name
        stack.extend(n.args)


TRACKS, LETS = frozenset({"track", "ago"}), frozenset({"let"})


def tracks_read(r: Reading, node: Node) -> frozenset[str]:
    """The tracks that a formula looks at, also through lets. Lets must be free of cycles."""
    known = r.reads.get(node)
    if known is None:
        found = set(names_in(node, TRACKS))
        for let in set(names_in(node, LETS)):
            if let in r.lets:
                found |= tracks_read(r, r.lets[let])
        known = r.reads[node] = frozenset(found)
    return known


def _in_order(f: Findings, lets: Mapping[str, Node]) -> list[str] | None:
    """The lets, each after those that it needs; None where some need themselves, and then the chain is named."""
    needs = {name: set(names_in(node, LETS)) for name, node in lets.items()}
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as e:
        circle: list[str] = e.args[1][-1:0:-1]
        first = circle.index(min(circle))
        chain = [*circle[first:], *circle[:first], circle[first]]
        ja, en = (
            "数式が堂々めぐりになっています。どこかで断ち切ってください",
            "wanted lets that do not need each other in a circle",
        )
        f.add("let", chain[0], ("value",), " -> ".join(chain), ja, en)
        return None


# --- one check each ------------------------------------------------------------------------------------


def figure_ranges(f: Findings) -> dict[str, Interval]:
    """The least and largest value of each figure over all profiles."""
    return {name: (min(v), max(v)) for name, e in f.pack.figures.items() if (v := list(e.item.values.values()))}


def _divisions(f: Findings, r: Reading, site: Site, node: Node) -> None:
    for divisor in r.bounds.zero_divisors(node):
        low, high = r.bounds.of(divisor)
        en = f"wanted a divisor that cannot be 0: {divisor} lies between {low:g} and {high:g}; keep it away by max(…)"
        ja = f"0 で割ることになりかねません。{divisor} は {low:g} から {high:g} までの値をとります。max(…) で 0 から離してください"
        f.add(site.kind, site.id, site.path, site.text, ja, en, about="division")


def _start(f: Findings, site: Site, node: Node) -> None:
    for name in names_in(node, NOT_AT_START):
        ja, en = (
            f"start に使えるのは数と figure('…') だけです（{name}）",
            f"wanted a formula of figures only: at the start there is no '{name}' yet",
        )
        f.add(site.kind, site.id, site.path, site.text, ja, en, about="start")
        return


def _hidden(f: Findings, r: Reading, site: Site, node: Node) -> None:
    """What a seat may not see must not show in what it may choose, in its doctrine, in its guesses."""
    tracks = f.pack.tracks
    read = sorted(tracks_read(r, node))
    if site.role == "cost":
        full = bind_text(str(site.path[-1]), site.bound)
        read += [full] if full in tracks else []
    seats = tracks[site.id].item.hidden_from if site.role == "guess" else (site.seat,)
    for name in read:
        for seat in seats:
            if seat in tracks[name].item.hidden_from:
                ja, en = (
                    f"{name} は席 {seat} に隠されています。見えるものだけを使ってください",
                    f"wanted only what the seat '{seat}' may see: {name} is hidden from it",
                )
                f.add(site.kind, site.id, site.path, site.text, ja, en, about="hidden")
                return


def _unit(f: Findings, site: Site, node: Node) -> None:
    """A number that is exactly a figure has the figure's unit."""
    if site.role not in ("start", "set", "value"):
        return
    unit, owner = _unit_of(f, site)
    found = f.pack.figures[node.name].item.unit
    if unit and unit != found and unit != "flag":
        ja = f"単位が違います。{owner} は {unit}、figure('{node.name}') は {found} です"
        f.add(
            site.kind,
            site.id,
            site.path,
            site.text,
            ja,
            f"wanted a figure in {unit}, the unit of {owner}; this one is in {found}",
            about="unit",
        )


def _unit_of(f: Findings, site: Site) -> tuple[str, str]:
    p = f.pack
    if site.role == "value":
        return (p.lets[site.id].item.unit, site.id) if site.id in p.lets and site.kind == "let" else ("", "")
    if site.role == "start":
        track = str(site.path[-1]) if site.kind == "scenario" else site.id
    else:
        track = site.owner
    return (p.tracks[track].item.unit, track) if track in p.tracks else ("", "")


def _figure_numbers(f: Findings) -> dict[float, list[str]]:
    """Figures by value, for those that cannot be an ordinary number by chance."""
    found: dict[float, list[str]] = {}
    for name, e in f.pack.figures.items():
        for value in e.item.values.values():
            names = found.setdefault(abs(value), [])
            if name not in names:
                names.append(name)
    return found


def is_telling(number: str) -> bool:
    """Whether a number in a formula looks like a figure: three digits or more, no round number, no year.

    >>> [is_telling(x) for x in ("340", "0.305", "100", "2026", "12", "1.5")]
    [True, True, False, False, False, False]
    """
    digits = number.replace(".", "").lstrip("0")
    year = "." not in number and 1900 <= int(number) <= 2100
    return len(digits) >= 3 and len(digits.rstrip("0")) >= 2 and not year


def _literals(f: Findings, site: Site, numbers: Mapping[float, list[str]]) -> None:
    wish = site.kind == "doctrine" and site.path[-1] == "value"  # how much something is wanted is nobody's figure
    if not numbers or wish or f.is_generated(site.kind, site.id):
        return
    text = f"{site.text:.12g}" if isinstance(site.text, (int, float)) else _QUOTED.sub("", site.text)
    for number in _NUMBER.findall(text) if _THREE.search(text) else ():
        if is_telling(number) and float(number) in numbers:
            names = " / ".join(f"figure('{n}')" for n in numbers[float(number)][:2])
            ja, en = (
                f"この数は {names} と同じです。数字のままだとほかのデータでも変わりません",
                f"wanted {names} instead of the number itself, so that other profiles work",
            )
            f.add(site.kind, site.id, site.path, number, ja, en, warning=True, about=number)
