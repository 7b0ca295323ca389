"""The pack japan-2026 holds what it promises: the article's elements, numbers of cards, both languages, figures."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from game.pack import coverage
from tests.packs import ROOT, load

PACK = "japan-2026"
ELEMENTS = [f"A{i:02d}" for i in range(1, 52)]


# What plays: a figure, a reference or a scenario with the element's tag only mentions it.
MECHANICS = {
    "track",
    "flag",
    "let",
    "flow",
    "rule",
    "option",
    "event",
    "agenda",
    "contribution",
    "negotiation",
    "ending",
}
PLAYED = ELEMENTS[:45] + ELEMENTS[50:]
WORKS = ELEMENTS[45:50]


@pytest.mark.parametrize("element", PLAYED)
def test_element_is_played(element: str) -> None:
    pack = load(PACK)
    assert element in pack.elements
    where = coverage(pack)[element]
    kinds = {table.split(".")[0] for table in where}
    assert kinds & MECHANICS, f"{element} is only mentioned: {where}"


@pytest.mark.parametrize("element", WORKS)
def test_work_stands_on_the_shelf_and_is_linked_from_play(element: str) -> None:
    """A46 to A50: the works that the article names, to be read where an issue, an option or an event is about them."""
    pack = load(PACK)
    works = {name for name, e in pack.references.items() if element in e.item.source_id}
    assert works
    for name in works:
        linked = [n for kind in (pack.options, pack.events, pack.agendas) for n, e in kind.items() if name in e.item.references]  # fmt: skip
        assert linked, f"nothing in play names [reference.{name}]"


def test_every_work_on_the_shelf_is_linked_from_play() -> None:
    pack = load(PACK)
    linked = {r for kind in (pack.options, pack.events, pack.agendas) for e in kind.values() for r in e.item.references}
    assert linked == set(pack.references)


def test_the_speech_is_no_source_of_coercion() -> None:
    """A19 is the speech that speaks well of Japan; the commercial break with China is A20 and A21."""
    where = coverage(load(PACK))
    assert "track.alliance_trust" in where["A19"]
    assert not {"track.coercion", "option.cn_rung_up"} & set(where["A19"])
    assert {"track.coercion", "option.cn_rung_up"} <= set(where["A20"]) & set(where["A21"])
    assert "option.engage_less" not in where["A18"]


def test_there_are_as_many_cards_as_promised() -> None:
    pack = load(PACK)
    offices = Counter(e.item.office for e in pack.options.values() if e.item.phase == "cabinet")
    assert sum(offices.values()) >= 30
    assert {"pm", "mof", "meti", "mod", "mofa"} <= set(offices)
    for seat in ("usa", "china"):
        acts = {n.split("[")[0] for n, e in pack.options.items() if e.item.phase == f"act_{seat}"}
        assert len(acts) >= 12, seat
    assert len(pack.events) >= 40
    assert len(pack.agendas) == 5
    assert len(pack.contributions) == 4
    assert len([e for e in pack.endings.values() if e.item.loss]) == 5
    assert len([e for e in pack.endings.values() if not e.item.loss]) >= 8
    assert len(pack.dimensions) >= 5
    assert {"mandate", "summit15", "class50"} <= set(pack.scenarios)
    assert len(pack.sets["zone"]) == 4
    assert set(pack.profiles) == {"article", "statistics"}


def test_each_agenda_shows_stance_risk_compromise_and_another_view() -> None:
    for name, entry in load(PACK).agendas.items():
        a = entry.item
        assert a.counter_view is not None, name
        assert [r.compromise for r in a.rungs].count(True) == 1
        assert [r.demand for r in a.rungs].count(True) == 1
        assert a.rungs[0].at == 0
        assert a.rungs[-1].at == 10


def test_every_figure_names_its_source_and_the_articles_figures_are_there() -> None:
    figures = load(PACK).figures
    for name, entry in figures.items():
        f = entry.item
        assert set(f.values) <= set(f.source), name
        assert set(f.values) <= set(f.kind), name
    article = {"defence_share": 1.6, "defence_demand": 5, "defence_extra_cost": 17, "consumption_tax_equivalent": 7,
               "debt_ratio": 260, "china_trade": 340, "rare_earth_share": 60, "f35_current": 105, "f35_extra": 50,
               "gdp_loss_low": 2, "gdp_loss_high": 3, "india_trade": 20, "toyota_china_share": 17,
               "sony_asia_share": 25, "rapidus_support": 2, "africa_budget": 0.12, "infra_per_year": 0.5}  # fmt: skip
    for name, value in article.items():
        assert figures[name].item.values["article"] == value, name
        assert figures[name].item.kind["article"] == "article", name


def test_seventeen_trillion_is_the_articles_arithmetic() -> None:
    """1.6 % to 5 % of the article's GDP is its 17 trillion yen, and 7 of its tax points pay for it."""
    pack = load(PACK)
    gdp = pack.figure("gdp_nominal")
    extra = (pack.figure("defence_demand") - pack.figure("defence_share")) / 100 * gdp
    assert extra == pytest.approx(pack.figure("defence_extra_cost"), abs=0.01)
    tax = pack.figure("consumption_tax_equivalent") * pack.figure("consumption_tax_point")
    assert tax == pytest.approx(extra, abs=0.05)


def test_no_sentence_of_the_article_and_no_politician_stands_in_the_pack() -> None:
    text = "".join(load(PACK).files.values())
    for name in ("トランプ", "高市", "習近平", "Trump", "Takaichi", "Xi Jinping"):
        assert name not in text, name


def test_texts_are_japanese_and_english() -> None:
    kana = re.compile(r"[぀-ヿ一-鿿]")
    pack = load(PACK)
    for kind in (pack.options, pack.events, pack.endings, pack.agendas, pack.scenarios, pack.phases):
        for name, entry in kind.items():
            for text in (entry.item.title, entry.item.text):
                if text is not None:
                    assert not kana.search(text.en), f"{name}: {text.en}"
                    assert kana.search(text.ja) or text.ja.isascii(), f"{name}: {text.ja}"


def test_the_speech_has_no_quotation() -> None:
    """The source gives none; the shelf says so, and nothing anywhere quotes the speech."""
    speech = load(PACK).references["florida_speech"].item
    assert speech.note is not None
    assert "空欄" in speech.note.ja
    assert "quotation" in speech.note.en.lower()


def test_the_generated_rules_reference_is_up_to_date() -> None:
    from game.report.reference import reference

    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == reference(load(PACK)), "run: python main.py rules --out docs/rules.md"
