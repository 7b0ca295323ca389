"""Pictures of every screen, in both languages, at several sizes and text scales, without a window.

Each scene leads an app to a screen; a game is played there by a doctrine, so the pictures are the same each time. What is drawn
is measured as well: `kit.audit` says what is clipped or overlaps.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game import files
from game.pack import Pack
from game.players.doctrine import DoctrinePolicy
from game.presenter.session import Session
from game.saves.store import Store
from game.texts.words import LANGUAGES, Words

from .app import App
from .kit import audit
from .play import Play
from .settings import Settings

SIZES = ((1024, 640), (1280, 720), (1920, 1080))
SCALES = (80, 100, 120, 150)
PACK = Path(__file__).resolve().parents[2] / "rules" / "japan-2026"
DOCTRINE = "article_compromise"  # who plays up to a scene
SEED = 7
PATIENCE = 20.0  # seconds that a screen may work before its picture is taken

Scene = Callable[[App], None]
SCENES: dict[str, Scene] = {}


def scene(name: str) -> Callable[[Scene], Scene]:
    """Enters a function that leads an app to a screen."""

    def enter(lead: Scene) -> Scene:
        SCENES[name] = lead
        return lead

    return enter


@dataclass(frozen=True)
class Shot:
    """One picture."""

    scene: str
    lang: str
    size: tuple[int, int] = (1280, 720)
    scale: int = 100

    @property
    def name(self) -> str:
        scale = "" if self.scale == 100 else f"-{self.scale}"
        return f"{self.scene}-{self.lang}-{self.size[0]}x{self.size[1]}{scale}.png"


def names() -> list[str]:
    """The names of all scenes."""
    from . import scenes as _  # noqa: F401  enters the scenes

    return list(SCENES)


def shots(
    scenes: Sequence[str] = (), languages: Sequence[str] = LANGUAGES, sizes: Sequence[tuple[int, int]] = SIZES,
    scales: Sequence[int] = (100,),
) -> Iterator[Shot]:  # fmt: skip
    """Every scene in every language, at every size and text scale."""
    for name in scenes or names():
        for lang in languages:
            for size in sizes:
                for scale in scales:
                    yield Shot(name, lang, size, scale)


@cache
def pack() -> Pack:
    return Pack.load(PACK)


def staged(shot: Shot, folder: Path) -> App:
    """An app that shows the scene, with nothing going on any more."""
    if not pygame.display.get_init():
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
        pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((64, 64))
    settings = Settings(lang=shot.lang, text_scale=shot.scale, reduced_motion=True)
    app = App(settings, Store(folder), pack)
    app.resize(shot.size)
    SCENES[shot.scene](app)
    settle(app)
    return app


def settle(app: App) -> None:
    """Lets everything end that goes on beside the drawing."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        app.update(1000.0)
        if not any(s.busy for s in app.screens) and (app.play is None or not app.play.busy):
            return
        time.sleep(0.005)
    raise TimeoutError(f"{type(app.upper).__name__} still works after {PATIENCE:.0f} seconds")


def picture(app: App) -> tuple[pygame.Surface, list[str]]:
    """The stage as a picture, and what is wrong with its layout."""
    surface = pygame.Surface(app.stage.size)
    app.stage.audit = []
    app.stage.pointer = (-1, -1)
    app.refresh()
    app.draw(surface, 2000.0)
    return surface, audit.faults(app.stage)


def take(shot: Shot) -> tuple[pygame.Surface, list[str]]:
    """Stages a scene and takes its picture."""
    with tempfile.TemporaryDirectory() as folder:
        app = staged(shot, Path(folder))
        found = picture(app)
        app.leave()
    return found


def png(surface: pygame.Surface) -> bytes:
    """A picture as the bytes of a PNG file."""
    raw = BytesIO()
    pygame.image.save(surface, raw, "picture.png")
    return raw.getvalue()


def write(out: Path, wanted: Sequence[Shot], tell: Callable[[str], None] = print) -> int:
    """Writes pictures into a folder and tells what is wrong; the number of faults.

    :raises FileError: where a picture cannot be written.
    """
    wrong = 0
    for shot in wanted:
        surface, faults = take(shot)
        files.write(out / shot.name, png(surface))
        wrong += len(faults)
        tell(f"{shot.name}" + "".join(f"\n    {f}" for f in faults))
    return wrong


# leading a game somewhere


def new_game(
    app: App, scenario: str = "", seed: int = SEED, seats: Mapping[str, str] | None = None, **more: str
) -> Session:
    """A game of the pack, for the app's language. `seats` and `more`: seat to who holds it; by default Japan is a person's."""
    given = {**(seats or {}), **more} or {"japan": "human"}
    return Session.new(
        app.pack, words=Words(app.settings.lang), store=app.store, seed=seed, scenario=scenario, seats=given
    )


def played(session: Session, until: Callable[[Session], bool], doctrine: str = DOCTRINE, most: int = 2000) -> Session:
    """Plays on by a doctrine until something holds.

    :raises LookupError: where it never does.
    """
    program = session.program
    for _ in range(most):
        moment = session.moment()
        if moment.kind not in ("rivals", "hand_over") and until(session):
            return session
        if moment.kind == "finished":
            break
        if moment.kind == "rivals":
            session.step()
        elif moment.kind == "hand_over":
            if until(session):
                return session
            session.accept()
        elif moment.reading:
            session.read()
        else:
            decision = session.decision
            assert decision is not None
            own = (
                doctrine
                if decision.seat == program.pack.info.seat
                else next(d for d, e in program.pack.doctrines.items() if e.item.seat == decision.seat)
            )
            legal = program.legal(session.table.games)
            session.submit(int(DoctrinePolicy(own).choose(program, session.table.games, legal)[0]))
    raise LookupError("no such moment in this game")


def at(kind: str, turn: int = 0, slot: int = 0) -> Callable[[Session], bool]:
    """Whether a game stands at a kind of moment, in a quarter or later, from a slot on."""

    def there(session: Session) -> bool:
        moment = session.moment()
        return moment.kind == kind and moment.turn >= turn and moment.slot >= slot

    return there


def show(app: App, session: Session) -> Play:
    """Puts a game on the stage."""
    return Play.begin(app, session)
