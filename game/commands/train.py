"""`train`: tunes a doctrine of the pack by evolution and writes the result as a doctrine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .common import GOOD, RULES, WRONG_USE, Failure, load_pack, note, say
from .workers import failure_of, pool_of


def run(a: argparse.Namespace) -> int:
    """Trains, and writes the file of the trained doctrine."""
    from game.engine import UnknownName, compile_pack
    from game.files import FileError, write
    from game.pack import Text
    from game.study.pool_errors import PoolError
    from game.study.train import Genome, doctrine_toml, train

    pack = load_pack(a.pack)
    seat = a.seat or pack.info.seat
    try:
        program = compile_pack(pack, a.scenario)
        program.known_seat(seat)
        base = a.doctrine or pack.seats[seat].item.doctrine
        if base not in pack.doctrines or pack.doctrines[base].item.seat != seat:
            raise UnknownName("doctrine", base, [d for d, e in pack.doctrines.items() if e.item.seat == seat])
    except UnknownName as e:
        raise Failure(e.text("ja"), e.text("en"), WRONG_USE) from e
    genome = Genome(program, base, a.within)

    def progress(generation: int, best: float) -> None:
        if sys.stderr.isatty():
            note(f"{generation + 1}/{a.generations}  {best:.3f}")

    try:
        with pool_of(a) as pool:
            found = train(
                program, base, pool, generations=a.generations, seed=a.seed, within=a.within, progress=progress
            )
    except PoolError as e:
        raise failure_of(e) from e
    name = f"trained_{seat}"
    command = f"python main.py train --seat {seat} --doctrine {base} --generations {a.generations} --seed {a.seed}"
    title = Text(ja="鍛えた手", en="Trained")
    if seat != pack.info.seat:
        of = pack.seats[seat].item.title
        title = Text(ja=f"鍛えた{of.ja}", en=f"Trained {of.en}")
    text = Text(
        ja="方針の一つを、何万回もの対局で調整したもの。上級の相手が、先を読むときに使います。",
        en="One of the doctrines, tuned over many thousands of games; the expert level plays by it in its head.",
    )
    if a.within:  # the same doctrine, played better
        item = pack.doctrines[base].item
        name, title, text, command = base, item.title, item.text or text, f"{command} --within {a.within:g}"
    file = Path(a.out) if a.out else RULES / pack.info.id / "doctrines" / f"trained-{seat}.toml"
    try:
        write(file, doctrine_toml(genome, found.mean, name, title, text, command))
    except FileError as e:
        raise Failure(e.text("ja"), e.text("en")) from e
    print(say(a, f"{file.name} に書きました。", f"Written to {file.name}."))
    return GOOD
