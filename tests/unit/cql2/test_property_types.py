"""A filter is refused by the types of the properties, whatever rows there are."""

from __future__ import annotations

import pytest

from geo_zs.cql2 import Cql2Error, parse
from geo_zs.cql2.property_types import check_types, sample_of, text_type

DATES = r"\d{4}(-\d{2}(-\d{2})?)?"
SAMPLE = sample_of(
    {
        "name": "string",
        "signed": text_type(DATES),
        "money": "number",
        "count": "integer",
        "is_open": "boolean",
        "day": "date",
        "made": "timestamp",
        "tags": "array",
        "geometry": "geometry",
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "name = 'x' AND signed >= '2023'",
        "T_AFTER(signed, DATE('2020-01-01')) AND signed > day",
        "T_BEFORE(made, TIMESTAMP('2020-01-01T00:00:00Z')) AND made > day",
        "T_DURING(INTERVAL(signed, day), INTERVAL('2020-01-01', '..'))",
        "money / count > 0 AND is_open",
        "A_CONTAINS(tags, ('x'))",
        "distance_km(geometry, 111, 40) < area_km2(geometry)",
        "tags IS NULL OR money IS NULL OR geometry IS NULL",
    ],
)
def test_filter_whose_types_agree_is_let_pass(text):
    check_types(parse(text), SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        "name > 5",
        "TRUE OR name > 5",
        "name > DATE('2020-01-01')",
        "T_AFTER(name, DATE('2020-01-01'))",
        "T_DURING(signed, INTERVAL('2020-01-01', '2021-01-01'))",
        "money = TRUE",
        "count",
        "signed = 2023",
        "tags = 'x'",
        "A_CONTAINS(name, ('x'))",
        "S_INTERSECTS(name, POINT(1 1))",
        "length(money) = 1",
        "day = 'x'",
    ],
)
def test_filter_whose_types_do_not_agree_is_refused_at_its_place(text):
    with pytest.raises(Cql2Error) as told:
        check_types(parse(text), SAMPLE)

    assert told.value.at is not None


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (DATES, "partial_date"),
        (r"\d{4}-\d{2}-\d{2}", "partial_date"),
        ("[a-z0-9]+(-[a-z0-9]+)*", "string"),
        (r"\d{6}", "string"),
        (None, "string"),
        ("", "string"),
    ],
)
def test_text_is_a_date_if_its_form_is_that_of_one(pattern, kind):
    assert text_type(pattern) == kind
