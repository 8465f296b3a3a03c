"""Weights from an order of importance alone: the rank-order centroid (ROC).

Notes
-----
The mean of all weights that agree with an order, ``w_k = (1/n) Σ_{i=k..n} 1/i``.
Barron, F. H. & Barrett, B. E., "Decision quality using ranked attribute weights",
*Management Science* 42 (1996) 1515–1523.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo_zs.errors import JudgementError, Problem

Step = str | Sequence[str]


def rank_order_centroid(order: Sequence[Step]) -> dict[str, float]:
    """Return weights that follow from an order of importance alone.

    Parameters
    ----------
    order : sequence of str, or of sequences of str
        Most important first. What stands together in an inner sequence is equally
        important and shares the mean of the weights of the places it takes.

    Returns
    -------
    dict of str to float
        By name, in the order given; sums to 1.

    Raises
    ------
    JudgementError
        If nothing is given, a step is empty, or a name stands twice; all faults.
    """
    steps = [(step,) if isinstance(step, str) else tuple(step) for step in order]
    names = [name for step in steps for name in step]
    problems = [
        Problem(f"order.{at}", "is empty; name one criterion or several")
        for at, step in enumerate(steps)
        if not step or not all(step)
    ]
    if not steps:
        problems.append(Problem("order", "is empty; name at least one criterion"))
    seen: set[str] = set()
    for at, step in enumerate(steps):
        for name in step:
            if name and name in seen:
                message = f"names {name!r} again; each criterion stands once"
                problems.append(Problem(f"order.{at}", message))
            seen.add(name)
    if problems:
        raise JudgementError(problems)
    size = len(names)
    places = [
        math.fsum(1.0 / i for i in range(place, size + 1)) / size
        for place in range(1, size + 1)
    ]
    weights: dict[str, float] = {}
    taken = 0
    for step in steps:
        share = math.fsum(places[taken : taken + len(step)]) / len(step)
        weights |= dict.fromkeys(step, share)
        taken += len(step)
    return weights
