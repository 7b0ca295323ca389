"""The screen of a decision: what is asked, what is open, what it costs and does, and why the rest is closed."""

from __future__ import annotations

from game.engine import Games
from game.players.knowledge import ingredients
from game.presenter import options as cards
from game.presenter.chart import announced
from game.presenter.menu import Entry, Menu, Section
from game.texts.formats import number, short, width
from game.texts.words import Words

from .blocks import Block, Line, Page, Part, Span, plain, spans
from .figures import Figures
from .wrap import wrap

FEW = 9  # a menu of so many options is read out with what each one does


def question(figures: Figures, menu: Menu, tight: bool = False, back: bool = False) -> list[Block]:
    """What is to be decided, and how far one is in it; `tight` saves a line, `back` says that u takes a choice back."""
    page, decision, words = Page(), menu.decision, figures.words
    event = figures.program.pack.events.get(decision.options[menu.entries[0].choice.index].id.split(".")[0])
    if event is not None:  # the answers to an event: what is asked is the event itself
        page.heading(figures.text(event.item.title))
        page.say(figures.text(event.item.text))
        return page.blocks
    aside = [words("decision.slot", slot=decision.slot + 1, slots=decision.slots)] if decision.slots > 1 else []
    aside += purse(figures, menu, shared_cost(menu))
    aside += [words("decision.back")] if back else []
    prompt = figures.text(decision.prompt)
    tight = tight and prompt != figures.text(decision.title) and not menu.offices
    page.heading(figures.text(decision.title), words("list.wide").join([prompt, *aside] if tight else aside))
    if not tight and not (menu.offices and decision.slot):
        page.say(prompt)
    if menu.offices:
        page.say(*five(figures, menu.games))
        comma = words("list.comma")
        page.rows([[Span(a.who, "dim"), comma.join(a.moves)] for a in announced(figures, menu.games)], "lf")
    return page.blocks


def five(figures: Figures, games: Games) -> list[Part]:
    """The dimensions of the seat's score in one line."""
    program, seat = figures.program, figures.knowledge.seat
    line: list[Part] = []
    for name, values in program.score(games).dimensions[seat].items():
        seen = all(figures.knowledge.sees(games, t) for t in ingredients(program, name))
        value = number(float(values[0]) if seen else float("nan"))
        title = figures.text(program.pack.dimensions[name].item.title).replace(" ", "\u00a0")
        line += [Span("  ", spoken=figures.words("list.comma"))] if line else []
        line += [f"{title}\u00a0", Span(value, "strong", whole=True)]
    return line


def options(figures: Figures, menu: Menu, columns: int, room: int) -> list[Block]:
    """The open options: by office where there are offices, one a line where there are few.

    `columns` and `room` say how wide and how high the screen is; 0 where nothing has to be left out.
    """
    page = Page()
    if menu.offices and columns:
        by_office(figures, menu, page, columns, room)
    elif columns:
        by_line(figures, menu, page, columns, room)
    else:
        spoken(figures, menu, page)
    return page.blocks


def money(figures: Figures, menu: Menu) -> dict[int, str]:
    """What each open option costs or brings in money, by the option's place: "¥1tn", "¥0.3tn/yr"."""
    told = figures.knowledge.money(menu.games, [e.choice.index for e in menu.entries])
    comma = figures.words("list.comma")
    return {i: comma.join(figures.words.brief_money(*one) for one in sums) for i, sums in told.items()}


def cost_text(figures: Figures, cost: tuple[tuple[str, float], ...]) -> str:
    """A price: "staff 1, political capital 2"."""
    comma = figures.words("list.comma")
    return comma.join(f"{figures.price(track)} {short(amount)}" for track, amount in cost)


