"""What of a pack stands where on the board: key figures, the map, ladders. Names only; every value is the engine's.

The ids are those of rules/japan-2026. A name that a pack does not have is passed over, so that any pack has a board,
with a map of what it shares with this one.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Program
from game.players.knowledge import ingredients

KEY_FIGURES = (
    "debt_ratio", "bond_yield", "primary_balance", "defence_share", "china_trade", "rare_earth_share", "stockpile",
    "us_tariff", "approval", "diet", "alliance_trust", "detente",
)  # fmt: skip
"""The twelve figures that always stand beside the map."""

BUDGET = ("promised_year", "funding", "unfunded")
ROOM, ROOM_NEEDS, ROOM_UNIT = "(funding - announced) * gdp / 100", ("funding", "unfunded", "gdp"), "tn_jpy_year"
"""What is left of funding once every promise that the market counts is paid, in trillion yen a year."""

GDP, DEBT, YIELD, BALANCE = "gdp", "debt_ratio", "bond_yield", "primary_balance"
UNFUNDED, CONFIDENCE, ONE_OFF = "unfunded", "confidence", "one_off"
"""What the budget's page follows beside the pack's accounts."""

PROMISED = (("defence_target", "defence_share"),)
"""What was promised in figures, and the figure that shows how far it has been carried out."""

PRESSURE = "us_pressure"
LADDER, LADDER_EXPECTED = "coercion", "coercion_expected"
STRAIT = "strait_rung"
TENSION, PRESENCE, LIMIT, DETERRENCE = "tension", "presence", "law_limit", "deterrence"
BOND = "bond"

CRISIS, CRISIS_LAST = "crisis_", "crisis_last_"
"""How the phases of a crisis and the tracks of the last choices begin; a seat's id follows."""

CRISIS_STAKES = ("tension[strait]", "deterrence[strait]", "credibility", "alliance_trust", "market_access", "approval")
"""What the choices in the crisis of the strait move."""


@dataclass(frozen=True)
class Route:
    """A line on the map: from one place to another, what it stands for, and the figures behind it. The first figure
    gives its width, the others are told beside it. `facts`: numbers of the real world that belong to it; `money`: the one
    of them that says how much money goes this way, where the first figure is no sum."""

    id: str
    kind: str  # trade, minerals, energy
    start: str
    end: str
    names: tuple[str, ...]
    facts: tuple[str, ...] = ()
    money: str = ""


EXCHANGE_RATE = "exchange_rate"
"""The figure for yen in a dollar, by which sums in yen are compared with sums in dollars."""

ROUTES = (
    Route(
        "china_trade",
        "trade",
        "japan",
        "china",
        ("china_trade", "market_access", "exposure"),
        ("exports_china", "imports_china"),
    ),
    Route("india_trade", "trade", "japan", "india", ("india_trade", "bond[india]")),
    Route(
        "us_trade",
        "trade",
        "japan",
        "usa",
        ("us_tariff", "tariff_loss"),
        ("exports_us", "car_exports_us"),
        "exports_us",
    ),
    Route("rare_earths_china", "minerals", "china", "japan", ("rare_earth_share", "rare_earth_loss", "stockpile")),
    Route(
        "rare_earths_australia", "minerals", "australia", "japan", ("bond[australia]", "stockpile"), ("lynas_share",)
    ),
    Route("rare_earths_africa", "minerals", "africa", "japan", ("africa_fund", "bond[africa]"), ("drc_cobalt_share",)),
    Route("lng_usa", "energy", "usa", "japan", ("agreed[energy]", "energy_cost"), ("lng_us_share",)),
    Route("lng_gulf", "energy", "gulf", "japan", ("middle_east",), ("crude_middle_east_share", "crude_hormuz_share")),
)


def known(program: Program, names: tuple[str, ...]) -> list[str]:
    """Those names that the pack has, in their order."""
    lets = program.pack.lets
    return [n for n in names if n in program.tracks or n in lets]


def key_figures(program: Program, seat: str) -> list[str]:
    """The figures to keep in sight: the usual twelve, or what the seat's score is made of where a pack has few of them."""
    found = known(program, KEY_FIGURES)
    if len(found) * 2 >= len(KEY_FIGURES):
        return found
    own = [d for d, e in program.pack.dimensions.items() if e.item.seat == seat]
    shown = {t for t, info in program.tracks.items() if info.show}
    return list(dict.fromkeys(t for d in own for t in ingredients(program, d) if t in shown))[: len(KEY_FIGURES)]
