"""Words in place of letters, in both languages, at the keyboard and in files of moves; and where figures come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.players.knowledge import Knowledge
from game.presenter.sources import numbers_behind, source_name
from game.presenter.why import matching
from game.terminal.blocks import Para, plain
from game.terminal.figures import Figures
from game.terminal.moves import WrongMove
from game.terminal.orders import LETTERS, order, spellings
from game.terminal.origins import origins
from game.terminal.view import PlainView
from game.texts.words import LANGUAGES, Words, catalogue
from tests.packs import PACKS, compiled, load
from tests.terminal.desk import Desk

LANGS = pytest.mark.parametrize("lang", LANGUAGES)


def test_no_word_means_two_things() -> None:
    words = [w for name in LETTERS.values() for lang in LANGUAGES for w in catalogue()[f"order.{name}"][lang].split()]
    assert len(words) == len(set(words))
    assert len(spellings()) == len(words) + len(LETTERS)


@pytest.mark.parametrize("pack", PACKS)
def test_no_option_is_called_like_an_order(pack: str) -> None:
    assert not set(load(pack).options) & set(spellings())


def test_no_letter_of_an_office_is_an_order() -> None:
    offices = {o for p in PACKS for e in load(p).roles.values() for o in e.item.offices}
    assert not set("abcdefghij"[: len(offices)]) & set(LETTERS)


@pytest.mark.parametrize("text", ["3", "pass", "order_f35", "summit_offer[chips]", "", "A"])
def test_what_is_no_order_is_left_alone(text: str) -> None:
    assert order(text) is None


@LANGS
@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("help", "help.title"), ("ヘルプ", "help.title"), ("look", "board.title"), ("盤面", "board.title"),
        ("why", "why.title"), ("なぜ", "why.title"), ("SOURCES chest", "sources.title"), ("出典 金庫", "sources.title"),
        ("summit", "talks.issues"), ("交渉", "talks.issues"), ("goals", "goal.title"), ("目標", "goal.title"),
        ("closed", "decision.closed"), ("不可", "decision.closed"), ("saves", "title.saves"), ("一覧", "title.saves"),
        ("info envoy", "option.effects"), ("説明 envoy", "option.effects"), ("? envoy", "option.effects"),
    ],
)  # fmt: skip
def test_words_of_both_languages_are_understood(tmp_path: Path, lang: str, typed: str, key: str) -> None:
    desk = Desk(tmp_path, lang).until("council")
    assert Words(lang)(key) in desk.run(typed)


def test_words_work_in_a_file_of_moves(tmp_path: Path) -> None:
    desk = Desk(tmp_path).until("council")
    before = len(desk.table.record.moves)
    text = desk.follow("look", "envoy", "undo", "why chest", "festival", "quit", "never read")
    assert Words("en")("board.title") in text
    assert Words("en")("undo.done") in text
    assert [m.split()[-1] for m in desk.table.record.moves[before:]] == ["festival"]
    assert not desk.over


@pytest.mark.parametrize("word", ["99", "nonsense", "build", "?nonsense"])
def test_a_line_that_cannot_be_read_names_its_number_and_saves(tmp_path: Path, word: str) -> None:
    desk = Desk(tmp_path).until("council")
    with pytest.raises(WrongMove) as error:
        desk.follow("# opening", "envoy", "", word, "1")
    assert error.value.number == 4
    assert error.value.why
    assert desk.path.exists()
    assert desk.table.record.moves[-1].endswith("envoy")


@pytest.mark.parametrize("pack", PACKS)
@LANGS
def test_every_figure_says_where_it_comes_from(pack: str, lang: str) -> None:
    program = compiled(pack)
    figures = Figures(Knowledge(program, program.pack.info.seat), Words(lang), pictures=False)
    sourced = 0
    for name in figures.gauges:
        assert name in matching(figures, name)
        text = "\n".join(PlainView.text(origins(figures, name)))
        assert figures.title(name) in text
        for figure in numbers_behind(figures.program.pack, name):
            item = program.pack.figures[figure].item
            sourced += 1
            assert any(source_name(Words(lang), s) in text for s in item.source.values()) or len(text) > 1500
    assert sourced >= 1


def test_a_question_about_nothing_is_answered(tmp_path: Path) -> None:
    text = Desk(tmp_path).until("council").run("sources", "sources no such thing")
    assert Words("en")("sources.ask") in text
    assert Words("en")("sources.none") in text


def test_a_sourced_paragraph_is_plain_text() -> None:
    program = compiled("tutorial")
    figures = Figures(Knowledge(program, "island"), Words("en"), pictures=False)
    told = [plain(b.line) for b in origins(figures, "chest") if isinstance(b, Para)]
    assert told[0] == "Chest"
