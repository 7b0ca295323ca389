"""What happened: the news, the others' moves with their reasons, and why each figure moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine import Cause, Games
from game.players.table import Moment, Table, Told
from game.presenter import quarter, results
from game.presenter.threats import threats
from game.presenter.why import TOTAL, Course, course
from game.texts.formats import turn_name

from . import quarters
from .blocks import Block, Line, Page, Span
from .blocks import Part as Phrase
from .board import scores
from .figures import NOTHING, Figures, change_span

SHOWN = 7  # figures in a turn's report; the rest are a key away


def happened(figures: Figures, table: Table, heard: int, *, first: bool, most: int = SHOWN) -> list[Block]:
    """What a turn brings: the news, the others' moves since the first `heard`, what moved and why."""
    page, program = Page(), figures.program
    decision = table.decision
    assert decision is not None
    news = headlines(figures, table.games)
    talked = tuple(f"{name}_" for name in program.pack.negotiations)  # who said what at the table has been heard there
    since = table.told[heard:]
    between = quarters.passed(figures, since, table.causes, decision.turn)
    page.add(between)
    told = others(
        figures, [t for t in since if t.turn == decision.turn or (not between and not t.phase.startswith(talked))]
    )
    if news or told:
        page.gap()
        page.add(news)
        page.rows(told, "lf")
    if not first:
        before = table.moments[-2]
        page.gap()
        page.add(report(figures, before, table.games, table.causes[before.causes :], most))
    return page.blocks


def standing(figures: Figures, table: Table, *, first: bool, tight: bool = False) -> list[Block]:
    """A turn begins: the calendar, what threatens, how one stands, and what is on its way; `tight` on a small screen."""
    page, words, program = Page(), figures.words, figures.program
    decision = table.decision
    assert decision is not None
    page.heading(
        turn_name(decision.turn_id, words.lang),
        words("turn.count", n=decision.turn + 1, turns=len(program.turns)),
        level=1,
    )
    moment = program.pack.calendar.get(decision.turn_id)
    if moment is not None and moment.item.title is not None:
        page.say(Span(figures.text(moment.item.title), "strong"))
        if moment.item.text is not None and not tight:
            page.say(figures.text(moment.item.text))
    near = threats(figures, table.games)
    if near:
        page.say(Span(words("turn.threats"), "key"), " ", words("list.comma").join(near))
    page.heading(words("turn.stand"))
    page.add(scores(figures, table.games, None if first else table.moments[-2].games))
    soon = program.pending(program.observe(table.games, figures.knowledge.seat))
    coming = [words("turn.coming_one", title=figures.text(p.title), n=p.turns) for p in soon]
    if coming:
        page.say(Span(words("turn.coming"), "strong"), words("list.comma").join(dict.fromkeys(coming)))
    return page.blocks


def headlines(figures: Figures, games: Games) -> list[Block]:
    """The events drawn this turn."""
    page = Page()
    for name in figures.program.news(games):
        event = figures.program.pack.events[name].item
        page.say(Span(figures.words("turn.news"), "key"), " ", Span(figures.text(event.title), "strong"))
        if event.text is not None:
            page.say(figures.text(event.text), indent=2)
    return page.blocks


def others(figures: Figures, told: Sequence[Told]) -> list[list[Line]]:
    """Moves of the other seats that this seat may know, each with the sentence given for it."""
    rows: list[list[Line]] = []
    for move in quarter.foreign_moves(figures, told):
        line: list[Phrase] = [move.title]
        if move.how == "only":
            line.append(Span(figures.words("turn.only"), "dim"))
        if move.say:
            line.append(Span(figures.words("turn.said", say=move.say), "dim"))
        who = figures.seat(move.seat)
        if rows and rows[-1][0] == who:
            last = rows[-1][1]
            assert isinstance(last, list)
            rows[-1] = [who, [*last, Span(" / ", "dim", spoken="; "), *line]]
        else:
            rows.append([who, line])
    return rows


def report(
    figures: Figures, before: Moment, games: Games, causes: Sequence[Cause], most: int, when: str = "turn"
) -> list[Block]:
    """The figures that moved since a moment, the largest moves first, each with its causes."""
    page, words = Page(), figures.words
    page.heading(words(f"{when}.moved"))
    moved = quarter.moved(figures, before.games, games, causes)
    if not moved:
        page.say(words("turn.still"))
    rows: list[list[Line]] = [
        [m.title, (Span(m.after.text, "strong"), " ", change_span(m.change)), Span(m.why, "dim")] for m in moved[:most]
    ]
    page.rows(rows, "llf")
    if len(moved) > most:
        page.say(Span(words(f"{when}.others", n=len(moved) - most), "dim"))
    return page.blocks


def why(figures: Figures, table: Table, word: str) -> list[Block]:
    """Every cause of every move since the turn before, of the figures whose name contains `word` (all: "")."""
    page, words = Page(), figures.words
    first = table.moments[-2 if len(table.moments) > 1 else 0]
    page.heading(words("why.title"), level=1)
    shown = 0
    for name, _, _ in quarter.moves(figures, first.games, table.games):
        if word and not figures.is_named(name, word):
            continue
        shown += 1
        found = course(figures, table, name, first.games, first.causes)
        assert found is not None
        page.say(
            Span(figures.title(name), "strong"),
            f" {found.before.text} → {found.after.text} ",
            change_span(found.change),
        )
        steps = [s for s in found.steps if figures.amount(name, s.change.amount) != NOTHING]
        page.rows([[s.title, change_span(s.change, arrow=False)] for s in steps], "lr", indent=3)
    if word:
        for name, title, found in composed(figures, table, word):
            shown += 1
            scored = name not in figures.gauges
            change = change_span(found.change, arrow=not scored)
            page.say(Span(title, "strong"), f" {found.before.text} → {found.after.text} ", change)
            lines: list[list[Line]] = [
                [s.title, Span(s.change.text or NOTHING * scored, "dim"), Span(s.why, "dim")] for s in found.steps
            ]
            page.rows(lines, "lrf", indent=3)
    if not shown:
        page.say(words("why.none" if word else "turn.still"))
    return page.blocks


def composed(figures: Figures, table: Table, word: str) -> Iterator[tuple[str, str, Course]]:
    """Formulas, dimensions and the total that a word names and that have moved: id, title, and what moved them.

    Those that hang on something hidden from the seat are left out.
    """
    first = table.moments[-2 if len(table.moments) > 1 else 0]
    pack = figures.program.pack
    named = {n: figures.title(n) for n in figures.gauges if n in pack.lets}
    named |= {d: figures.text(pack.dimensions[d].item.title) for d in quarter.dimensions_of(figures)}
    named[TOTAL] = figures.words("score.total")
    for name, title in named.items():
        if word.lower() in title.lower() or name.startswith(word):
            found = course(figures, table, name, first.games, first.causes)
            if found is not None and found.change:
                yield name, title, found


def result(figures: Figures, table: Table, causes: Sequence[Cause], turn: int) -> list[Block]:
    """What one's own move has just changed: all that followed within the turn, else what the move itself did."""
    moved = results.result(figures, table, causes, turn)
    shown: list[Phrase] = []
    for one in moved[:SHOWN]:
        if shown:
            shown.append(figures.words("list.comma"))
        shown += [f"{one.title} ", change_span(one.change, arrow=False)]
    if len(moved) > SHOWN:
        shown.append(figures.words("turn.and_more", n=len(moved) - SHOWN))
    page = Page()
    if shown:
        page.say(Span(figures.words("turn.result"), "key"), " ", *shown)
    return page.blocks
