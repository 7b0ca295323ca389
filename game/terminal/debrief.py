"""The end of a game: grade, ending, the five lines with their causes, secret goals, the turning point."""

from __future__ import annotations

import re
from itertools import pairwise

from game.engine import Cause, Games, Program
from game.players.knowledge import ingredients
from game.players.table import Table
from game.presenter.figures import scored
from game.study.attribution import TIME, Part, attribution
from game.texts.formats import number, signed, turn_name

from .blocks import Block, Line, Page, Span
from .figures import FLAG, Figures, score_line
from .turn import dimensions_of

NAMES = re.compile(r"[a-z_0-9]+(?:\[[a-z_0-9,]+\])?")
PARTS = 3  # causes of a dimension that are shown


def debrief(figures: Figures, table: Table) -> list[Block]:
    """The whole debrief."""
    page, words, program, games = Page(), figures.words, figures.program, table.games
    seat, pack = figures.knowledge.seat, figures.program.pack
    score = program.score(games)
    page.heading(words("debrief.title"), figures.text(pack.seats[seat].item.title), level=1)
    ending = pack.endings[score.ending_id()].item
    grade = score.grade(seat)
    if grade:
        mark, title = figures.grade(grade)
        line: list[Span | str] = [Span(mark, "strong"), f"  {title}"] if mark else [Span(title, "strong")]
        page.say(words("debrief.grade"), *line)
    page.say(words("debrief.total", total=number(float(score.total[seat][0]), 1)))
    page.say(words("debrief.ending"), Span(figures.text(ending.title), "strong"))
    if ending.text:
        page.say(figures.text(ending.text), indent=2)
    if ending.cause:
        page.say(words("debrief.cause", cause=figures.text(ending.cause)), indent=2)
    for part in (dimensions(figures, table), goals(figures, table), course(figures, table)):
        page.gap()
        page.add(part)
    page.gap()
    if pack.info.view is not None:
        page.say(Span(figures.text(pack.info.view), "dim"))
    page.say(Span(words("debrief.one_view"), "dim"))
    return page.blocks


def dimensions(figures: Figures, table: Table) -> list[Block]:
    """Each dimension from start to end, and which figures took it there, with their largest causes."""
    page, words, program, seat = Page(), figures.words, figures.program, figures.knowledge.seat
    first, last = table.moments[0].games, table.games
    old, new = program.score(first).dimensions[seat], program.score(last).dimensions[seat]
    page.heading(words("debrief.dimensions"))
    rows: list[list[Line]] = []
    for name, values in new.items():
        title = figures.text(program.pack.dimensions[name].item.title)
        before = float(old[name][0])
        rows.append(
            [
                *score_line(title, float(values[0]), scored(float(values[0]), before)),
                Span(words("debrief.from", value=number(before)), "dim"),
            ]
        )
    page.rows(rows, "llrll")
    for name in new:
        title = figures.text(program.pack.dimensions[name].item.title)
        parts = attribution(program, name, first, last, table.causes)
        if not parts:
            continue
        page.gap()
        page.say(Span(title, "strong"), " ", Span(signed(float(new[name][0] - old[name][0]), 1), "strong"))
        lines: list[list[Line]] = [
            [Span(signed(p.amount, 1), "good" if p.amount > 0 else "bad"), because(figures, p)] for p in parts[:PARTS]
        ]
        page.rows(lines, "rf", indent=2)
    return page.blocks


def because(figures: Figures, part: Part) -> list[Span | str]:
    """A part of a dimension's change in words: the track, and its causes in the track's own unit."""
    if part.track == TIME:
        return [figures.words("debrief.time")]
    line: list[Span | str] = [figures.title(part.track)]
    why = figures.reason(part.causes, part.track)
    if why:
        line.append(Span(figures.words("debrief.because", why=why), "dim"))
    return line


