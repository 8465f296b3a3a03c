"""CQL2 filters over a collection: names checked, coordinates brought to CRS84."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from numpy.typing import NDArray

from geo_zs.cql2.degrees import check_degrees
from geo_zs.cql2.evaluate import mask
from geo_zs.cql2.expression import Property, walk
from geo_zs.cql2.property_types import (
    PropertyType,
    check_types,
    sample_of,
    text_type,
)
from geo_zs.cql2.reproject import reproject
from geo_zs.cql2.unknown import unknown_property
from geo_zs.errors import Problem, QueryError
from geo_zs.features.reference_systems import (
    CRS84,
    ReferenceSystem,
    to_crs84,
)

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.cql2.errors import Cql2Error
    from geo_zs.cql2.expression import Expression
    from geo_zs.features.collection import Collection

_GEOMETRY: Final = "geometry"
_SAMPLE: Final = "sample"
#: Most unknown properties of a filter that are told of at once.
_MOST_TOLD: Final = 20


@dataclass(frozen=True)
class FilterProblem(Problem):
    """A fault of a filter, with its place.

    Parameters
    ----------
    error : Cql2Error or None
        What is wrong and where.
    """

    error: Cql2Error | None = field(default=None, compare=False)


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
        If it names properties that there are not; each is a `FilterProblem`.
    Cql2Error
        If it cannot be evaluated on properties of these types, whatever they hold, or
        a coordinate lies outside the system.
    """
    problems = _unknown(collection, expression)
    if problems:
        raise QueryError(problems)
    if not system.is_metric:
        check_degrees(expression, is_lat_first=system.is_lat_first)
    if system != CRS84:
        expression = reproject(expression, partial(to_crs84, system=system))
    check_types(expression, _sample(collection))
    found: NDArray[np.bool_] = mask(collection.frame, expression)
    return found


def _sample(collection: Collection) -> gpd.GeoDataFrame:
    """Return a feature that has a value of each property, made once."""
    if _SAMPLE not in collection.kept:
        types: dict[str, PropertyType] = {
            one.name: text_type(one.pattern) if one.type == "string" else one.type
            for one in collection.properties
        }
        collection.kept[_SAMPLE] = sample_of(types | {_GEOMETRY: "geometry"})
    return cast("gpd.GeoDataFrame", collection.kept[_SAMPLE])


def _unknown(collection: Collection, expression: Expression) -> list[FilterProblem]:
    """Return a fault for each property that there is not, where it is first named."""
    known = [*collection.by_name, _GEOMETRY]
    found: dict[str, FilterProblem] = {}
    for node, _ in walk(expression):
        if len(found) == _MOST_TOLD:
            break
        if isinstance(node, Property) and node.name not in (*found, *known):
            error = unknown_property(node.name, known, node.at)
            found[node.name] = FilterProblem("filter", str(error), error=error)
    return list(found.values())
