"""Hide the place of each project, rank, and see where the true place stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

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
    from geo_zs.matching.requirement import Requirement
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
        The project; without tags of its own it has those that its words were read as.
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
        Rows without a stated place or with one that the tables do not know, and
        rows without tags whose words name no industry: they cannot be asked.
    """
    chosen: list[tuple[_Asked, str]] = []
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
            asked = _asked(bench, record, level)
            if asked.is_readable:
                chosen.append((asked, place))
            else:
                skipped.append(Skipped(record, "industry_unreadable"))
    companies = company_groups([own_names(one.record.company) for one, _ in chosen])
    trials = [
        _try(bench, asked, place, company, level)
        for (asked, place), company in zip(chosen, companies, strict=True)
    ]
    return trials, skipped


@dataclass(frozen=True)
class _Asked:
    """A record with its tags, and what is asked for it; None if that is refused."""

    record: Record
    requirement: Requirement | None
    is_readable: bool = True


def _asked(bench: Bench, record: Record, level: str) -> _Asked:
    """Read what would be asked for a record, and its industries if it has no tags."""
    try:
        requirement = bench.catalog.read(to_request(Question.of(record), level))
    except RequirementError as error:
        is_unread = any(one.field in ("industry", "text") for one in error.problems)
        return _Asked(record, None, is_readable=bool(record.tags) or not is_unread)
    tags = record.tags or requirement.industries
    return _Asked(replace(record, tags=tags), requirement)


def _try(bench: Bench, asked: _Asked, place: str, company: int, level: str) -> Trial:
    """Test one project."""
    record = asked.record
    omitted = bench.omitted(record)
    sites = bench.sites_without(omitted)
    places = places_of(sites, _LEVEL_KINDS[level])
    scores = baseline_scores(places, sites, record.tags, bench.chosen(omitted, level))
    result = (
        None
        if asked.requirement is None
        else match(sites, asked.requirement, bench.criteria, bench.catalog.rules)
    )
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
