"""How numbers, money, changes, turns and dates are written, in Japanese and in English.

Only formats: which unit a figure has comes from the pack, as the text that stands behind the number.

>>> number(1234.5, 1), signed(-0.25, 2), quantity(2.4, 1, "%")
('1,234.5', '-0.25', '2.4%')
>>> money(340, "usd", "ja"), money(340, "usd", "en"), money(17, "jpy", "ja")
('3,400億ドル', '$340 billion', '17兆円')
"""

from __future__ import annotations

import re
import unicodedata

UNKNOWN = "?"
MONEY = {"bn_usd": "usd", "bn_usd_year": "usd", "tn_jpy": "jpy", "tn_jpy_year": "jpy"}
"""Units that are sums of money, written as each language counts: thousand millions or 億."""

LARGE = re.compile("百万")
SINGULAR = {
    "people": "person", "ships": "ship", "countries": "country", "entities": "entity", "items": "item",
    "fields": "field", "seats": "seat", "points": "point", "rungs": "rung", "years": "year", "days": "day",
    "quarters": "quarter", "tokens": "token", "hands": "hand", "coins": "coin", "sacks": "sack",
}  # fmt: skip

MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip


def number(value: float, digits: int = 0) -> str:
    """A plain number with `digits` decimals; NaN, what nobody may know, is "?"; never "-0".

    >>> number(-0.04, 1), number(float("nan"))
    ('0.0', '?')
    """
    if value != value:
        return UNKNOWN
    text = f"{value:,.{digits}f}"
    return text[1:] if text.startswith("-") and not re.search("[1-9]", text) else text


def signed(value: float, digits: int = 0) -> str:
    """A change, with its sign; "±0" where it rounds to nothing.

    >>> signed(3.2), signed(0.01, 1)
    ('+3', '±0')
    """
    text = number(value, digits)
    if not re.search("[1-9]", text):
        return text if text == UNKNOWN else "±0"
    return text if text.startswith("-") else f"+{text}"


def short(value: float) -> str:
    """A number in as few signs as it needs, at most three decimals.

    >>> short(2.0), short(0.3333), short(-1.50)
    ('2', '0.333', '-1.5')
    """
    text = number(value, 3)
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: float, currency: str, lang: str, yearly: bool = False) -> str:
    """A sum: `value` in billion dollars ("usd") or trillion yen ("jpy").

    >>> money(0.45, "jpy", "en"), money(1200, "usd", "ja"), money(2.5, "usd", "ja", yearly=True)
    ('¥0.45 trillion', '1兆2,000億ドル', '25億ドル/年')
    """
    if value != value:
        return UNKNOWN
    sign, size = ("-" if value < 0 else ""), abs(value)
    if lang != "ja":
        words = f"${short(size)} billion" if currency == "usd" else f"¥{short(size)} trillion"
        return f"{sign}{words}{' a year' if yearly else ''}"
    if currency == "jpy":
        words = f"{short(size)}兆円"
    else:
        hundred_millions = round(size * 10, 1)
        trillions, rest = divmod(hundred_millions, 10_000)
        words = f"{trillions:,.0f}兆" if trillions else ""
        words += f"{short(rest)}億" if rest or not trillions else ""
        words += "ドル"
    return f"{sign}{words}{'/年' if yearly else ''}"


def quantity(value: float, digits: int, after: str, unit: str = "", lang: str = "en", before: str = "") -> str:
    """A number with its unit: money in the way of the language, else the text behind the number.

    >>> quantity(3, 0, "aircraft"), quantity(1.5, 1, "兆円", "tn_jpy", "ja")
    ('3 aircraft', '1.5兆円')
    """
    if unit in MONEY:
        return money(round(value, max(digits, 2)), MONEY[unit], lang, unit.endswith("_year"))
    large = LARGE.match(after) if lang == "ja" else None
    if large is not None:
        return before + counted(value * 1_000_000, after[large.end() :])
    space = " " if after[:1].isascii() and after[:1].isalpha() else ""
    text = number(value, digits)
    if lang != "ja" and text in ("1", "-1"):
        after = SINGULAR.get(after, after)
    return f"{before}{text}{space}{after}"


