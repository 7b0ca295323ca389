"""How quick the window is on this machine: starting, frames, reactions to presses, idling, memory.

    measure(lang="en", seconds=60)      a robot plays by events of pointer and keys; everything is drawn as for a person

Times stand in pairs where that tells something: by the clock, and of the processor alone (`_cpu`), which other programs on the
machine do not lengthen. Everything runs on one core, where the system allows to say so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # `child` is the program's start: nothing that it would not load may be loaded before
    from game.pack import Pack

    from .app import App
    from .window import Window

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1920, 1080)
SLOW = 16.0  # milliseconds that a frame may take for sixty a second
SEED = 7
LOOK = 0.5  # seconds that the robot looks at what its press has brought
LIMIT = 60.0  # seconds for one start
NAMES = ("first_frame", "title")  # what a start reaches, in this order
CHILD = "from game.desktop.measure import child; child()"


def one_core() -> bool:
    """Keeps this process and those that it starts on one core; whether the system can."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile (nearest rank) and maximum, to a hundredth, and how many there are.

    >>> spread([3.0, 1.0, 2.0])
    {'p50': 2.0, 'p95': 3.0, 'max': 3.0, 'n': 3}
    """
    ordered = sorted(values)
    if not ordered:
        return {"p50": 0.0, "p95": 0.0, "max": 0.0, "n": 0}

    def rank(share: float) -> float:
        return round(ordered[max(0, -int(-share * len(ordered) // 1) - 1)], 2)

    return {"p50": rank(0.5), "p95": rank(0.95), "max": rank(1.0), "n": len(ordered)}


# the start, in processes of its own


def child() -> None:
    """The program itself, which writes when it has shown its first frame and its title, and ends."""
    import runpy

    from .window import Window

    shown = Window.splash, Window.step

    def tell() -> None:
        print(time.time(), time.process_time(), flush=True)

    def splash(window: Window) -> None:
        shown[0](window)
        tell()

    def step(window: Window, app: App) -> None:
        shown[1](window, app)
        tell()
        app.running = False

    for name, told in (("splash", splash), ("step", step)):
        setattr(Window, name, told)
    sys.argv = ["main.py", "play"]
    runpy.run_path(str(ROOT / "main.py"), run_name="__main__")


def start(rounds: int = 5) -> dict[str, float]:
    """Milliseconds from starting the program until its first frame and until its title; medians."""
    import statistics
    import tempfile

    found: dict[str, list[float]] = {f"{name}_ms{kind}": [] for name in NAMES for kind in ("", "_cpu")}
    # a player's machine keeps the byte code, whatever this one was told
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        env["ITABASAMI_SAVES"] = folder
        for number in range(rounds + 1):
            began = time.time()
            done = subprocess.run(
                [sys.executable, "-c", CHILD], cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8",
                timeout=LIMIT, check=True,
            )  # fmt: skip
            if not number:  # the first one may have to write caches
                continue
            for name, line in zip(NAMES, done.stdout.split("\n"), strict=False):
                at, cpu = (float(word) for word in line.split())
                found[f"{name}_ms"].append(1000 * (at - began))
                found[f"{name}_ms_cpu"].append(1000 * cpu)
    return {name: round(statistics.median(values), 1) for name, values in found.items()}


# a game that is played


class Frames:
    """Draws an app into a window as the program does, and notes how long what was drawn has taken."""

    def __init__(self, app: App, window: Window) -> None:
        import pygame

        self.app, self.window = app, window
        self.clock = pygame.time.Clock()
        self.wall: list[float] = []  # milliseconds a frame that was drawn
        self.cpu: list[float] = []
        self.slow: list[tuple[float, str]] = []  # frames over `SLOW` of processor time, and on which screen

    def __call__(self) -> bool:
        """Results, a frame where something has changed, and the pause until the next; whether one was drawn."""
        began, worked, now = time.perf_counter(), time.thread_time(), time.perf_counter()
        self.app.update(now)
        drawn = self.app.draw(self.window.surface, now)
        if drawn:
            self.window.window.flip()
            self.wall.append(1000 * (time.perf_counter() - began))
            self.cpu.append(1000 * (time.thread_time() - worked))
            if self.cpu[-1] > SLOW:
                self.slow.append((round(self.cpu[-1], 1), type(self.app.upper).__name__))
        return drawn

    def rest(self, seconds: float) -> None:
        """Draws on for a while, sixty times a second while something moves."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self()
            if self.app.pause == 0.0:
                self.clock.tick(60)
            else:
                time.sleep(min(self.app.pause, max(0.0, until - time.perf_counter())))


