"""The keys that a record may name, and where a place lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

if TYPE_CHECKING:
    from geo_zs.layers.boundaries import Boundaries

#: Shapes (n,) → codes of their banners (n,), None outside the region.
Locator = Callable[[NDArray[np.object_]], NDArray[np.object_]]


@dataclass(frozen=True)
class Names:
    """Keys of the shipped data that a record may name.

    An empty vocabulary means that these keys cannot be checked; nothing is refused
    for them then, and nothing is derived from them.

    Parameters
    ----------
    leagues : frozenset of str
        Codes of the leagues.
    banners : mapping of str to str
        Code of the banner → code of its league.
    parks : mapping of str to (league, banner)
        Id of the park → where it lies; either may be None.
    industry_tags : frozenset of str
        Tags of the vocabulary of industries.
    shipped_projects : frozenset of str
        Ids of the projects that come with the service.
    locate : callable or None
        Shapes → codes of their banners; None where no boundaries are at hand.
    """

    leagues: frozenset[str] = frozenset()
    banners: Mapping[str, str] = field(default_factory=dict)
    parks: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    industry_tags: frozenset[str] = frozenset()
    shipped_projects: frozenset[str] = frozenset()
    locate: Locator | None = None


def locator_of(boundaries: Boundaries) -> Locator:
    """Return the function that finds the banners of shapes.

    Parameters
    ----------
    boundaries : Boundaries
        Polygons of the banners.

    Returns
    -------
    callable
        Points lie where ``boundaries.locate`` says; a polygon lies in the banner
        that holds most of it (the smallest code of equals), None if none does.
    """
    shapes = boundaries.banners.geometry.to_numpy()
    codes = boundaries.banners.index.to_numpy(dtype=object)
    tree = shapely.STRtree(shapes)

    def locate(found: NDArray[np.object_]) -> NDArray[np.object_]:
        answer = np.full(len(found), None, dtype=object)
        is_point = shapely.get_type_id(found) == 0
        points = found[is_point]
        located = boundaries.locate(shapely.get_x(points), shapely.get_y(points))
        answer[is_point] = located.adcodes
        for row in np.flatnonzero(~is_point & ~shapely.is_missing(found)):
            near = np.sort(tree.query(found[row], predicate="intersects"))
            if near.size:
                shares = shapely.area(shapely.intersection(shapes[near], found[row]))
                answer[row] = codes[near[int(np.argmax(shares))]]
        return answer

    return locate


def names_of(catalog: Any) -> Names:  # noqa: ANN401  the catalog; importing it would go in a circle
    """Return the keys and the locator of a loaded catalog.

    Parameters
    ----------
    catalog : Catalog
        From ``geo_zs.catalog.load_catalog``.
    """
    banners = catalog.boundaries.banners["league"]
    parks = catalog.layers["parks"].frame
    return Names(
        leagues=frozenset(map(str, catalog.boundaries.leagues.index)),
        banners={str(code): str(league) for code, league in banners.items()},
        parks={
            str(key): (_known(league), _known(banner))
            for key, league, banner in zip(
                parks["park_id"], parks["league"], parks["banner"], strict=True
            )
        },
        industry_tags=frozenset(map(str, catalog.tables["industries"]["tag"])),
        shipped_projects=frozenset(
            map(str, catalog.layers["projects"].frame["project_id"])
        ),
        locate=locator_of(catalog.boundaries),
    )


def _known(value: object) -> str | None:
    """Return a code, None where the table has none."""
    return value if isinstance(value, str) and value else None
