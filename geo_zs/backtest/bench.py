"""The data with one company taken out of it."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from geo_zs.backtest.leave_out import Shipped
from geo_zs.sites.build import with_records_of
from geo_zs.sites.survey import Omitted, Survey

if TYPE_CHECKING:
    from geo_zs.backtest.records import Record
    from geo_zs.catalog import Catalog
    from geo_zs.criteria.defaults import CriteriaBook
    from geo_zs.matching.table import SiteTable


class Bench:
    """The site table without the records of any one company.

    Parameters
    ----------
    catalog : Catalog
        All data.
    criteria : CriteriaBook or None
        Bounds and weights to rank with; those of ``/match`` when None.
    keeps_park_tags : bool
        Leave the industries of parks as they are, even those that may rest on the
        company; to see how much that matters.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        criteria: CriteriaBook | None = None,
        keeps_park_tags: bool = False,
    ) -> None:
        self.catalog = catalog
        self.criteria = catalog.criteria if criteria is None else criteria
        self._keeps_park_tags = keeps_park_tags
        frames = {name: layer.frame for name, layer in catalog.layers.items()}
        self.shipped = Shipped(frames, catalog.tables["industries"])
        self._survey = Survey.of(catalog.layers, catalog.tables)
        self._parks = frames["parks"]
        self._made: dict[Omitted, SiteTable] = {}

    def with_criteria(self, criteria: CriteriaBook) -> Bench:
        """Return the same bench, with all it has measured, and other weights."""
        other = copy(self)
        other.criteria = criteria
        return other

    def omitted(self, record: Record) -> Omitted:
        """Return what goes while a record is tested."""
        gone = self.shipped.omitted(record)
        return replace(gone, park_tags=frozenset()) if self._keeps_park_tags else gone

    def sites_without(self, omitted: Omitted) -> SiteTable:
        """Return the sites as if these records had never been in the tables."""
        if omitted not in self._made:
            self._made[omitted] = with_records_of(
                self.catalog.sites, self._survey.without(omitted)
            )
        return self._made[omitted]

    def place_of(self, record: Record, level: str) -> str:
        """Return the true place of a record as a group of sites; empty if unknown."""
        if level == "banner":
            banners = self.catalog.layers["banners"].frame.index
            return f"banner-{record.banner}" if record.banner in banners else ""
        if record.park_id not in self._parks.index:
            return ""
        parent = self._parks.at[record.park_id, "parent_park_id"]
        return parent if isinstance(parent, str) and parent else record.park_id

    def chosen(self, omitted: Omitted, level: str) -> Counter[str]:
        """Count how many of the projects that are left chose each place."""
        column = {"park": "park_id", "banner": "banner"}[level]
        frame = self.catalog.layers["projects"].frame
        left = frame[~frame.index.isin(omitted.projects)][column].dropna()
        if level == "banner":
            return Counter(f"banner-{one}" for one in left)
        parent = self._parks["parent_park_id"].fillna("").to_dict()
        return Counter(parent.get(one) or str(one) for one in left)
