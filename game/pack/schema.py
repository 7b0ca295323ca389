"""What a rules pack may say: one pydantic model for each kind of table.

A pack is a folder of TOML files. Every table is `[kind.id]`; this module is the list of kinds and of
their keys, and nothing else: reading files is `load`, repeating tables over a set is `expand`, what a
formula means is `formula`, whether everything fits together is `check`.

What all tables are made of stands in `base`, the tables of a negotiation in `bargaining`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from .bargaining import Agenda, Contribution, Negotiation
from .base import Effect, FormulaText, Item, Linked, Model, Names, Need, Refused, Text, Titled

# --- the pack itself, its words and figures -------------------------------------------------------


class PackInfo(Model):
    """`[pack]`: what this pack is, and which scenario a player gets who asks for none.
    `view` says whose view the score and the compromises follow."""

    id: str
    version: str
    title: Text
    text: Text
    scenario: str
    seat: str
    profile: str = "article"
    start: str = Field(default="2026Q1", pattern=r"^\d{4}Q[1-4]$")
    licence: str = ""
    view: Text | None = None  # whose view the score and the compromises follow


class UnitOfMeasure(Titled):
    """`[unit.pct]`: a unit of measure. `scale` is text shown behind a number, e.g. "%"."""

    before: str = ""
    after: Text | None = None


class Profile(Titled):
    """`[profile.article]`: a data set; figures have a value for each."""


class Figure(Titled):
    """`[figure.debt_ratio]`: a number from the real world, with who published it."""

    unit: str
    values: dict[str, float]
    as_of: dict[str, str] = {}
    source: dict[str, str]
    kind: dict[str, Literal["article", "official", "study", "derived", "design"]]
    note: Text | None = None


class Reference(Titled):
    """`[reference.bluebook]`: a work that the reference shelf lists."""

    kind: str = ""
    note: Text | None = None


class Reality(Titled):
    """`[reality.some-day]`: what really happened, shown apart from the game's own course."""

    date: str
    source: str


class Member(Model):
    """`[set.zone.ecs]`: a member of a set; further keys are numbers, read in formulas as `key[member]`."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, defer_build=True)
    title: Text
    text: Text | None = None
    __pydantic_extra__: dict[str, float]  # pyright: ignore[reportIncompatibleVariableOverride]

    @property
    def parameters(self) -> dict[str, float]:
        return self.__pydantic_extra__


class Group(Titled):
    """`[group.home]`: what a group of figures is called on the board. A negotiation titles its own."""


class Element(Titled):
    """`[element.A14]`: an element of the source that the pack promises to cover."""


# --- the world: seats, tracks and why they move ----------------------------------------------------


class Seat(Titled):
    """`[seat.x]`: a side that decides. `character` is the track whose value picks its doctrine; a seat without one
    plays by `doctrine` where a level is asked for, and by `trained` where the best is."""

    brief: Text
    character: str = ""
    characters: Names = ()
    doctrine: str = ""
    trained: str = ""


class Draw(Model):
    """A hidden or random start: exactly one of the three."""

    normal: tuple[float, float] | None = None
    uniform: tuple[float, float] | None = None
    choice: tuple[float, ...] | None = None
    weights: tuple[float, ...] | None = None

    @model_validator(mode="after")
    def _one(self) -> Draw:
        if sum(x is not None for x in (self.normal, self.uniform, self.choice)) != 1:
            raise Refused("one_draw")
        if self.weights is not None:
            if self.choice is None or len(self.weights) != len(self.choice):
                raise Refused("as_many_weights")
            if min(self.weights) < 0 or sum(self.weights) <= 0:
                raise Refused("no_weight")
        return self


class Track(Titled):
    """`[track.approval]`: one number of the world, for each game.

    `belief` names a family of tracks with one weight per value of `start.choice`: what the other seats
    believe, from which a hidden value is guessed. `seen_if` lifts the veil for a seat in a game.
    """

    unit: str = ""
    start: FormulaText | Draw = 0.0
    range: tuple[float, float]
    digits: int = Field(default=0, ge=0, le=4)
    good: Literal["up", "down", "none"] = "none"
    group: str = ""
    hidden_from: Names = ()
    seen_if: dict[str, FormulaText] = {}
    guess: FormulaText | None = None
    belief: str = ""
    show: bool = True


class Flag(Titled):
    """`[flag.mass_production]`: a track that is 0 or 1, read as `flag('mass_production')`."""

    start: FormulaText = 0.0
    hidden_from: Names = ()
    show: bool = False


class Let(Item):
    """`[let.unfunded]`: a formula with a name; with a title it is shown among the figures."""

    value: FormulaText
    title: Text | None = None
    text: Text | None = None
    unit: str = ""
    digits: int = 1
    good: Literal["up", "down", "none"] = "none"
    group: str = ""


class Flow(Item):
    """`[flow.interest]`: one named term of a track's change each turn, in the ledger phase."""

    track: str
    add: FormulaText
    title: Text
    text: Text | None = None
    when: FormulaText | None = None
    phase: str = "ledger"
    source: str = ""


