"""Nothing in the pack is dead: over a mix of play every ending is reached, every event drawn, every option and answer open
to somebody, and nearly all of them taken."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np

from game.engine import Games, Program
from game.pack import Text
from game.players.policy import Choices, Mask, Policy, policies_named
from game.study.playout import play_seeds
from tests.packs import compiled
from tests.rules.world import PACK

EACH = 150
# A doctrine for Japan against rivals of every character, and everybody at random: (Japan, the others).
MIX = [
    ("multipolar", "auto"),
    ("minister_mofa", "auto"),
    ("follow_washington", "auto"),
    ("lean_beijing", "auto"),
    ("stand_pat", "auto"),
    ("plan_b", "auto"),
    ("article_compromise", "auto"),
    ("article_compromise", "random"),
    ("random", "auto"),
    ("random", "random"),
]


class Noting:
    """Plays as another policy does and notes which options were ever open."""

    def __init__(self, policy: Policy, seen: set[str]) -> None:
        self.policy, self.seen = policy, seen

    def choose(self, program: Program, games: Games, legal: Mask) -> Choices:
        decision = program.decision(games)
        assert decision is not None
        somewhere: np.ndarray = np.any(legal, axis=1)
        self.seen.update(o.id for o in decision.options if somewhere[o.index])
        return self.policy.choose(program, games, legal)

    def say(self, program: Program, games: Games, option: int) -> Text | None:
        return self.policy.say(program, games, option)


@cache
def mixed() -> tuple[Counter[str], Counter[str], set[str]]:
    """How many games ended in each way, in how many each option, event and answer was used, and what was ever open."""
    program = compiled(PACK)
    endings, used, seen = Counter[str](), Counter[str](), set[str]()
    for i, (japan, others) in enumerate(MIX):
        names = {"japan": japan, "usa": others, "china": others}
        seeds = range(1000 * i, 1000 * i + EACH)
        policies = {s: Noting(p, seen) for s, p in policies_named(program, names).items()}
        played = play_seeds(program, seeds, policies)
        score = played.score(program)
        endings.update(score.ending_id(k) for k in range(EACH))
        for name, row in program.compiled.layout.uses.items():
            used[name] += int(np.count_nonzero(played.games.C[row]))
    return endings, used, seen


def test_every_loss_and_every_ending_is_reached() -> None:
    endings, _, _ = mixed()
    assert sum(endings.values()) == EACH * len(MIX)
    missed = [e for e in compiled(PACK).pack.endings if not endings[e]]
    assert not missed, endings


def test_no_ending_swallows_the_others() -> None:
    endings, _, _ = mixed()
    assert max(endings.values()) < 0.5 * sum(endings.values()), endings


def test_no_option_event_or_answer_is_dead() -> None:
    _, used, seen = mixed()
    pack = compiled(PACK).pack
    answers = [f"{e}.{a}" for e, entry in pack.events.items() for a in entry.item.choice]
    assert not [name for name in (*pack.options, *answers) if name not in seen], "never open to anybody"
    assert not [name for name in pack.events if not used[name]], "never drawn"
    shunned = [name for name in (*pack.options, *answers) if not used[name]]
    assert len(shunned) <= 0.02 * len(pack.options), shunned
