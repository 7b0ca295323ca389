"""The summit's table: what a signature costs, what the other side needs, what a card does, and nothing hidden in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import UnreadableMove
from game.players.bargain import Bargain
from game.players.table import HUMAN, Table
from game.presenter.menu import make_menu
from game.terminal import deal, learnt
from game.terminal.figures import Figures
from game.terminal.view import PlainView
from game.texts.words import Words
from tests.packs import compiled
from tests.terminal.desk import Desk

LANGS = pytest.mark.parametrize("lang", ["ja", "en"])
OPENING = ("host_nation_bill.pay", "summit_bring[infrastructure]", "summit_bring[access]")


def at_the_table(*moves: str, scenario: str = "", seed: int = 11) -> Table:
    """The summit of March 2026 after some moves of Japan."""
    table = Table.new(compiled("japan-2026", scenario), seed, {"japan": HUMAN})
    for move in (*OPENING, *moves):
        assert table.decision is not None
        table.play(table.decision.index(move))
    return table


def bargain(table: Table) -> Bargain:
    terms = table.program.pack.negotiations["summit"].item
    return Bargain(table.program, table.games, "japan", "summit", terms)


def figures(table: Table, lang: str = "en") -> Figures:
    from game.players.knowledge import Knowledge

    return Figures(Knowledge(table.program, "japan"), Words(lang), pictures=False)


def told(table: Table, lang: str = "en") -> str:
    return "\n".join(PlainView.text(deal.weighed(figures(table, lang), bargain(table)).blocks))


@LANGS
def test_the_table_says_what_a_signature_costs_and_what_is_needed(lang: str) -> None:
    text, words = told(at_the_table("summit_resist[c1]"), lang), Words(lang)
    assert words("talks.if_signed").strip() in text
    assert words("short.diet") in text
    assert words("short.alignment") in text
    assert "+0.5兆円/年" in text if lang == "ja" else "+¥0.5 trillion a year" in text
    assert words("talks.no_cuts") in text
    assert "〜" in text if lang == "ja" else " to " in text


def test_a_signature_foreseen_is_the_signature_played() -> None:
    table = at_the_table("summit_resist[c1]", "summit_package")
    program, rows = table.program, {t: i.row for t, i in table.program.tracks.items()}
    names = ["approval", "diet", "alignment", "promised_year"]
    found = bargain(table).signed(names)
    assert found is not None
    games = table.games.copy()
    games.S[rows["vote_asks"], 0] = 1
    causes = program.explain(games, program.decision(games).index("summit_sign_answers"))  # type: ignore[union-attr]
    for name in ("approval", "diet"):
        played = sum(c.amount for c in causes if c.track == name and c.phase.startswith("summit_"))
        low, high = found.changes[name]
        assert low - 1e-9 <= played <= high + 1e-9
    assert found.changes["alignment"][0] > 0


def test_what_is_hidden_from_the_seat_is_not_in_what_it_may_work_out() -> None:
    table = at_the_table("summit_resist[c1]")
    before = told(table)
    hidden = [t for t, i in table.program.tracks.items() if "japan" in i.hidden_from and t != "loss_draw"]
    assert {"need_now", "headline", "us_resolve"} <= set(hidden)
    table.games = table.games.copy()
    for name in hidden:
        table.games.S[table.program.tracks[name].row, 0] += 1
    assert told(table) == before


def test_the_need_is_a_range_that_holds_the_truth_most_of_the_time() -> None:
    within = 0
    for seed in range(20):
        table = Table.new(compiled("japan-2026"), seed, {"japan": HUMAN})
        while (point := table.decision) is not None and not point.phase.startswith("summit_"):
            table.play(int(table.program.legal(table.games)[:, 0].argmax()))
        need, true = bargain(table).need, table.program.value(table.games, "need_now")
        assert need.high - need.low > 3
        within += need.low <= true <= need.high
    assert within >= 12


@pytest.mark.parametrize("option", ["summit_resist[c1]", "summit_resist[c3]", "summit_resist[c5]", "pass"])
def test_a_card_does_what_the_menu_says(option: str) -> None:
    table = at_the_table()
    assert table.decision is not None
    place = table.decision.index(option)
    played = bargain(table).played(place)
    before = table.games.copy()
    table.play(place)
    for agenda in table.program.pack.agendas:
        row = table.program.tracks[f"marker[{agenda}]"].row
        old, new = played.moves.get(agenda, (before.S[row, 0], before.S[row, 0]))
        assert (before.S[row, 0], table.games.S[row, 0]) == pytest.approx((old, new))


@LANGS
def test_a_link_says_what_it_trades_and_how_likely_it_is_taken(tmp_path: Path, lang: str) -> None:
    table = at_the_table("summit_resist[c1]", "summit_offer[defence]", "summit_lead_card[c2]", "pass")
    move = next(f"summit_link[{a}]" for a in table.program.pack.agendas if legal(table, f"summit_link[{a}]"))
    text = Desk(tmp_path, lang, table).run(move)
    assert "応じる見込み約" in text if lang == "ja" else "taken in about" in text


def legal(table: Table, option: str) -> bool:
    assert table.decision is not None
    place = table.decision.index(option)
    return place >= 0 and bool(table.program.legal(table.games)[place, 0])


# numbers that stay, and the way back


def test_a_number_means_the_same_in_every_round() -> None:
    table, seen = at_the_table("summit_resist[c1]"), dict[int, str]()
    while table.decision is not None and table.decision.phase.startswith("summit_"):
        menu = make_menu(table.program, table.games, Words("en"), steady=True)
        if table.decision.phase in ("summit_lead_answers", "summit_reply_answers"):
            for entry in menu.entries:
                key = entry.number + 1000 * (table.decision.phase == "summit_reply_answers")
                assert seen.setdefault(key, entry.choice.id) == entry.choice.id
        if table.decision.phase == "summit_reply_answers":
            for entry in menu.entries[:-1]:
                assert entry.choice.id == f"summit_resist[c{entry.number}]"
        table.play(menu.entries[0].choice.index)
    assert len(seen) > 15


def test_a_closed_number_says_why_it_is_closed() -> None:
    table = at_the_table("summit_resist[c1]", "pass")
    while table.decision is not None and table.decision.phase != "summit_reply_answers":
        table.play(int(table.program.legal(table.games)[:, 0].argmax()))
    menu = make_menu(table.program, table.games, Words("en"), steady=True)
    with pytest.raises(UnreadableMove) as error:
        menu.find("1")
    assert error.value.args[0] == "closed"
    assert menu.find("2").choice.id == "summit_resist[c2]"


@LANGS
def test_the_issue_can_be_taken_back_until_the_card_is_played(tmp_path: Path, lang: str) -> None:
    words, table = Words(lang), at_the_table("summit_resist[c1]")
    before = table.record.to_json()
    text = Desk(tmp_path, lang, table).run("summit_offer[defence]", "u")
    assert words("decision.back") in text
    assert words("undo.done") in text
    assert table.record.to_json() == before
    text = Desk(tmp_path, lang, table).run("summit_offer[defence]", "summit_lead_card[c2]", "u")
    assert words("undo.done") not in text


# what came of it


@LANGS
def test_the_outcome_says_who_refused_and_by_how_much(tmp_path: Path, lang: str) -> None:
    table = at_the_table("summit_resist[c1]", "summit_package")
    text = Desk(tmp_path, lang, table).run("summit_sign_answers")
    words = Words(lang)
    usa, japan = ("米国", "日本") if lang == "ja" else ("United States", "Japan")
    assert words("talks.refused", seat=usa) in text
    assert words("talks.signed", seat=japan) in text
    assert words("talks.below", seat=usa, n=f"{-table.program.value(table.games, 'margin'):.1f}") in text
    assert ("同盟の信頼" if lang == "ja" else "Alliance trust") in text


@LANGS
def test_intelligence_says_what_was_learnt_or_that_it_was_not(tmp_path: Path, lang: str) -> None:
    words = Words(lang)
    found = set()
    for seed in range(3, 9):
        table = Table.new(compiled("japan-2026"), seed, {"japan": HUMAN})
        desk = Desk(tmp_path, lang, table).until("cabinet")
        text = desk.run("scout_headline", "scout_us")
        assert words("learnt.found") in text
        headline = round(table.program.value(table.games, "headline_next"))
        assert list(table.program.pack.agendas.values())[headline].item.title.get(lang) in text
        known = table.program.value(table.games, "us_doctrine_known") > 0.5
        assert (words("learnt.nothing") in text) != known
        found.add(known)
    assert found == {True, False}


def test_a_value_that_was_seen_before_is_nothing_learnt() -> None:
    table = at_the_table()
    assert not learnt.learnt(figures(table), table.games, table.games, {"approval"})
