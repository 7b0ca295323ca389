"""Which decisions are part of a negotiation, and which are made in secret."""

from __future__ import annotations

from game.engine import Decision, Program
from game.pack.bargaining import Negotiation


def talks_of(program: Program, decision: Decision) -> tuple[str, Negotiation] | None:
    """The negotiation that a decision belongs to."""
    for name, entry in program.pack.negotiations.items():
        if decision.phase.startswith(f"{name}_"):
            return name, entry.item
    return None


def event_of(program: Program, decision: Decision, legal: list[bool] | None = None) -> str:
    """The event that a decision answers, "" where it is no answer; `legal` tells which of several has been drawn."""
    for choice in decision.options:
        event, _, answer = choice.id.partition(".")
        if answer and event in program.pack.events and (legal is None or legal[choice.index]):
            return event
    return ""


def is_secret(program: Program, decision: Decision) -> bool:
    """Whether others do not learn what is chosen here until it is laid open.

    >>> from game.engine import compile_pack
    >>> from game.pack import Pack
    >>> program = compile_pack(Pack.load("rules/tutorial"))
    >>> is_secret(program, program.decision(program.start(1)))
    False
    """
    used = program.layout.uses
    return any(program.kept_from(c.id) - {decision.seat} for c in decision.options if c.id in used)
