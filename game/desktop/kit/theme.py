"""Colours, type, spacing and the marks of the powers: the look of the game in one place.

A briefing room at night: a deep navy table, warm paper cards, one accent for each power, and each accent doubled by a shape.
`PAIRS` lists which colour may be written on which ground; a test computes the contrast of each.

>>> round(contrast(INK, PAPER), 1) >= 4.5
True
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

# grounds, from the farthest to the nearest
NIGHT: Colour = (8, 15, 30)
TABLE: Colour = (13, 23, 43)
PANEL: Colour = (20, 33, 58)
RAISED: Colour = (30, 46, 77)
LIFTED: Colour = (42, 62, 100)
EDGE: Colour = (66, 88, 128)
PAPER: Colour = (246, 240, 226)
PAPER_SHADE: Colour = (229, 220, 200)
PAPER_CLOSED: Colour = (74, 84, 104)
WOOD: Colour = (58, 38, 27)
WOOD_EDGE: Colour = (92, 63, 43)

# what is written on them
LIGHT: Colour = (240, 244, 250)
MUTED: Colour = (168, 184, 210)
INK: Colour = (34, 30, 26)
INK_MUTED: Colour = (94, 84, 70)
ON_CLOSED: Colour = (232, 236, 242)
BRASS: Colour = (240, 208, 134)
GOOD: Colour = (112, 208, 150)
BAD: Colour = (255, 134, 122)
WARN: Colour = (246, 190, 96)
INK_GOOD: Colour = (22, 106, 66)
INK_BAD: Colour = (168, 36, 32)

# the powers
JAPAN: Colour = (232, 84, 102)
USA: Colour = (104, 158, 242)
CHINA: Colour = (228, 178, 76)
PARTNERS: Colour = (72, 192, 176)
JAPAN_DEEP: Colour = (166, 36, 54)  # a ground, not a text: the disc of the title

# lines of a chart that stand for no power, each with a shape of its own (`lines.SHAPES`)
SERIES: tuple[Colour, ...] = (
    (126, 178, 255), (246, 190, 96), (112, 208, 150), (212, 160, 255), (255, 150, 130), (150, 220, 230),
)  # fmt: skip

PAIRS: tuple[tuple[Colour, Colour], ...] = (
    *((text, ground) for ground in (NIGHT, TABLE, PANEL, RAISED) for text in (LIGHT, MUTED, BRASS, GOOD, BAD, WARN)),
    *((text, LIFTED) for text in (LIGHT, BRASS)),
    *((text, ground) for ground in (NIGHT, TABLE, PANEL) for text in (JAPAN, USA, CHINA, PARTNERS)),
    *((text, ground) for ground in (NIGHT, TABLE, PANEL) for text in SERIES),
    *((text, PAPER) for text in (INK, INK_MUTED, INK_GOOD, INK_BAD)),
    *((text, PAPER_SHADE) for text in (INK, INK_MUTED, INK_GOOD, INK_BAD)),
    (ON_CLOSED, PAPER_CLOSED),
    (INK, BRASS),
    (LIGHT, JAPAN_DEEP),
    *((text, WOOD) for text in (LIGHT, MUTED, BRASS, GOOD, BAD)),
)  # fmt: skip


@dataclass(frozen=True, eq=False)  # each style is itself: looked up some ten thousand times for a screen
class Style:
    """A kind of text: face, size in units at a text scale of 100 %, and the distance of lines as a multiple of the size."""

    face: str
    size: float
    leading: float = 1.45


HERO = Style("serif", 64, 1.2)
DISPLAY = Style("serif", 34, 1.25)
TITLE = Style("serif", 24, 1.3)
HEADING = Style("bold", 18, 1.35)
LABEL = Style("bold", 15, 1.35)
BODY = Style("regular", 15)
STRONG = Style("medium", 15)
SMALL = Style("regular", 13.5, 1.4)
SMALL_STRONG = Style("medium", 13.5, 1.4)
TINY = Style("regular", 12.5, 1.35)
TINY_STRONG = Style("bold", 12.5, 1.35)
FIGURE = Style("bold", 17, 1.3)
NUMERAL = Style("bold", 28, 1.2)

GAP = 12.0
PAD = 14.0
RADIUS = 8.0
SMALLEST = 11  # pixels: no text is drawn smaller, unless the player asks for smaller text


@dataclass(frozen=True)
class Power:
    """The accent and the shape (circle, diamond, hexagon, square) of a power."""

    colour: Colour
    shape: str


POWERS: dict[str, Power] = {
    "japan": Power(JAPAN, "circle"),
    "usa": Power(USA, "diamond"),
    "china": Power(CHINA, "hexagon"),
    "partners": Power(PARTNERS, "square"),
}


def power(seat: str) -> Power:
    """The mark of a seat; that of the partners for one that has none of its own.

    >>> power("usa").shape, power("island").shape
    ('diamond', 'square')
    """
    return POWERS.get(seat, POWERS["partners"])


def blend(a: Colour, b: Colour, share: float) -> Colour:
    """`share` of the way from one colour to another.

    >>> blend((0, 0, 0), (200, 100, 50), 0.5)
    (100, 50, 25)
    """
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def luminance(colour: Colour) -> float:
    """Relative luminance, as WCAG 2.2 defines it: 0 for black, 1 for white."""
    parts = [c / 255 for c in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: Colour, b: Colour) -> float:
    """Contrast ratio of two colours, as WCAG 2.2 defines it: 1 to 21.

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)
