"""Hide the place of each project, rank, and see where the true place stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.backtest.baselines import baseline_scores
from geo_zs.backtest.company import company_groups, own_names
from geo_zs.backtest.position import Position, missed, position_of
from geo_zs.backtest.question import Question, to_request
from geo_zs.errors import RequirementError
from geo_zs.matching.engine import match
from geo_zs.matching.result import MatchResult

if TYPE_CHECKING:
    from geo_zs.backtest.bench import Bench
    from geo_zs.backtest.records import Record
    from geo_zs.matching.table import SiteTable

LEVELS: Final = ("park", "banner")
_LEVEL_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "park": ("park", "port_zone"),
    "banner": ("banner",),
}


@dataclass(frozen=True)
class Skipped:
    """A row that cannot be tested, and why."""

    record: Record
    reason: str


@dataclass(frozen=True)
class Trial:
    """One project tested.

    Parameters
    ----------
    record : Record
        The project.
    place : str
        Its true place: the park that stands alone or the umbrella zone, or the
        banner, as the site table groups its sites.
    company : int
        Number of its company among the rows tested.
    position : Position
        Where the ranking puts the true place.
    baselines : dict of str to Position
        Where the baselines put it.
    reason : str
        Why the place was missed: ``refused``, ``no_candidate``,
        ``other_kind_of_site``, ``excluded``; empty if it was ranked.
    top : tuple of str
        Ids of the first sites of the ranking.
    fit : float
        Best fit of trades (`industry_fit`) of the sites of the true place; NaN if
        the trades of the place are not known or nothing was ranked.
    is_verified : bool
        False if the true place was ranked below the verified ones.
    """

    record: Record
    place: str
    company: int
    position: Position
    baselines: dict[str, Position]
    reason: str
    top: tuple[str, ...]
    fit: float = math.nan
    is_verified: bool = True


def run(
    bench: Bench, records: Sequence[Record], level: str
) -> tuple[list[Trial], list[Skipped]]:
    """Test all records whose place is stated and known.

    Parameters
    ----------
    bench : Bench
        The data.
    records : sequence of Record
        Projects of any table.
    level : str
        ``park`` or ``banner``.

    Returns
    -------
    trials : list of Trial
        In the order of the records.
    skipped : list of Skipped
        Rows without a stated place or with one that the tables do not know.
    """
    chosen: list[tuple[Record, str]] = []
    skipped: list[Skipped] = []
    for record in records:
        place = bench.place_of(record, level)
        named = record.park_id if level == "park" else record.banner
        if not named:
            skipped.append(Skipped(record, f"no_{level}"))
        elif record.place_confidence != "stated":
            skipped.append(Skipped(record, "place_not_stated"))
        elif not place:
            skipped.append(Skipped(record, f"unknown_{level}"))
        else:
            chosen.append((record, place))
    companies = company_groups([own_names(record.company) for record, _ in chosen])
    trials = [
        _try(bench, record, place, company, level)
        for (record, place), company in zip(chosen, companies, strict=True)
    ]
    return trials, skipped


def _try(bench: Bench, record: Record, place: str, company: int, level: str) -> Trial:
    """Test one project."""
    omitted = bench.omitted(record)
    sites = bench.sites_without(omitted)
    places = places_of(sites, _LEVEL_KINDS[level])
    scores = baseline_scores(places, sites, record.tags, bench.chosen(omitted, level))
    result = _ask(bench, sites, to_request(Question.of(record), level))
    position, reason = _locate(result, place, len(places))
    if place not in places:
        reason = "no_candidate"
    return Trial(
        record=record,
        place=place,
        company=company,
        position=position,
        baselines={name: position_of(place, by) for name, by in scores.items()},
        reason=reason,
        top=()
        if result is None
        else tuple(sites.ids[one.row] for one in result.ranking.ranked[:10]),
        fit=_fit_of(result, places.get(place, ())),
        is_verified=result is None
        or not result.screening.is_below[places.get(place, [])].all(),
    )


def _fit_of(result: MatchResult | None, rows: Sequence[int]) -> float:
    """Return the best fit of trades among some sites; NaN if none is known."""
    if result is None or not rows:
        return math.nan
    fit = result.columns.get("industry_fit").value[list(rows)]
    return math.nan if np.isnan(fit).all() else float(np.nanmax(fit))


def _ask(bench: Bench, sites: SiteTable, request: dict[str, Any]) -> MatchResult | None:
    """Return the answer of ``/match``; None if it would refuse the request."""
    try:
        requirement = bench.catalog.read(request)
    except RequirementError:
        return None
    return match(sites, requirement, bench.criteria, bench.catalog.rules)


def places_of(sites: SiteTable, kinds: tuple[str, ...]) -> dict[str, list[int]]:
    """Return the candidate places of some kinds, with the rows of their sites."""
    found: dict[str, list[int]] = {}
    for row, (kind, group) in enumerate(zip(sites.kinds, sites.group, strict=True)):
        if kind in kinds:
            found.setdefault(group, []).append(row)
    return found


def _locate(
    result: MatchResult | None, place: str, n_places: int
) -> tuple[Position, str]:
    """Return where a ranking puts a place, and why it is missed if it is."""
    if result is None:
        return missed(n_places), "refused"
    ranking, group = result.ranking, result.sites.group
    for one, rank in zip(ranking.ranked, ranking.rank.tolist(), strict=True):
        if group[one.row] == place:
            tied = int((ranking.rank == rank).sum())
            return Position(n_better=rank - 1, n_tied=tied), ""
    if any(group[one.row] == place for one in ranking.excluded):
        return missed(len(ranking.ranked) + len(ranking.excluded)), "excluded"
    return missed(n_places), "other_kind_of_site"
