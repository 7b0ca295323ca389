"""The board: the score with the figures that it is made of, and all other figures by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.engine import Games
from game.presenter.readings import QUIET
from game.presenter.scores import Part
from game.presenter.scores import scores as score_of
from game.texts.formats import cut, number, width

from .blocks import Block, Line, Page, Span, plain
from .figures import FLAG, Figures, change_span, score_line
from .wrap import TIE

TITLE = 20  # columns that a figure's name gets at least, where figures stand side by side


def scores(figures: Figures, games: Games, before: Games | None = None) -> list[Block]:
    """The seat's dimensions and total, each with its bar, and with the figures that it is made of.

    A dimension that hangs on something the seat may not know shows as "?", and so does the total then.
    """
    page, found = Page(), score_of(figures, games, before)
    rows: list[list[Line]] = [
        [*score_line(d.title, d.value.number, d.change), made_of(figures, d.parts)] for d in found.dimensions
    ]
    grade = figures.words("score.grade", grade=found.grade or found.grade_title) if found.grade_title else ""
    total = score_line(figures.words("score.total"), found.total.number, found.change)
    rows.append([*total, Span(grade, "strong")])
    page.rows(rows, "llrlf")
    return page.blocks


def made_of(figures: Figures, parts: Sequence[Part]) -> list[Span | str]:
    """The figures behind a dimension, with their changes: "Debt ratio 262% ▲1.2"."""
    line: list[Span | str] = []
    for part in parts:
        if line:
            line.append(Span("  ", spoken=figures.words("list.comma")))
        line.append(Span(f"{part.title}{TIE}", whole=True))
        line.append(Span(part.value.text, "strong", whole=True))
        if part.change:
            line += [TIE, change_span(part.change)]
    return line


def board(figures: Figures, games: Games, before: Games | None, columns: int, word: str = "") -> list[Block]:
    """Everything the seat sees: the score, then every group of figures; with a word, only what is named so."""
    page, words, word = Page(), figures.words, word.lower()
    page.heading(words("board.title"), word, level=1)
    if not word:
        page.add(scores(figures, games, before))
    now = figures.knowledge.values(games)
    past = figures.knowledge.values(before) if before is not None else now
    groups: dict[str, list[str]] = {}
    for name, gauge in figures.gauges.items():
        groups.setdefault(gauge.group, []).append(name)
    for group, names in sorted(groups.items(), key=lambda g: not g[0]):
        title = figures.group(group)
        if word:
            names = names if word in title.lower() else [n for n in names if figures.is_named(n, word)]
        part = Page()
        rest = grid(figures, part, names, now, past) if columns else names
        idle = [n for n in rest if now[n] == 0 and not figures.moved(n, past[n], now[n])]
        listed(figures, part, [n for n in rest if n not in idle], now, past, columns)
        idle = [n for n in idle if figures.gauges[n].unit != FLAG and group not in QUIET]
        if idle:
            titles = [Span(figures.title(n), whole=True) for n in idle]
            part.say(Span(words("board.idle"), "dim"), *joined(titles, words("list.comma")))
        if part.blocks:
            page.gap()
            page.heading(title)
            page.add(part.blocks)
    return page.blocks


def joined(names: Sequence[Span], comma: str) -> list[Span]:
    """Names with commas between them."""
    found: list[Span] = []
    for i, name in enumerate(names):
        found += [Span(comma, "dim"), replace(name, style="dim")] if i else [replace(name, style="dim")]
    return found


def listed(
    figures: Figures, page: Page, names: Sequence[str], now: dict[str, float], past: dict[str, float], columns: int
) -> None:
    """Figures in as many columns as fit; one a line where nothing has to fit."""
    cells = [[figures.title(n), Span(figures.value(n, now[n]), "strong"), moved(figures, n, now, past)] for n in names]
    if not cells:
        return
    if not columns:
        page.rows(cells, "lrl")
        return
    rest = max(width(plain(c[1])) for c in cells) + max(width(plain(c[2])) for c in cells) + 6
    across = max(1, min(3, (columns + 2) // (TITLE + rest)))
    room = columns // across - rest if across > 1 else columns
    rows: list[list[Line]] = []
    deep = -(-len(cells) // across)
    for i in range(deep):
        row: list[Line] = []
        for cell in cells[i::deep]:
            row += [cut(str(cell[0]), room), *cell[1:]]
        rows.append(row)
    page.rows(rows, "lrl" * across)


def moved(figures: Figures, name: str, now: dict[str, float], past: dict[str, float]) -> Span:
    """A figure's change, nothing where it is too small to see."""
    if not figures.moved(name, past[name], now[name]):
        return Span("")
    return figures.change(name, now[name] - past[name])


def grid(
    figures: Figures, page: Page, names: Sequence[str], now: dict[str, float], past: dict[str, float]
) -> list[str]:
    """Families over one set as a table, a line for each member: `presence[side,zone]`, `tension[zone]`.

    Returns the names that are not in it. A group without two families over the same set has no table.
    """
    pack = figures.program.pack
    families: dict[str, list[tuple[str, str, str]]] = {}  # row set -> (name, member, column)
    for name in names:
        parts = members(figures, name)
        if 1 <= len(parts) <= 2:
            group, member = parts[-1]
            column = name.split("[")[0] if len(parts) == 1 else f"{name.split('[')[0]},{parts[0][1]}"
            families.setdefault(group, []).append((name, member, column))
    found = {g: cells for g, cells in families.items() if len({c for _, _, c in cells}) >= 3}
    if not found:
        return list(names)
    group, cells = max(found.items(), key=lambda f: len(f[1]))
    columns = list(dict.fromkeys(c for _, _, c in cells))
    at = {(member, column): name for name, member, column in cells}
    rows: list[list[Line]] = []
    for member in pack.sets[group]:
        row: list[Line] = [figures.text(pack.members[group, member].title)]
        for column in columns:
            name = at.get((member, column), "")
            value = Span(number(now[name], figures.digits(name)), "strong") if name else ""
            row.append((value, Span(" "), moved(figures, name, now, past)) if name else "")
        rows.append(row)
    heads = ["", *(head(figures, column, at, pack.sets[group]) for column in columns)]
    page.rows(rows, "l" + "l" * len(columns), heads)
    used = {name for name, _, _ in cells}
    return [n for n in names if n not in used]


def members(figures: Figures, name: str) -> list[tuple[str, str]]:
    """The (set, member) pairs in a name's brackets."""
    pack = figures.program.pack
    entry = pack.tracks.get(name) or pack.lets.get(name)
    return list(entry.bound.values()) if entry is not None and "[" in name else []


def head(figures: Figures, column: str, at: dict[tuple[str, str], str], rows: Sequence[str]) -> str:
    """A column's name: the other member's, or the family's title without the member it speaks of."""
    pack = figures.program.pack
    name = next(at[row, column] for row in rows if (row, column) in at)
    parts = members(figures, name)
    if len(parts) == 2:
        return figures.text(pack.members[parts[0]].title)
    own = figures.text(pack.members[parts[-1]].title)
    title = figures.title(name).replace(own, "").strip(" :\uff1a,、")
    for cutting in ("の", "に", "in the", "to the", "of the"):
        title = title.removeprefix(cutting).removesuffix(cutting).strip(" :\uff1a")
    return cut(title, 14)