def counted(value: float, after: str) -> str:
    """A large number as it is counted in Japanese.

    >>> counted(1_640_000, "台"), counted(230_000_000, "人")
    ('164万台', '2億3,000万人')
    """
    if value != value:
        return UNKNOWN
    hundreds, rest = divmod(round(abs(value) / 10_000), 10_000)
    words = (f"{hundreds:,}億" if hundreds else "") + (f"{rest:,}万" if rest or not hundreds else "")
    return f"{'-' if value < 0 else ''}{words}{after}"


def turn_name(turn: str, lang: str) -> str:
    """A quarter of a year.

    >>> turn_name("2026Q1", "ja"), turn_name("2026Q1", "en")
    ('2026年第1四半期', '2026 Q1')
    """
    year, quarter = turn.split("Q")
    return f"{year}年第{quarter}四半期" if lang == "ja" else f"{year} Q{quarter}"


def date_text(date: str, lang: str) -> str:
    """An ISO date, or a year or month of one, in words; anything else as it is.

    >>> date_text("2026-03-19", "ja"), date_text("2026-03-19", "en"), date_text("2025-12", "en"), date_text("FY2006", "ja")
    ('2026年3月19日', '19 March 2026', 'December 2025', '2006年度')
    """
    m = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date)
    if m is None or m[2] is None or not 1 <= int(m[2]) <= 12:
        return period_text(date) if lang == "ja" else date
    year, month, day = m[1], int(m[2]), int(m[3]) if m[3] else 0
    if lang == "ja":
        return f"{year}年{month}月" + (f"{day}日" if day else "")
    return f"{day} {MONTHS[month - 1]} {year}" if day else f"{MONTHS[month - 1]} {year}"


# What stands beside a date in a pack, as English words, and the Japanese for it; the first that fits is taken.
PERIODS = (
    (r"FY(\d{4})(?:-\d{2})?", r"\1年度"),
    (r"(\d{4})Q(\d)", r"\1年第\2四半期"),
    (r"(\d{4})-(\d{2})-(\d{2})", lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日"),
    (rf"({'|'.join(MONTHS)}) (\d{{4}})", lambda m: f"{m[2]}年{MONTHS.index(m[1]) + 1}月"),
    (r"\b(\d{4})(?![年\d])", r"\1年"),
    (r"^second half of (.*)", r"\1後半"),
    (r"^end of (.*)", r"\1末"),
    (r"^since (.*)", r"\1以降"),
    (r"^target for (.*)", r"\1の目標"),
    (r"^to ([^,]*)", r"\1まで"),
    (r"^within (\d+) years", r"\1年以内"),
    (r"^chosen (.*), contract (.*)", r"\1選定、\2契約"),
    (r"^(.*) interest over the stock of (.*)", r"\1の利払い÷\2の残高"),
    (r"^(.*) budget over (.*) GDP", r"\1予算÷\2のGDP"),
    (r" GDP$", "のGDP"),
    (r",? after the supplementary budget", "（補正後）"),
    (r",? initial budget", "（当初予算）"),
    (r" budget", "予算"),
    (r", annualised, first preliminary", "（年率、一次速報）"),
    (r", annualised", "（年率）"),
    (r", average", "（平均）"),
    (r", projection", "（見通し）"),
    (r", against baseline", "（基準との比較）"),
    (r", plan of (.*)", r"（\1の計画）"),
    (r", plan", "（計画）"),
    (r"^estimate$", "推計"),
    (r"^future$", "将来"),
    (r"^plan$", "計画"),
    (r"^proposal$", "提案"),
    (r" to ", "〜"),
)  # fmt: skip


def period_text(text: str) -> str:
    """A period or a note beside a date in Japanese, as far as its words are known.

    >>> period_text("FY2026 budget"), period_text("2026Q1, annualised"), period_text("end of December 2025")
    ('2026年度予算', '2026年第1四半期（年率）', '2025年12月末')
    """
    for pattern, words in PERIODS:
        text = re.sub(pattern, words, text)
    return text


def typed(text: str) -> str:
    """What somebody typed, with full-width letters and digits made plain.

    >>> typed(" １２ ")
    '12'
    """
    return unicodedata.normalize("NFKC", text).strip()


def width(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> width("国債 2%")
    7
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def cut(text: str, columns: int) -> str:
    """A text shortened to so many columns, with an ellipsis where something is left out.

    >>> cut("国債の利回り", 8), cut("yield", 8)
    ('国債の…', 'yield')
    """
    if width(text) <= columns:
        return text
    kept, used = "", 1
    for c in text:
        used += width(c)
        if used > columns:
            break
        kept += c
    return kept + "…"
