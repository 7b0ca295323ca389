"""Where the game keeps what is no save: settings, the log, the marks of what is running.

A checkout, and whoever names a folder by ITABASAMI_SAVES, has all of it beside the saves; a game that was installed has
it in the user's folders for each kind. Which of the two it is, is decided in one place, by the saves (`own_folder`).

>>> folders = Folders.within(Path("saves"))
>>> folders.settings.name, folders.log.name, folders.running.name
('settings.json', 'log', 'running')
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from game.saves.where import NAME, own_folder, saves_folder

SETTINGS = "settings.json"


@dataclass(frozen=True)
class Folders:
    """`settings` is a file, `log` and `running` are folders; none of them has to be there yet. `running` lies beside the
    saves in any case, so that whoever shares saves shares the marks of which of them are open."""

    settings: Path
    log: Path
    running: Path

    @classmethod
    def within(cls, folder: Path) -> Folders:
        """Everything in one folder."""
        return cls(folder / SETTINGS, folder / "log", folder / "running")

    @classmethod
    def default(cls) -> Folders:
        """Beside the saves, or in the user's folders."""
        own = own_folder()
        if own is not None:
            return cls.within(own)
        return cls(
            Path(platformdirs.user_config_dir(NAME, appauthor=False)) / SETTINGS,
            Path(platformdirs.user_log_dir(NAME, appauthor=False)),
            saves_folder() / "running",
        )
