"""What moves on the map: small lights that run along the lines in the direction of the goods. It is drawn each frame, so it
does next to nothing then: where the lights can be is worked out once for each view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pygame
from numpy.typing import NDArray
from pygame import FRect

from .kit import shapes, theme
from .kit.node import Look, Node
from .kit.painter import Painter
from .map_routes import Floats, Way, seen, shifted

SPEED = 24.0  # units a second
APART = 40.0  # units between two lights
LONG = 0.25  # seconds between two frames of what moves
STEP = 2.0  # pixels between the points of a line


@dataclass
class Stream:
    """Lights on a line. `points` in pixels of the window, two pixels apart, in the direction they run; `free` says where
    they are seen: not below names and panels."""

    points: NDArray[np.int64]
    free: NDArray[np.bool_]
    picture: pygame.Surface

    def places(self, distance: float, apart: float) -> list[list[int]]:
        """Where the lights are that are seen, after they have run `distance` pixels."""
        at = (np.arange(distance % apart, len(self.points) * STEP, apart) / STEP).astype(np.int64)
        at = at[self.free[at]]
        return self.points[at].tolist()


def streams(
    lines: Sequence[tuple[Way, Floats]], origin: tuple[int, int], size: tuple[int, int], unit: float, hidden: Sequence[FRect]
) -> list[Stream]:  # fmt: skip
    """The lights of all lines.

    :param lines: ways with their points in pixels from `origin`, the map's corner in the window.
    :param hidden: boxes in units of the window under which no light is drawn.
    """
    boxes = np.array([(r.x, r.y, r.right, r.bottom) for r in hidden], float).reshape(-1, 4) * unit
    found: list[Stream] = []
    for way, whole in lines:
        line = seen(whole, size, 0)
        if len(line) < 8:
            continue
        lane = max(way.width * 0.24, 1.4) * unit
        runs = [shifted(line, lane), shifted(line, -lane)[::-1]] if way.both else [line]
        pixels = max(3, round((2.4 + min(way.width, 8) * 0.16) * unit))
        picture = shapes.mark("circle", pixels, theme.blend(way.colour, theme.LIGHT, 0.72))
        for run in runs:
            at = run + origin
            within = (at[:, None] > boxes[None, :, :2] - pixels) & (at[:, None] < boxes[None, :, 2:] + pixels)
            covered = np.any(np.all(within, axis=2), axis=1)
            inside = np.all((run > pixels) & (run < np.array(size) - pixels), axis=1)
            found.append(Stream(np.round(at - pixels / 2).astype(np.int64), inside & ~covered, picture))
    return found


@dataclass(eq=False)
class Flow(Node):
    """The lights of the map. `alive` says whether there are any; where nothing should move, none are drawn. They run until
    `until` and then stand still, so that a board that nobody touches costs nothing."""

    streams: list[Stream] = field(default_factory=list[Stream])
    alive: bool = False
    until: float = 0.0  # seconds
    run: float = 0.0  # units that they have run
    last: float = 0.0  # when they were drawn last
    awake: bool = False  # whether the map itself moves: frames are wanted though nothing is drawn here

    def moving(self, now: float) -> bool:
        return self.awake or (self.alive and bool(self.streams) and now < self.until)

    def draw(self, painter: Painter, look: Look) -> None:
        if not self.alive:
            return
        unit, passed, self.last = painter.unit, look.now - self.last, look.now
        if 0 < passed < LONG:  # else they have stood still meanwhile
            self.run += passed * SPEED
        many: list[tuple[pygame.Surface, list[int]]] = []
        for stream in self.streams:
            picture = stream.picture
            many += [(picture, at) for at in stream.places(self.run * unit, APART * unit)]
        painter.surface.blits(many, False)
