"""Candidate sites as plain arrays: the only form in which matching sees them.

``geo_zs.sites`` turns layers into a `SiteTable`; this package never imports a
frame or a geometry. One row is one candidate site (候选地). Every attribute has a
value with an interval [low, high]; NaN in all three means not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import DataError, Problem

if TYPE_CHECKING:
    from geo_zs.matching.products import ProductNames

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.intp]

#: Kinds of candidate sites: park (园区), processing zone of a port (口岸加工区),
#: banner as a coarse site (旗县区).
SITE_KINDS: Final = ("park", "port_zone", "banner")


@dataclass(frozen=True, eq=False)
class Attribute:
    """One measured property of all sites, with its uncertainty and its sources.

    Parameters
    ----------
    column : str
        Name with the unit at its end, ``rail_km``; the word of requests and answers.
    unit : str
        Unit as printed, ``km``; empty for shares, classes and yes/no.
    value, low, high : (n_sites,) arrays
        ``low <= value <= high``; all three NaN where the value is not known.
        Yes/no is 1.0/0.0. An open end is ``inf`` or ``-inf``.
    source_ids : sequence of n_sites tuples of str
        Keys of the register of sources, for each site.
    confidence : sequence of n_sites str
        ``official``, ``reported``, ``inferred``, ``unverified``, or empty where
        nothing is known.
    is_complete_layer : bool
        False if the layer that was measured against is known to be incomplete:
        a limit that fails only against it is "not verified", never "excluded".

    Raises
    ------
    DataError
        If shapes differ, a value lies outside its interval, or an interval has
        no value.
    """

    column: str
    unit: str
    value: FloatArray
    low: FloatArray
    high: FloatArray
    source_ids: Sequence[tuple[str, ...]]
    confidence: Sequence[str]
    is_complete_layer: bool = True

    def __post_init__(self) -> None:
        n_sites = len(self.value)
        _check_interval(self.column, self.value, self.low, self.high, (n_sites,))
        _check_lengths(
            self.column,
            n_sites,
            {"source_ids": self.source_ids, "confidence": self.confidence},
        )


@dataclass(frozen=True, eq=False)
class IndustryAttribute:
    """A property that depends on the industry: one column of numbers for each tag.

    Parameters
    ----------
    column : str
        ``cluster`` or ``industry_fit``.
    unit : str
        Unit as printed; empty for both of the above.
    value, low, high : (n_sites, n_tags) arrays
        As in `Attribute`; columns in the order of ``SiteTable.tag_index``.
    source_ids : sequence of n_sites tuples of str
        Keys of the register of sources, for each site (the same for all tags).
    confidence : sequence of n_sites str
        As in `Attribute`.
    is_complete_layer : bool
        As in `Attribute`.

    Raises
    ------
    DataError
        As `Attribute`.
    """

    column: str
    unit: str
    value: FloatArray
    low: FloatArray
    high: FloatArray
    source_ids: Sequence[tuple[str, ...]]
    confidence: Sequence[str]
    is_complete_layer: bool = True

    def __post_init__(self) -> None:
        shape = self.value.shape
        _check_interval(self.column, self.value, self.low, self.high, shape)
        _check_lengths(
            self.column,
            shape[0],
            {"source_ids": self.source_ids, "confidence": self.confidence},
        )

    def for_tag(self, index: int) -> Attribute:
        """Return the column of one tag (position `index`) as an `Attribute`."""
        return Attribute(
            column=self.column,
            unit=self.unit,
            value=self.value[:, index],
            low=self.low[:, index],
            high=self.high[:, index],
            source_ids=self.source_ids,
            confidence=self.confidence,
            is_complete_layer=self.is_complete_layer,
        )

    def for_tags(self, indices: Sequence[int]) -> Attribute:
        """Return the column of several tags: of each site the tag that counts most.

        A project with several tags is one plant that may be called by any of them,
        so a site that suits one of them suits it; the mean over the tags would
        punish a project for being described at length.

        Parameters
        ----------
        indices : sequence of int
            Positions of the tags, at least one.
        """
        if len(indices) == 1:
            return self.for_tag(indices[0])
        columns = list(indices)
        return Attribute(
            column=self.column,
            unit=self.unit,
            value=self.value[:, columns].max(axis=1),
            low=self.low[:, columns].max(axis=1),
            high=self.high[:, columns].max(axis=1),
            source_ids=self.source_ids,
            confidence=self.confidence,
            is_complete_layer=self.is_complete_layer,
        )


@dataclass(frozen=True, eq=False)
class PortTable:
    """Ports of entry (口岸) that a distance may be measured to.

    Parameters
    ----------
    ids, names_zh, names_en : tuples of n_ports str
        Keys and names.
    neighbours : tuple of n_ports str
        ``Mongolia``, ``Russia`` or empty (air ports).
    modes : tuple of n_ports str
        ``rail``, ``road`` or ``air``.
    is_usable : (n_ports,) bool array
        False for closed crossings, which no distance is measured to.
    source_ids : tuple of n_ports tuples of str
        Sources of the location of each port.
    is_located : tuple of n_ports bool, optional
        False for ports known by their banner only, which may lie anywhere in it;
        all are located when empty.

    Raises
    ------
    DataError
        If the lengths differ.
    """

    ids: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    neighbours: tuple[str, ...]
    modes: tuple[str, ...]
    is_usable: BoolArray
    source_ids: tuple[tuple[str, ...], ...]
    is_located: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        _check_lengths(
            "ports",
            len(self.ids),
            {
                **({"is_located": self.is_located} if self.is_located else {}),
                "names_zh": self.names_zh,
                "names_en": self.names_en,
                "neighbours": self.neighbours,
                "modes": self.modes,
                "is_usable": self.is_usable,
                "source_ids": self.source_ids,
            },
        )


@dataclass(frozen=True, eq=False)
class PortDistances:
    """Straight-line distances from every site to every port, in km.

    Parameters
    ----------
    value, low, high : (n_sites, n_ports) arrays
        Kilometres; NaN in all three if the site or the port has no location
        (a closed port may keep its distance: `PortTable.is_usable` decides).
    source_ids : sequence of n_sites tuples of str
        Sources of the location of each site.
    confidence : sequence of n_sites str
        Confidence of the location of each site.

    Raises
    ------
    DataError
        As `Attribute`.
    """

    value: FloatArray
    low: FloatArray
    high: FloatArray
    source_ids: Sequence[tuple[str, ...]]
    confidence: Sequence[str]

    def __post_init__(self) -> None:
        shape = self.value.shape
        _check_interval("port_km", self.value, self.low, self.high, shape)
        _check_lengths(
            "port_km",
            shape[0],
            {"source_ids": self.source_ids, "confidence": self.confidence},
        )


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
        _check_lengths("sites", n_sites, lengths)
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


def _check_lengths(
    name: str,
    expected: int,
    parts: Mapping[str, Sequence[object] | NDArray[Any]],
) -> None:
    """Raise DataError naming every part of `parts` that has another length."""
    problems = [
        Problem(part, f"of {name} has {len(values)} rows; expected {expected}")
        for part, values in parts.items()
        if len(values) != expected
    ]
    if problems:
        raise DataError(problems)


def _check_interval(
    name: str,
    value: FloatArray,
    low: FloatArray,
    high: FloatArray,
    shape: tuple[int, ...],
) -> None:
    """Raise DataError unless ``low <= value <= high`` or all three are NaN."""
    if value.shape != shape or low.shape != shape or high.shape != shape:
        message = (
            f"value, low, high have the shapes {value.shape}, {low.shape}, "
            f"{high.shape}; expected {shape} for each"
        )
        raise DataError([Problem(name, message)])
    known = (low <= value) & (value <= high)
    unknown = np.isnan(low) & np.isnan(value) & np.isnan(high)
    wrong = np.flatnonzero(~(known | unknown).reshape(shape[0], -1).all(axis=1))
    if wrong.size:
        raise DataError(
            [
                Problem(
                    name,
                    f"value {value[row]}, low {low[row]}, high {high[row]}; expected "
                    "low <= value <= high, or NaN in all three",
                    row=int(row),
                )
                for row in wrong[:20]
            ]
        )
