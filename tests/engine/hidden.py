"""What a seat may not know, read off the pack itself, and ways to change it: the laws of secrecy ask nothing of
`game.engine.view`, whose mistakes they are to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from game.engine import Games, Program

Bound = Mapping[str, tuple[str, str]]
ABSURD = 987_654_321.0
POISONS = (np.nan, ABSURD, -ABSURD)


def changed_tracks(program: Program, effects: Sequence[Any], bound: Bound) -> Iterator[str]:
    """Every track that effects may change, in branches and with delays too."""
    for effect, inner in program.pack.effects(bound, effects):
        if effect.then:
            yield from changed_tracks(program, [*effect.then, *effect.otherwise], inner)
        else:
            yield effect.flag or program.pack.reference(effect.track, inner)


def delays(program: Program, effects: Sequence[Any], bound: Bound) -> Iterator[tuple[Any, Bound]]:
    """The effects that set something on its way, in branches too, the outermost of each."""
    for effect, inner in program.pack.effects(bound, effects):
        if effect.after:
            yield effect, inner
        else:
            yield from delays(program, [*effect.then, *effect.otherwise], inner)


def hidden_tracks(program: Program, seat: str) -> set[str]:
    return {name for name, e in program.pack.tracks.items() if seat in e.item.hidden_from}


def decks(program: Program) -> Iterator[tuple[str, str, str, dict[str, set[str]]]]:
    """What each seat may choose from: phase, seat, id of the pass, and the tracks that each option may change."""
    pack = program.pack
    for phase, p in pack.phases.items():
        if p.item.kind == "choose":
            mine = [(o, e) for o, e in pack.options.items() if e.item.phase == phase]
            costs = {o: {pack.reference(t, e.bound) for t in e.item.cost} for o, e in mine}
            reach = {o: {*changed_tracks(program, e.item.effects, e.bound), *costs[o]} for o, e in mine}
            yield phase, p.item.seat, f"pass:{phase}", reach
        for seat in pack.seats if p.item.kind == "events" else ():
            asked = [(v, e) for v, e in pack.events.items() if e.item.phase == phase and e.item.seat == seat]
            yield (
                phase,
                seat,
                f"pass:{phase}:{seat}",
                {
                    f"{v}.{c}": set(changed_tracks(program, x.effects, e.bound))
                    for v, e in asked
                    for c, x in e.item.choice.items()
                },
            )


def secret_options(program: Program, seat: str) -> dict[str, list[str]]:
    """By phase: what other seats choose there that changes only what `seat` may not see, and the pass beside it."""
    hidden = hidden_tracks(program, seat)
    found: dict[str, list[str]] = {}
    for phase, owner, passing, reach in decks(program):
        if owner != seat and any(r and r <= hidden for r in reach.values()):
            found.setdefault(phase, []).extend([*(o for o, r in reach.items() if r <= hidden), passing])
    return found


def secret_delays(program: Program, seat: str) -> list[int]:
    """Counter rows of delayed effects that will change only what `seat` may not see."""
    pack, hidden = program.pack, hidden_tracks(program, seat)
    rules = [(f"{k}:{n}", e.item.effects, e.bound) for k in ("option", "event", "rule") for n, e in entries(pack, k)]
    rules += [(f"event:{n}.{c}", x.effects, e.bound) for n, e in pack.events.items() for c, x in e.item.choice.items()]
    secret: list[str] = []
    for rule, effects, bound in rules:
        later = list(delays(program, effects, bound))
        if any(set(changed_tracks(program, [e], inner)) <= hidden for e, inner in later):
            assert len(later) == 1, "tests tell delays apart by rule: beside a secret delay no other, please"
            secret.append(f"{rule}/")
    sites = [s for s in program.compiled.layout.sites if s.id.startswith(tuple(secret))]
    return [row for s in sites for row in range(s.row, s.row + s.delay)]


def entries(pack: Any, kind: str) -> Any:
    return {"option": pack.options, "event": pack.events, "rule": pack.rules}[kind].items()


def hidden_counters(program: Program, seat: str) -> list[int]:
    """Counter rows that `seat` may not know."""
    lay, pack = program.compiled.layout, program.pack
    rows: list[int] = secret_delays(program, seat)
    for phase, names in secret_options(program, seat).items():
        for name in names:
            rows += [lay.uses[name], lay.uses[name] + lay.use_count]
            rows += [row for (used, _), row in lay.used_past.items() if used == name]
        rows += [row for label, row in lay.named.items() if label == f"passed:{phase}"]
    goals = [g for g, e in pack.goals.items() if pack.roles[e.item.role].item.seat != seat]
    return [*rows, *(lay.named[f"goal:{g}"] for g in goals)]


def hidden_floats(program: Program, games: Games, seat: str) -> np.ndarray:
    """Which numbers of a batch `seat` may not know, bool (rows, n): hidden tracks and what `ago` remembers of them,
    in the games in which `seen_if` does not lift the veil."""
    lay, compiled = program.compiled.layout, program.compiled
    mask = np.zeros(games.S.shape, dtype=np.bool_)
    for name in hidden_tracks(program, seat):
        veil = np.ones(games.n, dtype=np.bool_)
        if seat in program.pack.tracks[name].item.seen_if:
            assert (f"seen:{seat}", name) in compiled.nodes
            veil &= ~program.kernel.scoring.evaluate(f"seen:{seat}", name, games, program.env(games)).astype(np.bool_)
        for row in (lay.tracks[name], *(r for (n, _), r in lay.past.items() if n == name)):
            mask[row] = veil
    return mask


def poisoned(program: Program, games: Games, seat: str, poison: float, *, seeds: bool = True) -> Games:
    """A copy in which everything that `seat` may not know is something else."""
    bad = games.copy()
    bad.S[hidden_floats(program, games, seat)] = poison
    rows = hidden_counters(program, seat)
    bad.C[rows] = np.where(games.C[rows] == 0, 9_999, 0)
    if seeds:
        bad.seeds ^= np.uint64(0xDEAD_BEEF_0000_1234)
    return bad
