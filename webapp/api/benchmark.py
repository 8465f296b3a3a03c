"""A site against the medians of its league and of the region."""

from __future__ import annotations

from typing import Final

from flask import Response, request

from geo_zs.comparison.answer import (
    benchmark_answer,
)
from geo_zs.comparison.benchmark import MIN_KNOWN, benchmark
from geo_zs.comparison.lookup import row_of
from webapp.api.blueprint import contract, json_answer
from webapp.api.schema_parts import (
    NAME,
    NUMBER_OR_NULL,
    SITE_REFERENCE,
    TEXT,
    TEXTS,
    many,
    record,
)
from webapp.api.site_query import INDUSTRY, SITE_ID, read_industry
from webapp.contract import Operation
from webapp.params import Reader
from webapp.state import get_catalog

_MEDIAN: Final = record(
    {
        "median": NUMBER_OR_NULL,
        "n_yes": {"type": ["integer", "null"]},
        "n_known": {"type": "integer", "minimum": 0},
        "n_sites": {"type": "integer", "minimum": 0},
        "stands": {"enum": ["above", "below", "same", "not_settled"]},
        "is_better": {"type": ["boolean", "null"]},
    }
)

_BENCHMARK: Final = Operation(
    tag="matching",
    method="GET",
    rule="/v1/sites/<site_id>/benchmark",
    name="benchmark",
    summary="A site against its league and the region",
    description=(
        "Each value of a site against the median of the sites of the same kind in "
        "its league and in the region, with how many of them are known. There is "
        f"no median where fewer than {MIN_KNOWN} are."
    ),
    answer=record(
        {
            "data_version": TEXT,
            "site": SITE_REFERENCE,
            "columns": many(
                record(
                    {
                        "column": TEXT,
                        "name": NAME,
                        "unit": TEXT,
                        "value": NUMBER_OR_NULL,
                        "low": NUMBER_OR_NULL,
                        "high": NUMBER_OR_NULL,
                        "is_flag": {"type": "boolean"},
                        "source_ids": TEXTS,
                        "confidence": {"type": ["string", "null"]},
                        "league": _MEDIAN,
                        "region": _MEDIAN,
                    }
                )
            ),
        }
    ),
    errors=(400, 404),
    parameters=(SITE_ID, INDUSTRY),
)


@contract.operation(_BENCHMARK)
def benchmark_site(site_id: str) -> Response:
    """Set a site against medians."""
    reader = Reader(request.args)
    reader.only(("industry",))
    industry = read_industry(reader)
    reader.finish()
    catalog = get_catalog()
    row = row_of(catalog.sites, site_id)
    rows = benchmark(
        catalog.sites, catalog.criteria, site_id, industry=industry or None
    )
    return json_answer(
        {
            "data_version": catalog.data_version,
            **benchmark_answer(rows, catalog.sites, row),
        }
    )
