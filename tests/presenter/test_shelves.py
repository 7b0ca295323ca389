"""The glossary, the measured difficulty, and the card of a figure for hover."""

from __future__ import annotations

import re
import time
from math import sqrt
from pathlib import Path

import pytest

from game.presenter import difficulty, glossary, library
from game.presenter.brief import MOST, brief
from game.presenter.session import Session
from game.presenter.why import TOTAL, why
from game.texts.words import Words
from tests.pack.minimal import added, the_problem
from tests.packs import PACKS, compiled, load
from tests.presenter.desk import session, texts, until
from tests.presenter.test_board import JAPANESE

LANGS = pytest.mark.parametrize("lang", ["ja", "en"])


# the glossary


@LANGS
def test_the_glossary_explains_the_words_of_the_game(lang: str) -> None:
    pack, words = load("japan-2026"), Words(lang)
    listed = glossary.terms(pack, words)
    assert {"debt_ratio", "primary_balance", "yield", "rung", "agenda", "d10", "g2", "band"} <= {t.id for t in listed}
    assert len({t.title for t in listed}) == len(listed)
    for term in listed:
        assert bool(JAPANESE.search(term.text)) == (lang == "ja")
        assert len(term.text) < 200
        assert term in glossary.find(pack, words, term.title)
    assert glossary.terms(load("tutorial"), words) == ()


def test_a_word_is_found_in_either_language_by_other_names_and_in_explanations() -> None:
    pack, words = load("japan-2026"), Words("en")
    for word in ("利回り", "yield", "長期金利", "Long rate", "YIELD "):
        assert [t.id for t in glossary.find(pack, words, word)] == ["yield"]
    assert [t.id for t in glossary.find(pack, words, "g2")] == ["g2"]
    assert "staff" in {t.id for t in glossary.find(pack, words, "ministry")}
    assert glossary.find(pack, words, "no such word") == ()
    assert len(glossary.find(pack, words, "")) == len(pack.terms)


# how hard a scenario is


@pytest.mark.parametrize("pack", PACKS)
def test_a_new_game_shows_at_once_how_hard_it_is(pack: str) -> None:
    rules = load(pack)
    begun = time.process_time()
    listed = {s.id: s.difficulty for s in library.scenarios(rules, Words("en"))}
    assert time.process_time() - begun < 0.1
    known = {name: d for name, d in listed.items() if d is not None}
    assert known.keys() == rules.difficulties.keys()
    assert len(known) >= len(listed) - 1
    for name, found in known.items():
        assert 0 < found.low <= found.share <= found.high < 1
        assert 1 <= found.level <= 5
        assert rules.difficulties[name].item.command == f"python tools/measure_difficulty.py {pack}"
    assert Path("tools/measure_difficulty.py").exists()


MEASURED = [("tutorial", "lean_year"), ("japan-2026", "mandate"), ("japan-2026", "dealmaker_g2")]
OTHERS = [(p, s) for p in PACKS for s in load(p).difficulties if (p, s) not in MEASURED]


@pytest.mark.parametrize(
    ("pack", "scenario"), [*MEASURED, *(pytest.param(*one, marks=pytest.mark.nightly) for one in OTHERS)]
)
def test_a_fresh_measure_agrees_with_what_the_pack_says(pack: str, scenario: str) -> None:
    games = 200
    program = compiled(pack, scenario)
    fresh = difficulty.difficulty(program, program.pack.info.seat, games)
    said = difficulty.measured(program.pack, scenario)
    assert said is not None
    spread = sqrt(said.share * (1 - said.share) * (1 / games + 1 / said.games))
    assert abs(fresh.share - said.share) < 3.3 * spread + 0.01  # one in a thousand, were the seeds not the same
    assert fresh == difficulty.difficulty(program, program.pack.info.seat, games)


def test_a_difficulty_names_a_scenario_and_wins_no_more_than_its_games() -> None:
    text = '[difficulty.yaer]\ngames = 10\nwon = 1\ncommand = "x"\n'
    assert "year" in str(the_problem(added(text)))
    text = '[difficulty.year]\ngames = 10\nwon = 11\ncommand = "x"\n'
    assert "wanted no more than there were games" in str(the_problem(added(text)))


# a figure in short


@pytest.fixture(scope="module", params=PACKS)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return until(session(tmp_path_factory.mktemp("saves"), request.param), "decision", turn=2)


def all_names(one: Session) -> list[str]:
    own = [d for d, e in one.program.pack.dimensions.items() if e.item.seat == one.viewer]
    return [*one.figures.gauges, *own, TOTAL]


def test_a_card_says_in_short_what_why_says(played: Session) -> None:
    told = 0
    for name in all_names(played):
        card, whole = brief(played.figures, played.table, name), why(played.figures, played.table, name)
        assert (card.title, card.text, card.unit, card.now.text) == (
            whole.title,
            whole.text,
            whole.unit,
            whole.now.text,
        )
        assert len(card.causes) <= MOST
        if whole.quarter is None:
            assert not card.change
            assert not card.causes
            continue
        assert card.change == whole.quarter.change
        assert card.causes in (whole.quarter.steps[:MOST], ())
        if card.causes:
            told += 1
            moved = sum(s.change.amount for s in card.causes) + card.rest
            assert moved == pytest.approx(whole.quarter.after.number - whole.quarter.before.number, abs=1e-6)
        if card.source is not None:
            assert card.source in whole.sources
    assert told > 3


def test_a_card_comes_while_the_mouse_moves(played: Session) -> None:
    names = all_names(played)
    for name in names:
        brief(played.figures, played.table, name)
    begun = time.process_time()
    for name in names:
        brief(played.figures, played.table, name)
    assert (time.process_time() - begun) / len(names) < 0.003


def test_the_article_stands_beside_the_official_value(tmp_path: Path) -> None:
    one = session(tmp_path, lang="en")
    line = brief(one.figures, one.table, "debt_ratio").source_line
    assert line.startswith("The article's figures 260% of GDP (article, 2026) / Public statistics 226.8% of GDP (IMF")
    one.speak("ja")
    assert "226.8%" in brief(one.figures, one.table, "debt_ratio").source_line
    assert brief(one.figures, one.table, "approval").source is not None
    assert brief(one.figures, one.table, "diet").source_line == ""
    with pytest.raises(KeyError):
        brief(one.figures, one.table, "nothing")


def test_nothing_hidden_gets_onto_a_card(played: Session) -> None:
    for name in played.figures.gauges:
        if not played.figures.knowledge.knows(played.table.games, name):
            card = brief(played.figures, played.table, name)
            assert card.now.text == "?"
            assert not card.causes
    assert not [t for t in texts(brief(played.figures, played.table, TOTAL)) if re.search(r"\bnan\b", t)]
