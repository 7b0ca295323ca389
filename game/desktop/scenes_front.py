"""Scenes of the screens around a game."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from game.saves.store import Store

from .app import App
from .gallery import at, new_game, pack, played, scene, settle, show
from .screens.new_game import NewGame
from .screens.pause import PauseMenu
from .screens.rules import Rules
from .screens.saves import Saves
from .screens.sources import Sources
from .screens.title import Title
from .screens.tutorial import SCENARIO, SEED, guide
from .settings import Settings


def titled(app: App) -> Title:
    """The title, with everything read."""
    title = Title(app)
    app.go(title)
    settle(app)
    return title


@scene("title_first")
def title_first(app: App) -> None:
    titled(app)


@scene("title")
def title(app: App) -> None:
    some_saves(app)
    titled(app)


def set_up(app: App) -> NewGame:
    """A new game that is about to begin, with a seed that is the same each time."""
    screen = NewGame(app)
    screen.seed = "2026"
    app.go(screen)
    return screen


@scene("new_game")
def new_game_screen(app: App) -> None:
    set_up(app)


@scene("new_game_three")
def new_game_three(app: App) -> None:
    screen = set_up(app)
    screen.select("statistics")
    screen.count("three")
    screen.toggle_edition()


@scene("players")
def players(app: App) -> None:
    screen = set_up(app)
    screen.ask(screen.seats[0])


@cache
def kept() -> tuple[tuple[str, bytes], ...]:
    """The files of some games, the oldest first: one that has ended, one that goes on, one that is broken, another that goes on."""
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(lang="en"), Store(Path(folder)), pack)
        ended = played(new_game(app, "summit15", seed=11), at("finished"))
        goes_on = played(new_game(app), at("decision", turn=3))
        another = played(new_game(app, "cold_spring", seed=3), at("decision", turn=1))
        found = [(s.path.name, s.path.read_bytes()) for s in (ended, goes_on, another)]
    found.insert(2, ("auto-broken-1.itabasami.json", found[1][1][:500]))
    return tuple(found)


def some_saves(app: App) -> None:
    """Puts games into the app's folder, one of them under a name."""
    name = "会談の前に" if app.words.lang == "ja" else "Before the summit"
    files = [*kept(), (app.store.path(name).name, kept()[1][1])]
    app.store.folder.mkdir(parents=True, exist_ok=True)
    for i, (file, raw) in enumerate(files):
        path = app.store.folder / file
        path.write_bytes(raw)
        when = 1_774_000_000 + i * 5000
        os.utime(path, (when, when))


@scene("saves_load")
def saves_load(app: App) -> None:
    some_saves(app)
    titled(app).saves("load")


@scene("saves_replay")
def saves_replay(app: App) -> None:
    some_saves(app)
    titled(app).saves("replay")


@scene("saves_none")
def saves_none(app: App) -> None:
    titled(app).saves("load")


@scene("saves_save")
def saves_save(app: App) -> None:
    some_saves(app)
    show(app, played(new_game(app), at("decision", turn=1)))
    app.open(Saves(app, "save"))


@scene("pause")
def pause(app: App) -> None:
    show(app, played(new_game(app), at("decision", turn=1)))
    app.open(PauseMenu(app))


@scene("settings")
def settings(app: App) -> None:
    titled(app).settings()


@scene("sources")
def sources(app: App) -> None:
    titled(app).sources()


@scene("sources_credits")
def sources_credits(app: App) -> None:
    shelf = Sources(app)
    titled(app)
    app.open(shelf)
    shelf.choose("credits")


@scene("sources_real")
def sources_real(app: App) -> None:
    shelf = Sources(app)
    titled(app)
    app.open(shelf)
    shelf.choose("real")


def opened_rules(app: App, tab: str) -> Rules:
    show(app, played(new_game(app), at("decision")))
    book = Rules(app, tab)
    app.open(book)
    settle(app)
    return book


@scene("rules")
def rules(app: App) -> None:
    opened_rules(app, "chapters").go(5)


@scene("rules_how")
def rules_how(app: App) -> None:
    opened_rules(app, "how")


@scene("rules_search")
def rules_search(app: App) -> None:
    book = opened_rules(app, "chapters")
    book.look("レアアース" if app.words.lang == "ja" else "rare earth")
    book.go(book.hits[3])


@scene("glossary")
def glossary(app: App) -> None:
    opened_rules(app, "glossary")


@scene("tutorial")
def tutorial(app: App) -> None:
    show(app, played(new_game(app, SCENARIO, SEED), at("decision")))
    guide(app)
