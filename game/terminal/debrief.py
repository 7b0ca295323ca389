"""The end of a game: grade, ending, the five lines with their causes, secret goals, the turning point."""

from __future__ import annotations

from game.players.table import Table
from game.presenter import debrief as ended
from game.texts.formats import number

from .blocks import Block, Line, Page, Span
from .figures import NOTHING, Figures, score_line

PARTS = 3  # causes of a dimension that are shown
MARKS = "▁▂▃▄▅▆▇█"


def debrief(figures: Figures, table: Table) -> list[Block]:
    """The whole debrief."""
    page, words, found = Page(), figures.words, ended.debrief(figures, table)
    page.heading(words("debrief.title"), found.seat_title, level=1)
    if found.grade_title:
        mark = [Span(found.grade, "strong"), f"  {found.grade_title}"]
        page.say(words("debrief.grade"), *(mark if found.grade else [Span(found.grade_title, "strong")]))
    page.say(words("debrief.total", total=found.total.text))
    page.say(words("debrief.ending"), Span(found.ending_title, "strong"))
    if found.ending_text:
        page.say(found.ending_text, indent=2)
    if found.ending_cause:
        page.say(words("debrief.cause", cause=found.ending_cause), indent=2)
    for part in (dimensions(figures, found), goals(figures, found), course(figures, found)):
        page.gap()
        page.add(part)
    page.gap()
    for view in found.reactions:
        page.say(Span(view, "dim"))
    return page.blocks


def dimensions(figures: Figures, found: ended.Debrief) -> list[Block]:
    """Each dimension from start to end, and which figures took it there, with their largest causes."""
    page, words = Page(), figures.words
    page.heading(words("debrief.dimensions"))
    rows: list[list[Line]] = [
        [
            *score_line(one.title, one.after.number, one.change),
            Span(words("debrief.from", value=one.before.text), "dim"),
        ]
        for one in found.lines
    ]
    page.rows(rows, "llrll")
    for one in found.lines:
        if not one.steps:
            continue
        page.gap()
        page.say(Span(one.title, "strong"), " ", Span(one.exact.text or NOTHING, "strong"))
        lines: list[list[Line]] = []
        for step in one.steps[:PARTS]:
            because: list[Span | str] = [step.title]
            if step.why:
                because.append(Span(words("debrief.because", why=step.why), "dim"))
            lines.append([Span(step.change.text or NOTHING, "good" if step.change.amount > 0 else "bad"), because])
        page.rows(lines, "rf", indent=2)
    return page.blocks


def goals(figures: Figures, found: ended.Debrief) -> list[Block]:
    """The secret goals of the seat's cabinet, and which were met."""
    page, words = Page(), figures.words
    rows: list[list[Line]] = [
        [
            Span(words("goal.met" if g.met else "goal.missed"), "good" if g.met else "bad"),
            g.role,
            g.title,
            Span(g.text, "dim"),
        ]
        for g in found.goals
    ]
    if rows:
        page.heading(words("goal.title"))
        page.rows(rows, "lllf")
    return page.blocks


def goal_rows(figures: Figures, table: Table) -> list[list[Line]]:
    """Whose goal, what it is, and where one stands while the game goes on."""
    words = figures.words
    rows: list[list[Line]] = []
    for goal in ended.goals(figures, table):
        mark = Span(words("goal.held" if goal.met else "goal.open"), "good" if goal.met else "bad")
        now = words("list.comma").join(f"{f.title} {f.value.text}" for f in goal.figures)
        rows.append([goal.role, (f"{goal.title}\n", mark, Span(f"  {now}", "dim"))])
    return rows


def course(figures: Figures, found: ended.Debrief) -> list[Block]:
    """The mean turn by turn, and the turn that changed it most."""
    page, words, turning = Page(), figures.words, found.turning
    if turning is None:
        return []
    page.heading(words("debrief.course"))
    totals = found.course
    low, high = min(totals), max(totals)
    line = "".join(MARKS[round((t - low) / max(high - low, 1e-9) * 7)] for t in totals)
    numbers = words("list.comma").join(number(t) for t in totals)
    page.say(Span(f"{line}  {number(totals[0])} → {number(totals[-1])}", spoken=numbers))
    why = words("list.comma").join(turning.why)
    page.say(words("debrief.turning", turn=turning.date, amount=turning.amount.text, why=why))
    return page.blocks
