"""Two to four sites side by side, with what is settled between them and what not.

A site is called better in a criterion only if its interval of utility does not
touch that of the others: what is not known, and what is known only roughly, settles
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.comparison.lookup import rows_of
from geo_zs.comparison.words import column_name, criteria_by_column
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import utility, utility_interval
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.attribute import Attribute, FloatArray
from geo_zs.matching.rank import TIE_DECIMALS
from geo_zs.matching.result import MatchResult
from geo_zs.matching.score import ASSUMED_UTILITY
from geo_zs.matching.screen import FAILED, NOT_VERIFIED, PASSED

#: Fewest and most sites that are compared.
FEWEST: Final = 2
MOST: Final = 4
#: What a row of the comparison can say.
BETTER: Final = "better"
EQUAL: Final = "equal"
NOT_SETTLED: Final = "not_settled"
NO_DIRECTION: Final = "no_direction"
#: How the value is used: scored, to be asked of the park, or only shown.
SCORED: Final = "scored"
ASKED: Final = "asked"
SHOWN: Final = "shown"
#: States of a limit as words.
LIMIT_STATES: Final = {
    PASSED: "passed",
    NOT_VERIFIED: "not_verified",
    FAILED: "failed",
}


@dataclass(frozen=True)
class ComparedValue:
    """What is known of one site in one column.

    Parameters
    ----------
    value, low, high : float
        In the unit of the row; NaN where not known.
    utility, utility_low, utility_high : float
        In [0, 1]; NaN for a row without a direction. Where nothing is known 0.5
        (assumed), 0 and 1.
    contribution : float
        Weight × utility; NaN for a row that is not scored.
    is_known : bool
        False if nothing is known.
    source_ids : tuple of str
        Sources of the value.
    confidence : str
        Confidence of the value; empty if not known.
    """

    value: float
    low: float
    high: float
    utility: float
    utility_low: float
    utility_high: float
    contribution: float
    is_known: bool
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True)
class ComparedRow:
    """One column of the site table, or one criterion, over all sites compared.

    Parameters
    ----------
    column : str
        Column of the site table.
    criterion : Criterion or None
        Its bounds and names; None for a column without a direction.
    name_zh, name_en, unit : str
        As printed.
    use : str
        ``scored``, ``asked`` (only the park can tell) or ``shown``.
    weight : float
        In [0, 1]; 0 for a row that is not scored.
    values : tuple of ComparedValue
        In the order of the sites.
    verdict : str
        ``better``, ``equal``, ``not_settled`` or ``no_direction``.
    best : tuple of str
        Ids of the sites that are better than all the others; several if they are
        equal. Empty unless the verdict is ``better``.
    """

    column: str
    criterion: Criterion | None
    name_zh: str
    name_en: str
    unit: str
    use: str
    weight: float
    values: tuple[ComparedValue, ...]
    verdict: str
    best: tuple[str, ...]


@dataclass(frozen=True)
class ComparedLimit:
    """One limit of the requirement over all sites compared.

    Parameters
    ----------
    limit : str
        Name of the limit.
    required : object
        What was asked, as JSON.
    status : tuple of str
        ``passed``, ``not_verified`` or ``failed`` for each site.
    """

    limit: str
    required: object
    status: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Sites side by side.

    Parameters
    ----------
    rows : tuple of int
        Rows of the sites in the site table, in the order asked.
    ids : tuple of str
        Their ids.
    scores : tuple of (float, float, float)
        Score with its interval, for each site.
    is_candidate : tuple of bool
        False for a kind of site that the industry does not use.
    is_excluded : tuple of bool
        True if a limit of the requirement keeps the site out.
    verdict : str
        Of the scores: ``better``, ``equal`` or ``not_settled``.
    best : tuple of str
        Ids of the sites whose score is surely the highest.
    columns : tuple of ComparedRow
        Scored criteria first, heaviest first; then what is to be asked of the
        park; then the other columns.
    limits : tuple of ComparedLimit
        Limits of the requirement.
    """

    rows: tuple[int, ...]
    ids: tuple[str, ...]
    scores: tuple[tuple[float, float, float], ...]
    is_candidate: tuple[bool, ...]
    is_excluded: tuple[bool, ...]
    verdict: str
    best: tuple[str, ...]
    columns: tuple[ComparedRow, ...]
    limits: tuple[ComparedLimit, ...]


def compare(
    result: MatchResult, book: CriteriaBook, site_ids: Sequence[str]
) -> Comparison:
    """Put two to four sites side by side for one requirement.

    Parameters
    ----------
    result : MatchResult
        What `geo_zs.matching.engine.match` returned for the requirement; an industry
        alone is a requirement too. Any site of its table may be compared, excluded
        ones and those of other kinds included.
    book : CriteriaBook
        Bounds of criteria that the requirement does not score.
    site_ids : sequence of str
        2 to 4 different ids.

    Returns
    -------
    Comparison

    Raises
    ------
    RequirementError
        If there are too few or too many sites, one stands twice, or is not known.
    """
    rows = _checked_rows(result, site_ids)
    ids = tuple(site_ids)
    scores = tuple(
        (
            float(result.scores.score[row]),
            float(result.scores.low[row]),
            float(result.scores.high[row]),
        )
        for row in rows
    )
    verdict, best = judge(
        np.array([one[1] for one in scores]), np.array([one[2] for one in scores]), ids
    )
    return Comparison(
        rows=tuple(rows),
        ids=ids,
        scores=scores,
        is_candidate=tuple(bool(result.candidates[row]) for row in rows),
        is_excluded=tuple(bool(result.screening.is_excluded[row]) for row in rows),
        verdict=verdict,
        best=best,
        columns=tuple(_columns(result, book, rows, ids)),
        limits=tuple(
            ComparedLimit(
                test.limit,
                test.required,
                tuple(LIMIT_STATES[int(test.status[row])] for row in rows),
            )
            for test in result.screening.tests
        ),
    )


