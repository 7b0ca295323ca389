"""Where checks write what they find: from an entry and a key path to a problem with file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from .base import Text
from .build import Draft
from .near import Near
from .problems import Problem

if TYPE_CHECKING:
    from .model import Pack

Path = tuple[str | int, ...]

_WHAT = {
    "seat": "席", "unit": "単位", "profile": "データ（profile）", "figure": "数値（figure）", "track": "トラック",
    "flag": "フラグ", "phase": "フェーズ", "set": "集合", "mark": "カレンダーの印（mark）", "option": "選択肢",
    "event": "イベント", "doctrine": "ドクトリン", "scenario": "シナリオ", "role": "役職", "office": "省庁",
    "element": "要素または文献", "reference": "文献", "family": "系列", "option or event": "選択肢またはイベント",
    "track or let": "トラックまたは式（let）",
}  # fmt: skip


class Findings:
    """The problems of one pack. A table that `each` repeats is complained of once, not for every member."""

    def __init__(self, pack: Pack, draft: Draft) -> None:
        self.pack, self.draft = pack, draft
        self.problems: list[Problem] = []
        self._seen: set[tuple[str, str, Path, str]] = set()

    def add(
        self, kind: str, name: str, path: Path, found: object, ja: str, en: str, near: str | Near = "", *,
        warning: bool = False, about: str = "",
    ) -> None:  # fmt: skip
        """A problem of the entry `kind`, `name` at the keys `path` below its table.

        `about` tells apart two complaints of one place; the same complaint is noted once.
        """
        if kind == "track" and name in self.pack.flags:
            kind = "flag"
        table = self.draft.tables.get((kind, name), name)
        key = (kind, table, path, about or en)
        if key in self._seen:
            return
        self._seen.add(key)
        source = self.draft.source
        self.problems.append(source.problem(kind, table, path, found, Text(ja=ja, en=en), near, warning))

    def known(self, kind: str, name: str, path: Path, found: str, what: str, known: Iterable[str]) -> bool:
        """Complains where `found` is none of the known names of `what`; says whether it is one."""
        names = known if isinstance(known, Collection) else list(known)
        if found in names:
            return True
        there_ja, there_en = listed(names if len(names) <= 8 else ())
        article = "an" if what[0] in "aeiou" else "a"
        ja = f"{_WHAT.get(what, what)}の id を書いてください{there_ja}"
        self.add(
            kind, name, path, found, ja, f"wanted the id of {article} {what}{there_en}",
            Near(found, names), about=found,
        )  # fmt: skip
        return False

    def all_known(
        self, kind: str, name: str, path: Path, found: Iterable[str], what: str, known: Iterable[str]
    ) -> None:
        """The same for every name of a list."""
        names = known if isinstance(known, Collection) else list(known)
        for i, one in enumerate(found):
            self.known(kind, name, (*path, i), one, what, names)

    def is_generated(self, kind: str, name: str) -> bool:
        """Whether the negotiation wrote this table: its author cannot mend it."""
        return (kind, self.draft.tables.get((kind, name), name)) in self.draft.generated


def listed(names: Iterable[str]) -> tuple[str, str]:
    """Names in brackets to put behind a Japanese and an English sentence; nothing for none.

    >>> listed(["mayor", "bandits"]), listed([])
    (('（mayor、bandits）', ' (mayor, bandits)'), ('', ''))
    """
    found = list(names)
    return (f"（{'、'.join(found)}）", f" ({', '.join(found)})") if found else ("", "")
