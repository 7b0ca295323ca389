"""How a saved game stands: its total and its dimensions, for lists of saves. Work for a worker.

known = Programs()             # keeps compiled rules, so that the second save of the same rules takes milliseconds
standing(path, words, known)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from game.engine import Program, RecordError, compile_pack
from game.engine.record import Record
from game.pack import Pack
from game.players.knowledge import Knowledge
from game.players.table import HUMAN
from game.saves.store import load, refusing
from game.texts.words import Words

from .figures import Figures
from .scores import Scores, scores

Key = tuple[str, str, str]  # digest of the pack, scenario, profile
KEPT = 8  # compiled rules that are remembered


@dataclass
class Programs:
    """Compiled rules of saves, by what they are made of. `pack`: the one that is played, which most saves hold."""

    pack: Pack | None = None
    known: dict[Key, Program] = field(default_factory=dict[Key, Program])

    def of(self, record: Record) -> Program:
        """The rules of a record: about 0.3 s for those of `pack`, 1.5 s for others, and nothing the second time.

        :raises RecordError: where the rules in the record are damaged.
        """
        key = (record.pack_digest, record.scenario, record.profile)
        if key not in self.known:
            if len(self.known) >= KEPT:
                del self.known[next(iter(self.known))]
            same = self.pack is not None and self.pack.digest == record.pack_digest
            made = compile_pack(self.pack, record.scenario, record.profile) if same and self.pack else record.program()
            self.known[key] = made
        return self.known[key]


def standing(path: Path, words: Words, programs: Programs) -> Scores:
    """The score of a saved game where it stands, as its first person may know it.

    >>> import tempfile
    >>> from game.presenter.session import Session
    >>> from game.saves.store import Store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     session = Session.new(Pack.load("rules/tutorial"), seed=5, words=Words("en"), store=Store(Path(folder)))
    ...     found = standing(session.path, Words("en"), Programs())
    >>> len(found.dimensions) > 0, 0 <= found.total.number <= 100
    (True, True)

    :raises SaveError: where the file does not open.
    """
    record = load(path)
    with refusing(path):
        program = programs.of(record)
        try:
            games = record.from_snapshot(program)
        except RecordError:
            games = record.replay(program)[1]
    seat = next((s for s, who in record.seats.items() if who == HUMAN), program.pack.info.seat)
    return scores(Figures(Knowledge(program, seat), words), games)
