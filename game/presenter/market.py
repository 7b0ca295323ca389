"""The bond market's comment: one sentence worded from figures, with no voice and no quotation of anybody."""

from __future__ import annotations

from game.engine import Games
from game.players.table import Table
from game.study.attribution import reasons
from game.texts.formats import number

from . import places
from .figures import Figures
from .readings import before
from .threats import nearest

CAUSES = 1  # reasons for a change of confidence that are named


def comment(figures: Figures, table: Table) -> str:
    """What the bond market makes of it, in one sentence worded from figures: the yield and its change, confidence with
    the largest cause of its change, promises without money, and how far off the loss is that hangs on the yield."""
    words, know, games = figures.words, figures.knowledge, table.games
    names = [n for n in (places.YIELD, places.CONFIDENCE) if n in figures.gauges]
    if len(names) < 2:
        return ""
    now, past = know.values(games, names), know.values(before(table), names)
    rate, moved = now[places.YIELD], now[places.YIELD] - past[places.YIELD]
    seen = figures.moved(places.YIELD, past[places.YIELD], rate)
    way = "steady" if not seen else "up" if moved > 0 else "down"
    size = number(abs(moved), figures.digits(places.YIELD))
    parts = [words(f"market.{way}", rate=figures.value(places.YIELD, rate), size=size)]
    parts.append(confidence(figures, table, past[places.CONFIDENCE], now[places.CONFIDENCE]))
    unfunded = know.value(games, places.UNFUNDED) if places.UNFUNDED in figures.gauges else 0.0
    if unfunded > 0:
        parts.append(words("market.unfunded", share=figures.value(places.UNFUNDED, unfunded)))
    if (danger := crisis(figures, games)) is not None:
        title, limit = danger
        gap = number(limit - rate, figures.digits(places.YIELD))
        limit_text = figures.value(places.YIELD, limit)
        parts.append(words("market.crisis", gap=gap, ending=title, limit=limit_text))
    return words("market.join").join(parts) + words("list.end")


def confidence(figures: Figures, table: Table, past: float, now: float) -> str:
    """How the market's confidence has moved since the quarter before, with the largest cause that pulled that way."""
    words, name, value = figures.words, places.CONFIDENCE, figures.value(places.CONFIDENCE, now)
    first = table.moments[-2 if len(table.moments) > 1 else 0].causes
    same_way = tuple(c for c in reasons(table.causes[first:], name) if c[1] * (now - past) > 0)
    if not figures.moved(name, past, now) or not same_way:
        return words("market.confidence_still", value=value)
    why = figures.reason(same_way[:CAUSES], name)
    return words("market.confidence", value=value, change=figures.amount(name, now - past), why=why)


def crisis(figures: Figures, games: Games) -> tuple[str, float] | None:
    """The loss that comes first when the yield rises, with its limit; None where there is none above it."""
    program, found = figures.program, list[tuple[float, str]]()
    for name, entry in program.pack.endings.items():
        if entry.item.loss:
            limits = nearest(figures, games, program.ending_condition(name))
            found += [(at, figures.text(entry.item.title)) for _, track, at in limits if track == places.YIELD]
    rate = figures.knowledge.value(games, places.YIELD)
    above = sorted(f for f in found if f[0] > rate)
    return (above[0][1], above[0][0]) if above else None