def entry_line(
    figures: Figures, entry: Entry, skip: frozenset[str] = frozenset(), stem: str = "", money: str = ""
) -> list[Part]:
    """An option in a row of others: number, title, and what it costs besides `skip`, money included."""
    cost = tuple(c for c in entry.cost if c[0] not in skip)
    title = figures.text(entry.choice.title).removeprefix(stem).strip()
    line: list[Part] = [Span(f"{entry.number}", "key"), f"\u00a0{title}"]
    price = figures.words("list.comma").join(x for x in (cost_text(figures, cost), money) if x)
    if price:
        tied = figures.words("decision.cost", cost=price)
        line += [" "] * tied.startswith(" ") + [Span(tied.strip().replace(" ", "\u00a0"), "dim", whole=True)]
    return line


def flow(lines: list[list[Part]], columns: int, most: int, words: Words, letter: str = "") -> list[Part]:
    """Entries side by side, on at most so many lines; what does not fit is counted, and `letter` shows it."""
    found: list[Part] = []
    room = 2 + width(words("decision.more_at", n=10, letter=letter)) if letter else 6
    used, row = 0, 1
    for i, line in enumerate(lines):
        size = sum(width(p.text if isinstance(p, Span) else p) for p in line)
        left = len(lines) - i - 1
        limit = columns - (room if row == most and left else 0)
        if used and used + 2 + size > limit:
            if row == most:
                more = (
                    words("decision.more_at", n=left + 1, letter=letter)
                    if letter
                    else words("decision.more", n=left + 1)
                )
                found += ["  ", Span(more, "dim", whole=True)]
                return found
            row, used = row + 1, 0
            found.append("\n")
        elif used:
            found.append("  ")
            used += 2
        found += line
        used += size
    return found


