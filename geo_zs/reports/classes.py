"""Classes of a figure for a map in shades (分级设色): bounds, members, legend.

Five shades of one hue, from light to dark: told apart by people who do not see all
colours, and in black and white. Places without a figure are hatched, never pale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo_zs.crs import FloatArray
from geo_zs.reports.chart_parts import number_text
from geo_zs.reports.drawing import Paint
from geo_zs.vocab import Lang

Method = Literal["quantile", "equal"]

#: Light to dark; the contrast of neighbours in grey is at least 1.5 to 1.
SHADES: Final = ("#e3f1ee", "#a9d5cc", "#65aea1", "#2a7d70", "#0b4a41")
#: A place without a figure.
NO_DATA: Final = Paint("#ffffff", hatch="rising", hatch_ink="#9aa3a6", stroke="#8c8776")
_NO_DATA_WORDS: Final = {"zh": "无数据", "en": "no data"}


@dataclass(frozen=True, eq=False)
class Classes:
    """Figures sorted into classes.

    Parameters
    ----------
    bounds : (n_classes + 1,) tuple of float
        Rising. A class holds its lower bound; the last one its upper bound too.
    members : (n,) int array
        Class of each figure, from 0; -1 where it is not known.
    decimals : int
        Of the numbers in the legend.
    """

    bounds: tuple[float, ...]
    members: NDArray[np.int64]
    decimals: int

    @property
    def n(self) -> int:
        """Number of classes; 0 if no figure is known."""
        return max(len(self.bounds) - 1, 0)

    def paint(self, member: int) -> Paint:
        """Return the look of a class, or of no data for -1."""
        if member < 0:
            return NO_DATA
        return Paint(self._shade(member), stroke="#8c8776", width=0.6)

    def is_dark(self, member: int) -> bool:
        """Tell whether text on a class must be light."""
        return member >= 0 and SHADES.index(self._shade(member)) >= 3

    def _shade(self, member: int) -> str:
        # Fewer classes are spread over the whole range of shades.
        last = max(self.n - 1, 1)
        return SHADES[round(member * (len(SHADES) - 1) / last)]

    def legend(self, lang: Lang) -> list[tuple[str, Paint]]:
        """Return text and look of each class, then of no data where there is some.

        Parameters
        ----------
        lang : {"zh", "en"}
            Language of the words.
        """
        entries = []
        for at in range(self.n):
            low, high = self.bounds[at], self.bounds[at + 1]
            text = number_text(low, self.decimals)
            if high > low:
                text += " – " + number_text(high, self.decimals)
            count = int((self.members == at).sum())
            entries.append((_counted(text, count, lang), self.paint(at)))
        missing = int((self.members < 0).sum())
        if missing:
            entries.append((_counted(_NO_DATA_WORDS[lang], missing, lang), NO_DATA))
        return entries


def classify(
    values: FloatArray,
    *,
    method: Method = "quantile",
    n: int = 5,
    decimals: int = 1,
) -> Classes:
    """Sort figures into classes.

    Parameters
    ----------
    values : (n,) array
        Figures; NaN (and what is infinite) is no data.
    method : {"quantile", "equal"}
        Classes of as many members each, or of the same width each.
    n : int
        Classes wanted, 1 to 5. There are fewer where figures repeat, so that equal
        figures never stand in different classes.
    decimals : int
        The bounds are rounded to as many, down for quantiles; figures are sorted by
        the rounded bounds, so that the legend says of each place what is true.

    Returns
    -------
    Classes

    Raises
    ------
    ValueError
        If `n` is not 1 to 5.
    """
    if not 1 <= n <= len(SHADES):
        message = f"{n!r} classes were asked for; expected 1 to {len(SHADES)}"
        raise ValueError(message)
    figures = np.asarray(values, dtype=float)
    has = np.isfinite(figures)
    members = np.full(figures.shape, -1, dtype=np.int64)
    if not has.any():
        return Classes((), members, decimals)
    found = figures[has]
    low, high = float(found.min()), float(found.max())
    factor = 10.0**decimals
    if method == "quantile":
        # Rounded down: the figure that a bound is made of stays in the class above.
        inner = np.quantile(found, np.arange(1, n) / n, method="higher")
        rounded = np.unique(np.floor(inner * factor + 1e-9) / factor)
    else:
        inner = low + (high - low) * np.arange(1, n) / n
        rounded = np.unique(np.round(inner, decimals))
    ends = (np.floor(low * factor) / factor, np.ceil(high * factor) / factor)
    kept = rounded[(rounded > ends[0]) & (rounded <= ends[1])]
    bounds = (float(ends[0]), *map(float, kept), float(ends[1]))
    members[has] = np.searchsorted(np.asarray(kept), found, side="right")
    return Classes(bounds, members, decimals)


def _counted(text: str, count: int, lang: Lang) -> str:
    return f"{text}（{count}）" if lang == "zh" else f"{text} ({count})"
