"""Signs that a Japanese keyboard or a word processor puts where TOML wants its own: curly quotes, wide commas, brackets.

>>> wrong_sign('title = \\u201cFund\\u201d', 0)
(8, '\\u201c', '"')
>>> wrong_sign("start = 0,05", 0)
(8, '0,05', '0.05')
"""

from __future__ import annotations

import re

# The string that is still open at the end of a line is no reason to stop looking: what closes it may be the wrong sign.
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*")
_SIGNS = {
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u300c": '"', "\u300d": '"', "\u2018": "'", "\u2019": "'",
    "\u3001": ",", "\u3000": " ", "\u2212": "-", "\u2013": "-", "\u3010": "[", "\u3011": "]",
}  # fmt: skip
_DECIMAL = re.compile(r"(?<==)\s*([+-]?\d+),(\d+)(?=\s*(?:$|[,}#]\s*\w*\s*=|\}|#))")


def wrong_sign(line: str, column: int) -> tuple[int, str, str] | None:
    """(place from 0, what stands there, what should) of the first wrong sign of a line outside strings and comments.

    Where nothing is wrong outside of them, the first curly quote from `column` on, which may have been meant to close one.
    """
    plain = _STRING.sub(lambda m: " " * len(m[0]), line)
    for at, sign in enumerate(plain):
        right = _right(sign)
        if right:
            return at, sign, right
    m = _DECIMAL.search(plain)
    if m:
        return m.start(1), f"{m[1]},{m[2]}", f"{m[1]}.{m[2]}"
    for at, sign in enumerate(line):
        if at >= column and sign in "\u201c\u201d\u201e\uff02":
            return at, sign, '"'
    return None


def _right(sign: str) -> str:
    if "\uff01" <= sign <= "\uff5e":
        return chr(ord(sign) - 0xFEE0)
    return _SIGNS.get(sign, "")