def player(app: App, frames: Frames, clicks: dict[str, list[tuple[float, float]]]) -> Any:
    """A robot that looks at what it has done, and notes how long each kind of press takes until its frame is drawn:
    milliseconds by the clock and of the processor."""
    from .robot import Robot

    class Player(Robot):
        def send(self, kind: int, **values: object) -> None:
            import pygame

            pressed = app.stage.pressed
            name = f"{type(app.upper).__name__} {kind_of(pressed.key)}" if pressed is not None else ""
            began, worked = time.perf_counter(), time.thread_time()
            super().send(kind, **values)
            if kind == pygame.MOUSEBUTTONUP and name:
                took = 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked)
                clicks.setdefault(name, []).append(took)
            frames.clock.tick(60)

        def press(self, key: str) -> None:
            super().press(key)
            frames.rest(LOOK)

    def frame() -> None:
        frames()

    return Player(app, frame)


def kind_of(key: str) -> str:
    """The kind of node, by the first parts of its key.

    >>> kind_of("deck.office.mofa"), kind_of("preview.play")
    ('deck.office', 'preview')
    """
    return ".".join(key.split(".")[:-1]) or key


def measure(
    load_pack: Callable[[], Pack], lang: str, seconds: float = 60.0, rest: float = 10.0, rounds: int = 5
) -> dict[str, Any]:
    """Everything. `seconds` of play, `rest` seconds of doing nothing on the title and on the board, `rounds` of starting."""
    import tempfile

    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    alone = one_core()
    found: dict[str, Any] = start(rounds)

    import pygame

    from game.saves.store import Store

    from .app import App
    from .settings import Settings
    from .window import Window

    before = sys.getswitchinterval()
    sys.setswitchinterval(0.002)  # as `start.run` does
    window = Window(SIZE, full_screen=False)
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(lang=lang, window=SIZE), Store(Path(folder)), load_pack)
        window.show(app)
        size = window.surface.get_size()
        try:
            found |= idle(app, window, rest) | played(app, window, seconds)
        finally:
            app.leave()
            window.close()
            sys.setswitchinterval(before)
    found |= {"memory_mb": memory(), "driver": pygame.display.get_driver(), "size": list(size)}
    return found | {
        "one_core": alone,
        "load": [round(n, 1) for n in os.getloadavg()] if hasattr(os, "getloadavg") else [],
    }


def idle(app: App, window: Window, rest: float) -> dict[str, float]:
    """The share of a core that is used while nobody does anything, in per cent: on the title, and on the board."""
    from .gallery import at, new_game, played, show
    from .screens.title import Title

    frames, found = Frames(app, window), dict[str, float]()
    for name in ("title", "board"):
        if name == "title":
            app.go(Title(app))
        else:
            show(app, played(new_game(app), at("decision")))
        until = time.perf_counter() + LIMIT
        frames.rest(1.0)
        while (app.pause == 0.0 or any(s.busy for s in app.screens)) and time.perf_counter() < until:
            frames.rest(0.5)
        worked, until = time.process_time(), time.perf_counter() + rest
        while time.perf_counter() < until:
            window.step(app)
        found[f"idle_{name}"] = round(100 * (time.process_time() - worked) / rest, 2)
    return found


def played(app: App, window: Window, seconds: float) -> dict[str, Any]:
    """Games from their beginning, one after the other, for so long."""
    from .gallery import new_game, show

    frames, clicks, seed = Frames(app, window), dict[str, list[tuple[float, float]]](), SEED
    robot = player(app, frames, clicks)
    began = time.perf_counter()
    while time.perf_counter() < began + seconds:
        show(app, new_game(app, seed=seed))
        robot.game(until=lambda: time.perf_counter() >= began + seconds)
        seed += 1
    over = sum(t > SLOW for t in frames.wall), sum(t > SLOW for t in frames.cpu)
    both = [took for found in clicks.values() for took in found]
    return {
        "frames_ms": spread(frames.wall), "frames_ms_cpu": spread(frames.cpu),
        "frames_over_16_ms": share(over[0], len(frames.wall)), "frames_over_16_ms_cpu": share(over[1], len(frames.cpu)),
        "slowest": sorted(frames.slow, reverse=True)[:8],
        "clicks_ms": spread([took[0] for took in both]), "clicks_ms_cpu": spread([took[1] for took in both]),
        "clicks_by_kind_ms": {kind: spread([t[0] for t in took]) for kind, took in sorted(clicks.items())},
        "clicks_by_kind_ms_cpu": {kind: spread([t[1] for t in took]) for kind, took in sorted(clicks.items())},
    }  # fmt: skip


def share(part: int, whole: int) -> float:
    """A share in per cent.

    >>> share(1, 8), share(0, 0)
    (12.5, 0.0)
    """
    return round(100 * part / whole, 2) if whole else 0.0


def memory() -> float | None:
    """The most megabytes that this process has held; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1_000_000 if sys.platform == "darwin" else 1000 * 1000 / 1024), 1)
