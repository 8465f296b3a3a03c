"""The columns of a comparison: what is known of each site in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.comparison.interval_order import judge
from geo_zs.comparison.words import column_name, criteria_by_column
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.utility import utility, utility_interval
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.result import MatchResult
from geo_zs.matching.score import ASSUMED_UTILITY

#: Verdict on a column in which neither more nor less is better.
NO_DIRECTION: Final = "no_direction"
#: How the value is used: scored, to be asked of the park, or only shown.
SCORED: Final = "scored"
ASKED: Final = "asked"
SHOWN: Final = "shown"


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


def compared_columns(
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
