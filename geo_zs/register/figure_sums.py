"""Sums of the ledger by line and month: what is known of them, and their growth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
#: Figures are told to so many places.
DECIMALS: Final = 6


@dataclass(frozen=True)
class Sums:
    """Amounts by line and month.

    Parameters
    ----------
    amounts : (n_lines, n_months) array
        Sums of what is known.
    n_known, n_entries : (n_lines, n_months) arrays
        Entries with an amount, and entries.
    is_known : (n_lines, n_months) bool array
        Whether it is known what arrived in the place of the line.
    """

    amounts: FloatArray
    n_known: IntArray
    n_entries: IntArray
    is_known: BoolArray

    def gaps(self, months: slice) -> IntArray:
        """Return how many entries of some months have no amount."""
        gaps = self.n_entries[:, months] - self.n_known[:, months]
        return np.asarray(gaps.sum(axis=1))

    def counts(self, months: slice) -> tuple[IntArray, IntArray]:
        """Return of how many entries of some months the amount is known, and of all."""
        known, entries = self.n_known[:, months], self.n_entries[:, months]
        return np.asarray(known.sum(axis=1)), np.asarray(entries.sum(axis=1))

    def is_whole(self, months: slice) -> BoolArray:
        """Tell whether all months are known and all their entries have an amount."""
        return np.asarray(
            self.is_known[:, months].all(axis=1) & (self.gaps(months) == 0)
        )

    def told(self, months: slice) -> FloatArray:
        """Return the sum of what is known of some months, NaN if nothing is.

        Beside entries of which no amount is known, months without entry are not the
        sum: what arrived is not 0 then.
        """
        is_nothing = self.is_known[:, months] & (self.n_entries[:, months] == 0)
        is_told = (self.n_known[:, months] > 0).any(axis=1)
        is_told |= is_nothing.any(axis=1) & (self.gaps(months) == 0)
        sums = np.round(self.amounts[:, months].sum(axis=1), DECIMALS) + 0.0
        return np.where(is_told, sums, np.nan)


def by_month(cells: pd.Series, months: Sequence[str]) -> pd.DataFrame:
    """Return sums by line and month with every month, 0 where there is no entry."""
    return cells.unstack("month", fill_value=0).reindex(
        columns=list(months), fill_value=0
    )


def growth_of(
    sums: Sums, now: slice, before: slice
) -> tuple[FloatArray, NDArray[np.object_]]:
    """Return growth on last year in percent, NaN with the reason why."""
    this, last = sums.told(now), sums.told(before)
    reason = np.full(len(this), "", dtype=object)
    reason[~(last > 0)] = "last_year_not_positive"
    reason[~sums.is_whole(now)] = "this_year_not_known"
    reason[~sums.is_whole(before)] = "last_year_not_known"
    is_known = reason == ""
    growth = np.full(len(this), np.nan)
    growth[is_known] = (this[is_known] / last[is_known] - 1) * 100
    return np.round(growth, DECIMALS), reason