class Rule(Titled):
    """`[rule.x]`: effects that happen by themselves in a phase; `repeat` runs them while `when` holds."""

    phase: str
    when: FormulaText | None = None
    effects: tuple[Effect, ...] = Field(min_length=1)
    repeat: int = Field(default=1, ge=1, le=60)


# --- decisions -------------------------------------------------------------------------------------


class Limit(Model):
    """How often an option may be taken; `every` is the least number of turns between two uses."""

    turn: int = Field(default=1, ge=1, le=20)
    game: int | None = Field(default=None, ge=1, le=200)
    every: int | None = Field(default=None, ge=2, le=12)


class Option(Linked):
    """`[option.x]`: one thing that a seat may choose in a phase."""

    phase: str
    office: str = ""
    cost: dict[str, FormulaText] = {}
    needs: tuple[Need, ...] = ()
    effects: tuple[Effect, ...] = ()
    limit: Limit = Limit()


class Phase(Titled):
    """`[phase.x]`: a step of the turn. `choose` asks a seat `slots` times, `events` draws from the deck,
    `rules` runs rules and flows. `on` names calendar marks; without it the phase comes every turn."""

    kind: Literal["choose", "rules", "events"]
    seat: str = ""
    slots: int = Field(default=1, ge=1, le=12)
    passing: Text | None = Field(default=None, alias="pass")
    prompt: Text | None = None
    on: Names = ()
    when: FormulaText | None = None
    quiet: FormulaText = 0.0
    draws: int = Field(default=1, ge=1, le=4)


class Schedule(Model):
    """`[schedule]`: the phases of a turn, in their order."""

    phases: Names


class CalendarTurn(Model):
    """`[calendar."2026Q1"]`: what is on in this turn; `marks` switch phases on and are read by `mark()`."""

    id: str = ""
    title: Text | None = None
    text: Text | None = None
    marks: Names = ()
    source_id: Names = ()


class Answer(Model):
    """`[event.x.choice.y]`: an answer that the event's seat may give."""

    id: str = ""
    title: Text
    text: Text | None = None
    needs: tuple[Need, ...] = ()
    effects: tuple[Effect, ...] = ()


class Event(Linked):
    """`[event.x]`: a card of the deck. `title` is the headline, `text` the cause behind it."""

    phase: str = "news"
    when: FormulaText | None = None
    weight: FormulaText = 1.0
    repeat: bool = False
    effects: tuple[Effect, ...] = ()
    seat: str = ""
    choice: dict[str, Answer] = {}
    source: str = ""


# --- the end, the score, the people ----------------------------------------------------------------


class Ending(Titled):
    """`[ending.x]`: how a game may end. A loss is checked every turn, the others at the last, in order.
    `losers` are the seats that lose by it; empty for an ending that nobody loses by."""

    when: FormulaText
    loss: bool = False
    losers: Names = ()
    cause: Text | None = None


