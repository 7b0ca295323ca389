"""Going on after a crash: which game to offer at the title, and in which words.

    found = unfinished(store, instance, words)
    if found is not None:
        found.sentence, found.save          # offer it; `Session.open(found.save.path, ...)` goes on with it

Every decision was saved when it was taken, so nothing is lost but what was being chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.pack import Pack
from game.presenter.library import Save, newest, save
from game.saves.store import Store
from game.texts.words import Words

from .instance import Instance


@dataclass(frozen=True)
class Unfinished:
    """A game that a crash has interrupted, and the sentence that offers it."""

    save: Save
    sentence: str


def unfinished(store: Store, instance: Instance, words: Words, pack: Pack | None = None) -> Unfinished | None:
    """The game to offer, None where the last run closed in order or had no game open that goes on.

    Of several games, the one that was saved last. Games that are over, do not open, or are open in another window are
    passed over. Where a run has not left which game it had open, it is the newest of the folder.
    """
    found: list[Save] = []
    for run in instance.left:
        if run.games is None:
            candidate = newest(store, pack, words)
            found += [candidate] if candidate is not None else []
        else:
            found += [save(path, pack, words) for path in run.games if path.is_file()]
    open_to_us = [s for s in found if not s.ended and not s.trouble and not instance.elsewhere(s.path)]
    if not open_to_us:
        return None
    best = max(open_to_us, key=lambda s: s.time)
    if best.turn:
        return Unfinished(best, words("recovery.offer", turn=best.turn, date=best.date))
    return Unfinished(best, words("recovery.offer_beginning", date=best.date))
