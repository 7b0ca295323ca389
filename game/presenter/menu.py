"""The menu of a decision: which options are open, under which number, and which are closed and why.

In a file of moves, and wherever lines come through a pipe, numbers count the open options in the order in
which they stand. For a person they count the closed ones too, so that an option keeps its number as long as
its phase lasts, and a card has its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine import Choice, Decision, Games, Program, UnreadableMove
from game.pack import Text
from game.texts.words import Words

PASS = "pass"
FAMILY = 3  # so many options of one family make a section of their own


@dataclass(frozen=True)
class Entry:
    """An open option with its number on the screen."""

    number: int
    choice: Choice
    cost: tuple[tuple[str, float], ...] = ()


@dataclass
class Section:
    """Options that belong together: an office's, or a family's (`stem`: the words its titles share)."""

    id: str
    title: str
    letter: str = ""
    stem: str = ""
    open: list[Entry] = field(default_factory=list[Entry])
    closed: list[Choice] = field(default_factory=list[Choice])
    places: list[int] = field(default_factory=list[int])  # of all its options, open or not, in their order


@dataclass
class Menu:
    """All options of one decision of one game."""

    program: Program
    games: Games
    decision: Decision
    sections: list[Section]
    lang: str
    numbers: dict[int, int] = field(default_factory=dict[int, int])  # number on the screen -> place of the option
    notes: dict[int, str] = field(default_factory=dict[int, str])  # place -> what it does now, in place of its text
    money: dict[int, str] = field(default_factory=dict[int, str])  # place -> what it costs in money, and when

    @property
    def entries(self) -> list[Entry]:
        return [e for s in self.sections for e in s.open]

    @property
    def offices(self) -> list[Section]:
        """The sections that a letter opens."""
        return [s for s in self.sections if s.letter]

    def why_not(self, choice: Choice) -> str:
        """Why an option is closed, and what would open it."""
        space = "" if self.lang == "ja" else " "
        return space.join(sentence(t, self.lang) for t in self.program.why_not(self.games, choice.index))

    def find(self, word: str) -> Entry:
        """The open option that a number, an id, or the beginning of one id means.

        :raises UnreadableMove: code in `args`: ("number", count), ("closed", title, why), ("unclear", ids), ("must",), ("unknown",).
        """
        entries = self.entries
        if word.isdecimal():
            place = self.numbers.get(int(word), -1)
            found = next((e for e in entries if e.choice.index == place), None)
            if found is not None:
                return found
            if place >= 0 and self.decision.options[place].id == PASS:
                raise UnreadableMove("must")
            if place >= 0:
                choice = self.decision.options[place]
                raise UnreadableMove("closed", choice.title.get(self.lang), self.why_not(choice))
            raise UnreadableMove("number", max(self.numbers))
        exact = [e for e in entries if e.choice.id == word]
        near = exact or [e for e in entries if word and e.choice.id.startswith(word)]
        if len(near) == 1:
            return near[0]
        if near:
            raise UnreadableMove("unclear", ", ".join(e.choice.id for e in near[:6]))
        index = self.decision.index(word)
        if index >= 0 and word == PASS:
            raise UnreadableMove("must")
        if index >= 0:
            choice = self.decision.options[index]
            raise UnreadableMove("closed", choice.title.get(self.lang), self.why_not(choice))
        raise UnreadableMove("unknown")


def sentence(text: Text, lang: str) -> str:
    """A reason as a sentence with its full stop."""
    words = text.get(lang).rstrip()
    stop = "。" if lang == "ja" else "."
    return words if words.endswith(("。", ".", "!", "?", "!", "?")) else words + stop


def make_menu(program: Program, games: Games, words: Words, steady: bool = False) -> Menu:
    """The menu of the decision at hand in a game of one; `steady` numbers closed options, too.

    :raises ValueError: when the game is over.
    """
    decision = program.decision(games)
    if decision is None:
        raise ValueError("the game is over")
    legal = program.legal(games)[:, 0]
    named: dict[str, Section] = {}
    grouped = any(c.office for c in decision.options)
    if grouped:
        for office, title in offices(program, words).items():
            named[office] = Section(office, title)
    last = Section("", "")
    families = {} if grouped else families_of(decision)
    drawn = event_of(program, [c for c in decision.options if legal[c.index]])
    for choice in decision.options:
        if drawn and event_of(program, [choice]) != drawn:
            continue  # the answers to cards that have not been drawn are nobody's business yet
        family = choice.id.split("[")[0]
        if grouped and choice.office:
            name = choice.office
            section = named.setdefault(name, Section(name, words.named("office", name)))
        elif family in families:
            section = named.setdefault(family, Section(family, "", stem=families[family].get(words.lang)))
        else:
            section = last if grouped or choice.id == PASS else named.setdefault(choice.id, Section(choice.id, ""))
        section.places.append(choice.index)
        if legal[choice.index]:
            section.open.append(Entry(0, choice))
        elif choice.id != PASS:  # where one has to choose, doing nothing is no choice that is closed
            section.closed.append(choice)
    sections = [s for s in (*named.values(), last) if s.places]
    counted = [i for s in sections for i in s.places if steady or legal[i]]
    numbers = dict(enumerate(counted, 1))
    number_of = {place: number for number, place in numbers.items()}
    letters = iter("ABCDEFGHIJ")
    for section in sections:
        if grouped and section.id:
            section.letter = next(letters, "")
        for i, entry in enumerate(section.open):
            place = entry.choice.index
            section.open[i] = Entry(number_of[place], entry.choice, price(program, games, place))
    return Menu(program, games, decision, sections, words.lang, numbers)


def event_of(program: Program, choices: list[Choice]) -> str:
    """The event that the first of some choices answers, "" where they answer none."""
    event, _, answer = (choices[0].id if choices else "").partition(".")
    return event if answer and event in program.pack.events else ""


def price(program: Program, games: Games, option: int) -> tuple[tuple[str, float], ...]:
    """What an option costs: (track, amount) pairs."""
    return tuple(program.cost(games, option).items())


def offices(program: Program, words: Words) -> dict[str, str]:
    """Offices in the order of the roles that hold them, with the titles of those roles."""
    found: dict[str, str] = {}
    for entry in program.pack.roles.values():
        for office in entry.item.offices:
            found.setdefault(office, entry.item.title.get(words.lang))
    return found


def families_of(decision: Decision) -> dict[str, Text]:
    """Families of options whose titles all begin with the same label ("Offer: "), with that label."""
    members: dict[str, list[Choice]] = {}
    for choice in decision.options:
        if "[" in choice.id:
            members.setdefault(choice.id.split("[")[0], []).append(choice)
    stems: dict[str, Text] = {}
    for name, choices in members.items():
        ja, en = beginning([c.title.ja for c in choices]), beginning([c.title.en for c in choices])
        if len(choices) >= FAMILY and ja.rstrip().endswith((":", "\uff1a")) and en.rstrip().endswith(":"):
            stems[name] = Text(ja=ja, en=en)
    return stems


def beginning(texts: list[str]) -> str:
    """The characters that all texts begin with.

    >>> beginning(["Press: chips", "Press: energy"])
    'Press: '
    """
    first, last = min(texts), max(texts)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:same]
