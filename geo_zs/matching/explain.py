"""Why a site stands where it stands: contributions, unknowns, what to ask."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo_zs.criteria.spec import Criterion
from geo_zs.matching.columns import Columns
from geo_zs.matching.score import Scores
from geo_zs.matching.screen import Screening
from geo_zs.matching.shortfall import needed_limit, shortfall
from geo_zs.matching.status import FAILED, NOT_VERIFIED


@dataclass(frozen=True)
class Contribution:
    """What one criterion adds to one score.

    Parameters
    ----------
    criterion : Criterion
        With its bounds.
    value, low, high : float
        Raw value and interval; NaN if not known.
    unit : str
        Unit of the values.
    utility, weight, contribution : float
        ``contribution = weight × utility``.
    is_assumed : bool
        True if the value is not known and the utility is the assumed one.
    source_ids : tuple of str
        Sources of the value.
    confidence : str
        Confidence of the value; empty if not known.
    """

    criterion: Criterion
    value: float
    low: float
    high: float
    unit: str
    utility: float
    weight: float
    contribution: float
    is_assumed: bool
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True)
class Ask:
    """What is not scored because too little is known: to be asked of the park.

    Parameters
    ----------
    criterion : Criterion
        What to ask for.
    weight : float
        Share of the score it would have if it were known.
    known_share : float
        Share of the candidates whose value is known.
    """

    criterion: Criterion
    weight: float
    known_share: float


@dataclass(frozen=True)
class FailedLimit:
    """A limit that keeps a site out.

    Parameters
    ----------
    limit : str
        Name of the limit.
    value, low, high : float
        What is known of the site; NaN if nothing is, or the limit is no number.
    required : object
        What was asked, as JSON.
    is_failed : bool
        False if it was not verified and such sites were to be dropped.
    short_by : float
        How far the site is from being let in, in the unit of the limit (km for
        the limit ``area``); NaN if that cannot be counted.
    needed : float or None
        Value of the limit that would let the site in, rounded as `relax` does;
        None if the limit would have to be dropped, or is a rule.
    rule : str or None
        Id of the legal rule; None for a limit of the requirement.
    """

    limit: str
    value: float
    low: float
    high: float
    required: object
    is_failed: bool
    short_by: float = math.nan
    needed: float | None = None
    rule: str | None = None


def contributions(
    row: int, criteria: Sequence[Criterion], columns: Columns, scores: Scores
) -> list[Contribution]:
    """Return what each criterion adds to the score of one site.

    Parameters
    ----------
    row : int
        Row of the site.
    criteria : sequence of n_criteria Criterion
        Scored criteria, heaviest first.
    columns : Columns
        Where their values are.
    scores : Scores
        Utilities and weights in the same order.

    Returns
    -------
    list of Contribution
        In the order of `criteria`; sums to the score.
    """
    utilities = scores.utilities[row].tolist()
    assumed = scores.is_assumed[row].tolist()
    weights = scores.weights.tolist()
    found: list[Contribution] = []
    for index, criterion in enumerate(criteria):
        attribute = columns.get(criterion.column)
        found.append(
            Contribution(
                criterion=criterion,
                value=float(attribute.value[row]),
                low=float(attribute.low[row]),
                high=float(attribute.high[row]),
                unit=criterion.unit or attribute.unit,
                utility=utilities[index],
                weight=weights[index],
                contribution=utilities[index] * weights[index],
                is_assumed=assumed[index],
                source_ids=tuple(attribute.source_ids[row]),
                confidence=attribute.confidence[row],
            )
        )
    return found


def not_verified(row: int, screening: Screening) -> list[str]:
    """Return the names of the limits that could not be verified for a site."""
    return [test.limit for test in screening.tests if test.status[row] == NOT_VERIFIED]


def failed_limits(row: int, screening: Screening) -> list[FailedLimit]:
    """Return every limit that keeps a site out, with what is known of the site."""
    found: list[FailedLimit] = []
    for test, policy in zip(screening.tests, screening.policies, strict=True):
        is_failed = test.status[row] == FAILED
        is_dropped = policy == "drop" and test.status[row] == NOT_VERIFIED
        if not (is_failed or is_dropped):
            continue
        value = low = high = math.nan
        if test.attribute is not None:
            value = float(test.attribute.value[row])
            low = float(test.attribute.low[row])
            high = float(test.attribute.high[row])
        found.append(
            FailedLimit(
                limit=test.limit,
                value=value,
                low=low,
                high=high,
                required=test.required,
                is_failed=bool(is_failed),
                short_by=shortfall(test, row, must_pass=policy == "drop"),
                needed=needed_limit(test, row, must_pass=policy == "drop"),
                rule=test.rule,
            )
        )
    return found


def unknown(
    row: int,
    criteria: Sequence[Criterion],
    scores: Scores,
    screening: Screening,
) -> list[str]:
    """Return what the answer needed and did not know of a site.

    Returns
    -------
    list of str
        Scored criteria without a value, then limits whose fact is not known.
    """
    names = [
        criterion.id
        for criterion, assumed in zip(criteria, scores.is_assumed[row], strict=True)
        if assumed
    ]
    names += [
        test.limit
        for test in screening.tests
        if test.attribute is not None
        and test.status[row] == NOT_VERIFIED
        and math.isnan(test.attribute.value[row])
    ]
    return names


def to_ask(
    row: int, asks: Sequence[Ask], columns: Columns, screening: Screening
) -> list[str]:
    """Return the columns to ask the park about, each once.

    Returns
    -------
    list of str
        What would have had a weight, then what a limit needed and nobody stated.
    """
    names = [
        ask.criterion.column
        for ask in asks
        if math.isnan(columns.get(ask.criterion.column).value[row])
    ]
    names += [
        test.attribute.column
        for test in screening.tests
        if test.attribute is not None and math.isnan(test.attribute.value[row])
    ]
    return list(dict.fromkeys(names))