class Dimension(Titled):
    """`[dimension.fiscal]`: one dimension of a seat's score, 0 to 100."""

    seat: str
    value: FormulaText
    weight: float = Field(default=1.0, ge=0)


class Total(Item):
    """`[total.seat]`: how dimensions combine. Knows `mean`, `least`, `lost`, `turn`, `turns`."""

    value: FormulaText
    win: float = 50.0


class Grade(Titled):
    """`[grade.A]`: the least total for this grade."""

    at: float


class Role(Titled):
    """`[role.pm]`: a member of a seat's cabinet, with secret goals of which `draw` are dealt."""

    seat: str
    offices: Names = ()
    brief: Text
    draw: int = Field(default=1, ge=0, le=4)


class Goal(Titled):
    """`[goal.x]`: a role's secret goal, judged when the game ends."""

    role: str
    value: FormulaText
    points: float = 10.0


class Preference(Model):
    """A doctrine's rule of thumb: how much it wants an option (id or pattern with *), and what it says."""

    option: str | Names
    value: FormulaText = 1.0
    when: FormulaText | None = None
    say: Text | None = None


class Doctrine(Titled):
    """`[doctrine.x]`: how a seat may be played; the legal option with the highest value is taken."""

    seat: str
    prefer: tuple[Preference, ...] = Field(min_length=1)
    noise: float = Field(default=0.0, ge=0)


class Scenario(Titled):
    """`[scenario.x]`: which turns are played, with what starts, and who decides when.

    `decide`: the turns in which seats are asked; in the others `autopilot` (seat to doctrine) plays.
    """

    first: str = ""
    last: str
    decide: Names | None = None
    autopilot: dict[str, str] = {}
    profile: str = ""
    start: dict[str, FormulaText | Draw] = {}
    marks: dict[str, Names] = {}
    events_off: Names = ()
    slots: dict[str, int] = {}
    minutes: int = 60
    opponents: dict[str, str] = {}


# --- what screens show beside the play -----------------------------------------------------------------


class Account(Titled):
    """`[account.x]`: an item of the year's money, in % of GDP a year, as a budget shows it.

    Revenue less spending is the primary balance, less interest the money that has to be borrowed; what is promised is not
    paid yet. `figure` is the track or let whose causes say why the item moves.
    """

    side: Literal["revenue", "spending", "interest", "promised"]
    value: FormulaText
    figure: str
    group: str = ""
    source: str = ""


class Difficulty(Item):
    """`[difficulty.SCENARIO]`: how hard a scenario was found to be: of `games` played by the seats' own rules the pack's
    seat won `won`. `command` measures it again."""

    games: int = Field(ge=1)
    won: int = Field(ge=0)
    command: str


class Term(Item):
    """`[term.x]`: a word of the glossary and what it means; `also`: other words for it."""

    title: Text
    text: Text
    also: Text | None = None


class Neutral(Item):
    """`[neutral.x]`: a name, and what stands in its place in a class edition. Of several names that fit the longest counts."""

    name: Text
    instead: Text = Field(alias="as")


KINDS: dict[str, type[Model]] = {
    "unit": UnitOfMeasure,
    "profile": Profile,
    "figure": Figure,
    "reference": Reference,
    "reality": Reality,
    "element": Element,
    "group": Group,
    "seat": Seat,
    "track": Track,
    "flag": Flag,
    "let": Let,
    "flow": Flow,
    "rule": Rule,
    "phase": Phase,
    "calendar": CalendarTurn,
    "option": Option,
    "event": Event,
    "ending": Ending,
    "dimension": Dimension,
    "total": Total,
    "grade": Grade,
    "role": Role,
    "goal": Goal,
    "doctrine": Doctrine,
    "scenario": Scenario,
    "agenda": Agenda,
    "contribution": Contribution,
    "negotiation": Negotiation,
    "account": Account,
    "difficulty": Difficulty,
    "term": Term,
    "neutral": Neutral,
}
