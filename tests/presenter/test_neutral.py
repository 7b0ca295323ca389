"""The class edition: no name of the pack's list on any screen, in either language, and the same game behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.engine import digest
from game.pack import Pack, without_names
from game.presenter import (
    board,
    brief,
    budget,
    chart,
    compare,
    debrief,
    glossary,
    levers,
    library,
    options,
    quarter,
    sources,
    talks,
    why,
)  # fmt: skip
from game.presenter.session import Session
from game.saves.store import Store
from game.saves.store import load as store_load
from game.texts.words import LANGUAGES, Words
from tests.pack.minimal import added, the_problem
from tests.packs import load
from tests.presenter.desk import options_open, texts, until


def names(lang: str) -> list[str]:
    return [e.item.name.get(lang) for e in load("japan-2026").neutrals.values()]


def named(value: Any, lang: str) -> list[str]:
    """Texts that hold a name of the list."""
    return [t for t in texts(value) if any(name in t for name in names(lang))]


def begun(folder: Path, lang: str, neutral: bool = True) -> Session:
    seats = {"japan": "human", "china": "normal"}
    return Session.new(
        load("japan-2026"),
        words=Words(lang),
        store=Store(folder),
        seed=9,
        seats=seats,
        neutral=neutral,
        scenario="class50",
    )


def shelves(pack: Pack, lang: str) -> Iterator[Any]:
    words = Words(lang)
    yield library.scenarios(pack, words)
    yield library.seats(pack, words)
    yield library.rules(pack, words)
    yield sources.sources(pack, words)
    yield sources.shelf(pack, words)
    yield sources.reality(pack, words)
    yield glossary.terms(pack, words)


def screens(one: Session) -> Iterator[Any]:
    """Everything that screens show of a game where it stands."""
    figures, table = one.figures, one.table
    for show in (
        board.frame, board.agendas, board.score, board.key_figures, board.groups, chart.chart, talks.table, quarter.news,
        quarter.promises, debrief.debrief, debrief.goals, budget.budget, levers.measures, levers.levers,
    ):  # fmt: skip
        yield show(figures, table)
    yield quarter.foreign_moves(figures, table.told)
    for name in (*figures.gauges, "total"):
        shown = brief.brief(figures, table, name)
        yield shown
        yield shown.source_line
        if name != "total" and figures.gauges[name].group in ("trade", "planb"):
            yield why.why(figures, table, name)
    if table.decision is not None:
        deck = options.deck(figures, table)
        yield deck
        yield from (options.card(figures, table, c) for c in deck.cards if "rapidus" in c.id)
    else:
        yield compare.doctrines(figures, table)
        yield compare.points(figures, table)
        yield compare.what_if(figures, table, compare.points(figures, table)[2].move)


def test_no_screen_of_a_class_shows_a_name(tmp_path: Path) -> None:
    one, plain = begun(tmp_path, "ja"), without_names(load("japan-2026"))
    for moment in ("decision", "finished"):
        until(one, moment, phase="cabinet" if moment == "decision" else "")
        for lang in LANGUAGES:
            one.speak(lang)
            assert [t for value in screens(one) for t in named(value, lang)] == []
    for lang in LANGUAGES:
        assert [t for value in shelves(plain, lang) for t in named(value, lang)] == []


def test_the_full_edition_does_show_them(tmp_path: Path) -> None:
    one = until(begun(tmp_path, "ja", neutral=False), "decision", phase="cabinet")
    for lang in LANGUAGES:
        one.speak(lang)
        assert [t for value in screens(one) for t in named(value, lang)]
        assert [t for value in shelves(load("japan-2026"), lang) for t in named(value, lang)]


def test_every_text_and_source_of_the_pack_is_reworded() -> None:
    pack = load("japan-2026")
    plain = without_names(pack)

    def held(rules: Pack) -> list[str]:
        whole = "\n".join(
            repr(e.item) for entries in rules.kinds().values() for e in entries.values() if e.id not in pack.neutrals
        )
        return [n for lang in ("ja", "en") for n in names(lang) if n in whole + repr(rules.members) + repr(rules.info)]

    assert held(plain) == []
    assert {"ラピダス", "Rapidus", "トヨタ", "Toyota Motor", "自民党", "Komeito"} <= set(held(pack))
    assert plain.digest == pack.digest


def test_a_sentence_begins_with_a_capital_letter_and_the_longest_name_counts() -> None:
    plain = without_names(load("japan-2026"))
    assert str(plain.lets["toyota_sales"].item.title).endswith('en="A large car maker\'s sales in China"')
    assert plain.figures["toyota_china_units"].item.source["statistics"] == "A large car maker, 29 January 2026"
    assert "the new chip maker's deadline" in str(plain.calendar["2027Q4"].item.title)
    note = plain.figures["rapidus_year"].item.note
    assert note is not None
    assert note.en.startswith("Taiwan's leading chip maker began")


def test_a_game_of_one_edition_opens_in_the_other(tmp_path: Path) -> None:
    full, plain = begun(tmp_path, "en", neutral=False), begun(tmp_path, "en")
    assert full.table.record.pack_digest == plain.table.record.pack_digest
    for one in (full, plain):
        until(one, "decision", phase="cabinet")
        one.submit("rapidus_start")
    assert digest(full.table.games) == digest(plain.table.games)
    assert full.table.record.moves == plain.table.record.moves
    again = Session.open(full.path, words=Words("en"), store=full.store, neutral=True)
    assert again.program.pack.options["rapidus_start"].item.title.en == "Fund the new chip maker"
    assert digest(again.table.games) == digest(full.table.games)
    assert options_open(again) == options_open(full)
    assert store_load(plain.path).rules().options["rapidus_start"].item.title.en == "Fund Rapidus"


def test_a_pack_without_names_is_left_as_it_is() -> None:
    assert without_names(load("tutorial")) is load("tutorial")


def test_a_neutral_word_that_holds_its_name_is_refused() -> None:
    text = '[neutral.x]\nname = { ja = "村", en = "Acme" }\nas = { ja = "村の人", en = "a firm" }\n'
    assert "wanted words without the name itself" in str(the_problem(added(text)))
