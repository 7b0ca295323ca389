"""What happened: the news, the others' moves with their reasons, and why each figure moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine import Cause, Games
from game.players.knowledge import ingredients
from game.players.table import Moment, Table, Told
from game.presenter import results
from game.presenter.menu import PASS
from game.presenter.readings import QUIET
from game.presenter.threats import threats
from game.study.attribution import TIME, Part, attribution, composed, reasons, total
from game.texts.formats import number, signed, turn_name

from . import quarters
from .blocks import Block, Line, Page, Span
from .blocks import Part as Phrase
from .board import scores
from .figures import Figures, change_span

SHOWN = 7  # figures in a turn's report; the rest are a key away
BELIEF = "belief"  # the group of what the others seem to be


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
    for move in told:
        if figures.knowledge.seat in move.secret or move.option == PASS:
            continue
        line: list[Phrase] = [figures.text(move.title)]
        if move.how == "only":
            line.append(Span(figures.words("turn.only"), "dim"))
        if move.say is not None:
            line.append(Span(figures.words("turn.said", say=figures.text(move.say)), "dim"))
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
    changes = moves(figures, before.games, games)
    own = {t for d in dimensions_of(figures) for t in ingredients(figures.program, d)}
    changes.sort(key=lambda m: -importance(figures, own, m[0], m[2] - m[1]))
    if not changes:
        page.say(words("turn.still"))
    rows: list[list[Line]] = []
    for name, old, new in changes[:most]:
        why = figures.reason(reasons(causes, name), name)
        rows.append(
            [
                figures.title(name),
                (Span(f"{figures.value(name, new)}", "strong"), " ", figures.change(name, new - old)),
                Span(why, "dim"),
            ]
        )
    page.rows(rows, "llf")
    if len(changes) > most:
        page.say(Span(words(f"{when}.others", n=len(changes) - most), "dim"))
    return page.blocks


def dimensions_of(figures: Figures) -> list[str]:
    """The dimensions of the seat's score."""
    dimensions = figures.program.pack.dimensions
    return [d for d, e in dimensions.items() if e.item.seat == figures.knowledge.seat]


def importance(figures: Figures, own: set[str], name: str, amount: float) -> float:
    """What to report first: figures that the seat's score is made of, and last what a negotiation has just told."""
    told = figures.gauges[name].group in figures.program.pack.negotiations
    quiet = told or figures.gauges[name].group == BELIEF
    return figures.weight(name, amount) * (4.0 if name in own else 0.1 if quiet else 1.0)


def moves(figures: Figures, before: Games, games: Games) -> list[tuple[str, float, float]]:
    """Tracks that moved visibly, with their old and new values, the largest moves first."""
    tracks = [n for n, g in figures.gauges.items() if n in figures.program.tracks and g.group not in QUIET]
    old, new = figures.knowledge.values(before, tracks), figures.knowledge.values(games, tracks)
    found = [(n, old[n], new[n]) for n in tracks if figures.moved(n, old[n], new[n])]
    return sorted(found, key=lambda m: -figures.weight(m[0], m[2] - m[1]))


def why(figures: Figures, table: Table, word: str) -> list[Block]:
    """Every cause of every move since the turn before, of the figures whose name contains `word` (all: "")."""
    page, words = Page(), figures.words
    since = table.moments[-2] if len(table.moments) > 1 else table.moments[0]
    causes = table.causes[since.causes :]
    page.heading(words("why.title"), level=1)
    shown = 0
    for name, old, new in moves(figures, since.games, table.games):
        if word and not figures.is_named(name, word):
            continue
        shown += 1
        page.say(
            Span(figures.title(name), "strong"),
            f" {figures.value(name, old)} → {figures.value(name, new)} ",
            figures.change(name, new - old),
        )
        found = reasons(causes, name)
        rows: list[list[Line]] = [
            [figures.text(t), figures.change(name, a, arrow=False)] for t, a in found if figures.amount(name, a) != "±0"
        ]
        page.rows(rows, "lr", indent=3)
    if word:
        for name, title, old, new, parts in made_of(figures, table, word):
            shown += 1
            page.say(
                Span(title, "strong"),
                f" {shape(figures, name, old)} → {shape(figures, name, new)} ",
                step(figures, name, new - old),
            )
            lines: list[list[Line]] = [
                [figures.words("debrief.time") if p.track == TIME else figures.title(p.track),
                 Span(step(figures, name, p.amount).plain, "dim"), Span(figures.reason(p.causes, p.track), "dim")]
                for p in parts
            ]  # fmt: skip
            page.rows(lines, "lrf", indent=3)
    if not shown:
        page.say(words("why.none" if word else "turn.still"))
    return page.blocks


def made_of(figures: Figures, table: Table, word: str) -> Iterator[tuple[str, str, float, float, list[Part]]]:
    """Composed figures that a word names and that have moved: id ("" for scores), title, old, new, and their parts.

    Those that hang on something hidden from the seat are left out.
    """
    program, know, since = figures.program, figures.knowledge, table.moments[-2 if len(table.moments) > 1 else 0]
    causes, before, after = table.causes[since.causes :], since.games, table.games

    def named(name: str, title: str) -> bool:
        return word.lower() in title.lower() or name.startswith(word)

    lets = [n for n in figures.gauges if n in program.pack.lets and named(n, figures.title(n))]
    old, new = know.values(before, lets), know.values(after, lets)
    for name in lets:
        if figures.moved(name, old[name], new[name]):
            parts = composed(program, name, before, after, causes)
            yield name, figures.title(name), old[name], new[name], visible(figures, table, parts)
    first, last = program.score(before), program.score(after)
    for name in dimensions_of(figures):
        title = figures.text(program.pack.dimensions[name].item.title)
        if named(name, title) and all(know.sees(after, t) for t in ingredients(program, name)):
            a, b = (float(s.dimensions[know.seat][name][0]) for s in (first, last))
            if abs(b - a) >= 0.05:
                yield "", title, a, b, attribution(program, name, before, after, causes)
    title = figures.words("score.total")
    if named("total", title) and all(
        know.sees(after, t) for d in dimensions_of(figures) for t in ingredients(program, d)
    ):
        a, b = (float(s.total[know.seat][0]) for s in (first, last))
        if abs(b - a) >= 0.05:
            yield "", title, a, b, total(program, know.seat, before, after, causes)


def visible(figures: Figures, table: Table, parts: Sequence[Part]) -> list[Part]:
    """Parts whose tracks the seat may see; what a formula keeps for itself is told by its sum only."""
    known = [p for p in parts if p.track == TIME or figures.knowledge.sees(table.games, p.track)]
    return known if known else [*parts]


def shape(figures: Figures, name: str, value: float) -> str:
    return figures.value(name, value) if name else number(value, 1)


def step(figures: Figures, name: str, amount: float) -> Span:
    """A change of a composed figure, or of a score."""
    if name:
        return figures.change(name, amount)
    text = signed(amount, 1)
    return Span(text, "" if text == "±0" else "good" if amount > 0 else "bad")


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
