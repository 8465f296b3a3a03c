"""Counts, sums and medians by group, each group found once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Tally:
    """Rows sorted into groups.

    Parameters
    ----------
    codes : (n,) int array
        Number of the group of each row; -1 is in none.
    keys : (n_groups,) sequence
        Keys of the groups.
    """

    codes: IntArray
    keys: Any

    @classmethod
    def of(cls, keys: NDArray[Any]) -> Tally:
        """Sort rows by their keys; a row without key is in no group."""
        codes, groups = pd.factorize(keys)
        return cls(np.asarray(codes, dtype=np.int64), np.asarray(groups))

    @classmethod
    def one(cls, n: int, key: str = "all") -> Tally:
        """Return a single group of n rows, which may be none."""
        return cls(np.zeros(n, dtype=np.int64), np.array([key], dtype=object))

    @property
    def index(self) -> pd.Index:
        """The keys, as the index of a table."""
        index: pd.Index = pd.Index(self.keys, name="key", dtype=object)
        return index

    def count(self, mask: BoolArray) -> IntArray:
        """Return how many rows of each group are True."""
        chosen = self.codes[mask & (self.codes >= 0)]
        return np.bincount(chosen, minlength=len(self.keys)).astype(np.int64)

    def add(self, values: FloatArray) -> FloatArray:
        """Return the sum of what is known by group; NaN where nothing is."""
        known = ~np.isnan(values) & (self.codes >= 0)
        codes, n = self.codes[known], len(self.keys)
        sums = np.bincount(codes, values[known], minlength=n)
        return np.where(np.bincount(codes, minlength=n) > 0, sums, np.nan)

    def median(self, values: FloatArray) -> FloatArray:
        """Return the median of what is known by group; NaN where nothing is."""
        medians = pd.Series(values).groupby(self.codes).median()
        found = medians.reindex(np.arange(len(self.keys)))
        return np.asarray(found, dtype=np.float64)

    def counts(self, masks: dict[str, BoolArray]) -> pd.DataFrame:
        """Return a table of counts with one column for each mask."""
        columns = {name: self.count(mask) for name, mask in masks.items()}
        return pd.DataFrame(columns, index=self.index)
