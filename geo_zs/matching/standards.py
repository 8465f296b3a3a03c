"""Ordos's three standards for projects (项目三个标准) as columns of one request.

The league named three standards in 2023: intensity of investment (投资强度), length
of the chain (链条长度), limit of energy use (能耗限度); the record is LF-066 of
``data/article/league_facts.csv``. No figure was published with them. So a project is
compared with a site's own standard where one is given (as own figure of the asker),
and the park is to be asked elsewhere; nothing is assumed. The length of the chain is
counted from the industries of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from geo_zs.matching.attribute import Attribute, BoolArray, FloatArray
from geo_zs.matching.shared import once
from geo_zs.matching.table import SiteTable

#: The league that set the standards: Ordos (鄂尔多斯市).
LEAGUE: Final = "150600"
#: Columns that this module computes for a request.
CHAIN: Final = "chain_length"
INVESTMENT: Final = "investment_to_standard"
ENERGY: Final = "energy_to_standard"
#: Computed column → what a site would have to state for it.
STATED_IN: Final = {
    INVESTMENT: "standard_investment_cny_1e4_per_mu",
    ENERGY: "standard_energy_tce_per_cny_1e4",
}
#: Weight of each of the three criteria beside preset weights that sum to 1, where a
#: request is about this league only: a judgement, a small weight, as for
#: standards whose figures nobody has published.
DEFAULT_WEIGHT: Final = 0.05
#: Criterion of each column.
CRITERIA: Final = {
    CHAIN: "chain_length",
    INVESTMENT: "investment_standard",
    ENERGY: "energy_standard",
}
NOTE: Final = (
    "鄂尔多斯市对项目提出投资强度、链条长度、能耗限度三个标准，但未见公布的数值；"
    "请向园区核实其标准。",
    "Ordos sets three standards for projects (intensity of investment, length of the "
    "chain, limit of energy use); no figures were found published: ask the park.",
)
"""What an answer with sites of this league says, in Chinese and English."""

_MU_PER_HA: Final = 15.0


class Quantities(Protocol):
    """What a requirement says of its project; None is not said."""

    @property
    def investment_cny_1e8(self) -> float | None: ...  # noqa: D102  see the class
    @property
    def land_ha(self) -> float | None: ...  # noqa: D102  as above
    @property
    def energy_tce_per_year(self) -> float | None: ...  # noqa: D102  as above
    @property
    def output_cny_1e8_per_year(self) -> float | None: ...  # noqa: D102  as above


@dataclass(frozen=True)
class ProjectFigures:
    """Intensities of a project; None where the requirement gives too little.

    Parameters
    ----------
    investment_cny_1e4_per_mu : float or None
        Investment over land, in 10,000 yuan a mu (万元/亩).
    energy_tce_per_cny_1e4 : float or None
        Energy over output, in tonnes of coal equivalent per 10,000 yuan.
    """

    investment_cny_1e4_per_mu: float | None
    energy_tce_per_cny_1e4: float | None


def project_figures(requirement: Quantities) -> ProjectFigures:
    """Return the intensities that a requirement implies.

    Parameters
    ----------
    requirement : Quantities
        Money in 100 million yuan, land in hectares, energy in tonnes of coal
        equivalent a year, output in 100 million yuan a year. Money in dollars is
        never converted and so gives no intensity.
    """
    money, land = requirement.investment_cny_1e8, requirement.land_ha
    energy, output = (
        requirement.energy_tce_per_year,
        requirement.output_cny_1e8_per_year,
    )
    return ProjectFigures(
        investment_cny_1e4_per_mu=money * 1e4 / (land * _MU_PER_HA)
        if money and land
        else None,
        energy_tce_per_cny_1e4=energy / (output * 1e4)
        if energy is not None and output
        else None,
    )


def standard_columns(
    sites: SiteTable, industries: Sequence[str], figures: ProjectFigures
) -> dict[str, Attribute]:
    """Return the three columns for one request.

    Parameters
    ----------
    sites : SiteTable
        All sites; own figures of the asker may already stand in it.
    industries : sequence of str
        Industry tags of the requirement.
    figures : ProjectFigures
        Of the same requirement.

    Returns
    -------
    dict of str to Attribute
        ``chain_length`` (steps), ``investment_to_standard`` and
        ``energy_to_standard`` (project over standard of the site: from 1 on the
        first is met, up to 1 the second). The last two are unknown where the site
        states no standard or the requirement gives too little.
    """
    return {
        CHAIN: chain_length(sites, industries),
        INVESTMENT: _against_standard(
            sites, INVESTMENT, figures.investment_cny_1e4_per_mu
        ),
        ENERGY: _against_standard(sites, ENERGY, figures.energy_tce_per_cny_1e4),
    }


def chain_length(sites: SiteTable, industries: Iterable[str]) -> Attribute:
    """Count the steps of the industry's chain that stand at each site already.

    Parameters
    ----------
    sites : SiteTable
        With `SiteTable.links`; without them nothing is known.
    industries : iterable of str
        Where the chain is entered.

    Returns
    -------
    Attribute
        The industries of the site that are linked with the asked ones, directly or
        by way of others at the same site; the asked one counts if it is there.
        Unknown for a site whose industries are not known. Where these rest on
        general knowledge (their fit has a low of 0) low is 0 here too.
    """
    return _chain_length(sites, tuple(industries))


@once
def _chain_length(sites: SiteTable, industries: tuple[str, ...]) -> Attribute:
    """Work out `chain_length`."""
    tags = [sites.tag_index[tag] for tag in industries]
    fit = sites.by_industry.get("industry_fit")
    is_known: BoolArray = np.asarray(sites.tags.any(axis=1), dtype=bool)
    if sites.links is None:
        is_known = np.zeros_like(is_known)
    value = np.where(is_known, _linked_steps(sites, tags).sum(axis=1), np.nan)
    low = value.copy()
    if fit is not None:
        is_weak = ((fit.low == 0) | (fit.value == 0)).all(axis=1)
        low[is_known & is_weak] = 0.0
    sources = fit.source_ids if fit is not None else ((),) * sites.n_sites
    return Attribute(
        column=CHAIN,
        unit="",
        value=value,
        low=low,
        high=value.copy(),
        source_ids=tuple(
            tuple(ids) if known else ()
            for ids, known in zip(sources, is_known, strict=True)
        ),
        confidence=tuple("inferred" if known else "" for known in is_known),
    )


def default_weights(sites: SiteTable, candidates: BoolArray) -> Mapping[str, float]:
    """Return what the three criteria weigh unasked: only where all is in the league.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    candidates : (n_sites,) bool array
        Sites that the request allows, its limit on leagues included.

    Returns
    -------
    mapping of str to float
        By criterion; empty if a candidate lies in another league, because weights
        are the same for all sites and the others have no such standards.
    """
    rows = np.flatnonzero(candidates)
    if not rows.size or any(sites.leagues[row] != LEAGUE for row in rows.tolist()):
        return {}
    return dict.fromkeys(CRITERIA.values(), DEFAULT_WEIGHT)


def to_ask_here(sites: SiteTable, row: int, figures: ProjectFigures) -> tuple[str, ...]:
    """Return the standards to ask a site of this league for.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    row : int
        The site.
    figures : ProjectFigures
        Of the requirement: only what it can be compared with is asked for.

    Returns
    -------
    tuple of str
        Columns (`STATED_IN`) that the site does not state; empty in other leagues.
    """
    if sites.leagues[row] != LEAGUE:
        return ()
    given = {
        INVESTMENT: figures.investment_cny_1e4_per_mu,
        ENERGY: figures.energy_tce_per_cny_1e4,
    }
    return tuple(
        stated
        for column, stated in STATED_IN.items()
        if given[column] is not None
        and (
            stated not in sites.attributes
            or np.isnan(sites.attributes[stated].value[row])
        )
    )


def _linked_steps(sites: SiteTable, tags: Sequence[int]) -> BoolArray:
    """Return which industries of each site belong to the chain, (n_sites, n_tags)."""
    reached = np.zeros_like(sites.tags)
    if sites.links is None:
        return reached
    reached[:, tags] = True
    waiting = list(tags)
    while waiting:
        tag = waiting.pop()
        near = np.flatnonzero(sites.links[tag])
        new = reached[:, [tag]] & sites.tags[:, near] & ~reached[:, near]
        if new.any():
            reached[:, near] |= new
            waiting += near[new.any(axis=0)].tolist()
    return reached & sites.tags


def _against_standard(
    sites: SiteTable, column: str, project: float | None
) -> Attribute:
    """Return a figure of the project over the standard that each site states."""
    stated = sites.attributes.get(STATED_IN[column])
    if stated is None or project is None:
        return _unknown(column, sites.n_sites)

    def over(part: FloatArray) -> FloatArray:
        positive = np.where(part > 0, part, np.nan)
        found: FloatArray = project / positive
        return found

    value = over(stated.value)
    is_known = ~np.isnan(value)
    return Attribute(
        column=column,
        unit="",
        value=value,
        low=np.where(is_known, np.nan_to_num(over(stated.high)), np.nan),
        high=np.where(is_known, np.nan_to_num(over(stated.low), nan=np.inf), np.nan),
        source_ids=tuple(
            tuple(ids) if known else ()
            for ids, known in zip(stated.source_ids, is_known, strict=True)
        ),
        confidence=tuple(
            one if known else ""
            for one, known in zip(stated.confidence, is_known, strict=True)
        ),
    )


def _unknown(column: str, n_sites: int) -> Attribute:
    """Return a column in which nothing is known."""
    nothing = np.full(n_sites, np.nan)
    return Attribute(
        column, "", nothing, nothing, nothing, ((),) * n_sites, ("",) * n_sites
    )
