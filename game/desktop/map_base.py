"""Finished pictures of parts of the map, drawn beside the screen and kept; a soft one from what is there until then.

`MapPicture` needs a tenth of a second and more for a new part of the map. A worker draws it, the newest wish first; the screen
shows the nearest picture that is finished, stretched, or plain sea.

>>> import pygame
>>> from .map_data import board
>>> maps = BaseMaps()
>>> box, target = board().fitted(64, 36), pygame.Surface((64, 36))
>>> maps.draw(target, box, {})  # nothing is there yet: sea
False
>>> maps.want(box, (64, 36), {})
>>> maps.settle()
>>> maps.draw(target, box, {})
True
>>> maps.close()
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pygame

from .map_data import Box
from .map_picture import SEA, Colour, MapPicture, Size, overlap, stretch

KEPT = 8  # finished pictures
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """A picture that is wanted: which part, how large in pixels, in which colours."""

    box: Box
    size: Size
    colours: tuple[tuple[str, Colour], ...]

    @classmethod
    def of(cls, box: Box, size: Size, colours: Mapping[str, Colour]) -> Wish:
        return cls(box, size, tuple(sorted(colours.items())))


class BaseMaps:
    """Finished pictures, and the worker that draws them. All methods are for the main thread."""

    def __init__(self) -> None:
        self._picture: MapPicture | None = None  # the worker's own
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="map")
        self._kept: OrderedDict[Wish, pygame.Surface] = OrderedDict()
        self._next: Wish | None = None
        self._work: tuple[Wish, Future[pygame.Surface]] | None = None
        self._failed: set[Wish] = set()
        self.count = 0  # pictures that have been finished: what is drawn from them is kept under it

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        self.poll()
        return self._work is not None

    def want(self, box: Box, size: Size, colours: Mapping[str, Colour]) -> None:
        """Has a picture drawn unless it is there; takes the place of a wish that nobody works on yet."""
        wish = Wish.of(box, size, colours)
        if wish in self._kept or wish in self._failed or min(size) < 1:
            self._next = None
        elif self._work is None or self._work[0] != wish:
            self._next = wish
        self.poll()

    def poll(self) -> None:
        """Takes what is finished, and begins what is wanted."""
        if self._work is not None and self._work[1].done():
            wish, future = self._work
            self._work = None
            fault = future.exception()
            if fault is None:
                self._kept[wish] = future.result()
                self.count += 1
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            else:  # the map stays soft; the log says why
                self._failed.add(wish)
                log.error("a part of the map could not be drawn", exc_info=fault)
        if self._work is None and self._next is not None:
            wish, self._next = self._next, None
            self._work = (wish, self._pool.submit(self._draw, wish))

    def _draw(self, wish: Wish) -> pygame.Surface:
        if self._picture is None:
            self._picture = MapPicture()
        surface = pygame.Surface(wish.size, depth=32)
        self._picture.draw(surface, wish.box, dict(wish.colours))
        return surface

    def ready(self, box: Box, size: Size, colours: Mapping[str, Colour]) -> bool:
        """Whether the sharp picture is there."""
        return Wish.of(box, size, colours) in self._kept

    def draw(self, target: pygame.Surface, box: Box, colours: Mapping[str, Colour]) -> bool:
        """Fills the target with the part of the map; True where it is the sharp picture."""
        size = target.get_size()
        wish = Wish.of(box, size, colours)
        if wish in self._kept:
            self._kept.move_to_end(wish)
            target.blit(self._kept[wish], (0, 0))
            return True
        sources = [w for w in self._kept if overlap(w.box, box) > 0]
        if not sources:
            target.fill(SEA[1][1])
            return False
        # the one that shows most of the part, and of those the sharpest
        best = max(sources, key=lambda w: (round(overlap(w.box, box), 2), w.size[0] / w.box.width))
        stretch(self._kept[best], best.box, target, box)
        return False

    def settle(self) -> None:
        """Waits for everything that is wanted."""
        while self.busy:
            assert self._work is not None
            self._work[1].exception()

    def close(self) -> None:
        """Begins nothing more."""
        self._next = None
        self._pool.shutdown(wait=False, cancel_futures=True)
