"""Numbers as a screen needs them: raw, so that bars and curves can be drawn, and written out with unit or sign."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A number in its own unit, NaN where the seat may not know it, and how it is written with its unit."""

    number: float
    text: str

    @property
    def known(self) -> bool:
        """Whether the seat may know it.

        >>> Value(2.1, "2.1%").known, Value(float("nan"), "?").known
        (True, False)
        """
        return self.number == self.number


@dataclass(frozen=True)
class Change:
    """A change in the figure's own unit, how it is written with its sign ("" where it is too small to be seen), and
    whether it is for the better (None where neither way is)."""

    amount: float
    text: str
    good: bool | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.text)


NONE = Change(0.0, "")
