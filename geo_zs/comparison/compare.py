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

from geo_zs.comparison.compared_columns import ComparedRow, compared_columns
from geo_zs.comparison.interval_order import judge
from geo_zs.comparison.lookup import rows_of
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.result import MatchResult
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED

#: Fewest and most sites that are compared.
FEWEST: Final = 2
MOST: Final = 4
#: States of a limit as words.
LIMIT_STATES: Final = {
    PASSED: "passed",
    NOT_VERIFIED: "not_verified",
    FAILED: "failed",
}


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
        columns=tuple(compared_columns(result, book, rows, ids)),
        limits=tuple(
            ComparedLimit(
                test.limit,
                test.required,
                tuple(LIMIT_STATES[int(test.status[row])] for row in rows),
            )
            for test in result.screening.tests
        ),
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
