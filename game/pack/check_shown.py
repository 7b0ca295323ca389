"""Tables that screens show beside the play: the year's money, measured difficulty, names of a class edition."""

from __future__ import annotations

from .findings import Findings


def check_shown(f: Findings) -> None:
    """Accounts name figures and groups that there are, difficulties scenarios; a neutral word does not hold its name."""
    p = f.pack
    for name, e in p.accounts.items():
        f.known("account", name, ("figure",), e.item.figure, "track or let", [*p.tracks, *p.lets])
        if e.item.group:
            f.known("account", name, ("group",), e.item.group, "group", [*p.groups, *p.negotiations])
    for name, e in p.difficulties.items():
        f.known("difficulty", name, (), name, "scenario", p.scenarios)
        if e.item.won > e.item.games:
            ja, en = "games を超えない数にしてください", "wanted no more than there were games"
            f.add("difficulty", name, ("won",), e.item.won, ja, en)
    for name, e in p.neutrals.items():
        for lang in ("ja", "en"):
            if e.item.name.get(lang) in e.item.instead.get(lang):
                ja, en = "元の名前を含まない言葉にしてください", "wanted words without the name itself"
                f.add("neutral", name, ("as", lang), e.item.instead.get(lang), ja, en)
