"""CQL2 filters over a collection: names checked, coordinates brought to CRS84."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo_zs.cql2.evaluate import mask
from geo_zs.cql2.expression import properties
from geo_zs.cql2.reproject import reproject
from geo_zs.errors import Problem, QueryError
from geo_zs.features.reference_systems import (
    CRS84,
    ReferenceSystem,
    to_crs84,
)

if TYPE_CHECKING:
    from geo_zs.cql2.expression import Expression
    from geo_zs.features.collection import Collection


def filter_mask(
    collection: Collection, expression: Expression, system: ReferenceSystem = CRS84
) -> NDArray[np.bool_]:
    """Tell which features a filter holds for.

    Parameters
    ----------
    collection : Collection
        What is asked.
    expression : Expression
        The filter.
    system : ReferenceSystem
        System of its coordinates, in the order of its axes.

    Returns
    -------
    (n,) bool array
        False also where the filter is neither true nor false for want of a value.

    Raises
    ------
    QueryError
        If it names properties that there are not.
    Cql2Error
        If it cannot be evaluated on these properties, or a coordinate lies outside
        the system.
    """
    problems = [
        Problem(
            "filter",
            f"names {name[:80]!r}, which {collection.id} does not have; "
            f"expected one of {', '.join(collection.by_name)}, geometry",
        )
        for name in sorted(properties(expression))
        if name != "geometry" and name not in collection.by_name
    ]
    if problems:
        raise QueryError(problems)
    if system != CRS84:
        expression = reproject(expression, partial(to_crs84, system=system))
    found: NDArray[np.bool_] = mask(collection.frame, expression)
    return found
