"""A game at the terminal: shows screens, reads choices, saves after each of them, and ends with the debrief.

The same session serves a person at the keyboard and a file of moves; only where lines come from differs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from game.engine import UnreadableMove
from game.pack.bargaining import Negotiation
from game.players.bargain import Bargain
from game.players.knowledge import Knowledge
from game.players.table import Table
from game.presenter.bargains import own_shift
from game.presenter.menu import Entry, Menu, make_menu
from game.presenter.negotiations import talks_of
from game.presenter.session import Session as Game
from game.saves.store import Store
from game.texts.formats import typed
from game.texts.words import Words

from . import board, deal, debrief, decision, forecast, learnt, origins, quarters, talks, turn
from .blocks import Block, Gap, Page, Span
from .briefing import briefing
from .figures import Figures
from .help_page import help_page
from .hints import continue_command, python, quoted, shown
from .moves import Moves, WrongMove
from .orders import order
from .view import View

LISTED = 20  # saves that are listed
ROOMY = 30  # lines of a screen on which nothing has to be saved


@dataclass
class Session:
    """One game from where it stands to its end, or to where the player stops. `path` is its own save."""

    table: Table
    words: Words
    view: View
    store: Store
    path: Path
    moves: Moves | None = None
    briefed: bool = False
    shown_turn: int = -1
    told: int = 0
    talked: set[int] = field(default_factory=set[int])
    notes: list[Block] = field(default_factory=list[Block])
    heard: tuple[int, list[Block]] = (-1, [])
    warned: bool = False  # whether the player has been told on leaving that the game is in no file
    resumed: bool = False
    game: Game = field(init=False)
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        self.game = Game(self.table, self.words, self.store, self.path, self.resumed)
        self.seated(self.table.people[0] if self.table.people else self.table.program.seats[0])
        self.told = self.table.moments[-2].told if len(self.table.moments) > 1 else 0
        if self.resumed and self.table.decision is not None:  # what came before has been read
            self.shown_turn, self.told = self.table.decision.turn, len(self.table.told)
            self.talked.add(self.shown_turn)

    @property
    def unsaved(self) -> bool:
        """Whether the last moves are in no file, since saving has failed."""
        return self.game.unsaved

    def seated(self, seat: str) -> None:
        """Whose eyes the screens are for."""
        self.game.look(seat)
        self.figures = Figures(Knowledge(self.table.program, seat), self.words, self.view.columns > 0)

    def run(self) -> bool:
        """Plays until the game is over (True) or the player stops (False).

        :raises WrongMove: for a line in a file of moves that cannot be played; the game is saved then.
        """
        self.save()
        while (point := self.table.decision) is not None:
            if point.seat != self.figures.knowledge.seat:
                self.seated(point.seat)
            self.turn_screen(point.turn)
            steady = self.view.person and self.moves is None
            menu = make_menu(self.table.program, self.table.games, self.words, steady)
            menu.money = decision.money(self.figures, menu)
            self.decision_screen(menu)
            if not self.choose(menu):
                self.farewell()
                return False
        self.over()
        return True

    # screens

    def turn_screen(self, number: int) -> None:
        """The report at the start of a turn, once; the player goes on from it."""
        if number == self.shown_turn:
            return
        first = len(self.table.moments) < 2
        if self.shown_turn < 0:
            self.welcome()
        report = self.take_notes() + turn.happened(self.figures, self.table, self.told, first=first)
        stand = turn.standing(self.figures, self.table, first=first, tight=0 < self.view.lines < ROOMY)
        if self.view.height(report) + self.view.height(stand) < self.view.lines or not self.view.lines:
            self.view.show([*stand, Gap(), *report], fresh=True)
        else:
            self.view.show(stand, fresh=True)
            self.pause()
            self.view.show(report, fresh=True)
        self.shown_turn, self.told = number, len(self.table.told)
        self.pause()

    def welcome(self) -> None:
        """Who one is, where that has not been said yet, and the secret goals that were dealt."""
        program, page = self.table.program, Page()
        if not self.briefed:
            self.view.show(
                briefing(self.words, program.pack, program.scenario, self.figures.knowledge.seat), fresh=True
            )
            self.pause()
        dealt = debrief.goal_rows(self.figures, self.table)
        if dealt:
            page.heading(self.words("goal.title"), level=1)
            page.rows(dealt, "lf")
            self.view.show(page.blocks, fresh=True)
            self.pause()

    def decision_screen(self, menu: Menu) -> None:
        """What has happened since the last choice, then what is asked and what is open."""
        figures, page, point = self.figures, Page(), menu.decision
        page.add(self.since_last(len(self.table.record.moves)))
        tight = 0 < self.view.lines < ROOMY
        found = talks_of(figures.program, point)
        if found is not None:
            name, terms = found
            if point.turn not in self.talked:
                first = not self.talked
                self.talked.add(point.turn)
                if first:
                    self.view.show(talks.introduction(figures, terms), fresh=True)
                    self.pause()
            bargain = self.bargain(menu, name, terms)
            page.add(talks.table(figures, self.table, bargain, self.view.columns))
            if not tight:
                page.gap()
            menu.notes = deal.notes(figures, bargain, menu)
        page.add(decision.question(figures, menu, tight and found is not None, self.table.two_steps))
        room = max(0, self.view.lines - self.view.height(page.blocks))
        page.add(decision.options(figures, menu, self.view.columns, room))
        self.view.show(page.blocks, fresh=True)

    def bargain(self, menu: Menu, name: str, terms: Negotiation) -> Bargain:
        """What the seat may work out about the table in front of it."""
        program, seat = self.table.program, self.figures.knowledge.seat
        shift = own_shift(program, seat, name, self.table.causes, menu.decision.turn)
        return Bargain(program, menu.games, seat, name, terms, shift)

    def since_last(self, moves: int) -> list[Block]:
        """What has been said since the last choice; the same again where the screen is shown again."""
        if self.heard[0] != moves or self.notes:
            page = Page()
            page.add(self.take_notes())
            page.rows(turn.others(self.figures, self.table.told[self.told :]), "lf")
            self.told = len(self.table.told)
            self.heard = (moves, page.blocks)
        return self.heard[1]

    def take_notes(self) -> list[Block]:
        notes, self.notes = self.notes, []
        return notes

    def note(self, text: str, style: str = "") -> None:
        """Says something before the next screen."""
        self.notes += [*self.said(text, style)]

    @staticmethod
    def said(text: str, style: str = "") -> list[Block]:
        page = Page()
        page.say(Span(text, style))
        return page.blocks

    def pause(self) -> None:
        """Waits for the player where there is one to wait for."""
        if self.moves is None and self.view.lines:
            self.view.ask(self.words("play.go_on"))

    # choosing

    def choose(self, menu: Menu) -> bool:
        """Reads lines until one of them is a choice, or takes a move back; False where the player stops."""
        while (word := self.next_line()) is not None:
            if not word:
                self.decision_screen(menu)
                continue
            answer = self.obey(menu, word)
            if answer is not None:
                return answer
        return False

    def next_line(self) -> str | None:
        """The next line of the file of moves, or of the keyboard; None at the end of either."""
        if self.moves is not None:
            return self.moves.next()
        line = self.view.ask(self.words("play.prompt"))
        return None if line is None else typed(line)

    def obey(self, menu: Menu, word: str) -> bool | None:
        """Does what a line says: True for a move, False for leaving, None where a choice is still to be made."""
        found = order(word)
        if found is not None and menu.decision.index(word) < 0:
            letter, rest = found
            return self.commands()[letter](menu, rest)
        section = next((s for s in menu.offices if s.letter == word.upper()), None)
        if section is not None:
            self.view.show(decision.office_page(self.figures, menu, section), fresh=True)
            return None
        entry = self.found(menu, word)
        if entry is None:
            return None
        if self.moves is not None:
            title = self.figures.text(entry.choice.title)
            self.view.show(self.said(self.words("play.chosen", number=entry.number, title=title)))
        self.play(entry)
        return True

    def found(self, menu: Menu, word: str) -> Entry | None:
        """The option that was meant, or a complaint; in a file of moves nobody could read a complaint.

        :raises WrongMove: there, with the game saved.
        """
        try:
            return menu.find(word)
        except UnreadableMove as e:
            if self.moves is not None:
                self.save()
                raise WrongMove(self.moves.number, word, self.complaint(e)) from e
            self.view.show(self.said(self.complaint(e), "bad"))
            return None

    def complaint(self, e: UnreadableMove) -> str:
        """What is wrong with what was typed, and what would be right."""
        code, *rest = e.args
        values = {"number": ("n",), "closed": ("title", "why"), "unclear": ("ids",), "must": (), "unknown": ()}[code]
        return self.words(f"wrong.{code}", **dict(zip(values, rest, strict=True)))

    def play(self, entry: Entry) -> None:
        """Plays a choice, then the rivals' moves, and notes what came of it. The game saves itself."""
        before = self.table.decision
        assert before is not None
        done = self.game.submit(entry.choice.index)
        self.game.rivals()
        causes = done.causes(self.table)
        held = talks_of(self.figures.program, before)
        after = self.table.decision
        if held is not None and (after is None or talks_of(self.figures.program, after) is None):
            self.notes += talks.outcome(self.figures, self.table.games, held[0], causes)
        else:
            self.notes += turn.result(self.figures, self.table, causes, before.turn)
            self.notes += learnt.learnt(self.figures, done.before, self.table.games, done.touched)
        self.tell_trouble()

    # commands: each may end the reading of lines by an answer

    def commands(self) -> dict[str, Callable[[Menu, str], bool | None]]:
        return {
            "?": self.help,
            "m": self.board,
            "w": self.why,
            "o": self.sources,
            "t": self.issues,
            "g": self.goals,
            "x": self.closed,
            "v": lambda menu, word: forecast.ask(self, menu, word),
            "u": self.undo,
            "s": self.save_as,
            "l": self.saves,
            "q": self.quit,
        }

    def help(self, menu: Menu, word: str) -> None:
        if word:
            self.explain(menu, word)
            return
        self.view.show(help_page(self.words, self.table.program.pack, self.figures.knowledge.seat), fresh=True)

    def explain(self, menu: Menu, word: str) -> None:
        entry = self.found(menu, word)
        if entry is not None:
            self.view.show(decision.details(self.figures, menu, entry))

    def board(self, menu: Menu, word: str) -> None:
        before = self.table.moments[-2].games if len(self.table.moments) > 1 else self.table.moments[0].games
        self.view.show(board.board(self.figures, menu.games, before, self.view.columns, word), fresh=True)

    def why(self, menu: Menu, word: str) -> None:
        self.view.show(turn.why(self.figures, self.table, word), fresh=True)

    def sources(self, menu: Menu, word: str) -> None:
        self.view.show(origins.origins(self.figures, word), fresh=True)

    def saves(self, menu: Menu, word: str) -> None:
        page, paths = Page(), self.store.names()
        page.heading(self.words("title.saves"), level=1)
        page.rows([[shown(path)] for path in paths[:LISTED]], "f")
        page.say(self.words("play.continue"), " ", continue_command(paths[0] if paths else self.path))
        self.view.show(page.blocks, fresh=True)

    def goals(self, menu: Menu, word: str) -> None:
        page = Page()
        page.heading(self.words("goal.title"), level=1)
        rows = debrief.goal_rows(self.figures, self.table)
        page.rows(rows, "lf")
        if not rows:
            page.say(self.words("goal.none"))
        self.view.show(page.blocks, fresh=True)

    def closed(self, menu: Menu, word: str) -> None:
        self.view.show(decision.closed(self.figures, menu), fresh=True)

    def issues(self, menu: Menu, word: str) -> None:
        if self.table.program.pack.agendas:
            self.view.show(talks.issues(self.figures, self.table), fresh=True)
        else:
            self.view.show(self.said(self.words("talks.none")))

    def undo(self, menu: Menu, word: str) -> bool | None:
        if not self.game.can_undo:
            self.view.show(self.said(self.game.why_not_undo, "bad"))
            return None
        self.game.undo()
        self.notes = self.said(self.words("undo.done"), "good")
        self.told = min(self.told, len(self.table.told))
        self.tell_trouble()
        return True

    def save_as(self, menu: Menu, word: str) -> None:
        path = self.store.path(word) if word else self.path
        if self.save(path):
            self.view.show(self.said(self.words("play.saved", name=shown(path)), "good"))

    def quit(self, menu: Menu, word: str) -> bool | None:
        """Leaves; where the game is in no file, only when asked a second time."""
        if self.moves is None and self.unsaved and not self.warned and not self.save():
            self.warned = True
            self.view.show(self.said(self.words("play.unsaved"), "bad"))
            return None
        return False

    # saving and leaving

    def save(self, path: Path | None = None) -> bool:
        """Writes the game to its own file, or to another; a failure is told and the game goes on."""
        self.game.save(path)
        return self.tell_trouble()

    def tell_trouble(self) -> bool:
        """Whether the last saving went well; says what was wrong where it did not."""
        trouble = self.game.trouble
        if trouble is not None:
            self.view.show(self.said(trouble.text(self.words.lang), "bad"))
            return False
        self.warned = False
        return True

    def farewell(self) -> None:
        """Where the game is, and the command that goes on with it."""
        if self.save():
            page = Page()
            page.gap()
            page.say(self.words("play.saved", name=shown(self.path)))
            page.say(self.words("play.continue"))
            page.say(continue_command(self.path), indent=4)
            self.view.show(page.blocks)

    def over(self) -> None:
        """The last report and the debrief."""
        table = self.table
        if len(table.moments) > 1 and self.shown_turn >= 0:
            page = Page()
            page.heading(self.words("turn.last"), level=1)
            page.add(self.take_notes())
            before = table.moments[-2]
            since = table.told[self.told :]
            between = quarters.passed(self.figures, since, table.causes, len(table.program.turns))
            page.rows(turn.others(self.figures, [t for t in since if t.turn == before.turn]), "lf")
            page.add(between)
            page.gap()
            page.add(turn.report(self.figures, before, table.games, table.causes[before.causes :], turn.SHOWN))
            self.view.show(page.blocks, fresh=True)
            self.pause()
        if not table.record.title:  # the end of a game that was saved before it was named
            self.game.finish()
        self.view.show(debrief.debrief(self.figures, table), fresh=True)
        if self.unsaved:
            return
        page = Page()
        page.gap()
        page.say(self.words("play.saved", name=shown(self.path)))
        page.say(self.words("play.replay", command=f"{python()} main.py replay {quoted(self.path)}"))
        self.view.show(page.blocks)