def goals(figures: Figures, table: Table) -> list[Block]:
    """The secret goals of the seat's cabinet, and which were met."""
    page, program, games, words = Page(), figures.program, table.games, figures.words
    rows: list[list[Line]] = []
    for role, goal in dealt(program, table):
        met = program.goal_met(games, goal)
        item = program.pack.goals[goal].item
        mark = Span(words("goal.met") if met else words("goal.missed"), "good" if met else "bad")
        who = figures.text(program.pack.roles[role].item.title)
        rows.append([mark, who, figures.text(item.title), Span(figures.text(item.text), "dim")])
    if rows:
        page.heading(words("goal.title"))
        page.rows(rows, "lllf")
    return page.blocks


def dealt(program: Program, table: Table) -> list[tuple[str, str]]:
    """(role, goal) pairs of the roles of the seats that people hold."""
    roles = [r for r, e in program.pack.roles.items() if e.item.seat in table.people]
    return [(role, goal) for role in roles for goal in program.goals(table.games, role)]


def goal_row(figures: Figures, table: Table, role: str, goal: str) -> list[Line]:
    """Whose goal, what it is, and where one stands while the game goes on."""
    pack, words = figures.program.pack, figures.words
    met = figures.program.goal_met(table.games, goal)
    mark = Span(words("goal.held" if met else "goal.open"), "good" if met else "bad")
    names = [n for n in goal_figures(figures, goal) if figures.knowledge.knows(table.games, n)]
    values = figures.knowledge.values(table.games, names)
    now = words("list.comma").join(f"{figures.title(n)} {figures.value(n, values[n])}" for n in names)
    aim = f"{figures.text(pack.goals[goal].item.title)}\n"
    return [figures.text(pack.roles[role].item.title), (aim, mark, Span(f"  {now}", "dim"))]


def goal_figures(figures: Figures, goal: str) -> list[str]:
    """The figures that a goal speaks of, as they stand in its condition."""
    value = str(figures.program.pack.goals[goal].item.value)
    return list(
        dict.fromkeys(w for w in NAMES.findall(value) if w in figures.gauges and figures.gauges[w].unit != FLAG)
    )


def course(figures: Figures, table: Table) -> list[Block]:
    """The total turn by turn, and the turn that changed it most."""
    page, words, program, seat = Page(), figures.words, figures.program, figures.knowledge.seat
    moments = table.moments
    if len(moments) < 3:
        return []
    totals = [mean(program, seat, m.games) for m in moments]
    steps = [b - a for a, b in pairwise(totals)]
    at = max(range(len(steps)), key=lambda i: abs(steps[i]))
    page.heading(words("debrief.course"))
    low, high = min(totals), max(totals)
    marks = "▁▂▃▄▅▆▇█"
    line = "".join(marks[round((t - low) / max(high - low, 1e-9) * 7)] for t in totals)
    numbers = words("list.comma").join(number(t) for t in totals)
    page.say(Span(f"{line}  {number(totals[0])} → {number(totals[-1])}", spoken=numbers))
    turn = turn_name(program.turns[moments[at].turn], words.lang)
    causes = table.causes[moments[at].causes : moments[at + 1].causes]
    page.say(words("debrief.turning", turn=turn, amount=signed(steps[at], 1), why=turning(figures, causes)))
    return page.blocks


def mean(program: Program, seat: str, games: Games) -> float:
    """The mean of a seat's dimensions: what the course is drawn of, since a total may jump when a game is lost."""
    values = program.score(games).dimensions[seat].values()
    return sum(float(v[0]) for v in values) / max(1, len(values))


def turning(figures: Figures, causes: list[Cause]) -> str:
    """The titles behind the largest changes of the figures that the score is made of."""
    own = {t for d in dimensions_of(figures) for t in ingredients(figures.program, d)}
    sums: dict[str, float] = {}
    titles: dict[str, str] = {}
    for cause in causes:
        if cause.track in own & figures.gauges.keys() and cause.kind in ("option", "event", "rule", "delayed"):
            sums[cause.source] = sums.get(cause.source, 0.0) + figures.weight(cause.track, cause.amount)
            titles[cause.source] = figures.text(cause.title)
    best = sorted(sums, key=lambda s: -sums[s])[:3]
    return figures.words("list.comma").join(dict.fromkeys(titles[s] for s in best))
