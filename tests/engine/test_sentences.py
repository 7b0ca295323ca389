"""Everything the engine says itself stands in one file, in both languages."""

from __future__ import annotations

import re

from game.engine import sentences
from game.pack import Text
from tests.packs import RULES

JAPANESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")


def test_no_other_file_of_the_engine_holds_a_sentence_for_players() -> None:
    for file in (RULES.parent / "game" / "engine").glob("*.py"):
        if file.name == "sentences.py":
            continue
        code = re.sub(r">>>.*", "", file.read_text(encoding="utf-8"))
        assert not JAPANESE.search(code), file.name
        assert not re.search(r"\bText\(\s*ja=", code), file.name


def test_every_sentence_is_in_both_languages() -> None:
    title, reason = Text(ja="資材", en="Timber"), Text(ja="冬です。", en="It is winter.")
    said = [
        *(t for t in vars(sentences).values() if isinstance(t, Text)),
        *sentences.KINDS.values(),
        sentences.lack(title),
        sentences.price(title, 3, 1.5),
        sentences.per_turn(2),
        sentences.per_game(2),
        sentences.once_in(4),
        *(sentences.unknown_name(kind, "x", near, ["y"]) for kind in sentences.KINDS for near in ("", "y")),
        sentences.illegal_move("m", [reason]),
        *(
            sentences.unreadable_position(3, "seed x", code, {"value": "x", "wanted": "w", "name": "at", "step": 1})
            for code in sentences.POSITION
        ),
    ]
    for text in said:
        assert JAPANESE.search(text.ja), text
        assert not JAPANESE.search(text.en), text
