"""The sites most like a given one."""

from __future__ import annotations

from typing import Final

from flask import Response, request

from geo_zs.comparison.answer import (
    likeness_answer,
)
from geo_zs.comparison.similar import MIN_COMPARABLE, similar
from geo_zs.comparison.similar import MOST as MOST_SIMILAR
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
from webapp.contract import Operation, Parameter
from webapp.params import Reader
from webapp.state import get_catalog

_DIFFERENCES: Final = many(
    record(
        {
            "column": TEXT,
            "name": NAME,
            "unit": TEXT,
            "weight": {"type": "number"},
            "own": NUMBER_OR_NULL,
            "other": NUMBER_OR_NULL,
            "difference": NUMBER_OR_NULL,
            "low": NUMBER_OR_NULL,
            "high": NUMBER_OR_NULL,
        }
    )
)

_SIMILAR: Final = Operation(
    tag="matching",
    method="GET",
    rule="/v1/sites/<site_id>/similar",
    name="similar",
    summary="The sites most like a given one",
    description=(
        "The weighted mean difference over the columns known of both sites, each "
        "divided by the range of its fixed bounds: 0 is alike, 1 is at opposite "
        f"bounds. Sites of which less than {MIN_COMPARABLE:.0%} of the weight can "
        "be compared are left out and counted. The interval says how far the "
        "distance could be if the unknown values were known."
    ),
    answer=record(
        {
            "data_version": TEXT,
            "site": SITE_REFERENCE,
            "industry": {"type": ["string", "null"]},
            "weights": {"type": "object"},
            "similar": many(
                record(
                    {
                        "site": SITE_REFERENCE,
                        "distance": {"type": "number", "minimum": 0, "maximum": 1},
                        "distance_low": {"type": "number"},
                        "distance_high": {"type": "number"},
                        "comparable_share": {"type": "number"},
                        "alike": _DIFFERENCES,
                        "different": _DIFFERENCES,
                        "unknown": TEXTS,
                    }
                )
            ),
            "counts": {"type": "object"},
        }
    ),
    errors=(400, 404),
    parameters=(
        SITE_ID,
        Parameter(
            "k",
            "Most sites to return.",
            {"type": "integer", "minimum": 1, "maximum": MOST_SIMILAR, "default": 5},
            example=3,
        ),
        INDUSTRY,
    ),
)


@contract.operation(_SIMILAR)
def similar_sites(site_id: str) -> Response:
    """Find the sites most like one."""
    reader = Reader(request.args)
    reader.only(("k", "industry"))
    k = reader.whole("k", default=5, minimum=1, maximum=MOST_SIMILAR)
    industry = read_industry(reader)
    reader.finish()
    catalog = get_catalog()
    found = similar(
        catalog.sites, catalog.criteria, site_id, k=k, industry=industry or None
    )
    return json_answer(
        {
            "data_version": catalog.data_version,
            **likeness_answer(found, catalog.sites),
        }
    )
