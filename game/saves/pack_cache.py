"""A checked pack kept for the next start: reading and checking the same files twice would cost half a second.

The key is the text of the pack, the code that reads it, and the Python that runs; a pack or a program
that has changed by one letter is read anew. The cache lies in the user's cache folder and may be deleted
at any time. Whatever is wrong with it, the pack is simply loaded from its files.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import pickle
import sys
from pathlib import Path

import platformdirs

from game.pack import Pack
from game.pack.source import read_files

from .store import SaveError, write_bytes

KEPT = 6  # packs; older ones are dropped
log = logging.getLogger(__name__)


def load_pack(folder: Path) -> Pack:
    """As `Pack.load`, from the cache where it can.

    :raises PackError: as `Pack.load`.
    """
    files = read_files(folder)
    place = cache_folder() / f"{folder.name}-{key(files)}.pickle"
    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects are made and kept: collecting in between finds nothing
    try:
        kept = read(place)
        if kept is not None:
            return kept
        pack = Pack.from_files(files)
        keep(place, pack)
        return pack
    finally:
        if collecting:
            gc.enable()


def cache_folder() -> Path:
    """Where the cache lies."""
    return Path(platformdirs.user_cache_dir("itabasami", appauthor=False)) / "packs"


def key(files: dict[str, bytes]) -> str:
    """A name that changes with the pack's text, the code of game.pack, and the Python."""
    h = hashlib.sha256(sys.version.encode())
    for name, text in sorted(files.items()):
        h.update(f"\0{name}\0".encode())
        h.update(text)
    for code in sorted((Path(__file__).resolve().parents[1] / "pack").glob("*.py")):
        stat = code.stat()
        h.update(f"\0{code.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return h.hexdigest()[:24]


def read(place: Path) -> Pack | None:
    """The pack kept there, or None."""
    try:
        kept = pickle.loads(place.read_bytes())
    except FileNotFoundError:
        return None
    except Exception as e:  # noqa: BLE001 - a damaged cache may fail in any way, and costs only time
        log.warning("the kept pack %s cannot be read and is made anew: %s", place, e)
        return None
    return kept if isinstance(kept, Pack) else None


def keep(place: Path, pack: Pack) -> None:
    """Keeps a pack, and drops the oldest ones."""
    try:
        write_bytes(place, pickle.dumps(pack, pickle.HIGHEST_PROTOCOL))
        old = sorted(place.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]
        for path in old:
            path.unlink(missing_ok=True)
    except (SaveError, OSError) as e:
        log.info("the pack is not kept for the next start: %s", e)
