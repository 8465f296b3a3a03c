"""Candidate sites as plain arrays: the only form in which matching sees them.

``geo_zs.sites`` turns layers into a `SiteTable`; this package never imports a
frame or a geometry. One row is one candidate site (候选地). What is measured of
it stands in `attribute`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import DataError, Problem
from geo_zs.matching.attribute import (
    Attribute,
    BoolArray,
    FloatArray,
    IndustryAttribute,
    IntArray,
    PortDistances,
    PortTable,
    check_lengths,
)

if TYPE_CHECKING:
    from geo_zs.matching.products import ProductNames

#: Kinds of candidate sites: park (园区), processing zone of a port (口岸加工区),
#: banner as a coarse site (旗县区).
SITE_KINDS: Final = ("park", "port_zone", "banner")


@dataclass(frozen=True, eq=False)
class SiteTable:
    """All candidate sites with everything that a requirement may ask of them.

    Parameters
    ----------
    ids, kinds, names_zh, names_en, leagues, banners : tuples of n_sites str
        Keys (unique), kinds (`SITE_KINDS`), names, and adcodes; an unknown banner
        is an empty string.
    lon, lat : (n_sites,) arrays
        Degrees, EPSG:4326; NaN where the site has no point of its own.
    radius_km : (n_sites,) array
        How far the true place may be from the point; NaN where there is no point.
    precision : tuple of n_sites str
        ``site``, ``town``, ``banner`` or ``league``.
    group : tuple of n_sites str
        Sites of one group are one place (an umbrella zone and its sub-parks); a
        site that stands alone has its own id.
    tags : (n_sites, n_tags) bool array
        Industries of the site, in the order of `tag_index`.
    tag_index : mapping of str to int
        Industry tag → column.
    industry_kind : mapping of str to str
        Industry tag → ``factory``, ``plant_site``, ``power_station``,
        ``extraction`` or ``service``.
    attributes : mapping of str to Attribute
        By column. ``land_port_km`` is not among them: the engine computes it from
        `port_km` and the ports that a request allows.
    by_industry : mapping of str to IndustryAttribute
        ``cluster`` and ``industry_fit``.
    ports : PortTable
        Ports of entry.
    port_km : PortDistances
        Distances to them, in the same order.
    lattice_lon, lattice_lat, lattice_site : (n_points,) arrays, optional
        Points spread over the areas of sites without a point of their own, and
        the row of the site that each belongs to. Used by the limit ``area``.
    parent_ids : tuple of n_sites str, optional
        Id of the umbrella zone; empty if none.
    products : ProductNames or None
        Which products the sites name in their own words.
    setbacks : mapping of str to Attribute, optional
        By layer id: distance to the nearest feature of that layer, km. Where the
        layer is incomplete ``low`` is 0: a feature that it lacks may be nearer.
    grids : tuple of n_sites str, optional
        Power grid of each site, empty where not known.
    links : (n_tags, n_tags) bool array, optional
        Neighbouring steps of a chain: one industry supplies the other, either way
        round; trades that sell to every other one are no step. None: not known.

    Raises
    ------
    DataError
        If a length differs from the number of sites or an id repeats.
    """

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    leagues: tuple[str, ...]
    banners: tuple[str, ...]
    lon: FloatArray
    lat: FloatArray
    radius_km: FloatArray
    precision: tuple[str, ...]
    group: tuple[str, ...]
    tags: BoolArray
    tag_index: Mapping[str, int]
    industry_kind: Mapping[str, str]
    attributes: Mapping[str, Attribute]
    by_industry: Mapping[str, IndustryAttribute]
    ports: PortTable
    port_km: PortDistances
    lattice_lon: FloatArray = field(default_factory=lambda: np.empty(0))
    lattice_lat: FloatArray = field(default_factory=lambda: np.empty(0))
    lattice_site: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    parent_ids: tuple[str, ...] = ()
    products: ProductNames | None = None
    setbacks: Mapping[str, Attribute] = field(default_factory=dict)
    links: BoolArray | None = None
    grids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n_sites = len(self.ids)
        lengths: dict[str, Sequence[object] | NDArray[Any]] = {
            "kinds": self.kinds,
            "names_zh": self.names_zh,
            "names_en": self.names_en,
            "leagues": self.leagues,
            "banners": self.banners,
            "lon": self.lon,
            "lat": self.lat,
            "radius_km": self.radius_km,
            "precision": self.precision,
            "group": self.group,
            "tags": self.tags,
            "port_km": self.port_km.value,
        }
        lengths.update({name: a.value for name, a in self.attributes.items()})
        lengths.update({name: a.value for name, a in self.by_industry.items()})
        lengths.update({f"setbacks.{k}": a.value for k, a in self.setbacks.items()})
        if self.parent_ids:
            lengths["parent_ids"] = self.parent_ids
        if self.products is not None:
            lengths["products"] = self.products.named
        check_lengths("sites", n_sites, lengths)
        problems = _repeated(self.ids)
        n_tags = len(self.tag_index)
        problems += [
            Problem(name, f"has {matrix.shape[1]} tags; expected {n_tags}")
            for name, matrix in (
                ("tags", self.tags),
                *((name, a.value) for name, a in self.by_industry.items()),
            )
            if matrix.shape[1] != n_tags
        ]
        if self.links is not None and self.links.shape != (n_tags, n_tags):
            problems.append(
                Problem(
                    "links", f"has the shape {self.links.shape}; expected {n_tags}²"
                )
            )
        if self.port_km.value.shape[1] != len(self.ports.ids):
            problems.append(
                Problem(
                    "port_km",
                    f"has {self.port_km.value.shape[1]} ports; "
                    f"expected {len(self.ports.ids)}",
                )
            )
        if problems:
            raise DataError(problems)

    @property
    def n_sites(self) -> int:
        """Number of rows."""
        return len(self.ids)


def _repeated(ids: Sequence[str]) -> list[Problem]:
    """Return a problem for each id that stands more than once."""
    if len(set(ids)) == len(ids):
        return []
    seen: set[str] = set()
    return [
        Problem("ids", f"{one!r} stands more than once; ids are unique", row=row)
        for row, one in enumerate(ids)
        if one in seen or seen.add(one)  # type: ignore[func-returns-value]
    ]
