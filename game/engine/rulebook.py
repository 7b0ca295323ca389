"""Rulebook: what a compiled scenario consists of, whatever game is played by it.

Other rooms ask here for names, rows, the schedule and what formulas read, and leave the compiled parts alone.
"""

from __future__ import annotations

from functools import cached_property

from game.pack import Pack
from game.pack.tree import Node

from .compile import Compiled
from .errors import UnknownName
from .layout import Layout, TrackInfo
from .schedule import Decision, Step


class Rulebook:
    """The pack, the scenario, and what follows from both. Nothing in it changes.

    >>> from game.pack import Pack
    >>> from game.engine import compile_pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> program.turns, program.decisions("union")[0].phase
    (('2030Q1', '2030Q2', '2030Q3', '2030Q4'), 'harbour')
    >>> sorted(program.reads("upkeep")), program.hidden_tracks("island")[:2]
    (['quay_level[north]', 'quay_level[south]'], ['league_resolve', 'union_is'])
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.pack: Pack = compiled.pack
        self.scenario: str = compiled.scenario_id
        self.profile: str = compiled.profile
        self.seats: tuple[str, ...] = tuple(compiled.pack.seats)
        self.turns: tuple[str, ...] = tuple(c.id for c in compiled.turns)
        self.tracks: dict[str, TrackInfo] = compiled.tracks
        self.figures: dict[str, float] = dict(compiled.symbols.figures)
        self.ending_ids: tuple[str, ...] = tuple(compiled.pack.endings)  # what `Score.ending` counts by
        self.schedule: tuple[Step, ...] = tuple(
            compiled.steps
        )  # `Games.step` is a place in it, or its length at the end

    @property
    def layout(self) -> Layout:
        """Which row of a batch holds what: for those who turn whole states into something else. Read only."""
        return self.compiled.layout

    @cached_property
    def used_ids(self) -> frozenset[str]:
        """The options, events and answers ("event.answer") that the scenario's decks hold: what `Program.uses` counts."""
        return frozenset(self.compiled.layout.uses)

    def decisions(self, seat: str = "") -> list[Decision]:
        """Every decision that may be asked of a seat (default: of any), in order; what an autopilot decides is none."""
        asked = (s.decision for s in self.schedule if s.decision is not None and not s.autopilot)
        return [d for d in asked if not seat or d.seat == seat]

    # what formulas read

    def reads(self, name: str) -> frozenset[str]:
        """The tracks that a track or a let is worked out from, through all named formulas.

        :raises UnknownName: for an unknown name.
        """
        if name in self.tracks:
            return frozenset({name})
        symbols = self.compiled.symbols
        if name not in symbols.lets:
            raise UnknownName("value", name, [*self.tracks, *symbols.lets])
        return symbols.resolved(symbols.lets[name]).tracks

    def formula_reads(self, text: str | float) -> frozenset[str]:
        """The tracks that a formula of the pack's language is worked out from, through all named formulas.

        :raises FormulaError: for a formula that cannot be read.
        """
        return self.compiled.symbols.resolved(self.pack.parse(text)).tracks

    def dimension_reads(self, dimension: str) -> frozenset[str]:
        """The tracks that a dimension of the score is worked out from."""
        return self.compiled.symbols.resolved(self.compiled.nodes["dimension", dimension]).tracks

    def ending_condition(self, ending: str) -> Node:
        """The condition of an ending, as a tree."""
        return self.compiled.nodes["ending", ending]

    def hidden_tracks(self, seat: str) -> list[str]:
        """The tracks that are hidden from a seat, also those that it may come to see."""
        return [name for name, t in self.tracks.items() if seat in t.hidden_from]

    def veils(self, seat: str) -> dict[str, frozenset[str]]:
        """The hidden tracks that a seat may come to see, with the tracks that this depends on (`seen_if`)."""
        return {t: node.tracks for (kind, t), node in self.compiled.nodes.items() if kind == f"seen:{seat}"}

    # names

    def known_seat(self, seat: str) -> None:
        """Does nothing for a seat of the pack.

        :raises UnknownName: for any other name.
        """
        if seat not in self.pack.seats:
            raise UnknownName("seat", seat, self.pack.seats)
