"""Weighted sum and TOPSIS beside pymcdm and scikit-criteria, on the same matrix."""

from __future__ import annotations

import warnings

import numpy as np
import skcriteria
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import vector_normalization
from skcriteria.agg import simple
from skcriteria.agg import topsis as sk_topsis_module
from skcriteria.preprocessing.scalers import VectorScaler

from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog
from geo_zs.matching.topsis import topsis

#: How often the sites are repeated for the larger matrix.
REPEATS = 500


def run(catalog: Catalog) -> None:
    result = catalog.match({"industry": "pv_wafer"})
    own = result.scores.utilities
    # Classic TOPSIS divides by the length of a column: keep every column above 0.
    _compare(np.clip(own, 0.01, 1.0), result.scores.weights, "all sites", runs=60)
    many = np.tile(np.clip(own, 0.01, 1.0), (REPEATS, 1))
    _compare(many, result.scores.weights, f"all sites × {REPEATS}", runs=7)


def _compare(matrix: np.ndarray, weights: np.ndarray, name: str, *, runs: int) -> None:
    """Time all of them on one matrix of benefits, and check that they agree."""
    size, n_criteria = matrix.shape
    types = np.ones(n_criteria)
    is_benefit = np.ones(n_criteria, dtype=bool)
    peer = TOPSIS(normalization_function=vector_normalization)
    peer_sum = WSM()
    data = skcriteria.mkdm(matrix, objectives=[max] * n_criteria, weights=weights)
    scaler, sk_topsis, sk_sum = (
        VectorScaler("matrix"),
        sk_topsis_module.TOPSIS(),
        simple.WeightedSumModel(),
    )
    ours = topsis(matrix, weights, is_benefit).closeness
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = sk_topsis.evaluate(scaler.transform(data)).e_.similarity
        np.testing.assert_allclose(ours, found, atol=1e-12)
        np.testing.assert_allclose(ours, peer(matrix, weights, types), atol=1e-12)
        timings = side_by_side(
            {
                "TOPSIS, ours": lambda: topsis(matrix, weights, is_benefit),
                "TOPSIS, pymcdm": lambda: peer(matrix, weights, types),
                "TOPSIS, scikit-criteria": lambda: sk_topsis.evaluate(
                    scaler.transform(data)
                ),
                "weighted sum, ours": lambda: (matrix * weights).sum(axis=1),
                "weighted sum, pymcdm": lambda: peer_sum(matrix, weights, types),
                "weighted sum, scikit-criteria": lambda: sk_sum.evaluate(data),
            },
            runs=runs,
        )
    print_table(
        f"Methods over {name}: {size:,} × {n_criteria}",
        timings,
        "The three TOPSIS agree to 1e-12 on this matrix.",
    )
