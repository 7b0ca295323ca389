"""One row a game, for other programs: a study as a file of columns, `.npz` (NumPy) or `.parquet` (through pyarrow).

    seed            int64, modulo 2^64
    ending          id of the ending
    turn            id of the turn in which the game ended
    decisions       int16: seats with at least two legal options
    SEAT.total      float64
    SEAT.DIMENSION  float64, 0 to 100

In `.npz` the ending and the turn are int16 places in the lists `ending.ids` and `turn.ids`, and `about` is a JSON text
that names pack, scenario and policies; in `.parquet` they are dictionary columns, and the text is in the file's metadata
under `itabasami`. Numbers come back bit for bit.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game import files
from game.engine import Program

from .simulate import Outcome

NAMED = ("ending", "turn")  # columns of places in a list of ids
ABOUT = "about"
SUFFIXES = (".npz", ".parquet")
METADATA = b"itabasami"


@dataclass(frozen=True)
class Columns:
    """A table: name to array, all of one length; `ids` are the lists that the columns NAMED point into."""

    arrays: Mapping[str, NDArray[Any]]
    ids: Mapping[str, tuple[str, ...]]
    about: Mapping[str, Any]

    @property
    def bytes_per_game(self) -> int:
        """Size of one row in memory."""
        return sum(a.dtype.itemsize for a in self.arrays.values())


def columns(program: Program, outcome: Outcome) -> Columns:
    """The table of a finished study."""
    score, study = outcome.score, outcome.study
    first = np.uint64(study.seed % 2**64)
    arrays: dict[str, NDArray[Any]] = {
        "seed": (np.arange(study.games, dtype=np.uint64) + first).view(np.int64),
        "ending": score.ending,
        "turn": score.turn,
        "decisions": outcome.each,
    }
    for seat in outcome.seats:
        arrays[f"{seat}.total"] = score.total[seat]
        arrays.update({f"{seat}.{name}": values for name, values in score.dimensions[seat].items()})
    about = {
        "pack": program.pack.info.id,
        "pack_version": program.pack.info.version,
        "pack_digest": program.pack.digest,
        "scenario": program.scenario,
        "profile": program.profile,
        "policies": {seat: study.policies.get(seat, "random") for seat in outcome.seats},
    }
    return Columns(arrays, {"ending": score.ending_ids, "turn": program.turns}, about)


def ready(path: Path) -> str:
    """Why a file of this name cannot be written, before any game is played: "", "suffix" or "no-pyarrow"."""
    if path.suffix not in SUFFIXES:
        return "suffix"
    return "no-pyarrow" if path.suffix == ".parquet" and find_spec("pyarrow") is None else ""


def write(path: Path, table: Columns) -> None:
    """Writes a table in the form that the file's name asks for, whole or not at all.

    :raises FileError: where the disk refuses, and then what was there is as it was.
    :raises ValueError: for another suffix.
    """
    if ready(path) == "suffix":
        raise ValueError(f"{path.name} ends neither with .npz nor with .parquet")
    files.write(path, _parquet(table) if path.suffix == ".parquet" else _npz(table))


def read(path: Path) -> Columns:
    """A table that `write` has written, from either form."""
    return (_read_parquet if path.suffix == ".parquet" else _read_npz)(path)


def _npz(table: Columns) -> bytes:
    lists = {f"{name}.ids": np.array(ids) for name, ids in table.ids.items()}
    about = np.array(json.dumps(table.about, ensure_ascii=False))
    made = io.BytesIO()
    np.savez_compressed(made, **table.arrays, **lists, about=about)  # pyright: ignore[reportArgumentType]
    return made.getvalue()


def _read_npz(path: Path) -> Columns:
    with np.load(path, allow_pickle=False) as file:
        found = {name: file[name] for name in file.files}
    about = json.loads(str(found.pop(ABOUT)))
    ids = {name: tuple(found.pop(f"{name}.ids").tolist()) for name in NAMED}
    return Columns(found, ids, about)


def _parquet(table: Columns) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: dict[str, Any] = {}
    for name, values in table.arrays.items():
        array = pa.array(values)
        found[name] = pa.DictionaryArray.from_arrays(array, pa.array(table.ids[name])) if name in NAMED else array
    metadata = {METADATA: json.dumps({"about": table.about, "ids": table.ids}, ensure_ascii=False).encode()}
    made = io.BytesIO()
    pq.write_table(pa.table(found).replace_schema_metadata(metadata), made, compression="zstd")
    return made.getvalue()


def _read_parquet(path: Path) -> Columns:
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    said = json.loads((table.schema.metadata or {})[METADATA])
    ids = {name: tuple(said["ids"][name]) for name in NAMED}
    found: dict[str, NDArray[Any]] = {}
    for name in table.column_names:
        column = table[name]
        if name in NAMED:
            places = {text: i for i, text in enumerate(ids[name])}
            found[name] = np.array([places[text] for text in column.to_pylist()], dtype=np.int16)
        else:
            found[name] = column.to_numpy()
    return Columns(found, ids, said["about"])
