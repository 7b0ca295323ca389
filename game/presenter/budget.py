"""The year's money: where it comes from, where it goes, what is borrowed, and what is promised without money.

The items are the pack's accounts, formulas of the rules' own figures, read as they stand: a decision shows at once. A
pack without accounts has no budget. What the debt does next is `debt`, what moves the items is `levers`,
what the bond market makes of it `market`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import Games
from game.players.knowledge import ONCE, YEARLY
from game.players.table import Moment, Table
from game.texts.formats import number, signed

from . import places
from .board import room
from .figures import Figures
from .market import comment
from .readings import Reading, before, readings
from .sources import NUMBERS, Source, numbers_behind, source
from .values import NONE, Change, Value

SIDES = ("revenue", "spending", "interest", "promised")
YEAR = 4  # turns
SHARE = "pct_gdp"  # the unit of accounts
DIGITS = 1  # of a sum in trillion yen


@dataclass(frozen=True)
class Item:
    """An item of the budget. `amount` is in trillion yen a year, `share` in % of GDP; `change` since the quarter before
    and `year` since four quarters before (None before there are so many), both in trillion yen a year. `why` is the name
    to ask `why.why` for; `basis` says which of the rules' figures it is made of."""

    id: str
    title: str
    text: str
    side: str
    group: str
    group_title: str
    amount: Value
    share: Value
    change: Change
    year: Change | None
    why: str
    basis: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Budget:
    """The year's money. Sums are trillion yen a year and add up: revenue - spending = balance, balance - interest =
    - borrowed (negative: debt is paid back). `once` is this quarter's one-off spending, borrowed besides.

    `settled` is the primary balance as the last ledger has left it: where it differs from `balance`, in % of GDP, this
    quarter's moves have done it, and the next ledger will settle it. `unfunded` is what is promised without money, in %
    of GDP; `room` what is left of funding, see `board.Frame`. `debt` and `rate` carry their history.
    """

    gdp: Value
    revenue: Value
    spending: Value
    interest: Value
    balance: Value
    balance_share: Value
    settled: Value
    borrowed: Value
    once: Value
    promised: Value
    items: tuple[Item, ...]
    unfunded: Reading | None
    room: Value | None
    debt: Reading | None
    rate: Reading | None
    comment: str

    def of(self, side: str) -> tuple[Item, ...]:
        """The items of a side: revenue, spending, interest, promised."""
        return tuple(i for i in self.items if i.side == side)


def has_accounts(figures: Figures) -> bool:
    """Whether the pack has a year's money to show."""
    program = figures.program
    return bool(program.pack.accounts) and {places.GDP, places.BALANCE} <= set(program.tracks)


def budget(figures: Figures, table: Table) -> Budget | None:
    """The year's money as it stands; None where the pack has no accounts."""
    if not has_accounts(figures):
        return None
    games, know = table.games, figures.knowledge
    past, ago = before(table), year_before(table)
    gdp = know.value(games, places.GDP)
    now = shares(figures, games)
    then, last = sums_of(figures, past), None if ago is None else sums_of(figures, ago)
    items = tuple(item(figures, name, now[name], gdp, then, last) for name in now)
    side = {s: sum(now[i.id] for i in items if i.side == s) for s in SIDES}
    balance = side["revenue"] - side["spending"]
    once = know.value(games, places.ONE_OFF) if places.ONE_OFF in figures.program.tracks else 0.0

    def yearly(share: float) -> Value:
        return trillions(figures, share * gdp / 100)

    found = {r.id: r for r in readings(figures, table, (places.DEBT, places.YIELD, places.UNFUNDED))}
    return Budget(
        gdp=figures.reading(games, places.GDP),
        revenue=yearly(side["revenue"]),
        spending=yearly(side["spending"]),
        interest=yearly(side["interest"]),
        balance=yearly(balance),
        balance_share=share_of(figures, balance),
        settled=figures.reading(games, places.BALANCE),
        borrowed=yearly(side["interest"] - balance),
        once=Value(once, figures.sized(once, ONCE, 2)),
        promised=yearly(side["promised"]),
        items=items,
        unfunded=found.get(places.UNFUNDED),
        room=room(figures, table),
        debt=found.get(places.DEBT),
        rate=found.get(places.YIELD),
        comment=comment(figures, table),
    )


