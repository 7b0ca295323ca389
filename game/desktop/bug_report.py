"""One file for whoever reports a fault: the log, the settings, the game that is being played, and what it ran on.

    path = write(store.folder, journal, kept.plain(), session.table.record.to_json())

Nothing in it names the person; the game holds its own secrets, as every save does.
"""

from __future__ import annotations

import io
import json
import platform
import sys
import time
import zipfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from game import __version__, files
from game.saves.store import SUFFIX

from .journal import Journal, clean, person

PACKAGES = ("numpy", "pydantic", "pygame-ce", "budoux", "platformdirs")


def write(folder: Path, journal: Journal | None, settings: Mapping[str, Any], record: str = "") -> Path:
    """Writes `itabasami-report-DATE.zip` into a folder and says where it lies. `record`: the JSON of the game at hand;
    `journal`: None where there is no log.

    :raises FileError: where it cannot be written.
    """
    notes = about()
    parts: dict[str, str] = {"settings.json": json.dumps(settings, ensure_ascii=False, indent=2)}
    for path in journal.files() if journal is not None else ():
        try:
            parts[f"log/{path.name}"] = clean(path.read_text(encoding="utf-8", errors="replace"), *person())
        except OSError as e:
            notes += f"{path.name} could not be read: {type(e).__name__}\n"
    if record:
        parts[f"game{SUFFIX}"] = record
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in {"about.txt": notes, **parts}.items():
            bundle.writestr(name, text)
    target = folder / f"itabasami-report-{time.strftime('%Y%m%d-%H%M%S')}.zip"
    files.write(target, raw.getvalue())
    return target


def about() -> str:
    """Versions and system, one a line; neither the name of the machine nor of its user."""
    lines = [
        f"Itabasami {__version__}{' (packaged)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()} {platform.python_implementation()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        *(f"{name} {version_of(name)}" for name in PACKAGES),
    ]
    return "\n".join(lines) + "\n"


def version_of(name: str) -> str:
    """The version of an installed package; a packaged game does not always know it."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
