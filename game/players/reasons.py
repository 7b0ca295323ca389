"""Reasons in words: one sentence for a move, in Japanese and in English, with the figures that it rests on.

>>> from game.engine import compile_pack
>>> from game.pack import Pack
>>> program = compile_pack(Pack.load("rules/tutorial"))
>>> reason = Reason(Text(ja="冬が来る前に。", en="Before winter comes."), (Quoted("coins", 12.0, ">=", 4.0),))
>>> sentence(program, reason).en
'Chest at 12.0 coins (4 coins or more): Before winter comes.'
>>> sentence(program, Reason(None, reason.figures)).en
'Judging by: Chest at 12.0 coins (4 coins or more).'
>>> sentence(program, reason).ja
'金庫は12.0枚（4枚以上）。冬が来る前に。'
"""

from __future__ import annotations

from collections.abc import Sequence

from game.engine import Games, Program, Quoted, Reason
from game.engine.reasons import TURN
from game.pack import Text

from .knowledge import gauge_of, written

FINEST = 3  # decimals at most
SIDES = {
    "<": Text(ja="{}未満", en="below {}"),
    "<=": Text(ja="{}以下", en="{} or less"),
    ">": Text(ja="{}超", en="above {}"),
    ">=": Text(ja="{}以上", en="{} or more"),
}
HOLDS = {"<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__}


def reason_text(
    program: Program, games: Games, doctrine: str, option: int, hearers: Sequence[str] | None = None
) -> Text | None:
    """Why a doctrine takes an option in the first game, so that every seat of `hearers` (default: all) may hear it."""
    return sentence(program, program.reason(games, doctrine, option, hearers=hearers))


def sentence(program: Program, reason: Reason) -> Text | None:
    """A reason in one sentence; None where there is neither a figure nor a sentence of the doctrine's own."""
    ja = "、".join(quoted(program, q, "ja") for q in reason.figures)
    en = ", ".join(quoted(program, q, "en") for q in reason.figures)
    say = reason.say
    if not reason.figures:
        return say
    if say is None:
        return Text(ja=f"判断の材料：{ja}。", en=f"Judging by: {en}.")
    return Text(ja=f"{ja}。{say.ja}", en=f"{en}: {say.en}")


def quoted(program: Program, q: Quoted, lang: str) -> str:
    """A figure with its name and unit, and the side of a number that a wish asks for."""
    if q.name == TURN:
        turn, turns = round(q.value), len(program.turns)
        return f"{turns}期のうち{turn}期目" if lang == "ja" else f"Quarter {turn} of {turns}"
    gauge = gauge_of(program, q.name)
    title = program.pack.say(gauge.title, lang, program.profile)
    digits = gauge.digits
    if q.sign:  # what is shown stands on the side that is told: 46.8, not 47, is below 47
        while digits < FINEST and not HOLDS[q.sign](round(q.value, digits), q.bound):
            digits += 1
    value = written(program, gauge, q.value, lang, digits)
    text = f"{title}は{value}" if lang == "ja" else f"{title} at {value}"
    if not q.sign:
        return text
    side = SIDES[q.sign].get(lang).format(written(program, gauge, q.bound, lang, decimals(q.bound)))
    return f"{text}（{side}）" if lang == "ja" else f"{text} ({side})"


def decimals(value: float) -> int:
    """How many decimals a number has, three at most.

    >>> decimals(47.0), decimals(0.35)
    (0, 2)
    """
    return next((d for d in range(FINEST) if abs(round(value, d) - value) < 1e-9), FINEST)
