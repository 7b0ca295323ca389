"""The usual slips in formulas: what other languages and school arithmetic write otherwise, and how it is written here.

>>> slip("a > 1 && b > 1").words.en, slip("50%").words.en, slip("0,05 * debt").words.en
("write 'and' for '&&'", "write 0.5 for '50%'", "write a decimal point: 0.05 for '0,05'")
"""

from __future__ import annotations

import re

from .complaints import Complaint

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_DECIMAL = re.compile(r"(?<![\w.,])(\d+)\s*[,\u3001\uff0c]\s*(\d+)(?![\w.,])")
_IN_CALL = re.compile(r"[(\[]")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%\uff05](?!\s*[\w(])")
_THEN = re.compile(r"\bif\b.*\bthen\b|\bthen\b.*\belse\b", re.S)
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"&&?", "and"), (r"\|\|?", "or"), (r"\bAND\b", "and"), (r"\bOR\b", "or"), (r"\bNOT\b", "not"),
    (r"!(?!=)", "not"), (r"≥|=>", ">="), (r"≤|=<", "<="), (r"≠|<>", "!="), (r"×", "*"), (r"÷", "/"),
    ("\u2212|\u2013|\u2014", "-"), ("\u201c|\u201d", '"'), ("\u2018|\u2019", "'"),
)  # fmt: skip
_WIDE = re.compile("[\uff01-\uff5e]")  # each stands for the ASCII sign 0xFEE0 below it
_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")


def slip(text: str) -> Complaint | None:
    """What to write instead, for the first slip in a formula that could not be read; None where none is known."""
    plain = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    if _THEN.search(plain):
        return Complaint.of("slip_if", form="a if condition else b")
    m = _PERCENT.search(plain)
    if m:
        return Complaint.of("slip_percent", right=f"{float(m[1]) / 100:.12g}", wrong=m[0])
    m = _DECIMAL.search(plain)
    if m and not _IN_CALL.search(plain[: m.start()]):
        return Complaint.of("slip_decimal", right=f"{m[1]}.{m[2]}", wrong=m[0])
    found = [(m.start(), m[0], sign) for pattern, sign in _SIGNS if (m := re.search(pattern, plain))]
    wide = _WIDE.search(plain)
    if wide:
        found.append((wide.start(), wide[0], chr(ord(wide[0]) - 0xFEE0)))
    if found:
        _, wrong, right = min(found)
        return Complaint.of("slip_sign", right=right, wrong=wrong)
    if _EQUALS.search(plain):
        return Complaint.of("slip_equals")
    return None
