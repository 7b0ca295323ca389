"""How a game begins: who one is and what it is about, while the rules are still being compiled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from game.engine import compile_pack
from game.pack import Pack
from game.players.table import HUMAN, Table
from game.texts.words import Words

from .blocks import Block, Page, Span
from .view import View


def briefing(words: Words, pack: Pack, scenario: str, seat: str) -> list[Block]:
    """The pack, the scenario, and the seat that one holds."""
    page, lang, item = Page(), words.lang, pack.scenarios[scenario].item
    page.heading(pack.info.title.get(lang), item.title.get(lang), level=1)
    page.say(pack.say(pack.info.text, lang, item.profile))
    page.gap()
    page.say(words("play.you_are"), Span(pack.seats[seat].item.title.get(lang), f"seat{list(pack.seats).index(seat)}"))
    page.say(pack.say(pack.seats[seat].item.brief, lang, item.profile))
    page.gap()
    page.say(Span(words("play.how"), "dim"))
    return page.blocks


def begin(
    view: View, words: Words, pack: Pack, seed: int, *, scenario: str = "", profile: str = "", seat: str = "",
    level: str = "", wait: bool = True,
) -> Table:  # fmt: skip
    """A new game. The player reads the briefing, and with `wait` is asked to go on, while the rules compile. `level` is
    how well the other seats play, "" as the scenario has it.

    :raises UnknownName: for an unknown scenario, profile or seat.
    """
    scenario, seat = scenario or pack.info.scenario, seat or pack.info.seat

    def table() -> Table:
        others = dict.fromkeys(pack.seats, level) if level else {}
        return Table.new(compile_pack(pack, scenario, profile), seed, {**others, seat: HUMAN})

    known = scenario in pack.scenarios and seat in pack.seats and (not profile or profile in pack.profiles)
    if not known:
        return table()
    with ThreadPoolExecutor(1) as pool:
        view.show(briefing(words, pack, scenario, seat), fresh=True)
        made = pool.submit(table)
        if wait:
            view.ask(words("play.go_on"))
        return made.result()
