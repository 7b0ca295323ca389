"""Whether every game comes to something: an ending that catches it, losers of a loss, a score for those who have one,
and parts of a scenario that do what they say."""

from __future__ import annotations

from collections.abc import Iterable

from .check_formulas import Reading
from .check_links import quarters
from .findings import Findings, listed
from .intervals import Intervals
from .near import Near
from .tree import Node


def check_ends(f: Findings, r: Reading) -> None:
    """Runs all checks of this module."""
    _endings(f, r)
    _scores(f)
    _compromises(f)
    _scenarios(f)
    _groups(f)


def always(n: Node, bounds: Intervals) -> bool:
    """Whether a condition holds in every game, as far as the bounds of what it reads can tell.

    >>> from .formula import Scope, parse
    >>> plain = Intervals({}, {}, {})
    >>> [always(parse(x, Scope()), plain) for x in ("turn > 0", "turn > 1", "turn > 1 or quarter <= 4")]
    [True, False, True]
    """
    if n.op in ("and", "or"):
        return (all if n.op == "and" else any)(always(a, bounds) for a in n.args)
    if n.op not in ("<", "<=", ">", ">="):
        return False
    a, b = (bounds.of(x) for x in n.args)
    if n.op in (">", ">="):
        a, b = b, a
    return a[1] < b[0] or (n.op in ("<=", ">=") and a[1] == b[0])


def _endings(f: Findings, r: Reading) -> None:
    """Of the endings that are no losses the last one catches every game; a loss has losers."""
    p = f.pack
    for name, e in p.endings.items():
        if e.item.loss and not e.item.losers:
            ja = f"だれの敗北かを losers に書いてください（losers = [{_list(p.seats)}] なら全員）"
            en = f"wanted losers, the seats that lose by it: losers = [{_list(p.seats)}] for all"
            f.add("ending", name, ("losers",), "", ja, en)
        if e.item.losers and not e.item.loss:
            ja, en = "loss = true がありません", "wanted loss = true beside it: nobody loses by another ending"
            f.add("ending", name, ("losers",), ", ".join(e.item.losers), ja, en)
    last = next((name for name, e in reversed(p.endings.items()) if not e.item.loss), "")
    nodes = [node for site, node in r.formulas if (site.kind, site.id, site.role) == ("ending", last, "when")]
    if last and (not nodes or any(always(node, r.bounds) for node in nodes)):
        return  # one that could not be read is a complaint of its own
    ja = 'どんなゲームも受け止める結末がありません。敗北でない最後の結末を when = "turn > 0" にしてください'
    en = 'no ending catches every game: give the last one that is no loss when = "turn > 0"'
    if last:
        f.add("ending", last, ("when",), p.endings[last].item.when, ja, en)
    else:
        f.add("pack", "", (), "", ja, en, about="ending")


def _list(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _scores(f: Findings) -> None:
    """Dimensions and a total belong together, and the pack's own seat has them."""
    p = f.pack
    measured = {e.item.seat for e in p.dimensions.values()}
    for name in p.totals:
        if name in p.seats and name not in measured:
            ja, en = f'seat = "{name}" の dimension がありません', f'wanted a [dimension.…] with seat = "{name}"'
            f.add("total", name, (), name, ja, en)
    misnamed = any(name not in p.seats for name in p.totals)  # a complaint of its own
    for seat in (s for s in p.seats if s in measured and s not in p.totals and not misnamed):
        first = next(d for d, e in p.dimensions.items() if e.item.seat == seat)
        ja = f"[total.{seat}] がありません。次元のまとめ方を書いてください"
        en = f'wanted a table [total.{seat}] that combines them: value = "0.7 * mean + 0.3 * least"'
        f.add("dimension", first, ("seat",), seat, ja, en, about=f"total {seat}")
    own = p.info.seat
    if own in p.seats and own not in measured and own not in p.totals:
        ja = f"この席の得点がありません。[dimension.…] と [total.{own}] を書いてください"
        en = f"wanted a score for this seat: [dimension.…] tables and [total.{own}]"
        f.add("pack", "", ("seat",), own, ja, en, about="score")


def _compromises(f: Findings) -> None:
    """One rung of each agenda is where pain begins."""
    for name, e in f.pack.agendas.items():
        if not any(rung.compromise for rung in e.item.rungs):
            ja = "妥協点の段に compromise = true を書いてください。痛みはその上の段から数えます"
            en = "wanted compromise = true at one rung: pain is counted from there upward"
            f.add("agenda", name, ("rungs",), "", ja, en)


def _scenarios(f: Findings) -> None:
    """Turns of the calendar and of marks that come in some scenario; an autopilot for the turns that nobody decides."""
    p = f.pack
    spans: list[tuple[int, int]] = []
    for name, e in p.scenarios.items():
        s = e.item
        first, last = quarters(s.first or p.info.start), quarters(s.last)
        if first is None or last is None:
            return  # a complaint of its own
        spans.append((first, last))
        for turn in s.marks:
            at = quarters(turn)
            if at is not None and not first <= at <= last:
                ja = f"このシナリオのターンは {s.first or p.info.start} から {s.last} までです"
                en = f"wanted a turn from {s.first or p.info.start} to {s.last}"
                f.add("scenario", name, ("marks", turn), turn, ja, en)
        if s.decide is not None and not s.autopilot:
            ja = f'autopilot = {{ {p.info.seat} = "ドクトリン" }} を添えてください。decide 以外のターンをだれが指すか決まりません'
            en = f'wanted autopilot = {{ {p.info.seat} = "a doctrine" }} beside it: who plays the other turns?'
            f.add("scenario", name, ("decide",), "", ja, en)
        if s.autopilot and s.decide is None:
            ja, en = "autopilot は decide と一緒に書きます", "wanted decide beside it: without it autopilot never plays"
            f.add("scenario", name, ("autopilot",), "", ja, en)
    for turn in p.calendar:
        at = quarters(turn)
        if at is not None and spans and not any(first <= at <= last for first, last in spans):
            ja, en = "どのシナリオにもないターンです", "wanted a turn of some scenario; this one never comes"
            f.add("calendar", turn, (), turn, ja, en)


def _groups(f: Findings) -> None:
    """A group of figures has a title: its own table, or the negotiation's. Each is named once."""
    p, told = f.pack, set[str]()
    known = [*p.groups, *p.negotiations]
    for kind, entries in (("track", p.tracks), ("let", p.lets)):
        for name, e in entries.items():
            if e.item.group and e.item.group not in known and e.item.group not in told:
                told.add(e.item.group)
                there_ja, there_en = listed(known)
                ja = f"[group.{e.item.group}] の表で題名を付けるか、ある group を書いてください{there_ja}"
                en = f"wanted a group that has a title{there_en}, or a table [group.{e.item.group}] with one"
                f.add(
                    kind,
                    name,
                    ("group",),
                    e.item.group,
                    ja,
                    en,
                    Near(e.item.group, known),
                    warning=True,
                    about="group",
                )
