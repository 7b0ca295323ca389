"""The bargaining of the summit: cards, specialities, links, gambits and contributions, played on the engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.engine import Games
from tests.rules.world import AGENDAS, CONTRIBUTIONS, change, choose, copies, dice, put, until, world

QUIET = world("quiet")
SPECIAL = QUIET.pack.negotiations["summit"].item.speciality
PLAIN = next(a for a in AGENDAS if a not in (SPECIAL.asks, SPECIAL.answers))
CLOSED = {f"marker__{a}": 5 for a in AGENDAS}


def at(phase: str, n: int = 1, **values: Any) -> Games:
    """The first summit where `phase` asks, all markers in the middle."""
    games = copies(QUIET, n)
    until(QUIET, games, phase)
    put(QUIET, games, **{**CLOSED, "credibility": 60, "capital": 6, **values})
    return games


def value(games: Games, name: str) -> float:
    return QUIET.value(games, name)


def legal(games: Games, option: str) -> bool:
    decision = QUIET.decision(games)
    assert decision is not None
    return bool(QUIET.legal(games)[decision.index(option), 0])


# --- card against card ------------------------------------------------------------------------------------


def demanded(agenda: str, card: int, reply: int | None) -> float:
    """How far a demand moves a marker from 5."""
    games = at("summit_lead_asks")
    choose(QUIET, games, f"summit_demand[{agenda}]")
    choose(QUIET, games, f"summit_demand_card[c{card}]")
    choose(QUIET, games, "pass" if reply is None else f"summit_resist[c{reply}]")
    assert value(games, f"asks_card[c{card}]") == 0, "a card that was played is gone"
    if reply is not None:
        assert value(games, f"answers_card[c{reply}]") == 0
    return value(games, f"marker[{agenda}]") - 5


@pytest.mark.parametrize(("card", "reply", "moved"), [(3, None, 3), (4, 1, 3), (3, 3, 0), (2, 5, -3)])
def test_the_difference_decides_and_a_higher_reply_pushes_down(card: int, reply: int | None, moved: int) -> None:
    assert demanded(PLAIN, card, reply) == moved


def test_a_card_counts_one_more_on_the_speciality_of_its_side() -> None:
    assert SPECIAL.asks in AGENDAS
    assert SPECIAL.answers in AGENDAS
    assert demanded(SPECIAL.asks, 3, None) == 4
    assert demanded(SPECIAL.asks, 3, 3) == 1
    assert demanded(SPECIAL.answers, 3, None) == 3
    assert demanded(SPECIAL.answers, 3, 3) == -1


def led(option: str, agenda: str, card: int, reply: int | None = None) -> float:
    games = at("summit_lead_answers")
    choose(QUIET, games, f"summit_{option}[{agenda}]")
    choose(QUIET, games, f"summit_lead_card[c{card}]")
    if option == "hold":
        choose(QUIET, games, "pass" if reply is None else f"summit_insist[c{reply}]")
    return value(games, f"marker[{agenda}]") - 5


def test_an_offer_raises_and_a_hold_lowers() -> None:
    assert led("offer", PLAIN, 2) == 2
    assert led("hold", PLAIN, 2) == -2
    assert led("hold", PLAIN, 2, 4) == 2
    assert led("offer", SPECIAL.answers, 2) == 3
    assert led("hold", SPECIAL.asks, 2, 2) == 1


def test_card_texts_name_the_speciality() -> None:
    options = QUIET.pack.options
    for option, agenda in (("demand_card", SPECIAL.asks), ("insist", SPECIAL.asks), ("resist", SPECIAL.answers)):
        text = options[f"summit_{option}[c3]"].item.text
        assert text is not None
        for lang in ("ja", "en"):
            assert QUIET.pack.agendas[agenda].item.title.get(lang) in text.get(lang)


def test_tabling_the_package_closes_the_bargaining() -> None:
    games = at("summit_lead_answers")
    choose(QUIET, games, "summit_package")
    decision = QUIET.decision(games)
    assert decision is not None
    assert decision.phase == "summit_vote_asks"


# --- links --------------------------------------------------------------------------------------------------


def linked(gain: str, price: str, headline: str) -> Games:
    games = at("summit_lead_answers", headline=AGENDAS.index(headline))
    choose(QUIET, games, f"summit_link[{gain}]")
    assert not legal(games, f"summit_price[{gain}]"), "the issue that gains cannot pay"
    choose(QUIET, games, f"summit_price[{price}]")
    return games


def test_a_link_that_gains_washington_is_taken() -> None:
    step = QUIET.pack.negotiations["summit"].item.link
    games = linked("energy", "defence", headline="defence")
    assert value(games, "marker[energy]") == 5 - step
    assert value(games, "marker[defence]") == 5 + step
    assert value(games, "links_refused") == 0


def test_a_link_that_costs_washington_is_refused_and_tells_something() -> None:
    games = linked("defence", "energy", headline="defence")
    assert [value(games, f"marker[{a}]") for a in AGENDAS] == [5] * 5
    assert value(games, "links_refused") == 1


def test_the_hidden_headline_can_turn_a_link_round() -> None:
    """Chips outweigh farm produce, unless farm produce is what Washington is after this time."""
    assert value(linked("chips", "farm", headline="defence"), "links_refused") == 1
    assert value(linked("chips", "farm", headline="farm"), "links_refused") == 0


# --- gambits -------------------------------------------------------------------------------------------------


def test_tied_hands_that_are_tied() -> None:
    """With fewer than 4 votes to spare it is the truth: Washington needs 4 less, whatever the dice."""
    games = at("summit_lead_answers", approval=30, diet=30, capital=0)
    assert value(games, "vote_spare") < 4
    need, credit = value(games, "need_now"), value(games, "credibility")
    choose(QUIET, games, "tied_hands")
    assert value(games, "need_now") == pytest.approx(need - 4)
    assert value(games, "credibility") == credit


@pytest.mark.parametrize(("roll", "caught"), [(0.0, True), (0.49, True), (0.51, False), (0.99, False)])
def test_a_bluff_is_caught_half_the_time(roll: float, caught: bool) -> None:
    games = at("summit_lead_answers", approval=70, diet=70)
    assert value(games, "vote_spare") >= 4
    after = dice(QUIET, games, "tied_hands", {"tied_hands": roll})
    assert change(QUIET, games, after, "credibility") == (-8 if caught else 0)
    assert change(QUIET, games, after, "need_now") == pytest.approx(0 if caught else -4)


def test_nobody_walks_out_before_the_first_round_is_over() -> None:
    games = at("summit_lead_answers")
    assert not legal(games, "walk_out")
    choose(QUIET, games, "pass")
    until(QUIET, games, "summit_lead_answers")
    assert legal(games, "walk_out")


def walked(roll: float, **state: Any) -> tuple[Games, Games]:
    games = at("summit_lead_answers", summit_round=2, **state)
    return games, dice(QUIET, games, "walk_out", {"walk_out": roll})


def test_walking_out_works_or_hurts() -> None:
    before, after = walked(0.0)
    assert change(QUIET, before, after, "need_now") == pytest.approx(-6)
    assert change(QUIET, before, after, "alliance_trust") == 0
    before, after = walked(0.999)
    assert change(QUIET, before, after, "need_now") == 0
    assert change(QUIET, before, after, "alliance_trust") == -8
    assert change(QUIET, before, after, "us_pressure") == 6


def test_walking_out_works_better_for_a_credible_and_autonomous_japan() -> None:
    roll = 0.3
    weak = walked(roll, credibility=30, d10=10, defence_ability=20)
    strong = walked(roll, credibility=80, d10=60, defence_ability=60)
    assert change(QUIET, *weak, "need_now") == 0
    assert change(QUIET, *strong, "need_now") == pytest.approx(-6)


# --- contributions ----------------------------------------------------------------------------------------------


def worth(contribution: str, headline: str, **more: float) -> float:
    """What one contribution with its figures shown adds to satisfaction."""
    games = at("summit_lead_answers", headline=AGENDAS.index(headline), **{f"brought__{c}": 0 for c in CONTRIBUTIONS})
    before = value(games, "satisfaction")
    put(QUIET, games, **{f"brought__{contribution}": 1, f"shown__{contribution}": 1, **more})
    return value(games, "satisfaction") - before


@pytest.mark.parametrize("name", CONTRIBUTIONS)
def test_a_contribution_fresh_repeated_and_matching_the_headline(name: str) -> None:
    terms, item = QUIET.pack.negotiations["summit"].item, QUIET.pack.contributions[name].item
    other = next(a for a in AGENDAS if a not in item.matches)
    fresh = worth(name, other)
    assert 3 < fresh < 7
    assert worth(name, other, **{f"contributed__{name}": 1}) == pytest.approx(terms.contribution_repeat * fresh)
    for match in item.matches:
        assert worth(name, match) == pytest.approx(terms.contribution_match * fresh)


def test_words_without_figures_count_less_and_showing_costs_the_move() -> None:
    games = at("summit_bring")
    choose(QUIET, games, "summit_bring[access]")
    until(QUIET, games, "summit_lead_answers")
    assert not legal(games, "show_figures[space]"), "only what was brought can be proved"
    before = games.copy()
    choose(QUIET, games, "show_figures[access]")
    assert change(QUIET, before, games, "satisfaction") > 0
    assert change(QUIET, before, games, "capital") == -0.5
    decision = QUIET.decision(games)
    assert decision is not None
    assert decision.phase == "summit_lead_asks", "the round goes on without a card of ours"


def test_at_most_two_contributions() -> None:
    games = at("summit_bring")
    for name in CONTRIBUTIONS[:2]:
        choose(QUIET, games, f"summit_bring[{name}]")
    decision = QUIET.decision(games)
    assert decision is not None
    assert decision.phase != "summit_bring"
    assert QUIET.pack.negotiations["summit"].item.contributions == 2


# --- the Diet --------------------------------------------------------------------------------------------------------


def test_each_cut_of_the_diet_costs_credit_and_the_first_one_most() -> None:
    """Two games alike but for what was promised: the bar is the same, so the longer list loses more clauses."""
    games = at("summit_vote_asks", 2, approval=40, diet=40, capital=0, us_resolve=0)
    put(QUIET, games, marker__defence=[9, 10], marker__farm=[6, 10], marker__taiwan=[5, 10])
    put(QUIET, games, marker__chips=1, marker__energy=2)
    choose(QUIET, games, "summit_sign_asks")
    before = games.copy()
    choose(QUIET, games, "summit_sign_answers")
    cuts = QUIET.values(games, "cuts")
    assert 1 <= cuts[0] < cuts[1]
    lost = QUIET.values(games, "credibility") - QUIET.values(before, "credibility")
    assert lost == pytest.approx(-3.3 - 1.3 * (cuts - 1))
    rate = [QUIET.pack.agendas[a].item.pain for a in AGENDAS]
    gone = np.array([10.0] * 3) - [QUIET.values(games, f"agreed[{a}]")[1] for a in ("defence", "farm", "taiwan")]
    assert gone.sum() == pytest.approx(cuts[1])
    assert gone[1] >= gone[2], f"what hurts more is cut first {rate}"


def test_nothing_is_cut_where_the_votes_are_there() -> None:
    games = at("summit_vote_asks", approval=70, diet=70)
    choose(QUIET, games, "summit_sign_asks")
    choose(QUIET, games, "summit_sign_answers")
    assert value(games, "cuts") == 0
    assert [value(games, f"agreed[{a}]") for a in AGENDAS] == [5] * 5
