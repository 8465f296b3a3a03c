"""Comparisons, likeness and benchmarks as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from geo_zs.comparison.benchmark import BenchmarkRow, Median
from geo_zs.comparison.compare import Comparison
from geo_zs.comparison.compared_columns import ComparedRow, ComparedValue
from geo_zs.comparison.similar import Difference, Likeness, Similar
from geo_zs.matching.answer_site import number, site_entry
from geo_zs.matching.reasons import limit_name
from geo_zs.matching.table import SiteTable


def numbers(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with None for what is not known or without end."""
    return {
        name: number(value) if isinstance(value, float) else value
        for name, value in record.items()
    }


def comparison_answer(comparison: Comparison, sites: SiteTable) -> dict[str, Any]:
    """Return sites side by side as plain values."""
    parts = zip(
        comparison.rows,
        comparison.scores,
        comparison.is_candidate,
        comparison.is_excluded,
        strict=True,
    )
    return {
        "sites": [
            {
                "site": site_entry(sites, row),
                "score": score,
                "score_low": low,
                "score_high": high,
                "candidate": is_candidate,
                "excluded": is_excluded,
            }
            for row, (score, low, high), is_candidate, is_excluded in parts
        ],
        "verdict": comparison.verdict,
        "best": list(comparison.best),
        "columns": [_compared_row(row) for row in comparison.columns],
        "limits": [
            {
                "limit": one.limit,
                "name": dict(zip(("zh", "en"), limit_name(one.limit), strict=True)),
                "required": one.required,
                "status": list(one.status),
            }
            for one in comparison.limits
        ],
    }


def _compared_row(row: ComparedRow) -> dict[str, Any]:
    """Return one column of a comparison."""
    bounds = None
    if row.criterion is not None:
        one = row.criterion
        bounds = {"worst": one.worst, "best": one.best, "ideal": one.ideal}
    return {
        "column": row.column,
        "criterion": row.criterion.id if row.criterion else None,
        "name": {"zh": row.name_zh, "en": row.name_en},
        "unit": row.unit,
        "use": row.use,
        "weight": row.weight,
        "bounds": bounds,
        "values": [_compared_value(one) for one in row.values],
        "verdict": row.verdict,
        "best": list(row.best),
    }


def _compared_value(one: ComparedValue) -> dict[str, Any]:
    """Return one value of a comparison."""
    return {
        **numbers(asdict(one)),
        "source_ids": list(one.source_ids),
        "confidence": one.confidence or None,
    }


def likeness_answer(likeness: Likeness, sites: SiteTable) -> dict[str, Any]:
    """Return the sites most like a given one as plain values."""
    return {
        "site": site_entry(sites, likeness.row),
        "industry": likeness.industry or None,
        "weights": dict(likeness.weights),
        "similar": [_similar(one, sites) for one in likeness.sites],
        "counts": {
            "compared": likeness.n_compared,
            "left_out": likeness.n_left_out,
        },
    }


def _similar(one: Similar, sites: SiteTable) -> dict[str, Any]:
    """Return one site and how like the given one it is."""
    return {
        "site": site_entry(sites, one.row),
        "distance": one.distance,
        "distance_low": one.low,
        "distance_high": one.high,
        "comparable_share": one.comparable,
        "alike": [_difference(part) for part in one.alike],
        "different": [_difference(part) for part in one.different],
        "unknown": list(one.unknown),
    }


def _difference(one: Difference) -> dict[str, Any]:
    """Return how far two sites lie apart in one column."""
    record = numbers(asdict(one))
    name = {"zh": record.pop("name_zh"), "en": record.pop("name_en")}
    return {"column": record.pop("column"), "name": name, **record}


def benchmark_answer(
    rows: tuple[BenchmarkRow, ...], sites: SiteTable, row: int
) -> dict[str, Any]:
    """Return a site against medians as plain values."""
    return {
        "site": site_entry(sites, row),
        "columns": [
            {
                "column": one.column,
                "name": {"zh": one.name_zh, "en": one.name_en},
                "unit": one.unit,
                "value": number(one.value),
                "low": number(one.low),
                "high": number(one.high),
                "is_flag": one.is_flag,
                "source_ids": list(one.source_ids),
                "confidence": one.confidence or None,
                "league": _median(one.league),
                "region": _median(one.region),
            }
            for one in rows
        ],
    }


def _median(one: Median) -> dict[str, Any]:
    """Return the middle value of a group."""
    return numbers(asdict(one))
