"""Constraint layers tested on the candidate sites, and how a match can use them.

The effects are columns of the table of sites like any other (``forbidden_share``),
so a limit on them excludes, leaves open or passes a site by the rules of all limits.
They stand in a copy of the table that one planner's answer is made from: the shared
catalog never holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.matching.attribute import Attribute
from geo_zs.matching.engine import match
from geo_zs.matching.requirement import Range, Requirement
from geo_zs.matching.table import SiteTable
from geo_zs.overlay.constraints import ConstraintTests
from geo_zs.overlay.ground import ground_of
from geo_zs.overlay.tested_places import of_sites
from geo_zs.register.constraint_layer import MEANINGS, ConstraintLayer, Meaning
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.matching.result import MatchResult

#: Meaning → column of the table of sites: the share of the site that is touched.
COLUMNS: Final[dict[Meaning, str]] = {
    "forbidden": "forbidden_share",
    "conditional": "conditional_share",
    "informative": "informative_share",
}
#: Limit that a match names when it excludes a site for a forbidden layer.
FORBIDDEN_LIMIT: Final = f"ranges.{COLUMNS['forbidden']}.max"
#: What is found that a reader of an answer should hear of.
_WORTH_SAYING: Final = ("possible", "part", "whole")


@dataclass(frozen=True, eq=False)
class SiteEffects:
    """What constraint layers say of the candidate sites.

    Parameters
    ----------
    ids : tuple of str
        Sites, in the order of the table.
    tests : ConstraintTests
        Of these sites.
    """

    ids: tuple[str, ...]
    tests: ConstraintTests

    def attributes(self) -> dict[str, Attribute]:
        """Return the share of each site that each meaning touches, by column.

        NaN where nothing was tested: a limit on it is then not verified.
        """
        return {
            COLUMNS[meaning]: _attribute(self.tests, meaning) for meaning in MEANINGS
        }

    def flags(self, site_id: str, lang: Lang) -> list[dict[str, Any]]:
        """Return what layers say against a site, the hardest meaning first.

        Raises
        ------
        KeyError
            If no site has this id.
        """
        row = self._row(site_id)
        return [
            {"layer": one.layer.layer_id, "meaning": meaning, "condition": condition}
            | self.tests.statement(one, row).to_dict(lang)
            for meaning in MEANINGS
            for one in self.tests.of_meaning(meaning)
            if str(one.status[row]) in _WORTH_SAYING
            for condition in (one.layer.condition,)
        ]

    def to_dict(self, site_id: str, lang: Lang) -> dict[str, Any]:
        """Return all that was tested on a site, and on what of it.

        Raises
        ------
        KeyError
            If no site has this id.
        """
        return self.tests.to_dict(self._row(site_id), lang)

    def _row(self, site_id: str) -> int:
        """Return the row of a site."""
        if site_id not in self.ids:
            raise KeyError(site_id)
        return self.ids.index(site_id)


def site_effects(catalog: Catalog, layers: Sequence[ConstraintLayer]) -> SiteEffects:
    """Test constraint layers on the candidate sites of a catalog.

    Parameters
    ----------
    catalog : Catalog
        Its sites: parks, port zones and banners.
    layers : sequence of ConstraintLayer
        None of a meaning: "not tested" in that meaning.
    """
    places = of_sites(catalog.sites, ground_of(catalog))
    return SiteEffects(catalog.sites.ids, ConstraintTests.of(layers, places))


def with_effects(sites: SiteTable, effects: SiteEffects) -> SiteTable:
    """Return a copy of the table of sites with the columns of `COLUMNS`."""
    return replace(sites, attributes={**sites.attributes, **effects.attributes()})


def keep_off_forbidden(requirement: Requirement) -> Requirement:
    """Return a requirement that also excludes sites inside forbidden layers.

    A site that lies wholly inside is excluded; one that may lie inside, or was not
    tested, is not verified; one that stays out passes.
    """
    limit = Range(COLUMNS["forbidden"], None, 0.0)
    others = tuple(
        one for one in requirement.limits.ranges if one.column != limit.column
    )
    limits = replace(requirement.limits, ranges=(*others, limit))
    return replace(requirement, limits=limits)


def match_with_effects(
    catalog: Catalog,
    requirement: Requirement,
    effects: SiteEffects,
    *,
    excludes_forbidden: bool = True,
) -> MatchResult:
    """Rank the sites for a requirement with a planner's constraint layers.

    Parameters
    ----------
    catalog : Catalog
        The catalog that `effects` were measured on.
    requirement : Requirement
        From ``catalog.read``.
    effects : SiteEffects
        From `site_effects`.
    excludes_forbidden : bool
        Whether forbidden layers exclude sites; else they are only shown.

    Returns
    -------
    MatchResult
        A site that is excluded for a layer names the limit `FORBIDDEN_LIMIT`.
    """
    asked = keep_off_forbidden(requirement) if excludes_forbidden else requirement
    sites = with_effects(catalog.sites, effects)
    return match(sites, asked, catalog.criteria, catalog.rules)


def _attribute(tests: ConstraintTests, meaning: Meaning) -> Attribute:
    """Return the share of the sites that a meaning touches, as a column."""
    share = tests.share(meaning)
    known = ~np.isnan(share.value)
    layers = tuple(
        dict.fromkeys(
            f"layer:{one.layer.layer_id}" for one in tests.of_meaning(meaning)
        )
    )
    return Attribute(
        column=COLUMNS[meaning],
        unit="",
        value=share.value,
        low=share.low,
        high=share.high,
        source_ids=tuple(layers if one else () for one in known),
        confidence=tuple("reported" if one else "" for one in known),
    )
