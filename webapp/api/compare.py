"""Sites side by side, the sites most like one, and a site against medians."""

from __future__ import annotations

from typing import Any, Final

from flask import Response, request

from geo_zs.body_faults import body_faults, near_misses
from geo_zs.comparison.answer import (
    benchmark_answer,
    comparison_answer,
    likeness_answer,
)
from geo_zs.comparison.benchmark import MIN_KNOWN, benchmark
from geo_zs.comparison.compare import FEWEST, MOST, compare
from geo_zs.comparison.lookup import row_of
from geo_zs.comparison.similar import MIN_COMPARABLE, similar
from geo_zs.comparison.similar import MOST as MOST_SIMILAR
from geo_zs.errors import RequirementError
from geo_zs.matching.answer_overview import understood
from webapp.api.blueprint import contract, json_answer, json_body
from webapp.api.schemas import reference
from webapp.contract import Operation, Parameter
from webapp.params import Reader
from webapp.state import get_catalog

_NUMBER: Final = {"type": ["number", "null"]}
_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_NAME: Final = {
    "type": "object",
    "properties": {"zh": _TEXT, "en": _TEXT},
    "required": ["zh", "en"],
}
_SITE: Final = reference("Site")


def record(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    """Return the schema of an object whose listed members are all there."""
    return {
        "type": "object",
        **({"description": description} if description else {}),
        "properties": properties,
        "required": list(properties),
    }


def many(item: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": item}


SITE_ID: Final = Parameter(
    "site_id",
    "Id of a candidate site, as answers give it.",
    {"type": "string"},
    example="baotou-xitu-hitech",
    in_path=True,
)

#: What a comparison may ask for: an industry alone, or a whole requirement.
COMPARE_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sites"],
    "anyOf": [{"required": ["industry"]}, {"required": ["requirement"]}],
    "not": {"required": ["industry", "requirement"]},
    "properties": {
        "sites": {
            "type": "array",
            "description": "Ids of the sites.",
            "minItems": FEWEST,
            "maxItems": MOST,
            "uniqueItems": True,
            "items": {"type": "string", "minLength": 1, "maxLength": 80},
        },
        "industry": {
            "type": "string",
            "description": "Industry tag; its preset says what counts.",
            "minLength": 1,
            "maxLength": 80,
        },
        "requirement": {
            "type": "object",
            "description": "As for a match; without `industry`.",
        },
    },
}

_COMPARED: Final = record(
    {
        "data_version": _TEXT,
        "understood": {"type": "object"},
        "sites": many(
            record(
                {
                    "site": _SITE,
                    "score": {"type": "number"},
                    "score_low": {"type": "number"},
                    "score_high": {"type": "number"},
                    "candidate": {"type": "boolean"},
                    "excluded": {"type": "boolean"},
                }
            )
        ),
        "verdict": {"enum": ["better", "equal", "not_settled"]},
        "best": _TEXTS,
        "columns": many(
            record(
                {
                    "column": _TEXT,
                    "criterion": {"type": ["string", "null"]},
                    "name": _NAME,
                    "unit": _TEXT,
                    "use": {"enum": ["scored", "asked", "shown"]},
                    "weight": {"type": "number", "minimum": 0, "maximum": 1},
                    "bounds": {"type": ["object", "null"]},
                    "values": many(
                        record(
                            {
                                "value": _NUMBER,
                                "low": _NUMBER,
                                "high": _NUMBER,
                                "utility": _NUMBER,
                                "utility_low": _NUMBER,
                                "utility_high": _NUMBER,
                                "contribution": _NUMBER,
                                "is_known": {"type": "boolean"},
                                "source_ids": _TEXTS,
                                "confidence": {"type": ["string", "null"]},
                            }
                        )
                    ),
                    "verdict": {
                        "enum": ["better", "equal", "not_settled", "no_direction"]
                    },
                    "best": _TEXTS,
                }
            )
        ),
        "limits": many(
            record({"limit": _TEXT, "name": _NAME, "required": {}, "status": _TEXTS}),
        ),
    },
    "Sites in the order asked; values of each column in the same order.",
)

_COMPARE: Final = Operation(
    method="POST",
    rule="/v1/compare",
    name="compare",
    summary="Two to four sites side by side",
    description=(
        "Every scored criterion and every other column of some sites, with "
        "intervals, utilities, sources and who is better. A site is better only if "
        "its interval of utility touches none of the others; else it is not "
        "settled, and what is not known settles nothing."
    ),
    answer=_COMPARED,
    errors=(400, 413, 415, 422),
    body={
        **COMPARE_SCHEMA,
        "properties": {
            **COMPARE_SCHEMA["properties"],
            "requirement": reference("Requirement"),
        },
    },
    examples={
        "wafer_plant": {
            "sites": ["hohhot-zhonghuan", "baotou-xitu-hitech"],
            "industry": "pv_wafer",
        }
    },
)


@contract.operation(_COMPARE)
def compare_sites() -> Response:
    """Put the sites of the body side by side."""
    body = json_body()
    problems = body_faults(body, COMPARE_SCHEMA)
    if problems:
        raise RequirementError(problems)
    given = body.get("requirement", {"industry": body.get("industry")})
    catalog = get_catalog()
    result = catalog.solve(catalog.read(given))
    found = compare(result, catalog.criteria, body["sites"])
    return json_answer(
        {
            "data_version": catalog.data_version,
            "understood": understood(result),
            **comparison_answer(found, catalog.sites),
        }
    )


_INDUSTRY: Final = Parameter(
    "industry",
    "Industry tag: its preset says which columns count and how much.",
    {"type": "string", "minLength": 1, "maxLength": 80},
    example="pv_wafer",
)

_DIFFERENCES: Final = many(
    record(
        {
            "column": _TEXT,
            "name": _NAME,
            "unit": _TEXT,
            "weight": {"type": "number"},
            "own": _NUMBER,
            "other": _NUMBER,
            "difference": _NUMBER,
            "low": _NUMBER,
            "high": _NUMBER,
        }
    )
)

_SIMILAR: Final = Operation(
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
            "data_version": _TEXT,
            "site": _SITE,
            "industry": {"type": ["string", "null"]},
            "weights": {"type": "object"},
            "similar": many(
                record(
                    {
                        "site": _SITE,
                        "distance": {"type": "number", "minimum": 0, "maximum": 1},
                        "distance_low": {"type": "number"},
                        "distance_high": {"type": "number"},
                        "comparable_share": {"type": "number"},
                        "alike": _DIFFERENCES,
                        "different": _DIFFERENCES,
                        "unknown": _TEXTS,
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
        ),
        _INDUSTRY,
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


_MEDIAN: Final = record(
    {
        "median": _NUMBER,
        "n_yes": {"type": ["integer", "null"]},
        "n_known": {"type": "integer", "minimum": 0},
        "n_sites": {"type": "integer", "minimum": 0},
        "stands": {"enum": ["above", "below", "same", "not_settled"]},
        "is_better": {"type": ["boolean", "null"]},
    }
)

_BENCHMARK: Final = Operation(
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
            "data_version": _TEXT,
            "site": _SITE,
            "columns": many(
                record(
                    {
                        "column": _TEXT,
                        "name": _NAME,
                        "unit": _TEXT,
                        "value": _NUMBER,
                        "low": _NUMBER,
                        "high": _NUMBER,
                        "is_flag": {"type": "boolean"},
                        "source_ids": _TEXTS,
                        "confidence": {"type": ["string", "null"]},
                        "league": _MEDIAN,
                        "region": _MEDIAN,
                    }
                )
            ),
        }
    ),
    errors=(400, 404),
    parameters=(SITE_ID, _INDUSTRY),
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


def read_industry(reader: Reader) -> str:
    """Return the industry tag of a query; empty if none is given.

    A tag that the vocabulary does not have is a fault, told with its near misses.
    """
    tag = reader.text("industry")
    known = get_catalog().sites.tag_index
    if tag and tag not in known:
        hint = near_misses(tag, list(known))
        reader.fail("industry", f"is {tag[:40]!r}, no tag of the vocabulary{hint}")
        return ""
    return tag
