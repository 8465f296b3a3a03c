"""The columns that one request looks at: those of its industry and its ports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.matching.attribute import (
    Attribute,
    BoolArray,
    IndustryAttribute,
    IntArray,
    PortDistances,
    PortTable,
)
from geo_zs.matching.products import with_products
from geo_zs.matching.requirement import Limits
from geo_zs.matching.shared import once
from geo_zs.matching.table import SiteTable

#: Distance to the nearest port that a request allows; computed, never stored.
LAND_PORT: Final = "land_port_km"
#: Refined by the products that a requirement and a site name.
INDUSTRY_FIT: Final = "industry_fit"


class Columns:
    """Attributes of all sites as one requirement sees them.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    industries : str or sequence of str
        Tags whose columns of ``cluster`` and ``industry_fit`` are taken.
    limits : Limits
        Whose choice of ports ``land_port_km`` is measured to.
    computed : mapping of str to Attribute, optional
        Columns that follow from this requirement.
    texts : iterable of str, optional
        Words of the requirement; the products of its industries in them refine
        ``industry_fit``.

    Attributes
    ----------
    nearest_port : (n_sites,) int array
        Row in the table of ports that ``land_port_km`` is measured to; -1 if not
        known.
    unlocated_ports : tuple of int
        Rows of allowed ports that no distance is known to: a nearer one may be
        missed, so ``land_port_km`` counts as an incomplete layer.
    spread_ports : tuple of int
        Rows of allowed ports that are known by their banner only.
    """

    def __init__(
        self,
        sites: SiteTable,
        industries: str | Sequence[str],
        limits: Limits,
        computed: Mapping[str, Attribute] | None = None,
        texts: Iterable[str] = (),
    ) -> None:
        self._sites = sites
        tags = [industries] if isinstance(industries, str) else industries
        self._tags = tuple(sites.tag_index[tag] for tag in tags)
        self._products = (
            sites.products.columns_in(texts, frozenset(tags)) if sites.products else ()
        )
        self._found: dict[str, Attribute] = dict(computed or {})
        near = _nearest(sites.port_km, sites.ports, tuple(allowed_ports(sites, limits)))
        self.unlocated_ports = near.unlocated
        self.spread_ports = near.spread
        self.nearest_port: IntArray = near.port
        self._found[LAND_PORT] = near.attribute

    def get(self, name: str) -> Attribute:
        """Return one column; all NaN if the table of sites has none of that name."""
        if name not in self._found:
            self._found[name] = self._make(name)
        return self._found[name]

    def _make(self, name: str) -> Attribute:
        """Find a column among the plain ones and those by industry."""
        if name in self._sites.attributes:
            return self._sites.attributes[name]
        if name in self._sites.by_industry:
            found = _of_tags(self._sites.by_industry[name], self._tags)
            return self._with_products(found) if name == INDUSTRY_FIT else found
        return unknown_attribute(name, self._sites.n_sites)

    def _with_products(self, fit: Attribute) -> Attribute:
        """Return the fit refined by the products that the texts name."""
        products = self._sites.products
        if products is None or not self._products:
            return fit
        return with_products(fit, products.share(self._products))

    @property
    def products(self) -> tuple[str, ...]:
        """Products of the requirement that refine the fit of industries."""
        products = self._sites.products
        if products is None:
            return ()
        return tuple(products.words[column] for column in self._products)


@dataclass(frozen=True, eq=False)
class _Nearest:
    """The nearest allowed port of each site, and what is not known of the ports."""

    attribute: Attribute
    port: IntArray
    unlocated: tuple[int, ...]
    spread: tuple[int, ...]


@once
def _of_tags(attribute: IndustryAttribute, tags: tuple[int, ...]) -> Attribute:
    """Return the column of some tags."""
    return attribute.for_tags(tags)


@once
def _nearest(
    port_km: PortDistances, ports: PortTable, allowed: tuple[bool, ...]
) -> _Nearest:
    """Return the distance to the nearest allowed port, with its interval."""
    is_allowed = np.array(allowed, dtype=bool)
    n_sites = len(port_km.value)
    reachable = ~np.isnan(port_km.value).all(axis=0)
    located = np.array(ports.is_located or [True] * len(ports.ids))
    unlocated = _rows(is_allowed & ~reachable)
    spread = _rows(is_allowed & reachable & ~located)
    columns = np.flatnonzero(is_allowed)
    if not columns.size:
        nowhere = np.full(n_sites, -1, dtype=np.intp)
        unknown = unknown_attribute(LAND_PORT, n_sites)
        return _Nearest(unknown, nowhere, unlocated, spread)
    value = port_km.value[:, columns]
    is_known = ~np.isnan(value).all(axis=1)
    first = np.where(np.isnan(value), np.inf, value).argmin(axis=1)
    port = np.where(is_known, columns[first], -1)
    attribute = Attribute(
        column=LAND_PORT,
        unit="km",
        value=np.fmin.reduce(value, axis=1),
        low=np.fmin.reduce(port_km.low[:, columns], axis=1),
        high=np.fmin.reduce(port_km.high[:, columns], axis=1),
        source_ids=[
            (*own, *ports.source_ids[one]) if one >= 0 else ()
            for own, one in zip(port_km.source_ids, port.tolist(), strict=True)
        ],
        confidence=port_km.confidence,
        is_complete_layer=not unlocated,
    )
    return _Nearest(attribute, port, unlocated, spread)


def _rows(mask: BoolArray) -> tuple[int, ...]:
    """Return where a mask is true."""
    return tuple(int(row) for row in np.flatnonzero(mask))


def allowed_ports(sites: SiteTable, limits: Limits) -> BoolArray:
    """Return which ports a request measures to: open land ports that it allows."""
    ports = sites.ports
    return np.array(
        [
            bool(is_usable)
            and mode in ("rail", "road")
            and limits.port_mode in (None, mode)
            and limits.port_neighbour in (None, neighbour)
            and (not limits.port_ids or port in limits.port_ids)
            for port, mode, neighbour, is_usable in zip(
                ports.ids, ports.modes, ports.neighbours, ports.is_usable, strict=True
            )
        ],
        dtype=bool,
    )


def unknown_attribute(name: str, n_sites: int) -> Attribute:
    """Return a column in which nothing is known."""
    nothing = np.full(n_sites, np.nan)
    return Attribute(
        column=name,
        unit="",
        value=nothing,
        low=nothing,
        high=nothing,
        source_ids=((),) * n_sites,
        confidence=("",) * n_sites,
    )
