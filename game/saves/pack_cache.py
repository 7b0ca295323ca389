"""A checked pack kept for the next start: reading and checking the same files twice would cost half a second.

What is kept is a pickle, which is as good as program code: it is read only from the user's own folder and file, where
nobody else may write the folder, and only where its seal fits. The seal is over the text of the pack, the code that
reads it, and the versions of everything that has a part in it, so a pack or a program that has changed by one letter is
read anew. The cache lies in the user's cache folder and may be deleted at any time. Whatever is wrong with it, the pack
is simply loaded from its files.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import pickle
import stat
import sys
from pathlib import Path

import platformdirs
import pydantic

import game
from game.files import FileError, write
from game.pack import Pack
from game.pack.source import read_files

KEPT = 6  # packs; older ones are dropped
PRIVATE = 0o700
CODE = Path(__file__).resolve().parents[1] / "pack"
log = logging.getLogger(__name__)


def load_pack(folder: Path) -> Pack:
    """As `Pack.load`, from the cache where it can.

    :raises PackError: as `Pack.load`.
    """
    files = read_files(folder)
    name = key(files)
    place = cache_folder() / f"{folder.name}-{name[:24]}.pickle"
    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects are made and kept: collecting in between finds nothing
    try:
        kept = read(place, name)
        if kept is not None:
            return kept
        pack = Pack.from_files(files)
        keep(place, name, pack)
        return pack
    finally:
        if collecting:
            gc.enable()


def cache_folder() -> Path:
    """Where the cache lies."""
    return Path(platformdirs.user_cache_dir("itabasami", appauthor=False)) / "packs"


def key(files: dict[str, bytes]) -> str:
    """A name that changes with the pack's text, the code of game.pack, and the versions of project, pydantic, Python."""
    h = hashlib.sha256(f"{game.__version__}\0{pydantic.VERSION}\0{sys.version}".encode())
    code = {path.name: path.read_bytes() for path in CODE.glob("*.py")}
    for part in (files, code):
        for name, text in sorted(part.items()):
            h.update(f"\0{name}\0{len(text)}\0".encode())
            h.update(text)
    return h.hexdigest()


def seal(name: str, body: bytes) -> bytes:
    """What stands before the pickle: it fits no other key and no other bytes."""
    return hashlib.sha256(name.encode() + body).digest()


def own(path: Path, kind: int) -> bool:
    """Whether this is a file or folder (`kind`, no link) of the user's, and a folder that nobody else may write."""
    found = path.lstat()
    if stat.S_IFMT(found.st_mode) != kind:
        return False
    shared = kind == stat.S_IFDIR and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return os.name == "nt" or (found.st_uid == os.geteuid() and not shared)


def read(place: Path, name: str) -> Pack | None:
    """The pack kept there under a key, or None."""
    try:
        if not own(place.parent, stat.S_IFDIR) or not own(place, stat.S_IFREG):
            log.warning("the kept pack %s is not this user's alone and is not read", place)
            return None
        raw = place.read_bytes()
        size = hashlib.sha256().digest_size
        if raw[:size] != seal(name, raw[size:]):
            log.warning("the kept pack %s is damaged and is made anew", place)
            return None
        kept = pickle.loads(raw[size:])
    except FileNotFoundError:
        return None
    except Exception as e:  # noqa: BLE001 - a pickle may fail in any way, and costs only time
        log.warning("the kept pack %s cannot be read and is made anew: %s", place, e)
        return None
    return kept if isinstance(kept, Pack) else None


def keep(place: Path, name: str, pack: Pack) -> None:
    """Keeps a pack, and drops the oldest ones. What lies there and is not a file of the user's own goes first."""
    try:
        place.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if stat.S_IMODE(place.parent.stat().st_mode) != PRIVATE:
            place.parent.chmod(PRIVATE)
        if not own(place.parent, stat.S_IFDIR):
            log.info("the folder %s is not this user's own: the pack is not kept", place.parent)
            return
        if os.path.lexists(place) and not own(place, stat.S_IFREG):
            place.unlink()
        body = pickle.dumps(pack, pickle.HIGHEST_PROTOCOL)
        write(place, seal(name, body) + body)
        old = sorted(place.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]
        for path in old:
            path.unlink(missing_ok=True)
    except (FileError, OSError) as e:
        log.info("the pack is not kept for the next start: %s", e)
