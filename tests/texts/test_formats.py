"""Numbers, changes, money, turns and dates, as each language writes them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.texts.formats import cut, date_text, money, number, quantity, short, signed, turn_name, typed, width

NUMBERS = st.floats(-1e9, 1e9)


@settings(deadline=None)
@given(NUMBERS, st.integers(0, 3))
def test_a_number_reads_back_within_half_a_digit(value: float, digits: int) -> None:
    text = number(value, digits)
    assert abs(float(text.replace(",", "")) - value) <= 0.5 * 10**-digits * 1.001
    assert not (text.startswith("-") and float(text.replace(",", "")) == 0)


@settings(deadline=None)
@given(NUMBERS, st.integers(0, 3))
def test_a_change_has_a_sign_or_is_nothing(value: float, digits: int) -> None:
    text = signed(value, digits)
    assert text == "±0" or (text[0] == "+") == (value > 0)


def test_what_nobody_may_know_is_a_question_mark() -> None:
    assert {number(math.nan), signed(math.nan), money(math.nan, "jpy", "ja"), quantity(math.nan, 1, "")} == {"?"}


@pytest.mark.parametrize(
    ("value", "currency", "lang", "expected"),
    [
        (17, "jpy", "ja", "17兆円"),
        (0.5, "jpy", "ja", "0.5兆円"),
        (-3.4, "jpy", "en", "-¥3.4 trillion"),
        (340, "usd", "ja", "3,400億ドル"),
        (0.02, "usd", "ja", "0.2億ドル"),
        (1000, "usd", "ja", "1兆ドル"),
        (1234.5, "usd", "ja", "1兆2,345億ドル"),
        (550, "usd", "en", "$550 billion"),
        (0, "usd", "ja", "0億ドル"),
    ],
)
def test_money_is_counted_as_each_language_counts(value: float, currency: str, lang: str, expected: str) -> None:
    assert money(value, currency, lang) == expected


def test_units_stand_as_each_language_puts_them() -> None:
    assert quantity(20, 0, "機", "aircraft", "ja") == "20機"
    assert quantity(20, 0, "aircraft", "aircraft", "en") == "20 aircraft"
    assert quantity(2.5, 1, "%", "percent", "en") == "2.5%"
    assert short(0.30000000000000004) == "0.3"


def test_turns_and_dates() -> None:
    assert turn_name("2027Q3", "ja") == "2027年第3四半期"
    assert turn_name("2027Q3", "en") == "2027 Q3"
    assert date_text("2026-03", "ja") == "2026年3月"
    assert date_text("2026-13-01", "en") == "2026-13-01"
    assert date_text("", "ja") == ""


@settings(deadline=None)
@given(st.text(max_size=40), st.integers(1, 30))
def test_a_text_cut_fits(text: str, columns: int) -> None:
    found = cut(text, columns)
    assert width(found) <= columns or width(text) <= columns
    if width(text) <= columns:
        assert found == text


def test_what_is_typed_in_full_width_is_read_plainly() -> None:
    assert typed("　１２\u3000") == "12"
    assert typed("?３") == "?3"
