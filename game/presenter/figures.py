"""How a seat's figures are written: values with units, changes with a sign and whether they are for the better.

>>> from game.engine import compile_pack
>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> figures, game = Figures(Knowledge(program, "island"), Words("en")), program.start(1)
>>> figures.reading(game, "coins").text, figures.changed("coins", -2.0)
('12.0 coins', Change(amount=-2.0, text='-2.0', good=False))
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Cause, Games, Program
from game.pack import Text
from game.players.knowledge import Gauge, Knowledge, sized, written
from game.texts.formats import MONEY, UNKNOWN, number, quantity, signed
from game.texts.words import Words

from .values import NONE, Change, Value

MARK = 2  # signs of the longest id of a grade that is shown as its mark
FLAG = "flag"
EXACT = 1e-6  # how near a round number an amount lies that was meant to be one


@dataclass
class Figures:
    """The figures that one seat sees, in one language."""

    knowledge: Knowledge
    words: Words

    @property
    def program(self) -> Program:
        return self.knowledge.program

    @property
    def gauges(self) -> dict[str, Gauge]:
        return self.knowledge.gauges

    def text(self, text: Text | None) -> str:
        """A text of the pack, with the figures in it."""
        return self.program.pack.say(text, self.words.lang, self.program.profile) if text else ""

    def group(self, name: str) -> str:
        """What a group of figures is called: by the pack, or by the negotiation whose group it is."""
        pack = self.program.pack
        entry = pack.groups.get(name) or pack.negotiations.get(name)
        return self.text(entry.item.title) if entry else name.replace("_", " ") or self.words("board.other")

    def title(self, name: str) -> str:
        """What a track or formula is called."""
        gauge = self.gauges.get(name)
        return self.text(gauge.title if gauge else self.program.tracks[name].title)

    def is_named(self, name: str, word: str) -> bool:
        """Whether a word is part of a figure's title, in either language, or of its id."""
        title = self.gauges[name].title if name in self.gauges else self.program.tracks[name].title
        return word.lower() in f"{self.title(name)}\n{title.ja}\n{title.en}\n{name}".lower()

    def grade(self, name: str) -> tuple[str, str]:
        """A grade's mark and title: an id such as A or B2 is a mark; a longer one stands for nothing but the title."""
        title = self.text(self.program.pack.grades[name].item.title)
        return (name, title) if len(name) <= MARK else ("", title)

    def price(self, name: str) -> str:
        """What a track is called where it is paid with: short, where the catalogue has a short word for it."""
        return self.words(f"short.{name}") if f"short.{name}" in self.words else self.title(name)

    def value(self, name: str, value: float) -> str:
        """A value with its unit; a flag as yes or no."""
        gauge = self.gauges.get(name)
        if gauge is None:
            return number(value, self.program.tracks[name].digits)
        if gauge.unit == FLAG:
            return UNKNOWN if value != value else self.words("figure.yes" if value > 0.5 else "figure.no")
        return written(self.program, gauge, value, self.words.lang)

    def sized(self, value: float, unit: str, digits: int = 1) -> str:
        """A number in a unit of the pack."""
        return sized(self.program, value, unit, digits, self.words.lang)

    def digits(self, name: str) -> int:
        gauge = self.gauges.get(name)
        return gauge.digits if gauge else self.program.tracks[name].digits

    def amount(self, name: str, amount: float) -> str:
        """A change of a figure, with its sign.

        It has one digit more than the figure where that is needed to see it, or where a figure in whole numbers
        moves by exactly so much: an option that says "-1.5" is not told as -2.
        """
        digits = self.digits(name)
        text, scaled = signed(amount, digits), amount * 10**digits
        exact = not digits and abs(scaled - round(scaled)) > EXACT and abs(10 * scaled - round(10 * scaled)) < EXACT
        return signed(amount, digits + 1) if exact or text == "±0" else text

    def sum_of(self, name: str, amount: float) -> str:
        """A change with its sign, and with its unit where that is money: "+¥2.1 trillion a year"."""
        gauge = self.gauges.get(name)
        text = self.amount(name, amount)
        if gauge is None or text in ("±0", UNKNOWN):
            return text
        if gauge.unit in MONEY:
            words = quantity(amount, gauge.digits, "", gauge.unit, self.words.lang)
            return words if words.startswith("-") else f"+{words}"
        return text

    def reading(self, games: Games, name: str) -> Value:
        """A figure's value as the seat may know it."""
        value = self.knowledge.value(games, name)
        return Value(value, self.value(name, value))

    def changed(self, name: str, amount: float) -> Change:
        """A change of a figure, and whether it is for the better; flags change without a number."""
        text = self.amount(name, amount)
        if text == "±0" or (name in self.gauges and self.gauges[name].unit == FLAG):
            return NONE
        good = self.gauges[name].good if name in self.gauges else "none"
        return Change(amount, text, None if good == "none" else (amount > 0) == (good == "up"))

    def moved(self, name: str, before: float, after: float) -> bool:
        """Whether a change is large enough to be seen in the figure's digits."""
        return before == before and after == after and signed(after - before, self.digits(name)) != "±0"

    def weight(self, name: str, amount: float) -> float:
        """How large a change is beside the figure's range: what to show first."""
        gauge = self.gauges[name]
        span = (gauge.range[1] - gauge.range[0]) if gauge.range else 100.0
        return abs(amount) / span if span else 0.0

    def seat_title(self, seat: str) -> str:
        """What a seat is called."""
        return self.text(self.program.pack.seats[seat].item.title)

    def reason(self, causes: tuple[tuple[Text, float], ...], name: str, most: int = 3) -> str:
        """The largest causes of a change, and what is left as one number."""
        causes = tuple(c for c in causes if self.amount(name, c[1]) != "±0")
        told = [f"{self.text(title)} {self.amount(name, amount)}" for title, amount in causes[:most]]
        rest = causes[most:]
        if rest:
            told.append(self.words("turn.rest", n=len(rest), amount=self.amount(name, sum(a for _, a in rest))))
        return self.words("list.comma").join(told)

    def visible(self, cause: Cause, games: Games) -> bool:
        """Whether a cause may be shown to the seat: its track is one that players see, and this seat sees it."""
        return cause.track in self.gauges and self.knowledge.sees(games, cause.track)


def scored(value: float, before: float | None, digits: int = 0) -> Change:
    """A change of a score, where up is always for the better.

    >>> scored(52.0, 50.0), scored(52.0, None)
    (Change(amount=2.0, text='+2', good=True), Change(amount=0.0, text='', good=None))
    """
    amount = 0.0 if before is None else value - before
    text = signed(amount, digits)
    return NONE if text in ("±0", UNKNOWN) else Change(amount, text, amount > 0)
