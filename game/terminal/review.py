"""Stepping through a finished or unfinished game, turn by turn: who did what, what moved and why."""

from __future__ import annotations

from game.engine import parse_move
from game.players.knowledge import Knowledge
from game.players.table import Table
from game.presenter.menu import PASS
from game.texts.formats import turn_name
from game.texts.words import Words

from .blocks import Block, Line, Page, Part, Span
from .debrief import debrief
from .figures import Figures
from .turn import SHOWN, headlines, report
from .view import View


def review(table: Table, words: Words, view: View, *, step: bool) -> None:
    """Shows the whole game; with `step`, waits after each turn, where q ends it."""
    seat = table.people[0] if table.people else table.program.pack.info.seat
    figures = Figures(Knowledge(table.program, seat), words, view.columns > 0)
    for number in range(len(table.moments) - (1 if table.over else 0)):
        view.show(turn(figures, table, number), fresh=True)
        if step and (view.ask(words("review.go_on")) or "").strip().lower() == "q":
            return
    if table.over:
        view.show(debrief(figures, table), fresh=True)


def turn(figures: Figures, table: Table, number: int) -> list[Block]:
    """One turn: its news, the moves of all seats, and what had moved by the next turn."""
    page, words, program = Page(), figures.words, figures.program
    moment = table.moments[number]
    name = program.turns[moment.turn]
    page.heading(turn_name(name, words.lang), words("turn.count", n=moment.turn + 1, turns=len(program.turns)), level=1)
    calendar = program.pack.calendar.get(name)
    if calendar is not None and calendar.item.title is not None:
        page.say(Span(figures.text(calendar.item.title), "strong"))
    page.add(headlines(figures, moment.games))
    page.rows(moves(figures, table, name), "lf")
    office = [t for t in table.told if t.how == "office" and t.turn == moment.turn and t.option != PASS]
    for seat in dict.fromkeys(t.seat for t in office):
        titles = dict.fromkeys(figures.text(t.title) for t in office if t.seat == seat)
        page.say(figures.seat(seat), Span(f" ({words('turn.officials')})  ", "dim"), words("list.comma").join(titles))
    if number + 1 < len(table.moments):
        after = table.moments[number + 1]
        page.gap()
        page.add(report(figures, moment, after.games, table.causes[moment.causes : after.causes], SHOWN, "review"))
    return page.blocks


def moves(figures: Figures, table: Table, name: str) -> list[list[Line]]:
    """Every move of a turn: who, and what; moves of one seat in a row stand on one line."""
    pack, says = figures.program.pack, told(table, figures)
    rows: list[tuple[Span, list[Part]]] = []
    for number, text in enumerate(table.record.moves):
        move = parse_move(text)
        if move.turn != name or move.option == PASS:
            continue
        event, _, answer = move.option.partition(".")
        if answer and event in pack.events:
            title = figures.text(pack.events[event].item.choice[answer].title)
        else:
            title = figures.text(pack.options[move.option].item.title)
        who = figures.seat(move.seat)
        line: list[Part] = [title]
        if number in says:
            line.append(Span(figures.words("turn.said", say=says[number]), "dim"))
        if rows and rows[-1][0] == who:
            rows[-1][1].extend([Span(" / ", "dim", spoken="; "), *line])
        else:
            rows.append((who, [*line]))
    return [[who, line] for who, line in rows]


def told(table: Table, figures: Figures) -> dict[int, str]:
    """What policies said of their moves, by the number of the move."""
    found: dict[int, str] = {}
    said = iter(t for t in table.told if not t.how)
    for number, text in enumerate(table.record.moves):
        if parse_move(text).seat in table.policies:
            heard = next(said, None)
            if heard is not None and heard.say is not None:
                found[number] = figures.text(heard.say)
    return found
