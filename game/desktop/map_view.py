"""The map as a node: the state of the world over Natural Earth's coasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.presenter.chart import Chart

from .kit.fonts import Fonts
from .kit.node import Look, Node
from .kit.painter import Painter
from .map_data import board
from .map_picture import MapPicture, colours_of_seats

if TYPE_CHECKING:
    from .app import App


class MapView(Node):
    """The map; as large as the room it is given."""

    def __init__(self, app: App) -> None:
        super().__init__(key="map")
        self.app = app
        self.picture = MapPicture()
        self.chart: Chart | None = None

    def show(self, chart: Chart) -> None:
        self.chart = chart

    def width(self, fonts: Fonts) -> float:
        return 300.0

    def height(self, fonts: Fonts, width: float) -> float:
        return 220.0

    def draw(self, painter: Painter, look: Look) -> None:
        box = painter.box(self.rect)
        target = pygame.Surface(box.size)
        self.picture.draw(target, board().fitted(*box.size), colours_of_seats(self.picture.data))
        painter.surface.blit(target, box)
