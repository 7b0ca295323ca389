"""What the screens say: whole in both languages, within their size, without colour alone, and nothing hidden."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.players.knowledge import Knowledge
from game.players.table import Table
from game.presenter.menu import Menu, make_menu
from game.presenter.options import further_reading
from game.terminal import board, decision, turn
from game.terminal.blocks import Block, Span, plain
from game.terminal.figures import Figures
from game.terminal.session import Session
from game.terminal.view import PlainView
from game.terminal.wrap import NOT_FIRST, NOT_LAST, wrap
from game.texts.formats import width
from game.texts.words import Words
from tests.packs import PACKS, all_scenarios, compiled, load
from tests.terminal.desk import Desk, first_open, new_table, rich_view

JAPANESE = re.compile("[぀-ヿ一-鿿]")
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
BOXES = re.compile("[─-╿█░▁▂▃▄▅▆▇▲▼●◇]")


def journeys() -> list[tuple[str, str, str]]:
    """Every scenario in one of the languages, the scenario that each pack begins with in both."""
    found = [(p, s, ("ja", "en")[i % 2]) for i, (p, s) in enumerate(all_scenarios())]
    return found + [(p, load(p).info.scenario, lang) for p in PACKS for lang in ("ja", "en")]


@pytest.mark.parametrize(("pack", "scenario", "lang"), sorted(set(journeys())))
def test_ones_reach_the_debrief(tmp_path: Path, pack: str, scenario: str, lang: str) -> None:
    program = compiled(pack, scenario)
    desk = Desk(tmp_path, lang, Table.new(program, 7, {program.pack.info.seat: "human"}))
    text = desk.follow(*["1"] * 400)
    words = Words(lang)
    assert desk.over
    assert words("debrief.title") in text
    score = program.score(desk.table.games)
    ending = program.pack.endings[score.ending_id()].item
    assert ending.title.get(lang) in text
    for name in score.dimensions[program.pack.info.seat]:
        assert program.pack.dimensions[name].item.title.get(lang) in text
    assert not ESCAPE.search(text)
    assert not BOXES.search(text)
    if lang == "en":
        assert not JAPANESE.search(text)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    view, out = rich_view(*size)
    words, keys = Words(lang), iter(["?", "m", "w", "x", "t", "?1", "A", *[""] * 12, "m", "w", "x", "A", *[""] * 40])
    desk = Desk(tmp_path, lang)

    def ask(prompt: str) -> str:
        return (next(keys, "") or first_open(desk.table)) if prompt == words("play.prompt") else ""

    view.ask = ask  # type: ignore[method-assign]
    assert desk.session(view).run()
    lines = ESCAPE.sub("", out.getvalue()).split("\n")
    assert len(lines) > 300
    assert max(map(width, lines)) <= size[0], max(lines, key=width)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_decision_fits_on_one_screen(tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    view, _ = rich_view(*size)
    heights: list[int] = []
    show = view.show

    def measured(blocks: list[Block], *, fresh: bool = False) -> None:
        heights.append(view.height(blocks))
        show(blocks, fresh=fresh)

    view.show = measured  # type: ignore[assignment,method-assign]
    desk = Desk(tmp_path, lang)
    view.ask = lambda prompt: first_open(desk.table)  # type: ignore[method-assign]
    session = desk.session(view)
    screen = session.decision_screen
    decisions: list[int] = []

    def one(menu: Menu) -> None:
        screen(menu)
        decisions.append(heights[-1])

    session.decision_screen = one  # type: ignore[method-assign]
    assert session.run()
    assert max(decisions) <= view.lines


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_cabinet_of_many_offices_fits_on_a_small_screen(tmp_path: Path, lang: str) -> None:
    view, _ = rich_view(80, 24)
    table = Table.new(compiled("japan-2026"), 7, {"japan": "human"})
    desk = Desk(tmp_path, lang, table).until("cabinet")
    session = desk.session(view)
    session.told = len(table.told)  # what came before has been read
    for word in ("1", "7", "14", "2"):
        menu = make_menu(table.program, table.games, session.words)
        assert len(menu.entries) > 20
        heights: list[int] = []
        view.show = lambda blocks, *, fresh=False: heights.append(view.height(blocks))  # type: ignore[misc,method-assign] # noqa: B023
        session.decision_screen(menu)
        assert heights[-1] <= view.lines
        session.obey(menu, word)


def test_colour_is_doubled_by_a_sign(tmp_path: Path) -> None:
    texts = []
    for color in (True, False):
        view, out = rich_view(80, 24, color)
        desk = Desk(tmp_path, "en", new_table())
        view.ask = lambda prompt, table=desk.table: first_open(table)  # type: ignore[misc,method-assign]
        desk.session(view).run()
        texts.append(ESCAPE.sub("", out.getvalue()))
    assert texts[0] == texts[1]
    assert "▲" in texts[0]
    assert "▼" in texts[0]


def screens(table: Table, lang: str) -> str:
    """All that the island reads at a decision."""
    figures = Figures(Knowledge(table.program, "island"), Words(lang), pictures=False)
    menu = make_menu(table.program, table.games, Words(lang))
    blocks = [
        *turn.happened(figures, table, 0, first=False),
        *turn.standing(figures, table, first=False),
        *board.board(figures, table.games, table.moments[-2].games, 0),
        *decision.question(figures, menu),
        *decision.options(figures, menu, 0, 0),
        *decision.closed(figures, menu),
    ]
    for entry in menu.entries:
        blocks += decision.details(figures, menu, entry)
    return "\n".join(PlainView.text(blocks))


@pytest.mark.parametrize(
    ("option", "works"),
    [
        ("explain_plan", ["sahashi_papers"]),
        ("tool_plea.refuse", ["nikkei_chips"]),
        ("summit_demand[chips]", ["nikkei_chips"]),
        ("stockpile", []),
    ],
)
def test_an_option_names_the_works_to_read_about_it(option: str, works: list[str]) -> None:
    """Its own, those of its event, or those of the issue that it is about."""
    program = compiled("japan-2026")
    figures = Figures(Knowledge(program, "japan"), Words("en"), pictures=False)
    titles = [program.pack.references[w].item.title.en for w in works]
    assert list(further_reading(figures, option)) == titles


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_hidden_is_on_no_screen(tmp_path: Path, lang: str) -> None:
    table = Desk(tmp_path).until("winter_market").table
    told = screens(table, lang)
    knowledge = Knowledge(table.program, "island")
    hidden = [t for t, info in table.program.tracks.items() if info.hidden_from and not knowledge.sees(table.games, t)]
    assert "league_resolve" in hidden
    for row in (table.program.tracks[t].row for t in hidden):
        for games in (table.games, table.moments[-2].games):
            games.S[row] = 1.0 - games.S[row]
    assert screens(table, lang) == told


def test_a_long_chronicle_is_read_a_page_at_a_time() -> None:
    view, out = rich_view(80, 12)
    asked: list[str] = []
    view.ask = lambda prompt: asked.append(prompt)  # type: ignore[assignment,func-returns-value,method-assign]
    view.show(Session.said("\n".join(f"line {i}" for i in range(35))))
    assert len(asked) == 3
    assert "line 34" in out.getvalue()


def test_plain_lines_ask_and_answer() -> None:
    out = io.StringIO()
    view = PlainView(out, io.StringIO("a\n\nb"))
    assert [view.ask("> ") for _ in range(4)] == ["a", "", "b", None]
    assert out.getvalue() == "> > > > "


MIXED = st.text(st.sampled_from("国債の利回りがー。、「」()っab c12,.%"), max_size=80)


@settings(deadline=None)
@given(MIXED, st.integers(8, 40))
def test_breaking_a_line_keeps_its_text_and_its_width(text: str, columns: int) -> None:
    lines = [plain(line) for line in wrap([Span(text)], columns)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_column_narrower_than_a_character_still_comes_to_an_end(columns: int) -> None:
    assert (
        "".join(plain(line) for line in wrap([Span("国債の利回り 2%")], columns)).replace(" ", "") == "国債の利回り2%"
    )


@settings(deadline=None)
@given(st.text(st.sampled_from("国債の利回りがー。、「」っ"), max_size=60), st.integers(20, 40))
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(text: str, columns: int) -> None:
    if re.search("[ー。、」っ「]{4}", text):
        return  # a run of marks longer than a line has to be cut somewhere
    lines = [plain(line) for line in wrap([Span(text)], columns)]
    assert all(line[0] not in NOT_FIRST for line in lines[1:] if line)
    assert all(line[-1] not in NOT_LAST for line in lines[:-1] if line)
