"""How much of a figure is due to weights having been chosen on the same projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.criteria.defaults import CriteriaBook, Preset

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

#: Criteria that say how the trade suits the place; the rest share what is left.
TRADE: Final = ("industry_fit", "chain_in_place", "cluster")
#: Shares of fit, works inside and cluster that were looked at.
SHARES: Final = tuple(
    (fit, works, cluster)
    for fit in (0.3, 0.4, 0.5)
    for works in (0.2, 0.3, 0.4)
    for cluster in (0.05, 0.15)
    if 0.09 < 1 - fit - works - cluster < 0.41
)
FOLDS: Final = 5
REPEATS: Final = 20
_SEED: Final = 20230320


def with_shares(book: CriteriaBook, shares: Sequence[float]) -> CriteriaBook:
    """Return a book whose presets give fit, works inside and cluster other shares.

    Parameters
    ----------
    book : CriteriaBook
        The shipped one.
    shares : sequence of 3 float
        In the order of `TRADE`; the other criteria of a preset share the rest in
        their own proportions.

    Returns
    -------
    CriteriaBook
        Only presets that score all three, and give them more than half, change.
    """
    wanted = dict(zip(TRADE, shares, strict=True))
    return replace(
        book,
        presets={name: _scaled(one, wanted) for name, one in book.presets.items()},
    )


def _scaled(preset: Preset, wanted: Mapping[str, float]) -> Preset:
    """Return a preset with some weights given and the others scaled."""
    others = sum(w for name, w in preset.weights.items() if name not in wanted)
    if not set(wanted) <= set(preset.weights) or others >= 1 - others:
        return preset
    factor = (1 - sum(wanted.values())) / others
    weights = {
        name: wanted.get(name, weight * factor)
        for name, weight in preset.weights.items()
    }
    return replace(preset, weights=weights)


def held_out_mean(values: FloatArray, companies: IntArray) -> tuple[float, float]:
    """Return the mean of rows when the setting is chosen on other companies.

    Parameters
    ----------
    values : (n_settings, n) array
        Figure of each row under each setting.
    companies : (n,) int array
        Company of each row; the rows of one company are held out together.

    Returns
    -------
    held_out : float
        Mean over rows, each under the setting that is best for the companies of the
        other folds; the mean over `REPEATS` divisions into `FOLDS` folds.
    apparent : float
        Mean of the setting that is best for all rows.
    """
    generator = np.random.default_rng(_SEED)
    names, own = np.unique(companies, return_inverse=True)
    means = []
    for _ in range(REPEATS):
        fold = (generator.permutation(len(names)) % FOLDS)[own]
        chosen = np.zeros(values.shape[1])
        for one in range(FOLDS):
            is_out = fold == one
            best = int(np.argmax(values[:, ~is_out].mean(axis=1)))
            chosen[is_out] = values[best, is_out]
        means.append(chosen.mean())
    return float(np.mean(means)), float(values.mean(axis=1).max())
