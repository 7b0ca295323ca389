"""Means and shares of finished games with 95 % confidence intervals, and counts of endings.

>>> mean_ci([1.0, 2.0, 3.0])
{'mean': 2.0, 'ci95': [0.8684, 3.1316]}
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from game.engine.scoring import Score

NONE = "(none)"
Z95 = 1.959964  # two-sided 95 % of the normal distribution


def mean_ci(values: ArrayLike) -> dict[str, Any]:
    """Mean and 95 % confidence interval of the mean (normal approximation)."""
    x = np.asarray(values, dtype=np.float64)
    half = Z95 * float(x.std(ddof=1)) / sqrt(x.size) if x.size > 1 else 0.0
    mean = float(x.mean()) if x.size else 0.0
    return {"mean": round(mean, 4), "ci95": [round(mean - half, 4), round(mean + half, 4)]}


def share_ci(hits: int, n: int) -> dict[str, Any]:
    """A share and its 95 % Wilson interval."""
    if n == 0:
        return {"share": 0.0, "ci95": [0.0, 1.0]}
    p, z = hits / n, Z95
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return {"share": round(p, 4), "ci95": [round(max(0.0, centre - half), 4), round(min(1.0, centre + half), 4)]}


def endings(score: Score) -> dict[str, int]:
    """How many games ended how; every ending of the pack is there, with 0 where none did.
    Games that no ending caught, which a pack of an older version may have, count under NONE."""
    counts = np.bincount(score.ending[score.ending >= 0], minlength=len(score.ending_ids))
    found = {name: int(counts[i]) for i, name in enumerate(score.ending_ids)}
    none = int(np.count_nonzero(score.ending < 0))
    return {**found, NONE: none} if none else found


def seat_score(score: Score, seat: str) -> dict[str, Any]:
    """A seat's dimensions, total and win share."""
    n = len(score.ending)
    found: dict[str, Any] = {d: mean_ci(v) for d, v in score.dimensions[seat].items()}
    found["total"] = mean_ci(score.total[seat])
    found["wins"] = share_ci(int(score.won[seat].sum()), n)
    return found