def by_office(figures: Figures, menu: Menu, page: Page, columns: int, room: int) -> None:
    """An office a row: its letter, who is free, what is open, and what its officials suggest."""
    words = figures.words
    rest = [s for s in menu.sections if not s.letter]
    staffed = {s.id: common_cost(s) for s in menu.offices}
    purses = ["".join(f"  {p}" for p in purse(figures, menu, staffed[s.id])) for s in menu.offices]
    full = max(width(s.title) + width(p) for s, p in zip(menu.offices, purses, strict=True)) + 3
    side = min(full, max(28, columns // 3))
    titles = [s.title if full <= side else words.named("office", s.id) for s in menu.offices]
    heads = [t + p for t, p in zip(titles, purses, strict=True)]
    side = max(side, max(map(width, heads)) + 3)
    across = columns - side - 2
    entries = [
        [entry_line(figures, e, staffed[s.id], money=menu.money.get(e.choice.index, "")) for e in s.open]
        for s in menu.offices
    ]
    advice = [advised(figures, menu, s) for s in menu.offices]
    wanted = [plain(flow(lines, across, 99, words)).count("\n") + 1 for lines in entries]
    budget = room - len(rest)
    deep = shared_out(budget - sum(1 for a in advice if a), wanted)

    def cells() -> list[list[Part]]:
        found: list[list[Part]] = []
        for section, lines, most, say in zip(menu.offices, entries, deep, advice, strict=True):
            what: list[Part] = flow(lines, across, most, words, section.letter)
            if not lines:
                what = [Span(words("decision.none_open"), "dim")]
            found.append([*what, "\n", *say] if say else what)
        return found

    made = cells()
    while (heights := [len(wrap(spans(c), across)) for c in made]) and sum(heights) > budget:
        most = max(range(len(deep)), key=lambda i: (deep[i] > 1, heights[i]))
        if deep[most] > 1:
            deep[most] -= 1
        elif any(len(a) > 1 for a in advice):  # a small screen: the suggestions without their reasons
            advice = [a[:1] for a in advice]
        elif any(advice):
            advice = [[] for _ in advice]
        else:
            break
        made = cells()
    rows: list[list[Line]] = [
        [(Span(s.letter, "key"), " ", head), what] for s, head, what in zip(menu.offices, heads, made, strict=True)
    ]
    page.rows(rows, "lf")
    for section in rest:
        page.rows([[entry_line(figures, e)] for e in section.open], "f")


def common_cost(section: Section) -> frozenset[str]:
    """What every open option of an office costs one of: its own staff."""
    prices = [{t for t, a in e.cost if a == 1} for e in section.open]
    return frozenset.intersection(*map(frozenset, prices)) if prices else frozenset()


def shared_cost(menu: Menu) -> frozenset[str]:
    """What several offices pay with: not one's own staff, but what there is one purse of."""
    paid = [{t for e in s.open for t, _ in e.cost} for s in menu.offices]
    return frozenset(t for prices in paid for t in prices if sum(t in p for p in paid) > 1)


def purse(figures: Figures, menu: Menu, tracks: frozenset[str]) -> list[str]:
    """How much the seat has of what is paid with: "staff 1"."""
    values = figures.knowledge.values(menu.games, sorted(tracks))
    return [f"{figures.price(t)} {short(round(v, figures.digits(t)))}" for t, v in values.items()]


def shared_out(lines: int, wanted: list[int]) -> list[int]:
    """Lines for each office, at least one: who wants few gets them all, the others share what is left.

    >>> shared_out(10, [1, 2, 9, 9])
    [1, 2, 4, 3]
    """
    found = [1] * len(wanted)
    for _ in range(max(0, lines - len(wanted))):
        short_of = [i for i, want in enumerate(wanted) if found[i] < want]
        if not short_of:
            break
        found[min(short_of, key=lambda i: found[i])] += 1
    return found


def advised(figures: Figures, menu: Menu, section: Section) -> list[Span]:
    """What an office suggests: the option that the seat's own doctrine wants most there, with its reason."""
    found = cards.advised(figures, menu, section)
    if found is None:
        return []
    number = next(e.number for e in section.open if e.choice.index == found.index)
    advice = Span(figures.words("decision.advice", number=number, title=found.title), "dim")
    return [advice, Span(figures.words("decision.because", why=found.why), "dim")] if found.why else [advice]


def by_line(figures: Figures, menu: Menu, page: Page, columns: int, room: int) -> None:
    """One option a line with what it does, as much of it as there is room for; families of many side by side."""
    families = [s for s in menu.sections if s.stem and s.open]
    single = [e for s in menu.sections if not s.stem for e in s.open]
    texts = {e.number: menu.notes.get(e.choice.index) or figures.text(e.choice.text) for e in single}
    under = sum(1 + -(-(width(t) + 3) // (columns - 3)) * bool(t) for t in texts.values())
    beside = max((width(plain(entry_line(figures, e))) for e in single), default=0) + 2
    if not families and under <= room:
        for entry in single:
            page.rows([[entry_line(figures, entry)]], "f")
            if texts[entry.number]:
                page.say(Span(texts[entry.number], "dim"), indent=3)
        return
    rows: list[list[Line]] = []
    labels = {s.id: s.stem.strip(" :\uff1a") for s in families}
    side = max(map(width, labels.values()), default=0) + 3
    for section in families:
        lines = [noted(figures, menu, e, section.stem) for e in section.open]
        rows.append([labels[section.id], flow(lines, columns - side, 6, figures.words)])
    page.rows(rows, "lf")
    if len(single) > min(9, room - page_lines(rows)) and not any(e.choice.index in menu.notes for e in single):
        page.say(*flow([entry_line(figures, e) for e in single], columns, 99, figures.words))
        return
    left = columns - beside - 2
    rest = room - page_lines(rows)
    tall = sum(max(1, len(wrap([Span(texts[e.number])], max(8, left)))) for e in single)
    if left > 20 and tall <= rest:
        page.rows([[entry_line(figures, e), Span(texts[e.number], "dim")] for e in single], "lf")
        return
    lines = [[*entry_line(figures, e), "  ", Span(texts[e.number], "dim")] for e in single]
    if sum(len(wrap(spans(line), columns)) for line in lines) > rest:
        lines = [entry_line(figures, e) + ([f"  {n}"] if (n := menu.notes.get(e.choice.index)) else []) for e in single]
    for line in lines:
        page.say(*line)


def noted(figures: Figures, menu: Menu, entry: Entry, stem: str) -> list[Part]:
    """An option of a family with what it does now, where that is known."""
    note = menu.notes.get(entry.choice.index, "")
    line = entry_line(figures, entry, stem=stem)
    return [*line, Span(figures.words("decision.note", note=note), "dim")] if note else line


def page_lines(rows: list[list[Line]]) -> int:
    """How many lines rows of one flowing column take."""
    return sum(plain(row[-1]).count("\n") + 1 for row in rows)


def spoken(figures: Figures, menu: Menu, page: Page) -> None:
    """One option a line, in the order of their numbers, for pipes and screen readers."""
    few = len(menu.entries) <= FEW
    for section in menu.sections:
        if menu.offices:
            page.say(f"{section.title or figures.words('decision.rest')}:")
        for entry in section.open:
            price = [x for x in (cost_text(figures, entry.cost), menu.money.get(entry.choice.index, "")) if x]
            cost = figures.words("decision.cost", cost=figures.words("list.comma").join(price)) if price else ""
            note = menu.notes.get(entry.choice.index) or (figures.text(entry.choice.text) if few else "")
            text = f" - {note}" if note else ""
            page.say(f"{entry.number}. {figures.text(entry.choice.title)}{cost} [{entry.choice.id}]{text}")


def office_page(figures: Figures, menu: Menu, section: Section) -> list[Block]:
    """Everything an office can do: open options with cost and effect, closed ones with their reason."""
    page, words = Page(), figures.words
    page.heading(section.title, words("decision.open_count", n=len(section.open)), level=1)
    for entry in section.open:
        page.say(*entry_line(figures, entry))
        page.say(Span(what_it_does(figures, menu.games, entry), "dim"), indent=3)
    if section.closed:
        page.gap()
        page.heading(words("decision.closed"))
        rows: list[list[Line]] = [[figures.text(c.title), Span(menu.why_not(c), "dim")] for c in section.closed]
        page.rows(rows, "lf")
    return page.blocks


def what_it_does(figures: Figures, games: Games, entry: Entry) -> str:
    """An option's own text; where the pack has none, its effects."""
    if entry.choice.text:
        return figures.text(entry.choice.text)
    return figures.words("list.comma").join(effects(figures, games, entry.choice.index)) or figures.words(
        "option.plain"
    )


def effects(figures: Figures, games: Games, option: int) -> list[str]:
    """What an option does at once as far as the seat may know, and what it sets on its way."""
    found, later = cards.effects(figures, games, option)
    return list(dict.fromkeys([*(e.text for e in found), *(x.text for x in later)]))


def closed(figures: Figures, menu: Menu) -> list[Block]:
    """Every closed option with its reason."""
    page = Page()
    page.heading(figures.words("decision.closed"), level=1)
    rows: list[list[Line]] = [
        [figures.text(c.title), Span(menu.why_not(c), "dim")] for s in menu.sections for c in s.closed
    ]
    if not rows:
        page.say(figures.words("decision.all_open"))
    page.rows(rows, "lf")
    return page.blocks


def details(figures: Figures, menu: Menu, entry: Entry) -> list[Block]:
    """One option in full: text, price beside what there is, effects now and later."""
    page, words, games = Page(), figures.words, menu.games
    page.heading(f"{entry.number} {figures.text(entry.choice.title)}", entry.choice.id, level=2)
    if entry.choice.text:
        page.say(figures.text(entry.choice.text))
    have = figures.knowledge.values(games, [t for t, _ in entry.cost])
    for track, amount in entry.cost:
        page.say(
            words(
                "option.cost",
                title=figures.title(track),
                cost=short(amount),
                have=short(round(have[track], figures.digits(track))),
            )
        )
    for amount, yearly in figures.knowledge.money(games, [entry.choice.index]).get(entry.choice.index, []):
        text = figures.words.money(amount, yearly)
        page.say(words("option.yearly" if yearly else "option.once", amount=text))
    found = effects(figures, games, entry.choice.index)
    if found:
        page.say(words("option.effects"))
        page.rows([[line] for line in found], "f", indent=2)
    elif not entry.choice.text:
        page.say(Span(words("option.plain"), "dim"))
    for work in cards.further_reading(figures, entry.choice.id):
        page.say(Span(words("option.references", work=work), "dim"))
    return page.blocks
