"""Weights from comparisons pair by pair: the analytic hierarchy process (AHP).

Notes
-----
The weights are the principal eigenvector of the matrix of judgements; the consistency
ratio is CR = CI / RI with CI = (λ_max − n)/(n − 1). Saaty, T. L., "A scaling method
for priorities in hierarchical structures", *Journal of Mathematical Psychology* 15
(1977) 234–281; *The Analytic Hierarchy Process* (1980), whose random indices RI stand
below. Judgements that were not given are treated as in Harker, P. T., "Incomplete
pairwise comparisons in the analytic hierarchy process", *Mathematical Modelling* 9
(1987) 837–848.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.criteria.judgements import (
    Compared,
    Judgement,
    Pairs,
    against_names,
    judged_pairs,
    named,
    read_judgements,
    size_problems,
    unlinked,
)
from geo_zs.errors import JudgementError, Problem

FloatArray = NDArray[np.float64]

#: Largest consistency ratio that is accepted without being asked to.
MAX_CONSISTENCY_RATIO: Final = 0.1
#: Mean consistency index of random complete judgements by number of criteria.
RANDOM_INDEX: Final = (
    0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56,
    1.57, 1.59,
)  # fmt: skip


@dataclass(frozen=True)
class AhpWeights:
    """Weights from pairwise judgements, and how well the judgements agree.

    Parameters
    ----------
    weights : dict of str to float
        By name, in the order of the names; sums to 1.
    consistency_ratio : float
        0 if every judgement follows from the others; above 0.1 they contradict
        each other. Also 0 where no judgement can be checked by another one.
    lambda_max : float
        Principal eigenvalue; the number of names if all judgements agree.
    n_missing : int
        Pairs without a judgement of their own.
    worst : Judgement or None
        The judgement that lies farthest from the weights; None if all agree.
    worst_implied : float
        The ratio that the weights give to this pair.
    """

    weights: dict[str, float]
    consistency_ratio: float
    lambda_max: float
    n_missing: int
    worst: Judgement | None
    worst_implied: float


def ahp(
    judgements: Sequence[Compared | Mapping[str, object]],
    names: Iterable[str] | None = None,
    *,
    accept_inconsistent: bool = False,
) -> AhpWeights:
    """Return weights from judgements of pairs.

    Parameters
    ----------
    judgements : sequence of Judgement or the like, or of mappings, with a, b and ratio
        At least so many that they link all names. A pair may be judged in either
        direction, and in both if the two agree.
    names : iterable of str, optional
        What is compared; by default what the judgements name, in their order.
    accept_inconsistent : bool
        Return weights even if the consistency ratio is above 0.1.

    Returns
    -------
    AhpWeights
        Weights with their consistency.

    Raises
    ------
    JudgementError
        If a judgement is unusable, two contradict each other directly, some names
        are not linked by any judgement, or the consistency ratio is above 0.1 and
        was not to be accepted; all faults of one kind are listed.

    Notes
    -----
    Pairs without a judgement: their two zeros are made up for on the diagonal, so
    that they take the ratio that the weights give them (Harker 1987). The random
    index is scaled by the share of judgements that check others,
    ``1 − 2m / ((n − 1)(n − 2))`` with `m` pairs missing. The mean index of random
    incomplete matrices of 4 to 7 names was found at 95 to 133 % of that, so the
    test is rather too strict than too lax.
    """
    read, problems = read_judgements(judgements)
    known = list(dict.fromkeys(names)) if names is not None else named(read)
    problems += against_names(read, known)
    given, contradictions = judged_pairs(read)
    problems += contradictions
    if not problems:
        problems += size_problems(known)
    if not problems:
        problems += unlinked(known, given)
    if problems:
        raise JudgementError(problems)
    result = _solve(known, given)
    if result.consistency_ratio > MAX_CONSISTENCY_RATIO and not accept_inconsistent:
        raise JudgementError([_inconsistent(result, known, given)])
    return result


def _solve(known: Sequence[str], given: Pairs) -> AhpWeights:
    """Return the principal eigenvector and the consistency of checked judgements."""
    size = len(known)
    index = {name: at for at, name in enumerate(known)}
    matrix = np.zeros((size, size))
    for (a, b), ratio in given.items():
        matrix[index[a], index[b]] = ratio
        matrix[index[b], index[a]] = 1.0 / ratio
    # Harker: 1 and one more for each missing judgement of the row.
    matrix[np.diag_indices(size)] = size - np.count_nonzero(matrix, axis=1)
    values, vectors = np.linalg.eig(matrix)
    largest = int(values.real.argmax())
    vector: FloatArray = np.abs(vectors[:, largest].real)
    weights = vector / vector.sum()
    lambda_max = max(float(values[largest].real), float(size))
    n_missing = size * (size - 1) // 2 - len(given)
    worst, implied = _farthest(known, given, weights)
    return AhpWeights(
        weights=dict(zip(known, weights.tolist(), strict=True)),
        consistency_ratio=_consistency_ratio(size, lambda_max, n_missing),
        lambda_max=lambda_max,
        n_missing=n_missing,
        worst=worst,
        worst_implied=implied,
    )


def _consistency_ratio(size: int, lambda_max: float, n_missing: int) -> float:
    """Return CI / RI; 0 where no judgement checks another one."""
    checks = (size - 1) * (size - 2) // 2
    if checks - n_missing <= 0:
        return 0.0
    random_index = RANDOM_INDEX[size] * (checks - n_missing) / checks
    index = (lambda_max - size) / (size - 1)
    return index / random_index if index > 1e-12 else 0.0


def _farthest(
    known: Sequence[str], given: Pairs, weights: FloatArray
) -> tuple[Judgement | None, float]:
    """Return the judgement farthest from the weights, and what these imply."""
    share = dict(zip(known, weights.tolist(), strict=True))

    def error(pair: tuple[str, str]) -> float:
        a, b = pair
        # Rounded, so that among equals the first one given is named.
        return round(abs(math.log(given[pair] * share[b] / share[a])), 9)

    pair = max(given, key=error)
    if error(pair) == 0:
        return None, 1.0
    a, b = pair
    return Judgement(a, b, given[pair]), share[a] / share[b]


def _inconsistent(result: AhpWeights, known: Sequence[str], given: Pairs) -> Problem:
    """Say which judgement is least in keeping with the others, and by which two."""
    worst = result.worst
    parts = [
        f"contradict each other: consistency ratio {result.consistency_ratio:.2f}, "
        f"at most {MAX_CONSISTENCY_RATIO} is accepted"
    ]
    if worst is not None:
        parts.append(
            f"least in keeping is {worst.a} to {worst.b}, given as {worst.ratio:.3g} "
            f"where all together say {result.worst_implied:.2g}"
        )
        parts += _triad(worst, known, given)
    parts.append("reconsider it, or send accept_inconsistent")
    return Problem("judgements", "; ".join(parts))


def _triad(worst: Judgement, known: Sequence[str], given: Pairs) -> list[str]:
    """Say which third name contradicts the worst judgement most; empty if none."""

    def ratio(a: str, b: str) -> float | None:
        if (a, b) in given:
            return given[a, b]
        return 1.0 / given[b, a] if (b, a) in given else None

    found: list[tuple[float, str]] = []
    for third in known:
        first, second = ratio(worst.a, third), ratio(third, worst.b)
        if third in (worst.a, worst.b) or first is None or second is None:
            continue
        gap = abs(math.log(worst.ratio / (first * second)))
        found.append(
            (
                gap,
                f"by way of {third} it would be {first:.3g} × {second:.3g} = "
                f"{first * second:.3g}",
            )
        )
    if not found:
        return []
    gap, text = max(found)
    return [text] if gap > 1e-9 else []
