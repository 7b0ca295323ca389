"""Reports: quarters that officials ran, composed figures and their causes, goals, pages that one can leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.players.knowledge import Knowledge
from game.players.table import HUMAN, Table
from game.saves.store import Store, load
from game.study.attribution import composed, total
from game.terminal import turn
from game.terminal.figures import Figures
from game.terminal.review import review
from game.terminal.session import Session
from game.terminal.start import Title
from game.terminal.view import PlainView
from game.texts.words import Words
from tests.packs import compiled
from tests.packs import load as load_pack
from tests.terminal.desk import Desk, new_table, rich_view

LANGS = pytest.mark.parametrize("lang", ["ja", "en"])


def lesson(quarters: int) -> Table:
    """A 50-minute lesson played by first options through so many of its decided quarters."""
    table = Table.new(compiled("japan-2026", "class50"), 5, {"japan": HUMAN})
    while table.decision is not None and len(table.moments) <= quarters:
        table.play(int(table.program.legal(table.games)[:, 0].argmax()))
    return table


@LANGS
def test_officials_quarters_stand_under_headings_of_their_own(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    table, words = lesson(1), Words(lang)
    figures = Figures(Knowledge(table.program, "japan"), words, pictures=False)
    text = "\n".join(PlainView.text(turn.happened(figures, table, 0, first=False)))
    head = f"2026 Q2 ({words('turn.officials')})" if lang == "en" else f"2026年第2四半期 ({words('turn.officials')})"
    assert head in text
    quarter = text.split(head)[1]
    assert quarter.lstrip().splitlines()
    assert ("日本" if lang == "ja" else "Japan") in quarter
    review(table, words, PlainView(sys.stdout, sys.stdin), step=False)
    shown = capsys.readouterr().out
    officials = next(line for line in shown.splitlines() if words("turn.officials") in line)
    assert officials.startswith("日本" if lang == "ja" else "Japan")


def test_what_officials_did_is_not_taken_for_moves_of_the_record() -> None:
    table = lesson(2)
    assert any(t.how == "office" and t.seat == "japan" for t in table.told)
    again = Table.resume(table.record, table.program)
    assert again.told == table.told
    assert (again.games.S == table.games.S).all()


def test_a_composed_figure_moves_by_what_it_is_made_of() -> None:
    table = lesson(1)
    program, before, after = table.program, table.moments[0].games, table.games
    for name in ("alignment", "unfunded", "autonomy", "promised_year"):
        parts = composed(program, name, before, after, table.causes)
        change = program.value(after, name) - program.value(before, name)
        assert sum(p.amount for p in parts) == pytest.approx(change, abs=1e-9)
    scores = [float(program.score(g).total["japan"][0]) for g in (before, after)]
    parts = total(program, "japan", before, after, table.causes)
    assert sum(p.amount for p in parts) == pytest.approx(scores[1] - scores[0], abs=1e-9)


@LANGS
def test_why_answers_for_composed_figures_and_scores(tmp_path: Path, lang: str) -> None:
    words = Words(lang)
    text = Desk(tmp_path, lang, lesson(1)).run("w autonomy", f"w {words('score.total')}")
    assert words("why.none") not in text


@LANGS
def test_goals_say_where_one_stands(tmp_path: Path, lang: str) -> None:
    table = Table.new(compiled("japan-2026"), 11, {"japan": HUMAN})
    text = Desk(tmp_path, lang, table).run("host_nation_bill.pay", "g").split(Words(lang)("goal.title"))[-1]
    assert Words(lang)("goal.held") in text
    assert Words(lang)("goal.open") in text
    assert "D10の連携 20" in text if lang == "ja" else "D10 cooperation 20" in text


@LANGS
def test_a_report_begins_with_what_threatens_and_the_scores(lang: str) -> None:
    table = lesson(1)
    figures = Figures(Knowledge(table.program, "japan"), Words(lang), pictures=False)
    lines = PlainView.text(turn.standing(figures, table, first=False))
    assert any(line.startswith(Words(lang)("turn.threats")) for line in lines[:5])
    for name in table.program.score(table.games).dimensions["japan"]:
        assert any(table.program.pack.dimensions[name].item.title.get(lang) in line for line in lines)


def test_q_leaves_the_pages_and_not_the_game() -> None:
    view, out = rich_view(80, 12)
    answers = iter(["q"])
    view.ask = lambda prompt: next(answers)  # type: ignore[method-assign]
    view.show(Session.said("\n".join(f"line {i}" for i in range(40))))
    assert view.typed == ""
    assert "line 39" not in out.getvalue()


@LANGS
def test_no_row_of_a_table_is_cut(lang: str) -> None:
    view, out = rich_view(80, 24, color=False)
    long = "国内の事情を訴える" * 4 if lang == "ja" else "Plead tied hands before the President " * 2
    from game.terminal.blocks import Rows

    view.show([Rows([[long, "8", long]], "lrl")])
    text = "".join(out.getvalue().split())
    assert "…" not in text
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_a_game_gone_on_with_begins_at_its_decision(tmp_path: Path) -> None:
    desk = Desk(tmp_path).until("council")
    Store(tmp_path).save(desk.table.record, desk.path)
    view, out = rich_view(80, 24, color=False)
    view.ask = lambda prompt: None  # type: ignore[method-assign]
    table = Table.resume(load(desk.path))
    Session(table, Words("en"), view, Store(tmp_path), desk.path, resumed=True).run()
    assert Words("en")("turn.stand") not in out.getvalue()
    assert Words("en")("decision.slot", slot=1, slots=2) in out.getvalue()


@LANGS
def test_a_number_of_the_title_means_the_same_with_and_without_saves(tmp_path: Path, lang: str) -> None:
    words, found = Words(lang), []
    for folder in (tmp_path / "none", tmp_path / "some"):
        folder.mkdir()
        store = Store(folder)
        if folder.name == "some":
            table = new_table()
            table.play(int(table.program.legal(table.games)[:, 0].argmax()))
            store.save(table.record, store.fresh(table.record))
        view, out = rich_view(80, 24, color=False)
        title = Title(words, view, store, lambda: load_pack("tutorial"))
        acts = title.show()
        title.pool.shutdown()
        rows = [line.split(maxsplit=1) for line in out.getvalue().splitlines()]
        found.append({r[1].strip(): r[0] for r in rows if len(r) == 2 and r[0].isdigit()})
        assert acts["1"] == title.new
        assert ("2" in acts) == (folder.name == "some")
    same = [words(f"title.{key}") for key in ("new", "load", "how", "language")]
    assert [found[0][t] for t in same] == [found[1][t] for t in same]
