"""Faces at the sizes in use, and how wide a text is: in units, measured at the pixels it is drawn with.

>>> fonts = Fonts(unit=1.0, text_scale=1.0)
>>> fonts.width("48", theme.NUMERAL) < fonts.width("4.8 %", theme.NUMERAL)
True
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from pathlib import Path

import pygame

from . import theme, wrap
from .theme import Style

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "fonts"
FILES = {
    "regular": "NotoSansJP-Regular.ttf",
    "medium": "NotoSansJP-Medium.ttf",
    "bold": "NotoSansJP-Bold.ttf",
    "serif": "NotoSerifJP-Bold.ttf",
}
Span = tuple[str, Style]


@lru_cache(maxsize=256)
def face(name: str, pixels: int) -> pygame.font.Font:
    """A face at a size.

    :raises MissingAsset: where its file is not there.
    """
    if not pygame.font.get_init():
        pygame.font.init()
    path = FOLDER / FILES[name]
    if not path.is_file():
        raise MissingAsset(path)
    return pygame.font.Font(str(path), pixels)


class MissingAsset(FileNotFoundError):
    """A file that belongs to the program is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is missing")
        self.path = path


@lru_cache(maxsize=65536)
def pixel_width(text: str, name: str, pixels: int) -> int:
    """How many pixels wide a text is drawn."""
    return face(name, pixels).size(text)[0]


class Fonts:
    """Text at one size of the window and one text scale. `unit` is how many pixels a unit has."""

    def __init__(self, unit: float, text_scale: float = 1.0) -> None:
        self.unit, self.text_scale = unit, text_scale
        self.passes = 0  # how often sheets have been composed with these fonts; see `node.height_of`
        self._broken: dict[Hashable, tuple[wrap.Line, ...]] = {}
        self._short: dict[Hashable, str] = {}
        self._pixels: dict[Style, int] = {}
        self._widths: dict[Span, float] = {}
        self._least: dict[Span, float] = {}
        self._heights: dict[Hashable, float] = {}

    def pixels(self, style: Style) -> int:
        """The height of a face in pixels; at least `theme.SMALLEST`, except where the player has made text smaller."""
        found = self._pixels.get(style)
        if found is None:
            wanted = style.size * self.text_scale * self.unit
            found = self._pixels[style] = max(round(wanted), round(theme.SMALLEST * min(1.0, self.text_scale)))
        return found

    def width(self, text: str, style: Style) -> float:
        """The width of a text on one line, in units."""
        found = self._widths.get((text, style))
        if found is None:
            found = self._widths[text, style] = pixel_width(text, style.face, self.pixels(style)) / self.unit
        return found

    def line(self, style: Style) -> float:
        """The distance of two lines, in units."""
        return self.pixels(style) * style.leading / self.unit

    def lines(self, spans: Sequence[Span], width: float) -> tuple[wrap.Line, ...]:
        """A text of several styles in lines no wider than `width` units; its pieces carry style and number of their span."""
        key = (tuple(spans), round(width * self.unit))
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) > 4096:
                self._broken.clear()
            single = len(spans) == 1 and "\n" not in spans[0][0] and self.width(*spans[0]) <= width + 0.01
            marked = [(text, (style, i)) for i, (text, style) in enumerate(spans)]
            found = self._single(spans[0]) if single else tuple(wrap.broken(marked, width, self._marked_width))
            self._broken[key] = found
        return found

    def _single(self, span: Span) -> tuple[wrap.Line, ...]:
        text, style = span
        return (wrap.Line((wrap.Piece(text, 0.0, (style, 0)),), self.width(text, style)),)

    def _marked_width(self, text: str, mark: tuple[Style, int]) -> float:
        return self.width(text, mark[0])

    def height(self, spans: Sequence[Span], width: float) -> float:
        """How high that text is, in units."""
        key = (tuple(spans), round(width * self.unit))
        found = self._heights.get(key)
        if found is None:
            found = self._heights[key] = sum(self.line_height(line, spans) for line in self.lines(spans, width))
        return found

    def balanced(self, spans: Sequence[Span], width: float) -> float:
        """The least width at which a text has no more lines than at `width`: a heading's lines are then about equally long."""
        key = ("balanced", tuple(spans), round(width * self.unit))
        found = self._heights.get(key)
        if found is None:
            count = len(self.lines(spans, width))
            low, high = width / max(1, count) * 0.9, width
            for _ in range(8):
                middle = (low + high) / 2
                lines = self.lines(spans, middle)
                fits = len(lines) <= count and all(line.width <= middle + 0.01 for line in lines)
                low, high = (low, middle) if fits else (middle, high)
            found = self._heights[key] = high if count > 1 else width
        return found

    def shortened(self, text: str, style: Style, width: float, most: int) -> str:
        """As much of a text as fits in so many lines, with "…" at its end."""
        key = ("short", text, style, round(width * self.unit), most)
        found = self._short.get(key)
        if found is None:
            kept = "".join(line.text + " " for line in self.lines(((text, style),), width)[:most]).rstrip()
            start = "".join(text.split())
            end = len("".join(kept.split()))
            at = next((i for i in range(len(text)) if len("".join(text[:i].split())) >= end), len(text))
            while at > 1 and len(self.lines(((text[:at].rstrip() + "…", style),), width)) > most:
                at -= 1
            if text[at - 1 : at].isascii() and text[at : at + 1].isascii() and text[at : at + 1].isalnum():
                at = max(1, text.rfind(" ", 0, at) if " " in text[at // 2 : at] else at)  # not in the middle of a word
            found = self._short[key] = text[:at].rstrip(" 、。,.;:") + "…" if start else ""
        return found

    def line_height(self, line: wrap.Line, spans: Sequence[Span]) -> float:
        """The distance from a line to the next: that of its largest style."""
        styles = [p.carried[0] for p in line.pieces] or [spans[0][1]]
        return max(self.line(style) for style in styles)

    def least(self, text: str, style: Style) -> float:
        """How narrow the text may become, in units."""
        found = self._least.get((text, style))
        if found is None:
            found = self._least[text, style] = wrap.least_width(text, style, self.width)
        return found
