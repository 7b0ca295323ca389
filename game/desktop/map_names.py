"""The names that stand on the map, the most important first: countries, waters, straits, what is disputed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kit import theme
from .kit.theme import Colour, Style

if TYPE_CHECKING:
    from .map_view import MapView

FIRST = ("jp", "cn", "us", "tw", "kr")
SECOND = (
    "in",
    "au",
    "vn",
    "ph",
    "kp",
    "ru",
    "id",
    "mm",
    "th",
    "my",
    "mn",
    "ir",
    "sa",
    "pk",
    "nz",
    "ca",
    "gb",
    "fr",
    "de",
)
POWERS: dict[str, Colour] = {"jp": theme.JAPAN, "cn": theme.CHINA, "us": theme.USA}
SEA: Colour = (126, 160, 204)
CLOSE, CLOSER = 6.0, 11.0  # units to a map unit from which straits, and disputed spots, are named


@dataclass(frozen=True)
class Name:
    """A name: where it belongs, in map units, and how it is written. `first`: it goes before cards on the map."""

    key: str
    text: str
    at: tuple[float, float]
    style: Style
    colour: Colour
    first: bool = False


def names(view: MapView, docked: set[str]) -> list[Name]:
    """The names for the view; a partner that stands on the map with its card is named there."""
    lang, data, scale = view.app.words.lang, view.data, view.camera.scale
    carded = {
        c
        for p in (view.chart.partners if view.chart else ())
        if p.id not in docked
        for c in data.partners.get(p.id, ())[:1]
    }
    countries = {c.id: c for c in data.countries}
    found: list[Name] = []
    for rank, ids in enumerate((FIRST, SECOND)):
        for one in ids:
            country = countries.get(one)
            if country is None or (one in carded and one not in ("gb", "cd")):
                continue
            style = theme.LABEL if one in POWERS else theme.TINY_STRONG if rank == 0 else theme.TINY
            colour = (
                theme.blend(theme.LIGHT, POWERS[one], 0.3)
                if one in POWERS
                else theme.LIGHT
                if rank == 0
                else theme.MUTED
            )
            found.append(Name(f"country.{one}", country.name[lang], country.at, style, colour, rank == 0))
    for sea in data.seas.values():
        found.append(Name(f"sea.{sea.id}", sea.name[lang], sea.at, theme.TINY, SEA))
    if scale >= CLOSE:
        for place in data.places.values():
            if place.kind == "strait":
                found.append(Name(f"place.{place.id}", place.name[lang], place.at, theme.TINY, theme.MUTED))
    if scale >= CLOSER:
        for spot in data.spots.values():
            found.append(Name(f"spot.{spot.id}", spot.name[lang], spot.at, theme.TINY, theme.MUTED))
    if "security" not in view.layers:
        for zone in data.zones.values():
            found.append(Name(f"zone.{zone.id}", zone.name[lang], zone.at, theme.TINY, SEA))
    return found
