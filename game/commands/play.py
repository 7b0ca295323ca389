"""`play`: a game at the terminal, by a person or by a file of moves."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .common import FAILED, GOOD, WRONG_USE, Failure, load_pack

if TYPE_CHECKING:
    from game.desktop.app import App
    from game.players.table import Table
    from game.saves.store import Store
    from game.terminal.moves import Moves
    from game.terminal.start import Chosen
    from game.terminal.view import View
    from game.texts.words import Words

PACK = "japan-2026"  # the pack that the title screen is about
SEEDS = 1_000_000


def run(a: argparse.Namespace) -> int:
    """Plays a game to its end, or saves it where the player or the moves stop: in a window, or in the terminal where that
    is asked for or there is no screen."""
    if wants_window(a):
        from game.desktop import start

        why = start.problem(os.environ)
        if not why:
            return in_window(a)
        if sys.stderr.isatty():
            print(why, file=sys.stderr)
    from game.saves.store import SaveError, Store
    from game.texts.words import Words

    words, store = Words(a.lang), Store.default()
    view = make_view(a, words)
    moves = read_moves(a.moves)
    try:
        store.tidy()
        if wants_title(a):
            return from_title(a, words, view, store)
        found = chosen(a, words, view, store)
    except SaveError as e:
        raise Failure(e.text("ja"), e.text("en")) from e
    except KeyboardInterrupt:  # before anything has been decided: there is nothing to save
        return GOOD
    return session(found, words, view, store, moves)


def wants_window(a: argparse.Namespace) -> bool:
    """Whether nothing was asked for that only the terminal does."""
    return not (a.terminal or a.plain or a.moves or a.save)


def in_window(a: argparse.Namespace) -> int:
    """The game in a window: at its title, or at the game that the arguments name."""
    from game.desktop import start

    named = a.scenario or a.profile or a.seat or a.level or a.load or a.seed is not None or a.pack != PACK
    return start.run(a.asked or "", lambda: load_pack(a.pack), (lambda app: begin_in_window(a, app)) if named else None)


def begin_in_window(a: argparse.Namespace, app: App) -> None:
    """Puts the game that the arguments name on the stage.

    :raises Failure: where they name something that is not there.
    """
    from game.desktop.play import Play
    from game.engine import UnknownName
    from game.players.table import HUMAN
    from game.presenter.session import Session
    from game.saves.store import SaveError

    try:
        if a.load:
            found = Session.open(app.store.path(a.load), words=app.words, store=app.store)
        else:
            pack = app.pack
            seat = a.seat or pack.info.seat
            seats = {s: (HUMAN if s == seat else a.level) for s in pack.seats if s == seat or a.level}
            seed = secrets.randbelow(SEEDS) if a.seed is None else a.seed
            found = Session.new(
                pack, words=app.words, store=app.store, seed=seed, scenario=a.scenario, profile=a.profile, seats=seats
            )
    except SaveError as e:
        raise Failure(e.text("ja"), e.text("en")) from e
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    Play.begin(app, found)


def session(found: Chosen, words: Words, view: View, store: Store, moves: Moves | None) -> int:
    """Runs the session; Ctrl-C is a way to leave, and what cannot be played or saved ends with 1."""
    from game.terminal.hints import continue_command
    from game.terminal.moves import WrongMove
    from game.terminal.session import Session

    game = Session(found.table, words, view, store, found.path, moves, found.briefed, resumed=found.resumed)
    try:
        game.run()
    except WrongMove as e:
        command = continue_command(found.path)
        ja = "ここまでは保存できませんでした。" if game.unsaved else f"ここまでは保存しました。続きから：{command}"
        en = (
            "The game up to here could not be saved."
            if game.unsaved
            else f"The game up to here is saved. To go on: {command}"
        )
        raise Failure(
            f"{e.number}行目「{e.word}」：{e.why}\n{ja}", f"Line {e.number}, '{e.word}': {e.why}\n{en}"
        ) from e
    except KeyboardInterrupt:
        game.farewell()
    return FAILED if game.unsaved else GOOD


def make_view(a: argparse.Namespace, words: Words) -> View:
    """Colour and pages for a person at a terminal; plain lines for pipes, screen readers, and whoever asks for them."""
    from game.terminal.view import PlainView

    if a.plain or getattr(a, "moves", None) or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return PlainView(sys.stdout, sys.stdin, sys.stdin.isatty() and not getattr(a, "moves", None))
    from game.terminal.rich_view import RichView

    return RichView(words("play.more"))


def wants_title(a: argparse.Namespace) -> bool:
    """Whether to begin with the title screen: somebody sits there and has not said what to play."""
    said = (
        a.scenario
        or a.profile
        or a.seat
        or a.level
        or a.load
        or a.moves
        or a.save
        or a.seed is not None
        or a.pack != PACK
    )
    return not said and sys.stdin.isatty() and sys.stdout.isatty()


def from_title(a: argparse.Namespace, words: Words, view: View, store: Store) -> int:
    """A game chosen at the title screen."""
    from game.terminal.start import Title

    title = Title(words, view, store, lambda: load_pack(a.pack))
    try:
        found = title.run()
    except KeyboardInterrupt:
        found = None
    if found is None:
        return GOOD
    return session(found, title.words, view, store, None)


def chosen(a: argparse.Namespace, words: Words, view: View, store: Store) -> Chosen:
    """The game that the arguments ask for, and where it saves itself.

    :raises Failure: where they name something that is not there.
    """
    from game.engine import UnknownName
    from game.saves.store import AUTO
    from game.terminal.briefing import begin
    from game.terminal.start import Chosen

    try:
        if a.load:
            table, given = loaded(a, store), store.path(a.load)
            own = given if given.name.startswith(AUTO) else store.fresh(table.record)
        else:
            seed = secrets.randbelow(SEEDS) if a.seed is None else a.seed
            wait = view.lines > 0 and not a.moves
            table = begin(
                view,
                words,
                load_pack(a.pack),
                seed,
                scenario=a.scenario,
                profile=a.profile,
                seat=a.seat,
                level=a.level,
                wait=wait,
            )
            own = store.fresh(table.record)
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    return Chosen(table, Path(a.save) if a.save else own, briefed=not a.load, resumed=bool(a.load))


def loaded(a: argparse.Namespace, store: Store) -> Table:
    """A saved game; `--seat` takes over a seat that a policy held."""
    from game.engine import UnknownName
    from game.players.table import HUMAN
    from game.saves.store import load, resume

    path = store.path(a.load)
    record = load(path)
    if a.seat:
        if a.seat not in record.seats:
            raise UnknownName("seat", a.seat, record.seats)
        record.seats = {**record.seats, a.seat: HUMAN}
    return resume(record, path)


def read_moves(name: str | None) -> Moves | None:
    """The lines of a file of moves, or of standard input.

    :raises Failure: where the file cannot be read.
    """
    from game.terminal.moves import Moves

    if name is None:
        return None
    if name == "-":
        return Moves(sys.stdin)
    try:
        return Moves(Path(name).read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as e:
        raise Failure(f"「{name}」を読めません。", f"{name} cannot be read.", WRONG_USE) from e
