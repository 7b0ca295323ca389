"""What a record carries in compressed form: a pack's files and the state at a turn's end.

A record may come from a stranger, so nothing is unpacked beyond the size that it may have, and a state is taken
only where it fits the rules that it is for.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from dataclasses import replace

import numpy as np

from .errors import RecordError
from .games import Games
from .program import Program


def packed(raw: bytes, level: int) -> str:
    """Bytes as a compressed text."""
    return base64.b64encode(zlib.compress(raw, level)).decode()


def unpack(text: str, limit: int) -> bytes:
    """The bytes in a compressed text, never more than `limit`.

    >>> unpack(packed(b"state", 6), 5)
    b'state'

    :raises RecordError: "damaged" where they are cut short, changed, or more.
    """
    opener = zlib.decompressobj()
    try:
        raw = opener.decompress(base64.b64decode(text, validate=True), limit + 1)
    except (ValueError, zlib.error) as e:
        raise RecordError("damaged", f"a compressed part cannot be read: {e}") from e
    if len(raw) > limit:
        raise RecordError("damaged", f"a compressed part is larger than {limit} bytes")
    if not opener.eof or opener.unused_data:
        raise RecordError("damaged", "a compressed part does not end where it should")
    return raw


def digest(games: Games, k: int = 0) -> str:
    """A digest of game k's state; -0.0 counts as 0.0."""
    h = hashlib.blake2b(digest_size=16)
    h.update((games.S[:, k] + 0.0).astype("<f8").tobytes())
    h.update(games.C[:, k].astype("<i2").tobytes())
    return h.hexdigest()


def snapshot(games: Games) -> str:
    """The state of a batch of one, compressed."""
    return packed(games.S.astype("<f8").tobytes() + games.C.astype("<i2").tobytes(), 6)


def restored(program: Program, same: Games, text: str, step: int) -> Games:
    """The game of a snapshot that stands at `step`; `same` is that game at any other moment.

    :raises RecordError: "damaged", or "departs" where the state is not one of this program's.
    """
    floats = same.S.size * 8
    raw = unpack(text, floats + same.C.size * 2)
    if len(raw) != floats + same.C.size * 2:
        raise RecordError("departs", "a snapshot has another size than these rules need")
    S = np.frombuffer(raw[:floats], "<f8").reshape(same.S.shape).astype(np.float64)
    C = np.frombuffer(raw[floats:], "<i2").reshape(same.C.shape).astype(np.int16)
    games = replace(same, S=S, C=C, step=step, mask=None)
    steps = program.compiled.steps
    if not 0 <= step <= len(steps) or (step < len(steps) and steps[step].decision is None):
        raise RecordError("departs", f"step {step} of a snapshot is no decision of these rules")
    if not np.isfinite(S).all() or not counts_fit(program, games):
        raise RecordError("departs", "a snapshot holds numbers that these rules cannot give")
    return games


def counts_fit(program: Program, games: Games) -> bool:
    """Whether all counters are such that they can be looked up."""
    c, C = program.compiled, games.C
    least = np.zeros(C.shape, dtype=np.int16)
    for name, row in c.layout.named.items():
        if name == "ending":
            least[row] = -1
            if (C[row] >= len(c.pack.endings)).any():
                return False
        elif name.startswith("drawn:"):
            least[row] = -1
            if (C[row] >= len(c.decks[name.split(":")[1]].main.cards)).any():
                return False
    return bool((least <= C).all())
