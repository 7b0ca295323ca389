"""The scenes of the gallery: how to get to each screen."""

from __future__ import annotations

from .app import App
from .gallery import at, new_game, played, scene, show


@scene("board")
def board(app: App) -> None:
    show(app, played(new_game(app), at("decision", turn=1)))


@scene("board_first")
def board_first(app: App) -> None:
    show(app, played(new_game(app), at("decision")))


@scene("keys")
def keys(app: App) -> None:
    show(app, played(new_game(app), at("decision")))
    app.keys_help()


from . import scenes_budget as scenes_budget  # noqa: E402  the scenes of other screens
from . import scenes_events as scenes_events  # noqa: E402
from . import scenes_front as scenes_front  # noqa: E402
from . import scenes_map as scenes_map  # noqa: E402
from . import scenes_preview as scenes_preview  # noqa: E402
from . import scenes_summit as scenes_summit  # noqa: E402
