"""The tables of a negotiation: `[negotiation.x]`, `[agenda.x]`, `[contribution.x]`.

They expand into tracks, options, phases and rules of the ordinary kinds (see negotiation.py).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Effect, FormulaText, Linked, Model, Names, Need, Text, Titled


class Rung(Model):
    """A position on an agenda's ladder and what agreeing to it does."""

    at: float = Field(ge=0)
    title: Text
    text: Text | None = None
    compromise: bool = False
    demand: bool = False
    effects: tuple[Effect, ...] = ()


class Agenda(Linked):
    """`[agenda.x]`: one thing that is negotiated, from 0 (the answering side's red line) upward."""

    negotiation: str
    stance: Text
    risk: Text
    compromise: Text
    counter_view: Text | None = None
    weight: float = Field(ge=0)
    pain: float = Field(ge=0)
    base_pain: float = Field(default=0.0, ge=0)
    start: float = Field(default=0.0, ge=0)
    rungs: tuple[Rung, ...] = Field(min_length=2)


class Contribution(Titled):
    """`[contribution.x]`: what the answering side may bring to the table besides the agendas."""

    negotiation: str
    value: FormulaText
    matches: Names = ()
    figure: str = ""
    needs: tuple[Need, ...] = ()
    effects: tuple[Effect, ...] = ()


class Outcome(Titled):
    """How a negotiation may end; the first whose condition holds."""

    id: str = Field(default=..., min_length=1)
    when: FormulaText
    effects: tuple[Effect, ...] = ()


class Gambit(Titled):
    """A special move at the table, once a negotiation, by the answering or the asking side."""

    id: str = Field(default=..., min_length=1)
    side: Literal["asks", "answers"]
    needs: tuple[Need, ...] = ()
    effects: tuple[Effect, ...] = ()


class Ratification(Model):
    """The answering side's parliament: passes when `vote` reaches `bar`, else cuts clause by clause."""

    vote: FormulaText
    bar: FormulaText
    cut: tuple[Effect, ...] = ()
    title: Text
    text: Text | None = None


class Speciality(Model):
    """The agenda that a side's staff know best: there each of its cards counts one more."""

    asks: str = ""
    answers: str = ""


class Negotiation(Titled):
    """`[negotiation.summit]`: who bargains with whom, in how many rounds, with what cards."""

    on: Names = ()
    asks: str
    answers: str
    rounds: int = Field(default=4, ge=1, le=8)
    hand: tuple[int, ...] = (1, 2, 3, 4, 5)
    speciality: Speciality = Speciality()
    contributions: int = Field(default=2, ge=0, le=4)
    contribution_repeat: float = 0.5
    contribution_match: float = 2.6
    headline_bonus: float = 1.6
    link: float = Field(default=2.0, ge=0)
    top: float = 10.0
    satisfaction: FormulaText | None = None
    need: FormulaText
    ratification: Ratification | None = None
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    gambits: tuple[Gambit, ...] = ()
    agreed: tuple[Effect, ...] = ()
    watched: Names = ()  # figures that the table shows as they would stand if the deal were signed now