def judge(
    low: FloatArray, high: FloatArray, ids: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Say which of some sites is better, if the intervals settle it.

    Parameters
    ----------
    low, high : (n,) arrays
        Ends of the intervals of utility or score; more is better.
    ids : sequence of n str
        Ids of the sites.

    Returns
    -------
    verdict : str
        ``better``, ``equal`` or ``not_settled``.
    best : tuple of str
        Sites that lie above all the others. Intervals that touch settle nothing;
        sites known to be equal stand together.
    """
    floor, top = np.round(low, TIE_DECIMALS), np.round(high, TIE_DECIMALS)
    above = floor[:, None] > top
    is_point = floor == top
    same = is_point[:, None] & is_point & (floor[:, None] == floor)
    is_self = np.eye(len(floor), dtype=bool)
    is_best = (above | same | is_self).all(axis=1)
    if same.all():
        return EQUAL, ()
    if not is_best.any():
        return NOT_SETTLED, ()
    return BETTER, tuple(
        one for one, is_one in zip(ids, is_best, strict=True) if is_one
    )


def _checked_rows(result: MatchResult, site_ids: Sequence[str]) -> list[int]:
    """Return the rows of the sites, or raise what is wrong with the list."""
    problems = []
    if not FEWEST <= len(site_ids) <= MOST:
        problems.append(
            Problem(
                "sites",
                f"has {len(site_ids)} sites; expected {FEWEST} to {MOST}",
            )
        )
    if len(set(site_ids)) < len(site_ids):
        problems.append(Problem("sites", "names a site twice; name each only once"))
    if problems:
        raise RequirementError(problems)
    return rows_of(result.sites, site_ids, field="sites")


def _columns(
    result: MatchResult, book: CriteriaBook, rows: list[int], ids: tuple[str, ...]
) -> list[ComparedRow]:
    """Return all rows of the comparison, scored ones first."""
    asked = tuple(ask.criterion for ask in result.asks)
    by_column = criteria_by_column(
        book, (*asked, *result.preset.criteria, *result.preset.asked)
    )
    plan: list[tuple[str, Criterion | None, str]] = [
        (one.column, one, SCORED) for one in result.criteria
    ]
    plan += [(one.column, one, ASKED) for one in asked]
    rest = ("land_port_km", *result.sites.by_industry, *result.sites.attributes)
    plan += [(column, by_column.get(column), SHOWN) for column in rest]
    found: list[ComparedRow] = []
    done: set[str] = set()
    for column, criterion, use in plan:
        if use == SCORED or column not in done:
            attribute = result.columns.get(column)
            weight = (
                result.weights[criterion.id] if criterion and use == SCORED else 0.0
            )
            found.append(_row(attribute, criterion, (use, weight), rows, ids))
        done.add(column)
    return found


def _row(
    attribute: Attribute,
    criterion: Criterion | None,
    use: tuple[str, float],
    rows: list[int],
    ids: tuple[str, ...],
) -> ComparedRow:
    """Return one row of the comparison; `use` is its use and weight."""
    values = _values(attribute, criterion, rows, use[1] if use[0] == SCORED else np.nan)
    verdict: str = NO_DIRECTION
    best: tuple[str, ...] = ()
    if criterion is not None:
        verdict, best = judge(
            np.array([one.utility_low for one in values]),
            np.array([one.utility_high for one in values]),
            ids,
        )
    name_zh, name_en = column_name(attribute.column, criterion)
    return ComparedRow(
        column=attribute.column,
        criterion=criterion,
        name_zh=name_zh,
        name_en=name_en,
        unit=attribute.unit or (criterion.unit if criterion else ""),
        use=use[0],
        weight=use[1],
        values=values,
        verdict=verdict,
        best=best,
    )


def _values(
    attribute: Attribute, criterion: Criterion | None, rows: list[int], weight: float
) -> tuple[ComparedValue, ...]:
    """Return what is known of each site in one column."""
    value, low, high = (
        np.asarray(part[rows], dtype=float)
        for part in (attribute.value, attribute.low, attribute.high)
    )
    is_known = ~np.isnan(value)
    middle = bottom = top = np.full(len(rows), np.nan)
    if criterion is not None:
        middle = np.where(is_known, utility(value, criterion), ASSUMED_UTILITY)
        ends = utility_interval(low, high, criterion)
        bottom, top = np.nan_to_num(ends[0], nan=0.0), np.nan_to_num(ends[1], nan=1.0)
    return tuple(
        ComparedValue(
            value=float(value[index]),
            low=float(low[index]),
            high=float(high[index]),
            utility=float(middle[index]),
            utility_low=float(bottom[index]),
            utility_high=float(top[index]),
            contribution=float(middle[index] * weight),
            is_known=bool(is_known[index]),
            source_ids=tuple(attribute.source_ids[row]),
            confidence=attribute.confidence[row],
        )
        for index, row in enumerate(rows)
    )
