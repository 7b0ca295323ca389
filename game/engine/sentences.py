"""The engine's own sentences, every one in Japanese and English; all other texts are the pack's.

Sentences carry no name of a rule, a place or a thing: where one needs such a name, it gets a `Text` of the pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.pack.base import Text

NOTHING = Text(ja="何もしない", en="Nothing to do")
QUIET = Text(ja="静かな期", en="A quiet turn")
LIMIT = Text(ja="限度", en="Limit of the scale")
OVER = Text(ja="ゲームは終わりました", en="The game is over")
CLOSED = Text(ja="この段階では選べません", en="Not open in this phase")

KINDS = {
    "scenario": Text(ja="シナリオ", en="scenario"),
    "profile": Text(ja="データの組", en="profile"),
    "seat": Text(ja="席", en="seat"),
    "policy": Text(ja="打ち手", en="policy"),
    "doctrine": Text(ja="方針", en="doctrine"),
    "value": Text(ja="値", en="value"),
}  # of names: what UnknownName may be about


def lack(title: Text) -> Text:
    """There is not enough of a track.

    >>> lack(Text(ja="資材", en="Timber")).en
    'Not enough: Timber'
    """
    return Text(ja=f"{title.ja}が足りません", en=f"Not enough: {title.en}")


def price(title: Text, takes: float, have: float) -> Text:
    """There is not enough of a track to pay with, in figures.

    >>> price(Text(ja="資材", en="Timber"), 3, 1.5).en
    'Not enough: Timber (takes 3, you have 1.5)'
    """
    short = lack(title)
    return Text(
        ja=f"{short.ja}（必要{takes:g}、現在{have:.3g}）",
        en=f"{short.en} (takes {takes:g}, you have {have:.3g})",
    )


def per_turn(times: int) -> Text:
    """An option has been used as often as it may be in a turn."""
    return Text(ja=f"この期はもう使いました（1期{times}回まで）", en=f"Already used this turn (at most {times} a turn)")


def per_game(times: int) -> Text:
    """An option has been used as often as it may be in a game."""
    return Text(
        ja=f"ゲーム中{times}回までです",
        en="At most once in a game" if times == 1 else f"At most {times} times in a game",
    )


def once_in(turns: int) -> Text:
    """An option has been used too short a time ago."""
    return Text(ja=f"{turns}期に1回までです", en=f"At most once in {turns} turns")


def unknown_name(kind: str, name: str, nearest: str, known: Sequence[str]) -> Text:
    """Nothing goes by a name. `kind` is one of KINDS, `nearest` may be ""."""
    listed, what = ", ".join(known), KINDS[kind]
    ja = f"「{nearest}」のことですか。" if nearest else ""
    en = f"; did you mean '{nearest}'?" if nearest else ""
    return Text(
        ja=f"{what.ja}「{name}」はありません。{ja}（あるもの：{listed}）",
        en=f"there is no {what.en} '{name}'{en} (there are: {listed})",
    )


def illegal_move(move: str, reasons: Sequence[Text]) -> Text:
    """A move is not legal, and why."""
    return Text(
        ja=f"{move}：今は選べません。" + "".join(r.ja for r in reasons),
        en=f"{move}: not legal now. " + " / ".join(r.en for r in reasons),
    )


POSITION = {
    "head": ("この規則の局面は「{wanted}」で始まります。", "a position of these rules begins '{wanted}'"),
    "twice": ("前にも書いてあります。", "this has been said before"),
    "seen": (
        "席から見た局面です。ここからゲームは作れません。",
        "this is what a seat sees; a game cannot be made of it",
    ),
    "unknown": ("この規則にその名前のものはありません。", "these rules have nothing of that name"),
    "unfit": ("「{value}」は合いません。", "'{value}' does not fit"),
    "missing": ("「{name} …」の行がありません。", "a line '{name} …' is missing"),
    "elsewhere": ("段階{step}はそこではありません。", "step {step} is not there"),
}  # what may be wrong with the text of a position


def unreadable_position(line: int, found: str, code: str, values: Mapping[str, object]) -> Text:
    """A position's text cannot be read: the line, what stands there, and why. `code` is one of POSITION.

    >>> unreadable_position(3, "step x", "unfit", {"value": "x"}).en
    "line 3, 'step x': 'x' does not fit"
    """
    ja, en = (words.format_map(values) for words in POSITION[code])
    return Text(ja=f"{line}行目「{found}」：{ja}", en=f"line {line}, '{found}': {en}")
