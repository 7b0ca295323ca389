"""Plans at a negotiation's table: what they foretell is what the engine then does, and they tell nothing that is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import Program
from game.presenter import bargains, plans, talks
from game.presenter.session import Session
from tests.presenter.desk import options_open, session, until

PACKS = [("japan-2026", 11), ("tutorial", 5)]


def ways(one: Session) -> list[plans.Plan]:
    bargain = bargains.bargain_of(one.figures, one.table)
    assert bargain is not None
    return [p for a in bargain.agendas for p in plans.plans(one.figures, one.table, bargain, a)]


def let_pass(program: Program, games, options: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """Plays options, and lets the other side pass where it may answer."""
    for option in options:
        decision = program.decision(games)
        assert decision is not None
        program.play(games, [decision.index(option)])
    decision = program.decision(games)
    if decision is not None and "_reply_" in decision.phase:
        program.play(games, [decision.index("pass")])


@pytest.mark.parametrize(("pack", "seed"), PACKS)
@pytest.mark.parametrize("phase", ["reply_answers", "lead_answers", "card_answers"])
def test_the_marker_ends_where_the_plan_says(tmp_path: Path, pack: str, seed: int, phase: str) -> None:
    one = until(session(tmp_path, pack, seed=seed), "negotiation", phase=phase)
    found = ways(one)
    assert found
    for plan in found:
        games = one.table.games.copy()
        assert one.program.value(games, f"marker[{plan.agenda}]") == plan.start
        let_pass(one.program, games, plan.options)
        assert one.program.value(games, f"marker[{plan.agenda}]") == pytest.approx(plan.end), plan.options
        if not plan.answered:
            assert plan.pushed == plan.end


@pytest.mark.parametrize(("pack", "seed"), PACKS)
def test_a_plan_that_may_be_answered_ends_within_what_it_says(tmp_path: Path, pack: str, seed: int) -> None:
    one = until(session(tmp_path, pack, seed=seed), "negotiation", phase="lead_answers")
    answered = [p for p in ways(one) if p.answered]
    assert answered
    for plan in answered:
        games = one.table.games.copy()
        for option in plan.options:
            decision = one.program.decision(games)
            assert decision is not None
            one.program.play(games, [decision.index(option)])
        decision = one.program.decision(games)
        assert decision is not None
        legal = one.program.legal(games)[:, 0]
        ends = []
        for choice in decision.options:
            if legal[choice.index]:
                after = games.copy()
                one.program.play(after, [choice.index])
                ends.append(one.program.value(after, f"marker[{plan.agenda}]"))
        assert plan.pushed in ends
        low, high = sorted((plan.end, plan.pushed))
        assert all(low - 1e-9 <= e <= high + 1e-9 for e in ends)


def test_plans_and_parts_cover_every_open_option(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "negotiation", phase="lead_answers")
    found = plans.parts(one.figures, one.table)
    assert sorted(p.index for p in found if p.legal) == sorted(options_open(one))
    planned = {o for p in ways(one) for o in p.options}
    assert {p.id for p in found if p.legal and p.kind == "issue"} <= planned
    kinds = {p.id: p.kind for p in found}
    assert (kinds["walk_out"], kinds["summit_package"], kinds["pass"]) == ("gambit", "package", "pass")
    assert kinds["show_figures[space]"] == "other"


def test_the_outlook_is_that_of_the_table(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "negotiation", phase="lead_answers")
    bargain = bargains.bargain_of(one.figures, one.table)
    assert bargain is not None
    seen, table = plans.outlook(one.figures, bargain), talks.table(one.figures, one.table, bargain)
    assert table is not None
    assert (seen.need, seen.worth, seen.odds, seen.diet) == (
        table.weighed.need, table.weighed.worth, table.weighed.odds, table.diet
    )  # fmt: skip
    raised = max(ways(one), key=lambda p: p.outlook.worth.high)
    assert raised.way == 1
    assert raised.outlook.worth.high > seen.worth.high


def test_nobody_else_has_plans(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "decision")
    assert plans.parts(one.figures, one.table) == ()


def test_what_was_agreed_is_told_with_what_it_was_before(tmp_path: Path) -> None:
    one = until(session(tmp_path, seed=11), "outcome")
    moment = one.moment()
    causes = [one.table.causes[i] for i in moment.causes]
    ended = talks.outcome(one.figures, one.table.games, moment.ids[0], causes)
    assert ended is not None
    start = one.table.moments[moment.turn].games
    for issue in talks.agreed(one.figures, one.table, ended, causes):
        assert issue.now == one.program.value(one.table.games, f"agreed[{issue.id}]")
        assert issue.before == pytest.approx(one.program.value(start, f"agreed[{issue.id}]"))
        assert issue.rung
