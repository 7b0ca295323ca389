"""Cards say what the engine says: which are legal, why not, what they cost, and what they do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.presenter import options
from game.presenter.session import Session
from tests.presenter.desk import session, until


@pytest.fixture(scope="module", params=["japan-2026", "tutorial"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("saves"), request.param), "decision", turn=1)


def test_there_is_a_card_for_every_option_and_it_says_whether_it_can_be_played(asked: Session) -> None:
    deck, program, games = options.deck(asked.figures, asked.table), asked.program, asked.table.games
    decision, legal = asked.decision, asked.program.legal(asked.table.games)[:, 0]
    assert decision is not None
    assert sorted(c.index for c in deck.cards if c.legal) == np.flatnonzero(legal).tolist()
    shown = {c.index for c in deck.cards}
    assert shown >= {o.index for o in decision.options if o.id != "pass"}
    for card in deck.cards:
        assert card.id == decision.options[card.index].id
        assert bool(card.why_not) != card.legal
        assert {p.id: p.amount.number for p in card.prices} == pytest.approx(program.cost(games, card.index))
        for price in card.prices:
            assert price.have.number == pytest.approx(program.value(games, price.id))
    numbers = [c.number for c in deck.cards]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    with pytest.raises(KeyError):
        deck.card("no_such_option")


def test_effects_are_what_the_move_then_does(asked: Session) -> None:
    """Of moves after which the same seat is asked again: what is told for certain comes true, what is told as a range
    comes true within it."""
    deck, program, games = options.deck(asked.figures, asked.table), asked.program, asked.table.games
    checked = 0
    for card in (c for c in deck.cards if c.legal):
        full = options.card(asked.figures, asked.table, card)
        assert full.effects is not None
        assert full.later is not None
        assert all(e.low <= e.high and e.title in e.text for e in full.effects)
        assert all(x.turns >= 1 and x.when for x in full.later)
        after = games.copy()
        program.play(after, [card.index])
        then = program.decision(after)
        if then is None or asked.decision is None or then.phase != asked.decision.phase:
            continue
        paid = program.cost(games, card.index)
        for effect in full.effects:
            change = program.value(after, effect.id) - program.value(games, effect.id) + paid.get(effect.id, 0.0)
            assert effect.low - 1e-9 <= change <= effect.high + 1e-9, (card.id, effect)
            checked += effect.low == effect.high
    assert checked > 3


def test_a_closed_card_is_left_as_it_is(asked: Session) -> None:
    deck = options.deck(asked.figures, asked.table)
    for office in deck.offices:
        for before, after in zip(office.cards, options.cards(asked.figures, asked.table, office).cards, strict=True):
            assert (after == before) == (not before.legal)


def test_cards_lie_with_their_ministries_and_money_is_told(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", phase="cabinet")
    deck = options.deck(one.figures, one.table)
    assert [o.id for o in deck.offices] == ["pm", "mof", "meti", "mod", "mofa", ""]
    assert all(c.office == o.id for o in deck.offices for c in o.cards)
    assert any(o.advice is not None for o in deck.offices)
    for office in deck.offices:
        if office.advice is not None:
            assert next(c for c in office.cards if c.index == office.advice.index).legal
    levelled = options.card(one.figures, one.table, deck.card("dechina_up"))
    assert [(round(m.amount, 2), m.yearly) for m in levelled.money] == [(0.2, False), (0.3, True)]
    assert [(round(m.amount, 2), m.yearly) for m in deck.card("dechina_up").money] == [(0.2, False), (0.3, True)]


def test_who_will_mind_is_who_loses_by_it(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", phase="cabinet")
    deck, found = options.deck(one.figures, one.table), {}
    for card in deck.cards:
        if card.legal:
            full = options.card(one.figures, one.table, card)
            assert full.minds is not None
            found[card.id] = {m.seat for m in full.minds}
            assert all(m.amount.amount < 0 for m in full.minds)
    assert "china" in found["tariff_align_up"]
    assert not found["diet_management"]


def test_an_answer_to_an_event_is_asked_as_the_event(tmp_path: Path) -> None:
    one = until(session(tmp_path, "tutorial"), "answer")
    moment = one.moment()
    deck = options.deck(one.figures, one.table)
    assert deck.event == moment.ids[0]
    assert deck.title == one.program.pack.events[deck.event].item.title.en
    assert all(c.id.startswith(f"{deck.event}.") or c.is_pass for c in deck.cards)


def test_what_comes_one_time_in_five_is_told_as_a_chance(tmp_path: Path) -> None:
    one = until(session(tmp_path), "decision", turn=1, phase="cabinet")
    call = options.card(one.figures, one.table, options.deck(one.figures, one.table).card("call_president"))
    assert call.effects is not None
    assert [(e.low, e.high) for e in call.effects if e.id == "us_pressure"] == [(-2.0, 5.0)]
