"""The forecast as a screen: where each option may lead, as ranges in numbers, and as bars where they can be seen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine import Choice
from game.presenter.forecast import HIGH, LOW, MIDDLE, difference, endings, title, wins
from game.presenter.menu import Menu
from game.study.forecast import TOTAL, Floats, Picture, Plan, forecast, promising
from game.texts.formats import number, turn_name

from .blocks import Block, Gap, Line, Page, Part, Span
from .figures import Figures

if TYPE_CHECKING:
    from .session import Session

CELLS = 24  # a bar is so many cells of 0 to 100
FLAT = 0.05  # a range narrower than this is one number


def ask(session: Session, menu: Menu, word: str) -> bool | None:
    """The order `v`: all options at hand beside each other, or with a number or an id one of them in full.

    What is known first is shown at once where there is a screen. Enter or Ctrl-C ends the looking; a line that was
    typed meanwhile is obeyed.
    """
    figures, view = session.figures, session.view
    entry = session.found(menu, word) if word else None
    if word and entry is None:
        return None
    program, games, seat = figures.program, menu.games, figures.knowledge.seat
    options = (entry.choice.index,) if entry else promising(program, games, seat)
    numbers = {e.choice.index: str(e.number) for e in menu.entries}
    typed = Typed(view.lines > 0 and session.moves is None and sys.stdin.isatty())
    newest: Picture | None = None
    try:
        for picture in forecast(program, games, seat, options, Plan(), stopped=typed):
            if newest is None and view.lines:
                view.show(
                    [*screen(figures, picture, menu.decision.options, numbers, full=bool(entry)), Gap()], fresh=True
                )
                view.show(session.said(figures.words("forecast.looking"), "dim"))
            newest = picture
    except KeyboardInterrupt:
        pass  # the player has seen enough: what there is follows
    if newest is None:
        view.show(session.said(figures.words("forecast.stopped"), "bad"))
    else:
        view.show(screen(figures, newest, menu.decision.options, numbers, full=bool(entry)), fresh=True)
    return session.obey(menu, typed.line) if typed.line else None


class Typed:
    """Whether a line has been typed while the program was busy; `line` is what it says."""

    def __init__(self, watching: bool) -> None:
        self.watching, self.line, self.came = watching, "", False

    def __call__(self) -> bool:
        """Looks once; true from the first line on."""
        if self.watching and not self.came and waiting():
            self.came, self.line = True, sys.stdin.readline().strip()
        return self.came


def waiting() -> bool:
    """Whether the keyboard has something to read."""
    if os.name == "nt":
        import msvcrt

        return msvcrt.kbhit()  # type: ignore[attr-defined]  # only Windows has it
    import select

    return bool(select.select([sys.stdin], [], [], 0)[0])


def screen(
    figures: Figures, picture: Picture, choices: Sequence[Choice], numbers: dict[int, str], *, full: bool
) -> list[Block]:
    """The options beside each other, or with `full` each one quarter by quarter."""
    page, words = Page(), figures.words
    turn = turn_name(picture.turns[-1], words.lang)
    page.heading(words("forecast.title"), words("forecast.aside", worlds=f"{picture.worlds:,}", turn=turn), level=1)
    page.say(words("forecast.how"))
    page.say(words("forecast.band"))
    page.gap()
    if full:
        for k in range(len(picture.options)):
            page.add(option(figures, picture, k, choices, numbers))
    else:
        page.add(comparison(figures, picture, choices, numbers))
    return page.blocks


def comparison(figures: Figures, picture: Picture, choices: Sequence[Choice], numbers: dict[int, str]) -> list[Block]:
    """An option a line, with what becomes of it under it."""
    page, total = Page(), picture.bands(TOTAL)[:, -1, :]
    for k, index in enumerate(picture.options):
        low, middle, high = (float(total[i, k]) for i in (LOW, MIDDLE, HIGH))
        page.say(Span(numbers.get(index, ""), "key"), " ", Span(figures.text(choices[index].title), "strong"))
        sign = Span(bar(low, middle, high) + "  ", spoken="")
        page.say(sign, total_text(figures, low, middle, high), indent=4)
        line: list[Part] = [wins(figures, picture, k)]
        if len(picture.options) > 1:
            line += [figures.words("list.comma"), Span(difference(figures, picture, k), "dim")]
        page.say(*line, indent=4)
        ends = endings(figures, picture, k)
        if ends:
            page.say(Span(ends, "dim"), indent=4)
    return page.blocks


def option(
    figures: Figures, picture: Picture, k: int, choices: Sequence[Choice], numbers: dict[int, str]
) -> list[Block]:
    """One option: the total in each quarter, then every other value at the horizon."""
    page, words, choice = Page(), figures.words, choices[picture.options[k]]
    page.heading(f"{numbers.get(choice.index, '')} {figures.text(choice.title)}".strip(), choice.id)
    page.say(wins(figures, picture, k))
    if len(picture.options) > 1:
        page.say(difference(figures, picture, k))
    ends = endings(figures, picture, k)
    if ends:
        page.say(ends)
    moments = [words("forecast.now"), *(words("forecast.by_end", turn=turn_name(t, words.lang)) for t in picture.turns)]
    bands = picture.bands(TOTAL)[:, :, k]
    rows = [band_row(figures, TOTAL, moment, bands[:, i]) for i, moment in enumerate(moments)]
    page.rows(rows, "lll", (words("score.total"), "", words("forecast.heads")))
    rest = [name for name in picture.samples if name != TOTAL]
    rows = [band_row(figures, name, title(figures, name), picture.bands(name)[:, -1, k]) for name in rest]
    page.gap()
    page.rows(rows, "lll", (moments[-1], "", words("forecast.heads")))
    page.gap()
    return page.blocks


def band_row(figures: Figures, name: str, head: str, band: Floats) -> list[Line]:
    """A band as cells: what or when, the bar, and the three numbers."""
    scored = name == TOTAL or name in figures.program.pack.dimensions
    low, middle, high = (float(band[i]) for i in (LOW, MIDDLE, HIGH))
    texts = [number(x, 1) if scored else figures.value(name, x) for x in (low, middle, high)]
    spoken = figures.words("forecast.spoken", low=texts[0], middle=texts[1], high=texts[2])
    picture = bar(low, middle, high) if scored else ""
    return [head, Span(picture, spoken=""), Span(" - ".join(texts), spoken=spoken)]


def bar(low: float, middle: float, high: float) -> str:
    """A range on a scale of 0 to 100.

    >>> bar(0.0, 50.0, 100.0), bar(40.0, 41.0, 42.0)
    ('━━━━━━━━━━━━●━━━━━━━━━━━', '·········●━·············')
    """
    first, place, last = (max(0, min(CELLS - 1, int(x / 100 * CELLS))) for x in (low, middle, high))
    return "".join("●" if i == place else "━" if first <= i <= last else "·" for i in range(CELLS))


def total_text(figures: Figures, low: float, middle: float, high: float) -> str:
    """The total at the horizon with its range."""
    if high - low < FLAT:
        return figures.words("forecast.fixed", middle=number(middle, 1))
    return figures.words("forecast.total", low=number(low, 1), middle=number(middle, 1), high=number(high, 1))