def shares(figures: Figures, games: Games) -> dict[str, float]:
    """Each account in % of GDP a year as the seat may know it, NaN where it may not."""
    program = figures.program
    seen = program.observe(games, figures.knowledge.seat)
    found: dict[str, float] = {}
    for name, entry in program.pack.accounts.items():
        value = entry.item.value
        rows = [program.tracks[t].row for t in program.formula_reads(value)]
        hidden = bool(np.isnan(seen.S[rows, 0]).any())
        found[name] = float("nan") if hidden else float(program.evaluate(seen, value)[0])
    return found


def sums_of(figures: Figures, games: Games) -> dict[str, float]:
    """Each account in trillion yen a year."""
    gdp = figures.knowledge.value(games, places.GDP)
    return {name: share * gdp / 100 for name, share in shares(figures, games).items()}


def year_before(table: Table) -> Games | None:
    """The game four turns before this one, None where it had not begun."""
    decision = table.decision
    turn = len(table.program.turns) if decision is None else decision.turn
    found: list[Moment] = [m for m in table.moments if m.turn <= turn - YEAR]
    return found[-1].games if found else None


def item(
    figures: Figures, name: str, share: float, gdp: float, then: dict[str, float], last: dict[str, float] | None
) -> Item:
    """One account in words."""
    pack, entry = figures.program.pack, figures.program.pack.accounts[name].item
    amount = share * gdp / 100
    spends = entry.side != "revenue"
    numbers = [n for n in NUMBERS.findall(str(entry.value)) if n in pack.figures]
    behind = dict.fromkeys([*numbers, *numbers_behind(pack, entry.figure)])
    return Item(
        id=name,
        title=figures.text(entry.title),
        text=figures.text(entry.text),
        side=entry.side,
        group=entry.group,
        group_title=figures.group(entry.group),
        amount=trillions(figures, amount),
        share=share_of(figures, share),
        change=money_change(amount - then[name], spends),
        year=None if last is None else money_change(amount - last[name], spends),
        why=entry.figure,
        basis=entry.source,
        sources=tuple(source(pack, figures.words, n, figures.program.profile) for n in behind),
    )


def trillions(figures: Figures, amount: float) -> Value:
    """A sum in trillion yen a year."""
    return Value(amount, figures.sized(amount, YEARLY, DIGITS if abs(amount) >= 1 or amount == 0 else 2))


def plain(amount: float) -> str:
    """A sum without its unit, for a column that says the unit once.

    >>> plain(101.617), plain(-0.001)
    ('101.62', '0.00')
    """
    return number(amount, 2)


def rounded_apart(whole: float, parts: Sequence[float]) -> bool:
    """Whether the parts, as `plain` writes them, come to something else than the whole as it is written.

    >>> rounded_apart(0.03, [0.014, 0.016]), rounded_apart(0.02, [0.006, 0.006, 0.006])
    (False, True)
    """
    return round(100 * whole) != sum(round(100 * p) for p in parts)


def share_of(figures: Figures, share: float) -> Value:
    """A share of GDP."""
    return Value(share, figures.sized(share, SHARE, 2))


def share_of_sum(figures: Figures, found: Budget, amount: float) -> Value:
    """What a sum in trillion yen a year comes to in % of GDP."""
    return share_of(figures, 100 * amount / found.gdp.number)


def money_change(amount: float, spends: bool) -> Change:
    """A change in trillion yen a year: more revenue and less spending is for the better, as far as money goes."""
    text = signed(amount, 2)
    return NONE if text == "±0" else Change(amount, text, (amount > 0) != spends)
