"""Sessions of the shipped packs at a moment of a kind, and everything that a value holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from game.presenter.session import Session
from game.saves.store import Store
from game.texts.words import Words
from tests.packs import load


def session(folder: Path, pack: str = "japan-2026", lang: str = "en", seed: int = 3, scenario: str = "") -> Session:
    return Session.new(load(pack), words=Words(lang), store=Store(folder), seed=seed, scenario=scenario)


def options_open(one: Session) -> list[int]:
    return np.flatnonzero(one.program.legal(one.table.games)[:, 0]).tolist()


def until(one: Session, kind: str, turn: int = 0, phase: str = "", which: int = 7) -> Session:
    """Plays on, choosing here and there, until a moment of this kind (in this phase, from this turn on)."""
    for count in range(3000):
        moment = one.moment()
        if moment.kind == kind and moment.turn >= turn and phase in moment.phase:
            return one
        assert moment.kind != "finished" or kind == "finished"
        if moment.kind == "rivals":
            one.step()
        elif moment.kind == "hand_over":
            one.accept()
        elif moment.reading:
            one.read()
        else:
            choices = options_open(one)
            one.submit(choices[(count * which) % len(choices)])
    raise AssertionError(f"never met {kind} in {phase or 'any phase'}")


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of the presenter, however deep, except ids."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("id", "unit", "group", "good", "kind", "office", "seat", "side", "track", "ids"):
                yield from texts(getattr(value, field.name))
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from texts(item)


def parts(value: Any, kind: type) -> Iterator[Any]:
    """Every part of a value that is of a kind."""
    if isinstance(value, kind):
        yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name), kind)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from parts(item, kind)
